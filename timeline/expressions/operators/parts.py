"""Parts of dates: early March, the third week of May, 1994 or later."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.cycles import numbered
from timeline.expressions.operators.units import GRAINS, UNKNOWN
from timeline.expressions.sense import Sense, of_cell
from timeline.intervals import Bound, Cell, Grain, Interval, cell_of, civil, ordinal, week_day
from timeline.model import TimexType

HOURS = {"START": (0, 719), "MID": (600, 959), "END": (960, 1439)}  # early, mid and late on a day, in minutes
THIRDS = {"START": "first", "MID": "middle", "END": "last"}


FINER = {
    Grain.MILLENNIUM: Grain.CENTURY,
    Grain.CENTURY: Grain.DECADE,
    Grain.DECADE: Grain.YEAR,
    Grain.YEAR: Grain.MONTH,
    Grain.HALF: Grain.MONTH,
    Grain.SEASON: Grain.MONTH,
    Grain.QUARTER: Grain.MONTH,
}


def third(cell: Cell, mod: str) -> tuple[int, int]:
    """First and last day of the first, middle or last third, in whole cells of the next finer grain (the early
    1990s are 1990 to 1993, early March the 1st to the 11th)."""
    parts = list(cell.parts(FINER.get(cell.grain, Grain.DAY)))
    count = -(-len(parts) // 3)
    if (
        mod == "START"
    ):  # decades before Christ go by their digits, centuries do not, so the edges are those of the whole
        return cell.first, parts[count - 1].last
    if mod == "END":
        return parts[-count].first, cell.last
    if cell.grain is Grain.MONTH:  # the 11th to the 20th also where it has 31 days
        return parts[10].first, parts[19].last
    middle = parts[len(parts) // 3 : len(parts) - len(parts) // 3]
    return middle[0].first, middle[-1].last


def early(context: Context, mod: str, date: Sense) -> Sense:
    """Early, mid and late parts: TIMEX3 mod START, MID, END; bounds are its first, middle and last third."""
    if date.cell is None or date.when is None:
        return date.but(mod=mod)
    if date.cell.grain is Grain.DAY:
        first, last = HOURS[mod]
        when = Interval.within(Bound(date.cell.first, first), Bound(date.cell.first, last), Grain.PART)
    else:
        low, high = third(date.cell, mod)
        when = Interval.within(Bound(low), Bound(high), date.cell.grain)
    return date.but(mod=mod, when=when).because("part", mod=THIRDS[mod], result=when.edtf)


def part_of(context: Context, mod: str | None, date: Sense) -> Sense:
    """A date, or the early or late part of it."""
    return early(context, mod, date) if mod is not None else date


def later_part(context: Context, mod: str, date: Sense) -> Sense:
    """The mid-to-late 1980s, the early to mid 1980s: two of its three thirds. mod: the first of them."""
    if date.cell is None or date.when is None or date.cell.grain is Grain.DAY:
        return date
    second = "END" if mod == "MID" else "MID"
    low, high = third(date.cell, mod)[0], third(date.cell, second)[1]
    when = Interval.within(Bound(low), Bound(high), date.cell.grain)
    written = "END" if mod == "MID" else "START"
    return date.but(mod=written, when=when).because("part", mod=f"{THIRDS[mod]} and {THIRDS[second]}", result=when.edtf)


def earlier_in(context: Context, mod: str, date: Sense) -> Sense:
    """Earlier this month, later this year: from the begin of the cell to yesterday, from now to its end."""
    now = context.today
    if date.cell is None or now is None or not date.cell.holds(now.day):
        return early(context, mod, date) if date.cell is not None else date.but(mod=mod)
    low, high = (date.cell.first, max(now.day - 1, date.cell.first)) if mod == "START" else (now.day, date.cell.last)
    when = Interval.within(Bound(low), Bound(high), date.cell.grain)
    return date.but(mod=mod, when=when).because(
        "rest", side="early" if mod == "START" else "late", start=now, result=when.edtf
    )


def nth(context: Context, number: float, unit: str, date: Sense) -> Sense:
    """The third week of March, the first half of 1989, the second day of May; -1 counts from the end."""
    grain, n = GRAINS[unit], int(number)
    if date.cell is None:
        return Sense(TimexType.DATE, UNKNOWN[grain], anchor=date.anchor)
    if grain in (Grain.HALF, Grain.QUARTER) and date.cell.grain is Grain.YEAR:
        count = 2 if grain is Grain.HALF else 4
        return numbered(context, grain, n if n > 0 else count + 1 + n, count, date.cell.index).but(anchor=date.anchor)
    if date.cell.grain in _LONG and grain in (Grain.HALF, Grain.QUARTER):
        return share(context, n, 2 if grain is Grain.HALF else 4, date)
    if grain is Grain.HALF or grain.rank >= date.cell.grain.rank:
        return early(context, "START" if n == 1 else "END", date)
    parts = list(date.cell.parts(grain)) if date.cell.grain.rank <= Grain.YEAR.rank else []
    if not parts or not -len(parts) <= n <= len(parts) or n == 0:
        return date.but(cell=None)
    if grain is Grain.WEEK and date.cell.grain is Grain.MONTH:
        return _week_of_month(date, n)
    if grain is Grain.WEEK and date.cell.grain is Grain.YEAR:  # ISO 8601: week 1 holds 4 January
        first = cell_of(Grain.WEEK, ordinal(date.cell.index, 1, 4))
        last = cell_of(Grain.WEEK, ordinal(date.cell.index, 12, 28))
        parts = [first.shift(i) for i in range(last.index - first.index + 1)]
    cell = parts[n - 1] if n > 0 else parts[n]
    return of_cell(cell).but(anchor=date.anchor, steps=date.steps).because("nth", n=n, unit=unit, result=cell.value())


_LONG = (Grain.DECADE, Grain.CENTURY, Grain.MILLENNIUM)


def share(context: Context, number: float, count: int, date: Sense) -> Sense:
    """The second quarter of the 12th century, the last third of the 19th: whole years; -1 is the last share."""
    n = int(number)
    if date.cell is None or date.cell.grain not in _LONG:
        return nth(context, n, "quarter", date) if count == 4 else early(context, "START" if n == 1 else "END", date)
    n = n if n > 0 else count + 1 + n
    if not 1 <= n <= count:
        return date.but(cell=None)
    first, last = civil(date.cell.first)[0], civil(date.cell.last)[0] + 1
    first = first - 1 if first == 1 else first  # the first century has a quarter of 24 years
    low, high = (first + (last - first) * i // count for i in (n - 1, n))
    begin = 1 if first == 0 and not low else low
    when = Interval.stretch(Bound(ordinal(begin, 1, 1)), Bound(ordinal(high, 1, 1) - 1), date.cell.grain)
    mod = ("START" if n == 1 else "END") if count == 2 else None
    return date.but(when=when, mod=mod, cell=None).because("share", n=n, count=count, result=when.edtf)


def _week_of_month(date: Sense, n: int) -> Sense:
    """The n-th seven days of a month: its value is the ISO week that holds most of them."""
    assert date.cell is not None
    first = date.cell.first + 7 * (n - 1) if n > 0 else date.cell.last - 6
    last = min(first + 6, date.cell.last)
    cell = cell_of(Grain.WEEK, (first + last) // 2)
    when = Interval.stretch(Bound(first), Bound(last), Grain.WEEK)
    return Sense(TimexType.DATE, cell.value(), when, cell, anchor=date.anchor, steps=date.steps).because(
        "nth", n=n, unit="week", result=when.edtf
    )


def nth_weekday(context: Context, number: float, weekday_: int, date: Sense) -> Sense:
    """The first Tuesday in November; -1 is the last."""
    if date.cell is None or date.cell.grain is not Grain.MONTH:
        return date
    first, last, n = date.cell.first, date.cell.last, int(number)
    days = [d for d in range(first, last + 1) if week_day(d) == weekday_]
    if not 0 < n <= len(days) and n != -1:
        return date
    cell = Cell(Grain.DAY, days[n - 1] if n > 0 else days[-1])
    return (
        of_cell(cell).but(anchor=date.anchor, steps=date.steps).because("nth", n=n, unit="weekday", result=cell.value())
    )


def no_sooner(context: Context, mod: str, date: Sense) -> Sense:
    """1994 or later, on or before March 3: the date with the mod, open on that side."""
    if date.when is None:
        return date.but(mod=mod)
    if mod in ("ON_OR_AFTER", "AFTER"):
        when = Interval.within(date.when.earliest, None, date.when.grain)
    else:
        when = Interval.within(None, date.when.latest, date.when.grain)
    return date.but(mod=mod, when=when)
