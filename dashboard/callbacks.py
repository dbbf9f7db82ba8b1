"""What happens when the address changes or something is clicked.

Highlighting and scrolling run in the browser (`assets/app.js`); what needs a timeline runs here, off the event loop.
"""

from __future__ import annotations

import asyncio
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard.collection_callbacks import register_collections
from dashboard.components.controls import facets, status_chips
from dashboard.components.table import event_table
from dashboard.editing_callbacks import register_editing
from dashboard.figure import View
from dashboard.filters import Filter
from dashboard.pages.add import problem_notice
from dashboard.pages.article import details, frame_style
from dashboard.pages.compare import sentence_panel
from dashboard.questions import register_question
from dashboard.service import problem_of
from dashboard.state import Route, Selection, detail_of
from dashboard.views import drawn, entries_of, lanes_shown, library_of, page_of, read_again, redrawn, view_of
from dashboard.work import Workers
from timeline.errors import TimelineError
from timeline.store import Store


def register(app: Dash, store: Store, workers: Workers, *, fetching: bool = True) -> None:
    """Put the callbacks on the app."""
    _in_the_browser(app)
    _pages(app, store, fetching)
    _detail(app, store)
    _removing(app, store)
    register_editing(app, store, workers)
    register_collections(app, store)


def _in_the_browser(app: Dash) -> None:
    def browser(name: str, *arguments: Any, **more: Any) -> None:
        app.clientside_callback(  # type: ignore[no-untyped-call]
            ClientsideFunction("timeline", name), *arguments, **more
        )

    browser(
        "route",
        Output("route", "data"), Output("selection", "data"), Output("statuses", "data"), Output("detail", "data"),
        Output("look", "data"), Output("zoom", "data"), Output("draw", "data"),
        Input("url", "pathname"), Input("url", "search"),
        State("route", "data"), State("selection", "data"), State("statuses", "data"), State("detail", "data"),
        State("look", "data"), State("zoom", "data"), State("draw", "data"),
    )  # fmt: skip
    browser("screen", Output("screen", "data"), Input("scheme", "data"), State("screen", "data"))
    browser("scheme", Output("scheme", "data"), Output("mantine", "forceColorScheme"), Input("theme", "data"))
    browser("toggle", Output("theme", "data"), Input("toggle-theme", "n_clicks"), State("scheme", "data"),
            prevent_initial_call=True)  # fmt: skip
    browser("apply", Output("applied", "children"), Input("selection", "data"), Input("statuses", "data"),
            Input("detail", "data"), Input("look", "data"), Input("page", "children"))  # fmt: skip
    browser("read", Output("applied", "accessKey"), Input("reading", "data"))
    browser("again", Output("applied", "role"), Input("status-filter", "children"), Input("facets", "children"),
            prevent_initial_call=True)  # fmt: skip
    browser("drawn", Output("applied", "title"), Input("figure", "figure"))
    browser("opened", Output("help", "opened"), Input("help-open", "n_clicks"), Input("help-close", "n_clicks"),
            State("help", "opened"), prevent_initial_call=True)  # fmt: skip
    browser("chosen", Output("applied", "lang"), Input("compare-set", "value"), State("route", "data"),
            prevent_initial_call=True)  # fmt: skip
    browser("row", Output("applied", "dir"), Input("event-table", "selectedRows"), prevent_initial_call=True)
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
        State("look", "data"),
        State("zoom", "data"),
        prevent_initial_call=True,
    )
    async def show(
        route: dict[str, Any] | None, screen: int | None, _: int, selection: dict[str, Any] | None, statuses: Any,
        scheme: str | None, detail: str | None, look: dict[str, Any] | None, zoom: dict[str, Any] | None,
    ) -> Component:  # fmt: skip
        if route is None or screen is None:
            raise PreventUpdate
        chosen = Selection.of(selection)
        view = view_of(screen, scheme, look, zoom, statuses, detail, chosen.event, bring=True)
        return await asyncio.to_thread(page_of, store, Route.of(route), view, chosen, fetching=fetching)

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
        Input("look", "data"),
        Input("draw", "data"),
        Input("detail", "data"),
        State("zoom", "data"),
        State("selection", "data"),
        State("route", "data"),
        State("screen", "data"),
        prevent_initial_call=True,
    )
    async def redraw(
        scheme: str | None, statuses: Any, look: dict[str, Any] | None, draw: dict[str, Any] | None,
        detail: str | None, zoom: dict[str, Any] | None, selection: dict[str, Any] | None,
        route: dict[str, Any] | None, screen: int | None,
    ) -> tuple[dict[str, Any], dict[str, str], str]:  # fmt: skip
        bring = bool(draw and draw.get("bring")) and ctx.triggered_id == "draw"
        view = view_of(screen or 1000, scheme, look, zoom, statuses, detail, Selection.of(selection).event, bring)
        figure, words = await asyncio.to_thread(redrawn, store, Route.of(route), view)
        return figure, frame_style(figure), words


def _detail(app: Dash, store: Store) -> None:
    """Another detail: the text, the list and the toggles are made anew. The table comes when it is asked for."""

    @app.callback(
        Output("reading", "data"),
        Input("detail", "data"),
        State("route", "data"),
        prevent_initial_call=True,
    )
    async def marks(detail: str | None, route: dict[str, Any] | None) -> dict[str, Any]:
        view = View(filter=Filter(detail_of(detail)))
        return await asyncio.to_thread(read_again, store, Route.of(route), view)

    @app.callback(
        Output("status-filter", "children"),
        Output("facets", "children"),
        Input("detail", "data"),
        State("route", "data"),
        State("statuses", "data"),
        State("look", "data"),
        prevent_initial_call=True,
    )
    async def values(
        detail: str | None, route: dict[str, Any] | None, statuses: Any, look: dict[str, Any] | None
    ) -> tuple[list[Component], list[Component]]:
        lanes = await asyncio.to_thread(lanes_shown, store, Route.of(route))
        view = view_of(1000, None, look, None, statuses, detail)
        return status_chips(lanes, view), facets(lanes, view)

    @app.callback(
        Output("table-slot", "children"),
        Input("table-wanted", "data"),
        State("route", "data"),
        State("detail", "data"),
        prevent_initial_call=True,
    )
    async def table(wanted: int | None, route: dict[str, Any] | None, detail: str | None) -> Component:
        if not wanted:
            raise PreventUpdate
        view = View(filter=Filter(detail_of(detail)))
        found = await asyncio.to_thread(read_again, store, Route.of(route), view)
        return event_table(found["events"], several=False)


def _removing(app: Dash, store: Store) -> None:
    register_question(app, "remove-modal", "remove", "remove-no")

    @app.callback(
        Output("url", "pathname", allow_duplicate=True),
        Output("url", "search", allow_duplicate=True),
        Output("library-version", "data", allow_duplicate=True),
        Output("remove-problem", "children"),
        Input("remove-yes", "n_clicks"),
        State("remove-yes", "value"),
        State("library-version", "data"),
        prevent_initial_call=True,
    )
    async def remove(clicked: int | None, article: str | None, version: int) -> tuple[Any, Any, Any, Any]:
        if not clicked or article is None:
            raise PreventUpdate
        try:
            await asyncio.to_thread(store.remove, article)
        except TimelineError as error:
            return no_update, no_update, no_update, problem_notice(problem_of(error, page=True))
        return "/", "", version + 1, None
