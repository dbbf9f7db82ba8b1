"""Collections in a real Chromium."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.dashboard.browsing import Site

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect


@pytest.mark.slow
def test_a_collection_is_kept_found_renamed_filled_and_deleted_by_keyboard(page: Any, site: Site) -> None:
    page.goto("/compare?a=made0&a=made3")
    page.get_by_role("button", name="Keep as a collection").press("Enter")
    name = page.get_by_label("Name", exact=True)
    expect(name).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#collection-problem")).to_contain_text("needs a name")
    page.keyboard.type("Harbour bridge")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/collection/\w+$"))
    address = page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour bridge")
    expect(page.locator("#figure .annotation")).to_have_count(2)

    page.get_by_text("Take away").click()
    with page.expect_download() as saved:
        page.locator(".export-link", has_text="CSV").click()
    assert saved.value.suggested_filename.endswith("-harbour-bridge.csv")
    assert "made3" in saved.value.path().read_text("utf-8")

    page.goto("/article/made7")
    found = page.locator("#library .library-group", has_text="Collections").get_by_role("link")
    expect(found).to_contain_text("2 articles")
    found.press("Enter")
    expect(page).to_have_url(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour bridge")

    page.get_by_role("button", name="Rename").press("Enter")
    expect(name).to_be_focused()
    name.fill("Cracks in the bridge")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cracks in the bridge")
    expect(found).to_contain_text("Cracks in the bridge")
    expect(page.get_by_role("dialog")).to_have_count(0)

    box = page.locator("#collection-set")
    box.click()
    page.get_by_role("option", name="report 7").click()
    expect(page.locator("#figure .annotation")).to_have_count(3)
    expect(found).to_contain_text("3 articles")
    page.reload()
    expect(page.locator("#figure .annotation")).to_have_count(3)
    box.press("Backspace")
    expect(page.locator("#figure .annotation")).to_have_count(2)
    expect(found).to_contain_text("2 articles")
    assert [one.articles for one in site.store.collections.list()] == [("made0", "made3")]

    page.get_by_role("button", name="Delete").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Delete").press("Enter")
    expect(page).to_have_url(re.compile(r"/compare$"))
    expect(page.locator("#library")).not_to_contain_text("Cracks in the bridge")
    page.goto(address)
    expect(page.get_by_role("status")).to_contain_text("There is no such collection")
    assert site.store.count() == 20


def test_an_empty_collection_and_one_of_one_article_say_what_to_do(phone: Any, site: Site) -> None:
    kept = site.store.collections.create("Ferries")
    phone.goto(f"/collection/{kept.id}")
    expect(phone.locator(".empty-title")).to_have_text("This collection is empty")
    phone.locator("#collection-set").click()
    phone.get_by_role("option", name="report 2", exact=False).first.click()
    expect(phone.locator("#figure .annotation")).to_have_count(1)
    expect(phone.locator(".page-head .about")).to_contain_text("Add another to compare them")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    site.store.collections.delete(kept.id)
