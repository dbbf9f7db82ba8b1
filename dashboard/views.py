"""From an address and a store to what is shown; what goes wrong on the way is a notice in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard.comparing import known_of
from dashboard.components.attributes import attributes
from dashboard.components.edit_dialogs import removed_articles
from dashboard.components.library import first_of, kept_collections, library
from dashboard.figure import Lane, View
from dashboard.filters import filter_of
from dashboard.pages.add import add_page, problem_notice
from dashboard.pages.article import article_page, caption, figure_of, reading_of, remove_button, remove_modal
from dashboard.pages.collection import collection_page, keep_button, name_modal
from dashboard.pages.compare import (
    MOST_LANES,
    Entry,
    compare_caption,
    compare_figure,
    compare_page,
    compare_rows,
    lanes_of,
)
from dashboard.pages.shell import loading, notice
from dashboard.service import problem_of
from dashboard.state import Route, Selection, axis_of, detail_of, group_of, statuses_of
from dashboard.window import parsed
from timeline.errors import DamagedError, TimelineError
from timeline.model import Article, Timeline
from timeline.store import Store, Summary


def page_of(store: Store, route: Route, view: View, selection: Selection, *, fetching: bool = True) -> Component:
    """The layout of a page; what goes wrong on the way is a notice in its place."""
    try:
        if route.page == "add":
            return add_page(writable=not store.read_only, fetching=fetching)
        if route.several:
            kept = store.collections.get(route.collection) if route.collection is not None else None
            if route.page == "collection" and kept is None:
                return notice("There is no such collection", "It may have been deleted, or never was here.", _compare())
            entries, damaged = _compared(store, route)
            known = known_of(store, [article.id for _, article, _ in entries])
            if kept is not None:
                page = collection_page(kept, entries, store.list(), view, selection, not store.read_only, known)
            else:
                keeping = (keep_button(), name_modal("Keep as a collection", "Keep"))
                more = keeping if len(entries) > 1 and not store.read_only else ()
                page = compare_page(entries, store.list(), view, selection, more, known)
            told = [problem_notice(problem_of(error, page=True)) for error in damaged]
            return html.Div([*told, page]) if told else page
        if route.page == "article" and route.article is None and (first := first_of(store.list())) is not None:
            return _opening(first)
        if route.page == "unknown":
            return notice("There is no such page", "The address may be mistyped.", _home())
        summary, found = _opened(store, route)
        if summary is None or found is None:
            if route.article is None:
                return notice("No articles yet", "Add one to see its timeline.", _add())
            return notice(
                "This article is not here", "It may have been removed, or never was on this machine.", _home()
            )
        article, timeline = found
        return article_page(article, timeline, view, selection, summary.outlet, own=not summary.sample)
    except TimelineError as error:
        problem = problem_of(error, page=True)
        words = f"{problem.message[:1].upper()}{problem.message[1:]}. {problem.remedy[:1].upper()}{problem.remedy[1:]}."
        removal = (remove_button(), remove_modal(route.article or "")) if isinstance(error, DamagedError) else ()
        return notice("This cannot be shown", words, _home(), *removal)


def _opening(id: str) -> Component:
    """What "/" shows while app.js puts the address of the article in its place, which a link can keep."""
    return html.Div(loading(), **attributes(data_open=id))


def entries_of(store: Store, route: Route) -> list[Entry]:
    """The articles of a comparison that are there and whole, in the order of the address or the collection."""
    return _compared(store, route)[0]


def _compared(store: Store, route: Route) -> tuple[list[Entry], list[DamagedError]]:
    """The same, and what is wrong with those that cannot be read."""
    summaries = {summary.id: summary for summary in store.list()}
    entries: list[Entry] = []
    damaged: list[DamagedError] = []
    wanted = route.articles
    if route.collection is not None:
        kept = store.collections.get(route.collection)
        wanted = kept.articles if kept else ()
    for id in [id for id in dict.fromkeys(wanted) if id in summaries][:MOST_LANES]:
        try:
            if (found := store.get(id)) is not None:
                entries.append((summaries[id], *found))
        except DamagedError as error:
            damaged.append(error)
    return entries, damaged


def _opened(store: Store, route: Route) -> tuple[Summary | None, tuple[Article, Timeline] | None]:
    """The article of the address, or the first there is."""
    summaries = store.list()
    wanted = route.article or first_of(summaries)
    summary = next((one for one in summaries if one.id == wanted), None)
    return summary, store.get(summary.id) if summary else None


def drawn(store: Store, route: Route) -> tuple[Article, Timeline]:
    """The article of a page that is shown already; where it cannot be read any more, the page stays as it is."""
    try:
        _, found = _opened(store, route)
    except TimelineError:
        raise PreventUpdate from None
    if found is None:
        raise PreventUpdate
    return found


def library_of(store: Store, route: Route) -> list[Component]:
    """The links to all articles; where they cannot be listed, why."""
    try:
        summaries, removed, kept = store.list(), store.removed(), store.collections.list()
    except TimelineError as error:
        return [dmc.Alert(str(error), color="red")]
    current = route.article or first_of(summaries)
    return [
        *kept_collections(kept, route.collection),
        *library(summaries, current if route.page == "article" else None),
        *removed_articles(removed),
    ]


def redrawn(store: Store, route: Route, view: View) -> tuple[dict[str, Any], str]:
    """The figure of a page that is shown already, and what it says beside it."""
    if route.several:
        figure = compare_figure(entries_of(store, route), view)
        return figure, compare_caption(figure)
    article, timeline = drawn(store, route)
    figure = figure_of(article, timeline, view)
    return figure, caption(figure)


def lanes_shown(store: Store, route: Route) -> list[Lane]:
    """The lanes of a page that is shown already."""
    return lanes_of(entries_of(store, route)) if route.several else [Lane.of(drawn(store, route)[1])]


def read_again(store: Store, route: Route, view: View) -> dict[str, Any]:
    """What the browser makes text and list of, at the detail of the view."""
    if route.several:
        return {"events": compare_rows(entries_of(store, route), view)}
    article, timeline = drawn(store, route)
    return reading_of(article, timeline, view)


def view_of(
    screen: int, scheme: str | None, look: Mapping[str, Any] | None = None, zoom: Mapping[str, Any] | None = None,
    statuses: Any = None, detail: str | None = None, selected: str | None = None, bring: bool = False,
) -> View:  # fmt: skip
    """How to draw, from the browser's stores: `look` and `zoom` are what the address says."""
    window = parsed([str(zoom["from"]), str(zoom["to"])]) if zoom and zoom.get("from") and zoom.get("to") else None
    return View(
        revision=str(zoom["revision"]) if zoom else "0",
        dark=scheme == "dark",
        width=max(240, min(int(screen), 4000)),
        window=window,
        filter=filter_of(look, statuses_of(statuses), detail_of(detail)),
        axis=axis_of((look or {}).get("axis")),
        lanes=group_of((look or {}).get("lanes")),
        selected=selected,
        bring=bring,
    )


def _home() -> Component:
    return dcc.Link("To the articles", href="/", className="button")


def _compare() -> Component:
    return dcc.Link("To Compare", href="/compare", className="button")


def _add() -> Component:
    return dcc.Link("Add an article", href="/add", className="primary-button")
