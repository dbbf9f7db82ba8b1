"""Layouts as trees: what the pages hold, and that article text stays text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.callbacks import _source
from dashboard.components.details import event_details, phrase_details
from dashboard.components.marked_text import article_text, paragraphs
from dashboard.figure import View
from dashboard.pages.compare import rows
from dashboard.service import Refused, extract_titled, problem_of
from dashboard.state import Route, Selection, statuses_of
from dashboard.views import entries_of, page_of
from tests.dashboard.made import TEXT, made
from timeline.errors import TimelineError
from timeline.model import Article, Status, Timeline
from timeline.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as opened:
        for number in range(3):
            timeline = made(f"m{number}", number)
            opened.save(timeline.articles[0], timeline, outlet=f"Outlet {number}")
        yield opened


def words(part: Any) -> str:
    """The text of a tree, in reading order."""
    if isinstance(part, str | int | float):
        return str(part)
    if isinstance(part, list | tuple):
        return "".join(words(one) for one in part)
    return words(getattr(part, "children", None)) if isinstance(part, Component) else ""


def everything(part: Any) -> Iterator[Component]:
    if isinstance(part, list | tuple):
        for one in part:
            yield from everything(one)
    elif isinstance(part, Component):
        yield part
        yield from everything(getattr(part, "children", None))


def marked(parts: list[Component], name: str) -> dict[str, str]:
    """Value of a data attribute to the text under it."""
    found: dict[str, str] = {}
    for part in everything(parts):
        if (value := getattr(part, name, None)) is not None:
            for one in value.split():
                found[one] = found.get(one, "") + words(part)
    return found


def test_every_letter_of_the_article_is_shown_once() -> None:
    timeline = made()
    shown = [
        block
        for part in article_text(timeline.articles[0], timeline)
        for block in (part.children[1:] if type(part).__name__ == "Details" else [part])
    ]
    assert words(shown) == "".join(TEXT[span.start : span.end] for span in paragraphs(TEXT))


def test_phrases_triggers_and_sentences_are_marked_where_they_stand() -> None:
    timeline = made()
    parts = article_text(timeline.articles[0], timeline)
    phrases, events, sentences = (marked(parts, name) for name in ("data-phrase", "data-event", "data-sentences"))
    assert phrases == {phrase.id: phrase.text for phrase in timeline.time_expressions}
    assert events == {event.id: TEXT[event.trigger.start : event.trigger.end] for event in timeline.events}
    assert sentences == {event.id: TEXT[event.sentence.start : event.sentence.end] for event in timeline.events}


def test_page_furniture_is_folded_away() -> None:
    timeline = made()
    (folded,) = [part for part in article_text(timeline.articles[0], timeline) if type(part).__name__ == "Details"]
    assert "Leave a Reply" in words(folded)


@pytest.mark.parametrize("text", ["", " \n \n", "a", "\n\na\n\n\nb\r\n\r\nc \n"])
def test_paragraphs_hold_all_that_is_not_blank(text: str) -> None:
    assert "".join("".join(text[span.start : span.end].split()) for span in paragraphs(text)) == "".join(text.split())


def test_article_page_has_text_figure_list_and_downloads(store: Store) -> None:
    page = page_of(store, Route("article", ("m1",)), View(), Selection("e6"))
    said = words(page)
    for wanted in ("Outlet 1", "Events ", "The city closed the Harbour Bridge", "on Monday", "from the dateline"):
        assert wanted in said
    links = {getattr(part, "href", None) for part in everything(page)}
    assert {"/api/v1/articles/m1/timeline.csv", "/api/v1/articles/m1/timeline.json"} <= links


def test_only_own_articles_can_be_removed(store: Store) -> None:
    timeline = made("sample-x")
    store.save(timeline.articles[0], timeline, sample=True)
    for id, expected in (("m0", True), ("sample-x", False)):
        page = page_of(store, Route("article", (id,)), View(), Selection())
        assert ("remove" in {getattr(part, "id", None) for part in everything(page)}) is expected


def test_an_address_without_an_article_opens_the_first_under_its_own(store: Store) -> None:
    page = page_of(store, Route("article"), View(), Selection())
    assert store.get(getattr(page, "data-open")) is not None


def test_details_of_an_event_say_when_who_and_why() -> None:
    timeline = made()
    said = words(event_details(timeline, timeline.events[5], TEXT))
    for wanted in (
        "10 Jun 2024",
        "the mayor's office",
        "on Monday",
        "Happened",
        "How the date was worked out",
        "Lantern Bay",
    ):
        assert wanted in said


def test_details_of_a_phrase_say_what_it_was_measured_from() -> None:
    timeline = made()
    said = words(phrase_details(timeline, timeline.time_expressions[0]))
    for wanted in (
        "on Monday",
        "10 Jun 2024",
        "the publication date, 12 Jun 2024",
        "Other readings",
        "17 Jun 2024",
        "20%",
    ):
        assert wanted in said


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (Route("article", ("gone",)), "not here"),
        (Route("unknown"), "no such page"),
        (Route("compare"), "Nothing to compare yet"),
        (Route("compare", ("gone", "m1")), "All events in order"),
        (Route("add"), "Add an article"),
    ],
)
def test_other_states_say_what_they_are(store: Store, route: Route, said: str) -> None:
    assert said in words(page_of(store, route, View(), Selection("nonsense", "nonsense")))


def test_an_empty_store_asks_for_an_article(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'empty.sqlite3'}") as empty:
        assert "No articles yet" in words(page_of(empty, Route(), View(), Selection()))


def test_an_article_without_events_or_date_opens(store: Store) -> None:
    bare = Article(id="bare", text="Nothing of note.")
    store.save(bare, Timeline((bare,)))
    said = words(page_of(store, Route("article", ("bare",)), View(), Selection()))
    assert "no publication date" in said
    assert "No event" in said


def test_a_source_link_is_only_made_for_the_web(store: Store) -> None:
    for url, expected in (("https://news.example/a", True), ("javascript:alert(1)", False)):
        article = Article(id="linked", text="x", url=url)
        store.save(article, Timeline((article,)))
        page = page_of(store, Route("article", ("linked",)), View(), Selection())
        assert (url in {getattr(part, "href", None) for part in everything(page)}) is expected


def test_compare_table_is_in_order_of_time_with_the_article(store: Store) -> None:
    entries = entries_of(store, Route("compare", ("m2", "m0", "m0", "nowhere")))
    assert [article.id for _, article, _ in entries] == ["m2", "m0"]
    table = rows(entries, View())
    assert len(table) == 20
    closed = [row["key"] for row in table if row["key"].endswith(":e6")]
    assert closed == ["m0:e6", "m2:e6"]
    assert [row["when"] for row in table][-2:] == ["no date", "no date"]
    assert {row["article"] for row in table} == {"Outlet 0", "Outlet 2"}
    assert len(rows(entries, View(statuses=frozenset({Status.DENIED})))) == 2


def test_a_file_that_is_no_text_is_refused_by_name() -> None:
    for name, content in (("report.pdf", b"x"), ("report.txt", b"%PDF-1.4 x"), ("photo.PNG", b"\x89PNG")):
        with pytest.raises(Refused, match=f"{name} is no text, HTML or JSON file"):
            _source(None, "data:x;base64," + b64encode(content).decode(), name)
    assert _source("pasted", "data:x;base64,eA==", "a.HTM") == (b"x", "html")
    assert _source("pasted", "data:x;base64,eA==", "letter") == (b"x", None)


GERMAN = "Der Rat hat die Brücke am Montag geschlossen, und sie wird erst im Juni wieder geöffnet, sagte er. " * 5


@pytest.mark.parametrize("text", [GERMAN, "The bridge is closed. " * 100_000])
def test_the_remedies_on_a_page_are_those_its_reader_has(text: str) -> None:
    with pytest.raises(TimelineError) as caught:
        extract_titled(text, published="2024-06-12")
    problem = problem_of(caught.value, page=True)
    for option in ("Options", "options", "--", "TIMELINE_"):
        assert option not in problem.message + problem.remedy
    if text is GERMAN:
        assert problem.remedy == "give an article in English"


@pytest.mark.parametrize(("number", "said", "linked"), [(21, "(21)", 21), (43, "(first 40 of 43)", 40)])
def test_all_of_a_group_is_all_that_a_comparison_takes(store: Store, number: int, said: str, linked: int) -> None:
    for count in range(3, number):
        timeline = made(f"m{count}", count)
        store.save(timeline.articles[0], timeline)
    page = page_of(store, Route("compare"), View(), Selection())
    (link,) = [part for part in everything(page) if str(getattr(part, "href", "")).startswith("/compare?a=")]
    assert said in words(link)
    assert str(getattr(link, "href", "")).count("a=") == linked


@pytest.mark.parametrize("data", [None, [], ["nonsense"], "denied", 3])
def test_statuses_of_a_mistyped_address_show_everything(data: object) -> None:
    assert statuses_of(data) is None
