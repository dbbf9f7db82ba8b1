"""Whole timelines: articles of our own with what an editor wants on their timeline, and what does not belong there."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline.model import Event, Span, Timeline

pytestmark = pytest.mark.model
GOLD = Path(__file__).parents[1] / "gold"
NAMES = [path.stem for path in sorted((GOLD / "gold").glob("*.json"))]
RECALL, PRECISION = 0.5, 0.5  # of needed events right, and of shown lines right; a fall below is a fault


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article and its timeline."""

    text: str
    gold: dict[str, Any]
    found: Timeline


@cache
def _read(name: str) -> Article:
    gold = json.loads((GOLD / "gold" / f"{name}.json").read_text("utf-8"))
    text = (GOLD / "text" / f"{name}.txt").read_bytes().decode("utf-8")
    return Article(text, gold, timeline.extract(text, published=gold["published"]))


def _told(event: Event, spans: Sequence[Sequence[int]]) -> bool:
    return any(m.trigger.start < b and a < m.trigger.end for m in event.mentions for a, b in spans)


def _right(event: Event, gold: dict[str, Any]) -> bool:
    said = gold["said_by"]
    if event.status.value not in gold["status"] or (said and said.lower() not in (event.said_by or "").lower()):
        return False
    sides = ((event.when.begin, gold["begin"]), (event.when.end, gold["end"])) if event.when is not None else ()
    return bool(sides) and all(_within(side.earliest, side.latest, wanted) for side, wanted in sides)


def _within(low: object, high: object, wanted: Sequence[str | None]) -> bool:
    first, last = wanted
    early = first is None or (low is not None and str(low)[: len(first)] >= first)
    return early and (last is None or (high is not None and str(high)[: len(last)] <= last))


def test_the_timelines_hold_what_an_editor_wants(capsys: pytest.CaptureFixture[str]) -> None:
    """Over all articles: needed events that are shown and right, and shown lines that are right and no repetition."""
    needed = found = shown = right = 0
    for name in NAMES:
        article = _read(name)
        answered = set()
        for gold in article.gold["events"]:
            lines = [e for e in article.found.events if _told(e, gold["spans"])]
            good = [e for e in lines if _right(e, gold)]
            needed += gold["need"] == "needed"
            found += gold["need"] == "needed" and bool(good)
            if good:
                answered.add(good[0].id)
        shown += len(article.found.events)
        right += len(answered)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(NAMES)} articles: needed right {found}/{needed}, shown right {right}/{shown}\n")
    assert found / needed >= RECALL
    assert right / shown >= PRECISION


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_quotations(name: str) -> None:
    """Outside the brackets a label holds no word that its article does not hold, and says so where it is cut."""
    article = _read(name)
    words = set(article.text.replace("’", "'").lower().split())
    plain = " ".join(words)
    for event in article.found.events:
        outside, inside = "", 0
        for c in event.label:
            inside += (c == "[") - (c == "]")
            outside += c if not inside and c != "]" else ""
        for word in outside.replace("’", "'").lower().replace("…", "").split():
            assert word.strip(".,;:'\"“”()") in plain, (event.label, word)


@pytest.mark.parametrize("name", NAMES)
def test_orders_and_mentions(name: str) -> None:
    """Events come in order; an event certainly before another stands before it; no mention belongs to two events."""
    found = _read(name).found
    assert [e.order for e in found.events] == sorted(e.order for e in found.events)
    mentions = [m.trigger for e in found.events for m in e.mentions]
    assert len(mentions) == len(set(mentions))
    for gold in found.events:
        assert Span(gold.sentence.start, gold.sentence.end).holds(gold.trigger)
