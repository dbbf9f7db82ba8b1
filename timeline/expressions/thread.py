"""The thread of a history: which of the dates told holds the year for those that leave it out.

A year told in passing ("since 1423", "the 1791 charter", "memoirs printed in 1954") does not move it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from timeline.expressions.grammar import Grammar
from timeline.expressions.tokens import Tokens
from timeline.intervals import Cell, Grain

NEAR = 3  # years by which the story may go on without a word that says so
ONWARD = 60  # years ahead, where the date ends its sentence: "and to all of it in 1648."
HEADING = 12  # tokens a heading has at most
_SMALL = (Grain.MONTH, Grain.DAY, Grain.SEASON)
_STOPS = frozenset(".!?")
_ENDS = frozenset(".!?;:")
_FRONT, _REACH = 4, 6  # tokens before a date that opens its sentence; tokens from a thing to its year


@dataclass(frozen=True, slots=True)
class Thread:
    """The date the story is at, with the name of its phrase. weak: told in passing, for want of another."""

    cell: Cell
    ref: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A month or day of an own year that opens a sentence, or a date placed by one: what follows is told from there."""

    cell: Cell
    ref: str
    token: int


@dataclass(frozen=True, slots=True)
class Words:
    """Closed lists of the language: what may stand before a date that opens its sentence; what makes a year part of a
    thing ("the 1791 charter"); what is written, signed or made in a year and outlasts it ("letters of 1987"); what may
    stand before a year; what tells that it was to come ("planned for 1712")."""

    fronts: frozenset[str]
    things: frozenset[str]
    lasting: frozenset[str]
    since: frozenset[str]
    plain: frozenset[str]
    past: frozenset[str]
    past_ending: str
    planned: frozenset[str]


class Turn(Enum):
    """What a date does to the thread: moves it; leaps, so that "the following spring" hangs on it, but no date without
    a year; or is told in passing, so that nothing does."""

    MOVES, LEAPS, PASSES = range(3)


def turn(thread: Thread | None, cell: Cell, counted: bool, span: tuple[int, int], tokens: Tokens, words: Words) -> Turn:
    """What a date told does to the thread. counted: it was counted from another ("the previous year"). span: its first
    and last token."""
    first, last = span
    before = tokens.low[first - 1] if first and tokens.gap[first] < 2 else ""
    if before in words.since:
        return Turn.PASSES
    if cell.grain in _SMALL:
        far = thread is not None and not thread.weak and abs(cell.year - thread.cell.year) > NEAR
        aside = far and (_lasting(tokens, first, words) or before == "(")
        return Turn.PASSES if aside else Turn.MOVES
    fronted = _fronted(tokens, first, words)
    if cell.grain is not Grain.YEAR:
        return Turn.MOVES if fronted and cell.grain.rank < Grain.YEAR.rank else Turn.PASSES
    if fronted or heads(tokens, first):
        return Turn.MOVES
    if counted or _lasting(tokens, first, words) or (before in words.things and _thing(tokens, last)):
        return Turn.PASSES
    if thread is None or thread.weak:
        return Turn.MOVES
    on, plain = cell.year - thread.cell.year, before in words.plain
    if on > 0 and _planned(tokens, first, words):
        return Turn.PASSES
    if -NEAR <= on <= (ONWARD if plain and _ends(tokens, last) else NEAR):
        return Turn.MOVES
    return Turn.LEAPS if plain else Turn.PASSES


def _fronted(tokens: Tokens, first: int, words: Words) -> bool:
    """Does the date open its sentence, behind words such as "then, in" at most?"""
    at = first
    while at > 0 and tokens.gap[at] < 2 and first - at <= _FRONT and tokens.low[at - 1] in words.fronts:
        at -= 1
    opens = at == 0 or tokens.gap[at] == 2 or tokens.low[at - 1] in _ENDS
    return opens and not (first > at and tokens.low[at] in words.things)


def _ends(tokens: Tokens, last: int) -> bool:
    """Does the sentence end with the date?"""
    return last >= len(tokens.low) or tokens.gap[last] == 2 or tokens.low[last] in _ENDS


def _lasting(tokens: Tokens, first: int, words: Words) -> bool:
    """Is it the year of something that outlasts it, named just before, and of nothing that was done?"""
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = tokens.low[i]
        if tokens.gap[i + 1] == 2 or word in _ENDS:
            return False
        if word in words.lasting:
            return True
        if word in words.past or (word.endswith(words.past_ending) and len(word) > 4):
            return False
    return False


def _planned(tokens: Tokens, first: int, words: Words) -> bool:
    """Was it to come when the story was there: "a raid planned for 1712"?"""
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if tokens.gap[i + 1] == 2 or tokens.low[i] in _ENDS:
            return False
        if tokens.low[i] in words.planned:
            return True
    return False


def heads(tokens: Tokens, at: int) -> bool:
    """Does the token stand in a heading: a short paragraph without a full stop?"""
    first = last = at
    while first > 0 and tokens.gap[first] != 2 and at - first <= HEADING:
        first -= 1
    while last < len(tokens.low) and (last == at or tokens.gap[last] != 2) and last - first <= HEADING:
        last += 1
    whole = last - first <= HEADING and last < len(tokens.low) and tokens.gap[last] == 2
    return whole and tokens.low[last - 1] not in _STOPS


def _thing(tokens: Tokens, last: int) -> bool:
    """Does a thing of that year follow: a word right behind it?"""
    return last < len(tokens.low) and tokens.gap[last] == 1 and tokens.words[last].isalpha()


@cache
def words_of(grammar: Grammar) -> Words:
    """The lists of a language."""
    names = {
        "fronts": "thread_fronts",
        "things": "of_things",
        "lasting": "lasting",
        "since": "asides",
        "plain": "plain",
        "planned": "thread_planned",
    }
    lists = {name: frozenset(map(str, grammar.lists.get(key, ()))) for name, key in names.items()}
    tense = grammar.lists["tense"]
    return Words(
        **lists, past=frozenset(map(str, tense.get("past", ()))), past_ending=str(tense.get("past_ending", "\0"))
    )
