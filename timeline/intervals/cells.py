"""Calendar cells: the n-th day, week, month, quarter, season, half-year, year, decade, century.

Each grain is a division of the line of days numbered without gaps, so that shifting is an addition, truncating is
a look-up of the cell that holds a day, and "the third month of that year" is the third cell inside another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline.intervals.bounds import civil, iso_week, ordinal, week_day


class Grain(StrEnum):
    """How coarse a time was said, finest first."""

    MINUTE = "minute"
    HOUR = "hour"
    PART = "part of day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    VAGUE = "vague"

    @property
    def rank(self) -> int:
        """0 for the finest."""
        return _RANK[self]


_RANK = {grain: i for i, grain in enumerate(Grain)}
_YEARS = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100, Grain.MILLENNIUM: 1000}
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}
SEASONS = ("SP", "SU", "FA", "WI")


def _month_start(month: int) -> int:
    """First day of the month numbered year * 12 + month - 1."""
    return ordinal(month // 12, month % 12 + 1, 1)


def _year_start(grain: Grain, index: int) -> int:
    """First year of a cell of whole years. There is no year 0 to people: the fourth century BC is 400 to 301 BC, the
    470s BC are 479 to 470 BC, and the first century begins in the year 1."""
    size = _YEARS[grain]
    if index > 0 or size == 1:
        return index * size
    return 1 if index == 0 else index * size + (2 if grain is Grain.DECADE else 1)


def _year_index(grain: Grain, year: int) -> int:
    """The number of the cell that holds a year."""
    size = _YEARS[grain]
    if year > 0 or size == 1:
        return year // size
    return -((1 - year) // size) - 1 if grain is Grain.DECADE else (year - 1) // size


def _year_text(year: int) -> str:
    """ISO year; TIMEX3 writes years before Christ as BC0044 (TimeML 1.2.1, after ISO 8601 with an era mark)."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """The cell numbered `index` of a grain. Numbers grow with time; 1 January of year 1 is day 1."""

    grain: Grain
    index: int

    @property
    def first(self) -> int:
        """Ordinal of the first day."""
        grain, i = self.grain, self.index
        if grain is Grain.DAY:
            return i
        if grain in _MONTHS:
            return _month_start(i * _MONTHS[grain])
        if grain in _YEARS:
            return ordinal(_year_start(grain, i), 1, 1)
        if grain is Grain.WEEK:
            return i * 7 + 1
        if grain is Grain.WEEKEND:
            return i * 7 + 6
        if grain is Grain.SEASON:
            return _month_start(i * 3 + 2)
        raise ValueError(f"no cells of grain {grain}")

    @property
    def last(self) -> int:
        """Ordinal of the last day."""
        return self.first + 1 if self.grain is Grain.WEEKEND else self.shift(1).first - 1

    def shift(self, count: int) -> Cell:
        """The cell `count` later (earlier when negative)."""
        return Cell(self.grain, self.index + count)

    def to(self, grain: Grain) -> Cell:
        """The cell of another grain that holds the first day of this one; for a week its Thursday (ISO 8601)."""
        return cell_of(grain, self.first + (3 if self.grain is Grain.WEEK else 0))

    def holds(self, day: int) -> bool:
        """Is the day inside?"""
        return self.first <= day <= self.last

    def parts(self, grain: Grain) -> Iterator[Cell]:
        """The finer cells that begin inside this one, in order."""
        cell = cell_of(grain, self.first)
        if cell.first < self.first:
            cell = cell.shift(1)
        last = self.last
        while cell.first <= last:
            yield cell
            cell = cell.shift(1)

    @property
    def year(self) -> int:
        """The year the cell begins in; for a week its ISO year."""
        return iso_week(self.first)[0] if self.grain is Grain.WEEK else civil(self.first)[0]

    def value(self) -> str:
        """TIMEX3 value (TimeML 1.2.1 annotation guidelines, section 2.2.4: ISO 8601 extended).

        Seasons get the name of the northern hemisphere, the year being the one they begin in.
        """
        grain, i = self.grain, self.index
        if grain is Grain.DAY:
            year, month, day = civil(i)
            return f"{_year_text(year)}-{month:02d}-{day:02d}"
        if grain is Grain.MONTH:
            return f"{_year_text(i // 12)}-{i % 12 + 1:02d}"
        if grain in (Grain.WEEK, Grain.WEEKEND):
            year, week = iso_week(self.first)
            return f"{_year_text(year)}-W{week:02d}{'-WE' if grain is Grain.WEEKEND else ''}"
        if grain is Grain.QUARTER:
            return f"{_year_text(i // 4)}-Q{i % 4 + 1}"
        if grain is Grain.HALF:
            return f"{_year_text(i // 2)}-H{i % 2 + 1}"
        if grain is Grain.SEASON:
            return f"{_year_text(i // 4)}-{SEASONS[i % 4]}"
        if grain is Grain.YEAR:
            return _year_text(i)
        if i < 0:
            return f"BC{-i - 1:0{5 - len(str(_YEARS[grain]))}d}"
        return f"{i:0{5 - len(str(_YEARS[grain]))}d}"


def cell_of(grain: Grain, day: int) -> Cell:
    """The cell of a grain that holds a day; for a weekend the one of that day's week (Monday to Sunday)."""
    if grain is Grain.DAY:
        return Cell(grain, day)
    if grain in (Grain.WEEK, Grain.WEEKEND):
        return Cell(grain, (day - week_day(day)) // 7)
    year, month, _ = civil(day)
    if grain in _MONTHS:
        return Cell(grain, (year * 12 + month - 1) // _MONTHS[grain])
    if grain in _YEARS:
        return Cell(grain, _year_index(grain, year))
    if grain is Grain.SEASON:
        return Cell(grain, (year * 12 + month - 3) // 3)
    raise ValueError(f"no cells of grain {grain}")
