"""Events: who did what, who says so, when, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.errors import InputError
from timeline.events.analysis import Analysis
from timeline.events.pipeline import EVERY_EVENT, TIMELINE, run
from timeline.grammar import Document
from timeline.grammar.lexicon import lexicon
from timeline.model import Article, Event, EventsMode, Link, Options, TimeExpression

__all__ = ["Found", "analysis_after", "check_stage", "find_events"]


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
    start = Analysis(article, document, expressions, lexicon(), options.detail)
    end = run(start, TIMELINE if mode == "timeline" else EVERY_EVENT)
    return Found(end.resolved, end.events, end.links)


def check_stage(name: str) -> None:
    """InputError with the names that there are, where no stage of a timeline has this one."""
    known = [stage.name for stage in TIMELINE]
    if name not in known:
        raise InputError(f"there is no stage {name!r}; there is: {', '.join(known)}")


def analysis_after(
    article: Article,
    expressions: tuple[TimeExpression, ...],
    document: Document,
    stage: str,
    options: Options,
) -> Analysis:
    """What is known of a parsed article after the stage of that name on the way to its timeline."""
    check_stage(stage)
    return run(Analysis(article, document, expressions, lexicon(), options.detail), TIMELINE, until=stage)
