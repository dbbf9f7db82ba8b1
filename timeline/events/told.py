"""The days a text has told so far: in each sentence, last before it, and the first of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.events.phrases import token_spans
from timeline.events.scene import Scene
from timeline.intervals import Bound
from timeline.model import TimexType


@dataclass(frozen=True, slots=True)
class Told:
    """`ages` of each phrase in words, `inside` those of each sentence, the past day told `first` and `last`."""

    published: Bound | None
    ages: Sequence[str]
    inside: Mapping[int, tuple[str, ...]]
    first: Bound | None
    last: Mapping[int, Bound | None]

    def age(self, day: Bound) -> str:
        """How long before publication a day lies, in words."""
        return _age(day, day, self.published)


def told(view: Scene) -> Told:
    """What the phrases of the text say, seen from publication."""
    now = view.published
    ages = []
    for e in view.expressions:
        low = e.when.earliest if e.when is not None else None
        high = e.when.latest if e.when is not None else None
        name = _age(low, high, now)
        ages.append(name if e.type in (TimexType.DATE, TimexType.TIME) else f"{e.type.value.lower()} {name}")
    inside: dict[int, list[str]] = {s.index: [] for s in view.parsed.sentences}
    past: dict[int, Bound] = {}
    first: Bound | None = None
    for k, (at, _) in token_spans(view.parsed, view.expressions).items():
        e = view.expressions[k]
        if ages[k] not in inside[at]:
            inside[at].append(ages[k])
        if e.when is None or now is None or e.type is TimexType.SET:
            continue
        low, high = e.when.earliest, e.when.latest
        if low is not None and high is not None and high.day < now.day:
            past[at] = low.day_only()
            first = past[at] if first is None else first
    last: dict[int, Bound | None] = {}
    current: Bound | None = None
    for s in view.parsed.sentences:
        current = past.get(s.index, current)
        last[s.index] = current
    return Told(now, ages, {s: tuple(a) for s, a in inside.items()}, first, last)


def _age(low: Bound | None, high: Bound | None, now: Bound | None) -> str:
    if now is None or (low is None and high is None):
        return "no day"
    if low is not None and low.day > now.day:
        return "the future"
    if high is None or high.day >= now.day:
        return "publication day" if low is not None and low.day == now.day else "a stretch up to now"
    days = now.day - high.day
    return next((name for most, name in _AGES if days <= most), "long ago")


_AGES = ((6, "days before"), (40, "weeks before"), (400, "months before"))
