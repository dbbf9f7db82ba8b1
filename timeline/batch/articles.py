"""Where articles come from: folders, JSON Lines, CSV, Parquet and WARC files, one at a time and never all in memory.

A new kind of file is a reader of `items` and a line in `READERS`. An item has the place that a failure is told by.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from timeline.errors import InputError
from timeline.reading import SUFFIXES, Media

TEXT = ("text", "body", "content", "article")
DATE = ("published", "date", "publication_date", "published_at", "pubdate", "day")
HTML = ("html",)
PLAIN_FILES = (".txt", ".md", ".html", ".htm", ".json")
_ROWS = 64
"""Rows of a Parquet file that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article that is yet to be read. `source` None: the content of the file, which the worker opens.

    fault: what is wrong where there is nothing to read.
    """

    file: str
    place: str
    source: str | bytes | None = None
    media: Media | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    fault: str | None = None

    @property
    def key(self) -> str:
        """What it is known by from one run to the next: file and place."""
        return hashlib.sha256(f"{self.file}\0{self.place}".encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def carried(self) -> Item:
        """The same with the content of its file, for a worker that does not see the file."""
        if self.source is not None or self.fault is not None:
            return self
        file = Path(self.file)
        try:
            return replace(self, source=file.read_bytes(), media=SUFFIXES.get(file.suffix.lower()))
        except OSError as error:
            return replace(self, fault=f"cannot be read ({error.strerror or error})")


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns (or keys) that hold text and date; None: the first of the usual names that is there."""

    text: str | None = None
    date: str | None = None


def items(source: Path, columns: Columns | None = None) -> Iterator[Item]:
    """All articles of a file or, in the order of their names, of the files of a folder and its folders."""
    for file in files(source):
        reader = READERS.get(_kind(file))
        if reader is not None:
            yield from reader(file, columns or Columns())
        elif file.suffix.lower() in PLAIN_FILES:
            yield Item(str(file), "file")


def files(source: Path) -> Iterator[Path]:
    """The files that are read; InputError where there is no such file or folder."""
    if source.is_file():
        if _kind(source) not in READERS and source.suffix.lower() not in PLAIN_FILES:
            known = ", ".join((*PLAIN_FILES, *READERS))
            raise InputError(f"{source}: no kind of file that is known; there is: {known}")
        yield source
        return
    if not source.is_dir():
        raise InputError(f"{source}: there is no such file or folder")
    for path in sorted(source.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(source).parts)
        if path.is_file() and not hidden and (_kind(path) in READERS or path.suffix.lower() in PLAIN_FILES):
            yield path


def count(source: Path) -> int | None:
    """How many articles there are, as far as that is seen without reading them; None where it is not."""
    total = 0
    for file in files(source):
        kind = _kind(file)
        if kind in (".jsonl", ".ndjson"):
            with file.open("rb") as stream:
                total += sum(1 for line in stream if line.strip())
        elif kind == ".parquet":
            total += needed("pyarrow.parquet", "Parquet").ParquetFile(file).metadata.num_rows
        elif kind in READERS:
            return None
        else:
            total += 1
    return total


def _kind(file: Path) -> str:
    """The suffix, with that before .gz."""
    suffixes = [suffix.lower() for suffix in file.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def _json_lines(file: Path, columns: Columns) -> Iterator[Item]:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                place = f"line {number}"
                try:
                    record = json.loads(line)
                except ValueError as error:
                    yield Item(str(file), place, fault=f"the line is not JSON: {error}")
                    continue
                if isinstance(record, dict):
                    yield _from_record(file, place, record, columns)
                else:
                    yield Item(str(file), place, fault="the line is no JSON object")


def _table(file: Path, columns: Columns) -> Iterator[Item]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.DictReader(stream)
        _check(file, reader.fieldnames or [], columns)
        number = 1
        while True:
            number += 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Item(str(file), f"row {number}", fault=f"not a row of CSV: {error}")
                continue
            yield _from_record(file, f"row {number}", row, columns)


def _parquet(file: Path, columns: Columns) -> Iterator[Item]:
    table = needed("pyarrow.parquet", "Parquet").ParquetFile(file)
    names = table.schema_arrow.names
    _check(file, names, columns)
    wanted = {columns.text, columns.date, "title", "url", *TEXT, *DATE, *HTML}
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=[name for name in names if name in wanted]):
        for row in batch.to_pylist():
            number += 1
            yield _from_record(file, f"row {number}", row, columns)


def _warc(file: Path, columns: Columns) -> Iterator[Item]:
    archive = needed("warcio.archiveiterator", "WARC")
    failures = needed("warcio.exceptions", "WARC").ArchiveLoadFailed
    with file.open("rb") as stream:
        try:
            for number, record in enumerate(archive.ArchiveIterator(stream), start=1):
                headers = record.http_headers
                kind = (headers.get_header("Content-Type") or "") if headers else ""
                good = headers is not None and headers.get_statuscode() == "200"
                if record.rec_type == "response" and good and "html" in kind.lower():
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    content = record.content_stream().read()
                    yield Item(str(file), f"record {number}", content, "html", url=url)
        except failures as error:
            yield Item(str(file), "archive", fault=f"the archive cannot be read on: {error}")


READERS: Mapping[str, Callable[[Path, Columns], Iterator[Item]]] = MappingProxyType(
    {
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
        ".csv": _table,
        ".parquet": _parquet,
        ".warc": _warc,
        ".warc.gz": _warc,
    }
)


def _from_record(file: Path, place: str, record: Mapping[str, Any], columns: Columns) -> Item:
    """An item of a row or an object with its text, date, title and address."""
    text, html = _first(record, (columns.text,) if columns.text else TEXT), _first(record, HTML)
    if text is None and html is None:
        return Item(str(file), place, fault=f"it has no text; name its column with --text-column ({_shown(record)})")
    date = _first(record, (columns.date,) if columns.date else DATE)
    return Item(
        str(file), place, text if text is not None else html, "text" if text is not None else "html",
        date, _first(record, ("title", "headline")), _first(record, ("url", "link")),
    )  # fmt: skip


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the values that is there, as text."""
    for name in names:
        value = record.get(name)
        if value is not None and str(value).strip():
            return str(value)
    return None


def _check(file: Path, names: Any, columns: Columns) -> None:
    """InputError where a table has no column for the text: no row could be read."""
    for wanted, usual, option in ((columns.text, (*TEXT, *HTML), "--text-column"), (columns.date, (), "--date-column")):
        if (wanted is not None and wanted not in names) or (wanted is None and usual and not set(usual) & set(names)):
            there = ", ".join(map(str, names)) or "none"
            lacking = wanted or " or ".join(usual)
            raise InputError(f"{file}: no column {lacking}; name it with {option} (there is: {there})")


def _shown(record: Mapping[str, Any]) -> str:
    return f"there is: {', '.join(str(name)[:40] for name in list(record)[:8]) or 'nothing'}"


def needed(module: str, what: str) -> Any:
    """The module; InputError names what wants it and the extra where its package is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise InputError(
            f"{what} needs the package {error.name!r}, which is not installed; pip install 'article-timeline[batch]'"
        ) from None
