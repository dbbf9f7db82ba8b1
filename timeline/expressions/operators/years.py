"""Years, decades, centuries, and the year that a date leaves out."""

from __future__ import annotations

from collections.abc import Callable

from timeline.expressions.context import EARLY, Context
from timeline.expressions.eras import of_old, things_of
from timeline.expressions.sense import PUBLICATION, Sense, of_cell, unplaced
from timeline.intervals import Bound, Cell, Grain, Interval, cell_of, ordinal
from timeline.intervals.bounds import FIRST_YEAR, LAST_YEAR
from timeline.model import Anchor, AnchorKind, TimexType

ERA, FEW = 150, 40  # years from a date of an old era to a number of three or of two digits that is a year
LATELY = 45  # days before publication within which a death is the one that the report is of
DEATH = 4  # tokens from the verb to the day of a death
FIRMLY_AGAINST_TENSE = 1000  # for what is hardly ever told against the tense: bare months, feasts
ROLLED = 270  # days back from which on a date of a history is of the next year: "in December ... In January"
AGAINST_TENSE = 3  # how many times nearer a date must be to be taken against the tense of its clause

_TOLD = 60  # tokens from a year to the same one cut short


def short_year(context: Context, two: int) -> int:
    """The full year of '96 or 10-25-96: the one told just before, else the nearest to now, at most 20 years ahead."""
    told = context.focus.cell if context.focus is not None and context.first - context.focus_token < _TOLD else None
    if told is not None and told.year % 100 == two and told.grain.rank <= Grain.YEAR.rank:
        return told.year
    base = context.now.year if context.now is not None else 2000
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
    if told is None or told > 999 or abs(abs(told) - number) > 150:
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


def old_decade(context: Context, number: int) -> Sense | None:
    """The 160s, in a text on times before the year 1000."""
    return decade(context, number) if of_old(context) else None


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


def decade(context: Context, number: int) -> Sense:
    """The 1980s, by the first of its years; two digits are of the century of now."""
    value = short_year(context, number) if number < 100 else number
    return of_cell(cell_of(Grain.DECADE, ordinal(value, 1, 1))).because("calendar", result=f"{value}s")


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


def choose_year(
    context: Context, first_day: Callable[[int], int | None], against: int = AGAINST_TENSE
) -> tuple[int | None, Anchor, str]:
    """The year for a date that omits it. first_day: ordinal of its begin in a year.

    In histories the year told last; in news the one that heads its lines, or that of a story of another year that is
    being told ("In March 2020 they moved in. In July they opened a shop."), else the year that the tense points to,
    else the nearest.
    """
    told = context.told.get(Grain.YEAR)
    listed = _in_list(context, first_day)
    if listed is not None:
        return listed
    if context.kind == "history" and context.thread is not None:
        at, ref = context.thread.cell, context.thread.ref
        told_here = context.focus.cell if context.focus is not None and context.same_sentence() else None
        if told_here is not None and told_here.grain is Grain.YEAR and context.held is None:
            at, ref = told_here, context.focus_id or ref  # "moved in 1955 and in June married"
        chosen = at.year + _rolls_on(context, at, first_day)
        return chosen, Anchor(AnchorKind.EXPRESSION, ref, Bound(at.first)), at.value()
    if context.published is None:
        if told is not None:
            return told.index, Anchor(AnchorKind.EXPRESSION, None, Bound(told.first)), told.value()
        return None, Anchor(PUBLICATION), ""
    cell, pointed = context.focus.cell if context.focus is not None else None, context.pointed()
    if pointed and cell is not None and cell.grain.rank <= Grain.YEAR.rank:
        edge = cell.last if pointed > 0 else cell.first
        years = (y for y in (cell.year, cell.year + pointed) if ((first_day(y) or edge) - edge) * pointed > 0)
        if (y := next(years, None)) is not None:
            return y, Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(cell.first)), cell.value()
    here, today = context.published.year, context.published.day
    options = [y for y in (here - 1, here, here + 1) if first_day(y) is not None]
    if not options:
        return here, Anchor(PUBLICATION, None, context.published), str(context.published)
    recent = _of_late(context, first_day)
    if recent is not None:
        return recent, Anchor(PUBLICATION, None, context.published), str(context.published)
    heading = context.chronicle()
    if heading is not None and heading.cell.year <= here and first_day(heading.cell.year) is not None:
        start = Bound(heading.cell.first)
        return heading.cell.year, Anchor(AnchorKind.EXPRESSION, heading.ref, start), heading.cell.value()
    frame = context.story()
    if frame is not None and frame.cell.year < here:
        told_on = [y for y in (frame.cell.year, frame.cell.year + 1) if (first_day(y) or 0) >= frame.cell.first]
        if told_on and (first_day(told_on[0]) or 0) <= today:
            start = Bound(frame.cell.first)
            return told_on[0], Anchor(AnchorKind.EXPRESSION, frame.ref, start), frame.cell.value()
    bygone = context.bygone_story()
    if bygone is not None:
        y = next((y for y in (bygone.year, bygone.year + 1) if (first_day(y) or 0) >= bygone.first), None)
        if y is not None:
            return y, Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(bygone.first)), bygone.value()
    direction = context.direction()
    against = min(against, AGAINST_TENSE) if context.appointed() else against  # "The fair is held in May" of every May

    def strain(y: int) -> int:
        gap = (first_day(y) or 0) - today
        return abs(gap) * (against if gap * direction < 0 else 1)

    best = min(options, key=strain)
    return best, Anchor(PUBLICATION, None, context.published), str(context.published)


def _of_late(context: Context, first_day: Callable[[int], int | None]) -> int | None:
    """The year of a death in the weeks before publication, whatever the life that is told before: "sold the mill in
    2003 and died on 19 August"."""
    if context.published is None or not context.heard_before(context.grammar.lists.get("deaths", ()), DEATH):
        return None
    here, today = context.published.year, context.published.day
    return next((y for y in (here, here - 1) if 0 <= today - (first_day(y) or today + 1) <= LATELY), None)


def _in_list(context: Context, first_day: Callable[[int], int | None]) -> tuple[int, Anchor, str] | None:
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


def fiscal(context: Context, number: int) -> Sense:
    """Fiscal 1989: the year whose name it bears, from the month `fiscal_year_start` on (after January: of the year
    before, as most companies and the United States name it)."""
    begin = context.options.fiscal_year_start
    if begin == 1:
        return year(context, number)
    first, last = ordinal(number - 1, begin, 1), ordinal(number, begin, 1) - 1
    return year(context, number).but(when=Interval.stretch(Bound(first), Bound(last), Grain.YEAR))
