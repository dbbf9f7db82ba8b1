"""What the command line prints for people: tables of events, derivations, what reading found."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline.derivation import paragraph
from timeline.detail import SHOWN_AT
from timeline.export.words import when_words
from timeline.intervals import Interval
from timeline.model import (
    AnchorKind,
    Article,
    Derivation,
    Event,
    Reading,
    Span,
    TimeExpression,
    Timeline,
)

_CONTEXT = 70
"""Characters shown on either side of a phrase."""
_STYLES = {"happened": "", "ongoing": "cyan", "planned": "blue", "possible": "yellow", "denied": "red"}


def event_table(timeline: Timeline, *, with_article: bool = False) -> Table:
    """One row an event, in the order of the timeline: when, what, status, who says so, phrase, article."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    table.add_column("when", ratio=4, min_width=12, overflow="fold")
    table.add_column("what", ratio=7, min_width=16, overflow="fold")
    table.add_column("status", min_width=8, no_wrap=True)
    table.add_column("who says so", ratio=3, min_width=10, overflow="fold")
    table.add_column("phrase", ratio=3, min_width=9, overflow="fold")
    if with_article:
        table.add_column("in", min_width=2, justify="right")
    table.expand = True
    said = {(one.article, one.id): one.text for one in timeline.time_expressions}
    numbers = {article.id: str(i) for i, article in enumerate(timeline.articles, start=1)}
    for event in timeline.events:
        phrases = dict.fromkeys(said[event.article, one] for one in event.times if (event.article, one) in said)
        cells = [
            line(when_words(event.when)),
            line(event.label),
            Text(event.status.value, style=_STYLES.get(event.status.value, "")),
            line(event.said_by or ""),
            line("; ".join(phrases)),
        ]
        if with_article:
            cells.append(line(numbers.get(event.article, "?")))
        table.add_row(*cells)
    return table


def phrase_table(timeline: Timeline) -> Table:
    """One row a time phrase: when, phrase, TIMEX3 type and value."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for heading in ("when", "phrase", "type", "value"):
        table.add_column(heading)
    for one in timeline.time_expressions:
        table.add_row(line(when_words(one.when)), line(one.text), one.type.value, line(_value(one)))
    return table


def head(article: Article, number: int | None = None) -> Text:
    """The article's name and publication date, with the number it has in a comparison."""
    published = str(article.published) if article.published else "no publication date"
    where = f", {article.published_from}" if article.published_from not in (None, "given") else ""
    lead = "" if number is None else f"{number}  "
    kind = ", read as history" if article.kind == "history" else ""
    return Text.assemble(lead, (clean(article_name(article)), "bold"), f" ({published}{where}{kind})")


def heading(words: str) -> Text:
    """What the parts below it are."""
    return Text(words, style="bold underline")


def article_name(article: Article) -> str:
    """Its title, else its address, else how its first paragraph begins."""
    first = article.body[0] if article.body else Span(0, len(article.text))
    begin = " ".join(article.text[first.start : min(first.end, first.start + 200)].split())
    return article.title or article.url or (begin if len(begin) <= 60 else begin[:59] + "…") or article.id


def explained(timeline: Timeline) -> Iterator[RenderableType]:
    """For every time phrase of one article: its sentence, TIMEX3, anchor, derivation, result, other readings."""
    articles = {article.id: article for article in timeline.articles}
    names = {x.id: f"“{x.text}”" for x in timeline.time_expressions} | {x.id: _event_name(x) for x in timeline.events}
    for one in timeline.time_expressions:
        article = articles[one.article]
        rows = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        rows.add_column(no_wrap=True, style="dim")
        rows.add_column()
        rows.add_row("TIMEX3", line(_timex(one)))
        rows.add_row("measured from", line(_anchor(one, names)))
        _add_steps(rows, one.derivation)
        rows.add_row("result", line(_result(one.when)))
        _add_readings(rows, one.readings)
        yield Group(_in_context(article, one.span, one.text), Padding(rows, (0, 0, 1, 2)))


def explained_events(timeline: Timeline) -> Iterator[RenderableType]:
    """For every event of one article: its sentence, time, status, source, why all of that, and other readings."""
    articles = {article.id: article for article in timeline.articles}
    said = {one.id: one.text for one in timeline.time_expressions}
    for event in timeline.events:
        article = articles[event.article]
        rows = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        rows.add_column(no_wrap=True, style="dim")
        rows.add_column()
        rows.add_row("event", line(event.label))
        rows.add_row("result", line(_result(event.when)))
        rows.add_row("phrase", line("; ".join(said[one] for one in event.times if one in said) or "none of its own"))
        rows.add_row("status", Text(event.status.value, style=_STYLES.get(event.status.value, "")))
        rows.add_row("who says so", line(" → ".join(event.attribution) or "the article itself"))
        if len(event.mentions) > 1:
            rows.add_row("told", line(f"{len(event.mentions)} times"))
        rows.add_row("shown at", line(SHOWN_AT[event.detail]))
        _add_steps(rows, event.derivation)
        _add_readings(rows, event.readings)
        word = article.text[event.trigger.start : event.trigger.end]
        yield Group(_in_context(article, event.trigger, word), Padding(rows, (0, 0, 1, 2)))


def _add_steps(rows: Table, derivation: Derivation) -> None:
    for i, step in enumerate(paragraph(derivation)):
        rows.add_row("because" if i == 0 else "", line(step))


def _add_readings(rows: Table, readings: Sequence[Reading]) -> None:
    for i, reading in enumerate(readings):
        because = " ".join(paragraph(reading.derivation))
        words = f"{_result(reading.when)}; weight {reading.weight:.2f}" + (f"; {because}" if because else "")
        rows.add_row("or" if i == 0 else "", line(words))


def read_rows(article: Article) -> Table:
    """What reading found in one article."""
    rows = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True, style="dim")
    rows.add_column()
    published = f"{article.published} ({article.published_from})" if article.published else "not found"
    inside = sum(span.end - span.start for span in article.body)
    for name, value in (
        ("id", article.id),
        ("title", article.title or "none"),
        ("address", article.url or "none"),
        ("published", published),
        ("zone", article.zone or "none"),
        ("language", article.language or "unknown"),
        (
            "text",
            f"{len(article.text):,} characters, {inside:,} of them article body in {len(article.body)} paragraphs",
        ),
    ):
        rows.add_row(name, line(value))
    return rows


def show(parts: Sequence[RenderableType]) -> None:
    """Print to stdout, a part a block."""
    console = Console(highlight=False, soft_wrap=False)
    for part in parts:
        console.print(part)


def as_text(parts: Sequence[RenderableType]) -> str:
    """The same without colours, 120 columns wide."""
    out = io.StringIO()
    console = Console(file=out, width=120, highlight=False, no_color=True, force_terminal=False)
    for part in parts:
        console.print(part)
    return out.getvalue()


def line(text: str) -> Text:
    """Text of an article as one line that holds no control characters and no markup."""
    return Text(clean(text))


def clean(text: str) -> str:
    """White space made single spaces, control and direction characters left out."""
    return "".join(char for char in " ".join(text.split()) if unicodedata.category(char) not in ("Cc", "Cf"))


def _in_context(article: Article, one: Span, text: str) -> Text:
    """The words of a span in brackets, with what stands around them in the paragraph."""
    span = next((s for s in article.body if s.holds(one)), None)
    low, high = (span.start, span.end) if span else (0, len(article.text))
    start, end = max(low, one.start - _CONTEXT), min(high, one.end + _CONTEXT)
    before, after = article.text[start : one.start], article.text[one.end : end]
    if start > low:
        before = "…" + before.partition(" ")[2]
    if end < high:
        after = after.rpartition(" ")[0] + "…"
    gap_before = " " if before[-1:].isspace() else ""
    gap_after = " " if after[:1].isspace() else ""
    phrase = (f"[{clean(text)}]", "bold reverse")
    return Text.assemble(clean(before) + gap_before, phrase, gap_after + clean(after))


def _value(one: TimeExpression) -> str:
    return one.value + (f" {one.mod}" if one.mod else "")


def _timex(one: TimeExpression) -> str:
    names = ("value", "mod", "quant", "freq", "begin_point", "end_point")
    known = [f"{name}={found}" for name in names if (found := getattr(one, name))]
    return " ".join([one.type.value, *known])


def _anchor(one: TimeExpression, names: Mapping[str, str]) -> str:
    anchor = one.anchor
    on = f" ({when_words(Interval.stretch(anchor.when, anchor.when))})" if anchor.when is not None else ""
    if anchor.kind is AnchorKind.NONE:
        return "nothing: it needs no other time"
    if anchor.kind is AnchorKind.PUBLICATION:
        return f"the publication date{on or ', which is not known'}"
    if anchor.kind is AnchorKind.EXPRESSION:
        return f"{names.get(anchor.ref or '', 'another phrase')}{on}"
    return f"{names.get(anchor.ref or '', 'an event')}{on or ', which was not looked for or has no time'}"


def _event_name(event: Event) -> str:
    return f"the event “{event.label}”"


def _result(when: Interval | None) -> str:
    if when is None:
        return "no place on the calendar"
    bounds = [
        str(b) if b else "open" for b in (when.begin.earliest, when.begin.latest, when.end.earliest, when.end.latest)
    ]
    return f"{when_words(when)} (begins {bounds[0]}..{bounds[1]}, ends {bounds[2]}..{bounds[3]}; EDTF {when.edtf})"
