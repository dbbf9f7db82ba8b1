"""Times of day and parts of the day."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions.context import STORY, Context
from timeline.expressions.operators.lines import in_list, late_hour
from timeline.expressions.operators.relative import same, this
from timeline.expressions.sense import PUBLICATION, Clock, Sense, of_cell, time_step, unplaced
from timeline.intervals import Bound, Bounds, Cell, Grain, Interval
from timeline.model import Anchor, AnchorKind, Reading, TimexType
from timeline.zones import converted


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
    begin_early, begin_late, end_early, end_late = (int(x) for x in str(context.grammar.lists["parts"][name]).split())

    def moment(minutes: int) -> Bound:
        return Bound(day_ + minutes // 1440, minutes % 1440)

    return Interval(
        Bounds(moment(begin_early), moment(begin_late)), Bounds(moment(end_early), moment(end_late)), Grain.PART
    )


def at(context: Context, time: Clock | None, date: Sense | None = None, zone: str | None = None) -> Sense:
    """A time of day, on a date or on the one the context gives."""
    if time is None:
        return unplaced(TimexType.TIME, "XXXX-XX-XXTXX:XX")
    early: Clock | None = None
    mark = "Z" if zone in _UTC else ""
    on = date or _headed(context) or context.day_ahead()
    if on is None and (listed := in_list(context, time)) is not None:
        on, time = listed
    if on is None:
        if context.habitual():
            return unplaced(TimexType.TIME, f"XXXX-XX-XX{time.stamp}{mark}").because("habit")
        told = _told_day(context, time.minutes)
        if told is None:
            return unplaced(TimexType.TIME, f"XXXX-XX-XX{time.stamp}{mark}").because("no anchor")
        late = late_hour(context, told, time)
        on, minutes = _in_night(context, told, time.minutes) if late is None else late
        early = time if late is not None else None
        time = replace(time, minutes=minutes, half=time.half if late is None else "pm")
        if minutes == _DAY and context.direction() < 0 and on.cell is not None and context.today is not None:
            on = this(context, "day", -1) if on.cell.holds(context.today.day) else on  # a midnight gone by
    if on.cell is None or on.cell.grain is not Grain.DAY:
        return Sense(TimexType.TIME, f"XXXX-XX-XX{time.stamp}{mark}", on.when, anchor=on.anchor)
    if _appointed(context, on.cell, time):
        early, time = time, replace(time, minutes=time.minutes + _NOON, half="pm")
    moment = Bound(on.cell.first + time.minutes // _DAY, time.minutes % _DAY)
    when = Interval.within(moment, moment, Grain.MINUTE)
    others = tuple(r for r in (_same_time(r, time, mark) for r in on.others) if r is not None)
    value = f"{on.cell.value()}{time.stamp}{mark}"
    if time.half == "12" and time.minutes < _NOON:
        late_time = replace(time, minutes=time.minutes + _NOON)
        others = (_at_hour(on.cell, late_time, mark, "the hour is one of the afternoon"), *others)
    elif early is not None and early.minutes != time.minutes:
        others = (_at_hour(on.cell, early, mark, "the hour is one of the morning"), *others)
    sense = on.but(type=TimexType.TIME, value=value, when=when, others=others).because("clock", result=str(moment))
    if moment.day != on.cell.first:  # midnight: "12:14 a.m." behind it is of the day that then began
        sense = sense.but(cell=Cell(Grain.DAY, moment.day))
    return _in_zone(context, sense, moment, zone) if zone else sense


_UTC = frozenset({"UTC", "Z"})


def _at_hour(day: Cell, time: Clock, mark: str, why: str) -> Reading:
    """Another hour of a day, as a reading."""
    there = Bound(day.first, time.minutes)
    when = Interval.within(there, there, Grain.MINUTE)
    return Reading(when, f"{day.value()}{time.stamp}{mark}", 0.4, (time_step("other", why=why),))


def _appointed(context: Context, day: Cell, time: Clock) -> bool:
    """Is an hour of twelve one of the afternoon: what is to come on a day is hardly appointed for one to six in the
    morning ("The fair opens at three o'clock on Friday")?"""
    ahead = context.kind == "news" and context.today is not None and day.first > context.today.day
    return ahead and time.half == "12" and _HOUR <= time.minutes < _MORNING


def _headed(context: Context) -> Sense | None:
    """The day alone on its line, under which the time opens an entry."""
    under, slot = context.under_day(), context.slot
    if under is None or (slot is not None and slot.headed and slot.token > under.token):
        return None
    anchor = Anchor(AnchorKind.EXPRESSION, under.ref, Bound(under.cell.first))
    return of_cell(under.cell).but(anchor=anchor)


def _same_time(other: Reading, time: Clock, mark: str) -> Reading | None:
    """The other day a phrase may mean, at the same time of it."""
    day = other.when.earliest if other.when is not None else None
    if day is None or other.when is None or other.when.latest != day:
        return None
    moment = Bound(day.day + time.minutes // _DAY, time.minutes % _DAY)
    when = Interval.within(moment, moment, Grain.MINUTE)
    return Reading(when, f"{other.value}{time.stamp}{mark}", other.weight, other.derivation)


def _told_day(context: Context, minutes: int) -> Sense | None:
    """The day of a time that names none; None where it can be no day that is known."""
    near_focus = context.focus is not None and context.first - context.focus_token < 40
    near_focus = near_focus and not context.focus_since and not (context.kind == "news" and context.focus_limit)
    on = same(context, "day") if context.kind == "history" or near_focus else this(context, "day")
    told = context.focus.cell if context.focus is not None else None
    if told is not None and told.grain is not Grain.DAY and context.kind == "news":
        on = this(context, "day")
    perfect = context.heard_before(context.grammar.lists["tense"].get("earlier", ()), 8) and not _by(context)
    ahead = on.cell is not None and context.today is not None and on.cell.first > context.today.day
    listed = context.slot is not None and context.slot.cell == on.cell
    if ahead and not listed and context.kind == "news" and context.direction() < 0 and not context.same_sentence():
        return this(context, "day")  # "... is in force until Saturday. A tree fell at 4 p.m."
    behind = on.cell is not None and context.today is not None and on.cell.last < context.today.day - STORY
    if behind and not listed and context.kind == "news" and context.direction() > 0 and not context.same_sentence():
        return this(context, "day")  # "the quarter ended March 30. A call will begin at 2 p.m."
    if context.retold_day() and (on.anchor.kind is PUBLICATION or perfect or on.cell is None):
        return None
    if near_focus and context.testified() and context.direction() < 0:
        return None
    if context.kind == "news" and (on.cell is None or on.anchor.kind is PUBLICATION):
        past_midnight = minutes < _DAWN and context.small_hours and context.eve is not None
        return on if past_midnight and on.cell is not None else _story_day(context) or on
    return on


def _by(context: Context) -> bool:
    """By a time: what had happened by then had happened on that day."""
    return context.first > 0 and context.tokens.low[context.first - 1] == "by"


_RETOLD = 40  # tokens from an evening to a clock time in it
_EVENING = 300  # minutes of an hour of twelve from which on it is one of an evening
_HOUR, _MORNING = 60, 420  # minutes of hours of twelve at which nothing is appointed before noon
_NOON, _DAWN, _DUSK, _DAY = 720, 360, 1080, 1440


def _late(context: Context, minutes: int) -> bool:
    """Is an hour of twelve one of the evening or night just told: "on the night of 3 May ... at half past eleven"?"""
    told = context.focus
    if told is None or not _EVENING <= minutes < _NOON or context.first - context.focus_token > _RETOLD:
        return False
    begun = told.when.earliest.minute if told.when is not None and told.when.earliest is not None else None
    clock = told.type is TimexType.TIME and not told.part and begun is not None
    return told.part in ("EV", "NI") or (clock and _EVENING + _NOON <= (begun or 0) <= minutes + _NOON)


def _in_night(context: Context, on: Sense, minutes: int) -> tuple[Sense, int]:
    """Day and minute of a time without a day: in a text of last night an evening one, past midnight of the next day."""
    words = context.tokens.low[context.first : context.last]
    bare = "in" not in words and bool(_HALVES.intersection(words))
    if on.cell is not None and bare and _late(context, minutes):
        return on, minutes + _NOON
    if on.cell is None or context.kind != "news" or minutes >= _DAY:
        return on, minutes
    if context.eve_night and context.last_evening() is not None and bare and _DAWN < minutes < _NOON:
        minutes += _NOON
    here = context.today is not None and on.cell.holds(context.today.day)
    eve = context.last_evening()
    if here and eve is not None and minutes >= _NOON:
        return on.but(cell=eve, value=eve.value(), when=Interval.of_cell(eve)), minutes
    told = context.focus
    if told is None or told.cell != on.cell or told.type is not TimexType.TIME or told.when is None:
        return on, minutes
    begun = told.when.earliest
    start = begun.minute if begun is not None else None
    if start is None:
        return on, minutes
    ended = context.first > 0 and context.tokens.low[context.first - 1] in ("until", "till", "to")
    ends_next_day = ended and context.same_sentence() and minutes < start
    gone = context.today is not None and on.cell.first >= context.today.day and context.direction() < 0
    over = start >= _DUSK and minutes < _DAWN and not gone
    return (_next(on) if ends_next_day or over else on), minutes


_HALVES = frozenset({"clock", "half", "quarter", "past"})


def _next(on: Sense) -> Sense:
    cell = on.cell.shift(1) if on.cell is not None else None
    return on.but(cell=cell, value=cell.value(), when=Interval.of_cell(cell), aside=True) if cell is not None else on


def _story_day(context: Context) -> Sense | None:
    """The day of the story where a past clause names none: the last one told, if it is of these days."""
    day = context.story_day
    if day is None or context.direction() >= 0:
        return None
    anchor = Anchor(AnchorKind.EXPRESSION, None, Bound(day.first))
    return of_cell(day).but(anchor=anchor).because("same", start=day.value(), unit="day")


def near_time(context: Context, of: Sense, before: int, after: int) -> Sense:
    """Shortly after five, about five: up to so many minutes before and after a time of the clock."""
    sense = of.but(mod="APPROX")
    moment = of.when.earliest if of.when is not None and of.when.grain is Grain.MINUTE else None
    if moment is None or moment.minute is None:
        return sense
    low, high = moment.day * 1440 + moment.minute - before, moment.day * 1440 + moment.minute + after
    first, last = (Bound(m // 1440, m % 1440) for m in (low, high))
    return sense.but(when=Interval.within(first, last, Grain.MINUTE)).because("near time", result=f"{first}..{last}")


def _in_zone(context: Context, sense: Sense, moment: Bound, zone: str) -> Sense:
    """The bounds of a time said in another zone than the article's; its TIMEX3 value stays as said."""
    said_in = str(context.grammar.lists.get("zones", {}).get(zone, zone if zone[0] in "+-" else ""))
    there = converted(moment, said_in, context.zone) if said_in and context.zone else None
    if there is None:
        return sense.because("zone", zone=zone)
    when = Interval.within(there, there, Grain.MINUTE)
    return sense.but(when=when).because("other zone", zone=zone, own=context.zone, result=there)


def night_of(context: Context, begun: Sense | None, *ends: Sense | None) -> Sense | None:
    """The night of 4 to 5 August: it began on the day before the one it ended on."""
    end = next((e for e in ends if e is not None), None)
    if begun is None and end is not None and end.cell is not None and end.cell.grain is Grain.DAY:
        begun = of_cell(end.cell.shift(-1)).but(anchor=end.anchor, steps=end.steps)
    return part(context, begun, "NI") if begun is not None else None


def shift_part(context: Context, name: str, count: int) -> Sense:
    """This morning, last night (-1), tomorrow evening (+1): a part of now's day or of one near it."""
    return part(context, this(context, "day", count), name)


def told_part(context: Context, name: str, count: int = 0) -> Sense:
    """That night, the next morning: a part of the day told last, or of one near it."""
    origin = same(context, "day")
    if origin.cell is None or origin.cell.grain is not Grain.DAY:
        return part(context, origin, name)
    late = context.focus is not None and context.focus.cell == origin.cell and _evening(context.focus)
    if name == "MO" and not count and late:  # "the dam broke at 9 p.m. on Sunday; by daybreak"
        next_day = of_cell(origin.cell.shift(1)).but(anchor=origin.anchor, steps=origin.steps, aside=True)
        return part(context, next_day, name)
    return part(context, of_cell(origin.cell.shift(count)).but(anchor=origin.anchor, steps=origin.steps), name)


def _evening(told: Sense) -> bool:
    """Was the date told last one of an evening?"""
    moment = told.when.earliest if told.type is TimexType.TIME and told.when is not None else None
    return told.part in ("EV", "NI") or (moment is not None and moment.minute is not None and moment.minute >= _DUSK)


def any_part(context: Context, name: str) -> Sense:
    """At night: of no day in particular."""
    return Sense(TimexType.TIME, f"XXXX-XX-XXT{name}", part=name)


def some_part(context: Context, name: str) -> Sense:
    """The morning, at night: of the day told last if it was told just before, in news else of publication."""
    told = context.focus.cell if context.focus is not None and context.first - context.focus_token < 30 else None
    eve = context.last_evening() if context.kind == "news" and name in ("AF", "EV") else None
    now = context.today
    told_back = told is not None and told.grain is Grain.DAY and now is not None and told.last < now.day
    if eve is not None and not told_back:
        return part(context, of_cell(eve).but(anchor=context.now_anchor()), name)
    if told is not None and told.grain is Grain.DAY and not (name == "NI" and context.parted()):
        return told_part(context, name)
    if context.retold_day() and name != "NI":
        return Sense(TimexType.TIME, f"XXXX-XX-XXT{name}", part=name)
    if context.kind == "news" and context.today is not None:
        over = name == "NI" and context.direction() < 0  # "worked through the night": that of publication is to come
        return shift_part(context, name, -1 if over else 0)
    return Sense(TimexType.TIME, f"XXXX-XX-XXT{name}", part=name)


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
    return sense.but(
        when=Interval(Bounds(first, first), Bounds(Bound(first.day, 240), Bound(first.day, 360)), Grain.PART)
    )
