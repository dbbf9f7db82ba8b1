"""Nothing leaves the machine: no source, however it begins, makes the program look up a name or open a connection."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.reading import Media, read, read_file

WORDS = "The\xa0ferry\xa0left\xa0the\xa0harbour\xa0on\xa0Tuesday\xa0night\xa0and\xa0was\xa0found\xa0on\xa0Wednesday."
PAGE = f"<html><body><article>{f'<p>{WORDS}</p>' * 6}</article></body></html>"
ADDRESS = "http://127.0.0.1:9/x?"
BEGINNINGS = [
    ADDRESS,
    "https://127.0.0.1:9/",
    "http:",
    "httpx",
    "//127.0.0.1:9/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
]
LINKS = """<link rel="canonical" href="http://127.0.0.1:9/c"><base href="http://127.0.0.1:9/">
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/r"><meta property="og:url" content="http://127.0.0.1:9/o">
<link rel="stylesheet" href="http://127.0.0.1:9/s"><script src="http://127.0.0.1:9/j"></script>"""
DTD = '<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://127.0.0.1:9/d" [<!ENTITY x SYSTEM "http://127.0.0.1:9/e">]>'


@pytest.fixture(autouse=True)
def _no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **_: object) -> None:
        pytest.fail(f"a connection: {arguments!r}")

    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)


def tried(source: str | bytes, media: Media | None, published: str | None = None) -> None:
    try:
        assert read(source, media=media, published=published).text
    except TimelineError as error:
        assert str(error)


@pytest.mark.parametrize("published", [None, "2013-06-07"])
@pytest.mark.parametrize("media", ["text", "html", "json", None])
@pytest.mark.parametrize("begin", BEGINNINGS)
def test_no_beginning_is_taken_for_an_address(begin: str, media: Media | None, published: str | None) -> None:
    for source in (begin + PAGE, begin, f"{begin}{WORDS}", f"\ufeff{begin}{PAGE}"):
        tried(source, media, published)
        tried(source.encode(), media, published)


@pytest.mark.parametrize("published", [None, "2013-06-07"])
@pytest.mark.parametrize(
    "page", [PAGE.replace("<body>", f"<head>{LINKS}</head><body>"), DTD + PAGE.replace("<p>", "<p>&x;")]
)
def test_no_link_of_a_page_is_followed(page: str, published: str | None) -> None:
    tried(page, "html", published)
    tried(page, None, published)


def test_no_field_is_an_address_to_fetch(tmp_path: Path) -> None:
    value = {"text": ADDRESS + WORDS, "title": ADDRESS, "url": ADDRESS}
    article = read(json.dumps(value), published="2013-06-07")
    assert (article.text, article.url) == (ADDRESS + WORDS, ADDRESS)
    file = tmp_path / "a.html"
    file.write_text(ADDRESS + PAGE, "utf-8")
    assert WORDS.split("\xa0")[1] in read_file(file).text
    assert read(WORDS, url=ADDRESS, title=ADDRESS).url == ADDRESS
