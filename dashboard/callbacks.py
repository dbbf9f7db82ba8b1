"""What happens when the address changes or something is clicked.

Highlighting and scrolling run in the browser (`assets/app.js`); what needs a timeline runs here, off the event loop.
"""

from __future__ import annotations

import asyncio
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard.components.marked_text import article_text
from dashboard.editing_callbacks import register_editing
from dashboard.figure import View
from dashboard.pages.add import problem_notice
from dashboard.pages.article import details, events_part, frame_style
from dashboard.pages.compare import rows, sentence_panel
from dashboard.service import problem_of
from dashboard.state import Route, Selection, detail_of, statuses_of
from dashboard.views import counted, drawn, entries_of, library_of, page_of, redrawn, view_of
from dashboard.work import Workers
from timeline.detail import at_detail
from timeline.errors import TimelineError
from timeline.store import Store


def register(app: Dash, store: Store, workers: Workers, *, fetching: bool = True) -> None:
    """Put the callbacks on the app."""
    _in_the_browser(app)
    _pages(app, store, fetching)
    _detail(app, store)
    _removing(app, store)
    register_editing(app, store, workers)


def _in_the_browser(app: Dash) -> None:
    def browser(name: str, *arguments: Any, **more: Any) -> None:
        app.clientside_callback(  # type: ignore[no-untyped-call]
            ClientsideFunction("timeline", name), *arguments, **more
        )

    browser(
        "route",
        Output("route", "data"), Output("selection", "data"), Output("statuses", "data"), Output("detail", "data"),
        Input("url", "pathname"), Input("url", "search"),
        State("route", "data"), State("selection", "data"), State("statuses", "data"), State("detail", "data"),
    )  # fmt: skip
    browser("screen", Output("screen", "data"), Input("scheme", "data"), State("screen", "data"))
    browser("scheme", Output("scheme", "data"), Output("mantine", "forceColorScheme"), Input("theme", "data"))
    browser("toggle", Output("theme", "data"), Input("toggle-theme", "n_clicks"), State("scheme", "data"),
            prevent_initial_call=True)  # fmt: skip
    browser("apply", Output("applied", "children"), Input("selection", "data"), Input("statuses", "data"),
            Input("detail", "data"), Input("page", "children"))  # fmt: skip
    browser("again", Output("applied", "accessKey"), Input("events", "children"), Input("article-text", "children"),
            prevent_initial_call=True)  # fmt: skip
    browser("again", Output("applied", "role"), Input("status-filter", "children"), prevent_initial_call=True)
    browser("drawn", Output("applied", "title"), Input("figure", "figure"))
    browser("zoomed", Output("zoom", "data"), Input("figure", "relayoutData"), Input("range-focus", "n_clicks"),
            Input("range-all", "n_clicks"), State("zoom", "data"), State("figure", "figure"),
            State("route", "data"), prevent_initial_call=True)  # fmt: skip
    browser("chosen", Output("applied", "lang"), Input("compare-set", "value"), State("route", "data"),
            prevent_initial_call=True)  # fmt: skip
    browser("row", Output("applied", "dir"), Input("compare-table", "selectedRows"), prevent_initial_call=True)
    browser("burger", Output("frame", "navbar"), Output("burger", "opened"), Input("burger", "opened"),
            Input("url", "pathname"), State("frame", "navbar"))  # fmt: skip
    browser("listed", Output("applied", "className"), Input("library", "children"))
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("adding", "mount"), Output("add-status", "children"), Input("add-queue", "id")
    )


def _pages(app: Dash, store: Store, fetching: bool) -> None:
    @app.callback(
        Output("page", "children"),
        Input("route", "data"),
        Input("screen", "data"),
        Input("edits-version", "data"),
        State("selection", "data"),
        State("statuses", "data"),
        State("scheme", "data"),
        State("detail", "data"),
        prevent_initial_call=True,
    )
    async def show(
        route: dict[str, Any] | None,
        screen: int | None,
        _: int,
        selection: dict[str, Any] | None,
        statuses: Any,
        scheme: str | None,
        detail: str | None,
    ) -> Component:
        if route is None or screen is None:
            raise PreventUpdate
        view = view_of(screen, scheme, statuses, None, detail)
        place, selected = Route.of(route), Selection.of(selection)
        return await asyncio.to_thread(page_of, store, place, view, selected, fetching=fetching)

    @app.callback(Output("library", "children"), Input("route", "data"), Input("library-version", "data"))
    async def articles(route: dict[str, Any] | None, _: int) -> list[Component]:
        if route is None:
            raise PreventUpdate
        return await asyncio.to_thread(library_of, store, Route.of(route))

    @app.callback(
        Output("details", "children"),
        Input("selection", "data"),
        State("route", "data"),
        State("detail", "data"),
        prevent_initial_call=True,
    )
    async def panel(selection: dict[str, Any] | None, route: dict[str, Any] | None, detail: str | None) -> Component:
        article, timeline = await asyncio.to_thread(drawn, store, Route.of(route))
        return details(article, timeline, Selection.of(selection), detail_of(detail))

    @app.callback(
        Output("compare-details", "children"),
        Input("selection", "data"),
        State("route", "data"),
        prevent_initial_call=True,
    )
    async def sentence(selection: dict[str, Any] | None, route: dict[str, Any] | None) -> Component:
        return sentence_panel(await asyncio.to_thread(entries_of, store, Route.of(route)), Selection.of(selection))

    @app.callback(
        Output("figure", "figure"),
        Output("figure-frame", "style"),
        Output("caption", "children"),
        Input("scheme", "data"),
        Input("statuses", "data"),
        Input("zoom", "data"),
        Input("detail", "data"),
        State("route", "data"),
        State("screen", "data"),
        prevent_initial_call=True,
    )
    async def redraw(
        scheme: str | None,
        statuses: Any,
        zoom: dict[str, Any] | None,
        detail: str | None,
        route: dict[str, Any] | None,
        screen: int | None,
    ) -> tuple[dict[str, Any], dict[str, str], str]:
        here = zoom if zoom and zoom.get("route") == route else None
        view = view_of(screen or 1000, scheme, statuses, here, detail)
        figure, words = await asyncio.to_thread(redrawn, store, Route.of(route), view)
        return figure, frame_style(figure), words

    @app.callback(
        Output("compare-table", "rowData"),
        Input("statuses", "data"),
        Input("detail", "data"),
        State("route", "data"),
        prevent_initial_call=True,
    )
    async def filtered(statuses: Any, detail: str | None, route: dict[str, Any] | None) -> list[dict[str, Any]]:
        entries = await asyncio.to_thread(entries_of, store, Route.of(route))
        return rows(entries, View(statuses=statuses_of(statuses), detail=detail_of(detail)))


def _detail(app: Dash, store: Store) -> None:
    """Another detail: the text and the list of an article, and the toggles of its statuses, are made anew."""

    @app.callback(
        Output("article-text", "children"),
        Output("events", "children"),
        Input("detail", "data"),
        State("route", "data"),
        State("statuses", "data"),
        prevent_initial_call=True,
    )
    async def marks(
        detail: str | None, route: dict[str, Any] | None, statuses: Any
    ) -> tuple[list[Component], list[Component]]:
        article, timeline = await asyncio.to_thread(drawn, store, Route.of(route))
        view = View(statuses=statuses_of(statuses), detail=detail_of(detail))
        return article_text(article, at_detail(timeline, view.detail)), events_part(timeline, view)

    @app.callback(
        Output("status-filter", "children"),
        Input("detail", "data"),
        State("route", "data"),
        State("statuses", "data"),
        prevent_initial_call=True,
    )
    async def counts(detail: str | None, route: dict[str, Any] | None, statuses: Any) -> list[Component]:
        view = View(statuses=statuses_of(statuses), detail=detail_of(detail))
        return await asyncio.to_thread(counted, store, Route.of(route), view)


def _removing(app: Dash, store: Store) -> None:
    @app.callback(
        Output("remove-modal", "opened"),
        Input("remove", "n_clicks"),
        Input("remove-no", "n_clicks"),
        State("remove-modal", "opened"),
        prevent_initial_call=True,
    )
    def ask(clicked: int | None, _: int | None, opened: bool) -> bool:
        return bool(clicked) and not opened

    @app.callback(
        Output("url", "pathname", allow_duplicate=True),
        Output("library-version", "data", allow_duplicate=True),
        Output("remove-problem", "children"),
        Input("remove-yes", "n_clicks"),
        State("remove-yes", "value"),
        State("library-version", "data"),
        prevent_initial_call=True,
    )
    async def remove(clicked: int | None, article: str | None, version: int) -> tuple[Any, Any, Any]:
        if not clicked or article is None:
            raise PreventUpdate
        try:
            await asyncio.to_thread(store.remove, article)
        except TimelineError as error:
            return no_update, no_update, problem_notice(problem_of(error, page=True))
        return "/", version + 1, None
