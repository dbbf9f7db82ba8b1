"""Times that open the lines of a list: their day is that of the list, whatever date a line tells in between."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions.context import Context
from timeline.expressions.sense import Clock, Sense, of_cell
from timeline.intervals import Bound
from timeline.model import Anchor, AnchorKind, TimexType

_HALF, _DAWN, _DUSK = 720, 360, 1080
_HOURS = {"AF": (60, 420), "EV": (240, 720), "NI": (360, 720)}  # minutes of the hours of twelve that are meant
_SAID = 8  # tokens of a time with its day
_FALL = 240  # minutes by which a list falls back where it goes on behind noon: 11:30, then 1:00


def in_list(context: Context, time: Clock) -> tuple[Sense, Clock] | None:
    """Day and hour of a time under the slot of its list; None where there is none, or the time opens no line of it."""
    slot = context.slot
    if slot is None:
        return None
    if not context.opens_slot():  # "18.41: The premier, who took office two days ago, will speak at 19.00"
        told = context.focus.cell if context.focus is not None else None
        if slot.minutes is None or told is None or told.first >= slot.cell.first or context.direction() <= 0:
            return None
    cell, before = slot.cell, slot.minutes
    if before is not None:
        bare = time.open and not context.tokens.low[context.first].startswith("0")
        if bare and before - time.minutes >= _FALL and before < time.minutes + _HALF:
            time = replace(time, minutes=time.minutes + _HALF, half="pm")
        elif before >= _DUSK and time.minutes < _DAWN:
            cell = cell.shift(1)
    anchor = Anchor(AnchorKind.EXPRESSION, slot.ref, Bound(slot.cell.first))
    return of_cell(cell).but(anchor=anchor).because("same", start=cell.value(), unit="day"), time


def late_hour(context: Context, on: Sense, time: Clock) -> tuple[Sense, int] | None:
    """Day and minute of an hour of twelve that the part of the day told before puts behind noon or past midnight: "on
    the evening of 3 May ... at half past eight"; and of an entry that goes on from a time of the morning. None where
    nothing does."""
    told = context.focus
    bare = time.open and not context.tokens.low[context.first].startswith("0")
    if (
        not bare
        or told is None
        or told.cell is None
        or on.cell is None
        or told.cell != on.cell
        or told.type is not TimexType.TIME
    ):
        return None
    if told.part is not None and (time.half == "12" or context.same_sentence()):
        low, high = _HOURS.get(told.part, (0, 0))
        if low <= time.minutes < high:
            return on, time.minutes + _HALF
        if told.part == "NI" and time.minutes < _DAWN:
            return of_cell(told.cell.shift(1)).but(anchor=on.anchor, steps=on.steps, aside=True), time.minutes
        return None
    before = told.when.earliest.minute if told.when is not None and told.when.earliest is not None else None
    guessed = (
        before is not None
        and before >= _HALF
        and any(r.when is not None and r.when.earliest == Bound(on.cell.first, before - _HALF) for r in told.others)
    )
    if guessed and before is not None and context.same_sentence() and before <= time.minutes + _HALF:
        return on, time.minutes + _HALF  # "Last night they met at 8:15 and left at 11:30"
    gone_by = before is not None and before >= _HALF and 0 <= time.minutes + _HALF - before <= _FALL
    if told.part is None and gone_by and before is not None and _twelve(context) and context.direction() < 0:
        return on, time.minutes + _HALF  # "took off at 3:25 yesterday afternoon. By 3:31 ..."
    entry = context.tokens.low[context.last : context.last + 1] == [":"]
    if told.part is None and entry and before is not None and before - time.minutes >= _FALL:
        return (on, time.minutes + _HALF) if before < time.minutes + _HALF else None
    return None


def _twelve(context: Context) -> bool:
    """Was the time told last, one behind noon, said with an hour of twelve: "3:25 yesterday afternoon"?"""
    low, end = context.tokens.low, context.focus_token
    for at in range(end - 1, max(-1, end - 1 - _SAID), -1):
        if low[at] in (":", ".") and at and low[at - 1].isdecimal() and low[at + 1].isdecimal():
            return int(low[at - 1]) <= _HALF // 60
    return False
