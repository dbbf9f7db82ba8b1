"""The arguments that verbs of the command line share, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from timeline.errors import InputError
from timeline.export import EXPORTERS, exporter
from timeline.model import Detail, EventsMode, Kind, Options

LIMIT = 2_000_000


def _known(name: str) -> str:
    """A format that there is: a wrong one is told before anything is read."""
    if name != "table":
        exporter(name)
    return name


Files = Annotated[
    list[str],
    typer.Argument(
        help="Text, HTML, Markdown, JSON, CSV, .docx or .pdf files, or web addresses; - is standard input.",
        show_default=False,
    ),
]
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
DetailOption = Annotated[
    Detail, typer.Option("--detail", help="The key events, what an editor would print, or all that have a place.")
]
FORMATS = ", ".join(EXPORTERS)
Format = Annotated[
    str, typer.Option("--format", "-f", help=f"table, or a format of files: {FORMATS}.", callback=_known)
]
FileFormat = Annotated[str, typer.Option("--format", "-f", help=f"One of {FORMATS}.", callback=_known)]
CollectionOption = Annotated[
    str | None, typer.Option("--collection", help="Name or id of a collection of the library, instead of files.")
]
Database = Annotated[
    str | None, typer.Option("--database", help="URL of the database; that of the dashboard if not given.")
]
KeptDetail = Annotated[Detail, typer.Option("--detail", help="Which events of the collection: key, standard or all.")]
Southern = Annotated[bool, typer.Option("--southern", help="Seasons of the southern hemisphere.")]
DayFirst = Annotated[bool | None, typer.Option("--day-first/--month-first", help="03/04/2013 is 3 April.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses that are not public too: for tests.", hidden=True)
]
Limit = Annotated[
    int, typer.Option("--limit", envvar="TIMELINE_MAX_BYTES", min=1, help="Most bytes of text taken from one article.")
]
Judged = Annotated[
    Path | None,
    typer.Option("--judged", help="JSON with what people said of pairs of events: that they are one, or are not."),
]

Host = Annotated[str, typer.Option("--host", help="Address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")]
ServeWorkers = Annotated[
    int | None,
    typer.Option("--workers", min=1, max=64, help="Articles read at once; by the processors if not given."),
]
Waiting = Annotated[int, typer.Option("--waiting", min=0, help="Articles that may wait for their turn.")]
SecondsPerKb = Annotated[
    float, typer.Option("--seconds-per-kb", min=0.01, help="Time limit of an article: 60 s, and this for each kB.")
]
Fetch = Annotated[bool | None, typer.Option(help="Fetch web addresses; as the library can be written.")]
Behind = Annotated[
    str | None, typer.Option("--behind", help="Name of a proxy with a login that stands before this server.")
]
UserHeader = Annotated[
    str | None, typer.Option("--user-header", help="Header in which that proxy names the user, who must have one.")
]
EmbedIn = Annotated[
    list[str] | None,
    typer.Option("--embed-in", help="Site whose pages may show a timeline in a frame: https://paper.example"),
]


def options_of(**given: Any) -> Options:
    """The options as given; InputError names the one that cannot be."""
    try:
        return Options(**given)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"--{'-'.join(map(str, first['loc']))}: {first['msg']}") from None
