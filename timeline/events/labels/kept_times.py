"""Times that a label keeps, though the timeline shows the day beside it: "runs until 8 March", "moved to Friday"."""

from __future__ import annotations

from timeline.events.labels.references import LabelContext
from timeline.grammar import Token
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import phrase_text

_LONGEST = 6  # words of a time


def time_needed(context: LabelContext, verb: Token, under: Token) -> str:
    """What hangs on the verb and is a time without which it says nothing, empty for all others.

    "Until" tells when something ends, which is not when it happens; "to" tells where a day is moved; "for" what it is
    set for; some verbs have a day for their object ("targets 9 September").
    """
    word = under.text.lower()
    if under.index < verb.index or context.sentence.tokens[under.index - 1].text == ",":
        return ""
    if under.relation in ("dobj", "npadvmod") and under.index in context.hidden:
        aimed = lexicon().has("verb.at-time", verb.lemma)
        return _run(context, verb.index + 1) if aimed and under.index <= verb.index + 3 else ""
    if under.relation != "prep":
        return ""
    moved = lexicon().has("verb.to-time", verb.lemma)
    planned = any(lexicon().has(role, verb.lemma) for role in ("verb.plan", "verb.schedule", "verb.reschedule"))
    ends = word in ("until", "till")
    over = [verb, *([context.sentence.tokens[verb.head]] if verb.relation == "xcomp" else [])]
    if any(context.sentence.child(v.index, "neg") is not None for v in over):
        return ""  # "did not reopen until May", "is not expected to reopen until May"
    if not (ends or (word == "to" and moved) or (word == "for" and planned)):
        return ""
    time = _run(context, under.index + 1)
    return f"{under.text} {time}" if time else ""


def _run(context: LabelContext, first: int) -> str:
    """The words of a time phrase that begins at a place of the sentence."""
    end = first
    while end < len(context.sentence.tokens) and end in context.hidden:
        end += 1
    inside = list(range(first, end))
    return phrase_text(context.sentence, inside) if 0 < len(inside) <= _LONGEST else ""
