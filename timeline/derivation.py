"""The wording of derivations: a step holds a rule's name and arguments, `wording.yaml` says it in a sentence.

A wording has holes `{argument}`. A rule without wording, or a step that lacks an argument of it, is shown as
"rule: argument=value, ...", so that nothing is ever hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from timeline.errors import DataError
from timeline.model import Derivation, Event, Step
from timeline.strings import load_strings

_FILE = Path(__file__).with_name("wording.yaml")
_HOLE = re.compile(r"\{(\w+)\}")


@cache
def wordings() -> Mapping[str, str]:
    """Rule name to wording; DataError where the file is not a mapping of text to text."""
    loaded = load_strings(_FILE)
    if not isinstance(loaded, dict):
        raise DataError(f"{_FILE.name}: wants rule: wording")
    for rule, wording in loaded.items():
        if not isinstance(wording, str) or not wording:
            raise DataError(f"{_FILE.name}: the wording of {rule} is no text")
    return MappingProxyType(loaded)


def holes(wording: str) -> frozenset[str]:
    """Names of the arguments a wording wants."""
    return frozenset(_HOLE.findall(wording))


def worded(step: Step) -> bool:
    """Has the step's rule a wording, and the step all its arguments? (For the test that every rule has one.)"""
    wording = wordings().get(step.rule)
    return wording is not None and holes(wording) <= set(step.arguments)


def sentence(step: Step) -> str:
    """One step in words."""
    if worded(step):
        return _HOLE.sub(lambda hole: step.arguments[hole[1]], wordings()[step.rule])
    rest = ", ".join(f"{name}={value}" for name, value in step.arguments.items())
    return f"{step.rule}: {rest}." if rest else f"{step.rule}."


def paragraph(derivation: Derivation) -> list[str]:
    """A derivation in words, a sentence a step."""
    return [sentence(step) for step in derivation]


def likely(event: Event) -> int | None:
    """The chance, in hundredths, of a time that is only the likeliest; None where the text or a person gives it."""
    if any(correction.field == "when" for correction in event.corrections):
        return None
    step = next((step for step in event.derivation if step.rule == "event.likely"), None)
    return int(step.arguments["chance"]) if step is not None else None
