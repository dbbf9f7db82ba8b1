"""`python -m benchmarks.busy`: does one reader's long article cost another anything?

A real server on a fresh database reads ten articles of 200 kB at once, while another reader opens a page and asks
/health again and again. Printed: their times beside those of the same server idle, in one run; what became of the ten;
the memory of the server and its workers; and how long the server takes to end when it is told to.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.common import ROOT, machine, note, samples, say, table

PAGE = "/article/sample-kalvesh-1-truce"


@dataclass
class Server:
    """A `timeline serve` of this checkout, with its own database."""

    folder: Path
    port: int = 8950
    process: subprocess.Popen[str] = field(init=False)
    url: str = field(init=False)

    def __post_init__(self) -> None:
        environment = {**os.environ, "TIMELINE_DATABASE_URL": f"sqlite:///{self.folder / 'busy.sqlite3'}"}
        command = [sys.executable, "-u", "-m", "timeline.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"http://\S+", line):
                self.url = found[0]
                break
        else:
            raise SystemExit("the server did not start")
        while True:
            try:
                self.get("/api/v1/health")
                return
            except urllib.error.URLError:
                time.sleep(0.05)

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.url + path, timeout=600) as answer:
            content: bytes = answer.read()
            return content

    def post(self, path: str, value: object) -> tuple[int, bytes]:
        """Status and body of the answer."""
        sent = urllib.request.Request(
            self.url + path, json.dumps(value).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        try:
            with urllib.request.urlopen(sent, timeout=1200) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def page(self) -> None:
        """What a browser asks for to show an article."""
        self.get(PAGE)
        route = {"page": "article", "articles": ["sample-kalvesh-1-truce"]}
        status, _ = self.post(
            "/_dash-update-component",
            {
                "output": "page.children",
                "outputs": {"id": "page", "property": "children"},
                "inputs": [
                    {"id": "route", "property": "data", "value": route},
                    {"id": "screen", "property": "data", "value": 1440},
                ],
                "changedPropIds": ["route.data"],
                "state": [
                    {"id": "selection", "property": "data", "value": {}},
                    {"id": "statuses", "property": "data", "value": None},
                    {"id": "scheme", "property": "data", "value": "light"},
                ],
            },
        )
        if status != 200:
            raise SystemExit(f"the page answers {status}")

    def memory(self) -> int:
        """Bytes of resident memory of the server and its children."""
        pids = [self.process.pid, *children(self.process.pid)]
        return sum(resident(pid) for pid in pids)

    def end(self, sent: signal.Signals = signal.SIGTERM) -> float:
        """Seconds from the signal to the end."""
        begun = time.perf_counter()
        self.process.send_signal(sent)
        self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return time.perf_counter() - begun


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return [int(one) for task in Path(f"/proc/{pid}/task").glob("*/children") for one in task.read_text().split()]


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; none when it has gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def article(size: int) -> str:
    """The sample articles one after another until there are so many characters."""
    text = "\n\n".join(one.text for one in samples())
    return (text + "\n\n") * (size // len(text)) + text[: size % len(text)]


def timed(call: Callable[[], object]) -> float:
    """Milliseconds a call takes."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def measured(server: Server, until: Callable[[int], bool]) -> tuple[list[float], list[float], int]:
    """Times of the page and of /health until told to stop, in turn, and the most memory seen."""
    pages, healths, most = [], [], 0
    while not until(len(pages)):
        pages.append(timed(server.page))
        healths.append(timed(lambda: server.get("/api/v1/health")))
        most = max(most, server.memory())
        time.sleep(0.2)
    return pages, healths, most


def main(arguments: Sequence[str] | None = None) -> None:
    """Start, measure idle and busy, end; exit 1 when an article was neither answered nor refused."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.busy", description=__doc__)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--kilobytes", type=int, default=200)
    asked = parser.parse_args(arguments)
    text = article(asked.kilobytes * 1000)
    answers: list[tuple[int, float]] = []

    def add(server: Server, number: int) -> None:
        body = {"text": f"Report {number}.\n\n{text}", "published": "2024-11-10"}
        begun = time.perf_counter()
        status, _ = server.post("/api/v1/extract", body)
        answers.append((status, time.perf_counter() - begun))

    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        measured(server, lambda count: count >= 5)
        idle_pages, idle_healths, idle_memory = measured(server, lambda count: count >= 30)
        threads = [threading.Thread(target=add, args=(server, number)) for number in range(asked.articles)]
        for thread in threads:
            thread.start()
        note(f"{asked.articles} articles of {asked.kilobytes} kB are being read")
        pages, healths, most = measured(server, lambda _: not any(thread.is_alive() for thread in threads))
        idle_end = server.end()
        server = Server(Path(folder))
        last = threading.Thread(target=add, args=(server, 99))
        last.start()
        time.sleep(3)
        try:
            busy_end = server.end(signal.SIGINT)
        finally:
            server.process.kill()
        last.join()
    say(f"{asked.articles} articles of {asked.kilobytes} kB at once; {machine()}.\n")
    rows = []
    for name, idle, busy in (("page", idle_pages, pages), ("/health", idle_healths, healths)):
        half, most_half = statistics.median(idle), statistics.median(busy)
        rows.append([name, f"{half:.0f}", f"{most_half:.0f}", f"{most_half / half:.2f}", f"{max(idle):.0f}",
                     f"{max(busy):.0f}"])  # fmt: skip
    say(table(["asked for", "idle, median ms", "busy, median ms", "times idle", "idle, most", "busy, most"], rows))
    statuses = Counter(status for status, _ in answers[: asked.articles])
    say()
    say(f"Answers: {dict(statuses)}; the last after {max(seconds for _, seconds in answers[: asked.articles]):.0f} s.")
    say(f"Memory of the server and its workers: {idle_memory / 1e6:.0f} MB idle, {most / 1e6:.0f} MB at most.")
    say(f"Ends in {idle_end:.1f} s idle (SIGTERM), in {busy_end:.1f} s while an article is being read (SIGINT).")
    if set(statuses) - {200, 503, 422}:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
