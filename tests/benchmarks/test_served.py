"""The benchmarks on a running server, small: nothing confirmed is lost, and every request is answered."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import kill, kill_edits, load
from tests.dashboard.made import made
from timeline.store import Store


@pytest.mark.model
@pytest.mark.slow
def test_nothing_confirmed_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    tally, found = kill.run(tmp_path, kills=2, clients=2, adds=2, seed=3)
    assert tally.confirmed
    assert tally.refused == []
    assert (found.lost, found.half_written, found.integrity, found.foreign_keys) == (0, 0, "ok", 0)


@pytest.mark.model
def test_no_confirmed_edit_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    tally, found = kill_edits.run(tmp_path, kills=3, clients=2, edits=6, seed=3)
    assert tally.confirmed
    assert tally.refused == []
    assert (found.lost, found.gaps, found.whole, found.integrity) == (0, 0, True, "ok")


@pytest.mark.model
def test_every_request_is_answered(tmp_path: Path) -> None:
    measured = load.run(tmp_path, users=4, requests=3 * len(load.KINDS), seed=1)
    assert {kind: len(times) for kind, times in measured.seconds.items()} == dict.fromkeys(load.KINDS, 3)
    assert not any(measured.errors.values())
    assert "| all " in load.report(measured)


def test_what_is_lost_or_half_written_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as store:
        for name in ("whole", "half", "unreadable", "unconfirmed"):
            timeline = made(name)
            store.save(timeline.articles[0], timeline)
    text = made().articles[0].text
    confirmed = {"whole": text, "half": text, "unreadable": text, "gone": text}
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM timelines WHERE article = 'half'")
        connection.execute("UPDATE timelines SET content = '{' WHERE article = 'unreadable'")
        connection.commit()
    found = kill.look(path, confirmed)
    assert (found.lost, found.unconfirmed) == (1, 1)
    assert found.half_written >= 2
    assert (found.integrity, found.foreign_keys) == ("ok", 0)
