"""The verb `batch` of the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.arguments import (
    LIMIT,
    DayFirst,
    DetailOption,
    KindOption,
    Language,
    Limit,
    SecondsPerKb,
    Southern,
    Undated,
    Zone,
    options_of,
)
from timeline.errors import InputError
from timeline.intervals import Bound

if TYPE_CHECKING:
    from timeline.batch.run import Counts

_SAY_EVERY = 30.0
"""Seconds between two lines where standard error is no terminal."""


def register(app: typer.Typer, today: Callable[[], Bound]) -> None:
    """Put the verb on the command line. today: the clock, which only the command line has."""

    @app.command()
    def batch(
        source: Annotated[Path, typer.Argument(help="A folder, or a .jsonl, .csv, .parquet, .warc(.gz) file.")],
        out: Annotated[Path, typer.Option("--out", help="Folder of the results; a stopped run goes on there.")],
        workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes of this machine.")] = 1,
        dask: Annotated[str | None, typer.Option("--dask", help="Address of a Dask scheduler to use instead.")] = None,
        text_column: Annotated[str | None, typer.Option("--text-column", help="Column or key of the text.")] = None,
        date_column: Annotated[str | None, typer.Option("--date-column", help="Column or key of the date.")] = None,
        seconds_per_kb: SecondsPerKb = 0.6,
        undated: Undated = False,
        detail: DetailOption = "standard",
        kind: KindOption = None,
        language: Language = None,
        zone: Zone = None,
        southern: Southern = False,
        day_first: DayFirst = None,
        limit: Limit = LIMIT,
    ) -> None:
        """Read many articles into Parquet files by day; safe to stop and to start again."""
        from timeline.batch.articles import Columns, count, items
        from timeline.batch.folder import Folder
        from timeline.batch.run import Plan, run
        from timeline.batch.work import Task

        if dask is not None and workers != 1:
            raise InputError("--workers are processes of this machine, --dask those of a cluster; pass one of the two")
        options = options_of(
            detail=detail, kind=kind, language=language, zone=zone, southern=southern, day_first=day_first, limit=limit
        )
        if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
            raise InputError(f"{out} lies in {source}, and would be read as a source; name an --out elsewhere")
        total = count(source)
        settings = {"source": str(source), "undated": undated, "text": text_column, "date": date_column}
        task = Task(options, undated, today().isoformat(), seconds_per_kb=seconds_per_kb)
        with Folder(out, {**settings, "options": repr(options)}) as folder, _told(total) as tell:
            try:
                counts = run(items(source, Columns(text_column, date_column)), folder, Plan(task, workers, dask), tell)
            except KeyboardInterrupt:
                typer.echo("timeline: stopped; what is done is kept, and the same command goes on from there", err=True)
                raise typer.Exit(130) from None
        failures = f"; {out / 'failures.jsonl'} says why" if counts.failed else ""
        before = f", {counts.before} were there before" if counts.before else ""
        typer.echo(f"{counts.done} articles read, {counts.events} events, {counts.failed} failed{before}{failures}")


@contextmanager
def _told(total: int | None) -> Iterator[Callable[[Counts], None]]:
    """What is called with the counts: a bar with rate and time left on a terminal, a line now and then elsewhere."""
    if sys.stderr.isatty():
        with _bar(total) as bar:
            yield bar
        return
    start = said = monotonic()

    def tell(counts: Counts) -> None:
        nonlocal said
        now = monotonic()
        if now - said >= _SAY_EVERY:
            said = now
            typer.echo(f"timeline: {progress_words(counts, total, now - start)}", err=True)

    yield tell


@contextmanager
def _bar(total: int | None) -> Iterator[Callable[[Counts], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    start = monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=total)

        def tell(counts: Counts) -> None:
            words = progress_words(counts, total, monotonic() - start)
            progress.update(bar, completed=counts.before + counts.done + counts.failed, description=words)

        yield tell


def progress_words(counts: Counts, total: int | None, seconds: float) -> str:
    """How far, how fast, how long still: "120 of 2000 articles, 2 failed, 8.1 a second, 3 min 52 s left"."""
    now = counts.done + counts.failed
    rate = now / seconds if seconds > 0 else 0.0
    known = f" of {total}" if total is not None else ""
    words = f"{counts.before + now}{known} articles, {counts.failed} failed, {rate:.1f} a second"
    if total is None or not rate:
        return words
    minutes, rest = divmod(round(max(total - counts.before - now, 0) / rate), 60)
    hours, minutes = divmod(minutes, 60)
    left = f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
    return f"{words}, {left} left"
