"""The article with its time phrases, event words and sentences marked, as data: the browser makes text nodes of it.

A component for each run of text costs Dash more than the square of their number: ten thousand words never got drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

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
    events = [
        event for event in timeline.events if any(span.overlaps(within) for span in (event.sentence, *told(event)))
    ]
    edges = {within.start, within.end}
    spans = [phrase.span for phrase in phrases] + [span for e in events for span in (*told(e), e.sentence)]
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
                _innermost((word, event) for event in events for word in told(event) if word.holds(span)),
                tuple(event.id for event in events if event.sentence.holds(span)),
            )
        )
    return found


def told(event: Event) -> tuple[Span, ...]:
    """The words that tell the event, its own trigger first."""
    others = (mention.trigger for mention in event.mentions if mention.article == event.article)
    return tuple(dict.fromkeys((event.trigger, *others)))


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
        for at in dict.fromkeys(at for span in (event.sentence, *told(event)) for at in reached(span)):
            events.setdefault(at, []).append(event)
    body = {at for span in article.body for at in reached(span)}
    for at, span in enumerate(spans):
        part = Timeline(time_expressions=tuple(phrases.get(at, ())), events=tuple(events.get(at, ())))
        yield span, part, at in body


def article_text(article: Article, timeline: Timeline) -> list[dict[str, Any]]:
    """The whole text as data, a paragraph each, from which `assets/reading.js` makes one node a run.

    A paragraph is {"aside": is it page furniture?, "runs": [...]}; a run is the text alone, or [text, ids of the events
    whose sentence it is, phrase, event, status, how it is read out, where it begins], with "" for what there is not.
    """
    return [
        {"aside": bool(article.body) and not in_body, "runs": [_run(article.text, one) for one in pieces(part, span)]}
        for span, part, in_body in _by_paragraph(article, timeline)
    ]


def _run(text: str, piece: Piece) -> str | list[str | int]:
    words = text[piece.span.start : piece.span.end]
    if not piece.sentences and piece.phrase is None and piece.event is None:
        return words
    return [
        words,
        " ".join(piece.sentences),
        piece.phrase.id if piece.phrase else "",
        piece.event.id if piece.event else "",
        piece.event.status.value if piece.event else "",
        _spoken(words, piece) if piece.phrase or piece.event else "",
        piece.span.start,
    ]


def _spoken(words: str, piece: Piece) -> str:
    if piece.event is not None:
        return f"{words}: event, {LOOKS[piece.event.status].word.lower()}, {piece.event.label}"
    return f"{words}: time phrase"
