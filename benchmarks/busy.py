"""`python -m benchmarks.busy`: does one reader's long article cost another anything?

A real server on a fresh database reads ten articles of 200 kB at once, while another reader opens a page and asks
/health again and again. Printed: their times beside those of the same server idle, in one run; what became of the ten;
the memory of the server and its workers; and how long the server takes to end when it is told to.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

from benchmarks.common import machine, note, samples, say, table
from benchmarks.served import CALL, PATIENCE, Server, showing

SAMPLE = "sample-kalvesh-1-truce"


def article(size: int) -> str:
    """The sample articles one after another until there are so many characters."""
    text = "\n\n".join(one.text for one in samples())
    return (text + "\n\n") * (size // len(text)) + text[: size % len(text)]


def page(http: httpx.Client) -> None:
    """What a browser asks for to show an article."""
    http.get(f"/article/{SAMPLE}").raise_for_status()
    http.post(CALL, json=showing("article", SAMPLE)).raise_for_status()


def timed(call: Callable[[], object]) -> float:
    """Milliseconds a call takes."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def measured(server: Server, until: Callable[[int], bool]) -> tuple[list[float], list[float], int]:
    """Times of the page and of /health until told to stop, in turn, and the most memory seen."""
    pages, healths, most = [], [], 0
    with httpx.Client(base_url=server.url or "", timeout=PATIENCE) as http:
        while not until(len(pages)):
            pages.append(timed(lambda: page(http)))
            healths.append(timed(lambda: http.get("/api/v1/health").raise_for_status()))
            most = max(most, server.memory() or 0)
            time.sleep(0.2)
    return pages, healths, most


def ended(server: Server, sent: signal.Signals) -> float:
    """Seconds from the signal to the end of the server."""
    assert server.process is not None
    begun = time.perf_counter()
    server.process.send_signal(sent)
    server.process.wait(60)
    return time.perf_counter() - begun


def main(arguments: Sequence[str] | None = None) -> None:
    """Start, measure idle and busy, end; exit 1 when an article was neither answered nor refused."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.busy", description=__doc__)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--kilobytes", type=int, default=200)
    asked = parser.parse_args(arguments)
    text = article(asked.kilobytes * 1000)
    answers: list[tuple[int, float]] = []

    def add(url: str, number: int) -> None:
        body = {"text": f"Report {number}.\n\n{text}", "published": "2024-11-10"}
        begun = time.perf_counter()
        status = httpx.post(f"{url}/api/v1/extract", json=body, timeout=4 * PATIENCE).status_code
        answers.append((status, time.perf_counter() - begun))

    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "busy.sqlite3")
        try:
            url = server.start()
            measured(server, lambda count: count >= 5)
            idle_pages, idle_healths, idle_memory = measured(server, lambda count: count >= 30)
            threads = [threading.Thread(target=add, args=(url, number)) for number in range(asked.articles)]
            for thread in threads:
                thread.start()
            note(f"{asked.articles} articles of {asked.kilobytes} kB are being read")
            pages, healths, most = measured(server, lambda _: not any(thread.is_alive() for thread in threads))
            idle_end = ended(server, signal.SIGTERM)
            server.kill()
            last = threading.Thread(target=add, args=(server.start(), asked.articles))
            last.start()
            time.sleep(3)
            busy_end = ended(server, signal.SIGINT)
            last.join()
        finally:
            server.kill()
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
