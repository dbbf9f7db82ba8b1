"""Page furniture: which parts of a pasted page are article text, and which are forms, links, bylines and credits.

The rules are data (`furniture/<language>.yaml`). In doubt a line stays: a lost paragraph costs more than a button.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from timeline.model import Span
from timeline.reading.published import dates_the_page
from timeline.reading.rules import Rule, furniture

_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
_ENDS = re.compile(r"""[.!?…]["'”’»)\]]*\s*$""")
_LONGEST_LINE, _LONGEST_NOTE = 300, 900
"""Characters of a line that can be furniture as a whole, and of a note (an author's) in a paragraph."""
_PROSE_WORDS = 12
"""A line this long that ends like a sentence is prose."""


def body_of(text: str, language: str) -> tuple[Span, ...]:
    """Spans of the article's paragraphs, in order and without the white space around them; furniture left out.

    Where nothing but furniture would be left, all of it is body.
    """
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]
    dropped = _dropped(text, lines, furniture(language))
    kept = tuple(_paragraphs(text, lines, dropped))
    return kept or tuple(_paragraphs(text, lines, set()))


def _dropped(text: str, lines: list[Span], rules: tuple[Rule, ...]) -> set[int]:
    """Numbers of the lines that are furniture."""
    out: set[int] = set()
    prose = [_is_prose(text[line.start : line.end]) for line in lines]
    following = _following(prose)
    before = list(accumulate(prose, initial=0))
    at = 0
    while at < len(lines):
        line = " ".join(text[lines[at].start : lines[at].end].split())
        rule = _matching(line, rules)
        stop = at + 1
        if rule is None:
            if dates_the_page(line):
                out.add(at)
            at += 1
            continue
        if rule.where == "paragraph":
            while stop < len(lines) and _wrapped(text, lines[stop - 1], lines[stop]):
                stop += 1
        elif (rule.where == "end" and 0 < before[at] >= before[-1] - before[at]) or (
            rule.where in ("rest", "end") and following[at] == len(lines)
        ):  # most of the prose stands before it
            stop = len(lines)
        out.update(range(at, stop))
        at = stop
    return out


def _following(prose: list[bool]) -> list[int]:
    """For each line the number of the next line of prose, the number of lines where there is none."""
    out = [len(prose)] * len(prose)
    for i in range(len(prose) - 2, -1, -1):
        out[i] = i + 1 if prose[i + 1] else out[i + 1]
    return out


def _matching(line: str, rules: tuple[Rule, ...]) -> Rule | None:
    for rule in rules:
        if rule.where == "paragraph":
            if len(line) <= _LONGEST_NOTE and rule.pattern.match(line):
                return rule
        elif len(line) <= _LONGEST_LINE and rule.pattern.fullmatch(line):
            return rule
    return None


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _PROSE_WORDS and _ENDS.search(line) is not None


def _wrapped(text: str, line: Span, following: Span) -> bool:
    """Does the paragraph go on in the next line (a text wrapped by hand)?"""
    between = text[line.end : following.start]
    if between.replace("\r\n", "\n").count("\n") != 1:
        return False
    return not _ENDS.search(text[line.start : line.end]) and line.end - line.start >= 50


def _paragraphs(text: str, lines: list[Span], dropped: set[int]) -> Iterator[Span]:
    """Kept lines joined to paragraphs: no blank or dropped line inside."""
    start = end = None
    for i, line in enumerate(lines):
        if start is not None and end is not None and (i in dropped or _blank_between(text, end, line.start)):
            yield _trimmed(text, start, end)
            start = end = None
        if i not in dropped:
            start, end = (line.start if start is None else start), line.end
    if start is not None and end is not None:
        yield _trimmed(text, start, end)


def _blank_between(text: str, end: int, start: int) -> bool:
    return len(re.findall(r"\r\n|[\r\n\v\f\u2028\u2029]", text[end:start])) > 1


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
