"""What comparison gives back: the days of a story with their sentences, and the events that articles share."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.intervals import Bound, Interval
from timeline.model import Derivation, Mention, Span, Status


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence stands: the article's id, the span, and the id of the time expression that names the day (None:
    the article was published on that day or the next)."""

    article: str
    sentence: Span
    expression: str | None = None


@dataclass(frozen=True, slots=True)
class DigestDay:
    """A day of the story: `sentences` best first, each with its place in `sources` (same order), and how many articles
    speak of the day. `derivation` says what spoke for the day."""

    date: Bound
    sentences: tuple[str, ...]
    sources: tuple[Source, ...]
    articles: int
    score: float
    derivation: Derivation = ()


@dataclass(frozen=True, slots=True)
class JointEvent:
    """One event as one or several articles tell it.

    `mentions`: every place that tells it, the one that tells it best first; `events`: ids of the articles' own events
    it joins. `when` is the common interval, `order` counts from 0 and is equal where nothing orders two events.
    """

    id: str
    label: str
    order: int
    when: Interval | None
    mentions: tuple[Mention, ...]
    events: tuple[str, ...] = ()
    status: Status = Status.HAPPENED
    derivation: Derivation = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that takes no part, and why."""

    article: str
    reason: str


@dataclass(frozen=True, slots=True)
class Digest:
    """`days` best first; `events` in the order of time (where one actor was asked for)."""

    days: tuple[DigestDay, ...] = ()
    events: tuple[JointEvent, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
