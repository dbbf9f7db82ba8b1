"""How much of a timeline is shown: an event knows the least detail that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from timeline.model import Detail, Event, Timeline

DETAILS: tuple[Detail, ...] = get_args(Detail)
"""From the fewest events to all of them; each detail shows what those before it show."""
SHOWN_AT: Mapping[Detail, str] = {
    "key": "every detail",
    "standard": "standard and all",
    "all": "all only",
}
"""The details at which an event is shown, in words."""


def shows(detail: Detail, event: Event) -> bool:
    """Is the event shown at this detail?"""
    return DETAILS.index(event.detail) <= DETAILS.index(detail)


def at_detail(timeline: Timeline, detail: Detail) -> Timeline:
    """The timeline with the events of that detail, in the same order, and the links between what is left.

    Time phrases stay, whatever rests on them, but name no event that is gone. A timeline extracted with less detail
    has no more to show.
    """
    gone = {event.id for event in timeline.events if not shows(detail, event)}
    if not gone:
        return timeline
    return replace(
        timeline,
        time_expressions=tuple(
            replace(one, anchor=replace(one.anchor, ref=None)) if one.anchor.ref in gone else one
            for one in timeline.time_expressions
        ),
        events=tuple(event for event in timeline.events if event.id not in gone),
        links=tuple(link for link in timeline.links if link.source not in gone and link.target not in gone),
    )
