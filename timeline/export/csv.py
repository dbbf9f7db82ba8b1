"""CSV (RFC 4180): one row an event, written and read back.

Spreadsheets take a cell that begins with = + - @ for a formula. Such a cell gets an apostrophe in front (what
spreadsheets themselves write for "this is text"); reading takes it off again, so nothing is lost.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace

from timeline.errors import InputError
from timeline.export.table import COLUMNS, FIRST_COLUMNS, rows
from timeline.export.words import when_words
from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.model import Article, Correction, Event, Span, Status, Step, Timeline

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")


def write(timeline: Timeline) -> str:
    """Comma-separated, a header line, line ends CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in row] for row in rows(timeline))
    return out.getvalue()


def read_csv(text: str, articles: Iterable[Article] = ()) -> tuple[Event, ...]:
    """The events of a table that `write` wrote, perhaps edited since; columns may be in another order.

    A table has sentences, not their places: `sentence` and `trigger` are where the sentence stands in the article
    of that id, if it is among `articles`, else (0, 0). `order` is the row where that column is missing. The derivation
    comes back as one step that holds its text. InputError names the row and the fault.
    """
    texts = {article.id: article.text for article in articles}
    try:
        table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error as error:
        raise InputError(f"not a CSV table: {error}; export it anew as comma-separated values") from None
    if not table:
        raise InputError("the CSV table is empty; its first row names the columns")
    header = table[0]
    if missing := [column for column in FIRST_COLUMNS if column not in header]:
        raise InputError(f"the CSV table has no column {', '.join(missing)}; its first row names the columns")
    events: list[Event] = []
    for number, cells in enumerate(table[1:], start=2):
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise InputError(f"CSV row {number}: {len(cells)} cells, wanted {len(header)}")
        row = {name: _unguarded(cell) for name, cell in zip(header, cells, strict=True)}
        try:
            events.append(_event(row, len(events), texts.get(row["article"], "")))
        except ValueError as error:
            raise InputError(f"CSV row {number}: {error}") from None
    return tuple(events)


def _event(row: dict[str, str], order: int, text: str) -> Event:
    sentence = _place(row["sentence"], text)
    return Event(
        id=row["id"],
        article=row["article"],
        label=row["label"],
        trigger=sentence,
        sentence=sentence,
        who=row["who"] or None,
        what=row["what"] or None,
        where=row["where"] or None,
        status=Status(row["status"]),
        said_by=row["said_by"] or None,
        attribution=(row["said_by"],) if row["said_by"] else (),
        when=_interval(row),
        order=int(row.get("order") or order),
        derivation=(Step("table", {"text": row["derivation"]}),) if row["derivation"] else (),
        confidence=float(row["confidence"] or 0),
        corrections=_corrections(row.get("corrections", "")),
    )


def _corrections(cell: str) -> tuple[Correction, ...]:
    """Of a cell that holds JSON; ValueError where it is of another shape."""
    if not cell:
        return ()
    try:
        return tuple(Correction(**one) for one in json.loads(cell))
    except (ValueError, TypeError):
        raise ValueError(f"corrections: not a list of corrections in JSON ({cell[:40]!r})") from None


def _interval(row: dict[str, str]) -> Interval | None:
    if not row["grain"]:
        return None
    begin = Bounds(_bound(row["begin_earliest"]), _bound(row["begin_latest"]))
    end = Bounds(_bound(row["end_earliest"]), _bound(row["end_latest"]))
    when = Interval(begin, end, Grain(row["grain"]))
    near = replace(when, about=True)
    said = row["edtf"] == near.edtf != when.edtf or row.get("when") == when_words(near) != when_words(when)
    return near if said else when


def _bound(cell: str) -> Bound | None:
    return Bound.parse(cell) if cell else None


def _place(sentence: str, text: str) -> Span:
    words = sentence.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return Span(*found.span()) if found else Span(0, 0)


def is_formula(cell: str) -> bool:
    """Would a spreadsheet take the words for a formula, or for words with their sign of text?"""
    return _FORMULA.match(cell) is not None


def guarded(cell: str) -> str:
    """With an apostrophe in front where a spreadsheet would take it for a formula."""
    return "'" + cell if is_formula(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and is_formula(cell) else cell
