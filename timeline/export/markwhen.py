"""Markwhen: a text a person can go on writing in, an entry an event.

Markwhen knows a range of days or of minutes. Days before Christ become years (BCE). An open side ends where
something is known; times of day stand as the article has them. The readable date, EDTF and the four bounds stand as
properties below. What has no place in time is a comment at the end. A # or @ of the article is followed by a word
joiner, so that it makes no tag.
"""

from __future__ import annotations

import json
import re

from timeline.export.characters import one_line
from timeline.export.chronology import Entry, entries, heading, key_of, note, placed, source
from timeline.intervals import Bound, Interval
from timeline.model import Timeline

_TAG = re.compile(r"([#@])(?=\w)")
_COMMENT = re.compile(r"^//", re.MULTILINE)


def write(timeline: Timeline) -> str:
    """The text with its header; one section for each article where there are several."""
    found = entries(timeline)
    articles = "; ".join(source(article) for article in timeline.articles)
    lines = ["---", f"title: {_quoted(heading(timeline))}", f"description: {_quoted(articles)}"]
    lines += ["timezone: UTC", "---", ""]
    for entry in found:
        if (range_ := _range(entry.event.when)) is not None:
            lines += [*_entry(entry, range_), ""]
    for entry in found:
        if _range(entry.event.when) is None:
            lines += [f"// {entry.when}: {one_line(entry.event.label)}", f"// “{one_line(entry.sentence)}”"]
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(entry: Entry, range_: str) -> list[str]:
    event, when = entry.event, entry.event.when
    assert when is not None
    four = (when.begin.earliest, when.begin.latest, when.end.earliest, when.end.latest)
    properties = {
        "id": key_of(event),
        "when": entry.when,
        "edtf": when.edtf,
        "bounds": " ".join(str(bound) if bound else ".." for bound in four),
        "status": event.status.value,
        "said_by": event.said_by,
        "source": source(entry.article),
    }
    return [
        f"{range_}: {_words(event.label)} #{event.status.value}",
        *(f"{name}: {_quoted(value)}" for name, value in properties.items() if value),
        *(f"- {_words(part)}" for part in (f"“{entry.sentence}”" if entry.sentence else "", *note(entry)) if part),
    ]


def _words(text: str) -> str:
    return _COMMENT.sub("/\u2060/", _TAG.sub("\\1\u2060", one_line(text)))


def _quoted(text: str) -> str:
    """A string in YAML's double quotes, which JSON's are."""
    return json.dumps(one_line(text), ensure_ascii=False)


def _range(when: Interval | None) -> str | None:
    """The date range of an entry; None where nothing is known."""
    ends = placed(when)
    if ends is None:
        return None
    first, last = ends
    if first.year < 1 or last.year < 1:
        return _before_christ(first.year, last.year)
    if first.minute is not None and last.minute is not None and first != last:
        return f"{_minute(first)}-{_minute(last)}"
    low, high = first.day_only().isoformat(), last.day_only().isoformat()
    return low if low == high else f"{low}/{high}"


def _before_christ(first: int, last: int) -> str:
    low = f"{1 - first} BCE"
    if first == last:
        return low
    return f"{low} - {1 - last} BCE" if last < 1 else f"{low} - {last} CE"


def _minute(bound: Bound) -> str:
    return f"{bound.isoformat()}:00Z"
