"""Guards around the application: who may call, how much they may send and how slowly, what a page may load."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
BODY_LIMIT = 8_000_000
"""Most bytes of a request: a text of 2 MB in JSON or base64 with room to spare."""
FILE_LIMIT, FILES = 20_000_001, "/adding/"
"""The same of a file that is added (a .docx or .pdf with its pictures), and the addresses that take one."""
BODY_SECONDS = 30.0
"""Longest that a request may take to come in; on one machine the largest comes in well under a second."""
BODIES_LIMIT = 64_000_000
"""Most bytes held of requests that are still coming in, all together."""
STATIC = ("/assets/", "/_dash-component-suites/", "/favicon.ico")
"""What holds nothing of the user's, and may be kept by the browser."""
FRAMED = "/embed/"
"""Where an answer says itself who may hold it in a frame; one that does not has the policy of all others."""
CLOSING = ((b"connection", b"close"),)
PROBLEM_TYPE = "application/problem+json"
LOG = logging.getLogger(__name__)


class SameMachine:
    """Refuses requests whose Host is not one of ours (DNS rebinding) or whose Origin is another site's.

    user_header: behind a proxy with a login, the header in which it names the user; no request passes without one.
    WebSockets are refused altogether: the pages use none.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK, user_header: str | None = None) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.user_header = user_header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            host, origin = headers.get("host", ""), headers.get("origin")
            if _name(host) not in self.hosts:
                await refuse(
                    scope, send, 403, "this address is not served here", "open the address the program printed"
                )
                return
            if self.user_header is not None and not headers.get(self.user_header, "").strip():
                await refuse(scope, send, 401, "nobody is logged in", "log in at the proxy before this server")
                return
            if origin is not None and origin.partition("://")[2] != host:
                await refuse(scope, send, 403, "another site may not call this one", "call it from its own pages")
                return
            if scope["type"] == "websocket":
                await refuse(scope, send, 403, "WebSockets are not served here", "use the HTTP interface; see /docs")
                return
        await self.app(scope, receive, send)


class BodyLimit:
    """Takes in the whole body before the application sees the request, within limits of size, time and memory.

    A body over `limit` bytes is answered 413, whether it says its length or not; one that is not there after
    `seconds` 408; one that would bring all that are coming in together over `total` bytes 503. Each of these closes
    the connection.
    """

    def __init__(
        self, app: ASGIApp, limit: int = BODY_LIMIT, seconds: float = BODY_SECONDS, total: int = BODIES_LIMIT
    ) -> None:
        self.app = app
        self.limit = limit
        self.seconds = seconds
        self.total = total
        self.held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        limit = max(self.limit, FILE_LIMIT) if scope["path"].startswith(FILES) else self.limit
        body: bytes | None = None
        refused: tuple[int, str, str] | None = None
        if length.isdigit() and (len(length) > 18 or int(length) > limit):
            refused = _too_much(limit)
        else:
            try:
                body, refused = await asyncio.wait_for(self._taken_in(receive, limit), self.seconds)
            except TimeoutError:
                refused = (408, f"the request was not all there after {self.seconds:g} seconds", "send it at once")
        if refused is not None:
            await refuse(scope, send, *refused, headers=CLOSING)
        elif body is not None:
            await replay(self.app, scope, receive, send, body)

    async def _taken_in(self, receive: Receive, limit: int) -> tuple[bytes | None, tuple[int, str, str] | None]:
        """The body, or why it is refused; neither where the sender has gone."""
        parts: list[bytes] = []
        seen = 0
        try:
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return None, None
                part = message.get("body", b"")
                seen += len(part)
                self.held += len(part)
                if seen > limit:
                    return None, _too_much(limit)
                if self.held > self.total:
                    return None, (503, "too many large requests are coming in at once", "send it again in a moment")
                parts.append(part)
                if not message.get("more_body"):
                    return b"".join(parts), None
        finally:
            self.held -= seen


def _too_much(limit: int) -> tuple[int, str, str]:
    return 413, f"the request is over the limit of {limit:,} bytes", "send the article alone, or in parts"


class Faults:
    """Answers 500 in the shape of every error, and writes the traceback to the log, for what nobody foresaw.

    passing: what somebody further out knows how to answer.
    """

    def __init__(self, app: ASGIApp, passing: tuple[type[Exception], ...] = ()) -> None:
        self.app = app
        self.passing = passing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except self.passing:
            raise
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            LOG.exception("%s %s", scope["method"], scope["path"])
            fault = f"a fault of the program: {type(error).__name__}"
            await refuse(scope, send, 500, fault, "report it with the article, please")


class PagePolicy:
    """Sets the headers that keep a page from loading or sending anything elsewhere, and articles out of caches."""

    def __init__(self, app: ASGIApp, script_hashes: Iterable[str] = ()) -> None:
        self.app = app
        scripts = " ".join(script_hashes)
        self.policy = (
            f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if not scope["path"].startswith(STATIC):
                    headers["cache-control"] = "no-store"
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                if not (scope["path"].startswith(FRAMED) and "content-security-policy" in headers):
                    headers["content-security-policy"] = self.policy
                    headers["x-frame-options"] = "DENY"
            await send(message)

        await self.app(scope, receive, with_headers)


def _name(host: str) -> str | None:
    """The host without its port; None for what is no host."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def half_a_character(value: object) -> bool:
    """Does any string in a value read from JSON, a key or other, hold a lone surrogate, which no text is made of?"""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            if not one.isascii() and any("\ud800" <= sign <= "\udfff" for sign in one):
                return True
        elif isinstance(one, dict):
            left.extend(one.keys())
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
    return False


async def replay(app: ASGIApp, scope: Scope, receive: Receive, send: Send, body: bytes) -> None:
    """Call the application with a body that has been taken in already."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    await app(scope, again, send)


def problem_details(status: int, message: str, remedy: str) -> dict[str, str | int]:
    """An error in the one shape of this server (RFC 9457): what is wrong, and beside it what helps."""
    title = HTTPStatus(status).phrase
    return {"type": "about:blank", "title": title, "status": status, "detail": message, "remedy": remedy}


async def refuse(
    scope: Scope, send: Send, status: int, message: str, remedy: str, headers: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    """Answer with an error of our shape; a WebSocket is turned down at the handshake, which the server answers 403."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4003})
        return
    body = json.dumps(problem_details(status, message, remedy)).encode()
    lines = [(b"content-type", PROBLEM_TYPE.encode()), (b"content-length", str(len(body)).encode()), *headers]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})
