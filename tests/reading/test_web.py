"""A page is fetched from public hosts only, and nothing a server does takes more than the bounds allow."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest

from timeline.errors import InputError
from timeline.reading import read
from timeline.reading.web import Address, Bounds, fetch, is_address, is_public

STORY = "The ferry company resumed service on Thursday, two weeks after a storm damaged the pier. " * 6
PAGE = f"""<html><head><title>Ferry</title><meta property="article:published_time" content="2024-05-03"></head>
<body><article><p>{STORY}</p></article></body></html>"""
ENDLESS = 3_000_000
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
    "/gzip": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    "/deflate": (200, {"Content-Type": "text/html", "Content-Encoding": "deflate"}, zlib.compress(PAGE.encode())),
    "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b" " * 50_000_000)),
    "/brotli": (200, {"Content-Type": "text/html", "Content-Encoding": "br"}, b"abc"),
    "/torn": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"no gzip at all"),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/login": (401, {"Content-Type": "text/html"}, b"no"),
    "/latin": (
        200,
        {"Content-Type": "text/plain; charset=iso-8859-1"},
        f"Le caf\xe9 is open. {STORY}".encode("latin-1"),
    ),
    "/pdf": (200, {"Content-Type": "application/octet-stream"}, b"%PDF-1.4"),
    "/there": (302, {"Location": "/"}, b""),
    "/nowhere": (302, {}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/huge": (200, {"Content-Type": "text/html", "Content-Length": "99999999999"}, b"a"),
}


class Answers(BaseHTTPRequestHandler):
    """Says what `ANSWERS` has; "/endless" and "/slow" never end, "/to/X" sends to X."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - of all requests, emptied by the fixture

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        try:
            if self.path in ("/endless", "/slow", "/drip"):
                self._without_end()
                return
            status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
            if self.path.startswith("/to/"):
                status, headers, body = 302, {"Location": self.path.removeprefix("/to/")}, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # it was given up, as it should be

    def _without_end(self) -> None:
        if self.path == "/drip":  # a head that never ends
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(600):
                self.wfile.write(b"X-%d: a\r\n" % number)
                time.sleep(0.05)
            return
        self.send_response(200)
        self.end_headers()
        piece = b"a" * 60_000 if self.path == "/endless" else b"a"
        for _ in range(600):
            self.wfile.write(piece)
            time.sleep(0.0 if self.path == "/endless" else 0.05)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def here(port: int) -> Bounds:
    """Allows that server alone, by its address and port."""
    Answers.asked.clear()

    def allowed(address: Address, asked: int) -> bool:
        return (str(address), asked) == ("127.0.0.1", port) or is_public(address, asked)

    return Bounds(size=200_000, seconds=20, redirects=3, allowed=allowed, resolve=lambda host, _: NAMES[host])


NAMES = {
    "127.0.0.1": ["127.0.0.1"], "127.0.0.2": ["127.0.0.2"], "news.example": ["127.0.0.1"], "both.example":
    ["93.184.215.14", "127.0.0.2"], "inner.example": ["10.0.0.8"], "bücher.example": [], "xn--bcher-kva.example":
    ["127.0.0.1"], "169.254.169.254": ["169.254.169.254"],
}  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/gzip", "/deflate", "/there", "/to//there"])
def test_a_page_is_fetched_and_read(port: int, here: Bounds, path: str) -> None:
    found = fetch(f"http://news.example:{port}{path}#part", here)
    article = read(found.content, media=found.media, url=found.url)
    assert STORY.strip() in article.text
    assert (str(article.published), article.published_from) == ("2024-05-03", "metadata")
    assert Answers.asked[-1] == ("/", f"news.example:{port}") or path in ("/gzip", "/deflate")


def test_the_charset_of_the_server_is_heard(port: int, here: Bounds) -> None:
    assert "café" in str(fetch(f"http://news.example:{port}/latin", here).content)
    assert fetch(f"http://bücher.example:{port}/", here).url == f"http://xn--bcher-kva.example:{port}/"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/bomb", "more than 200,000 bytes"),
        ("/endless", "more than 200,000 bytes"),
        ("/huge", "more than 200,000 bytes"),
        ("/brotli", "'br', which was not asked for"),
        ("/torn", "cannot be unpacked"),
        ("/picture", "'image/png', which is no text"),
        ("/empty", "an empty page"),
        ("/login", "wants a login"),
        ("/missing", "has no such page"),
        ("/nowhere", "without saying where"),
        ("/circle", "from address to address, more than 3 times"),
        ("/file", "no address of a web page"),
        ("/to/http://127.0.0.2/", "no public web server"),
        ("/to/http://inner.example/", r"no public web server \(it leads to 10.0.0.8"),
        ("/to/http://169.254.169.254/latest/meta-data", "no public web server"),
        ("/to/http://both.example/", "no public web server.*127.0.0.2"),
        ("/to/http://user:word@news.example/", "user name"),
        ("/to/gopher://news.example/", "no address of a web page"),
    ],
)
def test_what_a_server_may_not_do(port: int, here: Bounds, path: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as told:
        fetch(f"http://127.0.0.1:{port}{path}", here)
    assert "; " in str(told.value)


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_a_server_that_never_ends_is_left(port: int, here: Bounds, path: str) -> None:
    """By the limit of the whole, though each byte comes in time."""
    short = Bounds(here.size, 1.0, here.redirects, here.allowed, here.resolve)
    with pytest.raises(InputError, match="within 1 seconds"):
        fetch(f"http://127.0.0.1:{port}{path}", short)


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(port: int, here: Bounds) -> None:
    """A name that means another machine at the second question is never asked about a second time."""
    answers = iter([["127.0.0.1"], ["10.0.0.8"]])
    once = Bounds(here.size, here.seconds, here.redirects, here.allowed, lambda *_: next(answers))
    assert fetch(f"http://news.example:{port}/", once).content
    assert next(answers) == ["10.0.0.8"]


def test_a_resolver_that_never_answers_is_left(here: Bounds) -> None:
    never = Bounds(seconds=0.2, resolve=lambda *_: [threading.Event().wait(3) or "127.0.0.1"])
    with pytest.raises(InputError, match=r"within 0.2 seconds"):
        fetch("http://news.example/", never)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://127.1/", "http://0/", "http://0.0.0.0/",
        "http://localhost/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://10.1.2.3/", "http://192.168.0.1/", "http://172.16.0.1/", "http://169.254.169.254/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://[2002:7f00:1::]/", "http://[64:ff9b::7f00:1]/", "http://100.64.0.1/",
        "https://127.0.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
    ],
)  # fmt: skip
def test_no_address_that_is_not_public_is_connected_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the resolver of the system, which knows every way to write a number."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection"))
    with pytest.raises(InputError, match=r"no public web server|there is no host"):
        fetch(url)


def test_what_is_public() -> None:
    assert is_public(ip_address("93.184.215.14"), 443)
    assert is_public(ip_address("2606:2800:21f:cb07:6820:80da:af6b:8b2c"), 80)
    assert is_public(ip_address("::ffff:93.184.215.14"), 80)
    assert not is_public(ip_address("93.184.215.14"), 22)
    assert not is_public(ip_address("::ffff:10.0.0.1"), 80)


@pytest.mark.parametrize(
    "url", ["", "news.example", "file:///etc/passwd", "ftp://news.example/", "http://", "http:///a", "http://a:b/",
            "http://a:99999/", "http://[::1", "http://a b/", "http://\x00/", "http://a.example/\r\nHost: b", "http://a@b/"]
)  # fmt: skip
def test_what_is_no_address_of_a_page(url: str) -> None:
    with pytest.raises(InputError):
        fetch(url)


def test_an_address_is_one_word() -> None:
    assert is_address(" https://news.example/a ")
    assert not is_address("https://news.example/a says the ferry left")
    assert not is_address("article.html")
