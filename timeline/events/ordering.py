"""Which came first: links, and one linear reading of them."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.intervals import Bound, Interval
from timeline.model import Relation


@dataclass(frozen=True, slots=True)
class Tie:
    """Event `source` lies `relation` event `target` (by number), and how strong the evidence is."""

    source: int
    relation: Relation
    target: int
    weight: float


@dataclass(frozen=True, slots=True)
class Place:
    """What ordering knows of one event: its time, its rank among events of one day, its place in the text."""

    when: Interval | None
    rank: int
    text: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """`order` of each event, from 1; equal numbers where the text does not order. `dropped` ties closed a cycle."""

    order: tuple[int, ...]
    dropped: tuple[Tie, ...]


_FAR = 10**9
_DAY = 1440
HAD, HAS, DID, GOES_ON, SAYING, MAY, WILL = range(7)
_WIDE = 3  # days
_LEAD = {HAD: 3 * _DAY, HAS: 2 * _DAY, DID: 3 * _DAY // 2, GOES_ON: _DAY // 4}


def estimate(place: Place, published: Bound | None) -> int:
    """A minute at which the event may be thought to begin, for sorting only.

    What has no early bound is put a little before its late one, by rank: what had happened well before, what
    happened before the day of publication, what goes on on that day, what is said about it after all that.
    """
    when = place.when
    if when is None:
        return published.first_minute if published is not None else _FAR
    low, high = when.begin.earliest, when.begin.latest
    wide = low is not None and high is not None and high.day - low.day > _WIDE
    if wide and high is not None and published is not None and high.day >= published.day:
        return high.first_minute - _LEAD.get(place.rank, 0)
    if low is not None and high is not None:
        middle = (low.first_minute + high.last_minute) // 2
        return high.last_minute if place.rank == SAYING and low == high else middle
    if high is not None:
        return high.first_minute - _LEAD.get(place.rank, 0)
    return low.first_minute + _DAY // 2 if low is not None else _FAR


def ordered(
    places: Sequence[Place], ties: Sequence[Tie], published: Bound | None, begins: Sequence[float] | None = None
) -> Ordered:
    """One linear order: ties first, then estimated begin, rank and text. The weakest tie of a cycle is dropped.

    `begins`, where given, estimates the begins instead, the smaller the earlier, and then every event has a number
    of its own.
    """
    size = len(places)
    same = list(range(size)) if begins is not None else _together(places, ties)
    before: dict[int, dict[int, float]] = {n: {} for n in range(size)}
    dropped: list[Tie] = []
    for t in sorted(ties, key=lambda t: -t.weight):
        if t.relation not in (Relation.BEFORE, Relation.AFTER):
            continue
        a, b = (t.source, t.target) if t.relation is Relation.BEFORE else (t.target, t.source)
        a, b = same[a], same[b]
        if a == b or _reaches(before, b, a):
            dropped.append(t)
        else:
            before[a][b] = t.weight
    if begins is None:
        keys = _pulled({n: (estimate(p, published), p.rank, p.text) for n, p in enumerate(places)}, places, before)
    else:
        keys = {n: (round(1000 * begins[n]), p.rank, p.text) for n, p in enumerate(places)}
    waiting = {n: 0 for n in range(size) if same[n] == n}
    for a in waiting:
        for b in before[a]:
            waiting[b] += 1
    heap = [(keys[n], n) for n, count in waiting.items() if count == 0]
    heapq.heapify(heap)
    number: dict[int, int] = {}
    while heap:
        _, n = heapq.heappop(heap)
        number[n] = len(number) + 1
        for b in before[n]:
            waiting[b] -= 1
            if waiting[b] == 0:
                heapq.heappush(heap, (keys[b], b))
    return Ordered(tuple(number[same[n]] for n in range(size)), tuple(dropped))


Key = tuple[int, int, int]


def _pulled(keys: dict[int, Key], places: Sequence[Place], before: dict[int, dict[int, float]]) -> dict[int, Key]:
    """An event whose begin is open on the early side stands right before the first it must precede."""
    done: dict[int, Key] = {}

    def key(n: int) -> Key:
        if n not in done:
            done[n] = keys[n]
            when = places[n].when
            if when is None or when.begin.earliest is None:
                later = [key(b) for b in before[n]]
                if later:
                    first = min(later)
                    done[n] = min(keys[n], (first[0], first[1] - 1, first[2]))
        return done[n]

    return {n: key(n) for n in keys}


def _together(places: Sequence[Place], ties: Sequence[Tie]) -> list[int]:
    """For each event the first of those it cannot be ordered against: nothing is known of either's time."""
    tied = {n for t in ties for n in (t.source, t.target)}
    nowhere = [n not in tied and _unknown(p.when) for n, p in enumerate(places)]
    first = nowhere.index(True) if True in nowhere else 0
    return [first if lost else n for n, lost in enumerate(nowhere)]


def _unknown(when: Interval | None) -> bool:
    return when is None or (when.earliest is None and when.latest is None)


def _reaches(before: dict[int, dict[int, float]], start: int, goal: int) -> bool:
    todo, seen = [start], {start}
    while todo:
        at = todo.pop()
        if at == goal:
            return True
        for b in before[at]:
            if b not in seen:
                seen.add(b)
                todo.append(b)
    return False
