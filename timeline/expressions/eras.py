"""Texts on times before the year 1000, in which a small number can be a year."""

from __future__ import annotations

from timeline.expressions.context import Context

_BACK = 6  # tokens from the thing to its year


def of_old(context: Context) -> bool:
    """Does the text name an era, or one of the first ten centuries?"""
    if context.old_era is None:
        context.old_era = context.ancient is not None or _named(context)
    return context.old_era or context.ancient is not None


def _named(context: Context) -> bool:
    tokens, lists = context.tokens, context.grammar.lists
    marks, units, early, endings, fronts = (
        frozenset(map(str, lists.get(name, ())))
        for name in ("era_marks", "era_units", "era_ordinals", "era_endings", "era_fronts")
    )
    for i, word in enumerate(tokens.words):
        if word in marks and any(near.isdecimal() for near in tokens.low[max(0, i - 1) : i + 2]):
            return True
        if tokens.low[i] not in units:
            continue
        at = i - 1 - (i > 1 and tokens.low[i - 1] in endings)
        if at > 0 and tokens.low[at] in early and tokens.low[at - 1] in fronts:
            return True
    return False


def things_of(context: Context) -> bool:
    """May the number behind "of" be a year: "the raids of 367", not "a hoard of 262", "the depth of 160"?"""
    tokens, lists = context.tokens, context.grammar.lists
    first = context.first
    if not first or tokens.low[first - 1] not in lists.get("of", ()):
        return True
    before = tokens.low[max(0, first - _BACK) : first - 1]
    return before[-1:] != [] and before[-1] not in lists.get("measures", ()) and before[-2:-1] == ["the"]
