"""What goes into the parser: paragraphs of article text in clean characters, with the way back to the offsets.

A headline and the first paragraph are not one sentence, so text is cut at blank lines before it is parsed. Odd
spaces (no-break, double, zero-width, line breaks) are made plain first, since the model has not seen them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.grammar.lexicon import code_of
from timeline.grammar.sentence_ends import BULLETS, limits
from timeline.model import Article, Span

LONGEST = 8_000
_BLANK = re.compile(r"(?:\r?\n|\r|\u2029)[^\S\n]*(?:\r?\n|\r|\u2029)\s*|\u2029")
_LINE = re.compile(r"[^\r\n]+")
_ODD = re.compile(r"[^\S ]|  |[\u200b-\u200f\u2060\ufeff\u00ad]|[\x00-\x08\x0e-\x1f\x7f]|``|\'\'")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
_PLAIN = str.maketrans("’‘ʼ", "'''")  # the model knows the straight apostrophe best; one character for one
_PAIRS = {"``": "“", "''": "”"}  # typists' quotation marks are two characters each
_PAIR = re.compile("``|''")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'-]{2,}(?:[ ,]+[A-Z][\w.'-]*){0,5}(?:[ ,]+\d{1,2}(?:[ ,]+[A-Z][a-z]+)?(?:[ ,]+\d{4})?)?\s*"
    r"(?:\([A-Z][\w/ ]*\)\s*)?[-–—_]{1,2}\s+(?=[A-Z\"“'])"
    # with the page's own stamp before it: "LIMA | Fri May 3, 2013 6:09 pm EDT LIMA (Wire) - "
    r"|\s*(?=[^().\n]{0,80}(?:\||\d:\d\d))[^().\n]{1,120}\([A-Z][\w/ ]*\)\s*[-–—]{1,2}\s+(?=[A-Z\"“'])"
)
_BULLET = re.compile(rf"[{BULLETS}]\s*(?=\w)")
_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_AMOUNT = re.compile(r"\d(?:m|bn|tn|k|p|km|kg|mph)(?=\.\s*$)")
_BREAK = re.compile(r"[.!?]\s|\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to parse, or a part of it that stands for itself.

    `offsets[i]` is where character i of `text` stands in the article; None: `start` + i. `pairs`: the places in the
    article of marks that are two characters there.
    """

    text: str
    start: int
    offsets: tuple[int, ...] | None
    headline: bool
    paragraph: int
    pairs: frozenset[int] = frozenset()

    def offset(self, at: int) -> int:
        """Place in the article of character `at`."""
        return self.start + at if self.offsets is None else self.offsets[at]

    def end(self, at: int) -> int:
        """Place in the article behind character `at`."""
        place = self.offset(at)
        return place + (2 if place in self.pairs else 1)


def passages(article: Article, heads: Mapping[int, int] | None = None) -> list[Passage]:
    """The paragraphs of the article's body, in text order; only these are ever parsed.

    heads: begin and end of what heads entries or lines of a chronology: there a paragraph begins, without the head.
    """
    heads = heads or {}
    text = article.text
    body: Sequence[Span] = article.body or (Span(0, len(text)),)
    found: list[Passage] = []
    first, paragraph = True, -1
    for part in body:
        for start, end in _entries(_paragraphs(text, part.start, part.end), heads):
            paragraph += 1
            for low, high in _parts(text, _behind_dateline(text, start, end), end, code_of(article.language)):
                raw = text[low:high]
                headline = (
                    first
                    and len(raw) < 200
                    and low not in heads.values()
                    and not _END.search(raw)
                    and any(c.isalpha() for c in raw)
                )
                first = first and headline and not found
                for start_at, end_at in _pieces(text, low, high):
                    clean, offsets, pairs = _clean(text, start_at, end_at)
                    if clean.strip():
                        found.append(Passage(clean, start_at, offsets, headline, paragraph, pairs))
    return found


def _entries(paragraphs: Iterator[tuple[int, int]], heads: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Paragraphs cut where the head of an entry stands, and without it."""
    starts = sorted(heads)
    for start, end in paragraphs:
        at = start
        for head in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            if at < head:
                yield at, head
            at = min(heads[head], end)
        if at < end:
            yield at, end


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in _BLANK.finditer(text, start, end):
        yield from _lines(text, at, gap.start())
        at = gap.end()
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each line for itself where lines are too long to be wrapped ones (one paragraph a line), else all as one."""
    lines = [m.span() for m in _LINE.finditer(text, start, end)]
    if len(lines) > 1 and any(b - a > 140 for a, b in lines):
        yield from lines
    elif start < end:
        yield start, end


def _parts(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """What stands for itself in a paragraph: captions, headlines and items of lists glued to the text."""
    places = [start, *(start + at for at in limits(text[start:end], text, language)), end]
    for low, high in pairwise(places):
        if low < high:
            amount = _AMOUNT.search(text, max(low, high - 12), high)  # "for £3m.": the model takes it for "m."
            yield _behind_dateline(text, low, high), amount.end() if amount is not None else high


def _behind_dateline(text: str, start: int, end: int) -> int:
    """ "LIMA, May 3 (Wire) - " is no part of the first sentence, nor is the bullet of a list."""
    line = _DATELINE.match(text, start, end) or _BULLET.match(text, start, end)
    return line.end() if line is not None else start


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of bounded length, cut after a sentence or a word where there is one near the limit."""
    while end - start > LONGEST:
        window = range(start + LONGEST - 400, start + LONGEST)
        breaks = [m.end() for m in _BREAK.finditer(text, window.start, window.stop)]
        stops = [b for b in breaks if text[b - 2] in ".!?"]
        cut = (stops or breaks or [window.stop])[-1]
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _clean(text: str, start: int, end: int) -> tuple[str, tuple[int, ...] | None, frozenset[int]]:
    raw = text[start:end].translate(_PLAIN)
    if not _ODD.search(raw):
        return raw, None, frozenset()
    pairs = {start + m.start(): _PAIRS[m.group()] for m in _PAIR.finditer(raw)}
    characters: list[str] = []
    offsets: list[int] = []
    for i, c in enumerate(raw, start):
        if c in _INVISIBLE or i - 1 in pairs:
            continue
        c = pairs.get(i, c)
        if c.isspace() or c < " " or c == "\x7f":
            if not characters or characters[-1] == " ":
                continue
            c = " "
        characters.append(c)
        offsets.append(i)
    return "".join(characters), tuple(offsets), frozenset(pairs)
