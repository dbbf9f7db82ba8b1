"""Long work that a caller does not wait for: a task a job, with progress, the reasons of failures, and an end.

Jobs live in the memory of one server: they end with it, and another server on the same database does not know them.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

from pydantic import BaseModel, Field

from dashboard.service import Problem, Refused, problem_of

LOG = logging.getLogger(__name__)
MOST_JOBS, MOST_RUNNING = 200, 8
"""Jobs that are remembered, the oldest finished one forgotten first, and those that may run at once."""
Step = Callable[[], Awaitable[str]]


class JobFailure(BaseModel):
    """A step that failed: its number from 0, what is wrong and what helps."""

    number: int
    detail: str
    remedy: str


class JobAnswer(BaseModel):
    """How far a job is. `articles` are ids of what is stored, in the order of what was sent."""

    id: str
    status: Literal["running", "done", "cancelled"]
    done: int = Field(description="Steps that are over, failed ones among them.")
    total: int
    articles: list[str]
    failures: list[JobFailure]


class Jobs:
    """The jobs of one server, which is one event loop."""

    def __init__(self) -> None:
        self._jobs: dict[str, JobAnswer] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, steps: Sequence[Step]) -> JobAnswer:
        """Begin; Refused (503) where as many run as may."""
        if len(self._tasks) >= MOST_RUNNING:
            raise Refused(Problem(503, f"{MOST_RUNNING} jobs are running", "try again in a minute", retry_after=60))
        while len(self._jobs) >= MOST_JOBS:
            del self._jobs[next(id for id in self._jobs if id not in self._tasks)]
        job = JobAnswer(id=secrets.token_hex(8), status="running", done=0, total=len(steps), articles=[], failures=[])
        self._jobs[job.id] = job
        task = asyncio.create_task(self._run(job, steps))
        self._tasks[job.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(job.id, None))
        return job

    def get(self, id: str) -> JobAnswer | None:
        """The job of that id, if it is known."""
        return self._jobs.get(id)

    def cancel(self, id: str) -> JobAnswer | None:
        """End the job; one that is over stays as it is."""
        job = self._jobs.get(id)
        if job is not None and job.status == "running":
            job.status = "cancelled"
            if (task := self._tasks.get(id)) is not None:
                task.cancel()
        return job

    async def _run(self, job: JobAnswer, steps: Sequence[Step]) -> None:
        for number, step in enumerate(steps):
            try:
                job.articles.append(await step())
            except Exception as error:
                problem = _told(error)
                job.failures.append(JobFailure(number=number, detail=problem.message, remedy=problem.remedy))
            job.done += 1
        job.status = "done"


def _told(error: Exception) -> Problem:
    try:
        return problem_of(error)
    except Exception:
        LOG.exception("a step of a job")
        return Problem(500, f"a fault of the program: {type(error).__name__}", "report it with the article, please")
