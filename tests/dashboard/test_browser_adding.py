"""Adding an article in a real Chromium: pasted, from a file, without a date, and what is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.browsing import Site, watched
from tests.reading.test_web import Answers

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect


@pytest.fixture(scope="module", autouse=True)
def _patience(browser: Any) -> None:
    """A worker that starts loads the language model, which takes long on a machine that is busy."""
    expect.set_options(timeout=90_000)


PASTED = """Ferry service resumes

PORT NELLIS, May 3, 2024 - The ferry company resumed service on Thursday, two weeks after a storm damaged the pier.
"""


@pytest.mark.model
def test_a_pasted_article_is_read_and_kept_over_a_restart(browser: Any, database: Path) -> None:
    site = Site(database)
    try:
        for page in watched(browser, site, {"width": 1440, "height": 900}):
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
        for page in watched(browser, site, {"width": 1440, "height": 900}):
            page.goto(address)
            expect(page.locator("h1")).to_contain_text("Ferry service resumes")
            page.locator("#remove").click()
            page.locator("#remove-yes").click()
            expect(page.locator("#library .library-link", has_text="Ferry service resumes")).to_have_count(0)
            expect(page.locator("#library .removed-articles")).to_contain_text("Ferry service resumes")
    finally:
        site.stop()


def choose(page: Any, *files: tuple[str, bytes]) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator("#add-choose").click()
    chooser.value.set_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )


@pytest.mark.model
def test_a_file_is_read(page: Any) -> None:
    page.goto("/add")
    choose(page, ("ferry.txt", PASTED.encode()))
    expect(page.locator(".source")).to_contain_text("Published 3 May 2024, found in the dateline.")
    page.locator("#add-submit").click()
    expect(page.locator("h1")).to_contain_text("Ferry service resumes")


TABLE = b"date,text\n2024-05-03,The ferry left on Thursday and was seen on Friday.\n2024-13-01,It left on Monday.\n"


@pytest.mark.slow
@pytest.mark.model
def test_files_are_read_beside_a_pasted_text_and_each_is_told(page: Any, site: Site) -> None:
    """Nothing is preferred to anything else, and what fails costs nothing else."""
    before = len(site.store.list())
    page.goto("/add")
    page.locator("#add-text").fill(PASTED.replace("Ferry service resumes", "Pasted beside files"))
    choose(
        page, ("many.csv", TABLE), ("a.pdf", b"%PDF-1.4"), ("note.txt", b"The ferry left on Thursday."), ("b.txt", b"x")
    )
    expect(page.locator(".source")).to_have_count(4)
    page.get_by_role("button", name="Take b.txt off the list").click()
    expect(page.locator(".source")).to_have_count(3)
    broken = page.locator(".source", has_text="a.pdf")
    expect(broken).to_contain_text("The PDF is damaged and cannot be read. Save it anew, or paste the text.")
    page.locator("#add-submit").click()
    table = page.locator(".source", has_text="many.csv")
    expect(table.locator(".source-made li")).to_have_count(1)
    expect(table).to_contain_text("line 3")
    expect(table).to_contain_text("no such day")
    expect(page.locator(".source", has_text="Pasted beside files")).to_contain_text("published 3 May 2024")
    expect(page.locator("#add-text")).to_have_value("")
    undated = page.locator(".source", has_text="note.txt")
    expect(undated).to_contain_text("No publication date was found: give it, or go on without one.")
    undated.locator("input").fill("2024-05-03")
    undated.get_by_role("button", name="Use this date").click()
    expect(undated).to_contain_text("as you gave it")
    page.locator("#add-submit").click()
    expect(undated.locator(".source-made a")).to_have_count(1)
    assert len(site.store.list()) == before + 3
    page.locator("#to-compare").click()
    expect(page.locator("#add-queue")).to_have_count(0)
    page.go_back()
    expect(page.locator(".source")).to_have_count(4)
    expect(page.locator("#add-status")).to_contain_text("3 articles are there")


@pytest.mark.slow
@pytest.mark.model
def test_a_date_is_put_right_after_reading_too(page: Any, site: Site) -> None:
    page.goto("/add")
    choose(page, ("one.txt", PASTED.replace("Ferry", "Tram").encode()), ("two.pdf", b"%PDF-1.4"))
    page.locator("#add-submit").click()
    source = page.locator(".source", has_text="one.txt")
    expect(source.locator(".source-made")).to_contain_text("published 3 May 2024, found in the dateline")
    before = len(site.store.list())
    source.locator("input").fill("2024-05-10")
    source.get_by_role("button", name="Read anew").click()
    expect(source.locator(".source-made")).to_contain_text("published 10 May 2024, as you gave it")
    assert len(site.store.list()) == before


@pytest.mark.slow
def test_what_was_typed_outlives_another_page_and_a_reload(page: Any) -> None:
    page.goto("/add")
    page.locator("#add-text").fill(PASTED)
    page.locator("#add-title").fill("My title")
    expect(page.locator(".add-page")).to_contain_text("If left empty: 3 May 2024, found in the dateline.")
    page.locator("#to-compare").click()
    expect(page.locator("#add-text")).to_have_count(0)
    page.go_back()
    expect(page.locator("#add-text")).to_have_value(PASTED)
    page.reload()
    expect(page.locator("#add-title")).to_have_value("My title")


@pytest.mark.slow
@pytest.mark.model
def test_the_publication_date_is_asked_for_when_it_is_not_found(page: Any) -> None:
    page.goto("/add")
    page.locator("#add-text").fill("The ferry company resumed service on Thursday.")
    page.locator("#add-submit").click()
    expect(page.locator(".add-page")).to_contain_text("No publication date was given")
    expect(page.locator("#add-date")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#add-date")).to_be_focused()
    expect(page.locator("#add-text")).to_have_value("The ferry company resumed service on Thursday.")
    page.locator("#add-date").fill("2024-05-03")
    page.locator("#add-submit").click()
    expect(page.locator("#event-list")).to_contain_text("2 May 2024")


@pytest.mark.slow
@pytest.mark.model
def test_one_goes_on_without_a_date(page: Any) -> None:
    page.goto("/add")
    page.locator("#add-text").fill("Harbour reopens\n\nThe harbour of Tarn reopened on 3 May 2021, the mayor said.")
    page.locator("#add-submit").click()
    page.locator("#add-undated").click()
    expect(page.locator("h1")).to_contain_text("Harbour reopens")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2013-13-45", "no such day"),
        ("2013", "no date with day, month and year"),
        ("03/04/2013", "2013-03-04 or 2013-04-03"),
        ("2999-01-01", "lies after today"),
    ],
)
def test_a_date_that_cannot_be_is_refused_and_nothing_kept(page: Any, site: Site, typed: str, said: str) -> None:
    before = len(site.store.list())
    page.goto("/add")
    page.locator("#add-text").fill(PASTED)
    page.locator("#add-date").fill(typed)
    page.locator("#add-submit").click()
    expect(page.locator(".mantine-InputWrapper-error")).to_contain_text(said)
    expect(page.locator("#add-date")).to_have_value(typed)
    expect(page.locator("#add-date")).to_have_attribute("aria-invalid", "true")
    assert len(site.store.list()) == before


@pytest.mark.slow
def test_a_file_of_another_kind_or_too_large_is_refused_by_name(page: Any) -> None:
    page.goto("/add")
    choose(page, ("big.txt", b"x" * 20_000_001), ("song.mp3", b"ID3"), ("locked.doc", b"\xd0\xcf\x11\xe0"))
    expect(page.locator(".source", has_text="big.txt")).to_contain_text("larger than 20 MB")
    expect(page.locator(".source", has_text="song.mp3")).to_contain_text("song.mp3 is of a kind that cannot be read.")


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "   \n"])
def test_an_empty_article_is_refused_beside_its_field(page: Any, text: str) -> None:
    page.goto("/add")
    page.locator("#add-text").fill(text)
    page.locator("#add-submit").click()
    expect(page.locator(".mantine-InputWrapper-error")).to_contain_text("empty")
    expect(page.locator("#add-text")).to_have_attribute("aria-invalid", "true")


@pytest.mark.slow
@pytest.mark.model
def test_a_web_address_is_read(page: Any, site: Site, web: str) -> None:
    page.goto("/add")
    page.locator("#add-address").fill(web + "/")
    page.locator("#add-submit").click()
    expect(page.locator("h1")).to_contain_text("Ferry")
    assert any(one.url == web + "/" for one in site.store.list())


@pytest.mark.slow
def test_a_web_address_that_fails_is_told_beside_its_field(page: Any, web: str) -> None:
    page.goto("/add")
    for address, said in ((f"{web}/missing", "has no such page"), ("ferry", "no address of a web page")):
        page.locator("#add-address").fill(address)
        page.locator("#add-submit").click()
        expect(page.locator(".mantine-InputWrapper-error")).to_contain_text(said)
        expect(page.locator("#add-address")).to_have_attribute("aria-invalid", "true")


@pytest.mark.slow
def test_reading_is_stopped_and_taken_up_again(page: Any, web: str) -> None:
    page.goto("/add")
    page.locator("#add-address").fill(f"{web}/slow")
    page.locator("#add-submit").click()
    expect(page.locator("#add-status")).to_contain_text("asking for the page")
    expect(page.locator("#add-status")).to_contain_text("left")
    page.locator("#add-stop").click()
    expect(page.locator(".source")).to_contain_text("Stopped")
    expect(page.locator(".source").get_by_role("button", name="Try again")).to_be_visible()


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()
