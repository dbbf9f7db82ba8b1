"""Judgements under /api/v1/judgements: what people said of events of two articles, that they are one, or are not."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from dashboard import judging
from dashboard.api import PREFIX
from dashboard.editing import signed
from dashboard.edits_api import Seen, Who
from dashboard.shapes import FAULTS
from timeline.edits.judging import Judgement
from timeline.store import Store

MOST = 500  # articles of one request

Articles = Annotated[list[str], Query(min_length=1, max_length=MOST, description="Ids of stored articles.")]


class NamedEvent(BaseModel):
    """An event of a stored article, by their ids."""

    model_config = ConfigDict(extra="forbid")

    article: str
    event: str


class JudgementRequest(BaseModel):
    """What one event is to others of other articles: `same` or not. `seen` is of the log of `one`'s article."""

    model_config = ConfigDict(extra="forbid")

    who: Who
    seen: Seen
    same: bool
    one: NamedEvent
    others: list[NamedEvent] = Field(min_length=1, max_length=100)
    reason: str | None = None


def router(store: Store) -> APIRouter:
    """The routes, on this store."""
    api = APIRouter(prefix=f"{PREFIX}/judgements", tags=["judgements"])

    @api.get("", responses=FAULTS, summary="What people said of events of these articles and others")
    def listed(article: Articles) -> list[Judgement]:
        return list(store.judgements(article))

    @api.post("", responses=FAULTS, summary="Say that events are one, or are not; undone in the log of the article")
    async def say(asked: JudgementRequest) -> list[Judgement]:
        by = signed(asked.who, asked.seen, asked.reason)
        one, others = (asked.one.article, asked.one.event), [(o.article, o.event) for o in asked.others]
        await asyncio.to_thread(judging.say, store, one, others, asked.same, by)
        return list(store.judgements([asked.one.article]))

    return api
