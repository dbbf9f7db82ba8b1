"""Is any correction lost that was confirmed, when the server is killed while people are editing?

    python -m benchmarks.kill_edits [--kills 100] [--clients 3] [--edits 12] [--seed 1]

A real `timeline serve` on a fresh SQLite file with one article; clients correct its events over REST, undo and redo,
each as fast as it is answered. The server is killed (SIGKILL) at a random moment, a random number of edits after it
came up, and started again. Then every entry that an answer showed is looked for in the log. Ends with 1 where one is
lost or the log is not whole.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.common import machine, note, say, table
from benchmarks.served import PATIENCE, Server, kill_often
from timeline import extract
from timeline.edits import apply
from timeline.model import Options, Timeline
from timeline.store import Store

TEXT = (
    "The ferry left the harbour on Monday. It came back on Tuesday night, the coast guard said. The port was closed on "
    "Wednesday. A court fined the owner in May."
)
PUBLISHED = "2024-06-13"


@dataclass(slots=True)
class Tally:
    """What the clients saw: number to content of each confirmed entry; how many were sent, cut off, refused, late."""

    confirmed: dict[int, dict[str, Any]] = field(default_factory=dict)
    sent: int = 0
    cut_off: int = 0
    late: int = 0
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the file afterwards."""

    lost: int
    gaps: int
    unconfirmed: int
    whole: bool
    integrity: str


def prepared(database: Path) -> Timeline:
    """The article, in a fresh database."""
    timeline = extract(TEXT, PUBLISHED, options=Options(detail="all"))
    with Store.open(f"sqlite:///{database}") as store:
        store.save(timeline.articles[0], timeline)
    return timeline


def _request(name: int, turn: int, seen: int, events: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The next edit of a client: a label of its own event, and now and then an undo or a redo."""
    by = {"who": f"client {name}", "seen": seen}
    if turn % 7 == 5:
        return "edits/undo", by
    if turn % 7 == 6:
        return "edits/redo", by
    event = events[name % len(events)]
    return "edits", {**by, "changes": [{"field": "label", "event": event, "value": f"{name}-{turn}"}]}


def _client(name: int, server: Server, timeline: Timeline, tally: Tally, over: threading.Event) -> None:
    base = f"/api/v1/articles/{timeline.articles[0].id}/"
    events = [event.id for event in timeline.events]
    turn = seen = 0
    with httpx.Client(timeout=PATIENCE) as http:
        while not over.is_set():
            if (url := server.url) is None:
                time.sleep(0.02)
                continue
            turn += 1
            path, body = _request(name, turn, seen, events)
            try:
                response = http.post(url + base + path, json=body)
                if response.status_code in (409, 422):  # another client was faster, or there is nothing to redo
                    seen = http.get(url + base + "edits").json()["sequence"]
            except (httpx.HTTPError, ValueError):
                with tally.lock:
                    tally.sent, tally.cut_off = tally.sent + 1, tally.cut_off + 1
                continue
            with tally.lock:
                tally.sent += 1
                if response.status_code == 200:
                    answer = response.json()
                    seen = answer["sequence"]
                    tally.confirmed.update({entry["sequence"]: entry for entry in answer["entries"]})
                elif response.status_code in (409, 422):
                    tally.late += 1
                else:
                    tally.refused.append(response.text[:300])


def run(folder: Path, kills: int, clients: int, edits: int, seed: int) -> tuple[Tally, Found]:
    """Kill it so many times. edits: confirmed entries of a life on average, 0 to twice as many."""
    server, tally = Server(folder / "store.sqlite3"), Tally()
    timeline = prepared(server.database)
    kill_often(
        server,
        lambda n, over: _client(n, server, timeline, tally, over),
        lambda: len(tally.confirmed),
        kills=kills,
        clients=clients,
        each=edits,
        seed=seed,
        said=lambda: f"{len(tally.confirmed)} entries confirmed, {tally.cut_off} requests cut off",
    )
    return tally, look(server.database, timeline, tally.confirmed)


def look(database: Path, timeline: Timeline, confirmed: dict[int, dict[str, Any]]) -> Found:
    """Compare the log with what was confirmed, and what the store shows with what the log says."""
    with closing(sqlite3.connect(database)) as connection:
        integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    id = timeline.articles[0].id
    with Store.open(f"sqlite:///{database}") as store:
        log, stored = {entry.sequence: entry for entry in store.edits(id)}, store.get(id)
        whole = stored is not None and stored[1] == apply(timeline, tuple(log.values()))
    lost = sum(
        number not in log or any(getattr(log[number], name) != entry[name] for name in ("field", "who", "at", "new"))
        for number, entry in confirmed.items()
    )
    gaps = len(log) and max(log) - len(log)
    return Found(lost, gaps, len(set(log) - set(confirmed)), whole, integrity)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and report; 1 where anything was lost."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.kill_edits", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100, help="how many times the server is killed (100)")
    parser.add_argument("--clients", type=int, default=3, help="how many edit at once (3)")
    parser.add_argument("--edits", type=int, default=12, help="confirmed entries between two kills, on average (12)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (1)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="timeline-kill-edits-") as folder:
        tally, found = run(Path(folder), asked.kills, asked.clients, asked.edits, asked.seed)
    rows = [
        ("kills", asked.kills),
        ("requests sent", tally.sent),
        ("entries confirmed", len(tally.confirmed)),
        ("cut off by a kill", tally.cut_off),
        ("told that another was faster", tally.late),
        ("refused", len(tally.refused)),
        ("confirmed and lost", found.lost),
        ("gaps in the log", found.gaps),
        ("in the log and not confirmed (allowed)", found.unconfirmed),
        ("timeline is what the log says", "yes" if found.whole else "no"),
        ("integrity_check", found.integrity),
    ]
    say(f"{asked.clients} clients, seed {asked.seed}, {machine()}\n")
    say(table(("what", "number"), rows))
    for one in tally.refused[:3]:
        note(f"refused: {one}")
    bad = found.lost or found.gaps or not found.whole or found.integrity != "ok"
    return 1 if bad or not tally.confirmed else 0


if __name__ == "__main__":
    sys.exit(main())
