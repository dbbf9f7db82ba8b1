"""Four bounds in order, the EDTF string that claims no more than they do, and the order of intervals on a line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import intervals
from timeline.intervals import Bound, Bounds, Grain, Interval, cell_of

B = Bound.parse


def span(first: str | None, last: str | None, grain: Grain = Grain.DAY) -> Interval:
    """A stretch of whole days."""
    return Interval.stretch(B(first) if first else None, B(last) if last else None, grain)


def within(first: str | None, last: str | None, grain: Grain = Grain.DAY) -> Interval:
    """Something between two days."""
    return Interval.within(B(first) if first else None, B(last) if last else None, grain)


def four(begin: tuple[str | None, str | None], end: tuple[str | None, str | None]) -> Interval:
    """An interval of four bounds."""
    a, b, c, d = (B(text) if text else None for text in (*begin, *end))
    return Interval(Bounds(a, b), Bounds(c, d))


EDTF = [
    (span("2013-06-05", "2013-06-05"), "2013-06-05"),
    (span("2013-03-01", "2013-03-31", Grain.MONTH), "2013-03"),
    (within("2013-03-01", "2013-03-31", Grain.MONTH), "2013-03"),
    (within("2013-03-01", "2013-03-31", Grain.VAGUE), "2013-03"),
    (span("2013-01-01", "2013-12-31", Grain.YEAR), "2013"),
    (span("1980-01-01", "1989-12-31", Grain.DECADE), "198X"),
    (span("1800-01-01", "1899-12-31", Grain.CENTURY), "18XX"),
    (span("2013-03-01", "2013-05-31", Grain.SEASON), "2013-21"),
    (span("2013-12-01", "2014-02-28", Grain.SEASON), "2013-24"),
    (span("2013-04-01", "2013-06-30", Grain.QUARTER), "2013-34"),
    (span("2013-07-01", "2013-12-31", Grain.HALF), "2013-41"),
    (span("-0043-01-01", "-0043-12-31", Grain.YEAR), "-0043"),
    (span("2013-06-03", "2013-06-09", Grain.WEEK), "2013-06-03/2013-06-09"),
    (span("2013-06-03", None), "2013-06-03/.."),
    (span(None, "2013-06-03"), "../2013-06-03"),
    (within(None, "2013-06-03"), "../2013-06-03"),
    (within("2013-06-03", None), "2013-06-03/.."),
    (within(None, None), None),
    (four(("2013-06-01", "2013-06-02"), ("2013-06-09", "2013-06-09")), "2013-06-01~/2013-06-09"),
    (four(("2013-06-01", "2013-06-01"), ("2013-06-09", "2013-06-12")), "2013-06-01/2013-06-12~"),
    (four(("2013-06-01", "2013-06-02"), ("2013-06-09", "2013-06-12")), "2013-06-01~/2013-06-12~"),
    (four((None, "2013-06-02"), ("2013-06-09", "2013-06-09")), "../2013-06-09"),
    (within("2013-06-05T22:00", "2013-06-05T22:00", Grain.MINUTE), "2013-06-05T22:00:00"),
    (
        four(("2013-06-04T18:00", "2013-06-04T21:00"), ("2013-06-05T04:00", "2013-06-05T06:00")),
        "2013-06-04~/2013-06-05~",
    ),
    (within("2013-06-05T08:00", "2013-06-05T11:00", Grain.PART), "2013-06-05"),
]


@pytest.mark.parametrize(("interval", "text"), EDTF, ids=[str(text) for _, text in EDTF])
def test_edtf_table(interval: Interval, text: str | None) -> None:
    """Cells as cells, the rest as intervals of their outer bounds."""
    assert interval.edtf == text


SIDE = r"(?:\.\.|-?\d{4}-\d\d-\d\d~?)"
SHAPE = re.compile(
    rf"(?:-?\d{{4}}(?:-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01])(?:-\d\d)?)?|\d\d\dX|\d\dXX|\dXXX)~?"
    rf"|-?\d{{4}}-\d\d-\d\dT\d\d:\d\d:00|{SIDE}/{SIDE}"
)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (within("1803-01-01", "1803-12-31", Grain.YEAR), "1803~"),
        (span("1840-01-01", "1849-12-31", Grain.DECADE), "184X~"),
        (within("2013-06-05", "2013-06-05"), "2013-06-05~"),
        (within(None, "1749-12-31", Grain.YEAR), "../1749-12-31~"),
        (within("2013-06-03", "2013-06-09", Grain.WEEK), "2013-06-03~/2013-06-09~"),
        (within("2013-06-05T11:30", "2013-06-05T12:30", Grain.MINUTE), "2013-06-05"),
        (within("2013-06-05T12:00", "2013-06-05T12:00", Grain.MINUTE), "2013-06-05"),
    ],
)
def test_what_is_near_has_a_sign_in_edtf_but_for_the_day_of_a_time(interval: Interval, text: str) -> None:
    near = replace(interval, about=True)
    assert near.edtf == text
    assert near.inside().about
    assert near == interval


@given(intervals())
def test_edtf_of_any_interval(interval: Interval) -> None:
    """Always of a valid shape, never open on both sides, and never finer than the outer bounds."""
    if interval.edtf is None:
        assert interval.earliest is None and interval.latest is None
        return
    assert SHAPE.fullmatch(interval.edtf)
    assert interval.edtf != "../.."
    if "/" in interval.edtf:
        low, high = (side.rstrip("~") for side in interval.edtf.split("/"))
        assert (low == "..") == (interval.earliest is None)
        assert (high == "..") == (interval.latest is None)
        assert interval.earliest is None or B(low) == interval.earliest.day_only()
        assert interval.latest is None or B(high) == interval.latest.day_only()


@given(
    st.sampled_from([Grain.DAY, Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.SEASON]),
    st.dates(date(2, 1, 1), date(9990, 1, 1)),
)
def test_cells_become_intervals(grain: Grain, day: date) -> None:
    """The stretch of a cell has its days, is exact, and holds what lies inside."""
    cell = cell_of(grain, day.toordinal())
    interval = Interval.of_cell(cell)
    assert interval.begin == Bounds(Bound(cell.first), Bound(cell.first))
    assert interval.end == Bounds(Bound(cell.last), Bound(cell.last))
    assert interval.begin.exact and interval.end.exact
    assert interval.grain is grain
    assert "/" not in str(interval.edtf)
    inside = interval.inside()
    assert (inside.earliest, inside.latest) == (interval.earliest, interval.latest)
    assert inside.begin == inside.end
    assert inside.edtf == interval.edtf


@given(intervals())
def test_bounds_in_order(interval: Interval) -> None:
    """What could be made is in order on both sides and across."""
    b, e = interval.begin, interval.end
    for low, high in ((b.earliest, b.latest), (e.earliest, e.latest), (b.earliest, e.earliest), (b.latest, e.latest)):
        assert low is None or high is None or low.first_minute <= high.last_minute


BAD = [
    lambda: Bounds(B("2013-06-06"), B("2013-06-05")),
    lambda: Bounds(B("2013-06-05T10:01"), B("2013-06-05T10:00")),
    lambda: four(("2013-06-05", "2013-06-07"), ("2013-06-04", "2013-06-09")),
    lambda: four(("2013-06-05", "2013-06-09"), ("2013-06-06", "2013-06-07")),
    lambda: span("2013-06-06", "2013-06-05"),
    lambda: within("2013-06-06", "2013-06-05"),
]


@pytest.mark.parametrize("make", BAD)
def test_out_of_order(make: object) -> None:
    """Bounds that cannot be are refused."""
    with pytest.raises(ValueError, match="after"):
        make()  # type: ignore[operator]


def test_a_day_holds_its_minutes() -> None:
    """A day as lower bound leaves its own minutes open: 5 June up to 5 June, 10:00."""
    assert Bounds(B("2013-06-05"), B("2013-06-05T10:00"))
    assert Bounds(B("2013-06-05T10:00"), B("2013-06-05"))
    assert not Bounds(B("2013-06-05"), B("2013-06-05T10:00")).exact


def test_open_ends() -> None:
    """An open side of a stretch begins, or ends, no later, or earlier, than the known one."""
    since, until = span("2013-06-05", None), span(None, "2013-06-05")
    assert (since.begin, since.end) == (Bounds(B("2013-06-05"), B("2013-06-05")), Bounds(B("2013-06-05"), None))
    assert (until.begin, until.end) == (Bounds(None, B("2013-06-05")), Bounds(B("2013-06-05"), B("2013-06-05")))
    assert since.latest is None and until.earliest is None


def test_order_on_a_line() -> None:
    """Sorted by the middle of what is known of the begin, then of the end; what is wholly open comes last."""
    line = [
        span("-0043-03-15", "-0043-03-15"),
        span(None, "1990-01-01"),
        span("2013-05-31", "2013-05-31"),
        span("2013-06-01", "2013-06-01"),
        span("2013-06-01", "2013-06-30", Grain.MONTH),
        within("2013-06-01", "2013-06-30", Grain.MONTH),
        span("2013-07-01", None),
        within(None, None),
    ]
    shuffled = line[::-1]
    shuffled.sort(key=lambda interval: interval.sort_key)
    assert shuffled == line


@given(intervals())
def test_edtf_follows_from_the_bounds(interval: Interval) -> None:
    """EDTF follows from the bounds, so it is not compared."""
    again = Interval(interval.begin, interval.end, interval.grain, about=interval.about)
    assert again == interval
    assert again.edtf == interval.edtf
