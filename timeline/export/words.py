"""An interval in a few words for people: "4 Jun 2013, night", "by 5 Jun 2013", "began in Jun 2012, no end known".

Used wherever a person reads a date (command line, dashboard); machines get the four bounds.
"""

from __future__ import annotations

import re

from timeline.intervals import Bound, Bounds, Cell, Grain, Interval, cell_of

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_PARTS = ((5, "night"), (12, "morning"), (13, "midday"), (18, "afternoon"), (22, "evening"), (24, "night"))
_LAST_MINUTE = 24 * 60 - 1
_CLOCK = re.compile(r", (?=\d\d:\d\d)")
_WORD = re.compile(r"\b(?:between|in|on|by|before|after|from|until) ")
_COARSE = (Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.DECADE, Grain.CENTURY, Grain.MILLENNIUM)


def when_words(interval: Interval | None) -> str:
    """The interval worded; "no date" for None.

    A stretch reads "1–5 Jun 2013" or "Jun 2013", something at an unknown place within it "between 1 and 5 Jun
    2013" or "in Jun 2013", one whose begin and end are known apart "began between 4 and 5 Jun 2013, no end known".
    Seasons are given by their months, which hold on both hemispheres. What is only near this says "about".
    """
    if interval is None:
        return "no date"
    words = _words(interval)
    if not interval.about or interval.grain is Grain.PART:
        return words
    for place in (_CLOCK, _WORD):
        if place.search(words):
            return place.sub(r"\g<0>about ", words, count=1).removeprefix("in ")
    return f"about {words}"


def _words(interval: Interval) -> str:
    begin, end, grain = interval.begin, interval.end, interval.grain
    if all(side is None for side in (begin.earliest, begin.latest, end.earliest, end.latest)):
        return "some time"
    first, last = interval.earliest, interval.latest
    whole = begin.exact and end.exact
    if begin == end or whole or (first and last and grain is Grain.PART and _short(first, last)):
        if first is None or last is None:
            return _side(begin, grain)
        return _outer(first, last, grain, whole)
    return _from_to(begin, end, grain)


def _outer(first: Bound, last: Bound, grain: Grain, whole: bool) -> str:
    if first.minute in (None, 0) and last.minute in (None, _LAST_MINUTE):  # whole days, however they were written
        first, last = first.day_only(), last.day_only()
    if first.minute is not None or last.minute is not None:
        return _hours(first, last, grain, whole)
    if first == last:
        return _day(first)
    if named := _cell(first, last, grain):
        return named if whole else f"in {_the(named)}"
    if whole:
        return _range(first, last, "–")
    return f"between {_range(first, last, ' and ')}"


def _hours(first: Bound, last: Bound, grain: Grain, whole: bool) -> str:
    """Something with a time of day: one moment, a part of a day, or hours."""
    if first == last:
        return f"{_day(first)}, {_clock(first)}"
    if grain is Grain.PART and _short(first, last):
        return f"{_day(first)}, {_part(first, last)}"
    if first.day == last.day:
        mark = "–" if whole else " to "
        return f"{_day(first)}, {_clock(first)}{mark}{_clock(last, last=True)}"
    both = f"{_moment(first)} {'–' if whole else 'and'} {_moment(last)}"
    return both if whole else f"between {both}"


def _from_to(begin: Bounds, end: Bounds, grain: Grain) -> str:
    """Begin and end known apart from each other."""
    if begin.earliest is None and begin.latest is not None and end.earliest is None and end.latest is not None:
        return f"until {_moment(end.latest)}"
    if end.latest is None and _within(end.earliest, begin) and _named(begin, grain):
        return f"from {_side(begin, grain, of_pair=True)} on"
    if begin.earliest is None and _within(begin.latest, end) and _named(end, grain):
        return f"until {_side(end, grain, of_pair=True)}"
    if all(_named(side, grain) for side in (begin, end)):
        return f"{_side(begin, grain, of_pair=True)} – {_side(end, grain, of_pair=True)}"
    return f"{_began(begin, grain)}, {_ended(end, begin, grain)}".removeprefix(", ")


def _named(side: Bounds, grain: Grain) -> bool:
    """Is it one moment, one part of a day, or one cell of the calendar?"""
    low, high = side.earliest, side.latest
    if low is None or high is None:
        return False
    return (
        low == high
        or _short(low, high)
        or (low.minute is None and high.minute is None and bool(_cell(low, high, grain)))
    )


def _began(side: Bounds, grain: Grain) -> str:
    low, high = side.earliest, side.latest
    if low is None and high is None:
        return ""
    if low is None:
        return f"began by {_moment(_some(high))}"
    if high is None:
        return f"began on {_moment(low)} or later"
    return f"began {_when(low, high, grain)}"


def _ended(side: Bounds, begin: Bounds, grain: Grain) -> str:
    low, high = side.earliest, side.latest
    if high is None:
        if low is None or (begin.latest is not None and low.first_minute <= begin.latest.last_minute):
            return "no end known"
        return f"went on until at least {_moment(low)}"
    if low is None:
        return f"ended by {_moment(high)}"
    return f"ended {_when(low, high, grain)}"


def _when(low: Bound, high: Bound, grain: Grain) -> str:
    """Something at a moment, in a cell, or between two moments."""
    if low.minute is None and high.minute is None:
        if low == high:
            return f"on {_day(low)}"
        if named := _cell(low, high, grain):
            return f"in {_the(named)}"
        return f"between {_range(low, high, ' and ')}"
    if low == high:
        return f"on {_moment(low)}"
    if _short(low, high):
        return f"on {_day(low)}, {_part(low, high)}"
    if low.day == high.day:
        return f"on {_day(low)}, by {_clock(high)}" if low.minute is None else f"on {_moment(low)} or later"
    return f"between {_moment(low)} and {_moment(high)}"


def _the(named: str) -> str:
    """With the article that decades and halves have: "the 1840s", "the first half of 1848"."""
    return f"the {named}" if named.endswith("0s") or " half " in named else named


def _within(bound: Bound | None, side: Bounds) -> bool:
    """Does the bound say nothing that the other side does not?"""
    return bound is None or bound in (side.earliest, side.latest)


def _side(side: Bounds, grain: Grain, of_pair: bool = False) -> str:
    """One side of an interval: a moment, a stretch of possible moments, or one open way."""
    low, high = side.earliest, side.latest
    if low is not None and high is not None:
        if low.minute is None and high.minute is None:
            if low == high:
                return _day(low)
            return _cell(low, high, grain) or _range(low, high, " and ")
        if of_pair and low != high and _short(low, high):
            return f"{_day(low)}, {_part(low, high)}"
        return _hours(low, high, grain, whole=True)
    if low is None and high is None:
        return "?"
    if low is not None:
        return _after(low, grain)
    return _before(_some(high), grain)


def _some(bound: Bound | None) -> Bound:
    if bound is None:
        raise ValueError("no bound")
    return bound


def _before(high: Bound, grain: Grain) -> str:
    cell = _edge(high.day + 1, grain, first=True) if high.minute is None else None
    return f"by {_moment(high)}" if cell is None else f"before {_cell_name(cell)}"


def _after(low: Bound, grain: Grain) -> str:
    cell = _edge(low.day - 1, grain, first=False) if low.minute is None else None
    return f"{_moment(low)} or later" if cell is None else f"after {_cell_name(cell)}"


def _edge(day: int, grain: Grain, *, first: bool) -> Cell | None:
    """The coarse cell of the interval's grain that begins (or ends) with the day."""
    if grain not in _COARSE:
        return None
    cell = cell_of(grain, day)
    return cell if (cell.first if first else cell.last) == day else None


def _cell(first: Bound, last: Bound, grain: Grain) -> str | None:
    """The name of the calendar cell that the days fill, if they fill one."""
    for candidate in dict.fromkeys((grain, *_COARSE)):
        if candidate in _COARSE:
            cell = cell_of(candidate, first.day)
            if (cell.first, cell.last) == (first.day, last.day):
                return _cell_name(cell)
    return None


def _cell_name(cell: Cell) -> str:
    year = cell.year
    match cell.grain:
        case Grain.MONTH:
            return f"{_MONTHS[cell.index % 12]} {_year(year)}"
        case Grain.QUARTER:
            return f"Q{cell.index % 4 + 1} {_year(year)}"
        case Grain.HALF:
            return f"{('first', 'second')[cell.index % 2]} half of {_year(year)}"
        case Grain.YEAR:
            return _year(year)
        case Grain.DECADE if year > 0:
            return f"{year}s"
        case Grain.CENTURY if year > 0:
            return f"{year}–{year + 99}"
        case _:
            return f"{_year(year)}–{_year(Bound(cell.last).year)}"


def _range(first: Bound, last: Bound, mark: str) -> str:
    """Two days, what they share said once; months and years where they are full."""
    wide = mark if mark.startswith(" ") else f" {mark} "
    months = cell_of(Grain.MONTH, first.day), cell_of(Grain.MONTH, last.day)
    if (months[0].first, months[1].last) == (first.day, last.day):
        if first.year == last.year:
            return f"{_MONTHS[months[0].index % 12]}{mark}{_cell_name(months[1])}"
        if months[0].index % 12 == 0 and months[1].index % 12 == 11:
            return f"{_year(first.year)}{mark}{_year(last.year)}"
        return f"{_cell_name(months[0])}{wide}{_cell_name(months[1])}"
    if first.year != last.year:
        return f"{_day(first)}{wide}{_day(last)}"
    if months[0] != months[1]:
        return f"{_day(first, year=False)}{wide}{_day(last)}"
    return f"{_number(first)}{mark}{_day(last)}"


def _number(bound: Bound) -> str:
    return str(int(bound.isoformat()[-2:] if bound.minute is None else bound.isoformat()[-8:-6]))


def _day(bound: Bound, year: bool = True) -> str:
    day = bound.day_only()
    month = _MONTHS[cell_of(Grain.MONTH, day.day).index % 12]
    return f"{_number(day)} {month}" + (f" {_year(day.year)}" if year else "")


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def _clock(bound: Bound, last: bool = False) -> str:
    minute = bound.minute if bound.minute is not None else (_LAST_MINUTE if last else 0)
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _moment(bound: Bound) -> str:
    return _day(bound) if bound.minute is None else f"{_day(bound)}, {_clock(bound)}"


def _short(first: Bound, last: Bound) -> bool:
    return None not in (first.minute, last.minute) and last.last_minute - first.first_minute < 24 * 60


def _part(first: Bound, last: Bound) -> str:
    """The part of day in which the middle of the hours lies."""
    hour = (first.first_minute + last.last_minute) // 120 % 24
    return next(name for until, name in _PARTS if hour < until)
