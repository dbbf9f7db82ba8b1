"""The events in order as a list: the accessible twin of the figure, worked with Tab and the arrow keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.theme import LOOKS
from dashboard.words import when_words
from timeline.detail import DETAILS
from timeline.model import Detail, Event, Status

WORDS: Mapping[Detail, str] = {"key": "Key", "standard": "Standard", "all": "All"}
TITLES: Mapping[Detail, str] = {
    "key": "The few happenings the article is about",
    "standard": "What an editor would print",
    "all": "Everything with a place in time",
}


def event_list(events: Sequence[Event], statuses: Collection[str] | None) -> Component:
    """One item an event, in the timeline's order."""
    items = [_item(event, number == 0, statuses) for number, event in enumerate(ordered(events))]
    return html.Ol(items, className="events", id="event-list")


def ordered(events: Sequence[Event]) -> list[Event]:
    """By the timeline's order; what it leaves equal, as it stands in the text."""
    return sorted(events, key=lambda event: (event.order, event.trigger.start))


def _item(event: Event, first: bool, statuses: Collection[str] | None) -> Component:
    look = LOOKS[event.status]
    how: list[Any] = [look.word, " · ", f"says {event.said_by}"] if event.said_by else [look.word]
    button = html.Button(
        [
            glyph(event.status),
            html.Span(when_words(event.when), className="when"),
            html.Span(event.label, className="label"),
            html.Span(how, className="how"),
        ],
        type="button", className="event", tabIndex=0 if first else -1,
        **attributes(data_event=event.id, data_times=" ".join(event.times), data_rove="list", aria_current="false"),
    )  # fmt: skip
    hidden = statuses is not None and event.status not in statuses
    status = event.status.value
    return html.Li(button, className=f"status-{status}", hidden=hidden, key=event.id, **attributes(data_status=status))


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


def status_filter(events: Sequence[Event], statuses: Collection[str] | None) -> Component:
    """A toggle for every status that occurs, with its count: legend and filter in one."""
    chips = status_chips(events, statuses)
    return html.Div(
        chips, id="status-filter", className="chips", role="group", **attributes(aria_label="Filter by status")
    )


def status_chips(events: Sequence[Event], statuses: Collection[str] | None) -> list[Component]:
    """The toggles alone."""
    counts = Counter(event.status for event in events)
    return [
        html.Button(
            [glyph(status), LOOKS[status].word, html.Span(str(counts[status]), className="count")],
            type="button", className="chip",
            **attributes(
                data_filter=status.value,
                aria_pressed="true" if statuses is None or status in statuses else "false",
                title=f"Show or hide events that are: {LOOKS[status].word.lower()}",
            ),
        )
        for status in Status
        if counts[status]
    ]  # fmt: skip
