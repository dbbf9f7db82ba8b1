"""Years as people say them: "in fifty-six", and "Forty-two." as an answer."""

from __future__ import annotations

from timeline.expressions.context import Context
from timeline.expressions.headings import breaks
from timeline.expressions.operators.years import short_year, year
from timeline.expressions.sense import Sense
from timeline.intervals import Grain

_ANSWER = 14  # tokens from a year in a question to the one that answers it
_NEAR = 10  # years from the one to the other
_LABEL = 4  # tokens of the name of a speaker


def spoken_year(context: Context, two: float) -> Sense | None:
    """ "We came over in fifty-six": a year where somebody speaks."""
    return year(context, short_year(context, int(two))) if _speaks(context) else None


def answered_year(context: Context, two: float) -> Sense | None:
    """ "Born in nineteen forty-one?" "Forty-two.": a year that answers one asked."""
    told, low = context.focus, context.tokens.low
    if told is None or told.cell is None or told.cell.grain is not Grain.YEAR or not _speaks(context):
        return None
    asked = "?" in low[context.focus_token : context.first] and context.first - context.focus_token <= _ANSWER
    value = told.cell.year - told.cell.year % 100 + int(two)
    return year(context, value) if asked and 0 < abs(value - told.cell.year) <= _NEAR else None


def _speaks(context: Context) -> bool:
    """Is the phrase quoted, or does its line open with the name of a speaker?"""
    tokens = context.tokens
    if context.is_quoted():
        return True
    at = context.first
    while at > 0 and not breaks(tokens, at):
        at -= 1
    label = tokens.words[at : at + _LABEL]
    mark = next((i for i, word in enumerate(label) if word in (":", ".")), 0)
    return mark > 0 and label[0][0].isupper() and (label[mark] == ":" or len(label[0]) == 1)
