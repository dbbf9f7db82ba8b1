"""The articles of a folder, read one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from timeline.comparison.values import LeftOut
from timeline.errors import InputError, TimelineError
from timeline.model import Article, Options
from timeline.reading import SUFFIXES, read, read_file

_LINES = ".jsonl"  # a file with an article a line, as JSON


def article_files(folder: Path) -> list[Path]:
    """The files of a folder, and of those below it, that may hold articles, by name.

    InputError where there is no such folder, or none of its files can be read.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; name a folder of articles")
    known = {*SUFFIXES, _LINES}
    found = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() in known)
    if not found:
        raise InputError(
            f"{folder}: no articles there; it wants files named {', '.join(f'*{s}' for s in sorted(known))}"
        )
    return found


def articles_of(path: Path, options: Options) -> Iterator[Article | LeftOut]:
    """The article of a file, or one a line of a .jsonl; what cannot be read comes as `LeftOut`, which says why."""
    if path.suffix.lower() != _LINES:
        try:
            yield read_file(path, options=options)
        except TimelineError as error:
            yield LeftOut(path.name, str(error))
        return
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    try:
                        yield read(line, media="json", options=options)
                    except TimelineError as error:
                        yield LeftOut(f"{path.name}, line {number}", str(error))
    except OSError as error:
        yield LeftOut(path.name, f"cannot be read ({error.strerror or error})")
