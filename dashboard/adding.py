"""What the add page calls: look at a source before it is read, and read it, told step by step.

A source comes as the body of a request of its own, so that one that fails costs no other, and ends when the page gives
it up: its connection closes, and with it the worker that reads for it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, StreamingResponse

from dashboard.editing import change, signed
from dashboard.gathering import Sent, about, gathered, told, told_of
from dashboard.service import Problem, Refused, extract_titled
from dashboard.work import Workers
from timeline.detail import at_detail
from timeline.edits.making import Change, Signed
from timeline.errors import TimelineError
from timeline.model import Article
from timeline.reading.web import is_address
from timeline.store import Store

PREFIX = "/adding"
LOG = logging.getLogger(__name__)
UNFORESEEN = Problem(
    500, "the article could not be read, through a fault of the program", "report it with the article, please"
)
NOT_HERE = "web addresses are not fetched by this installation"


def router(store: Store, workers: Workers, *, fetching: bool = True, private: bool = False) -> APIRouter:
    """The two routes. fetching: may web addresses be fetched; private: those of this machine too (for tests)."""
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)

    def sent(
        content: bytes,
        name: str | None = None,
        address: str | None = None,
        published: str | None = None,
        title: str | None = None,
    ) -> Sent:
        if address is not None:
            if not fetching:
                raise Refused(Problem(403, NOT_HERE, "save the page in your browser and give the file"))
            if not is_address(address):
                fault = "this is no address of a web page"
                raise Refused(Problem(422, fault, "give one that begins with http:// or https://"))
        typed = [(part or "").strip() or None for part in (published, title)]
        return Sent(content, name, address and address.strip(), typed[0], typed[1], private)

    @routes.post("/look")
    async def look(
        request: Request,
        name: str | None = None,
        address: str | None = None,
        published: str | None = None,
        title: str | None = None,
    ) -> JSONResponse:
        try:
            found = await _gathered(workers, sent(await request.body(), name, address, published, title))
        except (TimelineError, Refused) as error:
            return JSONResponse({"problem": told(error)})
        return JSONResponse(
            {"articles": [about(one) for one in found.articles], "failures": [told_of(one) for one in found.failures]}
        )

    @routes.post("/articles")
    async def add(
        request: Request,
        name: str | None = None,
        address: str | None = None,
        published: str | None = None,
        title: str | None = None,
        undated: bool = False,
        replaces: Annotated[str | None, Query(description="An article that this one takes the place of.")] = None,
        who: Annotated[str | None, Query(description="Who asks, for the log of an article that was corrected.")] = None,
    ) -> StreamingResponse:
        content = await request.body()  # before the answer begins, which listens for the end of the connection

        async def lines() -> AsyncIterator[str]:
            try:
                whole = sent(content, name, address, published, title)
                async for step in _made(store, workers, whole, _Place(undated, replaces, who)):
                    yield json.dumps(step) + "\n"
            except (TimelineError, Refused) as error:
                yield json.dumps({"stage": "failed", "problem": told(error)}) + "\n"
            except Exception:
                LOG.exception("an article could not be read")
                yield json.dumps({"stage": "failed", "problem": told(Refused(UNFORESEEN))}) + "\n"
            yield json.dumps({"stage": "end"}) + "\n"

        # Packed, the lines would be held back until there are enough of them.
        headers = {"content-encoding": "identity", "x-accel-buffering": "no"}
        return StreamingResponse(lines(), media_type="application/x-ndjson", headers=headers)

    return routes


async def _gathered(workers: Workers, whole: Sent) -> Any:
    return await workers.run(max(len(whole.content), 1), gathered, whole)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article goes: may it have no date; the article whose place it takes, and who asks for that."""

    undated: bool
    replaces: str | None
    who: str | None


async def _made(store: Store, workers: Workers, whole: Sent, place: _Place) -> AsyncIterator[dict[str, Any]]:
    """The steps of reading a source: what was found in it, then each article as it is stored, or why it is not."""
    if store.read_only:
        raise Refused(Problem(403, "this library can only be read", "open it with the right to write"))
    yield {"stage": "fetching" if whole.address else "reading"}
    found = await _gathered(workers, whole)
    yield {
        "stage": "read",
        "articles": [about(one) for one in found.articles],
        "failures": [told_of(one) for one in found.failures],
    }
    for number, article in enumerate(found.articles):
        yield {"stage": "events", "number": number}
        try:
            yield {"stage": "stored", "number": number, **await _stored(store, workers, article, place)}
        except (TimelineError, Refused) as error:
            yield {"stage": "failed", "number": number, "problem": told(error)}
        except Exception:
            LOG.exception("an article could not be read")
            yield {"stage": "failed", "number": number, "problem": told(Refused(UNFORESEEN))}


async def _stored(store: Store, workers: Workers, article: Article, place: _Place) -> dict[str, Any]:
    if place.replaces and (log := await asyncio.to_thread(store.edits, place.replaces)):
        if article.published is None and not place.undated:
            raise Refused(Problem(422, "no publication date was given or found", "type it as YYYY-MM-DD"))
        return await _redated(store, workers, place.replaces, article, signed(place.who, len(log)))
    size = len(article.text.encode("utf-8"))
    timeline = await workers.run(size, extract_titled, article, undated=place.undated)
    made = timeline.articles[0]
    await asyncio.to_thread(store.save, made, timeline)
    if place.replaces and place.replaces != made.id:
        await asyncio.to_thread(store.delete, place.replaces, unedited=True)
    return {"id": made.id, **about(made), "events": len(at_detail(timeline, "standard").events)}


async def _redated(store: Store, workers: Workers, id: str, article: Article, by: Signed) -> dict[str, Any]:
    """An article that was corrected stays where it is with all its corrections; only its date becomes another."""
    if not by.who:
        fault = "this article was corrected since it was added"
        raise Refused(Problem(409, fault, "open it and change its date under Edit article; what was corrected stays"))
    day = str(article.published) if article.published else None
    await change(store, workers, id, [Change("published", None, day)], by)
    stored = await asyncio.to_thread(store.get, id)
    if stored is None:
        raise Refused(Problem(404, "the article was removed meanwhile", "add it again"))
    return {"id": id, **about(stored[0]), "events": len(stored[1].events)}
