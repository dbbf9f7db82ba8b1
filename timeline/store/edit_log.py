"""The log of edits in the database: read, and appended to under a lock, so that two writers never take one number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import sqlalchemy as sa

from timeline.detail import at_detail
from timeline.edits import Anchor, Entry, apply, article_values
from timeline.errors import StoreError
from timeline.model import Timeline
from timeline.store.tables import articles, collections, edits, timelines

Scope = Literal["article", "collection"]
SUBJECTS = {"article": articles, "collection": collections}
Make = Callable[[tuple[Entry, ...]], Sequence[Entry]]
"""From the log as it stands to the entries to append; what it raises leaves the log as it was."""


def log_of(connection: sa.Connection, scope: Scope, subject: str) -> tuple[Entry, ...]:
    """All entries of an article or a collection, oldest first."""
    query = sa.select(edits).where(edits.c.scope == scope, edits.c.subject == subject).order_by(edits.c.sequence)
    return tuple(_entry(row) for row in connection.execute(query))


def lock(connection: sa.Connection, scope: Scope, subject: str) -> None:
    """Let nobody else write this log until the transaction ends; StoreError where there is no such subject."""
    begin(connection)
    table = SUBJECTS[scope]
    if connection.execute(sa.select(table.c.id).where(table.c.id == subject).with_for_update()).first() is None:
        raise StoreError(f"there is no {scope} {subject} to write an edit of")


def begin(connection: sa.Connection) -> None:
    """SQLite has one writer for the whole file: ask to be it before anything is read that decides what is written."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def append(connection: sa.Connection, scope: Scope, subject: str, make: Make) -> tuple[Entry, ...]:
    """Append what `make` says of the log, under `lock`; returns the entries appended."""
    log = log_of(connection, scope, subject)
    new = tuple(make(log))
    if [entry.sequence for entry in new] != list(range(len(log) + 1, len(log) + len(new) + 1)):
        raise StoreError("an edit must take the next number of the log")
    if new:
        connection.execute(sa.insert(edits), [_row(scope, subject, entry) for entry in new])
    return new


def settle(connection: sa.Connection, id: str, log: Sequence[Entry], timeline: Timeline) -> None:
    """Let the list of articles show what the log says: title, outlet, address, date and number of events."""
    values = article_values(log)
    if values:
        dated = {"published_from": "given"} if values.get("published") else {}
        connection.execute(sa.update(articles).where(articles.c.id == id).values(**values, **dated))
    count = len(at_detail(apply(timeline, log), "standard").events)
    connection.execute(sa.update(timelines).where(timelines.c.article == id).values(events=count))


def forget(connection: sa.Connection, scope: Scope, subject: str) -> None:
    """Delete the log of what is deleted for good."""
    connection.execute(sa.delete(edits).where(edits.c.scope == scope, edits.c.subject == subject))


def _row(scope: Scope, subject: str, entry: Entry) -> dict[str, Any]:
    anchor = entry.anchor
    return {
        "scope": scope,
        "subject": subject,
        "anchor_start": anchor.start if anchor else None,
        "anchor_end": anchor.end if anchor else None,
        "anchor_text": anchor.text if anchor else None,
        **{name: getattr(entry, name) for name in _SAME},
    }


_SAME = ("sequence", "step", "event", "who", "at", "field", "old", "new", "words", "reason", "undoes", "snapshot")


def _entry(row: Any) -> Entry:
    anchor = None if row.anchor_start is None else Anchor(row.anchor_start, row.anchor_end, row.anchor_text)
    return Entry(anchor=anchor, **{name: getattr(row, name) for name in _SAME})
