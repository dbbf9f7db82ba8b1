"""Learns what belongs on a timeline, which mentions are one event, and how sure a line is, and writes the weights.

    python -m benchmarks.learn_events [--data FOLDER ...] [--split NAME]
    python -m benchmarks.learn_events --cross 5

FOLDER holds `gold/NAME.json` and `text/NAME.txt` (articles annotated by editors; see docs/annotating.md) and, where
--split is given for it, `split.json`. Three logistic regressions over readable features: of a mention, "is it one of
the events an editor accepts"; of two mentions that the clustering holds against each other, "are they one event"; of a
line, "is it right in time, status and source, wanted and no repetition", for which the first two are learned without
the article's part. `--cross` judges every article by weights learned without its part, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.articles import FOLDERS, Annotated, articles, faults, judged_lines
from benchmarks.common import note, say, table
from benchmarks.learn import Descent, part
from timeline.events.learning import (
    TIMELINE,
    Analysis,
    LinearModel,
    compared_pairs,
    line_features,
    models_of,
    run,
    salience_features,
)

SEEN, SEEN_IN = 5, 3  # a feature must hold of so many examples, in so many articles
PRIOR, ROUNDS = 10.0, 400
SMALL = 0.01
FINE = 0.7  # how much of a yes an event is that an editor accepts but would not miss
AGAIN = 0.6  # the same of a mention that only tells it again
PARTS = 5
OUT = Path("timeline/events")

Example = tuple[str, tuple[str, ...], float]  # article, features, how much of a yes


def learned(examples: Sequence[Example]) -> LinearModel:
    """A logistic regression with a Gaussian prior, by Adam; the same examples give the same weights."""
    count: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    for name, found, _ in examples:
        for f in set(found):
            count[f] += 1
            where.setdefault(f, set()).add(name)
    number = {f: i for i, f in enumerate(sorted(f for f in count if count[f] >= SEEN and len(where[f]) >= SEEN_IN))}
    x = np.zeros((len(examples), len(number) + 1), np.float32)
    x[:, -1] = 1
    for row, (_, found, _) in enumerate(examples):
        x[row, [number[f] for f in found if f in number]] = 1
    y = np.array([target for _, _, target in examples], np.float32)
    w = _fitted(x, y)
    weights = {f: round(float(w[i]), 3) for f, i in number.items() if abs(w[i]) >= SMALL}
    return LinearModel(weights, round(float(w[-1]), 3))


def _fitted(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    prior = np.full(x.shape[1], PRIOR, np.float32)
    prior[-1] = 0
    descent = Descent((x.shape[1],))
    for t in range(1, ROUNDS + 1):
        w = descent.weights
        descent.step(x.T @ (1 / (1 + np.exp(-(x @ w))) - y) + prior * w, t, ROUNDS)
    return descent.weights


def salience_examples(found: Sequence[Annotated]) -> list[Example]:
    """Every mention, with how much an editor wants it."""
    out = []
    for article in found:
        a = article.analysis
        for n, found_here in enumerate(salience_features(a)):
            token = a.sentence(n).tokens[a.mentions[n].candidate.token]
            events = article.events_of(token.start, token.end)
            target = max((_wanted(e, token.start) for e in events), default=0.0)
            out.append((article.name, found_here, target))
    return out


def _wanted(event: dict[str, Any], at: int) -> float:
    """How much of a yes a mention is: one that stands where the editor finds the event told best counts in full."""
    best = event["clause"][0] <= at < event["clause"][1]
    return (1.0 if event["need"] == "needed" else FINE) * (1.0 if best else AGAIN)


def pair_examples(found: Sequence[Annotated]) -> list[Example]:
    """Pairs of mentions that clustering compares and that stand for needed events, one or two."""
    out = []
    for article in found:
        a = article.analysis
        of: dict[int, str] = {}
        for n, m in enumerate(a.mentions):
            token = a.sentence(n).tokens[m.candidate.token]
            events = [e for e in article.events_of(token.start, token.end) if e["need"] == "needed"]
            if len(events) == 1:
                of[n] = events[0]["id"]
        out += [(article.name, pair, float(of[k] == of[n])) for k, n, pair in compared_pairs(a, of)]
    return out


def after_times() -> int:
    return next(k for k, stage in enumerate(TIMELINE) if stage.name == "times") + 1


def line_examples(article: Annotated, end: Analysis) -> list[Example]:
    """Every line that could be shown: is it right, and does none of higher salience tell the same event?"""
    out: list[Example] = []
    told: set[str] = set()
    for c, event in sorted(zip(end.clusters, end.events, strict=True), key=lambda p: (-p[0].salience, p[0].members)):
        hits = [g for m in event.mentions for g in article.events_of(m.trigger.start, m.trigger.end)]
        best = min(hits, key=lambda g: faults(event, g), default=None)
        right = best is not None and faults(event, best) == 0 and best["id"] not in told
        told |= {best["id"]} if best is not None else set()
        out.append((article.name, tuple(line_features(end, c)), float(right)))
    return out


def cross(found: Sequence[Annotated], parts: int) -> tuple[list[Example], list[tuple[str, str]]]:
    """All lines of every article, read by weights learned without its part; and how right what is shown is."""
    pairs, mentions = pair_examples(found), salience_examples(found)
    without = [
        replace(
            models_of("en"),
            salience=learned([e for e in mentions if part(e[0], parts) != k]),
            same_event=learned([e for e in pairs if part(e[0], parts) != k]),
        )
        for k in range(parts)
    ]
    lines: list[Example] = []
    for article in found:
        start = replace(article.analysis, detail="all", models=without[part(article.name, parts)])
        lines += line_examples(article, run(start, TIMELINE[after_times() :]))
    total: Counter[str] = Counter()
    for k in range(parts):
        models = replace(without[k], confidence=learned([e for e in lines if part(e[0], parts) != k]))
        for article in (a for a in found if part(a.name, parts) == k):
            total += _counted(article, run(replace(article.analysis, models=models), TIMELINE[after_times() :]))
    rows = [
        ("articles", str(len(found))),
        ("needed events right", f"{total['found']} of {total['needed']}"),
        ("shown lines right", f"{total['right']} of {total['shown']}"),
    ]
    return lines, rows


def _counted(article: Annotated, end: Analysis) -> Counter[str]:
    right = judged_lines(article, end)
    got = {
        g["id"]
        for event, ok in zip(end.events, right, strict=True)
        if ok
        for m in event.mentions
        for g in article.events_of(m.trigger.start, m.trigger.end)
        if faults(event, g) == 0
    }
    needed = [g for g in article.gold["events"] if g["need"] == "needed"]
    found = sum(g["id"] in got for g in needed)
    return Counter(needed=len(needed), found=found, shown=len(right), right=sum(right))


def _write(model: LinearModel, path: Path) -> None:
    rows = ",\n".join(f"  {json.dumps(f)}: {w}" for f, w in sorted(model.weights.items()))
    path.write_text(f'{{"bias": {model.bias}, "weights": {{\n{rows}\n}}}}\n', encoding="utf-8")
    note(f"{path}: {len(model.weights)} features")


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, nargs="+", default=FOLDERS)
    options.add_argument("--split", default="train", help="of the folders that have a split.json")
    options.add_argument("--cross", type=int, metavar="PARTS", help="measure by parts and write nothing")
    given = options.parse_args()
    found = [
        a for folder in given.data for a in articles(folder, given.split if (folder / "split.json").exists() else None)
    ]
    note(f"{len(found)} articles, {sum(len(a.analysis.mentions) for a in found)} mentions")
    lines, rows = cross(found, given.cross or PARTS)
    say(table(("measured without the article's part", "right"), rows))
    if given.cross:
        return
    _write(learned(salience_examples(found)), OUT / "salience" / "en" / "salience.json")
    _write(learned(pair_examples(found)), OUT / "en" / "same_event.json")
    _write(learned(lines), OUT / "en" / "confidence.json")


if __name__ == "__main__":
    main()
