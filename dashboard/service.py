"""What the pages and the API both call: extract with a clock at hand, add to the store, and say what went wrong."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from timeline.edits import article_values
from timeline.edits.making import EditError, StaleError
from timeline.errors import DamagedError, DateError, InputError, LanguageError, StoreError, TimelineError
from timeline.intervals import Bound
from timeline.model import Article, EventsMode, Options, Timeline
from timeline.store import Sample, Store, fill_samples
from timeline.store.store import program_stamp
from timeline.zones import day_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.reading import Media

LOG = logging.getLogger(__name__)
KEPT = Options(detail="all")
"""How articles are read that are stored: the pages choose from all events how many they show."""
NO_DATE = "no publication date was given, and none was found in the article"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong and what helps.

    status: the HTTP status. undated: only the date is missing. retry_after: seconds after which to ask again. field:
    which one of a form is wrong.
    """

    status: int
    message: str
    remedy: str
    undated: bool = False
    retry_after: int | None = None
    field: str | None = None


class Refused(Exception):
    """Carries a Problem to whoever answers."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)  # what it is made again from, when a worker process raises it
        self.problem = problem

    def __str__(self) -> str:
        return self.problem.message


def problem_of(error: Exception, page: bool = False) -> Problem:
    """The problem behind what the library raised; its messages read "fault; remedy".

    page: for a reader of the pages, who has none of the options that a caller of the API has.
    """
    if isinstance(error, Refused):
        return error.problem
    message, _, remedy = str(error).partition("; ")
    if isinstance(error, StaleError):
        return Problem(409, message, remedy)
    if isinstance(error, EditError):
        fault = message if page else f"{error.field}: {message}"
        return Problem(422, fault, remedy or "correct it and send it again", field=error.field)
    if isinstance(error, DateError):
        return Problem(422, message, remedy or "give the publication date as YYYY-MM-DD")
    if isinstance(error, InputError):
        if "over the limit" in message:
            return Problem(413, message, "split it" if page else "split it, or raise options.limit")
        return Problem(422, message, remedy or "give the article as text, HTML or JSON")
    if isinstance(error, LanguageError):
        if "Options(" in remedy or (page and "events=" in remedy):
            said, spoken = message.partition(", and there are")[0], _languages()
            ways = f"give an article in {spoken}" if page else f"if it is {spoken}, name its code in options.language"
            return Problem(422, f"{said}, and only {spoken} can be read", ways)
        return Problem(422, message, remedy or "give an article in a language that is supported, such as English")
    if isinstance(error, DamagedError):
        return Problem(500, message, remedy)
    if isinstance(error, StoreError):
        return Problem(503, message, remedy or "check the database named by TIMELINE_DATABASE_URL")
    if isinstance(error, TimelineError):
        return Problem(500, message, remedy or "reinstall the program: one of its data files is damaged")
    if isinstance(error, ValueError):
        return Problem(422, message, remedy or "correct the value and send it again")
    raise error


def _languages() -> str:
    """Names of the languages that can be read."""
    from timeline.reading.languages import known_languages
    from timeline.reading.rules import languages

    names = {one.code: one.name for one in languages()}
    return " or ".join(names.get(code, code) for code in known_languages())


def today(zone: str | None = None) -> Bound:
    """The day it is by the clock of this machine, in a zone."""
    return Bound(day_in(zone, datetime.now().astimezone()))


def extract_article(
    source: str | bytes | Article,
    *,
    media: Media | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    options: Options | None = None,
    events: EventsMode = "timeline",
    undated: bool = False,
) -> Timeline:
    """Read and extract one article; raises Refused where the date is missing (unless `undated`) or lies ahead."""
    from timeline.extraction import extract
    from timeline.reading import read

    settings = options or Options()
    article = read(source, published=published or None, media=media, url=url, title=title, options=settings)
    if article.published is None and not undated:
        raise Refused(Problem(422, NO_DATE, "say when it was published, as YYYY-MM-DD", undated=True))
    now = today(article.zone)
    if article.published is not None and article.published.day > now.day:
        found = "" if article.published_from == "given" else f" (found in the {article.published_from})"
        raise Refused(
            Problem(
                422,
                f"the publication date {article.published}{found} lies after today, {now}",
                "give the day on which the article was published",
            )
        )
    return extract(article, events=events, options=settings)


def extract_json(source: str | bytes, **more: Any) -> str:
    """The same as the JSON of the timeline, which costs the one who waits for a worker less than the value does."""
    return extract_article(source, **more).to_json()


def extract_titled(source: str | bytes | Article, **more: Any) -> Timeline:
    """The timeline of an article as it is stored: in every detail, with its headline for a title where it has none."""
    timeline = extract_article(source, **{"options": KEPT, **more})
    article = timeline.articles[0]
    if article.title is None:
        timeline = replace(timeline, articles=(replace(article, title=headline(article.text)),))
    return timeline


def headline(text: str) -> str | None:
    """The first line, where it stands by itself and is short enough to be one."""
    first, _, rest = text.strip().partition("\n")
    return " ".join(first.split()) if rest.strip() and len(first) <= 160 else None


def fill(store: Store, say: Callable[[str], None] = lambda _: None) -> None:
    """Put the sample articles into the store where they are missing or another version extracted them."""
    from timeline.extraction import extract
    from timeline.reading import read

    def make(sample: Sample) -> tuple[Article, Timeline] | None:
        try:
            day = article_values(store.edits(sample.id)).get("published", sample.published)
            article = read(sample.content(), published=day, title=sample.title)
            timeline = extract(replace(article, id=sample.id), options=KEPT)
        except Exception as error:
            LOG.exception("sample %s", sample.id)
            say(f"That sample cannot be read and is left out: {error}")
            return None
        return timeline.articles[0], timeline

    for sample in fill_samples(store, make, program_stamp()):
        say(f"Reading sample: {sample.title} ({sample.outlet})")
