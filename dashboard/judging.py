"""What the pages and the API both call to say that events of two articles are one, or are not."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.editing import found
from dashboard.service import Problem, Refused
from timeline.edits.judging import EventPlace, judge, place_of
from timeline.edits.making import Signed
from timeline.store import Store

Named = tuple[str, str]
"""Ids of an article and of an event of it."""


def say(store: Store, one: Named, others: Sequence[Named], same: bool, by: Signed) -> None:
    """Keep it in the log of the first article, in one step. Raises Refused (404), EditError and StaleError."""
    _, timeline = found(store, one[0])
    places = [_place(store, other) for other in others]
    store.append(one[0], lambda log: judge(timeline, log, one[1], places, same, by))


def _place(store: Store, named: Named) -> EventPlace:
    stored = store.get(named[0])
    event = next((one for one in stored[1].events if one.id == named[1]), None) if stored is not None else None
    if event is None:
        raise Refused(Problem(404, f"there is no event {named[1]} of article {named[0]}", "load the page again"))
    return place_of(event)
