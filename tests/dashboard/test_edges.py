"""Malformed requests over real sockets: each gets an answer of our shape with every header, and leaves no traceback."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from benchmarks import served
from benchmarks.served import CALL, place
from dashboard.security import BODY_LIMIT
from tests.dashboard.browsing import Site
from tests.dashboard.made import made

HEADERS = {
    "content-security-policy": "default-src 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}


class Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = Site(tmp_path_factory.mktemp("edges") / "store.sqlite3")
    timeline = made()
    running.store.save(timeline.articles[0], timeline)
    yield running
    running.stop()


@pytest.fixture
def client(edge: Site) -> Iterator[httpx.Client]:
    """A client, after whose test nothing may stand in the log."""
    kept = Kept()
    loggers = [logging.getLogger(name) for name in ("", "uvicorn", "uvicorn.error", "asyncio", "dash", "dashboard")]
    for logger in loggers:
        logger.addHandler(kept)
    with httpx.Client(base_url=edge.url, timeout=30) as opened:
        yield opened
    for logger in loggers:
        logger.removeHandler(kept)
    assert kept.lines == []


def refused(response: httpx.Response, status: int) -> str:
    assert response.status_code == status, response.text
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "remedy"}
    for name, value in HEADERS.items():
        assert value in response.headers[name]
    assert response.headers["cache-control"] == "no-store"
    return str(problem["detail"])


def showing(**changed: Any) -> dict[str, Any]:
    """The call for a page, as the browser sends it but for what is changed."""
    return {**served.showing("article", "made"), **changed}


def with_value(number: int, value: Any, among: str = "inputs") -> dict[str, Any]:
    call = showing()
    call[among][number] = {**call[among][number], "value": value}
    return call


def test_a_well_formed_call_is_answered(client: httpx.Client) -> None:
    response = client.post(CALL, json=showing())
    assert response.status_code == 200
    assert "Harbour bridge closed" in response.text
    assert response.headers["cache-control"] == "no-store"


MALFORMED: dict[str, Any] = {
    "empty": {},
    "a list": [],
    "a number": 7,
    "null": None,
    "unknown output": showing(output="nothing.children"),
    "output of the browser's own": showing(output="applied.title"),
    "output a list": showing(output=["page.children"]),
    "no inputs": showing(inputs=[]),
    "inputs null": showing(inputs=None),
    "inputs a word": showing(inputs="abc"),
    "other inputs": showing(inputs=[place("a.b"), place("c.d")]),
    "inputs in another order": showing(inputs=showing()["inputs"][::-1]),
    "too many": showing(inputs=showing()["inputs"] * 2),
    "id a pattern": showing(inputs=[{"id": {"type": "x"}, "property": "data"}] * 2),
    "id a list": showing(inputs=[{"id": ["x"], "property": "data"}] * 2),
    "inputs nested": showing(inputs=[showing()["inputs"]]),
    "no outputs": {key: value for key, value in showing().items() if key != "outputs"},
    "outputs a word": showing(outputs="page.children"),
    "outputs a list": showing(outputs=[place("page.children")]),
    "no state": showing(state=[]),
    "state a word": showing(state="abc"),
    "changed a number": showing(changedPropIds=7),
    "changed a list of numbers": showing(changedPropIds=[7]),
    "changed missing": {key: value for key, value in showing().items() if key != "changedPropIds"},
    "screen a word": with_value(1, "abc"),
    "screen a list": with_value(1, [1000]),
    "screen a fraction": with_value(1, 10.5),
    "screen true": with_value(1, True),
    "route a list": with_value(0, [1]),
    "route a word": with_value(0, "article"),
    "route without page": with_value(0, {"articles": []}),
    "page a list": with_value(0, {"page": ["article"], "articles": []}),
    "articles a number": with_value(0, {"page": "article", "articles": 3}),
    "articles of objects": with_value(0, {"page": "article", "articles": [{}]}),
    "article half a character": with_value(0, {"page": "article", "articles": ["\ud800"]}),
    "selection a list": with_value(0, ["e1"], "state"),
    "event an object": with_value(0, {"event": {}}, "state"),
    "statuses a word": with_value(1, "happened", "state"),
    "statuses of lists": with_value(1, [["happened"]], "state"),
    "scheme a number": with_value(2, 3, "state"),
    "detail a list": with_value(3, ["key"], "state"),
}


@pytest.mark.parametrize("call", MALFORMED.values(), ids=list(MALFORMED))
def test_a_malformed_call_is_told_so(client: httpx.Client, call: Any) -> None:
    content = json.dumps(call).encode()
    assert "callback" in refused(client.post(CALL, content=content, headers={"content-type": "application/json"}), 400)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"[" * 90_000, b'{"output": ' + b"9" * 6_000 + b"}", b'{"output": NaN}']
)
def test_a_call_that_is_no_json_is_told_so(client: httpx.Client, content: bytes) -> None:
    refused(client.post(CALL, content=content, headers={"content-type": "application/json"}), 400)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_call_of_another_type_is_told_so(client: httpx.Client, kind: str) -> None:
    refused(client.post(CALL, content=json.dumps(showing()).encode(), headers={"content-type": kind}), 415)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_call_by_another_method_is_told_so(client: httpx.Client, method: str) -> None:
    refused(client.request(method, CALL), 405)


@pytest.mark.parametrize(
    "path",
    [
        "no_such_package/x.js",
        "dash/no_such_file.js",
        "dash/deps/%2e%2e/%2e%2e/dash.py",
        "dash/",
        "os/os.py",
        "dash/x.v1m1.js",
        "dash//etc/passwd",
        "%00/x.js",
        "dash/%00.js",
    ],
)
def test_an_unknown_part_of_the_pages_is_not_there(client: httpx.Client, path: str) -> None:
    raw = httpx.URL(client.base_url, raw_path=f"/_dash-component-suites/{path}".encode())
    response = client.request("GET", raw)
    assert set(response.headers) >= set(HEADERS)
    assert response.status_code == 404, response.text
    assert response.json()["status"] == 404


@pytest.mark.parametrize("path", ["/assets/../app.py", "/assets/%2e%2e/app.py", "/assets/nothing.js", "/assets/%00"])
def test_what_is_not_among_the_assets_is_not_served(client: httpx.Client, path: str) -> None:
    response = client.request("GET", httpx.URL(client.base_url, raw_path=path.encode()))
    assert "create_app" not in response.text
    assert response.status_code in (200, 404)  # "/app.py" is an address of the pages, which say what they know of it


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/article/made", False), ("/api/v1/articles", False), ("/api/v1/articles/made/timeline.csv", False),
        ("/openapi.json", False), ("/assets/app.js", True), ("/favicon.ico", True),
    ],
)  # fmt: skip
def test_articles_stay_out_of_caches(client: httpx.Client, path: str, kept: bool) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert (response.headers.get("cache-control") != "no-store") is kept


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api//v1/health", "/api/v1/%ff", "/api/%00"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "HEAD"])
def test_unknown_addresses_of_the_api_answer_in_json(client: httpx.Client, path: str, method: str) -> None:
    response = client.request(method, httpx.URL(client.base_url, raw_path=path.encode()))
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    if method != "HEAD":
        refused(response, 404)


@pytest.mark.parametrize(
    "headers",
    [{"host": "evil.example"}, {"origin": "https://evil.example"}, {"origin": "null"}],
    ids=lambda h: next(iter(h)),
)
@pytest.mark.parametrize("path", ["/", "/api/v1/articles", CALL])
def test_what_is_forbidden_has_every_header(client: httpx.Client, headers: dict[str, str], path: str) -> None:
    refused(client.get(path, headers=headers), 403)


HALF = "\ud800"


@pytest.mark.parametrize(
    "body",
    [
        {"text": HALF},
        {"html": f"<p>{HALF}</p>"},
        {"text": "The army left on Monday.", "published": "2013-06-07", "title": HALF},
        {"text": "The army left on Monday.", "published": "2013-06-07", "url": f"http://a/{HALF}"},
        {"text": "The army left on Monday.", "published": HALF},
        {"text": "The army left on Monday.", "events": HALF},
        {"text": "The army left on Monday.", "options": {"zone": HALF}},
        {"text": "The army left on Monday.", "options": {HALF: 1}},
        {"text": "The army left on Monday.", HALF: 1},
        {HALF: "a"},
        {"a": [[{"b": HALF}]]},
        [HALF],
        HALF,
    ],
)
def test_half_a_character_anywhere_is_refused(client: httpx.Client, body: object) -> None:
    response = client.post(
        "/api/v1/extract", content=json.dumps(body).encode(), headers={"content-type": "application/json"}
    )
    assert "half a character" in refused(response, 422)


def test_a_pair_of_halves_is_a_character(client: httpx.Client) -> None:
    body = b'{"text": "The army left on Monday. \\ud83d\\udca9", "published": "2013-06-07", "events": "none"}'
    response = client.post("/api/v1/extract", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 200


def spoken(url: str, text: bytes, until: bytes = b"\r\n\r\n") -> bytes:
    """What a server says to raw bytes."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as sock:
        sock.sendall(text)
        said = b""
        while until not in said and (part := sock.recv(65536)):
            said += part
    return said


@pytest.mark.parametrize("origin", ["", "Origin: {url}\r\n", "Origin: http://evil.example\r\n"])
@pytest.mark.parametrize("path", ["/_dash-ws-callback", "/nothing"])
def test_websockets_are_refused(edge: Site, client: httpx.Client, origin: str, path: str) -> None:
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {edge.url[7:]}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"{origin.format(url=edge.url)}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    assert spoken(edge.url, request.encode()).startswith(b"HTTP/1.1 403")


SMUGGLED = {
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    "a length that is none": b"Content-Length: -1\r\n\r\n",
    "a length of letters": b"Content-Length: abc\r\n\r\n",
    "a broken chunk": b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    "a blank before the colon": b"X : y\r\nContent-Length : 3\r\n\r\nabc",
}


@pytest.mark.parametrize("tail", SMUGGLED.values(), ids=list(SMUGGLED))
def test_requests_of_two_minds_are_refused_and_closed(edge: Site, tail: bytes) -> None:
    head = f"POST /api/v1/extract HTTP/1.1\r\nHost: {edge.url[7:]}\r\nContent-Type: text/plain\r\n".encode()
    said = spoken(edge.url, head + tail, until=b"never said")
    assert said.startswith(b"HTTP/1.1 4") or said == b""
    assert said.count(b"HTTP/1.1 ") <= 1
    assert httpx.get(f"{edge.url}/api/v1/health").status_code == 200


def test_a_length_over_the_limit_is_refused_before_the_body(edge: Site) -> None:
    head = f"POST /api/v1/extract HTTP/1.1\r\nHost: {edge.url[7:]}\r\nContent-Type: text/plain\r\n"
    for length in (BODY_LIMIT + 1, 10**30):
        said = spoken(edge.url, f"{head}Content-Length: {length}\r\n\r\n".encode(), until=b"never said")
        assert said.startswith(b"HTTP/1.1 4")


def test_chunks_over_the_limit_are_refused(edge: Site) -> None:
    def parts() -> Iterator[bytes]:
        while True:
            yield b"x" * 500_000

    try:
        response = httpx.post(f"{edge.url}/api/v1/extract", content=parts(), headers={"content-type": "text/plain"})
    except httpx.WriteError:
        return  # closed while the rest was being sent
    assert response.status_code == 413
