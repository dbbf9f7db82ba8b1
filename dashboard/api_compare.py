"""Several articles over HTTP: what they agree on and where they differ, and the digest of a story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from dashboard.service import Problem, Refused, extract_article
from dashboard.shapes import FAULTS, ExtractRequest
from dashboard.taking import stored
from dashboard.work import Workers
from timeline.comparison import Comparison, Digest, compare, digest
from timeline.comparison.written import as_json
from timeline.edits.judging import Judgement
from timeline.model import Timeline
from timeline.store import Store

MOST = 500  # articles of one request


_TWO: dict[str, Any] = {
    "examples": [
        {
            "articles": [
                {"text": "The bridge closed on Monday, the mayor said.", "published": "2024-06-12"},
                {"text": "The bridge was closed on Tuesday, a spokeswoman said.", "published": "2024-06-13"},
            ]
        }
    ]
}


class CompareRequest(BaseModel):
    """Articles to compare: sent along, or ids of stored ones, whose corrections count."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_TWO)

    articles: Annotated[list[ExtractRequest], Field(max_length=MOST)] = []
    stored: Annotated[list[str], Field(max_length=MOST, description="Ids of stored articles.")] = []


class JudgedRequest(CompareRequest):
    """The same, with what people said of pairs of events; of stored articles what is kept of them counts too."""

    judgements: Annotated[list[Judgement], Field(max_length=10_000)] = []


class DigestRequest(CompareRequest):
    """The same, with how many days, or whom the events are to be about."""

    dates: int = Field(20, ge=1, le=1000, description="How many days.")
    about: str | None = Field(None, min_length=1, description="A person, firm or place, by name.")


def compare_json(sent: Sequence[ExtractRequest], kept: Sequence[Timeline], judgements: Sequence[Judgement] = ()) -> str:
    """The comparison of articles that were sent and timelines that were stored."""
    return as_json(compare([*kept, *map(_read, sent)], judgements), None)


def digest_json(sent: Sequence[ExtractRequest], kept: Sequence[Timeline], dates: int, about: str | None) -> str:
    """The same for the digest."""
    read = (_read(one, phrases_only=True) for one in sent)
    return as_json(digest([*kept, *read], dates, about), None)


def _read(one: ExtractRequest, phrases_only: bool = False) -> Timeline:
    return extract_article(
        one.html if one.html is not None else one.text or "",
        media="html" if one.html is not None else "text",
        published=one.published,
        title=one.title,
        url=one.url,
        options=one.options,
        events="none" if phrases_only else one.events,
        undated=one.undated,
    )


def add_comparisons(api: APIRouter, store: Store, workers: Workers) -> None:
    """The routes that compare."""

    @api.post("/compare", response_model=Comparison, responses=FAULTS, summary="Compare what articles say")
    async def compared(asked: JudgedRequest) -> Response:
        kept = _kept(asked, store)
        judgements = (*store.judgements(asked.stored), *asked.judgements)
        content = await workers.run(_size(asked, kept), compare_json, asked.articles, kept, judgements)
        return Response(content, media_type="application/json")

    @api.post("/digest", response_model=Digest, responses=FAULTS, summary="The key days, or one actor's events")
    async def digested(asked: DigestRequest) -> Response:
        kept = _kept(asked, store)
        content = await workers.run(_size(asked, kept), digest_json, asked.articles, kept, asked.dates, asked.about)
        return Response(content, media_type="application/json")


def _kept(asked: CompareRequest, store: Store) -> list[Timeline]:
    if not asked.articles and not asked.stored:
        problem = Problem(422, "there is no article to compare", "send articles, or ids of stored ones in stored")
        raise Refused(problem)
    return [stored(store, name) for name in asked.stored]


def _size(asked: CompareRequest, kept: Sequence[Timeline]) -> int:
    """Bytes to be read, by which the time limit goes."""
    sent = sum(len((one.html or one.text or "").encode("utf-8", "surrogatepass")) for one in asked.articles)
    return sent + sum(len(a.text) for one in kept for a in one.articles) // 10
