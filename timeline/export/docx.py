"""Word: a chronology as a table of date and event, each with the number of its source note below."""

from __future__ import annotations

import io
from typing import Any

from timeline.export.characters import one_line
from timeline.export.chronology import Entry, entries, heading, note, source, status_note
from timeline.export.optional import needed
from timeline.model import Timeline


def write(timeline: Timeline) -> bytes:
    """The document as a file, with headings that Word's navigation shows."""
    docx = needed("docx", "Word")
    document = docx.Document()
    title = heading(timeline)
    document.core_properties.title, document.core_properties.author = title, "Timeline"
    document.add_heading(title, 0)
    for article in timeline.articles:
        document.add_paragraph(source(article))
    found = entries(timeline)
    dated = [entry for entry in found if entry.event.when is not None]
    undated = [entry for entry in found if entry.event.when is None]
    document.add_heading("Chronology", 1)
    _table(document, dated, docx.shared.Cm)
    if undated:
        document.add_heading("Without a date", 1)
        _table(document, undated, docx.shared.Cm)
    document.add_heading("Notes", 1)
    for entry in found:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"[{entry.number}] ").bold = True
        if entry.sentence:
            paragraph.add_run(f"“{one_line(entry.sentence)}” ")
        paragraph.add_run(f"{source(entry.article)}. ").italic = True
        paragraph.add_run(" ".join([*note(entry), *_edtf(entry)]))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _edtf(entry: Entry) -> list[str]:
    when = entry.event.when
    return [f"EDTF {when.edtf}."] if when is not None and when.edtf else []


def _table(document: Any, found: list[Entry], cm: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    table.style = "Light List Accent 1"
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, ("When", "What"), strict=True):
        cell.text = words
    for entry in found:
        first, second = table.add_row().cells
        first.text = entry.when
        paragraph = second.paragraphs[0]
        paragraph.add_run(one_line(entry.event.label))
        said = (status_note(entry.event), f"says {one_line(entry.event.said_by)}" if entry.event.said_by else "")
        if more := ", ".join(filter(None, said)):
            paragraph.add_run(f" ({more})").italic = True
        paragraph.add_run(f" [{entry.number}]").font.superscript = True
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = cm(4.5), cm(11.5)
