"""The page that takes an article: pasted, or from a file, with the day it was published."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.service import Problem
from timeline.intervals import Bound


def add_page(today: Bound) -> Component:
    """The form of `/add`. The date is left empty: it is looked for in the article, and asked for when not found."""
    return html.Div(
        [
            html.H1("Add an article"),
            html.P("Paste the text or choose a file. It is read on this machine and stays here.", className="lead"),
            html.Div(id="add-problem", role="alert"),
            dcc.Upload(
                id="add-file",
                accept=".txt,.html,.htm,.json,text/plain,text/html,application/json",
                max_size=5_000_000,
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
                    dmc.DateInput(
                        id="add-date", label="Published on", placeholder="YYYY-MM-DD", valueFormat="YYYY-MM-DD",
                        clearable=True, maxDate=today.isoformat(),
                        description="Leave empty to have it looked for in the article.",
                    ),
                    dmc.TextInput(
                        id="add-title", label="Title", description="Optional; the headline is used otherwise.",
                    ),
                ],
                className="form-row",
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
