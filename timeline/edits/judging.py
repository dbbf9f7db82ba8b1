"""What people say of events of two articles: that they are one event, or that they are not.

A judgement stands in the log of the article whose event it is about first, as an entry of field "same" or "apart" whose
new value is the other event. It changes nothing in the article's own timeline; `timeline.compare` goes by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.edits.applying import apply, touched
from timeline.edits.entries import Anchor, Entry, standing
from timeline.edits.making import EditError, Signed, StaleError, checked
from timeline.edits.matching import anchor_of, made_by_person, match
from timeline.errors import DamagedError
from timeline.model import Event, Span, Timeline

SAME, APART = "same", "apart"


@dataclass(frozen=True, slots=True)
class EventPlace:
    """An event of an article: its id, and its trigger, by which it is found again when the article is read anew."""

    article: str
    event: str
    trigger: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word that two events of two articles are one (`same`), or are not.

    at: ISO 8601 in UTC. step: the step of the log of `one.article` that says so, by which it is undone; None where it
    stands in no log.
    """

    same: bool
    one: EventPlace
    other: EventPlace
    who: str
    at: str
    reason: str | None = None
    step: int | None = None


def judgements_of(article: str, log: Sequence[Entry]) -> tuple[Judgement, ...]:
    """The judgements of an article's log that stand, oldest first."""
    return tuple(
        Judgement(entry.field == SAME, _own(article, entry), _other(entry.new), entry.who, entry.at, entry.reason,
                  entry.step)
        for entry in standing(log)
        if entry.field in (SAME, APART)
    )  # fmt: skip


def latest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Of those about one pair of events the last, in the order in which they were made."""
    found: dict[frozenset[tuple[str, Span]], Judgement] = {}
    for one in sorted(judgements, key=lambda j: (j.at, j.step or 0)):
        pair = frozenset((place.article, place.trigger) for place in (one.one, one.other))
        found.pop(pair, None)
        found[pair] = one
    return list(found.values())


def found_again(place: EventPlace, events: Iterable[Event]) -> Event | None:
    """The event of an article that a judgement is about, among those the article has now."""
    anchor = Anchor(place.trigger.start, place.trigger.end, "")
    return match(events, place.event, None if made_by_person(place.event) else anchor)


def place_of(event: Event) -> EventPlace:
    """What a judgement keeps of an event."""
    return EventPlace(event.article, event.id, event.trigger)


def judge(
    timeline: Timeline, log: Sequence[Entry], event: str, others: Sequence[EventPlace], same: bool, signed: Signed
) -> tuple[Entry, ...]:
    """The entries of one step that say of an event of this timeline what it is to events of other articles.

    timeline: as the program read it. What was said before is not said again. Raises EditError where it cannot be said,
    StaleError where somebody else changed the event meanwhile.
    """
    by = checked(signed)
    corrected = apply(timeline, log)
    own = next((one for one in corrected.events if one.id == event), None)
    if own is None:
        raise EditError("event", f"there is no event {event} here; load the page again")
    if not others:
        raise EditError("other", "there is no other event; choose one")
    if any(place.article == own.article for place in others):
        raise EditError("other", "both are told by one article; merge them on its page")
    unseen = [e for e in touched(log, signed.seen) if match(corrected.events, e.event, e.anchor) == own]
    if unseen:
        raise StaleError(unseen)
    anchor, known = anchor_of(own, corrected.articles[0]), judgements_of(own.article, log)
    said = {(one.other.article, one.other.trigger): one.same for one in known if one.one.trigger == own.trigger}
    first = len(log) + 1
    news = [place for place in others if said.get((place.article, place.trigger)) is not same]
    return tuple(
        Entry(first + n, first, SAME if same else APART, by.who, by.at, event=own.id, anchor=anchor,
              new=_text(place), reason=by.reason)
        for n, place in enumerate(news)
    )  # fmt: skip


def _own(article: str, entry: Entry) -> EventPlace:
    if entry.anchor is None or entry.event is None:
        raise _damaged(entry.new)
    return EventPlace(article, entry.event, Span(entry.anchor.start, entry.anchor.end))


def _text(place: EventPlace) -> str:
    told = {"article": place.article, "event": place.event, "start": place.trigger.start, "end": place.trigger.end}
    return json.dumps(told)


def _other(text: str | None) -> EventPlace:
    try:
        value = json.loads(text or "")
        trigger = Span(int(value["start"]), int(value["end"]))
        return EventPlace(str(value["article"]), str(value["event"]), trigger)
    except (ValueError, KeyError, TypeError):
        raise _damaged(text) from None


def _damaged(text: str | None) -> DamagedError:
    return DamagedError(f"the log of edits names no event here: {text!r}; put a copy of the database in its place")
