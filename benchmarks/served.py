"""A real `timeline serve` on a fresh database, and the requests that a browser sends it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from benchmarks.common import note

CALL = "/_dash-update-component"
PATIENCE = 300.0
"""Seconds that a start or an answer may take before it counts as none, on a machine that is busy with other things."""


class Server:
    """A server process. `url` is None while it is down."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.log = database.with_suffix(".log")
        self.url: str | None = None
        self.process: subprocess.Popen[str] | None = None
        self.reader: threading.Thread | None = None

    def start(self) -> str:
        """Start it, wait until it answers, and give its address. SystemExit with its last words where it does not."""
        environment = {
            **os.environ,
            "TIMELINE_DATABASE_URL": f"sqlite:///{self.database}",
            "PYTHONUNBUFFERED": "1",
        }
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "timeline.cli", "serve"],
                env=environment, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
            )  # fmt: skip
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if " http://" in line:
                url = line.split(" http://")[1].split()[0]
                break
        else:
            raise SystemExit(f"the server did not start: {''.join(said[-3:])}{self.log.read_text()[-2000:]}")
        # What it says later is read away, so that it never waits for a reader.
        self.reader = threading.Thread(target=self.process.stdout.read, daemon=True)
        self.reader.start()
        with httpx.Client(transport=httpx.HTTPTransport(retries=8), timeout=PATIENCE) as http:
            http.get(f"http://{url}/api/v1/health")
        self.url = f"http://{url}"
        return self.url

    def kill(self) -> None:
        """SIGKILL to the server; then to what it left behind."""
        self.url = None
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        if self.reader is not None:
            self.reader.join()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None

    def memory(self) -> int | None:
        """Resident bytes of the server and of all its workers; None where there is no /proc."""
        if self.process is None or not Path("/proc/self/stat").exists():
            return None
        total = 0
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError, IndexError):
                after_name = (place / "stat").read_text().rpartition(")")[2].split()
                if int(after_name[3]) == self.process.pid:  # the session
                    total += int(after_name[21]) * os.sysconf("SC_PAGE_SIZE")
        return total


def kill_often(
    server: Server,
    client: Callable[[int, threading.Event], None],
    confirmed: Callable[[], int],
    *,
    kills: int,
    clients: int,
    each: int,
    seed: int,
    said: Callable[[], str],
) -> None:
    """Start and kill (SIGKILL) the server so many times, at random moments, while the clients work.

    client: works under its number until the event is set. confirmed: how many requests were confirmed so far. each: how
    many of them a life has on average (0 to twice as many). said: what is told every ten kills.
    """
    chance, over = random.Random(seed), threading.Event()
    threads = [threading.Thread(target=client, args=(n, over), daemon=True) for n in range(clients)]
    for thread in threads:
        thread.start()
    try:
        for life in range(1, kills + 1):
            before = confirmed()
            wanted, after = chance.randint(0, 2 * each), chance.uniform(0, 0.1)
            server.start()
            patience = time.monotonic() + PATIENCE
            while confirmed() < before + wanted and time.monotonic() < patience:
                time.sleep(0.005)
            time.sleep(after)
            server.kill()
            if life % 10 == 0 or life == kills:
                note(f"{life} kills, {said()}")
    finally:
        over.set()
        server.kill()
        for thread in threads:
            thread.join(timeout=PATIENCE)


def place(name: str, **value: Any) -> dict[str, Any]:
    """A property of a component (\"route.data\"), with its value where it is sent."""
    component, _, prop = name.partition(".")
    return {"id": component, "property": prop, **value}


def call(outputs: list[str], inputs: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """The body of a callback as the browser sends it. inputs, state: property to value, in the callback's order."""
    several = len(outputs) > 1
    return {
        "output": f"..{'...'.join(outputs)}.." if several else outputs[0],
        "outputs": [place(name) for name in outputs] if several else place(outputs[0]),
        "inputs": [place(name, value=value) for name, value in inputs.items()],
        "changedPropIds": [next(iter(inputs))],
        "state": [place(name, value=value) for name, value in state.items()],
    }


def add(http: httpx.Client, url: str, text: str, published: str) -> httpx.Response:
    """Add an article as the page does; the answer tells its steps, a line of JSON each."""
    return http.post(f"{url}/adding/articles", params={"published": published}, content=text.encode())


def showing(page: str, *articles: str) -> dict[str, Any]:
    """The call for a page."""
    return call(
        ["page.children"],
        {"route.data": {"page": page, "articles": list(articles)}, "screen.data": 1200, "edits-version.data": 0},
        {
            "selection.data": {"event": None, "phrase": None},
            "statuses.data": None,
            "scheme.data": "light",
            "detail.data": "standard",
            "look.data": None,
            "zoom.data": None,
        },
    )


def listing() -> dict[str, Any]:
    """The call for the list of articles."""
    return call(["library.children"], {"route.data": {"page": "add", "articles": []}, "library-version.data": 0}, {})


def added(response: httpx.Response) -> str | None:
    """The id that the answer to `add` confirms; None where it confirms none."""
    if response.status_code != 200:
        return None
    steps = [json.loads(line) for line in response.text.splitlines()]
    return next((str(step["id"]) for step in steps if step["stage"] == "stored"), None)
