"""Words of every day that are a time in some company only: the day, today for nowadays, a bare season, a half."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.operators.cycles import half, season
from timeline.expressions.operators.measured import past
from timeline.expressions.operators.relative import near, ref, same, this
from timeline.expressions.operators.year_choice import FIRMLY_AGAINST_TENSE
from timeline.expressions.sense import Amount, Length, Sense
from timeline.intervals import Bound, Grain
from timeline.model import Anchor, AnchorKind

_MONEY = 15  # tokens around a half in which results are told
_TIME_REACH = 60  # tokens back to the date that "that time" points to


def _words(context: Context, name: str) -> frozenset[str]:
    return frozenset(map(str, context.grammar.lists.get(name, ())))


def _at(context: Context, i: int) -> str:
    """The token at a place, empty outside the text."""
    return context.tokens.low[i] if 0 <= i < len(context.tokens.low) else ""


def today(context: Context) -> Sense:
    """Today: the day of the report, or nowadays where the words around compare or tell of an age."""
    before, behind = _at(context, context.first - 1), _at(context, context.last)
    compared = behind == "than" or context.heard_before(_words(context, "than"), 4)
    compared = compared or (behind == "as" and context.heard_before(_words(context, "as_much"), 6))
    owner = behind in ("'", "’")
    owned = _at(context, context.last + 2 if owner else context.last)
    age = owner and owned in _words(context, "ages_of")
    some = before == "of" and (
        (owner and _at(context, context.first - 2) in _words(context, "quantities"))
        or _at(context, context.first - 2) in _words(context, "ages_of")
    )
    people = before in _words(context, "ages_of") and behind in _words(context, "present_verbs")
    if compared or age or some or people or before in _words(context, "even"):
        return ref(context, "PRESENT_REF")
    return this(context, "day")


def the_day(context: Context) -> Sense:
    """The day: the one told last, else that of publication."""
    return near(context, "day") if context.kind == "news" else same(context, "day")


def last_cell(context: Context, unit: str) -> Sense | None:
    """The last month: the one before this; not that of something ("the last month of the siege")."""
    if _at(context, context.last) == "of" and not _at(context, context.last + 1)[:1].isdigit():
        return None
    return past_cell(context, unit)


def past_cell(context: Context, unit: str) -> Sense:
    """In the last week, over the past year: in news TIMEX3 calls it by the calendar; it reaches up to now."""
    reach = past(context, Length(((Amount(1.0), unit),)))
    if context.kind == "history" or reach.when is None:
        return reach
    return this(context, unit, -1).but(when=reach.when, cell=None, steps=reach.steps)


def that_time(context: Context) -> Sense:
    """By that time: the date told last, where it is near."""
    told = context.focus
    if told is None or told.cell is None or context.first - context.focus_token > _TIME_REACH or told.cell.year < 1:
        return ref(context, "PAST_REF")
    anchor = Anchor(AnchorKind.EXPRESSION, context.focus_id, Bound(told.cell.first))
    return told.but(anchor=anchor, others=(), steps=()).because("same", start=told.value, unit="date")


def bare_season(context: Context, number: int) -> Sense | None:
    """A season without an article: the subject of its sentence, or what an adjective or an owner stands before; not a
    coil, a source, a fall or a name."""
    tokens, first, last = context.tokens, context.first, context.last
    before, behind = _at(context, first - 1), _at(context, last)
    opens = not first or tokens.gap[first] == 2 or tokens.low[first - 1] in (".", "!", "?", ":")
    capital = tokens.words[first][0].isupper()
    named = last < len(tokens.words) and tokens.gap[last] < 2 and tokens.words[last][0].isupper()
    if (capital and (not opens or named)) or behind in _words(context, "season_things") or behind == "-":
        return None
    if before in _words(context, "spring_things") or (context.kind == "news" and behind in _words(context, "wear")):
        return None
    if opens and behind not in _words(context, "season_verbs"):
        return None
    return season(context, number, None, FIRMLY_AGAINST_TENSE)


def some_half(context: Context, number: float) -> Sense | None:
    """The second half: of a year where results are told, else of a match, which is no time of the calendar."""
    return half(context, number) if context.heard_near(_words(context, "results"), _MONEY) else None


def the_season(context: Context, number: int) -> Sense | None:
    """The spring: the season, not the one water or a mattress has."""
    return None if not number and context.heard_near(_words(context, "spring_beside"), 6) else season(context, number)


def typed(context: Context, unit: str, count: int) -> Sense | None:
    """This years show, last weeks match: an apostrophe that was not typed."""
    return this(context, unit, count) if unit in ("week", "month", "quarter", "year", "decade", "century") else None


def whole_year(context: Context) -> Sense:
    """The entire year: the one told last unless that is to come, else the present one."""
    told = context.told.get(Grain.YEAR)
    ahead = told is not None and context.published is not None and told.first > context.published.day
    return this(context, "year") if ahead else near(context, "year")
