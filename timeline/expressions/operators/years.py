"""Years, decades, centuries, and the year that a date leaves out."""

from __future__ import annotations

from collections.abc import Callable

from timeline.expressions.context import EARLY, FAR, FRAME_REACH, Context
from timeline.expressions.eras import of_old, things_of
from timeline.expressions.sense import PUBLICATION, Sense, of_cell, unplaced
from timeline.intervals import Bound, Bounds, Cell, Grain, Interval, cell_of, ordinal
from timeline.intervals.bounds import FIRST_YEAR, LAST_YEAR
from timeline.model import Anchor, AnchorKind, TimexType

ERA, FEW = 300, 40  # years from a date of an old era to a number of three or of two digits that is a year
LATELY = 45  # days before publication within which a death is the one that the report is of
DEATH = 4  # tokens from the verb to the day of a death
FIRMLY_AGAINST_TENSE = 1000  # for what is hardly ever told against the tense: bare months, feasts
ROLLED = 270  # days back from which on a date of a history is of the next year: "in December ... In January"
AGAINST_TENSE = 3  # how many times nearer a date must be to be taken against the tense of its clause

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


Chosen = tuple[int | None, Anchor, str]
"""A year, what it was measured from, and that in words."""


def choose_year(context: Context, first_day: Callable[[int], int | None], against: int = AGAINST_TENSE) -> Chosen:
    """The year for a date that omits it. first_day: ordinal of its begin in a year.

    In histories the year told last; in news the one that heads its lines, or that of a story of another year that is
    being told ("In March 2020 they moved in. In July they opened a shop."), else the year that the tense points to,
    else the nearest.
    """
    found = _in_list(context, first_day) or _in_history(context, first_day)
    if found is not None:
        return found
    if context.published is None:
        told = context.told.get(Grain.YEAR)
        if told is not None:
            return told.index, Anchor(AnchorKind.EXPRESSION, None, Bound(told.first)), told.value()
        return None, Anchor(PUBLICATION), ""
    for way in (_in_brackets, _pointed, _coming, _of_late, _headed, _framed, _of_story, _bygone):
        if (found := way(context, first_day)) is not None:
            return found
    return _nearest(context, first_day, context.published, against)


def _in_history(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year that the thread of a history holds, or that is told in the sentence."""
    if context.kind != "history" or context.thread is None:
        return None
    at, ref = context.thread.cell, context.thread.ref
    told_here = context.focus.cell if context.focus is not None and context.same_sentence() else None
    if told_here is not None and told_here.grain is Grain.YEAR and context.held is None:
        at, ref = told_here, context.focus_id or ref  # "moved in 1955 and in June married"
    chosen = at.year + _rolls_on(context, at, first_day)
    return chosen, Anchor(AnchorKind.EXPRESSION, ref, Bound(at.first)), at.value()


def _in_brackets(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year right before the bracket in which the date stands: "1788 (26 Jan.)"."""
    cell = context.focus.cell if context.focus is not None else None
    if cell is None or cell.grain is not Grain.YEAR or context.first - context.focus_token != 1:
        return None
    opened = context.tokens.low[context.first - 1] == "("
    return _from_cell(cell.year if opened and first_day(cell.year) else None, cell, context.focus_id)


def _pointed(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year on the side of the date told last that the phrase points to: "the following Christmas"."""
    cell, pointed = context.focus.cell if context.focus is not None else None, context.pointed()
    if not pointed or cell is None or cell.grain.rank > Grain.YEAR.rank:
        return None
    edge = cell.last if pointed > 0 else cell.first
    years = (y for y in (cell.year, cell.year + pointed) if ((first_day(y) or edge) - edge) * pointed > 0)
    return _from_cell(next(years, None), cell, context.focus_id)


def _coming(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year to come that the sentence told: "Next year's fair opens on 11 May"."""
    cell, published = context.focus.cell if context.focus is not None else None, context.published
    if cell is None or published is None or cell.grain is not Grain.YEAR or cell.year != published.year + 1:
        return None
    if context.direction() <= 0 or not context.same_sentence():
        return None
    return _from_cell(cell.year if first_day(cell.year) else None, cell, context.focus_id)


def _headed(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year that heads the lines in which the date stands."""
    heading, published = context.chronicle(), context.published
    if heading is None or published is None or heading.cell.year > published.year:
        return None
    return _from_cell(heading.cell.year if first_day(heading.cell.year) else None, heading.cell, heading.ref)


def _framed(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year of the story that a date at the head of a sentence opened."""
    frame, published = context.story(), context.published
    if frame is None or published is None or frame.cell.year >= published.year:
        return None
    return _from_cell(_on_from(frame.cell, first_day, published), frame.cell, frame.ref)


def _of_story(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year of a day of another year that the sentence told, or the one before it if that is long ago: "He was shot
    down on 31 March 1944 and walked home, arriving on 12 June", "In 2020 the call came on 7 November"."""
    cell, published = context.focus.cell if context.focus is not None else None, context.published
    if cell is None or published is None or cell.year >= published.year or context.kind != "news":
        return None
    if context.direction() >= 0 or context.focus_since or context.first - context.focus_token > FRAME_REACH:
        return None
    if not any(word[0].isdecimal() for word in context.tokens.low[context.first : context.last]):
        return None  # a bare month is of this year or the last more often than not
    resumed = context.tokens.low[context.focus_token : context.focus_token + 1] == [","] and not context.focus_fronted
    small = cell.grain is Grain.DAY and not resumed  # not "X, hired on 3 May 2006, left on 4 June"
    here = context.same_sentence() and (small or (cell.grain is Grain.YEAR and context.focus_fronted))
    before = cell.grain is Grain.DAY and cell.year < published.year - FAR
    before = before and not context.parted() and not context.same_sentence()
    return _from_cell(_on_from(cell, first_day, published), cell, context.focus_id) if here or before else None


def _bygone(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year of times long past, of which alone the paragraph tells."""
    cell = context.bygone_story()
    if cell is None:
        return None
    y = next((y for y in (cell.year, cell.year + 1) if (first_day(y) or 0) >= cell.first), None)
    return _from_cell(y, cell, context.focus_id)


def _on_from(cell: Cell, first_day: Callable[[int], int | None], published: Bound) -> int | None:
    """The first year in which the date lies behind the begin of the cell, and not behind publication."""
    y = next((y for y in (cell.year, cell.year + 1) if (first_day(y) or 0) >= cell.first), None)
    return y if y is not None and (first_day(y) or 0) <= published.day else None


def _from_cell(y: int | None, cell: Cell, ref: str | None) -> Chosen | None:
    return (y, Anchor(AnchorKind.EXPRESSION, ref, Bound(cell.first)), cell.value()) if y is not None else None


def _nearest(context: Context, first_day: Callable[[int], int | None], published: Bound, against: int) -> Chosen:
    """The nearest year, on the side to which the tense points."""
    here, anchor = published.year, Anchor(PUBLICATION, None, published)
    options = [y for y in (here - 1, here, here + 1) if first_day(y) is not None]
    if not options:
        return here, anchor, str(published)
    direction = context.direction()
    against = min(against, AGAINST_TENSE) if context.appointed() else against  # "The fair is held in May" of every May

    def strain(y: int) -> int:
        gap = (first_day(y) or 0) - published.day
        return abs(gap) * (against if gap * direction < 0 else 1)

    return min(options, key=strain), anchor, str(published)


def _of_late(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year of a death in the weeks before publication, whatever the life that is told before: "sold the mill in
    2003 and died on 19 August"."""
    if context.published is None or not context.heard_before(context.grammar.lists.get("deaths", ()), DEATH):
        return None
    here, today = context.published.year, context.published.day
    y = next((y for y in (here, here - 1) if 0 <= today - (first_day(y) or today + 1) <= LATELY), None)
    return (y, Anchor(PUBLICATION, None, context.published), str(context.published)) if y is not None else None


def _in_list(context: Context, first_day: Callable[[int], int | None]) -> Chosen | None:
    """The year of a date that heads an entry: entries run on from the one before, but not beyond publication."""
    entry, published = context.entry_before(), context.published
    if entry is None:
        return None
    told_on = [y for y in (entry.cell.year, entry.cell.year + 1) if (first_day(y) or 0) >= entry.cell.first]
    if not told_on or (published is not None and (first_day(told_on[0]) or 0) > published.day):
        return None
    return told_on[0], Anchor(AnchorKind.EXPRESSION, entry.ref, Bound(entry.cell.first)), entry.cell.value()


def _rolls_on(context: Context, at: Cell, first_day: Callable[[int], int | None]) -> bool:
    """Is a date of the next year meant: the story is at the end of a year, and the first months of it are long gone?

    Not where the clause tells what came before ("The town fell in December. It had been stormed in January").
    """
    day = first_day(at.year)
    if at.grain not in (Grain.DAY, Grain.MONTH) or day is None or at.first - day < ROLLED:
        return False
    had = context.grammar.lists["tense"].get("earlier", ())
    before = context.tokens.low[context.first - 1] if context.first else ""
    return before in context.grammar.lists.get("goals", ()) or not context.heard_before(had, 8)


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
