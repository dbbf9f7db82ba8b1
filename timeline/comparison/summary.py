"""The sentences for the days: those that tell each best, none said twice, on the same day or another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from timeline.comparison.story import Place, Story
from timeline.comparison.values import Source

MOST = 10  # sentences kept for a day
_LOOKED_AT = 60  # sentences of a day, the best first
_ALIKE = 0.6  # cosine from which two sentences say the same
_OPENERS = 3  # sentences of a day that no other day repeats


class _Said:
    """Sentences that were chosen, found by their words."""

    def __init__(self) -> None:
        self._with: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._count = 0

    def add(self, words: Sequence[tuple[int, float]]) -> None:
        for word, weight in words:
            self._with[word].append((self._count, weight))
        self._count += 1

    def nearest(self, words: Sequence[tuple[int, float]]) -> float:
        """The cosine to the most alike of them, 0 where there is none."""
        found: dict[int, float] = defaultdict(float)
        for word, weight in words:
            for number, other in self._with.get(word, ()):
                found[number] += weight * other
        return max(found.values(), default=0.0)


def told(days: Sequence[int], story: Story, weights: Mapping[str, float]) -> dict[int, list[Place]]:
    """For each day, the sentences that tell it best, best first. Days that stand first choose first."""
    taken = _Said()
    found: dict[int, list[Place]] = {}
    for day in days:
        places = story.told_on(day)
        worth = story.worths(day, places, weights)
        here, chosen = _Said(), list[Place]()
        best = sorted(places, key=lambda p: (-worth[p], p))[:_LOOKED_AT]
        for place in best:
            words = story.words(place)
            if words and max(taken.nearest(words), here.nearest(words)) < _ALIKE:
                chosen.append(place)
                here.add(words)
            if len(chosen) == MOST:
                break
        found[day] = chosen = chosen or best[:1]  # a day that says nothing of its own has its best sentence
        for place in chosen[:_OPENERS]:
            taken.add(story.words(place))
    return found


def source(story: Story, day: int, place: Place) -> Source:
    """Where a sentence stands, and by which phrase it names the day."""
    one = story.accounts[place[0]]
    return Source(one.article.id, one.sentences[place[1]], story.naming.get(day, {}).get(place))
