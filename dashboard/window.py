"""The part of a scale that is looked at: kept inside the events, brought to one of them, never empty."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.scale import LENGTH, Scale
from timeline.intervals import Bound

Window = tuple[float, float]
"""Two places of a scale, the first before the second."""
MARGIN = 0.03
"""Of the width of a window, to each side of what it is made for."""
LEAST = 20
"""Minutes of the narrowest window."""


def whole(scale: Scale) -> Window:
    """All of the scale."""
    return (scale.places[0] - MARGIN * LENGTH, scale.places[-1] + MARGIN * LENGTH)


def parsed(texts: Sequence[str] | None) -> tuple[int, int] | None:
    """Two ISO days or minutes as minutes; None for what is no stretch."""
    if texts is None or len(texts) != 2:
        return None
    try:
        first, last = (Bound.parse(text).first_minute for text in texts)
    except ValueError:
        return None
    return (first, last) if first < last else None


def window_of(scale: Scale, minutes: tuple[int, int] | None, marks: Sequence[Window]) -> Window:
    """The window of the minutes asked for, inside the whole, no narrower than can be told apart, and with a mark in it.

    marks: the places that the events cover. Where none is in the window, it goes to the nearest.
    """
    full = whole(scale)
    if minutes is None:
        return full
    low, high = scale.at(minutes[0]), scale.at(minutes[1])
    middle = scale.minute((low + high) / 2)
    half = max((high - low) / 2, (scale.at(middle + LEAST) - scale.at(middle)) / 2)
    found = inside(((low + high) / 2 - half, (low + high) / 2 + half), full)
    if not marks or any(one[1] >= found[0] and one[0] <= found[1] for one in marks):
        return found
    centre = (found[0] + found[1]) / 2
    near = min(marks, key=lambda one: max(one[0] - centre, centre - one[1]))
    to = near[0] if near[0] > centre else near[1]
    return inside((to - half, to + half), full)


def inside(window: Window, full: Window) -> Window:
    """The window moved, and narrowed where it must be, to lie in the whole."""
    size = min(window[1] - window[0], full[1] - full[0])
    low = min(max(window[0], full[0]), full[1] - size)
    return low, low + size


def brought(window: Window, full: Window, mark: Window, others: Sequence[Window]) -> Window:
    """The window in which a mark is seen, from end to end where it can be, with the nearest of the others beside it.

    It stays as it is where it shows the mark already; it keeps its width where the mark and a neighbour fit into it,
    and is as much wider as they need where they do not.
    """
    size = window[1] - window[0]
    seen = min(mark[1], window[1]) - max(mark[0], window[0])
    if seen >= 0 and (mark[1] - mark[0] <= size * 0.98 or seen < size * 0.98) and _shown(window, mark):
        return window
    low, high = mark
    beside = sorted(others, key=lambda one: max(one[0] - high, low - one[1], 0))
    for one in beside[:3]:
        wider = min(low, one[0]), max(high, one[1])
        if wider[1] - wider[0] <= max(size * 0.7, (mark[1] - mark[0]) * 2):
            low, high = wider
    need = (high - low) / (1 - 2 * MARGIN - 0.2)  # a fifth for its label
    size = max(size, need)
    middle = (low + high) / 2
    return inside((middle - size / 2, middle + size / 2), full)


def _shown(window: Window, mark: Window) -> bool:
    """Is all of the mark seen, or as much as is worth while: an end of it, and a good part of the window?"""
    size = window[1] - window[0]
    if window[0] <= mark[0] and mark[1] <= window[1]:
        return True
    part = min(mark[1], window[1]) - max(mark[0], window[0])
    return (window[0] < mark[0] or mark[1] < window[1]) and part >= size * 0.15
