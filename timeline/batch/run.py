"""A run: articles to processes that read them, results into the folder; the same way on this machine and on a cluster.

No more articles are under way than the processes need, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import Any

from anyio import CapacityLimiter
from anyio.from_thread import start_blocking_portal

from timeline.batch.articles import Item, needed
from timeline.batch.folder import Folder
from timeline.batch.work import Done, Failed, Read, Task, guarded, guarded_in_turn, result_of
from timeline.errors import InputError

Chunk = tuple[Item, ...]
Results = list[Done | Failed]
CHUNK, CHUNK_LETTERS = 8, 60_000
"""Articles that are sent to a cluster together, and letters after which they are enough."""
COMMIT, COMMIT_SECONDS = 400, 20.0
"""Results after which they are written, and seconds after which they are however few."""
AHEAD = 3
"""Articles (of a cluster: chunks) under way for each process: one it works at, and what comes next."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run: with `workers` processes on this machine, or at the address of a Dask scheduler.

    commit: results after which they are written. read: what a process does with an article.
    """

    task: Task
    workers: int = 1
    dask: str | None = None
    commit: int = COMMIT
    read: Read = result_of


@dataclass(slots=True)
class Counts:
    """How far a run is: articles done before it, done by it, and failed; `events` found by it."""

    before: int = 0
    done: int = 0
    failed: int = 0
    events: int = 0


def run(
    articles: Iterable[Item], folder: Folder, plan: Plan, tell: Callable[[Counts], None] = lambda _: None
) -> Counts:
    """Read all articles that the folder does not have; `tell` is called with the counts as results come.

    Interrupted (KeyboardInterrupt), it writes what is finished and raises on. The next run goes on from there.
    """
    counts = Counts()
    ready: Results = []
    last = monotonic()

    def fresh() -> Iterator[Item]:
        for item in articles:
            if int(item.key, 16) in folder.done:
                counts.before += 1
            else:
                yield item

    try:
        with closing(_results(fresh(), plan)) as found:
            for results in found:
                ready += results
                failed = sum(isinstance(one, Failed) for one in results)
                counts.failed += failed
                counts.done += len(results) - failed
                counts.events += sum(len(one.events) for one in results if isinstance(one, Done))
                if len(ready) >= plan.commit or monotonic() - last > COMMIT_SECONDS:
                    folder.commit(ready)
                    ready, last = [], monotonic()
                tell(counts)
    finally:
        if ready:
            folder.commit(ready)
    return counts


def _chunks(articles: Iterable[Item]) -> Iterator[Chunk]:
    chunk: list[Item] = []
    letters = 0
    for item in articles:
        chunk.append(item)
        letters += len(item.source or "")
        if len(chunk) == CHUNK or letters >= CHUNK_LETTERS:
            yield tuple(chunk)
            chunk, letters = [], 0
    if chunk:
        yield tuple(chunk)


def _results(articles: Iterator[Item], plan: Plan) -> Generator[Results]:
    """The results of all articles, in any order."""
    return _here(articles, plan) if plan.dask is None else _on_cluster(_chunks(articles), plan, plan.dask)


def _here(articles: Iterator[Item], plan: Plan) -> Generator[Results]:
    """By processes of this machine."""
    under_way: set[Future[Done | Failed]] = set()
    with start_blocking_portal() as portal:
        turns = portal.call(CapacityLimiter, plan.workers)
        try:
            while True:
                while len(under_way) < plan.workers * AHEAD and (item := next(articles, None)) is not None:
                    under_way.add(portal.start_task_soon(guarded, item, plan.task, plan.read, turns))
                if not under_way:
                    return
                finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield [future.result() for future in finished]
        finally:
            for future in under_way:
                future.cancel()


def _on_cluster(chunks: Iterator[Chunk], plan: Plan, address: str) -> Generator[Results]:
    """On the workers of a Dask cluster, where this package must be installed too."""
    distributed = needed("distributed", "--dask")
    try:
        client = distributed.Client(address, timeout="15s")
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {address} ({error}); check --dask") from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise InputError(f"the Dask cluster at {address} has no workers; start some (dask worker {address})")
        finished = distributed.as_completed()
        under_way: dict[str, Chunk] = {}
        while True:
            while len(under_way) < threads * AHEAD and (chunk := next(chunks, None)) is not None:
                carried = tuple(item.carried() for item in chunk)
                future: Any = client.submit(guarded_in_turn, carried, plan.task, plan.read, pure=False)
                under_way[future.key] = chunk
                finished.add(future)
            if not under_way:
                return
            future = next(finished)
            chunk = under_way.pop(future.key)
            try:
                results: Results = future.result()
            except distributed.KilledWorker:
                lost = "the workers of the cluster that read it were lost again and again; it may be too large for them"
                results = [Failed(item.key, item.file, item.place, lost) for item in chunk]
            yield results
