"""Dates in EDTF (ISO 8601-2:2019), as far as people type them: cells, unspecified digits, seasons, intervals."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.intervals import Bound, Bounds, Cell, Grain, Interval, cell_of, days_in_month

_DAY = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?)?")
_MONTH = re.compile(r"(-?\d{4})-(\d\d)")
_YEAR = re.compile(r"-?\d{4}")
_VAGUE_YEAR = re.compile(r"(\d{1,3})(X{1,3})")
_VAGUE_DAY = re.compile(r"(-?\d{4})-(\d\d|XX)-XX")
_QUALIFIED = re.compile(r"[~?%]+$")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_GRAINS = {1: Grain.DECADE, 2: Grain.CENTURY, 3: Grain.MILLENNIUM}


def edtf_interval(text: str) -> Interval | None:
    """What an event of that date is: somewhere within a cell, or from one to another; None for what is no EDTF.

    `~` and `%` are kept as "about"; `?` is taken off: it says how sure the date is, and bounds have no word for it.
    ValueError for a day that the calendar does not have.
    """
    left, slash, right = text.strip().upper().partition("/")
    about = any(side.endswith(("~", "%")) for side in (left, right))
    if not slash:
        one = _stretch(left)
        return replace(one.inside(), about=about) if one is not None else None
    if (not _open(left) and _stretch(left) is None) or (not _open(right) and _stretch(right) is None):
        return None
    first, last = _stretch(left), _stretch(right)
    begin = Bounds(first.earliest, first.latest) if first else Bounds(None, last.latest if last else None)
    end = Bounds(last.earliest, last.latest) if last else Bounds(first.earliest if first else None, None)
    if first is None and last is None:
        return None
    return Interval(begin, end, (first or last or _unreached()).grain, about=about)


def _unreached() -> Interval:
    raise AssertionError("one side is known")


def _open(text: str) -> bool:
    return text in ("", "..")


def _stretch(text: str) -> Interval | None:
    text = _QUALIFIED.sub("", text)
    if found := _DAY.fullmatch(text):
        bound = Bound.parse(
            text[: len(found[0])] if found[4] is None else f"{text.partition('T')[0]}T{found[4]}:{found[5]}"
        )
        return Interval.stretch(bound, bound, Grain.DAY if found[4] is None else Grain.MINUTE)
    if found := _VAGUE_DAY.fullmatch(text):
        return _year(int(found[1])) if found[2] == "XX" else _month(int(found[1]), int(found[2]))
    if found := _MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    if _YEAR.fullmatch(text):
        return _year(int(text))
    if (found := _VAGUE_YEAR.fullmatch(text)) and len(text) == 4:
        return _of(cell_of(_GRAINS[len(found[2])], Bound.of(int(found[1]) * 10 ** len(found[2])).day))
    return None


def _of(cell: Cell) -> Interval:
    return Interval.of_cell(cell)


def _year(year: int) -> Interval:
    return Interval.stretch(Bound.of(year), Bound.of(year, 12, 31), Grain.YEAR)


def _month(year: int, month: int) -> Interval:
    if month in _SEASONS:
        first = _SEASONS[month]
        last_year, last = (year, first + 2) if first < 11 else (year + 1, first + 2 - 12)
        return Interval.stretch(
            Bound.of(year, first), Bound.of(last_year, last, days_in_month(last_year, last)), Grain.SEASON
        )
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02d}")
    return Interval.stretch(Bound.of(year, month), Bound.of(year, month, days_in_month(year, month)), Grain.MONTH)
