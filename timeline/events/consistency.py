"""Times and the text's "before" and "after" made to agree: bounds narrow along ties, and a tie they refute goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.events.ordering import Tie
from timeline.events.temporal.bounds import before, earlier_of, later_of, make
from timeline.intervals import Interval
from timeline.model import Relation

_PASSES = 4  # how many ties in a row a bound travels


@dataclass(frozen=True, slots=True)
class Consistent:
    """`whens`: the times, narrowed; `kept` and `refuted` ties; `narrowed`: the ties that narrowed a time."""

    whens: tuple[Interval | None, ...]
    kept: tuple[Tie, ...]
    refuted: tuple[Tie, ...]
    narrowed: dict[int, list[Tie]] = field(default_factory=dict)


def consistent(whens: Sequence[Interval | None], ties: Sequence[Tie]) -> Consistent:
    """What begins before another begins no later than it can, what begins after it no earlier than it can."""
    times, narrowed = list(whens), dict[int, list[Tie]]()
    refuted = tuple(t for t in ties if (pair := _pair(t)) and _surely(times, pair[1], pair[0]))
    kept = tuple(t for t in ties if t not in refuted)
    strong = sorted((t for t in kept if _pair(t)), key=lambda t: -t.weight)
    for _ in range(_PASSES):
        changed = False
        for t in strong:
            for k, when in _narrower(times, _pair(t)):
                if when is not None and when != times[k]:
                    times[k], changed = when, True
                    if t not in narrowed.setdefault(k, []):
                        narrowed[k].append(t)
        if not changed:
            break
    return Consistent(tuple(times), kept, refuted, narrowed)


def _pair(t: Tie) -> tuple[int, int] | None:
    """The earlier and the later of a tie; None for a tie that does not order."""
    if t.relation is Relation.BEFORE:
        return t.source, t.target
    return (t.target, t.source) if t.relation is Relation.AFTER else None


def _surely(times: Sequence[Interval | None], a: int, b: int) -> bool:
    first, second = times[a], times[b]
    return first is not None and second is not None and before(first, second)


def _narrower(times: Sequence[Interval | None], pair: tuple[int, int] | None) -> list[tuple[int, Interval | None]]:
    a, b = pair or (0, 0)
    first, second = times[a], times[b]
    if pair is None or first is None or second is None:
        return []
    late = earlier_of(first.begin.latest, second.begin.latest)
    early = later_of(second.begin.earliest, first.begin.earliest)
    return [
        (a, make((first.begin.earliest, late), first.end, first.grain)),
        (b, make((early, second.begin.latest), second.end, second.grain)),
    ]
