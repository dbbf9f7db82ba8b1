"""What a collection of articles is about, and how well each sentence tells of a day of it.

A sentence is judged by readable features, chiefly how near it lies to the words of the story and to all that is said of
the day; their weights are learned by `benchmarks/learn_digest.py` from timelines that journalists made.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import sqrt

from timeline.comparison.accounts import Account
from timeline.comparison.words import Vector, cosine, rarity, terms, vector

LEAD = 5  # sentences of an article that tell what it is about, and may tell of its day without naming it
FEATURES = (
    "names it",
    "before it",
    "first sentence",
    "near the day",
    "near what names it",
    "near the story",
    "up to 7 words",
    "8 to 14 words",
    "26 to 40 words",
    "over 40 words",
    "a question",
    "other days",
)

Place = tuple[int, int]  # number of the article, number of the sentence


class Story:
    """The words of a collection: their rarity, and those that its openings share. Vectors are made when asked for."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.accounts = accounts
        self.naming: dict[int, dict[Place, str]] = defaultdict(dict)
        self.published: dict[int, list[int]] = defaultdict(list)
        self._vectors: dict[Place, dict[str, float]] = {}
        self._others: Counter[Place] = Counter()
        for number, one in enumerate(accounts):
            if one.published is not None:
                self.published[one.published].append(number)
            for mention in one.days:
                place = number, mention.sentence
                if place not in self.naming[mention.day]:
                    self.naming[mention.day][place] = mention.phrase
                    self._others[place] += 1
        self._rarity = rarity(terms(one.article.text) for one in accounts)
        self._about = self._topic()

    def _topic(self) -> Vector:
        """How many openings use a word, weighted by its rarity."""
        counts: Counter[str] = Counter()
        for number, one in enumerate(self.accounts):
            for sentence in range(min(LEAD, len(one.sentences))):
                counts.update(self.vector((number, sentence)).keys())
        return _unit({term: count * self._rarity.get(term, 1.0) for term, count in counts.items()})

    def vector(self, place: Place) -> Vector:
        """The words of a sentence."""
        found = self._vectors.get(place)
        if found is None:
            found = vector(terms(self.accounts[place[0]].text(place[1])), self._rarity)
            self._vectors[place] = found
        return found

    def told_on(self, day: int) -> list[Place]:
        """The sentences that name a day, and the openings of the articles of that day and the next."""
        places = dict.fromkeys(self.naming.get(day, ()))
        for later in (day, day + 1):
            for number in self.published.get(later, ()):
                places.update(((number, s), None) for s in range(min(LEAD, len(self.accounts[number].sentences))))
        return list(places)

    def worths(self, day: int, places: Sequence[Place], weights: Mapping[str, float]) -> dict[Place, float]:
        """How well each of the sentences that can tell of a day does so."""
        rows = self.features(day, places)
        return {place: sum(weights[name] * value for name, value in row.items()) for place, row in rows}

    def features(self, day: int, places: Sequence[Place]) -> Iterator[tuple[Place, dict[str, float]]]:
        """The features of each sentence."""
        named = self.naming.get(day, {})
        centre = _centre(self.vector(p) for p in places)
        naming = _centre(self.vector(p) for p in named)
        for place in places:
            one = self.accounts[place[0]]
            told, span = self.vector(place), one.sentences[place[1]]
            words = one.article.text.count(" ", span.start, span.end) + 1
            values = (
                place in named,
                one.published is not None and one.published < day,
                place[1] == 0,
                cosine(told, centre),
                cosine(told, naming),
                cosine(told, self._about),
                words < 8,
                8 <= words < 15,
                25 < words <= 40,
                words > 40,
                one.article.text[span.end - 1] == "?",
                min(3, self._others[place] - (place in named)),
            )
            yield place, dict(zip(FEATURES, map(float, values), strict=True))


def _centre(vectors: Iterable[Vector]) -> Vector:
    whole: dict[str, float] = defaultdict(float)
    for told in vectors:
        for term, weight in told.items():
            whole[term] += weight
    return _unit(whole)


def _unit(weights: Mapping[str, float]) -> Vector:
    size = sqrt(sum(w * w for w in weights.values())) or 1.0
    return {term: weight / size for term, weight in weights.items()}


@cache
def sentence_weights() -> Mapping[str, float]:
    """The learned weights of the features."""
    text = (files("timeline.comparison") / "sentence_weights.json").read_text(encoding="utf-8")
    loaded: dict[str, float] = json.loads(text)
    return loaded
