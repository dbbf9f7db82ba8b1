"""One row an event: the columns of every flat export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.derivation import paragraph
from timeline.intervals import Bound, Interval
from timeline.model import Event, Span, Timeline

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "article", "id", "label", "status", "said_by", "begin_earliest", "begin_latest", "end_earliest", "end_latest",
    "grain", "edtf", "phrase", "sentence", "who", "what", "where", "confidence", "derivation",
)  # fmt: skip


def rows(timeline: Timeline) -> Iterator[tuple[str, ...]]:
    """The cells of each event as text, in the order of `COLUMNS` and of `timeline.events`; what is open is empty."""
    texts = {article.id: article.text for article in timeline.articles}
    phrases = {(expression.article, expression.id): expression.text for expression in timeline.time_expressions}
    for event in timeline.events:
        yield _row(event, texts.get(event.article, ""), phrases)


def to_dataframe(timeline: Timeline) -> pd.DataFrame:
    """One row an event, with the columns of the CSV export, as strings."""
    import pandas as pd  # loaded here: importing the package stays cheap

    return pd.DataFrame(list(rows(timeline)), columns=list(COLUMNS))


def piece(text: str, span: Span) -> str:
    """What stands at the span, its white space made single spaces."""
    return " ".join(text[span.start : span.end].split())


def _row(event: Event, text: str, phrases: dict[tuple[str, str], str]) -> tuple[str, ...]:
    said = [" ".join(phrases[event.article, one].split()) for one in event.times if (event.article, one) in phrases]
    return (
        event.article,
        event.id,
        event.label,
        event.status.value,
        event.said_by or "",
        *_bounds(event.when),
        "; ".join(dict.fromkeys(said)),
        piece(text, event.sentence),
        event.who or "",
        event.what or "",
        event.where or "",
        repr(event.confidence),
        " ".join(paragraph(event.derivation)),
    )


def _bounds(when: Interval | None) -> tuple[str, ...]:
    if when is None:
        return ("",) * 6
    four = (when.begin.earliest, when.begin.latest, when.end.earliest, when.end.latest)
    return (*(_iso(bound) for bound in four), when.grain.value, when.edtf or "")


def _iso(bound: Bound | None) -> str:
    return "" if bound is None else bound.isoformat()
