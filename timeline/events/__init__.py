"""Events: who did what, who says so, when, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.language import Parsed
from timeline.model import Article, Event, EventsMode, Link, Options, TimeExpression

__all__ = ["Found", "find_events"]


@dataclass(frozen=True)
class Found:
    """What the room returns: all time expressions (those measured from an event now resolved), events, links."""

    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    links: tuple[Link, ...]


def find_events(
    article: Article,
    expressions: tuple[TimeExpression, ...],
    parsed: Parsed,
    mode: EventsMode,
    options: Options,
) -> Found:
    """The events of a parsed article."""
    found: list[Event] = []
    for s in parsed.sentences:
        for t in s.tokens:
            if t.tag == "VBD" and t.relation in ("ROOT", "conj", "ccomp"):
                n = len(found) + 1
                found.append(Event(f"{article.id}.e{n}", article.id, t.text, t.span, s.span, order=n))
    return Found(tuple(expressions), tuple(found), ())
