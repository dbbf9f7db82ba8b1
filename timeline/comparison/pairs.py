"""How likely two events of two articles are one, by readable features; the weights are learned by
`benchmarks/learn_pairs.py` from pairs that readers judged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

from timeline.comparison.keys import EventKey, days_apart, tolerance
from timeline.model import Derivation, Step

_FINE = 1  # days of a time that is one day, or one and the next
_NEAR = 7
Rarity = Mapping[str, float]


@cache
def pair_weights() -> Mapping[str, float]:
    """The learned weights, `bias` among them."""
    loaded: dict[str, float] = json.loads((files("timeline.comparison") / "pair_weights.json").read_text("utf-8"))
    return loaded


def overlap(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """The weight of the shared words over that of the poorer side, 0..1; rare words weigh more."""
    if not one or not other:
        return 0.0
    both = sum(rarity.get(w, 1.0) for w in one & other)
    return both / min(sum(rarity.get(w, 1.0) for w in side) for side in (one, other))


def dice(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """The weight of the shared words over the mean of both sides, 0..1."""
    both = sum(rarity.get(w, 1.0) for w in one & other)
    total = sum(rarity.get(w, 1.0) for side in (one, other) for w in side)
    return 2 * both / total if total else 0.0


def features(one: EventKey, other: EventKey, rarity: Rarity) -> dict[str, float]:
    """The features of a pair, by name; those that do not hold are left out."""
    found = {
        "words of the clause": dice(one.words, other.words, rarity),
        "words of the sentence": dice(one.sentence, other.sentence, rarity),
        "clause within clause": overlap(one.words, other.words, rarity),
    }
    exact = {k for k in one.kinds & other.kinds if not k.endswith("-")}
    same = any(k[0] != "=" for k in exact)
    found[
        "same word" if same else "like word" if exact else "same stem" if one.kinds & other.kinds else "other word"
    ] = 1
    for name, a, b in (("names", one.names, other.names), ("actors", one.actors, other.actors),
                       ("place", one.place, other.place)):  # fmt: skip
        if a and b:
            found[f"{name} shared"] = overlap(a, b, rarity)
            if not a & b:
                found[f"other {name}"] = 1
    found |= _times(one, other)
    found["same status" if one.event.status is other.event.status else "other status"] = 1
    values = {(f.value, f.unit) for f in one.figures} & {(f.value, f.unit) for f in other.figures}
    if values:
        found["same figure"] = 1
    return found


def _times(one: EventKey, other: EventKey) -> dict[str, float]:
    apart = days_apart(one, other)
    if apart is None or one.begin is None or other.begin is None:
        return {"a time unknown": 1}
    wide = max(key[1] - key[0] for key in (one.begin, other.begin))
    if apart == 0:
        name = "same day" if wide == 0 else "days that meet" if wide <= _NEAR else "times that meet"
        return {name: 1, f"{name}, both dated": float(one.dated and other.dated)}
    if apart <= tolerance(one, other):
        return {"a day apart": 1}
    return {"days apart" if apart <= _NEAR else "weeks apart": 1}


def chance(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely the two are one, 0..1."""
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def reasons(one: EventKey, other: EventKey, likely: float, found: Mapping[str, float]) -> Derivation:
    """Why the two are taken for one: what they share."""

    def said(words: frozenset[str]) -> str:
        return ", ".join(sorted(words)) or "none"

    steps = [
        Step("comparison.same event", {"chance": f"{100 * likely:.0f}"}),
        Step("comparison.shared words", {"words": said(one.words & other.words)}),
    ]
    if one.names & other.names:
        steps.append(Step("comparison.shared names", {"names": said(one.names & other.names)}))
    if one.place & other.place:
        steps.append(Step("comparison.shared place", {"place": said(one.place & other.place)}))
    time = next((n for n in found if n in _TIMES), "a time unknown")
    steps.append(Step("comparison.shared time", {"how": time}))
    if "a day apart" in found:
        steps.append(Step("comparison.zones unknown", {}))
    return tuple(steps)


_TIMES = frozenset(
    {"same day", "days that meet", "times that meet", "a day apart", "days apart", "weeks apart", "a time unknown"}
)
