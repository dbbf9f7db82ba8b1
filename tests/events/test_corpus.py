"""Every row of the English corpus of events: what a sentence of our own puts on the timeline, and what it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import timeline
from timeline.model import Event, Timeline

pytestmark = pytest.mark.model
FILES = sorted((Path(__file__).parents[1] / "corpus" / "en").glob("events*.yaml"))
ROWS: list[dict[str, Any]] = [row for file in FILES for row in yaml.safe_load(file.read_text("utf-8"))]
GAPS: list[dict[str, Any]] = yaml.safe_load((FILES[0].parent / "known-gaps.yaml").read_text("utf-8"))
_DEFAULT = "2024-06-12"


def _word(text: str, word: str, count: int = 1) -> tuple[int, int]:
    """Where the word stands for the count-th time."""
    places = [m.span() for m in re.finditer(rf"\b{re.escape(word)}\b", text)]
    return places[count - 1]


def _telling(found: Timeline, place: tuple[int, int]) -> Event | None:
    """The event one of whose mentions lies on the place."""
    for event in found.events:
        if any(m.trigger.start < place[1] and place[0] < m.trigger.end for m in event.mentions):
            return event
    return None


def _bounds(event: Event, side: str) -> list[str]:
    assert event.when is not None
    bounds = getattr(event.when, side)
    return [str(b).split("T")[0] if b is not None else "" for b in (bounds.earliest, bounds.latest)]


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_row(row: dict[str, Any]) -> None:
    """Status, source, bounds and the rest, as far as the row names them; no event where it says there is none."""
    text = row["text"]
    published = row.get("published", _DEFAULT) or None
    found = timeline.extract(text, published=published)
    for word, wanted in row.get("events", {}).items():
        event = _telling(found, _word(text, word))
        assert event is not None, f"{word!r} is not found"
        for name, value in wanted.items():
            if name in ("begin", "end"):
                assert _bounds(event, name) == value, f"{name} of {word!r}"
            elif name == "attribution":
                assert list(event.attribution) == value
            else:
                assert getattr(event, name) == value, f"{name} of {word!r}"
    for word in row.get("not", []):
        place = _word(text, word)
        assert not [e.label for e in found.events if e.trigger.start < place[1] and place[0] < e.trigger.end]
    if "same" in row:
        events = [_telling(found, _word(text, word)) for word in row["same"]]
        assert events[0] is not None
        assert all(e == events[0] for e in events)
    if "apart" in row:
        events = [_telling(found, _word(text, word, count)) for word, count in row["apart"]]
        assert len({e.id for e in events if e is not None}) == len(events)
    if "order" in row:
        orders = [e.order for word in row["order"] if (e := _telling(found, _word(text, word))) is not None]
        assert orders == sorted(set(orders))
        assert len(orders) == len(row["order"])


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("row", GAPS, ids=[row["rule"] for row in GAPS])
def test_known_gap(row: dict[str, Any]) -> None:
    """A row that comes out right belongs in its table again."""
    test_row(row)
