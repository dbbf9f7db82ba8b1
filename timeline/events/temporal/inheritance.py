"""An event's time from one told beside it: a participle, a clause joined to it, the happening that did it."""

from __future__ import annotations

from timeline.events.detection import TriggerKind
from timeline.events.temporal.bounds import make
from timeline.events.temporal.context import SENTENCE, Anchored, Resolve, TemporalContext, step
from timeline.events.temporal.prepositions import clip, is_lasting
from timeline.grammar.verb_groups import Tense
from timeline.intervals import Grain
from timeline.model import Status


def of_happening(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    """ "a flood on Monday destroyed the bridge", "Monday's attack, which killed nine": when what did it took place."""
    candidate, sentence = context.candidates[n], context.sentence(n)
    token = sentence.tokens[candidate.token]
    who = sentence.child(token.index, "nsubj")
    inside = sentence.child(token.index, "prep")  # "an attack at Lund in which nine died"
    which = (
        sentence.child(inside.index, "pobj")
        if inside is not None and context.words.has("preposition.during", inside.lemma)
        else None
    )
    if which is not None and token.relation == "relcl" and which.tag == "WDT":
        ups = (t for t in sentence.ancestors(token.index) if (sentence.index, t.index) in context.at)
        who = next(ups, who)
    elif who is not None and token.relation == "relcl" and who.tag == "WDT" and who.index < token.index:
        who = sentence.tokens[token.head]
    noun = context.at.get((sentence.index, who.index)) if who is not None else None
    if noun is None or noun == n or context.candidates[noun].kind is not TriggerKind.NOUN:
        return None
    if not context.own.get(noun) and token.relation != "relcl":  # no day that it has from this clause
        return None
    past = candidate.form.tense is Tense.PAST and not (candidate.form.perfect or candidate.form.progressive)
    if not past or not context.statuses[n] is context.statuses[noun] is Status.HAPPENED or is_lasting(context, n):
        return None
    other = resolve(noun)
    days = other.when
    ends = context.words.has("verb.over", token.lemma) and sentence.child(token.index, "dobj") is None
    if days is None or not other.times:
        return None
    entails = which is None and context.words.has("verb.entail", token.lemma)
    if ends or is_lasting(context, noun) or entails:
        after = make((days.begin.earliest, None), (days.begin.earliest, None), Grain.VAGUE)
        days = clip(context, n, after) if after is not None else days
    why = step("same-clause", other=sentence.tokens[context.candidates[noun].token].text)
    return Anchored(days, other.times, (why,), min(SENTENCE, other.certainty))
