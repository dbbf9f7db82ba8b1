"""Layouts as trees: what the pages hold, and that article text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.components.details import event_details, phrase_details
from dashboard.components.marked_text import article_text, paragraphs
from dashboard.components.table import event_table
from dashboard.figure import View
from dashboard.filters import Filter
from dashboard.gathering import Sent, about, gathered, told_of
from dashboard.pages.article import article_page, details
from dashboard.pages.compare import compare_rows, sentence_panel
from dashboard.service import Refused, extract_titled, problem_of
from dashboard.state import Route, Selection, detail_of, statuses_of
from dashboard.views import entries_of, page_of, view_of
from tests.dashboard.made import TEXT, made
from tests.made import FIRE
from timeline.detail import at_detail
from timeline.errors import TimelineError
from timeline.model import Anchor, AnchorKind, Article, Detail, Mention, Span, Step, Timeline
from timeline.store import Store, Summary


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


def runs(timeline: Timeline) -> list[list[Any]]:
    """Every run of the text: [words, sentences, phrase, event, ...]."""
    paragraphs_ = article_text(timeline.articles[0], timeline)
    return [[run, "", "", ""] if isinstance(run, str) else run for one in paragraphs_ for run in one["runs"]]


def marked_runs(timeline: Timeline, column: int) -> dict[str, str]:
    """Id to the words that are marked with it."""
    found: dict[str, str] = {}
    for run in runs(timeline):
        for id in run[column].split():
            found[id] = found.get(id, "") + run[0]
    return found


def test_every_letter_of_the_article_is_shown_once() -> None:
    shown = "".join(run[0] for run in runs(made()))
    assert shown == "".join(TEXT[span.start : span.end] for span in paragraphs(TEXT))


def test_phrases_triggers_and_sentences_are_marked_where_they_stand() -> None:
    timeline = made()
    sentences, phrases, events = (marked_runs(timeline, column) for column in (1, 2, 3))
    assert phrases == {phrase.id: phrase.text for phrase in timeline.time_expressions}
    assert events == {event.id: TEXT[event.trigger.start : event.trigger.end] for event in timeline.events}
    assert sentences == {event.id: TEXT[event.sentence.start : event.sentence.end] for event in timeline.events}


def test_every_place_that_tells_an_event_is_marked() -> None:
    timeline = made()
    event = timeline.events[5]
    again = TEXT.index("repaired")
    other = Mention("made", Span(again, again + 8), event.sentence)
    twice = replace(timeline, events=(replace(event, mentions=(*event.mentions, other)),))
    assert marked_runs(twice, 3) == {"e6": "closedrepaired"}
    said = words(event_details(twice, twice.events[0], TEXT))
    assert "in 2 places" in said
    assert "in 2 places" not in words(event_details(timeline, event, TEXT))


def test_page_furniture_is_set_aside() -> None:
    timeline = made()
    aside = [one for one in article_text(timeline.articles[0], timeline) if one["aside"]]
    assert "Leave a Reply" in str(aside)
    assert "Harbour" not in str(aside)


def test_a_long_text_is_one_component_however_many_its_marks() -> None:
    timeline = made()
    longer = replace(timeline.articles[0], text=TEXT * 40)
    both = [article_page(one, timeline, View(), Selection()) for one in (timeline.articles[0], longer)]
    short, long = (len(list(everything(page))) for page in both)
    assert short == long < 400


@pytest.mark.parametrize("text", ["", " \n \n", "a", "\n\na\n\n\nb\r\n\r\nc \n"])
def test_paragraphs_hold_all_that_is_not_blank(text: str) -> None:
    assert "".join("".join(text[span.start : span.end].split()) for span in paragraphs(text)) == "".join(text.split())


def test_article_page_has_text_figure_list_and_downloads(store: Store) -> None:
    page = page_of(store, Route("article", ("m1",)), View(), Selection("e6"))
    said = words(page)
    for wanted in ("Outlet 1", "Events ", "The city closed the Harbour Bridge", "on Monday", "from the dateline"):
        assert wanted in said
    reading = next(part for part in everything(page) if getattr(part, "id", None) == "reading").data
    assert "found" in [run[0] for one in reading["text"] for run in one["runs"]]
    assert [row["id"] for row in reading["events"]] == [f"e{n}" for n in range(1, 11)]
    links = {getattr(part, "href", None) for part in everything(page)}
    assert {f"/api/v1/articles/m1/timeline.{format}?detail=standard" for format in ("csv", "json")} <= links


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
        (Route("compare", ("gone", "m1")), "Events in order"),
        (Route("add"), "Add articles"),
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
    table = compare_rows(entries, View())
    assert len(table) == 20
    assert [row["place"] for row in table] == list(range(20))
    assert [row["id"] for row in table if row["id"].endswith(":e6")] == ["m0:e6", "m2:e6"]
    assert [row["when"] for row in table][-2:] == ["no date", "no date"]
    assert {row["article"] for row in table} == {"Outlet 0", "Outlet 2"}


def test_the_table_shows_when_in_words_and_orders_it_by_number() -> None:
    box = event_table([{"id": "e1", "place": 0, "when": "1 Jun"}], several=False)
    (grid,) = [part for part in everything(box) if type(part).__name__ == "AgGrid"]
    when = grid.columnDefs[0]
    assert (when["field"], when["sort"]) == ("place", "asc")
    assert when["valueFormatter"] == {"function": "params.data.when"}
    assert "article" not in [column["field"] for column in grid.columnDefs]


def test_nothing_selected_says_what_the_article_is_about() -> None:
    timeline = made(details={"e6": "key", "e8": "key"})
    article = timeline.articles[0]
    panel = details(article, timeline, Selection())
    said = words(panel)
    for wanted in ("from 1 Jan 1931 to 31 Jul 2024", "5 happened", "9 time phrases", "4 sources", "1 without a date"):
        assert wanted in said
    assert set(marked([panel], "data-event")) == {"e6", "e8"}
    bare = Article(id="bare", text="Nothing of note.")
    assert "Choose an event" in words(details(bare, Timeline((bare,)), Selection()))


def test_the_way_from_the_words_to_the_day_stands_in_one_place() -> None:
    timeline = made()
    monday = replace(
        timeline.time_expressions[0],
        anchor=Anchor(AnchorKind.EXPRESSION, "t2", None),
        derivation=(Step("time.rule", {"phrase": "on Monday", "name": "weekday"}),),
    )
    wednesday = replace(timeline.time_expressions[1], derivation=(Step("time.calendar", {"result": "12 June 2024"}),))
    told = replace(timeline, time_expressions=(monday, wednesday, *timeline.time_expressions[2:]))
    event = replace(timeline.events[5], derivation=(Step("event.says-when", {"phrase": "on Monday"}),))
    said = words(event_details(told, event, TEXT))
    places = [said.index(part) for part in ("12 June 2024", "weekday", "says when")]
    assert places == sorted(places)


def test_the_right_status_counts_are_shown_with_other_filters(store: Store) -> None:
    view = view_of(1000, None, {"source": ["the council"]})
    page = page_of(store, Route("article", ("m0",)), view, Selection())
    chips = next(part for part in everything(page) if getattr(part, "id", None) == "status-filter").children
    assert [words(chip)[-1] for chip in chips] == ["0", "0", "2", "1", "0"]


def test_a_file_is_read_by_its_name_and_refused_by_it() -> None:
    for name, content in (("song.mp3", b"ID3"), ("photo.PNG", b"\x89PNG")):
        with pytest.raises(Refused, match=f"{name} is of a kind that cannot be read"):
            gathered(Sent(content, name))
    page = (
        b"<html><body><article><p>" + b"The ferry left the harbour on Thursday. " * 9 + b"</p></article></body></html>"
    )
    for name in ("a.HTM", "letter", None):
        assert gathered(Sent(page, name)).articles[0].text.startswith("The ferry")
    assert about(gathered(Sent(page, "a.html", published="2024-05-03")).articles[0])["found"] == "as you gave it"
    assert [one["place"] for one in map(told_of, gathered(Sent(b"text\nIt left.\na,b\n", "a.csv")).failures)] == [
        "line 3"
    ]


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


@pytest.mark.parametrize("data", [None, "", "most", ["key"], 3])
def test_a_mistyped_detail_is_the_standard(data: object) -> None:
    assert detail_of(data) == "standard"


DETAILS: dict[str, Detail] = {"e2": "all", "e5": "all", "e6": "key", "e7": "key"}
SHOWN: dict[Detail, set[str]] = {
    "key": {"e6", "e7"},
    "standard": {f"e{n}" for n in range(1, 11)} - {"e2", "e5"},
    "all": {f"e{n}" for n in range(1, 11)},
}


@pytest.mark.parametrize("detail", SHOWN)
def test_text_list_figure_and_counts_show_the_events_of_a_detail(store: Store, detail: Detail) -> None:
    timeline = made("mixed", details=DETAILS)
    store.save(timeline.articles[0], timeline)
    page = page_of(store, Route("article", ("mixed",)), View(filter=Filter(detail)), Selection())
    parts = {getattr(part, "id", None): part for part in everything(page)}
    reading = parts["reading"].data
    assert {row["id"] for row in reading["events"]} == SHOWN[detail]
    assert {run[3] for one in reading["text"] for run in one["runs"] if isinstance(run, list)} - {""} == SHOWN[detail]
    keys = {key for trace in parts["figure"].figure["data"] for key in trace["customdata"]}
    assert keys == SHOWN[detail] - {"e10"}  # which has no place on the calendar
    pressed = [part for part in everything(page) if hasattr(part, "data-detail")]
    assert {getattr(part, "data-detail"): words(part)[-1:] for part in pressed} == {
        "key": "2", "standard": "8", "all": "0",
    }  # fmt: skip
    assert [getattr(part, "data-detail") for part in pressed if getattr(part, "aria-pressed") == "true"] == [detail]
    assert sum(int(words(chip)[-1:]) for chip in parts["status-filter"].children) == len(SHOWN[detail])
    links = {getattr(part, "href", None) for part in everything(page)}
    assert f"/api/v1/articles/mixed/timeline.csv?detail={detail}" in links
    assert next(one.events for one in store.list() if one.id == "mixed") == len(SHOWN["standard"])
    table = compare_rows(entries_of(store, Route("compare", ("mixed",))), View(filter=Filter(detail)))
    assert {row["id"] for row in table} == {f"mixed:{event}" for event in SHOWN[detail]}


def test_a_result_from_before_has_nothing_key_and_says_what_to_choose(store: Store) -> None:
    page = page_of(store, Route("article", ("m0",)), View(filter=Filter("key")), Selection())
    assert "choose Standard or All above the figure" in words(page)
    assert len(marked([page], "data-detail")) == 3


def test_an_event_that_is_not_shown_can_be_told_of_and_its_link_shows_it() -> None:
    timeline = made("mixed", details=DETAILS)
    article = timeline.articles[0]
    assert "The bridge was repaired" in words(details(article, timeline, Selection("e2"), "key"))
    resting = marked([details(article, timeline, Selection(phrase="t4"), "standard")], "data-event")
    assert "e2" not in resting
    assert "e2" in marked([details(article, timeline, Selection(phrase="t4"), "all")], "data-event")
    summary = Summary("mixed", "Bridge", None, None, None, 8, "", False)
    for event, href in (("e2", "/article/mixed?event=e2&detail=all"), ("e6", "/article/mixed?event=e6")):
        panel = sentence_panel([(summary, article, timeline)], Selection(f"mixed:{event}"))
        assert href in {getattr(part, "href", None) for part in everything(panel)}


def test_details_of_an_event_say_why_it_is_here_apart_from_its_date() -> None:
    timeline = made()
    steps = (
        Step("event.says-when", {"phrase": "on Monday"}),
        Step("event.status.past", {"word": "closed"}),
        Step("event.salience", {"chance": "93", "reasons": "dated", "against": "nothing"}),
        Step("event.joined", {"chance": "71", "reasons": "one object"}),
        Step("event.label.clause"),
        Step("event.order.before", {"other": "the hearing"}),
    )
    said = words(event_details(timeline, replace(timeline.events[5], derivation=steps), TEXT))
    date, _, rest = said.partition("How the date was worked out")[2].partition("Why it is here")
    here, _, status = rest.partition("How its status was read")
    assert "says when" in date
    assert "the hearing" in date
    assert all(part in here for part in ("93 of 100", "71 of 100", "Its label is"))
    assert "it happened" in status


@pytest.mark.model
def test_what_is_kept_holds_every_detail_and_counts_the_standard_one(store: Store) -> None:
    timeline = extract_titled(FIRE, published="2024-11-13")
    store.save(timeline.articles[0], timeline)
    kept = store.get(timeline.articles[0].id)
    assert kept is not None
    counts = [len(at_detail(kept[1], detail).events) for detail in ("key", "standard", "all")]
    assert counts == sorted(counts)
    assert len(set(counts)) == 3
    assert counts[1] == next(one.events for one in store.list() if one.id == timeline.articles[0].id)
