"""Collections on the pages: kept from a comparison, renamed, filled, emptied and deleted."""

from __future__ import annotations

import asyncio
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from dashboard.pages.add import problem_notice
from dashboard.questions import register_question
from dashboard.service import Problem, problem_of
from dashboard.state import Route
from timeline.errors import TimelineError
from timeline.store import Collection, Store

GONE = Problem(404, "this collection is not here any more", "it was deleted meanwhile; go to another page")


def register_collections(app: Dash, store: Store) -> None:
    """Put the callbacks on the app."""
    register_question(app, "collection-modal", "collection-ask", "collection-no")
    register_question(app, "collection-delete-modal", "collection-delete", "collection-delete-no")
    _naming(app, store)
    _filling(app, store)
    _deleting(app, store)


def _naming(app: Dash, store: Store) -> None:
    @app.callback(
        Output("url", "href", allow_duplicate=True),
        Output("library-version", "data", allow_duplicate=True),
        Output("edits-version", "data", allow_duplicate=True),
        Output("collection-problem", "children"),
        Output("collection-modal", "opened", allow_duplicate=True),
        Input("collection-yes", "n_clicks"),
        Input("collection-name", "n_submit"),
        State("collection-name", "value"),
        State("route", "data"),
        State("library-version", "data"),
        State("edits-version", "data"),
        prevent_initial_call=True,
    )
    async def name(
        clicked: int | None, entered: int | None, typed: str | None, route: dict[str, Any] | None, library: int,
        version: int,
    ) -> tuple[Any, ...]:  # fmt: skip
        """On a collection's own page another name; on the Compare page a new collection, which is then opened."""
        if not clicked and not entered:
            raise PreventUpdate
        here = Route.of(route)
        try:
            if here.collection is None:
                made = await asyncio.to_thread(_made, store, typed or "", here)
                return f"/collection/{made.id}", library + 1, no_update, None, False
            if await asyncio.to_thread(store.collections.rename, here.collection, typed or "") is None:
                return no_update, library + 1, no_update, problem_notice(GONE), no_update
        except TimelineError as error:
            return no_update, no_update, no_update, problem_notice(problem_of(error, page=True)), no_update
        return no_update, library + 1, version + 1, None, False


def _filling(app: Dash, store: Store) -> None:
    @app.callback(
        Output("library-version", "data", allow_duplicate=True),
        Output("edits-version", "data", allow_duplicate=True),
        Output("collection-set-problem", "children"),
        Input("collection-set", "value"),
        State("collection-shown", "data"),
        State("route", "data"),
        State("library-version", "data"),
        State("edits-version", "data"),
        prevent_initial_call=True,
    )
    async def fill(
        chosen: list[str] | None, shown: list[str] | None, route: dict[str, Any] | None, library: int, version: int
    ) -> tuple[Any, ...]:
        """Only what was changed on this page: what another page put in meanwhile stays."""
        into, had, wanted = Route.of(route).collection, shown or [], chosen or []
        added, taken = [one for one in wanted if one not in had], [one for one in had if one not in wanted]
        if into is None or not (added or taken):
            raise PreventUpdate
        try:
            found = await asyncio.to_thread(_changed, store, into, added, taken)
        except TimelineError as error:
            return no_update, no_update, problem_notice(problem_of(error, page=True))
        if found is None:
            return library + 1, no_update, problem_notice(GONE)
        return library + 1, version + 1, None


def _made(store: Store, name: str, route: Route) -> Collection:
    """Of the articles of the address that are there, damaged or not."""
    there = {summary.id for summary in store.list()}
    return store.collections.create(name, [id for id in route.articles if id in there])


def _changed(store: Store, into: str, added: list[str], taken: list[str]) -> Collection | None:
    store.collections.take(into, taken)
    return store.collections.put(into, added)


def _deleting(app: Dash, store: Store) -> None:
    @app.callback(
        Output("url", "href", allow_duplicate=True),
        Output("library-version", "data", allow_duplicate=True),
        Output("collection-delete-problem", "children"),
        Input("collection-delete-yes", "n_clicks"),
        State("route", "data"),
        State("library-version", "data"),
        prevent_initial_call=True,
    )
    async def delete(clicked: int | None, route: dict[str, Any] | None, library: int) -> tuple[Any, ...]:
        gone = Route.of(route).collection
        if not clicked or gone is None:
            raise PreventUpdate
        try:
            await asyncio.to_thread(store.collections.delete, gone)
        except TimelineError as error:
            return no_update, no_update, problem_notice(problem_of(error, page=True))
        return "/compare", library + 1, None
