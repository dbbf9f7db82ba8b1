"""Which way the clause of a phrase looks, heard from closed lists of the language folder, never from a parser.

So phrases resolve alike with and without the language model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.expressions.grammar import Grammar
from timeline.expressions.tokens import Tokens

LEFT, RIGHT = 14, 12  # how many tokens to listen before and after the phrase
_POSSESSIVES = frozenset("'’")
_STOPS = frozenset(".!?;:")


@dataclass(frozen=True, slots=True)
class Tense:
    """The words of `lists.yaml`, `tense`; what each list is for is said there."""

    past: frozenset[str]
    future: frozenset[str]
    present: frozenset[str]
    not_past: frozenset[str]
    not_past_after: frozenset[str]
    ahead_pairs: frozenset[str]
    open_pairs: frozenset[str]
    past_signals: frozenset[str]
    future_signals: frozenset[str]
    deadline_signals: frozenset[str]
    hypothetical: frozenset[str]
    conditional: frozenset[str]
    earlier: frozenset[str]
    perfect: frozenset[str]
    clause_openers: frozenset[str]
    joiners: frozenset[str]
    fronts: frozenset[str]
    possessive_past: frozenset[str]
    undergoing: frozenset[str]
    resting: frozenset[str]
    eager: frozenset[str]
    not_verbs: frozenset[str]
    done_before_infinitive: frozenset[str]
    ahead_before_infinitive: frozenset[str]
    abbreviations: frozenset[str]
    pair_openers: frozenset[str]
    past_ending: str
    infinitive: str
    long_past: tuple[str, ...]

    def direction(self, tokens: Tokens, first: int, last: int) -> int:
        """-1 when the clause of the phrase looks back, 1 when it looks ahead, 0 when neither is heard."""
        low = tokens.low
        before = low[first - 1] if first else ""
        if before in self.past_signals:
            return -1
        if before in self.future_signals:
            return 1
        if before in self.possessive_past and last < len(low) and low[last] in _POSSESSIVES:
            return -1
        if self.hypothetical and self._supposed(tokens, first):
            return 1
        if before == "as" and first > 1 and low[first - 2] in self.eager:
            return 1
        # the verb of a phrase stands before it, unless the phrase opens the clause
        joined = first > 1 and before in self.fronts and low[first - 2] in self.joiners
        if joined or before in self.clause_openers:
            heard = self._behind(tokens, last) or self._before(tokens, first)
        else:
            heard = self._before(tokens, first) or self._behind(tokens, last)
        if before in self.deadline_signals:
            return self._deadline(low, heard)
        return heard[0] if heard else 0

    def _supposed(self, tokens: Tokens, first: int) -> bool:
        """Does a word of supposing open the clause of the phrase?"""
        for i in range(first - 1, max(-1, first - 1 - LEFT), -1):
            if tokens.gap[i + 1] == 2 or tokens.low[i] in _STOPS or tokens.low[i] == ",":
                return False
            if tokens.low[i] in self.hypothetical:
                return True
            if tokens.low[i] in self.conditional:  # "would be withdrawn if Monday's meeting failed"
                return not self.future.isdisjoint(tokens.low[max(0, i - 5) : i])
        return False

    def _deadline(self, low: list[str], heard: tuple[int, int] | None) -> int:
        """Until Friday: ahead of us, unless the clause is over; a perfect is not ("has been closed until Monday")."""
        if heard is None or heard[0] >= 0:
            return 1
        return 1 if any(word in self.perfect for word in low[max(0, heard[1] - 2) : heard[1]]) else -1

    def _before(self, tokens: Tokens, first: int) -> tuple[int, int] | None:
        """The nearest tense before a phrase, and where it is heard."""
        for i in range(first - 1, max(-1, first - 1 - LEFT), -1):
            if tokens.gap[i + 1] == 2 or (tokens.low[i] in _STOPS and not self._abbreviated(tokens.low, i)):
                return None
            if (tense := self.of(tokens, i)) is not None:
                return tense, i
        return None

    def _behind(self, tokens: Tokens, last: int) -> tuple[int, int] | None:
        """The nearest tense after a phrase, and where it is heard."""
        for i in range(last, min(len(tokens.low), last + RIGHT)):
            if tokens.gap[i] == 2 or (tokens.low[i] in _STOPS and not self._abbreviated(tokens.low, i)):
                return None
            if (tense := self.of(tokens, i)) is not None:
                return tense, i
        return None

    def _abbreviated(self, low: list[str], i: int) -> bool:
        return low[i] == "." and i > 0 and (low[i - 1] in self.abbreviations or len(low[i - 1]) == 1)

    def of(self, tokens: Tokens, i: int) -> int | None:
        """The direction a word tells, None if it tells none."""
        low = tokens.low
        word = low[i]
        if word == self.infinitive:
            return self._infinitive(tokens, i)
        inner = i > 0 and tokens.gap[i] < 2 and low[i - 1] not in _STOPS
        if word in self.future and inner and tokens.words[i].istitle():
            return None  # "between March and May", "Will Lund"
        if word in self.future:
            return -1 if tuple(low[max(0, i - 2) : i]) == self.long_past else 1
        if i + 1 < len(low) and f"{word} {low[i + 1]}" in self.open_pairs:
            return 0
        if word in self.pair_openers and " ".join(low[i : i + 2]) in self.ahead_pairs:
            return 1
        if word in self.past and i and (low[i - 1] in self.future or low[i - 1] == self.infinitive):
            return None  # "will spread", "to cut": the word before tells
        if word in self.past or (
            word.endswith(self.past_ending) and len(word) > 4 and word not in self.not_past and word not in self.present
        ):
            if i > 1 and low[i - 1] in self.undergoing and low[i - 2] in self.possessive_past:
                return -1  # "will appeal after being banned on Monday"
            if word in self.resting and i and low[i - 1] in self.present:
                return 1  # "is closed on Monday"
            return None if i and low[i - 1] in self.not_past_after else -1
        return 0 if word in self.present else None

    def _infinitive(self, tokens: Tokens, i: int) -> int | None:
        """`to sign`: ahead of us ("agreed to sign Friday") unless the verb before says it was done ("managed to")."""
        low, words = tokens.low, tokens.words
        if i + 1 >= len(low) or not words[i + 1].islower() or low[i + 1] in self.not_verbs or i == 0:
            return None
        if low[i - 1] in self.done_before_infinitive or tuple(low[max(0, i - 3) : i - 1]) == self.long_past:
            return -1
        return 1 if low[i - 1] in self.ahead_before_infinitive else None


@cache
def tense_of(grammar: Grammar) -> Tense:
    """The tense words of a language."""
    lists: Mapping[str, Any] = grammar.lists["tense"]
    sets = {
        name: frozenset(str(word) for word in lists.get(name, ()))
        for name in Tense.__slots__
        if name not in ("pair_openers", "past_ending", "infinitive", "long_past")
    }
    return Tense(
        **sets,
        pair_openers=frozenset(pair.split()[0] for pair in sets["ahead_pairs"]),
        past_ending=str(lists.get("past_ending", "\0")),
        infinitive=str(lists.get("infinitive", "")),
        long_past=tuple(str(lists.get("long_past", "\0")).split()),
    )
