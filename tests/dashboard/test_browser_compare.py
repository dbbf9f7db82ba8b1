"""Comparing articles in a real Chromium."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.dashboard.browsing import LANES, mark

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect


def test_two_articles_and_twenty_are_compared(page: Any) -> None:
    for count in (2, LANES):
        page.goto("/compare?" + "&".join(f"a=made{number}" for number in range(count)))
        page.locator("#figure .scatterlayer path.point").first.wait_for()
        expect(page.locator("#figure .annotation")).to_have_count(count)
        page.locator("#event-table").scroll_into_view_if_needed()
        expect(page.locator("#event-table .ag-center-cols-container .ag-row").first).to_be_visible()


def test_clicking_in_a_lane_or_a_row_shows_the_sentence_with_its_article(page: Any) -> None:
    page.goto("/compare?a=made0&a=made3")
    mark(page, "made3:e6")
    page.evaluate("document.querySelector('#figure').scrollIntoView({block: 'center'})")
    place = mark(page, "made3:e6")
    page.mouse.click(place["x"], place["y"])
    details = page.locator("#compare-details")
    expect(details).to_contain_text("Outlet 3")
    expect(details).to_contain_text("after inspectors found cracks")
    page.locator("#event-table .ag-row", has_text="Repairs begin").first.click()
    expect(details).to_contain_text("Repairs could begin next month")
    expect(page).to_have_url(re.compile(r"event=made0:e9"))
    details.locator("a").click()
    expect(page.locator("#article-text .trigger.selected")).to_have_text("begin")


@pytest.mark.slow
def test_choosing_articles_writes_the_address(page: Any) -> None:
    page.goto("/compare?a=made0")
    page.locator("#compare-set").click()
    page.get_by_role("option", name="report 7").click()
    expect(page).to_have_url(re.compile(r"a=made0&a=made7"))
    expect(page.locator("#figure .annotation")).to_have_count(2)
