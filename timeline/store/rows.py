"""From a row to the values it stands for; a row that cannot be what the program wrote is a DamagedError by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError

from timeline.errors import DamagedError, InputError
from timeline.intervals import Bound
from timeline.model import Article, Timeline
from timeline.store.tables import articles, timelines

# Taken as they lie, for a type that converts would cost the whole list for one wrong value.
LISTED = (
    articles.c.id, articles.c.title, articles.c.outlet, articles.c.url, articles.c.published,
    sa.type_coerce(articles.c.added, sa.types.NullType()).label("added"),
    sa.type_coerce(articles.c.sample, sa.Integer).label("sample"),
    timelines.c.events, timelines.c.program,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of articles shows. `added` is ISO 8601 in UTC to the second; `events` counts them.

    damaged: what is wrong with the stored article, None for one that is whole; what cannot be read of it is left
    out (`added` is then empty).
    """

    id: str
    title: str | None
    published: Bound | None
    outlet: str | None
    url: str | None
    events: int
    added: str
    sample: bool
    damaged: str | None = None


def summary_of(row: Any) -> Summary:
    """A line of the list, however damaged the row is. row: of the columns LISTED."""
    wrong: list[str] = []

    def text(name: str) -> str | None:
        value = getattr(row, name)
        if value is None or isinstance(value, str):
            return value
        wrong.append(f"{name} is no text")
        return None

    published, added = text("published"), ""
    day = None
    if published:
        try:
            day = Bound.parse(published)
        except ValueError:
            wrong.append(f"published is no date ({published[:40]!r})")
    try:
        added = _utc(row.added)
    except (ValueError, TypeError):
        wrong.append(f"added is no date ({str(row.added)[:40]!r})")
    if row.program is None:
        wrong.append("its timeline is missing")
    elif not isinstance(row.events, int):
        wrong.append("events is no number")
    return Summary(
        id=row.id if isinstance(row.id, str) else row.id.decode(errors="replace"),
        title=text("title"),
        published=day,
        outlet=text("outlet"),
        url=text("url"),
        events=row.events if isinstance(row.events, int) else 0,
        added=added,
        sample=bool(row.sample),
        damaged="; ".join(wrong) or None,
    )


def article_of(row: Any) -> Article:
    """The article of a row of the table; DamagedError where it is none."""
    known = {
        name: getattr(row, name)
        for name in ("id", "title", "text", "url", "published", "published_from", "zone", "language", "kind")
    }
    known["outlet"] = row.outlet
    try:
        body = json.loads(row.body)
        article = _adapter().validate_python({**known, "body": [{"start": low, "end": high} for low, high in body]})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _damaged(row.id, f"{first['loc'][0] if first['loc'] else 'a value'}: {first['msg']}") from None
    except (ValueError, TypeError, RecursionError):
        raise _damaged(row.id, "body is no list of pairs of numbers") from None
    if not all(0 <= span.start <= span.end <= len(article.text) for span in article.body):
        raise _damaged(row.id, "body lies outside the text")
    return article


def timeline_of(row: Any) -> Timeline:
    """The timeline of a row that has its `content`; DamagedError where it cannot be read."""
    if row.content is None:
        raise DamagedError(
            f"the stored article {row.id} has no timeline; the text is kept: extract it again, or remove it"
        )
    try:
        return _timeline(row.content)
    except InputError as error:
        fault = str(error).partition("; ")[0]
        raise DamagedError(
            f"the stored timeline of article {row.id} cannot be read ({fault}); "
            "the text is kept: extract it again, or remove it"
        ) from None


@lru_cache(maxsize=64)
def _timeline(content: str) -> Timeline:
    """Every step on a page asks for the same timeline; its value cannot change, so it is read from its text once."""
    return Timeline.from_json(content)


def _damaged(id: object, fault: str) -> DamagedError:
    return DamagedError(
        f"the stored article {id} is damaged ({fault}); remove it and add it again, or put a copy of the database in "
        "its place"
    )


def _utc(moment: object) -> str:
    """SQLite gives moments as text in UTC without saying so, PostgreSQL in the zone of the session."""
    if not isinstance(moment, datetime):
        moment = datetime.fromisoformat(str(moment))
    known = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return known.isoformat(timespec="seconds")


@cache
def _adapter() -> TypeAdapter[Article]:
    return TypeAdapter(Article)
