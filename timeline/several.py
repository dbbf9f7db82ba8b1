"""What the command line says of several articles: where they differ, the joint chronology, the digest of a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import RenderableType
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from timeline.arguments import (
    LIMIT,
    DayFirst,
    KindOption,
    Language,
    Limit,
    Output,
    Southern,
    Zone,
    options_of,
)
from timeline.comparison.values import Comparison, Difference, Digest, JointEvent, LeftOut
from timeline.console import as_text, clean, head, heading, show
from timeline.derivation import sentence
from timeline.edits.judging import Judgement
from timeline.errors import InputError, TimelineError
from timeline.export.words import when_words
from timeline.model import Article, Event
from timeline.streams import check_output, put

DigestFormat = Literal["table", "json"]
_SENTENCES = 1  # sentences of a day in the table


def comparison_parts(found: Comparison) -> list[RenderableType]:
    """Articles, notes, contradictions, changes, then every event once with the numbers of the articles that tell it."""
    numbers = {a.id: n for n, a in enumerate(found.articles, start=1)}
    parts: list[RenderableType] = [head(a, numbers[a.id]) for a in found.articles]
    parts += [Text(f"Note: {n.text} ({', '.join(_name(found, i) for i in n.articles)})") for n in found.notes]
    events = {e.id: e for e in found.events}
    parts += [Text(_judged(one, events, numbers)) for one in found.judgements]
    for title, rows in (("Contradictions", found.contradictions), ("Changes", found.changes)):
        parts += ["", heading(title), ""]
        parts += [line for d in rows for line in _difference(found, d, events, numbers)] or [Text("none found")]
    parts += ["", heading("Joint chronology"), "", _chronology(found, numbers)]
    return parts


def _name(found: Comparison, article: str) -> str:
    known = {a.id: a for a in found.articles}
    return clean(known[article].title or article) if article in known else article


def _judged(said: Judgement, events: dict[str, Event], numbers: dict[str, int]) -> str:
    one, other = (
        f"“{clean(events[place.event].label)}” ({numbers[place.article]})" for place in (said.one, said.other)
    )
    reason = f": {clean(said.reason)}" if said.reason else ""
    return f"Judged: {one} and {other} are {'' if said.same else 'not '}one event, {clean(said.who)} says{reason}"


def _difference(
    found: Comparison, one: Difference, events: dict[str, Event], numbers: dict[str, int]
) -> Iterator[RenderableType]:
    joint = next(j for j in found.joint if j.id == one.event)
    what = f"{one.kind.value}: {one.says[0]} / {one.says[1]}" + (f" ({one.change.value})" if one.change else "")
    yield Text.assemble((what, "bold"), f"  {clean(joint.label)}")
    texts = {a.id: a.text for a in found.articles}
    for name in (one.one, one.other):
        event = events[name]
        said = texts[event.article][event.sentence.start : event.sentence.end]
        yield Text(f"  {numbers[event.article]}  {clean(' '.join(said.split()))}")
    for step in one.derivation:
        yield Text(f"     {clean(sentence(step))}", style="dim")
    yield ""


def _chronology(found: Comparison, numbers: dict[str, int]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False, expand=True)
    table.add_column("when", ratio=4, min_width=12, overflow="fold")
    table.add_column("what", ratio=9, min_width=16, overflow="fold")
    table.add_column("status", min_width=8, no_wrap=True)
    table.add_column("in", ratio=2, min_width=4, overflow="fold")
    differ = {d.event for d in found.differences}
    for joint in found.joint:
        told = ", ".join(map(str, sorted({numbers[m.article] for m in joint.mentions})))
        mark = " !" if joint.id in differ else ""
        table.add_row(when_words(joint.when), clean(joint.label), joint.status.value, told + mark)
    return table


def digest_parts(found: Digest) -> list[RenderableType]:
    """The days in the order of time, or the actor's events."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False, expand=True)
    table.add_column("when", min_width=12, ratio=3, overflow="fold")
    table.add_column("what", ratio=12, overflow="fold")
    table.add_column("articles", justify="right", min_width=8)
    for day in sorted(found.days, key=lambda d: d.date):
        table.add_row(str(day.date), clean(" ".join(day.sentences[:_SENTENCES])), str(day.articles))
    for event in found.events:
        table.add_row(when_words(event.when), clean(event.label), str(_told_by(event)))
    return [table]


def _told_by(event: JointEvent) -> int:
    return len({m.article for m in event.mentions})


def add_digest(app: typer.Typer, check: Callable[[Article], None]) -> None:
    """Give the command line its verb `digest`. check: raises for an article whose date cannot be."""

    @app.command()
    def digest(
        folder: Annotated[Path, typer.Argument(help="Folder of articles: text, HTML, JSON, .jsonl with one a line.")],
        dates: Annotated[int, typer.Option("--dates", "-n", min=1, help="How many days.")] = 20,
        about: Annotated[
            str | None, typer.Option("--about", help="A person, firm or place: the events it takes part in.")
        ] = None,
        format: Annotated[DigestFormat, typer.Option("--format", "-f", help="How to print it.")] = "table",
        output: Output = None,
        kind: KindOption = None,
        language: Language = None,
        zone: Zone = None,
        southern: Southern = False,
        day_first: DayFirst = None,
        limit: Limit = LIMIT,
    ) -> None:
        """Give the key days of the story that the articles of a folder tell, or one actor's events."""
        options = options_of(
            kind=kind, language=language, zone=zone, southern=southern, day_first=day_first, limit=limit
        )
        found = _digest(folder, dates, about, options, check)
        for out in found.left_out:
            typer.echo(f"timeline: left out: {out.article}: {out.reason}", err=True)
        if not found.days and not found.events:
            typer.echo("timeline: nothing found" + (f" about {about!r}" if about else ""), err=True)
        if format == "json":
            from timeline.comparison.written import as_json

            put(as_json(found) + "\n", output)
            return
        parts: list[Any] = digest_parts(found)
        if output is None:
            check_output()
            show(parts)
        else:
            put(as_text(parts), output)


def _digest(folder: Path, dates: int, about: str | None, options: Any, check: Callable[[Article], None]) -> Digest:
    from dataclasses import replace

    from timeline.comparison import digest
    from timeline.comparison.folder import article_files, articles_of

    files = article_files(folder)
    left_out: list[LeftOut] = []

    def usable(one: Article | LeftOut) -> bool:
        if isinstance(one, LeftOut):
            left_out.append(one)
            return False
        try:
            check(one)
        except TimelineError as error:
            left_out.append(LeftOut(one.title or one.id, str(error)))
            return False
        return True

    read = (one for one in chain.from_iterable(articles_of(path, options) for path in files) if usable(one))
    articles = (one for one in read if isinstance(one, Article))
    columns = SpinnerColumn(), TextColumn("Reading: {task.completed} articles"), TimeElapsedColumn()
    with Progress(*columns, disable=not sys.stderr.isatty(), transient=True, console=_stderr()) as bar:
        task = bar.add_task("Reading", total=None)
        found = digest(articles, dates, about, options=options, progress=lambda n: bar.update(task, completed=n))
    if left_out and len(left_out) >= len(files) and not (found.days or found.events):
        raise InputError(f"{folder}: none of its articles can be read; the first: {left_out[0].reason}")
    return replace(found, left_out=(*left_out, *found.left_out))


def _stderr() -> Any:
    from rich.console import Console

    return Console(stderr=True)
