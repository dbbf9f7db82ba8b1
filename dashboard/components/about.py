"""What an article is about, where nothing is selected: its span, its counts, its key events."""

from __future__ import annotations

from collections import Counter

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.event_list import glyph
from dashboard.theme import LOOKS
from dashboard.words import day_words, when_words
from timeline.intervals import Bound, Interval
from timeline.model import Event, Status, Timeline

MOST = 6
"""Key events named."""


def about(timeline: Timeline) -> Component:
    """The panel. timeline: at the detail shown."""
    events = timeline.events
    dated = [event for event in events if event.when is not None]
    parts: list[Component] = [html.P("Nothing selected", className="kind"), html.H3("What the article is about")]
    if span := _span(dated):
        parts.append(html.P(f"Its events reach from {span[0]} to {span[1]}."))
    if events:
        parts += [_counts(timeline), html.H4("Key events"), _key(timeline)]
    parts.append(
        html.P(
            "Choose an event in the timeline, the list or the text to see its sentence, who says so, and how its date "
            "was worked out. Choose a time phrase to see what it means.",
            className="hint",
        )
    )
    return html.Div(parts, className="panel about-panel")


def _span(events: list[Event]) -> tuple[str, str] | None:
    bounds: list[Bound] = []
    for event in events:
        assert event.when is not None
        when: Interval = event.when
        sides = (when.begin.earliest, when.begin.latest, when.end.earliest, when.end.latest)
        bounds += [bound for bound in sides if bound is not None]
    if not bounds:
        return None
    return day_words(min(bounds).day_only()), day_words(max(bounds).day_only())


def _counts(timeline: Timeline) -> Component:
    number = Counter(event.status for event in timeline.events)
    sources = {event.said_by for event in timeline.events if event.said_by}
    undated = sum(event.when is None for event in timeline.events)
    lines: list[list[str | Component]] = [
        [glyph(status), f" {number[status]} {LOOKS[status].word.lower()}"] for status in Status if number[status]
    ]
    lines.append([f"{len(timeline.time_expressions)} time phrases"])
    if sources:
        lines.append([f"{len(sources)} source{'' if len(sources) == 1 else 's'} quoted"])
    if undated:
        lines.append([f"{undated} without a date"])
    return html.Ul([html.Li(line) for line in lines], className="about-counts")


def _key(timeline: Timeline) -> Component:
    """Those the article is about; where none was marked so, the surest."""
    events = timeline.events
    best = [event for event in events if event.detail == "key"] or list(events)
    chosen = sorted(sorted(best, key=lambda event: -event.confidence)[:MOST], key=lambda event: event.order)
    items = [
        html.Li(
            html.Button(
                [
                    html.Span(when_words(event.when), className="when"),
                    html.Span(event.label, className="label"),
                ],
                type="button", className="about-event", **attributes(data_event=event.id),
            )
        )
        for event in chosen
    ]  # fmt: skip
    return html.Ol(items, className="about-events")
