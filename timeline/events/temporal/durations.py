"""Lengths of time: a TIMEX3 duration as days, shifted from a moment, with the vagueness its words have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.intervals import Bound, Bounds, CalendarError, Grain, civil, days_in_month

_DURATION = re.compile(
    r"P(?:(\d+(?:\.\d+)?)([DWMYQ]|E|DE|CE))?(?:(\d+(?:\.\d+)?)([DWM]))?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:\d+S)?)?"
)
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "E": 120, "CE": 1200}
_GRAINS = {
    "D": Grain.DAY,
    "W": Grain.WEEK,
    "M": Grain.MONTH,
    "Q": Grain.QUARTER,
    "Y": Grain.YEAR,
    "DE": Grain.DECADE,
    "E": Grain.DECADE,
    "CE": Grain.CENTURY,
}
_SLACK = {
    Grain.WEEK: 3,
    Grain.MONTH: 10,
    Grain.QUARTER: 30,
    Grain.YEAR: 90,
    Grain.DECADE: 900,
    Grain.CENTURY: 9000,
}  # days; half a unit or less to either side
_MORE = frozenset({"MORE_THAN", "EQUAL_OR_MORE"})
_TOO_LONG = 1000 * 365  # "for two thousand years" has no begin that could be counted in days
_LESS = frozenset({"LESS_THAN", "EQUAL_OR_LESS"})


@dataclass(frozen=True, slots=True)
class Length:
    """So many months and days (hours count as nothing: bounds are days), said in units of `grain`."""

    months: int
    days: int
    grain: Grain

    @property
    def rough(self) -> int:
        """Days, a month being 30."""
        return self.months * 30 + self.days


def length(value: str) -> Length | None:
    """The length of a TIMEX3 duration; None for an unknown number of units (PXW) and for no duration."""
    found = _DURATION.fullmatch(value)
    if found is None:
        return None
    months = days = 0.0
    grain: Grain | None = None
    for number, unit in (found.group(1, 2), found.group(3, 4)):
        if number is None:
            continue
        if unit in _MONTHS:
            months += float(number) * _MONTHS[unit]
        else:
            days += float(number) * (7 if unit == "W" else 1)
        grain = _GRAINS[unit]
    if grain is None:
        if found.group(5) is None and found.group(6) is None:
            return None
        days, grain = float(found.group(5) or 0) / 24, Grain.HOUR
    days += (months % 1) * 30
    return Length(int(months), int(days), grain)


def earlier(bound: Bound, span: Length) -> Bound:
    """The day so long before; the last day of the month where there is no such day."""
    year, month, day = civil(bound.day)
    total = year * 12 + month - 1 - span.months
    year, month = divmod(total, 12)
    return Bound.of(year, month + 1, min(day, days_in_month(year, month + 1))).plus_days(-span.days)


def later(bound: Bound, span: Length) -> Bound:
    """The day so long after; the last day of the month where there is no such day."""
    return earlier(bound, Length(-span.months, -span.days, span.grain))


def away(base: Bounds, span: Length, mod: str | None, after: bool) -> Bounds:
    """The days that lie `span` after (or before) a moment in `base`, as vague as modifier and unit make it; hours may
    reach into the day beside it."""
    first, last = base.earliest or base.latest, base.latest or base.earliest
    if first is None or last is None or span.rough > _TOO_LONG:
        return Bounds()
    try:
        low, high = (later(first, span), later(last, span)) if after else (earlier(first, span), earlier(last, span))
        if span.grain is Grain.HOUR:
            return Bounds(low, high.plus_days(1)) if after else Bounds(low.plus_days(-1), high)
        if mod in _MORE:
            return Bounds(low, None) if after else Bounds(None, high)
        if mod in _LESS:
            return Bounds(first, high) if after else Bounds(low, last)
        slack = span.rough // 4 if mod == "APPROX" else _SLACK.get(span.grain, 0)
        return Bounds(low.plus_days(-slack), high.plus_days(slack))
    except CalendarError:
        return Bounds()


def begun(end: Bounds, span: Length, mod: str | None) -> Bounds:
    """When something that lasted `span` and ended in `end` began, as vague as the modifier makes it.

    More than: not after; almost: within the last quarter of the length; else half a unit to either side.
    """
    first = end.earliest or end.latest
    last = end.latest or end.earliest
    if first is None or last is None:
        return Bounds()
    if span.rough > _TOO_LONG:
        return Bounds(None, last)
    try:
        return _begun(first, last, span, mod)
    except CalendarError:
        return Bounds(None, last)


def _begun(first: Bound, last: Bound, span: Length, mod: str | None) -> Bounds:
    low, high = earlier(first, span), earlier(last, span)
    if mod in _MORE:
        return Bounds(None, low)
    if mod in _LESS:
        return Bounds(low, high.plus_days(span.rough // 4))
    if mod == "APPROX":
        slack = span.rough // 4
        return Bounds(low.plus_days(-slack), high.plus_days(slack))
    slack = _SLACK.get(span.grain, 0)
    return Bounds(low.plus_days(-slack), high.plus_days(slack))
