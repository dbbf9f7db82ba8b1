"""What is learned of a language: the weights of each judgement, from JSON in a folder of its code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.errors import LanguageError
from timeline.events.linear import LinearModel, parse_model
from timeline.events.temporal.weights import Weights, read_weights

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Models:
    """salience: does a mention belong on a timeline? same_event: are two mentions one? confidence: is a line right?
    times: which time is likeliest, and what began first?"""

    salience: LinearModel
    same_event: LinearModel
    confidence: LinearModel
    times: Weights


@cache
def models_of(language: str, folder: Path = HERE) -> Models:
    """The models of a language; LanguageError where a file is missing, DataError where it is not what training writes.

    The files: salience/<language>/salience.json, <language>/same_event.json, <language>/confidence.json and
    temporal/<language>/weights.json.
    """
    return Models(
        parse_model(*_read(folder / "salience" / language / "salience.json")),
        parse_model(*_read(folder / language / "same_event.json")),
        parse_model(*_read(folder / language / "confidence.json")),
        read_weights(*_read(folder / "temporal" / language / "weights.json")),
    )


def _read(path: Path) -> tuple[str, str]:
    if not path.is_file():
        raise LanguageError(f"nothing is learned of events in {path.parent.name!r}: there is no {path.name}")
    return path.read_text(encoding="utf-8"), path.name
