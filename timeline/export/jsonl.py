"""JSON Lines: an object a line and event, with the columns of the table; numbers are numbers, what is open is null."""

from __future__ import annotations

import json

from timeline.export.table import records
from timeline.model import Timeline


def write(timeline: Timeline) -> str:
    """A line an event, each with a line end; nothing where there is no event."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(timeline))
