"""Export: a timeline in one of the formats of `EXPORTERS`. A new format is a file here and a line below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, overload

from timeline.errors import InputError
from timeline.export import (
    csv,
    docx,
    html,
    ics,
    json,
    jsonl,
    markdown,
    markwhen,
    parquet,
    png,
    svg,
    timelinejs,
    timeml,
    xlsx,
)
from timeline.export.chronology import file_name, joined
from timeline.export.csv import read_csv
from timeline.export.table import COLUMNS, rows, to_dataframe
from timeline.export.words import when_words
from timeline.model import Timeline

__all__ = [
    "COLUMNS", "EXPORTERS", "Exporter", "export", "export_bytes", "exporter", "file_name", "joined", "read_csv",
    "rows", "to_dataframe", "when_words",
]  # fmt: skip

TextFormat = Literal[
    "csv", "json", "jsonl", "timeml", "ics", "timelinejs", "markwhen", "markdown", "svg", "html"
]  # fmt: skip
BytesFormat = Literal["parquet", "xlsx", "docx", "png"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: how it is written (as text or bytes), the suffix of its files, its media type, its name and use.

    group: of formats in a menu. bom: files begin with a byte order mark, without which Excel reads another encoding.
    single: it holds one article only.
    """

    write: Callable[[Timeline], str | bytes]
    suffix: str
    media_type: str
    name: str
    use: str
    group: str
    bom: bool = False
    single: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
_READ, _PICTURE, _TABLE, _TOOL = "To read and write on", "Pictures", "Tables and data", "Other tools"
EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "html": Exporter(html.write, ".html", "text/html; charset=utf-8", "Web page", "opens offline, zooms", _READ),
        "docx": Exporter(docx.write, ".docx", f"{_OFFICE}.wordprocessingml.document", "Word", "with notes", _READ),
        "markdown": Exporter(markdown.write, ".md", "text/markdown; charset=utf-8", "Markdown", "footnotes", _READ),
        "csv": Exporter(csv.write, ".csv", "text/csv; charset=utf-8", "CSV", "for any spreadsheet", _TABLE, bom=True),
        "xlsx": Exporter(xlsx.write, ".xlsx", f"{_OFFICE}.spreadsheetml.sheet", "Excel", "sheets to filter", _TABLE),
        "json": Exporter(json.write, ".json", "application/json", "JSON", "everything, without loss", _TABLE),
        "jsonl": Exporter(jsonl.write, ".jsonl", "application/jsonl", "JSON Lines", "a line an event", _TABLE),
        "parquet": Exporter(parquet.write, ".parquet", "application/vnd.apache.parquet", "Parquet", "typed", _TABLE),
        "svg": Exporter(svg.write, ".svg", "image/svg+xml", "SVG", "for print, at any size", _PICTURE),
        "png": Exporter(png.write, ".png", "image/png", "PNG", "A4 wide at 300 dots an inch", _PICTURE),
        "timelinejs": Exporter(timelinejs.write, ".timelinejs.json", "application/json", "TimelineJS", "slides", _TOOL),
        "markwhen": Exporter(markwhen.write, ".mw", "text/plain; charset=utf-8", "Markwhen", "text timelines", _TOOL),
        "ics": Exporter(ics.write, ".ics", "text/calendar; charset=utf-8", "iCalendar", "for calendars", _TOOL),
        "timeml": Exporter(timeml.write, ".tml", "application/xml", "TimeML", "for annotators", _TOOL, single=True),
    }
)


@overload
def export(timeline: Timeline, format: TextFormat) -> str: ...
@overload
def export(timeline: Timeline, format: BytesFormat) -> bytes: ...
@overload
def export(timeline: Timeline, format: str) -> str | bytes: ...
def export(timeline: Timeline, format: str) -> str | bytes:
    """The timeline in one of the formats of `EXPORTERS`, as text or, for a binary format, as bytes.

    InputError names the formats where there is no such one, and the extra where the format's package is missing.
    """
    return exporter(format).write(timeline)


def export_bytes(timeline: Timeline, format: str) -> bytes:
    """The same as the content of a file: text in UTF-8, with a byte order mark where the format has one."""
    found = exporter(format)
    content = found.write(timeline)
    if isinstance(content, bytes):
        return content
    return content.encode("utf-8-sig" if found.bom else "utf-8", "replace")


def exporter(format: str) -> Exporter:
    """The format of that name; InputError names those there are."""
    if format not in EXPORTERS:
        raise InputError(f"there is no export format {format!r}; there is: {', '.join(sorted(EXPORTERS))}")
    return EXPORTERS[format]
