"""The tables as they are now; how they came to be stands in `migrations/`.

An article's text has columns of its own beside the timeline's JSON, so that a later version that reads timelines
differently can always extract again.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text, func

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
)

timelines = Table(
    "timelines",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("events", Integer, nullable=False),
    Column("program", String, nullable=False),
    Column("content", Text, nullable=False),
)
