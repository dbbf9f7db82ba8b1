"""The folder of results: Parquet by day, failures, and a journal that makes each article count once.

    events/day=2013-06-05/part-000001.parquet    a row an event
    articles/day=2013-06-05/part-000001.parquet  a row an article
    failures.jsonl                               a line a failure: file, place, reason
    journal.jsonl                                a line a commit

A commit writes its parts and failures first and its line of the journal last, each to the disk before the next. What
a killed run left without a line is taken away by the next: parts of a later number, failures beyond the size that the
line names, and half a line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from timeline.batch.articles import needed
from timeline.batch.work import Done, Failed
from timeline.errors import InputError
from timeline.export.parquet import schema as event_schema

_ARTICLE = (
    "id", "file", "place", "title", "outlet", "url", "published", "published_from", "language", "kind", "letters",
    "events",
)  # fmt: skip


class Folder:
    """The results in one folder; one run at a time writes there. Use with `with`.

    done: numbers made of the keys of articles that need not be read again, failed ones among them.
    """

    def __init__(self, path: Path, settings: dict[str, Any]) -> None:
        self.path = path
        self.done: set[int] = set()
        self.commits = 0
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._journal = (path / "journal.jsonl").open("a+b")
        except OSError as error:
            raise InputError(f"{path}: cannot be written ({error.strerror or error}); name another --out") from None
        self._failures_size = 0
        try:
            _lock(self._journal, path)
            self._read(settings)
            self._tidy()
        except BaseException:
            self._journal.close()
            raise

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._journal.close()

    def commit(self, results: Sequence[Done | Failed]) -> None:
        """Make these results last; they count from here on, and not before."""
        number = self.commits + 1
        by_day: dict[str, list[Done]] = {}
        for result in results:
            if isinstance(result, Done):
                by_day.setdefault(result.day, []).append(result)
        for day, found in sorted(by_day.items()):
            self._part("articles", day, number, [one.article for one in found], _article_schema())
            if events := [event for one in found for event in one.events]:
                self._part("events", day, number, events, event_schema())
        self._fail([result for result in results if isinstance(result, Failed)])
        line = {"commit": number, "failures": self._failures_size, "keys": [result.key for result in results]}
        self._journal.write(json.dumps(line).encode() + b"\n")
        self._journal.flush()
        os.fsync(self._journal.fileno())
        self.commits = number
        self.done |= {int(result.key, 16) for result in results}

    def _read(self, settings: dict[str, Any]) -> None:
        """The journal: its first line says how articles are read, which must not change between two runs."""
        self._journal.seek(0)
        good = 0
        for line in self._journal:
            if not line.endswith(b"\n"):
                break
            value = json.loads(line)
            if good == 0:
                if value != {"settings": settings}:
                    raise InputError(
                        f"{self.path} holds results of another source or other options ({value.get('settings')}); "
                        "name another --out, or the same ones"
                    )
            else:
                self.commits, self._failures_size = value["commit"], value["failures"]
                self.done |= {int(key, 16) for key in value["keys"]}
            good += len(line)
        self._journal.truncate(good)
        self._journal.seek(good)
        if good == 0:
            self._journal.write(json.dumps({"settings": settings}).encode() + b"\n")
            self._journal.flush()

    def _tidy(self) -> None:
        """Take away what a killed run left without its line in the journal."""
        for part in self.path.glob("*/day=*/*part-*.parquet*"):
            if part.name.startswith(".") or int(part.name[5:-8]) > self.commits:
                part.unlink()
        failures = self.path / "failures.jsonl"
        if failures.exists():
            os.truncate(failures, self._failures_size)

    def _part(self, kind: str, day: str, number: int, rows: list[dict[str, Any]], schema: Any) -> None:
        arrow, parquet = needed("pyarrow", "batch"), needed("pyarrow.parquet", "batch")
        folder = self.path / kind / f"day={day}"
        folder.mkdir(parents=True, exist_ok=True)
        half = folder / f".part-{number:06d}.parquet.half"
        with half.open("wb") as stream:
            parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), stream, compression="zstd")
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(folder / f"part-{number:06d}.parquet")

    def _fail(self, failed: Sequence[Failed]) -> None:
        if not failed:
            return
        with (self.path / "failures.jsonl").open("ab") as stream:
            for one in failed:
                line = {"file": one.file, "place": one.place, "reason": one.reason}
                stream.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
            self._failures_size = stream.tell()


def _lock(stream: IO[bytes], path: Path) -> None:
    """Hold the journal; InputError where another run has it. Where the system has no such locks it is not looked at."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise InputError(f"another run is writing to {path}; wait for it, or name another --out") from None


def _article_schema() -> Any:
    arrow = needed("pyarrow", "batch")
    numbers = ("letters", "events")
    return arrow.schema([(name, arrow.int64() if name in numbers else arrow.string()) for name in _ARTICLE])
