"""The words around a phrase: its clause and tense, its line, and what the text shows of the way it is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.expressions.grammar import Grammar
from timeline.expressions.headings import alone, heads_entries, opens_entry, years_head_lines
from timeline.expressions.numeric_order import proven_order
from timeline.expressions.quoting import quoted
from timeline.expressions.schedule import LineNumbers, dots_head, line_numbers, opens_line, tells_hours
from timeline.expressions.tense import tense_of
from timeline.expressions.tokens import Tokens
from timeline.intervals import Bound, Cell, Grain
from timeline.model import Kind, Options

_FRONT = 4  # tokens before a date that opens its sentence ("Then, in March 2020, they moved")
_LIFE = 5  # tokens from the bracket to the day of a birth or death
_CLAUSE = 10  # tokens
_STOPS = frozenset(".!?;")


@dataclass(slots=True)
class Surroundings:
    """Made anew for each article; `first` and `last` are the tokens of the phrase that is being read."""

    grammar: Grammar
    tokens: Tokens
    options: Options
    kind: Kind
    published: Bound | None
    zone: str | None = None
    first: int = 0
    last: int = 0
    years_head: bool | None = None  # do years open the lines of the text?
    numeric_order: int | None = None  # 1 where a date of the text has its day first, -1 where its month, 0 neither
    numbers: LineNumbers | None = None  # what the four digits are that open the lines
    of_hours: bool | None = None  # are there hours in four digits?
    dots: bool | None = None  # do hours with a dot?
    inside: bytearray | None = None  # which tokens stand in quotations
    _hears: tuple[int, bool] | None = None

    def of_life(self) -> bool:
        """Does the phrase date a birth or a death in brackets: "P. Roe (died May 2)"?"""
        low, lives = self.tokens.low, self.grammar.lists.get("lives", ())
        near = low[max(0, self.first - _LIFE) : self.first]
        return "(" in near and ")" not in near and any(word in lives for word in near)

    def lines_are_years(self) -> bool:
        """Is the number a year that heads lines, and no time of day?"""
        if alone(self.tokens, self.first, self.last) and heads_entries(self.tokens, self.last):
            return True
        if self.years_head is None:
            self.years_head = years_head_lines(self.tokens)
        heads = alone(self.tokens, self.first, self.last) or opens_entry(self.tokens, self.first, self.last)
        return self.years_head and heads

    def line_numbers(self) -> LineNumbers:
        """Are four digits that open lines or sentences hours or years?"""
        if self.numbers is None:
            self.numbers = line_numbers(self.tokens, self.published.year if self.published is not None else None)
        return self.numbers

    def tells_hours(self) -> bool:
        """Does the text write hours in four digits?"""
        if self.of_hours is None:
            lists = self.grammar.lists
            words = (lists.get(name, ()) for name in ("hour_fronts", "hour_days", "hour_tails"))
            self.of_hours = tells_hours(self.tokens, *words)
        return self.of_hours

    def dots_open(self) -> bool:
        """Are figures with a dot that open lines hours?"""
        if self.dots is None:
            self.dots = dots_head(self.tokens)
        return self.dots

    def opens_slot(self) -> bool:
        """Does the phrase open a line of a list, or an entry with a colon?"""
        return opens_line(self.tokens, self.first) or self.heads_entry()

    def is_quoted(self) -> bool:
        """Does the phrase stand in a quotation?"""
        if self.inside is None:
            self.inside = quoted(self.tokens)
        return bool(self.inside[self.first])

    def compared(self, cell: Cell, at: int) -> bool:
        """ "up from a year earlier", "compared with 2009": not what is told. at: the first token of it."""
        ahead = self.tokens.low[at - 1] if at else ""
        return self.kind == "news" and cell.grain is Grain.YEAR and ahead in self.grammar.lists.get("comparers", ())

    def day_first(self) -> bool | None:
        """Does the day stand first in the dates of the text that are written in numbers? None where none proves it."""
        if self.numeric_order is None:
            self.numeric_order = proven_order(self.tokens, weekdays_of(self.grammar))
        return self.numeric_order > 0 if self.numeric_order else None

    def money_order(self) -> bool | None:
        """Does the money of the text tell of a country that writes the day first? None where it tells nothing."""
        low, lists = set(self.tokens.low), self.grammar.lists
        first = not low.isdisjoint(lists.get("day_first_signs", ()))
        return True if first and low.isdisjoint(lists.get("month_first_signs", ())) else None

    def habitual(self) -> bool:
        """Is the clause of something that comes again: "used to open at 9 a.m.", "at 8 p.m. every day"?"""
        lists, low = self.grammar.lists, self.tokens.low
        before = range(self.first - 1, max(-1, self.first - 1 - _CLAUSE), -1)
        behind = range(self.last, min(len(low), self.last + _CLAUSE))
        for way, edge in ((before, 1), (behind, 0)):
            for i in way:
                if self.tokens.gap[i + edge if i + edge < len(low) else i] == 2 or low[i] in _STOPS:
                    break
                if self._comes_again(i, lists):
                    return True
        return False

    def _comes_again(self, i: int, lists: Mapping[str, Any]) -> bool:
        word, following = self.tokens.words[i], self.tokens.low[i + 1] if i + 1 < len(self.tokens.low) else ""
        if word in lists.get("habits", ()) or (word.lower() in lists.get("habits", ()) and word.endswith("s")):
            return True
        every = word.lower() in lists.get("habit_openers", ()) and following in lists.get("habit_units", ())
        return every or f"{word} {following}" in lists.get("habit_pairs", ())

    def heard_before(self, words: Collection[str], reach: int) -> bool:
        """Is one of the words among the last `reach` of the sentence before the phrase?"""
        for i in range(self.first - 1, max(-1, self.first - 1 - reach), -1):
            if self.tokens.gap[i + 1] == 2 or self.tokens.low[i] in _STOPS:
                return False
            if self.tokens.low[i] in words:
                return True
        return False

    def heard_near(self, words: Collection[str], reach: int) -> bool:
        """Does one of the words stand in the sentence of the phrase, so many tokens away at most?"""
        if self.heard_before(words, reach):
            return True
        for i in range(self.last, min(len(self.tokens.low), self.last + reach)):
            if self.tokens.gap[i] == 2 or self.tokens.low[i] in _STOPS:
                return False
            if self.tokens.low[i] in words:
                return True
        return False

    def superlative(self, reach: int) -> bool:
        """Does a superlative stand a few tokens before the phrase, in its clause: "the wettest in four decades"?"""
        words, ending = (
            self.grammar.lists.get("superlatives", ()),
            str(self.grammar.lists.get("superlative_ending", "\0")),
        )
        for i in range(self.first - 1, max(-1, self.first - 1 - reach), -1):
            word = self.tokens.low[i]
            if self.tokens.gap[i + 1] == 2 or word in _STOPS or word == ",":
                return False
            if word in words or (word.endswith(ending) and len(word) > len(ending) + 1):
                return True
        return False

    def fronted(self) -> bool:
        """Does the phrase open its sentence, or nearly so?"""
        for i in range(self.first - 1, self.first - 1 - _FRONT, -1):
            if i < 0 or self.tokens.gap[i + 1] == 2 or self.tokens.low[i] in _STOPS:
                return True
        return False

    def heads_entry(self) -> bool:
        """Does the phrase open its line or sentence, with a colon or a dash behind it: "3 May: The banks object"?"""
        return opens_entry(self.tokens, self.first, self.last, inline=True)

    def pointed(self) -> int:
        """Where the phrase points from the date told last: -1 back ("the previous Christmas"), 1 on, 0 nowhere."""
        said = self.tokens.low[self.first : self.last]
        back, on = (not set(self.grammar.lists.get(name, ())).isdisjoint(said) for name in ("told_back", "told_on"))
        return int(on) - int(back)

    def direction(self) -> int:
        """-1 when the clause of the phrase looks back, 1 when it looks ahead, 0 when neither is heard."""
        return self._heard()[0]

    def appointed(self) -> bool:
        """Is what is ahead told by a present: "The fair takes place on Sunday"?"""
        return self._heard()[1]

    def _heard(self) -> tuple[int, bool]:
        if self._hears is None:
            self._hears = tense_of(self.grammar).hear(self.tokens, self.first, self.last)
        return self._hears


@cache
def weekdays_of(grammar: Grammar) -> Mapping[str, int]:
    """The number of a weekday by its word, 0 Monday."""
    names = ("weekday", "weekday_short")
    return {
        word: int(value) for word, meanings in grammar.words.items() for name, value, _ in meanings if name in names
    }
