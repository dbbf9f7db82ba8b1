"""The window on the scale: inside the whole, never empty, and brought to an event with its neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.scale import DAY, LENGTH, Scale, scale_of
from dashboard.window import LEAST, brought, inside, parsed, whole, window_of
from timeline.intervals import Bound

YEARS = Scale((Bound.of(2000).first_minute, Bound.of(2010).first_minute), (0, LENGTH))
places = st.floats(-2000, 3000)


def test_all_is_seen_at_first() -> None:
    low, high = window_of(YEARS, None, [(0, 10), (900, LENGTH)])
    assert low < 0
    assert high > LENGTH


@given(places, places)
def test_a_window_never_leaves_the_whole(one: float, other: float) -> None:
    low, high = sorted((one, other))
    full = whole(YEARS)
    found = inside((low, high), full)
    assert found[0] >= full[0] - 1e-6
    assert found[1] <= full[1] + 1e-6
    assert found[1] - found[0] == pytest.approx(min(high - low, full[1] - full[0]), abs=1e-6)


@given(st.integers(0, 3650), st.integers(1, 600), st.lists(st.floats(0, LENGTH), min_size=1, max_size=9))
def test_a_window_is_never_empty(begin: int, days: int, marks: list[float]) -> None:
    first = YEARS.minutes[0] + begin * DAY
    spans = [(mark, mark) for mark in marks]
    low, high = window_of(YEARS, (first, first + days * DAY), spans)
    assert any(low - 1e-6 <= mark <= high + 1e-6 for mark in marks)


def test_it_goes_to_the_nearest_event_and_keeps_its_width() -> None:
    january = Bound.of(2005).first_minute
    low, high = window_of(YEARS, (january, january + 30 * DAY), [(100, 100), (600, 610)])
    assert low <= 600 <= high
    assert high - low == pytest.approx(YEARS.at(january + 30 * DAY) - YEARS.at(january))


def test_no_window_is_too_narrow_to_read() -> None:
    noon = Bound.of(2005, 3, 1, 720).first_minute
    low, high = window_of(YEARS, (noon, noon + 1), [(0, LENGTH)])
    assert YEARS.minute(high) - YEARS.minute(low) >= LEAST - 1


WINDOW, FULL = (400.0, 500.0), (-30.0, 1030.0)


def test_an_event_in_sight_moves_nothing() -> None:
    assert brought(WINDOW, FULL, (450, 460), []) == WINDOW
    assert brought(WINDOW, FULL, (450, 900), []) == WINDOW  # its begin and a good part of it are seen


def test_an_event_out_of_sight_comes_in_with_its_neighbour_at_the_same_width() -> None:
    low, high = brought(WINDOW, FULL, (800, 805), [(450, 450), (780, 782)])
    assert high - low == pytest.approx(100)
    assert low < 780
    assert high > 805


@pytest.mark.parametrize("mark", [(100.0, 900.0), (300.0, 700.0)])
def test_a_long_event_is_shown_from_end_to_end(mark: tuple[float, float]) -> None:
    low, high = brought(WINDOW, FULL, mark, [])
    assert low < mark[0]
    assert high > mark[1]


@given(st.floats(0, LENGTH), st.floats(0, 400), st.lists(st.floats(0, LENGTH), max_size=5))
def test_what_is_chosen_is_always_seen(begin: float, size: float, others: list[float]) -> None:
    mark = begin, min(begin + size, LENGTH)
    low, high = brought(WINDOW, FULL, mark, [(one, one) for one in others])
    assert low <= mark[1]
    assert mark[0] <= high


@pytest.mark.parametrize(
    "texts", [None, [], ["2024-01-01"], ["x", "y"], ["2024-02-01", "2024-01-01"], ["2024-13-01", "9"]]
)
def test_what_is_no_stretch_is_left_aside(texts: list[str] | None) -> None:
    assert parsed(texts) is None


def test_a_stretch_is_read_in_minutes() -> None:
    assert parsed(["-0043-03-15", "2024-06-01T12:30"]) == (
        Bound.of(-43, 3, 15).first_minute,
        Bound.of(2024, 6, 1, 750).first_minute,
    )


def test_a_scale_without_marks_has_a_window() -> None:
    low, high = window_of(scale_of("room", []), None, [])
    assert low < high
