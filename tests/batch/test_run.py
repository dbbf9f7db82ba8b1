"""Runs: nothing twice and nothing lost, whoever does the work and however often it is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from timeline.batch.articles import Item, items
from timeline.batch.command import progress_words
from timeline.batch.folder import Folder
from timeline.batch.run import Counts, Plan, run
from timeline.batch.work import Done, Failed, Task
from timeline.cli import main
from timeline.errors import InputError
from timeline.model import Options

pq = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.model
TASK = Task(Options(), today="2026-01-01")
SETTINGS: dict[str, Any] = {"source": "made"}
ROOT = Path(__file__).parents[2]


def made(path: Path, number: int) -> Path:
    """Articles of two days, and two that cannot be read: one undated, one of tomorrow."""
    days = ("2020-03-02", "2020-03-03")
    lines = [
        {"text": f"The dam in district {n} broke on Monday. The mayor resigned.", "published": days[n % 2]}
        for n in range(number)
    ]
    lines += [{"text": "It broke last week."}, {"text": "It broke.", "published": "2030-01-01"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    return [
        row for part in sorted(folder.glob(f"{kind}/day=*/part-*.parquet")) for row in pq.read_table(part).to_pylist()
    ]


def places(folder: Path) -> Counter[str]:
    """Where the results, good and bad, say they are from."""
    failures = folder / "failures.jsonl"
    failed = (
        [json.loads(line)["place"] for line in failures.read_text("utf-8").splitlines()] if failures.exists() else []
    )
    return Counter([*(row["place"] for row in rows(folder, "articles")), *failed])


def every(number: int) -> Counter[str]:
    return Counter(f"line {n}" for n in range(1, number + 3))


def test_a_run_writes_events_by_day_and_failures_with_reasons(tmp_path: Path) -> None:
    source = made(tmp_path / "a.jsonl", 5)
    with Folder(tmp_path / "out", SETTINGS) as folder:
        counts = run(items(source), folder, Plan(TASK, commit=2))
    assert (counts.done, counts.failed, counts.before) == (5, 2, 0)
    assert sorted(path.name for path in (tmp_path / "out" / "events").iterdir()) == ["day=2020-03-02", "day=2020-03-03"]
    events = rows(tmp_path / "out", "events")
    assert len(events) == counts.events >= 5
    assert {event["begin_earliest"] for event in events if "broke" in event["label"]} == {"2020-03-02"}
    reasons = [
        json.loads(line)["reason"] for line in (tmp_path / "out" / "failures.jsonl").read_text("utf-8").splitlines()
    ]
    assert "no publication date" in reasons[0]
    assert "after today" in reasons[1]
    import pandas as pd

    read = pd.read_parquet(tmp_path / "out" / "events")  # pandas takes the folders for a column
    assert set(read["day"]) == {"2020-03-02", "2020-03-03"}


def quick(item: Item, task: Task) -> Done | Failed:
    """A result without reading the article, where only what becomes of results is looked at."""
    day = {"line 1": "2020-03-02", "line 2": "2020-03-03"}.get(item.place)
    if day is None:
        return Failed(item.key, item.file, item.place, "it failed")
    return Done(item.key, day, {"file": item.file, "place": item.place}, [{"id": "e1"}])


def test_a_second_run_does_only_what_is_new(tmp_path: Path) -> None:
    source = made(tmp_path / "a.jsonl", 3)
    for before, more in ((0, 5), (5, 0)):
        with Folder(tmp_path / "out", SETTINGS) as folder:
            counts = run(items(source), folder, Plan(TASK, read=quick))
        assert (counts.before, counts.done + counts.failed) == (before, more)
    assert places(tmp_path / "out") == every(3)


def test_what_a_killed_run_left_half_is_taken_away(tmp_path: Path) -> None:
    source, out = made(tmp_path / "a.jsonl", 3), tmp_path / "out"
    with Folder(out, SETTINGS) as folder:
        run(items(source), folder, Plan(TASK, read=quick))
    part = next(out.glob("events/day=2020-03-02/*.parquet"))
    (part.parent / "part-000099.parquet").write_bytes(part.read_bytes())
    (part.parent / ".part-000100.parquet.half").write_bytes(b"half")
    with (out / "failures.jsonl").open("a") as failures, (out / "journal.jsonl").open("a") as journal:
        failures.write('{"file": "half')
        journal.write('{"commit": 9, "fail')
    with Folder(out, SETTINGS) as folder:
        assert (folder.commits, len(folder.done)) == (1, 5)
    assert [path.name for path in part.parent.iterdir()] == [part.name]
    assert places(out) == every(3)


def test_the_same_folder_takes_no_other_source_and_no_second_run(tmp_path: Path) -> None:
    with Folder(tmp_path, SETTINGS), pytest.raises(InputError, match="another run is writing"):
        Folder(tmp_path, SETTINGS)
    with pytest.raises(InputError, match="another source or other options"):
        Folder(tmp_path, {"source": "another"})


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.batch.test_run import SETTINGS, TASK
from timeline.batch.articles import Item, items
from timeline.batch.folder import Folder
from timeline.batch.run import Plan, run
if __name__ == "__main__":
    with Folder(Path({out!r}), SETTINGS) as folder:
        print("begun", flush=True)
        run(items(Path({source!r})), folder, Plan(TASK, commit=8, workers={workers}))
"""


@pytest.mark.slow
def test_two_processes_that_are_killed_lose_nothing_and_find_what_one_finds(tmp_path: Path) -> None:
    """benchmarks/batch.py kills ten times."""
    source, out = made(tmp_path / "a.jsonl", 48), tmp_path / "out"
    script = tmp_path / "killed.py"
    script.write_text(KILLED.format(root=str(ROOT), out=str(out), source=str(source), workers=2), "utf-8")
    for kill_at in (2, None):  # commits seen before it is killed
        process = subprocess.Popen([sys.executable, str(script)], start_new_session=True)
        while process.poll() is None and (kill_at is None or _commits(out) < kill_at):
            time.sleep(0.02)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert places(out) == every(48)
    with Folder(tmp_path / "one", SETTINGS) as folder:
        run(items(source), folder, Plan(TASK))
    assert in_order(rows(out, "events")) == in_order(rows(tmp_path / "one", "events"))


def in_order(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda row: (row["article"], row["id"]))


def _commits(out: Path) -> int:
    journal = out / "journal.jsonl"
    return max(journal.read_bytes().count(b"\n") - 1, 0) if journal.exists() else 0


def test_a_dask_cluster_finds_what_one_process_finds(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    source = made(tmp_path / "a.jsonl", 20)
    with Folder(tmp_path / "one", SETTINGS) as folder:
        run(items(source), folder, Plan(TASK))
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, processes=True, dashboard_address=None) as cluster,
        Folder(tmp_path / "dask", SETTINGS) as folder,
    ):
        counts = run(items(source), folder, Plan(TASK, dask=cluster.scheduler_address))
    assert (counts.done, counts.failed) == (20, 2)
    assert in_order(rows(tmp_path / "one", "events")) == in_order(rows(tmp_path / "dask", "events"))


class Soon(Task):
    """Gives one of the articles little time, and the others as much as a busy machine wants."""

    def seconds_for(self, item: Item) -> float:
        return 2 if "district 1 " in str(item.source) else 120


def badly(item: Item, task: Task) -> Done | Failed:
    """What a process does with articles of which one never ends and one takes its process with it."""
    if "district 1 " in str(item.source):
        time.sleep(600)
    if "district 2 " in str(item.source):
        os.kill(os.getpid(), signal.SIGKILL)
    return Done(item.key, "2020-03-02", {"file": item.file, "place": item.place}, [])


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_never_ends_or_kills_its_process_costs_no_other(tmp_path: Path, workers: int) -> None:
    source = made(tmp_path / "a.jsonl", 6)
    with Folder(tmp_path / "out", SETTINGS) as folder:
        counts = run(items(source), folder, Plan(Soon(Options()), workers, read=badly))
    assert (counts.done, counts.failed) == (6, 2)
    assert places(tmp_path / "out") == every(6)
    told = {one["place"]: one["reason"] for one in failures(tmp_path / "out")}
    assert set(told) == {"line 2", "line 3"}
    assert "longer than its limit of 2 s; raise --seconds-per-kb" in told["line 2"]
    assert "the process that read it died" in told["line 3"]


def test_a_cluster_goes_on_after_an_article_that_kills_its_process(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    source = made(tmp_path / "a.jsonl", 6)
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        Folder(tmp_path / "out", SETTINGS) as folder,
    ):
        counts = run(items(source), folder, Plan(Soon(Options()), dask=cluster.scheduler_address, read=badly))
    assert (counts.done, counts.failed) == (6, 2)
    assert places(tmp_path / "out") == every(6)


def test_a_longer_article_has_more_time(tmp_path: Path) -> None:
    task = Task(Options(), seconds=10, seconds_per_kb=0.5)
    (tmp_path / "a.txt").write_bytes(b"x" * 4000)
    assert task.seconds_for(Item("a", "1", "x" * 2000)) == 11
    assert task.seconds_for(Item("a", "1", "ä" * 1000)) == 11
    assert task.seconds_for(Item(str(tmp_path / "a.txt"), "file")) == 12
    assert task.seconds_for(Item("nowhere", "file")) == 10


def failures(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "failures.jsonl").read_text("utf-8").splitlines()]


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    made(tmp_path / "a.jsonl", 1)
    with Folder(tmp_path / "out", SETTINGS) as folder, pytest.raises(InputError, match="--dask"):
        run(items(tmp_path / "a.jsonl"), folder, Plan(TASK, dask="no address"))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path / "a.jsonl", 2)
    for told in ("2 articles read, ", "4 were there before"):
        with pytest.raises(SystemExit) as left:
            main(["batch", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "out")])
        assert left.value.code in (0, None)
        assert told in capsys.readouterr().out
    for wrong, named in (
        (("--workers", "2", "--dask", "tcp://x"), "pass one of the two"),
        (("--detail", "all"), "other options"),
    ):
        with pytest.raises(SystemExit) as left:
            main(["batch", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "out"), *wrong])
        assert left.value.code == 2
        assert named in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["batch", str(tmp_path), "--out", str(tmp_path / "out")])
    assert "name an --out elsewhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("counts", "total", "seconds", "words"),
    [
        (Counts(10, 80, 10), 1000, 9.0, "100 of 1000 articles, 10 failed, 10.0 a second, 1 min 30 s left"),
        (Counts(0, 1, 0), 100_000, 1.0, "1 of 100000 articles, 0 failed, 1.0 a second, 27 h 46 min left"),
        (Counts(0, 5, 0), None, 1.0, "5 articles, 0 failed, 5.0 a second"),
        (Counts(), 7, 0.0, "0 of 7 articles, 0 failed, 0.0 a second"),
    ],
)
def test_progress_says_how_far_how_fast_and_how_long(
    counts: Counts, total: int | None, seconds: float, words: str
) -> None:
    assert progress_words(counts, total, seconds) == words
