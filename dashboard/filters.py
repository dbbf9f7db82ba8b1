"""Which events are shown, and in which lanes: by words, status, source, who, where, grain, confidence and time.

Pure functions of events; the address holds the choice. Any value of a kind will do, and all kinds must hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from timeline.detail import shows
from timeline.intervals import Bound
from timeline.model import Detail, Event

OWN_VOICE = "the article itself"
NOBODY, NOWHERE = "nobody named", "no place named"
Kind = Literal["status", "source", "who", "where", "grain", "sure", "corrected"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Group = Literal["", "status", "source", "who", "where"]
GROUPS: tuple[Group, ...] = get_args(Group)
STEPS = ((0.75, "high"), (0.45, "middling"), (0.0, "low"))
"""Least confidence of each step, and its name."""


def sure_of(confidence: float) -> str:
    """The step of a confidence."""
    return next(name for least, name in STEPS if confidence >= least)


OF: Mapping[Kind, Callable[[Event], str]] = {
    "status": lambda event: event.status.value,
    "source": lambda event: event.said_by or OWN_VOICE,
    "who": lambda event: event.who or NOBODY,
    "where": lambda event: event.where or NOWHERE,
    "grain": lambda event: event.when.grain.value if event.when else "no date",
    "sure": lambda event: sure_of(event.confidence),
    "corrected": lambda event: "corrected" if event.corrections else "as read",
}
"""The value that an event has of each kind."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is left in. words: each must stand in label, sentence, person or place. since, until: days or minutes."""

    detail: Detail = "standard"
    words: str = ""
    values: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    since: Bound | None = None
    until: Bound | None = None

    def shows(self, event: Event, text: str) -> bool:
        """Is the event left in? text: of its article."""
        return shows(self.detail, event) and self._found(event, text) and self._in_time(event) and self._kinds(event)

    def _kinds(self, event: Event) -> bool:
        return all(OF[kind](event) in values for kind, values in self.values.items() if values)

    def _found(self, event: Event, text: str) -> bool:
        if not self.words.strip():
            return True
        held = (event.label, text[event.sentence.start : event.sentence.end], event.who, event.where, event.said_by)
        said = " ".join(" ".join(part for part in held if part).casefold().split())
        return all(word in said for word in self.words.casefold().split())

    def _in_time(self, event: Event) -> bool:
        if self.since is None and self.until is None:
            return True
        if event.when is None:
            return False
        first, last = event.when.earliest, event.when.latest
        early = self.until is None or first is None or first.first_minute <= self.until.last_minute
        late = self.since is None or last is None or last.last_minute >= self.since.first_minute
        return early and late

    @property
    def any(self) -> bool:
        """Is anything chosen but the detail?"""
        return bool(self.words.strip() or self.since or self.until or any(self.values.values()))


def filter_of(look: Mapping[str, object] | None, statuses: Iterable[str] | None, detail: Detail) -> Filter:
    """From what the address says; what is no value of a kind finds nothing, what is no day is left aside."""
    look = look or {}
    values = {kind: frozenset(statuses or () if kind == "status" else _texts(look.get(kind))) for kind in KINDS}
    return Filter(
        detail=detail,
        words=str(look.get("q") or ""),
        values={kind: chosen for kind, chosen in values.items() if chosen},
        since=_day(look.get("since")),
        until=_day(look.get("until")),
    )


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def _day(value: object) -> Bound | None:
    try:
        return Bound.parse(str(value)) if value else None
    except ValueError:
        return None


def counts(events: Sequence[tuple[Event, str]], chosen: Filter) -> dict[Kind, Counter[str]]:
    """How many events each value of each kind would show, the choice of all other kinds kept.

    events: each with the text of its article.
    """
    found: dict[Kind, Counter[str]] = {}
    for kind in KINDS:
        others = replace(chosen, values={one: values for one, values in chosen.values.items() if one != kind})
        found[kind] = Counter(OF[kind](event) for event, text in events if others.shows(event, text))
    return found


def grouped(events: Sequence[Event], group: Group) -> dict[str, list[Event]]:
    """The events by the value of a kind, the fullest first; what has none last."""
    if not group:
        return {"": list(events)}
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(OF[group](event), []).append(event)
    last = {OWN_VOICE, NOBODY, NOWHERE}
    return dict(sorted(found.items(), key=lambda pair: (pair[0] in last, -len(pair[1]))))
