"""The values of edited fields as text, and back: what the log keeps, and what a correction shows of both sides.

A date is written "BEGIN/END GRAIN", "BEGIN/END about GRAIN" for what is only near it; a side is a day or a minute,
"EARLIEST..LATEST" where it is not exact, with nothing on the side that is open:
"2013-06-04..2013-06-05/2013-06-05.. day". It loses nothing of an Interval.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.errors import InputError
from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.model import Event, Status

FIELDS = ("label", "when", "status", "said_by", "who", "what", "where")
"""The fields of an event that can be set."""
ARTICLE_FIELDS = ("title", "outlet", "url", "published")
"""The fields of an article that can be set."""

_ABOUT = "about "


def when_text(when: Interval | None) -> str | None:
    """A date as text; None for none."""
    if when is None:
        return None
    return f"{_side(when.begin)}/{_side(when.end)} {_ABOUT if when.about else ''}{when.grain.value}"


def when_of(text: str | None) -> Interval | None:
    """The inverse of `when_text`; InputError for what it did not write."""
    if text is None:
        return None
    sides, _, grain = text.partition(" ")
    begin, slash, end = sides.partition("/")
    try:
        if not slash:
            raise ValueError("no two sides")
        return Interval(_bounds(begin), _bounds(end), Grain(grain.removeprefix(_ABOUT)), about=grain.startswith(_ABOUT))
    except ValueError as error:
        raise InputError(f"not a date of the log: {text!r} ({error}); write it as docs/correcting.md says") from None


def _side(side: Bounds) -> str:
    if side.exact:
        return str(side.earliest)
    return f"{side.earliest or ''}..{side.latest or ''}"


def _bounds(text: str) -> Bounds:
    low, dots, high = text.partition("..")
    first = Bound.parse(low) if low else None
    return Bounds(first, (Bound.parse(high) if high else None) if dots else first)


def value_of(event: Event, field: str) -> str | None:
    """The value of one of FIELDS as text; None where there is none."""
    if field == "when":
        return when_text(event.when)
    value: object = getattr(event, field)
    return None if value is None else str(value)


def with_value(event: Event, field: str, value: str | None) -> Event:
    """The event with one of FIELDS set from text; InputError where the text is no such value."""
    if field == "when":
        return replace(event, when=when_of(value))
    if field == "label":
        if value is None:
            raise InputError("an event needs a label; say in a few words what happened")
        return replace(event, label=value)
    if field == "status":
        try:
            return replace(event, status=Status(value or ""))
        except ValueError:
            raise InputError(f"there is no status {value}; choose one of {', '.join(Status)}") from None
    if field == "said_by":
        return replace(event, said_by=value, attribution=(value,) if value else ())
    if field == "who":
        return replace(event, who=value)
    return replace(event, what=value) if field == "what" else replace(event, where=value)
