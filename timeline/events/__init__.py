"""Events: who did what, who says so, when, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.errors import InputError
from timeline.events.analysis import Analysis
from timeline.events.given import taking
from timeline.events.pipeline import EVERY_EVENT, MENTIONS, TIMELINE, Stage, run
from timeline.grammar import Document
from timeline.model import Article, Event, EventsMode, Link, Options, Span, TimeExpression

__all__ = ["Found", "check_stage", "event_mentions", "find_events"]


@dataclass(frozen=True)
class Found:
    """What `find_events` returns: all time expressions (those measured from an event now resolved), events, links."""

    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    links: tuple[Link, ...]


def find_events(
    article: Article,
    expressions: tuple[TimeExpression, ...],
    document: Document,
    mode: EventsMode,
    options: Options,
) -> Found:
    """The events of a parsed article, and its expressions with those resolved that are measured from an event.

    mode: "timeline" joins mentions of one event and keeps what belongs on a timeline; "all" gives every TimeML event
    by itself. Span, type, value and mod of the expressions stay as they are. Same input, same output: nothing is
    kept between calls but the word lists.
    """
    start = Analysis(article, document, expressions, document.words, options.detail)
    end = run(start, TIMELINE if mode == "timeline" else EVERY_EVENT)
    return Found(end.resolved, end.events, end.links)


def check_stage(name: str) -> None:
    """InputError with the names that there are, where no stage of a timeline has this one."""
    known = [stage.name for stage in TIMELINE]
    if name not in known:
        raise InputError(f"there is no stage {name!r}; there is: {', '.join(known)}")


def event_mentions(
    article: Article,
    expressions: tuple[TimeExpression, ...],
    document: Document,
    triggers: Sequence[Span] | None,
    options: Options,
) -> Analysis:
    """Every word of a parsed article that tells of an event, with its likeliest time and how newsworthy it is.

    triggers: the words to take instead, as spans of the text.
    """
    stages = MENTIONS if triggers is None else (Stage("detection", taking(triggers)), *MENTIONS[1:])
    return run(Analysis(article, document, expressions, document.words, options.detail), stages)
