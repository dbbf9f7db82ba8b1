"""Reading a timeline in a real Chromium: the axis, finding, grouping, the table, keys, and the link to a view."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.dashboard.browsing import drawn, mark

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect

META = "window.timelinePages.meta()"
ROWS = "#event-list li:visible"


def opened(page: Any, address: str = "/article/made0") -> None:
    """The page with its figure and its list."""
    page.goto(address)
    drawn(page)
    page.locator("#event-list .event").first.wait_for()
    page.wait_for_function("() => !!window.timelinePages.meta()")


def meta(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "() => { const { scale, density, ...rest } = window.timelinePages.meta(); return rest; }"
    )
    return found


def until(page: Any, what: str) -> None:
    page.wait_for_function(f"() => {{ const meta = {META}; return {what}; }}")


def width(found: dict[str, Any]) -> float:
    return float(found["place"][1] - found["place"][0])


@pytest.mark.slow
def test_zooming_by_button_and_key_stands_in_the_address_and_goes_back_to_all(page: Any) -> None:
    opened(page)
    all_ = width(meta(page))
    page.get_by_role("button", name="Zoom in").click()
    until(page, "!meta.whole")
    expect(page).to_have_url(re.compile(r"\?from=[-\dT:]+&to=[-\dT:]+$"))
    assert width(meta(page)) == pytest.approx(all_ / 2, rel=0.02)
    assert meta(page)["outside"] < 9
    page.reload()
    drawn(page)
    until(page, "!meta.whole")
    assert width(meta(page)) == pytest.approx(all_ / 2, rel=0.02)
    page.keyboard.press("0")
    until(page, "meta.whole")
    expect(page).to_have_url(re.compile("/article/made0$"))


def test_the_wheel_zooms_where_the_pointer_is_and_a_drag_shows_what_it_spans(page: Any) -> None:
    opened(page)
    place = mark(page, "e6")
    before = page.evaluate("(x) => x", place["x"])
    page.mouse.move(place["x"], place["y"])
    for _ in range(4):
        page.mouse.wheel(0, -240)
    until(page, "!meta.whole")
    after = mark(page, "e6")
    assert abs(after["x"] - before) < 60
    page.keyboard.press("0")
    until(page, "meta.whole")
    box = page.locator("#figure .nsewdrag").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 24, steps=5)
    page.mouse.up()
    until(page, "!meta.whole")
    found = meta(page)
    assert width(found) == pytest.approx((found["full"][1] - found["full"][0]) / 2, rel=0.05)


def test_the_axis_folds_goes_to_scale_and_to_order(page: Any) -> None:
    opened(page)
    assert meta(page)["breaks"] > 0
    expect(page.get_by_text(re.compile("empty stretches are folded"))).to_be_visible()
    page.get_by_role("button", name="To scale").click()
    until(page, "meta.breaks === 0")
    expect(page).to_have_url(re.compile("axis=proportional$"))
    page.get_by_role("button", name="In order").click()
    expect(page).to_have_url(re.compile("axis=order$"))
    page.go_back()
    expect(page.get_by_role("button", name="To scale")).to_have_attribute("aria-pressed", "true")


def test_choosing_an_event_out_of_sight_brings_it_in(page: Any) -> None:
    opened(page, "/article/made0?from=2024-06-09&to=2024-06-14&axis=proportional")
    until(page, "meta.outside > 3")
    page.locator("#event-list [data-event=e1]").click()
    drawn(page, "e1")
    until(page, "meta.from < '1932'")
    expect(page).to_have_url(re.compile("from=19"))
    assert width(meta(page)) < 500


def test_a_label_is_hovered_and_clicked_like_its_mark(page: Any) -> None:
    opened(page)
    box = page.locator("#figure .textpoint text", has_text="The city closed").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 30, y)
    page.mouse.move(x, y)
    expect(page.locator("#figure .hoverlayer")).to_contain_text("10 Jun 2024")
    expect(page.locator("#event-list .pointed")).to_have_attribute("data-event", "e6")
    page.mouse.click(x, y)
    expect(page.locator("#article-text .trigger.selected")).to_have_text("closed")


@pytest.mark.slow
def test_no_label_lies_over_another(page: Any) -> None:
    opened(page)
    for width_ in (1440, 1000):
        page.set_viewport_size({"width": width_, "height": 900})
        page.reload()
        drawn(page)
        over = page.evaluate(
            """() => {
                const labels = [...document.querySelectorAll('#figure .textpoint text')];
                const boxes = labels.map((e) => e.getBoundingClientRect());
                return boxes.filter((a, i) => boxes.some((b, j) => j > i && a.left < b.right - 1 && b.left < a.right - 1
                  && a.top < b.bottom - 4 && b.top < a.bottom - 4)).length;
            }"""
        )
        assert over == 0


@pytest.mark.slow
def test_the_overview_shows_the_window_and_moves_it(page: Any) -> None:
    opened(page)
    page.locator("#overview-box summary").click()
    strip = page.locator("#overview").bounding_box()
    page.mouse.move(strip["x"] + strip["width"] * 0.85, strip["y"] + 10)
    page.mouse.down()
    page.mouse.up()
    until(page, "!meta.whole")
    now = page.locator(".overview-window").bounding_box()
    assert now["width"] < strip["width"] / 2
    assert now["x"] > strip["x"] + strip["width"] / 2


@pytest.mark.slow
def test_finding_as_one_types_and_back_undoes_it(page: Any) -> None:
    opened(page)
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("ida marsh", delay=20)
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator("#event-count")).to_have_text("1 of 10")
    expect(page).to_have_url(re.compile(r"\?q=ida"))
    page.locator("#find").fill("nothing like it")
    expect(page.locator("#no-event")).to_be_visible()
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(10)
    expect(page.locator("#find")).to_have_value("")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("facet", "value", "left"),
    [("source", "the council", 3), ("where", "Lantern Bay", 1), ("grain", "minute", 1), ("sure", "high", 3)],
)
def test_a_filter_counts_and_is_let_go_of(page: Any, facet: str, value: str, left: int) -> None:
    opened(page)
    page.get_by_role("button", name="Filter", exact=True).click()
    chip = page.locator(f"#facets [data-facet={facet}][data-value='{value}']")
    expect(chip.locator(".count")).to_have_text(str(left))
    chip.click()
    expect(page.locator(ROWS)).to_have_count(left)
    expect(chip).to_have_attribute("aria-pressed", "true")
    page.locator("#chosen .chosen").click()
    expect(page.locator(ROWS)).to_have_count(10)


@pytest.mark.slow
def test_a_time_window_filters(page: Any) -> None:
    opened(page)
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_label("from", exact=True).fill("2024-06-20")
    page.get_by_label("from", exact=True).press("Tab")
    expect(page.locator(ROWS)).to_have_count(3)
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(ROWS)).to_have_count(10)
    expect(page.get_by_label("from", exact=True)).to_have_value("")


@pytest.mark.slow
def test_lanes_and_order_of_the_list(page: Any) -> None:
    opened(page)
    page.locator("#lanes").select_option("status")
    expect(page.locator("#figure .annotation", has_text="Denied")).to_be_visible()
    expect(page).to_have_url(re.compile("lanes=status$"))
    page.locator("#sort").select_option("text")
    expect(page.locator("#event-list .event").first).to_have_attribute("data-event", "e6")
    page.locator("#sort").select_option("time")
    expect(page.locator("#event-list .event").first).to_have_attribute("data-event", "e1")


@pytest.mark.slow
def test_the_table_is_in_step_and_in_order_of_time(page: Any) -> None:
    opened(page)
    page.get_by_role("button", name="Table").click()
    rows = page.locator("#event-table .ag-center-cols-container .ag-row")
    expect(rows).to_have_count(10)
    expect(page.locator("#event-table .ag-row[row-index='0'] [col-id=place]")).to_have_text("in 1931")
    page.locator("#event-table .ag-header-cell[col-id=place]").click()
    expect(page.locator("#event-table .ag-row[row-index='0'] [col-id=place]")).to_have_text("no date")
    page.locator("#status-filter [data-value=denied]").click()
    expect(rows).to_have_count(1)
    rows.first.click()
    expect(page.locator("#details")).to_contain_text("The ferry company was warned")
    page.get_by_role("button", name="Where", exact=True).click()
    expect(page.locator("#event-table .ag-header-cell[col-id=where]")).to_be_visible()
    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator("#event-list .event.selected")).to_have_attribute("data-event", "e3")


@pytest.mark.slow
def test_keys_go_along_time_to_the_text_and_to_the_help(page: Any) -> None:
    opened(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#event-list .selected")).to_have_attribute("data-event", "e1")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#event-list .selected")).to_have_attribute("data-event", "e2")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#article-text .selected")).to_have_text("opened")
    page.keyboard.press("Enter")
    expect(page.locator("#article-text .selected")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_contain_text("Time phrase")
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_contain_text("What the article is about")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Help")).to_contain_text("find in the events")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Help")).to_be_hidden()


@pytest.mark.slow
def test_marks_in_the_text_are_one_stop_of_the_tab_key(page: Any) -> None:
    opened(page)
    expect(page.locator("#article-text [tabindex='0']")).to_have_count(1)
    page.locator("#article-text [data-event=e3]").click()
    expect(page.locator("#article-text [tabindex='0']")).to_have_count(1)
    expect(page.locator("#article-text [tabindex='0']")).to_have_attribute("data-event", "e3")


@pytest.mark.slow
def test_previous_and_next_in_the_panel(page: Any) -> None:
    opened(page, "/article/made0?event=e2")
    page.get_by_role("button", name="Next event").click()
    expect(page.locator("#event-list .selected")).to_have_attribute("data-event", "e3")
    page.get_by_role("button", name="Previous event").click()
    expect(page.locator("#event-list .selected")).to_have_attribute("data-event", "e2")


@pytest.mark.slow
def test_an_undated_event_is_chosen_in_the_tray(page: Any) -> None:
    opened(page)
    page.locator("#tray [data-event=e10]").click()
    expect(page.locator("#details")).to_contain_text("no date")
    expect(page.locator("#article-text .trigger.selected")).to_have_text("take")


@pytest.mark.slow
def test_a_link_reopens_the_same_view(page: Any) -> None:
    opened(page)
    steps: list[Callable[[], object]] = [
        lambda: page.locator("#status-filter [data-value=happened]").click(),
        lambda: page.get_by_role("button", name="To scale").click(),
        lambda: page.locator("#lanes").select_option("status"),
        lambda: page.locator("#event-list [data-event=e6]").click(),
        lambda: page.keyboard.press("z"),
    ]
    for step in steps:
        step()
        page.wait_for_timeout(300)
    until(page, "!meta.whole")
    page.wait_for_timeout(600)
    address, before = page.url, meta(page)
    page.goto("/compare")
    page.goto(address)
    drawn(page, "e6")
    until(page, "!meta.whole")
    after = meta(page)
    assert {name: after[name] for name in ("from", "to", "hidden")} == {
        name: before[name] for name in ("from", "to", "hidden")
    }
    expect(page.locator("#article-text .trigger.selected")).to_have_text("closed")
    expect(page.locator("#lanes")).to_have_value("status")
    expect(page.get_by_role("button", name="To scale")).to_have_attribute("aria-pressed", "true")


@pytest.mark.slow
def test_on_a_phone_the_list_comes_first_and_the_table_of_a_comparison_is_not_blank(phone: Any) -> None:
    opened(phone)
    order = [phone.locator(name).bounding_box()["y"] for name in (".list-pane", ".figure-card", ".text-pane")]
    assert order == sorted(order)
    phone.goto("/compare?a=made0&a=made1")
    phone.locator("#event-table .ag-row").first.wait_for()
    expect(phone.locator("#event-table .ag-row").first).to_contain_text("1931")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
