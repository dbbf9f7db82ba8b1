"""`python -m benchmarks.library`: a page of the list and of a search, with 100 and 10,000 stored articles, in turns."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.common import machine, note, say, table
from timeline.intervals import Bound
from timeline.model import Article, Timeline
from timeline.store import Store

SIZES = (100, 10_000)


def main(arguments: list[str]) -> None:
    """Print milliseconds of each question, the median of many turns."""
    parser = argparse.ArgumentParser(prog="benchmarks.library")
    parser.add_argument("--turns", type=int, default=30)
    turns = parser.parse_args(arguments).turns
    questions: dict[str, Callable[[Store], object]] = {
        "first page of 50": lambda store: store.search("", 50),
        "page 2 of a search that all match": lambda store: store.search("harb bridge", 50, 50, text=True),
        "first page of one that some match": lambda store: store.search("harbour report 9", 10),
        "one that none matches": lambda store: store.search("harbour ferry", 50),
        "last page": lambda store: store.search("", 50, 50),
        "one article": lambda store: store.get("a42"),
    }
    with tempfile.TemporaryDirectory() as place:
        stores = [_filled(Path(place), size) for size in SIZES]
        taken: dict[tuple[str, int], list[float]] = {}
        for _ in range(turns):  # in turns, so that what else the machine does falls on both
            for name, ask in questions.items():
                for size, store in zip(SIZES, stores, strict=True):
                    start = time.perf_counter()
                    ask(store)
                    taken.setdefault((name, size), []).append((time.perf_counter() - start) * 1000)
        for store in stores:
            store.close()
    say(machine() + "\n")
    rows = []
    for name in questions:
        few, many = (statistics.median(taken[name, size]) for size in SIZES)
        rows.append((name, f"{few:.1f}", f"{many:.1f}", f"{many / few:.1f}"))
    say(table(("ms", *(f"{size:,} articles" for size in SIZES), "ratio"), rows))


def _filled(place: Path, size: int) -> Store:
    store = Store.open(f"sqlite:///{place / f'{size}.sqlite3'}")
    text = "The harbour bridge closed on Monday after inspectors found cracks in two of its piers. " * 40
    first = Bound.of(2000)
    for number in range(size):
        day = first.plus_days(number % 9000)
        article = Article(f"a{number}", f"Harbour bridge closed, report {number}", text, None, day, "given")
        store.save(article, Timeline((article,)), outlet=f"Outlet {number % 30}")
    note(f"{size} stored")
    return store


if __name__ == "__main__":
    main(sys.argv[1:])
