"""The store on a real PostgreSQL server: what holds of SQLite holds there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from tests.dashboard.browsing import Site
from tests.dashboard.made import made
from tests.store.postgres import server
from timeline.edits import Entry
from timeline.errors import InputError, StoreError
from timeline.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.fixture
def url(running: str) -> str:
    """A database of its own, empty."""
    name = f"t{uuid.uuid4().hex[:12]}"
    execute(running.format("postgres"), f"CREATE DATABASE {name}")
    return running.format(name)


def execute(url: str, *statements: str) -> list[Any]:
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        results = [connection.exec_driver_sql(statement) for statement in statements]
        found = results[-1].fetchall() if results[-1].returns_rows else []
    engine.dispose()
    return list(found)


def put(store: Store, id: str, **more: Any) -> None:
    timeline = made(id, **more)
    store.save(timeline.articles[0], timeline)


def test_what_goes_in_comes_out_after_a_restart(url: str) -> None:
    timeline = made()
    with Store.open(url) as store:
        assert not store.read_only
        store.save(timeline.articles[0], timeline, outlet="The Bay Herald")
        put(store, "made", title="Corrected")
        put(store, "old", days=-9)
    with Store.open(url) as store:
        assert [line.id for line in store.list()] == ["made", "old"]
        assert store.list()[0].added.endswith("+00:00")
        found = store.get("made")
        assert found is not None
        assert (found[0].title, found[1].events) == ("Corrected", timeline.events)
        assert store.remove("old") and store.count() == 1 and store.restore("old") and store.delete("old")
        assert (store.count(), store.get("old"), store.delete("old")) == (1, None, False)


def test_collections_are_kept(url: str) -> None:
    with Store.open(url) as store:
        put(store, "late", days=9)
        put(store, "early", days=-9)
        kept = store.collections.create("Bridge", ["late", "early", "late"])
    with Store.open(url) as store:
        assert store.collections.list() == [kept]
        assert kept.articles == ("early", "late")
        with pytest.raises(InputError, match="no article nowhere"):
            store.collections.put(kept.id, ["nowhere"])
        assert store.collections.put(kept.id, ["early"]) == kept
        renamed = store.collections.rename(kept.id, "Harbour")
        taken = store.collections.take(kept.id, ["late"])
        assert renamed is not None and taken is not None
        assert (renamed.name, taken.articles) == ("Harbour", ("early",))
        assert store.delete("early")
        assert store.collections.delete(kept.id) and not store.collections.delete(kept.id)
        assert store.count() == 1


def test_the_tables_are_those_of_the_migrations(url: str) -> None:
    """What SQLAlchemy would make of tables.py is what the migrations made."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from timeline.store.tables import metadata

    Store.open(url).close()
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        other = compare_metadata(MigrationContext.configure(connection), metadata)
    indexes = [(what, one.name) for what, one in other]  # they are of migrations alone
    assert indexes == [("remove_index", "article_words_words"), ("remove_index", "articles_listed")]
    engine.dispose()


def test_programs_that_start_together_make_the_tables_once(url: str) -> None:
    faults: list[Exception] = []

    def start() -> None:
        try:
            Store.open(url).close()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(execute(url, "SELECT version_num FROM alembic_version")) == 1


def test_two_servers_share_one_database(url: str) -> None:
    one, two = Site(url), Site(url)
    try:
        put(one.store, "shared")
        assert [line["id"] for line in httpx.get(f"{two.url}/api/v1/articles").json()] == ["shared"]
        files = [httpx.get(f"{site.url}/api/v1/articles/shared/timeline.csv").content for site in (one, two)]
        assert files[0] == files[1] != b""
        two.store.delete("shared")
        assert httpx.get(f"{one.url}/api/v1/health").json()["articles"] == 0
    finally:
        one.stop()
        two.stop()


def test_edits_of_two_writers_take_one_number_each(url: str) -> None:
    with Store.open(url) as store:
        put(store, "a")

    def entry(log: tuple[Entry, ...]) -> list[Entry]:
        number = len(log) + 1
        return [Entry(number, number, "title", "Ann", "2026-01-01T00:00:00Z", new=f"title {number}")]

    def write() -> None:
        with Store.open(url) as store:
            for _ in range(10):
                store.append("a", entry)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Store.open(url) as store:
        assert [one.sequence for one in store.edits("a")] == list(range(1, 31))


def test_search_and_pages(url: str) -> None:
    with Store.open(url) as store:
        for number in range(7):
            put(store, f"a{number}", title=f"Bridge {number} 100% ÄRGER", days=number)
        found, total = store.search("bridge", limit=3, offset=2)
        assert ([line.id for line in found], total) == (["a4", "a3", "a2"], 7)
        assert [line.id for line in store.search("BRIDGE 5")[0]] == ["a5"]
        assert store.search("100%")[1] == 7
        assert store.search("ferry")[1] == 0


KILLED = """
import sys
sys.path.insert(0, {root!r})
from tests.dashboard.made import made
from timeline.store import Store
with Store.open({url!r}) as store:
    for number in range(10_000):
        timeline = made(f"k{{number}}")
        store.save(timeline.articles[0], timeline)
        print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_was_confirmed(url: str) -> None:
    for _ in range(2):
        writer = subprocess.Popen(
            [sys.executable, "-c", KILLED.format(root=str(ROOT), url=url)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        confirmed = -1
        for line in writer.stdout:
            confirmed = int(line)
            if confirmed == 25:
                os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with Store.open(url) as store:
            assert all(store.get(f"k{number}") is not None for number in range(confirmed + 1))
            assert [line.damaged for line in store.list()] == [None] * store.count()


def test_a_server_that_was_restarted_is_asked_again(url: str) -> None:
    with Store.open(url) as store:
        put(store, "a")
        execute(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                     "AND pid <> pg_backend_pid()")  # fmt: skip
        assert store.count() == 1


def test_a_user_who_may_only_read_reads(running: str, url: str) -> None:
    with Store.open(url) as store:
        put(store, "a")
    name = f"r{uuid.uuid4().hex[:8]}"
    execute(url, f"CREATE ROLE {name} LOGIN", f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    with Store.open(url.replace("tester@", f"{name}@")) as store:
        assert store.read_only
        assert store.count() == 1
        with pytest.raises(StoreError, match="read-only"):
            put(store, "b")


def test_what_it_cannot_hold_is_told(url: str) -> None:
    with Store.open(url) as store:
        timeline = made("nul")
        with pytest.raises(StoreError, match="NUL"):
            store.save(replace(timeline.articles[0], title="a\0b"), timeline)
        assert store.count() == 0


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told:
        Store.open(f"postgresql://tester:secret@/x?host={tmp_path}")
    assert "secret" not in str(told.value)
    assert "TIMELINE_DATABASE_URL" in str(told.value)
