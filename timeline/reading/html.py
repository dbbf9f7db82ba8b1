"""HTML: the article text, title and publication date of a page, by trafilatura and htmldate."""

from __future__ import annotations

import re
from typing import Any

from timeline.errors import InputError
from timeline.reading.plain import Raw

_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1500-01-01",
    "max_date": "9998-12-31",
}
"""htmldate: the first publication, from stated metadata alone, and no date of its own clock as a limit."""


def looks_like(text: str) -> bool:
    """Does the text begin like a page?"""
    return _HEAD.match(text.lstrip("\ufeff")) is not None


def read(text: str) -> Raw:
    """Text (a blank line between paragraphs), title, address and date of a page; InputError where it has no text."""
    page = _extracted(text)
    body = (page.text or "").strip() if page is not None else ""
    if not body:
        raise InputError("the HTML has no article text (or cannot be read); save the page as text and give that")
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    return Raw("\n\n".join(paragraphs), page.title or None, page.url or None, _published(text))


def _extracted(text: str) -> Any:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            text.removeprefix("\ufeff"),
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception:  # a page may break the parser in any way; what the user can do about it is the same
        return None


def _published(text: str) -> str | None:
    import htmldate

    try:
        found = htmldate.find_date(text.removeprefix("\ufeff"), **_DATES)
    except Exception:  # as above
        return None
    return str(found) if found else None
