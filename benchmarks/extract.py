"""How long a whole extraction takes: from process start, warm, and against the parse it rests on.

    python -m benchmarks.extract [FOLDER] [--runs 5] [--limit 60]

The article is the Qusair one where it is at hand, else a sample; FOLDER holds the TimeML documents of the last measure
(default: TimeBank where it is at hand, else the sample articles).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import timeline
from benchmarks.common import ROOT, SHARED, Document, documents, machine, samples, say, table
from timeline.expressions import find_expressions
from timeline.grammar import model_of, passages
from timeline.model import Options

QUSAIR = SHARED / "data" / "qusair" / "article.txt"


def article() -> tuple[str, Document]:
    """The article that is timed from process start, and what to call it."""
    if QUSAIR.is_file():
        return "the Qusair article", Document("qusair", QUSAIR.read_bytes().decode("utf-8"), "2013-06-05")
    return "a sample article", samples()[0]


def timed(call: Callable[[], object]) -> float:
    """Seconds a call takes."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def from_start(document: Document, runs: int) -> dict[str, list[float]]:
    """Seconds of `timeline extract FILE` from process start to end: with events, and time phrases only."""
    command = [sys.executable, "-c", "from timeline.cli import main; main()", "extract"]
    spent: dict[str, list[float]] = {"timeline": [], "none": []}
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "article.txt"
        file.write_bytes(document.text.encode("utf-8"))
        for _ in range(runs):
            for events, row in spent.items():
                full = [*command, str(file), "--published", document.published[:10], "--events", events]
                row.append(timed(lambda: subprocess.run(full, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)))  # noqa: B023
    return spent


def phrases_alone(document: Document, runs: int) -> tuple[float, list[float], list[float]]:
    """Milliseconds of time phrases once imported: the very first call, then warm ones; then warm ones with reading."""
    known, options = timeline.read(document.text, published=document.published), Options()
    first = 1000 * timed(lambda: find_expressions(known, options))
    warm = [1000 * timed(lambda: find_expressions(known, options)) for _ in range(runs)]
    whole = [
        1000 * timed(lambda: timeline.extract(document.text, published=document.published, events="none"))
        for _ in range(runs)
    ]
    return first, warm, whole


def beside_the_parse(texts: Sequence[Document]) -> tuple[float, float]:
    """Seconds of spaCy's parse alone and of whole extractions of the same texts, in this process, warm, by turns.

    The parse is of the same paragraphs, with the same components and batches, as the extraction has it; nothing is
    read from it.
    """
    nlp = model_of("en")
    parse = whole = 0.0

    def parse_alone(document: Document) -> None:
        parts = passages(timeline.read(document.text, published=document.published))
        nonlocal parse
        parse += timed(lambda: list(nlp.pipe((part.text for part in parts), batch_size=64)))

    def extract_all(document: Document) -> None:
        nonlocal whole
        whole += timed(lambda: timeline.extract(document.text, published=document.published))

    for document in texts[:3]:
        parse_alone(document)
        extract_all(document)
    parse = whole = 0.0
    for i, document in enumerate(texts):
        for step in (parse_alone, extract_all) if i % 2 else (extract_all, parse_alone):
            step(document)
    return parse, whole


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.extract", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="TimeML documents")
    parser.add_argument("--runs", type=int, default=5, help="processes started")
    parser.add_argument("--limit", type=int, default=60, help="documents set against the parse")
    given = parser.parse_args(arguments)
    name, document = article()
    spent = from_start(document, given.runs)
    first, warm, whole = phrases_alone(document, 20 * given.runs)
    say(f"Whole extraction of {name} ({len(document.text)} characters); {machine()}.\n")

    def row(what: str, times: Sequence[float], unit: str) -> tuple[str, ...]:
        shown = (statistics.median(times), min(times), max(times))
        return (what, *(f"{t:.2f} {unit}" for t in shown), str(len(times)))

    say(
        table(
            ("what", "median", "least", "most", "runs"),
            [
                row("`timeline extract`, from process start", spent["timeline"], "s"),
                row("`timeline extract --events none`, from process start", spent["none"], "s"),
                row("time phrases, first call once imported (rules are loaded)", [first], "ms"),
                row("time phrases, warm", warm, "ms"),
                row("time phrases with reading, warm", whole, "ms"),
            ],
        )
    )
    which, texts = documents(given.folder)
    texts = texts[: given.limit]
    parse, everything = beside_the_parse(texts)
    words = sum(len(d.text.split()) for d in texts)
    say(f"\nAgainst spaCy's parse alone, {which} (the first {len(texts)}, {words} words), by turns; {machine()}.\n")
    say(
        table(
            ("what", "seconds", "words a second", "times the parse"),
            [
                ("spaCy's parse alone", f"{parse:.2f}", f"{words / parse:.0f}", "1.00"),
                (
                    "whole extraction (parse included)",
                    f"{everything:.2f}",
                    f"{words / everything:.0f}",
                    f"{everything / parse:.2f}",
                ),
            ],
        )
    )


if __name__ == "__main__":
    main()
