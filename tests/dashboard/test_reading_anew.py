"""What people corrected stands when articles are read by another version: stored ones, samples, and added again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.service import fill
from tests.dashboard.made import made
from timeline.edits import article_values
from timeline.edits.making import Change, Signed, entries_of
from timeline.intervals import Bound
from timeline.store import Store, sample_articles

AT = "2026-11-29T10:12:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}") as opened:
        yield opened


def edit(store: Store, id: str, *changes: Change) -> None:
    stored = store.get(id, corrected=False)
    assert stored is not None
    timeline = replace(stored[1], articles=(stored[0],))
    signed = Signed("Mara", AT, len(store.edits(id)))
    store.edit(id, lambda log: entries_of(timeline, log, changes, signed), timeline)


def test_an_article_saved_anew_keeps_its_title_outlet_and_corrections(store: Store) -> None:
    store.save(made().articles[0], made(), outlet="The Bay Herald")
    edit(store, "made", Change("title", None, "Bridge closed"), Change("label", "e2", "Repairs"))
    newer = replace(made(), events=tuple(replace(one, label=f"{one.label}!") for one in made().events))
    store.save(newer.articles[0], newer, outlet="The Bay Herald")
    (line,) = store.list()
    assert (line.title, line.outlet) == ("Bridge closed", "The Bay Herald")
    stored = store.get("made")
    assert stored is not None
    assert stored[1].articles[0].title == "Bridge closed"
    labels = {one.id: one.label for one in stored[1].events}
    assert (labels["e2"], labels["e1"]) == ("Repairs", "The bridge opened!")


def test_adding_an_article_again_does_not_undo_the_date_that_a_person_set(store: Store) -> None:
    store.save(made().articles[0], made())
    edit(store, "made", Change("published", None, "2024-06-19"))
    store.remove("made")
    store.save(made().articles[0], made())
    (line,) = store.list()
    assert line.published == Bound.parse("2024-06-19")


@pytest.mark.model
def test_a_sample_is_read_anew_with_the_date_that_a_person_set(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (sample,) = sample_articles()[:1]
    monkeypatch.setattr("timeline.store.samples.sample_articles", lambda: (sample,))
    fill(store)
    edit(store, sample.id, Change("published", None, "2024-01-15"), Change("outlet", None, "The Gazette"))
    monkeypatch.setattr("dashboard.service.program_stamp", lambda: "another version")
    fill(store)
    assert article_values(store.edits(sample.id))["published"] == "2024-01-15"
    stored = store.get(sample.id, corrected=False)
    assert stored is not None
    assert str(stored[1].articles[0].published) == "2024-01-15"
    (line,) = store.list()
    assert (line.published, line.outlet) == (Bound.parse("2024-01-15"), "The Gazette")
