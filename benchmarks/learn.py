"""Learns the weights of likely times and of the order of begins, and writes them into the package.

    python -m benchmarks.learn [--score ../shared/score] [--data ../shared/data] \
        [--out timeline/events/temporal/en/weights.json]
    python -m benchmarks.learn --cross 5

Two log-linear models over the readable features of `timeline.events.temporal.features`. One chooses among the shapes of
`timeline.events.temporal.likelihood`: an annotated event makes all those shapes right that its annotation calls right,
and the sum of their chances is raised. The other puts pairs of events in order by the difference of two sums. Weights
are kept small (a Gaussian prior), and shapes share what they have in common (`KIN`), so that the features of one event
speak for its neighbours too. Learned from eventtime/train, links/aquaint and the links of timebank, always without the
documents of eventtime/dev. As nothing of links/aquaint is left to measure on, `--cross` says how good the weights
are: each document is judged by weights learned from the other parts of all documents, and nothing is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.annotated import (
    Document,
    Documents,
    Example,
    Judged,
    Pairs,
    folder,
    from_articles,
    from_event_times,
    from_links,
    from_pairs,
    timeml,
)
from benchmarks.articles import FOLDERS, articles
from benchmarks.common import SHARED, note, say, table
from timeline.events.learning import Weights, chances

Matrix = NDArray[np.float32]
KIN = {
    "on the day of publication": "moment now",
    "on the day of publication or the day before": "moment now eve",
    "by the day of publication": "moment past now",
    "on the day of the news": "moment news",
    "between the day of the news and publication": "moment news now",
    "before the day of the news": "moment past news",
    "before publication": "moment past",
    "after publication": "moment future",
    "going on at publication": "long now spans",
    "over some time before publication": "long past",
    "over some time after publication": "long future",
    "from the day of publication on": "long now future",
    "up to the day of publication": "long past now",
    "within the first day told": "moment first",
    "between the first day told and publication": "moment past told first",
    "going on since after the first day told": "long now spans told first",
    "since the first day told and on": "long now spans first",
    "within the last day told": "moment last",
    "between the last day told and publication": "moment past told last",
    "going on since after the last day told": "long now spans told last",
    "since the last day told and on": "long now spans last",
    "within the nearest phrase": "moment near",
    "between the nearest phrase and publication": "moment past told near",
    "going on since after the nearest phrase": "long now spans told near",
    "since the nearest phrase and on": "long now spans near",
    "before the nearest phrase": "moment past near",
    "as the word is dated elsewhere": "word",
    "within its phrase": "moment own",
    "all through its phrase": "long own",
    "for days within its phrase": "long own",
    "since its phrase and on": "long own spans",
    "as the words say": "rules own",
}
ALONE = 0.6  # how much of a weight a shape may have to itself, beside what it shares with its kin
PRIOR, PRIOR_ORDER, ROUNDS = 40.0, 12.0, 80
SEEN, SEEN_IN = 4, 3  # a feature must hold of so many events, in so many documents
PLACE = 5.0
SMALL = 0.02  # a feature whose weights are all smaller is left out


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


class Descent:
    """Gradient descent with a step for each weight (Adam, Kingma and Ba 2015)."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.weights = np.zeros(shape, np.float32)
        self.first, self.second = np.zeros(shape, np.float32), np.zeros(shape, np.float32)

    def step(self, gradient: Matrix, t: int, rounds: int) -> None:
        """One step of `rounds`, the t-th, from 1."""
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
    descent = Descent((len(number), len(share)))
    for t in range(1, ROUNDS + 1):
        sums = np.where(possible, (x @ descent.weights) @ share, -1e9)
        chance = np.exp(sums - sums.max(1, keepdims=True))
        good = chance * right
        slope = (chance / chance.sum(1, keepdims=True) - good / np.maximum(good.sum(1, keepdims=True), 1e-12)) * weight
        descent.step(x.T @ slope.astype(np.float32) @ share.T + PRIOR * descent.weights, t, ROUNDS)
    learned = descent.weights @ share
    rows = {f: [round(float(v), 2) for v in learned[i]] for f, i in number.items()}
    return {"shapes": names, "weights": {f: row for f, row in rows.items() if any(abs(v) >= SMALL for v in row)}}


def with_likely(pairs: Pairs, weights: Weights) -> Pairs:
    """The pairs with what the weights of the shapes make of their events as one more feature."""

    def told(e: Example) -> Example:
        return replace(e, features=(*e.features, f"likely {chances(e.this, weights)[0][1]}"))

    return [(told(a), told(b), first) for a, b, first in pairs]


def learn_order(pairs: Pairs) -> dict[str, Any]:
    """Feature to weight, and the weights of the sentence and of the place in the text; the smaller the earlier."""
    number = frequent([e for a, b, _ in pairs for e in (a, b)])
    x = _rows([a for a, _, _ in pairs], number) - _rows([b for _, b, _ in pairs], number)
    where = np.array([[a.sentence - b.sentence, (a.number - b.number) / PLACE] for a, b, _ in pairs], np.float32)
    x = np.hstack([x, where])
    later = np.array([-1.0 if first else 1.0 for _, _, first in pairs], np.float32)
    prior = np.r_[np.full(len(number), PRIOR_ORDER), 0, 0].astype(np.float32)
    descent = Descent((x.shape[1],))
    for t in range(1, 2 * ROUNDS + 1):
        slope = -later / (1 + np.exp(later * (x @ descent.weights)))
        descent.step(x.T @ slope + prior * descent.weights, t, 2 * ROUNDS)
    w = descent.weights
    order = {f: round(float(w[i]), 2) for f, i in number.items() if abs(w[i]) >= SMALL}
    return {"order": order, "sentence": round(float(w[-2]), 4), "place": round(float(w[-1]) / PLACE, 4)}


def learn(timed: Documents, linked: Sequence[Documents], edited: Judged = []) -> dict[str, Any]:  # noqa: B006
    """Both models, as they are kept in the file. edited: events of articles annotated by editors."""
    judged, pairs = from_event_times(timed), [p for d in linked for p in from_pairs(d)]
    judged += [j for d in linked for j in from_links(d)]
    judged += edited
    note(f"{len(judged)} events with times or links, {len(pairs)} pairs")
    learned = learn_shapes(judged)
    return learned | learn_order(with_likely(pairs, weights_of(learned)))


def weights_of(learned: dict[str, Any]) -> Weights:
    """What was learned, as the package uses it; without an order while there is none."""
    order, sentence, place = (learned.get(k, v) for k, v in (("order", {}), ("sentence", 0.0), ("place", 0.0)))
    return Weights(tuple(learned["shapes"]), learned["weights"], order, sentence, place)


def predicted(document: Document, weights: Weights) -> list[dict[str, Any]]:
    """The events of a document with the likeliest time, its chance and the order, as the scorers read them."""
    out = []
    for e in document.found:
        chance, name = chances(e.this, weights)[0]
        early = weights.earliness([*e.features, f"likely {name}"], e.sentence, e.number)
        out.append({"start": e.start, "end": e.end, **e.shapes[name], "order": round(1000 * early), "chance": chance})
    return out


def cross(timed: Documents, linked: Mapping[str, Documents], parts: int) -> list[tuple[str, str]]:
    """What the scorers say when every document is judged by weights that were learned without its part."""
    by_part = [
        weights_of(learn(_rest(timed, k, parts), [_rest(d, k, parts) for d in linked.values()])) for k in range(parts)
    ]

    def all_of(documents: Documents) -> tuple[dict[str, Any], dict[str, Any]]:
        return {n: d.gold for n, d in documents.items()}, {
            n: predicted(d, by_part[part(n, parts)]) for n, d in documents.items()
        }

    gold, ours = all_of(timed)
    report = import_module("eventtime.score").score(gold, ours)["all"]
    rows = [(f"eventtime ({len(timed)})", f"label {100 * report['label']:.1f}, exact {100 * report['exact']:.1f}")]
    rows.append(("eventtime, thirds by chance", by_thirds(gold, ours)))
    for name, documents in linked.items():
        report = import_module("links.score").score(*all_of(documents))
        told = f"certain {100 * report['links']['all']['certain']:.1f}"
        told += f", MATRES F1 {100 * report['pairs']['f1']:.1f}" if report["pairs"]["n"] else ""
        rows.append((f"{name} ({len(documents)})", told))
    return rows


def by_thirds(gold: dict[str, Any], ours: dict[str, Any]) -> str:
    """The label of the found events in the bottom, middle and top third of the chance they are given."""
    scorer, days, pair = (
        import_module("eventtime.score"),
        import_module("common.days"),
        import_module("common.predictions"),
    )
    rows = sorted(
        (
            ours[name][n]["chance"],
            scorer.score_event(doc["events"][i], days.ordinal(doc["dct"]), ours[name][n])["label"],
        )
        for name, doc in gold.items()
        for i, n in pair.pair(doc["events"], ours[name]).items()
    )
    size = -(-len(rows) // 3)
    thirds = [rows[k : k + size] for k in range(0, len(rows), size)]
    return "label " + ", ".join(f"{100 * sum(right for _, right in third) / len(third):.1f}" for third in thirds)


def part(name: str, parts: int) -> int:
    """Which part a document belongs to, by its name alone, so that all its annotations are in one part."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) // 7 % parts


def _rest(documents: Documents, k: int, parts: int) -> Documents:
    return {n: d for n, d in documents.items() if part(n, parts) != k}


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
    options.add_argument("--out", type=Path, default=Path("timeline/events/temporal/en/weights.json"))
    options.add_argument("--articles", type=Path, nargs="*", default=FOLDERS)
    options.add_argument("--split", default="train", help="of the article folders that have a split.json")
    options.add_argument("--cross", type=int, metavar="PARTS", help="measure by parts and write nothing")
    given = options.parse_args()
    sys.path.insert(0, str(given.score))
    data = given.data
    dev = json.loads((data / "eventtime" / "dev" / "gold.json").read_text("utf-8"))
    timed = folder(data / "eventtime" / "train")
    bank = {n: d for n, d in timeml(data / "timebank").items() if given.cross or n not in dev}
    linked = {"aquaint": folder(data / "links" / "aquaint"), "timebank": bank}
    if given.cross:
        say(table(("documents", "%"), cross(timed | folder(data / "eventtime" / "dev"), linked, given.cross)))
        return
    edited = [j for folder in given.articles for j in from_articles(articles(folder, given.split, "attribution"))]
    learned = learn(timed, list(linked.values()), edited)
    given.out.write_text(_a_line_each(learned), encoding="utf-8")
    note(f"{len(learned['weights'])} features of shapes, {len(learned['order'])} of order, {given.out}")


if __name__ == "__main__":
    main()
