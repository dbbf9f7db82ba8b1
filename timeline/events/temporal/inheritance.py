"""An event's time from one told beside it: a participle, a clause joined to it, the happening that did it."""

from __future__ import annotations

from timeline.events.detection import TriggerKind
from timeline.events.temporal.bounds import make
from timeline.events.temporal.context import CLAUSE, OWN, SENTENCE, Anchored, Resolve, TemporalContext, step
from timeline.events.temporal.prepositions import clip, is_lasting
from timeline.grammar import Sentence, Token
from timeline.grammar.quotations import has_marks
from timeline.grammar.verb_groups import Tense
from timeline.intervals import Grain
from timeline.model import Status, TimeExpression


def beside_gerund(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    """ "hit the coast on Sunday, killing 30 and cutting off towns before it weakened": as the participle before it."""
    candidate, sentence = context.candidates[n], context.sentence(n)
    token = sentence.tokens[candidate.token]
    first = context.at.get((sentence.index, token.head))
    pair = token.relation == "conj" and token.tag == "VBG" == sentence.tokens[token.head].tag
    if (
        not pair
        or first is None
        or first == n
        or context.own.get(n)
        or context.statuses[first] is not context.statuses[n]
    ):
        return None
    other = resolve(first)
    if candidate.form.tense is not Tense.NONE or other.when is None or not other.times or other.certainty >= OWN:
        return None
    word = sentence.tokens[token.head].text
    return Anchored(other.when, other.times, (step("same-clause", other=word),), min(CLAUSE, other.certainty))


def of_happening(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    """ "a flood on Monday destroyed the bridge", "Monday's attack, which killed nine": when what did it took place."""
    candidate, sentence = context.candidates[n], context.sentence(n)
    token = sentence.tokens[candidate.token]
    who = sentence.child(token.index, "nsubj")
    inside = sentence.child(token.index, "prep")  # "an attack at Lund in which nine died"
    which = sentence.child(inside.index, "pobj") if inside is not None and inside.lemma in ("in", "during") else None
    if which is not None and token.relation == "relcl" and which.tag == "WDT":
        ups = (t for t in sentence.ancestors(token.index) if (sentence.index, t.index) in context.at)
        who = next(ups, who)
    elif who is not None and token.relation == "relcl" and who.tag == "WDT" and who.index < token.index:
        who = sentence.tokens[token.head]
    noun = context.at.get((sentence.index, who.index)) if who is not None else None
    if noun is None and who is not None and token.relation == "relcl":  # "the attack on 3 May, which"
        times = (a for a in context.attachments if context.candidates[a.candidate].sentence == sentence.index)
        noun = next((a.candidate for a in times if _holds(context.expressions[a.expression], who)), None)
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


def _holds(e: TimeExpression, token: Token) -> bool:
    return e.start <= token.start < e.end


def spliced_on(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    """ "In 2003 he proposed a merger, 6,000 people marched and it was dropped": the date that opens it is of all."""
    candidate, sentence = context.candidates[n], context.sentence(n)
    token = sentence.tokens[candidate.token]
    if context.own.get(n) or context.words.has("verb.report", token.lemma):
        return None
    quoted = has_marks(sentence.tokens[: token.index])
    if quoted or candidate.form.perfect or candidate.form.tense is not Tense.PAST:
        return None
    for c in _spliced(sentence, token):
        first = context.at.get((sentence.index, c.index))
        marked = sentence.child(c.index, "mark") is not None or c.index > token.index
        if first is None or first == n or marked or context.statuses[first] is not context.statuses[n]:
            continue
        opens = any(
            a.fronted and _opens(sentence, context.expressions[a.expression].start) for a in context.own.get(first, ())
        )
        other = resolve(first) if opens else None
        if other is not None and other.when is not None and other.times:
            return Anchored(other.when, other.times, (step("same-clause", other=c.text),), CLAUSE, None)
    return None


def _spliced(sentence: Sentence, token: Token) -> list[Token]:
    """The verbs before one that stand beside it without a word that joins them, whichever the parse puts on top."""
    if token.relation == "ROOT":
        return sentence.children(token.index, "ccomp", "advcl")
    first, joined = token, True
    for above in sentence.ancestors(token.index):
        if first.relation != "conj":
            break
        joined = joined and any(above.index < c.index < first.index for c in sentence.children(above.index, "cc"))
        first = above
    return [] if joined else [first]


_FRONT = 12  # characters before a time that opens its sentence


def _opens(sentence: Sentence, start: int) -> bool:
    """Does a time that begins there open its sentence, or what a colon or semicolon opens?"""
    marks = (t.end for t in sentence.tokens if t.text in (":", ";") and t.end <= start)
    return start - max(marks, default=sentence.tokens[0].start) < _FRONT
