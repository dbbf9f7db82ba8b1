"""The year that a date leaves out."""

from __future__ import annotations

from collections.abc import Callable

from timeline.expressions.context import FAR, FRAME_REACH, Context
from timeline.expressions.sense import PUBLICATION
from timeline.intervals import Bound, Cell, Grain
from timeline.model import Anchor, AnchorKind

LATELY = 45  # days before publication within which a death is the one that the report is of
DEATH = 4  # tokens from the verb to the day of a death
FIRMLY_AGAINST_TENSE = 1000  # for what is hardly ever told against the tense: bare months, feasts
ROLLED = 270  # days back from which on a date of a history is of the next year: "in December ... In January"
AGAINST_TENSE = 3  # how many times nearer a date must be to be taken against the tense of its clause

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
