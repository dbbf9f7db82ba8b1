"""Months and days that name their place on the calendar, in full or in part."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.headings import opens_entry
from timeline.expressions.operators.years import AGAINST_TENSE, FIRMLY_AGAINST_TENSE, choose_year
from timeline.expressions.sense import PUBLICATION, Sense, of_cell, time_step, unplaced
from timeline.intervals import Bound, Cell, Grain, cell_of, civil, days_in_month, ordinal
from timeline.model import Anchor, AnchorKind, Reading, TimexType


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
        return month(context, month_number)
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


def exact_day(y: int, m: int, d: int) -> Sense:
    """A day by its numbers; the month for a day it lacks (30 February), unplaced for a 13th month."""
    if not 1 <= m <= 12 or not 1 <= d <= 31:
        return unplaced(TimexType.DATE, "XXXX-XX-XX")
    if d > days_in_month(y, m):
        return of_cell(Cell(Grain.MONTH, y * 12 + m - 1))
    cell = Cell(Grain.DAY, ordinal(y, m, d))
    return of_cell(cell).because("calendar", result=cell.value())


def numeric(context: Context, a: int, b: int, of_year: int) -> Sense:
    """08/15/90 or 15/08/90: the order that can be; where both can, `day_first`, else month first. Keeps the other."""
    if a > 12:
        return exact_day(of_year, b, a)
    if b > 12:
        return exact_day(of_year, a, b)
    one, other = (b, a), (a, b)
    if context.options.day_first is None or not context.options.day_first:
        one, other = other, one
    sense, second = exact_day(of_year, *one), exact_day(of_year, *other)
    if a == b:
        return sense
    return sense.but(others=(Reading(second.when, second.value, 0.3, (time_step("swapped"),)),))


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


def headed_day(context: Context, number: int) -> Sense | None:
    """The 3 of "3: The council meets", under a month that stands alone on its line."""
    month_ = context.month_head
    if month_ is None or not opens_entry(context.tokens, context.first, context.last):
        return None
    return exact_day(month_.index // 12, month_.index % 12 + 1, int(number))
