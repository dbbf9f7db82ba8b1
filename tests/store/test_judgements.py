"""Judgements against real SQLite files: kept, found after a restart and a new reading, undone and done again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.judging import say
from dashboard.service import Refused
from tests.dashboard.made import made
from timeline.edits.judging import judgements_of
from timeline.edits.making import EditError, Signed, StaleError, redo, undo
from timeline.store import Store


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        for id, days in (("a", 0), ("b", 3), ("c", 6)):
            timeline = made(id, days)
            opened.save(timeline.articles[0], timeline)
        yield opened


def by(store: Store, article: str = "a", who: str = "Mara", seen: int | None = None) -> Signed:
    return Signed(who, "2026-01-01T10:00:00+00:00", len(store.edits(article)) if seen is None else seen, "same pier")


def test_it_outlives_a_restart_and_a_new_reading_and_the_timeline_stays_as_it_is(store: Store, url: str) -> None:
    before = store.get("a")
    say(store, ("a", "e6"), [("b", "e6"), ("c", "e6")], True, by(store))
    timeline = made("a")
    store.save(timeline.articles[0], timeline)  # read anew
    with Store.open(url) as other:
        found = other.judgements(["a"])
        assert [(one.same, one.one.event, one.other.article, one.who, one.reason) for one in found] == [
            (True, "e6", "b", "Mara", "same pier"), (True, "e6", "c", "Mara", "same pier"),
        ]  # fmt: skip
        assert other.get("a") == before
        assert other.judgements(["b", "c"]) == ()


def test_it_is_one_step_that_is_undone_and_done_again(store: Store) -> None:
    say(store, ("a", "e6"), [("b", "e6"), ("c", "e6")], False, by(store))
    assert {one.step for one in store.judgements(["a"])} == {1}
    store.append("a", lambda log: (undo(log, by(store), 1),))
    assert store.judgements(["a"]) == ()
    store.append("a", lambda log: (redo(log, by(store)),))
    assert len(store.judgements(["a"])) == 2


def test_what_was_said_is_not_said_again_but_may_be_turned_round(store: Store) -> None:
    say(store, ("a", "e6"), [("b", "e6")], True, by(store))
    say(store, ("a", "e6"), [("b", "e6")], True, by(store))
    assert len(store.edits("a")) == 1
    say(store, ("a", "e6"), [("b", "e6")], False, by(store))
    assert [one.same for one in judgements_of("a", store.edits("a"))] == [True, False]


def test_the_later_of_two_people_is_told(store: Store) -> None:
    say(store, ("a", "e6"), [("b", "e6")], True, by(store))
    with pytest.raises(StaleError, match="Mara changed this meanwhile"):
        say(store, ("a", "e6"), [("c", "e6")], False, by(store, who="Jon", seen=0))
    say(store, ("a", "e7"), [("c", "e7")], False, by(store, who="Jon", seen=0))  # another event: nobody was faster


@pytest.mark.parametrize(
    ("one", "others", "fault"),
    [(("a", "e99"), [("b", "e6")], "no event e99"), (("a", "e6"), [], "no other event"),
     (("a", "e6"), [("a", "e7")], "one article")],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(
    store: Store, one: tuple[str, str], others: list[tuple[str, str]], fault: str
) -> None:
    with pytest.raises(EditError, match=fault):
        say(store, one, others, True, by(store))
    assert store.edits("a") == ()


def test_what_is_not_stored_is_refused(store: Store) -> None:
    for one, others in ((("a", "e6"), [("nowhere", "e6")]), (("nowhere", "e1"), [("a", "e6")])):
        with pytest.raises(Refused, match="there is no"):
            say(store, one, others, True, by(store))
    with pytest.raises(EditError, match="name"):
        say(store, ("a", "e6"), [("b", "e6")], True, by(store, who=" "))


def test_a_version_is_another_after_an_edit_and_the_same_without(store: Store) -> None:
    before = store.versions(["a", "b", "nowhere"])
    assert set(before) == {"a", "b"} and store.versions(["a", "b"]) == before
    say(store, ("a", "e6"), [("b", "e6")], True, by(store))
    after = store.versions(["a", "b"])
    assert after["b"] == before["b"] and after["a"] != before["a"] and after["a"].edits == 1
    changed = made("b", 4)
    store.save(changed.articles[0], changed)
    assert store.versions(["b"])["b"] != before["b"]


def test_the_list_is_searched_through_texts_where_that_is_asked_for_and_ordered(store: Store) -> None:
    assert store.search("inspectors piers")[1] == 0  # "piers" stands in the text alone
    assert store.search("inspectors piers", text=True)[1] == 3
    assert store.search("inspectors submarine", text=True)[1] == 0
    for sort, wanted in (("published", "cba"), ("oldest", "abc"), ("title", "abc")):
        found, total = store.search(limit=2, offset=1, sort=sort)  # type: ignore[arg-type]
        assert ("".join(one.id for one in found), total) == (wanted[1:], 3)
