"""Adding an article in a real Chromium: pasted, from a file, without a date, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.browsing import Site, watched

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect

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
