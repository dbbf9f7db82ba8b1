"""One article: its text, its timeline, its events, and the details of what is selected."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.details import event_details, nothing_selected, phrase_details
from dashboard.components.edit_dialogs import edits_here
from dashboard.components.event_list import detail_choice, event_list, status_filter
from dashboard.components.export_menu import export_menu
from dashboard.components.marked_text import article_text
from dashboard.figure import GRAPH_CONFIG, Lane, View, timeline_figure
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
    shown = at_detail(timeline, view.detail)
    return html.Div(
        [
            _head(article, outlet, own, view.detail),
            _figure_card(timeline, view),
            html.Div(
                [
                    html.Section(
                        [html.H2("Article"), _legend(), html.Article(article_text(article, shown), id="article-text")],
                        className="card pane text-pane", **attributes(aria_label="Article text"),
                    ),
                    html.Section(
                        events_part(timeline, view), id="events",
                        className="card pane list-pane", **attributes(aria_label="Events in order"),
                    ),
                    html.Section(
                        [
                            html.Div(id="editing"),
                            html.Div(
                                details(article, timeline, selection, view.detail), id="details",
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


def events_part(timeline: Timeline, view: View) -> list[Component]:
    """The list of the events of the view's detail, with its heading."""
    shown = at_detail(timeline, view.detail).events
    heading = html.H2(["Events ", html.Span(str(len(shown)), className="count")])
    if shown:
        return [heading, event_list(shown, view.statuses)]
    return [heading, _none_at_this_detail() if timeline.events else _no_events()]


def _figure_card(timeline: Timeline, view: View) -> Component:
    if not timeline.events:
        return html.Section(_no_events(), className="card")
    figure = figure_of(timeline, view)
    bar = [
        html.H2("Timeline", className="visually-hidden"),
        detail_choice(timeline.events, view.detail),
        status_filter(at_detail(timeline, view.detail).events, view.statuses),
        range_buttons(figure),
    ]
    return html.Section(
        [
            html.Div(bar, className="figure-bar"),
            html.Div(graph(figure), className="figure-scroll"),
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


def figure_of(timeline: Timeline, view: View) -> dict[str, Any]:
    """The article's figure."""
    return timeline_figure([Lane.of(timeline)], view)


def caption(figure: dict[str, Any]) -> str:
    """What the picture does not show, in words."""
    meta = figure["layout"]["meta"]
    parts = []
    if meta["outside"]:
        parts.append(f"{meta['outside']} event{'s lie' if meta['outside'] > 1 else ' lies'} outside the stretch shown.")
    if meta["undated"]:
        parts.append(
            f"{meta['undated']} event{'s have' if meta['undated'] > 1 else ' has'} no place on the calendar and "
            f"stand{'' if meta['undated'] > 1 else 's'} only in the list."
        )
    if meta["over"]:
        one = meta["over"] == 1
        parts.append(f"{meta['over']} mark{' lies' if one else 's lie'} over others; zoom in to part them.")
    return " ".join([*parts, "The list below holds every event in order."])


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
    return nothing_selected()


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
    return html.Div([html.P(words, id="caption", className="caption"), _key()], className="figure-foot")


def _key() -> Component:
    marks = (("bar", "known stretch"), ("within", "somewhere within"), ("open", "open end"))
    return html.Div(
        [html.Span([html.Span(className=f"key-{name}"), words]) for name, words in marks],
        className="key", **attributes(aria_hidden="true"),
    )  # fmt: skip


def _legend() -> Component:
    return html.P(
        [html.Span("time phrases", className="phrase"), " and ", html.Span("event words", className="trigger"),
         " are marked: choose one to follow it."],
        className="hint",
    )  # fmt: skip


def range_buttons(figure: dict[str, Any]) -> Component:
    """Zoom for keys and mouse (Plotly's own buttons are hidden from screen readers with the figure), and where the
    events are crowded, the way between that stretch and everything.
    """
    focused = figure["layout"]["meta"]["focused"]
    steps = (("Zoom out", "−", "2"), ("Zoom in", "+", "0.5"))
    return html.Div(
        [
            *(
                html.Button(
                    sign, type="button", className="button small", **attributes(data_zoom=factor, aria_label=name)
                )
                for name, sign, factor in steps
            ),
            html.Button(
                "Close-up", type="button", id="range-focus", className="button small", n_clicks=0, hidden=not focused
            ),
            html.Button(
                "Show all", type="button", id="range-all", className="button small", n_clicks=0, hidden=not focused
            ),
        ],
        className="range-buttons",
    )


def _no_events() -> Component:
    return html.P("No event with a place in time was found in this article.", className="empty")


def _none_at_this_detail() -> Component:
    return html.P("No event is shown at this detail; choose more above the figure.", className="empty")
