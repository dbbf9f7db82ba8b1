"""Export: a timeline as text in one of the formats of `EXPORTERS`. A new format is a file here and a line below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from timeline.errors import InputError
from timeline.export import csv, json, timeml
from timeline.export.csv import read_csv
from timeline.export.table import COLUMNS, rows, to_dataframe
from timeline.export.words import when_words
from timeline.model import Timeline

__all__ = ["COLUMNS", "EXPORTERS", "Exporter", "export", "read_csv", "rows", "to_dataframe", "when_words"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: how it is written, the suffix of its files, its media type."""

    write: Callable[[Timeline], str]
    suffix: str
    media_type: str


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "csv": Exporter(csv.write, ".csv", "text/csv; charset=utf-8"),
        "json": Exporter(json.write, ".json", "application/json"),
        "timeml": Exporter(timeml.write, ".tml", "application/xml"),
    }
)


def export(timeline: Timeline, format: str) -> str:
    """The timeline in one of the formats of `EXPORTERS`; InputError names them where there is no such format."""
    if format not in EXPORTERS:
        raise InputError(f"there is no export format {format!r}; there is: {', '.join(sorted(EXPORTERS))}")
    return EXPORTERS[format].write(timeline)
