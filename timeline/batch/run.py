"""A run: articles in chunks to workers, results into the folder; the same way for one process, several, a cluster.

No more chunks are under way than the workers need, so that memory does not grow with the number of articles.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from time import monotonic
from typing import Any

from timeline.batch.articles import Item, needed
from timeline.batch.folder import Folder
from timeline.batch.work import Done, Failed, Task, work
from timeline.errors import InputError

Chunk = tuple[Item, ...]
Results = list[Done | Failed]
CHUNK, CHUNK_LETTERS = 8, 60_000
"""Articles of a chunk, and letters after which it is full."""
COMMIT, COMMIT_SECONDS = 400, 20.0
"""Results after which they are written, and seconds after which they are however few."""
AHEAD = 3
"""Chunks under way for each worker: one it works at, and what comes next."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run: `workers` processes on this machine (1: this one), or the address of a Dask scheduler.

    commit: results after which they are written.
    """

    task: Task
    workers: int = 1
    dask: str | None = None
    commit: int = COMMIT


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
    """Read all articles that the folder does not have; `tell` is called with the counts after each chunk.

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
        for results in _results(_chunks(fresh()), plan):
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


def _results(chunks: Iterator[Chunk], plan: Plan) -> Iterator[Results]:
    """The results of all chunks, in any order."""
    if plan.dask is not None:
        return _on_cluster(chunks, plan.task, plan.dask)
    if plan.workers == 1:
        return (work(chunk, plan.task) for chunk in chunks)
    return _in_processes(chunks, plan.task, plan.workers)


def _in_processes(chunks: Iterator[Chunk], task: Task, workers: int) -> Iterator[Results]:
    """On processes of this machine. Where one dies, all that was under way is tried anew, an article at a time: the
    one that kills a worker again has failed.
    """
    under_way: dict[Future[Results], Chunk] = {}
    pool = _pool(workers)
    try:
        more = True
        while more or under_way:
            while more and len(under_way) < workers * AHEAD:
                chunk = next(chunks, None)
                more = chunk is not None
                if chunk is not None:
                    under_way[pool.submit(work, chunk, task)] = chunk
            if not under_way:
                break
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            broken: list[Chunk] = []
            for future in finished:
                chunk = under_way.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    broken.append(chunk)
            if broken:
                broken += under_way.values()
                under_way.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(broken, task)
                pool = _pool(workers)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(chunks: Iterable[Chunk], task: Task) -> Iterator[Results]:
    for item in (item for chunk in chunks for item in chunk):
        with _pool(1) as pool:
            try:
                yield pool.submit(work, (item,), task).result()
            except BrokenProcessPool:
                reason = "the process that read it died; it may be too large for the memory there is"
                yield [Failed(item.key, item.file, item.place, reason)]


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes that begin anew (spawned) and ignore Ctrl+C, which this one answers."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_deaf)


def _deaf() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _on_cluster(chunks: Iterator[Chunk], task: Task, address: str) -> Iterator[Results]:
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
        under_way = distributed.as_completed()
        pending = 0
        while True:
            while pending < threads * AHEAD and (chunk := next(chunks, None)) is not None:
                carried = tuple(item.carried() for item in chunk)
                under_way.add(client.submit(work, carried, task, pure=False))
                pending += 1
            if not pending:
                return
            future: Any = next(under_way)
            pending -= 1
            yield future.result()
