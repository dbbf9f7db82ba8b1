"""The pages in a real Chromium on a real server with a real database."""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dashboard.app import _listen, create_app
from tests.dashboard.made import made
from timeline.store import Store

pytestmark = pytest.mark.browser
api = pytest.importorskip("playwright.sync_api")
expect = api.expect
expect.set_options(timeout=20_000)

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
LANES = 20
PASTED = """Ferry service resumes

PORT NELLIS, May 3, 2024 - The ferry company resumed service on Thursday, two weeks after a storm damaged the pier.
"""


class Site:
    """A running server on a free port."""

    def __init__(self, path: Path) -> None:
        self.store = Store.open(f"sqlite:///{path}")
        listener = _listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.server = uvicorn.Server(uvicorn.Config(create_app(self.store), log_level="warning"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]})
        self.thread.start()
        while not self.server.started and self.thread.is_alive():
            time.sleep(0.02)

    def stop(self) -> None:
        """Down, and everything let go."""
        self.server.should_exit = True
        self.thread.join()
        self.store.close()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as store:
        for number in range(LANES):
            timeline = made(f"made{number}", number, title=f"Harbour bridge closed, report {number}")
            store.save(timeline.articles[0], timeline, outlet=f"Outlet {number}")
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Iterator[Site]:
    running = Site(database)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; install Debian's chromium or name one in CHROMIUM")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, site: Site) -> Iterator[Any]:
    """A page that fails the test when it sends anything elsewhere or complains on the console."""
    yield from _watched(browser, site, {"width": 1440, "height": 900})


@pytest.fixture
def phone(browser: Any, site: Site) -> Iterator[Any]:
    """The same, 390 pixels wide."""
    yield from _watched(browser, site, {"width": 390, "height": 844})


def _watched(browser: Any, site: Site, size: dict[str, int]) -> Iterator[Any]:
    context = browser.new_context(viewport=size, base_url=site.url, reduced_motion="reduce", color_scheme="light")
    opened = context.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda sent: elsewhere.append(sent.url) if not _ours(sent.url, site) else None)
    opened.on("websocket", lambda made: elsewhere.append(made.url) if site.url[7:] not in made.url else None)
    yield opened
    context.close()
    assert elsewhere == []
    assert complaints == []


def _ours(url: str, site: Site) -> bool:
    return url.startswith((site.url + "/", "data:", "blob:"))


def highlighted(page: Any) -> str:
    """The text that is highlighted as the sentence of the event chosen."""
    return "".join(page.locator("#article-text .lit-sentence").all_inner_texts())


def mark(page: Any, event: str) -> Any:
    """Where the event's mark stands in the figure, in pixels of the window."""
    page.locator("#figure .scatterlayer path.point").first.wait_for()
    return page.evaluate(
        """(key) => {
            const gd = document.querySelector('#figure .js-plotly-plot');
            const trace = gd.data.find((t) => t.mode === 'markers' && t.customdata.includes(key));
            const index = trace.customdata.indexOf(key);
            const box = gd.getBoundingClientRect();
            const layout = gd._fullLayout;
            return {
              x: box.left + layout.xaxis._offset + layout.xaxis.d2p(trace.x[index]),
              y: box.top + layout.yaxis._offset + layout.yaxis.d2p(trace.y[index]),
            };
        }""",
        event,
    )


def test_clicking_an_event_in_the_figure_highlights_its_sentence(page: Any) -> None:
    page.goto("/article/made0")
    place = mark(page, "e6")
    page.mouse.click(place["x"], place["y"])
    expect(page.locator("#article-text .trigger.selected")).to_have_text("closed")
    assert highlighted(page).startswith("The city closed the Harbour Bridge on Monday")
    expect(page.locator("#details")).to_contain_text("10 Jun 2024")
    expect(page.locator("#details")).to_contain_text("the mayor's office")
    expect(page).to_have_url(re.compile(r"/article/made0\?event=e6$"))


def test_hovering_a_mark_shows_date_status_and_sentence(page: Any) -> None:
    page.goto("/article/made0")
    place = mark(page, "e6")
    page.mouse.move(place["x"] - 40, place["y"] - 3)
    page.mouse.move(place["x"], place["y"])
    hover = page.locator("#figure .hoverlayer")
    for wanted in ("10 Jun 2024", "Happened", "the mayor's office", "on Monday after inspectors"):
        expect(hover).to_contain_text(wanted)


def test_clicking_an_event_in_the_list_scrolls_to_its_sentence(page: Any) -> None:
    page.set_viewport_size({"width": 1440, "height": 720})
    page.goto("/article/made0")
    page.locator("#event-list [data-event=e8]").click()
    expect(page.locator("#article-text .trigger.selected")).to_be_in_viewport()
    assert highlighted(page).startswith("A hearing is planned for June 20")
    expect(page.locator("#event-list [data-event=e8]")).to_have_attribute("aria-current", "true")


def test_clicking_an_event_word_opens_its_details(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#article-text [data-event=e3]").click()
    expect(page.locator("#details")).to_contain_text("Denied")
    expect(page.locator("#event-list [data-event=e3]")).to_be_in_viewport()


def test_clicking_a_phrase_lights_its_events_and_shows_its_derivation(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#article-text [data-phrase=t1]").click()
    expect(page.locator("#event-list .lit")).to_have_count(1)
    expect(page.locator("#event-list .lit")).to_have_attribute("data-event", "e6")
    expect(page.locator("#article-text .trigger.lit")).to_have_text("closed")
    expect(page.locator("#details")).to_contain_text("Measured from")
    expect(page).to_have_url(re.compile(r"\?phrase=t1$"))


def test_a_link_reopens_the_view_and_back_goes_back(page: Any) -> None:
    page.goto("/article/made0?event=e6&status=happened,denied")
    expect(page.locator("#article-text .trigger.selected")).to_have_text("closed")
    expect(page.locator("#event-list li:visible")).to_have_count(6)
    page.locator("#event-list [data-event=e1]").click()
    expect(page.locator("#article-text .trigger.selected")).to_have_text("opened")
    page.go_back()
    expect(page.locator("#article-text .trigger.selected")).to_have_text("closed")
    page.go_forward()
    expect(page.locator("#article-text .trigger.selected")).to_have_text("opened")


def test_the_first_page_takes_the_address_of_its_article_and_back_leaves_it(page: Any) -> None:
    page.goto("/article/made3")
    page.locator("#event-list").wait_for()
    page.locator(".brand").click()
    expect(page).not_to_have_url(re.compile("made3"))
    page.goto("/?event=e6")
    expect(page).to_have_url(re.compile(r"/article/made\d+\?event=e6$"))
    expect(page.locator("#article-text .trigger.selected")).to_have_text("closed")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/article/made\d+$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/article/made3$"))


def test_the_status_filter_hides_in_list_and_figure_and_stays_in_the_address(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("[data-filter=happened]").click()
    expect(page.locator("#event-list li:visible")).to_have_count(5)
    expect(page).to_have_url(re.compile("status=ongoing,planned,possible,denied"))
    page.wait_for_function(
        """() => document.querySelector('#figure .js-plotly-plot')?.data?.every((t) => !t.customdata.includes('e6'))"""
    )
    page.locator("[data-filter=happened]").click()
    expect(page.locator("#event-list li:visible")).to_have_count(10)


def test_everything_works_from_the_keyboard(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#event-list [data-event=e1]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(page.locator("#event-list [data-event=e10]")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#article-text .trigger.selected")).to_have_text("repaired")
    page.keyboard.press("Escape")
    expect(page.locator("#article-text .selected")).to_have_count(0)
    expect(page.locator("#details")).to_contain_text("Nothing selected")
    page.locator("#article-text [data-rove=text]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_contain_text("on Monday")


def test_zooming_in_turns_points_into_bars(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#figure .scatterlayer path.point").first.wait_for()
    for _ in range(6):
        page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(
        """() => document.querySelector('#figure .js-plotly-plot')?.data
              ?.some((t) => t.name === 'stretches' && t.customdata.includes('e6'))"""
    )


def test_moving_sideways_lays_the_labels_out_anew(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#figure .scatterlayer path.point").first.wait_for()
    page.locator("#range-all").click()
    expect(page.locator("#caption")).not_to_contain_text("outside the stretch shown")
    page.wait_for_function(
        "() => document.querySelector('#figure .js-plotly-plot')._fullLayout.xaxis.range[0] < '1932'"
    )
    page.wait_for_timeout(500)  # until the figure has come to rest
    page.evaluate(
        """() => {
            const gd = document.querySelector('#figure .js-plotly-plot');
            const axis = gd._fullLayout.xaxis;
            const [from, to] = axis.range.map((edge) => axis.d2l(edge));
            const half = (to - from) / 2;
            Plotly.relayout(gd, { 'xaxis.range': [axis.l2r(from + half), axis.l2r(to + half)] });
        }"""
    )
    expect(page.locator("#caption")).to_contain_text("outside the stretch shown")


def test_show_all_and_close_up(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#figure .scatterlayer path.point").first.wait_for()
    expect(page.locator("#caption")).to_contain_text("outside the stretch shown")
    page.locator("#range-all").click()
    expect(page.locator("#caption")).not_to_contain_text("outside the stretch shown")
    first = "() => document.querySelector('#figure .js-plotly-plot')._fullLayout.xaxis.range[0] < '1932'"
    page.wait_for_function(first)
    page.locator("#range-focus").click()
    page.wait_for_function(first.replace("<", ">"))


@pytest.mark.model
def test_a_pasted_article_is_read_and_kept_over_a_restart(browser: Any, database: Path) -> None:
    site = Site(database)
    try:
        for page in _watched(browser, site, {"width": 1440, "height": 900}):
            page.goto("/add")
            page.locator("#add-text").fill(PASTED)
            page.locator("#add-submit").click()
            expect(page.locator("h1")).to_contain_text("Ferry service resumes")
            expect(page.locator("#library")).to_contain_text("Ferry service resumes")
            expect(page.locator("#event-list")).to_contain_text("2 May 2024")
            address = page.url.removeprefix(site.url)
    finally:
        site.stop()
    site = Site(database)
    try:
        for page in _watched(browser, site, {"width": 1440, "height": 900}):
            page.goto(address)
            expect(page.locator("h1")).to_contain_text("Ferry service resumes")
            page.locator("#remove").click()
            page.locator("#remove-yes").click()
            expect(page.locator("#library")).not_to_contain_text("Ferry service resumes")
    finally:
        site.stop()


@pytest.mark.model
def test_a_file_is_read(page: Any) -> None:
    page.goto("/add")
    file = {"name": "ferry.txt", "mimeType": "text/plain", "buffer": PASTED.encode()}
    page.locator("#add-file input").set_input_files(file)
    expect(page.locator("#add-file-name")).to_contain_text("ferry.txt")
    page.locator("#add-submit").click()
    expect(page.locator("h1")).to_contain_text("Ferry service resumes")


@pytest.mark.model
def test_the_publication_date_is_asked_for_when_it_is_not_found(page: Any) -> None:
    page.goto("/add")
    page.locator("#add-text").fill("The ferry company resumed service on Thursday.")
    page.locator("#add-submit").click()
    expect(page.locator("#add-problem")).to_contain_text("publication date")
    expect(page.locator("#add-text")).to_have_value("The ferry company resumed service on Thursday.")
    page.locator("#add-date").fill("2024-05-03")
    page.locator("#add-submit").click()
    expect(page.locator("#event-list")).to_contain_text("2 May 2024")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2013-13-45", "no such day"),
        ("2025-02-30", "no such day"),
        ("2013", "no date with day, month and year"),
        ("03/04/2013", "2013-03-04 or 2013-04-03"),
        ("soon", "no date with day, month and year"),
        ("2999-01-01", "lies after today"),
    ],
)
def test_a_date_that_cannot_be_is_refused_and_nothing_kept(page: Any, site: Site, typed: str, said: str) -> None:
    before = len(site.store.list())
    page.goto("/add")
    page.locator("#add-text").fill(PASTED)
    page.locator("#add-date").fill(typed)
    page.locator("#add-submit").click()
    expect(page.locator("#add-problem")).to_contain_text(said)
    expect(page.locator("#add-date")).to_have_value(typed)
    assert len(site.store.list()) == before


def test_a_file_of_another_kind_or_too_large_is_refused_with_a_notice(page: Any) -> None:
    page.goto("/add")
    chooser = page.locator("#add-file input")
    chooser.set_input_files({"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * 5_000_001})
    expect(page.locator("#add-file-name")).to_contain_text("larger than 5 MB")
    chooser.set_input_files({"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    expect(page.locator("#add-file-name")).to_contain_text("report.pdf")
    page.locator("#add-submit").click()
    expect(page.locator("#add-problem")).to_contain_text("no text, HTML or JSON file")


@pytest.mark.parametrize("text", ["", "   \n"])
def test_an_empty_article_is_refused_with_a_notice(page: Any, text: str) -> None:
    page.goto("/add")
    page.locator("#add-text").fill(text)
    page.locator("#add-submit").click()
    expect(page.locator("#add-problem")).to_contain_text("empty", ignore_case=True)


def test_two_articles_and_twenty_are_compared(page: Any) -> None:
    for count in (2, LANES):
        page.goto("/compare?" + "&".join(f"a=made{number}" for number in range(count)))
        page.locator("#figure .scatterlayer path.point").first.wait_for()
        expect(page.locator("#figure .annotation")).to_have_count(count)
        page.locator("#compare-table").scroll_into_view_if_needed()
        expect(page.locator("#compare-table .ag-center-cols-container .ag-row").first).to_be_visible()


def test_clicking_in_a_lane_or_a_row_shows_the_sentence_with_its_article(page: Any) -> None:
    page.goto("/compare?a=made0&a=made3")
    place = mark(page, "made3:e6")
    page.mouse.click(place["x"], place["y"])
    details = page.locator("#compare-details")
    expect(details).to_contain_text("Outlet 3")
    expect(details).to_contain_text("after inspectors found cracks")
    page.locator("#compare-table .ag-row", has_text="Repairs begin").first.click()
    expect(details).to_contain_text("Repairs could begin next month")
    expect(page).to_have_url(re.compile(r"event=made0:e9"))
    details.locator("a").click()
    expect(page.locator("#article-text .trigger.selected")).to_have_text("begin")


def test_choosing_articles_writes_the_address(page: Any) -> None:
    page.goto("/compare?a=made0")
    page.locator("#compare-set").click()
    page.get_by_role("option", name="report 7").click()
    expect(page).to_have_url(re.compile(r"a=made0&a=made7"))
    expect(page.locator("#figure .annotation")).to_have_count(2)


def test_the_scheme_follows_the_system_and_the_choice_is_kept(page: Any) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/article/made0")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.locator("#toggle-theme").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")


def test_searching_the_list_of_articles(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#library-search").fill("outlet 17 29")
    expect(page.locator("#library li:visible")).to_have_count(1)
    page.locator("#library-search").fill("nothing like it")
    expect(page.locator("#library .no-match")).to_be_visible()


def test_an_unknown_article_and_page_say_so(page: Any) -> None:
    page.goto("/article/gone")
    expect(page.locator("h1")).to_have_text("This article is not here")
    page.goto("/nowhere")
    expect(page.locator("h1")).to_have_text("There is no such page")


def test_downloads_come_from_the_page(page: Any) -> None:
    page.goto("/article/made0")
    with page.expect_download() as caught:
        page.get_by_role("link", name="CSV").click()
    assert caught.value.suggested_filename == "timeline-made0.csv"
    assert "Harbour Bridge" in Path(caught.value.path()).read_text("utf-8")


def test_on_a_phone_nothing_sticks_out_and_a_tap_shows_details(phone: Any) -> None:
    for address in ("/article/made0", "/compare?a=made0&a=made1", "/add"):
        phone.goto(address)
        phone.locator("h1").wait_for()
        phone.wait_for_timeout(300)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.goto("/article/made0")
    phone.locator("#event-list [data-event=e6]").click()
    expect(phone.locator("#details")).to_be_in_viewport()
    expect(phone.locator("#article-text .trigger.selected")).to_be_in_viewport()
    phone.locator("[data-close]").click()
    expect(phone.locator(".details-pane")).to_be_hidden()
    phone.locator("#burger").click()
    expect(phone.locator("#library")).to_be_in_viewport()


def test_the_figure_is_hidden_from_screen_readers_and_the_list_is_not(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#event-list").wait_for()
    expect(page.locator("[aria-hidden=true] #figure")).to_have_count(1)
    expect(page.get_by_role("list").filter(has=page.locator("[data-event=e6]"))).to_be_visible()
    expect(page.get_by_role("button", name="10 Jun 2024 The city closed the Harbour Bridge")).to_be_visible()


def test_article_text_with_markup_is_shown_as_text(page: Any, site: Site) -> None:
    from timeline.model import Article, Timeline

    text = "<script>document.title='x'</script><img src=x onerror=alert(1)> <b>bold</b>"
    article = Article(id="wild", title="<i>T</i>", text=text)
    site.store.save(article, Timeline((article,)))
    page.goto("/article/wild")
    expect(page.locator("#article-text")).to_have_text(text)
    assert page.locator("#article-text img, #article-text b, h1 i").count() == 0
    site.store.delete("wild")
