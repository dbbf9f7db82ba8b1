"""The comparison of a page is worked out once, until an article or what people said is another."""

from __future__ import annotations

from pathlib import Path

from dashboard.comparing import NOTHING_KNOWN, compared, known_of
from dashboard.judging import say
from tests.dashboard.test_matrix import ONE, TWO
from timeline.edits.making import Signed
from timeline.store import Store

TIMELINES = (ONE[2], TWO[2])


def test_it_is_worked_out_anew_only_where_something_changed(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as store:
        for _, article, timeline in (ONE, TWO):
            store.save(article, timeline)
        first = compared(TIMELINES, known_of(store, ["a", "b"]), "standard")
        assert compared(TIMELINES, known_of(store, ["a", "b"]), "standard") is first
        assert compared(TIMELINES, known_of(store, ["a", "b"]), "all") is not first
        say(store, ("a", "a.e1"), [("b", "b.e1")], False, Signed("Mara", "2026-01-01T10:00:00+00:00", 0))
        assert compared(TIMELINES, known_of(store, ["a", "b"]), "standard").shared != first.shared


def test_what_stands_in_no_store_is_never_taken_for_the_same() -> None:
    assert compared(TIMELINES, NOTHING_KNOWN, "standard") is not compared(TIMELINES, NOTHING_KNOWN, "standard")
