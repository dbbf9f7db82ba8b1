"""Learns the weights of likely times and of the order of begins, and writes them into the package.

    python -m benchmarks.learn [--score ../shared/score] [--data ../shared/data] [--out timeline/events/en/learned.json]

Two log-linear models over the readable features of `timeline.events.evidence`. One chooses among the shapes of
`timeline.events.likely`: an annotated event makes all those shapes right that its annotation calls right, and the sum
of their chances is raised. The other puts pairs of events in order by the difference of two sums. Weights are kept
small (a Gaussian prior), and shapes share what they have in common (`KIN`), so that the features of one event speak
for its neighbours too. Learned from eventtime/train and that half of links/aquaint whose documents' MD5 is even.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import SHARED, note
from timeline.events import anchoring
from timeline.events.factuality import status
from timeline.events.finding import candidates
from timeline.events.learned import Weights
from timeline.events.likely import Case, case, weighed
from timeline.events.told import told
from timeline.events.words import lexicon
from timeline.expressions import read_times
from timeline.intervals import Interval
from timeline.language import parse
from timeline.model import Options
from timeline.reading import read

Matrix = NDArray[np.float32]
KIN = {
    "on the day of publication": "moment now",
    "before publication": "moment past",
    "after publication": "moment future",
    "going on at publication": "long now spans",
    "over some time before publication": "long past",
    "over some time after publication": "long future",
    "from the day of publication on": "long now future",
    "up to the day of publication": "long past now",
    "between the first day told and publication": "moment past told",
    "between the last day told and publication": "moment past told",
    "going on since after the first day told": "long now spans told",
    "going on since after the last day told": "long now spans told",
    "within its phrase": "moment own",
    "all through its phrase": "long own",
    "for days within its phrase": "long own",
    "since its phrase and on": "long own spans",
    "as the words say": "rules own",
}
ALONE = 0.6  # how much of a weight a shape may have to itself, beside what it shares with its kin
PRIOR, PRIOR_ORDER, ROUNDS = 50.0, 4.0, 80
LINKS = 0.2  # weight of an event known by its links alone: several shapes agree with them
SEEN, SEEN_IN = 4, 3  # a feature must hold of so many events, in so many documents
PLACE = 5.0
SMALL = 0.02  # a feature whose weights are all smaller is left out


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


def found_events(folder: Path) -> dict[str, list[Example]]:
    """What the rules find in each document of a folder, with the features the weights are for."""
    words, out = lexicon(), {}
    for row in json.loads((folder / "docs.json").read_text("utf-8")):
        text = (folder / row["file"]).read_bytes().decode("utf-8")
        article, expressions = read_times(read(text, published=row["dct"], options=Options()), Options())
        parsed = parse(article)
        found = candidates(parsed, words, merged=False)
        statuses = [status(parsed.sentences[c.sentence], c, words)[0] for c in found]
        view = anchoring.scene(parsed, found, statuses, expressions, article.published, words)
        around = told(view)
        rows = []
        for n, anchored in enumerate(anchoring.anchor(view)):
            this = case(view, n, anchored, around)
            token = view.sentence(n).tokens[found[n].token]
            rows.append(
                Example(
                    row["doc"],
                    token.start,
                    token.end,
                    this.features,
                    found[n].sentence,
                    n,
                    {name: _days(when) for name, when in this.shapes.items()},
                    this,
                )
            )
        out[row["doc"]] = rows
    return out


def _days(when: Interval) -> dict[str, Any]:
    days, predictions = import_module("common.days"), import_module("predict")
    begin, finish = (
        days.read_range([predictions.day(side.earliest), predictions.day(side.latest)])
        for side in (when.begin, when.end)
    )
    return {"anchor": days.tighten(begin, finish), "single_day": begin == finish}


Judged = list[tuple[Example, frozenset[str], float]]


def from_event_times(folder: Path) -> Judged:
    """Events with the shapes that have the annotated label."""
    scorer, days = import_module("eventtime.score"), import_module("common.days")
    found, out = found_events(folder), []
    for name, doc in json.loads((folder / "gold.json").read_text("utf-8")).items():
        pairs = import_module("common.predictions").pair(doc["events"], found[name])
        for i, n in pairs.items():
            event, dct = found[name][n], days.ordinal(doc["dct"])
            right = {k for k, v in event.shapes.items() if scorer.score_event(doc["events"][i], dct, v)["label"]}
            if right:
                out.append((event, frozenset(right), 1.0))
    return out


def from_links(folder: Path) -> tuple[Judged, list[tuple[Example, Example, bool]]]:
    """Events with the shapes that fulfil most of their links to times; ordered pairs with "is the first earlier"."""
    scorer, found = import_module("links.score"), found_events(folder)
    out: Judged = []
    ordered: list[tuple[Example, Example, bool]] = []
    for name, doc in json.loads((folder / "gold.json").read_text("utf-8")).items():
        if int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2:
            continue
        pairs = import_module("common.predictions").pair(doc["events"], found[name])
        event_of = {doc["events"][i]["eid"]: found[name][n] for i, n in pairs.items()}
        for eid, event in event_of.items():
            links = [link for link in doc["links"] if link["eid"] == eid]
            kept = {k: sum(scorer.judge(v["anchor"], link)[1] for link in links) for k, v in event.shapes.items()}
            most = max(kept.values(), default=0)
            if most:
                out.append((event, frozenset(k for k, v in kept.items() if v == most), LINKS))
        for p in doc["pairs"]:
            if p["relation"] in ("BEFORE", "AFTER") and p["a"] in event_of and p["b"] in event_of:
                ordered.append((event_of[p["a"]], event_of[p["b"]], p["relation"] == "BEFORE"))
    return out, ordered


def frequent(examples: list[Example]) -> dict[str, int]:
    """Number of each feature that is not rare."""
    count = Counter(f for e in examples for f in e.features)
    where: dict[str, set[str]] = {}
    for e in examples:
        for f in e.features:
            where.setdefault(f, set()).add(e.document)
    return {f: i for i, f in enumerate(sorted(f for f in count if count[f] >= SEEN and len(where[f]) >= SEEN_IN))}


def _rows(examples: list[Example], number: dict[str, int]) -> Matrix:
    out = np.zeros((len(examples), len(number)), np.float32)
    for i, e in enumerate(examples):
        out[i, [number[f] for f in e.features if f in number]] = 1
    return out


class _Descent:
    """Gradient descent with a step for each weight (Adam, Kingma and Ba 2015)."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.weights = np.zeros(shape, np.float32)
        self.first, self.second = np.zeros(shape, np.float32), np.zeros(shape, np.float32)

    def step(self, gradient: Matrix, t: int, rounds: int) -> None:
        self.first = 0.9 * self.first + 0.1 * gradient
        self.second = 0.99 * self.second + 0.01 * gradient * gradient
        scale = np.sqrt(self.second / (1 - 0.99**t)) + 1e-8
        self.weights = self.weights - 0.05 * (1 - t / (rounds + 1)) * (self.first / (1 - 0.9**t)) / scale


def learn_shapes(examples: Judged) -> dict[str, Any]:
    """The names of the shapes, and for each feature their weights in that order."""
    number = frequent([e for e, _, _ in examples])
    names = sorted(KIN)
    kin = sorted({k for name in names for k in KIN[name].split()})
    share = np.zeros((len(names) + len(kin), len(names)), np.float32)
    for j, name in enumerate(names):
        share[j, j] = ALONE
        for k in KIN[name].split():
            share[len(names) + kin.index(k), j] = 1
    x = _rows([e for e, _, _ in examples], number)
    possible = np.array([[name in e.shapes for name in names] for e, _, _ in examples])
    right = np.array([[name in r for name in names] for _, r, _ in examples])
    weight = np.array([[w] for _, _, w in examples])
    descent = _Descent((len(number), len(share)))
    for t in range(1, ROUNDS + 1):
        sums = np.where(possible, (x @ descent.weights) @ share, -1e9)
        chance = np.exp(sums - sums.max(1, keepdims=True))
        good = chance * right
        slope = (chance / chance.sum(1, keepdims=True) - good / np.maximum(good.sum(1, keepdims=True), 1e-12)) * weight
        descent.step(x.T @ slope.astype(np.float32) @ share.T + PRIOR * descent.weights, t, ROUNDS)
    learned = descent.weights @ share
    rows = {f: [round(float(v), 2) for v in learned[i]] for f, i in number.items()}
    return {"shapes": names, "weights": {f: row for f, row in rows.items() if any(abs(v) >= SMALL for v in row)}}


def with_likely(pairs: list[tuple[Example, Example, bool]], weights: Weights) -> list[tuple[Example, Example, bool]]:
    """The pairs with what the weights of the shapes make of their events as one more feature."""

    def told(e: Example) -> Example:
        ranked = weighed(e.this, weights)
        return replace(e, features=(*e.features, *(f"likely {name}" for _, name in ranked[:1])))

    return [(told(a), told(b), first) for a, b, first in pairs]


def learn_order(pairs: list[tuple[Example, Example, bool]]) -> dict[str, Any]:
    """Feature to weight, and the weights of the sentence and of the place in the text; the smaller the earlier."""
    number = frequent([e for a, b, _ in pairs for e in (a, b)])
    x = _rows([a for a, _, _ in pairs], number) - _rows([b for _, b, _ in pairs], number)
    where = np.array([[a.sentence - b.sentence, (a.number - b.number) / PLACE] for a, b, _ in pairs], np.float32)
    x = np.hstack([x, where])
    later = np.array([-1.0 if first else 1.0 for _, _, first in pairs], np.float32)
    prior = np.r_[np.full(len(number), PRIOR_ORDER), 0, 0].astype(np.float32)
    descent = _Descent((x.shape[1],))
    for t in range(1, 2 * ROUNDS + 1):
        slope = -later / (1 + np.exp(later * (x @ descent.weights)))
        descent.step(x.T @ slope + prior * descent.weights, t, 2 * ROUNDS)
    w = descent.weights
    order = {f: round(float(w[i]), 2) for f, i in number.items() if abs(w[i]) >= SMALL}
    return {"order": order, "sentence": round(float(w[-2]), 4), "place": round(float(w[-1]) / PLACE, 4)}


def _a_line_each(learned: dict[str, Any]) -> str:
    """JSON with a feature a line."""

    def lines(table: dict[str, Any]) -> str:
        return "{\n" + ",\n".join(f"{json.dumps(f)}: {json.dumps(table[f])}" for f in sorted(table)) + "}"

    parts = (lines(v) if isinstance(v, dict) else json.dumps(v) for v in learned.values())
    return "{" + ",\n".join(f'"{name}": {part}' for name, part in zip(learned, parts, strict=True)) + "}\n"


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--score", type=Path, default=SHARED / "score")
    options.add_argument("--data", type=Path, default=SHARED / "data")
    options.add_argument("--out", type=Path, default=Path("timeline/events/en/learned.json"))
    given = options.parse_args()
    sys.path.insert(0, str(given.score))
    timed = from_event_times(given.data / "eventtime" / "train")
    linked, pairs = from_links(given.data / "links" / "aquaint")
    note(f"{len(timed)} events with times, {len(linked)} with links, {len(pairs)} pairs")
    learned = learn_shapes([*timed, *linked])
    shapes = Weights(tuple(learned["shapes"]), learned["weights"], {}, 0.0, 0.0)
    learned |= learn_order(with_likely(pairs, shapes))
    given.out.write_text(_a_line_each(learned), encoding="utf-8")
    note(f"{len(learned['weights'])} features of shapes, {len(learned['order'])} of order, {given.out}")


if __name__ == "__main__":
    main()
