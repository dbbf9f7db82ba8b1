"""Tokens and the chart: which rules match where.

The chart is filled from right to left, so that every phrase a pattern may need to its right is known; phrases that
begin where they end up (`<date> <date>`) are found by an agenda at each position. Both the length of a phrase and the
number of phrases at a position are bounded, so the work grows in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.expressions.grammar import Edge, Grammar, Node, Rule
from timeline.model import Span

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # soft hyphens, marks of no width
_BROKEN = rf"(?:[{_UNSEEN}]+\n?)"
_PATCHED = re.compile(
    rf"[^\W\d_]+(?:{_BROKEN}[^\W\d_]+)*|\d+(?:[{_UNSEEN}]+\d+)*|[^\w\s{_UNSEEN}]|_"
)  # the same, where such marks stand inside words
_MARKS = re.compile(f"[{_UNSEEN}\n]+")
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_HYPHENS = dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-") | {"\u2015": "—"}
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_INSIDE_NUMBERS = frozenset({",", ".", "million", "billion", "m", "bn"})
_SIGNS = frozenset("+-")
_CURRENCIES = frozenset("$£€¥#")
_IN_FIGURES = frozenset(".,:/-–—")  # between the digits of one figure
MOST_TOKENS, MOST_EDGES = 28, 48
_CLAUSE = 8  # tokens in which a word that governs a figure stands before it


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
    """Tokens of the parts of a text. Marks that nobody sees are no part of a word, and every hyphen is one hyphen."""
    words: list[str] = []
    start: list[int] = []
    end: list[int] = []
    gap: list[int] = []
    hidden = _HIDDEN.search(text) is not None
    pattern = _PATCHED if hidden else _TOKEN
    for span in spans:
        previous = -1
        for found in pattern.finditer(text, span.start, span.end):
            at, until = found.span()
            word = found[0]
            words.append(_HYPHENS.get(word, word) if not hidden else _MARKS.sub("", _HYPHENS.get(word, word)))
            start.append(at)
            end.append(until)
            if previous == at or (hidden and previous >= 0 and not _HIDDEN.sub("", text[previous:at])):
                gap.append(0)
            elif previous < 0 or (at - previous > 1 and _PARAGRAPH.search(text, previous, at)):
                gap.append(2)
            else:
                gap.append(1)
            previous = until
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
        if word in ("1", "2"):
            found.append(("one_two", value))
        if size == 2:
            found.append(("yy", value))
            found.append(("two", value))
            if value <= 59:
                found.append(("mm", value))
    elif size == 3:
        found.append(("ddd", value))
    elif size == 4:
        if 1000 <= value <= 2199:
            found.append(("yyyy", value))
        if value // 100 < 24 and value % 100 < 60:
            found.append(("mil", value))
            if word[0] == "0":
                found.append(("mil_nought", value))
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
                elif capital and not meanings and 3 <= len(word) <= 5 and word[-1] == "T" and word.isupper():
                    known.append(("zone_letters", word))
                elif word in _SIGNS:
                    known.append(("sign", word))
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
            word = tokens.words[i]
            for tight, child in node.cased.get(word, ()):
                if not (tight and gap):
                    self._walk(child, first, i + 1, captured, found)
            if len(word) > 1 and word.isupper():  # "SOLD ON NOV. 3"
                for tight, child in node.cased.get(word.capitalize(), ()):
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
        if rule.not_priced and self._priced(first):
            return False
        if rule.not_named and first and self.tokens.words[first - 1][0].isupper() and before not in self.grammar.particles:
            return False
        if rule.number_ends and self._counts(last):
            return False
        inside = last < len(self.tokens.low) and self.tokens.gap[last] < 2
        if rule.next_capital and not (inside and self.tokens.words[last][0].isupper()):
            return False
        following = self.tokens.low[last] if inside else ""
        if rule.before and following not in rule.before:
            return False
        return following not in rule.not_before

    def _counts(self, last: int) -> bool:
        """May the number before token `last` count it: a word in small letters that is no particle and no verb?"""
        if last >= len(self.tokens.low) or self.tokens.gap[last] == 2:
            return False
        word = self.tokens.words[last]
        return word[0].islower() and word not in self.grammar.particles and not self.grammar.tells_tense(word)

    def _priced(self, first: int) -> bool:
        """Is the figure at token `first` a price: "the shares closed at 10.40 on Tuesday"?"""
        words, low = self.grammar.prices, self.tokens.low
        for i in range(first - 1, max(-1, first - 1 - _CLAUSE), -1):
            if self.tokens.gap[i + 1] == 2 or low[i] == ".":
                return False
            if low[i] in words or low[i] in _CURRENCIES:
                return True
        return False

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
        if thing != ")" and not (
            len(thing) > 3 and thing.endswith("s") and thing.isalpha() and not thing.endswith("ss")
        ):
            return False
        return any(word.isdecimal() for word in low[max(0, first - 6) : first - 1])

    def _cuts(self, first: int, last: int) -> bool:
        """Would a match of these tokens cut a figure in two, as 2:21 is cut out of 2:21:09?"""
        low, gap = self.tokens.low, self.tokens.gap
        if low[last - 1].isdecimal() and last + 1 < len(low) and not gap[last] and not gap[last + 1]:
            following = low[last + 1]
            if low[last] in _IN_FIGURES and following.isdecimal() and (low[last] != "," or len(following) == 3):
                return True
        if low[first].isdecimal() and first > 1 and not gap[first] and not gap[first - 1]:
            sign, before = low[first - 1], low[first - 2]
            return sign in _IN_FIGURES and before.isdecimal() and (sign != "," or len(low[first]) == 3)
        return False

    def best(self) -> list[Edge]:
        """Leftmost longest matches of the top kinds, the ones of kind `none` included; none cuts a figure in two."""
        tops, chosen, at = self.grammar.tops, [], 0
        for i in sorted(self.by_start):
            if i < at:
                continue
            longest: Edge | None = None
            for kind, edges in self.by_start[i].items():
                if kind in tops:
                    for edge in edges:
                        longer = longest is None or (edge.last, -edge.rule.order) > (longest.last, -longest.rule.order)
                        if longer and not self._cuts(i, edge.last):
                            longest = edge
            if longest is not None:
                chosen.append(longest)
                at = longest.last
        return chosen
