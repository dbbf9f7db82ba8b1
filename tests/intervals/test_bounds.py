"""Days and minutes against the standard library where it reaches, and against themselves below year 1."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.intervals import Bound, CalendarError, civil, days_in_month, iso_week, ordinal, week_day
from timeline.intervals.bounds import FIRST_YEAR, LAST_YEAR

FIRST, LAST = ordinal(FIRST_YEAR, 1, 1), ordinal(LAST_YEAR, 12, 31)
all_days = st.integers(FIRST, LAST)
bounds = st.builds(Bound, all_days, st.none() | st.integers(0, 1439))


@given(st.dates())
@example(date.min)
@example(date.max)
@example(date(2000, 2, 29))
@example(date(1900, 3, 1))
def test_as_datetime_counts(day: date) -> None:
    """Years 1 to 9999: ordinals, weekdays and ISO weeks are those of `datetime`."""
    number = ordinal(day.year, day.month, day.day)
    assert number == day.toordinal()
    assert civil(number) == (day.year, day.month, day.day)
    assert week_day(number) == day.weekday()
    assert iso_week(number) == day.isocalendar()[:2]


def test_every_month_of_some_centuries() -> None:
    """Month lengths, leap years of both kinds among them."""
    for year in (*range(1, 401), 1900, 2000, 2023, 2024, 9999):
        for month in range(1, 13):
            last = date(year + (month == 12), month % 12 + 1, 1).toordinal() if (year, month) != (9999, 12) else 3652060
            assert days_in_month(year, month) == last - date(year, month, 1).toordinal()


@given(all_days)
@example(0)
@example(1)
@example(FIRST)
@example(LAST)
def test_round_trip(number: int) -> None:
    """Any day from 9999 BC on is written and read back; the day after it is the next."""
    year, month, day = civil(number)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert ordinal(year, month, day) == number
    if number < LAST:
        assert civil(number + 1) > civil(number)
        assert (week_day(number + 1) - week_day(number)) % 7 == 1


@given(all_days)
def test_the_calendar_repeats_after_400_years(number: int) -> None:
    """146097 days are 400 years and whole weeks, before Christ too."""
    year, month, day = civil(number)
    assert civil(number + 146097) == (year + 400, month, day)
    assert week_day(number + 146097) == week_day(number)


@given(bounds)
@example(Bound.of(-9999))
@example(Bound.of(-43, 3, 15))
@example(Bound.of(0, 12, 31, 0))
def test_iso_text_round_trip(bound: Bound) -> None:
    """`parse` undoes `isoformat`."""
    assert Bound.parse(bound.isoformat()) == bound
    assert Bound.parse(f"  {bound}\n") == bound


@given(st.datetimes())
def test_iso_text_as_datetime_has_it(moment: datetime) -> None:
    """The same text as the standard library, to the minute."""
    moment = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    text = moment.strftime("%Y-%m-%dT%H:%M").rjust(16, "0")
    assert Bound.parse(text).isoformat() == text


@pytest.mark.parametrize(
    "text",
    [
        "", "2013", "2013-06", "2013-6-5", "2013-13-45", "2013-02-29", "1900-02-29", "2013-00-10", "2013-01-00",
        "2013-06-05T24:00", "2013-06-05T10:60", "2013-06-05T10", "2013-06-05T10:00:00", "20130605", "05/06/2013",
        "2013-06-05Z", "12013-06-05", "--2013-06-05", "²013-06-05", "2013-06-31", "June 5, 2013", "null",
    ],
)  # fmt: skip
def test_not_a_bound(text: str) -> None:
    """What is no day and no minute is refused, with the text in the answer or the day that does not exist."""
    with pytest.raises(ValueError, match=r"no such|not a day"):
        Bound.parse(text)


@pytest.mark.parametrize("day", [FIRST - 1, LAST + 1, 10**9, -(10**9)])
def test_outside_the_years(day: int) -> None:
    """Days before 9999 BC and after 9999 have an error of their own."""
    with pytest.raises(CalendarError):
        Bound(day)


@pytest.mark.parametrize("minute", [-1, 1440])
def test_outside_the_day(minute: int) -> None:
    """A day has 1440 minutes."""
    with pytest.raises(ValueError, match="minute"):
        Bound(1, minute)


@given(bounds, bounds)
def test_order(a: Bound, b: Bound) -> None:
    """A total order that follows time, a day before its own minutes."""
    assert (a < b) + (a == b) + (a > b) == 1
    if a.last_minute < b.first_minute:
        assert a < b
    assert a.first_minute <= a.last_minute
    assert a.day_only().minute is None
    assert a.day_only() <= a
    assert hash(a) == hash(Bound(a.day, a.minute))


def test_known_days() -> None:
    """The day numbered 1, the day before it, and the Ides of March (a Friday in the proleptic Gregorian calendar)."""
    assert Bound.of(1).day == 1
    assert civil(0) == (0, 12, 31)
    assert Bound.of(-43, 3, 15).isoformat() == "-0043-03-15"
    assert Bound.of(-43, 3, 15).year == -43
    assert Bound.of(1, 1, 1).first_minute == 1440
