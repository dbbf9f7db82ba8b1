"""Worker processes: limits, the queue, what becomes of a worker whose asker has gone, and the end of the server."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send

from dashboard.service import Problem, Refused
from dashboard.work import AskerGone, Limits, Workers
from timeline.errors import InputError

LIMITS = Limits(workers=2, waiting=1, patience=30, seconds=30, seconds_per_kb=0.6)


def run(test: Callable[[], Awaitable[None]]) -> None:
    """Run in a loop of its own, with the worker processes that it leaves behind."""
    anyio.run(test)


async def refused(awaited: Awaitable[object]) -> Problem:
    with pytest.raises(Refused) as caught:
        await awaited
    return caught.value.problem


async def gone(pid: int) -> bool:
    """Has the process ended? Waits for it as long as it takes, at most 20 s."""
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists():
            return True
        await anyio.sleep(0.1)
    return False


def hold(folder: str) -> None:
    """Say which process this is, and never return."""
    Path(folder, str(os.getpid())).touch()
    while True:
        time.sleep(0.05)


def ready() -> int:
    """Which process this is, with this module loaded in it."""
    return os.getpid()


def fail() -> None:
    raise InputError("the text is empty; give an article")


def refuse() -> None:
    raise Refused(Problem(422, "no date", "give one", undated=True))


async def held(folder: Path) -> int:
    """The process that holds, once it does."""
    while not (files := list(folder.iterdir())):
        await anyio.sleep(0.02)
    return int(files[0].name)


def test_what_a_worker_returns_and_raises_comes_back() -> None:
    async def test() -> None:
        workers = Workers(LIMITS)
        assert await workers.run(10, os.getpid) != os.getpid()
        with pytest.raises(InputError, match="the text is empty") as caught:
            await workers.run(10, fail)
        assert "fail" in caught.value.__notes__[0]
        assert await refused(workers.run(10, refuse)) == Problem(422, "no date", "give one", undated=True)

    run(test)


def test_the_limit_grows_with_the_text() -> None:
    assert LIMITS.seconds_for(200_000) == pytest.approx(150)


def test_a_worker_past_its_limit_is_killed_and_the_next_article_read(tmp_path: Path) -> None:
    async def test() -> None:
        await Workers(LIMITS).run(10, ready)  # so that the limit is not that of the start
        workers = Workers(replace(LIMITS, seconds=1, seconds_per_kb=0))
        problem = await refused(workers.run(10, hold, str(tmp_path)))
        assert (problem.status, "limit of 1 s" in problem.message) == (422, True)
        assert await gone(await held(tmp_path))

    run(test)


def test_a_worker_that_dies_costs_its_own_article_alone() -> None:
    async def test() -> None:
        workers = Workers(LIMITS)
        assert (await refused(workers.run(10, os._exit, 3))).status == 500
        assert await workers.run(10, len, "abc") == 3

    run(test)


def test_past_the_queue_is_refused_with_a_time_to_come_back(tmp_path: Path) -> None:
    async def test() -> None:
        workers = Workers(replace(LIMITS, workers=1))
        async with anyio.create_task_group() as tasks:
            for _ in range(2):  # one is read, one waits
                tasks.start_soon(workers.run, 10, hold, str(tmp_path))
            await held(tmp_path)
            problem = await refused(workers.run(10, len, "abc"))
            assert (problem.status, problem.retry_after) == (503, 30)
            tasks.cancel_scope.cancel()
        assert await workers.run(10, len, "abc") == 3

    run(test)


def test_a_wait_has_an_end(tmp_path: Path) -> None:
    async def test() -> None:
        workers = Workers(replace(LIMITS, workers=1, patience=0.2))
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(workers.run, 10, hold, str(tmp_path))
            await held(tmp_path)
            problem = await refused(workers.run(10, len, "abc"))
            assert (problem.status, "waited" in problem.message) == (503, True)
            tasks.cancel_scope.cancel()

    run(test)


def test_long_articles_leave_a_worker_to_short_ones(tmp_path: Path) -> None:
    async def test() -> None:
        workers = Workers(LIMITS)
        async with anyio.create_task_group() as tasks:
            for _ in range(2):
                tasks.start_soon(workers.run, 1_000_000, hold, str(tmp_path))
            await held(tmp_path)
            assert await workers.run(10, len, "abc") == 3
            tasks.cancel_scope.cancel()

    run(test)


def test_stopping_tells_those_who_wait(tmp_path: Path) -> None:
    async def test() -> None:
        workers = Workers(LIMITS)
        problems: list[Problem] = []

        async def ask() -> None:
            problems.append(await refused(workers.run(10, hold, str(tmp_path))))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(ask)
            pid = await held(tmp_path)
            workers.stop()
        assert "being stopped" in problems[0].message
        assert await gone(pid)

    run(test)


def test_a_worker_ends_when_its_asker_has_gone(tmp_path: Path) -> None:
    async def test() -> None:
        workers = Workers(LIMITS)

        async def application(_: Scope, receive: Receive, __: Send) -> None:
            while (await receive()).get("more_body"):
                pass
            await workers.run(10, hold, str(tmp_path))

        messages: list[Message] = [
            {"type": "http.request", "body": b"a", "more_body": True},
            {"type": "http.request", "body": b"b"},
        ]

        async def receive() -> Message:
            if messages:
                return messages.pop(0)
            await held(tmp_path)
            return {"type": "http.disconnect"}

        async def send(_: Message) -> None:
            raise AssertionError("nobody is there to be answered")

        await AskerGone(application)({"type": "http"}, receive, send)
        assert await gone(await held(tmp_path))

    run(test)


def test_a_fault_of_the_application_comes_through_as_itself() -> None:
    async def test() -> None:
        async def application(*_: Any) -> None:
            raise KeyError("inside")

        async def never() -> Message:
            await anyio.sleep_forever()
            raise AssertionError

        async def send(_: Message) -> None: ...

        with pytest.raises(KeyError):
            await AskerGone(application)({"type": "http"}, never, send)

    run(test)


ARTICLE = "The army left the town on Tuesday night, two weeks after the mayor said that it would. " * 3_000
"""Long enough to be still read when the server is told to end."""
WITHOUT_SAMPLES = """
import sys
import dashboard.service
from timeline.cli import main
dashboard.service.fill_samples = lambda *_: ()
main(sys.argv[1:])
"""


@pytest.mark.model
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("state", ["idle", "reading", "half a request"])
def test_the_server_ends_in_every_state(tmp_path: Path, sent: signal.Signals, state: str) -> None:
    environment = {**os.environ, "TIMELINE_DATABASE_URL": f"sqlite:///{tmp_path / 'store.sqlite3'}"}
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", WITHOUT_SAMPLES, "serve", "--port", "8990"], env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=hear_ctrl_c,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        told = next(found for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:(\d+)", line)))
        port = int(told[1])
        with socket.create_connection(("127.0.0.1", port)) as client:
            if state != "idle":
                body = ARTICLE.encode()
                client.sendall(
                    b"POST /api/v1/extract?published=2013-06-07 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    b"Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(body)
                )
                client.sendall(body if state == "reading" else body[: len(body) // 2])
                if state == "reading":
                    while not workers_of(process.pid):
                        time.sleep(0.05)
            process.send_signal(sent)
            process.wait(timeout=30)
        said = process.stderr.read()
    finally:
        process.kill()
        process.communicate()
    assert "Traceback" not in said
    assert process.returncode in (0, -sent, 128 + sent)


def hear_ctrl_c() -> None:
    """Undo what a shell does to jobs in the background: they would not hear SIGINT until the server listens to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def workers_of(pid: int) -> list[str]:
    return [one for task in Path(f"/proc/{pid}/task").glob("*/children") for one in task.read_text().split()]
