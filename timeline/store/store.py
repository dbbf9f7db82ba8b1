"""The store: save, list, get and delete articles with their timelines. Safe to use from several threads."""

from __future__ import annotations

import builtins
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal, get_args

import platformdirs
import sqlalchemy as sa

from timeline.detail import at_detail
from timeline.edits import Entry, apply, article_values
from timeline.edits.judging import Judgement
from timeline.errors import DamagedError, StoreError
from timeline.model import Article, Timeline
from timeline.store import edit_log
from timeline.store.collection import Collections
from timeline.store.engine import engine_for, unchanging
from timeline.store.faults import FORMS, guarded, half_a_character, is_read_only, shown
from timeline.store.jobs import Jobs
from timeline.store.rows import LISTED, Summary, article_of, summary_of, timeline_of
from timeline.store.schema import ready
from timeline.store.searching import index, matching
from timeline.store.tables import articles, edits, insert_for, timelines
from timeline.store.versions import Version, judgements_among, versions_of

FILE_NAME = "timeline.sqlite3"


def default_url() -> str:
    """TIMELINE_DATABASE_URL, else a SQLite file in the user's data folder (which is made when missing)."""
    if url := os.environ.get("TIMELINE_DATABASE_URL"):
        return url
    folder = Path(platformdirs.user_data_dir("article-timeline", appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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


Sort = Literal["published", "oldest", "title", "added"]
SORTS: tuple[Sort, ...] = get_args(Sort)
_ORDERS: Mapping[Sort, Sequence[sa.ColumnElement[Any]]] = {
    "title": (articles.c.title.is_(None), sa.func.lower(articles.c.title), articles.c.id),
    "oldest": (articles.c.published.is_(None), articles.c.published, articles.c.id),
    "added": (articles.c.added.desc(), articles.c.id),
}


class Store:
    """A database of articles and timelines. Use `Store.open(url)`, and `close()` or `with`."""

    def __init__(self, engine: sa.Engine, read_only: bool = False) -> None:
        self._engine = engine
        self.read_only = read_only
        self.collections = Collections(engine)
        self.jobs = Jobs(engine)

    @classmethod
    def open(cls, url: str | None = None) -> Store:
        """Open, making or upgrading the tables; a database that cannot be written is opened to be read.

        url: SQLAlchemy URL of a SQLite or PostgreSQL database; None takes `default_url()`. A new SQLite file is its
        owner's alone. Raises StoreError for a URL that cannot be used, a file that is no database, or one a newer
        program wrote; the file stays as it was.
        """
        engine = engine_for(url or default_url())
        try:
            with guarded(engine.url):
                try:
                    return cls(engine, read_only=not ready(engine))
                except (sa.exc.OperationalError, ValueError) as error:
                    still = unchanging(engine) if is_read_only(error) else None
                    if still is None:
                        raise
                    engine.dispose()
                    engine = still
                    ready(engine)
                    return cls(engine, read_only=True)
        except ValueError as error:  # StoreError is one; others come from options of the driver and from odd names
            engine.dispose()
            if isinstance(error, StoreError):
                raise
            raise StoreError(f"cannot use the database {shown(engine.url)}: no such name or option; {FORMS}") from None
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(self, article: Article, timeline: Timeline, *, sample: bool = False, outlet: str | None = None) -> None:
        """Put in, or put in the place of the article of the same id; `added` stays that of the first time.

        The number of events that the list shows is that of detail "standard", of however many there are. An article
        that was removed is there again; a removed sample stays removed. What people corrected stands.
        """
        if not article.id:
            raise StoreError("an article needs an id to be stored; timeline.read gives one")
        row = {
            "id": article.id,
            "title": article.title,
            "outlet": outlet or article.outlet,
            "url": article.url,
            "published": article.published.isoformat() if article.published else None,
            "published_from": article.published_from,
            "zone": article.zone,
            "language": article.language,
            "kind": article.kind,
            "text": article.text,
            "body": json.dumps([[span.start, span.end] for span in article.body]),
            "sample": sample,
            **({} if sample else {"removed": None}),
        }
        try:
            content = timeline.to_json()
        except ValueError:
            raise half_a_character() from None
        result = {
            "article": article.id,
            "events": len(at_detail(timeline, "standard").events),
            "program": program_stamp(),
            "content": content,
        }
        with self._guard(), self._engine.begin() as connection:
            edit_log.begin(connection)
            log = edit_log.log_of(connection, "article", article.id)
            if log and article_values(log).get("published", row["published"]) != row["published"]:
                if not sample:  # its phrases are measured from another date than the one a person set
                    back = sa.update(articles).where(articles.c.id == article.id).values(removed=None)
                    connection.execute(back)
                    index(connection, article.id)
                return
            self._put(connection, articles, row, "id")
            self._put(connection, timelines, result, "article")
            if log:
                edit_log.settle(connection, article.id, log, timeline)
            index(connection, article.id)

    def _put(self, connection: sa.Connection, table: sa.Table, row: dict[str, Any], key: str) -> None:
        insert = insert_for(self._engine)
        rest = {name: value for name, value in row.items() if name != key}
        connection.execute(insert(table).values(**row).on_conflict_do_update(index_elements=[key], set_=rest))

    def list(self) -> list[Summary]:
        """Summaries of all articles: the user's own first, then the samples; newest publication first.

        One that is damaged is listed and says so: in `damaged`.
        """
        return self._listed(articles.c.removed.is_(None))

    def removed(self) -> builtins.list[Summary]:
        """Summaries of the articles that were removed and can be brought back, in the same order."""
        return self._listed(articles.c.removed.is_not(None))

    def _listed(self, which: sa.ColumnElement[bool]) -> builtins.list[Summary]:
        with self._guard(), self._engine.connect() as connection:
            return [summary_of(row) for row in connection.execute(self._lines(which))]

    def _lines(self, *which: sa.ColumnElement[bool]) -> sa.Select[Any]:
        query = sa.select(*LISTED).outerjoin(timelines, timelines.c.article == articles.c.id)
        return query.where(*which).order_by(*self._order())

    def _order(self) -> tuple[sa.ColumnElement[Any], ...]:
        """SQLite has nothing last as it is, and would not take the index if that were asked for."""
        latest: sa.ColumnElement[Any] = articles.c.published.desc()
        if self._engine.dialect.name != "sqlite":
            latest = latest.nulls_last()
        return articles.c.sample, latest, articles.c.id

    def search(
        self, words: str = "", limit: int = 100, offset: int = 0, *, text: bool = False, sort: Sort = "published"
    ) -> tuple[builtins.list[Summary], int]:
        """A page of the list, and how many articles there are in all, of those in which each word begins one.

        words: of title, outlet, address (text: or text), without case, accents and signs; without any, all are found.
        sort: "published" is the order of `list`; "title", "added" (latest) and "oldest" take samples among the others.
        """
        found = matching(self._engine, words, text=text)
        which: builtins.list[sa.ColumnElement[bool]] = [articles.c.removed.is_(None)]
        counted = found.total if found else sa.select(sa.func.count()).select_from(articles).where(*which)
        order = self._order() if sort == "published" else _ORDERS[sort]
        with self._guard(), self._engine.connect() as connection:
            total = connection.execute(counted).scalar_one()
            if total <= offset:
                return [], total
            if found:
                which.append(found.among(total, offset + limit))
            ids = sa.select(articles.c.id).where(*which).order_by(*order).limit(limit).offset(offset)
            page = self._lines(articles.c.id.in_(ids)).order_by(None).order_by(*order)
            return [summary_of(row) for row in connection.execute(page)], total

    def count(self) -> int:
        """Number of articles, damaged or not, without those removed."""
        query = sa.select(sa.func.count()).select_from(articles).where(articles.c.removed.is_(None))
        with self._guard(), self._engine.connect() as connection:
            return connection.execute(query).scalar_one()

    def get(self, id: str, corrected: bool = True) -> tuple[Article, Timeline] | None:
        """The article of that id and its timeline; None when there is none, DamagedError where they cannot be read.

        One that was removed counts as none. The timeline is as people corrected it, or as the program read it.
        """
        columns = [column for column in articles.c if column.name not in ("added", "sample", "removed")]
        query = (
            sa.select(*columns, timelines.c.content)
            .outerjoin(timelines, timelines.c.article == articles.c.id)
            .where(articles.c.id == id, articles.c.removed.is_(None))
        )
        with self._guard(), self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
            log = edit_log.log_of(connection, "article", id) if corrected and row is not None else ()
        return None if row is None else (article_of(row), apply(timeline_of(row), log))

    def remove(self, id: str) -> bool:
        """Take an article out of sight, to be brought back by `restore`; False when there was none to see."""
        return self._seen(id, articles.c.removed.is_(None), sa.func.now())

    def restore(self, id: str) -> bool:
        """Bring back an article that was removed; False when there was none."""
        return self._seen(id, articles.c.removed.is_not(None), None)

    def _seen(self, id: str, which: sa.ColumnElement[bool], removed: Any) -> bool:
        change = sa.update(articles).where(articles.c.id == id, which).values(removed=removed)
        with self._guard(), self._engine.begin() as connection:
            changed = connection.execute(change).rowcount > 0
            index(connection, id)
            return changed

    def edits(self, subject: str, scope: edit_log.Scope = "article") -> tuple[Entry, ...]:
        """The log of edits of an article or a collection, oldest first."""
        with self._guard(), self._engine.connect() as connection:
            return edit_log.log_of(connection, scope, subject)

    def edited(self) -> builtins.list[str]:
        """Ids of the articles in which something was ever corrected, in the order of `list`; not those removed."""
        known = sa.select(edits.c.subject).where(edits.c.scope == "article")
        query = sa.select(articles.c.id).where(articles.c.removed.is_(None), articles.c.id.in_(known))
        with self._guard(), self._engine.connect() as connection:
            return [row.id for row in connection.execute(query.order_by(*self._order()))]

    def versions(self, ids: Sequence[str]) -> dict[str, Version]:
        """By what mark the timeline of each of these articles is told from a later one; those that are there."""
        with self._guard(), self._engine.connect() as connection:
            return versions_of(connection, ids)

    def judgements(self, ids: Sequence[str]) -> tuple[Judgement, ...]:
        """What people said of events of these articles: that they are one with others, or not."""
        with self._guard(), self._engine.connect() as connection:
            return judgements_among(connection, ids)

    def append(self, subject: str, make: edit_log.Make, scope: edit_log.Scope = "article") -> tuple[Entry, ...]:
        """Append to the log what `make` says of the log as it stands then; returns the entries appended.

        Nobody else writes meanwhile: where what `make` raises says that an edit is out of date, that is so. StoreError
        where there is no such article or collection.
        """
        with self._guard(), self._engine.begin() as connection:
            edit_log.lock(connection, scope, subject)
            return edit_log.append(connection, scope, subject, make)

    def edit(self, id: str, make: edit_log.Make, timeline: Timeline, *, anew: bool = False) -> tuple[Entry, ...]:
        """Append to the log of an article, and let the list show what it then says, in one transaction.

        timeline: as the program reads the article with these edits. anew: it was read for them, because the date of
        publication is another, and is put in the place of what is stored.
        """
        with self._guard(), self._engine.begin() as connection:
            edit_log.lock(connection, "article", id)
            new = edit_log.append(connection, "article", id, make)
            if anew:
                result = {"article": id, "events": 0, "program": program_stamp(), "content": timeline.to_json()}
                self._put(connection, timelines, result, "article")
            edit_log.settle(connection, id, edit_log.log_of(connection, "article", id), timeline)
            index(connection, id)
            return new

    def delete(self, id: str, *, unedited: bool = False) -> bool:
        """Delete an article, its timeline and its edits for good; False when there was none.

        unedited: only where nobody has corrected anything in it.
        """
        with self._guard(), self._engine.begin() as connection:
            edit_log.begin(connection)
            if unedited and edit_log.log_of(connection, "article", id):
                return False
            edit_log.forget(connection, "article", id)
            connection.execute(sa.delete(timelines).where(timelines.c.article == id))
            return connection.execute(sa.delete(articles).where(articles.c.id == id)).rowcount > 0

    def sample_ids(self) -> dict[str, str]:
        """Ids of the stored samples, with the program version each timeline was made by; "" for a damaged one."""
        query = (
            sa.select(articles.c.id, timelines.c.program)
            .outerjoin(timelines, timelines.c.article == articles.c.id)
            .where(articles.c.sample)
        )
        with self._guard(), self._engine.connect() as connection:
            had = {row.id: row.program or "" for row in connection.execute(query)}
        return {id: program if self._whole(id) else "" for id, program in had.items()}

    def _whole(self, id: str) -> bool:
        try:
            return self.get(id) is not None
        except DamagedError:
            return False

    def _guard(self) -> AbstractContextManager[None]:
        return guarded(self._engine.url)
