"""How good the answers are: every scorer over its gold, in one table.

    python -m benchmarks.quality [--score ../shared/score] [--data ../shared/data] [--only timex,qusair,...] [--json]

The gold and its scorers are no part of the project; where a folder is absent, its rows are skipped with the reason.
Documents of the time phrase sets are in two parts: on "developed on" the rules are worked out, "measured only" is
never looked at for anything but these numbers. A gap between the two is a defect.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.common import SHARED, note, say, table

TIMEX_SETS = ("timebank", "aquaint", "wikiwars")
TIMEX_MEASURES = ("strict", "relaxed", "type", "value")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was asked of which documents, how many answers the gold has, the scores in percent
    (or counts, where `of` is given)."""

    question: str
    documents: str
    gold: int
    scores: Mapping[str, float]
    faults: tuple[str, ...] = ()


def measured_only(name: str) -> bool:
    """Is this document (its file name without suffix) one of the third that is looked at only to measure?"""
    return int(hashlib.md5(name.encode("utf-8"), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def timex(data: Path, scratch: Path) -> list[Row]:
    """Time phrases: F1 as TempEval-3 defines it, over each set and each of its two parts."""
    predict, scorer, tml = (import_module(name) for name in ("predict", "score", "tml"))
    rows = []
    for name in TIMEX_SETS:
        if not (data / name).is_dir():
            note(f"timex {name}: skipped; there is no {data / name}")
            continue
        out = scratch / f"{name}.jsonl"
        note(f"timex {name}: {_quietly(predict.timex, data / name, out)}")
        everything, predicted = tml.read_dir(data / name), scorer.read_predictions(out)
        for part in ("all", "developed on", "measured only"):
            docs = [d for d in everything if part == "all" or measured_only(d.name) == (part == "measured only")]
            counts = scorer.score_all(docs, {d.name: predicted[d.name] for d in docs if d.name in predicted})[0]
            told = scorer.summarise(counts)
            scores = {measure: told[measure]["F1"] for measure in TIMEX_MEASURES}
            rows.append(Row("time phrases, F1", f"{name}, {part} ({len(docs)})", told["gold"], scores))
    return rows


def qusair(data: Path, scratch: Path) -> list[Row]:
    """The one article with everything about it in its gold: how many of its events are right, how many faults."""
    del scratch
    import timeline

    scorer, folder = import_module("qusair"), data / "qusair"
    if not folder.is_dir():
        note(f"qusair: skipped; there is no {folder}")
        return []
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    text = (folder / "article.txt").read_bytes().decode("utf-8")
    found = timeline.extract(text, published=gold["published"])
    phrases = scorer.check_phrases(gold, found.time_expressions, text)
    events, right, stretch = scorer.check_events(gold, found.events, text)
    scores = {
        "right": float(right),
        "shown": float(len(found.events)),
        "phrase faults": float(len(phrases)),
        "event faults": float(len(events)),
        "stretch": float(len(stretch)),
    }
    return [Row("one article, counts", "qusair (1)", len(gold["events"]), scores, (*phrases, *events))]


def eventtime(data: Path, scratch: Path) -> list[Row]:
    """When events begin and end; `covered label` is over the events that were found."""
    scorer = import_module("eventtime.score")
    rows = []
    for part in ("dev", "train"):
        folder = data / "eventtime" / part
        gold, predicted = _events(folder, scratch / f"eventtime-{part}.jsonl")
        if gold is None:
            continue
        report = scorer.score(gold, predicted)["all"]
        scores = {name: 100 * report[name] for name in ("coverage", "label", "exact", "consistent", "within")}
        scores["covered label"] = 100 * report["covered"]["label"]
        rows.append(Row("event time, %", f"eventtime, {part} ({len(gold)})", report["n"], scores))
    return rows


def links(data: Path, scratch: Path) -> list[Row]:
    """Are the events found, do their intervals agree with stated links, are pairs in order."""
    detect, scorer = import_module("detect"), import_module("links.score")
    gold, predicted = _events(data / "links" / "aquaint", scratch / "links-aquaint.jsonl")
    if gold is None:
        return []
    found, report = detect.score(gold, predicted), scorer.score(gold, predicted)
    where, every, pairs = f"aquaint ({len(gold)})", report["links"]["all"], report["pairs"]
    by_link = {name: 100 * every[name] for name in ("covered", "compatible", "certain")}
    by_pair = {name: 100 * pairs[name] for name in ("covered", "accuracy", "precision", "recall")}
    return [
        Row("events found, %", where, found["gold"], {name: found[name] for name in ("F1", "P", "R")}),
        Row("event-to-time links, %", where, every["n"], by_link),
        Row("order of pairs (MATRES), %", where, pairs["n"], {"F1": 100 * pairs["f1"], **by_pair}),
    ]


QUESTIONS: Mapping[str, Callable[[Path, Path], list[Row]]] = {
    "timex": timex,
    "qusair": qusair,
    "eventtime": eventtime,
    "links": links,
}


def _events(folder: Path, out: Path) -> tuple[dict[str, Any] | None, Any]:
    """Gold and predictions of a folder of events; None where there is no such folder."""
    if not folder.is_dir():
        note(f"events: skipped; there is no {folder}")
        return None, None
    note(f"{folder.parent.name} {folder.name}: {_quietly(import_module('predict').events, folder, out)}")
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    return gold, import_module("common.predictions").read_predictions(out, gold)


def _quietly(call: Callable[..., None], *arguments: object) -> str:
    """What a call prints, which would else stand between the tables."""
    told = io.StringIO()
    with redirect_stdout(told):
        call(*arguments)
    return told.getvalue().strip()


def measure(score: Path, data: Path, only: Sequence[str] = ()) -> list[Row]:
    """The rows of all questions, or of some of them. Empty, with the reason on standard error, without scorers."""
    if not (score / "predict.py").is_file():
        note(f"quality: skipped; the scorers are not at {score} (--score names another folder)")
        return []
    sys.dont_write_bytecode = True  # the folder of the scorers is not ours to write to
    sys.path[:0] = [str(score), str(score / "timex")]
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, ask in QUESTIONS.items():
            if not only or name in only:
                rows += ask(data, Path(scratch))
    return rows


def shown(rows: Sequence[Row]) -> str:
    """The rows as one markdown table."""

    def cell(name: str, score: float) -> str:
        return f"{name} {score:.0f}" if score == int(score) and score < 100 else f"{name} {score:.1f}"

    lines = [(r.question, r.documents, r.gold, ", ".join(cell(*score) for score in r.scores.items())) for r in rows]
    return table(("question", "documents", "in gold", "scores"), lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.quality", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--score", type=Path, default=SHARED / "score", help="the folder of the scorers")
    parser.add_argument("--data", type=Path, default=SHARED / "data", help="the folder of the gold")
    parser.add_argument("--only", default="", help=f"some of: {','.join(QUESTIONS)}")
    parser.add_argument("--json", action="store_true", help="rows as JSON instead of a table")
    given = parser.parse_args(arguments)
    only = [name for name in given.only.split(",") if name]
    unknown = sorted(set(only) - set(QUESTIONS))
    if unknown:
        parser.error(f"--only {','.join(unknown)}: there are {', '.join(QUESTIONS)}")
    rows = measure(given.score, given.data, only)
    if given.json:
        say(json.dumps([asdict(row) for row in rows], indent=2))
    elif rows:
        say(shown(rows))
        for row in rows:
            if row.faults:
                say(f"\nFaults in {row.documents}:\n" + "\n".join(f"- {fault}" for fault in row.faults))


if __name__ == "__main__":
    main()
