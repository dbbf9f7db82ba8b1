"""Days and times as lists, warnings and military reports write them."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.clocks import clock, military
from timeline.expressions.operators.days import day, exact_day, same_month
from timeline.expressions.operators.times import at
from timeline.expressions.operators.units import WHERE, day_reading
from timeline.expressions.operators.years import short_year
from timeline.expressions.sense import PUBLICATION, Sense, Stamp, of_cell, time_step, unplaced
from timeline.intervals import Cell, Grain, days_in_month, ordinal, week_day
from timeline.model import Anchor, Reading, TimexType

_WEEK = 7
_ROUND = 5  # minutes that a match or race begins at
_FIRST_MATCH = 10  # hour before which an hour of twelve is one of the afternoon


def date_time_group(
    context: Context, digits: str, month: int | None, two: int | None = None, four: int | None = None
) -> Stamp | None:
    """051830Z JUN 13: day, hour and minute of UTC; without its month of the one told last."""
    dom, time = int(digits[:2]), military(context, digits[2:])
    if month is None:
        return Stamp(time, same_month(context, dom), "Z")
    of_year = four if four is not None else short_year(context, two) if two is not None else None
    on = exact_day(int(of_year), month, dom) if of_year is not None else day(context, dom, month)
    return Stamp(time, on, "Z")


def local_group(
    context: Context, digits: str, month: int, two: int | None = None, four: int | None = None
) -> Stamp | None:
    """070600C APR 03: the same in another zone, which the letter names; as the clock stands there."""
    found = date_time_group(context, digits, month, two, four)
    return Stamp(found.clock, found.on) if found is not None else None


def match_time(context: Context, hour: int, minute: int | None = None) -> Sense | None:
    """7.45 behind the names of two teams: matches and races begin behind noon, or from ten."""
    if minute and int(minute) % _ROUND:
        return None  # a sum, a share
    late = 0 < int(hour) < _FIRST_MATCH and not context.tokens.low[context.first].startswith("0")
    time = clock(context, hour, minute or 0, "pm" if late else None)
    return at(context, time) if time is not None else None


def log_day(context: Context, a: int, b: int) -> Sense | None:
    """Log 47 of 3/6: logs are of the last days, whichever number is the month."""
    return numeric_near(context, a, b, None, "log")


def numeric_near(context: Context, a: int, b: int, weekday: int | None = None, kind: str | None = None) -> Sense | None:
    """8/30, 30/8: the nearest such day on the side the clause looks to; the weekday tells the order of the numbers and
    the year. kind: given where it can only be of the last days. None for what is no date."""
    now = context.now
    if now is None:
        return unplaced(TimexType.DATE, "XXXX-XX-XX").but(anchor=Anchor(PUBLICATION)).because("no anchor")
    order = context.options.day_first if context.options.day_first is not None else context.day_first()
    side, found = -1 if kind else context.direction(), list[tuple[tuple[bool, bool, int], int, bool]]()
    for day_first in (False, True):
        dom, month = (a, b) if day_first else (b, a)
        for year in (now.year - 1, now.year, now.year + 1) if 1 <= month <= 12 else ():
            there = ordinal(year, month, dom) if 1 <= dom <= days_in_month(year, month) else None
            if there is not None and (weekday is None or week_day(there) == weekday):
                apart = there - now.day
                key = (not kind and day_first is not bool(order), side * apart < 0, abs(apart))
                found.append((key, there, day_first))
    if not found:
        return None
    best = min(found)
    cell = Cell(Grain.DAY, best[1])
    sense = of_cell(cell).but(anchor=context.now_anchor())
    swapped = [entry for entry in found if entry[2] is not best[2]]
    if swapped and weekday is None and a != b:
        other = day_reading(min(swapped)[1], 0.3, "")
        sense = sense.but(others=(Reading(other.when, other.value, 0.3, (time_step("swapped"),)),))
    return sense.because("year from", start=str(now), result=cell.value())


def numeric_proven(context: Context, a: int, b: int) -> Sense | None:
    """8/30 in a text that writes its dates in numbers; elsewhere it is a share or a score."""
    return numeric_near(context, a, b) if context.day_first() is not None else None


def weekday_ahead(context: Context, number: int) -> Sense:
    """Thursday next: the first one behind publication; where this week has it, the one of the next week is kept."""
    now = context.now
    if now is None:
        return Sense(TimexType.DATE, f"XXXX-WXX-{number + 1}", anchor=Anchor(PUBLICATION)).because("no anchor")
    ahead = (number - week_day(now.day)) % _WEEK or _WEEK
    cell = Cell(Grain.DAY, now.day + ahead)
    others = (day_reading(cell.first + _WEEK, 0.4, "the one of the next week"),) if week_day(now.day) < number else ()
    sense = of_cell(cell).but(anchor=context.now_anchor(), others=others)
    return sense.because("nearest", start=str(now), direction=WHERE[1], result=cell.value())
