"""Which days a story has: how often, by how many articles, and from how far each day is spoken of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline.comparison.accounts import Account

_LEAD = 3  # sentences of an article that tell what it is about
_LATER = (2, 7, 30)  # days after which an article that still speaks of a day says that it matters


@dataclass(slots=True)
class DayRecord:
    """What is known of a day: (article, sentence) pairs that speak of it with the id of the phrase, by article the days
    from it to the article's publication, and the articles published on it."""

    sentences: dict[tuple[int, int], tuple[str, bool]] = field(default_factory=dict)
    distance: dict[int, int] = field(default_factory=dict)
    weight: float = 0.0
    lead: int = 0
    published: list[int] = field(default_factory=list)


def day_records(accounts: Sequence[Account]) -> dict[int, DayRecord]:
    """By ordinal, every day that is spoken of or on which an article was published."""
    found: dict[int, DayRecord] = defaultdict(DayRecord)
    for number, one in enumerate(accounts):
        if one.published is not None:
            found[one.published].published.append(number)
        for mention in one.days:
            record, place = found[mention.day], (number, mention.sentence)
            if place not in record.sentences:
                record.weight += mention.weight
                record.lead += mention.sentence < _LEAD
                record.sentences[place] = mention.phrase, mention.dated
            if one.published is not None:
                record.distance.setdefault(number, one.published - mention.day)
    return dict(found)


def ranked_days(records: Mapping[int, DayRecord]) -> list[tuple[int, float]]:
    """The days with their scores, best first; days that no article speaks of are none of the story's."""
    scores = Counter({day: score(record) for day, record in records.items() if record.sentences})
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def score(record: DayRecord) -> float:
    """How much speaks for a day."""
    return len({article for article, _ in record.sentences}) + 0.3 * record.weight
