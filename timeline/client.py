"""A thin client of the REST API: the same values as the library, over HTTP.

    with Client("http://127.0.0.1:8050") as client:
        id = client.add("The bridge closed on Monday.", published="2024-06-12")
        client.timeline(id).events

Only the standard library is needed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from http.client import HTTPException
from typing import Any, Self
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from timeline.errors import TimelineError
from timeline.model import Article, Timeline


class ProblemError(TimelineError):
    """What the server refused (RFC 9457): `status`, 0 where none answered; the message says fault and remedy."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class _NoRedirect(HTTPRedirectHandler):
    """The API redirects nowhere; what does is not it, and must not be given the articles."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Client:
    """The API at an address. headers go with every request, such as a user's name or a token that a proxy wants.

    seconds: longest wait for an answer; reading a long article takes its time.
    """

    def __init__(self, address: str, headers: Mapping[str, str] | None = None, seconds: float = 120.0) -> None:
        if urlsplit(address).scheme not in ("http", "https"):
            raise ProblemError(0, f"{address!r} is no address of a server; give one such as http://127.0.0.1:8050")
        self._base = address.rstrip("/") + "/api/v1"
        self._headers = dict(headers or {})
        self._seconds = seconds
        self._opener = build_opener(_NoRedirect)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opener.close()

    def extract(self, text: str, published: str | None = None, **more: Any) -> Timeline:
        """The timeline of an article; nothing is stored. more: `title`, `url`, `events`, `undated`, `options`."""
        return Timeline.from_json(self._call("POST", "/extract", {"text": text, "published": published, **more}))

    def add(self, text: str, published: str | None = None, **more: Any) -> str:
        """Read an article and store it; its id. more: as for `extract`."""
        made = json.loads(self._call("POST", "/articles", {"text": text, "published": published, **more}))
        return str(made["id"])

    def add_many(self, articles: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """Start a job that stores articles, each a mapping with `text` or `html`, `published` ...; the job."""
        return self._object("POST", "/jobs", {"articles": [dict(one) for one in articles]})

    def job(self, id: str) -> dict[str, Any]:
        """How far a job is: `status`, `done`, `total`, `articles`, `failures`."""
        return self._object("GET", f"/jobs/{quote(id, '')}")

    def cancel(self, id: str) -> dict[str, Any]:
        """End a job; what is stored stays."""
        return self._object("DELETE", f"/jobs/{quote(id, '')}")

    def wait(self, id: str, every: float = 0.5) -> dict[str, Any]:
        """The job when it is over, asked for each `every` seconds."""
        while (job := self.job(id))["status"] == "running":
            time.sleep(every)
        return job

    def articles(self, words: str = "", page: int = 500) -> Iterator[dict[str, Any]]:
        """The lines of the list, all pages of it, with words in title, outlet or address that begin so."""
        offset = 0
        while True:
            query = urlencode({"q": words, "limit": page, "offset": offset})
            lines = json.loads(self._call("GET", f"/articles?{query}"))
            yield from lines
            if len(lines) < page:
                return
            offset += page

    def articles_count(self) -> int:
        """Number of stored articles."""
        return int(self._object("GET", "/health")["articles"])

    def article(self, id: str) -> Article:
        """A stored article."""
        from pydantic import TypeAdapter

        return TypeAdapter(Article).validate_json(self._call("GET", f"/articles/{quote(id, '')}"))

    def timeline(self, id: str, detail: str = "standard") -> Timeline:
        """The timeline of a stored article, as people corrected it."""
        return Timeline.from_json(self.export(id, "json", detail))

    def export(self, id: str, format: str, detail: str = "standard") -> bytes:
        """The same as the content of a file in an export format."""
        path = f"/articles/{quote(id, '')}/timeline.{quote(format, '')}?{urlencode({'detail': detail})}"
        return self._call("GET", path)

    def remove(self, id: str) -> None:
        """Take an article out of sight; on the pages it can be brought back."""
        self._call("DELETE", f"/articles/{quote(id, '')}")

    def _object(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self._call(method, path, body))
        return value

    def _call(self, method: str, path: str, body: Any = None) -> bytes:
        content = None if body is None else json.dumps(body).encode()
        headers = {**self._headers, **({} if content is None else {"content-type": "application/json"})}
        request = Request(self._base + path, content, headers, method=method)
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                found: bytes = answer.read()
                return found
        except HTTPError as error:
            with error:
                raise _problem(error.code, error.read()) from None
        except (OSError, HTTPException) as error:
            where = f"no Timeline server answers at {self._base} ({getattr(error, 'reason', error)})"
            raise ProblemError(0, f"{where}; start one with: timeline serve") from None


def _problem(status: int, content: bytes) -> ProblemError:
    try:
        told = json.loads(content)
        return ProblemError(status, f"{told['detail']}; {told['remedy']}")
    except (ValueError, KeyError, TypeError):
        return ProblemError(status, f"the server answered {status}; check that its address is that of Timeline")
