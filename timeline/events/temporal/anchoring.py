"""When an event was: from its own phrase, its clause, other events; the rest falls to the narrative and the tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.events.detection import TriggerKind
from timeline.events.temporal.bounds import make, meet, moved
from timeline.events.temporal.connectives import clause_connective, connective, definite, from_others
from timeline.events.temporal.context import OWN, SAID, Anchored, Resolve, TemporalContext, step
from timeline.events.temporal.durations import begun, length
from timeline.events.temporal.entries import LIFE, Attachment
from timeline.events.temporal.narrative import by_tense
from timeline.events.temporal.offsets import measured
from timeline.events.temporal.prepositions import (
    by_preposition,
    clip,
    durative,
    is_too_late,
    year_on,
)
from timeline.events.temporal.rows import in_row
from timeline.grammar import Sentence
from timeline.grammar.verb_groups import Tense
from timeline.intervals import Bounds, CalendarError, Grain, Interval
from timeline.model import AnchorKind, Relation, Status, Step, TimeExpression, TimexType


def anchor(context: TemporalContext) -> list[Anchored]:
    """The time of every candidate, in their order."""
    done: dict[int, Anchored] = {}
    for n in range(len(context.candidates)):
        _resolve(context, n, done, frozenset())
    return [done[n] for n in range(len(context.candidates))]


def _resolve(context: TemporalContext, n: int, done: dict[int, Anchored], open_now: frozenset[int]) -> Anchored:
    if n in done:
        return done[n]
    if n in open_now:
        return Anchored(None)

    def resolve(other: int) -> Anchored:
        return _resolve(context, other, done, open_now | {n})

    try:
        found = _own_phrase(context, n, resolve) or _by_offset(context, n, resolve)
        if found is None:
            found = from_others(context, n, resolve) or by_tense(context, n)
    except CalendarError:  # one phrase never costs an article
        found = Anchored(None, steps=(step("no place"),))
    done[n] = found
    return found


def _own_phrase(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    when: Interval | None = None
    times: list[int] = []
    steps: list[Step] = []
    far = 0
    spanned = _between(context, n)
    if spanned is not None:
        return spanned
    nearest = sorted(
        context.own.get(n, ()), key=lambda a: (a.distance, _least_telling(context.expressions[a.expression]))
    )
    for a in (*nearest, *_shared(context, n)):
        e = context.expressions[a.expression]
        if a.preposition == LIFE:
            continue
        if a.expression in context.apart:
            continue
        tied = by_preposition(context, n, e, a)
        because = _says_when(e.text, a)
        finite = context.candidates[n].form.tense is not Tense.NONE
        bare = not a.preposition or context.words.has("preposition.length", a.preposition)
        long = bare and not (context.words.has("preposition.after", a.preposition) and finite)
        long = long and when is None
        if tied is None and e.type is TimexType.DURATION and long:  # "freed after 11 days" lasted no 11 days
            tied = _lasting(context, n, e, resolve)
            because = step("lasts", phrase=e.text)
        if tied is None or is_too_late(context, n, tied):
            continue
        both = tied if when is None else meet(when, tied)
        if both is None:
            continue
        when = both
        steps.append(because)
        times.append(a.expression)
        far = max(far, a.distance)
    if when is None:
        return None
    when = clip(context, n, _until_clause(context, n, when, resolve))
    return Anchored(when, tuple(times), tuple(steps), OWN - 0.1 * min(far, 3))


def _until_clause(context: TemporalContext, n: int, when: Interval, resolve: Resolve) -> Interval:
    """ "led it from 1980 until she retired in 1996": the other end, where only the begin is said."""
    if not any(context.words.get("preposition", a.preposition) == "since" for a in context.own.get(n, ())):
        return when
    sentence = context.sentence(n)
    for c in sentence.children(context.candidates[n].token, "advcl", "prep"):
        link = clause_connective(context, sentence, c)
        marks = (c, *sentence.children(c.index, "mark"))
        other = context.at.get((sentence.index, link[1])) if link is not None else None
        if other is None or other == n or not any(context.words.has("until", k.lemma.lower()) for k in marks):
            continue
        end = _own_phrase(context, other, resolve)
        if end is not None and end.when is not None:
            return make(when.begin, end.when.begin, when.grain) or when
    return when


def _by_offset(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    """ "two days after the vote": counted from the other event, where that has a day of its own, here or elsewhere."""
    for o in context.offsets.get(n, ()):
        if o.within and n == o.base:
            continue
        other, later = (o.base, o.after) if n == o.measured else (o.measured, not o.after)
        dated = _own_phrase(context, other, resolve)
        if dated is None and n == o.base:
            return None
        e = context.expressions[o.expression]
        when = measured(dated.when, e, later, o.within) if dated is not None and dated.when is not None else None
        if dated is None or when is None or is_too_late(context, n, when):
            continue
        word = context.sentence(other).tokens[context.candidates[other].core].text
        why = step("offset.after" if later else "offset.before", phrase=e.text, other=word)
        tie_to = (other, Relation.AFTER if later else Relation.BEFORE)
        return Anchored(clip(context, n, when), (o.expression, *dated.times), (*dated.steps, why), SAID, tie_to)
    return None


def _between(context: TemporalContext, n: int) -> Anchored | None:
    """ "between March and May", "in January and February": somewhere from the first to the last."""
    own = sorted(context.own.get(n, ()), key=lambda a: context.expressions[a.expression].start)
    row = in_row(context, n)
    if row is not None and not is_too_late(context, n, row[0]):
        return Anchored(clip(context, n, row[0]), row[1], (_says_when(row[2], own[0]),), OWN)
    for a, b in pairwise(own):
        first, last = context.expressions[a.expression], context.expressions[b.expression]
        if a.preposition == LIFE == b.preposition and first.when is not None and last.when is not None:
            return _in_life(context, n, a, b)
        joined = context.words.has("preposition.between", a.preposition) or _joined(context.sentence(n), first, last)
        if not joined or first.when is None or last.when is None:
            continue
        low, high = _same_turn(first, last).earliest, last.when.latest
        before = next((c for c in reversed(own[: own.index(a)]) if _lists(context, n, c, a)), None)
        if before is not None:  # "in 1987, 1991 and 1995"
            first = context.expressions[before.expression]
            low = first.when.earliest if first.when is not None else low
        if low is not None and high is not None and 0 < low.day - high.day < _WEEK:
            low = moved(low, -_WEEK)  # "between Tuesday night and Thursday morning", told on a Wednesday
        if low is not None and high is not None and low.first_minute <= high.last_minute:
            when = clip(context, n, Interval.within(low, high, last.when.grain))
            phrase = f"{first.text} and {last.text}"
            numbers = tuple(c.expression for c in own[own.index(before or a) : own.index(b) + 1])
            return Anchored(when, numbers, (_says_when(phrase, a),), OWN)
    return None


def _in_life(context: TemporalContext, n: int, a: Attachment, b: Attachment) -> Anchored | None:
    """ "The painter (1790-1844) sold nine pictures": between birth and death; he was buried in the last year, not the
    first. Nothing where another phrase dates it."""
    if any(c.preposition != LIFE for c in context.own[n]):
        return None
    first, last = context.expressions[a.expression], context.expressions[b.expression]
    begin, end = (first.when or Interval.within(None, None)), (last.when or Interval.within(None, None))
    ended, began = (context.words.has(role, context.lemma(n)) for role in ("verb.end-of-life", "verb.birth"))
    when = end.inside() if ended else begin.inside() if began else None
    if when is None and begin.earliest is not None and end.latest is not None:
        when = Interval.within(begin.earliest, end.latest, end.grain)
    said = _says_when(f"{first.text} to {last.text}", replace(a, preposition=""))
    return (
        Anchored(clip(context, n, when), (a.expression, b.expression), (said,), OWN - 0.3) if when is not None else None
    )


_WEEK = 7  # days
_MANY = 300


def _same_turn(first: TimeExpression, last: TimeExpression) -> Interval:
    """ "between May 28 and June 16" of one year, where the two were taken for days of different years."""
    near, end = first.when or Interval.within(None, None), last.when
    guessed = any(s.rule == "time.year from" for s in first.derivation)
    low, high = near.earliest, end.earliest if end is not None else None
    if not guessed or low is None or high is None or high.day - low.day < _MANY:
        return near
    later_on = year_on(near)
    start = later_on.earliest if later_on is not None else None
    return later_on if later_on is not None and start is not None and start.day <= high.day else near


def _lists(context: TemporalContext, n: int, first: Attachment, last: Attachment) -> bool:
    """Do nothing but commas and times stand between the two?"""
    sentence, (e, f) = context.sentence(n), (context.expressions[k.expression] for k in (first, last))
    times = [context.expressions[a.expression] for a in context.own.get(n, ())]
    between = [t for t in sentence.tokens if e.end <= t.start and t.end <= f.start]
    return e.when is not None and all(t.text == "," or any(w.start <= t.start < w.end for w in times) for t in between)


def _least_telling(e: TimeExpression) -> int:
    """Days first; a clock time takes its day from the day told beside it, a length goes on from there."""
    return {TimexType.TIME: 1, TimexType.DURATION: 2}.get(e.type, 0)


def _says_when(phrase: str, a: Attachment) -> Step:
    return (
        step("phrase", phrase=phrase, preposition=a.preposition) if a.preposition else step("says-when", phrase=phrase)
    )


def _joined(sentence: Sentence, first: TimeExpression, last: TimeExpression) -> bool:
    """Does nothing but "and" stand between the two?"""
    between = [t.text.lower() for t in sentence.tokens if first.end <= t.start and t.end <= last.start]
    return len(between) == 1 and sentence.words.has("conjunction", between[0])


def _shared(context: TemporalContext, n: int) -> list[Attachment]:
    """ "shelling and bombing the town for two weeks": what ends a pair of gerunds or infinitives is said of both."""
    candidate = context.candidates[n]
    if context.own.get(n) or candidate.form.tense is not Tense.NONE or candidate.kind is not TriggerKind.VERB:
        return []
    sentence = context.sentence(n)
    found: list[Attachment] = []
    for c in sentence.children(candidate.token, "conj"):
        other = context.at.get((sentence.index, c.index))
        if other is not None and c.tag == sentence.tokens[candidate.token].tag:
            found.extend(a for a in context.own.get(other, ()) if not a.fronted)
    return found


def _lasting(context: TemporalContext, n: int, e: TimeExpression, resolve: Resolve) -> Interval | None:
    """A bare length ("for two weeks"): it ends with what the clause says it led up to, or with publication, or begins
    with what it is told to follow."""
    span = length(e.value)
    candidate, sentence = context.candidates[n], context.sentence(n)
    goes_on = context.statuses[n] is Status.ONGOING or durative(context, n)
    named = candidate.kind is TriggerKind.NOUN and e.start < sentence.tokens[candidate.token].start
    if span is not None and named and goes_on and not definite(sentence, candidate.token):
        return None
    if context.words.has("more", e.text.split()[0].lower()):  # "goes on for another week"
        return None
    if goes_on and context.published is not None and candidate.form.tense is Tense.PRESENT:
        had = candidate.form.perfect or any(
            context.words.has("perfect", c.lemma) for c in sentence.children(candidate.token, "aux")
        )
        if candidate.kind is TriggerKind.VERB and not had:  # "is shut for five days"
            return None
        now = Bounds(context.published, context.published)
        begin = begun(now, span, e.mod) if span is not None else Bounds(None, context.published)
        return make(begin, (context.published, None), Grain.VAGUE)
    link = connective(context, sentence, candidate)
    if link is not None and link[0] == "after":
        main = resolve(link[1])
        if main.when is not None:
            end = main.when.begin
            begin = begun(end, span, e.mod) if span is not None else Bounds(None, end.latest)
            return make(begin, end, Grain.VAGUE)
    return None


def resolve_expressions(
    context: TemporalContext, anchored: Sequence[Anchored], ids: Sequence[str]
) -> list[TimeExpression]:
    """The expressions, those that wanted an event now with their place on the calendar.

    ids: of each candidate's event, empty for one that is not shown.
    """
    out = list(context.expressions)
    # a length between two events is measured from one of them and leads to the other
    places = [(a.expression, a.candidate, a.candidate) for a in context.attachments]
    places += [(o.expression, n, o.base) for n, found in context.offsets.items() for o in found if n == o.measured]
    for k, n, base in places:
        e, tied = out[k], anchored[n]
        if e.anchor.kind is not AnchorKind.EVENT or e.type not in (TimexType.DURATION, TimexType.DATE, TimexType.TIME):
            continue
        if tied.when is None or k not in tied.times:
            continue
        word = context.sentence(base).tokens[context.candidates[base].token].text
        moment = tied.when.end.earliest or tied.when.end.latest
        out[k] = replace(
            e,
            when=replace(tied.when, about=e.mod == "APPROX"),
            anchor=replace(e.anchor, ref=ids[base], when=moment),
            derivation=(*e.derivation, step("measured", event=word, end=str(moment) if moment else "open")),
        )
    return out
