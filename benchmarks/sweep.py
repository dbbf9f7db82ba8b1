"""`python -m benchmarks.sweep FOLDER`: does every article of a folder come to an end, and none in a fault?

FOLDER: articles as .txt, .tml or .jsonl, as `benchmarks.rules` takes them. Each goes through full extraction, in a
process that is killed at the limit. Printed: how many ended, and which did not or raised. Exit 1 when there is one.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import machine, note, say
from benchmarks.guarded import outcomes
from benchmarks.rules import articles

EVERY = 100


def main(arguments: Sequence[str] | None = None) -> None:
    """Read all of a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sweep", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for one article")
    parser.add_argument("--first", type=int, default=0, help="articles to leave out at the beginning")
    asked = parser.parse_args(arguments)
    read, faults = 0, 0
    for outcome in outcomes(list(articles(asked.folder))[asked.first :], asked.limit):
        read += 1
        if outcome.fault is not None:
            faults += 1
            say(f"{outcome.document.name}: {outcome.fault}\n{outcome.trace}")
        if read % EVERY == 0:
            note(f"{read} read, {faults} faults")
    say(f"{read - faults} of {read} articles ended within {asked.limit:g} s each; {machine()}")
    if faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
