"""How events lie to each other: what the text says of their order, and the links of the finished timeline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.events.analysis import Analysis, Cluster
from timeline.events.detection import TriggerKind
from timeline.events.ordering import DID, GOES_ON, HAD, HAS, MAY, SAYING, WILL, Place, Tie
from timeline.events.temporal.bounds import before
from timeline.events.temporal.connectives import connective_orders
from timeline.grammar.verb_groups import Tense
from timeline.model import Event, Link, Relation, Status, Step

CONNECTIVE_WEIGHT = 0.55  # the weight of a connective between events neither of which it dates


def ties_of(analysis: Analysis) -> tuple[Tie, ...]:
    """What connectives and phrases say of the order of two clusters, by their numbers."""
    number = {m: k for k, d in enumerate(analysis.clusters) for m in d.members}
    ties: list[Tie] = []
    for m, k in sorted(number.items(), key=lambda pair: (pair[1], analysis.clusters[pair[1]].members.index(pair[0]))):
        about = analysis.rules[m].about
        if about is not None and number.get(about[0], k) != k:
            ties.append(Tie(k, about[1], number[about[0]], analysis.rules[m].certainty))
    tied = {frozenset((t.source, t.target)) for t in ties}
    for a, relation, b in connective_orders(analysis.temporal):
        first, second = number.get(a), number.get(b)
        if first is not None and second is not None and first != second and frozenset((first, second)) not in tied:
            ties.append(Tie(first, relation, second, CONNECTIVE_WEIGHT))
    return tuple(ties)


def place_of(analysis: Analysis, cluster: Cluster, k: int) -> Place:
    """Rank among events of one day: what had happened, what happened, the saying, what goes on, what will be."""
    mention = analysis.mentions[cluster.members[0]]
    candidate, form = mention.candidate, mention.candidate.form
    token = analysis.document.sentences[candidate.sentence].tokens[candidate.token]
    if mention.status is Status.PLANNED:
        rank = WILL
    elif mention.status is Status.POSSIBLE:
        rank = MAY
    elif candidate.kind is TriggerKind.VERB and analysis.words.has("verb.report", token.lemma):
        rank = SAYING
    elif form.perfect and form.tense is Tense.PAST:
        rank = HAD
    elif mention.status is Status.ONGOING:
        rank = GOES_ON
    else:
        rank = HAS if form.perfect else DID
    return Place(cluster.when, rank, k)


def order_steps(analysis: Analysis) -> dict[int, list[Step]]:
    """For each cluster what its ties to others did to its time, and which of them were left out."""

    def told(k: int) -> str:
        candidate = analysis.mentions[analysis.clusters[k].members[0]].candidate
        return analysis.document.sentences[candidate.sentence].tokens[candidate.token].text

    steps: dict[int, list[Step]] = {}
    for k, ties in analysis.agreed.narrowed.items():
        for t in ties:
            first = (t.source == k) is (t.relation is Relation.BEFORE)
            other = told(t.target if t.source == k else t.source)
            steps.setdefault(k, []).append(Step(f"event.order.{'before' if first else 'after'}", {"other": other}))
    for t in (*analysis.agreed.refuted, *analysis.line.dropped):
        steps.setdefault(t.source, []).append(Step("event.order.dropped", {"other": told(t.target)}))
    return steps


def links_of(analysis: Analysis, events: Sequence[Event]) -> tuple[Link, ...]:
    """Ties of the text, the phrases events lie in, and what certainly follows in the linear order."""
    found = [
        Link(events[t.source].id, t.relation, events[t.target].id, (Step("event.link.text", {}),))
        for t in dict.fromkeys(analysis.agreed.kept)
        if t not in analysis.line.dropped
    ]
    for event, cluster in zip(events, analysis.clusters, strict=True):
        for phrase in (analysis.expressions[t] for t in cluster.times):
            if phrase.when is not None and event.when is not None and event.when == phrase.when.inside():
                inside = Step("event.link.phrase", {"phrase": phrase.text})
                found.append(Link(phrase.id, Relation.INCLUDES, event.id, (inside,)))
    line = sorted(events, key=lambda e: (e.order, e.trigger.start))
    for a, b in pairwise(line):
        if a.when is not None and b.when is not None and before(a.when, b.when):
            found.append(Link(a.id, Relation.BEFORE, b.id, (Step("event.link.bounds", {}),)))
    return tuple(found)
