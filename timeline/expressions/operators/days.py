"""Months and days that name their place on the calendar, in full or in part."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.headings import opens_entry
from timeline.expressions.operators.year_choice import AGAINST_TENSE, FIRMLY_AGAINST_TENSE, choose_year
from timeline.expressions.operators.years import short_year
from timeline.expressions.sense import PUBLICATION, Sense, of_cell, time_step, unplaced
from timeline.intervals import Bound, Cell, Grain, cell_of, civil, days_in_month, ordinal
from timeline.model import Anchor, AnchorKind, Reading, TimexType

_CLOSE = 31  # days from publication within which a day in numbers is near; in the other order twice as far is not


def month(context: Context, number: int, of_year: int | None = None) -> Sense:
    """A month, of a year or of the one the context gives."""
    if of_year is not None:
        return of_cell(Cell(Grain.MONTH, int(of_year) * 12 + number - 1)).because(
            "calendar", result=Cell(Grain.MONTH, int(of_year) * 12 + number - 1).value()
        )

    def first(y: int) -> int:
        now = context.published  # the month that is running lies neither back nor ahead: "will open in late June"
        running = now is not None and Cell(Grain.MONTH, y * 12 + number - 1).holds(now.day)
        return now.day if now is not None and running else ordinal(y, number, 1)

    chosen, anchor, start = choose_year(context, first, FIRMLY_AGAINST_TENSE)
    if chosen is None:
        return Sense(TimexType.DATE, f"XXXX-{number:02d}", anchor=anchor).because("no anchor")
    cell = Cell(Grain.MONTH, chosen * 12 + number - 1)
    return of_cell(cell).but(anchor=anchor).because("year from", start=start, result=cell.value())


def month_till(context: Context, number: int, end: Sense) -> Sense:
    """The December of "December to February 1998": the last such month up to another one."""
    if end.cell is None or end.cell.grain is not Grain.MONTH:
        return month(context, number)
    index = end.cell.index - (end.cell.index - number + 1) % 12
    return (
        of_cell(Cell(Grain.MONTH, index))
        .but(anchor=end.anchor)
        .because("calendar", result=Cell(Grain.MONTH, index).value())
    )


def month_row(context: Context, place: int, *numbers: int) -> Sense:
    """One of some months in a row, each later than the one before; where the clause looks back the last has been."""
    back = context.direction() < 0
    end = month(context, numbers[-1] if back else numbers[0])
    if end.cell is None or end.cell.grain is not Grain.MONTH:
        return month(context, numbers[place])
    rest = numbers[place:-1] if back else numbers[1 : place + 1]
    index = end.cell.index
    for number in reversed(rest) if back else rest:
        gap = (index - number + 1) % 12 or 12 if back else (number - 1 - index) % 12 or 12
        index += -gap if back else gap
    cell = Cell(Grain.MONTH, index)
    return of_cell(cell).but(anchor=end.anchor, steps=end.steps).because("calendar", result=cell.value())


def month_in(context: Context, number: int, date: Sense) -> Sense:
    """June of last year, August of that year."""
    if date.cell is None:
        return Sense(TimexType.DATE, f"XXXX-{number:02d}", anchor=date.anchor)
    return (
        month(context, number, date.cell.year)
        .but(anchor=date.anchor, steps=date.steps)
        .because("calendar", result=month(context, number, date.cell.year).value)
    )


def day(
    context: Context, number: float, month_number: int, of_year: int | None = None, against: int = AGAINST_TENSE
) -> Sense:
    """A day of a month, of a year or of the one the context gives. A day the month lacks leaves the month."""
    dom = int(number)
    if of_year is not None:
        return exact_day(int(of_year), month_number, dom)

    def first(y: int) -> int | None:
        return ordinal(y, month_number, dom) if 1 <= dom <= days_in_month(y, month_number) else None

    chosen, anchor, start = choose_year(context, first, against)
    if chosen is None:
        return Sense(TimexType.DATE, f"XXXX-{month_number:02d}-{dom:02d}", anchor=anchor).because("no anchor")
    if first(chosen) is None:
        whole = month(context, month_number)
        return whole.because("no such day", day=dom, result=whole.value)
    cell = Cell(Grain.DAY, first(chosen) or 0)
    return of_cell(cell).but(anchor=anchor).because("year from", start=start, result=cell.value())


def day_in(context: Context, number: float, month_number: int, date: Sense) -> Sense:
    """July 25 of that year."""
    if date.cell is None:
        return day(context, number, month_number)
    return day(context, number, month_number, date.cell.year).but(anchor=date.anchor)


def day_like(context: Context, number: float, model: Sense) -> Sense:
    """A day of the month, and year, of another day: the 3 of 3-5 March."""
    if model.cell is None or model.cell.grain is not Grain.DAY:
        return same_month(context, number)
    y, m, _ = civil(model.cell.first)
    return exact_day(y, m, int(number)).but(anchor=model.anchor)


def day_before(context: Context, number: float, model: Sense) -> Sense:
    """The 5 of 5-7 May, the 28 of "28 to 3 May": the last such day up to another one."""
    like = day_like(context, number, model)
    if (
        like.cell is None
        or model.cell is None
        or like.cell.grain is not Grain.DAY
        or like.cell.first <= model.cell.first
    ):
        return like
    y, m, _ = civil(model.cell.first)
    return exact_day(y - (m == 1), m - 1 or 12, int(number)).but(anchor=model.anchor)


def day_shift(context: Context, date: Sense, count: int) -> Sense:
    """The day before (-1) or after another one."""
    if date.cell is None or date.cell.grain is not Grain.DAY:
        return date
    cell = date.cell.shift(count)
    return (
        of_cell(cell)
        .but(anchor=date.anchor, steps=date.steps)
        .because("shift", start=date.value, unit="day", count=f"{count:+d}", result=cell.value())
    )


def in_year(context: Context, date: Sense, of_year: float) -> Sense:
    """The same day of a year that is said behind it."""
    if date.cell is None or date.cell.grain is not Grain.DAY:
        return date
    _, m, d = civil(date.cell.first)
    return exact_day(int(of_year), m, d)


def _guessed(date: Sense) -> bool:
    return any(s.rule == "time.year from" for s in date.steps)


def _turned(date: Sense, model: Sense, sign: int) -> Sense:
    """The same day and month in the year that puts it right before (-1) or behind another day."""
    if date.cell is None or model.cell is None or date.cell.grain is not Grain.DAY:
        return date
    y, (_, m, d) = model.cell.year, civil(date.cell.first)
    for year_ in (y, y + sign):
        there = exact_day(year_, m, d)
        if there.cell is not None and (there.cell.first - model.cell.first) * sign >= 0:
            return there.but(anchor=model.anchor)
    return date


def day_till(context: Context, date: Sense, end: Sense) -> Sense:
    """The first of two dates: where it lacks its year, in the one that ends with the second."""
    if not _guessed(date) or date.cell is None or end.cell is None:
        return date
    if not _guessed(end):
        return _turned(date, end, -1)
    return _turned(date, end, -1) if date.cell.first > end.cell.first and context.direction() < 0 else date


def day_from(context: Context, begin: Sense, date: Sense) -> Sense:
    """The second of two dates: where it lacks its year, the first such day from the first date on."""
    if not _guessed(date) or begin.cell is None or date.cell is None:
        return date
    late = not _guessed(begin) or (date.cell.first < begin.cell.first and context.direction() >= 0)
    return _turned(date, begin, 1) if late else date


def exact_day(y: int, m: int, d: int) -> Sense:
    """A day by its numbers; the month for a day it lacks (30 February), unplaced for a 13th month."""
    if not 1 <= m <= 12 or not 1 <= d <= 31:
        return unplaced(TimexType.DATE, "XXXX-XX-XX")
    if d > days_in_month(y, m):
        cell = Cell(Grain.MONTH, y * 12 + m - 1)
        return of_cell(cell).because("no such day", day=d, result=cell.value())
    cell = Cell(Grain.DAY, ordinal(y, m, d))
    return of_cell(cell).because("calendar", result=cell.value())


def numeric(context: Context, a: int, b: int, of_year: int, day_first: bool | None = None) -> Sense | None:
    """08/15/90 or 15/08/90: the order that can be; where both can, that which the options, the text or the page prove.

    day_first: what the way it is written tells (dots: the day). Where nothing decides the month is taken to stand
    first; a clause that looks back takes no day to come. The other order is kept. None for what is no date.
    """
    if max(a, b) > 31 or min(a, b) > 12 or not min(a, b):
        return None
    if a > 12 or b > 12:
        return exact_day(of_year, *((b, a) if a > 12 else (a, b)))
    order, why = context.options.day_first, "option"
    if order is None:
        order, why = context.day_first(), "text"
    if order is None:
        order, why = day_first, "dots"
    if order is None:
        order, why = context.money_order(), "money"
    one, other = exact_day(of_year, *((b, a) if order else (a, b))), exact_day(of_year, *((a, b) if order else (b, a)))
    if a == b:
        return one
    if order is None:
        why = "month first"
        now = context.published.day if context.published is not None else None
        days = (one.cell.first, other.cell.first) if one.cell is not None and other.cell is not None else (0, 0)
        if now is not None and days[0] > now >= days[1] and context.direction() < 0:  # "found on 02/08" on 10 February
            one, other, why = other, one, "the clause looks back"
        elif now is not None and abs(days[1] - now) <= _CLOSE and abs(days[0] - now) > 2 * _CLOSE:
            one, other, why = other, one, "near publication"  # "from 6/2/20" in a warning of 6 February 2020
    kept = (Reading(other.when, other.value, 0.3, (time_step("swapped"),)),)
    return one.but(others=kept).because("order", why=why)


def month_or_day(context: Context, number: int, two: int) -> Sense:
    """Sep-18: September 2018; the 18th of September is kept as another reading."""
    chosen = month(context, number, short_year(context, two))
    if not 1 <= two <= 31:
        return chosen
    other = day(context, two, number)
    return chosen.but(others=(Reading(other.when, other.value, 0.4, (time_step("other", why="a day of the month"),)),))


def month_and_year(context: Context, number: int, of_year: int) -> Sense:
    """06/2005."""
    return month(context, number, of_year)


def day_of(context: Context, number: float, month_: Sense) -> Sense:
    """The 1st of last month, the 9th of that month."""
    if month_.cell is None or month_.cell.grain is not Grain.MONTH:
        return Sense(TimexType.DATE, f"XXXX-XX-{int(number):02d}", anchor=month_.anchor).because("no anchor")
    index = month_.cell.index
    return exact_day(index // 12, index % 12 + 1, int(number)).but(anchor=month_.anchor)


def same_month(context: Context, number: float) -> Sense:
    """The 14th: of the month told last, else of the month the tense points to."""
    dom = int(number)
    told = context.focus.cell if context.focus is not None else None
    if told is not None and told.grain in (Grain.MONTH, Grain.DAY):
        base = told.to(Grain.MONTH).index
        anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.first))
    elif context.now is not None:
        base = cell_of(Grain.MONTH, context.now.day).index
        anchor = context.now_anchor()
        dom_now = civil(context.now.day)[2]
        if context.direction() < 0 and dom > dom_now:
            base -= 1
        elif context.direction() > 0 and dom < dom_now:
            base += 1
    else:
        return Sense(TimexType.DATE, f"XXXX-XX-{dom:02d}", anchor=Anchor(PUBLICATION)).because("no anchor")
    sense = exact_day(base // 12, base % 12 + 1, dom)
    return sense.but(anchor=anchor).because("month from", start=str(anchor.when), result=sense.value)


def day_behind_month(context: Context, number: float) -> Sense | None:
    """The fourteenth of "November 1956, the fourteenth"."""
    told = context.focus.cell if context.focus is not None else None
    if told is None or told.grain is not Grain.MONTH or context.first - context.focus_token > 1:
        return None
    return same_month(context, number)


def headed_day(context: Context, number: int) -> Sense | None:
    """The 3 of "3: The council meets", under a month alone on its line or behind the entry of a day of that month."""
    before, month_ = context.day_before(int(number)), context.month_head
    if before is not None:
        y, m, _ = civil(before.cell.first)
        return exact_day(y, m, int(number)).but(
            anchor=Anchor(AnchorKind.EXPRESSION, before.ref, Bound(before.cell.first))
        )
    if month_ is None or not opens_entry(context.tokens, context.first, context.last):
        return None
    return exact_day(month_.index // 12, month_.index % 12 + 1, int(number))
