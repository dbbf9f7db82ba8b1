"""Turns away callbacks that no page of ours sends, before Dash sees them: 400 or 415, and no traceback."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, TypeAdapter, ValidationError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.security import half_a_character, refuse, replay

PATH = "/_dash-update-component"


class _Place(BaseModel):
    """A property of a component, with its value where it is sent."""

    model_config = ConfigDict(strict=True)

    id: str
    property: str
    value: Any = None


class _Call(BaseModel):
    """What the page sends for a callback."""

    model_config = ConfigDict(strict=True)

    output: str
    outputs: _Place | list[_Place]
    inputs: list[_Place]
    changedPropIds: list[str]
    state: list[_Place] = []


class _Route(BaseModel):
    model_config = ConfigDict(strict=True)

    page: str
    articles: list[str] = []
    collection: str | None = None


class _Selection(BaseModel):
    model_config = ConfigDict(strict=True)

    event: str | None = None
    phrase: str | None = None


class _Zoom(BaseModel):
    model_config = ConfigDict(strict=True, populate_by_name=True)

    revision: int
    since: str | None = Field(None, alias="from")
    to: str | None = None


class _Draw(BaseModel):
    model_config = ConfigDict(strict=True)

    number: int
    bring: bool = False


class _Look(BaseModel):
    """What the address says of filters, axis and lanes."""

    model_config = ConfigDict(strict=True)

    q: str | None = None
    source: list[str] = []
    who: list[str] = []
    where: list[str] = []
    grain: list[str] = []
    sure: list[str] = []
    corrected: list[str] = []
    since: str | None = None
    until: str | None = None
    axis: str | None = None
    lanes: str | None = None
    sort: str | None = None
    rows: str | None = None


class _Ask(BaseModel):
    """One step that is asked for, as editing.js sends it."""

    model_config = ConfigDict(strict=True, extra="forbid")

    do: str
    article: str
    seen: int
    who: str
    n: int
    event: str | None = None
    reason: str | None = None
    step: int | None = None
    reading: int | None = None
    values: dict[str, str | int | None] = {}


_WORDS: TypeAdapter[Any] = TypeAdapter(StrictStr | None)
_COUNT: TypeAdapter[Any] = TypeAdapter(StrictInt | None)
VALUES: Mapping[str, TypeAdapter[Any]] = {
    "route.data": TypeAdapter(_Route | None),
    "selection.data": TypeAdapter(_Selection | None),
    "detail.data": _WORDS,
    "statuses.data": TypeAdapter(list[StrictStr] | None),
    "scheme.data": _WORDS,
    "screen.data": _COUNT,
    "zoom.data": TypeAdapter(_Zoom | None),
    "draw.data": TypeAdapter(_Draw | None),
    "look.data": TypeAdapter(_Look | None),
    "table-wanted.data": TypeAdapter(StrictInt | None),
    "library-version.data": TypeAdapter(StrictInt),
    "remove-yes.value": _WORDS,
    "edit-ask.data": TypeAdapter(_Ask | None),
    "edits-version.data": TypeAdapter(StrictInt),
    "edits-here.data": _WORDS,
    "edit-when.value": _WORDS,
    "add-event-when.value": _WORDS,
    "remove-modal.opened": TypeAdapter(StrictBool | None),
    "collection-name.value": _WORDS,
    "collection-set.value": TypeAdapter(list[StrictStr] | None),
    "collection-shown.data": TypeAdapter(list[StrictStr] | None),
    "collection-modal.opened": TypeAdapter(StrictBool | None),
    "collection-delete-modal.opened": TypeAdapter(StrictBool | None),
}
"""What each property holds that a callback on the server takes; clicks are counts."""


class WellFormedCalls:
    """Lets a callback through when it is one of ours, with the values its properties hold.

    callbacks: Dash's own map from what a callback puts out to its inputs and states.
    """

    def __init__(self, app: ASGIApp, callbacks: Mapping[str, Mapping[str, Any]]) -> None:
        self.app = app
        self.callbacks = callbacks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        if not Headers(scope=scope).get("content-type", "").startswith("application/json"):
            await refuse(scope, send, 415, "a callback is JSON", "load the page anew")
            return
        body = await Request(scope, receive).body()
        if (fault := self.fault(body)) is not None:
            await refuse(scope, send, 400, f"this is no callback of these pages: {fault}", "load the page anew")
            return
        await replay(self.app, scope, receive, send, body)

    def fault(self, body: bytes) -> str | None:
        """What is wrong with a callback, None when it is well formed."""
        try:
            value = json.loads(body)
            if half_a_character(value):
                return "it holds half a character (a lone surrogate)"
            call = _Call.model_validate(value)
        except ValidationError as error:
            return _first(error)
        except (ValueError, RecursionError):
            return "it is not JSON"
        known = self.callbacks.get(call.output)
        if known is None or "callback" not in known:
            return "there is no such callback"
        for sent, declared in ((call.inputs, known["inputs"]), (call.state, known["state"])):
            if [(one.id, one.property) for one in sent] != [(one["id"], one["property"]) for one in declared]:
                return "its inputs are others"
        wanted = known["output"]
        if isinstance(wanted, list) != isinstance(call.outputs, list) or (
            isinstance(call.outputs, list) and len(call.outputs) != len(wanted)
        ):
            return "its outputs are others"
        for one in (*call.inputs, *call.state):
            name = f"{one.id}.{one.property}"
            try:
                VALUES.get(name, _COUNT).validate_python(one.value)
            except ValidationError as error:
                return f"{name}: {_first(error)}"
        return None


def _first(error: ValidationError) -> str:
    one = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in one["loc"])
    return f"{place}: {one['msg']}" if place else one["msg"]
