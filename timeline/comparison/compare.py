"""Several articles side by side: the same event once, where accounts agree, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.chronological import chronological, time_key
from timeline.comparison.differences import differences
from timeline.comparison.joining import joined
from timeline.comparison.judged import judged
from timeline.comparison.keys import EventKey, event_keys
from timeline.comparison.pairs import pair_weights
from timeline.comparison.values import Comparison, JointEvent, Note, NoteKind
from timeline.comparison.versions import corrections_among, twice
from timeline.edits.judging import Judgement
from timeline.events.temporal.bounds import earlier_of, later_of, meet
from timeline.intervals import Interval
from timeline.model import Article, Derivation, Event, Mention, Step, TimeExpression, Timeline

_ONE = "There is one article; it is compared with nothing."


def compare(timelines: Iterable[Timeline] | Timeline, judgements: Iterable[Judgement] = ()) -> Comparison:
    """What the articles of the timelines say of the same events. judgements: what people said of pairs of them.

    An article given twice takes part once, one without a publication date with its absolute dates alone; `notes` says
    so, and that there is nothing to compare where there is one article or none.
    """
    given = [timelines] if isinstance(timelines, Timeline) else list(timelines)
    articles, notes = _once([article for one in given for article in one.articles])
    keys = keys_of(given, articles)
    times = {t.id: t for one in given for t in one.time_expressions}
    corrections = corrections_among(articles)
    said = judged(judgements, [key.event for key in keys])
    groups = joined(keys, pair_weights(), said)
    joint = _in_order([_joint([keys[n] for n in g.members], times) for g in groups])
    of = {key.event.id: key for key in keys}
    found = [d for j in joint if len(j.events) > 1 for d in differences(j.id, [of[e] for e in j.events], corrections)]
    order = {j.id: n for n, j in enumerate(joint)}
    found.sort(key=lambda d: (d.change is not None, order[d.event]))
    return Comparison(
        tuple(articles),
        tuple(joint),
        tuple(key.event for key in keys),
        tuple(found),
        tuple(join for g in groups for join in g.joins),
        (*notes, *_notes(articles, corrections, [key.event for key in keys], twice=bool(notes))),
        tuple(said.values()),
    )


def _once(articles: Sequence[Article]) -> tuple[list[Article], list[Note]]:
    """The articles without those whose text was there before."""
    same = twice(articles)
    notes = [
        Note(NoteKind.TWICE, (first, again), "The same article twice: its text takes part once.")
        for again, first in same
    ]
    left_out = {again for again, _ in same}
    kept: dict[str, Article] = {}
    for article in articles:
        if article.id not in left_out:
            kept.setdefault(article.id, article)
    return list(kept.values()), notes


def _notes(
    articles: Sequence[Article], corrections: set[tuple[str, str]], events: Iterable[Event], twice: bool
) -> list[Note]:
    found = [
        Note(NoteKind.CORRECTION, pair, "The second is a later version of the first: what it changed is a correction.")
        for pair in sorted(corrections)
    ]
    undated = tuple(a.id for a in articles if a.published is None)
    if undated:
        found.append(Note(NoteKind.UNDATED, undated, "No publication date: relative phrases take part in nothing."))
    counts = Counter(e.article for e in events)
    silent = tuple(a.id for a in articles if not counts[a.id])
    if silent:
        found.append(Note(NoteKind.EMPTY, silent, "No events were found in them."))
    if len(articles) < 2:
        one = "It is the same article; it is not compared with itself." if twice else _ONE
        text = one if articles else "There is no article to compare."
        found.append(Note(NoteKind.ALONE, tuple(a.id for a in articles), text))
    return found


def keys_of(timelines: Sequence[Timeline], articles: Sequence[Article] | None = None) -> list[EventKey]:
    """The events of the articles (of all, if none are named) in short."""
    kept = [a for one in timelines for a in one.articles] if articles is None else articles
    times: dict[str, dict[str, TimeExpression]] = {a.id: {} for a in kept}
    events: dict[str, dict[str, Event]] = {a.id: {} for a in kept}
    for one in timelines:
        for time in one.time_expressions:
            if time.article in times:
                times[time.article][time.id] = time
        for event in one.events:
            if event.article in events:
                events[event.article][event.id] = event
    return [k for a in kept for k in event_keys(a, list(events[a.id].values()), times[a.id])]


def _joint(keys: Sequence[EventKey], times: dict[str, TimeExpression]) -> JointEvent:
    """The joint event of some accounts, still without its place in the order."""
    best = max(keys, key=lambda k: (k.event.confidence, k.event.id)).event
    when, common = _common([k.event.when for k in keys if k.event.when is not None])
    accounts = tuple(_account(k.event, times) for k in keys) if len(keys) > 1 else best.derivation
    told = (best, *(k.event for k in keys))
    mentions = [m for e in told for m in e.mentions or (Mention(e.article, e.trigger, e.sentence),)]
    return JointEvent(
        "",
        best.label,
        0,
        when,
        tuple(dict.fromkeys(mentions)),
        tuple(k.event.id for k in keys),
        best.status,
        (*accounts, *common) if len(keys) > 1 else accounts,
    )


def _account(event: Event, times: dict[str, TimeExpression]) -> Step:
    phrase = "; ".join(f"“{times[t].text}”" for t in event.times if t in times) or "no phrase of its own"
    when = (event.when.edtf if event.when is not None else None) or "no date"
    return Step("comparison.account", {"article": event.article, "phrase": phrase, "when": when})


def _common(whens: Sequence[Interval]) -> tuple[Interval | None, Derivation]:
    """What all accounts allow; where they contradict each other, the stretch that holds them all, said so."""
    if not whens:
        return None, ()
    both: Interval | None = whens[0]
    for other in whens[1:]:
        both = meet(both, other) if both is not None else None
    if both is not None:
        both = replace(both, about=all(one.about for one in whens))
        return both, (Step("comparison.common", {"when": both.edtf or "open"}),)
    first, last = whens[0].earliest, whens[0].latest
    for one in whens[1:]:
        first = None if first is None or one.earliest is None else earlier_of(first, one.earliest)
        last = None if last is None or one.latest is None else later_of(last, one.latest)
    whole = Interval.within(first, last, max((w.grain for w in whens), key=lambda g: g.rank))
    return whole, (Step("comparison.not common", {"when": whole.edtf or "open"}),)


def _in_order(events: Sequence[JointEvent]) -> list[JointEvent]:
    """In the order of time; what has no time stands last."""
    ordered = chronological(events)
    keys = sorted({time_key(e.when) for e in ordered})
    return [replace(e, id=f"j{n + 1}", order=keys.index(time_key(e.when))) for n, e in enumerate(ordered)]
