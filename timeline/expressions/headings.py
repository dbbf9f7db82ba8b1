"""Lines of a chronology: what stands alone on its line and heads what follows, what opens an entry."""

from __future__ import annotations

from timeline.expressions.tokens import Tokens

_ENDS = frozenset(".!?:;”\"')")
_STOPS = frozenset(".!?;:")
_DASHES = frozenset("-–—")
_TITLE = 14  # tokens of a line that is a title
_NEXT = 12  # tokens of the date that opens an entry
_CLOCK = 60  # minutes of an hour: 1966 is no time of day


def breaks(tokens: Tokens, i: int) -> bool:
    """Does a line end before token i, or the text begin there?"""
    if not 0 < i < len(tokens.low) or tokens.gap[i] == 2:
        return True
    return bool(tokens.gap[i]) and "\n" in tokens.text[tokens.end[i - 1] : tokens.start[i]]


def begins_line(tokens: Tokens, at: int) -> bool:
    """Does a line begin at the token that the line before does not run on to?"""
    return not at or at >= len(tokens.low) or tokens.gap[at] == 2 or at in tokens.cut


def alone(tokens: Tokens, first: int, last: int) -> bool:
    """Do the tokens fill a line that the text does not run through: what is before them has ended, what follows opens
    with a capital or a number? A colon may stand behind them."""
    end = last + (last < len(tokens.low) and tokens.low[last] == ":" and not tokens.gap[last])
    if not (breaks(tokens, first) and breaks(tokens, end)):
        return False
    ended = not first or tokens.gap[first] == 2 or tokens.low[first - 1] in _ENDS or _headline(tokens, first)
    opens = (
        end >= len(tokens.low) or tokens.gap[end] == 2 or tokens.words[end][0].isupper() or tokens.low[end][0].isdigit()
    )
    return ended and (opens or not tokens.words[end][0].isalnum())


def _headline(tokens: Tokens, first: int) -> bool:
    """Is the line before a heading too: a number or a capitalised word alone?"""
    return breaks(tokens, first - 1) and (tokens.words[first - 1][0].isupper() or tokens.low[first - 1].isdecimal())


def opens_entry(tokens: Tokens, first: int, last: int, inline: bool = False) -> bool:
    """Do the tokens open a line, with a colon or a dash behind them? inline: or a sentence."""
    if last >= len(tokens.low) or tokens.gap[last] == 2:
        return False
    if not breaks(tokens, first) and not (inline and tokens.low[first - 1] in _STOPS):
        return False
    mark = tokens.low[last]
    return mark == ":" or (mark in _DASHES and tokens.gap[last] == 1)


def below_title(tokens: Tokens, first: int, last: int) -> int | None:
    """Where the entries begin below a line that the tokens open and that ends without a stop: "1914: ON THE BRINK"."""
    if not opens_entry(tokens, first, last):
        return None
    below = next((i for i in range(last + 1, min(len(tokens.low), last + _TITLE)) if breaks(tokens, i)), None)
    return below if below is not None and tokens.low[below - 1] not in _STOPS and heads_entries(tokens, below) else None


def ends_title(tokens: Tokens, first: int, last: int) -> bool:
    """Do the tokens end a line of a few words that has no stop and stands above entries: "THE SIEGE, MARCH 1972"?"""
    if not breaks(tokens, last) or last >= len(tokens.low) or breaks(tokens, first):
        return False
    start = next((i for i in range(first, max(-1, first - _TITLE), -1) if breaks(tokens, i)), None)
    if start is None or not _STOPS.isdisjoint(tokens.low[start:last]):
        return False
    return heads_entries(tokens, last)


def clock_at(tokens: Tokens, at: int) -> bool:
    """Does a time of day in figures stand there?"""
    low = tokens.low
    return low[at].isdecimal() and (len(low[at]) == 4 or (low[at + 1 : at + 2] == [":"] and not tokens.gap[at + 1]))


def heads_entries(tokens: Tokens, last: int) -> bool:
    """Does an entry follow: within a few tokens a colon, or a dash with blanks, behind something with a number or a
    capital ("May 9: ...")?"""
    at = last + (last < len(tokens.low) and tokens.low[last] == ":")
    for i in range(at + 1, min(len(tokens.low), at + _NEXT)):
        if tokens.gap[i] == 2 and i > at + 1:
            return False
        if tokens.low[i] == ":" and not (tokens.low[i - 1].isdecimal() and tokens.gap[i + 1 : i + 2] != [1]):
            return True
        if tokens.low[i] in _DASHES and tokens.gap[i] == 1:
            return True
    return False


def years_head_lines(tokens: Tokens) -> bool:
    """Are the numbers that open lines years: is one of them no time of day, as 1966 is none?"""
    for i, word in enumerate(tokens.low):
        year = len(word) == 4 and word.isdecimal() and "1000" <= word <= "2100"
        heads = year and int(word) % 100 >= _CLOCK and breaks(tokens, i)
        if heads and (breaks(tokens, i + 1) or opens_entry(tokens, i, i + 1)):
            return True
    return False
