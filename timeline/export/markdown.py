"""Markdown: a chronology with a footnote an entry: source, sentence, where its date comes from, corrections."""

from __future__ import annotations

import re

from timeline.export.characters import one_line
from timeline.export.chronology import Entry, entries, heading, note, source, status_note
from timeline.model import Article, Timeline

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")


def write(timeline: Timeline) -> str:
    """CommonMark with footnotes (`[^1]`), as pandoc, GitHub and Obsidian read them."""
    found = entries(timeline)
    lines = [f"# {escaped(heading(timeline))}", ""]
    lines += [f"* {_source(article)}" for article in timeline.articles] + [""]
    dated = [entry for entry in found if entry.event.when is not None]
    undated = [entry for entry in found if entry.event.when is None]
    lines += ["## Chronology", "", *map(_line, dated), ""]
    if undated:
        lines += ["## Without a date", "", *map(_line, undated), ""]
    lines += [part for entry in found for part in (_footnote(entry), "")]
    return "\n".join(lines).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """The words with every sign of markup escaped, on one line."""
    return _MARKS.sub(r"\\\1", one_line(text))


def _line(entry: Entry) -> str:
    event = entry.event
    said = [status_note(event), f"says {escaped(event.said_by)}" if event.said_by else ""]
    more = f" *({', '.join(filter(None, said))})*" if any(said) else ""
    return f"* **{escaped(entry.when)}**: {escaped(event.label)}{more}[^{entry.number}]"


def _footnote(entry: Entry) -> str:
    sentence = f"“{escaped(entry.sentence)}” " if entry.sentence else ""
    when = entry.event.when
    edtf = f" EDTF {escaped(when.edtf)}." if when is not None and when.edtf else ""
    return f"[^{entry.number}]: {sentence}{_source(entry.article)}. {escaped(' '.join(note(entry)))}{edtf}".rstrip()


def _source(article: Article) -> str:
    return escaped(source(article))
