"""Times of the clock as they are said, and two or more of them said in one breath."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions.context import Context
from timeline.expressions.operators.days import day_before, in_year
from timeline.expressions.operators.times import at
from timeline.expressions.operators.years import year
from timeline.expressions.schedule import LineNumbers
from timeline.expressions.sense import PUBLICATION, Clock, Sense, Stamp, of_cell, time_step, unplaced
from timeline.intervals import Grain, Interval, civil
from timeline.model import Reading, TimexType

_HALF, _DAY, _WEEK = 720, 1440, 7
_OTHER = 0.3  # how likely four digits that open a line are a year where they look like hours, and the other way round
_FIRST, _LAST = 1000, 2200  # the first year of four digits, and the first that none is
_END = 0.3  # how likely the day behind "10 p.m. to 2 a.m. Friday" is the day it ends on


def clock(
    context: Context, hour: float, minute: float = 0, half_day: str | None = None, second: int | None = None
) -> Clock | None:
    """A time of day; None where there is no such one. Twelve at night with no minutes is the end of the day."""
    h, m = int(hour), int(minute or 0)
    if m > 59 or h > 24 or (second or 0) > 59 or (h == 24 and m):
        return None
    if half_day in ("am", "pm") and not 1 <= h <= 12:  # "00:10 am", "14:30 pm"
        return Clock(h * 60 + m, half_day, second) if (h > 12) == (half_day == "pm") else None
    if half_day in ("am", "pm"):
        h = h % 12 + (12 if half_day == "pm" else 0)
    return Clock(h * 60 + m, half_day, second)


def noon(context: Context, hour: int) -> Clock:
    """Noon is 12, midnight 24: nobody takes them for another half of the day."""
    return Clock(hour * 60, "am" if hour == 24 else "pm")


def military(context: Context, digits: int | str) -> Clock | None:
    """0530 hours."""
    found = clock(context, int(digits) // 100, int(digits) % 100)
    return Clock(found.minutes, "24") if found is not None else None


def run_together(context: Context, three: int | None, four: int | None, half_day: str) -> Clock | None:
    """545 PM, 1030 AM: hours and minutes with no sign between them."""
    digits = int(three if three is not None else four or 0)
    return clock(context, digits // 100, digits % 100, half_day)


def one_clock(context: Context, said_: Clock | None, digits: int | None) -> Clock | None:
    """A time of day, or the one of four digits."""
    return said_ if said_ is not None else military(context, digits or 0)


def live_time(context: Context, digits: int) -> Sense:
    """Four digits that open a paragraph of a live page, or the year that heads lines of a chronology."""
    if context.line_numbers() is LineNumbers.NONE and not context.lines_are_years():
        return at(context, military(context, digits))
    return entry_time(context, digits) or year(context, digits)


def entry_time(context: Context, digits: int) -> Sense | None:
    """Four digits that open a line: an hour where the text opens its lines with hours, else a year. Where both can be
    the other is kept."""
    numbers = context.line_numbers()
    if numbers in (LineNumbers.HOURS, LineNumbers.HOURS_OR_YEARS):
        time = at(context, military(context, digits))
        return _or(time, year(context, digits)) if numbers is LineNumbers.HOURS_OR_YEARS else time
    if digits < _FIRST:
        return None
    told = year(context, digits)
    return _or(told, at(context, military(context, digits))) if numbers is LineNumbers.YEARS_OR_HOURS else told


def hour_or_year(context: Context, digits: int) -> Sense | None:
    """By 1740: an hour where the text tells hours in four digits, with the year as another reading; else a year."""
    time = military(context, digits)
    if not context.tells_hours() or time is None:
        return year(context, digits) if _FIRST <= digits < _LAST else None
    hour = at(context, time)
    return _or(hour, year(context, digits)) if digits < _LAST else hour


def _or(chosen: Sense, other: Sense) -> Sense:
    """A reading with another of another kind."""
    why = (time_step("other", why="four digits are an hour or a year"),)
    return chosen.but(others=(*chosen.others, Reading(other.when, other.value, _OTHER, why)))


def entry_day_time(context: Context, digits: int, date: Sense) -> Sense:
    """1130 24 May: an hour of that day; the day of that year where nothing says that four digits are hours."""
    guessed = any(step.rule == "time.year from" for step in date.steps)
    hours = context.line_numbers() in (LineNumbers.HOURS, LineNumbers.HOURS_OR_YEARS)
    if guessed and digits >= _FIRST and not hours:
        return in_year(context, date, digits)
    return at(context, military(context, digits), date)


def dotted_entry(context: Context, hour: int, minute: int) -> Sense | None:
    """18.30 at the start of a line, where the text opens its lines so."""
    return at(context, clock(context, hour, minute)) if context.dots_open() else None


def clock_part(context: Context, hour: float, name: str, minute: float | None = None) -> Clock | None:
    """Four in the morning."""
    h = int(hour)
    if not 1 <= h <= 12:
        return None
    return clock(context, h, int(minute or 0), "am" if name == "MO" or (name == "NI" and h < 5) else "pm")


def in_part(context: Context, time: Clock | None, name: str) -> Clock | None:
    """Quarter past two on Saturday afternoon: an hour of twelve in a part of the day."""
    if time is not None and time.half == "12" and name == "MO" and time.minutes >= _HALF:
        return Clock(time.minutes - _HALF, "am", time.seconds)  # "ten to one in the morning"
    if time is None or not time.open or name == "MO":
        return time
    return Clock(time.minutes % _HALF + _HALF, "pm", time.seconds)


def clock_to(context: Context, hour: float, minutes: float) -> Clock | None:
    """Ten to four."""
    return of_twelve(context, hour - 1 or 12, 60 - minutes) if hour >= 1 and 0 < minutes < 60 else None


def of_twelve(context: Context, hour: float, minute: float) -> Clock | None:
    """Half past six: in the morning as it is said, in the evening as well."""
    found = clock(context, hour, minute)
    return replace(found, half="12") if found is not None and found.open else found


def named(context: Context, zone: str) -> str:
    """A zone by its letters, a place or an offset."""
    return zone


def short_offset(context: Context, sign: str, digits: int) -> str:
    """An offset from UTC in four digits: +0200."""
    return offset(context, sign, int(digits) // 100, int(digits) % 100)


def offset(context: Context, sign: str, hours: int | str, minutes: int | None = None) -> str:
    """An offset from UTC: +02:00."""
    return f"{'-' if sign in '-−' else '+'}{int(hours):02d}:{minutes or 0:02d}"


def stamp(context: Context, time: Clock | None, on: Sense | None = None, zone: str | None = None) -> Stamp:
    """A time of day with its day and zone, where the phrase says them."""
    return Stamp(time, on, zone)


def of_each(context: Context, time: Clock | None) -> Sense | None:
    """A time of each of several days: of none of them alone."""
    return unplaced(TimexType.TIME, f"XXXX-XX-XX{time.stamp}").because("habit") if time is not None else None


def said(context: Context, of: Stamp) -> Sense:
    """A time of day, on its day or on the one the context gives."""
    return at(context, of.clock, of.on, of.zone)


def said_on(context: Context, of: Stamp, on: Sense) -> Sense:
    """A time of day on a day that is said behind it for more than one."""
    return at(context, of.clock, of.on or on, of.zone)


def said_after(context: Context, begun: Sense, of: Stamp) -> Sense:
    """The second end of a stretch that begins with a day: a weekday not before it."""
    time = said(context, of)
    loose = of.on is not None and any(step.rule == "time.nearest" for step in of.on.steps)
    if not loose or begun.cell is None or time.cell is None or not 0 < begun.cell.first - time.cell.first < _WEEK:
        return time
    return _week_on(time, 1)


def from_clock(context: Context, a: Stamp | Clock | None, b: Stamp | Clock | None) -> Sense:
    """The first of two times said together: it has the half of the day, the day and the zone of the second."""
    return _pair(context, a, b)[0]


def to_clock(context: Context, a: Stamp | Clock | None, b: Stamp | Clock | None) -> Sense:
    """The second of them: on the day of the first where it names none, on the next one where it is earlier."""
    return _pair(context, a, b)[1]


def _pair(context: Context, a: Stamp | Clock | None, b: Stamp | Clock | None) -> tuple[Sense, Sense]:
    first, last = (x if isinstance(x, Stamp) else Stamp(x) for x in (a, b))
    zone, start, end = first.zone or last.zone, first.clock, last.clock
    if start is None or end is None:
        return at(context, start, first.on, zone), at(context, end, last.on, zone)
    start, end = _halves(start, end)
    if start.minutes == _DAY and end.minutes < _DAY and first.on is None:
        start = Clock(0, start.half, start.seconds)  # "midnight to 6 a.m. Monday" begins with that Monday
    if first.on is not None and last.on is not None:
        first = replace(first, on=_of_month(context, first.on, last.on))
        return _ordered(context, at(context, start, first.on, zone), at(context, end, last.on, zone))
    over = end.minutes <= start.minutes
    if not over:
        one = at(context, start, first.on or last.on, zone)
        return one, at(context, _as_late(one, start, end), first.on or last.on or _day_of(one), zone)
    day = first.on or last.on
    one = at(context, start, day, zone)
    begun = day or _day_of(one)
    if begun is None or begun.cell is None:
        return one, at(context, end, begun, zone)
    begun = _moved(begun, 0)
    ended = _moved(begun, 1)
    before = _moved(begun, -1)
    if day is None and one.anchor.kind is PUBLICATION and context.direction() < 0:
        ended, begun = begun, before  # told on the day it ended
    one, two = at(context, start, begun, zone), at(context, end, ended, zone)
    if last.on is not None and first.on is None:
        one = one.but(others=_other(at(context, start, before, zone)))
        two = two.but(others=_other(at(context, end, begun, zone)))
    return one, two


def _as_late(one: Sense, start: Clock, end: Clock) -> Clock:
    """Of two hours of twelve the second goes with the first, where that was put behind noon."""
    begun = one.when.earliest if one.when is not None else None
    put = begun is not None and begun.minute == start.minutes + _HALF
    return replace(end, minutes=end.minutes + _HALF, half="pm") if put and end.half == "12" and end.open else end


def _of_month(context: Context, begun: Sense, end: Sense) -> Sense:
    """The Thu 6 of "Thu 6 to Fri 7 June": of the month that the second day names."""
    loose = any(step.rule == "time.month from" for step in begun.steps)
    said_ = not any(step.rule == "time.month from" for step in end.steps)
    if not loose or not said_ or begun.cell is None:
        return begun
    return day_before(context, civil(begun.cell.first)[2], end)


def _halves(a: Clock, b: Clock) -> tuple[Clock, Clock]:
    """ "7 to 9 p.m." is of one half of the day; "9 to 5 p.m.", "11 p.m. to 1:30" run on from one into the other."""
    if a.open and b.half in ("am", "pm"):
        day = b.minutes if b.minutes else _DAY
        options = [a.minutes % _HALF, a.minutes % _HALF + _HALF]
        return Clock(min(options, key=lambda m: (day - m) % _DAY or _DAY), b.half, a.seconds), b
    if b.open and a.half in ("am", "pm"):
        options = [b.minutes % _HALF, b.minutes % _HALF + _HALF]
        return a, Clock(min(options, key=lambda m: (m - a.minutes) % _DAY or _DAY), a.half, b.seconds)
    return a, b


def _day_of(time: Sense) -> Sense | None:
    """The day a time was placed on; of midnight the one it ends."""
    if time.cell is None:
        return None
    day = time.cell.shift(-1) if "T24:00" in time.value else time.cell
    return of_cell(day).but(anchor=time.anchor, steps=time.steps[:-1])


def _moved(on: Sense, days: int) -> Sense:
    cell = on.cell.shift(days) if on.cell is not None else None
    if cell is None:
        return on
    return on.but(cell=cell, value=cell.value(), when=Interval.of_cell(cell), others=())


def _other(of: Sense) -> tuple[Reading, ...]:
    return (Reading(of.when, of.value, _END, (time_step("other", why="the day is the one it ends on"),)),)


def _ordered(context: Context, one: Sense, two: Sense) -> tuple[Sense, Sense]:
    """Two weekdays of one stretch, the second not before the first."""
    low = one.when.earliest if one.when is not None else None
    high = two.when.earliest if two.when is not None else None
    if low is None or high is None or not 0 < low.day - high.day < _WEEK or one.cell is None or two.cell is None:
        return one, two
    return (_week_on(one, -1), two) if context.direction() < 0 else (one, _week_on(two, 1))


def _week_on(of: Sense, count: int) -> Sense:
    if of.cell is None or of.cell.grain is not Grain.DAY or of.when is None or of.when.earliest is None:
        return of
    day, moment = of.cell.shift(_WEEK * count), of.when.earliest.plus_days(_WEEK * count)
    value = f"{day.value()}{of.value[len(day.value()) :]}"
    return of.but(cell=day, value=value, when=Interval.within(moment, moment, Grain.MINUTE), others=())
