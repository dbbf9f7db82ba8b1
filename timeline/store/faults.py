"""What a database raises, as a StoreError that names the fault and the remedy, and never a password."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from timeline.errors import StoreError

OTHER = "name another database in TIMELINE_DATABASE_URL"
FORMS = "a URL looks like sqlite:////folder/file.sqlite3 or postgresql+psycopg://user@host/name"

# What SQLite calls it (primary result codes), what PostgreSQL calls it (SQLSTATE), in our words.
_LOCKED = (
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}, {"55P03", "40P01", "57014"},
    "another program is using it; close that program, or wait a little and try again",
)  # fmt: skip
_FULL = (
    {sqlite3.SQLITE_FULL}, {"53100"},
    f"the disk is full; free some space and try again, or {OTHER}",
)  # fmt: skip
_READ_ONLY = (
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}, {"25006", "42501"},
    f"it is read-only here: it can be read and not changed; give write access to it and its folder, or {OTHER}",
)  # fmt: skip
_DAMAGED = (
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}, {"XX001", "XX002"},
    f"{{cause}}; move the file aside, as it is damaged or not a database of this program, or {OTHER}",
)  # fmt: skip
_KINDS = (_LOCKED, _FULL, _READ_ONLY, _DAMAGED)


def driver_error(error: BaseException) -> BaseException:
    """What the driver raised, under what SQLAlchemy made of it."""
    return getattr(error, "orig", None) or error


def is_read_only(error: BaseException) -> bool:
    """Did writing fail, or opening, because this user may not write there?"""
    return _code(driver_error(error)) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN)


def is_locked(error: BaseException) -> bool:
    """Is another program writing?"""
    return _code(driver_error(error)) in _LOCKED[0]


def shown(url: sa.URL | str) -> str:
    """The URL without password and options; no more than its scheme where it cannot be told what the password is."""
    scheme = re.match(r"[a-z][a-z0-9+]*(?=:)", str(url)) if isinstance(url, str) else None
    vague = f"{scheme[0]}:…" if scheme else "that TIMELINE_DATABASE_URL names"
    if isinstance(url, str):
        try:
            url = sa.make_url(url)
        except (sa.exc.ArgumentError, ValueError):
            return vague
    if url.host and "@" in f"{url.host}{url.database}":
        return f"{url.drivername}:…"  # an @ in the password that was not written as %40
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def guarded(url: sa.URL) -> Iterator[None]:
    """Turn what the database raises into a StoreError with the remedy."""
    try:
        yield
    except UnicodeEncodeError:
        raise half_a_character() from None
    except sa.exc.DataError as error:
        if "NUL" not in str(error.orig):
            raise StoreError(f"the database {shown(url)} cannot be used: {_told(driver_error(error), url)}") from error
        raise StoreError("the character NUL cannot be stored here; take it out of the article") from None
    except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StoreError(f"the database {shown(url)} cannot be used: {_told(driver_error(error), url)}") from error


def half_a_character() -> StoreError:
    """What is said of text that no database and no file takes."""
    return StoreError("half a character (a lone surrogate) cannot be stored; take it out of the article")


def _told(cause: BaseException, url: sa.URL) -> str:
    code, state = _code(cause), getattr(cause, "sqlstate", None)
    full = isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)
    words = _without_secrets(" ".join(str(cause).split()), url)
    for codes, states, told in _KINDS:
        if code in codes or state in states or (full and told is _FULL[2]):
            return f"{told.format(cause=words)}. Nothing was changed"
    return (
        f"{words}. Nothing was changed; check that it is there and that its name and its folder are right, or {OTHER}"
    )


def _code(error: BaseException) -> int | None:
    """SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _without_secrets(words: str, url: sa.URL) -> str:
    for secret in (url.password, url.query.get("password")):
        if isinstance(secret, str) and secret:
            words = words.replace(secret, "***")
    return words
