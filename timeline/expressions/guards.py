"""What a rule may ask of the words around its match, by their class: functions of grammar, tokens, first, last."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.expressions.guard_words import Guard, Words
from timeline.expressions.headings import begins_line, opens_entry
from timeline.expressions.tokens import Tokens

_INSIDE_NUMBERS = frozenset({",", ".", "million", "billion", "m", "bn"})
_CURRENCIES = frozenset("$£€¥#")
_DATE_SIGNS = frozenset("/.-")
_DASHES = frozenset("-–—")
_NO_COUNT = (["in"], ["since"], ["aged"], ["age"])
_AGE = 60  # years from the first to the second of two years written together
_YEAR_LETTERS = frozenset({"fy", "cy", "ad", "bc", "ce", "c", "h", "q"})
_SIGNS = frozenset(".,;:()-–—")
_NAME = 3  # words of a name
_QUOTATION = 60  # tokens in which a quotation closes
_FIXTURE = 12  # tokens in which what tells a list of matches stands before a figure
_MATCH = 60  # tokens in which a report of a match names its play
_CLAUSE = 8  # tokens in which a word that governs a figure stands before it


def after_sum(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only behind a sum of money."""
    low = tokens.low
    at = first - 1
    while at >= 0 and first - at < 6 and (low[at].isdecimal() or low[at] in _INSIDE_NUMBERS):
        at -= 1
    return 0 <= at < first - 1 and low[at] in _CURRENCIES


def after_count(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only behind a number, of things or by itself ("160 planes", "barrels (336,000 gallons)", "nine a week")."""
    low = tokens.low
    thing = low[first - 1] if first else ""
    if thing in grammar.numbers or (thing.isdecimal() and not 1000 <= int(thing[:6]) <= 2199):
        return low[first - 2 : first - 1] not in _NO_COUNT
    if thing != ")" and not (len(thing) > 3 and thing.isalpha() and _plural(thing)):
        return False
    return any(word.isdecimal() for word in low[max(0, first - 6) : first - 1])


def next_capital(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only before a capitalised word."""
    return bool(_next(tokens, last)) and tokens.words[last][0].isupper()


def in_code(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only where the number is one of a code: BM-1927, 07-CR-1998, 23-1998-PR, 1998-B, HL2019; not FY-1998, FY2019."""
    low, words, gap = tokens.low, tokens.words, tokens.gap
    if first and not gap[first] and words[first - 1].isalpha() and words[first - 1].isupper():
        return low[first - 1] not in _YEAR_LETTERS
    if first > 1 and low[first - 1] == "-" and not gap[first] and not gap[first - 1]:
        letters, behind = words[first - 2], words[last + 1] if last + 1 < len(words) else ""
        if letters.isdecimal() and behind and low[last] == "-" and not gap[last] and not gap[last + 1]:
            return behind.isupper() and len(behind) < 4  # "23-1998-PR"
        return letters.isupper() and len(letters) < 4 and low[first - 2] not in _YEAR_LETTERS
    tail = words[last + 1] if last + 1 < len(words) and low[last] == "-" and not gap[last] and not gap[last + 1] else ""
    return len(tail) == 1 and tail.isupper()


def in_grid(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only two numbers of as many digits, three to five, behind two capitals: SU 1842 3907."""
    low, words = tokens.low, tokens.words
    if first < 1 or not (words[first - 1].isupper() and len(words[first - 1]) == 2):
        return False
    return len(low[first]) == len(low[last - 1]) in (3, 4, 5)


def in_fixture(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only in a list of matches or races: behind "v" or "vs", or a word such as "racing", a little before. In brackets
    only where the sentence does not go on behind them."""
    behind = _next(tokens, last + 1) if _next(tokens, last) == ")" else ""
    if behind[:1].islower():
        return False
    for i in range(first - 1, max(-1, first - 1 - _FIXTURE), -1):
        if tokens.gap[i + 1] == 2:
            return False
        if tokens.low[i] in grammar.fixtures:
            return True
    return False


def not_played(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not where the quarter is one of a match: two words of play stand near it, and none of business close by."""
    near = set(tokens.low[max(0, first - _MATCH) : last + _MATCH])
    close = tokens.low[max(0, first - _CLAUSE) : last + _CLAUSE]
    return len(grammar.plays & near) < 2 or not grammar.results.isdisjoint(close)


def figure_ends(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only where nothing that a figure measures follows: a sign, a name, the end of a line."""
    word = _next(tokens, last)
    if word in _DASHES and last + 1 < len(tokens.low) and tokens.low[last + 1].isdecimal():
        return False  # "12.30-1.15pm"
    return not word or begins_line(tokens, last) or word in _SIGNS or word[0].isupper()


def heads_line(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only where a line begins that the line before does not run on to."""
    return begins_line(tokens, first)


def not_priced(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not behind what tells a price: "the shares closed at 10.40 on Tuesday"."""
    for i in range(first - 1, max(-1, first - 1 - _CLAUSE), -1):
        if tokens.gap[i + 1] == 2 or tokens.low[i] == ".":
            return True
        if tokens.low[i] in grammar.prices or tokens.low[i] in _CURRENCIES:
            return False
    return True


def sum_next(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only before a sum of money: "a loss for the third quarter of $2 million"."""
    return last + 1 < len(tokens.low) and tokens.low[last + 1] in _CURRENCIES


def no_year_next(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not before a year: "the summer 2012 games"."""
    word = _next(tokens, last)
    return not (len(word) == 4 and word.isdecimal() and "1000" <= word <= "2199")


def of_log(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only behind the number of a log or incident: "quote log 47 of 14/8"."""
    low = tokens.low
    numbered = first > 2 and low[first - 2].isdecimal()
    return numbered and not grammar.logs.isdisjoint(low[max(0, first - 6) : first - 2])


def number_ends(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not before what the number may count: "May 3 and 4 people"."""
    return not noun_next(grammar, tokens, first, last)


def noun_next(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only before a word in small letters that is no particle and no verb."""
    word = _next(tokens, last)
    return word[:1].islower() and word not in grammar.particles and not grammar.tells_tense(word)


def things_next(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only before things in the plural of which no year is said: "1845 sheepdogs", not "1845 elections"."""
    word = _next(tokens, last)
    return noun_next(grammar, tokens, first, last) and _plural(word) and word not in grammar.yearly


def verb_next(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only before a verb that tells its tense."""
    word = _next(tokens, last)
    return word[:1].islower() and word not in grammar.particles and grammar.tells_tense(word)


def after_name(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only behind a capitalised word."""
    return _named(grammar, tokens, first)


def not_named(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not behind a name: "Operation Dawn 5, and 22 to 24 May"."""
    return not _named(grammar, tokens, first)


def after_word(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only behind a word in small letters that is no particle."""
    if not first or tokens.gap[first] == 2:
        return False
    word = tokens.words[first - 1]
    return word.islower() and word.isalpha() and word not in grammar.particles


def no_bare_year(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not where the number is one of a year: "2019 week two", but "a 2000 year wait"."""
    word = tokens.low[first]
    if len(word) != 4 or not "1500" <= word <= "2199":
        return True
    return first > 0 and tokens.low[first - 1] in ("a", "an", "its", "the")


def no_name_next(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not before a name: "by the 9th Mounted Brigade"."""
    word = _next(tokens, last)
    return not word[:1].isupper() or word.lower() in grammar.particles


def teller_next(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only before a name with a verb right behind it: "On the 9th Napoleon crossed the river"."""
    at = last
    while at < last + _NAME and _next(tokens, at)[:1].isupper():
        at += 1
    return at > last and verb_next(grammar, tokens, first, at)


def no_figure(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not inside a figure of three parts: the 8 of 8/11/22."""
    low, gap = tokens.low, tokens.gap
    for start in range(max(0, first - 4), first + 1):
        signs = low[start + 1 : start + 4 : 2]
        whole = len(signs) == 2 and signs[0] == signs[1] and signs[0] in _DATE_SIGNS and start + 4 < len(low)
        if whole and not any(gap[start + 1 : start + 5]) and all(low[start + i].isdecimal() for i in (0, 2, 4)):
            return False
    return True


def heads_entry(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only at the head of an entry of a chronology, in a line of its own or behind the entry before."""
    return opens_entry(tokens, first, last, inline=True)


def no_minutes(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not before the minutes of a time of day: "May 3, 4:30 p.m."."""
    return tokens.low[last : last + 1] != [":"] or bool(tokens.gap[last] or (tokens.gap[last + 1 : last + 2] or [1])[0])


def later_number(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only where the second number can be a year behind the first: 1990-94, 1998-03, a life (1823-91), not 2018-12."""
    on = (int(tokens.low[last - 1]) - int(tokens.low[first])) % 100
    return 0 < on <= _AGE or (
        on > _AGE and tokens.low[first - 1 : first] == ["("] and _same_century(tokens, first, last)
    )


def number_tight(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Not where the sign behind the number goes on to more digits: the 41 of 41.5."""
    return last + 1 >= len(tokens.low) or not (tokens.low[last + 1].isdecimal() and not tokens.gap[last + 1])


def later_figure(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only where a single figure goes on from the last one of a year: 1361-2, not 1990-0, nor behind a name."""
    figure = tokens.low[last - 1]
    return len(figure) == 1 and int(tokens.low[first][-1]) < int(figure) and not _named(grammar, tokens, first)


def next_year(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only where the second number is the year behind the first: "the winter of 1946-7"."""
    one, two = tokens.low[last - 3], tokens.low[last - 1]
    return one.isdecimal() and len(two) < len(one) and int(two) == (int(one) + 1) % 10 ** len(two)


def elided(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only where the mark before the digits stands for a century, and opens no quotation: "No: '83, I think"."""
    if first and not tokens.gap[first] and tokens.low[first - 1].isalnum():
        return False
    mark = tokens.low[first]
    if mark == "’":
        return True
    close = "’" if mark == "‘" else mark
    for i in range(last, min(len(tokens.low), last + _QUOTATION)):
        if tokens.gap[i] == 2:
            return True
        ends = i + 1 >= len(tokens.low) or tokens.gap[i + 1] > 0 or not tokens.low[i + 1].isalnum()
        if tokens.low[i] == close and not tokens.gap[i] and ends:
            return False
    return True


def earlier_number(grammar: Words, tokens: Tokens, first: int, last: int) -> bool:
    """Only where it can be none: 2018-12."""
    return not later_number(grammar, tokens, first, last) and len(tokens.low[last - 1]) == 2


def _same_century(tokens: Tokens, first: int, last: int) -> bool:
    return int(tokens.low[last - 1]) > int(tokens.low[first]) % 100


def _next(tokens: Tokens, last: int) -> str:
    return tokens.words[last] if last < len(tokens.words) and tokens.gap[last] < 2 else ""


def _plural(word: str) -> bool:
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _named(grammar: Words, tokens: Tokens, first: int) -> bool:
    if not first or tokens.gap[first] == 2:
        return False
    word = tokens.words[first - 1]
    return word[0].isupper() and word.isalpha() and tokens.low[first - 1] not in grammar.particles


GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard
    for guard in (
        after_count,
        after_name,
        after_sum,
        after_word,
        earlier_number,
        elided,
        heads_entry,
        later_figure,
        figure_ends,
        heads_line,
        in_code,
        in_fixture,
        in_grid,
        later_number,
        next_capital,
        next_year,
        no_bare_year,
        no_figure,
        no_minutes,
        no_name_next,
        not_named,
        not_played,
        not_priced,
        noun_next,
        number_ends,
        no_year_next,
        of_log,
        number_tight,
        sum_next,
        teller_next,
        things_next,
        verb_next,
    )
}
