"""Several articles on one axis, a lane each, with one table of all their events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.event_list import detail_choice, glyph, status_filter
from dashboard.components.export_menu import export_menu
from dashboard.components.library import about, grouped, title_of
from dashboard.figure import Lane, View, timeline_figure
from dashboard.packing import stretch_of
from dashboard.pages.article import caption, foot, graph, range_buttons
from dashboard.state import Selection
from dashboard.theme import LOOKS
from dashboard.words import when_words
from timeline.detail import shows
from timeline.model import Article, Event, Timeline
from timeline.store import Summary

DETAILS = 350
MOST_LANES = 40
Entry = tuple[Summary, Article, Timeline]


def compare_page(entries: Sequence[Entry], every: Sequence[Summary], view: View, selection: Selection) -> Component:
    """The layout of `/compare`."""
    return html.Div(
        [
            html.Header(
                [
                    html.Div([html.H1("Compare"), html.P("Several articles on one time axis.", className="about")]),
                    html.Div(_taking(entries, view), className="actions"),
                ],
                className="page-head",
            ),
            html.Section(_chooser(entries, every), className="card chooser"),
            *(_lanes(entries, view, selection) if entries else [_empty()]),
        ],
        className="compare-page",
        key=" ".join(article.id for _, article, _ in entries) or "none",
    )  # fmt: skip


def _taking(entries: Sequence[Entry], view: View) -> list[Component]:
    """The menu of exports, where there is something to take away."""
    return [export_menu([article.id for _, article, _ in entries], view.detail)] if entries else []


def lanes_of(entries: Sequence[Entry]) -> list[Lane]:
    """A lane an article, named by outlet where it has one."""
    return [
        Lane(timeline.events, article.text, _name(summary), article.published, f"{article.id}:")
        for summary, article, timeline in entries
    ]


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


def _chooser(entries: Sequence[Entry], every: Sequence[Summary]) -> list[Component]:
    groups = grouped(every)
    data = [
        {"group": name, "items": [{"value": one.id, "label": _name(one)} for one in members]}
        for name, members in groups.items()
    ]
    quick = [
        dcc.Link(
            f"{name.removeprefix('Sample: ')} ({_some(len(members))})",
            href="/compare?" + "&".join(f"a={one.id}" for one in members[:MOST_LANES]),
            className="button small",
        )
        for name, members in groups.items()
        if len(members) > 1
    ]
    return [
        dmc.MultiSelect(
            id="compare-set", label="Articles", data=data, value=[article.id for _, article, _ in entries],
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
    events = [event for _, _, event in _events(entries)]
    shown = [event for event in events if shows(view.detail, event)]
    figure = compare_figure(entries, view)
    return [
        html.Div(
            [
                html.Section(
                    [
                        html.Div(
                            [detail_choice(events, view.detail), status_filter(shown, view.statuses),
                             range_buttons(figure)],
                            className="figure-bar",
                        ),
                        html.Div(graph(figure, scrollZoom=False), className="figure-scroll tall"),
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
        html.Section([html.H2("Events in order"), table(entries, view)], className="card pane table-pane"),
    ]  # fmt: skip


def compare_caption(figure: dict[str, Any]) -> str:
    """What the picture does not show."""
    return caption(figure).replace("list", "table")


def rows(entries: Sequence[Entry], view: View) -> list[dict[str, Any]]:
    """One row an event, in time; those without a date last."""
    shown = [(summary, article, event) for summary, article, event in _events(entries) if view.shows(event)]

    def place(row: tuple[Summary, Article, Event]) -> tuple[bool, int, int]:
        stretch = stretch_of(row[2].when)
        return stretch is None, stretch.middle if stretch else 0, row[2].order

    return [
        {
            "key": f"{article.id}:{event.id}",
            "when": when_words(event.when),
            "event": event.label,
            "article": summary.outlet or title_of(summary),
            "status": f"{LOOKS[event.status].glyph} {LOOKS[event.status].word}",
            "said_by": event.said_by or "",
        }
        for summary, article, event in sorted(shown, key=place)
    ]


def table(entries: Sequence[Entry], view: View) -> Component:
    """All events in one grid, in order of time; sorting and filtering by column."""
    columns = [
        {"field": "when", "headerName": "When", "minWidth": 170, "flex": 3, "sortable": False, "tooltipField": "when"},
        {"field": "event", "headerName": "Event", "minWidth": 200, "flex": 4, "filter": True, "tooltipField": "event"},
        {
            "field": "article",
            "headerName": "Article",
            "minWidth": 140,
            "flex": 2,
            "filter": True,
            "tooltipField": "article",
        },
        {"field": "status", "headerName": "Status", "minWidth": 140, "flex": 1, "filter": True},
        {"field": "said_by", "headerName": "Who says so", "minWidth": 130, "flex": 2, "filter": True},
    ]
    grid: Component = dag.AgGrid(
        id="compare-table",
        rowData=rows(entries, view),
        columnDefs=columns,
        getRowId="params.data.key",
        className="ag-theme-timeline",
        dashGridOptions={
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "domLayout": "normal",
            "rowHeight": 36,
            "headerHeight": 38,
            "suppressCellFocus": False,
        },
        style={"height": "min(60vh, 560px)"},
    )
    return grid


def _empty() -> Component:
    return html.Section(
        [html.P("Nothing to compare yet", className="empty-title"),
         html.P("Choose articles above: each becomes a lane on one time axis.")],
        className="card empty",
    )  # fmt: skip
