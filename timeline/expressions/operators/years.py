"""Years, decades, centuries, and the year that a date leaves out."""

from __future__ import annotations

from timeline.expressions.context import EARLY, Context
from timeline.expressions.eras import of_old, things_of
from timeline.expressions.sense import Sense, of_cell, unplaced
from timeline.intervals import Bound, Bounds, Cell, Grain, Interval, cell_of, ordinal
from timeline.intervals.bounds import FIRST_YEAR, LAST_YEAR
from timeline.model import TimexType

ERA, FEW = 300, 40  # years from a date of an old era to a number of three or of two digits that is a year

_LIFE = 50  # years back from which on a story that goes on has its own century
_WEATHER = 12  # tokens around "the mid 40s" in which the weather is told
_TOLD = 60  # tokens from a year to the same one cut short


def short_year(context: Context, two: int) -> int:
    """The full year of '96 or 10-25-96: the one told just before, else the nearest to now, at most 20 years ahead."""
    told = context.focus.cell if context.focus is not None and context.first - context.focus_token < _TOLD else None
    if told is not None and told.year % 100 == two and told.grain.rank <= Grain.YEAR.rank:
        return told.year
    base = context.now.year if context.now is not None else 2000
    if told is not None and told.grain is Grain.DECADE and told.year % 100 <= two < told.year % 100 + 10:
        return told.year - told.year % 100 + two  # "rebuilt in the 1790s, after the fire of '91"
    if told is not None and told.grain.rank <= Grain.YEAR.rank and EARLY < told.year < base - _LIFE:
        begun = told.year - told.year % 100 + two
        if told.year <= begun <= base:
            return begun  # "came over in 1906 and was born in '22"
    year = base - base % 100 + two
    return year - 100 if year > base + 20 else year


def before_christ(context: Context, year: int) -> int:
    """Astronomical year of a year BC."""
    return 1 - int(year)


def year(context: Context, number: float) -> Sense:
    """A whole year."""
    value = int(number)
    if not FIRST_YEAR <= value <= LAST_YEAR:
        return unplaced(TimexType.DATE, "XXXX")
    return of_cell(Cell(Grain.YEAR, value)).because("calendar", result=of_cell(Cell(Grain.YEAR, value)).value)


def bare_year(context: Context, number: int) -> Sense | None:
    """A number that can only be a year because the dates around it are of that era (490 in a text on 480 BC)."""
    told = context.focus.cell.year if context.focus is not None and context.focus.cell is not None else None
    if told is None or told > 999 or abs(abs(told) - number) > ERA:
        return None
    return year(context, 1 - number if told < 1 else number)


def old_year(context: Context, number: float) -> Sense | None:
    """The same in a report, near a date of before the year 1000: "the fort of AD 142 was burnt in 158"."""
    near, value = context.ancient, int(number)
    if near is None or not things_of(context):
        return None
    first, last = sorted((abs(near.year), abs(cell_of(Grain.DAY, near.last).year)))
    if max(first - value, value - last) > (ERA if value > 99 else FEW):
        return None
    return year(context, 1 - value if near.year < 1 else value)


def entry_year(context: Context, number: int) -> Sense | None:
    """The 476 of "AD 14: The emperor dies. 476: The last is deposed.": the year goes on from the one before."""
    near = context.ancient
    if near is None:
        return None
    before_christ_ = 1 - number
    return year(context, before_christ_ if near.year < before_christ_ else number)


def near_old(context: Context, number: int, other: int) -> Sense | None:
    """The 886 of "between 886 and 890", near a date of those times."""
    near = context.ancient
    if near is None or (not 0 < other - number < ERA and not 0 < number - other < ERA):
        return None
    return year(context, number) if near.year > 0 and abs(near.year - number) <= ERA else None


def old_decade(context: Context, number: int) -> Sense | None:
    """The 160s, in a text on times before the year 1000."""
    return decade(context, number) if of_old(context) else None


def of_reign(context: Context, number: int, other: int) -> Sense | None:
    """The 871 and the 899 of "reigned 871-899": two years of one life."""
    return year(context, number) if abs(number - other) <= _LIFE * 2 else None


def old_first(context: Context, number: int, last: int) -> Sense | None:
    """The 268 of 268-70, in a text on times before the year 1000."""
    return year(context, number) if of_old(context) and number < last else None


def old_last(context: Context, number: int, first: int) -> Sense | None:
    """The 70 of 268-70."""
    value = first - first % 100 + number if number < 100 else number
    return year(context, value) if of_old(context) and value > first else None


def year_of_era(context: Context, number: int, other: int) -> Sense | None:
    """The 312 of 312-306 BC; a small number before a year of our era is something else, unless that says how long."""
    lists, tokens = context.grammar.lists, context.tokens
    if other >= 1 and number < EARLY:
        before = tokens.low[context.first - 1] if context.first else ""
        till = not set(lists.get("till", ())).isdisjoint(tokens.low[context.first : context.last])
        hours = number % 100 < 60 and other % 100 < 60 and other <= 2400
        spans = before in lists.get("openers", ()) and ((till and not hours) or of_old(context))
        return year(context, number) if spans and number > 99 else None
    return year(context, 1 - number if other < 1 else number)


def year_like(context: Context, two: int, first: int) -> Sense:
    """The 94 of 1990-94."""
    value = first - first % 100 + two
    return year(context, value if value >= first else value + 100)


def year_figure(context: Context, figure: str, first: int) -> Sense:
    """The 2 of 1361-2."""
    return year(context, first - first % 10 + int(figure))


def year_two(context: Context, two: int, first: int) -> int:
    """The full year of the 70 in "the 1960s and 70s"."""
    return first - first % 100 + two


def decade(context: Context, number: int) -> Sense | None:
    """The 1980s, by the first of its years; two digits are of the century of now. None for a year that is the first of
    none: "1972's hit" is of 1972."""
    value = short_year(context, number) if number < 100 else int(number)
    if value % 10 and number >= 100:
        return None
    ahead = number < 100 and context.today is not None and value > context.today.year
    if ahead and context.direction() <= 0:
        value -= 100  # "He came home in the thirties" is no decade to come
    return of_cell(cell_of(Grain.DECADE, ordinal(value, 1, 1))).because("calendar", result=f"{value}s")


def loose_decade(context: Context, two: int) -> Sense | None:
    """The mid-50s, without an apostrophe; not where the weather is told: "highs in the mid 40s"."""
    return None if context.heard_near(context.grammar.lists.get("weather", ()), _WEATHER) else decade(context, two)


def listed_year(context: Context, number: int) -> Sense | None:
    """The '96 of "1992, '96 and 2001"."""
    told = context.focus.cell if context.focus is not None else None
    near = told is not None and told.grain is Grain.YEAR and context.first - context.focus_token <= 2
    return year(context, number) if near and context.same_sentence() else None


def decade_before_christ(context: Context, number: int) -> Sense:
    """The 470s BC: 479 to 470 BC."""
    return of_cell(cell_of(Grain.DECADE, ordinal(1 - number, 1, 1))).because("calendar", result=f"{number}s BC")


def century(context: Context, nth: float, era: str | None = None) -> Sense:
    """The 19th century is TIMEX3 18, 1800 to 1899 as people and TIMEX3 use it; the fourth century BC 400 to 301 BC."""
    index = int(nth) - 1
    if not 0 <= index <= 98:
        return unplaced(TimexType.DATE, "XX")
    cell = Cell(Grain.CENTURY, -int(nth) if era == "BC" else index)
    return of_cell(cell).because("calendar", result=f"{cell.value()}XX")


def millennium(context: Context, nth: float, era: str | None = None) -> Sense:
    """The third millennium BC is 3000 to 2001 BC; the second millennium 1000 to 1999."""
    index = int(nth) - 1
    if not 0 <= index <= 9:
        return unplaced(TimexType.DATE, "X")
    cell = Cell(Grain.MILLENNIUM, -int(nth) if era == "BC" else index)
    return of_cell(cell).because("calendar", result=f"{cell.value()}XXX")


def fiscal_over(context: Context, first_: int, two: int) -> Sense:
    """The financial year 2022/23: the year whose name it bears last; where nothing says when it begins, it begins in
    the first of the two and ends in the second."""
    last = year_two(context, two, first_)
    if context.options.fiscal_year_start != 1 or last != first_ + 1:
        return fiscal(context, last)
    one, other = (Cell(Grain.YEAR, y) for y in (first_, last))
    begin, end = (Bounds(Bound(c.first), Bound(c.last)) for c in (one, other))
    return year(context, last).but(when=Interval(begin, end, Grain.YEAR))


def fiscal(context: Context, number: int) -> Sense:
    """Fiscal 1989: the year whose name it bears, from the month `fiscal_year_start` on (after January: of the year
    before, as most companies and the United States name it)."""
    begin = context.options.fiscal_year_start
    if begin == 1:
        return year(context, number)
    first, last = ordinal(number - 1, begin, 1), ordinal(number, begin, 1) - 1
    return year(context, number).but(when=Interval.stretch(Bound(first), Bound(last), Grain.YEAR))
