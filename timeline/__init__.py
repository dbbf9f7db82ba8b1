"""Timeline: finds the time phrases and events of a news article and puts them in order.

from timeline import extract
for event in extract(text, published="2013-06-05").events: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.errors import DataError, DateError, InputError, LanguageError, TimelineError
from timeline.export import export, to_dataframe, when_words
from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.model import (
    Anchor,
    AnchorKind,
    Article,
    Correction,
    Event,
    EventsMode,
    Link,
    Mention,
    Options,
    Reading,
    Relation,
    Span,
    Status,
    Step,
    TimeExpression,
    Timeline,
    TimexType,
    json_schema,
)

if TYPE_CHECKING:
    from timeline.comparison import (
        Comparison,
        Difference,
        Digest,
        DigestDay,
        JointEvent,
        LeftOut,
        Source,
        compare,
        digest,
    )
    from timeline.extraction import extract
    from timeline.reading import read, read_file

__all__ = [
    "Anchor",
    "AnchorKind",
    "Article",
    "Bound",
    "Bounds",
    "Comparison",
    "Correction",
    "DataError",
    "DateError",
    "Difference",
    "Digest",
    "DigestDay",
    "Event",
    "EventsMode",
    "Grain",
    "InputError",
    "Interval",
    "JointEvent",
    "LanguageError",
    "LeftOut",
    "Link",
    "Mention",
    "Options",
    "Reading",
    "Relation",
    "Source",
    "Span",
    "Status",
    "Step",
    "TimeExpression",
    "Timeline",
    "TimelineError",
    "TimexType",
    "compare",
    "digest",
    "export",
    "extract",
    "json_schema",
    "read",
    "read_file",
    "to_dataframe",
    "when_words",
]


_COMPARED = frozenset(
    {"Comparison", "Difference", "Digest", "DigestDay", "JointEvent", "LeftOut", "Source", "compare", "digest"}
)


def __getattr__(name: str) -> object:
    """The verbs load their rooms when first asked for, so that importing a value stays cheap."""
    if name == "extract":
        from timeline.extraction import extract

        return extract
    if name in ("read", "read_file"):
        from timeline import reading

        return getattr(reading, name)
    if name in _COMPARED:
        from timeline import comparison

        return getattr(comparison, name)
    raise AttributeError(f"module 'timeline' has no attribute {name!r}")
