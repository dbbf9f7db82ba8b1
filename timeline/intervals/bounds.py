"""A day or a minute of the proleptic Gregorian calendar, years -9999 to 9999 (year 0 is 1 BC, as in ISO 8601).

`datetime.date` begins in year 1 and a `date | datetime` union invents or loses hours, hence a type of our own.
Day arithmetic follows H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

FIRST_YEAR, LAST_YEAR = -9999, 9999
MINUTES = 24 * 60
_ISO = re.compile(r"([+-]?\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?")


def ordinal(year: int, month: int, day: int) -> int:
    """Days since 0000-12-31, so that 0001-01-01 is 1, as `date.toordinal` has it; also before year 1."""
    y = year - (month <= 2)
    era, year_of_era = divmod(y, 400)
    day_of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 305


@lru_cache(maxsize=4096)
def civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of an ordinal; the inverse of `ordinal`."""
    era, day_of_era = divmod(day + 305, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def days_in_month(year: int, month: int) -> int:
    """Number of days of a month, leap years considered."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def week_day(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day - 1) % 7


def iso_week(day: int) -> tuple[int, int]:
    """ISO 8601 year and week number of the week that holds the day."""
    thursday = day - week_day(day) + 3
    year = civil(thursday)[0]
    return year, (thursday - ordinal(year, 1, 1)) // 7 + 1


class CalendarError(ValueError):
    """A day outside the years the calendar has here."""


class OrderError(CalendarError):
    """Bounds that contradict each other: an end before the begin, a latest before the earliest."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Bound:
    """A day (`minute` None) or a minute of that day. Ordered by its first minute, a day before its minutes."""

    day: int
    minute: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= civil(self.day)[0] <= LAST_YEAR:
            raise CalendarError(f"year outside {FIRST_YEAR}..{LAST_YEAR}")
        if self.minute is not None and not 0 <= self.minute < MINUTES:
            raise ValueError(f"minute of the day outside 0..{MINUTES - 1}: {self.minute}")

    @classmethod
    def of(cls, year: int, month: int = 1, day: int = 1, minute: int | None = None) -> Bound:
        """The bound of a calendar date; ValueError where the calendar has no such day."""
        if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
            raise ValueError(f"no such day: {year:04d}-{month:02d}-{day:02d}")
        return cls(ordinal(year, month, day), minute)

    @classmethod
    def parse(cls, text: str) -> Bound:
        """`YYYY-MM-DD` or `YYYY-MM-DDThh:mm`, years with a sign allowed; ValueError for anything else."""
        found = _ISO.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"not a day YYYY-MM-DD nor a minute YYYY-MM-DDThh:mm: {text!r}")
        year, month, day, hour, minute = found.groups()
        clock = None
        if hour is not None:
            if int(hour) > 23 or int(minute) > 59:
                raise ValueError(f"no such time of day: {text!r}")
            clock = int(hour) * 60 + int(minute)
        return cls.of(int(year), int(month), int(day), clock)

    @property
    def year(self) -> int:
        """Astronomical year: 0 is 1 BC, -43 is 44 BC."""
        return civil(self.day)[0]

    @property
    def first_minute(self) -> int:
        """Minutes from 0001-01-01T00:00 (which is 1440) to the first minute covered."""
        return self.day * MINUTES + (self.minute or 0)

    @property
    def last_minute(self) -> int:
        """The same for the last minute covered: a day lasts until 23:59."""
        return self.day * MINUTES + (MINUTES - 1 if self.minute is None else self.minute)

    def day_only(self) -> Bound:
        """The day that holds this bound."""
        return self if self.minute is None else Bound(self.day)

    def plus_days(self, days: int) -> Bound:
        """The same time of day, `days` later (earlier when negative)."""
        return Bound(self.day + days, self.minute)

    def isoformat(self) -> str:
        """ISO 8601 text, the inverse of `parse`."""
        year, month, day = civil(self.day)
        date = f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"
        if self.minute is None:
            return date
        return f"{date}T{self.minute // 60:02d}:{self.minute % 60:02d}"

    def __str__(self) -> str:
        return self.isoformat()

    def __lt__(self, other: Bound) -> bool:
        return (self.day, -1 if self.minute is None else self.minute) < (
            other.day,
            -1 if other.minute is None else other.minute,
        )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        def check(value: Any) -> Bound:
            return value if isinstance(value, cls) else cls.parse(value)

        text = core_schema.str_schema(pattern=r"^[+-]?\d{4}-\d\d-\d\d(T\d\d:\d\d)?$")
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(check, text),
            python_schema=core_schema.no_info_plain_validator_function(check),
            serialization=core_schema.plain_serializer_function_ser_schema(
                cls.isoformat, return_schema=core_schema.str_schema()
            ),
        )
