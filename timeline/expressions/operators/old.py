"""Dates as histories write them: centuries in pairs, years of an era, two years at once, the old style and the new."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.cycles import season
from timeline.expressions.operators.days import day, exact_day, month
from timeline.expressions.operators.parts import early, share
from timeline.expressions.operators.years import century, millennium, year
from timeline.expressions.sense import Sense, of_cell, time_step
from timeline.intervals import Bound, Cell, Grain, Interval, civil, ordinal
from timeline.model import Anchor, AnchorKind, Reading, TimexType

_LADY_DAY = 24  # the last day of March that still belonged to the year before
_STYLES = 13  # days by which the two calendars differ at most, up to 2099
_BRACKET = 14  # tokens of what brackets tell of the other style
_ELLIPSIS = 20  # tokens from a century to the next that leaves out the word
_TURN = 5  # years before and after the turn of a century
_LONG_MONTHS = (3, 5, 7, 10)  # with their ides on the 15th, the others on the 13th


def century_told(
    context: Context, nth: float, mod: str | None, era: str | None
) -> tuple[float, str | None, str | None]:
    """The number of a century, the part of it and the era, as told in a pair."""
    return nth, mod, era


Told = tuple[float, str | None, str | None]


def century_part(context: Context, told: Told, second: Told | None = None) -> Sense:
    """One of two centuries, or a part of it; the first is of the era of the second where it tells none."""
    nth, mod, era = told
    sense = century(context, nth, era or (second[2] if second is not None else None))
    return early(context, mod, sense) if mod is not None else sense


def millennium_part(context: Context, told: Told, second: Told | None = None) -> Sense:
    """The same of millennia."""
    nth, mod, era = told
    sense = millennium(context, nth, era or (second[2] if second is not None else None))
    return early(context, mod, sense) if mod is not None else sense


def year_in_era(context: Context, number: int, era: str | None) -> int:
    """The astronomical year: 44 BC is -43."""
    return 1 - int(number) if era == "BC" else int(number)


def of_era(context: Context, number: int, era: str | None, mod: str | None = None) -> Sense:
    """A year of an era, or about that."""
    return year(context, year_in_era(context, number, era)).but(mod=mod)


def first_of_era(
    context: Context, number: int, second: str | int, era: str, mod: str | None = None, about: str | None = None
) -> Sense | None:
    """The first of two years of one era, or a part of it; None where it cannot be of that era ("40 or 14 AD")."""
    if era == "AD" and int(second) and number >= int(second):
        return None
    sense = of_era(context, number, era, about)
    return early(context, mod, sense) if mod is not None else sense


def second_of_era(context: Context, digits: str, first: int, era: str, mod: str | None = None) -> Sense | None:
    """The 586 of 587-586 BC; one digit is cut short (587-6 BC)."""
    if len(digits) == 1 and first > 9:
        return short_of_era(context, digits, first, era)
    return of_era(context, int(digits), era, mod)


def short_of_era(context: Context, digits: str, first: int, era: str) -> Sense | None:
    """The 85 of 1190/85 BC, the 18 of AD 214/18: the nearest year with those digits, before Christ the next lower."""
    size, value = 10 ** len(digits), int(digits)
    if len(digits) < len(str(first)):
        value += first - first % size
        if era == "BC":
            value -= size if value >= first else 0
        else:
            value += size if value <= first else 0
    return year(context, year_in_era(context, value, era)) if value > 0 else None


def _follows(first: int, digits: str) -> bool:
    """Are the digits those of the next year, in full or cut short?"""
    return (int(first) + 1) % 10 ** len(digits) == int(digits) and len(digits) in (1, 2, 4)


def one_of_two(context: Context, first: int, digits: str) -> Sense | None:
    """The 2011 of 2011/12; None where the digits are no next year (a fraction, a number of a file)."""
    return _both(context, first) if _follows(first, digits) else None


def other_of_two(context: Context, digits: str, first: int) -> Sense | None:
    """The 12 of 2011/12."""
    return _both(context, first + 1) if _follows(first, digits) else None


def _both(context: Context, number: int) -> Sense:
    """One of the two; in news they name a thing ("the 2011/12 slump"), and nothing later is measured from them."""
    return year(context, number).but(aside=context.kind == "news")


def year_after(context: Context, digits: str, first: int, mod: str | None = None) -> Sense | None:
    """The 117 of AD 98-117, the 70 of AD 268-70."""
    if len(digits) < len(str(first)):
        return short_of_era(context, digits, first, "AD")
    return of_era(context, int(digits), "AD", mod)


def told_century(context: Context, nth: float, mod: str | None = None) -> Sense | None:
    """The 16th, behind the 14th century; None where no century was told just before."""
    told = context.focus.cell if context.focus is not None else None
    near = context.first - context.focus_token < _ELLIPSIS
    if told is None or told.grain is not Grain.CENTURY or not near or not context.same_sentence():
        return None
    return century_part(context, (nth, mod, "BC" if told.index < 0 else None))


def told_share(context: Context, number: float, unit: str, nth: float) -> Sense | None:
    """The second half of the 16th, behind the 14th century."""
    whole = told_century(context, nth)
    return share(context, number, {"half": 2, "third": 3, "quarter": 4}[unit], whole) if whole is not None else None


def dual_year(context: Context, first: int, digits: str) -> tuple[int, bool]:
    """1719/20: the year by a calendar that began it in March, and whether the other is the next one."""
    return int(first), _follows(first, digits)


def dual_day(context: Context, number: float, month_number: int, years: tuple[int, bool]) -> Sense:
    """A day of 1719/20: before Lady Day of the later year, as we count; else of the first, and maybe of the other."""
    first, dual = years
    early_on = month_number < 3 or (month_number == 3 and number <= _LADY_DAY)
    if dual and early_on:
        return exact_day(first + 1, month_number, int(number)).because("dual year", year=first + 1)
    sense = exact_day(first, month_number, int(number))
    other = exact_day(first + 1, month_number, int(number))
    return sense.but(others=(Reading(other.when, other.value, 0.4, (time_step("other", why="the other year"),)),))


def dual_month(context: Context, number: int, years: tuple[int, bool]) -> Sense:
    """March 1719/20: of the later year, as we count."""
    first, dual = years
    return month(context, number, first + 1 if dual and number <= 3 else first)


def dual_season(context: Context, number: int, years: tuple[int, bool]) -> Sense:
    """The winter of 1708/09: it begins in the first."""
    return season(context, number, years[0])


def other_style(context: Context, number: int, month_number: int) -> Sense:
    """(14 March New Style), right behind 3 March 1701: the same day by the other calendar, of the same year or the next
    to it; elsewhere a day like any other."""
    told = context.focus.cell if context.focus is not None else None
    if told is None or told.grain is not Grain.DAY or context.focus_token != context.first - 1:
        return day(context, number, month_number)
    near = (exact_day(told.year + i, month_number, int(number)) for i in (-1, 0, 1))
    for sense in near:
        if sense.cell is not None and 0 < abs(sense.cell.first - told.first) <= _STYLES:
            anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.first))
            return sense.but(anchor=anchor, aside=True).because("other style", start=told.value(), result=sense.value)
    return day(context, number, month_number)


def turn_of(context: Context, nth: float, era: str | None = None) -> Sense:
    """The turn of the 20th century: the years around its begin."""
    sense = century(context, nth, era)
    if sense.cell is None:
        return sense
    return sense.but(mod="START", when=_around(civil(sense.cell.first)[0]))


def turn_of_century(context: Context) -> Sense:
    """The turn of the century: around the round year nearest to the date told, else to publication."""
    told = context.thread.cell if context.thread is not None else None
    told = told or (context.focus.cell if context.focus is not None else None)
    near = told.year if told is not None else context.published.year if context.published is not None else None
    if near is None:
        return Sense(TimexType.DATE, "XX00", mod="APPROX").because("no anchor")
    turn = (near + 50) // 100 * 100
    anchor = (
        Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.first))
        if told is not None
        else Anchor(AnchorKind.PUBLICATION, None, context.published)
    )
    sense = of_cell(Cell(Grain.YEAR, turn), "APPROX").but(when=_around(turn), anchor=anchor, cell=None)
    return sense.because("turn", start=near, result=turn)


def _around(year_: int) -> Interval:
    return Interval.within(Bound(ordinal(year_ - _TURN, 1, 1)), Bound(ordinal(year_ + _TURN, 12, 31)), Grain.YEAR)


def styled_day(context: Context, number: int, month_number: int) -> Sense:
    """10 May (22 May by the new calendar) 1862: the year stands behind the brackets."""
    low = context.tokens.low[context.last : context.last + _BRACKET]
    closed = low.index(")") + 1 if ")" in low else len(low)
    behind = [word for word in low[closed : closed + 2] if word != ","][:1]
    inner = any(word.isdecimal() for word in low[1:3]) and closed < _BRACKET
    if inner and behind and len(behind[0]) == 4 and behind[0].isdecimal():
        return exact_day(int(behind[0]), month_number, int(number))
    return day(context, number, month_number)


def ides(context: Context, month_number: int, of_year: int | None = None) -> Sense:
    """The Ides of March."""
    return day(context, 15 if month_number in _LONG_MONTHS else 13, month_number, of_year)
