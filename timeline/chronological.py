"""The order of time, for every list of events: on the command line, on the pages, in exports and in comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from timeline.intervals import Interval


class Timed(Protocol):
    """What has a time, or None where it has no place on the calendar."""

    @property
    def when(self) -> Interval | None:
        """Its time."""


T = TypeVar("T", bound=Timed)


def time_key(when: Interval | None) -> tuple[bool, int, int]:
    """What to sort by: the middle of what is known of the begin, then of the end; what has no time comes last."""
    return (when is None, *(when.sort_key if when is not None else (0, 0)))


def chronological(events: Iterable[T]) -> Sequence[T]:
    """In the order of time; what has the same time, and what has none, as it was given."""
    return sorted(events, key=lambda e: time_key(e.when))
