"""The sentences for a day: those nearest to what all that is said of the day has in common, none said twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from timeline.comparison.accounts import Account
from timeline.comparison.days import DayRecord
from timeline.comparison.values import Source
from timeline.comparison.words import cosine, terms, vector

MOST = 10  # sentences kept for a day
_LEAD = 5  # sentences of an article of that day that may tell of it without naming it
_ALIKE = 0.6  # cosine from which two sentences say the same
_FEWEST, _LONGEST = 6, 60  # words of a sentence that can be read by itself


def day_sentences(
    day: int,
    records: Mapping[int, DayRecord],
    accounts: Sequence[Account],
    idf: Mapping[str, float],
) -> list[tuple[str, Source]]:
    """The sentences that tell a day best, with their places, best first."""
    record = records[day]
    places: dict[tuple[int, int], str | None] = {p: phrase for p, (phrase, _) in record.sentences.items()}
    for later in (day, day + 1):
        for article in records[later].published if later in records else ():
            for sentence in range(min(_LEAD, len(accounts[article].sentences))):
                places.setdefault((article, sentence), None)
    texts = {place: accounts[place[0]].text(place[1]) for place in places}
    vectors = {place: vector(terms(text), idf) for place, text in texts.items()}
    whole: dict[str, float] = defaultdict(float)
    for place, told in vectors.items():
        share = 1.0 if places[place] is not None else 0.3
        for term, weight in told.items():
            whole[term] += weight * share
    size = sum(w * w for w in whole.values()) ** 0.5 or 1.0
    centre = {term: weight / size for term, weight in whole.items()}

    def worth(place: tuple[int, int]) -> float:
        named = 1.0 if places[place] is not None else 0.6
        fits = _FEWEST <= len(texts[place].split()) <= _LONGEST
        return cosine(vectors[place], centre) * named * (1.0 if fits else 0.3)

    chosen: list[tuple[int, int]] = []
    for place in sorted(places, key=lambda p: (-worth(p), p)):
        if all(cosine(vectors[place], vectors[other]) < _ALIKE for other in chosen):
            chosen.append(place)
        if len(chosen) == MOST:
            break
    return [(texts[p], Source(accounts[p[0]].article.id, accounts[p[0]].sentences[p[1]], places[p])) for p in chosen]
