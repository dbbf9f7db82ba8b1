"""What a page says about itself: when it was first published, its title.

Structured data (JSON-LD) of the article goes first, then `article:published_time`, then what htmldate finds in the
parts of a page that are there to tell a date. A date of a later change is kept apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from timeline.errors import DateError
from timeline.reading.published import published_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Data = dict[str, Any]

_ARTICLES = frozenset(
    """article advertisercontentarticle newsarticle analysisnewsarticle askpublicnewsarticle backgroundnewsarticle
    opinionnewsarticle reportagenewsarticle reviewnewsarticle satiricalarticle scholarlyarticle medicalscholarlyarticle
    techarticle apireference report socialmediaposting blogposting liveblogposting
    discussionforumposting""".split()  # noqa: SIM905 - a list to be read
)
"""schema.org's Article and all kinds of it, in lower case."""
_OTHERS = frozenset(
    {"comment", "itemlistelement", "citation", "isbasedon", "isrelatedto", "mentions", "liveblogupdate"}
)
"""Properties whose values are other works than the page's own."""
_FIRST = frozenset({"article:published_time", "og:article:published_time"})
_LATER = frozenset({"article:modified_time", "og:article:modified_time", "og:updated_time", "article:updated_time"})
_CHANGED = re.compile("modif|updat|revis", re.IGNORECASE)
_DATED = re.compile("date|time|publi|post|byline|issued", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_ADDRESS = re.compile("https?://", re.IGNORECASE)
_TYPE = re.compile(r"[/#:]")
_LONGEST_MARK, _DEEPEST = 120, 12
_ASIDE = frozenset({"nav", "aside", "footer"})
_SEARCH: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1450-01-01",
    "max_date": "9998-12-31",
}
"""htmldate: the first publication, and no date of its own clock as a limit."""


def data_of(blocks: list[str]) -> list[Data]:
    """The objects of JSON-LD, those of the page first, then those inside them; what is no JSON is left out."""
    level: list[Any] = []
    for block in blocks:
        try:
            level.append(json.loads(block, strict=False))
        except (ValueError, RecursionError):
            continue
    found: list[Data] = []
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                found.append(value)
                inner.extend(part for key, part in value.items() if str(key).lower() not in _OTHERS)
            elif isinstance(value, list):
                inner.extend(value)
        level = [value for value in inner if isinstance(value, dict | list)]
    return found


def published_on(tree: HtmlElement, data: list[Data], address: str | None) -> str | None:
    """The day of first publication that the page states, `YYYY-MM-DD`, in the zone it is written in; None for none."""
    articles = [one for one in data if _types(one) & _ARTICLES]
    articles.sort(key=lambda one: address is None or address not in _addresses(one))
    pages = (one for one in data if any(kind.endswith("page") for kind in _types(one)))
    return (
        next(_days(one.get("datePublished") for one in articles), None)
        or next(_days(_metas(tree, _FIRST)), None)
        or _searched(tree)
        or next(_days(one.get("datePublished") for one in pages), None)
    )


def updated_on(tree: HtmlElement, data: list[Data]) -> str | None:
    """The day of the last change that the page states, `YYYY-MM-DD`."""
    stated = (one.get("dateModified") for one in data if _types(one) & _ARTICLES)
    return next(_days(stated), None) or next(_days(_metas(tree, _LATER)), None)


def headline(tree: HtmlElement, data: list[Data]) -> str | None:
    """The title a page states for others to show: Open Graph, then the like, then that of the structured data."""
    for names in ({"og:title"}, {"twitter:title", "dc.title", "dcterms.title", "citation_title", "headline"}):
        if title := next((text for text in _metas(tree, names) if text.strip()), None):
            return title
    stated = (one.get("headline") for one in data if _types(one) & _ARTICLES)
    return next((text for text in stated if isinstance(text, str) and text.strip()), None)


def article_body(data: list[Data]) -> str:
    """The text of the article in the structured data, empty where it is not there."""
    stated = (one.get("articleBody") for one in data if _types(one) & _ARTICLES)
    return next((text for text in stated if isinstance(text, str)), "")


def address_of(tree: HtmlElement) -> str | None:
    """The address a page states in Open Graph or the like."""
    return next((text for text in _metas(tree, {"og:url", "twitter:url"}) if _ADDRESS.match(text)), None)


def _types(one: Data) -> set[str]:
    """`NewsArticle` of "NewsArticle", ["NewsArticle", ...] and "https://schema.org/NewsArticle", in lower case."""
    stated = one.get("@type")
    kinds = stated if isinstance(stated, list) else [stated]
    return {_TYPE.split(kind)[-1].lower() for kind in kinds if isinstance(kind, str)}


def _addresses(one: Data) -> set[str]:
    main = one.get("mainEntityOfPage")
    stated = (one.get("url"), one.get("@id"), main.get("@id") if isinstance(main, dict) else main)
    return {text for text in stated if isinstance(text, str)}


def _days(stamps: Iterator[Any]) -> Iterator[str]:
    """The days of those that are dates: as written, which is the day in the zone of the page."""
    for stamp in stamps:
        if not isinstance(stamp, str):
            continue
        text = stamp.strip()
        day = _DAY.match(text)
        try:
            bound, _ = published_of(day.group() if day else text)
        except DateError:
            continue
        yield str(bound)[:10]


def _metas(tree: HtmlElement, names: frozenset[str] | set[str]) -> Iterator[str]:
    for element in tree.iter("meta"):
        if names & {element.get(key, "").lower() for key in ("property", "name", "itemprop")}:
            yield element.get("content", "")


def _searched(tree: HtmlElement) -> str | None:
    """What htmldate finds. It is given a tree, never text: text that begins like an address it would fetch."""
    import htmldate

    try:
        found = htmldate.find_date(_telling(tree), **_SEARCH)
    except Exception:  # a page may break it in any way; the date is then looked for in the text
        return None
    return next(_days(iter([found])), None)


def _telling(tree: HtmlElement) -> HtmlElement:
    """A page of the parts alone that are there to tell when it was published: no sentence, title or later change."""
    from lxml import html

    page = html.document_fromstring("<html><head></head><body></body></html>")
    head, body = page
    for element in tree.iter("meta", "link"):
        if not _CHANGED.search(_marks(element)):
            head.append(_bare(element))
    for element in tree.iter("time", "abbr", "span", "div", "p", "li", "small"):
        if _tells(element) and (text := _short(element)) is not None:
            body.append(_bare(element, text))
    return page


def _short(element: HtmlElement) -> str | None:
    """The text of an element, None where it is a passage."""
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > _LONGEST_MARK:
            return None
    return text


def _tells(element: HtmlElement) -> bool:
    marks = _marks(element)
    if element.tag not in ("time", "abbr") and not _DATED.search(marks):
        return False
    if _CHANGED.search(marks) and "publish" not in marks.lower():
        return False
    return not any(above.tag in _ASIDE for above in element.iterancestors())


def _marks(element: HtmlElement) -> str:
    return " ".join(element.get(key, "") for key in ("property", "name", "itemprop", "class", "id", "rel"))


def _bare(element: HtmlElement, text: str | None = None) -> HtmlElement:
    one = element.makeelement(element.tag, dict(element.attrib))
    one.text = text
    return one
