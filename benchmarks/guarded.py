"""Extraction of many texts, each in a limit of time, in a process that is killed and made anew where it is passed."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from benchmarks.common import Document

START = 120
"""Seconds in which a process must have loaded what it needs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a text. fault: None where it was read or refused, "limit" or the last line of a traceback."""

    document: Document
    fault: str | None = None
    trace: str = ""


def outcomes(documents: Iterable[Document], limit: float, events: str = "timeline") -> Iterator[Outcome]:
    """Each document with its outcome, in turn. limit: seconds for one. events: as `timeline.extract` takes it."""
    process, pipe = _start(events)
    try:
        for document in documents:
            pipe.send((document.text, document.published or None))
            if pipe.poll(limit):
                yield Outcome(document, *pipe.recv())
            else:
                process.kill()
                yield Outcome(document, "limit", f"no answer in {limit:g} s")
                process, pipe = _start(events)
    finally:
        process.kill()


def _start(events: str) -> tuple[SpawnProcess, Connection]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, events), daemon=True)
    process.start()
    if not here.poll(START):
        process.kill()
        raise SystemExit(f"the program did not start within {START} s")
    here.recv()
    return process, here


def _work(pipe: Connection, events: str) -> None:
    """In the process: read what comes, say what became of it."""
    import timeline

    timeline.extract("The army left the town on Tuesday.", published="2013-06-07", events=events)
    pipe.send(True)
    while True:
        text, published = pipe.recv()
        try:
            timeline.extract(text, published=published, events=events)
        except timeline.TimelineError:
            pass  # refused with a sentence
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} in {last.name}"
            pipe.send((where, traceback.format_exc()))
            continue
        pipe.send((None, ""))
