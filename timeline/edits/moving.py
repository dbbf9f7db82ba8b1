"""A date moved along the calendar with all its bounds, so that its length and what is not known of it stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.errors import InputError
from timeline.intervals import Bound, Bounds, Grain, Interval, civil, days_in_month

Unit = Literal["minute", "day", "month"]
_OF_MONTHS = (Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.HALF, Grain.YEAR, Grain.DECADE, Grain.CENTURY)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Move:
    """How far a date is moved: later where the count is above 0, else earlier."""

    count: int
    unit: Unit

    @property
    def words(self) -> str:
        """ "moved 2 months later", "moved 3 years earlier"."""
        count, unit = abs(self.count), str(self.unit)
        for size, whole in _LARGER.get(self.unit, ()):
            if count % size == 0:
                count, unit = count // size, whole
                break
        return f"moved {count} {unit}{'' if count == 1 else 's'} {'later' if self.count > 0 else 'earlier'}"


_LARGER = {"minute": ((_DAY, "day"), (60, "hour")), "month": ((12, "year"),)}


def moved(when: Interval, by: Move) -> Interval:
    """The date moved. Whole months and years stay whole: June moved by a month is 1 to 31 July.

    A bound that is a day moves by whole days, however many minutes are asked for. InputError where that leads out of
    the calendar.
    """
    try:
        begin, end = (Bounds(_moved(s.earliest, by, when), _moved(s.latest, by, when)) for s in (when.begin, when.end))
        return Interval(begin, end, when.grain, about=when.about)
    except ValueError:
        raise InputError("that lies outside the years -9999 to 9999; move it less far") from None


def _moved(bound: Bound | None, by: Move, when: Interval) -> Bound | None:
    if bound is None or by.unit == "day":
        return bound.plus_days(by.count) if bound is not None else None
    if by.unit == "minute":
        if bound.minute is None:
            return bound.plus_days(round(by.count / _DAY))
        days, minute = divmod(bound.minute + by.count, _DAY)
        return Bound(bound.day + days, minute)
    year, month, day = civil(bound.day)
    number = year * 12 + month - 1 + by.count
    longest = days_in_month(number // 12, number % 12 + 1)
    last = day == days_in_month(year, month) and when.grain in _OF_MONTHS
    return Bound.of(number // 12, number % 12 + 1, longest if last else min(day, longest), bound.minute)
