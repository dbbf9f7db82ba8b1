"""TimelineJS (Knight Lab), its JSON: a slide an event, the date as it is known shown in words (`display_date`).

TimelineJS places a slide at one date or from one date to another: the earliest begin to the latest end. It reads
markup in text fields, so everything is escaped. Events without a place in time have no slide.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from timeline.export.characters import one_line
from timeline.export.chronology import Entry, entries, heading, key_of, note, placed, source, status_note
from timeline.intervals import Bound, civil
from timeline.model import Timeline


def write(timeline: Timeline) -> str:
    """The JSON that TimelineJS takes as its source."""
    text = "<br>".join(escape(source(article)) for article in timeline.articles)
    slides = [slide for entry in entries(timeline) if (slide := _slide(entry, len(timeline.articles) > 1))]
    value = {"scale": "human", "title": {"text": {"headline": escape(heading(timeline)), "text": f"<p>{text}</p>"}}}
    return json.dumps({**value, "events": slides}, ensure_ascii=False, indent=2) + "\n"


def _slide(entry: Entry, many: bool) -> dict[str, Any] | None:
    event, ends = entry.event, placed(entry.event.when)
    if ends is None:
        return None
    first, last = ends
    slide: dict[str, Any] = {
        "unique_id": key_of(event),
        "start_date": _date(first),
        "display_date": entry.when,
        "text": {"headline": escape(one_line(event.label)), "text": _text(entry)},
    }
    if last != first:
        slide["end_date"] = _date(last)
    if many:
        slide["group"] = one_line(entry.article.outlet or entry.article.title or entry.article.id)
    return slide


def _date(bound: Bound) -> dict[str, int]:
    year, month, day = civil(bound.day)
    date = {"year": year, "month": month, "day": day}
    if bound.minute is not None:
        date |= {"hour": bound.minute // 60, "minute": bound.minute % 60}
    return date


def _text(entry: Entry) -> str:
    event = entry.event
    said = ", ".join(filter(None, (status_note(event), f"says {one_line(event.said_by)}" if event.said_by else "")))
    reasons = " ".join(note(entry))
    edtf = f" EDTF: {event.when.edtf}." if event.when and event.when.edtf else ""
    parts = (said, f"“{one_line(entry.sentence)}”" if entry.sentence else "", reasons + edtf, source(entry.article))
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)
