"""Saying in a real Chromium that events of two articles are one, or are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.dashboard.browsing import Site
from tests.dashboard.test_matrix import ONE, TWO, told
from timeline.comparison import Judgement

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect

THREE = told(
    "c", "2014-05-06", "Officers say the head of the council was arrested on her way home", "The bank reopened."
)


@pytest.fixture(autouse=True)
def story(site: Site) -> Iterator[None]:
    for name, article, timeline in (ONE, TWO, THREE):
        site.store.save(article, timeline, outlet=f"Paper {name}")
    yield
    for _, article, _ in (ONE, TWO, THREE):
        site.store.delete(article.id)


def judgements(site: Site) -> list[Judgement]:
    return list(site.store.judgements(["a", "b", "c"]))


def named(page: Any) -> None:
    box = page.get_by_label("Your name")
    expect(box).to_be_focused()
    page.keyboard.type("Mara")
    page.keyboard.press("Enter")


@pytest.mark.slow
def test_an_account_is_taken_out_of_a_row_and_put_back_by_undo(page: Any, site: Site) -> None:
    page.goto("/compare?a=a&a=b")
    row = page.locator(".matrix tr.differs")
    row.locator("summary").press("Enter")
    row.get_by_role("button", name="Not this: Paper B").press("Enter")
    named(page)
    judged = page.locator(".judged")
    expect(judged).to_contain_text("Mara")
    expect(judged).to_contain_text("are not the same event")
    expect(row).to_have_count(0)
    expect(page.locator(".differences")).to_contain_text("No contradiction was found")
    assert [(one.same, one.one.event, one.other.event) for one in judgements(site)] == [(False, "b.e1", "a.e1")]
    page.reload()
    expect(judged).to_contain_text("are not the same event")
    judged.get_by_role("button", name="Undo").press("Enter")
    expect(row).to_have_count(1)
    expect(judged).to_have_count(0)
    assert judgements(site) == []


def test_two_rows_are_joined_by_keyboard_and_shown_as_made_by_a_person(page: Any, site: Site) -> None:
    page.goto("/compare?a=a&a=c")
    fold = page.locator(".matrix .fold", has_text="head of the council").locator("summary")
    fold.press("Enter")
    page.locator(".fold li", has_text="head of the council").get_by_role("button").press("Enter")
    choice = page.get_by_role("textbox", name="The same event as")
    expect(choice).to_be_focused()
    page.keyboard.type("Anna Berg")
    option = page.get_by_role("option", name="Anna Berg")
    expect(option).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("Why", exact=True).fill("the same arrest")
    page.keyboard.press("Enter")
    named(page)
    row = page.locator(".matrix tbody tr", has_text="joined by a person")
    expect(row).to_contain_text("Anna Berg")
    expect(row).to_contain_text("head of the council")
    row.locator("summary").press("Enter")
    expect(row).to_contain_text("Mara said on")
    expect(row).to_contain_text("the same arrest")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(page.locator(".matrix tbody tr", has_text="joined by a person")).to_have_count(1)
    assert [one.reason for one in judgements(site)] == ["the same arrest"]


def test_the_row_itself_or_none_is_said_beside_the_choice(phone: Any) -> None:
    phone.goto("/compare?a=a&a=c")
    phone.locator(".matrix .fold summary").first.click()
    phone.locator(".fold li button").first.click()
    phone.get_by_role("heading", name="Which is the same event?").click()  # what can be chosen lies over the button
    phone.get_by_role("button", name="Join", exact=True).click()
    expect(phone.locator("#judge-problem")).to_have_text("Choose the other event.")
    phone.keyboard.press("Escape")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
