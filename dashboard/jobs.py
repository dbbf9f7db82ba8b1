"""Long work that a caller does not wait for: a step an article, with progress, the reasons of failures, and an end.

How far each job is stands in the database: any server on it can tell, and one that begins after another has ended goes
on with what is not done, once it is asked for the same again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Literal

from pydantic import BaseModel, Field

from dashboard.service import Problem, Refused, problem_of
from timeline.errors import StoreError
from timeline.store.jobs import Failure, Job
from timeline.store.jobs import Jobs as StoredJobs

LOG = logging.getLogger(__name__)
MOST_RUNNING = 8
"""Jobs that one server may work at."""
BEAT = 10
"""Seconds between two beats; `timeline.store.jobs` takes who has missed several for ended."""
Step = Callable[[], Awaitable[str]]


class JobFailure(BaseModel):
    """A step that failed: its number from 0, what is wrong and what helps."""

    number: int
    detail: str
    remedy: str


class JobAnswer(BaseModel):
    """How far a job is. `articles` are ids of what is stored, in the order of what was sent."""

    id: str
    status: Literal["running", "done", "cancelled", "interrupted"] = Field(
        description="interrupted: its server has ended; send the same again to go on with what is not done."
    )
    done: int = Field(description="Steps that are over, failed ones among them.")
    total: int
    articles: list[str]
    failures: list[JobFailure]


class Jobs:
    """The jobs of one server, which is one event loop, on the jobs of a database."""

    def __init__(self, stored: StoredJobs) -> None:
        self._stored = stored
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self, id: str, steps: Sequence[Step]) -> JobAnswer:
        """Begin a job, go on with it, or find that it is under way; Refused (503) where as many run as may."""
        if id not in self._tasks and len(self._tasks) >= MOST_RUNNING:
            raise Refused(Problem(503, f"{MOST_RUNNING} jobs are running", "try again in a minute", retry_after=60))
        worker = secrets.token_hex(8)
        wanted = await asyncio.to_thread(self._stored.take, id, len(steps), worker)
        if wanted is not None:
            task = asyncio.create_task(self._run(id, worker, {number: steps[number] for number in sorted(wanted)}))
            self._tasks[id] = task
            task.add_done_callback(lambda ended: self._tasks.pop(id, None) if self._tasks.get(id) is ended else None)
        job = await self.get(id)
        assert job is not None
        return job

    async def get(self, id: str) -> JobAnswer | None:
        """The job of that id, if it is known."""
        found = await asyncio.to_thread(self._stored.get, id)
        return None if found is None else _answer(found)

    async def cancel(self, id: str) -> JobAnswer | None:
        """End the job, whichever server works at it; one that is over stays as it is."""
        await asyncio.to_thread(self._stored.end, id, "cancelled")
        if (task := self._tasks.get(id)) is not None:
            task.cancel()
        return await self.get(id)

    async def _run(self, id: str, worker: str, steps: dict[int, Step]) -> None:
        beating = asyncio.create_task(self._beat(id, worker, asyncio.current_task()))
        try:
            for number, step in steps.items():
                outcome = await _outcome(number, step)
                if not await asyncio.to_thread(self._stored.step, id, worker, outcome):
                    return  # cancelled at another server
            await asyncio.to_thread(self._stored.end, id, "done", worker)
        except StoreError:
            LOG.exception("job %s", id)
        finally:
            beating.cancel()
            with suppress(StoreError):  # not in a thread, for which a server that is being stopped does not wait
                self._stored.end(id, "interrupted", worker)

    async def _beat(self, id: str, worker: str, task: asyncio.Task[None] | None) -> None:
        """Say that the worker is there; end the job where it is not its own any more."""
        while True:
            await asyncio.sleep(BEAT)
            try:
                mine = await asyncio.to_thread(self._stored.beat, id, worker)
            except StoreError:
                LOG.exception("job %s", id)
                continue
            if not mine and task is not None:
                task.cancel()


async def _outcome(number: int, step: Step) -> Failure | tuple[int, str]:
    """What becomes of a step; one for which there is no room now is tried again."""
    while True:
        try:
            return number, await step()
        except Exception as error:
            problem = _told(error)
            if problem.retry_after is None:
                return Failure(number, problem.message, problem.remedy)
        await asyncio.sleep(problem.retry_after)


def _answer(job: Job) -> JobAnswer:
    return JobAnswer(
        id=job.id, status=job.status, done=len(job.articles) + len(job.failures), total=job.total,
        articles=list(job.articles.values()),
        failures=[JobFailure(number=one.number, detail=one.detail, remedy=one.remedy) for one in job.failures],
    )  # fmt: skip


def _told(error: Exception) -> Problem:
    try:
        return problem_of(error)
    except Exception:
        LOG.exception("a step of a job")
        return Problem(500, f"a fault of the program: {type(error).__name__}", "report it with the article, please")
