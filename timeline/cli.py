"""The command line: read, extract, explain, compare, digest, export, corrections, batch, serve.

This is the one place of the package with a clock: a publication date after today is refused here. Whatever is
wrong with the input ends in one line on stderr and exit code 2; files are written whole or not at all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from timeline import arguments as given
from timeline.batch import command as batch_command
from timeline.chronological import chronological
from timeline.corrections import corrections
from timeline.errors import DateError, InputError, TimelineError
from timeline.export import joined
from timeline.inputs import Inputs, inputs_of
from timeline.intervals import Bound
from timeline.model import Article, EventsMode, Options, Timeline
from timeline.several import add_digest, comparison_parts
from timeline.stored import collection_timelines
from timeline.streams import check_output, content, followed, naming, put, writable_output
from timeline.zones import day_in

app = typer.Typer(
    help="Read news articles: time phrases, dated events, one ordered timeline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def _root(show_version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    if show_version:
        try:
            typer.echo(version("article-timeline"))
        except PackageNotFoundError:
            typer.echo("not installed")
        raise typer.Exit


@app.command()
def read(
    files: given.Files,
    published: given.Published = None,
    format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How to print it.")] = "table",
    output: given.Output = None,
    kind: given.KindOption = None,
    language: given.Language = None,
    zone: given.Zone = None,
    day_first: given.DayFirst = None,
    limit: given.Limit = given.LIMIT,
    allow_private: given.AllowPrivate = False,
) -> None:
    """Show what is read out of a file: title, publication date and where it was found, article text."""
    from timeline.console import read_rows

    options = given.options_of(kind=kind, language=language, zone=zone, day_first=day_first, limit=limit)
    articles = _inputs(files, published, options, allow_private).articles
    if format == "json":
        put(Timeline(articles).to_json(indent=2) + "\n", output)
    else:
        _print([part for article in articles for part in (read_rows(article), "")], output)


@app.command()
def extract(
    files: given.Files,
    published: given.Published = None,
    format: given.Format = "table",
    output: given.Output = None,
    undated: given.Undated = False,
    events: given.Events = "timeline",
    detail: given.DetailOption = "standard",
    kind: given.KindOption = None,
    language: given.Language = None,
    zone: given.Zone = None,
    southern: given.Southern = False,
    day_first: given.DayFirst = None,
    limit: given.Limit = given.LIMIT,
    allow_private: given.AllowPrivate = False,
) -> None:
    """Print the events of articles in order: when, what, status, who says so, phrase."""
    options = given.options_of(
        detail=detail, kind=kind, language=language, zone=zone, southern=southern, day_first=day_first, limit=limit
    )
    timelines = _timelines(files, published, undated, events, options, allow_private)
    if format != "table":
        _exported(joined(timelines), format, output)
        return
    from timeline.console import event_table, head, phrase_table

    table = phrase_table if events == "none" else event_table
    _print([part for one in timelines for part in (*map(head, one.articles), table(one), "")], output)
    for one in timelines:
        if not (one.time_expressions if events == "none" else one.events):
            what = "time phrases" if events == "none" else "events"
            typer.echo(f"timeline: no {what} found; is this English news or history?", err=True)


@app.command()
def explain(
    files: given.Files,
    published: given.Published = None,
    output: given.Output = None,
    undated: given.Undated = False,
    events: Annotated[
        bool | None,
        typer.Option("--events/--no-events", help="Explain the events too, or do without the language model."),
    ] = None,
    stage: Annotated[
        str | None, typer.Option("--stage", help="With --events: what lies after this stage on the way to the events.")
    ] = None,
    detail: given.DetailOption = "standard",
    kind: given.KindOption = None,
    language: given.Language = None,
    zone: given.Zone = None,
    southern: given.Southern = False,
    day_first: given.DayFirst = None,
    limit: given.Limit = given.LIMIT,
) -> None:
    """Show for every time phrase, and every event, how it was read: by which rule, from what, and what came out."""
    from timeline.console import explained, explained_events, head, heading

    options = given.options_of(
        detail=detail, kind=kind, language=language, zone=zone, southern=southern, day_first=day_first, limit=limit
    )
    if stage is not None:
        if not events:
            raise InputError("--stage shows how events come about; pass --events with it")
        _print(list(_after_stage(files, published, undated, stage, options)), output)
        return
    timelines = _timelines(files, published, undated, "none" if events is False else "timeline", options)
    parts: list[Any] = []
    for one in timelines:
        parts += [*map(head, one.articles), ""]
        if events:
            parts += [heading("Time phrases"), "", *explained(one), heading("Events"), "", *explained_events(one)]
        else:
            parts += explained(one)
    _print(parts, output)


@app.command()
def compare(
    files: given.Files,
    published: given.Published = None,
    format: given.Format = "table",
    output: given.Output = None,
    undated: given.Undated = False,
    detail: given.DetailOption = "standard",
    kind: given.KindOption = None,
    language: given.Language = None,
    zone: given.Zone = None,
    southern: given.Southern = False,
    day_first: given.DayFirst = None,
    limit: given.Limit = given.LIMIT,
    judged: given.Judged = None,
) -> None:
    """Print where several articles contradict each other, what later ones changed, and one chronology of all."""
    options = given.options_of(
        detail=detail, kind=kind, language=language, zone=zone, southern=southern, day_first=day_first, limit=limit
    )
    timelines = _timelines(files, published, undated, "timeline", options)
    if format not in ("table", "json"):
        every = joined(timelines)
        _exported(replace(every, events=tuple(chronological(every.events))), format, output)
        return
    from timeline.comparison import compare as compared
    from timeline.comparison.written import as_json, judgements_of

    found = compared(timelines, judgements_of(judged) if judged is not None else ())
    _print(comparison_parts(found), output) if format == "table" else put(as_json(found) + "\n", output)


@app.command()
def export(
    files: Annotated[
        list[str] | None, typer.Argument(help="Timelines in JSON (extract --format json); - is standard input.")
    ] = None,
    format: given.FileFormat = "csv",
    output: given.Output = None,
    collection: given.CollectionOption = None,
    database: given.Database = None,
    detail: given.KeptDetail = "standard",
) -> None:
    """Write timelines that were saved as JSON, or those of a collection of the library, in another format."""
    if (collection is None) == (not files):
        raise InputError("give timelines in JSON, or --collection and the name of a collection; one of the two")
    timelines = [] if collection is None else collection_timelines(collection, database, detail)
    for name in files or ():
        with naming(name, files or ()):
            timelines.append(Timeline.from_json(content(name, None)))
    _exported(joined(timelines), format, output)


@app.command()
def serve(
    host: given.Host = "127.0.0.1",
    port: given.Port = 8050,
    workers: given.ServeWorkers = None,
    waiting: given.Waiting = 64,
    seconds_per_kb: given.SecondsPerKb = 0.6,
    fetch: given.Fetch = None,
    behind: given.Behind = None,
    user_header: given.UserHeader = None,
    embed_in: given.EmbedIn = None,
) -> None:
    """Open the dashboard and the REST API on this machine."""
    try:
        from dashboard.app import serve as run
    except ModuleNotFoundError as error:
        raise InputError(
            f"the dashboard needs the package {error.name!r}, which is not installed; pip install article-timeline"
        ) from None
    try:
        run(
            host, port, workers=workers, waiting=waiting, seconds_per_kb=seconds_per_kb, fetching=fetch, behind=behind,
            user_header=user_header, embed_in=embed_in or (),
        )  # fmt: skip
    except OSError as error:
        raise InputError(f"cannot listen on {host}:{port} ({error.strerror or error}); name another --port") from None


app.command()(corrections)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; leaves by SystemExit: 0, 2 for input that cannot be used."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        with writable_output():
            app(args=list(arguments) if arguments is not None else None, prog_name="timeline")
    except TimelineError as error:
        with suppress(OSError):
            typer.echo(f"timeline: {error}", err=True)
        raise SystemExit(2) from None


def _inputs(files: Sequence[str], published: str | None, options: Options, allow_private: bool = False) -> Inputs:
    """The articles; a date after today is refused. What of a file could not be read is named on stderr."""
    found = inputs_of(files, published, options, allow_private)
    for name, article in zip(found.names, found.articles, strict=True):
        with naming(name, files):
            _not_after_today(article)
    for failure in found.failures:
        typer.echo(f"timeline: {failure} (left out)", err=True)
    return found


def _timelines(
    files: Sequence[str],
    published: str | None,
    undated: bool,
    events: EventsMode,
    options: Options,
    allow_private: bool = False,
) -> list[Timeline]:
    """A timeline an article."""
    from timeline.extraction import extract as extract_article

    found = _dated(files, published, undated, options, allow_private)
    timelines = []
    for name, article in followed(list(zip(found.names, found.articles, strict=True))):
        with naming(name, files):
            timelines.append(extract_article(article, events=events, options=options))
    return timelines


def _after_stage(
    files: Sequence[str], published: str | None, undated: bool, stage: str, options: Options
) -> Iterator[Any]:
    """For each article its name and the tables of the stage."""
    from timeline.console import head
    from timeline.events import check_stage
    from timeline.extraction import analysed
    from timeline.stages import stage_tables

    check_stage(stage)
    found = _dated(files, published, undated, options)
    for name, article in followed(list(zip(found.names, found.articles, strict=True))):
        with naming(name, files):
            yield from (head(article), "", *stage_tables(analysed(article, stage, options)))


def _dated(
    files: Sequence[str], published: str | None, undated: bool, options: Options, allow_private: bool = False
) -> Inputs:
    """The articles, each with a date unless `undated`. All are read first, so that a bad one costs no waiting."""
    found = _inputs(files, published, options, allow_private)
    without = [name for name, one in zip(found.names, found.articles, strict=True) if one.published is None]
    if without and not undated:
        raise DateError(
            f"no publication date given and none found in {', '.join(dict.fromkeys(without))}; "
            "pass --published YYYY-MM-DD, or --undated to go on without one"
        )
    return found


def _today(zone: str | None = None) -> Bound:
    return Bound(day_in(zone, datetime.now().astimezone()))


def _not_after_today(article: Article) -> None:
    today = _today(article.zone)
    if article.published is not None and article.published.day > today.day:
        raise DateError(f"publication date {article.published} lies after today, {today}; check --published")


add_digest(app, _not_after_today)


def _exported(timeline: Timeline, format: str, output: Path | None) -> None:
    from timeline.export import export as written
    from timeline.export import export_bytes

    to_file = output is not None and str(output) != "-"
    put(export_bytes(timeline, format) if to_file else written(timeline, format), output)


def _print(parts: list[Any], output: Path | None) -> None:
    """Rich parts to standard output, or as plain text to a file."""
    from timeline.console import as_text, show

    if output is None:
        check_output()
        show(parts)
    else:
        put(as_text(parts), output)


batch_command.register(app, _today)

if __name__ == "__main__":
    main()
