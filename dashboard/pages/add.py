"""The page that takes articles: files, pasted text, web addresses, each with the day it was published.

What is chosen is looked at, shown with its date, and read by `assets/adding.js` and its kin, one request a source.
"""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.gathering import KINDS
from dashboard.service import Problem


def add_page(*, writable: bool = True, fetching: bool = True) -> Component:
    """The form of `/add`. writable: can anything be kept; fetching: may web addresses be fetched.

    The date is a box for text: a date picker makes another day of one that does not exist, and drops what it cannot
    read. It is left empty: the date is looked for in the article, shown, and asked for where it is not found.
    """
    if not writable:
        return html.Div(
            [
                html.H1("Add articles"),
                html.P("This library can only be read: nothing can be added to it.", className="lead"),
                dcc.Link("To the articles", href="/", className="button"),
            ],
            className="add-page card",
        )
    return html.Div(
        [
            html.H1("Add articles"),
            html.P(
                "Choose files, paste a text or give an address. All is read on this machine and stays here.",
                className="lead",
            ),
            _files(),
            _pasted(),
            *([_address()] if fetching else []),
            html.Div(
                [
                    dmc.Button("Make the timeline", id="add-submit", size="md"),
                    html.Button("Stop", id="add-stop", type="button", className="button", hidden=True),
                    html.Span(id="add-status", className="add-status", role="status"),
                ],
                className="actions add-actions",
            ),
            html.Progress(
                id="add-progress", max="100", value="0", hidden=True, **attributes(aria_label="How much is read")
            ),
        ],
        className="add-page card",
    )


def _files() -> Component:
    drop = html.Div(
        [
            html.Button("Choose files", id="add-choose", type="button", className="button"),
            html.Span("or drop them here", className="drop-words"),
            html.Span(f"{KINDS}, up to 20 MB each; a .csv or .jsonl may hold many articles", className="hint"),
        ],
        id="add-drop",
        className="drop",
    )
    return html.Section(
        [html.H2("Files"), drop, html.Ul(id="add-queue", className="queue", **attributes(aria_label="What is added"))]
    )


def _pasted() -> Component:
    return html.Section(
        [
            html.H2("Pasted text"),
            dmc.Textarea(
                id="add-text", placeholder="Headline, byline and text as you copied them",
                autosize=True, minRows=6, maxRows=16, **attributes(aria_label="Pasted text"),
            ),
            html.Div(
                [
                    dmc.TextInput(
                        id="add-date", label="Published on", placeholder="YYYY-MM-DD",
                        description="Leave empty to have it looked for in the text.", autoComplete="off",
                    ),
                    dmc.TextInput(
                        id="add-title", label="Title", description="Optional; the headline is used otherwise.",
                    ),
                ],
                className="form-row",
            ),
            html.Button("Go on without a date", id="add-undated", type="button", className="button small", hidden=True),
        ],
    )  # fmt: skip


def _address() -> Component:
    return html.Section(
        [
            html.H2("Web address"),
            dmc.TextInput(
                id="add-address", placeholder="https://", autoComplete="off",
                description="The page is asked for once, from its public server; nothing else leaves this machine.",
                **attributes(aria_label="Web address"),
            ),
        ]
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
