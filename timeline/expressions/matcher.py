"""The chart: which rules match where.

The chart is filled from right to left, so that every phrase a pattern may need to its right is known; phrases that
begin where they end up (`<date> <date>`) are found by an agenda at each position. Both the length of a phrase and the
number of phrases at a position are bounded, so the work grows in proportion to the text.
"""

from __future__ import annotations

from typing import Any

from timeline.expressions.grammar import Edge, Grammar, Node, Rule
from timeline.expressions.number_categories import number_categories
from timeline.expressions.tokens import Tokens

_SIGNS = frozenset("+-")
_IN_FIGURES = frozenset(".,:/-–—")  # between the digits of one figure
MOST_TOKENS, MOST_EDGES = 28, 48


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
                if capital and not meanings and word[-1].islower() and self.tokens.low[i] not in self.grammar.particles:
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
        if gap == 2 or (i > first and i in tokens.cut):
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
        if before in rule.not_after:
            return False
        inside = last < len(self.tokens.low) and self.tokens.gap[last] < 2
        following = self.tokens.low[last] if inside else ""
        if rule.before and following not in rule.before:
            return False
        if following in rule.not_before:
            return False
        return all(guard(self.grammar, self.tokens, first, last) for guard in rule.guards)

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
