"""The way of an article through the house: reading, time expressions, language, events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from timeline.expressions import entry_heads, read_times
from timeline.intervals import Bound
from timeline.model import Article, EventsMode, Options, Span, Timeline
from timeline.reading import read

if TYPE_CHECKING:
    from timeline.events.analysis import Analysis

Published = date | datetime | Bound | str | None


def extract(
    text: str | Article,
    published: Published = None,
    events: EventsMode = "timeline",
    options: Options | None = None,
) -> Timeline:
    """Read an article: its time expressions, its events in the order of time, and the links between them.

    text: plain text, or an `Article` (from `timeline.read`, which also takes HTML and JSON). published: a date, a
    datetime with or without zone, or an ISO string; None looks for it in the text. When there is none, absolute
    phrases resolve and relative ones have `when=None`. events: "timeline" for what belongs on one, "all" for every
    TimeML event, "none" for time phrases only (the language model is not loaded).

    Raises InputError (empty, too long), DateError (no such date), LanguageError (no folder or model for it).
    """
    settings = options or Options()
    article, expressions = read_times(read(text, published=published, options=settings), settings)
    if events == "none":
        return Timeline((article,), expressions)
    from timeline.events import find_events
    from timeline.grammar import parse

    found = find_events(article, expressions, parse(article, entry_heads(article.text, expressions)), events, settings)
    ordered = sorted(found.events, key=lambda event: (event.order, event.trigger))
    return Timeline((article,), found.expressions, tuple(ordered), found.links)


def analysed(article: Article, stage: str, options: Options | None = None) -> Analysis:
    """What is known of an article after the stage of that name (of `timeline.events.pipeline.TIMELINE`).

    For whoever wants to see how an event came about. Raises what `extract` raises, and InputError where there is no
    such stage.
    """
    from timeline.events import check_stage

    check_stage(stage)
    from timeline.events.learning import TIMELINE, run, start

    settings = options or Options()
    return run(start(read(article, options=settings), settings), TIMELINE, until=stage)


def mentions(article: Article, triggers: Sequence[Span] | None = None, options: Options | None = None) -> Analysis:
    """Every word of an article that tells of an event, or the given ones, each with its likeliest time.

    Nothing is joined or left out. Raises what `extract` raises.
    """
    from timeline.events import event_mentions
    from timeline.grammar import parse

    settings = options or Options()
    article, expressions = read_times(read(article, options=settings), settings)
    document = parse(article, entry_heads(article.text, expressions))
    return event_mentions(article, expressions, document, triggers, settings)
