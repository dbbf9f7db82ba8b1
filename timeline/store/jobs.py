"""Jobs: long work of which every server on the database can tell how far it is, also after the one that did it ended.

A job is known by what was asked for. Who works at it, a worker with a name of its own, says so again and again
(`beat`); one that has not for a while is taken for ended, and its job for interrupted: whoever asks for the same goes
on with what is not done.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from timeline.store import edit_log
from timeline.store.faults import guarded
from timeline.store.tables import articles, insert_for, job_steps, jobs

JobStatus = Literal["running", "done", "cancelled", "interrupted"]
SILENT = 60
"""Seconds without a beat after which a worker is taken for ended."""
KEPT = 30 * 24 * 3600
"""Seconds that a job is remembered after its last beat."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A step that failed: its number from 0, what is wrong and what helps."""

    number: int
    detail: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job is. articles: ids by the number of the step that stored them."""

    id: str
    status: JobStatus
    total: int
    articles: Mapping[int, str]
    failures: tuple[Failure, ...]


class Jobs:
    """The jobs of a database, as `Store.jobs` gives them. Faults of the database are StoreErrors."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def take(self, id: str, total: int, worker: str) -> frozenset[int] | None:
        """Begin a job, or go on with it: the steps to be done. None while another works at it.

        A step whose article is there is not done again; one that failed, or whose article has gone, is.
        """
        insert = insert_for(self._engine)
        row = {"id": id, "total": total, "status": "running", "worker": worker, "beat": _now(self._engine)}
        over = (jobs.c.status != "running") | (jobs.c.beat < _now(self._engine) - SILENT)
        with self._guard(), self._engine.begin() as connection:
            edit_log.begin(connection)
            connection.execute(sa.delete(jobs).where(jobs.c.beat < _now(self._engine) - KEPT))
            put = insert(jobs).values(**row).on_conflict_do_update(index_elements=["id"], set_=row, where=over)
            if connection.execute(put.returning(jobs.c.id)).first() is None:
                return None
            there = sa.select(articles.c.id).where(articles.c.removed.is_(None))
            gone = job_steps.c.article.is_(None) | job_steps.c.article.not_in(there)
            connection.execute(sa.delete(job_steps).where(job_steps.c.job == id, gone))
            done = connection.execute(sa.select(job_steps.c.number).where(job_steps.c.job == id)).scalars()
            return frozenset(range(total)) - frozenset(done)

    def step(self, id: str, worker: str, outcome: Failure | tuple[int, str]) -> bool:
        """Note what became of a step: a failure, or number and id of the article. False where the job is no more the
        worker's, because it was cancelled or taken for interrupted.
        """
        if isinstance(outcome, Failure):
            row = {"number": outcome.number, "detail": outcome.detail, "remedy": outcome.remedy}
        else:
            row = {"number": outcome[0], "article": outcome[1]}
        with self._guard(), self._engine.begin() as connection:
            edit_log.begin(connection)
            if not self._beaten(connection, id, worker):
                return False
            connection.execute(sa.insert(job_steps).values(job=id, **row))
            return True

    def beat(self, id: str, worker: str) -> bool:
        """Say that the worker is still at it; False where the job is not its own any more."""
        with self._guard(), self._engine.begin() as connection:
            return self._beaten(connection, id, worker)

    def end(self, id: str, status: JobStatus, worker: str | None = None) -> None:
        """It is over. worker: only where it is that one's own. A job that is over stays as it is."""
        change = sa.update(jobs).where(jobs.c.id == id, jobs.c.status == "running").values(status=status)
        with self._guard(), self._engine.begin() as connection:
            connection.execute(change if worker is None else change.where(jobs.c.worker == worker))

    def get(self, id: str) -> Job | None:
        """The job of that id, if it is known."""
        silent = (jobs.c.beat < _now(self._engine) - SILENT).label("silent")
        steps = sa.select(job_steps).where(job_steps.c.job == id).order_by(job_steps.c.number)
        with self._guard(), self._engine.connect() as connection:
            row = connection.execute(sa.select(jobs.c.status, jobs.c.total, silent).where(jobs.c.id == id)).first()
            if row is None:
                return None
            found = list(connection.execute(steps))
        return Job(
            id, "interrupted" if row.status == "running" and row.silent else row.status, row.total,
            {step.number: step.article for step in found if step.article is not None},
            tuple(Failure(step.number, step.detail, step.remedy) for step in found if step.article is None),
        )  # fmt: skip

    def _beaten(self, connection: sa.Connection, id: str, worker: str) -> bool:
        mine = (jobs.c.id == id, jobs.c.worker == worker, jobs.c.status == "running")
        return connection.execute(sa.update(jobs).where(*mine).values(beat=_now(self._engine))).rowcount > 0

    def _guard(self) -> AbstractContextManager[None]:
        return guarded(self._engine.url)


def _now(engine: sa.Engine) -> sa.ColumnElement[Any]:
    """Seconds since 1970 by the clock of the database, which is one for all its servers."""
    if engine.dialect.name == "sqlite":
        return sa.cast(sa.func.strftime("%s", "now"), sa.Integer)
    return sa.cast(sa.func.floor(sa.extract("epoch", sa.func.clock_timestamp())), sa.BigInteger)
