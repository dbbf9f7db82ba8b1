"""Reading: from a file, a page or a value to an `Article` whose text is untouched.

One file a kind of source (`plain`, `html`, `json`), listed in `SOURCES`; the publication date (`published`), page
furniture (`body`) and the language (`languages`) are looked at once the text is there.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol

from timeline.errors import InputError
from timeline.intervals import Bound
from timeline.model import Article, Options
from timeline.reading import html, json, plain
from timeline.reading.body import body_of, captions_of
from timeline.reading.languages import language_named, language_of
from timeline.reading.plain import Raw, one_line
from timeline.reading.published import find_published, published_of, zone_named

__all__ = ["Media", "Published", "captions_of", "find_published", "published_of", "read", "read_file"]

Media = Literal["text", "html", "json"]
Published = date | datetime | Bound | str | None


class Source(Protocol):
    """How a kind of source is read; `dated` says that the publication date is known and need not be looked for."""

    def __call__(self, text: str, *, dated: bool = False) -> Raw: ...


SOURCES: dict[Media, Source] = {"text": plain.read, "html": html.read, "json": json.read}
SUFFIXES: dict[str, Media] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json",
}  # fmt: skip


def read(
    source: str | bytes | Article,
    *,
    published: Published = None,
    media: Media | None = None,
    url: str | None = None,
    title: str | None = None,
    options: Options | None = None,
) -> Article:
    """An article from text, HTML or JSON; what is given goes before what the source itself says.

    source: plain text (kept to the character, but for a byte order mark before it: offsets count in it), HTML (its
    article text is taken out), JSON (an object with `text` and perhaps `title`, `published`, `url`), the bytes of one
    of them (UTF-8, or a recognisable encoding), or an `Article`, in which only what is missing is filled in.
    media: None looks at how it begins.
    published: a date, a datetime with or without zone, a `Bound`, or text as people type dates; None looks for it
    in the source, and leaves it None where there is none.
    title, url: control characters, and marks that turn the direction of writing, are taken out of them.

    Raises InputError (empty, binary, wrong encoding, over `options.limit` bytes, wrong shape), DateError (no such
    date or zone), LanguageError (no folder for the language).
    """
    settings = options or Options()
    if isinstance(source, Article):
        raw = Raw(source.text, source.title, source.url)
        plain.check(raw.text, settings.limit)
        known = source
    else:
        text = plain.decode(source, settings.limit)
        raw = SOURCES[media or _sniffed(text)](text, dated=published is not None)
        known = Article()
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
    """The same for a file; `media` None goes by its suffix (.txt, .md, .html, .htm, .json), else by how it begins."""
    file = Path(path)
    limit = (options or Options()).limit
    try:
        with file.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error}); check the name") from None
    kind = media or SUFFIXES.get(file.suffix.lower())
    return read(content, published=published, media=kind, url=url, title=title, options=options)


def _sniffed(text: str) -> Media:
    if html.looks_like(text):
        return "html"
    return "json" if json.looks_like(text) else "text"


def _id(article: Article) -> str:
    """Ten hexadecimal digits that stay the same for the same text, date and address."""
    known = "\0".join([article.text, str(article.published or ""), article.url or ""])
    return hashlib.sha256(known.encode("utf-8")).hexdigest()[:10]
