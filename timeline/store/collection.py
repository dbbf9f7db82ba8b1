"""Collections: articles put together under a name. An article may lie in several; deleting a collection keeps it."""

from __future__ import annotations

import builtins
import uuid
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from timeline.errors import InputError
from timeline.store import edit_log
from timeline.store.faults import guarded
from timeline.store.tables import articles, collection_articles, collections, insert_for

LONGEST = 200
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection. `articles`: ids of those that are there, earliest publication first, undated ones last."""

    id: str
    name: str
    articles: tuple[str, ...] = ()


class Collections:
    """The collections of a database, as `Store.collections` gives them. Faults of the database are StoreErrors."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def create(self, name: str, ids: Sequence[str] = ()) -> Collection:
        """Make a collection of these articles. InputError for a name that is none, or an article that is not there."""
        made = uuid.uuid4().hex[:12]
        with self._guard(), self._engine.begin() as connection:
            edit_log.begin(connection)
            connection.execute(sa.insert(collections).values(id=made, name=name_of(name)))
            self._put(connection, made, ids)
            return self._some(connection, made)[0]

    def list(self) -> builtins.list[Collection]:
        """All collections, by name."""
        with self._guard(), self._engine.connect() as connection:
            return self._some(connection)

    def get(self, id: str) -> Collection | None:
        """The collection of that id; None when there is none."""
        with self._guard(), self._engine.connect() as connection:
            return next(iter(self._some(connection, id)), None)

    def rename(self, id: str, name: str) -> Collection | None:
        """Give it another name; None when there is no such collection, InputError for a name that is none."""
        change = sa.update(collections).where(collections.c.id == id).values(name=name_of(name))
        with self._guard(), self._engine.begin() as connection:
            connection.execute(change)
            return next(iter(self._some(connection, id)), None)

    def put(self, id: str, ids: Sequence[str]) -> Collection | None:
        """Put articles in, each once; None when there is no such collection, InputError for an unknown article."""
        with self._guard(), self._engine.begin() as connection:
            edit_log.begin(connection)
            if not self._some(connection, id):
                return None
            self._put(connection, id, ids)
            return self._some(connection, id)[0]

    def take(self, id: str, ids: Sequence[str]) -> Collection | None:
        """Take articles out; those that are not in it are no fault. None when there is no such collection."""
        of, article = collection_articles.c.collection, collection_articles.c.article
        with self._guard(), self._engine.begin() as connection:
            connection.execute(sa.delete(collection_articles).where(of == id, article.in_(ids)))
            return next(iter(self._some(connection, id)), None)

    def delete(self, id: str) -> bool:
        """Delete the collection and its edits, not its articles; False when there was none."""
        with self._guard(), self._engine.begin() as connection:
            edit_log.forget(connection, "collection", id)
            connection.execute(sa.delete(collection_articles).where(collection_articles.c.collection == id))
            return connection.execute(sa.delete(collections).where(collections.c.id == id)).rowcount > 0

    def _put(self, connection: sa.Connection, id: str, ids: Sequence[str]) -> None:
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return
        there = sa.select(articles.c.id).where(articles.c.id.in_(wanted), articles.c.removed.is_(None))
        known = set(connection.execute(there).scalars())
        if missing := [one for one in wanted if one not in known]:
            raise InputError(f"there is no article {missing[0]}; put in articles that are stored")
        insert = insert_for(self._engine)
        rows = [{"collection": id, "article": one} for one in wanted]
        connection.execute(insert(collection_articles).on_conflict_do_nothing(), rows)

    def _some(self, connection: sa.Connection, id: str | None = None) -> builtins.list[Collection]:
        """All collections, or the one of that id, with one query for all their articles."""
        query = sa.select(collections.c.id, collections.c.name)
        within = sa.select(collection_articles.c.collection, articles.c.id).join_from(
            collection_articles, articles, articles.c.id == collection_articles.c.article
        )
        within = within.where(articles.c.removed.is_(None)).order_by(
            articles.c.published.is_(None), articles.c.published, articles.c.id
        )
        if id is not None:
            query = query.where(collections.c.id == id)
            within = within.where(collection_articles.c.collection == id)
        rows: builtins.list[Any] = list(connection.execute(query))
        members: dict[str, builtins.list[str]] = {row.id: [] for row in rows}
        for of, article in connection.execute(within):
            members.setdefault(of, []).append(article)
        found = [Collection(row.id, row.name, tuple(members[row.id])) for row in rows]
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def _guard(self) -> AbstractContextManager[None]:
        return guarded(self._engine.url)


def name_of(typed: str) -> str:
    """The name on one line. InputError where nothing is left, or it is longer than LONGEST."""
    name = " ".join(typed.split())
    if not name:
        raise InputError("a collection needs a name; type one")
    if len(name) > LONGEST:
        raise InputError(f"the name has {len(name)} characters; shorten it to {LONGEST}")
    return name
