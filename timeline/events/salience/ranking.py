"""How likely an event belongs on a timeline: a learned sum of readable features.

The weights are learned by `benchmarks/learn_events.py` from articles annotated by editors.
"""

from __future__ import annotations

from timeline.events.linear import LinearModel
from timeline.model import Derivation, Step

_REASONS = 3


def judged(features: list[str], model: LinearModel) -> tuple[float, Derivation]:
    """The chance, and the features that spoke loudest for it."""
    chance = model.chance(features)
    for_it = "; ".join(model.reasons(features, _REASONS)) or "-"
    against = "; ".join(model.reasons(features, _REASONS, for_it=False)) or "-"
    said = {"chance": f"{100 * chance:.0f}", "reasons": for_it, "against": against}
    return chance, (Step("event.salience", said),)
