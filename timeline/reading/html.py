"""HTML: the article text, title and publication date of a page, by trafilatura and htmldate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.reading.page import parsed
from timeline.reading.plain import LONGEST_LINE, Raw
from timeline.reading.stated import address_of, article_body, data_of, headline, published_on, updated_on

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FIRST_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_INK = re.compile(r"\S")
_BEFORE_IT = (("<?xml", ">"), ("<!--", "-->"))
"""What may stand before the first tag: how it begins and ends."""


def looks_like(text: str) -> bool:
    """Does the text begin like a page?"""
    at = _unblank(text, 1 if text.startswith("\ufeff") else 0)
    while mark := next((mark for mark in _BEFORE_IT if text[at : at + 5].lower().startswith(mark[0])), None):
        end = text.find(mark[1], at + len(mark[0]))
        if end < 0:
            return False
        at = _unblank(text, end + len(mark[1]))
    return _FIRST_TAG.match(text, at) is not None


def read(text: str, *, dated: bool = False) -> Raw:
    """Text (a blank line between paragraphs), title, address and date of a page; InputError where it has no text.

    dated: the publication date is known, and is not looked for.
    """
    tree, blocks = parsed(text.removeprefix("\ufeff"))
    data = data_of(blocks)
    body = (_article_text(tree) or article_body(data)) if tree is not None else ""
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    if tree is None or not any(character.isalnum() for character in body):
        raise InputError("the HTML has no article text (or cannot be read); save the page as text and give that")
    title, address = _named(tree)
    address = address or address_of(tree)
    published = updated = None
    if not dated:
        published, updated = published_on(tree, data, address), updated_on(tree, data)
    return Raw("\n\n".join(paragraphs), headline(tree, data) or title, address, published, updated)


def _unblank(text: str, at: int) -> int:
    """The place of the next character that is no white space."""
    found = _INK.search(text, at)
    return found.start() if found else len(text)


def _article_text(tree: HtmlElement) -> str:
    import logging
    from copy import deepcopy

    try:
        import trafilatura
    except ImportError as error:
        raise InputError(
            f"HTML cannot be read: {error.name or 'trafilatura'} is not installed as it should be ({error}); "
            "install the program anew, or save the page as text and give that"
        ) from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        page: Any = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, include_tables=False)
    except Exception:  # a page may break it in any way; what the user can do about it is the same
        return ""
    return (page.text or "") if page is not None else ""


def _named(tree: HtmlElement) -> tuple[str | None, str | None]:
    """Title and address by the page's headings, title and canonical link."""
    from trafilatura import metadata

    for element in tree.iter("title", "h1", "h2"):
        element.text = element.text and element.text[:LONGEST_LINE]
    try:
        return metadata.extract_title(tree) or None, metadata.extract_url(tree)
    except Exception:  # as above
        return None, None
