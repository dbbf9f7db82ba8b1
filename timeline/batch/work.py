"""What a worker does with articles: read, extract, and give back rows; a fault of one article is its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.batch.articles import Item
from timeline.detail import at_detail
from timeline.errors import TimelineError
from timeline.export.table import records
from timeline.model import Options

_ONE_AT_A_TIME = threading.Lock()
"""A cluster's worker may call from several threads; they would only wait for each other inside the parser."""


@dataclass(frozen=True, slots=True)
class Task:
    """How articles are read. today: ISO day after which none can have been published; None does not look."""

    options: Options
    undated: bool = False
    today: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """An article's rows: `day` of publication ("undated" without one), itself, and its events."""

    key: str
    day: str
    article: dict[str, Any]
    events: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be read, with file, place and reason."""

    key: str
    file: str
    place: str
    reason: str


def work(chunk: Sequence[Item], task: Task) -> list[Done | Failed]:
    """The result of each article, in order."""
    with _ONE_AT_A_TIME:
        return [_result(item, task) for item in chunk]


def _result(item: Item, task: Task) -> Done | Failed:
    try:
        return _done(item, task) if item.fault is None else Failed(item.key, item.file, item.place, item.fault)
    except (TimelineError, ValueError) as error:
        return Failed(item.key, item.file, item.place, str(error))
    except Exception as error:  # one article must not end a run of thousands
        return Failed(item.key, item.file, item.place, f"a fault of the program: {type(error).__name__}: {error}")


def _done(item: Item, task: Task) -> Done | Failed:
    from timeline.extraction import extract
    from timeline.reading import read, read_file

    if item.source is None:
        article = read_file(item.file, published=item.published, options=task.options)
    else:
        article = read(
            item.source, published=item.published, media=item.media, title=item.title, url=item.url,
            options=task.options,
        )  # fmt: skip
    if article.published is None and not task.undated:
        reason = "no publication date given and none found; pass --undated to go on without"
        return Failed(item.key, item.file, item.place, reason)
    day = article.published.day_only().isoformat() if article.published else "undated"
    if article.published and task.today and day > task.today:
        return Failed(item.key, item.file, item.place, f"publication date {day} lies after today, {task.today}")
    timeline = at_detail(extract(article, options=task.options), task.options.detail)
    known = timeline.articles[0]
    row = {
        "id": known.id,
        "file": item.file,
        "place": item.place,
        "title": known.title,
        "outlet": known.outlet,
        "url": known.url,
        "published": known.published.isoformat() if known.published else None,
        "published_from": known.published_from,
        "language": known.language,
        "kind": known.kind,
        "letters": len(known.text),
        "events": len(timeline.events),
    }
    return Done(item.key, day, row, list(records(timeline)))
