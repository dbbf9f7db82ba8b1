"""One article: its text, its timeline, its events, and the details of what is selected."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.about import about
from dashboard.components.attributes import attributes
from dashboard.components.controls import controls, key, overview
from dashboard.components.details import event_details, phrase_details
from dashboard.components.edit_dialogs import edits_here
from dashboard.components.event_list import event_rows
from dashboard.components.export_menu import export_menu
from dashboard.components.marked_text import article_text
from dashboard.figure import GRAPH_CONFIG, Lane, View, timeline_figure, told_of
from dashboard.state import Selection
from dashboard.words import day_words
from timeline.detail import at_detail
from timeline.model import Article, Detail, Timeline

FOUND = {
    "given": "as given",
    "metadata": "from the page's metadata",
    "dateline": "from the dateline",
    "text": "from the text",
}


def article_page(
    article: Article, timeline: Timeline, view: View, selection: Selection, outlet: str | None = None, own: bool = True
) -> Component:
    """The layout of `/article/<id>`."""
    figure = figure_of(article, timeline, view)
    rows = rows_of(article, timeline, view)
    return html.Div(
        [
            dcc.Store(id="reading", data=reading_of(article, timeline, view)),
            _head(article, outlet, own, view.filter.detail),
            _figure_card(article, timeline, view, figure),
            html.Div(
                [
                    html.Section(
                        [html.H2("Article"), _legend(), html.Article(id="article-text")],
                        className="card pane text-pane", **attributes(aria_label="Article text", data_pane="text"),
                    ),
                    html.Section(
                        events_part(rows), id="events",
                        className="card pane list-pane", **attributes(aria_label="Events in order"),
                    ),
                    html.Section(
                        [
                            html.Div(id="editing"),
                            html.Div(
                                details(article, timeline, selection, view.filter.detail), id="details",
                                **attributes(aria_live="polite"),
                            ),
                            html.Div(id="edit-history"),
                        ],
                        className="card pane details-pane", **attributes(aria_label="Details"),
                    ),
                ],
                className="panes",
            ),
        ],
        className="article-page",
        key=article.id,
        **attributes(data_article=article.id),
    )  # fmt: skip


def lanes_of(timeline: Timeline) -> list[Lane]:
    """The one lane of an article."""
    return [Lane.of(timeline)]


def rows_of(article: Article, timeline: Timeline, view: View) -> list[dict[str, Any]]:
    """The rows of list and table, at the detail of the view."""
    return event_rows(told_of(at_detail(timeline, view.filter.detail), article.text))


def reading_of(article: Article, timeline: Timeline, view: View) -> dict[str, Any]:
    """What the browser makes text and list of."""
    shown = at_detail(timeline, view.filter.detail)
    return {"text": article_text(article, shown), "events": rows_of(article, timeline, view)}


SORTS = (("time", "in time"), ("text", "as in the text"), ("sure", "surest first"), ("label", "by name"))


def events_part(rows: list[dict[str, Any]]) -> list[Component]:
    """The list of the events, its heading, and the place of the table."""
    if not rows:
        return [html.H2(["Events ", html.Span("0", className="count", id="event-count")]), _none_at_this_detail(),
                html.Ol(id="event-list", className="events")]  # fmt: skip
    options = [html.Option(words, value=value) for value, words in SORTS]
    views = html.Div(
        [
            html.Button(
                words, type="button", className="detail", **attributes(data_rows=value, aria_pressed="false")
            )
            for value, words in (("list", "List"), ("table", "Table"))
        ],
        className="detail-buttons", role="group", **attributes(aria_label="Show events as"),
    )  # fmt: skip
    order = html.Select(options, id="sort", className="select", **attributes(aria_label="Order of the list"))
    return [
        html.Div(
            [html.H2(["Events ", html.Span(str(len(rows)), className="count", id="event-count")]), order, views],
            className="pane-head",
        ),
        html.P(id="no-event", className="empty", hidden=True,
               children=["No event matches. ", html.Button("Clear the filters", type="button", className="button small",
                                                           **attributes(data_clear="1"))]),
        html.Ol(id="event-list", className="events"),
        html.Div(id="table-slot", className="table-slot"),
    ]  # fmt: skip


def _figure_card(article: Article, timeline: Timeline, view: View, figure: dict[str, Any]) -> Component:
    if not timeline.events:
        return html.Section(_no_events(), className="card")
    return html.Section(
        [
            html.H2("Timeline", className="visually-hidden"),
            *controls(lanes_of(timeline), view),
            html.Div(graph(figure), className="figure-scroll"),
            html.Div(id="tray", className="tray"),
            foot(caption(figure)),
        ],
        className="card figure-card",
    )


def graph(figure: dict[str, Any], **config: Any) -> Component:
    """The figure, hidden from screen readers: the list says the same in words."""
    settings: Any = {**GRAPH_CONFIG, **config}
    return html.Div(
        dcc.Graph(id="figure", figure=figure, config=settings, responsive=True, style={"height": "100%"}),
        id="figure-frame",
        style=frame_style(figure),
        **attributes(aria_hidden="true"),
    )


def frame_style(figure: dict[str, Any]) -> dict[str, str]:
    """The figure's height, kept free while plotly.js is on its way."""
    return {"height": f"{figure['layout']['height']}px"}


def figure_of(article: Article, timeline: Timeline, view: View) -> dict[str, Any]:
    """The article's figure."""
    return timeline_figure(lanes_of(timeline), view)


def caption(figure: dict[str, Any]) -> str:
    """What the picture does not show, in words."""
    meta = figure["layout"]["meta"]
    parts = []
    if meta["outside"]:
        parts.append(f"{meta['outside']} event{'s lie' if meta['outside'] > 1 else ' lies'} outside the stretch shown.")
    if meta["undatedCount"] > len(meta["undated"]):
        parts.append(f"{meta['undatedCount']} events have no date; the list holds them all.")
    if meta["clusters"]:
        parts.append(f"{meta['clusters']} events are drawn as part of a ring; choose one to open it.")
    if meta["breaks"]:
        count = meta["breaks"]
        parts.append(f"{count} empty stretch{'es are' if count > 1 else ' is'} folded.")
    return " ".join(parts)


def details(article: Article, timeline: Timeline, selection: Selection, detail: Detail = "standard") -> Component:
    """The panel for what is selected; an id that is not there (an old link) selects nothing.

    An event that the detail does not show can be told of too: another's page may link to it.
    """
    for event in timeline.events:
        if event.id == selection.event:
            return event_details(timeline, event, article.text)
    for phrase in timeline.time_expressions:
        if phrase.id == selection.phrase:
            return phrase_details(at_detail(timeline, detail), phrase)
    return about(at_detail(timeline, detail))


def _head(article: Article, outlet: str | None, own: bool, detail: Detail) -> Component:
    if article.published is None:
        published = "no publication date: phrases such as “last week” are left open"
    else:
        published = f"published {day_words(article.published)}, {FOUND.get(article.published_from or 'given')}"
    about: list[Any] = [html.Span(part) for part in (outlet, published) if part]
    if article.url and article.url.startswith(("http://", "https://")):
        about.append(html.A("source", href=article.url, target="_blank", rel="noopener noreferrer"))
    actions: list[Any] = [
        export_menu((article.id,), detail),
        dcc.Link("Compare", href=f"/compare?a={article.id}", className="button", title="Compare with other articles"),
    ]  # fmt: skip
    if own:
        actions.append(remove_button())
    return html.Header(
        [
            html.Div(
                [
                    html.H1(article.title or "Untitled article"),
                    html.P(about, className="about"),
                    *edits_here(article),
                ]
            ),
            html.Div(actions, className="actions"),
            remove_modal(article.id) if own else None,
        ],
        className="page-head",
    )


def remove_button() -> Component:
    """Opens the question of `remove_modal`."""
    return html.Button("Remove", id="remove", type="button", className="button danger", n_clicks=0)


def remove_modal(id: str) -> Component:
    """Asks before the article of that id is deleted."""
    modal: Component = dmc.Modal(
        id="remove-modal", title="Remove this article?", opened=False, centered=True,
        children=[
            html.P("It leaves the list with its timeline and what was corrected. Bring it back from Removed, below the "
                   "list of articles."),
            html.Div(id="remove-problem", role="alert"),
            html.Div(
                [html.Button("Keep", id="remove-no", type="button", className="button"),
                 html.Button("Remove", id="remove-yes", type="button", className="button danger solid", value=id)],
                className="actions",
            ),
        ],
    )  # fmt: skip
    return modal


def foot(words: str) -> Component:
    """What the picture leaves out, and how to read it."""
    return html.Div(
        [overview(), key(), html.P(words, id="caption", className="caption", role="status")], className="figure-foot"
    )


def _legend() -> Component:
    return html.P(
        [html.Span("time phrases", className="phrase"), " and ", html.Span("event words", className="trigger"),
         " are marked: choose one to follow it; with the arrow keys, from one to the next."],
        className="hint",
    )  # fmt: skip


def _no_events() -> Component:
    return html.P("No event with a place in time was found in this article.", className="empty")


def _none_at_this_detail() -> Component:
    return html.P("No event is shown at this detail; choose Standard or All above the figure.", className="empty")
