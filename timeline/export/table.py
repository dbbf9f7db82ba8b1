"""One row an event: the columns of every flat export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from timeline.derivation import paragraph
from timeline.export.chronology import event_phrases, phrases_of, piece
from timeline.export.words import when_words
from timeline.intervals import Bound, Interval
from timeline.model import Article, Correction, Event, Timeline

if TYPE_CHECKING:
    import pandas as pd

FIRST_COLUMNS = (
    "article", "id", "label", "status", "said_by", "begin_earliest", "begin_latest", "end_earliest", "end_latest",
    "grain", "edtf", "phrase", "sentence", "who", "what", "where", "confidence", "derivation",
)  # fmt: skip
"""What a table must have to be read back."""
COLUMNS = (*FIRST_COLUMNS, "order", "when", "title", "outlet", "published", "url", "corrections")


def records(timeline: Timeline) -> Iterator[dict[str, Any]]:
    """The values of each event by column, in the order of `timeline.events`: text, None where open or unknown;
    `confidence` a float, `order` an int, `corrections` a list of mappings (fields of `Correction`).
    """
    articles = {article.id: article for article in timeline.articles}
    said = phrases_of(timeline)
    for event in timeline.events:
        yield _record(event, articles.get(event.article, Article(event.article)), said)


def rows(timeline: Timeline) -> Iterator[tuple[str, ...]]:
    """The same as text, in the order of `COLUMNS`; what is open is empty, corrections are JSON."""
    for record in records(timeline):
        yield tuple(_cell(record[column]) for column in COLUMNS)


def to_dataframe(timeline: Timeline) -> pd.DataFrame:
    """One row an event, with the columns of the CSV export, as strings."""
    import pandas as pd  # loaded here: importing the package stays cheap

    return pd.DataFrame(list(rows(timeline)), columns=list(COLUMNS))


def correction_record(correction: Correction) -> dict[str, str | None]:
    """A correction as a mapping."""
    names = ("field", "machine", "person", "who", "at", "reason")
    return {name: getattr(correction, name) for name in names}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return value if isinstance(value, str) else repr(value)


def _record(event: Event, article: Article, said: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    return {
        "article": event.article,
        "id": event.id,
        "label": event.label,
        "status": event.status.value,
        "said_by": event.said_by,
        **_bounds(event.when),
        "phrase": event_phrases(event, said),
        "sentence": piece(article.text, event.sentence),
        "who": event.who,
        "what": event.what,
        "where": event.where,
        "confidence": event.confidence,
        "derivation": " ".join(paragraph(event.derivation)),
        "order": event.order,
        "when": when_words(event.when),
        "title": article.title,
        "outlet": article.outlet,
        "published": _iso(article.published),
        "url": article.url,
        "corrections": [correction_record(one) for one in event.corrections],
    }


def _bounds(when: Interval | None) -> dict[str, str | None]:
    if when is None:
        return dict.fromkeys(COLUMNS[COLUMNS.index("begin_earliest") : COLUMNS.index("phrase")])
    return {
        "begin_earliest": _iso(when.begin.earliest),
        "begin_latest": _iso(when.begin.latest),
        "end_earliest": _iso(when.end.earliest),
        "end_latest": _iso(when.end.latest),
        "grain": when.grain.value,
        "edtf": when.edtf,
    }


def _iso(bound: Bound | None) -> str | None:
    return None if bound is None else bound.isoformat()
