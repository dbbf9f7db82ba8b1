"""Where each event is drawn: its stretch in minutes, as bar or point at this zoom, and the row it gets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from timeline.intervals import Bound, Interval
from timeline.intervals.bounds import FIRST_YEAR, LAST_YEAR, MINUTES, ordinal

_EDGE = re.compile(r"-?\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d)?")
FIRST, LAST = ordinal(FIRST_YEAR, 1, 1) * MINUTES, ordinal(LAST_YEAR, 12, 31) * MINUTES + MINUTES - 1
LETTER = 6.4
POINT = 13
SHORT = 8
GAP = 10
FADE = 54


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval to be drawn, in minutes since the calendar's zero (`Bound.first_minute`); ends are exclusive.

    `outer` is all that may be covered, `core` what certainly is (None: somewhere within). An open side ends where
    something is known.
    """

    outer: tuple[int, int]
    core: tuple[int, int] | None
    open_left: bool
    open_right: bool

    @property
    def middle(self) -> int:
        """Of the core, or of all of it."""
        low, high = self.core or self.outer
        return (low + high) // 2


def stretch_of(when: Interval | None) -> Stretch | None:
    """What is drawn of an interval; None where nothing of it is known."""
    if when is None:
        return None
    begin, end = when.begin, when.end
    core = None
    if begin.latest is not None and end.earliest is not None:
        sure = begin.latest.first_minute, end.earliest.last_minute + 1
        core = sure if sure[0] < sure[1] else None
    starts = [bound.first_minute for bound in (begin.earliest, end.earliest) if bound is not None]
    stops = [bound.last_minute + 1 for bound in (end.latest, begin.latest) if bound is not None]
    if not starts and not stops:
        return None
    low = starts[0] if begin.earliest is not None or (starts and not core) else core[0] if core else stops[0]
    high = stops[0] if end.latest is not None or (stops and not core) else core[1] if core else starts[0]
    return Stretch((low, max(low, high)), core, begin.earliest is None, end.latest is None)


def iso(minute: int) -> str:
    """The minute as ISO text, which Plotly's date axes take from 9999 BC to 9999."""
    day, rest = divmod(max(FIRST, min(minute, LAST)), MINUTES)
    return Bound(day, rest).isoformat()


def span_of(texts: tuple[str, str]) -> tuple[int, int] | None:
    """Minutes of the ends of an axis as Plotly writes them ("2013-06-05 16:12:30.5"); None for what is no range."""
    found = [_EDGE.match(text) for text in texts]
    try:
        first, last = (Bound.parse(one[0]).first_minute for one in found if one is not None)
    except ValueError:
        return None
    return first, max(last, first + 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one event stands: row, whether it is drawn as a point at this zoom, the letters its label may have, and
    whether it lies over another for want of rows.
    """

    row: int
    point: bool
    letters: int
    over: bool = False


def pack(
    stretches: Sequence[Stretch],
    labels: Sequence[str],
    minutes_per_pixel: float,
    letters: int = 34,
    tight: bool = False,
    most: int | None = None,
) -> tuple[list[Place], int]:
    """Give each event the first row that is free where it and its label stand (greedy interval partition).

    letters: room kept for a label, which may run on where the row is free. tight: pack the marks alone; labels stand
    only where there happens to be room. most: rows at most; where they are full, a mark lies over the end of another
    (`Place.over`). Returns the places in the order given, and the number of rows.
    """
    points = [_is_point(stretch, minutes_per_pixel) for stretch in stretches]
    boxes = []
    for stretch, point in zip(stretches, points, strict=True):
        left, right = (edge / minutes_per_pixel for edge in stretch.outer)
        if point:
            middle = stretch.middle / minutes_per_pixel
            left, right = middle - POINT / 2, middle + POINT / 2
        boxes.append((left - FADE * stretch.open_left, right + FADE * stretch.open_right))
    free: list[float] = []
    rows = [0] * len(boxes)
    over = [False] * len(boxes)
    for index in sorted(range(len(boxes)), key=lambda i: boxes[i]):
        left, right = boxes[index]
        wide = 0 if tight else LETTER * min(len(labels[index]), letters) + GAP
        row = next((number for number, edge in enumerate(free) if edge <= left), len(free))
        if row == most:
            row, over[index] = free.index(min(free)), True
        elif row == len(free):
            free.append(0)
        free[row] = max(right + wide + GAP / 2, free[row] if over[index] else 0)
        rows[index] = row
    return _with_letters(boxes, rows, over, points, labels), len(free)


def _with_letters(
    boxes: Sequence[tuple[float, float]],
    rows: Sequence[int],
    over: Sequence[bool],
    points: Sequence[bool],
    labels: Sequence[str],
) -> list[Place]:
    """How many letters fit before the next mark of the row; too few to read, or over another mark, are none."""
    fitting = [0.0] * len(boxes)
    ahead: dict[int, float] = {}
    for index in sorted(range(len(boxes)), key=lambda i: boxes[i], reverse=True):
        left, right = boxes[index]
        fitting[index] = min((ahead.get(rows[index], inf) - right - GAP) / LETTER, len(labels[index]))
        ahead[rows[index]] = left
    covered: dict[int, float] = {}
    for index in sorted(range(len(boxes)), key=lambda i: boxes[i]):
        right = boxes[index][1]
        if right < covered.get(rows[index], -inf):
            fitting[index] = 0
        covered[rows[index]] = max(right, covered.get(rows[index], -inf))
    return [
        Place(row, point, int(room) if room >= min(len(label), 6) else 0, lies)
        for row, point, room, label, lies in zip(rows, points, fitting, labels, over, strict=True)
    ]


def _is_point(stretch: Stretch, minutes_per_pixel: float) -> bool:
    low, high = stretch.outer
    return (high - low) / minutes_per_pixel < SHORT and not (stretch.open_left or stretch.open_right)


def focus(stretches: Sequence[Stretch], also: Sequence[int] = ()) -> tuple[tuple[int, int], tuple[int, int]]:
    """The range that shows everything, and the one to begin with: where most events are crowded, if that is small.

    also: minutes (publication) that belong to both. Both ranges are without margins.
    """
    edges = [edge for stretch in stretches for edge in stretch.outer] + list(also)
    if not edges:
        return (0, MINUTES), (0, MINUTES)
    full = (min(edges), max(edges))
    middles = sorted(stretch.middle for stretch in stretches)
    most = max(3, -(-len(middles) * 7 // 10))
    if len(middles) <= most:
        return full, full
    first = min(range(len(middles) - most + 1), key=lambda i: middles[i + most - 1] - middles[i])
    last = first + most - 1
    near = max(middles[last] - middles[first], MINUTES) / 2
    while first > 0 and middles[first] - middles[first - 1] <= near:
        first -= 1
    while last < len(middles) - 1 and middles[last + 1] - middles[last] <= near:
        last += 1
    low, high = min([middles[first], *also]), max([middles[last], *also])
    inside = [s for s in stretches if low <= s.middle <= high and s.outer[1] - s.outer[0] <= 3 * (high - low)]
    crowded = min([low, *(s.outer[0] for s in inside)]), max([high, *(s.outer[1] for s in inside)])
    return full, (crowded if (crowded[1] - crowded[0]) * 5 < full[1] - full[0] else full)
