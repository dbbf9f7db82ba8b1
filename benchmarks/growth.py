"""`python -m benchmarks.growth`: how processor time grows with the length of an input, by way in and by text.

Each text is made to hurt: one thing again and again. Sizes of one text are timed in one process, so that their ratio
counts whatever else the machine does; a process that takes longer than the limit is ended and said so. The exponent is
the slope between the first size that takes long enough to be measured and the last: 1 is in proportion.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.common import machine, note, say, table
from timeline import extract
from timeline.errors import TimelineError
from timeline.model import Options
from timeline.reading import read, read_file

SIZES = (10_000, 100_000, 1_000_000)
MEASURABLE = 0.02  # seconds; below, the clock says little
Made = Callable[[int], str]

STORY = "The ferry left the harbour on Tuesday night. "
DATA = '<script type="application/ld+json">'
SOURCES: dict[str, Made] = {
    "blanks": lambda n: " " * n + STORY,
    "tabs": lambda n: "\t" * n + STORY,
    "no-break spaces": lambda n: "\xa0" * n + STORY,
    "line ends": lambda n: "\n" * n + STORY,
    "blank lines": lambda n: " \r\n" * (n // 3) + STORY,
    "comments": lambda n: "<!-- a -->\n" * (n // 11) + STORY,
    "open comments": lambda n: "<!-- a " * (n // 7) + STORY,
    "declarations": lambda n: "<?xml ?>" * (n // 8) + STORY,
    "one line": lambda n: STORY * (n // 45),
    "lines": lambda n: (STORY + "\n") * (n // 46),
    "commas": lambda n: "a, B. " * (n // 6),
    "dates": lambda n: "5 June 2013 \n" * (n // 13),
    "datelines": lambda n: "OSLO, June 5, 2013 (A) " * (n // 23),
    "labels": lambda n: "Published: Updated: 5 " * (n // 22),
    "credits": lambda n: "Photo: A. Berg. \n" * (n // 17),
    "notes": lambda n: "About the author: he was there and then he was not there any more,\n" * (n // 67),
    "headings": lambda n: "Related\n" * (n // 8) + STORY,
    "braces": lambda n: '{"text":' * (n // 8),
    "attributes": lambda n: f"<html><p {'a=1 ' * (n // 4)}>{STORY}</p>",
    "other attributes": lambda n: f"<html><p {' '.join(f'a{i}=1' for i in range(n // 8))}>{STORY}</p>",
    "a long attribute": lambda n: f"<html><p title='{'a ' * (n // 2)}'>{STORY}</p>",
    "open tags": lambda n: "<html>" + "<div>" * (n // 5) + STORY,
    "tags closed in no order": lambda n: "<html>" + "<b><i><p>" * 40 + "</b></i></p>" * (n // 12) + STORY,
    "paragraphs": lambda n: "<html>" + f"<p>{STORY}" * (n // 48),
    "angles": lambda n: "<html>" + "<" * n + STORY,
    "a title": lambda n: f"<html><title>{'a - ' * (n // 4)}</title><p>{STORY}</p>",
    "metas": lambda n: "<html>" + "<meta name=date content=2013>" * (n // 29) + f"<p>{STORY}</p>",
    "times": lambda n: "<html>" + "<time class=date>June</time>" * (n // 28) + f"<p>{STORY}</p>",
    "dates within dates": lambda n: "<html>" + "<div class=date>" * 200 + "5 June " * (n // 7) + f"<p>{STORY}</p>",
    "data": lambda n: f"<html>{DATA}{'[' * n}</script><p>{STORY}</p>",
    "much data": lambda n: f"<html>{DATA}[" + '{"a":[{}]},' * (n // 11) + f"1]</script><p>{STORY}</p>",
    "open data": lambda n: "<html>" + DATA * (n // 35) + STORY,
}
"""Texts by their length in characters, for the ways in that read a source."""
PHRASES: dict[str, Made] = {
    "prose": lambda n: STORY * (n // 45),
    "weekdays": lambda n: "Monday " * (n // 7),
    "months": lambda n: "May " * (n // 4),
    "numbers": lambda n: "9 " * (n // 2),
    "digits": lambda n: "9" * n,
    "days": lambda n: "5 June 2013, " * (n // 13),
    "clock times": lambda n: "at 4:12 p.m. " * (n // 13),
    "lengths": lambda n: "two weeks and a half " * (n // 21),
    "ranges": lambda n: "from Monday to Friday " * (n // 22),
    "dashes": lambda n: "May-" * (n // 4),
    "slashes": lambda n: "1/2/" * (n // 4),
    "ago": lambda n: "ago later before after " * (n // 23),
    "articles": lambda n: "in the last of the " * (n // 19),
    "quotations": lambda n: "\u201cHe said so on Monday,\u201d she said. " * (n // 37),
    "brackets": lambda n: "(" * n,
    "blanks": lambda n: "Monday" + " " * n + "night",
    "letters": lambda n: "a" * n,
    "full stops": lambda n: "." * n,
}
OPTIONS = Options(limit=16_000_000)
GIVEN = "2019-03-06"


def _as_text(text: str) -> None:
    read(text, media="text", published=GIVEN, options=OPTIONS)


def _as_html(text: str) -> None:
    read(text, media="html", options=OPTIONS)


def _as_json(text: str) -> None:
    read(json.dumps({"text": text}), options=OPTIONS)


def _as_bytes(text: str) -> None:
    read(text.encode("utf-8") + b"\xe9", published=GIVEN, options=OPTIONS)


def _as_file(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a"
        file.write_text(text, "utf-8")
        read_file(file, published=GIVEN, options=OPTIONS)


def _phrases(text: str) -> None:
    extract(text, published=GIVEN, events="none", options=OPTIONS)


WAYS: dict[str, tuple[Callable[[str], None], dict[str, Made]]] = {
    "text": (_as_text, SOURCES),
    "html": (_as_html, SOURCES),
    "json": (_as_json, SOURCES),
    "file": (_as_file, SOURCES),
    "bytes": (_as_bytes, SOURCES),
    "phrases": (_phrases, PHRASES),
}


def timed(way: str, name: str, size: int) -> tuple[float, str]:
    """Processor seconds, and whether the text was read or refused."""
    run, texts = WAYS[way]
    text = texts[name](size)
    start = time.process_time()
    try:
        run(text)
    except TimelineError:
        return time.process_time() - start, "refused"
    return time.process_time() - start, "read"


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float | None:
    """The slope of the logarithms; None where too little is long enough to be measured."""
    points = [(size, second) for size, second in zip(sizes, seconds, strict=False) if second >= MEASURABLE]
    if len(points) < 2:
        return None
    (size, second), (last_size, last_second) = points[0], points[-1]
    return math.log(last_second / second) / math.log(last_size / size)


def measure(way: str, name: str, sizes: Sequence[int], limit: float) -> list[str]:
    """A row: way, text, seconds at each size or why there are none, exponent."""
    command = [sys.executable, "-m", "benchmarks.growth", "--one", way, name, "--sizes", *map(str, sizes)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
        shown, ended = done.stdout, f"failed: {done.stderr.strip().splitlines()[-1:]}" if done.returncode else ""
    except subprocess.TimeoutExpired as error:
        shown, ended = (error.stdout or b"").decode("utf-8"), f"over {limit:.0f} s"
    rows = [(float(second), how) for second, how in map(str.split, shown.splitlines())]
    cells = [f"{second:.2f}" + (" refused" if how == "refused" else "") for second, how in rows]
    cells += ["-"] * (len(sizes) - len(cells))
    slope = exponent(sizes, [second if how == "read" else 0.0 for second, how in rows])
    return [way, name, *cells, ended or ("-" if slope is None else f"{slope:.2f}")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("ways", nargs="*", help=f"of {', '.join(WAYS)}; all when not given")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), help="characters")
    parser.add_argument("--only", default="", help="texts whose name holds this")
    parser.add_argument("--limit", type=float, default=180, help="seconds for all sizes of one text")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        timed(*given.one, 1_000)  # what is loaded once
        for size in given.sizes:
            second, how = timed(*given.one, size)
            say(f"{second:.4f} {how}")
        return
    if unknown := set(given.ways) - set(WAYS):
        raise SystemExit(f"benchmarks.growth: {', '.join(sorted(unknown))} is none of {', '.join(WAYS)}")
    rows = []
    for way in given.ways or WAYS:
        for name in WAYS[way][1]:
            if given.only in name:
                note(f"{way}: {name}")
                rows.append(measure(way, name, given.sizes, given.limit))
    say(f"How processor time (seconds) grows with the length of the input; {machine()}.\n")
    say(table(["way in", "text", *(f"{size:,}" for size in given.sizes), "exponent"], rows))


if __name__ == "__main__":
    main()
