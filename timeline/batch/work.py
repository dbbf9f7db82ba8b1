"""What is done with an article: read, extract, and give back rows, in a process of its own kind that can be ended.

A fault of one article is its own: one that is wrong, takes too long or takes its process down has failed, no other.
"""

from __future__ import annotations

import math
import signal
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from timeline.batch.articles import Item
from timeline.detail import at_detail
from timeline.errors import TimelineError
from timeline.export.table import records
from timeline.model import Options

TRIES = 2
"""How often an article is given to a process before it has failed: the first may have been ended for another's sake."""


@dataclass(frozen=True, slots=True)
class Task:
    """How articles are read. today: ISO day after which none can have been published; None does not look.

    seconds, seconds_per_kb: time for any article, in which a new process also loads the language model, and for each
    1,000 bytes of it.
    """

    options: Options
    undated: bool = False
    today: str | None = None
    seconds: float = 60.0
    seconds_per_kb: float = 0.6

    def seconds_for(self, item: Item) -> float:
        """Time for an article, once a process has it."""
        return self.seconds + self.seconds_per_kb * _bytes(item) / 1000


@dataclass(frozen=True, slots=True)
class Done:
    """An article's rows: `day` of publication ("undated" without one), itself, and its events."""

    key: str
    day: str
    article: dict[str, Any]
    events: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be read, with file, place and reason."""

    key: str
    file: str
    place: str
    reason: str


Read = Callable[[Item, Task], Done | Failed]


async def guarded(item: Item, task: Task, read: Read, turns: CapacityLimiter | None = None) -> Done | Failed:
    """The result of an article, read by another process within its time. turns: how many are read at once."""
    seconds = task.seconds_for(item)
    async with AsyncExitStack() as turn:
        if turns is not None:
            await turn.enter_async_context(turns)
        for _ in range(TRIES):
            try:
                with anyio.move_on_after(seconds):
                    return await to_process.run_sync(
                        _apart, read, item, task, cancellable=True, limiter=CapacityLimiter(math.inf)
                    )
            except BrokenWorkerProcess:
                continue
            took = f"reading took longer than its limit of {seconds:.0f} s; raise --seconds-per-kb, or split it"
            return Failed(item.key, item.file, item.place, took)
    died = "the process that read it died, and again a second time; it may be too large for the memory there is"
    return Failed(item.key, item.file, item.place, died)


async def guarded_in_turn(chunk: Sequence[Item], task: Task, read: Read) -> list[Done | Failed]:
    """The result of each article, in order; a cluster's worker runs it on its own event loop."""
    return [await guarded(item, task, read) for item in chunk]


def _apart(read: Read, item: Item, task: Task) -> Done | Failed:
    """What the other process does. Ctrl+C is for the one that writes the results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return read(item, task)


def _bytes(item: Item) -> int:
    if isinstance(item.source, str):
        return len(item.source.encode("utf-8", "surrogatepass"))
    if item.source is not None:
        return len(item.source)
    try:
        return Path(item.file).stat().st_size
    except OSError:
        return 0


def result_of(item: Item, task: Task) -> Done | Failed:
    """The result of an article, whatever is wrong with it."""
    try:
        return _done(item, task) if item.fault is None else Failed(item.key, item.file, item.place, item.fault)
    except (TimelineError, ValueError) as error:
        return Failed(item.key, item.file, item.place, str(error))
    except Exception as error:  # one article must not end a run of thousands
        return Failed(item.key, item.file, item.place, f"a fault of the program: {type(error).__name__}: {error}")


def _done(item: Item, task: Task) -> Done | Failed:
    from timeline.extraction import extract
    from timeline.reading import read, read_file

    if item.source is None:
        article = read_file(item.file, published=item.published, options=task.options)
    else:
        article = read(
            item.source, published=item.published, media=item.media, title=item.title, url=item.url,
            options=task.options,
        )  # fmt: skip
    if article.published is None and not task.undated:
        reason = "no publication date given and none found; pass --undated to go on without"
        return Failed(item.key, item.file, item.place, reason)
    day = article.published.day_only().isoformat() if article.published else "undated"
    if article.published and task.today and day > task.today:
        return Failed(item.key, item.file, item.place, f"publication date {day} lies after today, {task.today}")
    timeline = at_detail(extract(article, options=task.options), task.options.detail)
    known = timeline.articles[0]
    row = {
        "id": known.id,
        "file": item.file,
        "place": item.place,
        "title": known.title,
        "outlet": known.outlet,
        "url": known.url,
        "published": known.published.isoformat() if known.published else None,
        "published_from": known.published_from,
        "language": known.language,
        "kind": known.kind,
        "letters": len(known.text),
        "events": len(timeline.events),
    }
    return Done(item.key, day, row, list(records(timeline)))
