"""Does everybody get an answer when many use one server at once, and how soon?

    python -m benchmarks.load [--users 50] [--requests 2000] [--seed 1]

A real `timeline serve` on a fresh SQLite file with the sample articles; users who each send one request after the
other, of every kind in turn: health, list, index, pages and list by callback, downloads, time phrases of a text
(`events=none`). Ends with 1 where a request was not answered with 200.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.common import machine, note, say, table
from benchmarks.served import CALL, PATIENCE, Server, listing, showing

TEXT = "The council closed the bridge on Monday. It will open again on June 20, 2024, the mayor said last night. " * 20
Kind = Callable[[httpx.Client, str, str], httpx.Response]
"""Client, id of an article, id of another; gives the answer."""
KINDS: dict[str, Kind] = {
    "health": lambda http, one, other: http.get("/api/v1/health"),
    "list": lambda http, one, other: http.get("/api/v1/articles"),
    "index": lambda http, one, other: http.get("/"),
    "page: article": lambda http, one, other: http.post(CALL, json=showing("article", one)),
    "page: compare": lambda http, one, other: http.post(CALL, json=showing("compare", one, other)),
    "page: list": lambda http, one, other: http.post(CALL, json=listing()),
    "download csv": lambda http, one, other: http.get(f"/api/v1/articles/{one}/timeline.csv"),
    "download json": lambda http, one, other: http.get(f"/api/v1/articles/{one}/timeline.json"),
    "phrases": lambda http, one, other: http.post(
        "/api/v1/extract", json={"text": TEXT, "published": "2024-06-12", "events": "none"}
    ),
}


@dataclass(slots=True)
class Measured:
    """Kind to seconds of each answer, and to what went wrong; resident bytes of the server, when idle and at most."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in KINDS})
    errors: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in KINDS})
    wall: float = 0.0
    idle: int | None = None
    most: int | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


def _user(url: str, jobs: list[str], articles: list[str], measured: Measured, seed: int) -> None:
    chance = random.Random(seed)
    with httpx.Client(base_url=url, timeout=PATIENCE) as http:
        while True:
            with measured.lock:
                if not jobs:
                    return
                kind = jobs.pop()
            one, other = chance.sample(articles, 2)
            begun = time.perf_counter()
            try:
                response = KINDS[kind](http, one, other)
                wrong = None if response.status_code == 200 else f"{response.status_code} {response.text[:200]}"
            except httpx.HTTPError as error:
                wrong = repr(error)
            took = time.perf_counter() - begun
            with measured.lock:
                measured.seconds[kind].append(took)
                if wrong is not None:
                    measured.errors[kind].append(wrong)


def run(folder: Path, users: int, requests: int, seed: int) -> Measured:
    """Send so many requests, by so many users at once."""
    server, measured, over = Server(folder / "store.sqlite3"), Measured(), threading.Event()
    names = list(KINDS)
    jobs = [names[number % len(names)] for number in range(requests)]
    random.Random(seed).shuffle(jobs)

    def watch() -> None:
        while not over.wait(0.2):
            if (now := server.memory()) is not None:
                measured.most = max(measured.most or 0, now)

    try:
        url = server.start()
        articles = [line["id"] for line in httpx.get(f"{url}/api/v1/articles", timeout=PATIENCE).json()]
        measured.idle = measured.most = server.memory()
        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        threads = [
            threading.Thread(target=_user, args=(url, jobs, articles, measured, seed + n), daemon=True)
            for n in range(users)
        ]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.2)
            if int(time.perf_counter() - begun) % 30 == 0:
                note(f"{len(jobs)} requests left")
                time.sleep(1)
        measured.wall = time.perf_counter() - begun
        over.set()
        watcher.join()
    finally:
        over.set()
        server.kill()
    return measured


def report(measured: Measured) -> str:
    """A row a kind, and one for all: requests, errors, and seconds."""
    every = [took for times in measured.seconds.values() for took in times]
    rows = [(name, len(times), len(measured.errors[name]), *_spread(times)) for name, times in measured.seconds.items()]
    rows.append(("all", len(every), sum(map(len, measured.errors.values())), *_spread(every)))
    return table(("request", "sent", "errors", "p50 s", "p95 s", "max s"), rows)


def _spread(times: list[float]) -> tuple[str, str, str]:
    if not times:
        return "-", "-", "-"
    parts = statistics.quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
    return f"{parts[9]:.2f}", f"{parts[18]:.2f}", f"{max(times):.2f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and report; 1 where a request was not answered with 200."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.load", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--users", type=int, default=50, help="how many at once (50)")
    parser.add_argument("--requests", type=int, default=2000, help="how many in all (2000)")
    parser.add_argument("--seed", type=int, default=1, help="of the order of the requests (1)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="timeline-load-") as folder:
        measured = run(Path(folder), asked.users, asked.requests, asked.seed)
    say(f"{asked.users} users, {measured.wall:.0f} s in all, seed {asked.seed}, {machine()}\n")
    say(report(measured))
    if measured.idle is not None and measured.most is not None:
        say(f"\nMemory of the server: {measured.idle / 1e6:.0f} MB idle, {measured.most / 1e6:.0f} MB at most.")
    wrong = [f"{name}: {one}" for name, errors in measured.errors.items() for one in errors]
    for one in wrong[:5]:
        note(one)
    return 1 if wrong or not any(measured.seconds.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
