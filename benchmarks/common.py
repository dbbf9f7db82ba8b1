"""What the benchmarks share: the documents they read, and how they print."""

from __future__ import annotations

import os
import platform
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TIMEBANK = SHARED / "data" / "timebank"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its publication date, an ISO string."""

    name: str
    text: str
    published: str


def documents(folder: Path | None = None) -> tuple[str, list[Document]]:
    """The TimeML documents (*.tml) of a folder, by default TimeBank where it is at hand, else the sample articles;
    with a word on which they are. SystemExit when a folder is named that holds none."""
    if folder is not None or TIMEBANK.is_dir():
        place = folder or TIMEBANK
        found = [_timeml(path) for path in sorted(place.glob("*.tml"))]
        if not found:
            raise SystemExit(f"{place}: no .tml documents there; name a folder of TimeML documents")
        return f"{len(found)} articles of {place.name}", found
    found = samples()
    return f"{len(found)} sample articles", found


def samples() -> list[Document]:
    """The sample articles of the project as documents."""
    from timeline.reading import read_file
    from timeline.store import sample_articles

    listed = sample_articles()
    return [Document(s.path.stem, read_file(s.path, published=s.published).text, s.published) for s in listed]


def _timeml(path: Path) -> Document:
    root = ElementTree.parse(path).getroot()
    text, published = root.find("TEXT"), root.find("DCT/TIMEX3")
    if text is None or published is None:
        raise SystemExit(f"{path}: no TEXT or no DCT; this is no TimeML document")
    return Document(path.stem, "".join(text.itertext()), published.get("value", ""))


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A markdown table; columns of numbers stand to the right."""
    lines = [[*map(str, row)] for row in rows]
    columns = list(zip(*lines, strict=True)) if lines else [() for _ in head]
    widths = [max(len(cell) for cell in (name, *column)) for name, column in zip(head, columns, strict=True)]
    right = [all(cell[:1].isdecimal() or cell == "-" for cell in column) for column in columns]

    def line(cells: Sequence[str]) -> str:
        placed = zip(cells, widths, right, strict=True)
        return "| " + " | ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in placed) + " |"

    rule = ["-" * (w - 1) + ":" if r else "-" * w for w, r in zip(widths, right, strict=True)]
    return "\n".join([line(head), line(rule), *map(line, lines)])


def machine() -> str:
    """What the numbers were measured on, and how busy it was."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()} on {os.cpu_count()} cores{load}"


def say(text: str = "") -> None:
    """A line on standard output, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """A line on standard error: progress, and what was skipped and why."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
