"""An event as the model has it: its label, who and what and where, who says so, and how sure all of that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.events.analysis import Analysis, Cluster
from timeline.events.confidence import told
from timeline.events.detection import token_span, word_span
from timeline.events.telling import sources_of
from timeline.intervals import Interval
from timeline.model import Event, Mention, Step, TimeExpression


def event_of(a: Analysis, cluster: Cluster, number: int, ordering: Sequence[Step]) -> Event:
    """The event of a cluster. ordering: what its ties did to its time."""
    own = a.mentions[cluster.members[0]]
    candidate = own.candidate
    sentence = a.document.sentences[candidate.sentence]
    trigger = word_span if a.begins is None else token_span
    mentions = tuple(
        Mention(a.article.id, trigger(here, a.mentions[m].candidate.token), here.span)
        for m in cluster.members
        for here in (a.sentence(m),)
    )
    said = sources_of(a, cluster.members)
    shown = a.mentions[max(cluster.members, key=lambda m: a.mentions[m].salience)].salience_by
    named = Step(f"event.{cluster.label.rule}", {})
    return Event(
        id=f"{a.article.id}.e{number + 1}",
        article=a.article.id,
        label=cluster.label.text,
        trigger=mentions[0].trigger,
        sentence=sentence.span,
        mentions=mentions,
        who=cluster.roles.who,
        what=cluster.roles.what,
        where=cluster.roles.where,
        status=own.status,
        said_by=said[-1] if said else None,
        attribution=said,
        when=_near(cluster.when, [a.expressions[t] for t in cluster.times]),
        times=tuple(a.expressions[t].id for t in cluster.times),
        order=a.line.order[number],
        readings=cluster.readings,
        derivation=(
            *cluster.steps,
            *own.status_by,
            *shown,
            *cluster.by,
            *cluster.chance_by,
            named,
            *ordering,
        ),
        confidence=told(cluster.chance),
        detail=cluster.detail,
    )


def _near(when: Interval | None, phrases: Iterable[TimeExpression]) -> Interval | None:
    """The time, said to be near where a phrase of it says so ("c. 1803")."""
    return replace(when, about=True) if when is not None and any(one.mod == "APPROX" for one in phrases) else when
