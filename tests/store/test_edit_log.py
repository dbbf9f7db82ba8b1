"""The log of edits, removed articles and collections against real SQLite files."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.dialects.postgresql import TSVECTOR

from tests.dashboard.made import made
from timeline.edits import Anchor, Entry
from timeline.errors import StoreError
from timeline.store import Store
from timeline.store.engine import engine_for
from timeline.store.schema import _config

AT = "2026-11-29T10:12:00+00:00"


def entry(number: int, new: str = "x", **more: object) -> Entry:
    return Entry(sequence=number, step=number, field="label", who="Mara", at=AT, new=new, **more)  # type: ignore[arg-type]


def test_the_log_outlives_a_restart(url: str) -> None:
    full = Entry(
        1, 1, "label", "Mara", AT, event="made.e1", anchor=Anchor(3, 9, "closed"), old="a", new="b", words="c",
        reason="the paper corrected it", snapshot="{}",
    )  # fmt: skip
    with Store.open(url) as store:
        store.save(made().articles[0], made())
        assert store.append("made", lambda _: [full]) == (full,)
    with Store.open(url) as store:
        assert store.edits("made") == (full,)
        assert store.edits("other") == ()


def test_an_entry_that_does_not_take_the_next_number_is_refused_and_nothing_is_written(url: str) -> None:
    with Store.open(url) as store:
        store.save(made().articles[0], made())
        with pytest.raises(StoreError, match="next number"):
            store.append("made", lambda _: [entry(1), entry(3)])
        assert store.edits("made") == ()


def test_what_is_not_there_has_no_log(url: str) -> None:
    with Store.open(url) as store, pytest.raises(StoreError, match="no article nowhere"):
        store.append("nowhere", lambda _: [entry(1)])


def test_saving_an_article_anew_keeps_its_log_and_deleting_it_does_not(url: str) -> None:
    with Store.open(url) as store:
        store.save(made().articles[0], made())
        store.append("made", lambda _: [entry(1)])
        store.save(made().articles[0], made())
        assert len(store.edits("made")) == 1
        assert store.delete("made")
        assert store.edits("made") == ()


def test_many_writers_lose_nothing_and_share_no_number(url: str) -> None:
    def write(name: str) -> None:
        with Store.open(url) as own:
            for turn in range(5):
                own.append("made", lambda log: [entry(len(log) + 1, f"{name}{turn}")])  # noqa: B023 - called at once

    with Store.open(url) as store:
        store.save(made().articles[0], made())
        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        log = store.edits("made")
    assert [one.sequence for one in log] == list(range(1, 21))
    assert sorted(one.new or "" for one in log) == sorted(f"{name}{turn}" for name in "abcd" for turn in range(5))


def test_a_removed_article_is_out_of_sight_and_comes_back_whole(url: str) -> None:
    with Store.open(url) as store:
        store.save(made().articles[0], made())
        assert store.remove("made")
        assert not store.remove("made")
        assert (store.list(), store.count(), store.get("made")) == ([], 0, None)
        assert [one.id for one in store.removed()] == ["made"]
        assert store.restore("made")
        assert not store.restore("made")
        assert store.get("made") == (made().articles[0], made())
        assert store.removed() == []


def test_adding_a_removed_article_again_brings_it_back_but_no_sample_does(url: str) -> None:
    with Store.open(url) as store:
        for id, sample in (("own", False), ("shipped", True)):
            store.save(made(id).articles[0], made(id), sample=sample)
            store.remove(id)
            store.save(made(id).articles[0], made(id), sample=sample)
        assert [one.id for one in store.list()] == ["own"]
        assert [one.id for one in store.removed()] == ["shipped"]


def test_a_database_of_the_first_revision_is_brought_up_to_date_with_all_it_holds(url: str, tmp_path: Path) -> None:
    engine = engine_for(url)
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with sqlite3.connect(tmp_path / "store.sqlite3") as raw:
        raw.execute("INSERT INTO articles (id, text, body, sample) VALUES ('old', 'It closed.', '[]', 0)")
        raw.execute("INSERT INTO timelines VALUES ('old', 0, '1', '{}')")
    raw.close()
    with Store.open(url) as store:
        assert [one.id for one in store.list()] == ["old"]
        assert store.edits("old") == ()
        assert store.remove("old")


def test_the_migrations_make_the_tables_that_the_program_uses(url: str) -> None:
    from timeline.store.tables import metadata

    Store.open(url).close()
    engine = engine_for(url)
    with engine.connect() as connection:
        found = sa.inspect(connection)
        for table in metadata.tables.values():
            columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            wanted = [one for one in table.columns if not isinstance(one.type, TSVECTOR)]  # which PostgreSQL alone has
            assert columns == {one.name: one.nullable for one in wanted}, table.name
    engine.dispose()
