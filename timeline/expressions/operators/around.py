"""Days that are named by another one: the day before a feast, the first Sunday after it."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.units import GRAINS, WHERE
from timeline.expressions.sense import Sense, of_cell
from timeline.intervals import Cell, Grain, cell_of, week_day

_WEEK, _SATURDAY = 7, 5


def beside(context: Context, unit: str, sign: int, date: Sense) -> Sense | None:
    """The day before Christmas, the week after Easter, the weekend before 3 May: the nearest such cell on that side."""
    grain = GRAINS[unit]
    if date.cell is None or date.cell.grain is not Grain.DAY or grain.rank > Grain.MONTH.rank:
        return None
    if grain is Grain.DAY:
        cell = date.cell.shift(sign)
    elif grain is Grain.WEEKEND and sign > 0 and week_day(date.cell.first) < _SATURDAY:
        cell = cell_of(grain, date.cell.first)
    else:
        cell = cell_of(grain, date.cell.first).shift(sign)
    return _from(date, cell, sign)


def weekday_beside(context: Context, number: int, nth: float, sign: int, date: Sense) -> Sense | None:
    """The Sunday before Christmas, the first Monday after 5 April: such a weekday, the day itself not counted."""
    if date.cell is None or date.cell.grain is not Grain.DAY or not 1 <= nth <= 10:
        return None
    gap = ((number - week_day(date.cell.first)) * sign) % _WEEK or _WEEK
    return _from(date, date.cell.shift(sign * (gap + _WEEK * (int(nth) - 1))), sign)


def _from(date: Sense, cell: Cell, sign: int) -> Sense:
    because = {"start": date.value, "direction": WHERE[sign], "result": cell.value()}
    return of_cell(cell).but(anchor=date.anchor).because("nearest", **because)


def either(context: Context, one: Sense | None, other: Sense | None) -> Sense | None:
    """The one of two parts that the pattern captured."""
    return one if one is not None else other
