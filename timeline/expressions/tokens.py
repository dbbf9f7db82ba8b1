"""The tokens of a text: letters, digits and single signs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.model import Span

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # soft hyphens, marks of no width
_BROKEN = rf"(?:[{_UNSEEN}]+\n?)"
_PATCHED = re.compile(
    rf"[^\W\d_]+(?:{_BROKEN}[^\W\d_]+)*|\d+(?:[{_UNSEEN}]+\d+)*|[^\w\s{_UNSEEN}]|_"
)  # the same, where such marks stand inside words
_MARKS = re.compile(f"[{_UNSEEN}\n]+")
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_ODD = re.compile(f"[{_UNSEEN}\u2010\u2011\u2012\u2015\u2212\ufe63\uff0d]")  # what is not taken as it stands
_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-") | {"\u2015": "—"}
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_HEADING = re.compile(  # a short line above an entry of a chronology: "1914", above "May 9: ..." or "06:40 - ..."
    r"^[^\S\n]*[^\W_][^\n.!?;]{0,36}\n"
    r"(?=[^\S\n]*(?=[^:\n]{0,30}\d)[^\n:–—]{1,30}(?::\d\d)?(?::[^\S\n]|[^\S\n]+[-–—][^\S\n]))",
    re.MULTILINE,
)


@dataclass(slots=True)
class Tokens:
    """The tokens of some text: letters, digits and single signs. `gap[i]`: 0 no space before token i, 1 space,
    2 a blank line or another span of the body. cut: the tokens that no phrase runs on to from the line before."""

    text: str
    words: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    gap: list[int]
    cut: frozenset[int] = field(default=frozenset())


def tokenise(text: str, spans: Sequence[Span]) -> Tokens:
    """Tokens of the parts of a text. Marks that nobody sees are no part of a word, and every hyphen is one hyphen."""
    words: list[str] = []
    start: list[int] = []
    end: list[int] = []
    gap: list[int] = []
    hidden = _HIDDEN.search(text) is not None
    pattern = _PATCHED if hidden else _TOKEN
    odd = _ODD.search(text) is not None
    for span in spans:
        previous = -1
        for found in pattern.finditer(text, span.start, span.end):
            at, until = found.span()
            word = found[0]
            words.append(_MARKS.sub("", _HYPHENS.get(word, word)) if odd else word)
            start.append(at)
            end.append(until)
            if previous == at or (hidden and previous >= 0 and not _HIDDEN.sub("", text[previous:at])):
                gap.append(0)
            elif previous < 0 or (at - previous > 1 and _PARAGRAPH.search(text, previous, at)):
                gap.append(2)
            else:
                gap.append(1)
            previous = until
    for heading in _HEADING.finditer(text):
        at = bisect_left(start, heading.end())
        if at < len(gap):
            gap[at] = 2
    cut = frozenset(bisect_left(start, at) for at in _line_ends(text))
    return Tokens(text, words, [word.lower() for word in words], start, end, gap, cut)


def _line_ends(text: str) -> Iterator[int]:
    """Where lines begin that the line before does not run on to.

    Text wrapped to a width breaks where the next word would not have fitted, lists and tables elsewhere. A line is new
    if it opens with a capital or a number, and either that fitted on the line before or most lines of its block do so;
    and if half of them open with a number, or it alone or the one above it alone is in capitals.
    """
    at, block = 0, list[tuple[int, str]]()
    for line in f"{text}\n\n".split("\n"):
        if line.strip():
            block.append((at + len(line) - len(line.lstrip()), line.strip()))
        elif block:
            yield from _new_lines(block)
            block = []
        at += len(line) + 1


def _new_lines(block: Sequence[tuple[int, str]]) -> Iterator[int]:
    """The same for lines with no blank one between them, each with where it begins."""
    if not any(" " in line for _, line in block):
        return
    width = max(len(line) for _, line in block)
    loose = [len(a) + 1 + len(b.split(maxsplit=1)[0]) <= width for (_, a), (_, b) in pairwise(block)]
    figures = sum(line[0].isdigit() for _, line in block)
    listed = 2 * sum(loose) > len(loose) or (figures > 1 and 2 * figures >= len(block))
    for fits, (_, before), (at, line) in zip(loose, block, block[1:], strict=False):
        heading = line.isupper() != before.isupper() and " " in (line if line.isupper() else before)
        if (fits or listed or heading) and (line[0].isupper() or line[0].isdigit()):
            yield at
