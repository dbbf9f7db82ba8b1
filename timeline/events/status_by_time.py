"""What its time says of an event's status: the present with a day to come is a plan, with a day gone by it happened."""

from __future__ import annotations

from timeline.events.cues import is_obligation
from timeline.events.detection import TriggerKind
from timeline.events.factuality_of_verbs import Verdict
from timeline.events.temporal.context import Anchored, TemporalContext
from timeline.events.temporal.own_time import has_own_time
from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense
from timeline.model import Status, Step, TimexType


def status_by_time(judged: Verdict, anchored: Anchored, context: TemporalContext, n: int) -> Verdict:
    """The present or a noun with a day to come tells of a plan: "the assembly meets on Friday", "Friday's vote".

    The present with a day gone by tells what happened, as chronologies do: "April 20: a storm hits the coast".
    """
    begin = anchored.when.begin.earliest if anchored.when is not None else None
    trigger = context.sentence(n).tokens[context.candidates[n].token]
    due = context.candidates[n].kind is TriggerKind.ADJECTIVE and context.words.has("adjective.plan", trigger.lemma)
    if due and judged[0] is Status.HAPPENED:  # "was due home on Monday"
        return Status.PLANNED, (*judged[1], Step("event.status.future", {"word": trigger.text}))
    set_by = (_is_deadline, _has_day_ahead, _still_ahead)
    if judged[0] is Status.POSSIBLE and any(holds(context, n, anchored) for holds in set_by):
        return Status.PLANNED, (*judged[1], Step("event.status.future", {"word": "modal"}))
    latest = anchored.when.latest if anchored.when is not None else None
    gone = latest is not None and context.published is not None and latest.day < context.published.day
    gone = gone and has_own_time(context, n, anchored)
    if judged[0] is Status.ONGOING and _is_past_present(context, n, anchored):
        return Status.HAPPENED, (*judged[1], Step("event.status.past", {"word": "present"}))
    named = judged[0] is Status.HAPPENED and context.candidates[n].kind is TriggerKind.NOUN
    if context.published is None or begin is None or begin.day <= context.published.day:
        return judged
    finite = context.candidates[n].form.tense is not Tense.NONE  # not "speaking to reporters before Friday's vote"
    says = context.words.has("verb.report", trigger.lemma) and not _discloses(
        context.sentence(n), trigger, context.words
    )
    beside = trigger.relation == "acl" and trigger.tag == "VBG"  # "a contract starting in July"
    going = judged[0] is Status.ONGOING and (finite or beside) and not says  # not "estimates output in 2030"
    if not (named or going) or not has_own_time(context, n, anchored):
        return judged
    return Status.PLANNED, (*judged[1], Step("event.status.future", {"word": "present"}))


def _is_deadline(context: TemporalContext, n: int, anchored: Anchored) -> bool:
    """ "Bids must be filed by Friday", "a gym would be built by 2030": what is laid down for a day to come."""
    candidate, latest = context.candidates[n], anchored.when.latest if anchored.when is not None else None
    ahead = latest is not None and context.published is not None and latest.day > context.published.day
    return ahead and is_obligation(context.sentence(n), candidate) and has_own_time(context, n, anchored)


def _has_day_ahead(context: TemporalContext, n: int, anchored: Anchored) -> bool:
    """ "Another cut may be considered when the board meets on 19 November": the meeting has its day."""
    candidate, begin = context.candidates[n], anchored.when.begin.earliest if anchored.when is not None else None
    form, clause = candidate.form, context.sentence(n).children(candidate.token, "mark", "advmod")
    when = any(context.words.has("mark.later", c.lemma.lower()) for c in clause)
    ahead = begin is not None and context.published is not None and begin.day > context.published.day
    plain = form.tense is Tense.PRESENT and form.modal is None and not (form.perfect or form.negated)
    return when and plain and ahead and has_own_time(context, n, anchored)


def _still_ahead(context: TemporalContext, n: int, anchored: Anchored) -> bool:
    """ "The search was to resume at dawn on Friday", on the Thursday: a plan of the past for a day to come."""
    begin = anchored.when.begin.earliest if anchored.when is not None else None
    ahead = begin is not None and context.published is not None and begin.day >= context.published.day
    tokens = context.sentence(n).tokens
    token = tokens[context.candidates[n].token]
    was_to = (
        context.words.has("copula", tokens[token.head].lemma)
        and tokens[token.head].tag == "VBD"
        and token.relation == "xcomp"
    )
    return ahead and was_to and token.tag == "VB" and has_own_time(context, n, anchored)


def _discloses(sentence: Sentence, verb: Token, words: Lexicon) -> bool:
    """ "Reports its results on Friday": a publication with a day, no saying."""
    what = sentence.child(verb.index, "dobj")
    return what is not None and words.has("verb.speech", verb.lemma) and words.has("noun.disclosed", what.lemma.lower())


def _is_past_present(context: TemporalContext, n: int, anchored: Anchored) -> bool:
    """Told in the plain present, with a day of its own that is gone by?"""
    form, when = context.candidates[n].form, anchored.when
    if form.tense is not Tense.PRESENT or form.perfect or form.progressive or when is None or when.begin.latest is None:
        return False
    days = any(context.expressions[t].type is TimexType.DATE for t in anchored.times)
    gone = context.published is not None and when.latest is not None and when.latest.day < context.published.day
    if any(a.heads for a in context.own.get(n, ())) and not days:  # "06:40 - The train leaves."
        return context.published is not None and when.latest is not None and when.latest.day <= context.published.day
    return days and gone and has_own_time(context, n, anchored)
