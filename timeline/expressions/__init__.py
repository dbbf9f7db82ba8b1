"""Time expressions: found by rules, normalised to TIMEX3, resolved to Intervals where no event is needed."""

from __future__ import annotations

from timeline.model import Article, Options, TimeExpression


def find_expressions(article: Article, options: Options) -> tuple[TimeExpression, ...]:
    """All time expressions of an article's body, in text order."""
    return ()
