"""Time phrases in a row, with nothing but a joint between them: ranges and lists, whatever the parse made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from timeline.events.temporal.bounds import make
from timeline.events.temporal.context import TemporalContext
from timeline.events.temporal.durations import Length, earlier, later
from timeline.events.temporal.entries import LIFE
from timeline.events.temporal.prepositions import is_lasting
from timeline.grammar import Sentence
from timeline.intervals import Bound, Grain, Interval
from timeline.model import Status, TimeExpression, TimexType

_WEEK = 7  # days
_CLOSE = 5  # characters: room for a little word
_HYPHENS = frozenset("-‐‑–—")


def in_row(context: TemporalContext, n: int) -> tuple[Interval, tuple[int, ...], str] | None:
    """The time of a candidate whose phrase is one of a range or list, the phrases, and how they are quoted.

    A range of hours is kept from its begin to its end, as is one of days behind "from" and with what lasts; what
    happens in a range of days or in a list is somewhere from the first to the last.
    """
    owned = {a.expression: a for a in context.own.get(n, ()) if a.preposition != LIFE}
    if not owned or context.words.has("verb.reschedule", context.lemma(n)):
        return None
    sentence = context.sentence(n)
    night = _night(context, sentence, list(owned))
    if night is not None:
        return night
    for k in sorted(owned, key=lambda k: context.expressions[k].start):
        members, ranged = _members(context, sentence, k)
        if len(members) < 2 or _others(context, n, members[0]):
            continue
        first, last = context.expressions[members[0]], context.expressions[members[-1]]
        if first.when is None or last.when is None:
            continue
        behind = owned[k].preposition
        hours = first.type is TimexType.TIME is last.type
        if not hours and any(context.words.has("range.limit", a.preposition) for a in owned.values()):
            return None  # the parse has both ends
        if (
            ranged
            and hours
            and context.words.has("preposition.from", behind)
            and not is_lasting(context, n)
            and not _names_day(context, last, *(context.expressions[i] for i in owned))
        ):
            return None  # "imposed a curfew from 9 p.m. to 5 a.m."
        begin, end = _in_order(context, n, first.when, last.when) if ranged else (first.when, last.when)
        either = _between(sentence, first, last) == ["/"]
        lasts = hours or context.words.has("preposition.from", behind) or is_lasting(context, n)
        if ranged and lasts and not context.words.has("preposition.between", behind) and not either:
            when = make(begin.inside().begin, end.inside().end, last.when.grain)
        else:
            when = make((begin.earliest, end.latest), (begin.earliest, end.latest), end.grain)
        if when is not None:
            return when, tuple(members), f"{first.text} to {last.text}" if ranged else f"{first.text} and {last.text}"
    return None


def _night(
    context: TemporalContext, sentence: Sentence, owned: Sequence[int]
) -> tuple[Interval, tuple[int, ...], str] | None:
    """ "overnight Monday": that night, some of which is of the next day."""
    for k in (j for i in owned for j in (i - 1, i) if 0 <= j < len(context.expressions) - 1):
        part, day = context.expressions[k], context.expressions[k + 1]
        close = sentence.span.start <= part.start < day.end <= sentence.span.end and day.start - part.end < _CLOSE
        if close and part.when is not None and part.value.startswith(f"{day.value}T") and part.type is TimexType.TIME:
            return part.when.inside(), (k, k + 1), f"{part.text} {day.text}"
    return None


def _in_order(context: TemporalContext, n: int, first: Interval, last: Interval) -> tuple[Interval, Interval]:
    """The two ends of a range, the later of the next cycle where it would lie before: "May-February" ends in the year
    after, "22:00-06:00" on the next day. Of what has happened the first is of the cycle before."""
    low, high, now = first.earliest, last.latest, context.published
    if low is None or high is None or low.first_minute <= high.last_minute:
        return first, last
    cycle = _cycle(low, high, last.grain)
    over = context.statuses[n] is Status.HAPPENED and now is not None and later(high, cycle).day > now.day
    return (_shifted(first, cycle, earlier), last) if over else (first, _shifted(last, cycle, later))


def _cycle(low: Bound, high: Bound, grain: Grain) -> Length:
    """What comes round again: the day for clock times, the week for weekdays, the year for the rest."""
    if high.minute is not None:
        return Length(0, 1, Grain.DAY)
    weekdays = grain is Grain.DAY and low.day - high.day < _WEEK
    return Length(0, _WEEK, Grain.WEEK) if weekdays else Length(12, 0, Grain.YEAR)


def _shifted(when: Interval, by: Length, move: Callable[[Bound, Length], Bound]) -> Interval:
    """Its outer bounds moved, with their time of day."""
    first, last = (
        replace(move(bound, by), minute=bound.minute) if bound is not None else None
        for bound in (when.earliest, when.latest)
    )
    return Interval.within(first, last, when.grain)


def _members(context: TemporalContext, sentence: Sentence, k: int) -> tuple[list[int], bool]:
    """The phrases of the row a phrase stands in, and whether they are the two ends of a range."""
    members, joints = [k], list[str]()
    while members[0] > 0 and (joint := _joint(context, sentence, members[0] - 1)):
        members.insert(0, members[0] - 1)
        joints.insert(0, joint)
    while members[-1] + 1 < len(context.expressions) and (joint := _joint(context, sentence, members[-1])):
        members.append(members[-1] + 1)
        joints.append(joint)
    if joints == ["range"]:
        return members, True
    closed = joints[-1:] == ["list"] or "range" in joints
    return (members if closed else [k]), False


def _joint(context: TemporalContext, sentence: Sentence, k: int) -> str:
    """How a phrase is joined to the next: "range", "list", "comma", or not at all."""
    first, last = context.expressions[k], context.expressions[k + 1]
    if TimexType.DURATION in (first.type, last.type) or TimexType.SET in (first.type, last.type):
        return ""
    if not sentence.span.start <= first.start < last.end <= sentence.span.end or last.start < first.end:
        return ""
    words = _between(sentence, first, last)
    if words == ["/"] and last.start - first.end == 1:  # "1998/99"
        return "range"
    if len(words) == 1 and (words[0] in _HYPHENS or context.words.has("joint.range", words[0])):
        return "range"
    if words == [","]:
        return "comma"
    return "list" if words[-1:] and words[:-1] in ([], [","]) and context.words.has("joint.list", words[-1]) else ""


def _between(sentence: Sentence, first: TimeExpression, last: TimeExpression) -> Sequence[str]:
    pieces = (
        t.text[max(0, first.end - t.start) : max(0, last.start - t.start)].lower()
        for t in sentence.tokens
        if t.start < last.start and first.end < t.end
    )
    return [piece.strip() for piece in pieces if piece.strip()]


def _others(context: TemporalContext, n: int, first: int) -> bool:
    """Does another candidate own the first phrase of the row?"""
    return any(a.expression == first for m, found in context.own.items() if m != n for a in found)


def _names_day(context: TemporalContext, *ends: TimeExpression) -> bool:
    return any(context.words.has("noun.time", word.strip(".,")) for e in ends for word in e.text.lower().split())
