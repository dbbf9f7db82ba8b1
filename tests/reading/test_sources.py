"""Text, HTML and JSON become articles; what cannot be read is refused with a reason and a remedy."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import DateError, InputError, LanguageError, TimelineError
from timeline.intervals import Bound
from timeline.model import Article, Options
from timeline.reading import read, read_file
from timeline.reading.html import looks_like

STORY = "The ferry left the harbour on Tuesday night. It was found on Wednesday morning, the coast guard said."
PAGE = f"""<!doctype html><html><head><title>Ferry found | The Harbour Post</title>
<meta property="article:published_time" content="2019-03-06T07:30:00+01:00">
<link rel="canonical" href="https://harbour.example/ferry"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Ferry found</h1><p>{STORY}</p><p>{"The wind had dropped by then, and the sea was calm. " * 6}</p></article>
<footer>Copyright 2019 The Harbour Post</footer></body></html>"""


def test_plain_text_is_untouched() -> None:
    text = "\r\n  A ferry\xa0left  the harbour on\tTuesday.\r\n\r\nIt was found\u2009later.\n\n"
    article = read(text, published="2019-03-06")
    assert article.text == text
    assert [text[s.start : s.end] for s in article.body] == [
        "A ferry\xa0left  the harbour on\tTuesday.",
        "It was found\u2009later.",
    ]


def test_html_gives_text_title_address_and_date() -> None:
    article = read(PAGE)
    assert STORY in article.text
    assert "Copyright" not in article.text
    assert (article.title, article.url) == ("Ferry found", "https://harbour.example/ferry")
    assert (article.published, article.published_from) == (Bound.parse("2019-03-06"), "metadata")


def test_html_with_text_behind_its_end_is_read_on() -> None:
    page = f"<html><body><p>{STORY}</p></body></html><p>{STORY * 2}</p><html><body><p>{STORY * 3}</p></body>"
    assert read(page).text == "\n\n".join([STORY, STORY * 2, STORY * 3])


def test_html_of_odd_names_and_characters_is_read() -> None:
    odd = f'<p a"b=1 {{x}}=2 @c="&#27;" é=3><o:p>&#27;&#xfffe;{STORY}</o:p><a"b>&#x85;{STORY * 4}</p>'
    assert STORY.strip() in read(f"<html><body>{odd}</body></html>").text


def test_html_keeps_its_first_attributes() -> None:
    many = " ".join(f"a{n}=1" for n in range(500))
    assert STORY in read(f"<html><body {many}><article class=x {many}><p>{STORY * 6}</p></article></body></html>").text


def test_a_broken_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"not installed as it should be.*save the page as text"):
        read(PAGE)


@pytest.mark.parametrize(
    ("begin", "page"),
    [
        ("", True), ("<!-- a --><!-- b -->\n", True), ("<?xml version='1.0'?>\n<!-- <p> -->", True), ("\n\t ", True),
        ("\ufeff", True), ("a", False), ("<!-- a --", False), ("<!-- a --><?xml", False), ("< ", False),
    ],
)  # fmt: skip
def test_a_page_is_known_by_how_it_begins(begin: str, page: bool) -> None:
    assert looks_like(f"{begin}<!DOCTYPE html><p>") is page
    assert not looks_like(begin)
    assert not looks_like(f"{begin}<div>")


def test_html_date_is_never_taken_from_the_story_or_the_clock() -> None:
    story = f"<p>{STORY}</p><p>{'On 3 May 2011 the old ferry sank here. ' * 5}</p>"
    assert read(f"<html><body><article>{story}</article></body></html>").published is None


def test_json_gives_its_fields() -> None:
    source = {"text": STORY, "title": "Ferry", "published": "2019-03-06T07:30", "url": "https://a.example/"}
    article = read(json.dumps({**source, "author": 1}))
    assert (article.text, article.title, article.url) == (STORY, "Ferry", "https://a.example/")
    assert (article.published, article.published_from) == (Bound.parse("2019-03-06T07:30"), "metadata")


def test_what_is_given_goes_before_what_is_found() -> None:
    article = read(PAGE, published="2020-01-01", title="Mine", url="https://b.example/")
    assert (article.title, article.url, str(article.published)) == ("Mine", "https://b.example/", "2020-01-01")
    assert article.published_from == "given"


def test_an_article_is_filled_in_where_something_is_missing() -> None:
    article = read(Article(id="mine", text=STORY, published=Bound.parse("2019-03-06")))
    assert (article.id, article.language, article.published_from) == ("mine", "en", "given")
    assert article.body
    assert read(article) == article


def test_the_id_is_that_of_text_date_and_address() -> None:
    one = read(STORY, published="2019-03-06")
    assert one.id == read(STORY, published="2019-03-06").id
    others = [read(STORY), read(STORY + " ", published="2019-03-06"), read(STORY, published="2019-03-06", url="x")]
    assert len({one.id, *(other.id for other in others)}) == 4
    assert len(one.id) == 10


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (STORY.encode(), STORY),
        (b"\xef\xbb\xbf" + STORY.encode(), STORY),
        ("\ufeff" + STORY, STORY),
        (STORY.encode("utf-16"), STORY),
        (STORY.encode("utf-32"), STORY),
        (codecs.BOM_UTF32_BE + STORY.encode("utf-32-be"), STORY),
        ("{not json} " + STORY, "{not json} " + STORY),
        ("<b>" + STORY, "<b>" + STORY),
    ],
)
def test_what_the_bytes_are_is_seen(source: bytes | str, text: str) -> None:
    assert read(source).text == text


def test_an_old_encoding_is_recognised() -> None:
    text = "Der Präsident sagte, die Brücke über den Fluß müsse gesperrt werden. " * 8
    assert read(text.encode("cp1252"), options=Options(language="en")).text == text


def test_a_declared_charset_is_believed() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("ferry left", "färry left")
    assert "färry" in read(page.encode("iso-8859-1")).text


@pytest.mark.parametrize(
    "charset", ["undefined", "utf-7", "punycode", "idna", "unicode_escape", "base64", "utf-32", "nonsense", "\u212a"]
)
def test_a_charset_that_no_article_has_is_not_believed(charset: str) -> None:
    head = f"<html><head><meta charset={charset}></head><body><p>{STORY} ".encode()
    for source in (
        head + b"\xff",
        head + "Die Brücke über den Fluß sei gesperrt, hieß es am Übergang.".encode("cp1252"),
    ):
        try:
            article = read(source, options=Options(language="en"))
        except InputError as error:
            assert "encoding" in str(error)
        else:
            assert STORY in article.text


UNSEEN = "\0\x1b\x7f\x85\u200b\u200f\u202a\u202e\u2028\u2066\u2069\ufeff\n"


@pytest.mark.parametrize(
    "source",
    [
        lambda: read(STORY, title=f"A{UNSEEN}b \x1b[31mc", url=f"https://a.example/{UNSEEN}"),
        lambda: read(Article(text=STORY, title=f"A{UNSEEN}b \x1b[31mc")),
        lambda: read(json.dumps({"text": STORY, "title": f"A{UNSEEN}b \x1b[31mc", "url": f"x{UNSEEN}"})),
        lambda: read(f"A\u202eb\u2066 [31mc\n\n{STORY}"),
        lambda: read(f"<html><title>A&#x202e;b&#x2066; [31mc</title><p>{STORY * 9}"),
        lambda: read(f'<html><head><meta property="og:title" content="A&#8238;b &#27;[31mc"></head><p>{STORY * 9}'),
    ],
)
def test_nothing_unseen_reaches_a_title_or_an_address(source: Callable[[], Article]) -> None:
    article = source()
    assert article.title == "A b [31mc"
    assert not set(UNSEEN) & set(article.url or "")


def test_half_a_character_in_a_title_is_replaced() -> None:
    article = read(STORY, title="Ferry \ud800 found", url="https://a.example/\udfff")
    assert (article.title, article.url) == ("Ferry \ufffd found", "https://a.example/\ufffd")
    assert read(STORY, title="\0\u202e").title is None


def test_a_title_that_joins_characters_keeps_them() -> None:
    assert read(STORY, title="می\u200cخواهم 👩\u200d🚒").title == "می\u200cخواهم 👩\u200d🚒"


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("", "empty"),
        (" \n\t\u200b", "empty"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        ("text with a \0 in it", "binary"),
        (b"text with an \x1b[31m escape", "binary"),
        ("half a character \ud800", "surrogate"),
        (b"caf\xe9", "UTF-8"),
        (b"\xff\xfea", "UTF-8"),
        ("<html><body></body></html>", "no article text"),
        ("<html><script>" + "(" * 50_000, "no article text"),
        ("<html>" + "<div>" * 20_000, "no article text"),
        ("<html>" + "<div>" * 300 + STORY, "256 elements inside each other"),
        ("<html>" + "<p>a" * 10_001, "10,000 elements side by side"),
        ("<html>" + ("<div>" + "<p>a" * 9_000 + "</div>") * 4, "30,000 elements"),
        ("<html>" + "<div>" * 200 + "<b>a</b>" * 6_000, "too many elements inside each other"),
        ("<html>" + "<h2>a</h2>" * 1_001, "1,000 headings"),
    ],
)
def test_what_cannot_be_read_is_refused(source: str | bytes, named: str) -> None:
    with pytest.raises(InputError, match=named):
        read(source)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("[]", "no article|top level"),
        ("{", "top level"),
        ('{"text": 3}', "its 'text' is no text"),
        ('{"title": "a"}', "there is no 'text' in it"),
        ('{"text": ""}', "empty"),
    ],
)
def test_json_of_another_shape_is_refused_with_the_place(source: str, place: str) -> None:
    with pytest.raises(InputError, match=place):
        read(source, media="json")


def test_json_with_an_impossible_date_is_refused() -> None:
    with pytest.raises(DateError, match="2019-02-30"):
        read(json.dumps({"text": STORY, "published": "2019-02-30"}))


@pytest.mark.parametrize("source", [STORY, STORY.encode(), json.dumps({"text": STORY}), Article(text=STORY)])
def test_the_limit_counts_bytes(source: str | bytes | Article) -> None:
    with pytest.raises(InputError, match=r"over the limit of 20 bytes.*raise the limit"):
        read(source, options=Options(limit=20))


def test_up_to_the_limit_is_read() -> None:
    text = "é" * 10
    assert read(text, options=Options(limit=20)).text == text
    with pytest.raises(InputError):
        read(text + ".", options=Options(limit=20))


def test_files_are_read_by_their_suffix(tmp_path: Path) -> None:
    for name, content in (("a.txt", STORY), ("a.html", PAGE), ("a.json", json.dumps({"text": STORY})), ("b", PAGE)):
        (tmp_path / name).write_text(content, "utf-8")
        assert STORY in read_file(tmp_path / name).text
    (tmp_path / "c.txt").write_text(PAGE, "utf-8")
    assert read_file(tmp_path / "c.txt").text == PAGE
    (tmp_path / "bad.json").write_text(STORY, "utf-8")
    with pytest.raises(InputError, match="JSON of the wrong shape"):
        read_file(tmp_path / "bad.json")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt"):
        read_file(tmp_path / "gone.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(DateError, match="Mars"):
        read(STORY, options=Options(zone="Mars/Olympus"))


def test_a_zone_named_in_the_options_is_kept() -> None:
    assert read(STORY, published="2019-03-06T07:30", options=Options(zone="Asia/Beirut")).zone == "Asia/Beirut"


def test_a_language_without_a_folder_is_refused() -> None:
    with pytest.raises(LanguageError, match="en"):
        read(STORY, options=Options(language="xx"))


@given(st.one_of(st.text(), st.binary(), st.text(alphabet="{}<>/\"'abc :!html\n\r\x00é中")))
def test_any_input_is_an_article_or_a_named_fault(source: str | bytes) -> None:
    try:
        article = read(source)
    except TimelineError as error:
        assert str(error)
        return
    ends = 0
    assert article.body
    for span in article.body:
        assert ends <= span.start < span.end <= len(article.text)
        assert article.text[span.start : span.end].strip() == article.text[span.start : span.end]
        ends = span.end


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_reading_is_the_same_every_time(text: str) -> None:
    def outcome() -> Article | str:
        try:
            return read(text, media="text")
        except TimelineError as error:
            return str(error)

    first = outcome()
    read(PAGE)
    assert outcome() == first


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Harbour closed after storm\n\nThe harbour was closed on Monday.", "Harbour closed after storm"),
        ("  Harbour  closed \r\n\r\nThe harbour was closed.", "Harbour closed"),
        ("The harbour was closed on Monday.\n\nIt opened on Friday.", None),
        ("Harbour closed after storm\nThe harbour was closed.", None),
        ("PUBLISHED:\n\nThe harbour was closed.", None),
    ],
)
def test_a_line_that_stands_apart_is_the_title(text: str, title: str | None) -> None:
    article = read(text, published="2013-06-05")
    assert article.title == title
    assert article.text == text
