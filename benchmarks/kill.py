"""Is anything lost that was confirmed, when the server is killed while articles are being added?

    python -m benchmarks.kill [--kills 100] [--clients 3] [--adds 12] [--seed 1]

A real `timeline serve` on a fresh SQLite file; clients add articles as the page does, each as fast as it is answered.
The server is killed (SIGKILL) at a random moment, a random number of adds after it came up, and started again. Then
what was confirmed is looked for in the file. Ends with 1 where anything confirmed is lost or anything is half written.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.common import machine, note, say, table
from benchmarks.served import PATIENCE, Server, add, added, kill_often
from timeline.errors import StoreError
from timeline.store import Store

PUBLISHED = "2024-06-12"


@dataclass(slots=True)
class Tally:
    """What the clients saw: id to text of each confirmed add; how many were sent, cut off, refused."""

    confirmed: dict[str, str] = field(default_factory=dict)
    sent: int = 0
    cut_off: int = 0
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the file afterwards."""

    lost: int
    half_written: int
    unconfirmed: int
    integrity: str
    foreign_keys: int


def _text(client: int, number: int) -> str:
    return f"Ferry {client}-{number} left the harbour on Monday. It came back on Tuesday night, the coast guard said."


def _client(name: int, server: Server, tally: Tally, over: threading.Event) -> None:
    number = 0
    with httpx.Client(timeout=PATIENCE) as http:
        while not over.is_set():
            if (url := server.url) is None:
                time.sleep(0.02)
                continue
            number += 1
            text = _text(name, number)
            with tally.lock:
                tally.sent += 1
            try:
                response = add(http, url, text, PUBLISHED)
                id = added(response)
            except httpx.HTTPError:
                with tally.lock:
                    tally.cut_off += 1
                continue
            with tally.lock:
                if id is None:
                    tally.refused.append(response.text[:300])
                else:
                    tally.confirmed[id] = text


def run(folder: Path, kills: int, clients: int, adds: int, seed: int) -> tuple[Tally, Found]:
    """Kill it so many times. adds: confirmed adds of a life on average, 0 to twice as many."""
    server, tally = Server(folder / "store.sqlite3"), Tally()
    kill_often(
        server,
        lambda n, over: _client(n, server, tally, over),
        lambda: len(tally.confirmed),
        kills=kills,
        clients=clients,
        each=adds,
        seed=seed,
        said=lambda: f"{len(tally.confirmed)} adds confirmed, {tally.cut_off} cut off",
    )
    return tally, look(server.database, tally.confirmed)


def look(database: Path, confirmed: dict[str, str]) -> Found:
    """Compare the file with what was confirmed."""
    with closing(sqlite3.connect(database)) as connection:
        integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        foreign_keys = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        stored = dict(connection.execute("SELECT id, text FROM articles WHERE NOT sample").fetchall())
        alone = "SELECT count(*) FROM {} WHERE {} NOT IN (SELECT {} FROM {})"
        half = sum(
            connection.execute(alone.format(*names)).fetchone()[0]
            for names in (("articles", "id", "article", "timelines"), ("timelines", "article", "id", "articles"))
        )
    with Store.open(f"sqlite:///{database}") as store:
        for id in stored:
            with suppress(StoreError):
                if (found := store.get(id)) is not None and found[1].articles[0].text == stored[id]:
                    continue
            half += 1
    lost = sum(stored.get(id) != text for id, text in confirmed.items())
    return Found(lost, half, len(set(stored) - set(confirmed)), integrity, foreign_keys)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and report; 1 where anything was lost."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.kill", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100, help="how many times the server is killed (100)")
    parser.add_argument("--clients", type=int, default=3, help="how many add at once (3)")
    parser.add_argument("--adds", type=int, default=12, help="confirmed adds between two kills, on average (12)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (1)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="timeline-kill-") as folder:
        tally, found = run(Path(folder), asked.kills, asked.clients, asked.adds, asked.seed)
    rows = [
        ("kills", asked.kills),
        ("adds sent", tally.sent),
        ("confirmed", len(tally.confirmed)),
        ("cut off by a kill", tally.cut_off),
        ("refused", len(tally.refused)),
        ("confirmed and lost", found.lost),
        ("half written or unreadable", found.half_written),
        ("stored and not confirmed (allowed)", found.unconfirmed),
        ("integrity_check", found.integrity),
        ("foreign keys broken", found.foreign_keys),
    ]
    say(f"{asked.clients} clients, seed {asked.seed}, {machine()}\n")
    say(table(("what", "number"), rows))
    for one in tally.refused[:3]:
        note(f"refused: {one}")
    bad = found.lost or found.half_written or found.foreign_keys or found.integrity != "ok"
    return 1 if bad or not tally.confirmed else 0


if __name__ == "__main__":
    sys.exit(main())
