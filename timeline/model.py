"""The values that travel through the house: Article, TimeExpression, Event, Link, Timeline, and what they hold.

Inside the rooms these are frozen slotted dataclasses; pydantic reads and writes them at the edge (`Timeline.to_json`,
`Timeline.from_json`, `json_schema`). Offsets are half-open and count characters of the text as given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from timeline.errors import InputError
from timeline.intervals import Bound, Interval

EventsMode = Literal["timeline", "all", "none"]
Kind = Literal["news", "history"]
Detail = Literal["key", "standard", "all"]
PublishedFrom = Literal["given", "metadata", "dateline", "text"]


class TimexType(StrEnum):
    """TIMEX3 `type`."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class AnchorKind(StrEnum):
    """What a phrase is measured from."""

    NONE = "none"
    PUBLICATION = "publication"
    EXPRESSION = "expression"
    EVENT = "event"


class Status(StrEnum):
    """Factuality in five words (after FactBank, Saurí and Pustejovsky 2009)."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Relation(StrEnum):
    """How the time of a link's source lies to that of its target."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"
    INCLUDES = "INCLUDES"
    SIMULTANEOUS = "SIMULTANEOUS"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Does the other lie inside?"""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: the name of a rule and its arguments; `timeline.derivation.sentence` words it."""

    rule: str
    arguments: Mapping[str, str] = field(default_factory=dict)


Derivation = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a phrase was measured from: its kind, the id of the expression or event, the moment itself.

    With `when` None the anchor is wanted but not there yet (an event's), or never was (no publication date).
    """

    kind: AnchorKind = AnchorKind.NONE
    ref: str | None = None
    when: Bound | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to understand a phrase or an event's time; `weight` in 0..1 is relative to the others."""

    when: Interval | None
    value: str | None = None
    weight: float = 0.0
    derivation: Derivation = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known about it. `published` also takes an ISO string.

    `body` holds the spans that are article text; what lies between them is page furniture. Empty: not looked at
    yet (`timeline.read` fills it). `published` is a day or a minute in `zone` (an IANA name or an offset). `outlet` is
    the name of the newspaper or site.
    """

    id: str = ""
    title: str | None = None
    text: str = ""
    url: str | None = None
    published: Bound | None = None
    published_from: PublishedFrom | None = None
    zone: str | None = None
    language: str | None = None
    kind: Kind | None = None
    body: tuple[Span, ...] = ()
    outlet: str | None = None

    def __post_init__(self) -> None:
        given: object = self.published
        if isinstance(given, str):
            object.__setattr__(self, "published", Bound.parse(given))


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A phrase of time: where it stands, what it says (TIMEX3), which stretch of the calendar that is, and why.

    `when` is None where the phrase has no place on the calendar (a bare duration, a set) or its anchor is missing;
    the derivation says which. `readings` holds the others, best first.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin_point: str | None = None
    end_point: str | None = None
    anchor: Anchor = field(default_factory=Anchor)
    when: Interval | None = None
    readings: tuple[Reading, ...] = ()
    derivation: Derivation = ()

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an event is told."""

    article: str
    trigger: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed in an event: the field, the program's value and the person's, as text; who, when, and why.

    `field` is a field of Event, or "added", "removed", "merged", "split" for the event as a whole. `at` is an ISO 8601
    instant in UTC. A value is None where there is none (an added event has no value of the program's).
    """

    field: str
    machine: str | None
    person: str | None
    who: str
    at: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, goes on, is planned, possible or denied: who, what, where, when, and who says so.

    `said_by` is the innermost source as the text has it (None: the article's own voice), `attribution` all of them,
    outermost first. `times` are ids of the time expressions it rests on. `order` is one linear reading of the
    links; equal numbers mean the text does not order them. `confidence` lies in 0..1. `detail` is the least detail of
    a timeline that shows it. `corrections` is what people changed, oldest first; the fields hold the person's values.
    """

    id: str
    article: str
    label: str
    trigger: Span
    sentence: Span
    mentions: tuple[Mention, ...] = ()
    who: str | None = None
    what: str | None = None
    where: str | None = None
    status: Status = Status.HAPPENED
    said_by: str | None = None
    attribution: tuple[str, ...] = ()
    when: Interval | None = None
    times: tuple[str, ...] = ()
    order: int = 0
    readings: tuple[Reading, ...] = ()
    derivation: Derivation = ()
    confidence: float = 0.0
    detail: Detail = "standard"
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """`source` lies `relation` `target`; both are ids of events or time expressions."""

    source: str
    relation: Relation
    target: str
    derivation: Derivation = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The result: articles with their time expressions, events in order, and the links between them."""

    articles: tuple[Article, ...] = ()
    time_expressions: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()

    def to_json(self, indent: int | None = None) -> str:
        """JSON text that `from_json` turns into an equal value."""
        return _adapter().dump_json(self, indent=indent).decode("utf-8")

    @classmethod
    def from_json(cls, text: str | bytes) -> Timeline:
        """The value `to_json` wrote; InputError says where the text is of another shape."""
        try:
            return _adapter().validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "the top level"
            raise InputError(f"not a timeline in JSON: {first['msg']} at {place}; see docs/model.md") from None


@checked(frozen=True, config=ConfigDict(extra="forbid"))
class Options:
    """What the caller may set. Checked when made (pydantic's ValidationError, a ValueError).

    language: None takes it from the text. zone: IANA name for times without one. day_first: 03/04 is 3 April.
    southern: seasons of the southern hemisphere. fiscal_year_start: month in which the fiscal year named after the
    following or same calendar year begins. week_start: 0 Monday .. 6 Sunday. kind: None is seen from the text.
    detail: how much a timeline shows: "key" the few happenings the article is about, "standard" what an editor would
    print, "all" everything with a place in time. limit: most bytes of text (UTF-8) accepted.
    """

    language: str | None = None
    zone: str | None = None
    day_first: bool | None = Field(default=None, strict=True)
    southern: bool = Field(default=False, strict=True)
    fiscal_year_start: int = Field(default=1, ge=1, le=12, strict=True)
    week_start: int = Field(default=0, ge=0, le=6, strict=True)
    kind: Kind | None = None
    detail: Detail = "standard"
    limit: int = Field(default=2_000_000, gt=0, strict=True)


@cache
def _adapter() -> TypeAdapter[Timeline]:
    return TypeAdapter(Timeline)


def json_schema() -> dict[str, Any]:
    """JSON Schema of `Timeline.to_json`."""
    return _adapter().json_schema(mode="serialization")
