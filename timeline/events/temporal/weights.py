"""The learned weights: which features speak for which shape of a time, and for an early begin."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.errors import DataError


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows`: feature to a weight for each of the `shapes`. `order`: feature to how much later an event begins;
    `sentence` and `place` are the same for each sentence and each event of the text."""

    shapes: tuple[str, ...]
    rows: Mapping[str, Sequence[float]]
    order: Mapping[str, float]
    sentence: float
    place: float

    def chances(self, features: Iterable[str], among: Collection[str]) -> dict[str, float]:
        """How likely each of the shapes is; they sum to one."""
        rows = [row for f in dict.fromkeys(features) if (row := self.rows.get(f)) is not None]
        total = [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(self.shapes)
        sums = {shape: value for shape, value in zip(self.shapes, total, strict=True) if shape in among}
        highest = max(sums.values(), default=0.0)
        raised = {shape: math.exp(value - highest) for shape, value in sums.items()}
        whole = sum(raised.values())
        return {shape: value / whole for shape, value in raised.items()}

    def reasons(self, features: Iterable[str], shape: str, most: int) -> list[str]:
        """The features that speak loudest for a shape."""
        at = self.shapes.index(shape)
        loud = [(-self.rows[f][at], f) for f in dict.fromkeys(features) if f in self.rows and f != "always"]
        return [f for weight, f in sorted(loud)[:most] if weight < 0]

    def earliness(self, features: Sequence[str], sentence: int, place: int) -> float:
        """The smaller, the earlier it may have begun."""
        own = sum(self.order.get(f, 0.0) for f in dict.fromkeys(features))
        return own + self.sentence * sentence + self.place * place


def read_weights(text: str, name: str) -> Weights:
    """The weights of one file's text; DataError where it is not what `benchmarks/learn.py` writes."""
    try:
        data = json.loads(text)
        shapes, rows = tuple(data["shapes"]), {f: tuple(row) for f, row in data["weights"].items()}
        if any(len(row) != len(shapes) for row in rows.values()):
            raise ValueError("as many weights a feature as there are shapes")
        return Weights(shapes, rows, data["order"], float(data["sentence"]), float(data["place"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{name}: not weights as benchmarks/learn.py writes them: {error!r}") from None
