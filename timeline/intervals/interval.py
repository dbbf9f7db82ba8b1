"""Intervals with four bounds and their nearest EDTF string.

The bounds are CIDOC CRM's begin of the begin (P82a), end of the begin (P81a), begin of the end (P81b) and end of
the end (P82b), each an inclusive day or minute. EDTF is ISO 8601-2:2019, levels 0 to 2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from timeline.intervals.bounds import Bound, OrderError
from timeline.intervals.cells import SEASONS, Cell, Grain, cell_of

_EDTF_SEASON = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Not before `earliest`, not after `latest`; None is open. OrderError where that leaves nothing."""

    earliest: Bound | None = None
    latest: Bound | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and _past(self.earliest, self.latest):
            raise OrderError(f"earliest {self.earliest} is after latest {self.latest}")

    @property
    def exact(self) -> bool:
        """Is there only one day or minute left?"""
        return self.earliest is not None and self.earliest == self.latest


def _past(a: Bound, b: Bound) -> bool:
    """Does `a` as a lower bound leave nothing up to `b`?"""
    return a.first_minute > b.last_minute


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time: when it begins, when it ends, and how coarsely that was said.

    "March 2013" as a stretch begins 2013-03-01..2013-03-01 and ends 2013-03-31..2013-03-31; an event somewhere
    in March begins and ends 2013-03-01..2013-03-31. OrderError where begin and end cannot be in order.

    about: it was said to be near this ("c. 1803"); no bound says how near, so like `edtf`, which has a sign for it,
    it does not count when two intervals are compared.
    """

    begin: Bounds
    end: Bounds
    grain: Grain = Grain.DAY
    edtf: str | None = field(default=None, compare=False)
    about: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        b, e = self.begin, self.end
        if b.earliest is not None and e.earliest is not None and b.earliest.first_minute > e.earliest.last_minute:
            raise OrderError(f"begins {b.earliest} at the earliest, after its earliest end {e.earliest}")
        if b.latest is not None and e.latest is not None and b.latest.first_minute > e.latest.last_minute:
            raise OrderError(f"begins {b.latest} at the latest, after its latest end {e.latest}")
        object.__setattr__(self, "edtf", edtf(self.begin, self.end, self.grain, self.about))

    @classmethod
    def stretch(cls, first: Bound | None, last: Bound | None, grain: Grain = Grain.DAY) -> Interval:
        """All of the time from `first` to `last`; None is open (unknown on that side)."""
        begin = Bounds(first, first) if first is not None else Bounds(None, last)
        end = Bounds(last, last) if last is not None else Bounds(first, None)
        return cls(begin, end, grain)

    @classmethod
    def within(cls, first: Bound | None, last: Bound | None, grain: Grain = Grain.DAY) -> Interval:
        """Something of unknown length inside `first`..`last`."""
        return cls(Bounds(first, last), Bounds(first, last), grain)

    @classmethod
    def of_cell(cls, cell: Cell) -> Interval:
        """The stretch of a calendar cell."""
        return cls.stretch(Bound(cell.first), Bound(cell.last), cell.grain)

    @property
    def earliest(self) -> Bound | None:
        """Begin of the begin."""
        return self.begin.earliest

    @property
    def latest(self) -> Bound | None:
        """End of the end."""
        return self.end.latest

    def inside(self, grain: Grain | None = None) -> Interval:
        """An event at an unknown place within the outer bounds of this stretch."""
        either = Bounds(self.earliest, self.latest)
        return Interval(either, either, grain or self.grain, about=self.about)

    @property
    def sort_key(self) -> tuple[int, int]:
        """Middle of what is known of the begin, then of the end, in minutes; open sides lean on the known ones."""
        return _middle(self.begin, self.end), _middle(self.end, self.begin)


_FAR = 10**10


def _middle(side: Bounds, other: Bounds) -> int:
    low = side.earliest or other.earliest
    high = side.latest or other.latest
    if low is not None and high is not None:
        return (low.first_minute + high.last_minute) // 2
    if low is not None:
        return low.first_minute
    return high.last_minute if high is not None else _FAR


def _cell_edtf(cell: Cell) -> str | None:
    year = cell.year
    sign, number = ("-" if year < 0 else ""), abs(year)
    match cell.grain:
        case Grain.DAY:
            return Bound(cell.first).isoformat()
        case Grain.MONTH:
            return Bound(cell.first).isoformat()[:-3]
        case Grain.YEAR:
            return f"{sign}{number:04d}"
        case Grain.SEASON:
            return f"{sign}{number:04d}-{_EDTF_SEASON[SEASONS[cell.index % 4]]}"
        case Grain.QUARTER:
            return f"{sign}{number:04d}-{33 + cell.index % 4}"
        case Grain.HALF:
            return f"{sign}{number:04d}-{40 + cell.index % 2}"
        case Grain.DECADE if cell.index > 0:
            return f"{number // 10:03d}X"
        case Grain.CENTURY if cell.index > 0:
            return f"{number // 100:02d}XX"
        case Grain.MILLENNIUM if cell.index > 0:
            return f"{number // 1000}XXX"
        case _:
            return None


@lru_cache(maxsize=4096)
def edtf(begin: Bounds, end: Bounds, grain: Grain, about: bool = False) -> str | None:
    """The nearest valid EDTF string that claims no more than the bounds do; None if both ends are open.

    One calendar cell (also for something within it) is written as that cell; everything else as an interval of its
    outer bounds, `~` where a side is not exact, `..` where it is open. EDTF intervals hold dates, so minutes give
    their days. about: `~` behind the cell, or behind both sides; not behind the day of a time of day, which is sure.
    """
    first, last = begin.earliest, end.latest
    if first is None and last is None:
        return None
    if first is not None and last is not None:
        near = "~" if about and first.minute is None and last.minute is None else ""
        if first == last and (first.minute is None or not about):
            return first.isoformat() + (near if first.minute is None else ":00")
        for candidate in dict.fromkeys((grain, Grain.MONTH, Grain.YEAR)):
            if first.minute is None and last.minute is None and candidate not in _NO_CELL:
                cell = cell_of(candidate, first.day)
                if (cell.first, cell.last) == (first.day, last.day) and (text := _cell_edtf(cell)):
                    return text + near
        if first.day == last.day:
            return first.day_only().isoformat()
    sides = []
    for side, outer in ((begin, first), (end, last)):
        sign = "" if not about and (side.exact or begin == end) else "~"
        sides.append(".." if outer is None else outer.day_only().isoformat() + sign)
    return "/".join(sides)


_NO_CELL = {Grain.MINUTE, Grain.HOUR, Grain.PART, Grain.VAGUE}
