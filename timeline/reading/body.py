"""Page furniture: which parts of a pasted page are article text, and which are forms, links, bylines and credits.

A photo's caption is article text and a paragraph of its own; its credit is furniture.

The rules are data (`furniture/<language>.yaml`). In doubt a line stays: a lost paragraph costs more than a button.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from timeline.model import Span
from timeline.reading.plain import headline_of
from timeline.reading.published import dates_the_page
from timeline.reading.rules import Rule, furniture

_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\u2028\u2029]")
_CLOSERS, _ENDS = """"'”’»)]""", (".", "!", "?", "…")
_LONGEST_LINE, _LONGEST_NOTE = 300, 900
"""Characters of a line that can be furniture as a whole, and of a note (an author's) in a paragraph."""
_PROSE_WORDS = 12
"""A line this long that ends like a sentence is prose."""


def body_of(text: str, language: str) -> tuple[Span, ...]:
    """Spans of the article's paragraphs, in order and without the white space around them; furniture left out.

    Where nothing but furniture would be left, all of it is body.
    """
    lines = _lines(text)
    dropped, captions = _sorted_out(text, lines, furniture(language))
    kept = tuple(_paragraphs(text, lines, dropped, captions))
    return kept or tuple(_paragraphs(text, lines, set(), {}))


def captions_of(text: str, body: Sequence[Span]) -> tuple[Span, ...]:
    """Those spans of the body that are captions of photos: they tell of the photo, and no time is counted from them.

    A caption is what shares its line with what is no body, its credit; every other paragraph has its lines to itself.
    """
    return tuple(span for span in body if _inked(text, span.start - 1, -1) or _inked(text, span.end, 1))


def _inked(text: str, at: int, step: int) -> bool:
    """Does something but blanks stand there before the line ends?"""
    while 0 <= at < len(text) and text[at].isspace() and not _LINE_END.match(text[at]):
        at += step
    return 0 <= at < len(text) and not text[at].isspace()


def _lines(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]


def _sorted_out(text: str, lines: list[Span], rules: tuple[Rule, ...]) -> tuple[set[int], dict[int, Span]]:
    """Numbers of the lines that are furniture; numbers of those that hold a caption, with its span."""
    out: set[int] = set()
    captions: dict[int, Span] = {}
    prose = [_is_prose(text[line.start : line.end]) for line in lines]
    following = _following(prose)
    before = list(accumulate(prose, initial=0))
    at = 0
    while at < len(lines):
        line = " ".join(text[lines[at].start : lines[at].end].split())
        rule, found = _matching(line, rules)
        stop = at + 1
        if rule is None or found is None:
            if dates_the_page(line):
                out.add(at)
        elif rule.where == "caption":
            captions[at] = _part(text, lines[at], line[: found.start("text")], found["text"])
        else:
            if rule.where == "paragraph":
                while stop < len(lines) and _wrapped(text, lines[stop - 1], lines[stop]):
                    stop += 1
            elif (rule.where == "end" and 0 < before[at] >= before[-1] - before[at]) or (
                rule.where in ("rest", "end") and following[at] == len(lines)
            ):  # most of the prose stands before it
                stop = len(lines)
            out.update(range(at, stop))
        at = stop
    return out, captions


def _part(text: str, line: Span, before: str, part: str) -> Span:
    """Where a part of a line stands that was found with its white space made single spaces."""
    inked = [at for at in range(line.start, line.end) if not text[at].isspace()]
    first = sum(not char.isspace() for char in before)
    count = sum(not char.isspace() for char in part)
    return Span(inked[first], inked[first + count - 1] + 1)


def _following(prose: list[bool]) -> list[int]:
    """For each line the number of the next line of prose, the number of lines where there is none."""
    out = [len(prose)] * len(prose)
    for i in range(len(prose) - 2, -1, -1):
        out[i] = i + 1 if prose[i + 1] else out[i + 1]
    return out


def _matching(line: str, rules: tuple[Rule, ...]) -> tuple[Rule | None, re.Match[str] | None]:
    for rule in rules:
        if rule.where == "paragraph":
            found = rule.pattern.match(line) if len(line) <= _LONGEST_NOTE else None
        else:
            found = rule.pattern.fullmatch(line) if len(line) <= _LONGEST_LINE else None
        if found:
            return rule, found
    return None, None


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _PROSE_WORDS and _ends(line)


def _ends(line: str) -> bool:
    """Does it end like a sentence?"""
    return line.rstrip().rstrip(_CLOSERS).endswith(_ENDS)


def _wrapped(text: str, line: Span, following: Span) -> bool:
    """Does the paragraph go on in the next line (a text wrapped by hand)?"""
    between = text[line.end : following.start]
    if between.replace("\r\n", "\n").count("\n") != 1:
        return False
    return not _ends(text[line.start : line.end]) and line.end - line.start >= 50


def _paragraphs(text: str, lines: list[Span], dropped: set[int], captions: dict[int, Span]) -> Iterator[Span]:
    """Kept lines joined to paragraphs: no blank or dropped line inside, and no caption."""
    start = end = None
    second = 1 if headline_of(text) is not None else 0
    for i, line in enumerate(lines):
        apart = i in dropped or i in captions or i == second
        if start is not None and end is not None and (apart or _blank_between(text, end, line.start)):
            yield _trimmed(text, start, end)
            start = end = None
        if i in captions:
            yield captions[i]
        elif i not in dropped:
            start, end = (line.start if start is None else start), line.end
    if start is not None and end is not None:
        yield _trimmed(text, start, end)


def _blank_between(text: str, end: int, start: int) -> bool:
    return len(_LINE_END.findall(text, end, start)) > 1


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
