"""Every row of the English corpus of events: what each stage makes of a sentence of our own.

A key of a row names the stage it tests: `status` factuality, `said_by` and `attribution` the attribution, `begin` and
`end` the anchoring of the mention by rules, `who`, `what` and `where` the roles, `not` the detection and the choice,
`same` and `apart` the clustering, `order` the ordering.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from timeline.events.analysis import Analysis
from timeline.events.labels import label
from timeline.events.pipeline import TIMELINE, run
from timeline.events.roles import roles_of
from timeline.events.temporal.context import Anchored
from timeline.expressions import entry_heads, read_times
from timeline.grammar import parse
from timeline.grammar.lexicon import lexicon
from timeline.model import Options
from timeline.reading import read

pytestmark = pytest.mark.model
FILES = sorted((Path(__file__).parents[1] / "corpus" / "en").glob("events*.yaml"))
ROWS: list[dict[str, Any]] = [row for file in FILES for row in yaml.safe_load(file.read_text("utf-8"))]
GAPS: list[dict[str, Any]] = yaml.safe_load((FILES[0].parent / "known-gaps.yaml").read_text("utf-8"))
_DEFAULT = "2024-06-12"
_KEYS = {"rule", "text", "published", "events", "not", "same", "apart", "order"}
_FIELDS = {"label", "status", "said_by", "attribution", "begin", "end", "who", "what", "where"}


def test_rows_are_well_formed() -> None:
    """No key that nothing reads, and no rule named twice."""
    for row in ROWS + GAPS:
        assert set(row) <= _KEYS, row["rule"]
        assert all(set(wanted) <= _FIELDS for wanted in row.get("events", {}).values()), row["rule"]
    names = [row["rule"] for row in ROWS + GAPS]
    assert len(names) == len(set(names))


@cache
def _analysed(text: str, published: str | None) -> Analysis:
    article, expressions = read_times(read(text, published=published, options=Options()), Options())
    document = parse(article, entry_heads(article.text, expressions))
    return run(Analysis(article, document, expressions, lexicon()), TIMELINE)


def _word(text: str, word: str, count: int = 1) -> tuple[int, int]:
    """Where the word stands for the count-th time."""
    places = [m.span() for m in re.finditer(rf"\b{re.escape(word)}\b", text)]
    return places[count - 1]


def _mention(a: Analysis, place: tuple[int, int]) -> int | None:
    """The mention whose word lies on the place."""
    for n, m in enumerate(a.mentions):
        at = {m.candidate.token, m.candidate.core}
        tokens = a.sentence(n).tokens
        if any(tokens[k].start < place[1] and place[0] < tokens[k].end for k in at):
            return n
    return None


def _cluster(a: Analysis, place: tuple[int, int]) -> int | None:
    """The number of the shown event one of whose mentions lies on the place."""
    n = _mention(a, place)
    return next((k for k, c in enumerate(a.clusters) if n in c.members), None)


def _bounds(time: Anchored, side: str, to_the_minute: bool = False) -> list[str]:
    assert time.when is not None
    bounds = getattr(time.when, side)
    told = [str(b) if b is not None else "" for b in (bounds.earliest, bounds.latest)]
    return told if to_the_minute else [b.split("T")[0] for b in told]


def _field(a: Analysis, n: int, name: str, wanted: Any) -> Any:
    """What a stage made of a mention."""
    m = a.mentions[n]
    if name in ("begin", "end"):
        return _bounds(a.rules[n], name, any("T" in bound for bound in wanted))
    if name == "status":
        return m.status.value
    if name == "attribution":
        return list(m.attribution)
    if name == "said_by":
        return m.attribution[-1] if m.attribution else None
    if name == "label":
        return label(a.document, m.candidate, a.names, a.hidden[m.candidate.sentence]).text
    return getattr(roles_of(a.document, a.sentence(n), m.candidate, a.names), name)


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_row(row: dict[str, Any]) -> None:
    """Status, source, bounds and the rest, as far as the row names them; no event where it says there is none."""
    text = row["text"]
    a = _analysed(text, row.get("published", _DEFAULT) or None)
    for word, wanted in row.get("events", {}).items():
        n = _mention(a, _word(text, word))
        assert n is not None, f"{word!r} is not found"
        for name, value in wanted.items():
            assert _field(a, n, name, value) == value, f"{name} of {word!r}"
    for word in row.get("not", []):
        assert _cluster(a, _word(text, word)) is None, f"{word!r} is shown"
    if "same" in row:
        events = [_cluster(a, _word(text, word)) for word in row["same"]]
        assert events[0] is not None
        assert len(set(events)) == 1
    if "apart" in row:
        events = [_cluster(a, _word(text, word, count)) for word, count in row["apart"]]
        assert len(set(events)) == len(events)
    if "order" in row:
        shown = [k for word in row["order"] if (k := _cluster(a, _word(text, word))) is not None]
        orders = [a.line.order[k] for k in shown]
        assert orders == sorted(set(orders))
        assert len(orders) == len(row["order"])


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("row", GAPS, ids=[row["rule"] for row in GAPS])
def test_known_gap(row: dict[str, Any]) -> None:
    """A row that comes out right belongs in its table again."""
    test_row(row)
