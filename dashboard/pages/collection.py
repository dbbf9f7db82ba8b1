"""The page of a collection: the comparison of its articles under its name, and the dialogs about it."""

from __future__ import annotations

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.comparing import NOTHING_KNOWN, Known
from dashboard.components.attributes import attributes
from dashboard.components.library import number_of_articles
from dashboard.figure import View
from dashboard.pages.compare import MOST_LANES, Entry, choices, comparison, taking
from dashboard.state import Selection
from timeline.store import Collection, Summary


def collection_page(
    kept: Collection, entries: Sequence[Entry], every: Sequence[Summary], view: View, selection: Selection,
    writable: bool, known: Known = NOTHING_KNOWN,
) -> Component:  # fmt: skip
    """The layout of `/collection/ID`. writable: may it be changed?"""
    head = html.Header(
        [
            html.Div([html.H1(kept.name), html.P(_about(kept), className="about")]),
            html.Div([*(_changing() if writable else []), *taking(entries, view, kept.id)], className="actions"),
            name_modal("Rename this collection", "Rename", kept.name) if writable else None,
            _delete_modal() if writable else None,
        ],
        className="page-head",
    )
    chooser = [
        dmc.MultiSelect(
            id="collection-set", label="Articles in this collection", data=choices(every), value=list(kept.articles),
            searchable=True, hidePickedOptions=True, nothingFoundMessage="No article matches", disabled=not writable,
            placeholder="Add an article", maxDropdownHeight=320,
        ),
        dcc.Store(id="collection-shown", data=list(kept.articles)),
        html.Div(id="collection-set-problem", role="alert"),
    ]  # fmt: skip
    return html.Div(
        [head, html.Section(chooser, className="card chooser"),
         html.Div(comparison(entries, view, selection, known) if entries else [_empty(kept, writable)],
                  className="compared",
                  key=" ".join(article.id for _, article, _ in entries) or "none")],
        className="compare-page", key=f"collection {kept.id}",
    )  # fmt: skip


def _about(kept: Collection) -> str:
    count = len(kept.articles)
    more = f", of which the first {MOST_LANES} are compared here" if count > MOST_LANES else ""
    alone = ". Add another to compare them" if count == 1 else ""
    return f"A collection of {number_of_articles(count)}{more}{alone}."


def _empty(kept: Collection, writable: bool) -> Component:
    if kept.articles:
        words = ("None of its articles can be shown", "What is wrong with each is told above.")
    elif writable:
        words = ("This collection is empty", "Add articles above: each becomes a lane on one time axis.")
    else:
        words = ("This collection is empty", "This library can only be read, so none can be added here.")
    return html.Section([html.P(words[0], className="empty-title"), html.P(words[1])], className="card empty")


def _changing() -> list[Component]:
    return [
        html.Button("Rename", id="collection-ask", type="button", className="button", n_clicks=0),
        html.Button("Delete", id="collection-delete", type="button", className="button danger", n_clicks=0),
    ]


def keep_button() -> Component:
    """On the Compare page: opens the dialog that asks for a name."""
    return html.Button("Keep as a collection", id="collection-ask", type="button", className="button", n_clicks=0)


def name_modal(title: str, do: str, name: str = "") -> Component:
    """Asks for a name; Enter takes it, Escape leaves."""
    modal: Component = dmc.Modal(
        id="collection-modal", title=title, opened=False, centered=True,
        children=[
            dmc.TextInput(id="collection-name", label="Name", value=name, autoComplete="off", debounce=True,
                          **attributes(data_autofocus="true")),
            html.Div(id="collection-problem", role="alert"),
            html.Div(
                [html.Button("Cancel", id="collection-no", type="button", className="button"),
                 html.Button(do, id="collection-yes", type="button", className="primary-button")],
                className="actions",
            ),
        ],
    )  # fmt: skip
    return modal


def _delete_modal() -> Component:
    modal: Component = dmc.Modal(
        id="collection-delete-modal", title="Delete this collection?", opened=False, centered=True,
        children=[
            html.P("Its name and its list go for good. The articles stay in the library."),
            html.Div(id="collection-delete-problem", role="alert"),
            html.Div(
                [html.Button("Keep", id="collection-delete-no", type="button", className="button"),
                 html.Button("Delete", id="collection-delete-yes", type="button", className="button danger solid")],
                className="actions",
            ),
        ],
    )  # fmt: skip
    return modal
