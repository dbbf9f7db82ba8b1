"""Finding again the event that an entry of the log is about, also after the article has been read anew."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.edits.entries import Anchor
from timeline.model import Article, Event, Span

_PERSONS = re.compile(r"\.p\d+")
"""What the id of an event that a person made has behind the article's id: the number of its entry."""


def anchor_of(event: Event, article: Article) -> Anchor:
    """Where the event's trigger stands, and its words."""
    return Anchor(event.trigger.start, event.trigger.end, article.text[event.trigger.start : event.trigger.end])


def made_by_person(id: str) -> bool:
    """Is it the id of an event that a person added or split off?"""
    return _PERSONS.fullmatch(id, max(id.rfind("."), 0)) is not None


def persons_id(article: str, sequence: int) -> str:
    """The id of the event that the entry of that number makes."""
    return f"{article}.p{sequence}"


def match(events: Iterable[Event], id: str | None, anchor: Anchor | None) -> Event | None:
    """The event with that trigger, and of several the one with that id; else one told there, else one that overlaps.

    Ids are numbers of one reading, so an id alone finds only what a person made.
    """
    listed = list(events)
    own = next((event for event in listed if event.id == id), None)
    if own is not None and (anchor is None or made_by_person(own.id)):
        return own
    if anchor is None:
        return None
    span = Span(anchor.start, anchor.end)
    if own is not None and own.trigger == span:
        return own
    others = [event for event in listed if not made_by_person(event.id)]
    exact = next((event for event in others if event.trigger == span), None)
    told = next((event for event in others if any(one.trigger == span for one in event.mentions)), None)
    near = next((event for event in others if event.trigger.overlaps(span)), None)
    return exact or told or near or next((event for event in listed if event.trigger == span), None)
