"""Markdown: the text without its marks, by markdown-it, and what its front matter says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.errors import InputError
from timeline.reading.plain import Raw

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_DATES = ("published", "date", "pubdate", "datepublished", "publication_date")
_ADDRESSES = ("url", "canonical", "canonical_url", "link", "source")


def read(text: str, *, dated: bool = False) -> Raw:
    """Paragraphs, headings and items of lists, each by itself, a blank line between them; code is left out.

    The title is that of the front matter, else the first heading of the first level. The date is the front matter's.
    """
    text = text.removeprefix("\ufeff")
    found = _FRONT.match(text)
    stated = _front(found[1]) if found else {}
    tokens = _parsed(text[found.end() :] if found else text)
    blocks = list(_blocks(tokens))
    title = stated.get("title") or next((words for kind, words in blocks if kind == "h1"), None)
    paragraphs = [words for _, words in blocks if words.strip()]
    if not paragraphs:
        raise InputError("the Markdown holds no text beside its marks; give an article with at least one sentence")
    return Raw(
        "\n\n".join(paragraphs),
        title,
        next((stated[name] for name in _ADDRESSES if stated.get(name, "").startswith(("http://", "https://"))), None),
        None if dated else next((stated[name] for name in _DATES if stated.get(name)), None),
    )


def _front(block: str) -> dict[str, str]:
    """The values of the front matter that are single, as they are written; nothing where it is not well formed."""
    import yaml

    if "&" in block and "*" in block:  # an alias may stand for more than was written
        return {}
    try:
        value = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {str(name).lower(): one.strip() for name, one in value.items() if isinstance(one, str)}


def _parsed(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").parse(text)


def _blocks(tokens: list[Token]) -> list[tuple[str, str]]:
    """The kind of each block (the tag of what opens it) and its words."""
    out: list[tuple[str, str]] = []
    kind = "p"
    row: list[str] | None = None
    for token in tokens:
        if token.type in ("heading_open", "paragraph_open"):
            kind = token.tag
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            out.append(("tr", " | ".join(row)))
            row = None
        elif token.type == "inline":
            words = _words(token)
            if row is not None:
                row.append(words)
            else:
                out.append((kind, words))
    return out


def _words(token: Token) -> str:
    """The text of a line: of links their words, of pictures nothing."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts)
