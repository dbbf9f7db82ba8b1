"""Weekdays, seasons, quarters and halves: what comes round."""

from __future__ import annotations

from collections.abc import Collection

from timeline.expressions.context import Context
from timeline.expressions.operators.days import exact_day
from timeline.expressions.operators.relative import same, this
from timeline.expressions.operators.units import UNKNOWN, WHERE, day_reading, shift_day, sign_of
from timeline.expressions.operators.year_choice import AGAINST_TENSE, choose_year
from timeline.expressions.sense import PUBLICATION, Sense, of_cell, time_step, unplaced
from timeline.intervals import Bound, Cell, Grain, Interval, cell_of, civil, days_in_month, ordinal, week_day
from timeline.model import Anchor, AnchorKind, Reading, TimexType

_SATURDAY = 5
_HAD = 6  # tokens around "that spring" in which the clause tells what had been
SEASON_NAMES = ("SP", "SU", "FA", "WI")


def weekday(context: Context, number: int, count: int | None = None, firm: str | None = None) -> Sense:
    """A weekday by its number (0 Monday). count: -1 last, 0 this, 1 next; None follows the tense of the clause. firm:
    given where the day lies ahead whatever the tense ("starting Friday").

    In news a bare weekday in a past clause is the latest such day up to and including publication (McGuire's rule
    as HeidelTime states it); in a future clause the next one; without tense the nearer past one.
    """
    now = context.now
    if now is None:
        return Sense(TimexType.DATE, f"XXXX-WXX-{number + 1}", anchor=Anchor(PUBLICATION)).because("no anchor")
    ahead_of = context.tokens.low[context.first - 1] if context.first else ""
    if count is None and ahead_of in context.grammar.lists.get("definite", ()) and context.retold():
        return weekday_near(context, number)  # "On 5 May 2010 she left. On the Saturday a neighbour called"
    there = context.in_weekend(number) if count is None and firm is None else None
    if there is not None:
        return _from_told(context, there, Cell(Grain.DAY, there.first + number - _SATURDAY), WHERE[0])
    running = context.running_week() if count is None and context.kind == "news" else None
    if running is not None:
        cell = Cell(Grain.DAY, running.first + (number - week_day(running.first)) % 7)
        anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(running.first))
        return of_cell(cell).but(anchor=anchor).because("onward", start=running.value(), result=cell.value())
    back = (week_day(now.day) - number) % 7
    ahead = -back % 7
    others: tuple[Reading, ...] = ()
    if context.kind == "history" and count is None:
        chosen = now.day + ahead
    elif count is None:
        direction = context.direction()
        chosen = now.day + ahead if direction > 0 or (not direction and ahead < back) else now.day - back
        if back:
            other = chosen - 7 if chosen > now.day else chosen + 7
            sure = direction and not context.appointed()
            others = (day_reading(other, 0.2 if sure else 0.4, "the other week"),)
    elif count < 0:
        chosen = now.day - (back or 7)
        if back and week_day(now.day) > number:
            others = (day_reading(chosen - 7, 0.3, "the week before"),)
    elif count > 0:  # of next week; the one still ahead in this week is the other reading
        chosen = now.day - week_day(now.day) + 7 + number
        if ahead and week_day(now.day) < number:
            others = (day_reading(now.day + ahead, 0.4, "the one ahead in this week"),)
    else:
        chosen = now.day + ahead
        if (
            back and firm is None and context.direction() < 0
        ):  # "this Friday" is as a rule ahead, but "The bridge fell this Friday"
            chosen, others = now.day - back, (day_reading(chosen, 0.4, "the one ahead"),)
    cell = Cell(Grain.DAY, chosen)
    return (
        of_cell(cell)
        .but(anchor=context.now_anchor(), others=others)
        .because("nearest", start=str(now), direction=WHERE[sign_of(chosen - now.day)], result=cell.value())
    )


def some_weekday(context: Context, number: int) -> Sense:
    """A Monday: some such day, not said which."""
    return Sense(TimexType.DATE, f"XXXX-WXX-{number + 1}")


def some_day_in(context: Context, date: Sense) -> Sense:
    """A Thursday in November: a day of it, not known which."""
    if date.cell is None or date.when is None or date.cell.grain is Grain.DAY:
        return date
    return date.but(value=f"{date.value}-XX", when=date.when.inside(), cell=None)


def weekday_of(context: Context, number: int, week: Sense) -> Sense:
    """Monday of last week, Tuesday of next week."""
    if week.cell is None or week.cell.grain is not Grain.WEEK:
        return week
    return of_cell(Cell(Grain.DAY, week.cell.first + number)).but(anchor=week.anchor, steps=week.steps)


def weekday_near(context: Context, number: int) -> Sense:
    """That Sunday: the one nearest to the date told last."""
    origin = same(context, "day")
    if origin.cell is None:
        return some_weekday(context, number)  # "The war began in 1915. On the Saturday he enlisted"
    start = origin.cell.first
    ahead = (number - week_day(start)) % 7
    chosen = Cell(Grain.DAY, start + ahead if ahead <= 3 else start + ahead - 7)
    return (
        of_cell(chosen)
        .but(anchor=origin.anchor)
        .because("nearest", start=origin.value, direction="around", result=chosen.value())
    )


def year_before(context: Context, unit: str) -> Sense:
    """The same month last year: of the one told last."""
    origin = same(context, unit)
    if origin.cell is None or unit not in ("day", "week", "month", "quarter"):
        return this(context, "year", -1)
    cell = cell_of(origin.cell.grain, shift_day(origin.cell.first, "year", -1))
    return (
        of_cell(cell)
        .but(anchor=origin.anchor, aside=True)
        .because("measure", start=origin.value, length="1 year", direction="before", result=cell.value())
    )


def weekday_from(context: Context, number: int, sign: int) -> Sense:
    """The following Tuesday, the previous Friday: counted from the date told last."""
    origin = same(context, "day")
    if origin.cell is None:
        return weekday(context, number, sign)
    start = origin.cell.first
    gap = (number - week_day(start)) % 7 or 7
    chosen = start + gap if sign > 0 else start - ((week_day(start) - number) % 7 or 7)
    return (
        of_cell(Cell(Grain.DAY, chosen))
        .but(anchor=origin.anchor)
        .because("nearest", start=origin.value, direction=WHERE[sign], result=Cell(Grain.DAY, chosen).value())
    )


def dated_weekday(context: Context, number: int, date: Sense) -> Sense:
    """Friday, Oct. 13: the date says which day; a year the text omits is one in which the weekday fits, if near."""
    cell = date.cell
    if cell is None or cell.grain is not Grain.DAY:
        return date
    if week_day(cell.first) == number:
        return date.but(others=()) if any(s.rule == "time.order" for s in date.steps) else date
    if any(s.rule == "time.year from" for s in date.steps):
        _, month_number, dom = civil(cell.first)
        for y in (cell.year - 1, cell.year + 1):
            if dom <= days_in_month(y, month_number) and week_day(ordinal(y, month_number, dom)) == number:
                return exact_day(y, month_number, dom).but(anchor=date.anchor)
    swapped = next((r.when.earliest for r in date.others if r.when is not None), None)
    if swapped is not None and any(s.rule == "time.order" for s in date.steps) and week_day(swapped.day) == number:
        return of_cell(Cell(Grain.DAY, swapped.day)).but(anchor=date.anchor).because("order", why="weekday")
    return date


def season(context: Context, number: int, of_year: int | None = None, against: int = AGAINST_TENSE) -> Sense:
    """A season (0 spring to 3 winter, meteorological), of a year or of the one the context gives."""
    shifted = number + (2 if context.options.southern else 0)

    def cell_in(y: int) -> Cell:
        return Cell(Grain.SEASON, y * 4 + shifted % 4)

    anchor, start = Anchor(), ""
    if of_year is None:
        chosen, anchor, start = choose_year(context, lambda y: cell_in(y).first, against)
        if chosen is None:
            return Sense(TimexType.DATE, f"XXXX-{SEASON_NAMES[number]}", anchor=anchor).because("no anchor")
    else:
        chosen = int(of_year)
    cell = cell_in(chosen)
    value = f"{Cell(Grain.YEAR, chosen).value()}-{SEASON_NAMES[number]}"
    return of_cell(cell).but(value=value, anchor=anchor).because("season", start=start, result=value)


def month_step(context: Context, number: int, sign: int) -> Sense:
    """The following January: the first one after the date told last; the previous one before it."""
    told = _fine(context)
    if told is None:
        return month_shift(context, number, sign)
    index = cell_of(Grain.MONTH, told.last if sign > 0 else told.first).index
    steps = (number - 1 - index) % 12 or 12
    cell = Cell(Grain.MONTH, index + steps if sign > 0 else index + steps - (12 if steps < 12 else 24))
    return _from_told(context, told, cell, WHERE[sign])


def _fine(context: Context) -> Cell | None:
    """The date told last, or where that is a decade or more the last one no coarser than a year."""
    told = context.focus.cell if context.focus is not None else None
    if told is None or told.grain.rank <= Grain.YEAR.rank:
        return told
    fine = [grain for grain in context.told if grain.rank <= Grain.YEAR.rank]
    return context.told[max(fine, key=lambda grain: context.told_at[grain])] if fine else told


def _from_told(context: Context, told: Cell, cell: Cell, direction: str) -> Sense:
    """A date that is measured from the one told last."""
    anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.first))
    because = {"start": told.value(), "direction": direction, "result": cell.value()}
    return of_cell(cell).but(anchor=anchor).because("nearest", **because)


def month_told(context: Context, number: int) -> Sense:
    """That April: the first one of the date told last or after it; not one to come where the clause looks back."""
    told = context.focus.cell if context.focus is not None else None
    if told is None or told.grain.rank > Grain.YEAR.rank:
        return month_shift(context, number, -1 if context.direction() < 0 else 0)
    index = cell_of(Grain.MONTH, told.first).index
    cell = Cell(Grain.MONTH, index + (number - 1 - index) % 12)
    if context.published is not None and cell.first > context.published.day and context.direction() < 0:
        cell = cell.shift(-12)
    return _from_told(context, told, cell, WHERE[0])


def season_step(context: Context, number: int, sign: int) -> Sense:
    """The following spring: the first one after the date told last; the previous one before it."""
    told = _fine(context)
    if told is None:
        return season_shift(context, number, sign)
    last = civil(told.last)[0]  # the year, also of a decade
    options = [season(context, number, y) for y in range(last - 2, last + 3)]
    edge = told.last if told.grain.rank >= Grain.YEAR.rank else told.first  # "in 1960 ... the following spring"
    fitting = [s for s in options if s.cell and (s.cell.first > edge if sign > 0 else s.cell.last < told.last)]
    chosen = fitting[0] if sign > 0 else fitting[-1]
    return chosen.but(anchor=Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.first)))


def season_near(context: Context, number: int) -> Sense:
    """That summer: of the year told last, or the one nearest to the date told last."""
    told = context.focus.cell if context.focus is not None else None
    if told is None:
        return season(context, number)
    here = number < len(SEASON_NAMES) - 1 and not _over(context, number, told)
    if told.grain.rank >= Grain.YEAR.rank or here or context.heard_near(_had(context), _HAD):
        chosen = season(context, number, told.year)
    else:
        cells = [
            (s, s.cell) for s in (season(context, number, told.year + i) for i in (-1, 0, 1)) if s.cell is not None
        ]
        chosen = min(cells, key=lambda c: max(c[1].first - told.last, told.first - c[1].last, 0))[0]
    return chosen.but(anchor=Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.first)))


def _over(context: Context, number: int, told: Cell) -> bool:
    """Had the season of that year ended when the date told began: "In November ... that spring"?"""
    there = season(context, number, told.year).cell
    return there is None or there.last < told.first


def _had(context: Context) -> Collection[str]:
    return frozenset(map(str, context.grammar.lists["tense"].get("earlier", ())))


def season_told(context: Context, number: int) -> Sense | None:
    """That summer, behind "and": of the date told in the same sentence, which else may say "that" of anything."""
    return season_near(context, number) if context.same_sentence() else None


def season_shift(context: Context, number: int, count: int) -> Sense:
    """Last fall (-1), this spring (0), next summer (+1)."""
    now = context.now
    if now is None:
        return Sense(TimexType.DATE, f"XXXX-{SEASON_NAMES[number]}", anchor=Anchor(PUBLICATION)).because("no anchor")
    year_ = now.year
    candidates = [season(context, number, y) for y in (year_ - 2, year_ - 1, year_, year_ + 1, year_ + 2)]
    cells = [c for c in candidates if c.cell is not None]
    if count < 0:
        fitting = [c for c in cells if c.cell is not None and c.cell.last < now.day]
        chosen = fitting[-1]
    elif count > 0:
        chosen = next(c for c in cells if c.cell is not None and c.cell.first > now.day)
    else:
        touching = [
            c.cell
            for c in cells
            if c.cell and c.cell.first <= ordinal(year_, 12, 31) and c.cell.last >= ordinal(year_, 1, 1)
        ]
        chosen = min(cells, key=lambda c: (c.cell not in touching, abs((c.cell.first if c.cell else 0) - now.day)))
    return chosen.but(anchor=context.now_anchor())


def season_in(context: Context, number: int, date: Sense) -> Sense:
    """The summer of that year."""
    return season(context, number, date.cell.year if date.cell is not None else None)


def quarter(context: Context, number: float, of_year: int | None = None) -> Sense:
    """The third quarter, of a year or the one the context gives."""
    return numbered(context, Grain.QUARTER, int(number), 4, of_year)


def half(context: Context, number: float, of_year: int | None = None) -> Sense:
    """The first half of a year."""
    return numbered(context, Grain.HALF, int(number), 2, of_year)


def numbered(context: Context, grain: Grain, number: int, count: int, of_year: int | None) -> Sense:
    """Quarter or half `number` of `count` in a year, or in the one the context gives; unplaced for a fifth quarter."""
    if not 1 <= number <= count:
        return unplaced(TimexType.DATE, UNKNOWN[grain])
    shift = (context.options.fiscal_year_start - 1) // (12 // count)
    anchor, start = Anchor(), ""
    if of_year is None:
        told = context.told.get(Grain.YEAR)
        last = context.focus.cell if context.focus is not None else None
        between = context.tokens.low[max(context.focus_token, 0) : context.first]
        fresh = last is not None and last.grain is Grain.YEAR and len(between) < 4 and "." not in between
        chosen: int | None
        if fresh and told is not None:
            chosen = told.index
            anchor, start = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.first)), told.value()
        else:
            chosen, anchor, start = choose_year(context, lambda y: Cell(grain, y * count + number - 1).last)
    else:
        chosen = int(of_year)
    if chosen is None:
        return Sense(TimexType.DATE, UNKNOWN[grain], anchor=anchor).because("no anchor")
    cell = Cell(grain, chosen * count + number - 1 + (shift if shift == 0 else shift - count))
    value = f"{Cell(Grain.YEAR, chosen).value()}-{'Q' if grain is Grain.QUARTER else 'H'}{number}"
    return of_cell(cell).but(value=value, anchor=anchor).because("numbered", start=start, result=value)


def month_shift(context: Context, number: int, count: int) -> Sense:
    """Last April (-1), next June (+1), this September (0)."""
    now = context.now
    if now is None:
        return Sense(TimexType.DATE, f"XXXX-{number:02d}", anchor=Anchor(PUBLICATION)).because("no anchor")
    index = cell_of(Grain.MONTH, now.day).index
    chosen = index - index % 12 + number - 1
    if count < 0 and chosen >= index:
        chosen -= 12
    elif count > 0 and chosen <= index:
        chosen += 12
    others: tuple[Reading, ...] = ()
    if count < 0 and chosen == index - 1 and context.kind == "news":  # the month just gone is "last month"
        near_ = Cell(Grain.MONTH, chosen)
        others = (
            Reading(Interval.of_cell(near_), near_.value(), 0.4, (time_step("other", why="the month just gone"),)),
        )
        chosen -= 12
    cell = Cell(Grain.MONTH, chosen)
    return (
        of_cell(cell)
        .but(anchor=context.now_anchor(), others=others)
        .because("nearest", start=str(now), direction=WHERE[sign_of(count)], result=cell.value())
    )
