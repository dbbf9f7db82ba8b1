"""The operators that rules may call: each takes the context and values, and returns a value.

Words for what they do follow SCATE (Bethard and Parker 2016) and TIMEX3 (TimeML 1.2.1). An operator that lacks what it
measures from (no publication date, no date told before) returns the phrase unplaced, with X in its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dateutil.easter import easter

from timeline.expressions.context import Context
from timeline.expressions.sense import (
    FROM_EVENT,
    PUBLICATION,
    Amount,
    Length,
    Sense,
    of_cell,
    unplaced,
)
from timeline.intervals import Bound, Bounds, Cell, Grain, Interval, cell_of, civil, days_in_month, ordinal, week_day
from timeline.intervals.bounds import FIRST_YEAR, LAST_YEAR
from timeline.model import Anchor, Reading, Step, TimexType

GRAINS = {
    "day": Grain.DAY,
    "week": Grain.WEEK,
    "weekend": Grain.WEEKEND,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "season": Grain.SEASON,
    "half": Grain.HALF,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "century": Grain.CENTURY,
    "millennium": Grain.MILLENNIUM,
}
LETTERS = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "quarter": "Q",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
    "weekend": "WE",
    "season": "SE",
    "half": "HY",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
CLOCK_UNITS = ("hour", "minute", "second")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "quarter": 91.3, "year": 365.24, "decade": 3652.4, "century": 36524.0}
_UNKNOWN = {
    Grain.DAY: "XXXX-XX-XX",
    Grain.WEEK: "XXXX-WXX",
    Grain.WEEKEND: "XXXX-WXX-WE",
    Grain.MONTH: "XXXX-XX",
    Grain.QUARTER: "XXXX-QX",
    Grain.HALF: "XXXX-HX",
    Grain.SEASON: "XXXX",
    Grain.YEAR: "XXXX",
    Grain.DECADE: "XXX",
    Grain.CENTURY: "XX",
    Grain.MILLENNIUM: "X",
}

# --- amounts and durations ------------------------------------------------------------------------------------------


def amount(context: Context, number: float | str | None, mod: str | None = None) -> Amount:
    """A number as an amount; "X" or None is vague."""
    return Amount(None if number in ("X", None) else float(str(number)), mod)


def vague(context: Context) -> Amount:
    """An amount the text leaves open: several, a few."""
    return Amount(None)


def plus(context: Context, *numbers: float) -> float:
    """A sum: twenty-five is plus(20, 5)."""
    return sum(numbers)


def times(context: Context, *numbers: float) -> float:
    """A product: three hundred is times(3, 100)."""
    product = 1.0
    for number in numbers:
        product *= number
    return product


def over(context: Context, a: float, b: float) -> float:
    """A fraction; 0 where the text divides by nothing."""
    return a / b if b else 0.0


def joined(context: Context, *groups: Any) -> float:
    """Digits in groups of three: 1,200."""
    return float("".join(str(group) for group in groups))


def decimal(context: Context, whole: Any, fraction: str) -> float:
    """2.5 out of 2 and "5"."""
    return float(f"{int(float(str(whole)))}.{fraction}")


def length(context: Context, quantity: Amount | None, unit: str) -> Length:
    """A duration of one unit. Halves of years, decades and centuries become whole smaller units."""
    number = quantity or Amount(None)
    if number.number is not None and number.whole is None and unit in ("decade", "century"):
        years = number.number * (10 if unit == "decade" else 100)
        return Length(((Amount(years), "year"),), number.mod)
    if number.number == 0.5 and unit in ("year", "hour"):
        return Length(((Amount(6 if unit == "year" else 30), "month" if unit == "year" else "minute"),), number.mod)
    return Length(((number, unit),), number.mod)


def half_more(context: Context, of: Length) -> Length:
    """An hour and a half."""
    number, unit = of.parts[0]
    return length(context, Amount((number.number or 1) + 0.5), unit)


def with_rest(context: Context, a: Length, b: Length) -> Length:
    """Two hours and ten minutes."""
    return Length(a.parts + b.parts, a.mod or b.mod)


def length_value(of: Length) -> str:
    """TIMEX3 value of a duration: P2Y6M, PT5H30M, PXD."""
    number, unit = of.parts[-1]
    if unit == "hour" and number.number is not None and number.whole is None:
        whole = Amount(float(int(number.number)))
        of = Length((*of.parts[:-1], (whole, "hour"), (Amount(round(number.number % 1 * 60)), "minute")))
    date = "".join(a.text + LETTERS[u] for a, u in of.parts if u not in CLOCK_UNITS)
    time = "".join(a.text + LETTERS[u] for a, u in of.parts if u in CLOCK_UNITS)
    return f"P{date}{'T' + time if time else ''}"


def duration(context: Context, of: Length, mod: str | None = None) -> Sense:
    """A DURATION that does not say when."""
    return Sense(TimexType.DURATION, length_value(of), mod=mod or of.mod, anchor=FROM_EVENT, length=of)


def modified(context: Context, mod: str, of: Any) -> Any:
    """The same with a TIMEX3 mod (APPROX, MORE_THAN, START ...); a duration that is already modified keeps its own."""
    if isinstance(of, Length):
        return Length(of.parts, mod)
    if isinstance(of, Sense):
        return of.but(mod=mod)
    return of


def beyond(context: Context, quantity: Amount, unit: str) -> Length:
    """Years, months: an unnamed number of them."""
    return length(context, quantity, unit)


def shift_day(day: int, unit: str, count: float) -> int:
    """The day `count` units later; months and years keep the day of the month where there is one."""
    if unit in ("day", "week", "weekend"):
        return day + round(count * (1 if unit == "day" else 7))
    if unit in CLOCK_UNITS:
        return day + round(count / {"hour": 24, "minute": 1440, "second": 86400}[unit])
    months = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 12000)
    year, month, dom = civil(day)
    index = year * 12 + month - 1 + round(count * months)
    year = min(max(index // 12, FIRST_YEAR), LAST_YEAR)
    return ordinal(year, index % 12 + 1, min(dom, days_in_month(year, index % 12 + 1)))


def _span(of: Length, day: int, sign: int) -> tuple[int, int] | None:
    """How far the duration reaches from a day: the nearer and the farther guess; None when nothing is known.

    A vague number of units is taken as 2 to 10 of them ("several", "a few"; after the ranges readers give in
    psycholinguistic studies of quantifiers, which centre on 3 to 6).
    """
    near = far = day
    for number, unit in of.parts:
        low, high = (2.0, 10.0) if number.number is None else (number.number, number.number)
        if of.mod in ("MORE_THAN", "EQUAL_OR_MORE"):
            high = max(low * 1.5, low + 1)
        elif of.mod in ("LESS_THAN", "EQUAL_OR_LESS"):
            low *= 0.75
        elif of.mod == "APPROX":
            low, high = low * 0.75, high * 1.25
        near, far = shift_day(near, unit, sign * low), shift_day(far, unit, sign * high)
    return near, far


# --- calendar cells -------------------------------------------------------------------------------------------------


def _no_anchor(grain: Grain, kind: TimexType = TimexType.DATE) -> Sense:
    return Sense(kind, _UNKNOWN[grain], anchor=Anchor(PUBLICATION)).because("no anchor")


def this(context: Context, unit: str, count: int = 0) -> Sense:
    """The cell of a unit that holds now, or the one `count` later: this year, last month (-1), tomorrow (+1)."""
    grain = GRAINS[unit]
    base = context.current(grain)
    if base is None:
        return _no_anchor(grain)
    cell = base.shift(count)
    return (
        of_cell(cell)
        .but(anchor=context.now_anchor())
        .because("shift", start=str(context.now), unit=unit, count=f"{count:+d}", result=cell.value())
    )


def near(context: Context, unit: str) -> Sense:
    """`the weekend`, `the week`: the one told last, else the nearest the tense of the clause points to."""
    grain = GRAINS[unit]
    base = context.current(grain)
    if base is None or context.now is None:
        return _no_anchor(grain)
    told = context.told.get(grain)
    if told is not None and context.last - context.focus_token < 60:
        return same(context, unit)
    if grain is Grain.WEEKEND:
        if context.direction() <= 0 and base.first > context.now.day:
            base = base.shift(-1)
        return of_cell(base).but(anchor=context.now_anchor()).because("near", start=str(context.now), unit=unit)
    return this(context, unit)


def same(context: Context, unit: str) -> Sense:
    """That year, the same day: the cell of a unit that holds the date told last."""
    grain = GRAINS[unit]
    if context.focus is not None and context.focus.cell is not None:
        cell = context.focus.cell
        if cell.grain.rank <= grain.rank:
            cell = cell.to(grain)
            anchor = Anchor(context_expression(), context.focus_id, Bound(context.focus.cell.first))
            return of_cell(cell).but(anchor=anchor).because("same", start=context.focus.value, unit=unit)
    if grain in context.told:
        cell = context.told[grain]
        return of_cell(cell).but(anchor=Anchor(context_expression(), None, Bound(cell.first))).because(
            "same", start=cell.value(), unit=unit
        )
    return this(context, unit)


def context_expression() -> Any:
    """The kind of anchor a date told before is."""
    from timeline.model import AnchorKind

    return AnchorKind.EXPRESSION


def step(context: Context, unit: str, count: int) -> Sense:
    """The next day, the following year, the previous month: counted from the date told last."""
    grain = GRAINS[unit]
    origin = same(context, unit)
    if origin.cell is None:
        return origin
    cell = origin.cell.shift(count)
    return of_cell(cell).but(anchor=origin.anchor).because(
        "shift", start=origin.value, unit=unit, count=f"{count:+d}", result=cell.value()
    ) if grain is not None else origin


def _measured(context: Context, of: Length, sign: int, start: Bound | None, anchor: Anchor) -> Sense:
    """The cell a duration away from a moment. Its grain is that of the duration's finest unit."""
    number, unit = of.parts[-1]
    grain = GRAINS.get(unit, Grain.DAY)
    mod = of.mod
    if start is None:
        return Sense(TimexType.DATE, _UNKNOWN.get(grain, "XXXX-XX-XX"), mod=mod, anchor=anchor).because("no anchor")
    if any(a.number is None for a, _ in of.parts):
        ref = "PAST_REF" if sign < 0 else "FUTURE_REF"
        reach = _span(of, start.day, sign)
        when = None
        if reach is not None:
            low, high = sorted(reach)
            when = Interval.within(Bound(low), Bound(high), Grain.VAGUE)
        return Sense(TimexType.DATE, ref, when, mod=mod, anchor=anchor).because(
            "vague shift", start=str(start), length=length_value(of), direction="before" if sign < 0 else "after"
        )
    if unit in CLOCK_UNITS:
        return _clock_measured(of, sign, start, anchor)
    if grain in (Grain.DECADE, Grain.CENTURY, Grain.WEEKEND, Grain.MILLENNIUM):
        grain = Grain.YEAR if grain is not Grain.WEEKEND else grain
    day = start.day
    for amount_, unit_ in of.parts:
        day = shift_day(day, unit_, sign * (amount_.number or 0))
    year = civil(day)[0]
    if not FIRST_YEAR < year < LAST_YEAR:
        return Sense(TimexType.DATE, _UNKNOWN[grain], mod=mod, anchor=anchor)
    cell = cell_of(grain, day)
    return of_cell(cell, mod).but(anchor=anchor).because(
        "measure",
        start=str(start),
        length=length_value(of),
        direction="before" if sign < 0 else "after",
        result=cell.value(),
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
    ).because("measure", start=str(start), length=length_value(of), direction="before" if sign < 0 else "after",
              result=str(moment))


def _quarter_back(context: Context, of: Length, sign: int) -> Sense | None:
    """A year before a quarter that was told is the same quarter: earnings are compared so."""
    number, unit = of.parts[0]
    told = context.lately(Grain.QUARTER, 200)
    if told is None or len(of.parts) != 1 or unit != "year" or number.whole != 1 or context.kind == "history":
        return None
    year_told = context.told_at.get(Grain.YEAR, -1)
    if year_told > context.told_at[Grain.QUARTER]:
        return None
    cell = told.shift(4 * sign)
    anchor = Anchor(context_expression(), None, Bound(told.first))
    return of_cell(cell, of.mod).but(anchor=anchor, aside=True).because(
        "measure", start=told.value(), length="P1Y", direction="before" if sign < 0 else "after", result=cell.value()
    )


def ago(context: Context, of: Length) -> Sense:
    """Two years ago: from now backwards."""
    return _quarter_back(context, of, -1) or _measured(context, of, -1, context.now, context.now_anchor())


def hence(context: Context, of: Length) -> Sense:
    """In two weeks, two weeks from now: from now forwards."""
    return _measured(context, of, 1, context.now, context.now_anchor())


def _from_focus(context: Context, of: Length, sign: int) -> Sense:
    focus = context.focus
    if focus is None or focus.cell is None:
        return _measured(context, of, sign, context.now, context.now_anchor())
    start = Bound(focus.cell.first if sign < 0 else focus.cell.last)
    found = _measured(context, of, sign, Bound(focus.cell.first), Anchor(context_expression(), context.focus_id, start))
    number, unit = of.parts[-1]
    finer = GRAINS.get(unit, Grain.DAY)
    if found.cell is not None and finer.rank < focus.cell.grain.rank:
        # three days after some day of March is not a known day
        low, high = shift_day(focus.cell.first, unit, sign * (number.number or 0)), shift_day(
            focus.cell.last, unit, sign * (number.number or 0)
        )
        whole = focus.cell.grain
        value = found.cell.to(whole).value() if whole in _UNKNOWN else found.value
        unknown = {Grain.DAY: "-XX", Grain.MONTH: "-XX"}.get(found.cell.grain, "")
        if whole is Grain.YEAR and found.cell.grain is Grain.DAY:
            unknown = "-XX-XX"
        return found.but(
            value=value + unknown, when=Interval.within(Bound(low), Bound(high), whole), cell=None
        )
    return found


def later(context: Context, of: Length) -> Sense:
    """Two days later: from the date told last."""
    return _from_focus(context, of, 1)


def earlier(context: Context, of: Length) -> Sense:
    """A week earlier, two years before: from the date told last, backwards."""
    return _quarter_back(context, of, -1) or _from_focus(context, of, -1)


def before_event(context: Context, of: Length, sign: int) -> Sense:
    """Two days after the vote: measured from an event, which the events room supplies."""
    number, unit = of.parts[-1]
    grain = GRAINS.get(unit, Grain.DAY)
    return Sense(TimexType.DATE, _UNKNOWN.get(grain, "XXXX-XX-XX"), mod=of.mod, anchor=FROM_EVENT, length=of)


def after_date(context: Context, of: Length, date: Sense, sign: int = 1) -> Sense:
    """Two days after March 3."""
    if date.cell is None:
        return date
    anchor = Anchor(context_expression(), None, Bound(date.cell.first))
    return _measured(context, of, sign, Bound(date.cell.first), anchor).but(others=())


def past(context: Context, of: Length, sign: int = -1) -> Sense:
    """The past three months, the next two weeks: a DURATION that ends, or begins, now."""
    value = length_value(of)
    start = context.now
    anchor = context.now_anchor()
    if start is None:
        return Sense(TimexType.DURATION, value, mod=of.mod, anchor=anchor, length=of).because("no anchor")
    reach = _span(of, start.day, sign)
    when = None
    if reach is not None:
        low, high = sorted(reach)
        here = Bounds(Bound(start.day), Bound(start.day))
        far = Bounds(Bound(low), Bound(high))
        when = Interval(far, here, Grain.VAGUE if low != high else Grain.DAY) if sign < 0 else Interval(
            here, far, Grain.VAGUE if low != high else Grain.DAY
        )
    ends = {"end_point": "t0"} if sign < 0 else {"begin_point": "t0"}
    return Sense(TimexType.DURATION, value, when, mod=of.mod, anchor=anchor, length=of, **ends).because(
        "reach", start=str(start), length=value, direction="back" if sign < 0 else "ahead"
    )


def recent(context: Context, ref: str, unit: str) -> Sense:
    """Recent weeks, coming years: PAST_REF or FUTURE_REF with wide bounds of the unit."""
    start = context.now
    sense = Sense(TimexType.DATE, ref, anchor=context.now_anchor())
    if start is None:
        return sense.because("no anchor")
    sign = -1 if ref == "PAST_REF" else 1
    low, high = sorted((start.day, shift_day(start.day, unit, sign * 10)))
    return sense.but(when=Interval.within(Bound(low), Bound(high), Grain.VAGUE)).because(
        "recent", start=str(start), unit=unit
    )


def ref(context: Context, name: str) -> Sense:
    """PRESENT_REF, PAST_REF, FUTURE_REF."""
    start = context.published if context.kind == "news" else None
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


# --- explicit dates -------------------------------------------------------------------------------------------------


def _century_of(context: Context, two: int) -> int:
    """The full year of '96 or 10-25-96: the one nearest to now, at most 20 years ahead."""
    base = context.now.year if context.now is not None else 2000
    year = base - base % 100 + two
    if year > base + 20:
        year -= 100
    return year


def short_year(context: Context, two: int) -> int:
    """The year that two digits mean."""
    return _century_of(context, two)


def before_christ(context: Context, year: int) -> int:
    """Astronomical year of a year BC."""
    return 1 - int(year)


def year(context: Context, number: float) -> Sense:
    """A whole year."""
    value = int(number)
    if not FIRST_YEAR <= value <= LAST_YEAR:
        return unplaced(TimexType.DATE, "XXXX")
    return of_cell(Cell(Grain.YEAR, value)).because("calendar", result=of_cell(Cell(Grain.YEAR, value)).value)


def year_number(context: Context, date: Sense | float) -> int | None:
    """The year a date lies in."""
    if isinstance(date, Sense):
        return date.cell.year if date.cell is not None else None
    return int(date)


def bare_year(context: Context, number: int) -> Sense | None:
    """A number that can only be a year because the dates around it are of that era (490 in a text on 480 BC)."""
    told = context.focus.cell.year if context.focus is not None and context.focus.cell is not None else None
    if told is None or told > 999 or abs(abs(told) - number) > 150:
        return None
    return year(context, 1 - number if told < 1 else number)


def year_of_era(context: Context, number: int, other: int) -> Sense:
    """The 499 of 499-493 BC."""
    return year(context, 1 - number if other < 1 else number)


def near_period(context: Context) -> Sense:
    """This period, the same time: around the date told last."""
    return same(context, "year") if context.focus is not None else ref(context, "PRESENT_REF")


def decade(context: Context, number: int) -> Sense:
    """The 1980s, by the first of its years; two digits are of the century of now."""
    value = _century_of(context, number) if number < 100 else number
    return of_cell(cell_of(Grain.DECADE, ordinal(value, 1, 1))).because("calendar", result=f"{value}s")


def century(context: Context, nth: float, era: str | None = None) -> Sense:
    """The 19th century is TIMEX3 18, 1801 to 1900 in strict reckoning, 1800 to 1899 as people and TIMEX3 use it."""
    index = int(nth) - 1
    if era == "BC":
        return Sense(
            TimexType.DATE, f"BC{index:02d}", Interval.of_cell(Cell(Grain.CENTURY, -int(nth))), Cell(Grain.CENTURY, -int(nth))
        )
    if not 0 <= index <= 98:
        return unplaced(TimexType.DATE, "XX")
    return of_cell(Cell(Grain.CENTURY, index)).because("calendar", result=f"{index}XX")


AGAINST_TENSE = 3  # how many times nearer a date must be to be taken against the tense of its clause


def _choose_year(context: Context, first_day: Callable[[int], int | None]) -> tuple[int | None, Anchor, str]:
    """The year for a date that omits it. first_day: ordinal of its begin in a year.

    In histories the year told last; in news the year that the tense points to, else the nearest.
    """
    told = context.told.get(Grain.YEAR)
    if context.kind == "history" and context.focus is not None and context.focus.cell is not None:
        anchor = Anchor(context_expression(), context.focus_id, Bound(context.focus.cell.first))
        return context.focus.cell.year, anchor, context.focus.value
    if context.published is None:
        if told is not None:
            return told.index, Anchor(context_expression(), None, Bound(told.first)), told.value()
        return None, Anchor(PUBLICATION), ""
    here, today = context.published.year, context.published.day
    options = [y for y in (here - 1, here, here + 1) if first_day(y) is not None]
    if not options:
        return here, Anchor(PUBLICATION, None, context.published), str(context.published)
    direction = context.direction()

    def strain(y: int) -> int:
        gap = (first_day(y) or 0) - today
        return abs(gap) * (AGAINST_TENSE if gap * direction < 0 else 1)

    best = min(options, key=strain)
    return best, Anchor(PUBLICATION, None, context.published), str(context.published)


def month(context: Context, number: int, of_year: int | None = None) -> Sense:
    """A month, of a year or of the one the context gives."""
    if of_year is not None:
        return of_cell(Cell(Grain.MONTH, int(of_year) * 12 + number - 1)).because(
            "calendar", result=Cell(Grain.MONTH, int(of_year) * 12 + number - 1).value()
        )
    chosen, anchor, start = _choose_year(context, lambda y: ordinal(y, number, 1))
    if chosen is None:
        return Sense(TimexType.DATE, f"XXXX-{number:02d}", anchor=anchor).because("no anchor")
    cell = Cell(Grain.MONTH, chosen * 12 + number - 1)
    return of_cell(cell).but(anchor=anchor).because("year from", start=start, result=cell.value())


def day(context: Context, number: float, month_number: int, of_year: int | None = None) -> Sense:
    """A day of a month, of a year or of the one the context gives. A day the month lacks leaves the month."""
    dom = int(number)
    if of_year is not None:
        return _exact_day(int(of_year), month_number, dom)

    def first(y: int) -> int | None:
        return ordinal(y, month_number, dom) if 1 <= dom <= days_in_month(y, month_number) else None

    chosen, anchor, start = _choose_year(context, first)
    if chosen is None:
        return Sense(TimexType.DATE, f"XXXX-{month_number:02d}-{dom:02d}", anchor=anchor).because("no anchor")
    if first(chosen) is None:
        return month(context, month_number)
    cell = Cell(Grain.DAY, first(chosen) or 0)
    return of_cell(cell).but(anchor=anchor).because("year from", start=start, result=cell.value())


def _exact_day(y: int, m: int, d: int) -> Sense:
    if not 1 <= m <= 12 or not 1 <= d <= 31:
        return unplaced(TimexType.DATE, "XXXX-XX-XX")
    if d > days_in_month(y, m):
        return of_cell(Cell(Grain.MONTH, y * 12 + m - 1))
    cell = Cell(Grain.DAY, ordinal(y, m, d))
    return of_cell(cell).because("calendar", result=cell.value())


def numeric(context: Context, a: int, b: int, of_year: int) -> Sense:
    """08/15/90 or 15/08/90: the order that can be; where both can, `day_first`, else month first with the other kept."""
    if a > 12:
        return _exact_day(of_year, b, a)
    if b > 12:
        return _exact_day(of_year, a, b)
    one, other = (b, a), (a, b)
    if context.options.day_first is None or not context.options.day_first:
        one, other = other, one
    sense, second = _exact_day(of_year, *one), _exact_day(of_year, *other)
    if a == b:
        return sense
    return sense.but(others=(Reading(second.when, second.value, 0.3, (Step("day and month swapped"),)),))


def compact(context: Context, digits: int) -> Sense:
    """19980227."""
    return _exact_day(digits // 10000, digits // 100 % 100, digits % 100)


def same_month(context: Context, number: float) -> Sense:
    """The 14th: of the month told last, else of the month the tense points to."""
    dom = int(number)
    told = context.focus.cell if context.focus is not None else None
    if told is not None and told.grain in (Grain.MONTH, Grain.DAY):
        base = told.to(Grain.MONTH).index
        anchor = Anchor(context_expression(), context.focus_id, Bound(told.first))
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
    sense = _exact_day(base // 12, base % 12 + 1, dom)
    return sense.but(anchor=anchor).because("month from", start=str(anchor.when), result=sense.value)


def in_cell(context: Context, date: Sense, number: float) -> Sense:
    """A day by its number in a month that is a date (the 14th of next month)."""
    if date.cell is None or date.cell.grain is not Grain.MONTH:
        return date
    return _exact_day(date.cell.index // 12, date.cell.index % 12 + 1, int(number)).but(
        anchor=date.anchor, steps=date.steps
    )


def month_in(context: Context, number: int, date: Sense) -> Sense:
    """June of last year, August of that year."""
    if date.cell is None:
        return Sense(TimexType.DATE, f"XXXX-{number:02d}", anchor=date.anchor)
    return month(context, number, date.cell.year).but(anchor=date.anchor, steps=date.steps).because(
        "calendar", result=month(context, number, date.cell.year).value
    )


def day_in(context: Context, number: float, month_number: int, date: Sense) -> Sense:
    """July 25 of that year."""
    if date.cell is None:
        return day(context, number, month_number)
    return day(context, number, month_number, date.cell.year).but(anchor=date.anchor)


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
    cell = Cell(Grain.MONTH, chosen)
    return of_cell(cell).but(anchor=context.now_anchor()).because(
        "nearest", start=str(now), direction=_WHERE[_sign(count)], result=cell.value()
    )


_WHERE = {-1: "before", 0: "around", 1: "after"}


def _sign(count: float) -> int:
    return (count > 0) - (count < 0)


# --- weekdays, seasons, quarters --------------------------------------------------------------------------------------


def weekday(context: Context, number: int, count: int | None = None) -> Sense:
    """A weekday by its number (0 Monday). count: -1 last, 0 this, 1 next; None follows the tense of the clause.

    In news a bare weekday in a past clause is the latest such day up to and including publication (McGuire's rule
    as HeidelTime states it); in a future clause the next one; without tense the nearer past one.
    """
    now = context.now
    if now is None:
        return Sense(TimexType.DATE, f"XXXX-WXX-{number + 1}", anchor=Anchor(PUBLICATION)).because("no anchor")
    back = (week_day(now.day) - number) % 7
    ahead = -back % 7
    others: tuple[Reading, ...] = ()
    if context.kind == "history" and count is None:
        chosen = now.day + ahead
    elif count is None:
        direction = context.direction()
        chosen = now.day + ahead if direction > 0 else now.day - back
        if back:
            other = chosen - 7 if direction > 0 else chosen + 7
            others = (_day_reading(other, 0.2 if direction else 0.4, "the other week"),)
    elif count < 0:
        chosen = now.day - (back or 7)
        if back and week_day(now.day) > number:
            others = (_day_reading(chosen - 7, 0.3, "the week before"),)
    elif count > 0:
        chosen = now.day + (ahead or 7)
        if ahead and week_day(now.day) < number:
            others = (_day_reading(chosen + 7, 0.4, "the week after"),)
    else:
        chosen = now.day + ahead if context.direction() >= 0 else now.day - back
    cell = Cell(Grain.DAY, chosen)
    return of_cell(cell).but(anchor=context.now_anchor(), others=others).because(
        "nearest", start=str(now), direction=_WHERE[_sign(chosen - now.day)], result=cell.value()
    )


def _day_reading(day_: int, weight: float, why: str) -> Reading:
    cell = Cell(Grain.DAY, day_)
    return Reading(Interval.of_cell(cell), cell.value(), weight, (Step("other reading", {"why": why}),))


def weekday_of(context: Context, number: int, week: Sense) -> Sense:
    """Monday of last week, Tuesday of next week."""
    if week.cell is None or week.cell.grain is not Grain.WEEK:
        return week
    return of_cell(Cell(Grain.DAY, week.cell.first + number)).but(anchor=week.anchor, steps=week.steps)


def weekday_from(context: Context, number: int, sign: int) -> Sense:
    """The following Tuesday, the previous Friday: counted from the date told last."""
    origin = same(context, "day")
    if origin.cell is None:
        return weekday(context, number, sign)
    start = origin.cell.first
    gap = (number - week_day(start)) % 7 or 7
    chosen = start + gap if sign > 0 else start - ((week_day(start) - number) % 7 or 7)
    return of_cell(Cell(Grain.DAY, chosen)).but(anchor=origin.anchor).because(
        "nearest", start=origin.value, direction=_WHERE[sign], result=Cell(Grain.DAY, chosen).value()
    )


def dated_weekday(context: Context, number: int, date: Sense) -> Sense:
    """Friday, Oct. 13: the date says which day; a year the text omits is one in which the weekday fits, if near."""
    cell = date.cell
    if cell is None or cell.grain is not Grain.DAY or week_day(cell.first) == number:
        return date
    if any(s.rule == "year from" for s in date.steps):
        _, month_number, dom = civil(cell.first)
        for y in (cell.year - 1, cell.year + 1):
            if dom <= days_in_month(y, month_number) and week_day(ordinal(y, month_number, dom)) == number:
                return _exact_day(y, month_number, dom).but(anchor=date.anchor)
    return date


def season(context: Context, number: int, of_year: int | None = None) -> Sense:
    """A season (0 spring to 3 winter, meteorological), of a year or of the one the context gives."""
    shifted = number + (2 if context.options.southern else 0)

    def cell_in(y: int) -> Cell:
        # southern spring is the northern autumn of the same year, southern winter its summer
        return Cell(Grain.SEASON, y * 4 + shifted % 4 - (4 if shifted >= 4 and number != 3 and shifted % 4 == 3 else 0))

    anchor, start = Anchor(), ""
    if of_year is None:
        chosen, anchor, start = _choose_year(context, lambda y: cell_in(y).first)
        if chosen is None:
            return Sense(TimexType.DATE, f"XXXX-{_SEASON[number]}", anchor=anchor).because("no anchor")
    else:
        chosen = int(of_year)
    cell = cell_in(chosen)
    value = f"{Cell(Grain.YEAR, chosen).value()}-{_SEASON[number]}"
    return of_cell(cell).but(value=value, anchor=anchor).because("season", start=start, result=value)


_SEASON = ("SP", "SU", "FA", "WI")


def season_shift(context: Context, number: int, count: int) -> Sense:
    """Last fall (-1), this spring (0), next summer (+1)."""
    now = context.now
    if now is None:
        return Sense(TimexType.DATE, f"XXXX-{_SEASON[number]}", anchor=Anchor(PUBLICATION)).because("no anchor")
    year_ = now.year
    candidates = [season(context, number, y) for y in (year_ - 2, year_ - 1, year_, year_ + 1, year_ + 2)]
    cells = [c for c in candidates if c.cell is not None]
    if count < 0:
        fitting = [c for c in cells if c.cell is not None and c.cell.last < now.day]
        chosen = fitting[-1]
    elif count > 0:
        chosen = next(c for c in cells if c.cell is not None and c.cell.first > now.day)
    else:
        chosen = min(cells, key=lambda c: abs((c.cell.first + c.cell.last) // 2 - now.day) if c.cell else 0)
    return chosen.but(anchor=context.now_anchor())


def season_in(context: Context, number: int, date: Sense) -> Sense:
    """The summer of that year."""
    return season(context, number, date.cell.year if date.cell is not None else None)


def quarter(context: Context, number: float, of_year: int | None = None) -> Sense:
    """The third quarter, of a year or the one the context gives."""
    return _numbered(context, Grain.QUARTER, int(number), 4, of_year)


def half(context: Context, number: float, of_year: int | None = None) -> Sense:
    """The first half of a year."""
    return _numbered(context, Grain.HALF, int(number), 2, of_year)


def _numbered(context: Context, grain: Grain, number: int, count: int, of_year: int | None) -> Sense:
    if not 1 <= number <= count:
        return unplaced(TimexType.DATE, _UNKNOWN[grain])
    shift = (context.options.fiscal_year_start - 1) // (12 // count)
    anchor, start = Anchor(), ""
    if of_year is None:
        told = context.told.get(Grain.YEAR)
        near_told = context.focus is not None and context.focus.cell is not None and context.focus.cell.grain is Grain.YEAR
        if near_told and told is not None and context.first - context.focus_token < 4:
            chosen: int | None = told.index
            anchor, start = Anchor(context_expression(), context.focus_id, Bound(told.first)), told.value()
        else:
            chosen, anchor, start = _choose_year(context, lambda y: Cell(grain, y * count + number - 1).last)
            if chosen is None:
                return Sense(TimexType.DATE, _UNKNOWN[grain], anchor=anchor).because("no anchor")
    else:
        chosen = int(of_year)
    cell = Cell(grain, chosen * count + number - 1 + (shift if shift == 0 else shift - count))
    value = f"{Cell(Grain.YEAR, chosen).value()}-{'Q' if grain is Grain.QUARTER else 'H'}{number}"
    return of_cell(cell).but(value=value, anchor=anchor).because("numbered", start=start, result=value)


def fiscal(context: Context, number: int) -> Sense:
    """Fiscal 1989: the year whose name it bears, from the month `fiscal_year_start` on (after January: of the year
    before, as most companies and the United States name it)."""
    begin = context.options.fiscal_year_start
    if begin == 1:
        return year(context, number)
    first, last = ordinal(number - 1, begin, 1), ordinal(number, begin, 1) - 1
    return year(context, number).but(when=Interval.stretch(Bound(first), Bound(last), Grain.YEAR))


def the_quarter(context: Context, count: int = 0) -> Sense:
    """The quarter, the latest period: the one told last, else the last one finished at publication."""
    told = context.lately(Grain.QUARTER, 400)
    if told is not None and (context.now is None or told.last < context.now.day):
        cell = told.shift(count)
        anchor = Anchor(context_expression(), None, Bound(told.first))
        return of_cell(cell).but(anchor=anchor, aside=count != 0).because("same", start=told.value(), unit="quarter")
    return this(context, "quarter", -1 + count).but(aside=count != 0)


def this_years(context: Context, date: Sense, number: float) -> Sense:
    """This year's third quarter, last year's fourth quarter."""
    return quarter(context, number, date.cell.year if date.cell is not None else None).but(anchor=date.anchor)


# --- parts ------------------------------------------------------------------------------------------------------------


def early(context: Context, mod: str, date: Sense) -> Sense:
    """Early, mid and late parts: TIMEX3 mod START, MID, END; bounds are its first, middle and last third."""
    if date.cell is None or date.when is None:
        return date.but(mod=mod)
    first, last = date.cell.first, date.cell.last
    third = max((last - first + 1) // 3, 0)
    low, high = {"START": (first, first + third), "MID": (first + third, last - third), "END": (last - third, last)}[mod]
    when = Interval.within(Bound(low), Bound(max(low, high)), date.cell.grain)
    return date.but(mod=mod, when=when).because("part", mod=mod, result=str(when.edtf))


def earlier_in(context: Context, mod: str, date: Sense) -> Sense:
    """Earlier this month, later this year: from the begin of the cell to now, from now to its end."""
    now = context.published
    if date.cell is None or now is None or not date.cell.holds(now.day):
        return early(context, mod, date) if date.cell is not None else date.but(mod=mod)
    low, high = (date.cell.first, now.day) if mod == "START" else (now.day, date.cell.last)
    when = Interval.within(Bound(low), Bound(high), date.cell.grain)
    return date.but(mod=mod, when=when).because("part", mod=mod, result=str(when.edtf))


def part(context: Context, date: Sense, name: str, mod: str | None = None) -> Sense:
    """Tuesday night: a TIME, the part of a day. A part that runs past midnight belongs to the day it begins on."""
    if date.cell is None or date.cell.grain is not Grain.DAY:
        value = f"{date.value}T{name}" if date.value.startswith("XXXX") else f"XXXX-XX-XXT{name}"
        return Sense(TimexType.TIME, value, date.when, mod=mod, anchor=date.anchor, part=name)
    when = part_interval(context, date.cell.first, name)
    others = tuple(
        Reading(
            part_interval(context, Bound.parse(r.value).day, name) if r.value else r.when,
            f"{r.value}T{name}",
            r.weight,
            r.derivation,
        )
        for r in date.others
    )
    return date.but(
        type=TimexType.TIME, value=f"{date.value}T{name}", when=when, part=name, mod=mod, others=others
    ).because("part of day", part=name, result=_words(when))


def _words(when: Interval) -> str:
    return f"{when.begin.earliest}..{when.end.latest}"


def part_interval(context: Context, day_: int, name: str) -> Interval:
    """Bounds of a part of day, from the table `parts` of the language folder (minutes after midnight)."""
    begin_early, begin_late, end_early, end_late = (
        int(x) for x in str(context.grammar.lists["parts"][name]).split()
    )

    def moment(minutes: int) -> Bound:
        return Bound(day_ + minutes // 1440, minutes % 1440)

    return Interval(
        Bounds(moment(begin_early), moment(begin_late)), Bounds(moment(end_early), moment(end_late)), Grain.PART
    )


def clock(context: Context, hour: int, minute: int = 0, half_day: str | None = None) -> tuple[int, bool] | None:
    """Minutes after midnight, and whether that is sure: 4 without a.m. or p.m. is not. None where there is no such time."""
    h, m = int(hour), int(minute or 0)
    if m > 59 or h > 24:
        return None
    if half_day in ("am", "pm"):
        if not 1 <= h <= 12:
            return None
        h = h % 12 + (12 if half_day == "pm" else 0)
    return h * 60 + m, True


def at(context: Context, time: tuple[int, bool] | None, date: Sense | None = None, zone: str | None = None) -> Sense:
    """A time of day, on a date or on the one the context gives."""
    if time is None:
        return unplaced(TimexType.TIME, "XXXX-XX-XXTXX:XX")
    minutes = time[0]
    stamp = f"T{minutes // 60:02d}:{minutes % 60:02d}"
    on = date
    if on is None:
        near_focus = context.focus is not None and context.first - context.focus_token < 40
        on = same(context, "day") if context.kind == "history" or near_focus else this(context, "day")
        if on.cell is not None and context.focus is not None and context.focus.cell is not None:
            if context.focus.cell.grain is not Grain.DAY:
                on = this(context, "day") if context.kind != "history" else on
    if on.cell is None or on.cell.grain is not Grain.DAY:
        return Sense(TimexType.TIME, f"XXXX-XX-XX{stamp}", on.when, anchor=on.anchor)
    moment = Bound(on.cell.first + minutes // 1440, minutes % 1440)
    when = Interval.within(moment, moment, Grain.MINUTE)
    value = f"{on.cell.value()}{stamp}"
    sense = on.but(type=TimexType.TIME, value=value, when=when, others=()).because("clock", result=str(moment))
    return sense.because("zone", zone=zone) if zone else sense


def shift_part(context: Context, name: str, count: int) -> Sense:
    """This morning, last night (-1), tomorrow evening (+1): a part of now's day or of one near it."""
    return part(context, this(context, "day", count), name)


def told_part(context: Context, name: str, count: int = 0) -> Sense:
    """That night, the next morning: a part of the day told last, or of one near it."""
    origin = same(context, "day")
    if origin.cell is None or origin.cell.grain is not Grain.DAY:
        return part(context, origin, name)
    return part(context, of_cell(origin.cell.shift(count)).but(anchor=origin.anchor, steps=origin.steps), name)


def some_part(context: Context, name: str) -> Sense:
    """The morning, at night: of the day told last if it was told just before, in news else of publication."""
    near_focus = context.focus is not None and context.first - context.focus_token < 30
    if near_focus and context.focus is not None and context.focus.cell is not None:
        if context.focus.cell.grain is Grain.DAY:
            return told_part(context, name)
    if context.kind == "news" and context.published is not None:
        return part(context, this(context, "day"), name)
    return Sense(TimexType.TIME, f"XXXX-XX-XXT{name}", part=name)


def nth(context: Context, number: float, unit: str, date: Sense) -> Sense:
    """The third week of March, the first half of 1989, the second day of May; -1 counts from the end."""
    grain, n = GRAINS[unit], int(number)
    if date.cell is None:
        return Sense(TimexType.DATE, _UNKNOWN[grain], anchor=date.anchor)
    if grain in (Grain.HALF, Grain.QUARTER) and date.cell.grain is Grain.YEAR:
        count = 2 if grain is Grain.HALF else 4
        return _numbered(context, grain, n if n > 0 else count + 1 + n, count, date.cell.index).but(anchor=date.anchor)
    if grain is Grain.HALF or grain.rank >= date.cell.grain.rank:
        return early(context, "START" if n == 1 else "END", date)
    parts = list(date.cell.parts(grain)) if date.cell.grain.rank <= Grain.YEAR.rank else []
    if not parts or not -len(parts) <= n <= len(parts) or n == 0:
        return date.but(cell=None)
    cell = parts[n - 1] if n > 0 else parts[n]
    return of_cell(cell).but(anchor=date.anchor, steps=date.steps).because("nth", n=n, unit=unit, result=cell.value())


def nth_weekday(context: Context, number: float, weekday_: int, date: Sense) -> Sense:
    """The first Tuesday in November; -1 is the last."""
    if date.cell is None or date.cell.grain is not Grain.MONTH:
        return date
    first, last, n = date.cell.first, date.cell.last, int(number)
    days = [d for d in range(first, last + 1) if week_day(d) == weekday_]
    if not 0 < n <= len(days) and n != -1:
        return date
    cell = Cell(Grain.DAY, days[n - 1] if n > 0 else days[-1])
    return of_cell(cell).but(anchor=date.anchor, steps=date.steps).because(
        "nth", n=n, unit="weekday", result=cell.value()
    )


def first_units(context: Context, of: Length, date: Sense | None = None) -> Sense:
    """The first nine months: a DURATION, of a year when one is given."""
    when = None
    if date is not None and date.cell is not None:
        reach = _span(of, date.cell.first, 1)
        if reach is not None:
            when = Interval.stretch(Bound(date.cell.first), Bound(max(date.cell.first, reach[0] - 1)))
    return Sense(TimexType.DURATION, length_value(of), when, mod=of.mod, length=of, anchor=FROM_EVENT)


def no_sooner(context: Context, mod: str, date: Sense) -> Sense:
    """1994 or later, on or before March 3: the date with the mod, open on that side."""
    if date.when is None:
        return date.but(mod=mod)
    if mod in ("ON_OR_AFTER", "AFTER"):
        when = Interval.within(date.when.earliest, None, date.when.grain)
    else:
        when = Interval.within(None, date.when.latest, date.when.grain)
    return date.but(mod=mod, when=when)


def named_day(context: Context, month_number: int, dom: int, of_year: int | None = None) -> Sense:
    """A holiday on a fixed day."""
    return day(context, dom, month_number, of_year)


def as_is(context: Context, sense: Any) -> Any:
    """The phrase means what its part means."""
    return sense


def period(context: Context, value: str) -> Sense:
    """A DURATION of unknown length: for some time is PXX."""
    return Sense(TimexType.DURATION, value, anchor=FROM_EVENT, length=Length(((Amount(None), "day"),)))


def holiday(context: Context, code: int, of_year: int | None = None, count: int = 0) -> Sense:
    """A feast on a fixed day, `code` being month * 100 + day."""
    if of_year is None and count < 0 and context.now is not None:
        y = context.now.year
        of_year = y if ordinal(y, code // 100, code % 100) < context.now.day else y - 1
    return day(context, code % 100, code // 100, of_year)


def moving_holiday(context: Context, code: str, of_year: int | None = None, count: int = 0) -> Sense:
    """A feast that moves: easter+days (Gregorian computus of dateutil), or month/weekday/which."""

    def in_year(y: int) -> int | None:
        if code.startswith("easter"):
            return easter(y).toordinal() + int(code[6:]) if 1583 <= y <= 4099 else None
        m, w = (int(x) for x in code.split("/")[:2])
        if code.endswith("election"):  # the Tuesday after the first Monday
            first = ordinal(y, m, 1)
            return first + (-week_day(first)) % 7 + 1
        n = int(code.split("/")[2])
        days = [d for d in range(ordinal(y, m, 1), ordinal(y, m, days_in_month(y, m)) + 1) if week_day(d) == w]
        return days[n - 1] if n > 0 else days[n]

    anchor = Anchor()
    chosen = of_year
    if chosen is None and count < 0 and context.now is not None:
        y = context.now.year
        this_one = in_year(y)
        chosen = y if this_one is not None and this_one < context.now.day else y - 1
        anchor = context.now_anchor()
    elif chosen is None:
        chosen, anchor, _ = _choose_year(context, in_year)
    found = in_year(int(chosen)) if chosen is not None else None
    if found is None:
        return Sense(TimexType.DATE, "XXXX-XX-XX", anchor=anchor).because("no anchor")
    cell = Cell(Grain.DAY, found)
    return of_cell(cell).but(anchor=anchor).because("holiday", result=cell.value())


def ago_quarter(context: Context) -> Sense:
    """The year-ago quarter: the quarter told last, or the last one finished, a year before."""
    return the_quarter(context, -4)


def year_ago_quarter(context: Context, number: float) -> Sense:
    """The year-ago third quarter."""
    base = quarter(context, number)
    return of_cell(base.cell.shift(-4)).but(anchor=base.anchor, aside=True) if base.cell is not None else base


def quarter_of_year(context: Context, of_year: float) -> Sense:
    """The 1988 period: the quarter told last, in that year."""
    base = the_quarter(context)
    if base.cell is None:
        return year(context, of_year)
    return quarter(context, base.cell.index % 4 + 1, int(of_year)).but(anchor=base.anchor, aside=True)


def near_or_same(context: Context, unit: str) -> Sense:
    """Earlier in the year: the year told last in a history, in news the present one."""
    return same(context, unit) if context.kind == "history" else near(context, unit)


def day_like(context: Context, number: float, model: Sense) -> Sense:
    """A day of the month, and year, of another day: the 3 of 3-5 March."""
    if model.cell is None or model.cell.grain is not Grain.DAY:
        return same_month(context, number)
    y, m, _ = civil(model.cell.first)
    return _exact_day(y, m, int(number)).but(anchor=model.anchor)


def year_like(context: Context, two: int, first: int) -> Sense:
    """The 94 of 1990-94."""
    value = first - first % 100 + two
    return year(context, value if value >= first else value + 100)


def military(context: Context, digits: int) -> tuple[int, bool] | None:
    """0530 hours."""
    return clock(context, digits // 100, digits % 100)


def clock_part(context: Context, hour: float, name: str) -> tuple[int, bool] | None:
    """Four in the morning."""
    h = int(hour)
    if not 1 <= h <= 12:
        return None
    return clock(context, h, 0, "am" if name == "MO" or (name == "NI" and h < 5) else "pm")


def overnight(context: Context) -> Sense:
    """The night that ended on the day told, seen from a report: of publication back, of a plan ahead."""
    count = 0 if context.direction() > 0 else -1
    return told_part(context, "NI", count) if context.kind == "history" else shift_part(context, "NI", count)


def hours(context: Context, date: Sense | None = None) -> Sense:
    """The early hours of Friday: from midnight to dawn, TIMEX3 as an early morning."""
    on = date or same(context, "day")
    sense = part(context, on, "MO", "START")
    if on.cell is None or on.cell.grain is not Grain.DAY:
        return sense
    first = Bound(on.cell.first, 0)
    return sense.but(when=Interval(Bounds(first, first), Bounds(Bound(first.day, 240), Bound(first.day, 360)), Grain.PART))


# --- sets -------------------------------------------------------------------------------------------------------------


def every(context: Context, of: Length, quant: str | None = None, freq: str | None = None) -> Sense:
    """Daily, every two weeks: a SET of that period."""
    return Sense(TimexType.SET, length_value(of), quant=quant, freq=freq, length=of)


def every_weekday(context: Context, number: int, quant: str | None = "EVERY", name: str | None = None) -> Sense:
    """Every Tuesday, Tuesday nights."""
    return Sense(TimexType.SET, f"XXXX-WXX-{number + 1}" + (f"T{name}" if name else ""), quant=quant)


def every_value(context: Context, value: str, quant: str | None = "EVERY") -> Sense:
    """A SET whose TIMEX3 value is given: every summer is XXXX-SU."""
    return Sense(TimexType.SET, value, quant=quant)


def every_season(context: Context, number: int, quant: str | None = "EVERY") -> Sense:
    """Every summer."""
    return Sense(TimexType.SET, f"XXXX-{_SEASON[number]}", quant=quant)


def every_month(context: Context, number: int) -> Sense:
    """Every March."""
    return Sense(TimexType.SET, f"XXXX-{number:02d}", quant="EVERY")


def every_part(context: Context, name: str) -> Sense:
    """Every night."""
    return Sense(TimexType.SET, f"XXXX-XX-XXT{name}", quant="EVERY")


OPERATORS: Mapping[str, Callable[..., Any]] = {
    name: value
    for name, value in globals().items()
    if callable(value)
    and getattr(value, "__module__", "") == __name__
    and not name.startswith("_")
    and name not in ("shift_day", "length_value", "part_interval", "context_expression")
}
