"""Quarters, years and days of business: what firms and offices report and count by."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.cycles import quarter, year_before
from timeline.expressions.operators.relative import near, same, this
from timeline.expressions.operators.units import no_anchor
from timeline.expressions.operators.years import year
from timeline.expressions.sense import Sense, of_cell
from timeline.intervals import Bound, Cell, Grain, Interval, cell_of, civil, days_in_month, ordinal, week_day
from timeline.model import Anchor, AnchorKind, TimexType

_COMPARED = 40  # tokens between a month and the same period of another year
_WORKDAYS = 5


def the_quarter(context: Context, count: int = 0) -> Sense | None:
    """The quarter, the latest period: in news the latest one told that had ended, else the last one finished.

    None for what may be part of a town: "They shelled the quarter".
    """
    bare = context.tokens.low[context.first : context.last] == ["the", "quarter"]
    governed = context.first > 0 and context.tokens.low[context.first - 1] in context.grammar.lists.get(
        "of_periods", ()
    )
    if bare and not governed and Grain.QUARTER not in context.told:
        return None
    told = context.lately(Grain.QUARTER, 400)
    if told is not None and context.kind == "news" and context.reported is not None:
        told = context.reported  # "After a flat second quarter ... the third quarter ... In the quarter"
    if told is not None and (context.now is None or told.last < context.now.day):
        cell = told.shift(count)
        anchor = Anchor(AnchorKind.EXPRESSION, None, Bound(told.first))
        return of_cell(cell).but(anchor=anchor, aside=count != 0).because("same", start=told.value(), unit="quarter")
    return this(context, "quarter", -1 + count).but(aside=count != 0)


def this_years(context: Context, date: Sense, number: float) -> Sense:
    """This year's third quarter, last year's fourth quarter."""
    return quarter(context, number, date.cell.year if date.cell is not None else None).but(anchor=date.anchor)


def ago_quarter(context: Context) -> Sense:
    """The year-ago quarter: the quarter told last, or the last one finished, a year before; or the month told last."""
    told = context.focus.cell if context.focus is not None else None
    said = (context.grammar.words.get(word, ()) for word in context.tokens.low[context.first : context.last])
    quarters = any(value == "quarter" for meanings in said for _, value, _ in meanings)
    month = told is not None and told.grain is Grain.MONTH and not quarters
    if month and context.first - context.focus_token < _COMPARED:
        return year_before(context, "month")
    return the_quarter(context, -4) or this(context, "quarter", -5)


def year_ago_quarter(context: Context, number: float) -> Sense:
    """The year-ago third quarter."""
    base = quarter(context, number)
    return of_cell(base.cell.shift(-4)).but(anchor=base.anchor, aside=True) if base.cell is not None else base


def quarter_of_year(context: Context, of_year: float) -> Sense:
    """The 1988 period: the quarter told last, in that year."""
    base = the_quarter(context)
    if base is None or base.cell is None:
        return year(context, of_year)
    return quarter(context, base.cell.index % 4 + 1, int(of_year)).but(anchor=base.anchor, aside=True)


def quarter_near(context: Context) -> Sense:
    """In the quarter: in news the one told last or the last one finished, as results are told; else as other units."""
    found = the_quarter(context) if context.kind == "news" else None
    return found or near(context, "quarter")


def quarter_ended(context: Context, end: Sense) -> Sense:
    """The quarter ended 30 September: the three months that end with a day; of the calendar where they make one."""
    if end.cell is None or end.cell.grain not in (Grain.DAY, Grain.MONTH):
        return no_anchor(Grain.QUARTER)
    y, m, _ = civil(end.cell.last)
    month_ends = end.cell.last == ordinal(y, m, days_in_month(y, m))
    if month_ends and m % 3 == 0:
        cell = cell_of(Grain.QUARTER, end.cell.last)
        return of_cell(cell).but(anchor=end.anchor).because("numbered", start=end.value, result=cell.value())
    index = y * 12 + m - 1 - 2
    first = Cell(Grain.MONTH, index).first if month_ends else end.cell.last - 13 * 7 + 1
    when = Interval.stretch(Bound(first), Bound(end.cell.last), Grain.QUARTER)
    value = f"{Cell(Grain.YEAR, y).value()}-QX"
    return Sense(TimexType.DATE, value, when, anchor=end.anchor).because("numbered", start=end.value, result=when.edtf)


def business_year(context: Context, count: int) -> Sense:
    """The previous financial year: counted from the one whose end was told, else from the present one."""
    told = context.focus.cell if context.focus is not None else None
    if told is not None and told.grain is Grain.DAY and context.focus_ends:
        y, m, d = civil(told.first)
        last, before = (_day(y + count + i, m, d) for i in (0, -1))
        sense = year(context, y + count)
        anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.first))
        when = Interval.stretch(Bound(before + 1), Bound(last), Grain.YEAR)
        return sense.but(anchor=anchor, when=when, aside=True).because("numbered", start=told.value(), result=when.edtf)
    return this(context, "year", count).but(aside=True)


def _day(y: int, m: int, d: int) -> int:
    return ordinal(y, m, min(d, days_in_month(y, m)))


def year_end(context: Context) -> Sense:
    """By year-end, since year-end: 31 December of the year told or of this one; behind "since" the last one gone."""
    since = context.first > 0 and context.tokens.low[context.first - 1] in context.grammar.lists.get("asides", ())
    of = near(context, "year") if not since else this(context, "year", -1)
    if of.cell is None:
        return of
    cell = Cell(Grain.DAY, of.cell.last)
    return of_cell(cell).but(anchor=of.anchor, steps=of.steps).because("nth", n=-1, unit="day", result=cell.value())


def working_day(context: Context, count: int) -> Sense:
    """The next working day (1), the preceding one (-1): Monday to Friday, counted from the date told last."""
    origin = same(context, "day")
    if origin.cell is None:
        return origin
    day_ = origin.cell.first + count
    while week_day(day_) >= _WORKDAYS:
        day_ += count
    cell = Cell(Grain.DAY, day_)
    sense = of_cell(cell).but(anchor=origin.anchor)
    return sense.because("shift", start=origin.value, unit="day", count=f"{count:+d}", result=cell.value())
