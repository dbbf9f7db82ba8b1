"""A page as a tree of bounded size: what is handed to the libraries that look for the article in it.

Time is spent in proportion to the page only while no tag has very many attributes and no element very many levels
above it or siblings beside it. What no article has is cut (attributes, scripts) or refused (levels, elements).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from timeline.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ATTRIBUTES = 64
"""Most attributes kept of a tag, the first ones. libxml2 appends each by walking along those before it."""
LEVELS = 256
"""Most elements inside each other: where libxml2 itself gives up, unless told otherwise."""
ELEMENTS, SIBLINGS, HEADINGS = 30_000, 10_000, 1_000
"""Most elements of a page, of one parent, and most headings. Each costs trafilatura a pass over others: 50,000 headings
33 s of processor time, as many paragraphs 9 s. A long encyclopedia article has some 20,000 elements, few hundred of
them side by side."""
ABOVE = 1_000_000
"""Most elements above others, counted for each: 30,000 of them at level 33. trafilatura weighs the links inside every
element, and so visits each as often as there are elements above it."""
STAMP = 1_000
"""Most characters kept of an attribute: an address or a date, no picture written out."""
_NAME = re.compile(r"[\w:.-]{1,80}")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
"""What a page may write as `&#27;`, and no tree may hold."""
_PIECE = 16_384
_OF_DATA = "application/ld+json"
_ROOTS = {"html": 0, "body": 1}
"""Elements that are open to the end of the page, and how many are above each: text may follow `</body></html>`."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TEXT = frozenset({"script", "style", "svg", "template", "noscript"})


def _named(tag: str) -> str:
    return tag if _NAME.fullmatch(tag) else "span"


class _Builder:
    """Target of lxml's parser: builds the tree, within the bounds, and keeps structured data beside it."""

    def __init__(self) -> None:
        from lxml import html
        from lxml.etree import TreeBuilder

        self.data_blocks: list[str] = []
        self.too_much: str | None = None
        self._builder = TreeBuilder(parser=html.HTMLParser())
        self._children: list[int] = [0]
        self._elements = self._headings = self._above = 0
        self._skipped = 0
        self._block: list[str] | None = None
        self._open: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped or tag in _NO_TEXT:
            self._skipped += 1
            if tag == "script" and attributes.get("type", "").strip().lower() == _OF_DATA:
                self._block = []
        elif tag in _ROOTS:
            if _ROOTS[tag] == len(self._children) - 1 and tag not in self._open:
                self._open.append(tag)
                self._begin(tag, attributes)
        else:
            self._begin(tag, attributes)
        if len(self._children) + self._skipped > LEVELS:
            self.too_much = f"more than {LEVELS} elements inside each other"

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._headings += tag in _HEADINGS
        self._above += len(self._children)
        self._children[-1] += 1
        self._children.append(0)
        if self._children[-2] > SIBLINGS:
            self.too_much = f"more than {SIBLINGS:,} elements side by side"
        elif self._elements > ELEMENTS:
            self.too_much = f"more than {ELEMENTS:,} elements"
        elif self._above > ABOVE:
            self.too_much = "too many elements inside each other"
        elif self._headings > HEADINGS:
            self.too_much = f"more than {HEADINGS:,} headings"
        if self.too_much is None:
            named = ((name, value) for name, value in attributes.items() if _NAME.fullmatch(name))
            kept = {name: _NO_XML.sub("", value[:STAMP]) for name, value in islice(named, ATTRIBUTES)}
            self._builder.start(_named(tag), kept)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            if self._block is not None and tag == "script":
                self.data_blocks.append("".join(self._block))
                self._block = None
        elif tag not in _ROOTS:
            self._children.pop()
            if self.too_much is None:
                self._builder.end(_named(tag))

    def data(self, text: str) -> None:
        if self._block is not None:
            self._block.append(text)
        elif self._open and not self._skipped and self.too_much is None:
            self._builder.data(_NO_XML.sub("", text))

    def close(self) -> HtmlElement | None:
        """The root, None where there is none; also called by lxml after an error."""
        if self.too_much or not self._open:
            return None
        while self._open:
            self._builder.end(self._open.pop())
        return self._builder.close()


def parsed(text: str) -> tuple[HtmlElement | None, list[str]]:
    """The tree of a page, without scripts and comments, and its blocks of JSON-LD; None where it holds no element.

    InputError where it has more elements, or more of them inside each other or side by side, than a page has.
    """
    from lxml import html
    from lxml.etree import LxmlError

    target = _Builder()
    parser = html.HTMLParser(target=target)
    tree: HtmlElement | None = None
    try:
        for at in range(0, len(text), _PIECE):
            parser.feed(text[at : at + _PIECE])
            if target.too_much:
                break
        else:
            tree = parser.close()
    except (LxmlError, ValueError, AssertionError):  # nothing that could be an element
        tree = None
    if target.too_much:
        raise InputError(
            f"the HTML has no article text that can be read ({target.too_much}); save the page as text and give that"
        )
    return tree, target.data_blocks
