"""From a URL to an engine: SQLite for one owner, readable where it cannot be written, or PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import sqlalchemy as sa
from sqlalchemy import event

from timeline.errors import StoreError
from timeline.store.faults import FORMS, is_locked, is_read_only, shown

PATIENCE = 10_000
"""Milliseconds that SQLite waits for another program to finish writing."""


def engine_for(place: str) -> sa.Engine:
    """The engine of a URL; StoreError for one that cannot be used. A SQLite file that is not there is made."""
    try:
        url = sa.make_url(place)
    except (sa.exc.ArgumentError, ValueError):  # its words may hold a piece of the password
        raise StoreError(
            f"cannot use the database {shown(place)}: the URL cannot be parsed; {FORMS}, "
            "and signs such as @ : / [ in a password are written %40 %3A %2F %5B"
        ) from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"cannot use a {url.get_backend_name()} database; use SQLite or PostgreSQL: {FORMS}")
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    server = {"pool_pre_ping": True} if url.get_backend_name() == "postgresql" else {}  # it may have been restarted
    try:
        engine = sa.create_engine(url, **server)
    except ImportError as error:
        raise StoreError(
            f"cannot use the database {shown(url)}: the package {error.name!r} is not installed; "
            f"pip install '{'article-timeline[postgres]' if error.name == 'psycopg' else error.name}', "
            f"or use SQLite: {FORMS}"
        ) from None
    except (sa.exc.ArgumentError, ValueError, TypeError):
        raise StoreError(f"cannot use the database {shown(url)}: no such driver or option; {FORMS}") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        _make_private(url)
    return engine


def unchanging(engine: sa.Engine) -> sa.Engine | None:
    """For a SQLite file that this user cannot write, nor anything beside it: an engine that takes it as it lies.

    None where that would be wrong: writing is going on (there is a write-ahead log), or it is no plain file.
    """
    path = _file(engine.url)
    if path is None or not path.is_file() or _size(path.with_name(path.name + "-wal")):
        return None
    name = f"file:{quote(str(path.resolve()))}"
    still = sa.create_engine(engine.url.set(database=name, query={"immutable": "1", "mode": "ro", "uri": "true"}))
    event.listen(still, "connect", _prepare)
    return still


def can_write(connection: sa.Connection) -> bool:
    """Could this connection write? Changes nothing; one that would have to wait for another could."""
    if connection.dialect.name != "sqlite":
        may = "SELECT has_table_privilege('articles', 'INSERT') AND current_setting('transaction_read_only') = 'off'"
        return connection.exec_driver_sql(may).scalar() is True
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        # "BEGIN IMMEDIATE" alone is let through for a file that is read-only; what is written here is taken back.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
    except sa.exc.OperationalError as error:
        if is_locked(error):
            return True
        if is_read_only(error):
            return False
        raise
    finally:
        connection.rollback()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
    return True


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Readers beside one writer (WAL), wait for it rather than fail, keep foreign keys, and take any bytes."""
    connection.text_factory = _text
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            with suppress(sqlite3.OperationalError):  # where it cannot be written, or another has it now, it is read
                cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
    finally:
        cursor.close()


def _text(raw: bytes) -> str | bytes:
    """Text of a column; bytes where it is none, so that one damaged row does not cost the others."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def _make_private(url: sa.URL) -> None:
    """Make the file for its owner alone; SQLite gives the files beside it the same mode."""
    if (path := _file(url)) is None:
        return
    with suppress(OSError, ValueError):  # what is wrong with the place is told when it is opened
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _file(url: sa.URL) -> Path | None:
    """The file of a SQLite URL that may be made; None for one in memory, or opened for reading only."""
    name = url.database or ""
    if name.startswith("file:") and "uri" in url.query:
        if url.query.get("mode") in ("ro", "rw", "memory") or "vfs" in url.query:
            return None
        name = unquote(urlsplit(name).path)
    return Path(name) if name and not name.startswith(":memory:") else None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
