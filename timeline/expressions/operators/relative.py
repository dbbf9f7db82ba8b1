"""What is pointed at: this week, the same day, the weekend, now, recently."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.units import GRAINS, no_anchor, shift_day
from timeline.expressions.sense import PUBLICATION, Sense, of_cell
from timeline.intervals import Bound, Cell, Grain, Interval, cell_of
from timeline.model import Anchor, AnchorKind, TimexType


def this(context: Context, unit: str, count: int = 0) -> Sense:
    """The cell of a unit that holds now, or the one `count` later: this year, last month (-1), tomorrow (+1)."""
    grain = GRAINS[unit]
    if unit == "day" and context.kind == "history":
        return ref(context, "PRESENT_REF") if not count and not context.is_quoted() else no_anchor(grain)
    deictic = unit == "day" and context.today is not None  # today is publication, whatever is told
    base = cell_of(grain, context.today.day) if deictic and context.today else context.current(grain)
    if base is None:
        return no_anchor(grain)
    told_back = grain is Grain.WEEKEND and not count and context.kind == "news" and context.direction() < 0
    if told_back and context.today is not None and base.first > context.today.day:
        count = -1  # "The choirs sang in Orsa this weekend", told on Tuesday
    cell = base.shift(count)
    late = (7 - context.options.week_start) % 7 if grain is Grain.WEEK else 0
    when = Interval.stretch(Bound(cell.first - late), Bound(cell.last - late), grain)
    return (
        of_cell(cell)
        .but(anchor=context.now_anchor(), when=when)
        .because("shift", start=str(context.now), unit=unit, count=f"{count:+d}", result=cell.value())
    )


def near(context: Context, unit: str) -> Sense:
    """`the weekend`, `the week`: the one told last, else the nearest the tense of the clause points to."""
    grain = GRAINS[unit]
    base = context.current(grain)
    if base is None or context.now is None:
        return no_anchor(grain)
    told = context.told.get(grain)
    going_on = context.heard_before(context.grammar.lists["tense"].get("perfect", ()), 8)
    if told is not None and context.last - context.focus_token < 60 and not going_on:
        return same(context, unit)
    if grain is Grain.WEEKEND:
        if context.direction() <= 0 and base.first > context.now.day:
            base = base.shift(-1)
        return of_cell(base).but(anchor=context.now_anchor()).because("near", start=str(context.now), unit=unit)
    return this(context, unit)


def same(context: Context, unit: str) -> Sense:
    """That year, the same day: the cell of a unit that holds the date told last.

    Where that date is coarser than the unit (a day, and only a month was told), a day told inside it; else in a
    history an unknown one inside it.
    """
    grain = GRAINS[unit]
    focus = context.focus.cell if context.focus is not None else None
    if focus is None:
        return this(context, unit)
    told = context.told.get(grain)
    if focus.grain.rank <= grain.rank:
        cell = focus.to(grain)
    elif told is not None and (focus.first <= told.first <= focus.last or _of_now(context, focus)):
        cell = told
    elif context.kind == "news" and not _of_now(context, focus):
        return no_anchor(grain)  # "born in 1915 ... when war broke out he enlisted the same week"
    elif context.kind == "news":
        return this(context, unit)
    else:
        return unknown_in(context, focus, grain)
    anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(focus.first))
    return of_cell(cell).but(anchor=anchor).because("same", start=focus.value(), unit=unit)


def _of_now(context: Context, focus: Cell) -> bool:
    """Is the text one of news, and the date told last none of a time long past?"""
    now = context.published or Bound(0)
    return context.kind == "news" and not (context.retold() and focus.last < now.day - 365)


def week_of(context: Context, date: Sense) -> Sense:
    """The week of June 17."""
    if date.cell is None:
        return date
    cell = date.cell.to(Grain.WEEK)
    return of_cell(cell).but(anchor=date.anchor, steps=date.steps).because("same", start=date.value, unit="week")


def unknown_in(context: Context, whole: Cell, grain: Grain) -> Sense:
    """Some day, month or week of a coarser cell: its value with XX, anywhere inside it."""
    missing = {Grain.DAY: "-XX" if whole.grain is Grain.MONTH else "-XX-XX", Grain.MONTH: "-XX", Grain.WEEK: "-WXX"}
    value = whole.value() + (missing.get(grain, "") if whole.grain in (Grain.MONTH, Grain.YEAR) else "")
    anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(whole.first))
    when = Interval.within(Bound(whole.first), Bound(whole.last), whole.grain)
    return Sense(TimexType.DATE, value, when, anchor=anchor).because("same", start=whole.value(), unit=grain)


def some_day(context: Context) -> Sense:
    """The fortieth day of something: not known which."""
    return no_anchor(Grain.DAY)


def untold_day(context: Context) -> Sense:
    """The third day of something that is told: a day near the date told last, not known which."""
    focus = context.focus.cell if context.focus is not None else None
    return unknown_in(context, focus, Grain.DAY) if focus is not None else no_anchor(Grain.DAY)


def step(context: Context, unit: str, count: int) -> Sense:
    """The next day, the following year, the previous month: counted from the date told last."""
    origin = same(context, unit)
    if origin.cell is None:
        return origin
    cell = origin.cell.shift(count)
    return (
        of_cell(cell)
        .but(anchor=origin.anchor)
        .because("shift", start=origin.value, unit=unit, count=f"{count:+d}", result=cell.value())
    )


def near_or_same(context: Context, unit: str) -> Sense:
    """Earlier in the year: the year told last in a history, in news the present one."""
    return same(context, unit) if context.kind == "history" else near(context, unit)


def near_period(context: Context) -> Sense:
    """This period, the same time: around the date told last."""
    return same(context, "year") if context.focus is not None else ref(context, "PRESENT_REF")


def ref(context: Context, name: str) -> Sense:
    """PRESENT_REF, PAST_REF, FUTURE_REF."""
    start = context.today if context.kind == "news" else None
    sense = Sense(TimexType.DATE, name, anchor=Anchor(PUBLICATION, None, start))
    if start is None:
        return sense
    day = start.day_only()
    if name == "PRESENT_REF":
        when = Interval.stretch(day, day)
    elif name == "PAST_REF":
        when = Interval.within(None, day, Grain.VAGUE)
    else:
        when = Interval.within(day, None, Grain.VAGUE)
    return sense.but(when=when).because("reference", name=name, start=str(start))


_RECENT = {"day": 7, "week": 6, "month": 6}  # how many units back "recent" reaches at the most


def recent(context: Context, ref: str, unit: str) -> Sense:
    """Recent weeks, coming years: PAST_REF or FUTURE_REF with wide bounds of the unit."""
    start = context.now
    sense = Sense(TimexType.DATE, ref, anchor=context.now_anchor())
    if start is None:
        return sense.because("no anchor")
    sign = -1 if ref == "PAST_REF" else 1
    low, high = sorted((start.day, shift_day(start.day, unit, sign * _RECENT.get(unit, 10))))
    return sense.but(when=Interval.within(Bound(low), Bound(high), Grain.VAGUE)).because(
        "recent", start=str(start), unit=unit
    )
