"""HTML: one file that opens offline: the timeline to zoom and search, each event with its derivation, the articles.

Nothing is fetched: style, script and picture stand in the file, and its content policy names their hashes and allows
nothing else. All words of the articles are escaped. Without script the page still shows everything.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

from timeline.derivation import paragraph
from timeline.export.characters import clean, one_line
from timeline.export.chronology import Entry, change, entries, heading, key_of, reading_words, source
from timeline.export.svg import MOST_EVENTS, drawing
from timeline.model import Article, Event, Span, Status, TimeExpression, Timeline

_PARTS = Path(__file__).with_name("page")


def write(timeline: Timeline) -> str:
    """The page."""
    style, script = _part("page.css"), _part("page.js")
    found = entries(timeline)
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    title = escape(heading(timeline))
    drawn = drawing(timeline) if len(timeline.events) <= MOST_EVENTS else ""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f"<header><h1>{title}</h1>",
            *(f'<p class="about">{_source(article)}</p>' for article in timeline.articles),
            "</header>",
            _bar(timeline),
            f'<div class="card figure">{drawn}</div>' if drawn else "",
            '<div class="panes">',
            '<section class="card" aria-label="Events in order"><h2>Events</h2><ol class="events">',
            *map(_item, found),
            "</ol></section>",
            '<section class="card" aria-label="Articles">',
            *(_article(article, timeline) for article in timeline.articles),
            "</section>",
            "</div>",
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


@cache
def _part(name: str) -> str:
    return (_PARTS / name).read_text("utf-8")


def _hash(part: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}"


def _text(words: str) -> str:
    return escape(one_line(words))


def _source(article: Article) -> str:
    words = _text(source(article))
    if article.url and article.url.startswith(("http://", "https://")):
        words += f' · <a href="{escape(clean(article.url))}" rel="noopener noreferrer">source</a>'
    return words


def _bar(timeline: Timeline) -> str:
    present = [status for status in Status if any(event.status is status for event in timeline.events)]
    boxes = "".join(
        f'<label><input type="checkbox" name="status" value="{status}" checked>{status}</label>' for status in present
    )
    return (
        '<div class="bar"><label>Search <input type="search" id="search"></label>'
        f'{boxes}<button type="button" data-zoom="2" aria-label="Zoom out">−</button>'
        '<button type="button" data-zoom="0.5" aria-label="Zoom in">+</button>'
        '<button type="button" data-zoom="Infinity">Show all</button>'
        f'<span id="count" role="status">{len(timeline.events)} events</span></div>'
    )


def _item(entry: Entry) -> str:
    event, when = entry.event, entry.event.when
    facts: list[tuple[str, str | None]] = [("phrase", entry.phrases), ("says", event.said_by)]
    if when is not None:
        begin, end = (f"{side.earliest or '…'} to {side.latest or '…'}" for side in (when.begin, when.end))
        facts += [("begins", begin), ("ends", end), ("EDTF", when.edtf), ("said as", when.grain.value)]
    facts += [("who", event.who), ("what", event.what), ("where", event.where)]
    facts += [("confidence", f"{event.confidence:.2f}"), ("sentence", entry.sentence)]
    facts += [("other reading", reading_words(reading)) for reading in event.readings]
    facts += [("correction", change(correction)) for correction in event.corrections]
    facts += [("source", source(entry.article))]
    shown = "".join(f"<dt>{name}</dt><dd>{_text(value)}</dd>" for name, value in facts if value)
    steps = "".join(f"<p>{_text(step)}</p>" for step in paragraph(event.derivation))
    status = f' <span class="status">{event.status}</span>' if event.status is not Status.HAPPENED else ""
    return (
        f'<li data-event="{escape(key_of(event))}" data-status="{event.status}">'
        f'<span class="when">{_text(entry.when)}</span>{status}'
        f'<button type="button" class="label">{_text(event.label)}</button>'
        f"<details><summary>Where the date comes from</summary>{steps}<dl>{shown}</dl></details></li>"
    )


def _article(article: Article, timeline: Timeline) -> str:
    phrases = [one for one in timeline.time_expressions if one.article == article.id]
    events = [one for one in timeline.events if one.article == article.id]
    title = _text(article.title or "Untitled article")
    return f'<article><h2>{title}</h2><div class="text">{marked(article.text, phrases, events)}</div></article>'


def marked(text: str, phrases: list[TimeExpression], events: list[Event]) -> str:
    """The text with its phrases and triggers marked; each piece names the events whose sentence it is of."""
    edges = {0, len(text)}
    for span in [*(one.span for one in phrases), *(s for e in events for s in (e.trigger, e.sentence))]:
        edges |= {min(max(edge, 0), len(text)) for edge in (span.start, span.end)}
    places = sorted(edges)
    parts = []
    for low, high in pairwise(places):
        here = Span(low, high)
        words = escape(clean(text[low:high]))
        if any(one.span.holds(here) for one in phrases):
            words = f"<mark>{words}</mark>"
        told = next((one for one in events if one.trigger.holds(here)), None)
        if told is not None:
            words = f'<b data-event="{escape(key_of(told))}">{words}</b>'
        inside = " ".join(escape(key_of(one)) for one in events if one.sentence.holds(here))
        parts.append(f'<span data-in="{inside}">{words}</span>' if inside else words)
    return "".join(parts)
