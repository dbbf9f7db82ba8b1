"""Correcting in a real Chromium: each verb, with mouse or keyboard, and what is there after a reload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.components.event_list import in_time
from dashboard.figure import told_of
from tests.dashboard.browsing import Site, mark, watched
from tests.dashboard.made import made
from timeline.detail import at_detail
from timeline.edits.making import Change, entries_of
from timeline.intervals import Bound, Interval
from timeline.model import Event, Reading, Timeline
from timeline.store import Store

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    path = tmp_path / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as store:
        store.save(made().articles[0], made(), outlet="The Bay Herald")
    running = Site(path)
    yield running
    running.stop()


@pytest.fixture
def page(browser: Any, site: Site) -> Iterator[Any]:
    """A page whose reader has said already who edits."""
    for opened in watched(browser, site, {"width": 1440, "height": 900}):
        opened.goto("/add")
        opened.evaluate("localStorage.setItem('editor', JSON.stringify('Mara'))")
        yield opened


def chosen(page: Any, event: str) -> None:
    page.goto(f"/article/made?event={event}")
    expect(page.locator("[data-editing]")).to_have_attribute("data-editing", event)


def opened(page: Any, form: str) -> Any:
    page.locator(f"[data-form={form}]").click()
    return page.locator(f"#{form}")


def timeline_of(site: Site) -> Timeline:
    stored = site.store.get("made")
    assert stored is not None
    return stored[1]


def event_of(site: Site, id: str) -> Event:
    return next(one for one in timeline_of(site).events if one.id == id)


def next_to(event: str) -> str:
    """The event below it in the list, which is in the order of time."""
    told = [one.event.id for one in in_time(told_of(at_detail(made(), "standard"), ""))]
    return told[told.index(event) + 1]


def said(page: Any, words: str) -> None:
    expect(page.locator("#edit-said")).to_have_text(words)


def test_the_name_is_asked_once_and_label_and_date_are_corrected(browser: Any, site: Site) -> None:
    for page in watched(browser, site, {"width": 1440, "height": 900}):
        chosen(page, "e2")
        page.keyboard.press("e")
        expect(page.locator("#edit-label")).to_be_focused()
        page.locator("#edit-label").fill("Bridge shut for repair")
        page.locator("#edit-when").fill("early March")
        expect(page.locator("#edit-when-preview")).to_contain_text("Will be: between 1 and 11 Mar 2024")
        assert event_of(site, "e2").label == "The bridge was repaired"
        page.locator("#edit-reason").fill("the port's book says so")
        page.keyboard.press("Enter")
        page.locator("#editor-name").fill("Mara")
        page.keyboard.press("Enter")
        said(page, "Saved.")
        expect(page.locator("#event-list")).to_contain_text("Bridge shut for repair")
        expect(page.locator(".history")).to_contain_text("Mara changed when from “in Mar 2013” to")
        expect(page.locator(".history")).to_contain_text("the port's book says so")
        page.reload()
        expect(page.locator("#event-list")).to_contain_text("between 1 and 11 Mar 2024")
        expect(page.locator(".history")).to_contain_text("“early March”")
        expect(page.locator("#editing-as")).to_contain_text("as Mara")
        opened(page, "edit-form").locator("#edit-status").select_option("denied")
        page.locator("#edit-form [data-edit=save]").click()
        said(page, "Saved.")
        assert [one.who for one in event_of(site, "e2").corrections] == ["Mara"] * 3


def test_source_actor_and_place_are_corrected(page: Any, site: Site) -> None:
    chosen(page, "e2")
    form = opened(page, "edit-form")
    for name, words in (("said_by", "the port"), ("who", "the city"), ("where", "Port Nellis")):
        form.locator(f"#edit-{name}").fill(words)
    form.locator("[data-edit=save]").click()
    said(page, "Saved.")
    event = event_of(site, "e2")
    assert (event.said_by, event.who, event.where) == ("the port", "the city", "Port Nellis")


def test_undo_and_redo_by_key_outlive_a_reload(page: Any, site: Site) -> None:
    chosen(page, "e2")
    opened(page, "edit-form").locator("#edit-label").fill("Another")
    page.locator("#edit-form [data-edit=save]").click()
    said(page, "Saved.")
    page.reload()
    expect(page.locator(".edit-bar [data-edit=undo]")).to_be_enabled()
    page.keyboard.press("u")
    said(page, "Undone.")
    expect(page.locator("#event-list")).to_contain_text("The bridge was repaired")
    page.reload()
    expect(page.locator(".edit-bar [data-edit=redo]")).to_be_enabled()
    page.keyboard.press("Shift+U")
    said(page, "Done again.")
    expect(page.locator("#event-list")).to_contain_text("Another")
    page.locator(".history [data-edit=undo]").click()
    said(page, "Undone.")
    assert timeline_of(site) == made()


@pytest.mark.slow
def test_a_problem_stands_beside_its_field_and_nothing_is_written(page: Any, site: Site) -> None:
    chosen(page, "e2")
    form = opened(page, "edit-form")
    form.locator("#edit-when").fill("the usual")
    expect(page.locator("#edit-when-preview")).to_contain_text("Not read: “the usual” is not understood")
    form.locator("[data-edit=save]").click()
    expect(page.locator("#edit-when")).to_have_attribute("aria-invalid", "true")
    expect(form).to_contain_text("“the usual” is not understood as a date. Type a date such as 5 June 2013")
    expect(page.locator("#edit-when")).to_be_focused()
    form.locator("#edit-when").fill("")
    form.locator("#edit-label").fill("")
    form.locator("[data-edit=save]").click()
    expect(form).to_contain_text("An event needs a label")
    assert site.store.edits("made") == ()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(page.locator("[data-form=edit-form]")).to_be_focused()


@pytest.mark.slow
def test_the_later_of_two_is_told_what_the_other_changed(page: Any, site: Site) -> None:
    from dashboard.editing import signed

    chosen(page, "e2")
    form = opened(page, "edit-form")
    form.locator("#edit-label").fill("Mine")
    changes = [Change("label", "e2", "Theirs")]
    site.store.append("made", lambda log: entries_of(made(), log, changes, signed("Tom", 0)))
    form.locator("[data-edit=save]").click()
    expect(page.locator("#edit-problem")).to_contain_text("Tom changed this meanwhile")
    expect(page.locator("#edit-problem")).to_contain_text("Theirs")
    expect(form.locator("#edit-label")).to_have_value("Mine")
    assert event_of(site, "e2").label == "Theirs"
    page.reload()
    expect(page.locator("#event-list")).to_contain_text("Theirs")


@pytest.mark.slow
def test_an_event_is_removed_and_restored(page: Any, site: Site) -> None:
    chosen(page, "e2")
    opened(page, "remove-form").locator("#remove-reason").fill("background")
    page.keyboard.press("Enter")
    said(page, "Removed; press u to undo.")
    expect(page.locator("[data-editing]")).to_have_attribute("data-editing", next_to("e2"))
    expect(page.locator("#event-list")).not_to_contain_text("The bridge was repaired")
    page.locator(".removed summary").first.click()
    page.locator(".removed [data-edit=restore]").click()
    said(page, "Restored.")
    expect(page.locator("#event-list")).to_contain_text("The bridge was repaired")
    expect(page.locator(".history")).to_contain_text("Mara restored this event")


@pytest.mark.slow
def test_two_events_are_merged_and_split_again(page: Any, site: Site) -> None:
    chosen(page, "e2")
    opened(page, "merge-form").locator("#merge-other").select_option("e1")
    page.locator("#merge-form [data-edit=merge]").click()
    said(page, "Merged.")
    expect(page.locator("#event-list")).not_to_contain_text("The bridge opened")
    assert len(event_of(site, "e2").mentions) == 2
    form = opened(page, "split-form")
    form.locator("#split-mention").select_option(index=1)
    form.locator("#split-label").fill("Bridge opens")
    form.locator("[data-edit=split]").click()
    said(page, "Split.")
    expect(page.locator("#event-list")).to_contain_text("Bridge opens")
    expect(page.locator("[data-editing]")).to_have_attribute("data-editing", "made.p2")
    assert len(event_of(site, "e2").mentions) == 1


@pytest.mark.slow
def test_another_reading_is_taken_with_one_click(page: Any, site: Site) -> None:
    other = Interval.stretch(Bound.parse("2013-03-14"), Bound.parse("2013-03-14"))
    first, second, *rest = made().events
    timeline = replace(made(), events=(first, replace(second, readings=(Reading(other, weight=0.3),)), *rest))
    site.store.save(timeline.articles[0], timeline)
    chosen(page, "e2")
    page.get_by_role("button", name="Use this").click()
    said(page, "Saved.")
    assert event_of(site, "e2").when == other


@pytest.mark.slow
def test_an_undated_event_gets_a_date(page: Any, site: Site) -> None:
    event = next(one for one in made().events if one.when is None)
    chosen(page, event.id)
    opened(page, "edit-form").locator("#edit-when").fill("3 May 2024")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    expect(page.locator("#event-list")).to_contain_text("3 May 2024")


@pytest.mark.slow
def test_an_undated_event_is_dragged_from_the_tray_and_a_dated_one_along_the_axis(page: Any, site: Site) -> None:
    event = next(one for one in made().events if one.when is None)
    page.goto("/article/made")
    expect(page.locator(".edit-bar")).to_be_visible()
    page.locator("#figure .scatterlayer path.point").first.wait_for()
    pill = page.locator(f"#tray [data-event={event.id}]").bounding_box()
    figure = page.locator("#figure .nsewdrag").first.bounding_box()
    page.mouse.move(pill["x"] + 20, pill["y"] + 8)
    page.mouse.down()
    page.mouse.move(figure["x"] + figure["width"] * 0.5, figure["y"] + 30, steps=5)
    shown = page.locator("#drag-flag").inner_text().split(" · ")[0]
    page.mouse.up()
    said(page, "Saved.")
    expect(page.locator("#drag-flag")).to_have_count(0)
    dated = event_of(site, event.id)
    assert dated.when is not None and str(dated.when.earliest).startswith(shown)
    expect(page.locator(f"#tray [data-event={event.id}]")).to_have_count(0)
    place = mark(page, "e2")
    page.mouse.move(place["x"], place["y"])
    expect(page.locator("#figure .on-mark")).to_have_count(1)
    page.keyboard.down("Alt")
    page.mouse.down()
    page.mouse.move(place["x"] + 120, place["y"], steps=5)
    expect(page.locator("#drag-flag")).to_contain_text("later")
    page.mouse.up()
    page.keyboard.up("Alt")
    expect(page.locator("#event-list")).to_contain_text("✎ corrected by Mara")
    expect(page.locator(".edit-bar")).to_contain_text("Export 2 corrections")
    was, now = made().events[1].when, event_of(site, "e2").when
    assert was is not None and now is not None
    assert now != was
    assert now.edtf is not None and len(now.edtf) == len("2013-03"), "a whole month still"


@pytest.mark.slow
def test_the_other_date_that_words_may_mean_is_taken_with_one_click(page: Any, site: Site) -> None:
    chosen(page, "e2")
    opened(page, "edit-form").locator("#edit-when").fill("5/6/2024")
    preview = page.locator("#edit-when-preview")
    expect(preview).to_contain_text("Will be: 6 May 2024 (EDTF 2024-05-06). It may also mean")
    preview.get_by_role("button", name="5 Jun 2024").click()
    expect(preview).to_have_text("Will be: 5 Jun 2024 (EDTF 2024-06-05).")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    when = event_of(site, "e2").when
    assert when is not None and when.edtf == "2024-06-05"


@pytest.mark.slow
def test_about_is_kept_and_a_day_that_is_not_there_is_refused(page: Any, site: Site) -> None:
    chosen(page, "e2")
    form = opened(page, "edit-form")
    form.locator("#edit-when").fill("31 February 2024")
    expect(page.locator("#edit-when-preview")).to_contain_text(
        "Not read: “31 February 2024”: that month has no such day."
    )
    form.locator("#edit-when").fill("c. 1903")
    expect(page.locator("#edit-when-preview")).to_have_text("Will be: about 1903 (EDTF 1903~).")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    expect(page.locator("#event-list")).to_contain_text("about 1903")
    page.reload()
    expect(page.locator("#event-list")).to_contain_text("about 1903")


@pytest.mark.slow
def test_words_of_the_text_become_an_event(page: Any, site: Site) -> None:
    page.goto("/article/made")
    expect(page.locator(".edit-bar")).to_be_visible()
    page.evaluate("""() => {
        const walk = document.createTreeWalker(document.getElementById("article-text"), NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf("any damage");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 10);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return;
        }
    }""")
    page.locator("#add-here").click()
    expect(page.locator("#add-event-words")).to_have_value("any damage")
    page.locator("#add-event-label").fill("Damage is known")
    page.locator("#add-event-when").fill("8 June 2024")
    expect(page.locator("#add-event-when-preview")).to_contain_text("Will be: 8 Jun 2024")
    page.locator("#add-event-modal-form [data-edit=add-event]").click()
    said(page, "Event added.")
    expect(page.locator("#event-list")).to_contain_text("Damage is known")
    expect(page.locator("[data-editing]")).to_have_attribute("data-editing", "made.p1")
    event = event_of(site, "made.p1")
    text = made().articles[0].text
    assert text[event.trigger.start : event.trigger.end] == "any damage"


@pytest.mark.slow
def test_words_that_do_not_stand_in_the_text_are_refused(page: Any, site: Site) -> None:
    page.goto("/article/made")
    page.locator(".edit-bar [data-modal=add-event-modal]").click()
    page.locator("#add-event-words").fill("no such words anywhere")
    page.keyboard.press("Enter")
    expect(page.locator("#add-event-words")).to_have_attribute("aria-invalid", "true")
    assert site.store.edits("made") == ()


@pytest.mark.slow
def test_title_and_outlet_of_the_article_are_changed(page: Any, site: Site) -> None:
    page.goto("/article/made")
    page.locator(".edit-bar [data-modal=article-modal]").click()
    page.locator("#article-title").fill("Bridge closed")
    page.locator("#article-outlet").fill("Harbour News")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    expect(page.locator("h1")).to_have_text("Bridge closed")
    expect(page.locator("#library")).to_contain_text("Harbour News")
    page.locator(".edit-bar [data-modal=article-modal]").click()
    page.locator("#article-url").fill("harbour news")
    page.keyboard.press("Enter")
    expect(page.locator("#article-url")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#article-url")).to_have_count(0)
    page.keyboard.press("u")
    said(page, "Undone.")
    expect(page.locator("h1")).to_have_text(made().articles[0].title or "")


@pytest.mark.slow
@pytest.mark.model
def test_another_date_of_publication_reads_the_article_anew(page: Any, site: Site) -> None:
    page.goto("/article/made")
    page.locator(".edit-bar [data-modal=article-modal]").click()
    page.locator("#article-published").fill("2024-06-19")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-said")).to_have_text("Saved.", timeout=90_000)
    expect(page.locator(".page-head")).to_contain_text("published 19 Jun 2024")
    expect(page.locator("#event-list")).to_contain_text("17 Jun 2024")


@pytest.mark.slow
def test_an_article_is_removed_and_brought_back(page: Any, site: Site) -> None:
    page.goto("/article/made")
    page.locator("#remove").click()
    page.locator("#remove-yes").click()
    expect(page.locator("#library .removed-articles")).to_contain_text("Removed (1)")
    assert site.store.list() == []
    page.locator(".removed-articles summary").click()
    page.locator("[data-edit=bring-back]").click()
    said(page, "Brought back.")
    expect(page.locator("#library .library-link")).to_have_count(1)
    expect(page.locator("h1")).to_have_text(made().articles[0].title or "")
    assert timeline_of(site) == made()


@pytest.mark.slow
def test_corrections_are_taken_away(page: Any, site: Site) -> None:
    chosen(page, "e2")
    opened(page, "edit-form").locator("#edit-when").fill("3 May 2024")
    page.keyboard.press("Enter")
    said(page, "Saved.")
    menu = page.locator(".edit-bar .export-menu")
    for group in ("This article", "All articles"):
        for name, file in (("Rows to learn from", "corrections.yaml"), ("Log of changes", "corrections.csv")):
            menu.locator("summary").click()
            with page.expect_download() as download:
                menu.get_by_role("group", name=group).get_by_role("link", name=name).click()
            assert download.value.suggested_filename == file
            assert "2024-05-03" in Path(download.value.path()).read_text("utf-8")


@pytest.mark.slow
def test_a_phone_can_correct(browser: Any, site: Site) -> None:
    for page in watched(browser, site, {"width": 390, "height": 844}):
        page.goto("/add")
        page.evaluate("localStorage.setItem('editor', JSON.stringify('Mara'))")
        chosen(page, "e2")
        opened(page, "edit-form").locator("#edit-label").fill("Short")
        page.locator("#edit-form [data-edit=save]").click()
        said(page, "Saved.")
        assert event_of(site, "e2").label == "Short"
