"""JSON: the whole timeline without loss, its schema's name and version first; the schema is docs/timeline.schema.json.

Beside what `Timeline.from_json` reads back, each event says in words when it was and how that was found.
"""

from __future__ import annotations

import json

from timeline.derivation import paragraph
from timeline.export.words import when_words
from timeline.model import Timeline

SCHEMA, VERSION = "article-timeline", 1


def write(timeline: Timeline) -> str:
    """Indented JSON with a final line end; `Timeline.from_json` reads it back."""
    value = {"schema": SCHEMA, "schema_version": VERSION, **json.loads(timeline.to_json())}
    for event, said in zip(timeline.events, value["events"], strict=True):
        said["when_words"] = when_words(event.when)
        said["derivation_words"] = paragraph(event.derivation)
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
