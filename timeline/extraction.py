"""The way of an article through the house: reading, time expressions, language, events."""

from __future__ import annotations

from datetime import date, datetime

from timeline.expressions import entry_heads, read_times
from timeline.intervals import Bound
from timeline.model import Article, EventsMode, Options, Timeline
from timeline.reading import read

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
