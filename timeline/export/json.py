"""JSON: the whole timeline without loss (`Timeline.to_json`); its schema is docs/timeline.schema.json."""

from __future__ import annotations

from timeline.model import Timeline


def write(timeline: Timeline) -> str:
    """Indented JSON with a final line end; `Timeline.from_json` reads it back."""
    return timeline.to_json(indent=2) + "\n"
