"""Articles annotated by editors, read up to the times of their mentions, and what their editors say of a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.common import SHARED
from timeline.events.learning import TIMELINE, Analysis, run, start
from timeline.intervals import Bound, Interval
from timeline.model import Options
from timeline.reading import read

FOLDERS = [SHARED / "data" / "articles", Path("benchmarks/annotations/real"), Path("tests/gold")]  # learned from


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with what its editor says, and its analysis up to the times of its mentions."""

    name: str
    gold: dict[str, Any]
    analysis: Analysis

    def events_of(self, start: int, end: int) -> list[dict[str, Any]]:
        """The gold events one of whose words lies on a stretch of the text."""
        return [e for e in self.gold["events"] if any(start < b and a < end for a, b in e["spans"])]


def text_of(folder: Path, name: str, data: Path = SHARED / "data") -> str:
    """The text of an annotated article: beside its annotation, or where the corpus lies that it is taken from.

    `haiti-12` is line 12 (from 0) of Timeline17's topic, `apple-4678` an article of the actor timelines, any other name
    a file of TimeBank or AQUAINT.
    """
    own = folder / "text" / f"{name}.txt"
    if own.exists():
        return own.read_bytes().decode("utf-8")
    topic, _, number = name.rpartition("-")
    if topic == "apple":
        return (data / "actor-timelines" / "articles" / "text" / f"{number}.txt").read_bytes().decode("utf-8")
    if (data / "timeline17" / topic).is_dir() and topic:
        with (data / "timeline17" / topic / "articles.jsonl").open(encoding="utf-8") as lines:
            return str(json.loads(next(islice(lines, int(number), None)))["text"])
    file = next(path for corpus in ("timebank", "aquaint") for path in (data / corpus).rglob(f"{name}.tml"))
    return "".join(ElementTree.parse(file).getroot().find("TEXT").itertext()).strip()  # type: ignore[union-attr]


def articles(folder: Path, split: str | None, until: str = "times") -> list[Annotated]:
    """The annotated articles of a folder, read up to a stage."""
    gold_of = folder / "gold" if (folder / "gold").is_dir() else folder
    names = [f.stem for f in sorted(gold_of.glob("*.json"))]
    if split is not None and (folder / "split.json").exists():
        names = json.loads((folder / "split.json").read_text("utf-8"))[split]
    out = []
    for name in names:
        gold = json.loads((gold_of / f"{name}.json").read_text("utf-8"))
        text = text_of(folder, name)
        article = read(text, published=gold["published"], options=Options())
        out.append(Annotated(name, gold, run(start(article), TIMELINE, until=until)))
    return out


def judged_lines(article: Annotated, end: Analysis) -> list[bool]:
    """For each line: right in time, status and source, and the first to tell its event."""
    best: dict[str, tuple[int, int]] = {}
    for k, event in enumerate(end.events):
        hits = [g for m in event.mentions for g in article.events_of(m.trigger.start, m.trigger.end)]
        for gold in hits:
            wrong = faults(event, gold)
            if gold["id"] not in best or (wrong, k) < best[gold["id"]]:
                best[gold["id"]] = wrong, k
    right = {k for wrong, k in best.values() if wrong == 0}
    return [k in right for k in range(len(end.events))]


def faults(event: Any, gold: dict[str, Any]) -> int:
    """How much of status, source and time an editor holds wrong."""
    wrong = int(event.status.value not in gold["status"])
    wrong += int(bool(gold.get("said_by")) and gold["said_by"].lower() not in (event.said_by or "").lower())
    return wrong + (0 if fits(event.when, gold) else 1)


def fits(when: Interval | None, gold: dict[str, Any]) -> bool:
    """Does a time lie within what the editor holds possible?"""
    sides = ((when.begin, gold["begin"]), (when.end, gold["end"])) if when is not None else ()
    return bool(sides) and all(_within(side.earliest, side.latest, wanted) for side, wanted in sides)


def _within(low: Bound | None, high: Bound | None, wanted: Sequence[str | None]) -> bool:
    first, last = wanted
    early = first is None or (low is not None and str(low)[: len(first)] >= first)
    return early and (last is None or (high is not None and str(high)[: len(last)] <= last))
