"""One actor's timeline over many articles: the events it takes part in, dated, joined across articles, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.comparison.actor_names import Actor, places
from timeline.comparison.participation import Part, part_of
from timeline.comparison.values import JointEvent
from timeline.events.analysis import Analysis, EventMention
from timeline.events.labels import label
from timeline.events.temporal.bounds import meet, size
from timeline.events.temporal.own_time import time_tokens
from timeline.grammar.verb_groups import Tense
from timeline.intervals import Interval
from timeline.model import Derivation, Mention, Span, Status, Step

_OPENING, _RECENT = 4, 7  # sentences in which a report says of which day it tells; days back that this may be


@dataclass(frozen=True, slots=True)
class ActorEvent:
    """An event of one article in which the actor takes part. `kinds`: its word and the classes of near-synonyms."""

    mention: Mention
    kinds: frozenset[str]
    part: Part
    label: str
    status: Status
    when: Interval | None
    salience: float
    derivation: Derivation


def actor_events(a: Analysis, who: Actor, spans: Mapping[tuple[int, int], Span]) -> list[ActorEvent]:
    """The events of an analysed article in which the actor takes part, in text order.

    spans: the trigger of a word, by sentence and token, where it is not the word itself.
    """
    by_sentence: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for at_name in places(a.article.text, a.document, a.names, who):
        by_sentence[at_name.sentence].append((at_name.token, at_name.how.value))
    if not by_sentence:
        return []
    scene = day_of_report(a)
    hidden = time_tokens(a.document, a.expressions, a.temporal.apart)
    found = []
    for n, mention in enumerate(a.mentions):
        at = mention.candidate
        sentence = a.sentence(n)
        if at.token in hidden[at.sentence]:
            continue
        parts = ((part_of(sentence, at, word), how) for word, how in by_sentence.get(at.sentence, ()))
        part, how = next(((p, h) for p, h in parts if p is not None), (None, ""))
        if part is None:
            continue
        when, steps = _when(mention, scene)
        span = spans.get((at.sentence, at.token), sentence.tokens[at.token].span)
        takes = Step("comparison.takes part", {"actor": who.name, "part": part.value, "how": how})
        kinds = frozenset(a.words.kinds(sentence.tokens[at.core].lemma.lower()))
        text = label(a.document, at, a.names, hidden[at.sentence]).text
        place = Mention(a.article.id, span, sentence.span)
        found.append(ActorEvent(place, kinds, part, text, mention.status, when, mention.salience, (takes, *steps)))
    return found


def day_of_report(a: Analysis) -> Interval | None:
    """The day before publication, not long ago, of which the opening tells: what is told on without a date was then."""
    now = a.article.published
    if now is None:
        return None
    opening = a.document.sentences[:_OPENING]
    end = opening[-1].span.end if opening else 0
    for one in a.expressions:
        if one.start >= end:
            break
        low, high = (one.when.earliest, one.when.latest) if one.when is not None else (None, None)
        if low is not None and high is not None and low.day == high.day and 1 <= now.day - low.day <= _RECENT:
            return Interval.within(low.day_only(), high.day_only())
    return None


def _when(mention: EventMention, scene: Interval | None) -> tuple[Interval | None, Derivation]:
    """The time of a mention; the day of the report where only the paper's day stood for it."""
    time = mention.time
    plain = mention.status is Status.HAPPENED and not mention.own_time and not mention.candidate.form.perfect
    told = mention.candidate.form.tense in (Tense.PAST, Tense.NONE)
    low, high = (time.when.earliest, time.when.latest) if time.when is not None else (None, None)
    today = scene is not None and low is not None and high is not None and low.day == high.day
    if scene is None or scene.latest is None or not (plain and told and today) or time.times or low is None:
        return time.when, time.steps
    if not 0 < low.day - scene.latest.day <= _RECENT:
        return time.when, time.steps
    return scene, (Step("comparison.day of report", {"day": str(scene.earliest)}),)


def joined(events: Sequence[ActorEvent]) -> list[JointEvent]:
    """The events with a time, those of one kind and one time made one, in the order of time.

    A coarse time gives way to the finer one inside it that another article has for the same kind of event, where there
    is only one such.
    """
    dated = [_narrowed(e, events) for e in events if e.when is not None]
    groups: dict[tuple[str, Interval], list[ActorEvent]] = {}
    for event in dated:
        assert event.when is not None
        key = next(
            ((kind, event.when) for kind in sorted(event.kinds) if (kind, event.when) in groups),
            (min(event.kinds, key=lambda k: (k[0] == "=", k)), event.when),
        )
        groups.setdefault(key, []).append(event)
    ordered = sorted(groups.items(), key=lambda item: (item[0][1].sort_key, item[1][0].mention.trigger))
    keys = sorted({when.sort_key for (_, when), _ in ordered})
    return [_joint(n, keys.index(when.sort_key), when, members) for n, ((_, when), members) in enumerate(ordered)]


def _narrowed(event: ActorEvent, others: Sequence[ActorEvent]) -> ActorEvent:
    """The event with the finer time that another article gives it."""
    assert event.when is not None
    finer = {
        both
        for other in others
        if other.when is not None
        and other.mention.article != event.mention.article
        and other.kinds & event.kinds
        and size(other.when) < size(event.when)
        and (both := meet(event.when, other.when)) is not None
    }
    if len(finer) != 1:
        return event
    when = finer.pop()
    return replace(event, when=when, derivation=(*event.derivation, Step("comparison.finer elsewhere", {})))


def _joint(number: int, order: int, when: Interval, members: Sequence[ActorEvent]) -> JointEvent:
    best = max(members, key=lambda e: (e.salience, -e.mention.trigger.start))
    rest = [e for e in members if e is not best]
    mentions = tuple(dict.fromkeys(e.mention for e in (best, *rest)))
    said = (Step("comparison.joined", {"count": str(len(mentions))}),) if rest else ()
    return JointEvent(f"j{number + 1}", best.label, order, when, mentions, (), best.status, (*best.derivation, *said))
