"""The order of events after a date has changed: the others keep theirs, the changed go where their time puts them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from timeline.chronological import time_key
from timeline.model import Event, Link, Relation


def placed(events: Sequence[Event], moved: Collection[str]) -> tuple[Event, ...]:
    """The events with the ids of `moved` put in by their time, numbered anew from 1.

    A moved event comes where it is out of order with the fewest of the others, and of such places the last. What had
    equal numbers keeps equal ones; an event without a date stands last.
    """
    kept = sorted((event for event in events if event.id not in moved), key=lambda one: (one.order, one.trigger))
    numbers = _numbered([event.order for event in kept])
    line = [(number, event) for number, event in zip(numbers, kept, strict=True)]
    for event in sorted((event for event in events if event.id in moved), key=_time):
        at = _best(line, event)
        line.insert(at, (-1, event))
    found: list[Event] = []
    before: int | None = None
    for number, event in line:
        same = number != -1 and number == before
        found.append(replace(event, order=found[-1].order if same else len(found) + 1))
        before = number
    return tuple(found)


def _numbered(orders: Sequence[int]) -> list[int]:
    ranks = {order: rank for rank, order in enumerate(dict.fromkeys(orders))}
    return [ranks[order] for order in orders]


def _time(event: Event) -> tuple[tuple[bool, int, int], tuple[int, int]]:
    return time_key(event.when), (event.trigger.start, event.trigger.end)


def _best(line: Sequence[tuple[int, Event]], event: Event) -> int:
    """Where the fewest of the dated others are on the wrong side; never between two of equal number."""
    if event.when is None:
        return len(line)
    key = event.when.sort_key
    later_before = 0
    earlier_behind = sum(one.when is not None and one.when.sort_key <= key for _, one in line)
    best, at = earlier_behind, 0
    for place, (number, one) in enumerate(line, start=1):
        if one.when is not None:
            later_before += one.when.sort_key > key
            earlier_behind -= one.when.sort_key <= key
        between = place < len(line) and number != -1 and number == line[place][0]
        if not between and later_before + earlier_behind <= best and one.when is not None:
            best, at = later_before + earlier_behind, place
    return at


def still_true(links: Sequence[Link], events: Sequence[Event], moved: Collection[str]) -> tuple[Link, ...]:
    """The links without those of moved events that their times now contradict, and without those of what is gone."""
    known = {event.id: event for event in events}
    return tuple(link for link in links if _holds(link, known, moved))


def _holds(link: Link, known: dict[str, Event], moved: Collection[str]) -> bool:
    ends = link.source, link.target
    if not any(end in moved for end in ends):
        return True
    first, second = (known.get(end) for end in ends)
    if first is None or second is None or first.when is None or second.when is None:
        return False  # a phrase, whose tie was to the old date, or a date that is gone
    one, two = first.when.sort_key, second.when.sort_key
    if link.relation is Relation.BEFORE:
        return one <= two
    return two <= one if link.relation is Relation.AFTER else False
