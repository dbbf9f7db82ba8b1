"""The tables as they are now; how they came to be stands in `migrations/`.

An article's text has columns of its own beside the timeline's JSON, so that a later version that reads timelines
differently can always extract again.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
)  # fmt: skip
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import TSVECTOR

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", String),
    Column("published_from", String),
    Column("zone", String),
    Column("language", String),
    Column("kind", String),
    Column("text", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("added", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("removed", DateTime(timezone=True)),
)
"""`removed` is when the article was taken out of sight; None for one that is there."""

timelines = Table(
    "timelines",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("events", Integer, nullable=False),
    Column("program", String, nullable=False),
    Column("content", Text, nullable=False),
)

edits = Table(
    "edits",
    metadata,
    Column("scope", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("step", Integer, nullable=False),
    Column("event", String),
    Column("anchor_start", Integer),
    Column("anchor_end", Integer),
    Column("anchor_text", Text),
    Column("who", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("field", String, nullable=False),
    Column("old", Text),
    Column("new", Text),
    Column("words", Text),
    Column("reason", Text),
    Column("undoes", Integer),
    Column("snapshot", Text),
)
"""What people changed, never altered afterwards. `scope` is "article" or "collection", `subject` the id of that one.

`sequence` counts the entries of a subject from 1; entries made together share a `step`, the sequence of the first of
them. `event` and the anchor (the trigger: characters and text) say which event, `at` is ISO 8601 in UTC, `words` is
what the person typed, `undoes` the step that an entry of field "undo" or "redo" is about, `snapshot` the event in
JSON as the program read it. There is no foreign key, since the log of a collection stands here too.
"""

collections = Table(
    "collections",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

collection_articles = Table(
    "collection_articles",
    metadata,
    Column("collection", String, ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True),
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("added", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

article_words = Table(
    "article_words",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("words", TSVECTOR, nullable=False),
)
"""What `searching` finds articles by. PostgreSQL alone has `words`; SQLite keeps them in a table of its own kind,
`article_search`, under the same `number`.
"""

jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("total", Integer, nullable=False),
    Column("worker", String, nullable=False),
    Column("beat", BigInteger, nullable=False),
)
"""`worker` is the name of who works, or worked, at it; `beat` is when that one last said so, in seconds since 1970 by
the clock of the database.
"""

job_steps = Table(
    "job_steps",
    metadata,
    Column("job", String, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article", String),
    Column("detail", Text),
    Column("remedy", Text),
)
"""What became of each step that is over: the id of the article it stored, or what was wrong and what helps."""


def insert_for(engine: Engine) -> Callable[[Table], postgresql.Insert | sqlite.Insert]:
    """INSERT in the dialect of a database, which knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
