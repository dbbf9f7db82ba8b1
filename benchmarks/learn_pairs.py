"""Learns when two events of two articles are one, and writes the weights.

    python -m benchmarks.learn_pairs [--data FOLDER] [--cross]

The pairs that a reader judged stand in `benchmarks/annotations/same_event.json`: for each story its articles (files of
`data/`, or names of texts in FOLDER/text) with publication dates, and the pairs that are one event, as offsets of their
triggers; "unsure" ones are left out, all others are two events. Logistic regression that stays near the weights it
begins with; nothing in it is random. --cross learns without each story in turn, and prints B-cubed of the groups beside
those by the same head word; it writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import ROOT, SHARED, note, say, table
from timeline.comparison.learning import EventKey, features, joined, keys_of, pair_weights, rarity_of
from timeline.extraction import extract
from timeline.model import Options, Timeline
from timeline.reading import read_file

LABELS = Path(__file__).with_name("annotations") / "same_event.json"
OUT = ROOT / "timeline" / "comparison" / "pair_weights.json"
LEAST = 0.1  # words of the clause that two events share, below which they are no pair to learn from
NEAR = 1.0  # pull towards the weights it begins with
STEPS, RATE = 600, 0.03
Pair = tuple[int, int]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class StoryPairs:
    """The events of a story's articles in short, and which pairs of them are one."""

    name: str
    keys: list[EventKey]
    same: frozenset[Pair]
    unsure: frozenset[Pair]
    read: list[Timeline]


def stories(data: Path) -> list[StoryPairs]:
    """The stories whose texts are at hand."""
    found = []
    for name, row in json.loads(LABELS.read_text(encoding="utf-8")).items():
        try:
            read = [_timeline(article, published, data) for article, published in row["articles"]]
        except OSError as error:
            note(f"left out: {name}: {error}")
            continue
        keys = keys_of(read)
        spans = [k.event.trigger for k in keys]
        at = {(_file(k, row, read), s.start, s.end): n for n, (k, s) in enumerate(zip(keys, spans, strict=True))}
        found.append(StoryPairs(name, keys, _pairs(row["same"], at), _pairs(row["unsure"], at), read))
    return found


def _timeline(article: str, published: str, data: Path) -> Timeline:
    own = ROOT / "data" / article
    path = own if own.is_file() else data / "text" / f"{article}.txt"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there")
    return extract(read_file(path, published=published), options=Options(detail="all"))


def _file(key: EventKey, row: Any, read: Sequence[Timeline]) -> str:
    ids = [one.articles[0].id for one in read]
    return str(row["articles"][ids.index(key.event.article)][0])


def _pairs(rows: Sequence[Sequence[Any]], at: dict[tuple[str, int, int], int]) -> frozenset[Pair]:
    both = (((r[0], r[1], r[2]), (r[3], r[4], r[5])) for r in rows)
    return frozenset((min(at[a], at[b]), max(at[a], at[b])) for a, b in both if a in at and b in at)


def examples(story: StoryPairs) -> list[tuple[dict[str, float], float]]:
    """Features and answer of every pair that is alike at all."""
    rarity, keys = rarity_of(story.keys), story.keys
    found = []
    for b in range(len(keys)):
        for a in range(b):
            if keys[a].event.article == keys[b].event.article or (a, b) in story.unsure:
                continue
            row = features(keys[a], keys[b], rarity)
            if (a, b) in story.same or max(row["words of the clause"], row["words of the sentence"]) >= LEAST:
                found.append((row, float((a, b) in story.same)))
    return found


def learned(found: Sequence[tuple[dict[str, float], float]], start: dict[str, float]) -> dict[str, float]:
    """Feature to weight."""
    names = sorted({name for row, _ in found for name in row})
    x = np.array([[*(row.get(name, 0.0) for name in names), 1.0] for row, _ in found])
    y = np.array([answer for _, answer in found])
    begin = np.array([*(start.get(name, 0.0) for name in names), start["bias"]])
    w, mean, square = begin.copy(), np.zeros_like(begin), np.zeros_like(begin)
    for step in range(1, STEPS + 1):
        gradient = x.T @ (1 / (1 + np.exp(-x @ w)) - y) + NEAR * (w - begin)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        w -= RATE * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(value), 3) for name, value in zip([*names, "bias"], w, strict=True)}


def b_cubed(groups: Sequence[set[int]], gold: Sequence[set[int]]) -> tuple[float, float]:
    """Precision and recall, each event of a gold group of several, or put into one, counting once."""
    ours = {n: g for g in groups for n in g}
    wanted = {n: g for g in gold for n in g}
    judged = [n for n in wanted if len(wanted[n]) > 1 or len(ours[n]) > 1]
    precision = sum(len(ours[n] & wanted[n]) / len(ours[n]) for n in judged) / max(1, len(judged))
    recall = sum(len(ours[n] & wanted[n]) / len(wanted[n]) for n in judged) / max(1, len(judged))
    return precision, recall


def closed(pairs: frozenset[Pair], size: int) -> list[set[int]]:
    """The groups that pairs make, whoever is in none alone."""
    home = [{n} for n in range(size)]
    for a, b in sorted(pairs):
        both = home[a] | home[b]
        for n in both:
            home[n] = both
    return list({id(g): g for g in home}.values())


def by_head(story: StoryPairs) -> list[set[int]]:
    """The baseline: events of two articles are one where their head word has the same lemma."""
    same = {
        (a, b)
        for b, two in enumerate(story.keys)
        for a, one in enumerate(story.keys[:b])
        if one.event.article != two.event.article and _lemmas(one) & _lemmas(two)
    }
    return closed(frozenset(same), len(story.keys))


def _lemmas(key: EventKey) -> set[str]:
    return {k for k in key.kinds if k[0] != "=" and not k.endswith("-")}


def main() -> None:
    """Learn and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "articles")
    parser.add_argument("--cross", action="store_true", help="measure each story by weights learned without it")
    given = parser.parse_args()
    found = stories(given.data)
    rows = {s.name: examples(s) for s in found}
    start = dict(pair_weights())
    if not given.cross:
        OUT.write_text(json.dumps(learned([r for s in rows.values() for r in s], start), indent=1) + "\n", "utf-8")
        note(f"{sum(map(len, rows.values()))} pairs, {OUT}")
        return
    lines, total = [], np.zeros((2, 3))
    for story in found:
        weights = learned([r for name, s in rows.items() if name != story.name for r in s], start)
        gold = closed(story.same, len(story.keys))
        ours = [set(g.members) for g in joined(story.keys, weights)]
        scores = [b_cubed(groups, gold) for groups in (ours, by_head(story))]
        for n, (p, r) in enumerate(scores):
            total[n] += p, r, 1
        lines.append((story.name, len(story.keys), *(_f1(p, r) for p, r in scores)))
    means = [(t[0] / t[2], t[1] / t[2]) for t in total]
    lines.append(("mean", "", *(_f1(*m) for m in means)))
    say(table(("story", "events", "ours, B-cubed F1", "same head word"), lines))


def _f1(precision: float, recall: float) -> str:
    return f"{2 * precision * recall / (precision + recall or 1):.3f} ({precision:.2f}/{recall:.2f})"


if __name__ == "__main__":
    main()
