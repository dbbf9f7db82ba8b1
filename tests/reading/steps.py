"""Counts the work of a regular expression: its items tried on a text, one by one, as a backtracking matcher does.

Python's `re` says nothing about its work and a clock says something else each time. This matcher walks the same parsed
pattern in the same order (greedy, lazy, possessive, atomic, looking around) and counts each item it tries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Next = Callable[[int], bool]
LINE_ENDS = "\n"


class TooMuch(Exception):
    """More items tried than allowed."""


class Matcher:
    """One pattern and one text; `count` is the number of items tried so far."""

    def __init__(self, pattern: re.Pattern[Any], text: Any, limit: int) -> None:
        self.text = text if isinstance(text, str) else text.decode("latin-1")
        self.count, self.limit = 0, limit
        self.flags = pattern.flags
        self.items = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))

    def tried(self, how: str) -> int:
        """Items tried by `match` or `fullmatch`, or by a `search` that goes on behind each find to the end."""
        at = 0
        while at <= len(self.text):
            end = self.end(at, full=how == "fullmatch")
            if how != "search":
                break
            at = at + 1 if end is None else max(end, at + 1)
        return self.count

    def end(self, at: int, *, full: bool = False) -> int | None:
        """Where a match from here ends."""
        ends: list[int] = []

        def done(i: int) -> bool:
            ends.append(i)
            return not full or i == len(self.text)

        return ends[-1] if self.seq(self.items, 0, at, self.flags, done) else None

    def seq(self, items: list[Any], n: int, at: int, flags: int, then: Next) -> bool:
        if n == len(items):
            return then(at)
        kind, value = items[n]
        self.count += 1
        if self.count > self.limit:
            raise TooMuch
        return self.item(kind, value, at, flags, lambda i: self.seq(items, n + 1, i, flags, then))

    def item(self, kind: Any, value: Any, at: int, flags: int, then: Next) -> bool:
        if kind in SINGLES:
            return at < len(self.text) and self.fits(kind, value, self.text[at], flags) and then(at + 1)
        if kind is op.SUBPATTERN:
            _, add, remove, inner = value
            return self.seq(list(inner), 0, at, (flags | add) & ~remove, then)
        if kind is op.BRANCH:
            for branch in value[1]:  # noqa: SIM110 - `any` would call from C, and go deep there
                if self.seq(list(branch), 0, at, flags, then):
                    return True
            return False
        if kind is op.AT:
            return self.stands(value, at, flags) and then(at)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            return self.looks(value, at, flags) is (kind is op.ASSERT) and then(at)
        if kind is op.ATOMIC_GROUP:
            end = self.first(list(value), at, flags)
            return end is not None and then(end)
        least, most, inner = value
        most = len(self.text) + 1 if most is op.MAXREPEAT else int(most)
        items = list(inner)
        if kind is op.POSSESSIVE_REPEAT:
            return self.possessive(items, least, most, at, flags, then)
        if len(items) == 1 and items[0][0] in SINGLES:
            return self.run(items[0], least, most, at, flags, then, greedy=kind is op.MAX_REPEAT)
        return self.group(items, least, most, at, flags, then, greedy=kind is op.MAX_REPEAT)

    def run(self, one: Any, least: int, most: int, at: int, flags: int, then: Next, *, greedy: bool) -> bool:
        ends = [at]
        while len(ends) <= most and ends[-1] < len(self.text) and self.fits(*one, self.text[ends[-1]], flags):
            ends.append(ends[-1] + 1)
            if not greedy and len(ends) - 2 >= least and then(ends[-2]):
                return True
        for end in reversed(ends[least:]) if greedy else ends[least:][-1:]:  # noqa: SIM110 - as above
            if then(end):
                return True
        return False

    def group(self, items: Any, least: int, most: int, at: int, flags: int, then: Next, *, greedy: bool) -> bool:
        def more(done: int, here: int) -> bool:
            def again(end: int) -> bool:
                return (end > here or done < least) and more(done + 1, end)

            def on() -> bool:
                return done >= least and then(here)

            def on_with() -> bool:
                return done < most and self.seq(items, 0, here, flags, again)

            return (on_with() or on()) if greedy else (on() or on_with())

        return more(0, at)

    def possessive(self, items: Any, least: int, most: int, at: int, flags: int, then: Next) -> bool:
        done, here = 0, at
        while done < most and (end := self.first(items, here, flags)) is not None:
            done += 1
            if end == here:
                break
            here = end
        return done >= least and then(here)

    def first(self, items: list[Any], at: int, flags: int) -> int | None:
        ends: list[int] = []

        def done(i: int) -> bool:
            ends.append(i)
            return True

        return ends[0] if self.seq(items, 0, at, flags, done) else None

    def looks(self, value: Any, at: int, flags: int) -> bool:
        way, inner = value
        if way > 0:
            return self.first(list(inner), at, flags) is not None
        start = at - inner.getwidth()[0]
        return start >= 0 and self.first(list(inner), start, flags) == at

    def stands(self, where: Any, at: int, flags: int) -> bool:
        text, end = self.text, len(self.text)
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            return at == 0 or (bool(flags & re.M) and text[at - 1] in LINE_ENDS)
        if where is op.AT_END:
            return at == end or (at == end - 1 and text[at] == "\n") or (bool(flags & re.M) and text[at] == "\n")
        if where is op.AT_END_STRING:
            return at == end
        inside = [0 <= i < end and (text[i].isalnum() or text[i] == "_") for i in (at - 1, at)]
        return (inside[0] != inside[1]) is (where is op.AT_BOUNDARY)

    def fits(self, kind: Any, value: Any, char: str, flags: int) -> bool:
        self.count += 1
        if kind is op.ANY:
            return bool(flags & re.S) or char != "\n"
        if flags & re.I:
            return any(_fits(kind, value, c) for c in {char, char.lower(), char.upper()})
        return _fits(kind, value, char)


SINGLES = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
}
OPPOSITES = {op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE, op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT}
OPPOSITES[op.CATEGORY_NOT_WORD] = op.CATEGORY_WORD


def _fits(kind: Any, value: Any, char: str) -> bool:
    if kind is op.LITERAL:
        return ord(char) == value
    if kind is op.NOT_LITERAL:
        return ord(char) != value
    if kind is op.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if kind is op.CATEGORY:
        return not CATEGORIES[OPPOSITES[value]](char) if value in OPPOSITES else CATEGORIES[value](char)
    negated = value[0][0] is op.NEGATE
    return any(_fits(*one, char) for one in value[negated:]) is not negated


ALPHABET = " \n\t\xa0" + "aZé中9٣_" + ".,:;!?-–—…'’\"()[]<>/|·•@#%&=*+\u2028"
"""A character of each sort that a pattern may tell apart, beside those it names."""


def pieces(pattern: re.Pattern[Any]) -> list[str]:
    """Short texts each made for one part of the pattern: what a hostile text repeats."""
    found = {"".join(_sample(item)) for item in _all(list(parser.parse(pattern.pattern, pattern.flags)))}
    whole = "".join(_sample((op.SUBPATTERN, (None, 0, 0, parser.parse(pattern.pattern, pattern.flags)))))
    return sorted({piece for piece in found | {whole} if piece})


def _all(items: list[Any]) -> Iterator[Any]:
    for kind, value in items:
        yield kind, value
        for inner in _inner(kind, value):
            yield op.SUBPATTERN, (None, 0, 0, inner)
            yield from _all(list(inner))


def _inner(kind: Any, value: Any) -> list[Any]:
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [value[2]]
    return []


def _sample(item: Any) -> Iterator[str]:
    kind, value = item
    if kind is op.LITERAL:
        yield chr(value)
    elif kind in SINGLES:
        yield next((c for c in ALPHABET[4:] + ALPHABET if kind is op.ANY or _fits(kind, value, c)), "")
    elif kind is op.BRANCH:
        for one in value[1][0]:
            yield from _sample(one)
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        for _ in range(max(1, min(int(value[0]), 3))):
            for one in value[2]:
                yield from _sample(one)
    else:
        for inner in _inner(kind, value):
            for one in inner:
                yield from _sample(one)
