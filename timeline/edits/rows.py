"""Corrections as rows to learn from, in the forms of tests/corpus and of the annotated articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from timeline.detail import shows
from timeline.edits.applying import apply, removed_events
from timeline.edits.entries import Entry
from timeline.intervals import Bounds
from timeline.model import Article, Correction, Event, Mention, Span, Timeline


def corrections(timeline: Timeline, log: Sequence[Entry]) -> dict[str, Any]:
    """Every standing correction of an article, as values for JSON or YAML.

    "corpus": sentences with what was expected of them, in the form of tests/corpus/en/events.yaml, a row an event.
    "annotation": the corrected events in the form of an annotated article, what was removed among `not_spans`.
    "log": who changed what, from what, to what, when and why. timeline: as the program read it.
    """
    if not timeline.articles:
        return {"corpus": [], "annotation": {}, "log": []}
    corrected = apply(timeline, log)
    article, removed = corrected.articles[0], removed_events(timeline, log)
    changed = [event for event in corrected.events if event.corrections]
    return {
        "corpus": [
            *(row for event in changed if (row := _row(article, event)) is not None),
            *(_nothing(article, event) for event in removed),
        ],
        "annotation": _annotation(article, corrected, removed),
        "log": [_told(event, one) for event in (*changed, *removed) for one in event.corrections],
    }


def rows_yaml(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as a file of tests/corpus, every date in quotation marks."""
    return yaml.safe_dump(list(rows), allow_unicode=True, sort_keys=False, width=120)


def _words(article: Article, span: Span) -> str:
    return " ".join(article.text[span.start : span.end].split())


def _published(article: Article) -> str | None:
    return str(article.published) if article.published else None


def _row(article: Article, event: Event) -> dict[str, Any] | None:
    """What a stage should have made of the event's sentence; None where only its wording was changed."""
    fields = {one.field for one in event.corrections}
    whole = bool(fields & {"added", "split", "merged"})
    expected: dict[str, Any] = {}
    if whole or "status" in fields:
        expected["status"] = event.status.value
    if "said_by" in fields:
        expected["said_by"] = event.said_by
    if event.when is not None and (whole or "when" in fields):
        expected["begin"], expected["end"] = _pair(event.when.begin, ""), _pair(event.when.end, "")
    expected |= {name: getattr(event, name) for name in ("who", "what", "where") if name in fields}
    if not expected:
        return None
    told = [one for one in event.mentions if "merged" in fields] or [Mention(article.id, event.trigger, event.sentence)]
    row = {**_head(article, event), "text": " ".join(dict.fromkeys(_words(article, one.sentence) for one in told))}
    row["events"] = {_words(article, event.trigger): expected}
    if len(told) > 1:
        row["same"] = [_words(article, one.trigger) for one in told]
    return row


def _nothing(article: Article, event: Event) -> dict[str, Any]:
    text = _words(article, event.sentence)
    return {**_head(article, event), "text": text, "not": [_words(article, event.trigger)]}


def _head(article: Article, event: Event) -> dict[str, Any]:
    told = dict.fromkeys(one.reason or f"{one.field} corrected" for one in event.corrections)
    return {"rule": f"{event.label}: {'; '.join(told)}", "published": _published(article) or ""}


def _pair(side: Bounds, empty: str | None) -> list[str | None]:
    return [str(side.earliest) if side.earliest else empty, str(side.latest) if side.latest else empty]


def _annotation(article: Article, corrected: Timeline, removed: Sequence[Event]) -> dict[str, Any]:
    """Only what a person looked at: the corrected events, and those that are none."""
    return {
        "id": article.id,
        "published": _published(article),
        "published_from": article.published_from,
        "events": list(_annotated(article, corrected)),
        "not_spans": [[event.trigger.start, event.trigger.end] for event in removed],
        "not_events": [_words(article, event.trigger) for event in removed],
    }


def _annotated(article: Article, corrected: Timeline) -> Iterator[dict[str, Any]]:
    phrases = {phrase.id: phrase.text for phrase in corrected.time_expressions}
    for event in corrected.events:
        if not event.corrections:
            continue
        spans = [one.trigger for one in event.mentions] or [event.trigger]
        key, standard = shows("key", event), shows("standard", event)
        yield {
            "id": event.id,
            "need": "needed" if standard else "fine",
            "importance": 3 if key else 2 if standard else 1,
            "label": event.label,
            "triggers": [_words(article, span) for span in spans],
            "spans": [[span.start, span.end] for span in spans],
            "clause": [event.sentence.start, event.sentence.end],
            "status": [event.status.value],
            "said_by": event.said_by,
            "begin": _pair(event.when.begin, None) if event.when else [None, None],
            "end": _pair(event.when.end, None) if event.when else [None, None],
            "rests_on": [phrases[id] for id in event.times if id in phrases],
            "who": event.who,
            "who_span": _found(article, event),
        }


def _found(article: Article, event: Event) -> list[int] | None:
    at = article.text.find(event.who) if event.who else -1
    return [at, at + len(event.who)] if event.who and at >= 0 else None


def _told(event: Event, one: Correction) -> dict[str, Any]:
    return {
        "event": event.id, "label": event.label, "field": one.field, "machine": one.machine, "person": one.person,
        "who": one.who, "at": one.at, "reason": one.reason,
    }  # fmt: skip
