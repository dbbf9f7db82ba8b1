"""Times that come again."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.amounts import length_value
from timeline.expressions.operators.cycles import SEASON_NAMES
from timeline.expressions.sense import Length, Sense
from timeline.model import TimexType


def every(context: Context, of: Length, quant: str | None = None, freq: str | None = None) -> Sense:
    """Daily, every two weeks: a SET of that period."""
    return Sense(TimexType.SET, length_value(of), quant=quant, freq=freq, length=of)


def often(context: Context, number: float, of: Length) -> Sense:
    """Three times a month: TIMEX3 freq 3X."""
    return every(context, of, None, f"{int(number)}X")


def every_weekday(context: Context, number: int, quant: str | None = "EVERY", name: str | None = None) -> Sense:
    """Every Tuesday, Tuesday nights."""
    return Sense(TimexType.SET, f"XXXX-WXX-{number + 1}" + (f"T{name}" if name else ""), quant=quant)


def every_value(context: Context, value: str, quant: str | None = "EVERY") -> Sense:
    """A SET whose TIMEX3 value is given: every summer is XXXX-SU."""
    return Sense(TimexType.SET, value, quant=quant)


def every_season(context: Context, number: int, quant: str | None = "EVERY") -> Sense:
    """Every summer."""
    return Sense(TimexType.SET, f"XXXX-{SEASON_NAMES[number]}", quant=quant)


def every_month(context: Context, number: int) -> Sense:
    """Every March."""
    return Sense(TimexType.SET, f"XXXX-{number:02d}", quant="EVERY")


def every_part(context: Context, name: str) -> Sense:
    """Every night."""
    return Sense(TimexType.SET, f"XXXX-XX-XXT{name}", quant="EVERY")
