"""`/embed/article/ID`: one timeline as a page of its own, for a frame on pages whose owners are named.

It is the file of the export "html": it loads and sends nothing, and its own policy allows its script alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dashboard.conditional import tagged
from dashboard.service import Problem, Refused
from dashboard.taking import chosen, stored
from timeline.errors import InputError
from timeline.export import export
from timeline.model import Detail
from timeline.store import Store
from timeline.store.store import program_stamp

PREFIX = "/embed"
_OWNER = re.compile(r"https?://(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?", re.IGNORECASE)


def owners_of(given: Sequence[str]) -> tuple[str, ...]:
    """The origins that may frame; InputError for what is none."""
    for one in given:
        if not _OWNER.fullmatch(one):
            raise InputError(f"{one!r} is no origin of a site; give one such as https://paper.example")
    return tuple(given)


def router(store: Store, owners: Sequence[str] = ()) -> APIRouter:
    """The route. owners: origins whose pages may hold it in a frame; without any it is refused."""
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)

    @routes.get("/article/{id}")
    def embed(request: Request, id: str, detail: Detail = "standard") -> Response:
        if not owners:
            raise Refused(Problem(403, "no site may show timelines in a frame", "start with --embed-in and the site"))
        timeline = chosen(stored(store, id), detail)
        headers = {"content-security-policy": f"frame-ancestors 'self' {' '.join(owners)}"}
        made_of = f"{program_stamp()} {timeline.to_json()}"
        return tagged(
            request,
            made_of,
            lambda: Response(export(timeline, "html"), media_type="text/html; charset=utf-8", headers=headers),
        )

    return routes
