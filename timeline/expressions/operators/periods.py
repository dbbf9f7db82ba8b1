"""Weekdays in a row, weeks by their number, quarters by their last month, the months of a year so far."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.cycles import season, weekday
from timeline.expressions.operators.days import same_month
from timeline.expressions.operators.measured import first_units
from timeline.expressions.operators.units import UNKNOWN, WHERE, day_reading, no_anchor
from timeline.expressions.operators.year_choice import FIRMLY_AGAINST_TENSE, choose_year
from timeline.expressions.operators.years import short_year, year
from timeline.expressions.sense import Amount, Length, Sense, of_cell, unplaced
from timeline.intervals import Bound, Cell, Grain, Interval, cell_of, ordinal, week_day
from timeline.model import Anchor, TimexType

_MONTHS = 6  # how far the month of "Tuesday 31st" is looked for


def iso_week(context: Context, number: int | str, of_year: float | None = None) -> Sense:
    """Week 23, of a year or of the one the context gives (ISO 8601); unplaced for a week the year lacks."""
    n, anchor, start = int(number), Anchor(), ""
    if of_year is None:
        now = context.published

        def first(y: int) -> int:  # the week that is running lies neither back nor ahead
            cell = _week(y, n)
            return now.day if now is not None and cell.holds(now.day) else cell.first

        chosen, anchor, start = choose_year(context, first, FIRMLY_AGAINST_TENSE)
        if chosen is None:
            return no_anchor(Grain.WEEK)
    else:
        chosen = int(of_year)
    cell = _week(chosen, n)
    if not 1 <= n <= 53 or cell.first > ordinal(chosen, 12, 31):
        return unplaced(TimexType.DATE, UNKNOWN[Grain.WEEK])
    return of_cell(cell).but(anchor=anchor).because("numbered", start=start, result=cell.value())


def _week(of_year: int, number: int) -> Cell:
    """Week 1 holds 4 January."""
    return cell_of(Grain.WEEK, ordinal(of_year, 1, 4)).shift(number - 1)


def iso_week_day(context: Context, number: int, of_year: int, day: int) -> Sense:
    """2023-W14-3: the Wednesday of that week."""
    week = iso_week(context, number, of_year)
    if week.cell is None or not 1 <= day <= 7:
        return unplaced(TimexType.DATE, "XXXX-XX-XX")
    cell = Cell(Grain.DAY, week.cell.first + day - 1)
    return of_cell(cell).because("calendar", result=cell.value())


def month_quarter(context: Context, number: int, of_year: float | None = None) -> Sense:
    """The June quarter: the three months that end with that month. Without a year the one the tense points to.

    It is a quarter of the calendar where the month ends one; else it has no number, only its bounds.
    """
    anchor, start = Anchor(), ""
    if of_year is None:
        chosen, anchor, start = choose_year(context, lambda y: Cell(Grain.MONTH, y * 12 + number - 1).last)
        if chosen is None:
            return no_anchor(Grain.QUARTER)
    else:
        chosen = int(of_year)
    last = Cell(Grain.MONTH, chosen * 12 + number - 1)
    if number % 3 == 0:
        cell = last.to(Grain.QUARTER)
        return of_cell(cell).but(anchor=anchor).because("numbered", start=start, result=cell.value())
    first = last.shift(-2)
    when = Interval.stretch(Bound(first.first), Bound(last.last), Grain.QUARTER)
    value = f"{Cell(Grain.YEAR, chosen).value()}-QX"
    return Sense(TimexType.DATE, value, when, anchor=anchor).because("numbered", start=start, result=when.edtf)


def months_of(context: Context, count: int, two: int | None = None, of_year: float | None = None) -> Sense:
    """9M23: the first nine months of a year."""
    chosen = int(of_year) if of_year is not None else short_year(context, two or 0)
    return first_units(context, Length(((Amount(float(count)), "month"),)), year(context, chosen))


def year_number(context: Context, date: Sense) -> int | None:
    """The number of a year that is pointed at."""
    return date.cell.year if date.cell is not None else None


def in_row(context: Context, place: int, *numbers: int) -> Sense:
    """One of some weekdays in a row, none before the one named before it: "from Saturday to Wednesday".

    Where the clause looks back the last of them has been, else the first is the one it would be alone.
    """
    back = context.direction() < 0
    one = weekday(context, numbers[-1] if back else numbers[0])
    if one.cell is None:
        return weekday(context, numbers[place])
    day, rest = one.cell.first, numbers[place:-1] if back else numbers[1 : place + 1]
    for number in reversed(rest) if back else rest:
        day += -((week_day(day) - number) % 7 or 7) if back else (number - week_day(day)) % 7 or 7
    if day == one.cell.first:
        return one
    cell = Cell(Grain.DAY, day)
    others = tuple(day_reading(day + 7 if back else day - 7, r.weight, "the other week") for r in one.others[:1])
    return (
        of_cell(cell)
        .but(anchor=one.anchor, others=others)
        .because("in row", start=one.value, direction=WHERE[-1 if back else 1], result=cell.value())
    )


def weekday_on(context: Context, number: int, begin: Sense) -> Sense:
    """The Wednesday of "next Monday to Wednesday": the first such day behind the first one."""
    if begin.cell is None or begin.cell.grain is not Grain.DAY:
        return weekday(context, number)
    gap = (number - week_day(begin.cell.first)) % 7 or 7
    cell = begin.cell.shift(gap)
    return (
        of_cell(cell)
        .but(anchor=begin.anchor)
        .because("in row", start=begin.value, direction=WHERE[1], result=cell.value())
    )


def season_till(context: Context, number: int, last: int, of_year: float) -> Sense:
    """The autumn of "autumn and spring 1921": of the year before where it comes later in the year."""
    return season(context, number, int(of_year) - (number > last))


def weekday_the(context: Context, number: int, dom: float) -> Sense | None:
    """Friday the 13th: of the month told last, or the nearest one in which the two fit."""
    told = same_month(context, dom)
    if told.cell is None or week_day(told.cell.first) == number:
        return told
    return weekday_number(context, number, dom) or told


def weekday_number(context: Context, number: int, dom: float) -> Sense | None:
    """Tuesday 31st: of the nearest month in which the two fit, on the side the clause looks to."""
    now = context.now
    if now is None or context.kind == "history":
        return same_month(context, dom)
    told = context.focus.cell if context.focus is not None else None
    if told is not None and told.grain is Grain.MONTH and week_day(told.first + int(dom) - 1) == number:
        return same_month(context, dom)  # "in March. ... Monday the sixteenth": the weekday proves the month
    months = (cell_of(Grain.MONTH, now.day).shift(i) for i in range(-_MONTHS, _MONTHS + 1))
    days = [m.first + int(dom) - 1 for m in months if m.first + int(dom) - 1 <= m.last]
    fitting = [d for d in days if week_day(d) == number]
    if not fitting:
        return None
    side = context.direction()
    best = min(fitting, key=lambda d: (side * (d - now.day) < 0, abs(d - now.day)))
    cell = Cell(Grain.DAY, best)
    anchor = context.now_anchor()
    return of_cell(cell).but(anchor=anchor).because("month from", start=str(now), result=cell.value())
