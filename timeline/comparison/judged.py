"""What people said of pairs of events: found again among the events compared, and told as a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.edits.judging import Judgement, found_again, latest, place_of
from timeline.model import Derivation, Event, Step

Judged = dict[tuple[int, int], Judgement]
"""Numbers of two events, the smaller first, and what was said of them last."""


def judged(judgements: Iterable[Judgement], events: Sequence[Event]) -> Judged:
    """The judgements whose two events are among these, with the ids that the events have now.

    What was said of one pair last counts. One whose event is not there (any more, or at this detail) says nothing.
    """
    of: dict[str, list[Event]] = defaultdict(list)
    number = {}
    for n, event in enumerate(events):
        of[event.article].append(event)
        number[event.article, event.id] = n
    found: Judged = {}
    for said in latest(judgements):
        one = found_again(said.one, of.get(said.one.article, ()))
        other = found_again(said.other, of.get(said.other.article, ()))
        if one is None or other is None:
            continue
        a, b = number[one.article, one.id], number[other.article, other.id]
        if a != b:
            found[min(a, b), max(a, b)] = Judgement(
                said.same, place_of(one), place_of(other), said.who, said.at, said.reason, said.step
            )
    return found


def by_person(said: Judgement) -> Derivation:
    """That a person joined the two, when, and why."""
    reason = f" ({said.reason})" if said.reason else ""
    return (Step("comparison.joined by person", {"who": said.who, "day": said.at[:10], "reason": reason}),)
