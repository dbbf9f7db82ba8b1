"""Articles under /api/v1: the list in pages, one article, adding one, and jobs that add many."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import replace
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from dashboard.conditional import tagged
from dashboard.jobs import JobAnswer, Jobs
from dashboard.security import half_a_character
from dashboard.service import Problem, Refused, extract_titled
from dashboard.shapes import FAULTS, LISTED, NOT_CHANGED, ArticleLine, ExtractRequest
from dashboard.work import Workers
from timeline.model import Article
from timeline.store import Store, Summary
from timeline.store.store import program_stamp

MOST = 1000


class Stored(BaseModel):
    """An article that was stored."""

    id: str
    title: str | None
    published: str | None
    events: int


class AddRequest(ExtractRequest):
    """An article to be stored: with all its events, whatever `events` and `options.detail` say."""


class JobRequest(BaseModel):
    """Articles to be stored one after another."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"articles": [{"text": "The bridge closed on Monday, the mayor said.", "published": "2024-06-12"}]}
            ]
        },
    )

    articles: list[AddRequest] = Field(min_length=1, max_length=500)


def add_routes(api: APIRouter, store: Store, workers: Workers) -> None:
    """The routes, on this store; articles are read by these workers."""
    jobs = Jobs(store.jobs)

    @api.get(
        "/articles",
        response_model=list[ArticleLine],
        responses={**FAULTS, **NOT_CHANGED, **LISTED},
        summary="The stored articles, a page of them",
        description="The header X-Total-Count says how many there are in all, Link where the next page is.",
    )
    def articles(
        request: Request,
        q: Annotated[str, Query(max_length=200, description="How words of title, outlet or address begin.")] = "",
        text: Annotated[bool, Query(description="Look for them in the text too.")] = False,
        limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
        offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
        removed: Annotated[bool, Query(description="Those that were removed and can be brought back.")] = False,
    ) -> Response:
        found, total = (store.removed(), 0) if removed else store.search(q, limit, offset, text=text)
        lines = [line_of(one).model_dump() for one in found]
        headers = {"x-total-count": str(total or len(lines))}
        if offset + limit < total:
            rest = urlencode(
                {
                    **({"q": q} if q else {}),
                    **({"text": "true"} if text else {}),
                    "limit": limit,
                    "offset": offset + limit,
                }
            )
            headers["link"] = f'<{request.url.path}?{rest}>; rel="next"'
        return tagged(request, repr((lines, total)), lambda: JSONResponse(lines, headers=headers))

    @api.get(
        "/articles/{id}",
        response_model=Article,
        responses={**FAULTS, **NOT_CHANGED},
        summary="A stored article: its text and what is known about it",
    )
    def article(request: Request, id: str) -> Response:
        from pydantic import TypeAdapter

        found = store.get(id)
        if found is None:
            raise no_such(id)
        content = TypeAdapter(Article).dump_json(found[0])
        return tagged(request, content.decode(), lambda: Response(content, media_type="application/json"))

    @api.post(
        "/articles",
        response_model=Stored,
        status_code=201,
        operation_id="add_article",
        responses=FAULTS,
        summary="Read an article and store it with its timeline",
    )
    async def add(asked: AddRequest, response: Response) -> Stored:
        made = await _stored(store, workers, asked)
        response.headers["location"] = f"/api/v1/articles/{made.id}"
        return made

    @api.post(
        "/jobs",
        response_model=JobAnswer,
        status_code=202,
        responses=FAULTS,
        summary="Read and store many articles; the answer says where to ask how far it is",
        description="The same sent again is the same job: what is stored is not done again, what failed or was "
        "interrupted is.",
    )
    async def start(asked: JobRequest, response: Response) -> JobAnswer:
        _writable(store)
        _whole(asked)

        async def one(request: AddRequest) -> str:
            return (await _stored(store, workers, request)).id

        job = await jobs.start(_known_by(asked), [partial(one, request) for request in asked.articles])
        response.headers["location"] = f"/api/v1/jobs/{job.id}"
        return job

    @api.get("/jobs/{id}", response_model=JobAnswer, responses=FAULTS, summary="How far a job is")
    async def job(id: str) -> JobAnswer:
        return _known(await jobs.get(id), id)

    @api.delete("/jobs/{id}", response_model=JobAnswer, responses=FAULTS, summary="End a job; what is stored stays")
    async def cancel(id: str) -> JobAnswer:
        _writable(store)
        return _known(await jobs.cancel(id), id)


def line_of(one: Summary) -> ArticleLine:
    """An article in the list."""
    return ArticleLine(
        id=one.id, title=one.title, published=str(one.published) if one.published else None, outlet=one.outlet,
        url=one.url, events=one.events, added=one.added, sample=one.sample, damaged=one.damaged,
    )  # fmt: skip


def no_such(id: str) -> Refused:
    """There is no article of that id."""
    return Refused(Problem(404, f"there is no article {id}", "see /api/v1/articles for those there are"))


def _known(job: JobAnswer | None, id: str) -> JobAnswer:
    if job is None:
        raise Refused(Problem(404, f"there is no job {id}", "jobs are forgotten after a month; send it again"))
    return job


def _known_by(asked: JobRequest) -> str:
    """What a job is known by: all that is to be done, and the program that does it."""
    content = json.dumps([program_stamp(), asked.model_dump(mode="json")], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _writable(store: Store) -> None:
    if store.read_only:
        raise Refused(Problem(403, "this library can only be read", "open it with the right to write"))


def _whole(asked: BaseModel) -> None:
    if half_a_character(asked.model_dump(mode="python")):
        raise Refused(Problem(422, "the body holds half a character (a lone surrogate)", "send whole characters"))


async def _stored(store: Store, workers: Workers, asked: AddRequest) -> Stored:
    _writable(store)
    _whole(asked)
    source = asked.html if asked.html is not None else asked.text or ""
    timeline = await workers.run(
        len(source.encode("utf-8", "surrogatepass")), extract_titled, source,
        media="html" if asked.html is not None else "text", published=asked.published, title=asked.title, url=asked.url,
        undated=asked.undated, options=replace(asked.options, detail="all"),
    )  # fmt: skip
    made = timeline.articles[0]
    await asyncio.to_thread(store.save, made, timeline)
    return Stored(
        id=made.id, title=made.title, published=str(made.published) if made.published else None,
        events=len(timeline.events),
    )  # fmt: skip
