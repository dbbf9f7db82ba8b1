"""A learned yes or no: readable features, each with a weight, and the chance their sum stands for."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.errors import DataError
from timeline.model import Derivation, Step


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A logistic regression: feature to weight, and the bias. A feature it has not met weighs nothing."""

    weights: Mapping[str, float]
    bias: float

    def chance(self, features: Iterable[str]) -> float:
        """How likely the answer is yes, 0..1."""
        total = self.bias + sum(self.weights.get(f, 0.0) for f in dict.fromkeys(features))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def judged(self, rule: str, features: Sequence[str]) -> tuple[float, Derivation]:
        """The chance, and the step that tells it in hundredths with the three features that speak loudest each way."""
        chance = self.chance(features)
        said = ["; ".join(self.reasons(features, 3, for_it)) or "-" for for_it in (True, False)]
        return chance, (Step(rule, {"chance": f"{100 * chance:.0f}", "reasons": said[0], "against": said[1]}),)

    def reasons(self, features: Iterable[str], most: int, for_it: bool = True) -> list[str]:
        """The features that speak loudest for yes (or for no), loudest first."""
        loud = [(self.weights[f], f) for f in dict.fromkeys(features) if f in self.weights]
        loud = sorted(((w if for_it else -w, f) for w, f in loud), key=lambda r: (-r[0], r[1]))
        return [f for weight, f in loud[:most] if weight > 0]


def parse_model(text: str, name: str) -> LinearModel:
    """The model of one file's text (`name` for messages): JSON with `bias` and `weights`; DataError where it is not."""
    try:
        data = json.loads(text)
        return LinearModel({str(f): float(w) for f, w in data["weights"].items()}, float(data["bias"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{name}: not weights as training writes them: {error!r}") from None
