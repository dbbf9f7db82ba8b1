"""What people corrected, as text: rows to learn from, annotated articles, the log as JSON or as a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, Literal

from timeline.edits.rows import rows_yaml
from timeline.export.csv import guarded

Form = Literal["yaml", "json", "annotations", "log", "csv"]
COLUMNS = ("article", "event", "label", "field", "machine", "person", "who", "at", "reason")
"""Of the log as a table: the program's value and the person's, who changed it, when (ISO 8601, UTC) and why."""


def corrected(found: Mapping[str, Mapping[str, Any]], form: Form) -> str:
    """The corrections of articles in a form. found: by id, as `timeline.edits.rows.corrections` gives them."""
    if form == "yaml":
        return rows_yaml([row for one in found.values() for row in one["corpus"]])
    log = [{"article": id, **line} for id, one in found.items() for line in one["log"]]
    if form == "csv":
        return _table(log)
    value: Any = dict(found)
    if form == "annotations":
        value = [one["annotation"] for one in found.values()]
    elif form == "log":
        value = log
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _table(log: list[dict[str, Any]]) -> str:
    """CSV (RFC 4180); a cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(str(line[name] or "")) for name in COLUMNS] for line in log)
    return out.getvalue()
