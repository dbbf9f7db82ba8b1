"""Figures in a sentence: how many, of what, and how exactly that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from timeline.comparison.words import stem
from timeline.errors import DataError
from timeline.strings import read_strings

_ROUNDING = 0.03  # the share by which two exact figures may lie apart and still be one, rounded
_ABOUT = 0.15  # the same where one of them is "about" so many
_REACH = 2  # words between a figure and what it counts: "25 injured people", "30 government soldiers"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts (a stem, "%" or a currency). hedge: "" exact, "about", "over" or "under"."""

    value: float
    unit: str
    hedge: str
    start: int
    end: int


@cache
def _words() -> dict[str, dict[str, str]]:
    name = "figures.yaml"
    rows = read_strings((files("timeline.comparison") / "en" / name).read_text(encoding="utf-8"), name)
    if not isinstance(rows, dict) or set(rows) != {"numbers", "scales", "hedges", "currencies", "idle"}:
        raise DataError(f"{name}: expected numbers, scales, hedges, currencies and idle")
    return {key: {str(k): str(v) for k, v in value.items()} for key, value in rows.items()}


@cache
def _pattern() -> re.Pattern[str]:
    words = _words()

    def one_of(key: str) -> str:
        return "|".join(re.escape(w) for w in sorted(words[key], key=len, reverse=True))

    return re.compile(
        rf"(?:\b(?P<hedge>{one_of('hedges')})\s+)?(?:(?P<currency>{one_of('currencies')})\s?)?"
        rf"(?P<number>\d[\d,]*(?:\.\d+)?|\b(?:{one_of('numbers')})(?:-(?:{one_of('numbers')}))?\b)(?![\d:/-])"
        rf"[\s-]?(?P<scale>(?:{one_of('scales')})\b)?\s?(?P<percent>%|per\s?cent\b)?",
        re.IGNORECASE,
    )


def figures(text: str, times: tuple[tuple[int, int], ...] = ()) -> list[Figure]:
    """The figures of a text that count something; `times`: stretches of it that are phrases of time."""
    return [f for f in _figures(text) if not any(a < f.end and f.start < b for a, b in times)]


def _figures(text: str) -> Iterator[Figure]:
    words = _words()
    for m in _pattern().finditer(text):
        said = m["number"].lower()
        parts = [words["numbers"].get(part) for part in said.split("-")]  # "twenty-one"
        value = sum(float(part) for part in parts if part) or float(said.replace(",", "").rstrip("."))
        if m["scale"]:
            value *= float(words["scales"][m["scale"].lower()])
        unit = "%" if m["percent"] else words["currencies"][m["currency"].lower()] if m["currency"] else None
        unit = unit or _counted(text, m.end())
        if unit is not None:
            yield Figure(value, unit, words["hedges"].get((m["hedge"] or "").lower(), ""), m.start(), m.end())


def _counted(text: str, at: int) -> str | None:
    """What stands behind a number: the last noun-like word near it, as a stem."""
    after = re.match(r"[\s-]*((?:[A-Za-z]+[\s-]+){0,3}[A-Za-z]+)", text[at : at + 60])
    found: list[str] = []
    for word in after[1].replace("-", " ").split() if after is not None else ():
        if word.lower() in _words()["idle"] or len(found) > _REACH:
            break
        found.append(word)
        if word.endswith("s") or word.lower() in ("people", "men", "women", "children"):
            break
    return stem(found[-1].lower()) if found else None


def differ(one: Figure, other: Figure) -> bool:
    """Can the two not both be true?"""
    if one.unit != other.unit:
        return False
    low, high = sorted((one, other), key=lambda f: f.value)
    if "over" in (low.hedge,) or "under" in (high.hedge,):
        return False
    allowed = _ABOUT if "about" in (one.hedge, other.hedge) else _ROUNDING
    return high.value - low.value > allowed * high.value
