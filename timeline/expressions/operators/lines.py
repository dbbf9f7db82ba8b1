"""Times that open the lines of a list: their day is that of the list, whatever date a line tells in between."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions.context import Context
from timeline.expressions.sense import Clock, Sense, of_cell
from timeline.intervals import Bound
from timeline.model import Anchor, AnchorKind

_HALF, _DAWN, _DUSK = 720, 360, 1080
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
