"""What is measured: ago, later, the past three months."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.amounts import duration, in_years, length_value
from timeline.expressions.operators.relative import this
from timeline.expressions.operators.units import CLOCK_UNITS, GRAINS, UNKNOWN, WHERE, shift_day, span
from timeline.expressions.sense import FROM_EVENT, Length, Sense, of_cell
from timeline.intervals import Bound, Bounds, Cell, Grain, Interval, cell_of, civil
from timeline.intervals.bounds import FIRST_YEAR, LAST_YEAR
from timeline.model import Anchor, AnchorKind, TimexType


def measured(context: Context, of: Length, sign: int, start: Bound | None, anchor: Anchor) -> Sense:
    """The cell a duration away from a moment. Its grain is that of the duration's finest unit."""
    unit = of.parts[-1][1]
    grain = GRAINS.get(unit, Grain.DAY)
    mod = of.mod
    if start is None:
        return Sense(TimexType.DATE, UNKNOWN.get(grain, "XXXX-XX-XX"), mod=mod, anchor=anchor).because("no anchor")
    if any(a.number is None for a, _ in of.parts):
        told_past = context.kind == "news" and anchor.kind is AnchorKind.EXPRESSION and context.direction() < 0
        ref = "PAST_REF" if sign < 0 or told_past else "FUTURE_REF"
        low, high = sorted(span(of, start.day, sign))
        when = Interval.within(Bound(low), Bound(high), Grain.VAGUE)
        return Sense(TimexType.DATE, ref, when, mod=mod, anchor=anchor).because(
            "vague shift", start=str(start), length=of.words, direction="before" if sign < 0 else "after"
        )
    if unit in CLOCK_UNITS:
        return _clock_measured(of, sign, start, anchor)
    if grain.rank > Grain.YEAR.rank:
        grain = Grain.YEAR
    day = start.day
    for amount_, unit_ in of.parts:
        day = shift_day(day, unit_, sign * (amount_.number or 0))
    year = civil(day)[0]
    if not FIRST_YEAR < year < LAST_YEAR:
        return Sense(TimexType.DATE, UNKNOWN[grain], mod=mod, anchor=anchor)
    cell = cell_of(grain, day)
    return (
        of_cell(cell, mod)
        .but(anchor=anchor)
        .because(
            "measure",
            start=str(start),
            length=of.words,
            direction="before" if sign < 0 else "after",
            result=cell.value(),
        )
    )


def _clock_measured(of: Length, sign: int, start: Bound, anchor: Anchor) -> Sense:
    minutes = sum((a.number or 0) * {"hour": 60, "minute": 1}.get(u, 0) for a, u in of.parts)
    if start.minute is None:
        cell = cell_of(Grain.DAY, shift_day(start.day, "day", sign * (minutes // 1440)))
        near_day = Bound(cell.first + (-1 if sign < 0 else 0)), Bound(cell.first + (1 if sign > 0 else 0))
        value = f"{cell.value()}TXX"
        return Sense(TimexType.TIME, value, Interval.within(*near_day, Grain.HOUR), cell, of.mod, anchor=anchor)
    total = start.first_minute + round(sign * minutes)
    moment = Bound(total // 1440, total % 1440)
    return Sense(
        TimexType.TIME, moment.isoformat(), Interval.within(moment, moment, Grain.MINUTE), None, of.mod, anchor=anchor
    ).because(
        "measure",
        start=str(start),
        length=of.words,
        direction="before" if sign < 0 else "after",
        result=str(moment),
    )


def _quarter_back(context: Context, of: Length, sign: int) -> Sense | None:
    """A year before a quarter that was told is the same quarter: earnings are compared so; and a month with which the
    sentence compares."""
    number, unit = of.parts[0]
    near = context.lately(Grain.QUARTER, 200)
    told = _month_compared(context) or (near and (context.reported or near))
    if told is None or len(of.parts) != 1 or unit != "year" or number.whole != 1 or context.kind == "history":
        return None
    year_told = context.told_at.get(Grain.YEAR, -1)
    if year_told > context.told_at[told.grain]:
        return None
    cell = told.shift((4 if told.grain is Grain.QUARTER else 12) * sign)
    anchor = Anchor(AnchorKind.EXPRESSION, None, Bound(told.first))
    return (
        of_cell(cell, of.mod)
        .but(anchor=anchor, aside=True)
        .because(
            "measure",
            start=told.value(),
            length="1 year",
            direction="before" if sign < 0 else "after",
            result=cell.value(),
        )
    )


def _month_compared(context: Context) -> Cell | None:
    """The month of the sentence that a comparison goes back from: "in May from a year earlier"."""
    told = context.focus.cell if context.focus is not None else None
    before = context.tokens.low[context.first - 1] if context.first else ""
    compares = before in context.grammar.lists.get("comparers", ()) and context.same_sentence()
    return told if told is not None and told.grain is Grain.MONTH and compares else None


def before_there(context: Context, of: Length, there: Sense) -> Sense:
    """Ten years ago today, thirty years ago this spring: the like cell that long before."""
    if there.cell is None:
        return there
    day = there.cell.first + (3 if there.cell.grain is Grain.WEEK else 0)  # a week is where its Thursday is
    for number, unit in of.parts:
        day = shift_day(day, unit, -(number.number or 0))
    cell = cell_of(there.cell.grain, day)
    return (
        of_cell(cell)
        .but(anchor=there.anchor)
        .because("measure", start=there.value, length=of.words, direction="before", result=cell.value())
    )


def ago(context: Context, of: Length) -> Sense:
    """Two years ago: from now backwards."""
    return _quarter_back(context, of, -1) or measured(context, of, -1, context.now, context.now_anchor())


def in_length(context: Context, of: Length) -> Sense | None:
    """In ten days: a date where the clause looks ahead; else it says how long something took."""
    exact = all(a.whole is not None for a, _ in of.parts) and of.parts[-1][1] not in CLOCK_UNITS
    greatest = context.superlative(_GREATEST)  # "the wettest in four decades"
    if context.kind == "news" and exact and not greatest and context.direction() > 0:
        return hence(context, of)
    return duration(context, of)


def hence(context: Context, of: Length) -> Sense:
    """In two weeks, two weeks from now: from now forwards."""
    return measured(context, of, 1, context.now, context.now_anchor())


_GREATEST = 6  # tokens from a superlative to the time of which it is one
_ROOMY = (Grain.MONTH, Grain.YEAR)  # "late 2021 ... two weeks later" still hangs on it, on a week nothing does


def from_focus(context: Context, of: Length, sign: int) -> Sense:
    """The cell a duration before or after the date told last, or before or after the last one fine enough.

    In news a result that lies ahead though the clause does not look ahead ends at publication: "five months later".
    """
    unit = of.parts[-1][1]
    grain = GRAINS.get(unit, Grain.DAY)
    focus = context.focus.cell if context.focus is not None else None
    near = focus is not None and focus.grain in _ROOMY and context.first - context.focus_token <= 60
    near = near and (
        context.same_sentence() or not any(context.lately(g, 60) for g in context.told if g.rank <= grain.rank)
    )
    if focus is not None and context.kind == "news" and grain.rank < focus.grain.rank and not near:
        finer = [g for g in context.told if g.rank <= grain.rank]
        focus = context.told[max(finer, key=lambda g: context.told_at[g])] if finer else None
    if focus is None and sign > 0 and context.kind == "news" and context.direction() < 0:
        return measured(context, of, sign, None, context.now_anchor())  # "Four years later he left": from what was told
    if focus is None:
        return measured(context, of, sign, context.now, context.now_anchor())
    anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(focus.first if sign < 0 else focus.last))
    moment = context.focus.when.earliest if context.focus is not None and context.focus.when is not None else None
    exact = moment is not None and moment.minute is not None and moment.day in (focus.first, focus.last)
    if unit in CLOCK_UNITS and exact:  # "resigned at 8 p.m. and published her letter 25 minutes later"
        return measured(context, of, sign, moment, anchor)
    found = measured(context, of, sign, Bound(focus.first), anchor)
    if found.cell is None:
        return found
    told = context.published is not None and focus.first <= context.published.day
    if context.kind == "news" and context.published is not None and told and sign > 0 and context.direction() <= 0:
        today = cell_of(found.cell.grain, context.published.day)
        if found.cell.first > today.last:
            return of_cell(today, of.mod).but(anchor=context.now_anchor()).because("up to now", start=context.published)
    if grain.rank < focus.grain.rank:
        return _somewhere(found, found.cell, focus, _edges(context, focus), of, sign)
    return found


def _edges(context: Context, focus: Cell) -> tuple[int, int]:
    """First and last day that a date told last may be ("late 2021" is September to December)."""
    when = context.focus.when if context.focus is not None and context.focus.cell == focus else None
    if when is None or when.earliest is None or when.latest is None:
        return focus.first, focus.last
    return when.earliest.day, when.latest.day


def _somewhere(found: Sense, cell: Cell, focus: Cell, edges: tuple[int, int], of: Length, sign: int) -> Sense:
    """Three days after some day of March: not a known day; its value says so with XX."""
    low, high = (span(of, edge, sign)[0] for edge in edges)
    missing = {(Grain.DAY, Grain.YEAR): "-XX-XX", (Grain.DAY, Grain.MONTH): "-XX", (Grain.MONTH, Grain.YEAR): "-XX"}
    value = cell.to(focus.grain).value() + missing.get((cell.grain, focus.grain), "")
    return found.but(value=value, when=Interval.within(Bound(low), Bound(high), focus.grain), cell=None)


def _supposed(context: Context, of: Length) -> Sense | None:
    """An hour later, in "If the alarm had rung an hour later": by how much, on no day."""
    lists = context.grammar.lists["tense"]
    had = context.heard_before(frozenset(map(str, lists.get("earlier", ()))), 14)
    return duration(context, of) if had and context.heard_before(lists.get("conditional", ()), 14) else None


def later(context: Context, of: Length) -> Sense:
    """Two days later: from the date told last."""
    return _supposed(context, of) or from_focus(context, of, 1)


def on_since(context: Context, of: Length) -> Sense:
    """A decade on, nothing has changed: from the date told last; where none was told it is now, so long after it."""
    grain = GRAINS.get(of.parts[-1][1])
    now = context.now
    if context.focus is not None or now is None or grain is None:
        return later(context, of)
    cell = cell_of(min(grain, Grain.YEAR, key=lambda g: g.rank), now.day)
    return of_cell(cell, of.mod).but(anchor=context.now_anchor()).because("up to now", start=now)


def earlier(context: Context, of: Length) -> Sense:
    """A week earlier, two years before: from the date told last, backwards."""
    return _supposed(context, of) or _quarter_back(context, of, -1) or from_focus(context, of, -1)


def after_date(context: Context, of: Length, date: Sense, sign: int = 1) -> Sense:
    """Two days after March 3."""
    if date.cell is None:
        return date
    anchor = Anchor(AnchorKind.EXPRESSION, None, Bound(date.cell.first))
    return measured(context, of, sign, Bound(date.cell.first), anchor).but(others=())


def from_today(context: Context, of: Length) -> Sense:
    """Two weeks today: on from publication, or back where the clause looks back."""
    return day_after(context, of, this(context, "day"), -1 if context.direction() < 0 else 1)


def day_after(context: Context, of: Length, date: Sense, sign: int = 1) -> Sense:
    """A week from Friday, a week last Tuesday (-1): a day, since it is counted from one."""
    if date.cell is None or date.cell.grain is not Grain.DAY or any(a.number is None for a, _ in of.parts):
        return after_date(context, of, date)
    day = date.cell.first
    for number, unit in of.parts:
        day = shift_day(day, unit, sign * (number.number or 0))
    cell = cell_of(Grain.DAY, day)
    return (
        of_cell(cell, of.mod)
        .but(anchor=date.anchor, steps=date.steps)
        .because("measure", start=date.value, length=of.words, direction=WHERE[sign], result=cell.value())
    )


def last_units(context: Context, of: Length, date: Sense) -> Sense:
    """The last two weeks of February: a DURATION up to the end of the date."""
    when = None
    if date.cell is not None:
        begin = span(of, date.cell.last + 1, -1)[0]
        when = Interval.stretch(Bound(min(begin, date.cell.last)), Bound(date.cell.last))
    return Sense(
        TimexType.DURATION, length_value(of), when, mod=of.mod, length=of, anchor=date.anchor, steps=date.steps
    )


def past(context: Context, of: Length, sign: int = -1) -> Sense:
    """The past three months, the next two weeks: a DURATION that ends, or begins, now."""
    value = length_value(in_years(of) if context.kind == "news" else of)
    if sign > 0 and context.retold():  # "Shot down that December, he spent the next 16 months in a camp"
        return Sense(TimexType.DURATION, value, mod=of.mod, length=of, anchor=FROM_EVENT).because("event")
    start = context.now
    anchor = context.now_anchor()
    if start is None:
        return Sense(TimexType.DURATION, value, mod=of.mod, anchor=anchor, length=of).because("no anchor")
    low, high = sorted(span(of, start.day, sign))
    here, far = Bounds(Bound(start.day), Bound(start.day)), Bounds(Bound(low), Bound(high))
    grain = Grain.VAGUE if low != high else Grain.DAY
    when = Interval(far, here, grain) if sign < 0 else Interval(here, far, grain)
    sense = Sense(TimexType.DURATION, value, when, mod=of.mod, anchor=anchor, length=of)
    sense = sense.but(end_point="t0") if sign < 0 else sense.but(begin_point="t0")
    return sense.because("reach", start=start, length=of.words, direction="back" if sign < 0 else "ahead")


def first_units(context: Context, of: Length, date: Sense | None = None) -> Sense:
    """The first nine months: a DURATION, of a year when one is given."""
    if date is None or date.cell is None:
        return Sense(TimexType.DURATION, length_value(of), mod=of.mod, length=of, anchor=FROM_EVENT).because("event")
    end = span(of, date.cell.first, 1)[0]
    when = Interval.stretch(Bound(date.cell.first), Bound(max(date.cell.first, end - 1)))
    sense = Sense(TimexType.DURATION, length_value(of), when, mod=of.mod, length=of, anchor=date.anchor)
    return sense.but(steps=date.steps).because(
        "reach", length=of.words, direction="ahead", start=Bound(date.cell.first)
    )
