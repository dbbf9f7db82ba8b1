"""Files of many articles: CSV with a text and a date column, JSON with a list of objects, JSONL with one a line.

One record that cannot be read costs no other: it is a `Failure` that says where it stands and what is wrong.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from timeline.errors import InputError
from timeline.reading.plain import Raw

Table = Literal["csv", "jsonl", "records"]
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "story"),
    "published": ("published", "date", "publication_date", "published_at", "published_on", "pubdate", "datepublished"),
    "title": ("title", "headline", "heading"),
    "url": ("url", "link", "address", "web_url"),
}
"""What a column, or a key, may be called, the surest name first; case, blanks and hyphens make no difference."""
RECORDS = 20_000
"""Most articles of one file."""
_DELIMITERS = ",;\t|"
_WIDEST = 10_000_000
"""Most characters of a cell: more than any article may have, so that the limit of articles speaks."""
_WANTED = "the columns need a line of names with one for the text (text, body, content or article)"


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a file and where it stands there ("row 7", "line 3"); `fault` where it is none."""

    place: str
    raw: Raw | None
    fault: str | None = None


def records_of(text: str, table: Table) -> Iterator[Record]:
    """The articles of a file in its order; InputError where it has not the shape of its kind at all."""
    text = text.removeprefix("\ufeff")
    found = {"csv": _rows, "jsonl": _lines, "records": _items}[table](text)
    for number, record in enumerate(found):
        if number == RECORDS:
            raise InputError(f"the file holds more than {RECORDS:,} articles; split it")
        yield record


def looks_like(text: str) -> Table | None:
    """ "jsonl" or "records" for text that is JSON of several articles; None for anything else, a table included:
    commas are in every text."""
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith("["):
        try:
            value = json.loads(head)
        except (ValueError, RecursionError):
            return None
        return "records" if isinstance(value, list) and value and all(isinstance(one, dict) for one in value) else None
    first, _, rest = head.partition("\n")
    if not first.startswith("{") or not rest.lstrip().startswith("{"):
        return None
    try:
        return "jsonl" if isinstance(json.loads(first), dict) else None
    except (ValueError, RecursionError):
        return None


def _rows(text: str) -> Iterator[Record]:
    csv.field_size_limit(_WIDEST)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = next(reader, [])
        columns = _columns(names)
        while True:
            begin = reader.line_num + 1
            row = next(reader, None)
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield _of_row(row, columns, len(names), f"line {begin}")
    except csv.Error as error:
        raise InputError(f"the table breaks off at line {reader.line_num} ({error}); save it as CSV again") from None


def _columns(names: list[str]) -> dict[str, int]:
    """Which column holds what; InputError where there is none for the text."""
    known = [_plain(name) for name in names]
    found = {
        field: known.index(name)
        for field, allowed in NAMES.items()
        if (name := next((one for one in allowed if one in known), None)) is not None
    }
    if "text" not in found:
        have = ", ".join(name.strip()[:30] for name in names[:8]) or "nothing"
        raise InputError(f"the table has no column for the text (there is: {have}); {_WANTED}")
    return found


def _of_row(row: list[str], columns: Mapping[str, int], width: int, place: str) -> Record:
    if len(row) > width:
        return Record(place, None, f"it has {len(row)} cells, and there are {width} columns; quote the text of a cell")
    cells = {field: row[at].strip() for field, at in columns.items() if at < len(row)}
    return _record(cells, place)


def _lines(text: str) -> Iterator[Record]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"line {number}"
            try:
                yield _of_value(json.loads(line), place)
            except (ValueError, RecursionError) as error:
                yield Record(place, None, f"it is not JSON ({_told(error)}); write one object a line")


def _items(text: str) -> Iterator[Record]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the file is not JSON ({_told(error)}); save it as JSON again") from None
    if not isinstance(value, list):
        raise InputError('the JSON holds no list of articles; give [{"text": ..., "published": ...}, ...]')
    for number, one in enumerate(value, start=1):
        yield _of_value(one, f"article {number}")


def _of_value(value: Any, place: str) -> Record:
    if not isinstance(value, dict):
        return Record(place, None, 'it is no object; give {"text": ..., "published": ...}')
    known = {_plain(str(name)): one for name, one in value.items()}
    cells: dict[str, str] = {}
    for field, allowed in NAMES.items():
        name = next((one for one in allowed if known.get(one) not in (None, "")), None)
        if name is None:
            continue
        if not isinstance(known[name], str):
            return Record(place, None, f"its {name} is no text; write it in quotation marks")
        cells[field] = known[name]
    return _record(cells, place)


def _record(cells: Mapping[str, str], place: str) -> Record:
    if not cells.get("text", "").strip():
        return Record(place, None, "it has no text; give the words of the article")
    raw = Raw(cells["text"], cells.get("title") or None, cells.get("url") or None, cells.get("published") or None)
    return Record(place, raw)


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _told(error: Exception) -> str:
    return "too many brackets inside each other" if isinstance(error, RecursionError) else str(error)
