"""Which way the clause of a phrase looks, heard from closed lists of the language folder, never from a parser.

So phrases resolve alike with and without the language model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from timeline.expressions.grammar import Grammar
from timeline.expressions.tense_words import TenseWords
from timeline.expressions.tokens import Tokens

LEFT, RIGHT = 14, 12  # how many tokens to listen before and after the phrase
_POSSESSIVES = frozenset("'’")
_STOPS = frozenset(".!?;:")


class Tense(TenseWords):
    """What the words tell of a clause."""

    __slots__ = ()

    def direction(self, tokens: Tokens, first: int, last: int) -> int:
        """-1 when the clause of the phrase looks back, 1 when it looks ahead, 0 when neither is heard."""
        return self.hear(tokens, first, last)[0]

    def hear(self, tokens: Tokens, first: int, last: int) -> tuple[int, bool]:
        """The direction, and whether a present tells it as what is appointed: "The fair takes place on Sunday"."""
        low = tokens.low
        before = low[first - 1] if first else ""
        if before in self.past_signals:
            return -1, False
        if before in self.future_signals:
            return 1, False
        if before in self.possessive_past and last < len(low) and low[last] in _POSSESSIVES:
            return -1, False
        if self.hypothetical and self._supposed(tokens, first):
            return 1, False
        if before not in self.limits and self._came_unplanned(tokens, last):
            return -1, False
        pair = low[first - 2 : first]
        if (before == "as" and first > 1 and pair[0] in self.eager) or " ".join(pair) in self.signal_pairs:
            return 1, False
        # the verb of a phrase stands before it, unless the phrase opens the clause
        joined = first > 1 and before in self.fronts and low[first - 2] in self.joiners
        if joined or before in self.clause_openers:
            heard = self._behind(tokens, last) or self._before(tokens, first)
        else:
            heard = self._before(tokens, first) or self._behind(tokens, last)
        if self.than.intersection(low[max(0, first - 3) : first - 1]):
            return -1, False  # "lower than forecast in November"
        if before in self.deadline_signals:
            return self._deadline(tokens, heard, first, last), False
        apart = heard is None or "," in low[heard[1] : first]
        if apart and before in self.not_before and not self.negatives.isdisjoint(low[max(0, first - 4) : first - 1]):
            return 1, False
        if heard is None:
            return int(before in self.open_deadlines), False
        tense, at = heard
        if tense > 0 and at < first and low[at] in self.appointed and not self.been.isdisjoint(low[last : last + 1]):
            return 0, False  # "a match planned for Friday was called off": it may have been or not
        if tense >= 0 and at < first and self._fell_through(tokens, at, last):
            return -1, False
        if not tense and at < first and low[at] in self.copulas and self._beside(low, at, first):
            return 1, True
        if tense < 0 and at < first and before in self.put_to:
            noticed = low[at] in self.noticed and low[at - 1] in self.been
            if noticed or self._puts_off(low, at):
                return 1, False  # "was postponed to Friday", "a watch was posted for Friday"
        if tense < 0 and at < first and low[at] in self.listing and not self.put_to.isdisjoint(low[at + 1 : first]):
            return 1, False  # "adjourned the matter for a mention on 23 May"
        present = low[at] in self.schedule or low[at] in self.schedule_plural or low[at - 1] in self.copulas
        return tense, tense > 0 and present

    def _puts_off(self, low: list[str], at: int) -> bool:
        return low[at] in self.putting_off or " ".join(low[at : at + 2]) in self.putting_off

    def _beside(self, low: list[str], at: int, first: int) -> bool:
        """Does the date follow the verb, so that it is what the verb tells: "The audit is on Friday"?"""
        return first - at <= 3 and all(word in self.between for word in low[at + 1 : first])

    def _fell_through(self, tokens: Tokens, at: int, last: int) -> bool:
        """Was it appointed, and does the sentence go on with what came: "was due on Friday but never came"?"""
        low = tokens.low
        at -= low[at] == self.infinitive  # "was expected to land on Friday but ..."
        was_to = " ".join(low[at : at + 2]) in self.open_pairs
        if not was_to and (low[at] not in self.appointed or self.been.isdisjoint(low[max(0, at - 2) : at])):
            return False
        for i in range(last, min(len(low), last + RIGHT)):
            if tokens.gap[i] == 2 or self._stops(tokens, i):
                return False
            if low[i] in self.contrary and i + 1 < len(low):
                if not self.still.isdisjoint(low[i : i + RIGHT]):
                    return False  # "is planned for May, but no day has been named yet"
                return any(self._past(tokens, j) for j in range(i + 1, min(len(low), i + 5)))
        return False

    def _came_unplanned(self, tokens: Tokens, last: int) -> bool:
        """Does the day own what nobody plans: "Friday's deadly blast"?"""
        owns = tokens.low[last : last + 1]
        return bool(owns) and owns[0] in _POSSESSIVES and not self.unplanned.isdisjoint(tokens.low[last + 2 : last + 5])

    def _past(self, tokens: Tokens, i: int) -> bool:
        return self.of(tokens, i) == -1 and tokens.low[i] not in self.reports

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

    def _deadline(self, tokens: Tokens, heard: tuple[int, int] | None, first: int, last: int) -> int:
        """Until Friday: ahead of us, unless the clause is over. A perfect is not ("has been closed until Monday"), nor
        what puts off ("was adjourned until Monday"), nor what is to be done ("signed a lease to run to August")."""
        low = tokens.low
        lasting = low[first - 1] in self.lasting_signals
        if heard is None or heard[0] >= 0:
            return 1 if heard is not None or not lasting else 0
        at = heard[1]
        over = any(self._past(tokens, i) for i in range(last, min(len(low), last + 6)) if low[last : last + 1] == [","])
        if not self.perfect.isdisjoint(low[max(0, at - 5) : at]):
            return 1
        if any(self._to_do(tokens, i) for i in range(at + 1, first - 1)):
            return 1
        put_off = not self.deferring.isdisjoint(low[max(0, at) : first])
        return 1 if put_off and not over else -1

    def _to_do(self, tokens: Tokens, i: int) -> bool:
        low = tokens.low
        verb = (
            tokens.words[i + 1].islower() and low[i + 1] not in self.not_verbs if low[i] == self.infinitive else False
        )
        return verb and low[i - 1] not in self.done_before_infinitive

    def _stops(self, tokens: Tokens, i: int) -> bool:
        """Does the sentence or clause end at a sign? Not inside a number or a time of day, nor behind a short form."""
        low = tokens.low
        if low[i] not in _STOPS or self._abbreviated(low, i):
            return False
        inner = 0 < i < len(low) - 1 and not tokens.gap[i] and not tokens.gap[i + 1]
        return not (inner and low[i - 1].isdecimal() and low[i + 1].isdecimal())

    def _before(self, tokens: Tokens, first: int) -> tuple[int, int] | None:
        """The nearest tense before a phrase, and where it is heard."""
        apart = to_do = bracket = False
        for i in range(first - 1, max(-1, first - 1 - LEFT), -1):
            if tokens.gap[i + 1] == 2 or self._stops(tokens, i):
                return None
            bracket = tokens.low[i] == ")" or (bracket and tokens.low[i] != "(")
            if bracket:
                continue  # "P. Roe (died May 2), 10 a.m."
            apart = apart or tokens.low[i] == ","
            if apart and " ".join(tokens.low[i : i + 2]) in self.signal_pairs:
                continue  # "ahead of the vote, the office on Sunday issued"
            if to_do and tokens.low[i] in self.plans:
                return 1, i  # "announced plans on Monday to cut jobs in July"
            to_do = to_do or (tokens.low[i] == self.infinitive and i + 1 < first and self._to_do(tokens, i))
            if (tense := self.of(tokens, i)) is not None:
                return tense, i
        return None

    def _behind(self, tokens: Tokens, last: int) -> tuple[int, int] | None:
        """The nearest tense after a phrase, and where it is heard."""
        for i in range(last, min(len(tokens.low), last + RIGHT)):
            if tokens.gap[i] == 2 or self._stops(tokens, i):
                return None
            if (tense := self.of(tokens, i)) is not None:
                return tense, i
        return None

    def _abbreviated(self, low: list[str], i: int) -> bool:
        return low[i] == "." and i > 0 and (low[i - 1] in self.abbreviations or len(low[i - 1]) == 1)

    def _nounish(self, tokens: Tokens, i: int) -> bool:
        """Is a word that may be noun or verb a noun here: "40 votes", "announced plans", "the start"?"""
        before = tokens.low[i - 1] if i and tokens.gap[i] < 2 else ""
        if not before:
            return False
        return before in self.before_nouns or before.isdecimal() or self._is_past(before)

    def _is_past(self, word: str) -> bool:
        regular = word.endswith(self.past_ending) and len(word) > 4 and word not in self.not_past
        return word in self.past or (regular and word not in self.present)

    def of(self, tokens: Tokens, i: int) -> int | None:
        """The direction a word tells, None if it tells none."""
        low = tokens.low
        word = low[i]
        if word == self.infinitive:
            return self._infinitive(tokens, i)
        if low[i + 1 : i + 2] == ["-"] and not any(tokens.gap[i + 1 : i + 3]):
            return None  # "set-up", "cut-off"
        pair = f"{word} {low[i + 1]}" if i + 1 < len(low) else word
        inner = i > 0 and tokens.gap[i] < 2 and low[i - 1] not in _STOPS
        if word in self.nouns_too and inner and self._nounish(tokens, i):
            return None
        if word in self.telling and inner and low[i - 1] in self.tellers and low[i + 1 : i + 2] != [","]:
            return 1  # "which reports on Tuesday"
        if word in self.schedule_plural and self._subject(tokens, i):
            return 1
        if pair in self.back_pairs:
            return -1
        if word in self.schedule or word in self.future:
            return self._ahead(tokens, i, inner)
        if pair in self.open_pairs:
            return 0
        if word in self.pair_openers and pair in self.ahead_pairs:
            return None if self.did.intersection(low[max(0, i - 3) : i]) else 1  # "did not take place on Friday"
        if self._is_past(word):
            return self._gone(low, i)
        if word in self.schedule_ing and i and low[i - 1] in self.copulas:
            return 1
        if word in self.perfect and i and low[i - 1] in self.certain:
            return None  # "will have left": the word before tells
        return 0 if word in self.present else None

    def _ahead(self, tokens: Tokens, i: int, inner: bool) -> int | None:
        """A word of what is to come: none as a name or part of a noun, back in a negative ("could not be reached")."""
        low, word = tokens.low, tokens.low[i]
        if inner and tokens.words[i].istitle():
            return None  # "between March and May", "Will Lund"
        front = low[i - 2] if i > 1 and low[i - 1].endswith(self.adverb_ending) else low[i - 1] if i else ""
        if word in self.appointed and (front in self.before_nouns or front == "as"):
            return None  # "dropped its planned bid", "as previously planned"
        if (
            word in self.appointed
            and low[i + 1 : i + 2] == [self.infinitive]
            and bool(self.not_verbs.intersection(low[i + 2 : i + 3]))
        ):
            return None  # "due to the storm"
        if word in self.can_not and not self.negatives.isdisjoint(low[max(0, i - 8) : i + 3]):
            return -1
        return -1 if tuple(low[max(0, i - 2) : i]) == self.long_past else 1

    def _gone(self, low: list[str], i: int) -> int | None:
        """A past form: ahead behind a present of "be" ("is held in May"), unless it tells a state ("is accused of")."""
        before = low[i - 1] if i else ""
        if before == "-" and i > 2 and len(low[i - 2]) == 2:
            before = low[i - 3]  # "will be re-opened"
        if before in self.joiners and self._goes_on(low, i):
            return None  # "will be cancelled at noon and replaced by"
        if low[i] in self.past and (before in self.future or before == self.infinitive):
            return None  # "will spread", "to cut": the word before tells
        if i > 1 and (before in self.perfect or before in self.been) and self._to_come(low, i):
            return None  # "will have left by Friday"
        adverb = before in self.adverbs or before.endswith(self.adverb_ending)
        if adverb and i > 1 and low[i - 2] in self.not_past_after:
            return None  # "a still unnamed day"
        if i > 1 and before in self.undergoing and low[i - 2] in self.possessive_past:
            return -1  # "will appeal after being banned on Monday"
        if low[i] in self.resting and before in self.present:
            return 1  # "is closed on Monday"
        if before in self.copulas:
            return None if low[i] in self.states else 1
        return None if before in self.not_past_after else -1

    def _to_come(self, low: list[str], i: int) -> bool:
        """Is the participle one of what will have been: "will have left", "will have been opened"?"""
        at = i - 1 - (low[i - 1] in self.been)
        return at > 0 and low[at] in self.perfect and low[at - 1] in self.certain

    def _goes_on(self, low: list[str], i: int) -> bool:
        """Is the participle the second of a plan: does "will be" or "to be" stand before it, and no other verb?"""
        for at in range(i - 2, max(0, i - 2 - LEFT), -1):
            if low[at] == ":" and low[at - 1].isdecimal() and low[at + 1].isdecimal():
                continue  # "will be named at 11:30 and honoured in May"
            if low[at] in _STOPS or low[at] == ",":
                return False
            if low[at] in self.be:
                return low[at - 1] in self.future or low[at - 1] == self.infinitive
            if self._is_past(low[at]) and low[at - 1] not in self.be:
                return False
        return False

    def _subject(self, tokens: Tokens, i: int) -> bool:
        """Do several stand before a verb without -s: "Classes resume", "they meet"?"""
        before = tokens.low[i - 1] if i and tokens.gap[i] < 2 else ""
        plural = len(before) > 3 and before.endswith("s") and not before.endswith(("ss", "us", "is"))
        return (plural and before not in self.before_nouns) or before in self.pronouns

    def _infinitive(self, tokens: Tokens, i: int) -> int | None:
        """`to sign`: ahead of us ("agreed to sign Friday") unless the verb before says it was done ("managed to")."""
        low, words = tokens.low, tokens.words
        if i + 1 >= len(low) or not words[i + 1].islower() or low[i + 1] in self.not_verbs or i == 0:
            return None
        if low[i + 1] in self.be and low[i - 1] not in self.done_before_infinitive and not self._is_past(low[i - 1]):
            return 1  # "rules to be published in May"
        if low[i - 1] in self.done_before_infinitive or tuple(low[max(0, i - 3) : i - 1]) == self.long_past:
            return -1
        return 1 if low[i - 1] in self.ahead_before_infinitive else None


@cache
def tense_of(grammar: Grammar) -> Tense:
    """The tense words of a language."""
    lists: Mapping[str, Any] = grammar.lists["tense"]
    sets = {
        name: frozenset(str(word) for word in lists.get(name, ()))
        for name in (field.name for field in fields(TenseWords))
        if name not in ("pair_openers", "past_ending", "adverb_ending", "infinitive", "long_past")
    }
    return Tense(
        **sets,
        pair_openers=frozenset(pair.split()[0] for pair in sets["ahead_pairs"]),
        past_ending=str(lists.get("past_ending", "\0")),
        adverb_ending=str(lists.get("adverb_ending", "\0")),
        infinitive=str(lists.get("infinitive", "")),
        long_past=tuple(str(lists.get("long_past", "\0")).split()),
    )
