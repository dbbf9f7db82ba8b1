"""Stretches, rows and ranges of the figure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.packing import FADE, LETTER, POINT, Stretch, focus, iso, pack, stretch_of
from timeline.intervals import Bound, Bounds, Grain, Interval

B = Bound.of
DAY = 1440


def at(day: int, days: int = 1) -> Stretch:
    return Stretch((day * DAY, (day + days) * DAY), (day * DAY, (day + days) * DAY), False, False)


@pytest.mark.parametrize(
    ("when", "outer", "core", "open_left", "open_right"),
    [
        (
            Interval.stretch(B(2024, 6, 10), B(2024, 6, 10)),
            ("2024-06-10", "2024-06-11"), ("2024-06-10", "2024-06-11"), 0, 0,
        ),
        (Interval.within(B(2024, 3), B(2024, 3, 31), Grain.MONTH), ("2024-03-01", "2024-04-01"), None, 0, 0),
        (Interval.stretch(B(2024), None), ("2024-01-01", "2024-01-02"), ("2024-01-01", "2024-01-02"), 0, 1),
        (Interval.stretch(None, B(2024)), ("2024-01-01", "2024-01-02"), ("2024-01-01", "2024-01-02"), 1, 0),
        (Interval.within(B(2024), None), ("2024-01-01", "2024-01-01"), None, 0, 1),
        (Interval.within(None, B(2024)), ("2024-01-02", "2024-01-02"), None, 1, 0),
        (
            Interval(Bounds(B(2023, 9), B(2023, 11, 30)), Bounds(B(2024, 6, 12), None)),
            ("2023-09-01", "2024-06-13"), ("2023-11-30", "2024-06-13"), 0, 1,
        ),
        (
            Interval.stretch(B(2024, 6, 20, 630), B(2024, 6, 20, 630), Grain.MINUTE),
            ("2024-06-20T10:30", "2024-06-20T10:31"), ("2024-06-20T10:30", "2024-06-20T10:31"), 0, 0,
        ),
        (
            Interval.stretch(B(-43, 3, 15), B(-43, 3, 15)),
            ("-0043-03-15", "-0043-03-16"), ("-0043-03-15", "-0043-03-16"), 0, 0,
        ),
    ],
)  # fmt: skip
def test_what_is_drawn_of_an_interval(
    when: Interval, outer: tuple[str, str], core: tuple[str, str] | None, open_left: int, open_right: int
) -> None:
    def minutes(pair: tuple[str, str]) -> tuple[int, int]:
        return Bound.parse(pair[0]).first_minute, Bound.parse(pair[1]).first_minute

    assert stretch_of(when) == Stretch(
        minutes(outer), minutes(core) if core else None, bool(open_left), bool(open_right)
    )


def test_nothing_known_is_not_drawn() -> None:
    assert stretch_of(None) is None
    assert stretch_of(Interval(Bounds(), Bounds())) is None


def test_iso_text_stays_within_the_calendar() -> None:
    assert iso(-(10**12)) == "-9999-01-01T00:00"
    assert iso(10**12) == "9999-12-31T23:59"
    assert iso(B(-43, 3, 15).first_minute) == "-0043-03-15T00:00"


def test_short_stretches_are_points_and_become_bars_when_zoomed_in() -> None:
    (far,), _ = pack([at(0)], ["x"], minutes_per_pixel=DAY)
    (near,), _ = pack([at(0)], ["x"], minutes_per_pixel=DAY / 100)
    assert (far.point, near.point) == (True, False)


def test_labels_push_neighbours_to_other_rows_and_tight_ones_do_not() -> None:
    days = [at(0), at(40), at(80)]
    labels = ["a label of some length"] * 3
    loose, rows = pack(days, labels, minutes_per_pixel=DAY)
    packed, tight_rows = pack(days, labels, minutes_per_pixel=DAY, tight=True)
    assert (rows, [place.row for place in loose]) == (3, [0, 1, 2])
    assert (tight_rows, [place.letters for place in packed]) == (1, [0, 0, len(labels[2])])


def test_a_label_runs_on_where_its_row_is_free() -> None:
    long = "x" * 70
    (alone,), _ = pack([at(0)], [long], minutes_per_pixel=DAY)
    beside, _ = pack([at(0), at(300)], [long, "y"], minutes_per_pixel=DAY)
    assert alone.letters == len(long)
    assert [place.row for place in beside] == [0, 0]
    assert 34 <= beside[0].letters < len(long)


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 400), st.booleans(), st.integers(0, 50)), max_size=40),
    st.sampled_from([0.5, 60.0, DAY / 2, DAY * 10.0]),
    st.booleans(),
)
def test_marks_and_labels_of_a_row_never_overlap(
    drawn: list[tuple[int, int, bool, int]], scale: float, tight: bool
) -> None:
    stretches = [
        Stretch((day * DAY, (day + length) * DAY), None, False, open_right) for day, length, open_right, _ in drawn
    ]
    labels = ["x" * letters for *_, letters in drawn]
    places, rows = pack(stretches, labels, scale, tight=tight)
    boxes: dict[int, list[tuple[float, float]]] = {}
    for stretch, place in zip(stretches, places, strict=True):
        left, right = (edge / scale for edge in stretch.outer)
        if place.point:
            left, right = stretch.middle / scale - POINT / 2, stretch.middle / scale + POINT / 2
        right += FADE * stretch.open_right + LETTER * place.letters
        boxes.setdefault(place.row, []).append((left, right))
    assert len(boxes) == rows
    for row in boxes.values():
        row.sort()
        assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(row))


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 90), st.integers(0, 50)), max_size=40), st.integers(1, 6))
def test_where_rows_are_few_marks_lie_over_others_and_labels_do_not(
    drawn: list[tuple[int, int, int]], most: int
) -> None:
    stretches = [at(day, length) for day, length, _ in drawn]
    places, rows = pack(stretches, ["x" * letters for *_, letters in drawn], DAY / 9, tight=True, most=most)
    assert rows <= most
    free, needed = pack(stretches, ["" for _ in drawn], DAY / 9, tight=True)
    assert any(place.over for place in places) == (needed > most)
    assert needed > most or [place.row for place in places] == [place.row for place in free]
    for stretch, place in zip(stretches, places, strict=True):
        label = stretch.outer[1] / DAY * 9, stretch.outer[1] / DAY * 9 + LETTER * place.letters
        for other, beside in zip(stretches, places, strict=True):
            if place.letters and beside.row == place.row and other is not stretch:
                left, right = (edge / DAY * 9 for edge in other.outer)
                assert right <= label[0] + 1e-6 or left >= label[1] - 1e-6


def test_focus_is_where_most_events_are_when_that_is_small() -> None:
    crowd = [at(7000 + day) for day in range(8)]
    full, close = focus([at(0), *crowd, at(100)])
    assert full == (0, 7008 * DAY)
    assert close == (7000 * DAY, 7008 * DAY)


def test_focus_is_everything_when_events_are_spread() -> None:
    full, close = focus([at(day * 10) for day in range(8)])
    assert full == close == (0, 71 * DAY)


def test_focus_keeps_the_publication_day() -> None:
    _, close = focus([at(0), at(1), *[at(9000 + day) for day in range(9)]], also=[9020 * DAY])
    assert close[1] == 9020 * DAY


def test_focus_of_nothing() -> None:
    assert focus([]) == ((0, DAY), (0, DAY))
