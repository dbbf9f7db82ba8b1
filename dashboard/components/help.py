"""The help dialog: what keys and mouse do, and what the marks and numbers mean."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes

KEYS = (
    ("/", "find in the events"),
    ("← →", "the event before or after, in time"),
    ("↑ ↓", "the same, in a list; from mark to mark in the text"),
    ("Enter", "go to the words in the text"),
    ("+ −", "zoom in and out, about the selected event"),
    ("Shift ← →", "move along the axis"),
    ("z", "zoom to the selected event"),
    ("0", "show all"),
    ("e", "edit the selected event"),
    ("u, Shift U", "undo, redo"),
    ("Esc", "let go of the selection; close"),
    ("?", "this help"),
)
MOUSE = (
    ("Wheel", "zoom where the pointer is"),
    ("Drag", "zoom to the stretch dragged over; with Shift, move"),
    ("Drag a pill", "from “No date” to the axis: give it that date"),
    ("Alt drag", "a mark along the axis: give it another date"),
    ("Click", "on a mark or its label: the event; on a ring: open it"),
)
CONFIDENCE = (
    "The chance, learned from annotated articles, that a line is right in time, status and source, and belongs on the "
    "timeline. 60 % means: of ten such lines, about six are right. It says nothing about whether the article is true."
)


def help_dialog() -> Component:
    """Opened by the button in the header and by `?`."""
    head = html.Div(
        [
            html.H2("Help", id="help-title"),
            html.Button(
                "✕",
                type="button",
                className="close",
                id="help-close",
                n_clicks=0,
                **attributes(aria_label="Close help"),
            ),
        ],
        className="panel-head",
    )
    dialog: Component = dmc.Modal(
        id="help", opened=False, size="lg", withCloseButton=False,  # its header would be a second banner of the page
        children=html.Div(
            [
                head,
                html.Div([_table("Keys", KEYS), _table("Mouse", MOUSE)], className="help-keys"),
                html.H3("Confidence"),
                html.P(CONFIDENCE),
                html.H3("Filters"),
                html.P("A chip shows only what it names; a second one of the same kind is added. Press it again to let "
                       "go. What is chosen stands in the address: a link reopens it, Back undoes it."),
                html.P(["For programs: ", html.A("the API", href="/docs", target="_blank"), "."]),
            ],
            className="help",
        ),
    )  # fmt: skip
    return dialog


def _table(title: str, lines: tuple[tuple[str, str], ...]) -> Component:
    rows = [part for key, words in lines for part in (html.Dt(html.Kbd(key)), html.Dd(words))]
    return html.Div([html.H3(title), html.Dl(rows)])
