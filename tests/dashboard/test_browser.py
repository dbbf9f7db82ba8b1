"""The pages in a real Chromium on a real server with a real database."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.browsing import Site, mark

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect


def highlighted(page: Any) -> str:
    """The text that is highlighted as the sentence of the event chosen."""
    return "".join(page.locator("#article-text .lit-sentence").all_inner_texts())


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


def test_a_status_shows_only_what_it_names_and_back_undoes_it(page: Any) -> None:
    page.goto("/article/made0")
    page.locator("#status-filter [data-value=denied]").click()
    expect(page.locator("#event-list li:visible")).to_have_count(1)
    expect(page.locator("#event-count")).to_have_text("1 of 10")
    expect(page).to_have_url(re.compile("status=denied$"))
    page.wait_for_function(
        """() => document.querySelector('#figure .js-plotly-plot')?.data?.every((t) => !t.customdata.includes('e6'))"""
    )
    page.locator("#status-filter [data-value=possible]").click()
    expect(page.locator("#event-list li:visible")).to_have_count(2)
    page.go_back()
    expect(page.locator("#event-list li:visible")).to_have_count(1)
    page.go_back()
    expect(page.locator("#event-list li:visible")).to_have_count(10)
    expect(page.locator("#event-count")).to_have_text("10")


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
    expect(page.locator("#details")).to_contain_text("What the article is about")
    page.locator("#article-text [data-rove=text]").first.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_contain_text("on Monday")


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
    for address in ("/nowhere", "/article/%E0%A4%A", "/article/a%"):
        page.goto(address)
        expect(page.locator("h1")).to_have_text("There is no such page")


def test_downloads_come_from_the_page(page: Any) -> None:
    page.goto("/article/made0")
    with page.expect_download() as caught:
        page.locator(".export-menu > summary").click()
        page.get_by_role("link", name="CSV").click()
    assert caught.value.suggested_filename == "2024-06-12-harbour-bridge-closed-report-0.csv"
    expect(page.get_by_role("link", name="CSV")).to_be_hidden()  # a choice closes the menu
    page.goto("/compare?a=made0&a=made1")
    page.locator(".export-menu > summary").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="Web page")).to_be_focused()
    expect(page.get_by_role("link", name="TimeML")).to_have_count(0)  # holds one article only
    with page.expect_download() as caught:
        page.get_by_role("link", name="Markdown").click()
    assert "# Timeline of 2 articles" in Path(caught.value.path()).read_text("utf-8")
    page.keyboard.press("Escape")
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
    expect(page.locator("ol#event-list").filter(has=page.locator("[data-event=e6]"))).to_be_visible()
    named = page.locator("#events").get_by_role("button", name="10 Jun 2024 The city closed the Harbour Bridge")
    expect(named).to_be_visible()


def test_article_text_with_markup_is_shown_as_text(page: Any, site: Site) -> None:
    from timeline.model import Article, Timeline

    text = "<script>document.title='x'</script><img src=x onerror=alert(1)> <b>bold</b>"
    article = Article(id="wild", title="<i>T</i>", text=text)
    site.store.save(article, Timeline((article,)))
    page.goto("/article/wild")
    expect(page.locator("#article-text")).to_have_text(text)
    assert page.locator("#article-text img, #article-text b, h1 i").count() == 0
    site.store.delete("wild")
