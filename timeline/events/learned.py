"""The learned weights: which features speak for which shape of a time, and for an early begin."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from timeline.errors import DataError


@dataclass(frozen=True, slots=True)
class Weights:
    """`shapes`: feature to shape to weight. `order`: feature to how much later it begins; `sentence` and `place`
    are the same for each sentence and each word of the text."""

    shapes: Mapping[str, Mapping[str, float]]
    order: Mapping[str, float]
    sentence: float
    place: float

    def chances(self, features: Iterable[str], among: Iterable[str]) -> dict[str, float]:
        """How likely each of the shapes is; they sum to one."""
        sums = dict.fromkeys(among, 0.0)
        for feature in dict.fromkeys(features):
            for shape, weight in self.shapes.get(feature, _NOTHING).items():
                if shape in sums:
                    sums[shape] += weight
        highest = max(sums.values(), default=0.0)
        raised = {shape: math.exp(value - highest) for shape, value in sums.items()}
        total = sum(raised.values())
        return {shape: value / total for shape, value in raised.items()}

    def reasons(self, features: Iterable[str], shape: str, most: int) -> list[str]:
        """The features that speak loudest for a shape."""
        loud = [(self.shapes.get(f, _NOTHING).get(shape, 0.0), f) for f in dict.fromkeys(features) if f != "always"]
        return [f for weight, f in sorted(loud, key=lambda x: (-x[0], x[1]))[:most] if weight > 0]

    def earliness(self, features: Sequence[str], sentence: int, place: int) -> float:
        """The smaller, the earlier it may have begun."""
        own = sum(self.order.get(f, 0.0) for f in dict.fromkeys(features))
        return own + self.sentence * sentence + self.place * place


_NOTHING: Mapping[str, float] = {}


@cache
def weights(language: str = "en") -> Weights:
    """Those of a language folder."""
    file = files("timeline.events") / language / "learned.json"
    return read_weights(file.read_text(encoding="utf-8"), file.name)


def read_weights(text: str, name: str) -> Weights:
    """The weights of one file's text; DataError where it is not what `benchmarks/learn.py` writes."""
    try:
        data = json.loads(text)
        shapes = {f: dict(zip(data["shapes"], row, strict=True)) for f, row in data["weights"].items()}
        return Weights(shapes, data["order"], float(data["sentence"]), float(data["place"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{name}: not weights as benchmarks/learn.py writes them: {error!r}") from None
