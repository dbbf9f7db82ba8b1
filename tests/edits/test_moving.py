"""Dates moved along the calendar: nothing of their length is lost, and whole months stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import intervals
from timeline.edits.moving import Move, Unit, moved
from timeline.edits.values import when_of, when_text
from timeline.errors import InputError
from timeline.intervals import Bound, Interval


@pytest.mark.parametrize(
    ("when", "by", "expected"),
    [
        ("2024-06-04/2024-06-09 day", Move(10, "day"), "2024-06-14/2024-06-19 day"),
        ("2024-06-04..2024-06-05/2024-06-09.. day", Move(-5, "day"), "2024-05-30..2024-05-31/2024-06-04.. day"),
        ("2024-06-04T22:30/2024-06-05T04:00 minute", Move(90, "minute"), "2024-06-05T00:00/2024-06-05T05:30 minute"),
        ("2024-06-04T22:30/2024-06-05T04:00 minute", Move(2, "day"), "2024-06-06T22:30/2024-06-07T04:00 minute"),
        ("2024-06-04/2024-06-05T04:00 day", Move(1500, "minute"), "2024-06-05/2024-06-06T05:00 day"),
        ("2024-06-01/2024-06-30 month", Move(1, "month"), "2024-07-01/2024-07-31 month"),
        ("2024-06-30/2024-06-30 day", Move(1, "month"), "2024-07-30/2024-07-30 day"),
        ("2024-01-31/2024-01-31 day", Move(1, "month"), "2024-02-29/2024-02-29 day"),
        ("1803-01-01..1803-12-31/1803-01-01..1803-12-31 about year", Move(-36, "month"),
         "1800-01-01..1800-12-31/1800-01-01..1800-12-31 about year"),
        ("-0001-12-01/-0001-12-31 month", Move(2, "month"), "0000-02-01/0000-02-29 month"),
    ],
)  # fmt: skip
def test_all_bounds_are_moved(when: str, by: Move, expected: str) -> None:
    found = when_of(when)
    assert found is not None
    assert when_text(moved(found, by)) == expected


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (Move(1, "day"), "moved 1 day later"),
        (Move(-3, "day"), "moved 3 days earlier"),
        (Move(24, "month"), "moved 2 years later"),
        (Move(-5, "month"), "moved 5 months earlier"),
        (Move(60, "minute"), "moved 1 hour later"),
        (Move(2880, "minute"), "moved 2 days later"),
        (Move(45, "minute"), "moved 45 minutes later"),
    ],
)
def test_how_far_is_said_in_words(by: Move, words: str) -> None:
    assert by.words == words


@given(intervals(), st.integers(-400, 400), st.sampled_from(["day", "month"]))
def test_what_is_moved_keeps_what_it_is(when: Interval, count: int, unit: Unit) -> None:
    try:
        there = moved(when, Move(count, unit))
    except InputError:
        return
    assert (there.grain, there.about) == (when.grain, when.about)
    if unit == "day":
        assert moved(there, Move(-count, unit)) == when


def test_a_date_is_not_moved_out_of_the_calendar() -> None:
    last = Bound.parse("9999-12-31")
    with pytest.raises(InputError, match="outside the years"):
        moved(Interval.stretch(last, last), Move(1, "day"))
