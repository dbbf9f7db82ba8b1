"""Damaged rows, databases that cannot be written, full disks, other programs, and URLs that are none: real SQLite."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.dashboard.made import made
from timeline.errors import DamagedError, StoreError
from timeline.store import Sample, Store, fill_samples
from timeline.store import engine as engine_module


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with three articles."""
    file = tmp_path / "store.sqlite3"
    with Store.open(f"sqlite:///{file}") as store:
        for name in ("one", "two", "three"):
            timeline = made(name)
            store.save(timeline.articles[0], timeline)
    return file


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


DAMAGE = {
    "published is no date": "UPDATE articles SET published = 'xx' WHERE id = 'two'",
    "published is a day that is none": "UPDATE articles SET published = '2024-02-31' WHERE id = 'two'",
    "published is bytes": "UPDATE articles SET published = x'ff00' WHERE id = 'two'",
    "body is no JSON": "UPDATE articles SET body = '[[0, ' WHERE id = 'two'",
    "body is of another shape": "UPDATE articles SET body = '{\"a\": [1]}' WHERE id = 'two'",
    "body is outside the text": "UPDATE articles SET body = '[[5, 999999]]' WHERE id = 'two'",
    "body is deep": "UPDATE articles SET body = replace(hex(zeroblob(50000)), '00', '[') WHERE id = 'two'",
    "title is no text": "UPDATE articles SET title = x'fffe' WHERE id = 'two'",
    "title is broken text": "UPDATE articles SET title = CAST(x'41ff' AS TEXT) WHERE id = 'two'",
    "text is bytes": "UPDATE articles SET text = x'ff' WHERE id = 'two'",
    "kind is unknown": "UPDATE articles SET kind = 'poem' WHERE id = 'two'",
    "added is no date": "UPDATE articles SET added = 'yesterday' WHERE id = 'two'",
    "added is a number": "UPDATE articles SET added = 7 WHERE id = 'two'",
    "timeline is no JSON": "UPDATE timelines SET content = 'x' WHERE article = 'two'",
    "timeline is bytes": "UPDATE timelines SET content = x'ff' WHERE article = 'two'",
    "timeline is missing": "DELETE FROM timelines WHERE article = 'two'",
    "events is no number": "UPDATE timelines SET events = 'many' WHERE article = 'two'",
    "sample is no truth": "UPDATE articles SET sample = 'maybe' WHERE id = 'two'",
}
IN_THE_LIST = ("published", "title", "added", "events", "timeline is missing")
STILL_READ = ("added", "events", "sample")  # of no account for the article itself


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_row_is_named_and_costs_no_other(path: Path, damage: str) -> None:
    change(path, DAMAGE[damage])
    with Store.open(f"sqlite:///{path}") as store:
        lines = {line.id: line for line in store.list()}
        assert set(lines) == {"one", "two", "three"}
        assert store.count() == 3
        assert (lines["two"].damaged is not None) is damage.startswith(IN_THE_LIST)
        assert lines["one"].damaged is None
        if damage.startswith(STILL_READ):
            assert store.get("two") is not None
        else:
            with pytest.raises(DamagedError, match=r"article two .*; .*(remove it|extract it again)"):
                store.get("two")
        assert store.get("one") is not None
        assert store.delete("two")
        assert [line.id for line in store.list()] == ["one", "three"]


def test_a_damaged_sample_is_put_in_anew(path: Path) -> None:
    listed = [Sample(Path("two.txt"), "Two", "The Herald", "2024-06-12", "bridge")]

    def make(sample: Sample):  # type: ignore[no-untyped-def]
        timeline = made(sample.id)
        return timeline.articles[0], timeline

    with Store.open(f"sqlite:///{path}") as store:
        list(fill_samples(store, make, "x", listed))
        program = store.sample_ids()["sample-two"]
        assert list(fill_samples(store, make, program, listed)) == []
        change(path, "UPDATE timelines SET content = '?' WHERE article = 'sample-two'")
        assert list(fill_samples(store, make, program, listed)) == listed
        assert store.get("sample-two") is not None


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite3"
    os.umask(before := os.umask(0))
    with Store.open(f"sqlite:///{file}") as store:
        timeline = made()
        store.save(timeline.articles[0], timeline)
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
        assert modes == dict.fromkeys(("new.sqlite3", "new.sqlite3-wal", "new.sqlite3-shm"), 0o600)
    assert before == os.umask(before)


def test_the_mode_of_a_file_that_is_there_stays(path: Path) -> None:
    path.chmod(0o640)
    Store.open(f"sqlite:///{path}").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


READING = """
import os, sys
from tests.dashboard.made import made
from timeline.errors import StoreError
from timeline.store import Store, fill_samples
with Store.open("sqlite://") as loaded:  # as the first user, who reaches every module that is loaded late
    loaded.save(made().articles[0], made())
    loaded.get("made")
if os.getuid() == 0:
    os.setuid(65534)
with Store.open(sys.argv[1]) as store:
    print(store.read_only, len(store.list()), store.get("two") is not None, list(fill_samples(store, None, "x", ())))
    try:
        store.save(made("four").articles[0], made("four"))
    except StoreError as error:
        print(error)
    try:
        store.delete("two")
    except StoreError as error:
        print(error)
"""


def as_another(url: str) -> list[str]:
    """Lines that READING prints when a user without any rights of root's runs it."""
    command = [sys.executable, "-c", READING, url]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user reaches, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="timeline-test-"))
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize("folder_mode", [0o555, 0o777], ids=["folder read-only", "folder open"])
@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_a_file_that_cannot_be_written_is_read(path: Path, open_folder: Path, folder_mode: int, journal: str) -> None:
    change(path, f"PRAGMA journal_mode={journal}")
    file = shutil.copy(path, open_folder)
    Path(file).chmod(0o444)
    open_folder.chmod(folder_mode)
    first, saved, deleted = as_another(f"sqlite:///{file}")
    assert first == "True 3 True []"
    for told in (saved, deleted):
        assert "read-only" in told
        assert "write access" in told
        assert "damaged" not in told
    with closing(sqlite3.connect(f"file:{file}?immutable=1", uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)


def mounted(folder: Path, *options: str) -> bool:
    """Only root may mount, and not in every container."""
    return subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode == 0


def test_a_read_only_mount_is_read(path: Path, tmp_path: Path) -> None:
    place = tmp_path / "mounted"
    place.mkdir()
    if not mounted(place, "-t", "tmpfs", "tmpfs"):
        pytest.skip("mounting takes root")
    try:
        shutil.copy(path, place)
        assert mounted(place, "-o", "remount,ro")
        with Store.open(f"sqlite:///{place / path.name}") as store:
            assert store.read_only
            assert len(store.list()) == 3
            with pytest.raises(StoreError, match="read-only"):
                store.delete("one")
        with pytest.raises(StoreError, match=r"read-only|unable to open"):
            Store.open(f"sqlite:///{place / 'other.sqlite3'}")
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_from_damage_and_costs_nothing(tmp_path: Path) -> None:
    place = tmp_path / "mounted"
    place.mkdir()
    if not mounted(place, "-t", "tmpfs", "-o", "size=300k", "tmpfs"):
        pytest.skip("mounting takes root")
    try:
        with Store.open(f"sqlite:///{place / 'store.sqlite3'}") as store:
            kept = 0
            with pytest.raises(StoreError, match=r"disk is full; free some space") as caught:
                for kept in range(200):
                    timeline = made(f"a{kept}")
                    store.save(timeline.articles[0], timeline)
            assert "damaged" not in str(caught.value)
            assert store.count() == kept > 0
            assert store.get("a0") is not None
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_database_that_may_not_grow_is_told_as_full(path: Path) -> None:
    """The same without root: SQLite's own limit of pages gives the result code of a full disk."""
    with Store.open(f"sqlite:///{path}") as store:
        event.listen(store._engine, "checkout", lambda raw, *_: raw.execute("PRAGMA max_page_count=1"))
        timeline = made("four")
        with pytest.raises(StoreError, match="disk is full"):
            for number in range(50):
                store.save(timeline.articles[0], made(f"four{number}"))
        assert store.get("one") is not None


def test_a_locked_database_is_read_and_told_as_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "PATIENCE", 50)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(f"sqlite:///{path}") as store:
            assert not store.read_only
            assert len(store.list()) == 3
            with pytest.raises(StoreError, match="another program is using it; close that program") as caught:
                store.delete("one")
            assert "damaged" not in str(caught.value)
            other.execute("ROLLBACK")
            assert store.delete("one")


def test_a_new_database_that_is_locked_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "PATIENCE", 50)
    file = tmp_path / "new.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="another program is using it"):
            Store.open(f"sqlite:///{file}")


def test_a_damaged_file_is_told_as_damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content)):
        content[place] = 0xAA
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged or not a database"), Store.open(f"sqlite:///{path}") as store:
        store.list()


URLS = [
    "postgresql://u:secret:pw@[::1/x",
    "postgresql://u:secret@host:port/x",
    "postgresql://u:secret/pw@h:x/",
    "postgresql://u:secret/p@w@h/x",
    "postgresql://u:se@secret@h:5/x",
    "postgresql://u@h/x?password=secret",
    "postgresql+nothing://u:secret@h/x",
    "sqlite://u:secret@host/x",
    "sqlite:////no/such/folder/x.sqlite3",
    "sqlite:///x\0y",
    "sqlite:///x?timeout=secret",
    "mysql://u:secret@h/x",
    "oracle+secret://h/x",
    "secret",
    "://secret",
    "\ud800://secret",
    "sqlite:////",
]


@pytest.mark.parametrize("url", URLS)
def test_a_url_that_cannot_be_used_is_a_message_without_the_password(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as caught:
        Store.open(url)
    said = str(caught.value)
    assert "secret" not in said.replace("oracle+secret", "")
    assert "sqlite:////" in said or "TIMELINE_DATABASE_URL" in said
    said.encode()


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"'psycopg' is not installed; pip install 'article-timeline\[postgres\]'"):
        Store.open("postgresql://user:secret@here/db")


def test_half_a_character_is_refused(path: Path) -> None:
    with Store.open(f"sqlite:///{path}") as store:
        timeline = made("four", title="\ud800")
        with pytest.raises(StoreError, match="surrogate"):
            store.save(timeline.articles[0], timeline)
        assert store.count() == 3
