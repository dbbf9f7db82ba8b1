"""From candidates to events: one pass of each step, then the values the model wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.entities.names import full_names
from timeline.events.attribution import quotations
from timeline.events.clustering import cluster_mentions, mention_profile, opening_sentences, shared_times
from timeline.events.clusters import Cluster, informativeness, merged, selected
from timeline.events.consistency import Consistent, consistent
from timeline.events.cues import is_obligation
from timeline.events.detection import Candidate, TriggerKind, candidates
from timeline.events.factuality import Verdict, status
from timeline.events.ordering import DID, GOES_ON, HAD, HAS, MAY, SAYING, WILL, Place, Tie, ordered
from timeline.events.output import Material, as_event, wording
from timeline.events.salience.reported_speech import choose_speech_or_content
from timeline.events.salience.score import salience
from timeline.events.temporal import anchoring
from timeline.events.temporal.attachment import token_spans
from timeline.events.temporal.bounds import before
from timeline.events.temporal.connectives import connective_orders
from timeline.events.temporal.context import Anchored, TemporalContext
from timeline.events.temporal.context_building import temporal_context
from timeline.events.temporal.likelihood import most_likely as judged_times
from timeline.events.temporal.likelihood import readings
from timeline.events.temporal.weights import weights
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.lexicon import Lexicon, lexicon
from timeline.grammar.verb_groups import Tense
from timeline.model import (
    Article,
    Event,
    EventsMode,
    Link,
    Relation,
    Status,
    Step,
    TimeExpression,
    TimexType,
)

CONNECTIVE_WEIGHT = 0.55  # the weight of a connective between events neither of which it dates
ENTRY = 0.8  # the worth of what an entry of a chronology tells
FIRM = 0.6  # ties less sure than this do not overrule what is likely


def assemble(
    article: Article, expressions: Sequence[TimeExpression], document: Document, mode: EventsMode
) -> tuple[list[TimeExpression], list[Event], list[Link]]:
    """Everything `find_events` returns."""
    words = lexicon()
    found = candidates(document, words, merged=mode == "timeline")
    judged = [status(document.sentences[c.sentence], c, words) for c in found]
    statuses = [s for s, _ in judged]
    context = temporal_context(document, found, statuses, expressions, article.published, words)
    by_rules = anchoring.anchor(context)
    anchored, early = (by_rules, []) if mode == "timeline" else judged_times(context, by_rules, weights())
    judged = [_revise_by_time(j, a, context, n) for n, (j, a) in enumerate(zip(judged, anchored, strict=True))]
    statuses = [s for s, _ in judged]
    hidden = _hidden(document, expressions, context.apart)
    names = full_names(document)
    speakers, inside = quotations(document, names)
    opening = opening_sentences(document)
    timed = [_has_own_time(context, n, a) for n, a in enumerate(anchored)]
    dated = [bool(a.times) for a in anchored]
    strengths = [
        salience(
            document.sentences[c.sentence],
            c,
            words,
            statuses[n],
            c.token in inside[c.sentence],
            timed[n],
            dated[n],
            c.sentence in opening,
        )
        for n, c in enumerate(found)
    ]
    strengths = [
        0.0
        if c.token in hidden[c.sentence] or _was_plan(context, n, anchored[n], statuses[n])
        else s - _loss_under_dated_decision(context, n, anchored, statuses) - _loss_of_habit(context, n)
        for n, (c, s) in enumerate(zip(found, strengths, strict=True))
    ]
    if mode == "timeline":
        strengths = choose_speech_or_content(document, found, statuses, strengths, timed, dated, opening, words)
        strengths = _entries_kept(context, strengths)
    portraits = [mention_profile(document, c, hidden[c.sentence], opening, names) for c in found]
    groups = cluster_mentions(document, found, statuses, anchored, strengths, words, portraits)
    if mode != "timeline":
        anchored = shared_times(groups, anchored)
        groups = [[n] for n in range(len(found))]
        strengths = [0.5] * len(found)  # how much it belongs on a timeline says nothing here
    tells = [s + informativeness(document, c, p) for s, c, p in zip(strengths, found, portraits, strict=True)]
    drafts = [merged(group, anchored, strengths, tells) for group in groups]
    text = Material(article, expressions, document, found, judged, speakers, hidden, names)
    if mode == "timeline":
        drafts = selected(drafts, document, found, expressions, opening)
    words_of = {d.members[0]: wording(text, d) for d in drafts}
    if mode == "timeline":
        drafts = [d for d in drafts if d.times or not words_of[d.members[0]].dim]
        likely = readings(context, by_rules, [d.surest for d in drafts], weights())
        drafts = [replace(d, readings=likely.get(d.surest, ())) for d in drafts]
    drafts.sort(key=lambda d: found[d.members[0]].sentence * 1000 + found[d.members[0]].token)
    ids = {m: f"{article.id}.e{k}" for k, d in enumerate(drafts, 1) for m in d.members}
    resolved = anchoring.resolve_expressions(context, by_rules, [ids.get(n, "") for n in range(len(found))])
    number = {m: k for k, d in enumerate(drafts) for m in d.members}
    ties = _ties(context, drafts, by_rules, number)
    agreed = Consistent(tuple(d.when for d in drafts), tuple(t for t in ties if t.weight >= FIRM), ())
    if mode == "timeline":
        agreed = consistent([d.when for d in drafts], ties)
        drafts = [replace(d, when=when) for d, when in zip(drafts, agreed.whens, strict=True)]
    places = [_place(document, found, statuses, d, k, words) for k, d in enumerate(drafts)]
    begins = [early[d.members[0]] for d in drafts] if mode == "all" else None
    line = ordered(places, agreed.kept, context.published, begins)
    ordering = _ordering(document, found, drafts, agreed, line.dropped)
    events = [
        as_event(text, d, words_of[d.members[0]], ids[d.members[0]], line.order[k], mode) for k, d in enumerate(drafts)
    ]
    events = [replace(e, derivation=(*e.derivation, *ordering.get(k, ()))) for k, e in enumerate(events)]
    return resolved, events, _links(events, agreed.kept, line.dropped, expressions, drafts)


def _entries_kept(context: TemporalContext, strengths: Sequence[float]) -> list[float]:
    """What an entry of a chronology mainly tells belongs on the timeline: its author put it there."""
    kept = {a.candidate for a in context.attachments if a.heads}
    return [max(s, ENTRY) if n in kept and s > 0.0 else s for n, s in enumerate(strengths)]


def _ordering(
    document: Document,
    found: Sequence[Candidate],
    drafts: Sequence[Cluster],
    agreed: Consistent,
    dropped: Sequence[Tie],
) -> dict[int, list[Step]]:
    """For each event what its ties to others did to its time, and which of them were left out."""

    def told(k: int) -> str:
        candidate = found[drafts[k].members[0]]
        return document.sentences[candidate.sentence].tokens[candidate.token].text

    steps: dict[int, list[Step]] = {}
    for k, ties in agreed.narrowed.items():
        for t in ties:
            first = (t.source == k) is (t.relation is Relation.BEFORE)
            other = told(t.target if t.source == k else t.source)
            steps.setdefault(k, []).append(Step(f"event.order.{'before' if first else 'after'}", {"other": other}))
    for t in (*agreed.refuted, *dropped):
        steps.setdefault(t.source, []).append(Step("event.order.dropped", {"other": told(t.target)}))
    return steps


def _revise_by_time(judged: Verdict, anchored: Anchored, context: TemporalContext, n: int) -> Verdict:
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
    gone = gone and _has_own_time(context, n, anchored)
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
    if not (named or going) or not _has_own_time(context, n, anchored):
        return judged
    return Status.PLANNED, (*judged[1], Step("event.status.future", {"word": "present"}))


def _is_deadline(context: TemporalContext, n: int, anchored: Anchored) -> bool:
    """ "Bids must be filed by Friday", "a gym would be built by 2030": what is laid down for a day to come."""
    candidate, latest = context.candidates[n], anchored.when.latest if anchored.when is not None else None
    ahead = latest is not None and context.published is not None and latest.day > context.published.day
    return ahead and is_obligation(context.sentence(n), candidate) and _has_own_time(context, n, anchored)


def _has_day_ahead(context: TemporalContext, n: int, anchored: Anchored) -> bool:
    """ "Another cut may be considered when the board meets on 19 November": the meeting has its day."""
    candidate, begin = context.candidates[n], anchored.when.begin.earliest if anchored.when is not None else None
    form, clause = candidate.form, context.sentence(n).children(candidate.token, "mark", "advmod")
    when = any(context.words.has("mark.later", c.lemma.lower()) for c in clause)
    ahead = begin is not None and context.published is not None and begin.day > context.published.day
    plain = form.tense is Tense.PRESENT and form.modal is None and not (form.perfect or form.negated)
    return when and plain and ahead and _has_own_time(context, n, anchored)


def _still_ahead(context: TemporalContext, n: int, anchored: Anchored) -> bool:
    """ "The search was to resume at dawn on Friday", on the Thursday: a plan of the past for a day to come."""
    begin = anchored.when.begin.earliest if anchored.when is not None else None
    ahead = begin is not None and context.published is not None and begin.day >= context.published.day
    tokens = context.sentence(n).tokens
    token = tokens[context.candidates[n].token]
    was_to = tokens[token.head].lemma == "be" and tokens[token.head].tag == "VBD" and token.relation == "xcomp"
    return ahead and was_to and token.tag == "VB" and _has_own_time(context, n, anchored)


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
    return days and gone and _has_own_time(context, n, anchored)


def _loss_under_dated_decision(
    context: TemporalContext, n: int, anchored: Sequence[Anchored], statuses: Sequence[Status]
) -> float:
    """What an undated plan loses where the deciding has a day: "agreed on Monday to sell" tells both."""
    candidate = context.candidates[n]
    token = context.sentence(n).tokens[candidate.token]
    above = context.at.get((candidate.sentence, token.head))
    if statuses[n] is not Status.PLANNED or token.relation != "xcomp" or above is None or above == n:
        return 0.0
    decided = statuses[above] is Status.HAPPENED and not context.candidates[above].form.passive
    return (
        0.2
        if decided and _has_own_time(context, above, anchored[above]) and not _has_own_time(context, n, anchored[n])
        else 0.0
    )


def _was_plan(context: TemporalContext, n: int, anchored: Anchored, status: Status) -> bool:
    """Was it a plan for a day that is over? Whether it came to pass the text does not say."""
    latest = anchored.when.latest if anchored.when is not None else None
    if latest is None or context.published is None or latest.day >= context.published.day:
        return False
    return status is Status.PLANNED


def _loss_of_habit(context: TemporalContext, n: int) -> float:
    """What a habit loses: "every year on 4 May"; not "holds its annual meeting on 4 May"."""
    own = [context.expressions[a.expression] for a in context.own.get(n, ())]
    starts = {t.start for t in context.sentence(n).tokens if t.relation == "amod"}
    dated = any(e.type is TimexType.DATE for e in own)
    often = [e for e in own if e.type is TimexType.SET and not (dated and e.start in starts)]
    return 0.5 if often else 0.0


def _has_own_time(context: TemporalContext, n: int, anchored: Anchored) -> bool:
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


def _hidden(
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


def _ties(
    context: TemporalContext, drafts: Sequence[Cluster], anchored: Sequence[Anchored], number: dict[int, int]
) -> list[Tie]:
    ties: list[Tie] = []
    for k, d in enumerate(drafts):
        for m in d.members:
            about = anchored[m].about
            if about is not None and about[0] in number and number[about[0]] != k:
                ties.append(Tie(k, about[1], number[about[0]], anchored[m].certainty))
    tied = {frozenset((t.source, t.target)) for t in ties}
    for a, relation, b in connective_orders(context):
        pair = (number.get(a), number.get(b))
        if pair[0] is not None and pair[1] is not None and pair[0] != pair[1] and frozenset(pair) not in tied:
            ties.append(Tie(pair[0], relation, pair[1], CONNECTIVE_WEIGHT))
    return ties


def _place(
    document: Document, found: Sequence[Candidate], statuses: Sequence[Status], draft: Cluster, k: int, words: Lexicon
) -> Place:
    """Rank among events of one day: what had happened, what happened, the saying, what goes on, what will be."""
    candidate = found[draft.members[0]]
    token = document.sentences[candidate.sentence].tokens[candidate.token]
    form, state = candidate.form, statuses[draft.members[0]]
    if state is Status.PLANNED:
        rank = WILL
    elif state is Status.POSSIBLE:
        rank = MAY
    elif candidate.kind is TriggerKind.VERB and words.has("verb.report", token.lemma):
        rank = SAYING
    elif form.perfect and form.tense is Tense.PAST:
        rank = HAD
    elif state is Status.ONGOING:
        rank = GOES_ON
    else:
        rank = HAS if form.perfect else DID
    return Place(draft.when, rank, k)


def _links(
    events: Sequence[Event],
    ties: Sequence[Tie],
    dropped: Sequence[Tie],
    expressions: Sequence[TimeExpression],
    drafts: Sequence[Cluster],
) -> list[Link]:
    """Ties of the text, the phrases events lie in, and what certainly follows in the linear order."""
    found = [
        Link(events[t.source].id, t.relation, events[t.target].id, (Step("event.link.text", {}),))
        for t in dict.fromkeys(ties)
        if t not in dropped
    ]
    for event, draft in zip(events, drafts, strict=True):
        for t in draft.times:
            phrase = expressions[t]
            if phrase.when is not None and event.when is not None and event.when == phrase.when.inside():
                found.append(
                    Link(phrase.id, Relation.INCLUDES, event.id, (Step("event.link.phrase", {"phrase": phrase.text}),))
                )
    line = sorted(events, key=lambda e: (e.order, e.trigger.start))
    for a, b in pairwise(line):
        if a.when is not None and b.when is not None and before(a.when, b.when):
            found.append(Link(a.id, Relation.BEFORE, b.id, (Step("event.link.bounds", {}),)))
    return found
