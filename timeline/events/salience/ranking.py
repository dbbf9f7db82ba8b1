"""How likely an event belongs on a timeline: a learned sum of readable features.

The weights are learned by `benchmarks/learn_events.py` from articles annotated by editors.
"""

from __future__ import annotations

from timeline.events.linear import LinearModel
from timeline.model import Derivation


def judged(features: list[str], model: LinearModel) -> tuple[float, Derivation]:
    """The chance, and the features that spoke loudest for it."""
    return model.chance(features), model.told("event.salience", features)
