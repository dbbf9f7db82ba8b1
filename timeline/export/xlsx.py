"""Excel: a workbook with sheets Events, Articles and Corrections.

Every cell of words is stored as text and marked so (`quotePrefix`), never as a formula. Excel takes 32,767
characters a cell; longer text is cut with "…".
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from timeline.export.characters import clean
from timeline.export.csv import is_formula
from timeline.export.optional import needed
from timeline.export.table import COLUMNS, records
from timeline.model import Timeline

_MOST = 32_767
_WIDTHS = {"label": 50, "sentence": 60, "derivation": 60, "when": 26, "title": 30, "url": 30, "phrase": 22}
_FIRST = ("order", "when", "label", "status", "said_by")
_ORDER = (*_FIRST, *(name for name in COLUMNS if name not in (*_FIRST, "corrections")), "corrected")
_CHANGE = ("id", "field", "machine", "person", "who", "at", "reason")
_ARTICLE = ("id", "title", "outlet", "published", "published_from", "zone", "url")


def write(timeline: Timeline) -> bytes:
    """The workbook as a file."""
    book = needed("openpyxl", "Excel").Workbook()
    found = list(records(timeline))
    for record in found:
        record["corrected"] = "yes" if record["corrections"] else None
    _fill(book.active, "Events", _ORDER, ([record[name] for name in _ORDER] for record in found))
    articles = ([_value(getattr(article, name)) for name in _ARTICLE] for article in timeline.articles)
    _fill(book.create_sheet(), "Articles", _ARTICLE, articles)
    changes = ([one["id"], *(change[name] for name in _CHANGE[1:])] for one in found for change in one["corrections"])
    _fill(book.create_sheet(), "Corrections", _CHANGE, changes)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _value(value: object) -> str | None:
    return None if value is None else str(value)


def _fill(sheet: Any, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet.title = title
    bold, top = needed("openpyxl.styles", "Excel").Font(bold=True), needed("openpyxl.styles", "Excel").Alignment
    for column, name in enumerate(header, start=1):
        cell = sheet.cell(1, column, name)
        cell.font = bold
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(name, 16)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _put(sheet.cell(number, column), value)
            sheet.cell(number, column).alignment = top(vertical="top", wrap_text=header[column - 1] in _WIDTHS)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Any, value: Any) -> None:
    """A number as it is; words as text, whatever they begin with."""
    if not isinstance(value, str):
        cell.value = value
        return
    words = clean(value)
    cell.value = words if len(words) <= _MOST else words[: _MOST - 1] + "…"
    cell.data_type = "s"
    cell.quotePrefix = is_formula(words)
