"""The store: save, list, get and delete articles with their timelines. Safe to use from several threads."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, cast

import platformdirs
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite

from timeline.errors import InputError, StoreError
from timeline.intervals import Bound
from timeline.model import Article, Kind, PublishedFrom, Span, Timeline
from timeline.store.schema import bring_up_to_date
from timeline.store.tables import articles, timelines

FILE_NAME = "timeline.sqlite3"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of articles shows. `added` is ISO 8601 in UTC to the second; `events` counts them."""

    id: str
    title: str | None
    published: Bound | None
    outlet: str | None
    url: str | None
    events: int
    added: str
    sample: bool


def default_url() -> str:
    """TIMELINE_DATABASE_URL, else a SQLite file in the user's data folder (which is made when missing)."""
    if url := os.environ.get("TIMELINE_DATABASE_URL"):
        return url
    folder = Path(platformdirs.user_data_dir("article-timeline", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot make the data folder {folder}: {error.strerror}; name a database in TIMELINE_DATABASE_URL, "
            "such as sqlite:////home/me/timeline.sqlite3"
        ) from None
    return f"sqlite:///{folder / FILE_NAME}"


def program_version() -> str:
    """Version of the installed program; "checkout" where it is not installed."""
    try:
        return version("article-timeline")
    except PackageNotFoundError:
        return "checkout"


@cache
def program_stamp() -> str:
    """What a timeline is stored with: the version, and a mark that changes with the program's own files.

    In a checkout the version stays while rules change, and stored samples should not show what older rules found.
    Looked at once: a program goes on with the rules it has loaded, whatever is edited meanwhile.
    """
    package = Path(__file__).resolve().parents[1]
    files = sorted(path for path in package.rglob("*") if path.suffix in (".py", ".yaml", ".json", ".txt"))
    known = [f"{path.relative_to(package)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return f"{program_version()}+{hashlib.sha256(repr(known).encode()).hexdigest()[:10]}"


class Store:
    """A database of articles and timelines. Use `Store.open(url)`, and `close()` or `with`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str | None = None) -> Store:
        """Open, making or upgrading the tables.

        url: SQLAlchemy URL of a SQLite or PostgreSQL database; None takes `default_url()`. Raises StoreError for a
        URL that cannot be used, a file that is no database, or one a newer program wrote; the file stays as it was.
        """
        place = url or default_url()
        try:
            engine = sa.create_engine(place)
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError) as error:
            raise StoreError(
                f"cannot use the database {_shown(place)}: {error}; a URL looks like sqlite:////folder/file.sqlite3 "
                "or postgresql+psycopg://user@host/name"
            ) from None
        if engine.dialect.name not in ("sqlite", "postgresql"):
            raise StoreError(f"cannot use a {engine.dialect.name} database; use SQLite or PostgreSQL")
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        store = cls(engine)
        try:
            with store._guard(), engine.begin() as connection:
                if engine.dialect.name == "sqlite":  # two programs that start together would both make the tables
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                bring_up_to_date(connection)
        except BaseException:
            engine.dispose()
            raise
        return store

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(self, article: Article, timeline: Timeline, *, sample: bool = False, outlet: str | None = None) -> None:
        """Put in, or put in the place of the article of the same id; `added` stays that of the first time."""
        if not article.id:
            raise StoreError("an article needs an id to be stored; timeline.read gives one")
        row = {
            "id": article.id,
            "title": article.title,
            "outlet": outlet,
            "url": article.url,
            "published": article.published.isoformat() if article.published else None,
            "published_from": article.published_from,
            "zone": article.zone,
            "language": article.language,
            "kind": article.kind,
            "text": article.text,
            "body": json.dumps([[span.start, span.end] for span in article.body]),
            "sample": sample,
        }
        result = {
            "article": article.id,
            "events": len(timeline.events),
            "program": program_stamp(),
            "content": timeline.to_json(),
        }
        with self._guard(), self._engine.begin() as connection:
            self._put(connection, articles, row, "id")
            self._put(connection, timelines, result, "article")

    def _put(self, connection: sa.Connection, table: sa.Table, row: dict[str, Any], key: str) -> None:
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        rest = {name: value for name, value in row.items() if name != key}
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[key], set_=rest))

    def list(self) -> list[Summary]:
        """Summaries of all articles: the user's own first, then the samples; newest publication first."""
        columns = ("id", "title", "outlet", "url", "published", "added", "sample")
        query = (
            sa.select(*(articles.c[name] for name in columns), timelines.c.events)
            .join(timelines, timelines.c.article == articles.c.id)
            .order_by(articles.c.sample, articles.c.published.desc().nulls_last(), articles.c.id)
        )
        with self._guard(), self._engine.connect() as connection:
            return [
                Summary(
                    id=row.id,
                    title=row.title,
                    published=Bound.parse(row.published) if row.published else None,
                    outlet=row.outlet,
                    url=row.url,
                    events=row.events,
                    added=_utc(row.added),
                    sample=row.sample,
                )
                for row in connection.execute(query)
            ]

    def get(self, id: str) -> tuple[Article, Timeline] | None:
        """The article of that id and its timeline; None when there is none."""
        query = (
            sa.select(articles, timelines.c.content)
            .join(timelines, timelines.c.article == articles.c.id)
            .where(articles.c.id == id)
        )
        with self._guard(), self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        article = Article(
            id=row.id,
            title=row.title,
            text=row.text,
            url=row.url,
            published=Bound.parse(row.published) if row.published else None,
            published_from=cast("PublishedFrom | None", row.published_from),
            zone=row.zone,
            language=row.language,
            kind=cast("Kind | None", row.kind),
            body=tuple(Span(start, end) for start, end in json.loads(row.body)),
        )
        try:
            return article, Timeline.from_json(row.content)
        except InputError as error:
            raise StoreError(
                f"the stored timeline of article {id} cannot be read ({error}); the text is kept: extract it again"
            ) from None

    def delete(self, id: str) -> bool:
        """Take out an article and its timeline; False when there was none."""
        with self._guard(), self._engine.begin() as connection:
            connection.execute(sa.delete(timelines).where(timelines.c.article == id))
            return connection.execute(sa.delete(articles).where(articles.c.id == id)).rowcount > 0

    def sample_ids(self) -> dict[str, str]:
        """Ids of the stored samples, with the program version each timeline was made by."""
        query = sa.select(articles.c.id, timelines.c.program).join(timelines).where(articles.c.sample)
        with self._guard(), self._engine.connect() as connection:
            return {row.id: row.program for row in connection.execute(query)}

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Turn what the database raises into a StoreError with the remedy."""
        try:
            yield
        except (sa.exc.SQLAlchemyError, sqlite3.DatabaseError, OSError) as error:
            cause = getattr(error, "orig", None) or error
            raise StoreError(
                f"the database {_shown(str(self._engine.url))} cannot be used: {cause}. Nothing was changed; check "
                "that the file is readable and writable, move it aside if it is damaged, or name another in "
                "TIMELINE_DATABASE_URL"
            ) from error


def _utc(moment: datetime) -> str:
    """SQLite gives moments in UTC without saying so, PostgreSQL in the zone of the session."""
    known = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return known.isoformat(timespec="seconds")


def _shown(url: str) -> str:
    """The URL without its password, where it can be parsed."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return repr(url)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Readers beside one writer (WAL), wait for it rather than fail, and keep foreign keys."""
    cursor = connection.cursor()
    try:
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()
