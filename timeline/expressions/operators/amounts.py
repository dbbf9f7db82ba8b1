"""Numbers, amounts and durations."""

from __future__ import annotations

from typing import Any

from timeline.expressions.context import Context
from timeline.expressions.operators.units import CLOCK_UNITS, LETTERS
from timeline.expressions.sense import FROM_EVENT, Amount, Length, Sense
from timeline.model import TimexType


def plus(context: Context, *numbers: float) -> float:
    """A sum: twenty-five is plus(20, 5)."""
    return sum(numbers)


def times(context: Context, *numbers: float) -> float:
    """A product: three hundred is times(3, 100)."""
    product = 1.0
    for number in numbers:
        product *= number
    return product


def joined(context: Context, *groups: Any) -> float:
    """Digits in groups of three: 1,200."""
    return float("".join(f"{group:03d}" if i else str(group) for i, group in enumerate(groups)))


def decimal(context: Context, whole: Any, fraction: str) -> float:
    """2.5 out of 2 and "5"."""
    return float(f"{int(float(str(whole)))}.{fraction}")


def amount(context: Context, number: float | str | None, mod: str | None = None) -> Amount:
    """A number as an amount; "X" or None is vague."""
    return Amount(None if number in ("X", None) else float(str(number)), mod)


def vague(context: Context) -> Amount:
    """An amount the text leaves open: several, a few."""
    return Amount(None)


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


def modified(context: Context, mod: str, of: Any) -> Any:
    """The same with a TIMEX3 mod (APPROX, MORE_THAN, START ...); a duration that is already modified keeps its own."""
    if isinstance(of, Length):
        return Length(of.parts, mod)
    if isinstance(of, Sense):
        return of.but(mod=mod)
    return of


def length_value(of: Length) -> str:
    """TIMEX3 value of a duration: P2Y6M, PT5H30M, PXD."""
    number, unit = of.parts[-1]
    if unit == "hour" and number.number is not None and number.whole is None:
        whole = Amount(float(int(number.number)))
        of = Length((*of.parts[:-1], (whole, "hour"), (Amount(round(number.number % 1 * 60)), "minute")))
    date = "".join(a.text + LETTERS[u] for a, u in of.parts if u not in CLOCK_UNITS)
    time = "".join(a.text + LETTERS[u] for a, u in of.parts if u in CLOCK_UNITS)
    return f"P{date}{'T' + time if time else ''}"


def in_years(of: Length) -> Length:
    """Decades as news counts them in TIMEX3: two decades are P20Y."""
    if not any(unit == "decade" for _, unit in of.parts):
        return of
    parts = (
        (Amount(None if n.number is None else n.number * 10), "year") if u == "decade" else (n, u) for n, u in of.parts
    )
    return Length(tuple(parts), of.mod)


def duration(context: Context, of: Length, mod: str | None = None) -> Sense:
    """A DURATION that does not say when."""
    value = length_value(in_years(of) if context.kind == "news" else of)
    sense = Sense(TimexType.DURATION, value, mod=mod or of.mod, anchor=FROM_EVENT, length=of)
    return sense.because("event")


def period(context: Context, value: str) -> Sense:
    """A DURATION of unknown length: for some time is PXX."""
    return Sense(TimexType.DURATION, value, anchor=FROM_EVENT, length=Length(((Amount(None), "day"),)))


def as_is(context: Context, sense: Any) -> Any:
    """The phrase means what its part means."""
    return sense
