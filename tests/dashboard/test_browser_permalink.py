"""The address reopens the same view in another browser, in a real Chromium: what is shown, chosen, filtered, zoomed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.dashboard.browsing import Site, drawn

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect

SEEN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (selector) => all(selector).filter((e) => e.offsetParent !== null);
  const gd = document.querySelector('#figure .js-plotly-plot');
  const meta = gd._fullLayout.meta;
  return {
    title: document.title,
    window: gd.layout.xaxis.range.map((x) => Math.round(Number(x))),
    stretch: [meta.from, meta.to],
    marks: gd.data.flatMap((t) => (t.customdata || []).map((key) => t.name + ' ' + key)).sort(),
    pale: all('.point').filter((e) => e.style.opacity).length,
    pressed: all('button[aria-pressed=true]').map((e) => e.textContent.trim()).filter((text) => text),
    chosen: all('#chosen button').map((e) => e.textContent),
    boxes: ['find', 'since', 'until', 'lanes', 'sort'].map((id) => (document.getElementById(id) || {}).value),
    listed: shown('#event-list li').map((e) => e.dataset.key),
    rows: shown('#event-table .ag-center-cols-container [role=row]').map((e) => e.getAttribute('row-id')),
    selected: all('.selected').map((e) => e.textContent.trim()),
    details: (document.getElementById('details') || document.getElementById('compare-details')).innerText,
    caption: document.getElementById('caption').innerText,
    lanes: all('#figure .annotation').map((e) => e.textContent),
  };
}"""


def settled(page: Any) -> dict[str, Any]:
    """What is seen once nothing changes any more."""
    drawn(page)
    before: dict[str, Any] = {}
    for _ in range(60):
        page.wait_for_timeout(400)
        now: dict[str, Any] = page.evaluate(SEEN)
        if now == before:
            return now
        before = now
    raise AssertionError("the page does not come to rest")


def press(page: Any, attribute: str, value: str) -> None:
    page.locator(f"button[data-{attribute}='{value}']").first.dispatch_event("click")


def zoomed_on_an_event(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#event-list [data-event=e4]").click()
    settled(page)
    page.keyboard.press("z")


def zoomed_away_from_the_event(page: Any) -> None:
    page.goto("/article/made0?from=2024-01-01T00:00&to=2024-12-31T00:00")
    page.locator("#event-list [data-event=e10]").click()
    settled(page)
    press(page, "zoom", "0.5")
    settled(page)
    page.evaluate("timelinePages.pan(-3)")
    settled(page)


def filtered(page: Any) -> None:
    page.goto("/article/made0")
    press(page, "detail", "all")
    settled(page)
    press(page, "facet", "status")
    page.locator("#find").fill("bridge")
    settled(page)
    page.locator("#sort").select_option("label")
    page.locator("#lanes").select_option("status")


def as_a_table_to_scale(page: Any) -> None:
    page.goto("/article/made0")
    press(page, "axis", "proportional")
    settled(page)
    press(page, "rows", "table")
    page.locator("#event-table .ag-row").first.click()


def a_phrase(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#article-text [data-phrase]").nth(2).click()


def compared(page: Any) -> None:
    page.goto("/compare?a=made0&a=made3&a=made1")
    settled(page)
    press(page, "zoom", "0.5")
    settled(page)
    page.locator("#event-table .ag-row").nth(1).click()


def in_a_collection(page: Any) -> None:
    page.goto("/collection/COLLECTION")
    settled(page)
    press(page, "facet", "status")
    settled(page)
    page.locator("#event-table .ag-row").first.click()
    settled(page)
    press(page, "zoom", "0.5")


SLOW = [zoomed_on_an_event, zoomed_away_from_the_event, as_a_table_to_scale, a_phrase, compared, in_a_collection]
VIEWS = [filtered, *(pytest.param(view, marks=pytest.mark.slow) for view in SLOW)]


@pytest.mark.parametrize("made", VIEWS)
def test_the_address_reopens_the_same_view(made: Callable[[Any], None], page: Any, browser: Any, site: Site) -> None:
    kept = site.store.collections.create("Bridge", ["made0", "made2"])
    place = {"location": f"/collection/{kept.id}"}
    page.route("**/collection/COLLECTION", lambda route: route.fulfill(status=302, headers=place))
    made(page)
    here, address = settled(page), page.url
    other = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=site.url, reduced_motion="reduce")
    opened = other.new_page()
    opened.goto(address)
    there = settled(opened)
    assert {name: (value, there[name]) for name, value in here.items() if value != there[name]} == {}
    assert opened.url == address
    other.close()
    site.store.collections.delete(kept.id)
