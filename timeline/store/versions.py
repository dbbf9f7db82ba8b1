"""Of several articles at once: by what mark their timelines are told from later ones, and what people said of pairs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from timeline.edits.judging import APART, SAME, Judgement, judgements_of
from timeline.store import edit_log
from timeline.store.tables import articles, edits, timelines

AT_ONCE = 500
"""Ids of one query; SQLite takes some thousand at most."""


@dataclass(frozen=True, slots=True)
class Version:
    """`mark` is another for every other text, timeline or log of edits; `edits` is the last number of that log."""

    mark: str
    edits: int


def versions_of(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Version]:
    """The versions of the articles that are there, by id."""
    last = sa.select(sa.func.max(edits.c.sequence)).where(edits.c.scope == "article", edits.c.subject == articles.c.id)
    query = sa.select(articles.c.id, articles.c.title, articles.c.outlet, timelines.c.content, last.scalar_subquery())
    query = query.outerjoin(timelines, timelines.c.article == articles.c.id).where(articles.c.removed.is_(None))
    found = {}
    for some in _parts(ids):
        for id, title, outlet, content, number in connection.execute(query.where(articles.c.id.in_(some))):
            read = hashlib.blake2b(f"{title}\n{outlet}\n{content}".encode("utf-8", "replace"), digest_size=12)
            found[id] = Version(f"{id} {read.hexdigest()} {number or 0}", number or 0)
    return found


def judgements_among(connection: sa.Connection, ids: Sequence[str]) -> tuple[Judgement, ...]:
    """What people said of events of these articles, as their logs have it."""
    query = sa.select(edits.c.subject).distinct().where(edits.c.scope == "article", edits.c.field.in_((SAME, APART)))
    judged = [id for some in _parts(ids) for id in connection.execute(query.where(edits.c.subject.in_(some))).scalars()]
    return tuple(one for id in judged for one in judgements_of(id, edit_log.log_of(connection, "article", id)))


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
