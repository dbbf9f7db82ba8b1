"""A timeline with people's edits in it, and where a new reading differs from the one they corrected."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from timeline.edits.entries import Anchor, Entry, standing
from timeline.edits.matching import made_by_person, match, persons_id
from timeline.edits.placing import placed, still_true
from timeline.edits.values import ARTICLE_FIELDS, FIELDS, value_of, with_value
from timeline.errors import DamagedError
from timeline.intervals import Bound
from timeline.model import Article, Correction, Event, Mention, Span, Step, Timeline

ADDED, REMOVED, MERGED, SPLIT = "added", "removed", "merged", "split"
WHOLE = (ADDED, REMOVED, MERGED, SPLIT)
"""What can be done to an event as a whole."""


@dataclass(slots=True)
class _State:
    """The events on the way: those there, those gone with where they went, and which have a new place in time."""

    article: Article
    events: dict[str, Event]
    program: dict[str, Event]
    gone: dict[str, Event] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the program reads a corrected field otherwise than when it was corrected. None: it has no such value.

    field is "event" where it no longer has the event at all; the event then stands as the person left it.
    """

    event: str
    field: str
    then: str | None
    now: str | None


def apply(timeline: Timeline, log: Sequence[Entry]) -> Timeline:
    """The timeline of one article with the standing edits of its log, each told in `Event.corrections`.

    An entry finds its event by the trigger's place. One whose event the program does not find (any more) brings it
    back as it was read when it was corrected. Where a date changed, the order is made anew; the same timeline and
    the same log give the same result. DamagedError where the log holds what no program wrote.
    """
    if not log or not timeline.articles:
        return timeline
    entries = standing(log)
    state = _State(
        _article(timeline.articles[0], article_values(log)),
        {event.id: event for event in timeline.events},
        {event.id: event for event in timeline.events},
    )
    for entry in entries:
        if entry.event is not None:
            _DO.get(entry.field, _set)(state, entry)
    events: Sequence[Event] = [state.events[id] for id in state.program if id in state.events]
    links = timeline.links
    if state.moved:
        events = tuple(state.events.values())
        events = placed(events, state.moved)
        links = still_true(links, events, state.moved)
    gone = {*state.program, *state.gone} - set(state.events)
    return replace(
        timeline,
        articles=(state.article, *timeline.articles[1:]),
        time_expressions=tuple(
            replace(one, anchor=replace(one.anchor, ref=None)) if one.anchor.ref in gone else one
            for one in timeline.time_expressions
        ),
        events=tuple(events),
        links=tuple(link for link in links if link.source not in gone and link.target not in gone),
    )


def removed_events(timeline: Timeline, log: Sequence[Entry]) -> tuple[Event, ...]:
    """The events that people removed, as they were, and that can be restored; not those merged into others."""
    if not timeline.articles:
        return ()
    state = _State(timeline.articles[0], {event.id: event for event in timeline.events}, {})
    for entry in standing(log):
        if entry.event is not None:
            _DO.get(entry.field, _set)(state, entry)
    return tuple(event for event in state.gone.values() if event.corrections[-1].field == REMOVED)


def article_values(log: Sequence[Entry]) -> dict[str, str | None]:
    """The article's fields that people ever set, with what stands of them now."""
    values: dict[str, str | None] = {}
    for entry in log:
        if entry.event is None and entry.field in ARTICLE_FIELDS:
            values.setdefault(entry.field, entry.old)
    for entry in standing(log):
        if entry.event is None and entry.field in ARTICLE_FIELDS:
            values[entry.field] = entry.new
    return values


def differences(timeline: Timeline, log: Sequence[Entry]) -> tuple[Difference, ...]:
    """Where the timeline, as the program reads it now, differs from what it read when people corrected it."""
    found: dict[tuple[str, str], Difference] = {}
    for entry in standing(log):
        if entry.event is None or entry.snapshot is None or made_by_person(entry.event):
            continue
        then, now = snapshot_of(entry), match(timeline.events, entry.event, entry.anchor)
        if now is None:
            found[entry.event, "event"] = Difference(entry.event, "event", then.label, None)
        elif entry.field in FIELDS and value_of(then, entry.field) != value_of(now, entry.field):
            one = Difference(now.id, entry.field, value_of(then, entry.field), value_of(now, entry.field))
            found[now.id, entry.field] = one
    return tuple(found.values())


_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def snapshot_of(entry: Entry) -> Event:
    """The event that an entry keeps; DamagedError where it cannot be read."""
    try:
        return _EVENT.validate_json(entry.snapshot or "")
    except ValidationError as error:
        raise DamagedError(
            f"entry {entry.sequence} of the log of edits is damaged ({error.errors()[0]['msg']}); put a copy of the "
            "database in its place"
        ) from None


def snapshot_text(event: Event) -> str:
    """The inverse of `snapshot_of`."""
    return _EVENT.dump_json(event).decode("utf-8")


def anchor_text(id: str, anchor: Anchor) -> str:
    """An event that another was merged with, or a mention that was split off, as the value of an entry."""
    return json.dumps({"event": id, "start": anchor.start, "end": anchor.end, "text": anchor.text})


def anchor_read(text: str | None) -> tuple[str, Anchor]:
    """The inverse of `anchor_text`."""
    try:
        value = json.loads(text or "")
        return str(value["event"]), Anchor(int(value["start"]), int(value["end"]), str(value["text"]))
    except (ValueError, KeyError, TypeError):
        raise DamagedError(
            f"the log of edits names no event here: {text!r}; put a copy of the database in its place"
        ) from None


def _article(article: Article, values: Mapping[str, str | None]) -> Article:
    """The article as people set it; its phrases were read anew when its date was set."""
    article = replace(
        article,
        title=values.get("title", article.title),
        outlet=values.get("outlet", article.outlet),
        url=values.get("url", article.url),
    )
    day = str(article.published) if article.published else None
    if values.get("published", day) == day:
        return article
    set_to = values["published"]
    return replace(
        article, published=Bound.parse(set_to) if set_to else None, published_from="given" if set_to else None
    )


def _target(state: _State, entry: Entry) -> Event | None:
    """The event of an entry: there, or brought back as it was; None where it is gone or its making was undone."""
    found = match([*state.events.values(), *state.gone.values()], entry.event, entry.anchor)
    if found is not None:
        return state.events.get(found.id)
    if entry.snapshot is None or made_by_person(entry.event or "") or entry.field == REMOVED:
        return None
    kept = replace(snapshot_of(entry), id=persons_id(state.article.id, entry.sequence), corrections=())
    state.events[kept.id] = state.program[kept.id] = kept
    state.moved.add(kept.id)
    return kept


def _correction(entry: Entry, machine: str | None, person: str | None) -> Correction:
    return Correction(entry.field, machine, person, entry.who, entry.at, entry.reason)


def _set(state: _State, entry: Entry) -> None:
    """One of FIELDS gets the person's value; the program's goes into the correction."""
    event = _target(state, entry)
    if event is None or entry.field not in FIELDS:
        return
    program = state.program.get(event.id)
    machine = value_of(program, entry.field) if program is not None else None
    changed = with_value(event, entry.field, entry.new)
    steps = changed.derivation
    if entry.field == "when":
        state.moved.add(event.id)
        said = {"words": entry.words or "no date", "who": entry.who}
        steps = (Step("edit.when", said), *(step for step in steps if step.rule != "edit.when"))
    done = (*event.corrections, _correction(entry, machine, entry.new))
    state.events[event.id] = replace(changed, derivation=steps, corrections=done)


def _add(state: _State, entry: Entry) -> None:
    """A person's own event; the program has no value of it."""
    id = persons_id(state.article.id, entry.sequence)
    event = replace(snapshot_of(entry), id=id, corrections=(_correction(entry, None, entry.new),))
    state.events[id] = event
    state.moved.add(id)


def _remove(state: _State, entry: Entry) -> None:
    """Out of the timeline, or back into it where the entry's value is None."""
    found = match([*state.events.values(), *state.gone.values()], entry.event, entry.anchor)
    if found is None:
        return
    out, to = (state.events, state.gone) if entry.new is not None else (state.gone, state.events)
    if found.id in out:
        event = out.pop(found.id)
        to[found.id] = replace(event, corrections=(*event.corrections, _correction(entry, entry.old, entry.new)))


def _merge(state: _State, entry: Entry) -> None:
    """The other event's mentions and phrases come to this one, and it goes."""
    event, other = _target(state, entry), match(state.events.values(), *anchor_read(entry.new))
    if event is None or other is None or event.id == other.id:
        return
    own = event.mentions or (Mention(event.article, event.trigger, event.sentence),)
    its = other.mentions or (Mention(other.article, other.trigger, other.sentence),)
    state.events[event.id] = replace(
        event,
        mentions=tuple(dict.fromkeys((*own, *its))),
        times=tuple(dict.fromkeys((*event.times, *other.times))),
        corrections=(*event.corrections, _correction(entry, None, other.label)),
    )
    del state.events[other.id]
    state.gone[other.id] = replace(other, corrections=(*other.corrections, _correction(entry, None, event.label)))


def _split(state: _State, entry: Entry) -> None:
    """One of the event's mentions becomes an event of its own, of the same date."""
    event = _target(state, entry)
    if event is None:
        return
    _, anchor = anchor_read(entry.new)
    taken = [one for one in event.mentions if one.trigger == Span(anchor.start, anchor.end)]
    if not taken or len(event.mentions) == len(taken):
        return
    left = tuple(one for one in event.mentions if one not in taken)
    done = (*event.corrections, _correction(entry, None, entry.words))
    state.events[event.id] = replace(
        event, mentions=left, trigger=left[0].trigger, sentence=left[0].sentence, corrections=done
    )
    id = persons_id(state.article.id, entry.sequence)
    state.events[id] = replace(
        event, id=id, label=entry.words or event.label, trigger=taken[0].trigger, sentence=taken[0].sentence,
        mentions=tuple(taken), corrections=(_correction(entry, None, event.label),),
    )  # fmt: skip
    state.moved.add(id)


_DO: dict[str, Callable[[_State, Entry], None]] = {ADDED: _add, REMOVED: _remove, MERGED: _merge, SPLIT: _split}


def touched(log: Sequence[Entry], since: int) -> Iterator[Entry]:
    """The entries behind that number, and for an undo or redo those of the step it is about."""
    for entry in log:
        if entry.sequence <= since:
            continue
        if entry.undoes is None:
            yield entry
        else:
            about = [one for one in log if one.step == entry.undoes and one.undoes is None]
            yield from (replace(one, field=entry.field, who=entry.who, at=entry.at, new=one.field) for one in about)
