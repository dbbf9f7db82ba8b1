"""Several articles held against each other: what contradicts first, then a row an event and a column an article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.comparing import NOTHING_KNOWN, Known, compared
from dashboard.components.attributes import attributes
from dashboard.components.event_list import glyph
from dashboard.components.judging import choice, join_button, judged, part_buttons
from dashboard.theme import LOOKS
from dashboard.words import when_words
from timeline.comparison import Comparison, Difference, DifferenceKind, JointEvent, Note, NoteKind
from timeline.derivation import sentence
from timeline.detail import shows
from timeline.model import Article, Detail, Event, Timeline

Named = Sequence[tuple[str, Article, Timeline]]  # the name of a column, its article, its events

WHY = "Why are these the same event?"


def comparison_sections(named: Named, detail: Detail, known: Known = NOTHING_KNOWN) -> list[Component]:
    """What differs, and the matrix; nothing where there are not two articles."""
    if len(named) < 2:
        return []
    found = compared([timeline for _, _, timeline in named], known, detail)
    names = {article.id: name for name, article, _ in named}
    if len(found.articles) < 2:
        notes = [one for one in found.notes if one.kind is NoteKind.TWICE]
        return [html.Section([html.H2("Nothing to compare"), *_notes(notes, names)], className="card differences")]
    rows = _Rows(found, names, known.writable)
    return [_differences(found, names, rows), _matrix(found, names, rows, known)]


def _differences(found: Comparison, names: dict[str, str], rows: _Rows) -> Component:
    told = [_difference(found, one, names, rows) for one in found.differences]
    nothing = html.P("No contradiction was found among the events that the articles share.", className="hint")
    return html.Section(
        [
            html.H2(["Where they differ ", html.Span(str(len(told)), className="count")]),
            *_notes(found.notes, names),
            *(told or [nothing]),
        ],
        className="card differences",
    )


def _notes(notes: Sequence[Note], names: dict[str, str]) -> list[Component]:
    return [html.P(f"{n.text} ({', '.join(names.get(a, a) for a in n.articles)})", className="hint") for n in notes]


def _difference(found: Comparison, one: Difference, names: dict[str, str], rows: _Rows) -> Component:
    joint = next(j for j in found.joint if j.id == one.event)
    events = {e.id: e for e in found.events}
    texts = {a.id: a.text for a in found.articles}
    dates = one.kind is DifferenceKind.DATE
    sides = [
        html.Div(
            [html.P(names[event.article], className="about"),
             html.P(html.Strong(when_words(event.when) if dates else said)),
             html.Blockquote(" ".join(texts[event.article][event.sentence.start : event.sentence.end].split())),
             dcc.Link("Open in the article", href=_address(event), className="button small")],
            className="side",
        )
        for said, event in zip(one.says, (events[one.one], events[one.other]), strict=True)
    ]  # fmt: skip
    kind = one.change.value if one.change else f"{one.kind.value} contradicted"
    return html.Article(
        [html.H3([html.Span(kind, className=f"kind {'change' if one.change else 'clash'}"), " ", joint.label]),
         html.Div(sides, className="sides"), html.P(" ".join(map(sentence, one.derivation)), className="hint"),
         _why(found, joint, rows.putting_right(joint))],
        className="difference",
    )  # fmt: skip


def _why(found: Comparison, joint: JointEvent, more: Sequence[Component] = (), asked: str = WHY) -> Component:
    """Why the accounts are taken for one event, folded; more: what can be said of that."""
    joins = [join for join in found.joins if join.one in joint.events]
    said = dict.fromkeys(sentence(step) for join in joins for step in join.derivation)
    by_hand = any(step.rule == "comparison.joined by person" for join in joins for step in join.derivation)
    summary = f"{asked}{' ✎ joined by a person' if by_hand else ''}"
    return html.Details([html.Summary(summary), html.Ul([html.Li(line) for line in said]), *more], className="why")


def _matrix(found: Comparison, names: dict[str, str], rows: _Rows, known: Known) -> Component:
    head = [html.Th("When", scope="col"), *(html.Th(names[a.id], scope="col") for a in found.articles)]
    body: list[Component] = []
    for shared, events in groupby(found.joint, key=lambda j: len({m.article for m in j.mentions}) > 1):
        told = list(events)
        body += [rows.row(j) for j in told] if shared else [rows.fold(told, len(head))]
    asked = [judged(found, names, known.writable), choice(found, names) if known.writable else None]
    return html.Section(
        [
            html.H2(["Event by event ", html.Span(str(len(found.joint)), className="count")]),
            html.P("Time runs down; each column is an article, empty where it is silent.", className="hint"),
            *(part for part in asked if part is not None),
            html.Div(
                html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="matrix"),
                className="matrix-scroll", tabIndex=0, **attributes(role="region", aria_label="Events by article"),
            ),
        ],
        className="card matrix-card", **attributes(data_logs=json.dumps(dict(known.logs))),
    )  # fmt: skip


class _Rows:
    """The rows of the matrix. writable: with what a person can say of them."""

    def __init__(self, found: Comparison, names: dict[str, str], writable: bool) -> None:
        self.found, self.names, self.writable = found, names, writable
        self.events = {e.id: e for e in found.events}
        self.differ = {d.event for d in found.differences}

    def row(self, joint: JointEvent) -> Component:
        """An event that several articles tell."""
        told = [self.events[id] for id in joint.events]
        of: dict[str, list[Event]] = {}
        for event in told:
            of.setdefault(event.article, []).append(event)
        cells = [html.Td([part for event in of.get(a.id, ()) for part in _cell(event)]) for a in self.found.articles]
        differs = joint.id in self.differ
        when: list[Component | str | None] = [
            when_words(joint.when),
            html.Span(" differs", className="kind clash") if differs else None,
            _why(self.found, joint, self.putting_right(joint), "Why one event?"),
        ]
        return html.Tr([html.Th(when, scope="row"), *cells], className="differs" if differs else "")

    def putting_right(self, joint: JointEvent) -> list[Component]:
        """The buttons that take an account out of a row, and that put another row to it."""
        told = [self.events[id] for id in joint.events]
        return [*part_buttons(told, self.names), join_button(told, joint.label)] if self.writable else []

    def fold(self, told: Sequence[JointEvent], width: int) -> Component:
        """Events that one article alone has, in a row that unfolds."""
        many = f"{len(told)} events" if len(told) > 1 else "1 event"
        lines = [self._line(self.events[j.events[0]]) for j in told]
        inner = html.Details([html.Summary(f"{many} that only one article tells"), html.Ul(lines)])
        return html.Tr(html.Td(inner, colSpan=width), className="fold")

    def _line(self, event: Event) -> Component:
        where = html.Span(f" {self.names[event.article]} ", className="about")
        join = join_button([event], event.label) if self.writable else None
        return html.Li([html.Strong(f"{when_words(event.when)} "), dcc.Link(event.label, href=_address(event)), where,
                        join])  # fmt: skip


def _cell(event: Event) -> list[Component | str]:
    return [
        glyph(event.status), html.Span(f" {LOOKS[event.status].word} ", className="about"),
        dcc.Link(event.label, href=_address(event)), html.Div(when_words(event.when), className="about"),
    ]  # fmt: skip


def _address(event: Event) -> str:
    more = "" if shows("standard", event) else f"&detail={event.detail}"
    return f"/article/{event.article}?event={event.id}{more}"
