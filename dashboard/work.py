"""Extraction in worker processes, so that one article never costs another.

An article waits its turn in a queue with an end, is read within a limit of time that grows with its length, and is
given up when whoever asked has gone. A worker that is cancelled is ended by `anyio.to_process` with SIGKILL.
"""

from __future__ import annotations

import math
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import cache, partial
from typing import ParamSpec, TypeVar

import anyio
from anyio import BrokenWorkerProcess, CancelScope, CapacityLimiter, to_process
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.service import Problem, Refused

P = ParamSpec("P")
R = TypeVar("R")
LONG = 20_000
"""Bytes from which a text counts as long: long ones leave one worker free for the others."""
NICE = 10
"""What the workers' niceness is raised by, so that pages and /health are answered first."""
RETRY_AFTER = 30
"""Seconds after which one who was refused may ask again."""


def workers_by_processors() -> int:
    """One worker less than there are processors, but two at least and eight at most."""
    return min(8, max(2, (os.cpu_count() or 2) - 1))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at once, and how long it may take.

    workers: processes that read. waiting: articles that may wait for one. patience: seconds an article may wait.
    seconds, seconds_per_kb: time for any article, in which a new worker also loads the language model, and for each
    1,000 bytes of it (prose takes about 0.12 s of an idle processor, so that five times as much is left for a busy
    one).
    """

    workers: int = field(default_factory=workers_by_processors)
    waiting: int = 64
    patience: float = 600.0
    seconds: float = 60.0
    seconds_per_kb: float = 0.6

    def seconds_for(self, size: int) -> float:
        """Time for a text of so many bytes, once a worker has it."""
        return self.seconds + self.seconds_per_kb * size / 1000


class Workers:
    """The worker processes of one application, which is one event loop."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._turns = CapacityLimiter(self.limits.workers)
        self._long = CapacityLimiter(max(1, self.limits.workers - 1))
        self._unlimited = CapacityLimiter(math.inf)
        self._asked: set[CancelScope] = set()
        self._stopped = False

    async def run(self, size: int, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function of a module in a worker and return what it returns, or raise what it raises.

        size: bytes of the text. Raises Refused where the queue is full, the wait is too long or the server stops
        (503), the work takes longer than its limit (422), or the worker dies (500). Cancelling ends the worker.
        """
        if len(self._asked) >= self.limits.workers + self.limits.waiting:
            raise _busy(f"the queue of articles to be read is full ({len(self._asked)})")
        seconds = self.limits.seconds_for(size)
        started = False
        with anyio.move_on_after(self.limits.patience) as scope:
            self._asked.add(scope)
            try:
                async with AsyncExitStack() as turn:
                    if size > LONG:
                        await turn.enter_async_context(self._long)
                    await turn.enter_async_context(self._turns)
                    started = True
                    scope.deadline = anyio.current_time() + seconds
                    return await self._read(partial(_in_worker, call, *args, **kwargs))
            finally:
                self._asked.discard(scope)
        if self._stopped:
            raise _busy("the server is being stopped")
        if not started:
            raise _busy(f"the article has waited {self.limits.patience:.0f} s for its turn")
        took = f"reading the article took longer than its limit of {seconds:.0f} s"
        raise Refused(Problem(422, took, "send it in parts"))

    def stop(self) -> None:
        """End what is being read and refuse what waits; those who asked are told so."""
        self._stopped = True
        for scope in self._asked:
            scope.cancel()

    async def _read(self, call: Callable[[], R]) -> R:
        try:
            return await to_process.run_sync(call, cancellable=True, limiter=self._unlimited)
        except BrokenWorkerProcess:
            problem = Problem(500, "the process that read the article has died", "send it in parts, or report it")
            raise Refused(problem) from None


def _busy(why: str) -> Refused:
    return Refused(Problem(503, why, f"try again in {RETRY_AFTER} s", retry_after=RETRY_AFTER))


def _in_worker(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The call as it runs in the worker; what it raises carries its traceback as a note, which a pickle would lose."""
    _settle(os.getppid())
    try:
        return call(*args, **kwargs)
    except Exception as error:
        error.add_note(traceback.format_exc())
        raise


@cache
def _settle(parent: int) -> None:
    """Once in each worker: gives way to the server, leaves Ctrl+C to it, and ends when it has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


class AskerGone:
    """Cancels what is done for a request when its connection closes; with it ends the worker that reads for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        fault: Exception | None = None
        async with anyio.create_task_group() as tasks:

            async def watch() -> None:
                while (await receive())["type"] != "http.disconnect":
                    pass
                tasks.cancel_scope.cancel()

            async def until_read() -> Message:
                message = await receive()
                if message["type"] == "http.request" and not message.get("more_body"):
                    tasks.start_soon(watch)
                return message

            try:
                await self.app(scope, until_read, send)
            except Exception as error:  # as itself, not in the group's ExceptionGroup
                fault = error
            tasks.cancel_scope.cancel()
        if fault is not None:
            raise fault
