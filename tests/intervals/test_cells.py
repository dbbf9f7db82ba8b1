"""Calendar cells: they tile the line of days, and are called what TIMEX3 calls them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.intervals import Cell, Grain, cell_of, civil, ordinal

TILING = [
    Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.HALF, Grain.YEAR, Grain.DECADE,
    Grain.CENTURY, Grain.MILLENNIUM,
]  # fmt: skip
days = st.integers(ordinal(-8000, 1, 1), ordinal(8000, 12, 31))
grains = st.sampled_from(TILING)


def day(text: str) -> int:
    """The ordinal of an ISO day after Christ."""
    return date.fromisoformat(text).toordinal()


@given(grains, days)
def test_cells_tile_the_days(grain: Grain, number: int) -> None:
    """Every day lies in one cell, whose neighbours begin and end beside it."""
    cell = cell_of(grain, number)
    assert cell.first <= number <= cell.last
    assert cell.holds(number)
    assert cell.shift(1).first == cell.last + 1
    assert cell.shift(-1).last == cell.first - 1
    assert not cell.shift(1).holds(number)
    assert cell.to(grain) == cell


@given(grains, days, st.integers(-5, 5), st.integers(-5, 5))
def test_shifts_add_up(grain: Grain, number: int, a: int, b: int) -> None:
    """Shifting is an addition and has an inverse."""
    cell = cell_of(grain, number)
    assert cell.shift(a).shift(b) == cell.shift(a + b)
    assert cell.shift(a).shift(-a) == cell
    assert (cell.shift(a) < cell) == (a < 0)


FINER = [
    (Grain.WEEK, Grain.DAY), (Grain.MONTH, Grain.DAY), (Grain.QUARTER, Grain.MONTH), (Grain.SEASON, Grain.MONTH),
    (Grain.HALF, Grain.QUARTER), (Grain.YEAR, Grain.MONTH), (Grain.YEAR, Grain.DAY), (Grain.DECADE, Grain.YEAR),
    (Grain.CENTURY, Grain.DECADE), (Grain.MILLENNIUM, Grain.CENTURY),
]  # fmt: skip


@given(st.sampled_from(FINER), days)
def test_parts_fill_the_whole(pair: tuple[Grain, Grain], number: int) -> None:
    """Where one grain divides another, its cells fill it from end to end.

    Decades before Christ go by their digits (the 400s are 409 to 400 BC), centuries by their number (400 to 301 BC).
    """
    whole, part = pair
    assume(number > 0 or part is not Grain.DECADE)
    cell = cell_of(whole, number)
    parts = list(cell.parts(part))
    assert parts[0].first == cell.first
    assert parts[-1].last == cell.last
    assert all(after == before.shift(1) for before, after in pairwise(parts))


@given(days)
def test_weeks_of_a_month(number: int) -> None:
    """Weeks do not divide months: the parts are the weeks that begin inside."""
    month = cell_of(Grain.MONTH, number)
    weeks = list(month.parts(Grain.WEEK))
    assert len(weeks) in (4, 5)
    assert all(month.holds(week.first) for week in weeks)
    assert not month.holds(weeks[0].shift(-1).first)
    assert not month.holds(weeks[-1].shift(1).first)


@given(st.dates(date(1, 1, 8), date(9999, 12, 20)))
def test_values_as_datetime_writes_them(day_: date) -> None:
    """Days, months, years and ISO weeks after Christ."""
    number = day_.toordinal()
    year, week, _ = day_.isocalendar()
    assert cell_of(Grain.DAY, number).value() == day_.isoformat()
    assert cell_of(Grain.MONTH, number).value() == day_.isoformat()[:7]
    assert cell_of(Grain.YEAR, number).value() == day_.isoformat()[:4]
    assert cell_of(Grain.WEEK, number).value() == f"{year:04d}-W{week:02d}"
    assert cell_of(Grain.WEEKEND, number).value() == f"{year:04d}-W{week:02d}-WE"
    assert cell_of(Grain.DECADE, number).value() == day_.isoformat()[:3]
    assert cell_of(Grain.CENTURY, number).value() == day_.isoformat()[:2]
    assert cell_of(Grain.MILLENNIUM, number).value() == day_.isoformat()[:1]


@pytest.mark.parametrize(
    ("grain", "inside", "value", "first", "last"),
    [
        (Grain.QUARTER, "2013-06-05", "2013-Q2", "2013-04-01", "2013-06-30"),
        (Grain.QUARTER, "2013-12-31", "2013-Q4", "2013-10-01", "2013-12-31"),
        (Grain.HALF, "2013-06-30", "2013-H1", "2013-01-01", "2013-06-30"),
        (Grain.HALF, "2013-07-01", "2013-H2", "2013-07-01", "2013-12-31"),
        (Grain.SEASON, "2013-03-01", "2013-SP", "2013-03-01", "2013-05-31"),
        (Grain.SEASON, "2013-08-31", "2013-SU", "2013-06-01", "2013-08-31"),
        (Grain.SEASON, "2013-10-10", "2013-FA", "2013-09-01", "2013-11-30"),
        (Grain.SEASON, "2013-12-01", "2013-WI", "2013-12-01", "2014-02-28"),
        (Grain.SEASON, "2012-02-29", "2011-WI", "2011-12-01", "2012-02-29"),
        (Grain.WEEK, "2012-12-31", "2013-W01", "2012-12-31", "2013-01-06"),
        (Grain.WEEK, "2016-01-03", "2015-W53", "2015-12-28", "2016-01-03"),
        (Grain.WEEKEND, "2013-06-05", "2013-W23-WE", "2013-06-08", "2013-06-09"),
        (Grain.WEEKEND, "2013-06-09", "2013-W23-WE", "2013-06-08", "2013-06-09"),
        (Grain.DECADE, "1989-12-31", "198", "1980-01-01", "1989-12-31"),
        (Grain.CENTURY, "1900-01-01", "19", "1900-01-01", "1999-12-31"),
        (Grain.MONTH, "2012-02-10", "2012-02", "2012-02-01", "2012-02-29"),
    ],
)
def test_known_cells(grain: Grain, inside: str, value: str, first: str, last: str) -> None:
    """Quarters, halves, seasons named after the year they begin in, ISO weeks at the turn of a year."""
    cell = cell_of(grain, day(inside))
    assert cell.value() == value
    assert (cell.first, cell.last) == (day(first), day(last))


@pytest.mark.parametrize(
    ("grain", "year", "value"),
    [
        (Grain.YEAR, -43, "BC0044"), (Grain.YEAR, 0, "BC0001"), (Grain.YEAR, 1, "0001"), (Grain.YEAR, -9998, "BC9999"),
        (Grain.MONTH, -43, "BC0044-03"), (Grain.DAY, -43, "BC0044-03-15"), (Grain.SEASON, -43, "BC0044-SP"),
        (Grain.QUARTER, -43, "BC0044-Q1"), (Grain.HALF, -43, "BC0044-H1"),
    ],
)  # fmt: skip
def test_before_christ(grain: Grain, year: int, value: str) -> None:
    """Year 0 is 1 BC; TIMEX3 counts as people do."""
    assert cell_of(grain, ordinal(year, 3, 15)).value() == value
    assert cell_of(grain, ordinal(year, 3, 15)).year == year


@given(days)
def test_the_year_of_a_cell(number: int) -> None:
    """Calendar cells begin in their year; a winter's year is that of its December."""
    year, month, _ = civil(number)
    assert cell_of(Grain.MONTH, number).year == year
    assert cell_of(Grain.SEASON, number).year == (year - 1 if month < 3 else year)


@pytest.mark.parametrize("grain", [Grain.MINUTE, Grain.HOUR, Grain.PART, Grain.VAGUE])
def test_grains_without_cells(grain: Grain) -> None:
    """Minutes, parts of day and what is vague do not divide the calendar."""
    with pytest.raises(ValueError, match="no cells"):
        cell_of(grain, 1)
    with pytest.raises(ValueError, match="no cells"):
        _ = Cell(grain, 1).first


def test_grains_run_from_fine_to_coarse() -> None:
    """The longest cell of a finer grain is no longer than one of a coarser grain."""
    lengths = [cell_of(grain, 735000).last - cell_of(grain, 735000).first for grain in Grain if grain in TILING]
    assert lengths == sorted(lengths)
    assert [grain.rank for grain in Grain] == sorted(grain.rank for grain in Grain)


@pytest.mark.parametrize(
    ("grain", "year", "value", "first", "last"),
    [
        (Grain.CENTURY, -399, "BC03", -399, -300),  # 400 BC is the first year of the fourth century
        (Grain.CENTURY, -300, "BC03", -399, -300),  # 301 BC its last
        (Grain.CENTURY, 0, "BC00", -99, 0),
        (Grain.CENTURY, 1, "00", 1, 99),
        (Grain.DECADE, -478, "BC047", -478, -469),  # the 470s BC
        (Grain.DECADE, 0, "BC000", -8, 0),
        (Grain.MILLENNIUM, -2999, "BC2", -2999, -2000),
    ],
)
def test_there_is_no_year_naught(grain: Grain, year: int, value: str, first: int, last: int) -> None:
    """Centuries and millennia before Christ are counted, decades go by their digits."""
    cell = cell_of(grain, ordinal(year, 6, 1))
    assert (cell.value(), cell.first, cell.last) == (value, ordinal(first, 1, 1), ordinal(last, 12, 31))
