"""Units of time, how far they reach, and what is written where something is not known."""

from __future__ import annotations

from timeline.expressions.sense import PUBLICATION, Length, Sense, time_step
from timeline.intervals import Cell, Grain, Interval, civil, days_in_month, ordinal
from timeline.model import Anchor, Reading, TimexType

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


MONTHS_IN = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
CLOCK_UNITS = ("hour", "minute", "second")


UNKNOWN = {
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


WHERE = {-1: "before", 0: "around", 1: "after"}


def sign_of(count: float) -> int:
    """-1, 0 or 1."""
    return (count > 0) - (count < 0)


def shift_day(day: int, unit: str, count: float) -> int:
    """The day `count` units later; months and years keep the day of the month where there is one."""
    if unit in ("day", "week", "weekend"):
        return day + round(count * (1 if unit == "day" else 7))
    if unit in CLOCK_UNITS:
        return day + round(count / {"hour": 24, "minute": 1440, "second": 86400}[unit])
    year, month, dom = civil(day)
    index = year * 12 + month - 1 + round(count * MONTHS_IN[unit])
    year = index // 12
    return ordinal(year, index % 12 + 1, min(dom, days_in_month(year, index % 12 + 1)))


def span(of: Length, day: int, sign: int) -> tuple[int, int]:
    """How far the duration reaches from a day: the nearer and the farther guess.

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


def no_anchor(grain: Grain, kind: TimexType = TimexType.DATE) -> Sense:
    """A cell of a grain with nothing to measure it from."""
    return Sense(kind, UNKNOWN[grain], anchor=Anchor(PUBLICATION)).because("no anchor")


def day_reading(day_: int, weight: float, why: str) -> Reading:
    """A day as another reading, with the reason."""
    cell = Cell(Grain.DAY, day_)
    return Reading(Interval.of_cell(cell), cell.value(), weight, (time_step("other", why=why),))
