"""The page that takes an article: pasted, or from a file, with the day it was published."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.service import Problem

MOST_BYTES = 5_000_000
"""Of a file; app.js says so of a larger one."""


def add_page() -> Component:
    """The form of `/add`. The date is left empty: it is looked for in the article, and asked for when not found.

    It is a box for text: a date picker makes another day of one that does not exist, and drops what it cannot read.
    """
    return html.Div(
        [
            html.H1("Add an article"),
            html.P("Paste the text or choose a file. It is read on this machine and stays here.", className="lead"),
            html.Div(id="add-problem", role="alert"),
            dcc.Upload(
                id="add-file",
                max_size=MOST_BYTES,  # no `accept`: a file dropped would be turned down without a word
                className="drop",
                children=html.Div(
                    [
                        html.Strong("Choose a file"),
                        " or drop it here",
                        html.Span(".txt, .html or .json", className="hint"),
                    ]
                ),
            ),
            html.Div(id="add-file-name", className="file-name", **attributes(aria_live="polite")),
            dmc.Textarea(
                id="add-text", label="Or paste the text", placeholder="Headline, byline and text as you copied them",
                autosize=True, minRows=8, maxRows=18,
            ),
            html.Div(
                [
                    dmc.TextInput(
                        id="add-date", label="Published on", placeholder="YYYY-MM-DD",
                        description="Leave empty to have it looked for in the article.",
                        autoComplete="off",
                    ),
                    dmc.TextInput(
                        id="add-title", label="Title", description="Optional; the headline is used otherwise.",
                    ),
                ],
                className="form-row",
            ),
            html.Div(
                "Reading the article. A page takes a few seconds, a whole book some minutes; others may come first.",
                id="add-progress", hidden=True, role="status", className="hint",
            ),
            html.Div(
                [
                    dmc.Button("Make the timeline", id="add-submit", size="md"),
                    dmc.Button("Go on without a date", id="add-undated", variant="subtle", size="md",
                               style={"display": "none"}),
                ],
                className="actions",
            ),
        ],
        className="add-page card",
    )  # fmt: skip


def problem_notice(problem: Problem) -> Component:
    """The fault and the remedy."""
    notice: Component = dmc.Alert(
        f"{problem.remedy[:1].upper()}{problem.remedy[1:]}.",
        title=f"{problem.message[:1].upper()}{problem.message[1:]}.",
        color="orange" if problem.undated else "red",
        variant="light",
    )
    return notice
