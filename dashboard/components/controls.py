"""What stands above the figure: search, filters, lanes, kind of axis, zoom. `assets/controls.js` works it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.event_list import detail_choice, glyph
from dashboard.figure import Lane, View
from dashboard.filters import KINDS, Kind, counts
from dashboard.theme import LOOKS
from timeline.detail import shows
from timeline.model import Status

NAMES: dict[Kind, str] = {
    "source": "Who says so", "who": "Who", "where": "Where", "grain": "Date known to the", "sure": "Confidence",
    "corrected": "Corrected",
}  # fmt: skip
MOST_VALUES = 14
"""Of a kind; the search finds the others."""
AXES = (
    ("room", "Folded", "Empty stretches are folded, so that there is room where things happen"),
    ("proportional", "To scale", "Every day has the same width"),
    ("order", "In order", "Every date has the same distance to the next"),
)
LANES = (("", "No lanes"), ("status", "By status"), ("source", "By source"), ("who", "By actor"), ("where", "By place"))


def controls(lanes: Sequence[Lane], view: View, several: bool = False) -> list[Component]:
    """The rows above the figure. several: lanes are articles until others are chosen."""
    events = [told.event for lane in lanes for told in lane.told]
    return [
        html.Div(
            [
                detail_choice(events, view.filter.detail),
                status_filter(lanes, view),
                html.Div(id="chosen", className="chips"),
            ],
            className="figure-bar",
        ),
        _filters(lanes, view),
        html.Div(
            [_axes(view), _lanes(view, several), zoom_buttons(), _find(view), _filter_button()],
            className="figure-bar second",
        ),
    ]  # fmt: skip


def status_filter(lanes: Sequence[Lane], view: View) -> Component:
    """A toggle for every status that occurs, with its count: legend and filter in one."""
    return html.Div(
        status_chips(lanes, view), id="status-filter", className="chips", role="group",
        **attributes(aria_label="Show only events that are"),
    )  # fmt: skip


def status_chips(lanes: Sequence[Lane], view: View) -> list[Component]:
    """The toggles alone, of the statuses that occur at the detail shown."""
    there = Counter(t.event.status for lane in lanes for t in lane.told if shows(view.filter.detail, t.event))
    number = counts([(t.event, t.text) for lane in lanes for t in lane.told], view.filter)["status"]
    chosen = view.filter.values.get("status", frozenset())
    return [
        _chip("status", status.value, LOOKS[status].word, number[status.value], status.value in chosen,
              [glyph(status)])
        for status in Status
        if there[status]
    ]  # fmt: skip


def _chip(
    kind: Kind, value: str, words: str, number: int, pressed: bool, before: Sequence[Component] = ()
) -> Component:
    return html.Button(
        [*before, html.Span(words, className="value"), html.Span(str(number), className="count")],
        type="button", className="chip",
        **attributes(data_facet=kind, data_value=value, aria_pressed=str(pressed).lower(), title=f"Only: {words}"),
    )  # fmt: skip


def _find(view: View) -> Component:
    return html.Div(
        dcc.Input(
            id="find", type="search", placeholder="Find in events  ( / )", value=view.filter.words, className="search",
            autoComplete="off",
        ),
        className="find", title="Words of the event, its sentence, people and places", role="search",
    )  # fmt: skip


def _filter_button() -> Component:
    return html.Button(
        "Filter", type="button", className="button small", id="filter-open",
        **attributes(data_toggle="filters", aria_expanded="false", aria_controls="filters"),
    )  # fmt: skip


def _filters(lanes: Sequence[Lane], view: View) -> Component:
    since = view.filter.since.isoformat() if view.filter.since else ""
    until = view.filter.until.isoformat() if view.filter.until else ""
    days = html.Div(
        [
            html.H3("Time window", id="filter-time"),
            html.Div(
                [html.Label([words, dcc.Input(id=name, type="text", value=value, placeholder="YYYY-MM-DD",
                                              className="day", autoComplete="off")])
                 for name, words, value in (("since", "from", since), ("until", "to", until))],
                className="days",
            ),
        ],
        className="facet",
    )  # fmt: skip
    return html.Div(
        [html.Div(facets(lanes, view), id="facets", className="facets"), days],
        id="filters", className="filters", hidden=True,
    )  # fmt: skip


def facets(lanes: Sequence[Lane], view: View) -> list[Component]:
    """The kinds of which there is more than one value, each with its values and their counts."""
    told = [(one.event, one.text) for lane in lanes for one in lane.told]
    found = counts(told, view.filter)
    parts: list[Component] = []
    for kind in KINDS:
        chosen = view.filter.values.get(kind, frozenset())
        values = list(dict.fromkeys([*sorted(chosen), *(value for value, _ in found[kind].most_common(MOST_VALUES))]))
        if kind == "status" or (len(values) < 2 and not chosen):
            continue
        chips = [_chip(kind, value, value, found[kind][value], value in chosen) for value in values]
        parts.append(html.Div(
            [html.H3(NAMES[kind]),
             html.Div(chips, className="chips", role="group", **attributes(aria_label=NAMES[kind]))],
            className="facet",
        ))  # fmt: skip
    return parts


def _axes(view: View) -> Component:
    buttons = [
        html.Button(
            words, type="button", className="detail",
            **attributes(data_axis=axis, aria_pressed=str(axis == view.axis).lower(), title=title),
        )
        for axis, words, title in AXES
    ]  # fmt: skip
    return html.Div(
        [html.Span("Axis", className="hint", **attributes(aria_hidden="true")),
         html.Div(buttons, className="detail-buttons")],
        className="detail-choice", role="group", **attributes(aria_label="Kind of time axis"),
    )  # fmt: skip


def _lanes(view: View, several: bool) -> Component:
    options = [
        html.Option("By article" if several and not value else words, value=value) for value, words in LANES
    ]  # fmt: skip
    return html.Label([html.Span("Lanes", className="hint"), html.Select(options, id="lanes", className="select")],
                      className="choice")  # fmt: skip


def zoom_buttons() -> Component:
    """Zoom for keys and mouse."""
    steps = (
        ("2", "−", "Zoom out", "-"),
        ("0.5", "+", "Zoom in", "+"),
        ("selected", "Fit", "Fit to the selected event", "z"),
    )
    return html.Div(
        [
            *(
                html.Button(
                    sign, type="button", className="button small",
                    **attributes(data_zoom=factor, aria_label=name, title=f"{name} ( {key} )"),
                )
                for factor, sign, name, key in steps
            ),
            html.Button("Show all", type="button", id="range-all", className="button small", hidden=True,
                        **attributes(data_zoom="all", title="Show all ( 0 )")),
        ],
        className="range-buttons",
    )  # fmt: skip


def overview() -> Component:
    """A strip of the whole span, with the present window on it; drawn in the browser from the figure's meta."""
    return html.Details(
        [html.Summary("Overview"), html.Div(id="overview", className="overview")],
        className="overview-box", id="overview-box",
    )  # fmt: skip


KEY = (
    ("day", "day or stretch as told"), ("within", "somewhere within"), ("vague", "vague stretch"),
    ("margin", "uncertain begin or end"), ("open", "open end"), ("break", "folded time"), ("cluster", "several events"),
    ("published", "publication"),
)  # fmt: skip


def key() -> Component:
    """What each shape of the figure means; statuses have theirs in the toggles above."""
    marks = [
        html.Span([html.Span(className=f"key-{name}", **attributes(aria_hidden="true")), words]) for name, words in KEY
    ]
    words = [html.Span([html.Span("◆", className="key-point", **attributes(aria_hidden="true")), "too short to draw"])]
    return html.Details([html.Summary("Key"), html.Div(marks + words, className="key")], className="key-box")
