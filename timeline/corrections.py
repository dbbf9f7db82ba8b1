"""The command `timeline corrections`: what people corrected in stored articles, as rows to learn from."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer

from timeline.arguments import Output
from timeline.errors import InputError
from timeline.streams import put

Form = Literal["yaml", "json", "annotations", "log"]


def corrections(
    articles: Annotated[
        list[str] | None, typer.Argument(help="Ids of stored articles, as the address has them; all if not given.")
    ] = None,
    format: Annotated[
        Form,
        typer.Option("--format", "-f", help="yaml: rows of a corpus; annotations: annotated articles; log; json: all."),
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
        for id in articles or [one.id for one in store.list() if one.damaged is None]:
            stored = store.get(id, corrected=False)
            if stored is None:
                raise InputError(f"there is no article {id} in the database; the address /article/ID has the id")
            log = store.edits(id)
            if log:
                found[id] = of(stored[1], log)
    if not found:
        typer.echo("timeline: nothing was corrected", err=True)
    put(written(found, format), output)


def written(found: dict[str, dict[str, Any]], format: Form) -> str:
    """The corrections of articles (by id) as text in one of the forms."""
    from timeline.edits.rows import rows_yaml

    if format == "yaml":
        return rows_yaml([row for one in found.values() for row in one["corpus"]])
    value: Any = found
    if format == "annotations":
        value = [one["annotation"] for one in found.values()]
    elif format == "log":
        value = [{"article": id, **line} for id, one in found.items() for line in one["log"]]
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
