"""The order in which the lines of a printed page are read: down one column, then down the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, median_low

_ROWS = 3
"""Fewest rows that two columns share."""
_FILLED = 0.7
"""Share of a column's width that the lines of prose fill. Cells of a table are shorter: a table is read row by row."""
_WORDS = 3
"""Fewest words of a line of prose in a narrow column, in the middle of all."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one row: left and right edge, base line (upwards) and height of the letters, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


def in_reading_order(runs: Sequence[Line]) -> list[Line]:
    """The lines of a page as one reads them: columns of prose one after another, rows of a table whole.

    What goes over two columns, a headline, is read before what stands below it.
    """
    edge = _gutter(runs)
    if edge is None:
        return _rows(runs)
    left, right, over = _parted(runs, edge)
    out: list[Line] = []
    for head in [*sorted(over, key=lambda run: -run.base), None]:
        for part in (left, right):
            out += in_reading_order([run for run in part if head is None or run.base > head.base])
        if head is not None:
            left, right = ([run for run in part if run.base <= head.base] for part in (left, right))
            out.append(head)
    return out


def _parted(runs: Sequence[Line], edge: float) -> tuple[list[Line], list[Line], list[Line]]:
    """The runs left of an edge, those right of it, and those that go over it."""
    left = [run for run in runs if run.right <= edge]
    right = [run for run in runs if run.right > edge and run.left >= edge - run.size]
    over = [run for run in runs if run.right > edge and run.left < edge - run.size]
    return left, right, over


def _gutter(runs: Sequence[Line]) -> float | None:
    """Where the second of two columns of prose begins, None where there is one column, or a table."""
    by_row: dict[int, list[Line]] = {}
    for run in runs:
        by_row.setdefault(round(run.base), []).append(run)
    seconds = sorted(
        sorted(row, key=lambda run: run.left)[1].left for row in by_row.values() if len({r.left for r in row}) > 1
    )
    if len(seconds) < _ROWS:
        return None
    edge = median_low(seconds)
    left, right, over = _parted(runs, edge)
    if min(len(left), len(right)) < _ROWS or len(over) > len(runs) / 2:
        return None
    width = max(run.right for run in left) - min(run.left for run in left)
    filled = median(run.right - run.left for run in left) >= _FILLED * width
    wordy = median(len(run.text.split()) for run in left) >= _WORDS
    wordy = wordy and median(len(run.text.split()) for run in right) >= _WORDS
    return edge if filled and wordy else None


def _rows(runs: Sequence[Line]) -> list[Line]:
    """Runs that follow each other on one row made one line."""
    out: list[Line] = []
    for run in runs:
        if out and abs(out[-1].base - run.base) < 0.3 * run.size and run.left >= out[-1].right:
            last = out.pop()
            run = Line(f"{last.text} {run.text}", last.left, run.right, last.base, max(last.size, run.size))
        out.append(run)
    return out
