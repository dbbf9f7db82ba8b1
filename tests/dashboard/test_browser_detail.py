"""How much is shown, chosen on the pages in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.browsing import Site
from tests.dashboard.made import made
from timeline.export import read_csv

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect


@pytest.fixture(autouse=True)
def mixed(site: Site) -> Iterator[None]:
    """An article with two key events and two that only "all" shows, and others that are standard."""
    timeline = made("mixed", details={"e2": "all", "e5": "all", "e6": "key", "e7": "key"})
    site.store.save(timeline.articles[0], timeline, outlet="Mixed")
    yield
    site.store.delete("mixed")


def shows(page: Any, *, events: int, there: str = "", gone: str = "") -> None:
    """The page has so many events in list and text; the figure has one mark and has not the other."""
    expect(page.locator("#event-list li:visible")).to_have_count(events)
    expect(page.locator("#event-count")).to_have_text(str(events))
    expect(page.locator("#article-text .trigger")).to_have_count(events)
    page.wait_for_function(
        """([there, gone]) => {
            const data = document.querySelector('#figure .js-plotly-plot')?.data;
            const has = (key) => data.some((trace) => (trace.customdata || []).includes(key));
            return data && (!there || has(there)) && (!gone || !has(gone));
        }""",
        arg=[there, gone],
    )


def test_a_choice_hides_and_shows_at_once_everywhere(page: Any) -> None:
    page.goto("/article/mixed")
    shows(page, events=8, there="e1", gone="e2")
    page.get_by_role("button", name="All 10").click()
    shows(page, events=10, there="e2")
    expect(page).to_have_url(re.compile(r"/article/mixed\?detail=all$"))
    page.get_by_role("button", name="Key").click()
    shows(page, events=2, there="e6", gone="e1")
    expect(page.locator("#status-filter [data-facet]")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/article/mixed\?detail=key$"))
    page.get_by_role("button", name="Standard").click()
    shows(page, events=8, there="e1", gone="e2")
    expect(page).to_have_url(re.compile(r"/article/mixed$"))


@pytest.mark.slow
def test_a_link_keeps_the_choice_and_downloads_hold_what_is_shown(page: Any) -> None:
    page.goto("/article/mixed?detail=key&event=e6")
    shows(page, events=2, there="e6", gone="e1")
    expect(page.locator("button[data-detail=key]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#article-text .trigger.selected")).to_have_text("closed")
    for detail, count in (("key", 2), ("all", 10)):
        page.locator(f"button[data-detail={detail}]").click()
        shows(page, events=count)
        with page.expect_download() as caught:
            page.locator(".export-menu > summary").click()
            page.get_by_role("link", name="CSV").click()
        assert len(read_csv(Path(caught.value.path()).read_text("utf-8"))) == count
    expect(page.locator("#article-text .trigger.selected")).to_have_text("closed")
    expect(page.locator("#article-text .selected")).to_have_count(1)


@pytest.mark.slow
def test_the_choice_works_from_the_keyboard_and_the_list_stays_reachable(page: Any) -> None:
    page.goto("/article/mixed?detail=all")
    shows(page, events=10)
    page.locator("#event-list [data-event=e2]").click()
    page.keyboard.press("Escape")
    page.locator("button[data-detail=all]").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("button[data-detail=key]")).to_be_focused()
    page.keyboard.press("Enter")
    shows(page, events=2, gone="e2")
    expect(page.locator("button[data-detail=key]")).to_be_focused()
    expect(page.locator("#event-list [data-event][tabindex='0']")).to_have_count(1)
    expect(page.get_by_role("group", name="Show how many events")).to_be_visible()


def test_status_and_detail_go_together(page: Any) -> None:
    page.goto("/article/mixed?detail=all&status=happened")
    expect(page.locator("#event-list li:visible")).to_have_count(5)
    page.locator("button[data-detail=key]").click()
    expect(page.locator("#event-list li:visible")).to_have_count(2)
    expect(page).to_have_url(re.compile("status=happened"))


def test_a_comparison_takes_the_choice_too(page: Any) -> None:
    page.goto("/compare?a=mixed&a=made0&detail=key")
    rows = page.locator("#event-table .ag-center-cols-container .ag-row")
    expect(rows).to_have_count(2)
    page.locator("button[data-detail=standard]").click()
    expect(page.locator("#status-filter [data-value=happened] .count")).to_have_text("8")
    expect(rows.nth(3)).to_be_attached()


def test_on_a_phone_the_choice_is_whole_and_can_be_tapped(phone: Any) -> None:
    phone.goto("/article/mixed")
    for detail, count in (("key", 2), ("all", 10), ("standard", 8)):
        button = phone.locator(f"button[data-detail={detail}]")
        box = button.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["height"] >= 24  # WCAG 2.2, target size
        button.click()
        shows(phone, events=count)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
