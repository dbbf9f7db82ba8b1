"""The command `timeline corrections`: what people corrected in stored articles, as rows to learn from."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from timeline.arguments import Output
from timeline.errors import DamagedError, InputError
from timeline.export.corrected import Form, corrected
from timeline.streams import put


def corrections(
    articles: Annotated[
        list[str] | None, typer.Argument(help="Ids of stored articles, as the address has them; all if not given.")
    ] = None,
    format: Annotated[
        Form,
        typer.Option(
            "--format",
            "-f",
            help="yaml: rows of a corpus; annotations: annotated articles; log, csv: who changed what; json: all.",
        ),
    ] = "yaml",
    database: Annotated[
        str | None, typer.Option("--database", help="URL of the database; that of the dashboard if not given.")
    ] = None,
    output: Output = None,
) -> None:
    """Write what was corrected in the dashboard, in the form in which it can be given back to the project."""
    from timeline.edits.rows import corrections as of
    from timeline.store import Store

    found: dict[str, dict[str, Any]] = {}
    with Store.open(database) as store:
        for id in articles or store.edited():
            try:
                stored = store.get(id, corrected=False)
            except DamagedError as error:
                if articles:
                    raise
                typer.echo(f"timeline: {id}: {error} (left out)", err=True)
                continue
            if stored is None:
                raise InputError(f"there is no article {id} in the database; the address /article/ID has the id")
            log = store.edits(id)
            if log:
                found[id] = of(stored[1], log)
    if not found:
        typer.echo("timeline: nothing was corrected", err=True)
    put(corrected(found, format), output)
