"""Several articles on one axis, a lane each, with one table of all their events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.comparing import NOTHING_KNOWN, Known
from dashboard.components.attributes import attributes
from dashboard.components.controls import controls
from dashboard.components.event_list import event_rows, glyph
from dashboard.components.export_menu import export_menu
from dashboard.components.library import about, grouped, title_of
from dashboard.components.matrix import comparison_sections
from dashboard.components.table import event_table
from dashboard.figure import Lane, View, timeline_figure, told_of
from dashboard.pages.article import caption, foot, graph
from dashboard.state import Selection
from dashboard.theme import LOOKS
from dashboard.words import when_words
from timeline.detail import shows
from timeline.model import Article, Event, Timeline
from timeline.store import Summary

DETAILS = 350
MOST_LANES = 40
Entry = tuple[Summary, Article, Timeline]


def compare_page(
    entries: Sequence[Entry], every: Sequence[Summary], view: View, selection: Selection,
    keeping: Sequence[Component] = (), known: Known = NOTHING_KNOWN,
) -> Component:  # fmt: skip
    """The layout of `/compare`. keeping: what makes a collection of them; known: what the store says of them."""
    return html.Div(
        [
            html.Header(
                [
                    html.Div([html.H1("Compare"), html.P("Several articles on one time axis.", className="about")]),
                    html.Div([*keeping, *taking(entries, view)], className="actions"),
                ],
                className="page-head",
            ),
            html.Section(_chooser(entries, every), className="card chooser"),
            *(comparison(entries, view, selection, known) if entries else [_empty()]),
        ],
        className="compare-page",
        key=" ".join(article.id for _, article, _ in entries) or "none",
    )  # fmt: skip


def comparison(entries: Sequence[Entry], view: View, selection: Selection, known: Known) -> list[Component]:
    """What differs, the matrix, the lanes and the table of these articles."""
    named = [(_name(summary), article, timeline) for summary, article, timeline in entries]
    return [*comparison_sections(named, view.filter.detail, known), *_lanes(entries, view, selection)]


def taking(entries: Sequence[Entry], view: View, collection: str | None = None) -> list[Component]:
    """The menu of exports of these articles, or of a collection, where there is something to take away."""
    ids = [article.id for _, article, _ in entries]
    return [export_menu(ids, view.filter.detail, collection)] if entries else []


def lanes_of(entries: Sequence[Entry]) -> list[Lane]:
    """A lane an article, named by outlet where it has one."""
    return [Lane.of(timeline, _name(summary), f"{article.id}:") for summary, article, timeline in entries]


def compare_figure(entries: Sequence[Entry], view: View) -> dict[str, Any]:
    """The lanes; beside the details panel there is less width than on the article page."""
    width = view.width - DETAILS if view.width > 800 else view.width
    return timeline_figure(lanes_of(entries), replace(view, width=width))


def sentence_panel(entries: Sequence[Entry], selection: Selection) -> Component:
    """The sentence of the event chosen, with its article."""
    for summary, article, event in _events(entries):
        if f"{article.id}:{event.id}" == selection.event:
            sentence = " ".join(article.text[event.sentence.start : event.sentence.end].split())
            said = f" · says {event.said_by}" if event.said_by else ""
            return html.Div(
                [
                    html.P([glyph(event.status), LOOKS[event.status].word, said], className="kind"),
                    html.H3(event.label),
                    html.P(html.Strong(when_words(event.when))),
                    html.Blockquote(sentence),
                    html.P(
                        [html.Strong(title_of(summary)), html.Br(), about(summary)],
                        className="about",
                    ),
                    dcc.Link("Open in the article", href=_address(article, event), className="button"),
                ],
                className=f"panel status-{event.status}",
            )
    return html.Div(
        [html.P("Nothing selected", className="empty-title"),
         html.P("Choose an event in a lane or in the table to see its sentence and article.")],
        className="empty",
    )  # fmt: skip


def _address(article: Article, event: Event) -> str:
    """The page of the article with the event chosen, at a detail that shows it."""
    more = "" if shows("standard", event) else f"&detail={event.detail}"
    return f"/article/{article.id}?event={event.id}{more}"


def _name(summary: Summary) -> str:
    return f"{summary.outlet}: {title_of(summary)}" if summary.outlet else title_of(summary)


def _events(entries: Sequence[Entry]) -> list[tuple[Summary, Article, Event]]:
    return [(summary, article, event) for summary, article, timeline in entries for event in timeline.events]


def choices(every: Sequence[Summary]) -> list[dict[str, Any]]:
    """The articles to choose from, in the groups of the library."""
    return [
        {"group": name, "items": [{"value": one.id, "label": _name(one)} for one in members]}
        for name, members in grouped(every).items()
    ]


def _chooser(entries: Sequence[Entry], every: Sequence[Summary]) -> list[Component]:
    quick = [
        dcc.Link(
            f"{name.removeprefix('Sample: ')} ({_some(len(members))})",
            href="/compare?" + "&".join(f"a={one.id}" for one in members[:MOST_LANES]),
            className="button small",
        )
        for name, members in grouped(every).items()
        if len(members) > 1
    ]
    return [
        dmc.MultiSelect(
            id="compare-set", label="Articles", data=choices(every), value=[article.id for _, article, _ in entries],
            searchable=True, clearable=True, hidePickedOptions=True, nothingFoundMessage="No article matches",
            maxValues=MOST_LANES,
            placeholder="Add an article" if entries else "Choose two or more articles", maxDropdownHeight=320,
        ),
        html.Div([html.Span("All of a group:", className="hint"), *quick], className="quick") if quick else html.Span(),
    ]  # fmt: skip


def _some(number: int) -> str:
    """How many of a group the link takes."""
    return str(number) if number <= MOST_LANES else f"first {MOST_LANES} of {number}"


def _lanes(entries: Sequence[Entry], view: View, selection: Selection) -> list[Component]:
    figure = compare_figure(entries, view)
    rows = compare_rows(entries, view)
    return [
        dcc.Store(id="reading", data={"events": rows}),
        html.Div(
            [
                html.Section(
                    [
                        html.H2("Timelines", className="visually-hidden"),
                        *controls(lanes_of(entries), view, several=True),
                        html.Div(graph(figure, scrollZoom=False), className="figure-scroll tall"),
                        html.Div(id="tray", className="tray"),
                        foot(compare_caption(figure)),
                    ],
                    className="card figure-card",
                ),
                html.Section(
                    html.Div(
                        sentence_panel(entries, selection), id="compare-details", **attributes(aria_live="polite")
                    ),
                    className="card pane details-pane", **attributes(aria_label="Details"),
                ),
            ],
            className="panes compare-panes",
        ),
        html.Section(
            [html.H2(["Events in order ", html.Span(str(len(rows)), className="count", id="event-count")]),
             event_table(rows, several=True)],
            className="card pane table-pane",
        ),
    ]  # fmt: skip


def compare_caption(figure: dict[str, Any]) -> str:
    """What the picture does not show."""
    return caption(figure).replace("list", "table")


def compare_rows(entries: Sequence[Entry], view: View) -> list[dict[str, Any]]:
    """One row an event at the detail of the view, in time; those without a date last."""
    told = [
        one
        for summary, article, timeline in entries
        for one in told_of(timeline, article.text, summary.outlet or title_of(summary), f"{article.id}:")
        if shows(view.filter.detail, one.event)
    ]
    return event_rows(told)


def _empty() -> Component:
    return html.Section(
        [html.P("Nothing to compare yet", className="empty-title"),
         html.P("Choose articles above: each becomes a lane on one time axis.")],
        className="card empty",
    )  # fmt: skip
