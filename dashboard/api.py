"""The REST API under /api/v1. Every answer that is no success has the shape of RFC 9457, with a remedy."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from dash.exceptions import DependencyException, InvalidResourceError
from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from dashboard import api_compare, articles_api, taking
from dashboard.security import PROBLEM_TYPE, half_a_character, problem_details
from dashboard.service import Problem, Refused, extract_json, problem_of
from dashboard.shapes import BODY, FAULTS, ExtractRequest, Health
from dashboard.work import Workers
from timeline.errors import TimelineError
from timeline.model import Detail, EventsMode, Options, Timeline
from timeline.store import Store
from timeline.store.store import program_version

PREFIX = "/api/v1"
MEDIA: dict[str, Literal["text", "html"]] = {"text/plain": "text", "text/html": "html"}


def router(store: Store, workers: Workers) -> APIRouter:
    """The routes, on this store; articles are read by these workers."""
    api = APIRouter(prefix=PREFIX, tags=["timeline"])

    @api.get("/health", response_model=Health, responses=FAULTS, summary="Version, and number of stored articles")
    def health() -> Health:
        return Health(status="ok", version=program_version(), articles=store.count())

    @api.post(
        "/extract",
        response_model=Timeline,
        responses=FAULTS,
        openapi_extra=BODY,
        summary="Extract the timeline of an article",
        description="The article as JSON, or as the body itself (text/plain, text/html) with the rest in the query. "
        "Nothing is stored.",
    )
    async def extract(
        request: Request,
        published: Annotated[str | None, Query(description="For text/plain and text/html bodies.")] = None,
        title: str | None = None,
        url: str | None = None,
        events: EventsMode = "timeline",
        undated: bool = False,
        detail: Annotated[Detail, Query(description="For text/plain and text/html bodies.")] = "standard",
    ) -> Response:
        kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
        body = await request.body()
        if kind in MEDIA:
            source: str | bytes = body
            media, options = MEDIA[kind], Options(detail=detail)
        elif kind == "application/json" or kind.endswith("+json"):
            asked = _parsed(body)
            source = asked.html if asked.html is not None else asked.text or ""
            media = "html" if asked.html is not None else "text"
            published, title, url = asked.published, asked.title, asked.url
            events, undated, options = asked.events, asked.undated, asked.options
        else:
            raise Refused(Problem(415, f"cannot read {kind}", "send application/json, text/plain or text/html"))
        size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
        content = await workers.run(
            size, extract_json, source, media=media, published=published, title=title, url=url, options=options,
            events=events, undated=undated,
        )  # fmt: skip
        return Response(content, media_type="application/json")

    articles_api.add_routes(api, store, workers)
    taking.add_routes(api, store)
    api_compare.add_comparisons(api, store, workers)
    return api


def guard_unknown(app: FastAPI) -> None:
    """Answer 404 in JSON for what no route under /api took: Dash's own catch-all would say 200 with a page."""

    @app.api_route("/api", methods=["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"], include_in_schema=False)
    def nothing() -> JSONResponse:
        return answer(Problem(404, "there is no /api", "see /docs for what there is"))

    @app.api_route(
        "/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"], include_in_schema=False
    )
    def unknown(request: Request, rest: str) -> JSONResponse:
        if allowed := _methods(app, request):
            problem = Problem(405, f"/api/{rest} does not take {request.method}", f"use {' or '.join(allowed)}")
            return answer(problem, {"allow": ", ".join(allowed)})
        return answer(Problem(404, f"there is no /api/{rest}", "see /docs for what there is"))


def _methods(app: FastAPI, request: Request) -> list[str]:
    """The methods that the path of the request has in the API, if it is one of its paths."""
    paths = app.openapi()["paths"]
    pattern = {path: re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) for path in paths}
    return [method.upper() for path in paths if re.fullmatch(pattern[path], request.url.path) for method in paths[path]]


def answer(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The problem as a response."""
    words = (part.encode("utf-8", "replace").decode() for part in (problem.message, problem.remedy))
    waits = {"retry-after": str(problem.retry_after)} if problem.retry_after is not None else {}
    content = problem_details(problem.status, *words)
    return JSONResponse(content, problem.status, {**waits, **(headers or {})}, media_type=PROBLEM_TYPE)


def answer_errors(app: FastAPI) -> None:
    """Turn what is raised on the way into answers of our shape."""

    async def known(_: Request, error: Exception) -> Response:
        return answer(problem_of(error))

    async def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return answer(Problem(422, f"{place}: {first['msg']}", "see /docs for what is expected"))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        remedy = "use the method that /docs names" if error.status_code == 405 else "see /docs for what there is"
        headers = dict(error.headers or {})
        if error.status_code == 405 and (allowed := _methods(app, request)):
            headers = {"allow": ", ".join(allowed)}  # Starlette names those of the first route of the path alone
        return answer(Problem(error.status_code, str(error.detail), remedy), headers)

    async def unknown_part(request: Request, error: Exception) -> Response:
        if not request.url.path.startswith("/_dash-component-suites/"):
            raise error
        return answer(Problem(404, "there is no such part of the pages", "load the page anew"))

    for missing in (DependencyException, InvalidResourceError, FileNotFoundError):
        app.add_exception_handler(missing, unknown_part)
    app.add_exception_handler(Refused, known)
    app.add_exception_handler(TimelineError, known)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)


def _parsed(body: bytes) -> ExtractRequest:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(
            Problem(400, f"the body is not JSON: {error}", 'send {"text": "...", "published": "2013-06-05"}')
        ) from None
    if half_a_character(value):
        raise Refused(Problem(422, "the body holds half a character (a lone surrogate)", "send whole characters"))
    if isinstance(value, dict) and "text" not in value and "html" not in value:
        others = ", ".join(key[:40] for key in list(value)[:5])
        raise Refused(
            Problem(
                422,
                "text or html is missing" + (f" (there is: {others})" if others else ""),
                'send {"text": "...", "published": "2013-06-05"}',
            )
        )
    try:
        return ExtractRequest.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the body"
        fault = first["msg"].removeprefix("Value error, ")
        raise Refused(Problem(422, f"{place}: {fault}", "see /docs for what is expected")) from None
