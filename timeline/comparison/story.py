"""What a collection of articles is about, and how well each sentence tells of a day of it.

A sentence is judged by readable features, chiefly how near it lies to the words of the story and to all that is said of
the day; their weights are learned by `benchmarks/learn_digest.py` from timelines that journalists made.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from timeline.comparison.accounts import Account
from timeline.comparison.words import terms

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
Numbers = NDArray[np.float64]


class Story:
    """The words of a collection, and which sentences name which day.

    A sentence is a vector of its words, each weighing its count times log((1 + n) / (1 + articles that have it)) + 1 of
    n articles, at length 1. Only sentences that can tell of a day are looked at.
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.accounts = accounts
        self.naming: dict[int, dict[Place, str]] = defaultdict(dict)
        self.published: dict[int, list[int]] = defaultdict(list)
        self._others: Counter[Place] = Counter()
        for number, one in enumerate(accounts):
            if one.published is not None:
                self.published[one.published].append(number)
            for mention in one.days:
                place = number, mention.sentence
                if place not in self.naming[mention.day]:
                    self.naming[mention.day][place] = mention.phrase
                    self._others[place] += 1
        self._number: dict[str, int] = {}
        self._vectors = self._read()
        self._about = self._topic()
        self._flags: dict[Place, tuple[float, ...]] = {}

    def _read(self) -> dict[Place, tuple[NDArray[np.int64], Numbers]]:
        """The vector of every sentence that can tell of a day: numbers of its words, and their weights."""
        found: dict[Place, Counter[int]] = {}
        articles: Counter[int] = Counter()
        numbers = self._number
        for at, one in enumerate(self.accounts):
            wanted = sorted({*range(min(LEAD, len(one.sentences))), *(m.sentence for m in one.days)})
            seen: set[int] = set()
            for sentence in wanted:
                words = Counter(numbers.setdefault(word, len(numbers)) for word in terms(one.text(sentence)))
                found[at, sentence] = words
                seen.update(words)
            articles.update(seen)
        counts = np.array([articles[k] for k in range(len(numbers))], dtype=np.float64)
        rarity = np.log((1 + len(self.accounts)) / (1 + counts)) + 1
        vectors = {}
        for place, words in found.items():
            ids = np.fromiter(words, dtype=np.int64, count=len(words))
            weights = np.fromiter(words.values(), dtype=np.float64, count=len(words)) * rarity[ids]
            vectors[place] = ids, weights / (np.sqrt(weights @ weights) or 1.0)
        self._rarity = rarity
        return vectors

    def _topic(self) -> Numbers:
        """How many openings use a word, weighted by its rarity."""
        counts = np.zeros(len(self._number))
        for number, one in enumerate(self.accounts):
            for sentence in range(min(LEAD, len(one.sentences))):
                counts[self._vectors[number, sentence][0]] += 1
        return _unit(counts * self._rarity)

    def words(self, place: Place) -> list[tuple[int, float]]:
        """The numbers of the words of a sentence, with their weights."""
        ids, weights = self._vectors[place]
        return list(zip(ids.tolist(), weights.tolist(), strict=True))

    def told_on(self, day: int) -> list[Place]:
        """The sentences that name a day, and the openings of the articles of that day and the next."""
        places = dict.fromkeys(self.naming.get(day, ()))
        for later in (day, day + 1):
            for number in self.published.get(later, ()):
                places.update(((number, s), None) for s in range(min(LEAD, len(self.accounts[number].sentences))))
        return list(places)

    def worths(self, day: int, places: Sequence[Place], weights: Mapping[str, float]) -> dict[Place, float]:
        """How well each of the sentences tells of a day."""
        values = self.features(day, places) @ np.array([weights[name] for name in FEATURES])
        return dict(zip(places, values.tolist(), strict=True))

    def features(self, day: int, places: Sequence[Place]) -> Numbers:
        """A row for each sentence, a column for each of `FEATURES`."""
        named = self.naming.get(day, {})
        centre, naming = self._centre(places), self._centre(named)
        rows = np.zeros((len(places), len(FEATURES)))
        for n, place in enumerate(places):
            ids, weights = self._vectors[place]
            published = self.accounts[place[0]].published
            rows[n, 0] = place in named
            rows[n, 1] = published is not None and published < day
            rows[n, 2] = place[1] == 0
            rows[n, 3] = weights @ centre[ids]
            rows[n, 4] = weights @ naming[ids]
            rows[n, 5] = weights @ self._about[ids]
            rows[n, 6:11] = self._form(place)
            rows[n, 11] = min(3, self._others[place] - (place in named))
        return rows

    def _form(self, place: Place) -> tuple[float, ...]:
        """Length and kind of a sentence."""
        known = self._flags.get(place)
        if known is None:
            one = self.accounts[place[0]]
            span = one.sentences[place[1]]
            words = one.article.text.count(" ", span.start, span.end) + 1
            asks = one.article.text[span.end - 1] == "?"
            known = (words < 8, words < 15 and words >= 8, 25 < words <= 40, words > 40, asks)
            self._flags[place] = known
        return known

    def _centre(self, places: Iterable[Place]) -> Numbers:
        """The direction of the sum of the vectors."""
        whole = np.zeros(len(self._number))
        for place in places:
            ids, weights = self._vectors[place]
            whole[ids] += weights
        return _unit(whole)


def _unit(weights: Numbers) -> Numbers:
    unit: Numbers = weights / (np.sqrt(np.square(weights).sum()) or 1.0)  # @ would start threads for so long a row
    return unit


@cache
def sentence_weights() -> Mapping[str, float]:
    """The learned weights of the features."""
    text = (files("timeline.comparison") / "sentence_weights.json").read_text(encoding="utf-8")
    loaded: dict[str, float] = json.loads(text)
    return loaded
