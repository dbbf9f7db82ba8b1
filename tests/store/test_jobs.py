"""Jobs in both kinds of database: one worker at a time, nothing done twice, and what is told of one that ended."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.dashboard.made import made
from tests.store.postgres import server
from timeline.store import Store
from timeline.store.jobs import KEPT, SILENT, Failure
from timeline.store.tables import jobs


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database of each kind."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    if request.param == "postgresql":
        running, name = request.getfixturevalue("running"), f"t{uuid.uuid4().hex[:12]}"
        whole = running.format("postgres").replace("postgresql:", "postgresql+psycopg:")
        engine = sa.create_engine(whole, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        url = running.format(name)
    with Store.open(url) as opened:
        for number in range(3):
            timeline = made(f"a{number}")
            opened.save(timeline.articles[0], timeline)
        yield opened


def silent(store: Store, seconds: int) -> None:
    """Let all workers have been silent for so long."""
    with store._engine.begin() as connection:
        connection.execute(sa.update(jobs).values(beat=jobs.c.beat - seconds))


def status(store: Store, id: str = "j") -> str | None:
    found = store.jobs.get(id)
    return None if found is None else found.status


def test_one_works_at_a_job_and_all_can_tell_how_far_it_is(store: Store) -> None:
    assert store.jobs.get("j") is None
    assert store.jobs.take("j", 3, "one") == {0, 1, 2}
    assert store.jobs.take("j", 3, "two") is None
    assert store.jobs.step("j", "one", (0, "a0"))
    assert store.jobs.step("j", "one", Failure(1, "wrong", "correct it"))
    assert not store.jobs.step("j", "two", (2, "a2"))
    found = store.jobs.get("j")
    assert found is not None
    assert (found.status, found.total, dict(found.articles)) == ("running", 3, {0: "a0"})
    assert found.failures == (Failure(1, "wrong", "correct it"),)
    store.jobs.end("j", "interrupted", "two")
    assert status(store) == "running"
    store.jobs.end("j", "done", "one")
    store.jobs.end("j", "cancelled")
    assert status(store) == "done"


def test_a_worker_that_says_nothing_any_more_is_succeeded(store: Store) -> None:
    store.jobs.take("j", 3, "one")
    store.jobs.step("j", "one", (0, "a0"))
    silent(store, SILENT - 5)
    assert (status(store), store.jobs.take("j", 3, "two")) == ("running", None)
    assert store.jobs.beat("j", "one")
    silent(store, SILENT + 5)
    assert status(store) == "interrupted"
    assert store.jobs.take("j", 3, "two") == {1, 2}
    assert not store.jobs.beat("j", "one")
    assert not store.jobs.step("j", "one", (1, "a1"))
    assert store.jobs.step("j", "two", (1, "a1"))


def test_only_what_failed_or_has_gone_is_done_again(store: Store) -> None:
    store.jobs.take("j", 4, "one")
    for number in range(3):
        store.jobs.step("j", "one", (number, f"a{number}"))
    store.jobs.step("j", "one", Failure(3, "wrong", "correct it"))
    store.jobs.end("j", "done", "one")
    store.remove("a1")
    store.delete("a2")
    assert store.jobs.take("j", 4, "two") == {1, 2, 3}
    assert status(store) == "running"
    for number in (1, 2, 3):
        assert store.jobs.step("j", "two", (number, "a0"))
    store.jobs.end("j", "done", "two")
    assert store.jobs.take("j", 4, "three") == set()


def test_a_job_that_was_cancelled_is_nobody_s(store: Store) -> None:
    store.jobs.take("j", 2, "one")
    store.jobs.end("j", "cancelled")
    assert not store.jobs.beat("j", "one")
    assert not store.jobs.step("j", "one", (0, "a0"))
    assert status(store) == "cancelled"


def test_jobs_are_forgotten_in_the_end(store: Store) -> None:
    store.jobs.take("j", 1, "one")
    store.jobs.step("j", "one", (0, "a0"))
    store.jobs.end("j", "done", "one")
    silent(store, KEPT + 5)
    store.jobs.take("k", 1, "one")
    assert (status(store), status(store, "k")) == (None, "running")
    assert store.jobs.take("j", 1, "one") == {0}  # its steps are forgotten too


def test_of_many_who_begin_the_same_one_gets_it(store: Store) -> None:
    got: list[object] = []
    threads = [
        threading.Thread(target=lambda name=name: got.append(store.jobs.take("j", 1, name))) for name in "abcdef"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(repr, got)) == sorted(["None"] * 5 + [repr(frozenset({0}))])
