"""Where each event is drawn: its stretch in minutes, as bar or point at this zoom, its row, and its label."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from timeline.intervals import Interval
from timeline.intervals.bounds import FIRST_YEAR, LAST_YEAR, MINUTES, ordinal

FIRST, LAST = ordinal(FIRST_YEAR, 1, 1) * MINUTES, ordinal(LAST_YEAR, 12, 31) * MINUTES + MINUTES - 1
"""The first and last minute of the calendar."""
POINT, SHORT, GAP, FADE = 13, 8, 10, 44
"""Pixels: of a point, below which a bar is one, between mark and label, and of an end that fades out."""
FEWEST_LETTERS = 8
CLUSTER = 46
"""Pixels within which events that have no row of their own are drawn as one mark."""
_NARROW, _WIDE = frozenset("fijlrtI.,:;'’|!()[] "), frozenset("mwMW@%—…")


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


@lru_cache(maxsize=16_384)
def wide(words: str) -> float:
    """Pixels that words take at 12 pixels, a little more rather than less."""
    return sum(
        4.2 if letter in _NARROW else 11 if letter in _WIDE else 8.6 if letter.isupper() else 6.9 for letter in words
    )


def shortened(words: str, room: float) -> str:
    """As much of the words as has room, with an ellipsis where some is left out; "" where that says too little."""
    if wide(words) <= room:
        return words
    letters = len(words)
    while letters > 0 and wide(words[:letters]) + 11 > room:
        letters -= max(1, int((wide(words[:letters]) + 11 - room) / 11))
    return words[:letters].rstrip() + "…" if letters >= FEWEST_LETTERS else ""


@dataclass(frozen=True, slots=True)
class Box:
    """A mark in pixels from the left of the window, which is `width` wide: all of it, whether it is a point, its words.

    weight: the heavier goes first where there is not room for all.
    """

    left: float
    right: float
    point: bool
    words: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand beside or inside a mark, from `left` to `right` in pixels.

    ends: they stand before their mark, and are drawn up to it whatever the letters of the reader's fonts measure.
    """

    words: str
    left: float
    right: float
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The row of a mark, and its label where it has one. cluster: the number of the one that it is drawn as part of."""

    row: int
    label: Label | None = None
    cluster: int | None = None


def box_of(left: float, right: float, stretch: Stretch, words: str, weight: float) -> Box:
    """The box of a stretch whose ends are drawn at `left` and `right`."""
    point = right - left < SHORT and not (stretch.open_left or stretch.open_right)
    if point:
        middle = (left + right) / 2
        return Box(middle - POINT / 2, middle + POINT / 2, True, words, weight)
    return Box(left - FADE * stretch.open_left, right + FADE * stretch.open_right, False, words, weight)


class Rows:
    """Which pixels of each row are taken. Rows without end, or `most` of them."""

    def __init__(self, most: int | None = None) -> None:
        self.taken: list[list[tuple[float, float]]] = []
        self.most = most

    def free(self, row: int, left: float, right: float) -> bool:
        """Is nothing there?"""
        taken = self.taken[row]
        at = bisect_left(taken, (left, left))
        return (at == 0 or taken[at - 1][1] <= left) and (at == len(taken) or taken[at][0] >= right)

    def put(self, left: float, right: float) -> int | None:
        """The first row where it fits, which it takes; None where it fits in none."""
        for row in count() if self.most is None else range(self.most):
            if row == len(self.taken):
                self.taken.append([])
            if self.free(row, left, right):
                insort(self.taken[row], (left, right))
                return row
        return None

    def room(self, row: int, left: float, right: float) -> float:
        """Where the next thing to the right of a taken stretch begins."""
        at = bisect_left(self.taken[row], (left, right)) + 1
        return self.taken[row][at][0] if at < len(self.taken[row]) else float("inf")


def pack(
    boxes: Sequence[Box], width: float, letters: int, most: int | None = None, enough: int | None = None
) -> tuple[list[Place], int]:
    """Give each mark a row and a label, so that no two marks, and no label and any other thing, lie over each other.

    letters: of a label that its row is kept free for; it is longer where the row happens to be. most: rows at most:
    then the heavier marks are placed first, each with its label, a shorter one, or none; what has no row is gathered in
    clusters in one more row. enough: where it takes more rows than that, no places are given. Returns the places in the
    order given, and the number of rows.
    """
    rows = Rows(most)
    places: list[Place | None] = [None] * len(boxes)
    kept: dict[int, tuple[float, float]] = {}
    order = sorted(range(len(boxes)), key=lambda i: (boxes[i].left, boxes[i].right, -boxes[i].weight))
    if most is not None:
        order.sort(key=lambda i: -boxes[i].weight)
    for index in order:
        box = boxes[index]
        for label in _labels(box, width, letters, short=most is not None):
            left = min(max(box.left, -FADE), label.left if label else box.left)
            right = max(min(box.right, width + FADE), label.right if label else box.right)
            row = rows.put(left, right + GAP / 2)
            if row is not None and enough is not None and row >= enough:
                return [], row + 1
            if row is not None:
                places[index] = Place(row, label)
                kept[index] = (left, right + GAP / 2)
                break
    for index, (left, right) in kept.items():
        place = places[index]
        assert place is not None
        places[index] = replace(place, label=_longer(boxes[index], place, rows.room(place.row, left, right), width))
    left_over = sorted((i for i, place in enumerate(places) if place is None), key=lambda i: boxes[i].left)
    for number, members in enumerate(_near([(_middle(boxes[i], width), i) for i in left_over])):
        for index in members:
            places[index] = Place(len(rows.taken), None, number)
    found = [place for place in places if place is not None]
    return found, len(rows.taken) + bool(left_over)


def _labels(box: Box, width: float, letters: int, short: bool) -> Iterator[Label | None]:
    """Where the label may stand, best first; then without one."""
    for most in (letters, 16) if short else (letters,):
        words = box.words if len(box.words) <= most else box.words[: most - 1].rstrip() + "…"
        if (label := _beside(box, words, width)) is not None:
            yield label
    yield None


def _beside(box: Box, words: str, width: float) -> Label | None:
    """To the right of the mark, inside what is seen of its bar, or to its left: where the window has room for it."""
    size = wide(words)
    right = box.right + GAP / 2
    if right >= 0 and right + size <= width:
        return Label(words, right, right + size)
    inner = max(box.left, 0) + 8, min(box.right, width) - 4
    if not box.point and inner[1] - inner[0] >= size:
        return Label(words, inner[0], inner[0] + size)
    left = box.left - GAP / 2
    if left - size >= 0 and left <= width:
        return Label(words, left - size, left, True)
    for low, high in ((right, width), inner):
        if (low >= 0 and (low == right or not box.point)) and (cut := shortened(words, high - low)):
            return Label(cut, low, low + wide(cut))
    return None


def _longer(box: Box, place: Place, free: float, width: float) -> Label | None:
    """The label with as many letters as there is room for after all."""
    label = place.label
    if label is None or not label.words.endswith("…") or label.left < box.right:
        return label
    words = shortened(box.words, min(free - GAP / 2, width) - label.left)
    return label if wide(words) <= wide(label.words) else Label(words, label.left, label.left + wide(words))


def _middle(box: Box, width: float) -> float:
    return (max(box.left, 0) + min(box.right, width)) / 2


def _near(places: Sequence[tuple[float, int]]) -> Iterator[list[int]]:
    """Those that lie within the width of a cluster, from the left."""
    members: list[int] = []
    begin = 0.0
    for middle, index in sorted(places):
        if members and middle - begin > CLUSTER:
            yield members
            members = []
        if not members:
            begin = middle
        members.append(index)
    if members:
        yield members
