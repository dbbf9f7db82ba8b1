"""The article with its time phrases, event words and sentences marked. Text goes in as text, never as HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.theme import LOOKS
from timeline.model import Article, Event, Span, TimeExpression, Timeline

_T = TypeVar("_T")
_GAP = re.compile(r"\n[ \t\r\f\v\N{NO-BREAK SPACE}]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in which nothing begins or ends."""

    span: Span
    phrase: TimeExpression | None
    event: Event | None
    sentences: tuple[str, ...]


def pieces(timeline: Timeline, within: Span) -> list[Piece]:
    """Cut a stretch of the text wherever a phrase, a trigger or an event's sentence begins or ends."""
    phrases = [phrase for phrase in timeline.time_expressions if phrase.span.overlaps(within)]
    events = [event for event in timeline.events if event.sentence.overlaps(within) or event.trigger.overlaps(within)]
    edges = {within.start, within.end}
    spans = [phrase.span for phrase in phrases] + [span for e in events for span in (e.trigger, e.sentence)]
    for span in spans:
        edges |= {edge for edge in (span.start, span.end) if within.start < edge < within.end}
    ordered = sorted(edges)
    found = []
    for start, end in pairwise(ordered):
        span = Span(start, end)
        found.append(
            Piece(
                span,
                _innermost((phrase.span, phrase) for phrase in phrases if phrase.span.holds(span)),
                _innermost((event.trigger, event) for event in events if event.trigger.holds(span)),
                tuple(event.id for event in events if event.sentence.holds(span)),
            )
        )
    return found


def _innermost(held: Iterable[tuple[Span, _T]]) -> _T | None:
    return min(((span.end - span.start, value) for span, value in held), key=lambda pair: pair[0], default=(0, None))[1]


def paragraphs(text: str) -> Iterator[Span]:
    """Stretches between blank lines."""
    start = 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            yield Span(start, end)
        start = gap.end() if gap else end


def _by_paragraph(article: Article, timeline: Timeline) -> Iterator[tuple[Span, Timeline, bool]]:
    """Each paragraph with the phrases and events that reach into it, and whether body does.

    They are dealt out beforehand: looking through all of them for each paragraph takes minutes on a long text.
    """
    spans = list(paragraphs(article.text))
    ends = [span.end for span in spans]

    def reached(span: Span) -> Iterator[int]:
        at = bisect_right(ends, span.start)
        while at < len(spans) and spans[at].start < span.end:
            yield at
            at += 1

    phrases: dict[int, list[TimeExpression]] = {}
    events: dict[int, list[Event]] = {}
    for phrase in timeline.time_expressions:
        for at in reached(phrase.span):
            phrases.setdefault(at, []).append(phrase)
    for event in timeline.events:
        for at in dict.fromkeys((*reached(event.sentence), *reached(event.trigger))):
            events.setdefault(at, []).append(event)
    body = {at for span in article.body for at in reached(span)}
    for at, span in enumerate(spans):
        part = Timeline(time_expressions=tuple(phrases.get(at, ())), events=tuple(events.get(at, ())))
        yield span, part, at in body


def article_text(article: Article, timeline: Timeline) -> list[Component]:
    """The whole text, a paragraph each; what is no body (page furniture) is folded away where it stands."""
    children: list[Component] = []
    aside: list[Component] = []
    for span, part, in_body in _by_paragraph(article, timeline):
        block = html.P(_runs(article.text, pieces(part, span)))
        if article.body and not in_body:
            aside.append(block)
            continue
        children += _folded(aside)
        aside = []
        children.append(block)
    return children + _folded(aside)


def _folded(aside: Sequence[Component]) -> list[Component]:
    if not aside:
        return []
    count = f"{len(aside)} paragraph{'s' if len(aside) > 1 else ''} set aside as page furniture"
    return [html.Details([html.Summary(count), *aside], className="furniture")]


def _runs(text: str, found: Sequence[Piece]) -> list[str | Component]:
    runs: list[str | Component] = []
    for piece in found:
        words = text[piece.span.start : piece.span.end]
        marks: dict[str, str] = {}
        classes = []
        if piece.sentences:
            marks["data_sentences"] = " ".join(piece.sentences)
            classes.append("sentence")
        if piece.phrase is not None:
            marks["data_phrase"] = piece.phrase.id
            classes.append("phrase")
        if piece.event is not None:
            marks["data_event"] = piece.event.id
            classes += ["trigger", f"status-{piece.event.status}"]
        if piece.phrase is None and piece.event is None:
            runs.append(html.Span(words, className=classes[0], **attributes(**marks)) if classes else words)
            continue
        runs.append(
            html.Span(
                words, className=" ".join(classes), role="button", tabIndex=-1,
                **attributes(**marks, data_rove="text", aria_label=_spoken(words, piece)),
            )
        )  # fmt: skip
    return runs


def _spoken(words: str, piece: Piece) -> str:
    if piece.event is not None:
        return f"{words}: event, {LOOKS[piece.event.status].word.lower()}, {piece.event.label}"
    return f"{words}: time phrase"
