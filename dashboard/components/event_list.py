"""The events in order as data: the list and the table are the accessible twins of the figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.marks import Told
from dashboard.theme import LOOKS
from timeline.chronological import time_key
from timeline.derivation import likely
from timeline.detail import DETAILS
from timeline.model import Detail, Event, Status

WORDS: Mapping[Detail, str] = {"key": "Key", "standard": "Standard", "all": "All"}
TITLES: Mapping[Detail, str] = {
    "key": "The few happenings the article is about",
    "standard": "What an editor would print",
    "all": "Everything with a place in time",
}


def event_rows(told: Sequence[Told]) -> list[dict[str, Any]]:
    """One row an event, in the order of time, of which `assets/reading.js` makes the list and the table.

    `place` is the number in time, `text` that in the article, `sure` the confidence in percent.
    """
    return [_row(one, number) for number, one in enumerate(in_time(told))]


def in_time(told: Sequence[Told]) -> list[Told]:
    """In the order of time; what has the same time, or none, as the text orders it."""
    return sorted(told, key=lambda one: (time_key(one.event.when), one.event.order, one.event.trigger.start))


def _row(told: Told, number: int) -> dict[str, Any]:
    event = told.event
    look = LOOKS[event.status]
    return {
        "id": told.key,
        "place": number,
        "text": event.trigger.start,
        "sure": round(event.confidence * 100),
        "status": event.status.value,
        "word": look.word,
        "glyph": look.glyph,
        "when": told.when,
        "likely": likely(event),
        "grain": event.when.grain.value if event.when else "no date",
        "label": event.label,
        "source": event.said_by or "",
        "who": event.who or "",
        "where": event.where or "",
        "corrected": told.corrected,
        "article": told.article,
        "times": " ".join(event.times),
    }


def glyph(status: Status) -> Component:
    """The status as a small sign; its word stands beside it wherever it is used."""
    return html.Span(LOOKS[status].glyph, className=f"glyph status-{status}", **attributes(aria_hidden="true"))


def detail_choice(events: Sequence[Event], chosen: Detail) -> Component:
    """A toggle for each detail, with the number of events it shows; one of them is pressed."""
    least = Counter(event.detail for event in events)
    buttons = [
        html.Button(
            [WORDS[detail], html.Span(str(sum(least[d] for d in DETAILS[: number + 1])), className="count")],
            type="button", className="detail",
            **attributes(
                data_detail=detail, aria_pressed="true" if detail == chosen else "false", title=TITLES[detail]
            ),
        )
        for number, detail in enumerate(DETAILS)
    ]  # fmt: skip
    return html.Div(
        [html.Span("Show", className="hint", **attributes(aria_hidden="true")),
         html.Div(buttons, className="detail-buttons")],
        className="detail-choice", role="group", **attributes(aria_label="Show how many events"),
    )  # fmt: skip
