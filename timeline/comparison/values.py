"""What comparison gives back: the days of a story with their sentences, the events that articles share, and where their
accounts differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.edits.judging import Judgement
from timeline.intervals import Bound, Interval
from timeline.model import Article, Derivation, Event, Mention, Span, Status


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


class DifferenceKind(StrEnum):
    """In what two accounts of one event differ."""

    DATE = "date"
    STATUS = "status"
    FIGURE = "figure"


class Change(StrEnum):
    """What a later account did to an earlier one."""

    MOVED = "moved"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two accounts of one joint event that cannot both be true. `one`, `other`: ids of the articles' own events; what
    each says is in `says`, in words. `change`: what the other did to the earlier one; None: they contradict each other.
    """

    kind: DifferenceKind
    event: str
    one: str
    other: str
    says: tuple[str, str]
    change: Change | None = None
    derivation: Derivation = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Why two events of two articles are one: `chance` in 0..1, and the reasons."""

    one: str
    other: str
    chance: float
    derivation: Derivation = ()


class NoteKind(StrEnum):
    """What is to be known of the articles themselves."""

    TWICE = "twice"
    CORRECTION = "correction"
    UNDATED = "undated"
    EMPTY = "empty"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Note:
    """A word on articles (their ids), for people."""

    kind: NoteKind
    articles: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several articles side by side.

    `joint`: every event once, in the order of time, with the ids of the articles' own events it joins; `events`: those
    own events. `differences`: contradictions first. An article that was given twice takes part once (`notes`).
    `judgements`: what people said of pairs of the own events, as far as it was gone by.
    """

    articles: tuple[Article, ...] = ()
    joint: tuple[JointEvent, ...] = ()
    events: tuple[Event, ...] = ()
    differences: tuple[Difference, ...] = ()
    joins: tuple[Join, ...] = ()
    notes: tuple[Note, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def contradictions(self) -> tuple[Difference, ...]:
        """The differences that no change over time explains."""
        return tuple(d for d in self.differences if d.change is None)

    @property
    def changes(self) -> tuple[Difference, ...]:
        """What later articles moved, corrected, withdrew or brought up to date."""
        return tuple(d for d in self.differences if d.change is not None)

    @property
    def shared(self) -> tuple[JointEvent, ...]:
        """The events that more than one article tells."""
        return tuple(e for e in self.joint if len({m.article for m in e.mentions}) > 1)

    @property
    def agreed(self) -> tuple[JointEvent, ...]:
        """The shared events on which no two accounts differ."""
        differ = {d.event for d in self.differences}
        return tuple(e for e in self.shared if e.id not in differ)

    @property
    def only_in_one(self) -> tuple[JointEvent, ...]:
        """The events that one article alone tells."""
        return tuple(e for e in self.joint if len({m.article for m in e.mentions}) == 1)
