"""An event as the model has it: its label, who and what and where, who says so, and how sure all of that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from timeline.events.analysis import Analysis, Cluster, Label
from timeline.events.confidence import told
from timeline.events.detection import token_span, word_span
from timeline.events.telling import sources_of
from timeline.intervals import Interval
from timeline.model import Event, Mention, Step, TimeExpression

_WORDS = 8  # of a stretch left out that is told


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
            *_time_of(a, cluster),
            *own.status_by,
            *shown,
            *cluster.by,
            *cluster.chance_by,
            named,
            *_left_out(a, cluster.label),
            *ordering,
        ),
        confidence=told(cluster.chance),
        detail=cluster.detail,
    )


def _time_of(a: Analysis, cluster: Cluster) -> Iterator[Step]:
    """Which mention the time is taken from, where another one gives the event its label."""
    if cluster.surest != cluster.members[0]:
        candidate = a.mentions[cluster.surest].candidate
        yield Step("event.time-of", {"word": a.sentence(cluster.surest).tokens[candidate.token].text})


def _left_out(a: Analysis, label: Label) -> Iterator[Step]:
    """The words of the clause that its label does not have."""
    number, verb = label.place
    if verb < 0:
        return
    sentence = a.document.sentences[number]
    clause = [sentence.tokens[i].text for i in sentence.subtree(verb)]
    clause = [word for word in clause if any(c.isalnum() for c in word)]
    kept = re.findall(r"[\w’']+|\S", re.sub(r"\[[^]]*\]", "", label.text))
    matcher = SequenceMatcher(None, [w.lower() for w in clause], [w.lower() for w in kept], autojunk=False)
    gone = [clause[low:high] for change, low, high, _, _ in matcher.get_opcodes() if change == "delete"]
    if gone:
        yield Step("event.label.left-out", {"words": "; ".join(f"“{_short(words)}”" for words in gone)})


def _short(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) <= _WORDS else f"{' '.join(words[:_WORDS])} …"


def _near(when: Interval | None, phrases: Iterable[TimeExpression]) -> Interval | None:
    """The time, said to be near where a phrase of it says so ("c. 1803")."""
    return replace(when, about=True) if when is not None and any(one.mod == "APPROX" for one in phrases) else when
