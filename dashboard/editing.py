"""What the pages and the API both call to edit: who, when, what; read anew where the date of publication changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dashboard.service import KEPT, Problem, Refused, today
from dashboard.work import Workers
from timeline.edits import Difference, Entry, Steps, article_values, differences, removed_events, steps_of
from timeline.edits.making import Change, EditError, Signed, entries_of, redo, undo
from timeline.edits.rows import corrections
from timeline.edits.typed import Typed, typed_date
from timeline.errors import DamagedError
from timeline.intervals import Bound
from timeline.model import Article, Event, Timeline
from timeline.store import Store


@dataclass(frozen=True, slots=True)
class Edits:
    """The log of an article, what of it stands, and what it means for the timeline as the program reads it."""

    log: tuple[Entry, ...]
    steps: Steps
    removed: tuple[Event, ...]
    differences: tuple[Difference, ...]

    @property
    def sequence(self) -> int:
        """The last number of the log: what a next edit must have seen."""
        return len(self.log)


def signed(who: str | None, seen: int, reason: str | None = None) -> Signed:
    """Who edits, at the time it is by the clock of this machine, in UTC to the second."""
    return Signed(who or "", datetime.now(UTC).isoformat(timespec="seconds"), seen, reason)


def found(store: Store, id: str) -> tuple[Article, Timeline]:
    """The article as it is listed, and the timeline that the program read of it; Refused (404) where there is none."""
    stored = store.get(id, corrected=False)
    if stored is None:
        raise Refused(Problem(404, f"there is no article {id}", "see /api/v1/articles for those there are"))
    article, timeline = stored
    return article, replace(timeline, articles=(article, *timeline.articles[1:]))


def edits_of(store: Store, id: str) -> Edits:
    """The log of an article and what it means."""
    _, timeline = found(store, id)
    log = store.edits(id)
    return Edits(log, steps_of(log), removed_events(timeline, log), differences(timeline, log))


def corrections_of(store: Store, id: str) -> dict[str, object]:
    """The corrections of an article as rows to learn from."""
    _, timeline = found(store, id)
    return corrections(timeline, store.edits(id))


def all_corrections(store: Store) -> dict[str, dict[str, object]]:
    """The same of all articles that can be read and in which something was corrected, by id."""
    found: dict[str, dict[str, object]] = {}
    for id in store.edited():
        with suppress(DamagedError):
            found[id] = corrections_of(store, id)
    return found


def date_of(store: Store, id: str, words: str) -> Typed:
    """What a typed date would become in this article; DateError for what is not understood."""
    article, _ = found(store, id)
    return typed_date(words, article)


async def change(store: Store, workers: Workers, id: str, changes: Sequence[Change], by: Signed) -> None:
    """Make one step of these changes. Raises Refused (404), EditError and StaleError."""
    await _write(store, workers, id, lambda timeline, log: entries_of(timeline, log, changes, by))


async def step_back(store: Store, workers: Workers, id: str, by: Signed, step: int | None = None) -> None:
    """Undo the last step that stands, or the one named."""
    await _write(store, workers, id, lambda _, log: (undo(log, by, step),))


async def step_forward(store: Store, workers: Workers, id: str, by: Signed) -> None:
    """Do again what was undone last."""
    await _write(store, workers, id, lambda _, log: (redo(log, by),))


async def read_again(store: Store, workers: Workers, id: str) -> None:
    """Read the article with this version of the program; what people corrected stands."""
    article, _ = await asyncio.to_thread(found, store, id)
    again = await _read(workers, article)
    await asyncio.to_thread(lambda: store.edit(id, lambda _: (), again, anew=True))


async def _write(
    store: Store, workers: Workers, id: str, make: Callable[[Timeline, Sequence[Entry]], Sequence[Entry]]
) -> None:
    """Append what `make` says. Where that is another date of publication, the article is read for it before.

    Whoever writes in between is seen under the lock: `make` is asked again there.
    """
    article, timeline = await asyncio.to_thread(found, store, id)
    log = await asyncio.to_thread(store.edits, id)
    after = (*log, *make(timeline, log))
    day = article_values(after).get("published", str(article.published) if article.published else None)
    dated = replace(article, published=Bound.parse(day) if day else None, published_from="given" if day else None)
    anew = dated.published != article.published
    if anew and dated.published is not None and dated.published.day > today(article.zone).day:
        raise EditError("published", f"{day} lies after today; give the day on which the article was published")
    now = await _read(workers, dated) if anew else timeline
    await asyncio.to_thread(lambda: store.edit(id, lambda log: make(timeline, log), now, anew=anew))


async def _read(workers: Workers, article: Article) -> Timeline:
    size = len(article.text.encode("utf-8", "surrogatepass"))
    return await workers.run(size, extracted, replace(article, kind=None))


def extracted(article: Article) -> Timeline:
    """The timeline of a stored article, in every detail; its kind is seen anew, since it depends on the date."""
    from timeline.extraction import extract

    return extract(article, options=KEPT)
