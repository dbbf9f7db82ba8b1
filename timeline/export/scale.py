"""From time to place on a picture: stretches of time in proportion, and folds where nothing happens for long.

One date in 1961 beside thirty in one week of 2013 would make the week a smear: a gap that takes much of what is left
to show is folded to a fixed width, and says how long it is. Between two folds time is in proportion; a stretch with
many dates gets more room than an equally long one with few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.intervals import Bound, ordinal
from timeline.intervals.bounds import MINUTES

_SHARE, _MOST_FOLDS, _BY_NUMBER = 0.15, 6, 0.8
FOLD, LEAST = 24.0, 26.0
"""Width of a fold, and the least of a stretch that is shown, in pixels."""
_DAY, _YEAR = MINUTES, 365.2425 * MINUTES
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Piece:
    """Minutes `low`..`high` shown from `left` to `right` (pixels)."""

    low: int
    high: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line with its words; `left` in pixels."""

    left: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Pieces in the order of time; between two of them time is folded."""

    pieces: tuple[Piece, ...]

    @classmethod
    def over(cls, edges: Sequence[int], width: float) -> Scale:
        """The scale on which all edges (minutes, any order) lie between 0 and `width`."""
        points = sorted(set(edges)) or [0]
        groups = _groups(points)
        room = width - FOLD * (len(groups) - 1) - LEAST * len(groups)
        total = sum(high - low for low, high in groups) or 1
        pieces, left = [], 0.0
        for low, high in groups:
            dates = sum(low < point <= high for point in points) / max(len(points) - len(groups), 1)
            right = left + LEAST + max(room, 0) * (_BY_NUMBER * dates + (1 - _BY_NUMBER) * (high - low) / total)
            pieces.append(Piece(low, high, left, right))
            left = right + FOLD
        if len(groups) == 1:
            pieces = [Piece(pieces[0].low, pieces[0].high, 0.0, width)]
        return cls(tuple(pieces))

    def place(self, minute: int) -> float:
        """Pixels from the left; what lies before or after all pieces is put at their edge, what is folded in a fold."""
        for number, piece in enumerate(self.pieces):
            if minute <= piece.high:
                if minute < piece.low:
                    if number == 0:
                        return piece.left
                    before = self.pieces[number - 1]
                    return piece.left - FOLD * (piece.low - minute) / (piece.low - before.high)
                if piece.high == piece.low:
                    return (piece.left + piece.right) / 2
                return piece.left + (piece.right - piece.left) * (minute - piece.low) / (piece.high - piece.low)
        return self.pieces[-1].right

    def folds(self) -> Iterator[Tick]:
        """The middle of each fold, with how long it is."""
        for before, after in pairwise(self.pieces):
            yield Tick((before.right + after.left) / 2, length_words(after.low - before.high))

    def ticks(self, spacing: float = 74.0) -> list[Tick]:
        """Lines of the calendar, at least about `spacing` pixels apart."""
        found: list[Tick] = []
        for piece in self.pieces:
            if piece.high - piece.low < _DAY // 2:
                found.append(Tick(self.place((piece.low + piece.high) // 2), _day(piece.low, True)))
                continue
            inside = [Tick(self.place(at), words) for at, words in _lines(piece, spacing)]
            found += inside or [Tick(piece.left, _day(piece.low, True))]
        return found


def length_words(minutes: int) -> str:
    """A length in its largest fitting unit: "38 years", "5 months", "12 days", "7 hours"."""
    for size, unit in ((_YEAR, "year"), (_YEAR / 12, "month"), (_DAY, "day"), (60, "hour")):
        if minutes >= size:
            number = round(minutes / size)
            return f"{number} {unit}{'s' if number != 1 else ''}"
    return f"{minutes} minutes"


def _groups(points: list[int]) -> list[tuple[int, int]]:
    gaps = sorted(((b - a, a) for a, b in pairwise(points)), reverse=True)
    left, cut = points[-1] - points[0], set()
    for gap, start in gaps[:_MOST_FOLDS]:
        if gap <= 2 * _DAY or gap <= _SHARE * left:
            break
        cut.add(start)
        left -= gap
    groups, low = [], points[0]
    for point, after in zip(points, [*points[1:], None], strict=False):
        if point in cut or after is None:
            groups.append((low, point))
            low = after if after is not None else point
    return groups


def _lines(piece: Piece, spacing: float) -> Iterator[tuple[int, str]]:
    """Minute and words of each calendar line in a piece, at the finest step that leaves room."""
    least = spacing * (piece.high - piece.low) / max(piece.right - piece.left, 1)
    for hours in (1, 3, 6, 12):
        if hours * 60 >= least:
            return _every(piece, hours * 60)
    for days in (1, 2, 7, 14):
        if days * _DAY >= least:
            return _every(piece, days * _DAY)
    for months in (1, 3, 6):
        if months * _YEAR / 12 >= least:
            return _months(piece, months)
    size = 1
    while size * _YEAR < least:
        size *= 10
    step = next(step for step in (size // 5 or 1, size // 2 or 1, size) if step * _YEAR >= least or step == size)
    return _months(piece, step * 12)


def _every(piece: Piece, step: int) -> Iterator[tuple[int, str]]:
    at = -(-piece.low // step) * step
    first = True
    while at <= piece.high:
        if step >= _DAY or at % _DAY == 0:
            yield at, _day(at, first or step >= 7 * _DAY)
        else:
            yield at, f"{at % _DAY // 60:02d}:00" if not first else f"{_day(at, False)}, {at % _DAY // 60:02d}:00"
        first = False
        at += step


def _months(piece: Piece, step: int) -> Iterator[tuple[int, str]]:
    start = Bound(max(piece.low // _DAY, Bound.of(-9999).day))
    month = start.year * 12
    month -= month % step
    last = Bound.of(9999, 12, 31).first_minute
    while True:
        year, index = divmod(month, 12)
        at = ordinal(year, index + 1, 1) * _DAY
        if at > min(piece.high, last):
            return
        if at >= piece.low:
            yield at, year_words(year) if step % 12 == 0 else f"{_MONTHS[index]} {year_words(year)}"
        month += step


def _day(minute: int, year: bool) -> str:
    day = Bound(minute // _DAY)
    _, month, number = day.isoformat()[-10:].split("-")[-3:]
    return f"{int(number)} {_MONTHS[int(month) - 1]}" + (f" {year_words(day.year)}" if year else "")


def year_words(year: int) -> str:
    """A year, before Christ with its mark."""
    return str(year) if year > 0 else f"{1 - year} BC"
