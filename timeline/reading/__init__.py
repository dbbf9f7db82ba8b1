"""Reading: from a file, a page or a value to an `Article` whose text is untouched.

One file a kind of source (`plain`, `html`, `markdown`, `json`, `docx`, `pdf`), listed in `SOURCES` and `PACKED`; files
of many articles in `records`; what is on the web in `web`. The publication date (`published`), page furniture (`body`)
and the language (`languages`) are looked at once the text is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol, cast

from timeline.errors import InputError, TimelineError
from timeline.intervals import Bound
from timeline.model import Article, Options
from timeline.reading import docx, html, json, markdown, pdf, plain, records
from timeline.reading.body import body_of, captions_of
from timeline.reading.languages import language_named, language_of
from timeline.reading.plain import Raw, one_line
from timeline.reading.published import find_published, published_of, zone_named

__all__ = [
    "MEDIA_TYPES", "PACKED_LIMIT", "SUFFIXES", "Batch", "Failure", "Media", "Published", "captions_of",
    "find_published", "published_of", "read", "read_file", "read_many",
]  # fmt: skip

Media = Literal["text", "html", "json", "markdown", "docx", "pdf", "csv", "jsonl"]
Published = date | datetime | Bound | str | None


class Source(Protocol):
    """How a kind of source is read; `dated` says that the publication date is known and need not be looked for."""

    def __call__(self, text: str, *, dated: bool = False) -> Raw: ...


SOURCES: dict[str, Source] = {"text": plain.read, "html": html.read, "json": json.read, "markdown": markdown.read}
PACKED: dict[str, Callable[[bytes, int], Raw]] = {"docx": docx.read, "pdf": pdf.read}
"""Kinds whose text has to be taken out of bytes; the number is the most characters of it."""
SUFFIXES: dict[str, Media] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
MEDIA_TYPES: dict[str, Media] = {
    "text/plain": "text", "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown",
    "application/json": "json", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "text/csv": "csv",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
PACKED_LIMIT = 20_000_000
"""Most bytes of a .docx or .pdf, pictures and all, and of a file of many articles; their text has `Options.limit`."""
_STRANGERS = ((b"{\\rtf", "an RTF document"), (b"PK\x03\x04", "an archive"), (b"\x1f\x8b", "a compressed file"))
"""How files begin that may pass for text in an odd encoding."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: the file, where it stands there (None for all of it), and why."""

    file: str
    place: str | None
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.place, self.reason) if part)


@dataclass(frozen=True, slots=True)
class Batch:
    """The articles of a source, and what of it could not be read."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()


def read(
    source: str | bytes | Article,
    *,
    published: Published = None,
    media: Media | None = None,
    url: str | None = None,
    title: str | None = None,
    options: Options | None = None,
) -> Article:
    """An article from text, HTML, Markdown, JSON, Word or PDF; what is given goes before what the source itself says.

    source: plain text (kept to the character, but for a byte order mark before it: offsets count in it), HTML (its
    article text is taken out), Markdown (its marks are), JSON (an object with `text` and perhaps `title`, `published`,
    `url`), the bytes of one of them (UTF-8, or a recognisable encoding), the bytes of a .docx or .pdf file, or an
    `Article`, in which only what is missing is filled in. A file of several articles is for `read_many`.
    media: None looks at how it begins; Markdown is only known by its name.
    published: a date, a datetime with or without zone, a `Bound`, or text as people type dates; None looks for it
    in the source, and leaves it None where there is none.
    title, url: control characters, and marks that turn the direction of writing, are taken out of them.

    Raises InputError (empty, binary, wrong encoding, over `options.limit` bytes, wrong shape), DateError (no such
    date or zone), LanguageError (no folder for the language).
    """
    settings = options or Options()
    if isinstance(source, Article):
        plain.check(source.text, settings.limit)
        return _article(Raw(source.text, source.title, source.url), source, published, url, title, settings)
    kind = _kind(source, media)
    if kind in PACKED:
        raw = PACKED[kind](cast(bytes, source), settings.limit)
        plain.check(raw.text, settings.limit)
    else:
        text = plain.decode(source, PACKED_LIMIT if kind in ("csv", "jsonl") else settings.limit)
        if kind in ("csv", "jsonl") or (kind != "text" and _table(text, kind)):
            return _only(_many(text, _table(text, kind) or "csv", published, url, title, settings, "the file"))
        raw = SOURCES[kind or _sniffed(text)](text, dated=published is not None)
    return _article(raw, Article(), published, url, title, settings)


def read_many(
    source: str | bytes,
    *,
    published: Published = None,
    media: Media | None = None,
    url: str | None = None,
    title: str | None = None,
    options: Options | None = None,
    name: str = "the file",
) -> Batch:
    """The articles of a source that may hold several: CSV with a column for the text, JSONL, or a list in JSON.

    What one record says of its date, title and address goes before what is given here for all of them. A record that
    cannot be read is among the failures, with its place. A source of one article gives that one. name: of the source,
    for the failures. Raises what `read` raises where nothing of it is to be had.
    """
    settings = options or Options()
    kind = _kind(source, media)
    if kind is None or kind in ("csv", "jsonl", "json"):
        text = plain.decode(source, PACKED_LIMIT)
        if (table := _table(text, kind)) is not None:
            return _many(text, table, published, url, title, settings, name)
    return Batch((read(source, published=published, media=kind, url=url, title=title, options=settings),))


def _many(
    text: str, table: records.Table, published: Published, url: str | None, title: str | None, settings: Options,
    name: str,
) -> Batch:  # fmt: skip
    articles: list[Article] = []
    failures: list[Failure] = []
    for record in records.records_of(text, table):
        try:
            if record.raw is None:
                raise InputError(record.fault or "")
            plain.check(record.raw.text, settings.limit)
            own = record.raw
            articles.append(
                _article(
                    own, Article(), None if own.published else published, None if own.url else url,
                    None if own.title else title, settings,
                )
            )  # fmt: skip
        except TimelineError as error:
            failures.append(Failure(name, record.place, str(error)))
    if not articles:
        first = failures[0] if failures else None
        raise InputError(
            f"none of the {len(failures)} articles can be read; {first.place}: {first.reason}"
            if first is not None
            else "the file holds no article; give one with a text and a publication date"
        )
    return Batch(tuple(articles), tuple(failures))


def _only(batch: Batch) -> Article:
    if len(batch.articles) != 1 or batch.failures:
        raise InputError(
            f"the file holds {len(batch.articles) + len(batch.failures)} articles; read them with timeline.read_many"
        )
    return batch.articles[0]


def _article(
    raw: Raw, known: Article, published: Published, url: str | None, title: str | None, settings: Options
) -> Article:
    zone = zone_named(known.zone or settings.zone)
    bound, found_in = known.published, known.published_from
    if published is not None:
        (bound, zone), found_in = published_of(published, zone, settings.day_first), "given"
    elif bound is not None:
        found_in = found_in or "given"
    elif raw.published is not None:
        (bound, zone), found_in = published_of(raw.published, zone, settings.day_first), "metadata"
    elif (found := find_published(raw.text, settings.day_first)) is not None:
        bound, found_in = found
    elif raw.updated is not None:
        (bound, zone), found_in = published_of(raw.updated, zone, settings.day_first), "metadata"
    named = settings.language or known.language
    language = language_named(named) if named else language_of(raw.text)
    article = replace(
        known,
        title=one_line(title) or one_line(raw.title),
        text=raw.text,
        url=one_line(url) or one_line(raw.url),
        published=bound,
        published_from=found_in if bound is not None else None,
        zone=zone,
        language=language,
        kind=known.kind or settings.kind,
        body=known.body or body_of(raw.text, language),
    )
    return article if article.id else replace(article, id=_id(article))


def read_file(
    path: str | Path,
    *,
    published: Published = None,
    media: Media | None = None,
    url: str | None = None,
    title: str | None = None,
    options: Options | None = None,
) -> Article:
    """The same for a file; `media` None goes by its suffix (`SUFFIXES`), else by how it begins."""
    content, kind = file_content(path, media, (options or Options()).limit)
    return read(content, published=published, media=kind, url=url, title=title, options=options)


def file_content(path: str | Path, media: Media | None, limit: int) -> tuple[bytes, Media | None]:
    """The bytes of a file, one more than may be read at most, and its kind by its name; InputError without access."""
    file = Path(path)
    kind = media or SUFFIXES.get(file.suffix.lower())
    most = limit if kind in ("text", "html", "markdown") else max(limit, PACKED_LIMIT)
    try:
        with file.open("rb") as stream:
            return stream.read(most + 1), kind
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error}); check the name") from None


def _kind(source: str | bytes, media: Media | None) -> Media | None:
    """The kind of a source: for bytes that are packed or no text at all, what they are, whatever they are called."""
    if isinstance(source, str):
        if media in PACKED:
            raise InputError(f"a {media} file is read from its bytes, not from text; give the file")
        return media
    found: Media | None = "pdf" if pdf.looks_like(source) else "docx" if docx.looks_like(source) else None
    if found is None and media in PACKED:
        raise InputError(f"the file is no {media} file, whatever its name says; check what it is")
    stranger = next((words for begin, words in _STRANGERS if source.startswith(begin)), None)
    if found is None and stranger:
        raise InputError(f"{stranger} cannot be read; {plain.KINDS}")
    if found is not None and len(source) > PACKED_LIMIT:
        raise InputError(f"the file is over the limit of {PACKED_LIMIT:,} bytes; take out its pictures, or split it")
    return found or media


def _table(text: str, kind: Media | None) -> records.Table | None:
    """How several articles stand in a text, None where it is one."""
    if kind in ("csv", "jsonl"):
        return kind
    return records.looks_like(text) if kind in (None, "json") else None


def _sniffed(text: str) -> Media:
    if html.looks_like(text):
        return "html"
    return "json" if json.looks_like(text) else "text"


def _id(article: Article) -> str:
    """Ten hexadecimal digits that stay the same for the same text, date and address."""
    known = "\0".join([article.text, str(article.published or ""), article.url or ""])
    return hashlib.sha256(known.encode("utf-8")).hexdigest()[:10]
