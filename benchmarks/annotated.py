"""The annotated texts the weights are learned from: each event with its features, its shapes and what its gold says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.articles import Annotated, fits
from timeline.events.learning import EVERY_EVENT, Case, run, start, time_cases
from timeline.intervals import Interval
from timeline.model import Options
from timeline.reading import read

OPEN = 0.25  # weight of an event whose begin the editor leaves open: nearly any time would fit
LINKS = 0.5  # weight of an event known by its links alone: several shapes agree with them


@dataclass(frozen=True, slots=True)
class Example:
    """A found event: its document, its features, its sentence and number, its shapes as the scorers read them."""

    document: str
    start: int
    end: int
    features: tuple[str, ...]
    sentence: int
    number: int
    shapes: dict[str, Any]
    this: Case

    def __getitem__(self, key: str) -> int:
        return self.start if key == "start" else self.end


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated text: its gold as the scorers read it, and what the rules find in it."""

    gold: dict[str, Any]
    found: list[Example]

    def pairs(self) -> dict[int, Example]:
        """Number of an event of the gold -> the found event."""
        paired = import_module("common.predictions").pair(self.gold["events"], self.found)
        return {i: self.found[n] for i, n in paired.items()}

    def by_id(self) -> dict[str, Example]:
        """Id of an event of the gold -> the found event."""
        return {self.gold["events"][i]["eid"]: e for i, e in self.pairs().items()}


Documents = dict[str, Document]


def folder(path: Path) -> Documents:
    """The documents of a folder with docs.json, gold.json and text/."""
    gold = json.loads((path / "gold.json").read_text("utf-8"))
    listed = json.loads((path / "docs.json").read_text("utf-8"))
    texts = {row["doc"]: (path / row["file"]).read_bytes().decode("utf-8") for row in listed}
    return {name: Document(doc, found_events(name, doc["dct"], texts[name])) for name, doc in gold.items()}


def timeml(path: Path) -> Documents:
    """The documents of a folder of TimeML, with their links of events to times."""
    tml, prepare, out = import_module("common.tml"), import_module("links.prepare"), {}
    for doc in map(tml.read_tml, sorted(path.glob("*.tml"))):
        gold = {
            "dct": doc.dct[:10],
            "events": [{"eid": eid, **span} for eid, span in doc.events.items()],
            "links": prepare.event_time_links(doc),
            "pairs": [],
        }
        out[doc.name] = Document(gold, found_events(doc.name, doc.dct[:10], doc.text))
    return out


def found_events(name: str, published: str, text: str) -> list[Example]:
    """What the rules find in a document, with the features the weights are for."""
    a = run(start(read(text, published=published, options=Options())), EVERY_EVENT, until="anchoring")
    rows = []
    for n, this in enumerate(time_cases(a)):
        candidate = a.mentions[n].candidate
        token = a.sentence(n).tokens[candidate.token]
        shapes = {k: _days(when) for k, when in this.shapes.items()}
        rows.append(Example(name, token.start, token.end, this.features, candidate.sentence, n, shapes, this))
    return rows


def _days(when: Interval) -> dict[str, Any]:
    days, predictions = import_module("common.days"), import_module("predict")
    begin, finish = (
        days.read_range([predictions.day(side.earliest), predictions.day(side.latest)])
        for side in (when.begin, when.end)
    )
    return {"anchor": days.tighten(begin, finish), "single_day": begin == finish}


Judged = list[tuple[Example, frozenset[str], float]]
Pairs = list[tuple[Example, Example, bool]]


def from_event_times(documents: Documents) -> Judged:
    """Events with the shapes that have the annotated label."""
    scorer, days, out = import_module("eventtime.score"), import_module("common.days"), []
    for document in documents.values():
        dct = days.ordinal(document.gold["dct"])
        for i, event in document.pairs().items():
            labelled = document.gold["events"][i]
            right = {k for k, v in event.shapes.items() if scorer.score_event(labelled, dct, v)["label"]}
            if right:
                out.append((event, frozenset(right), 1.0))
    return out


def from_articles(found: Sequence[Annotated]) -> Judged:
    """Events of articles with the shapes that lie within what the editor holds possible."""
    out: Judged = []
    for article in found:
        a = article.analysis
        for n, this in enumerate(time_cases(a)):
            token = a.sentence(n).tokens[a.mentions[n].candidate.token]
            events = article.events_of(token.start, token.end)
            if not events:
                continue
            right = frozenset(k for k, when in this.shapes.items() if any(_says(when, e) for e in events))
            example = Example(article.name, token.start, token.end, this.features, 0, n, dict(this.shapes), this)
            if right:
                known = any(e["begin"][0] is not None for e in events)
                out.append((example, right, 1.0 if known else OPEN))
    return out


def _says(when: Interval, event: dict[str, Any]) -> bool:
    """Does a time fit, without claiming a begin that the editor leaves open?"""
    open_begin = event["begin"][0] is None
    return fits(when, event) and (when.begin.earliest is None or not open_begin)


def from_links(documents: Documents) -> Judged:
    """Events with the shapes that fulfil most of their links to times."""
    scorer, out = import_module("links.score"), []
    for document in documents.values():
        for eid, event in document.by_id().items():
            links = [link for link in document.gold["links"] if link["eid"] == eid]
            kept = {k: sum(scorer.judge(v["anchor"], link)[1] for link in links) for k, v in event.shapes.items()}
            most = max(kept.values(), default=0)
            if most:
                out.append((event, frozenset(k for k, v in kept.items() if v == most), LINKS))
    return out


def from_pairs(documents: Documents) -> Pairs:
    """Pairs of events one of which begins first, with "is it the one named first"."""
    out = []
    for document in documents.values():
        of = document.by_id()
        for p in document.gold["pairs"]:
            if p["relation"] in ("BEFORE", "AFTER") and p["a"] in of and p["b"] in of:
                out.append((of[p["a"]], of[p["b"]], p["relation"] == "BEFORE"))
    return out
