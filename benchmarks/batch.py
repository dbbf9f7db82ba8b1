"""`python -m benchmarks.batch`: articles a second and memory of a batch in one process, two, and on a Dask cluster of
two, in one run; and a batch of two processes that is killed again and again and must lose and double nothing.

The articles are those of Timeline17 where it is at hand, else the samples, each with another first line, so that no
two are equal. The three ways take turns. Memory is the most of any worker, looked at twice a second.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path

from benchmarks.common import SHARED, machine, note, samples, say, table

PAGE = os.sysconf("SC_PAGE_SIZE")


def main(arguments: list[str]) -> None:
    """Print the rates, the memory, and what was lost."""
    parser = argparse.ArgumentParser(prog="benchmarks.batch")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--ways", default="one,two,dask", help="of one, two, dask")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "articles.jsonl"
        _write(source, asked.articles)
        say(f"{asked.articles} articles; {machine()}\n")
        rows = [_way(name, source, Path(place) / name) for name in asked.ways.split(",")]
        base = rows[0][2]
        say(table(("way", "seconds", "articles a second", "of the first", "most MB of a worker"),
                  [(n, f"{s:.1f}", f"{r:.2f}", f"{r / base:.2f}", f"{m:.0f}") for n, s, r, m in rows]))  # fmt: skip
        if asked.kills:
            say("\n" + _killed(source, Path(place) / "killed", asked.kills, rows[0][1]))


def _write(path: Path, number: int) -> None:
    folder = SHARED / "data" / "timeline17"
    files = sorted(folder.glob("*/articles.jsonl"))
    found: list[tuple[str, str]] = []
    for file in files:
        with file.open(encoding="utf-8") as lines:
            found += [(one["text"], one["published"][:10]) for one in map(json.loads, lines)]
    found = found or [(one.text, one.published[:10]) for one in samples()]
    with path.open("w", encoding="utf-8") as stream:
        for index, (text, published) in enumerate(islice(cycle(found), number)):
            again = index // len(found)
            fresh = f"Edition {again}.\n\n{text}" if again else text
            stream.write(json.dumps({"text": fresh, "published": published}) + "\n")


def _way(name: str, source: Path, out: Path) -> tuple[str, float, float, float]:
    """Name, seconds, articles a second, most memory."""
    with _cluster(name) as (extra, roots):
        start = time.monotonic()
        process = subprocess.Popen(_command(source, out, *extra), stdout=subprocess.DEVNULL)
        most = _Memory([process.pid, *roots])
        code = process.wait()
        seconds = time.monotonic() - start
        peak = most.stop()
    if code:
        raise SystemExit(f"the batch {name} ended with {code}")
    total = sum(1 for _ in source.open("rb"))
    note(f"{name}: {seconds:.1f} s")
    return name, seconds, total / seconds, peak


def _command(source: Path, out: Path, *extra: str) -> list[str]:
    return [sys.executable, "-m", "timeline.cli", "batch", str(source), "--out", str(out), "--undated", *extra]


@contextmanager
def _cluster(name: str) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """Options of the way, and the processes whose memory counts beside the command's own."""
    if name != "dask":
        yield (("--workers", "2") if name == "two" else ()), []
        return
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            pids = [int(pid) for pid in client.run(os.getpid).values()]
        yield ("--dask", cluster.scheduler_address), pids


class _Memory(threading.Thread):
    """The most resident memory (MB) of any of some processes and their children."""

    def __init__(self, roots: list[int]) -> None:
        super().__init__(daemon=True)
        self.roots, self.peak, self.ended = roots, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(0.5):
            for root in self.roots:
                for pid in (root, *_children(root)):
                    self.peak = max(self.peak, _resident(pid))

    def stop(self) -> float:
        self.ended.set()
        self.join()
        return self.peak


def _children(pid: int) -> list[int]:
    """Of all of its threads, and theirs."""
    found: list[int] = []
    for threads in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(one) for one in threads.read_text().split()]
    return found + [far for near in found for far in _children(near)]


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6
    except (OSError, IndexError):
        return 0.0


def _killed(source: Path, out: Path, kills: int, seconds: float) -> str:
    """A batch of two processes that is killed at random times and ends at last; what is missing or double."""
    import pyarrow.parquet as pq

    done = 0
    while done < kills:
        process = subprocess.Popen(
            _command(source, out, "--workers", "2"), stdout=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(random.uniform(2, max(seconds / kills, 8)))
            break  # it came to its end
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            done += 1
    subprocess.run(_command(source, out, "--workers", "2"), stdout=subprocess.DEVNULL, check=True)
    places: Counter[str] = Counter()
    for part in out.glob("articles/day=*/*.parquet"):
        places.update(pq.read_table(part, columns=["place"]).column("place").to_pylist())
    failures = out / "failures.jsonl"
    if failures.exists():
        places.update(json.loads(line)["place"] for line in failures.read_text("utf-8").splitlines())
    total = sum(1 for _ in source.open("rb"))
    missing = sum(f"line {number}" not in places for number in range(1, total + 1))
    double = sum(count - 1 for count in places.values())
    return f"killed {done} times: {missing} of {total} missing, {double} double"


if __name__ == "__main__":
    main(sys.argv[1:])
