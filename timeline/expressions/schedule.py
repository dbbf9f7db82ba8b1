"""Lists whose lines tell times: which numbers that open lines are hours, and under which day a line stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from timeline.expressions.headings import begins_line, breaks
from timeline.expressions.tense import Tense
from timeline.expressions.tokens import Tokens
from timeline.intervals import Cell

_STOPS = frozenset(".;")
_LEADS = frozenset(".;:")
_DASHES = frozenset("-–—")
_LEAD = 2  # words of a line before its time ("Not before 2 p.m.")
_HEADING = 14  # tokens of a heading with its day
_OLD = 1500  # four digits below this are hours where they open lines, years of news lie above
_FAR = 60  # years ahead of publication that no chronology of news tells
_HOUR, _MINUTE, _NIGHT = 24, 60, 2200


@dataclass(frozen=True, slots=True)
class Slot:
    """The day that a line of a list stands under, and the minute of the line told last. headed: a heading gave it."""

    cell: Cell
    ref: str
    token: int
    minutes: int | None = None
    headed: bool = False


def opens_line(tokens: Tokens, first: int) -> bool:
    """Does the phrase open such a line, or nearly so: "Not before 2 p.m."?"""
    for at in range(first, max(-1, first - 1 - _LEAD), -1):
        if begins_line(tokens, at):
            return True
        if not tokens.low[at - 1].isalpha():
            return False
    return False


def in_heading(tokens: Tokens, first: int, last: int, tense: Tense, slot: Slot | None) -> bool:
    """Does the phrase stand in a short line that tells nothing, above another: "List for Tuesday 2 May"?

    Not in brackets, nor in a line that a time opens.
    """
    start, end = first, last
    while not begins_line(tokens, start) and first - start <= _HEADING:
        start -= 1
    while not begins_line(tokens, end) and end - last <= _HEADING:
        end += 1
    if end >= len(tokens.low) or end - start > _HEADING or not begins_line(tokens, start):
        return False
    if slot is not None and slot.minutes is not None and start < slot.token:
        return False
    if "(" in tokens.low[start:first] and ")" not in tokens.low[start:first]:
        return False
    if not breaks(tokens, end) or (tokens.low[end - 1] == "." and end - 1 >= last):
        return False
    return all(tense.of(tokens, i) is None for i in (*range(start, first), *range(last, end)))


class LineNumbers(Enum):
    """What the four digits are that open lines or sentences. NONE: fewer than two of them do. Of two the first is the
    likelier."""

    NONE, HOURS, YEARS, HOURS_OR_YEARS, YEARS_OR_HOURS = range(5)


def line_numbers(tokens: Tokens, published: int | None) -> LineNumbers:
    """Are the four digits that open lines or sentences hours or years?

    Hours, where each is a time of day and one of them no year: with a nought before it, or behind ten at night. Years,
    where one is no time of day, or they stand in no order. What is left is told by how far it lies from our time: years
    of a chronology in news lie between 1500 and a few years ahead. published: the year of publication.
    """
    found = [tokens.low[i] for i in _opening(tokens)]
    numbers = [int(word) for word in found]
    if len(numbers) < 2:
        return LineNumbers.NONE
    if any(n // 100 >= _HOUR or n % 100 >= _MINUTE for n in numbers):
        return LineNumbers.YEARS
    if any(word[0] == "0" for word in found) or max(numbers) >= _NIGHT:
        return LineNumbers.HOURS
    if not _ordered(numbers):
        return LineNumbers.YEARS
    far = published is not None and max(numbers) > published + _FAR
    return LineNumbers.HOURS_OR_YEARS if min(numbers) < _OLD or far else LineNumbers.YEARS_OR_HOURS


def _opening(tokens: Tokens) -> Iterator[int]:
    """Where four digits open a line or a sentence, with a sign, a capital or a number behind them."""
    low, words, gap = tokens.low, tokens.words, tokens.gap
    for i in range(len(low) - 1):
        if len(low[i]) == 4 and low[i].isdecimal() and gap[i + 1] < 2:
            opens = begins_line(tokens, i) or (low[i - 1] in _STOPS and gap[i] and low[i - 2 : i - 1] != ["no"])
            behind = words[i + 1]
            marked = behind == ":" or (behind in _DASHES and gap[i + 1])
            if opens and (marked or (gap[i + 1] and (behind[0].isupper() or behind.isdecimal()))):
                yield i


def tells_hours(tokens: Tokens, fronts: Collection[str], days: Collection[str], tails: Collection[str]) -> bool:
    """Does the text write hours in four digits: with a nought behind one of `fronts` ("at 0130") or before one of
    `days` ("0130 on"), or before one of `tails` ("1640 hours")?"""
    low, gap = tokens.low, tokens.gap
    for i, word in enumerate(low):
        if i + 1 == len(low):
            return False
        if len(word) == 4 and word.isdecimal() and int(word) // 100 < _HOUR and int(word) % 100 < _MINUTE:
            if word[0] == "0" and i and gap[i] == 1 and (low[i - 1] in fronts or low[i + 1] in days):
                return True
            if gap[i + 1] < 2 and low[i + 1] in tails:
                return True
    return False


def dots_head(tokens: Tokens) -> bool:
    """Are the figures with a dot that open lines hours (18.30), and no numbers of sections or sums?

    Behind a full stop, a colon or a semicolon they open a line too. At least two of them, all times of day with two
    digits behind the dot, in order, one with two digits before it; they do not count on as sections do.
    """
    low, gap = tokens.low, tokens.gap
    found = [
        (low[i], low[i + 2])
        for i in range(len(low) - 3)
        if low[i + 1] == "." and low[i].isdecimal() and low[i + 2].isdecimal()
        if begins_line(tokens, i) or (low[i - 1] in _LEADS and gap[i] and not low[i - 2].isdecimal())
        if not gap[i + 1] and not gap[i + 2] and len(low[i]) < 3
    ]
    if len(found) == 1 and _dotted_elsewhere(tokens):
        return len(found[0][0]) == 2 and int(found[0][0]) < _HOUR and int(found[0][1]) < _MINUTE
    if len(found) < 2 or any(int(h) >= _HOUR or len(m) != 2 or int(m) >= _MINUTE for h, m in found):
        return False
    numbers = [int(h) * 100 + int(m) for h, m in found]
    counted = all(abs(b - a) == 1 for a, b in pairwise(numbers)) and len(numbers) > 2
    return any(len(h) == 2 for h, _ in found) and _ordered(numbers) and not counted


def _dotted_elsewhere(tokens: Tokens) -> bool:
    """Does the text write another hour with a dot and its half of the day: 6.45pm?"""
    low, gap = tokens.low, tokens.gap
    return any(
        low[i] == "." and low[i - 1].isdecimal() and low[i + 1].isdecimal() and not gap[i] and not gap[i + 1]
        and low[i + 2] in ("am", "pm", "a", "p")
        for i in range(1, len(low) - 2)
    )  # fmt: skip


def _ordered(numbers: list[int]) -> bool:
    """Do they all rise, or all fall?"""
    return all(a <= b for a, b in pairwise(numbers)) or all(a >= b for a, b in pairwise(numbers))


def months_bare(tokens: Tokens, shorts: Collection[str]) -> bool | None:
    """Does the text write months in short without a full stop? False where it stops one inside a sentence ("on 3 Feb.
    he"), None where neither is seen. shorts: months in short."""
    low, words, gap, bare = tokens.low, tokens.words, tokens.gap, None
    for i in range(len(low) - 1):
        if low[i] not in shorts or not words[i][0].isupper():
            continue
        stopped = low[i + 1] == "." and not gap[i + 1]
        if stopped and i + 2 < len(low) and gap[i + 2] < 2 and not words[i + 2][0].isupper():
            return False
        if not stopped and ((i > 0 and low[i - 1].isdecimal()) or low[i + 1].isdecimal()):
            bare = True
    return bare


def ends_sentence(tokens: Tokens, first: int, last: int, shorts: Collection[str], bare: bool | None) -> bool:
    """Is the full stop that a phrase ends with that of the sentence, and none of the month before it: "on 26 Nov."?

    Where the text writes months without one, and where nothing tells and the day stands before the month. bare: what
    `months_bare` says of the text.
    """
    low = tokens.low
    if last - first < 2 or low[last - 1] != "." or low[last - 2] not in shorts or bare is False:
        return False
    if last < len(low) and tokens.gap[last] < 2 and tokens.words[last][0].islower():
        return False
    return bare is True or (last - first > 2 and low[last - 3].isdecimal())
