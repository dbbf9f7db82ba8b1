"""Feasts: on a fixed day, on a day the rules of a calendar move, or on one that only a table of a religion knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from dateutil.easter import easter

from timeline.expressions.context import Context
from timeline.expressions.operators.days import day
from timeline.expressions.operators.year_choice import FIRMLY_AGAINST_TENSE, choose_year
from timeline.expressions.sense import Sense, of_cell
from timeline.intervals import Bound, Cell, Grain, Interval, days_in_month, ordinal, week_day
from timeline.model import Anchor, TimexType


def holiday(context: Context, code: int, of_year: int | None = None, count: int = 0) -> Sense:
    """A feast on a fixed day, `code` being month * 100 + day. count -1: the last one before now."""
    if of_year is None and count < 0 and context.now is not None:
        y = context.now.year
        of_year = y if ordinal(y, code // 100, code % 100) < context.now.day else y - 1
    return day(context, code % 100, code // 100, of_year, FIRMLY_AGAINST_TENSE)


def moving_holiday(context: Context, code: str, of_year: int | None = None, count: int = 0) -> Sense:
    """A feast that moves: `easter+days` (Gregorian computus of dateutil), `month/weekday/which` (-1 the last, +days
    behind it), or `month/weekday/election` (the Tuesday after the first Monday)."""
    return _feast(context, lambda y: (_moved(code, y),) * 2, of_year, count)


def _moved(code: str, y: int) -> int | None:
    if code.startswith("easter"):
        return int(easter(y).toordinal()) + int(code[6:]) if 1583 <= y <= 4099 else None
    month, weekday, which = code.split("/")
    which, _, later = which.partition("+")
    first = ordinal(y, int(month), 1)
    if which == "election":
        return first + (-week_day(first)) % 7 + 1
    last = first + days_in_month(y, int(month)) - 1
    days = [d for d in range(first, last + 1) if week_day(d) == int(weekday)]
    return (days[int(which) - 1] if int(which) > 0 else days[-1]) + int(later or 0)


def kept_feast(context: Context, code: str, of_year: int | None = None, count: int = 0) -> Sense:
    """A feast of a calendar of its own, looked up in the package holidays: `country/name`, or `country/name/before`
    for the days before it (Ramadan is the 30 before Eid al-Fitr)."""
    country, name, *before = code.split("/")

    def days(y: int) -> tuple[int | None, int | None]:
        found = kept_days(country, name, y)
        if not found:
            return None, None
        return (found[0] - int(before[0]), found[0] - 1) if before else (found[0], found[-1])

    return _feast(context, days, of_year, count)


@cache
def kept_days(country: str, name: str, year: int) -> tuple[int, ...]:
    """Ordinals of the days of a feast in a year, () where the package has none."""
    import holidays  # a quarter of a second to load, so only when such a feast is read

    if not 1948 <= year <= 2075:  # the years for which its tables of other calendars hold
        return ()
    listed = holidays.country_holidays(country, years=[year], language="en_US")
    return tuple(sorted(d.toordinal() for d, told in listed.items() if name in told.split("; ") or told == name))


def _feast(
    context: Context,
    days: Callable[[int], tuple[int | None, int | None]],
    of_year: int | None,
    count: int,
) -> Sense:
    """A feast, its first and last day known by year; count -1: the last one before now."""
    anchor, chosen = Anchor(), of_year
    if chosen is None and count < 0 and context.now is not None:
        this_one = days(context.now.year)[0]
        chosen = context.now.year - (this_one is None or this_one >= context.now.day)
        anchor = context.now_anchor()
    elif chosen is None:
        chosen, anchor, _ = choose_year(context, lambda y: days(y)[0], FIRMLY_AGAINST_TENSE)
    first, last = days(int(chosen)) if chosen is not None else (None, None)
    if first is None or last is None:
        return Sense(TimexType.DATE, "XXXX-XX-XX", anchor=anchor).because("no anchor")
    cell = Cell(Grain.DAY, first)
    sense = of_cell(cell).but(anchor=anchor)
    if last > first:
        sense = sense.but(when=Interval.stretch(Bound(first), Bound(last), Grain.DAY))
    return sense.because("holiday", result=sense.when.edtf if sense.when else cell.value())
