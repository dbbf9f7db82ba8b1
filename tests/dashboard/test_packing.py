"""Stretches, rows and ranges of the figure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.packing import FADE, POINT, Box, Place, Stretch, box_of, pack, shortened, stretch_of, wide
from timeline.intervals import Bound, Bounds, Grain, Interval

B = Bound.of
DAY = 1440


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


def box(left: float, right: float, words: str = "x", weight: float = 0, point: bool = False) -> Box:
    return Box(left, right, point, words, weight)


def test_short_stretches_are_points_and_become_bars_when_zoomed_in() -> None:
    one = Stretch((0, DAY), (0, DAY), False, False)
    assert box_of(100, 101, one, "x", 0).point
    assert not box_of(100, 200, one, "x", 0).point
    assert not box_of(100, 101, replace(one, open_right=True), "x", 0).point


def test_a_point_is_as_wide_as_its_mark_wherever_it_is() -> None:
    assert box_of(100, 100, Stretch((0, 0), None, False, False), "x", 0) == Box(
        100 - POINT / 2, 100 + POINT / 2, True, "x"
    )


def test_labels_push_neighbours_to_other_rows() -> None:
    words = "a label of some length"
    places, rows = pack([box(n * 40, n * 40 + 13, words) for n in range(3)], 1000, 34)
    assert (rows, [place.row for place in places]) == (3, [0, 1, 2])
    apart, rows = pack([box(n * 300, n * 300 + 13, words) for n in range(3)], 1000, 34)
    assert (rows, [place.row for place in apart]) == (1, [0, 0, 0])


def said(place: Place) -> str:
    return place.label.words if place.label else ""


def test_a_label_runs_on_where_its_row_is_free() -> None:
    long = "some words and " * 5
    (alone,), _ = pack([box(0, 13, long)], 2000, 34)
    beside, _ = pack([box(0, 13, long), box(400, 420, "y")], 2000, 34)
    assert said(alone) == long
    assert [place.row for place in beside] == [0, 0]
    assert 34 < len(said(beside[0])) < len(long)


@pytest.mark.parametrize(
    ("left", "right", "point", "where"),
    [
        (100, 113, True, "right"),
        (980, 993, True, "left"),  # there is no room to the right: to the left of it
        (-500, 1500, False, "inside"),  # a bar that fills the view still says what it is
        (-500, 300, False, "right"),
        (700, 1500, False, "inside"),
        (985, 1500, False, "left"),
    ],
)
def test_a_label_stands_where_there_is_room(left: float, right: float, point: bool, where: str) -> None:
    ((place,), _) = pack([box(left, right, "The bridge is closed", point=point)], 1000, 34)
    label = place.label
    assert label is not None
    assert label.words == "The bridge is closed"
    assert 0 <= label.left < label.right <= 1000
    found = "right" if label.left >= right else "left" if label.right <= left else "inside"
    assert found == where


drawn = st.lists(
    st.tuples(st.floats(-400, 1400), st.floats(1, 900), st.booleans(), st.integers(1, 60), st.floats(0, 9)), max_size=40
)


@given(drawn, st.one_of(st.none(), st.integers(1, 6)), st.sampled_from([14, 26, 34]))
def test_marks_and_labels_of_a_row_never_overlap(
    items: list[tuple[float, float, bool, int, float]], most: int | None, letters: int
) -> None:
    boxes = [
        Box(left, left + (POINT if point else wide_), point, "e" * count, weight)
        for left, wide_, point, count, weight in items
    ]
    places, rows = pack(boxes, 1000, letters, most)
    taken: dict[int, list[tuple[float, float]]] = {}
    for one, place in zip(boxes, places, strict=True):
        if place.cluster is not None:
            assert place.row == most
            continue
        parts = [(one.left, one.right)]
        if place.label is not None:
            assert place.label.right <= 1000 + 1e-6
            inside = place.label.left >= one.left and place.label.right <= one.right
            parts += [] if inside else [(place.label.left, place.label.right)]
        taken.setdefault(place.row, []).extend(parts)
    assert len(taken) <= rows
    for parts in taken.values():
        seen = sorted(
            (max(low, -FADE), min(high, 1000 + FADE)) for low, high in parts if high > -FADE and low < 1000 + FADE
        )
        assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(seen))


def test_where_rows_are_few_the_heaviest_are_drawn_and_the_others_are_counted() -> None:
    boxes = [box(100, 113, f"event {n}", weight=n, point=True) for n in range(12)]
    places, rows = pack(boxes, 1000, 26, most=3)
    assert [place.cluster is None for place in places] == [False] * 9 + [True] * 3
    assert rows == 4
    assert {place.cluster for place in places[:9]} == {0}


def test_clusters_hold_what_lies_close_together_only() -> None:
    boxes = [box(left, left + 13, "x", point=True) for left in (100, 100, 105, 600, 600, 603)]
    places, _ = pack(boxes, 1000, 26, most=0)
    assert [place.cluster for place in places] == [0, 0, 0, 1, 1, 1]


@given(st.text(max_size=80), st.floats(0, 600))
def test_shortened_words_fit(words: str, room: float) -> None:
    cut = shortened(words, room)
    assert not cut or wide(cut) <= room + 1e-6
    assert cut in ("", words) or words.startswith(cut[:-1].rstrip())
