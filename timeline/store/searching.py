"""Full-text search: the words of each article in an index of the database, found from their first letters on.

Words are made here, the same way for what is stored and for what is typed, so that SQLite (FTS5) and PostgreSQL
(tsvector) find the same and no sign that somebody types is ever a part of a query. An article that was removed is not
in the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from timeline.store.tables import article_words, articles

LONGEST = 64
"""Characters of a word that count, in what is stored and in what is typed."""
MOST_TYPED = 32
"""Words of a search that count."""
MOST_BYTES = 900_000
"""Bytes of an article's distinct words that are indexed; PostgreSQL takes 1,048,575."""
SEARCHED = (articles.c.title, articles.c.outlet, articles.c.url, articles.c.text)
_ABOUT = "\N{MIDDLE DOT}"
"""Stands in the index before a word of title, outlet or address; such a word is there without it too."""
_MANY = 8
"""Times a page: of so many matches at least, a page is found soonest by going along the list."""
_WORD = re.compile(r"[^\W_]+")
_INDEX = sa.table("article_search", sa.column("rowid"), sa.column("words"))
"""SQLite's own: its `rowid` is the `number` of `article_words`."""


def words_of(*parts: object) -> Iterator[str]:
    """The distinct words, letters and digits alone, without case and accents. A part that is no text has none."""
    seen: set[str] = set()
    for part in parts:
        for found in _WORD.finditer(_folded(part) if isinstance(part, str) else ""):
            word = found[0][:LONGEST]
            if word not in seen:
                seen.add(word)
                yield word


@dataclass(frozen=True, slots=True)
class Matches:
    """The articles in which each word typed begins a word. ids, total: select them, and how many there are."""

    ids: sa.Select[Any]
    total: sa.Select[Any]
    each: sa.ColumnElement[bool]
    """The same as `ids`, asked of an article."""

    def among(self, total: int, reach: int) -> sa.ColumnElement[bool]:
        """True of those articles, for the first `reach` of a list of so many in all.

        SQLite does not know how many there are. Where they are many it is quicker to go along the list and ask of each
        article until the page is full; where they are few, to have them all first.
        """
        return self.each if reach * _MANY <= total else articles.c.id.in_(self.ids)


def matching(engine: sa.Engine, typed: str, *, text: bool = True) -> Matches | None:
    """What is found by what was typed; None where there is no word in it. text: in the text too."""
    words = [word if text else _ABOUT + word for word, _ in zip(words_of(typed), range(MOST_TYPED), strict=False)]
    if not words:
        return None
    ids = sa.select(article_words.c.article)
    if engine.dialect.name == "sqlite":
        query = " ".join(f'"{word}"*' for word in words)
        match = sa.literal_column("article_search").op("MATCH")(query)
        which = article_words.c.number.in_(sa.select(_INDEX.c.rowid).where(match))
        total = sa.select(sa.func.count()).select_from(_INDEX).where(match)
        each = sa.exists().where(article_words.c.article == articles.c.id, which)
        return Matches(ids.where(which), total, each)
    query = " & ".join(f"'{word}':*" for word in words)
    which = article_words.c.words.op("@@")(sa.cast(query, postgresql.TSQUERY))
    total = sa.select(sa.func.count()).select_from(article_words).where(which)
    return Matches(ids.where(which), total, articles.c.id.in_(ids.where(which)))


def index(connection: sa.Connection, id: str) -> None:
    """Let the index say what the table of articles says of this one."""
    row = connection.execute(sa.select(*SEARCHED, articles.c.removed).where(articles.c.id == id)).first()
    if row is None or row.removed is not None:
        connection.execute(sa.delete(article_words).where(article_words.c.article == id))
    else:
        put(connection, id, row[:-1])


def put(connection: sa.Connection, id: str, parts: Sequence[object]) -> None:
    """The words of an article into the index, in the place of those it had. parts: as `SEARCHED`, the text last."""
    words = _fitting(chain((_ABOUT + word for word in words_of(*parts[:-1])), words_of(*parts)))
    if connection.dialect.name == "sqlite":
        made = sqlite.insert(article_words).values(article=id)
        made = made.on_conflict_do_update(index_elements=["article"], set_={"article": id})
        number = connection.execute(made.returning(article_words.c.number)).scalar_one()
        connection.execute(sa.insert(_INDEX).prefix_with("OR REPLACE").values(rowid=number, words=" ".join(words)))
        return
    value = sa.func.array_to_tsvector(sa.cast(words, postgresql.ARRAY(sa.Text)))
    row = postgresql.insert(article_words).values(article=id, words=value)
    connection.execute(row.on_conflict_do_update(index_elements=["article"], set_={"words": value}))


def _folded(text: str) -> str:
    """Without case, accents and the forms that only look different, so that "Zürich" is found by "zurich"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character))


def _fitting(words: Iterable[str]) -> list[str]:
    """As many of the first words as the index of either database takes."""
    found, size = [], 0
    for word in words:
        size += len(word.encode())
        if size > MOST_BYTES:
            break
        found.append(word)
    return found
