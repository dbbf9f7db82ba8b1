"""Scales of the time axis: from minutes (`Bound.first_minute`) to places on the drawing, and back.

Each is a chain of straight pieces that only rises, so an order in time is an order on the drawing and every place is
one minute. Three are made: in proportion; with empty stretches folded, so that what lies close together has room; and
by plain order, every date as far from the next as any other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Axis = Literal["room", "proportional", "order"]
AXES: tuple[Axis, ...] = ("room", "proportional", "order")
LENGTH = 1000.0
"""From the first to the last date of a scale, whatever it is; a place has no other unit."""
MOST_BREAKS = 12
ONE_BREAK, ALL_BREAKS = 0.055, 0.2
"""Share of the whole that a folded stretch takes, and that all of them may."""
DAY, YEAR = 24 * 60, 525_949
"""Minutes; the year is the mean Gregorian one (365.2425 days)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Minutes that are fixed, the places they have, and the stretches (first and last minute) that are folded.

    Both rise from each to the next. Beyond the ends the first and the last piece go on.
    """

    minutes: tuple[int, ...]
    places: tuple[float, ...]
    breaks: tuple[tuple[int, int], ...] = ()

    def at(self, minute: float) -> float:
        """The place of a minute."""
        return _along(minute, self.minutes, self.places)

    def minute(self, place: float) -> int:
        """The minute nearest to a place: the inverse of `at`."""
        return round(_along(place, self.places, self.minutes))


def _along(value: float, these: Sequence[float], those: Sequence[float]) -> float:
    piece = min(max(bisect_right(these, value) - 1, 0), len(these) - 2)
    low, high = these[piece], these[piece + 1]
    share = (value - low) / (high - low)
    if share == 1:
        return those[piece + 1]
    return those[piece] + share * (those[piece + 1] - those[piece])


def scale_of(axis: Axis, marks: Iterable[int]) -> Scale:
    """The scale on which the marks (minutes at which something begins or ends) are drawn."""
    known = sorted(set(marks))
    if len(known) < 2:
        middle = known[0] if known else DAY
        known = [middle - DAY // 2, middle + DAY // 2]
    if axis == "order":
        step = LENGTH / (len(known) - 1)
        return Scale(tuple(known), tuple(step * number for number in range(len(known))))
    gaps = widest_gaps(known) if axis == "room" else []
    return _folded(known[0], known[-1], gaps)


def widest_gaps(marks: Sequence[int]) -> list[tuple[int, int]]:
    """The empty stretches to fold, in the order of time: the widest first, for as long as that gives room.

    It does while the middle one of the gaps left would be drawn narrower than a third of an even share of the whole,
    and while the widest is drawn half as wide again as it is when folded.
    """
    gaps = sorted((after - before, before) for before, after in pairwise(marks))
    number = len(gaps)
    left = sum(length for length, _ in gaps)
    folded: list[tuple[int, int]] = []
    while gaps and len(folded) < min(MOST_BREAKS, number - 1):
        width = _share(len(folded))
        shown = (1 - width * len(folded)) / left
        if gaps[len(gaps) // 2][0] * shown * 3 * number >= 1 or gaps[-1][0] * shown < 1.6 * _share(len(folded) + 1):
            break
        length, before = gaps.pop()
        left -= length
        folded.append((before, before + length))
    return sorted(folded)


def _share(number: int) -> float:
    return min(ONE_BREAK, ALL_BREAKS / number) if number else 0.0


def _folded(first: int, last: int, gaps: Sequence[tuple[int, int]]) -> Scale:
    """Straight but for the gaps, which keep a little of themselves at both ends, so that no mark touches a break."""
    kept = last - first - sum(high - low for low, high in gaps)
    margin = max(kept // 50, 1)
    breaks = [(low + m, high - m) for low, high in gaps if (m := min(margin, (high - low) // 4)) >= 0]
    breaks = [(low, high) for low, high in breaks if low < high]
    width = _share(len(breaks)) * LENGTH
    rest = last - first - sum(high - low for low, high in breaks)
    each = (LENGTH - width * len(breaks)) / max(rest, 1)
    minutes, places = [first], [0.0]
    for low, high in breaks:
        if low > minutes[-1]:
            places.append(places[-1] + (low - minutes[-1]) * each)
            minutes.append(low)
        places.append(places[-1] + width)
        minutes.append(high)
    if last > minutes[-1]:
        minutes.append(last)
        places.append(LENGTH)
    return Scale(tuple(minutes), tuple(places), tuple(breaks))


UNITS = ((YEAR, "year"), (YEAR // 12, "month"), (DAY, "day"), (60, "hour"), (1, "minute"))


def length_words(minutes: int) -> str:
    """A length in one round unit: "38 years", "5 months", "1 day"."""
    for unit, name in UNITS:
        least = 2 if name in ("year", "month") else 1
        if minutes >= least * unit * 0.97:
            number = max(round(minutes / unit), 1)
            return f"{number:,} {name}{'' if number == 1 else 's'}"
    return "less than a minute"
