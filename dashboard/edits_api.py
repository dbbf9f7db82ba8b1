"""Edits under /api/v1/articles: the log, one step more, undo and redo, the article's own fields, removal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from dashboard import editing
from dashboard.api import PREFIX
from dashboard.service import Problem, Refused
from dashboard.shapes import FAULTS
from dashboard.work import Workers
from timeline.edits import Entry
from timeline.edits.making import Change
from timeline.edits.moving import Move
from timeline.export.corrected import Form, corrected
from timeline.export.words import when_words
from timeline.intervals import Interval
from timeline.model import Event, Span
from timeline.store import Store

Seen = Annotated[int, Field(ge=0, description="The last number of the log that you have seen.")]
Who = Annotated[str, Field(description="Name of whoever edits.")]


AsForm = Annotated[
    Form,
    Query(description="json: everything. yaml: rows of a corpus. annotations: annotated articles. log, csv: the log."),
]
WRITTEN: dict[int | str, dict[str, Any]] = {
    **FAULTS,
    200: {"content": {media: {"schema": {"type": "string"}} for media in ("application/yaml", "text/csv")}},
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Place(_Strict):
    """Half-open characters of the article's text."""

    start: int
    end: int


class MoveRequest(_Strict):
    """How far: later where the count is above 0, else earlier."""

    count: int = Field(ge=-20_000_000, le=20_000_000)
    unit: Literal["minute", "day", "month"]


class ChangeRequest(_Strict):
    """One change: a field of an event, an event as a whole, or a field of the article."""

    field: str = Field(
        description="label, when, status, said_by, who, what, where; removed, merged, split, added; or of the article "
        "title, outlet, url, published."
    )
    event: str | None = Field(None, description='Id of the event; "new" for one added by the same request.')
    value: str | None = Field(None, description="The new value as a person types it; null for none, or to restore.")
    reading: int | None = Field(None, description="Of `when`: number from 0 of the other reading to take.")
    other: str | None = Field(None, description="Of `merged`: id of the event that comes into this one.")
    move: MoveRequest | None = Field(None, description="Of `when`: how far the date is moved, with its length.")
    span: Place | None = Field(None, description="Of `added` the words, of `split` the trigger of the mention.")


class StepRequest(_Strict):
    """Changes that are made, and undone, together."""

    who: Who
    seen: Seen
    reason: str | None = None
    changes: list[ChangeRequest] = Field(max_length=100)


class BackRequest(_Strict):
    """Undo or redo. `step` names one step to undo instead of the last."""

    who: Who
    seen: Seen
    reason: str | None = None
    step: int | None = None


class ArticleRequest(_Strict):
    """Fields of the article to set; what is left out stays, null empties it."""

    who: Who
    seen: Seen
    reason: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


class DifferenceAnswer(BaseModel):
    """Where the program now reads otherwise than when the field was corrected; field "event": it has it no more."""

    event: str
    field: str
    then: str | None
    now: str | None


class LogAnswer(BaseModel):
    """The log and what of it stands."""

    sequence: int
    entries: list[Entry]
    done: list[int] = Field(description="Steps that stand, oldest first.")
    undone: list[int] = Field(description="Steps that can be redone, the next one last.")
    removed: list[Event] = Field(description="Events that were removed and can be restored.")
    differences: list[DifferenceAnswer]


class DateAnswer(BaseModel):
    """What a typed date would become."""

    typed: str
    when: Interval | None
    words: str
    others: list[Interval]


class Removed(BaseModel):
    """Whether the article is out of sight."""

    id: str
    removed: bool


def router(store: Store, workers: Workers) -> APIRouter:
    """The routes, on this store; an article whose date changes is read by these workers."""
    api = APIRouter(prefix=f"{PREFIX}/articles/{{id}}", tags=["edits"])
    _log(api, store, workers)
    _article(api, store, workers)

    @api.get("/date", responses=FAULTS, summary="What a typed date would become in this article")
    def date(id: str, words: Annotated[str, Query(max_length=500)]) -> DateAnswer:
        typed = editing.date_of(store, id, words)
        return DateAnswer(typed=typed.words, when=typed.when, words=when_words(typed.when), others=list(typed.others))

    @api.get("/corrections", responses=WRITTEN, summary="The corrections of an article, as rows to learn from")
    def corrections(id: str, form: AsForm = "json") -> Any:
        found = editing.corrections_of(store, id)
        return found if form == "json" else _written({id: found}, form)

    whole = APIRouter(tags=["edits"])
    whole.include_router(api)

    @whole.get(f"{PREFIX}/corrections", responses=WRITTEN, summary="The same of all articles, by id")
    def all_corrections(form: AsForm = "json") -> Any:
        found = editing.all_corrections(store)
        return found if form == "json" else _written(found, form)

    return whole


def _written(found: Mapping[str, Mapping[str, Any]], form: Form) -> Response:
    """As a file: YAML, JSON, or CSV with a byte order mark, by which spreadsheets know the encoding."""
    media = {"yaml": "application/yaml", "csv": "text/csv; charset=utf-8"}.get(form, "application/json")
    return Response(("\ufeff" if form == "csv" else "") + corrected(found, form), media_type=media)


def _answer(store: Store, id: str) -> LogAnswer:
    edits = editing.edits_of(store, id)
    return LogAnswer(
        sequence=edits.sequence,
        entries=list(edits.log),
        done=list(edits.steps.done),
        undone=list(edits.steps.undone),
        removed=list(edits.removed),
        differences=[
            DifferenceAnswer(event=one.event, field=one.field, then=one.then, now=one.now) for one in edits.differences
        ],
    )


def _log(api: APIRouter, store: Store, workers: Workers) -> None:
    @api.get("/edits", responses=FAULTS, summary="The log of edits, and what of it stands")
    def log(id: str) -> LogAnswer:
        return _answer(store, id)

    @api.post("/edits", responses=FAULTS, summary="Change events or the article, in one step")
    async def change(id: str, asked: StepRequest) -> LogAnswer:
        changes = [
            Change(
                one.field, one.event, one.value, one.reading, one.other,
                Span(one.span.start, one.span.end) if one.span else None,
                Move(one.move.count, one.move.unit) if one.move else None,
            )
            for one in asked.changes
        ]  # fmt: skip
        await editing.change(store, workers, id, changes, editing.signed(asked.who, asked.seen, asked.reason))
        return _answer(store, id)

    @api.post("/edits/undo", responses=FAULTS, summary="Undo the last step, or the one named")
    async def undo(id: str, asked: BackRequest) -> LogAnswer:
        by = editing.signed(asked.who, asked.seen, asked.reason)
        await editing.step_back(store, workers, id, by, asked.step)
        return _answer(store, id)

    @api.post("/edits/redo", responses=FAULTS, summary="Do again what was undone last")
    async def redo(id: str, asked: BackRequest) -> LogAnswer:
        await editing.step_forward(store, workers, id, editing.signed(asked.who, asked.seen, asked.reason))
        return _answer(store, id)


def _article(api: APIRouter, store: Store, workers: Workers) -> None:
    @api.patch("", responses=FAULTS, summary="Change title, outlet, address or date of publication")
    async def patch(id: str, asked: ArticleRequest) -> LogAnswer:
        named = [name for name in ("title", "outlet", "url", "published") if name in asked.model_fields_set]
        changes = [Change(name, None, getattr(asked, name)) for name in named]
        await editing.change(store, workers, id, changes, editing.signed(asked.who, asked.seen, asked.reason))
        return _answer(store, id)

    @api.post("/read", responses=FAULTS, summary="Read the article with this version; what was corrected stands")
    async def read(id: str) -> LogAnswer:
        await editing.read_again(store, workers, id)
        return _answer(store, id)

    @api.delete("", responses=FAULTS, summary="Take the article out of sight; it can be brought back")
    def remove(id: str) -> Removed:
        if not store.remove(id):
            raise Refused(Problem(404, f"there is no article {id}", f"see {PREFIX}/articles for those there are"))
        return Removed(id=id, removed=True)

    @api.post("/restore", responses=FAULTS, summary="Bring back an article that was removed")
    def restore(id: str) -> Removed:
        if not store.restore(id):
            raise Refused(
                Problem(404, f"there is no removed article {id}", f"see {PREFIX}/articles?removed=true for those")
            )
        return Removed(id=id, removed=False)
