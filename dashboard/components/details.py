"""What is known about the event or phrase that is selected, and how each date came about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.event_list import glyph
from dashboard.components.marked_text import told
from dashboard.theme import LOOKS
from dashboard.words import day_words, when_words
from timeline.derivation import paragraph
from timeline.intervals import Bounds, Interval
from timeline.model import AnchorKind, Derivation, Event, Reading, Step, TimeExpression, Timeline

REASONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Why it is here", ("event.salience", "event.joined", "event.label.")),
    ("How its status was read", ("event.status.",)),
)
"""Headings of the panel, and how the names of the rules begin whose sentences stand below them."""


def event_details(timeline: Timeline, event: Event, text: str) -> Component:
    """Panel of an event."""
    look = LOOKS[event.status]
    phrases = [phrase for phrase in timeline.time_expressions if phrase.id in event.times]
    chain = ", quoting ".join(event.attribution or ((event.said_by,) if event.said_by else ()))
    facts: list[tuple[str, Any]] = [
        ("When", [html.Strong(when_words(event.when)), *_bounds(event.when)]),
        ("Status", [glyph(event.status), " ", look.word]),
        ("Who says so", chain or "the article itself"),
        ("Time phrase", [_phrase_button(phrase) for phrase in phrases] or "none of its own"),
        ("Who", event.who),
        ("What", event.what),
        ("Where", event.where),
        ("Confidence", _meter(event.confidence)),
        ("Told", _mentions(event)),
    ]
    return html.Div(
        [
            _head("Event", event.label, _steps()),
            html.Blockquote(" ".join(text[event.sentence.start : event.sentence.end].split())),
            _facts(facts),
            *_why_all(timeline, event),
            *_readings(event.readings),
        ],
        className=f"panel status-{event.status}",
    )


def phrase_details(timeline: Timeline, phrase: TimeExpression) -> Component:
    """Panel of a time phrase."""
    resting = sorted((e for e in timeline.events if phrase.id in e.times), key=lambda e: (e.order, e.trigger.start))
    timex = f'type="{phrase.type}" value="{phrase.value}"' + "".join(
        f' {name}="{value}"'
        for name, value in (
            ("mod", phrase.mod), ("quant", phrase.quant), ("freq", phrase.freq),
            ("beginPoint", phrase.begin_point), ("endPoint", phrase.end_point),
        )
        if value
    )  # fmt: skip
    facts: list[tuple[str, Any]] = [
        ("Means", [html.Strong(when_words(phrase.when)), *_bounds(phrase.when)]),
        ("Measured from", _anchor(timeline, phrase)),
        ("Events", [_event_button(event) for event in resting] or "no event has its date from it"),
    ]
    return html.Div(
        [
            _head("Time phrase", f"“{' '.join(phrase.text.split())}”"),
            _facts(facts),
            *_why(tuple(_distinct(_chain(timeline, phrase))), "How it was read"),
            *_readings(phrase.readings),
            html.Details([html.Summary("In the notation of TIMEX3"), html.Code(timex)], className="notation"),
        ],
        className="panel",
    )


def _head(kind: str, title: str, *buttons: Component) -> Component:
    close = html.Button("✕", type="button", className="close", **attributes(data_close="1", aria_label="Close details"))
    return html.Div(
        [html.Div([html.P(kind, className="kind"), html.H3(title)]),
         html.Div([*buttons, close], className="panel-buttons")],
        className="panel-head",
    )  # fmt: skip


def _steps() -> Component:
    """To the events before and after, in the order of the list."""
    return html.Span(
        [
            html.Button(
                sign, type="button", className="close", **attributes(data_step=step, aria_label=name, title=name)
            )
            for step, sign, name in (("-1", "‹", "Previous event"), ("1", "›", "Next event"))
        ]
    )  # fmt: skip


def _mentions(event: Event) -> Any:
    """A button for each place of the text that tells it, where there is more than one."""
    words = told(event)
    if len(words) < 2:
        return None
    buttons = [
        html.Button(
            str(number), type="button", className="pill",
            **attributes(data_mention=str(span.start), aria_label=f"Place {number} of {len(words)} in the text"),
        )
        for number, span in enumerate(words, 1)
    ]  # fmt: skip
    return [f"in {len(words)} places: ", *buttons]


def _facts(facts: Sequence[tuple[str, Any]]) -> Component:
    rows = [part for name, value in facts if value for part in (html.Dt(name), html.Dd(value))]
    return html.Dl(rows, className="facts")


def _bounds(when: Interval | None) -> list[Component]:
    if when is None:
        return []
    known: list[Component] = []
    if not (when.begin.exact and when.begin == when.end):
        known.append(html.Div(f"Begins {_side(when.begin)}; ends {_side(when.end)}.", className="bounds"))
    if when.edtf:
        known.append(html.Div(["EDTF ", html.Code(when.edtf)], className="bounds"))
    return known


def _side(side: Bounds) -> str:
    low, high = side.earliest, side.latest
    if low is not None and low == high:
        return day_words(low)
    if low is None and high is None:
        return "at an unknown time"
    if low is None or high is None:
        known = low or high
        assert known is not None
        return f"{'not before' if high is None else 'not after'} {day_words(known)}"
    return f"between {day_words(low)} and {day_words(high)}"


def _anchor(timeline: Timeline, phrase: TimeExpression) -> Any:
    anchor = phrase.anchor
    moment = f", {day_words(anchor.when)}" if anchor.when else ""
    if anchor.kind is AnchorKind.PUBLICATION:
        return f"the publication date{moment or ', which is not known'}"
    if anchor.kind is AnchorKind.EXPRESSION:
        other = next((p for p in timeline.time_expressions if p.id == anchor.ref), None)
        return [_phrase_button(other), moment] if other else f"another phrase{moment}"
    if anchor.kind is AnchorKind.EVENT:
        event = next((e for e in timeline.events if e.id == anchor.ref), None)
        return [_event_button(event), moment] if event else f"an event of the text{moment}"
    return "nothing: it stands by itself"


def _why_all(timeline: Timeline, event: Event) -> list[Component]:
    """How the date was worked out, from the words to the day, why the event is here, and how its status was read."""
    parts: list[Component] = []
    rest = event.derivation
    for title, rules in REASONS:
        told_here = tuple(step for step in rest if step.rule.startswith(rules))
        rest = tuple(step for step in rest if step not in told_here)
        parts += _why(told_here, title)
    phrases = [phrase for phrase in timeline.time_expressions if phrase.id in event.times]
    chain = [step for phrase in phrases for step in _chain(timeline, phrase)]
    return [*_why(tuple(_distinct([*chain, *rest])), "How the date was worked out"), *parts]


def _chain(timeline: Timeline, phrase: TimeExpression, depth: int = 4) -> list[Step]:
    """The steps of a phrase, after those of the phrase it is measured from."""
    before: list[Step] = []
    if depth and phrase.anchor.kind is AnchorKind.EXPRESSION:
        other = next((p for p in timeline.time_expressions if p.id == phrase.anchor.ref), None)
        before = _chain(timeline, other, depth - 1) if other is not None else []
    return [*before, *phrase.derivation]


def _distinct(steps: Sequence[Step]) -> list[Step]:
    return [step for number, step in enumerate(steps) if step not in steps[:number]]


def _why(derivation: Derivation, title: str) -> list[Component]:
    steps = paragraph(derivation)
    return [html.H4(title), html.Ol([html.Li(step) for step in steps], className="steps")] if steps else []


def _readings(readings: Sequence[Reading]) -> list[Component]:
    if not readings:
        return []
    items = []
    for reading in readings:
        share = f" ({reading.weight:.0%})" if reading.weight else ""
        value: list[Any] = [" ", html.Code(reading.value)] if reading.value else []
        steps = " ".join(paragraph(reading.derivation))
        items.append(
            html.Li([html.Strong(when_words(reading.when)), share, *value, html.Div(steps, className="bounds")])
        )
    return [html.H4("Other readings"), html.Ul(items, className="steps")]


def _meter(confidence: float) -> list[Component]:
    of_ten = round(confidence * 10)
    return [
        html.Span(
            [html.Span(html.Span(style={"width": f"{confidence:.0%}"}), className="meter"), f"{confidence:.0%}"],
            className="confidence",
        ),
        html.Div(f"Of ten lines with this number, about {of_ten} are right in time, status and source.",
                 className="bounds"),
    ]  # fmt: skip


def _phrase_button(phrase: TimeExpression) -> Component:
    words = f"“{' '.join(phrase.text.split())}”"
    return html.Button(words, type="button", className="pill phrase-pill", **attributes(data_phrase=phrase.id))


def _event_button(event: Event) -> Component:
    words: list[Any] = [glyph(event.status), event.label]
    return html.Button(words, type="button", className="pill", **attributes(data_event=event.id))
