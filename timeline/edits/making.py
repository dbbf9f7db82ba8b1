"""From what a person asks for to entries of the log: checked, read, and refused where somebody else was faster."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.edits.applying import (
    ADDED,
    MERGED,
    REMOVED,
    SPLIT,
    WHOLE,
    anchor_read,
    anchor_text,
    apply,
    article_values,
    removed_events,
    snapshot_text,
    touched,
)
from timeline.edits.entries import REDO, UNDO, Anchor, Entry, steps_of
from timeline.edits.matching import anchor_of, made_by_person, match, persons_id
from timeline.edits.moving import Move, moved
from timeline.edits.typed import typed_date
from timeline.edits.values import ARTICLE_FIELDS, FIELDS, value_of, when_of, when_text, with_value
from timeline.errors import InputError
from timeline.intervals import Bound, Interval
from timeline.model import Article, Event, Mention, Span, Timeline
from timeline.reading.plain import one_line
from timeline.reading.published import published_of

NEW = "new"
"""The event that an earlier change of the same step adds."""
LONGEST = {"who": 100, "when": 120, "url": 500, "title": 500, "reason": 500}
"""Most characters of a value, for each field; _LONG of the others."""
_LONG = 300
_WRITTEN = re.compile(r"\S+/\S+ [a-z][a-z ]*")
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-z])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a person asks for.

    field: of an event (`values.FIELDS`, with `value`), an event as a whole ("added", "removed", "merged", "split"), or
    of the article (`values.ARTICLE_FIELDS`). event: its id, "new" for the one that this step adds, None for the
    article. value: the new value as a person types it, None for none; of "removed" None restores; the label of what
    "added" and "split" make. reading: number from 0 of the other reading to take as the date. other: the event to be
    merged in. span: the words of an added event, or the trigger of the mention that is split off. move: how far the
    date is moved, with its length.
    """

    field: str
    event: str | None = None
    value: str | None = None
    reading: int | None = None
    other: str | None = None
    span: Span | None = None
    move: Move | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who edits, when (ISO 8601 in UTC), why, and the last number of the log that they have seen."""

    who: str
    at: str
    seen: int
    reason: str | None = None


class EditError(InputError):
    """A change that cannot be made; `field` is what of the form is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class StaleError(InputError):
    """Somebody else changed the same meanwhile; `entries` are theirs."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        last = entries[-1]
        plain = last.field in (*FIELDS, *ARTICLE_FIELDS)
        what = f"“{last.field}”" if plain else last.field
        value = f" to {last.new}" if last.new and plain else ""
        super().__init__(
            f"{last.who} changed this meanwhile ({what}{value}, {last.at}); nothing was overwritten: look at the "
            "change, and make yours again if it is still wanted"
        )
        self.entries = tuple(entries)


def entries_of(
    timeline: Timeline, log: Sequence[Entry], changes: Sequence[Change], signed: Signed
) -> tuple[Entry, ...]:
    """The entries of one step, to be appended to the log; none where nothing would change.

    timeline: as the program read it. Raises EditError where a change cannot be made, StaleError where an entry that
    the person has not seen touches the same event, or the same field of the article.
    """
    maker = _Maker(timeline, tuple(log), checked(signed))
    maker.check_fresh(changes)
    for change in changes:
        maker.make(change)
    return tuple(maker.made)


def undo(log: Sequence[Entry], signed: Signed, step: int | None = None) -> Entry:
    """The entry that undoes a step: the last one that stands, or the one named. EditError where there is none."""
    _all_seen(log, signed)
    done = steps_of(log).done
    if not done or (step is not None and step not in done):
        raise EditError("step", "there is nothing to undo" if step is None else f"there is no step {step} to undo")
    return _about(UNDO, log, signed, done[-1] if step is None else step)


def redo(log: Sequence[Entry], signed: Signed) -> Entry:
    """The entry that does again what was undone last. EditError where there is nothing."""
    _all_seen(log, signed)
    undone = steps_of(log).undone
    if not undone:
        raise EditError("step", "there is nothing to redo")
    return _about(REDO, log, signed, undone[-1])


def _about(field: str, log: Sequence[Entry], signed: Signed, step: int) -> Entry:
    number, by = len(log) + 1, checked(signed)
    return Entry(number, number, field, by.who, by.at, reason=by.reason, undoes=step)


def checked(signed: Signed) -> Signed:
    """The same with name and reason as one line each; EditError where there is no name, or one is too long."""
    who, reason = _line("who", signed.who), _line("reason", signed.reason)
    if who is None:
        raise EditError("who", "an edit needs the name of whoever makes it; type your name")
    return replace(signed, who=who, reason=reason)


def _all_seen(log: Sequence[Entry], signed: Signed) -> None:
    if unseen := list(touched(log, signed.seen)):
        raise StaleError(unseen)


def _line(field: str, value: str | None) -> str | None:
    """The value as one line without marks that show nothing; None where nothing is left."""
    longest = LONGEST.get(field, _LONG)
    if value and len(value.strip()) > longest:
        raise EditError(field, f"this is longer than {longest} characters; shorten it")
    return one_line(value)


class _Maker:
    """Makes the entries of one step; each change sees what those before it made."""

    def __init__(self, timeline: Timeline, log: tuple[Entry, ...], signed: Signed) -> None:
        self.timeline, self.log, self.signed = timeline, log, signed
        self.article: Article = apply(timeline, log).articles[0]
        self.made: list[Entry] = []

    def events(self) -> tuple[Event, ...]:
        return apply(self.timeline, (*self.log, *self.made)).events

    def removed(self) -> tuple[Event, ...]:
        return removed_events(self.timeline, (*self.log, *self.made))

    def check_fresh(self, changes: Sequence[Change]) -> None:
        """StaleError where what is to be changed was changed since it was seen."""
        there = [*self.events(), *self.removed(), *self.timeline.events]
        wanted = {id for change in changes for id in (change.event, change.other) if id}
        fields = {change.field for change in changes if change.event is None}
        theirs = []
        for entry in touched(self.log, self.signed.seen):
            if entry.event is None:
                stale = entry.field in fields or (entry.field in (UNDO, REDO) and entry.new in fields)
            else:
                about = [(entry.event, entry.anchor)]
                about += [anchor_read(entry.new)] if entry.field == MERGED else []
                found = {entry.event} | {one.id for place in about if (one := match(there, *place)) is not None}
                stale = bool(found & wanted)
            theirs += [entry] if stale else []
        if theirs:
            raise StaleError(theirs)

    def make(self, change: Change) -> None:
        if change.field in ARTICLE_FIELDS and change.event is None:
            self._article_field(change)
        elif change.field == ADDED:
            self._added(change)
        elif change.field in FIELDS or change.field in WHOLE:
            self._event_field(change)
        else:
            known = ", ".join((*FIELDS, *WHOLE, *ARTICLE_FIELDS))
            raise EditError("field", f"there is no field {change.field}; there is {known}")

    def _entry(self, field: str, event: Event | None, old: str | None, new: str | None, **more: str | None) -> None:
        number = len(self.log) + len(self.made) + 1
        own = None if event is None else match(self.timeline.events, event.id, anchor_of(event, self.article))
        kept = own is not None and event is not None and not made_by_person(event.id)
        self.made.append(
            Entry(
                number, len(self.log) + 1, field, self.signed.who, self.signed.at,
                event=event.id if event else None,
                anchor=anchor_of(event, self.article) if event else None,
                old=old, new=new, words=more.get("words"), reason=self.signed.reason,
                snapshot=more.get("snapshot") or (snapshot_text(own) if kept and own is not None else None),
            )
        )  # fmt: skip

    def _article_field(self, change: Change) -> None:
        new = _line(change.field, change.value)
        if change.field == "published" and new is not None:
            try:
                new = str(published_of(new, self.article.zone)[0])
            except ValueError as error:
                raise EditError("published", str(error)) from None
        if change.field == "url" and new is not None and not new.startswith(("http://", "https://")):
            raise EditError("url", "this is no web address; begin it with https://")
        values = article_values((*self.log, *self.made))
        old = values.get(change.field, _known(self.article, change.field))
        if new != old:
            self._entry(change.field, None, old, new)

    def _event(self, id: str | None, removed: bool = False) -> Event:
        if id == NEW and self.made:
            first = next((entry for entry in self.made if entry.field == ADDED), self.made[0])
            id = first.event
        listed = self.removed() if removed else self.events()
        found = next((event for event in listed if event.id == id), None)
        if found is None:
            raise EditError("event", f"there is no event {id} here; load the timeline again")
        return found

    def _event_field(self, change: Change) -> None:
        restored = change.field == REMOVED and change.value is None
        event = self._event(change.event, removed=restored)
        if change.field == REMOVED:
            self._entry(REMOVED, event, *((REMOVED, None) if restored else (None, REMOVED)))
        elif change.field == MERGED:
            other = self._event(change.other)
            if other.id == event.id:
                raise EditError("other", "an event cannot be merged with itself; choose another")
            self._entry(MERGED, event, None, anchor_text(other.id, anchor_of(other, self.article)))
        elif change.field == SPLIT:
            self._split(event, change)
        elif change.field == "when":
            self._when(event, change)
        else:
            self._plain(event, change)

    def _plain(self, event: Event, change: Change) -> None:
        new, old = _line(change.field, change.value), value_of(event, change.field)
        try:
            with_value(event, change.field, new)
        except InputError as error:
            raise EditError(change.field, str(error)) from None
        if new != old:
            self._entry(change.field, event, old, new)

    def _when(self, event: Event, change: Change) -> None:
        words, when = self._date(event, change)
        old, new = value_of(event, "when"), when_text(when)
        if new != old:
            self._entry("when", event, old, new, words=words)

    def _date(self, event: Event, change: Change) -> tuple[str, Interval | None]:
        if change.reading is not None:
            if not 0 <= change.reading < len(event.readings):
                raise EditError("when", f"this event has {len(event.readings)} other readings; choose one of them")
            return "another reading of the text", event.readings[change.reading].when
        if change.move is not None:
            if event.when is None:
                raise EditError("when", "an event without a date cannot be moved; type its date")
            return change.move.words, moved(event.when, change.move)
        words = _line("when", change.value)
        if words is None:
            return "no date", None
        try:
            if _WRITTEN.fullmatch(words):
                return words, when_of(words)
            typed = typed_date(words, self.article)
        except ValueError as error:
            raise EditError("when", str(error)) from None
        return typed.words, typed.when

    def _split(self, event: Event, change: Change) -> None:
        taken = next((one for one in event.mentions if one.trigger == change.span), None)
        if taken is None or len(event.mentions) < 2:
            raise EditError("span", "only an event that is told in several places can be split; choose one of them")
        text = self.article.text[taken.trigger.start : taken.trigger.end]
        anchor = Anchor(taken.trigger.start, taken.trigger.end, text)
        label = _line("label", change.value) or event.label
        self._entry(SPLIT, event, None, anchor_text(event.id, anchor), words=label)

    def _added(self, change: Change) -> None:
        text, span = self.article.text, change.span
        if span is None or not 0 <= span.start < span.end <= len(text) or not text[span.start : span.end].strip():
            raise EditError("span", "an event is added from words of the text; select some")
        while text[span.start].isspace():
            span = replace(span, start=span.start + 1)
        while text[span.end - 1].isspace():
            span = replace(span, end=span.end - 1)
        sentence = sentence_of(self.timeline, text, span)
        label = _line("label", change.value or text[span.start : span.end][:_LONG])
        assert label is not None
        event = Event(
            id=persons_id(self.article.id, len(self.log) + len(self.made) + 1),
            article=self.article.id, label=label, trigger=span, sentence=sentence,
            mentions=(Mention(self.article.id, span, sentence),), confidence=1.0, detail="key",
        )  # fmt: skip
        self._entry(ADDED, event, None, label, snapshot=snapshot_text(event))


def _known(article: Article, field: str) -> str | None:
    if field == "published":
        return str(article.published) if isinstance(article.published, Bound) else None
    value: str | None = getattr(article, field, None)
    return value


def sentence_of(timeline: Timeline, text: str, span: Span) -> Span:
    """The sentence that holds the span: one that the program found, else from one full stop to the next."""
    known = [event.sentence for event in timeline.events]
    known += [one.sentence for event in timeline.events for one in event.mentions]
    if held := [sentence for sentence in known if sentence.holds(span)]:
        return min(held, key=lambda one: one.end - one.start)
    ends = [found.end() for found in _END.finditer(text)]
    start = max((end for end in ends if end <= span.start), default=0)
    end = min((end for end in ends if end >= span.end), default=len(text))
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
