"""News or history: which of the two a text is read as."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from timeline.expressions.grammar import Grammar
from timeline.expressions.quoting import quoted
from timeline.expressions.tokens import Tokens
from timeline.intervals import Bound, civil
from timeline.model import Kind

_OLD = 3  # years before publication from which on a date is one of the past
_FEW = 2  # years named, up to which a word of the present is enough for news
_REMEMBERED = 100  # years a memory reaches back
_LONG = 150  # tokens from which on one date of the past tells the kind
_BESIDE = 4  # tokens from a month to the year of its date


@dataclass(slots=True)
class Signs:
    """What tells the kind of a text. years, own: numbers of years named, far from publication and near it. near:
    words measured from the day of writing, outside quotations. present, ahead: words of the present
    and of what is to come. dated: the first date with a month has its year, and lies back.
    distant: beyond what anybody remembers."""

    years: int = 0
    own: int = 0
    near: int = 0
    present: int = 0
    ahead: int = 0
    dated: bool | None = None
    distant: bool = False


def see_kind(tokens: Tokens, grammar: Grammar, published: Bound | None) -> Kind:
    """News or history: histories name years, and hardly a weekday, a yesterday or a last month.

    Counted in tokens, with words and thresholds from the language folder, so that nobody has to say which a text is.
    The publication year and its neighbours are no evidence, nor is a number at the head of a paragraph (a time of
    day), a word inside a quotation, or a weekday beside its date. A text without publication date and without deictic
    words is a history: its dates lean on each other. So is one whose first date lies back with its year, and that has
    no such word at all and does not name the year of publication.
    """
    lists = grammar.lists["history"]
    told = signs(tokens, grammar, published)
    if published is None and not told.near:
        return "history"
    lead = tokens.low[: int(lists.get("lead", 0))]
    deictic = frozenset(str(word) for word in lists["deictic"])
    bare = any(word in deictic and not _dated(lead, i) for i, word in enumerate(lead))
    if published is not None and (bare or _names_day(lead, grammar, published)):
        return "news"
    often = int(lists.get("deictic_in_thousand", 1000))
    if published is not None and told.near > 1 and 1000 * told.near >= often * len(tokens.low):
        return "news"
    if told.dated and not (told.near or told.own or told.ahead):
        few = told.years <= _FEW or (len(tokens.low) < _LONG and not told.distant)
        short = told.years < _FEW and len(tokens.low) < _LONG and not (told.distant and told.years)
        if not short and not (few and told.present):
            return "history"
    dense = 1000 * told.years >= int(lists["years_in_thousand"]) * len(tokens.low)
    enough = told.years >= int(lists["years_needed"]) and dense
    return "history" if enough and told.years > int(lists["years_per_deictic"]) * told.near else "news"


def signs(tokens: Tokens, grammar: Grammar, published: Bound | None) -> Signs:
    """Count the signs of a text."""
    lists = grammar.lists["history"]
    deictic, openers, units, eras, present, ahead, weekdays = (
        frozenset(map(str, lists.get(name, ())))
        for name in ("deictic", "deictic_openers", "deictic_units", "eras", "present", "ahead", "weekdays")
    )
    own = {f"{published.year + i:04d}" for i in (-1, 0, 1)} if published is not None else set()
    inside, months = quoted(tokens), _months(grammar)
    told, previous = Signs(), ""
    for i, word in enumerate(tokens.low):
        if word in eras:
            told.years += 1
        elif word[0] in "12" and _year(word):
            told.own += word in own
            told.years += word not in own and not _heads_entry(tokens, i)
        elif inside[i]:
            pass
        elif word in deictic or (word in units and previous in openers):
            told.near += not (word in weekdays and _dated(tokens.low, i))
        elif word in ahead:
            told.ahead += 1
        elif word in present:
            told.present += 1
        if told.dated is None and word in months and published is not None and _month(tokens, i):
            told.dated = _lies_back(tokens, i, published.year)
            told.distant = _lies_back(tokens, i, published.year - _REMEMBERED)
        previous = word
    return told


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and "1000" <= word <= "2100"


@cache
def _months(grammar: Grammar) -> frozenset[str]:
    """The names of months."""
    return frozenset(
        word for word, meanings in grammar.words.items() if any(kind == "month" for kind, _, _ in meanings)
    )


def _month(tokens: Tokens, i: int) -> bool:
    """Is the name of a month written as one?"""
    return tokens.words[i][0].isupper() and len(tokens.low[i]) > 2


def _lies_back(tokens: Tokens, i: int, here: int) -> bool:
    """Has the date of the month a year, and one long gone?"""
    found = (word for word in tokens.low[i : i + _BESIDE] if _year(word))
    return (year := next(found, None)) is not None and int(year) < here - _OLD


def _dated(low: list[str], i: int) -> bool:
    """Does a weekday stand beside its date ("Saturday 9 March", "Saturday, March 9")?"""
    behind = [word for word in low[i + 1 : i + 4] if word not in (",", "the")][:2]
    return len(behind) == 2 and any(word[0].isdecimal() for word in behind)


def _names_day(lead: list[str], grammar: Grammar, day: Bound) -> bool:
    """Is the day among the words, as "April 27" or "27 April"?"""
    _, month, number = civil(day.day)
    return any(
        str(number) in (lead[i - 1 : i] + lead[i + 1 : i + 2])
        and any(kind == "month" and value == month for kind, value, _ in grammar.words.get(word, ()))
        for i, word in enumerate(lead)
    )


def _heads_entry(tokens: Tokens, i: int) -> bool:
    """Is the number a time of day that opens an entry of a live page ("1541 The minister is speaking")?"""
    following = i + 1 < len(tokens.words) and tokens.gap[i + 1] < 2 and tokens.words[i + 1][0].isupper()
    return tokens.gap[i] == 2 and following
