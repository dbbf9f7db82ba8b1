"""Corpus files: sentences with the time expressions a reader finds in them.

A file maps `published` (null: undated), `kind` and `rows`; a row has `text`, its own `published` or `kind` where they
differ, `expect` (phrases in order), and `fails` with the reason while the engine reads it otherwise. All scalars are
strings; a key that is not known is an error, so that a slip of the pen does not weaken a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Article, Options, TimeExpression
from timeline.strings import load_strings

OPEN = "open"


@dataclass(frozen=True)
class Expected:
    """One phrase as the row tells it. `mod` always counts; what is None among the others is not looked at."""

    phrase: str
    type: str
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    when: tuple[str, ...] | None = None  # four bounds; empty: unplaced
    edtf: str | None = None
    readings: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Row:
    """One sentence."""

    name: str
    text: str
    published: str | None
    kind: str | None
    expect: tuple[Expected, ...]
    fails: str | None = None

    def article(self, language: str | None = None) -> Article:
        """The sentence as an article."""
        return Article(id="row", text=self.text, published=self.published, language=language)  # type: ignore[arg-type]

    def options(self) -> Options:
        """Only the kind is set, and only where the row says so."""
        return Options(kind=self.kind)  # type: ignore[arg-type]


@cache
def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a corpus file, in order."""
    return tuple(_rows(path))


def _rows(path: Path) -> Iterator[Row]:
    data = load_strings(path)
    _only(data, {"published", "kind", "rows"}, path.name)
    for number, row in enumerate(data["rows"], 1):
        _only(row, {"text", "published", "kind", "expect", "fails"}, f"{path.name}, row {number}")
        published = str(row.get("published", data["published"]))
        kind = row.get("kind", data.get("kind"))
        yield Row(
            f"{path.stem}-{number}-{'_'.join(str(row['text']).split())[-40:]}",
            str(row["text"]),
            None if published == "null" else published,
            str(kind) if kind is not None else None,
            tuple(_expected(item, f"{path.name}, row {number}") for item in row["expect"]),
            str(row["fails"]) if "fails" in row else None,
        )


def cases(paths: list[Path]) -> list[Any]:
    """The rows of some files as pytest parameters; a row that is known to fail must fail."""
    return [
        pytest.param(row, id=row.name, marks=[pytest.mark.xfail(strict=True, reason=row.fails)] if row.fails else [])
        for path in paths
        for row in read_rows(path)
    ]


def seen(found: TimeExpression, expected: Expected | None) -> Expected:
    """What was found in the form of a row, with those fields only that the row speaks of."""
    asked = expected or Expected("", "", "")
    when = None
    if asked.when is not None:
        i = found.when
        bounds = (i.begin.earliest, i.begin.latest, i.end.earliest, i.end.latest) if i is not None else ()
        when = tuple(OPEN if bound is None else bound.isoformat() for bound in bounds)
    edtf = found.when.edtf if asked.edtf is not None and found.when is not None else None
    readings = None
    if asked.readings is not None:
        readings = tuple(r.value for r in found.readings if r.value is not None and r.value in asked.readings)
    return Expected(
        found.text,
        found.type.value,
        found.value,
        found.mod,
        found.quant if asked.quant is not None else None,
        found.freq if asked.freq is not None else None,
        when,
        edtf,
        readings,
    )


def _expected(item: Mapping[str, Any], place: str) -> Expected:
    _only(item, set(Expected.__dataclass_fields__), place)
    given = {key: tuple(map(str, value)) if isinstance(value, list) else str(value) for key, value in item.items()}
    if given.get("when") == "none":
        given["when"] = ()
    return Expected(**given)  # type: ignore[arg-type]


def _only(given: Mapping[str, Any], known: set[str], place: str) -> None:
    if extra := set(given) - known:
        raise AssertionError(f"{place}: unknown key {sorted(extra)}")
