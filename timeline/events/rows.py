"""Time phrases in a row, with nothing but a joint between them: ranges and lists, whatever the parse made of them."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.ranges import make
from timeline.events.scene import Scene
from timeline.events.tying import lasting
from timeline.intervals import Interval
from timeline.language import Sentence
from timeline.model import TimeExpression, TimexType

_ENDS = frozenset({"to", "until", "till"})
_CLOSE = 5  # characters: room for a little word
_HYPHENS = frozenset("-‐‑–—")


def in_row(view: Scene, n: int) -> tuple[Interval, tuple[int, ...], str] | None:
    """The time of a candidate whose phrase is one of a range or list, the phrases, and how they are quoted.

    A range of hours is kept from its begin to its end, as is one of days behind "from" and with what lasts; what
    happens in a range of days or in a list is somewhere from the first to the last.
    """
    owned = {a.expression: a for a in view.own.get(n, ())}
    if not owned or view.words.has("verb.reschedule", view.lemma(n)):
        return None
    sentence = view.sentence(n)
    night = _night(view, sentence, list(owned))
    if night is not None:
        return night
    for k in sorted(owned, key=lambda k: view.expressions[k].start):
        members, ranged = _members(view, sentence, k)
        if len(members) < 2 or _others(view, n, members[0]):
            continue
        first, last = view.expressions[members[0]], view.expressions[members[-1]]
        if first.when is None or last.when is None:
            continue
        behind = owned[k].preposition
        hours = first.type is TimexType.TIME is last.type
        if not hours and any(a.preposition in _ENDS for a in owned.values()):
            return None  # the parse has both ends
        if (
            ranged
            and hours
            and behind == "from"
            and not lasting(view, n)
            and not _names_day(view, last, *(view.expressions[i] for i in owned))
        ):
            return None  # "imposed a curfew from 9 p.m. to 5 a.m."
        if ranged and (hours or behind == "from" or lasting(view, n)) and behind != "between":
            when = make(first.when.inside().begin, last.when.inside().end, last.when.grain)
        else:
            when = _within(first.when, last.when)
        if when is not None:
            return when, tuple(members), f"{first.text} to {last.text}" if ranged else f"{first.text} and {last.text}"
    return None


def _night(view: Scene, sentence: Sentence, owned: Sequence[int]) -> tuple[Interval, tuple[int, ...], str] | None:
    """ "overnight Monday": that night, some of which is of the next day."""
    for k in (j for i in owned for j in (i - 1, i) if 0 <= j < len(view.expressions) - 1):
        part, day = view.expressions[k], view.expressions[k + 1]
        close = sentence.span.start <= part.start < day.end <= sentence.span.end and day.start - part.end < _CLOSE
        if close and part.when is not None and part.value.startswith(f"{day.value}T") and part.type is TimexType.TIME:
            return part.when.inside(), (k, k + 1), f"{part.text} {day.text}"
    return None


def _within(first: Interval, last: Interval) -> Interval | None:
    low, high = first.earliest, last.latest
    if low is None or high is None or low.first_minute > high.last_minute:
        return None
    return Interval.within(low, high, last.grain)


def _members(view: Scene, sentence: Sentence, k: int) -> tuple[list[int], bool]:
    """The phrases of the row a phrase stands in, and whether they are the two ends of a range."""
    members, joints = [k], list[str]()
    while members[0] > 0 and (joint := _joint(view, sentence, members[0] - 1)):
        members.insert(0, members[0] - 1)
        joints.insert(0, joint)
    while members[-1] + 1 < len(view.expressions) and (joint := _joint(view, sentence, members[-1])):
        members.append(members[-1] + 1)
        joints.append(joint)
    if joints == ["range"]:
        return members, True
    closed = joints[-1:] == ["list"] or "range" in joints
    return (members if closed else [k]), False


def _joint(view: Scene, sentence: Sentence, k: int) -> str:
    """How a phrase is joined to the next: "range", "list", "comma", or not at all."""
    first, last = view.expressions[k], view.expressions[k + 1]
    if TimexType.DURATION in (first.type, last.type) or TimexType.SET in (first.type, last.type):
        return ""
    if not sentence.span.start <= first.start < last.end <= sentence.span.end or last.start < first.end:
        return ""
    words = _between(sentence, first, last)
    if len(words) == 1 and (words[0] in _HYPHENS or view.words.has("joint.range", words[0])):
        return "range"
    if words == [","]:
        return "comma"
    return "list" if words[-1:] and words[:-1] in ([], [","]) and view.words.has("joint.list", words[-1]) else ""


def _between(sentence: Sentence, first: TimeExpression, last: TimeExpression) -> Sequence[str]:
    pieces = (
        t.text[max(0, first.end - t.start) : max(0, last.start - t.start)].lower()
        for t in sentence.tokens
        if t.start < last.start and first.end < t.end
    )
    return [piece.strip() for piece in pieces if piece.strip()]


def _others(view: Scene, n: int, first: int) -> bool:
    """Does another candidate own the first phrase of the row?"""
    return any(a.expression == first for m, found in view.own.items() if m != n for a in found)


def _names_day(view: Scene, *ends: TimeExpression) -> bool:
    return any(view.words.has("noun.time", word.strip(".,")) for e in ends for word in e.text.lower().split())
