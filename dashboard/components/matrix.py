"""Several articles held against each other: what contradicts first, then a row an event and a column an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.event_list import glyph
from dashboard.theme import LOOKS
from dashboard.words import when_words
from timeline.comparison import Comparison, Difference, DifferenceKind, JointEvent
from timeline.derivation import sentence
from timeline.detail import at_detail, shows
from timeline.model import Article, Detail, Event, Timeline

Named = Sequence[tuple[str, Article, Timeline]]  # the name of a column, its article, its events


def comparison_of(named: Named, detail: Detail) -> Comparison:
    """The comparison of the articles at a detail."""
    from timeline.comparison import compare

    return compare([at_detail(timeline, detail) for _, _, timeline in named])


def comparison_sections(named: Named, detail: Detail) -> list[Component]:
    """What differs, and the matrix; nothing where there are not two articles."""
    if len(named) < 2:
        return []
    found = comparison_of(named, detail)
    names = {article.id: name for name, article, _ in named}
    return [_differences(found, names), _matrix(found, names)]


def _differences(found: Comparison, names: dict[str, str]) -> Component:
    notes = [
        html.P(f"{n.text} ({', '.join(names.get(a, a) for a in n.articles)})", className="hint") for n in found.notes
    ]
    told = [_difference(found, one, names) for one in found.differences]
    nothing = html.P("No contradiction was found among the events that the articles share.", className="hint")
    return html.Section(
        [html.H2(["Where they differ ", html.Span(str(len(told)), className="count")]), *notes, *(told or [nothing])],
        className="card differences",
    )


def _difference(found: Comparison, one: Difference, names: dict[str, str]) -> Component:
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
         _why(found, joint)],
        className="difference",
    )  # fmt: skip


def _why(found: Comparison, joint: JointEvent) -> Component:
    """Why the accounts are taken for one event, folded."""
    joins = (join for join in found.joins if join.one in joint.events)
    said = dict.fromkeys(sentence(step) for join in joins for step in join.derivation)
    return html.Details(
        [html.Summary("Why are these the same event?"), html.Ul([html.Li(line) for line in said])], className="why"
    )


def _matrix(found: Comparison, names: dict[str, str]) -> Component:
    columns = [a.id for a in found.articles]
    head = [html.Th("When", scope="col"), *(html.Th(names[c], scope="col") for c in columns)]
    rows: list[Component] = []
    for shared, events in groupby(found.joint, key=lambda j: len({m.article for m in j.mentions}) > 1):
        told = list(events)
        rows += [_row(found, j, columns) for j in told] if shared else [_fold(found, told, names, len(head))]
    return html.Section(
        [
            html.H2(["Event by event ", html.Span(str(len(found.joint)), className="count")]),
            html.P("Time runs down; each column is an article, empty where it is silent.", className="hint"),
            html.Div(
                html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="matrix"),
                className="matrix-scroll", tabIndex=0, **attributes(role="region", aria_label="Events by article"),
            ),
        ],
        className="card matrix-card",
    )  # fmt: skip


def _row(found: Comparison, joint: JointEvent, columns: Sequence[str]) -> Component:
    events = {e.id: e for e in found.events}
    mine = {events[name].article: events[name] for name in joint.events}
    differs = any(d.event == joint.id for d in found.differences)
    cells = [html.Td(_cell(mine[c]) if c in mine else None) for c in columns]
    when: list[Component | str] = [when_words(joint.when), _why(found, joint)]
    if differs:
        when.insert(1, html.Span(" differs", className="kind clash"))
    return html.Tr([html.Th(when, scope="row"), *cells], className="differs" if differs else "")


def _cell(event: Event) -> list[Component | str]:
    return [
        glyph(event.status), html.Span(f" {LOOKS[event.status].word} ", className="about"),
        dcc.Link(event.label, href=_address(event)), html.Div(when_words(event.when), className="about"),
    ]  # fmt: skip


def _fold(found: Comparison, told: Sequence[JointEvent], names: dict[str, str], width: int) -> Component:
    """Events that one article alone has, in a row that unfolds."""
    events = {e.id: e for e in found.events}
    many = f"{len(told)} events" if len(told) > 1 else "1 event"
    lines = list(_lines([events[j.events[0]] for j in told], names))
    inner = html.Details([html.Summary(f"{many} that only one article tells"), html.Ul(lines)])
    return html.Tr(html.Td(inner, colSpan=width), className="fold")


def _lines(events: Sequence[Event], names: dict[str, str]) -> Iterator[Component]:
    for event in events:
        where = html.Span(f" {names[event.article]}", className="about")
        yield html.Li([html.Strong(f"{when_words(event.when)} "), dcc.Link(event.label, href=_address(event)), where])


def _address(event: Event) -> str:
    more = "" if shows("standard", event) else f"&detail={event.detail}"
    return f"/article/{event.article}?event={event.id}{more}"
