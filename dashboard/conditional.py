"""Answers that need not be sent again: an ETag of what they are made of, and 304 where the caller has it (RFC 9110)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from fastapi import Request
from fastapi.responses import Response


def tagged(request: Request, made_of: str, answer: Callable[[], Response]) -> Response:
    """The answer with its ETag; 304 without making it where If-None-Match names that tag."""
    tag = f'"{hashlib.sha256(made_of.encode("utf-8", "replace")).hexdigest()[:32]}"'
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers={"etag": tag})
    response = answer()
    response.headers["etag"] = tag
    return response
