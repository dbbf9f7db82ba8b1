"""The command line: read, extract, explain, compare, export, serve.

This is the one place of the package with a clock: a publication date after today is refused here. Whatever is
wrong with the input ends in one line on stderr and exit code 2; files are written whole or not at all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic import ValidationError

from timeline.errors import DateError, InputError, TimelineError
from timeline.intervals import Bound
from timeline.model import Article, EventsMode, Kind, Options, Timeline
from timeline.streams import check_output, content, named, put, writable_output
from timeline.zones import day_in

app = typer.Typer(
    help="Read news articles: time phrases, dated events, one ordered timeline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Files = Annotated[list[str], typer.Argument(help="Text, HTML or JSON files; - is standard input.", show_default=False)]
Published = Annotated[
    str | None, typer.Option("--published", "-p", help="Publication date of the articles, such as 2013-06-05.")
]
Undated = Annotated[bool, typer.Option("--undated", help="Go on without a publication date.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")]
KindOption = Annotated[Kind | None, typer.Option("--kind", help="What is read; seen from the text when not given.")]
Language = Annotated[str | None, typer.Option("--language", help="Language of the text, such as en.")]
Zone = Annotated[str | None, typer.Option("--zone", help="Time zone of the article, such as Asia/Beirut.")]
Events = Annotated[
    EventsMode, typer.Option("--events", help="What belongs on a timeline, all events, or time phrases only.")
]
Southern = Annotated[bool, typer.Option("--southern", help="Seasons of the southern hemisphere.")]
DayFirst = Annotated[bool | None, typer.Option("--day-first/--month-first", help="03/04/2013 is 3 April.")]
Limit = Annotated[
    int, typer.Option("--limit", envvar="TIMELINE_MAX_BYTES", min=1, help="Most bytes of text taken from one article.")
]
TableFormat = Literal["table", "json", "csv"]
ExtractFormat = Literal["table", "json", "csv", "timeml"]
_LIMIT = 2_000_000


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
    files: Files,
    published: Published = None,
    format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How to print it.")] = "table",
    output: Output = None,
    kind: KindOption = None,
    language: Language = None,
    zone: Zone = None,
    day_first: DayFirst = None,
    limit: Limit = _LIMIT,
) -> None:
    """Show what is read out of a file: title, publication date and where it was found, article text."""
    from timeline.console import read_rows

    options = _options(kind=kind, language=language, zone=zone, day_first=day_first, limit=limit)
    articles = _articles(files, published, options)
    if format == "json":
        put(Timeline(articles).to_json(indent=2) + "\n", output)
    else:
        _print([part for article in articles for part in (read_rows(article), "")], output)


@app.command()
def extract(
    files: Files,
    published: Published = None,
    format: Annotated[ExtractFormat, typer.Option("--format", "-f", help="How to print it.")] = "table",
    output: Output = None,
    undated: Undated = False,
    events: Events = "timeline",
    kind: KindOption = None,
    language: Language = None,
    zone: Zone = None,
    southern: Southern = False,
    day_first: DayFirst = None,
    limit: Limit = _LIMIT,
) -> None:
    """Print the events of articles in order: when, what, status, who says so, phrase."""
    options = _options(kind=kind, language=language, zone=zone, southern=southern, day_first=day_first, limit=limit)
    timelines = _timelines(files, published, undated, events, options)
    if format != "table":
        _exported(_joined(timelines), format, output)
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
    files: Files,
    published: Published = None,
    output: Output = None,
    undated: Undated = False,
    events: Events = "timeline",
    kind: KindOption = None,
    language: Language = None,
    zone: Zone = None,
    southern: Southern = False,
    day_first: DayFirst = None,
    limit: Limit = _LIMIT,
) -> None:
    """Show for every time phrase what it was measured from, by which rule, and what came out."""
    from timeline.console import explained, head

    options = _options(kind=kind, language=language, zone=zone, southern=southern, day_first=day_first, limit=limit)
    timelines = _timelines(files, published, undated, events, options)
    _print([part for one in timelines for part in (*map(head, one.articles), "", *explained(one))], output)


@app.command()
def compare(
    files: Files,
    published: Published = None,
    format: Annotated[TableFormat, typer.Option("--format", "-f", help="How to print it.")] = "table",
    output: Output = None,
    undated: Undated = False,
    kind: KindOption = None,
    language: Language = None,
    zone: Zone = None,
    southern: Southern = False,
    day_first: DayFirst = None,
    limit: Limit = _LIMIT,
) -> None:
    """Put the events of several articles into one table in the order of time."""
    options = _options(kind=kind, language=language, zone=zone, southern=southern, day_first=day_first, limit=limit)
    joined = _joined(_timelines(files, published, undated, "timeline", options))
    far = (10**12, 10**12)
    merged = replace(joined, events=tuple(sorted(joined.events, key=lambda e: e.when.sort_key if e.when else far)))
    if format != "table":
        _exported(merged, format, output)
        return
    from timeline.console import event_table, head

    heads = [head(article, number) for number, article in enumerate(merged.articles, start=1)]
    _print([*heads, "", event_table(merged, with_article=True)], output)


@app.command()
def export(
    files: Annotated[list[str], typer.Argument(help="Timelines in JSON (extract --format json); - is standard input.")],
    format: Annotated[str, typer.Option("--format", "-f", help="csv, json or timeml.")] = "csv",
    output: Output = None,
) -> None:
    """Write timelines that were saved as JSON in another format."""
    timelines = []
    for name in files:
        with _naming(name, files):
            timelines.append(Timeline.from_json(content(name, None)))
    _exported(_joined(timelines), format, output)


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8050,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, max=64, help="Articles read at once; by the processors if not given."),
    ] = None,
    waiting: Annotated[int, typer.Option("--waiting", min=0, help="Articles that may wait for their turn.")] = 64,
    seconds_per_kb: Annotated[
        float, typer.Option("--seconds-per-kb", min=0.01, help="Time limit of an article: 60 s, and this for each kB.")
    ] = 0.6,
) -> None:
    """Open the dashboard and the REST API on this machine."""
    try:
        from dashboard.app import serve as run
    except ModuleNotFoundError as error:
        raise InputError(
            f"the dashboard needs the package {error.name!r}, which is not installed; pip install article-timeline"
        ) from None
    try:
        run(host=host, port=port, workers=workers, waiting=waiting, seconds_per_kb=seconds_per_kb)
    except OSError as error:
        raise InputError(f"cannot listen on {host}:{port} ({error.strerror or error}); name another --port") from None


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


def _options(**given: Any) -> Options:
    try:
        return Options(**given)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"--{'-'.join(map(str, first['loc']))}: {first['msg']}") from None


def _articles(files: Sequence[str], published: str | None, options: Options) -> tuple[Article, ...]:
    """The articles in the order of the files; a date after today is refused."""
    from timeline.reading import read as read_article
    from timeline.reading import read_file

    if files.count("-") > 1:
        raise InputError("standard input (-) can be read once only")
    articles = []
    for name in files:
        with _naming(name, files):
            named(name)
            if name == "-":
                article = read_article(content(name, options.limit), published=published, options=options)
            else:
                article = read_file(name, published=published, options=options)
            _not_after_today(article)
        articles.append(article)
    return tuple(articles)


def _timelines(
    files: Sequence[str], published: str | None, undated: bool, events: EventsMode, options: Options
) -> list[Timeline]:
    """A timeline an article. All are read before the first is worked on, so that a bad one costs no waiting."""
    articles = _articles(files, published, options)
    without = [name for name, article in zip(files, articles, strict=True) if article.published is None]
    if without and not undated:
        raise DateError(
            f"no publication date given and none found in {', '.join(without)}; "
            "pass --published YYYY-MM-DD, or --undated to go on without one"
        )
    from timeline.extraction import extract as extract_article

    timelines = []
    for name, article in _followed(list(zip(files, articles, strict=True))):
        with _naming(name, files):
            timelines.append(extract_article(article, events=events, options=options))
    return timelines


def _followed(items: list[tuple[str, Article]]) -> Iterator[tuple[str, Article]]:
    """The items, with a progress bar on a terminal where there are several."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="Reading", console=Console(stderr=True), transient=True)


def _not_after_today(article: Article) -> None:
    today = Bound(day_in(article.zone, datetime.now().astimezone()))
    if article.published is not None and article.published.day > today.day:
        raise DateError(f"publication date {article.published} lies after today, {today}; check --published")


def _joined(timelines: Sequence[Timeline]) -> Timeline:
    """One timeline of many: articles, phrases, events and links one after another."""
    return Timeline(
        tuple(x for one in timelines for x in one.articles),
        tuple(x for one in timelines for x in one.time_expressions),
        tuple(x for one in timelines for x in one.events),
        tuple(x for one in timelines for x in one.links),
    )


@contextmanager
def _naming(name: str, files: Sequence[str]) -> Iterator[None]:
    """Where there are several files, a complaint says which it is about."""
    try:
        yield
    except TimelineError as error:
        if len(files) == 1 or name in str(error):
            raise
        raise type(error)(f"{'standard input' if name == '-' else name}: {error}") from None


def _exported(timeline: Timeline, format: str, output: Path | None) -> None:
    from timeline.export import export as written

    put(written(timeline, format), output)


def _print(parts: list[Any], output: Path | None) -> None:
    """Rich parts to standard output, or as plain text to a file."""
    from timeline.console import as_text, show

    if output is None:
        check_output()
        show(parts)
    else:
        put(as_text(parts), output)


if __name__ == "__main__":
    main()
