"""Tokens and the chart: which rules match where.

The chart is filled from right to left, so that every phrase a pattern may need to its right is known; phrases that
begin where they end up (`<date> <date>`) are found by an agenda at each position. Both the length of a phrase and the
number of phrases at a position are bounded, so the work grows in proportion to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.expressions.grammar import Edge, Grammar, Node, Rule
from timeline.model import Span

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_HEADING = re.compile(  # a short line above an entry of a chronology: "1914", above "May 9: ..." or "06:40 - ..."
    r"^[^\S\n]*[^\W_][^\n.!?;]{0,36}\n(?=[^\S\n]*(?=[^:\n]{0,30}\d)[^\n:–—]{1,30}(?::\d\d)?(?::[^\S\n]|[^\S\n]+[-–—][^\S\n]))",
    re.MULTILINE,
)
_INSIDE_NUMBERS = frozenset({",", ".", "million", "billion", "m", "bn"})
_NUMBERS = ("ones", "teens", "tens")  # categories of number words
_CURRENCIES = frozenset("$£€¥#")
MOST_TOKENS, MOST_EDGES = 28, 48


@dataclass(slots=True)
class Tokens:
    """The tokens of some text: letters, digits and single signs. `gap[i]`: 0 no space before token i, 1 space,
    2 a blank line or another span of the body."""

    text: str
    words: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    gap: list[int]


def tokenise(text: str, spans: Sequence[Span]) -> Tokens:
    """Tokens of the parts of a text."""
    words: list[str] = []
    start: list[int] = []
    end: list[int] = []
    gap: list[int] = []
    for span in spans:
        previous = -1
        for found in _TOKEN.finditer(text, span.start, span.end):
            at, until = found.span()
            words.append(found[0])
            start.append(at)
            end.append(until)
            if previous == at:
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
    return Tokens(text, words, [word.lower() for word in words], start, end, gap)


def number_categories(word: str) -> list[tuple[str, Any]]:
    """Categories of a token of digits, with their values."""
    size, value = len(word), int(word) if len(word) < 10 else 0
    found: list[tuple[str, Any]] = [("dec", word)]
    if size <= 4:
        if word[0] != "0" or size == 1:
            found.append(("int", value))
        if value:
            found.append(("yyy", value))
    if size <= 2:
        if 1 <= value <= 31:
            found.append(("dd", value))
        if 1 <= value <= 12:
            found.append(("mo", value))
        if value <= 24:
            found.append(("hh", value))
        if size == 2:
            found.append(("yy", value))
            if value <= 59:
                found.append(("mm", value))
    elif size == 3:
        found.append(("ddd", value))
    elif size == 4:
        if 1000 <= value <= 2199:
            found.append(("yyyy", value))
        if value // 100 < 24 and value % 100 < 60:
            found.append(("mil", value))
    return found


class Chart:
    """All matches of a grammar over some tokens. Use `fill`, then `best`."""

    __slots__ = ("_categories", "by_start", "grammar", "kind", "tokens")

    def __init__(self, grammar: Grammar, tokens: Tokens, kind: str) -> None:
        self.grammar = grammar
        self.kind = kind
        self.tokens = tokens
        self.by_start: dict[int, dict[str, list[Edge]]] = {}
        self._categories: dict[int, list[tuple[str, Any]]] = {}

    def fill(self) -> None:
        """Find every match."""
        starts, low = self.grammar.starts, self.tokens.low
        numbers = self.grammar.number_starts
        for i in range(len(low) - 1, -1, -1):
            word = low[i]
            if word in starts or (numbers and word.isdecimal() and word.isascii()):
                self._at(i)

    def categories(self, i: int) -> list[tuple[str, Any]]:
        """Lexicon and number categories of a token, with values."""
        known = self._categories.get(i)
        if known is None:
            word = self.tokens.words[i]
            if word.isdecimal() and word.isascii():
                known = number_categories(word)
            else:
                capital = word[0].isupper()
                meanings = self.grammar.words.get(self.tokens.low[i], ())
                known = [(category, value) for category, value, cased in meanings if capital or not cased]
                if capital and not meanings and word[-1].islower():
                    known.append(("name", word))
            self._categories[i] = known
        return known

    def _at(self, i: int) -> None:
        found: list[Edge] = []
        self._walk(self.grammar.root, i, i, (), found)
        done = 0
        here: dict[str, list[Edge]] = {}
        while done < len(found) and done < MOST_EDGES:
            edge = found[done]
            done += 1
            same = here.setdefault(edge.rule.kind, [])
            if any(e.last == edge.last and e.rule.order <= edge.rule.order for e in same):
                continue
            same[:] = [e for e in same if e.last != edge.last]
            same.append(edge)
            for tight, node in self.grammar.root.kinds.get(edge.rule.kind, ()):
                if not tight:
                    self._walk(node, i, edge.last, (edge,), found)
            for tight, node in self.grammar.root.categories.get(edge.rule.kind, ()):
                if not tight:
                    self._walk(node, i, edge.last, (edge.rule.constant,), found)
        if here:
            self.by_start[i] = here

    def _walk(self, node: Node, first: int, i: int, captured: tuple[Any, ...], found: list[Edge]) -> None:
        """Follow the trie from token i on; add what ends to `found`."""
        for rule, names in node.ends:
            if not rule.guarded or self._allowed(rule, first, i):
                captures = {name: value for name, value in zip(names, captured, strict=True) if name is not None}
                found.append(Edge(rule, first, i, captures))
        tokens = self.tokens
        if i >= len(tokens.low) or i - first >= MOST_TOKENS:
            return
        gap = tokens.gap[i] if i > first else 1
        if gap == 2:
            return
        edges = node.words.get(tokens.low[i])
        if edges:
            for tight, child in edges:
                if not (tight and gap):
                    self._walk(child, first, i + 1, captured, found)
        if node.cased:
            for tight, child in node.cased.get(tokens.words[i], ()):
                if not (tight and gap):
                    self._walk(child, first, i + 1, captured, found)
        if node.categories:
            for category, value in self.categories(i):
                for tight, child in node.categories.get(category, ()):
                    if not (tight and gap):
                        self._walk(child, first, i + 1, (*captured, value), found)
        if i > first and (node.kinds or node.categories):
            made = self.by_start.get(i)
            if made:
                for kind, phrases in made.items():
                    for tight, child in node.kinds.get(kind, ()):
                        if not (tight and gap):
                            for phrase in phrases:
                                if phrase.last - first <= MOST_TOKENS:
                                    self._walk(child, first, phrase.last, (*captured, phrase), found)
                    for tight, child in node.categories.get(kind, ()):
                        if not (tight and gap):
                            for phrase in phrases:
                                self._walk(child, first, phrase.last, (*captured, phrase.rule.constant), found)

    def _allowed(self, rule: Rule, first: int, last: int) -> bool:
        if rule.only is not None and rule.only != self.kind:
            return False
        before = self.tokens.low[first - 1] if first and self.tokens.gap[first] < 2 else ""
        if rule.after and before not in rule.after:
            return False
        if rule.after_sum and not self._sum_before(first):
            return False
        if before in rule.not_after:
            return False
        if rule.after_count and not self._count_before(first):
            return False
        inside = last < len(self.tokens.low) and self.tokens.gap[last] < 2
        if rule.next_capital and not (inside and self.tokens.words[last][0].isupper()):
            return False
        following = self.tokens.low[last] if inside else ""
        if rule.before and following not in rule.before:
            return False
        return following not in rule.not_before

    def _sum_before(self, first: int) -> bool:
        """Does a sum of money stand before token `first`?"""
        low = self.tokens.low
        at = first - 1
        while at >= 0 and first - at < 6 and (low[at].isdecimal() or low[at] in _INSIDE_NUMBERS):
            at -= 1
        return 0 <= at < first - 1 and low[at] in _CURRENCIES

    def _count_before(self, first: int) -> bool:
        """Does a number of things stand before token `first` ("160 planes", "barrels (336,000 gallons)")?"""
        low = self.tokens.low
        thing = low[first - 1] if first else ""
        counts = any(kind in _NUMBERS for kind, _, _ in self.grammar.words.get(thing, ()))
        if counts or (thing.isdecimal() and not 1000 <= int(thing[:6]) <= 2199):
            return low[first - 2 : first - 1] not in (["in"], ["since"], ["aged"], ["age"])  # "nine a week"
        if thing != ")" and not (
            len(thing) > 3 and thing.endswith("s") and thing.isalpha() and not thing.endswith("ss")
        ):
            return False
        return any(word.isdecimal() for word in low[max(0, first - 6) : first - 1])

    def best(self) -> list[Edge]:
        """Leftmost longest matches of the top kinds, the ones of kind `none` included."""
        tops, chosen, at = self.grammar.tops, [], 0
        for i in sorted(self.by_start):
            if i < at:
                continue
            longest: Edge | None = None
            for kind, edges in self.by_start[i].items():
                if kind in tops:
                    for edge in edges:
                        if longest is None or (edge.last, -edge.rule.order) > (longest.last, -longest.rule.order):
                            longest = edge
            if longest is not None:
                chosen.append(longest)
                at = longest.last
        return chosen
