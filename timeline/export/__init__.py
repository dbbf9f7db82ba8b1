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
from timeline.export.chronology import file_name
from timeline.export.csv import read_csv
from timeline.export.table import COLUMNS, rows, to_dataframe
from timeline.export.words import when_words
from timeline.model import Timeline

__all__ = [
    "COLUMNS", "EXPORTERS", "Exporter", "export", "export_bytes", "file_name", "read_csv", "rows", "to_dataframe",
    "when_words",
]  # fmt: skip

TextFormat = Literal[
    "csv", "json", "jsonl", "timeml", "ics", "timelinejs", "markwhen", "markdown", "svg", "html"
]  # fmt: skip
BytesFormat = Literal["parquet", "xlsx", "docx", "png"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: how it is written (as text or bytes), the suffix of its files, its media type, its name and use.

    bom: files begin with a byte order mark, without which Excel reads another encoding.
    """

    write: Callable[[Timeline], str | bytes]
    suffix: str
    media_type: str
    name: str
    use: str
    bom: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "html": Exporter(html.write, ".html", "text/html; charset=utf-8", "Web page", "one file that opens offline"),
        "csv": Exporter(csv.write, ".csv", "text/csv; charset=utf-8", "CSV table", "for spreadsheets", bom=True),
        "xlsx": Exporter(xlsx.write, ".xlsx", f"{_OFFICE}.spreadsheetml.sheet", "Excel", "a sheet of events"),
        "docx": Exporter(docx.write, ".docx", f"{_OFFICE}.wordprocessingml.document", "Word", "with notes"),
        "markdown": Exporter(markdown.write, ".md", "text/markdown; charset=utf-8", "Markdown", "with footnotes"),
        "svg": Exporter(svg.write, ".svg", "image/svg+xml", "Picture, SVG", "for print, at any size"),
        "png": Exporter(png.write, ".png", "image/png", "Picture, PNG", "A4 wide at 300 dots an inch"),
        "timelinejs": Exporter(timelinejs.write, ".timelinejs.json", "application/json", "TimelineJS", "for the web"),
        "markwhen": Exporter(markwhen.write, ".mw", "text/plain; charset=utf-8", "Markwhen", "text to go on writing"),
        "ics": Exporter(ics.write, ".ics", "text/calendar; charset=utf-8", "iCalendar", "for calendars"),
        "json": Exporter(json.write, ".json", "application/json", "JSON", "everything, read back without loss"),
        "jsonl": Exporter(jsonl.write, ".jsonl", "application/jsonl", "JSON Lines", "a line an event"),
        "parquet": Exporter(parquet.write, ".parquet", "application/vnd.apache.parquet", "Parquet", "for data frames"),
        "timeml": Exporter(timeml.write, ".tml", "application/xml", "TimeML", "for annotation tools; one article"),
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
