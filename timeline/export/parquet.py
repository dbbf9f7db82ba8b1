"""Apache Parquet: the columns of the table, typed; corrections are a list of structs.

Bounds stay text: a timestamp column cannot hold 44 BC, nor a day beside a minute.
"""

from __future__ import annotations

import io
from typing import Any

from timeline.export.json import VERSION
from timeline.export.optional import needed
from timeline.export.table import COLUMNS, records
from timeline.model import Timeline


def write(timeline: Timeline) -> bytes:
    """One table; its schema's metadata name the version of the columns."""
    parquet = needed("pyarrow.parquet", "Parquet")
    out = io.BytesIO()
    parquet.write_table(table_of(list(records(timeline))), out)
    return out.getvalue()


def table_of(events: list[dict[str, Any]]) -> Any:
    """A pyarrow table of the records of events."""
    arrow = needed("pyarrow", "Parquet")
    return arrow.Table.from_pylist(events, schema=schema())


def schema() -> Any:
    """The pyarrow schema of the columns."""
    arrow = needed("pyarrow", "Parquet")
    text = arrow.string()
    change = arrow.struct([(name, text) for name in ("field", "machine", "person", "who", "at", "reason")])
    other = {"confidence": arrow.float64(), "order": arrow.int64(), "corrections": arrow.list_(change)}
    columns = [(name, other.get(name, text)) for name in COLUMNS]
    return arrow.schema(columns, metadata={"schema": "article-timeline", "schema_version": str(VERSION)})
