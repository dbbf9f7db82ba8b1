"""Four bounds put together so that they cannot contradict one another."""

from __future__ import annotations

from timeline.intervals import Bound, Bounds, CalendarError, Grain, Interval

Limit = Bound | None


def later_of(a: Limit, b: Limit) -> Limit:
    """The higher of two lower limits; None is open."""
    if a is None or b is None:
        return a if b is None else b
    return a if a.first_minute >= b.first_minute else b


def earlier_of(a: Limit, b: Limit) -> Limit:
    """The lower of two upper limits; None is open."""
    if a is None or b is None:
        return a if b is None else b
    return a if a.last_minute <= b.last_minute else b


def _empty(low: Limit, high: Limit) -> bool:
    return low is not None and high is not None and low.first_minute > high.last_minute


Side = Bounds | tuple[Limit, Limit]


def make(begin: Side, end: Side, grain: Grain = Grain.DAY) -> Interval | None:
    """The interval, tightened by "nothing ends before it begins"; None where that leaves nothing."""
    first, first_latest = _limits(begin)
    last_earliest, last = _limits(end)
    if _empty(first, first_latest) or _empty(last_earliest, last):
        return None
    end_low = later_of(last_earliest, first)
    begin_high = earlier_of(first_latest, last)
    if _empty(first, begin_high) or _empty(end_low, last):
        return None
    if first is not None and end_low is not None and first.first_minute > end_low.last_minute:
        return None
    return Interval(Bounds(first, begin_high), Bounds(end_low, last), grain)


def _limits(side: Side) -> tuple[Limit, Limit]:
    return (side.earliest, side.latest) if isinstance(side, Bounds) else side


def meet(a: Interval, b: Interval) -> Interval | None:
    """What both allow; None when they contradict each other."""
    begin = _narrow(a.begin, b.begin)
    end = _narrow(a.end, b.end)
    if begin is None or end is None:
        return None
    return make(begin, end, a.grain if a.grain.rank <= b.grain.rank else b.grain)


def _narrow(a: Bounds, b: Bounds) -> Bounds | None:
    low, high = later_of(a.earliest, b.earliest), earlier_of(a.latest, b.latest)
    return None if _empty(low, high) else Bounds(low, high)


def not_after(when: Interval, limit: Limit) -> Interval:
    """Cut to `limit` on the late side where that leaves something, else as it was."""
    return meet(when, Interval(Bounds(None, limit), Bounds(None, limit), when.grain)) or when


def not_before(when: Interval, limit: Limit) -> Interval:
    """Cut to `limit` on the early side where that leaves something, else as it was."""
    return meet(when, Interval(Bounds(limit, None), Bounds(limit, None), when.grain)) or when


def covering(first: Limit, last: Limit, grain: Grain = Grain.DAY) -> Interval:
    """Something that goes on at `first`..`last` at least partly: begun by the end of it, not over before it."""
    return Interval(Bounds(None, last), Bounds(first, None), grain)


def moved(bound: Bound, days: int) -> Limit:
    """The same time of day, `days` later (earlier when negative); open where the calendar ends before."""
    try:
        return bound.plus_days(days)
    except CalendarError:
        return None


def size(when: Interval) -> int:
    """Days between the outer bounds; a large number when one is open."""
    low, high = when.earliest, when.latest
    return high.day - low.day if low is not None and high is not None else 10**6


def before(a: Interval, b: Interval) -> bool:
    """Is a surely begun before b begins?"""
    high, low = a.begin.latest, b.begin.earliest
    return high is not None and low is not None and high.last_minute < low.first_minute
