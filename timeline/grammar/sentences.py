"""Where sentences begin and end, without the language model: for what is read by the thousand.

Paragraphs, captions and list items are those that are parsed (`segmentation.passages`); within them a sentence ends at
a full stop, question or exclamation mark before a capital or a number, unless the word before it is an abbreviation
(role `abbreviation` of the language folder) or an initial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from timeline.grammar.lexicon import code_of, lexicon
from timeline.grammar.segmentation import passages
from timeline.grammar.sentence_ends import ends_of
from timeline.model import Article, Span

_STOP = re.compile(r"(?P<mark>[.!?…]+)(?P<closing>[\"'”’»)\]]*)\s+(?=[\"'“‘«(\[]*[A-Z0-9])")
_WORD = re.compile(r"[^\s.!?\"'“‘(«\[]*$")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")  # "U.S.", "a.m.": a sentence may end there, or go on


def sentence_spans(article: Article) -> tuple[Span, ...]:
    """The sentences of the body in text order; a headline is one of them."""
    found: list[Span] = []
    for part in passages(article):
        at = 0
        for end, following in (*_ends(part.text, code_of(article.language)), (len(part.text), len(part.text))):
            piece = part.text[at:end]
            if piece.strip():
                low = at + len(piece) - len(piece.lstrip())
                high = at + len(piece.rstrip())
                found.append(Span(part.offset(low), part.offset(high - 1) + 1))
            at = following
    return tuple(found)


def _ends(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where each sentence but the last ends, and where the next one begins."""
    short, openers = _words(language)
    for stop in _STOP.finditer(text):
        if stop["mark"] == ".":
            before = text[max(0, stop.start() - 12) : stop.start()]
            word = _WORD.search(before)
            last = word[0].lower() if word is not None else ""
            dotted = _DOTTED.search(before) is not None
            if last in short or (len(last) == 1 and last.isalpha() and not dotted):
                continue
            if dotted and not text.startswith(openers, stop.end()):
                continue
        yield stop.end("closing"), stop.end()


@cache
def _words(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The abbreviations of a language, and how its sentences open; nothing of either where it has no folder."""
    ends = ends_of(language)
    if ends is None:
        return frozenset(), ()
    openers = tuple(f"{word.capitalize()} " for word in sorted(ends.opens))
    return frozenset(lexicon(language).roles["abbreviation"]), openers
