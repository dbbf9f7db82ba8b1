"""Learns which sentence tells a day of a story best, and writes the weights.

    python -m benchmarks.learn_digest FOLDER [--cross]

FOLDER holds `timelines.json` (timelines that journalists made: `topic`, `entries` with `date` and `sentences`) and for
each topic `TOPIC/articles.jsonl` (`id, published, title, text`). Ridge regression of the ROUGE-1 plus ROUGE-2 F1 of a
candidate sentence against the journalist's, centred by day, every topic weighing the same; nothing in it is random.
--cross learns without each topic in turn, prints how good the chosen sentences are there, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import note, say, table
from timeline.comparison.learning import FEATURES, Place, Story, account, terms
from timeline.errors import TimelineError
from timeline.extraction import extract
from timeline.intervals import Bound
from timeline.model import Article

OUT = Path(__file__).resolve().parents[1] / "timeline" / "comparison" / "sentence_weights.json"
RIDGE = 0.01
TOP = 2  # sentences of a day that --cross looks at
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class DayExample:
    """A day of a journalist's timeline: the features of each candidate sentence and its ROUGE F1."""

    topic: str
    timeline: str
    features: Matrix
    rouge: Matrix


def examples(folder: Path) -> list[DayExample]:
    """Every day of every timeline that some article tells of."""
    gold: list[dict[str, Any]] = json.loads((folder / "timelines.json").read_text(encoding="utf-8"))["timelines"]
    found: list[DayExample] = []
    for topic in sorted({g["topic"] for g in gold}):
        story = Story(_accounts(folder / topic / "articles.jsonl"))
        for one in (g for g in gold if g["topic"] == topic):
            days: dict[str, list[str]] = defaultdict(list)
            for entry in one["entries"]:
                days[entry["date"]] += entry["sentences"]
            for day, wanted in days.items():
                ordinal = Bound.parse(day).day
                places = story.told_on(ordinal)
                if len(places) > 1:
                    rows = story.features(ordinal, places)
                    found.append(DayExample(topic, one["id"], rows, _rouge(story, places, wanted)))
        note(f"{topic}: {len(story.accounts)} articles, {len(found)} days so far")
    return found


def _accounts(path: Path) -> list[Any]:
    read = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article(id=str(row["id"]), title=row["title"], text=row["text"], published=row["published"][:10])
        try:
            known = extract(article, events="none")
        except TimelineError as error:
            note(f"left out: {row['id']}: {error}")
            continue
        read.append(account(known.articles[0], known.time_expressions))
    return read


def _rouge(story: Story, places: Sequence[Place], wanted: Sequence[str]) -> Matrix:
    """F1 of words and of pairs of words, a row a candidate."""
    gold = [word for sentence in wanted for word in terms(sentence)]

    def f1(words: Sequence[str], n: int) -> float:
        one, two = (Counter(zip(*(w[i:] for i in range(n)), strict=False)) for w in (words, gold))
        total = one.total() + two.total()
        return 2 * (one & two).total() / total if total else 0.0

    told = [terms(story.accounts[a].text(s)) for a, s in places]
    return np.array([[f1(words, 1), f1(words, 2)] for words in told])


def learned(found: Sequence[DayExample]) -> dict[str, float]:
    """Feature to weight."""
    per_topic = Counter(e.topic for e in found)
    a, b = np.eye(len(FEATURES)) * RIDGE, np.zeros(len(FEATURES))
    for e in found:
        target = e.rouge.sum(axis=1)
        if target.max() > 0:
            x = e.features - e.features.mean(axis=0)
            y = (target - target.mean()) / (target.std() + 1e-6)
            weight = 1 / len(target) / per_topic[e.topic]
            a += weight * x.T @ x
            b += weight * x.T @ y
    return {name: round(float(w), 4) for name, w in zip(FEATURES, np.linalg.solve(a, b), strict=True)}


def rouge_of_top(found: Sequence[DayExample], weights: Callable[[str], dict[str, float]]) -> Matrix:
    """Mean ROUGE-1 and ROUGE-2 F1 of the best sentences, a timeline counting once; `weights` of a topic."""
    by_timeline: dict[str, list[Matrix]] = defaultdict(list)
    for e in found:
        w = np.array([weights(e.topic)[name] for name in FEATURES])
        best = np.argsort(-(e.features @ w), kind="stable")[:TOP]
        by_timeline[e.timeline].append(e.rouge[best].mean(axis=0))
    return np.array([np.mean(rows, axis=0) for rows in by_timeline.values()]).mean(axis=0)


def main() -> None:
    """Learn and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cross", action="store_true", help="measure each topic by weights learned without it")
    given = parser.parse_args()
    found = examples(given.folder)
    whole = learned(found)
    if not given.cross:
        OUT.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
        note(f"{len(found)} days, {OUT}")
        return
    without = {t: learned([e for e in found if e.topic != t]) for t in {e.topic for e in found}}
    plain = dict.fromkeys(FEATURES, 0.0) | {"near what names it": 1.0}
    rows = []
    for name, weights in (("nearest to the day", lambda _: plain), ("learned without the topic", without.__getitem__),
                          ("learned with it", lambda _: whole)):  # fmt: skip
        one, two = rouge_of_top(found, weights)
        rows.append((name, f"{one:.4f}", f"{two:.4f}"))
    say(table(("sentences", "ROUGE-1 F1", "ROUGE-2 F1"), rows))


if __name__ == "__main__":
    main()
