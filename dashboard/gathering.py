"""From what the add page sends to articles: a file, pasted text or a web address, read in a worker process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from dashboard.service import Problem, Refused, headline, problem_of, today
from dashboard.words import day_words
from timeline.errors import InputError
from timeline.model import Article
from timeline.reading import PACKED_LIMIT, SUFFIXES, Failure, read_many
from timeline.reading.plain import one_line

KINDS = ".txt, .html, .md, .docx, .pdf, .json, .jsonl or .csv"
FOUND_IN: Mapping[str | None, str] = {
    "given": "as you gave it",
    "metadata": "stated by the file or page itself",
    "dateline": "found in the dateline",
    "text": "found at the head of the text",
}
"""Where a publication date was found, in words."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is to be read: the content of a file of that name, pasted text (no name), or a web address.

    published, title: as typed, for all of it. private: may the address be one that is not public (for tests)?
    """

    content: bytes = b""
    name: str | None = None
    address: str | None = None
    published: str | None = None
    title: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """The articles, titled, and what could not be read."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()


def gathered(sent: Sent) -> Gathered:
    """Read what was sent; raises Refused or a TimelineError where nothing of it can be read."""
    name = one_line(sent.name) or sent.address or "the text"
    if sent.address is not None:
        from timeline.reading.web import Bounds, anywhere, fetch

        found = fetch(sent.address, Bounds(allowed=anywhere) if sent.private else None)
        content, media, url = found.content, found.media, found.url
    else:
        suffix = PurePath(sent.name or "").suffix.lower()
        if suffix and suffix not in SUFFIXES:
            raise Refused(Problem(415, f"{name} is of a kind that cannot be read", f"give a {KINDS} file"))
        content, url = sent.content, None
        media = SUFFIXES.get(suffix) if suffix else None
        if len(content) > PACKED_LIMIT:
            raise InputError(f"{name} is over the limit of {PACKED_LIMIT:,} bytes; split it")
    batch = read_many(content, media=media, published=sent.published, title=sent.title, url=url, name=name)
    titled = tuple(one if one.title else replace(one, title=headline(one.text)) for one in batch.articles)
    return Gathered(titled, batch.failures)


def about(article: Article) -> dict[str, object]:
    """What the page shows of an article before anything is made of it."""
    day = article.published.day_only() if article.published else None
    ahead = day is not None and article.published is not None and article.published.day > today(article.zone).day
    return {
        "title": article.title,
        "published": str(day) if day else None,
        "words": day_words(day) if day else None,
        "found": FOUND_IN.get(article.published_from) if day else None,
        "ahead": ahead,
        "size": len(article.text),
    }


def told(error: Exception) -> dict[str, object]:
    """A problem as the page shows it, with the field it belongs to."""
    problem = problem_of(error, page=True)
    date = problem.undated or "publication date" in problem.message
    return {
        "message": sentence(problem.message),
        "remedy": sentence(problem.remedy),
        "undated": problem.undated,
        "field": "date" if date else "source",
        "again": problem.retry_after,
    }


def told_of(failure: Failure) -> dict[str, object]:
    """The same of a record that could not be read."""
    message, _, remedy = failure.reason.partition("; ")
    return {"place": failure.place, "message": sentence(message), "remedy": sentence(remedy), "field": "source"}


def sentence(words: str) -> str:
    """With a full stop; a name of a file at its head stays as it is written."""
    first = words.partition(" ")[0]
    begun = words if "." in first or not words else words[0].upper() + words[1:]
    return f"{begun}." if begun and begun[-1] not in ".!?" else begun
