"""What happens when something is edited: one request a step, one answer, and the page drawn anew."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Any, get_args

from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from pydantic import TypeAdapter, ValidationError

from dashboard import editing, judging
from dashboard.components.edit_dialogs import edit_bar
from dashboard.components.editing import button, event_editing, event_history
from dashboard.finding import span_of
from dashboard.service import Problem, Refused, problem_of
from dashboard.state import Route, Selection
from dashboard.words import when_words
from dashboard.work import Workers
from timeline.edits.making import NEW, Change
from timeline.edits.matching import persons_id
from timeline.edits.moving import Move, Unit
from timeline.edits.typed import ready
from timeline.errors import DateError, TimelineError
from timeline.intervals import Interval
from timeline.model import Span, Timeline
from timeline.store import Store

LOG = logging.getLogger(__name__)
FIELDS = ("label", "when", "status", "said_by", "who", "what", "where")
ABOUT = ("title", "outlet", "url", "published")
MOST = 20_000_000
"""Units that a date is moved by at most: minutes of 38 years."""
_PAIRS: TypeAdapter[list[tuple[str, str]]] = TypeAdapter(list[tuple[str, str]])


def register_editing(app: Dash, store: Store, workers: Workers) -> None:
    """Put the callbacks on the app."""
    for name, output, inputs in (
        ("answered", Output("edit-heard", "children"), (Input("edit-answer", "data"),)),
        ("editor", Output("edit-heard", "title"), (Input("editor", "data"),)),
        ("barred", Output("edit-heard", "dir"), (Input("edit-bar", "children"),)),
        ("redone", Output("edit-heard", "lang"), (Input("editing", "children"),)),
    ):
        app.clientside_callback(ClientsideFunction("editing", name), output, *inputs)  # type: ignore[no-untyped-call]
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("judging", "chosen"), Output("edit-heard", "role"), Input("judge-other", "value")
    )
    _shown(app, store)
    _previews(app, store)

    @app.callback(
        Output("edit-answer", "data"),
        Output("edits-version", "data"),
        Output("library-version", "data", allow_duplicate=True),
        Input("edit-ask", "data"),
        State("edits-version", "data"),
        State("library-version", "data"),
        prevent_initial_call=True,
    )
    async def answer(asked: dict[str, Any] | None, version: int, library: int) -> tuple[Any, Any, Any]:
        if not asked:
            raise PreventUpdate
        told = {"n": asked.get("n"), "do": asked["do"], "article": asked["article"]}
        try:
            select = await _done(store, workers, asked)
        except (TimelineError, Refused) as error:
            problem = problem_of(error, page=True)
        except Exception:
            LOG.exception("an edit could not be made")
            problem = Problem(500, "this could not be changed, through a fault of the program", "report it, please")
        else:
            return {**told, "done": True, "select": select}, version + 1, library + 1
        fault = {
            "message": problem.message,
            "remedy": problem.remedy,
            "field": problem.field,
            "stale": problem.status == 409,
        }
        return {**told, "problem": fault}, no_update, no_update


async def _done(store: Store, workers: Workers, asked: dict[str, Any]) -> str | None:
    """Do what is asked; the id of the event to be chosen then, "" for none, None where it stays."""
    id, values, event = asked["article"], asked.get("values") or {}, asked.get("event")
    by = editing.signed(asked.get("who"), asked.get("seen") or 0, asked.get("reason"))
    match asked["do"]:
        case "undo":
            await editing.step_back(store, workers, id, by, asked.get("step"))
            return None
        case "redo":
            await editing.step_forward(store, workers, id, by)
            return None
        case "bring-back":
            await asyncio.to_thread(store.restore, id)
            return None
        case "read":
            await editing.read_again(store, workers, id)
            return None
        case "add":
            return await _added(store, workers, id, values, by)
        case "same" | "apart" as said:
            others = _named(values.get("others"))
            await asyncio.to_thread(judging.say, store, (id, event or ""), others, said == "same", by)
            return None
    changes, select = _changes(asked["do"], event, values, asked)
    await editing.change(store, workers, id, changes, by)
    if asked["do"] == "split":
        return await asyncio.to_thread(_made, store, id, "split")
    return select


def _made(store: Store, id: str, how: str) -> str:
    """The id of the event that the last step made."""
    numbers = [entry.sequence for entry in store.edits(id) if entry.field == how]
    return persons_id(id, numbers[-1]) if numbers else ""


def _changes(
    do: str, event: str | None, values: dict[str, Any], asked: dict[str, Any]
) -> tuple[list[Change], str | None]:
    match do:
        case "save":
            return [Change(name, event, values[name] or None) for name in FIELDS if name in values], None
        case "article":
            return [Change(name, None, values[name] or None) for name in ABOUT if name in values], None
        case "move":
            return [Change("when", event, move=_move(values))], None
        case "reading":
            return [Change("when", event, reading=asked.get("reading"))], None
        case "remove":
            return [Change("removed", event, "removed")], ""
        case "restore":
            return [Change("removed", event, None)], event
        case "merge":
            return [Change("merged", event, other=values.get("other"))], None
        case "split":
            start, _, end = str(values.get("mention") or "").partition("-")
            span = Span(int(start), int(end)) if start.isdigit() and end.isdigit() else None
            return [Change("split", event, values.get("label"), span=span)], None
    raise Refused(Problem(422, f"there is no edit {do}", "load the page anew"))


def _move(values: dict[str, Any]) -> Move:
    count, unit = values.get("count"), values.get("unit")
    known: tuple[Unit, ...] = get_args(Unit)
    named = next((one for one in known if one == unit), None)
    if not isinstance(count, int) or abs(count) > MOST or named is None:
        raise Refused(Problem(422, "that is no way to move a date", "load the page anew"))
    return Move(count, named)


def _named(others: object) -> list[tuple[str, str]]:
    """Pairs of ids of an article and an event, as the buttons of the matrix hold them."""
    try:
        return _PAIRS.validate_json(str(others))
    except ValidationError:
        raise Refused(Problem(422, "this names no events", "load the page anew")) from None


async def _added(store: Store, workers: Workers, id: str, values: dict[str, Any], by: Any) -> str:
    article, _ = await asyncio.to_thread(editing.found, store, id)
    span = span_of(article.text, values.get("words") or "", values.get("before") or "", values.get("at"))
    changes = [Change("added", None, values.get("label") or None, span=span)]
    if values.get("when"):
        changes.append(Change("when", NEW, values["when"]))
    await editing.change(store, workers, id, changes, by)
    return await asyncio.to_thread(_made, store, id, "added")


def _shown(app: Dash, store: Store) -> None:
    """The bar of the article and the forms of the event that is chosen."""

    @app.callback(
        Output("edit-bar", "children"), Input("edits-here", "data"), State("route", "data"), prevent_initial_call=False
    )
    async def bar(here: str | None, route: dict[str, Any] | None) -> Component:
        id = here or Route.of(route).article
        if id is None:
            raise PreventUpdate
        return await asyncio.to_thread(_bar, store, id)

    @app.callback(
        Output("editing", "children"),
        Output("edit-history", "children"),
        Input("selection", "data"),
        Input("edits-here", "data"),
    )
    async def forms(selection: dict[str, Any] | None, here: str | None) -> tuple[Component | None, Component | None]:
        if here is None:
            raise PreventUpdate
        made = await asyncio.to_thread(_forms, store, here, Selection.of(selection).event)
        if made[0] is not None:  # the first date that is typed should not wait for the rules to be loaded
            asyncio.get_running_loop().run_in_executor(None, ready)
        return made


def _bar(store: Store, id: str) -> Component:
    try:
        stored, edits = store.get(id), editing.edits_of(store, id)
    except (TimelineError, Refused):
        raise PreventUpdate from None
    if stored is None or store.read_only:
        raise PreventUpdate
    return edit_bar(stored[0], edits)


def _forms(store: Store, id: str, chosen: str | None) -> tuple[Component | None, Component | None]:
    if chosen is None or store.read_only:
        return None, None
    try:
        stored = store.get(id)
        edits = editing.edits_of(store, id)
    except (TimelineError, Refused):
        return None, None
    article, timeline = stored if stored is not None else (None, Timeline())
    event = next((one for one in timeline.events if one.id == chosen), None)
    if event is None or article is None:
        return None, None
    return event_editing(article, timeline, event, edits), event_history(event, edits)


def _previews(app: Dash, store: Store) -> None:
    """A typed date is shown as it will be read, before it is taken."""

    async def preview(box: str, words: str | None, route: dict[str, Any] | None) -> Any:
        here = Route.of(route).article
        if not (words or "").strip() or here is None:
            return ""
        return await asyncio.to_thread(_preview, store, here, box, words or "")

    for name in ("edit-when", "add-event-when"):
        app.callback(
            Output(f"{name}-preview", "children"), Input(name, "value"), State("route", "data"),
            prevent_initial_call=True,
        )(partial(preview, name))  # fmt: skip


def _preview(store: Store, article: str, box: str, words: str) -> str | list[Any]:
    try:
        typed = editing.date_of(store, article, words)
    except DateError as error:
        fault, _, remedy = str(error).partition("; ")
        return [html.Span(f"Not read: {fault}. {remedy[:1].upper()}{remedy[1:]}.", className="not-read")]
    except (TimelineError, Refused):
        return ""
    edtf = f" (EDTF {typed.when.edtf})" if typed.when is not None and typed.when.edtf else ""
    said = f"Will be: {when_words(typed.when)}{edtf}."
    if not typed.others:
        return said
    return [f"{said} It may also mean ", *(_other(store, article, box, one) for one in typed.others)]


def _other(store: Store, article: str, box: str, when: Interval) -> Component:
    """Another date that the words may mean: a button, where its own words are read as it."""
    words = when_words(when)
    try:
        same = editing.date_of(store, article, words).when == when
    except TimelineError:
        same = False
    return button(words, "other", f"Take {words}", box=box, typed=words) if same else html.Span(words)
