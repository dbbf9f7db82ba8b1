"""The time phrases of an event itself, and the words of a text that are time phrases."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.temporal.attachment import token_spans
from timeline.events.temporal.context import Anchored, TemporalContext
from timeline.grammar import Document
from timeline.grammar.verb_groups import Tense
from timeline.model import TimeExpression, TimexType


def has_own_time(context: TemporalContext, n: int, anchored: Anchored) -> bool:
    """Has it a phrase of its own that says when (more than "now", and not how often)?"""
    own = [context.expressions[a.expression] for a in context.own.get(n, ())]
    when, form = anchored.when, context.candidates[n].form
    over = (
        when is not None
        and when.latest is not None
        and context.published is not None
        and when.latest < context.published
    )
    if over and form.progressive and form.tense is Tense.PRESENT:
        return False  # "is recovering from the flood of 2005": the phrase belongs to something else
    usable = [e for e in own if not e.value.endswith("_REF") and e.type is not TimexType.SET]
    return any(e.type is not TimexType.DURATION or anchored.times for e in usable)


def time_tokens(
    document: Document, expressions: Sequence[TimeExpression], measured: frozenset[int]
) -> list[frozenset[int]]:
    """For each sentence the tokens of its time phrases; a mere length or rate stays in labels ("to
    six years in prison", "a million a day"), but for one that is measured between events ("a day after the vote")."""
    found: list[set[int]] = [set() for _ in document.sentences]
    for n, (at, inside) in token_spans(document, expressions).items():
        mere = expressions[n].when is None and expressions[n].type in (TimexType.DURATION, TimexType.SET)
        if not mere or n in measured:
            found[at].update(inside)
            tokens = document.sentences[at].tokens
            found[at].update(c for i in inside for c in tokens[i].children if tokens[c].relation == "case")
    return [frozenset(f) for f in found]
