"""Scales of the axis: they only rise, every place is one minute, and what is empty is folded where that gives room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.packing import FIRST, LAST
from dashboard.scale import AXES, DAY, LENGTH, YEAR, Axis, Scale, length_words, scale_of, widest_gaps
from dashboard.ticks import APART, iso, ticks
from timeline.intervals import Bound

minutes = st.integers(FIRST, LAST)
marks = st.lists(minutes, max_size=40)
axes = st.sampled_from(AXES)


@given(axes, marks, minutes, minutes)
def test_what_is_earlier_is_never_drawn_later(axis: Axis, known: list[int], one: int, other: int) -> None:
    scale = scale_of(axis, known)
    low, high = sorted((one, other))
    assert scale.at(low) <= scale.at(high)


@given(axes, marks, st.data())
def test_every_place_is_one_minute(axis: Axis, known: list[int], data: st.DataObject) -> None:
    scale = scale_of(axis, known)
    minute = data.draw(st.integers(scale.minutes[0], scale.minutes[-1]))
    assert scale.minute(scale.at(minute)) == minute


@given(axes, marks)
def test_the_fixed_points_rise_from_the_first_to_the_last(axis: Axis, known: list[int]) -> None:
    scale = scale_of(axis, known)
    assert all(a < b for a, b in pairwise(scale.minutes))
    assert all(a < b for a, b in pairwise(scale.places))
    assert (scale.places[0], scale.places[-1]) == (0, pytest.approx(LENGTH))


@given(marks)
def test_folds_lie_between_marks_and_are_marked(known: list[int]) -> None:
    scale = scale_of("room", known)
    for low, high in scale.breaks:
        assert low < high
        assert not any(low < mark < high for mark in known)


@given(marks, st.integers(100, 3000), st.floats(0, 1), st.floats(0.001, 1), axes)
def test_ticks_rise_and_stand_apart(known: list[int], width: int, start: float, size: float, axis: Axis) -> None:
    scale = scale_of(axis, known)
    window = (start * LENGTH, (start + size) * LENGTH)
    found = ticks(scale, window, width)
    pixel = (window[1] - window[0]) / width
    # Six pixels a character: half of each tick's longest line lies between their middles.
    half = [3 * max(len(line) for line in words.split("<br>")) for _, words in found]
    pairs = zip(pairwise(found), pairwise(half), strict=True)
    assert all(b[0] - a[0] >= (x + y) * pixel or a[1].startswith("<i>") for (a, b), (x, y) in pairs)
    assert all(window[0] <= place <= window[1] and words for place, words in found)


def day(text: str) -> int:
    return Bound.parse(text).first_minute


def test_one_date_long_ago_and_many_in_a_week() -> None:
    week = [day("1999-03-01") + number * DAY // 4 for number in range(30)]
    known = [day("1961-05-02"), *week]
    scale = scale_of("room", known)
    assert [length_words(high - low) for low, high in scale.breaks] == ["38 years"]
    assert scale.at(week[-1]) - scale.at(week[0]) > 0.8 * LENGTH
    plain = scale_of("proportional", known)
    assert plain.breaks == ()
    assert plain.at(week[-1]) - plain.at(week[0]) < 0.01 * LENGTH


@pytest.mark.parametrize(
    "known",
    [
        [day(f"{year}-01-01") for year in range(1900, 2000, 7)],  # even: a counter-example, nothing is empty
        [day(f"2024-06-{number:02d}") for number in range(1, 29)],
        [day("1990-01-01"), day("2020-01-01")],
        [day("1348-01-01"), day("1632-01-01"), day("1788-01-01"), day("1891-01-01"), day("1957-01-01")],
        [],
    ],
)
def test_what_has_room_is_not_folded(known: list[int]) -> None:
    assert widest_gaps(sorted(known)) == []


def test_plain_order_puts_every_date_as_far_from_the_next() -> None:
    scale = scale_of("order", [day("-0043-03-15"), day("1914-06-28"), day("1914-07-28")])
    assert scale.places == (0, LENGTH / 2, LENGTH)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-06-12T08:00", "2024-06-12T20:00", "12:00"),
        ("2024-06-01", "2024-06-09", "3 Jun"),
        ("2024-01-01", "2024-12-31", "Apr"),
        ("1980-01-01", "2024-01-01", "1990"),
        ("0900-01-01", "2024-01-01", "1200"),
        ("-0299-01-01", "0200-01-01", "200 BC"),
        ("-0099-01-01", "0100-01-01", "1"),
    ],
)
def test_ticks_go_from_hours_to_centuries(first: str, last: str, words: str) -> None:
    scale = Scale((day(first), day(last)), (0, LENGTH))
    texts = [text.split("<br>")[0] for _, text in ticks(scale, (0, LENGTH), 1000)]
    assert words in texts
    assert 3 <= len(texts) <= 1000 / APART + 1


def test_a_tick_says_what_it_is_part_of_once() -> None:
    scale = Scale((day("2023-11-20"), day("2024-02-10")), (0, LENGTH))
    said = [text for _, text in ticks(scale, (0, LENGTH), 1000)]
    assert [text.split("<br>")[1] for text in said if "<br>" in text] == ["2023", "2024"]


def test_a_folded_stretch_says_how_long_it_is() -> None:
    scale = scale_of("room", [day("1961-05-02"), *(day("1999-03-01") + number * DAY for number in range(9))])
    assert "<i>38 years</i>" in [text for _, text in ticks(scale, (0, LENGTH), 1000)]


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (38 * YEAR, "38 years"), (YEAR, "12 months"), (2 * YEAR, "2 years"), (1500 * YEAR, "1,500 years"),
        (45 * DAY, "45 days"), (DAY, "1 day"), (90, "2 hours"), (60, "1 hour"), (59, "1 hour"), (7, "7 minutes"),
        (0, "less than a minute"),
    ],
)  # fmt: skip
def test_lengths_in_words(length: int, words: str) -> None:
    assert length_words(length) == words


def test_iso_stays_in_the_calendar() -> None:
    assert iso(LAST + 10**9) == "9999-12-31T23:59"
    assert iso(day("-0043-03-15")) == "-0043-03-15T00:00"
