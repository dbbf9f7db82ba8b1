"""The events as a table: AG Grid, in step with filters and selection, its columns to be shown and hidden."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes

COLUMNS: tuple[tuple[str, str, int, bool], ...] = (
    ("place", "When", 3, True), ("label", "Event", 4, True), ("article", "Article", 2, True),
    ("word", "Status", 1, True), ("source", "Who says so", 2, True), ("who", "Who", 2, False),
    ("where", "Where", 2, False), ("grain", "Known to the", 1, False), ("sure", "Confidence", 1, False),
)  # fmt: skip
"""Field, heading, share of the width, and whether it is shown at first. `place` is ordered by number, read as words."""
WHEN = {"function": "params.data.when"}


def event_table(rows: list[dict[str, Any]], several: bool, id: str = "event-table") -> Component:
    """The table with its buttons. several: of more than one article."""
    fields = [column for column in COLUMNS if several or column[0] != "article"]
    buttons = [
        html.Button(
            heading, type="button", className="chip",
            **attributes(data_column=name, aria_pressed=str(shown).lower(), title=f"Show or hide: {heading}"),
        )
        for name, heading, _, shown in fields
        if name not in ("place", "label")
    ]  # fmt: skip
    grid: Component = dag.AgGrid(
        id=id,
        rowData=rows,
        columnDefs=[_column(*column) for column in fields],
        getRowId="params.data.id",
        className="ag-theme-timeline",
        dashGridOptions={
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "rowHeight": 36,
            "headerHeight": 38,
            "tooltipShowDelay": 400,
        },
        style={"height": "100%"},
    )
    return html.Div(
        [
            html.Div([html.Span("Columns", className="hint"), *buttons], className="chips columns", role="group",
                     **attributes(aria_label="Columns shown")),
            html.Div(grid, className="table-frame"),
        ],
        className="table-box",
    )  # fmt: skip


def _column(name: str, heading: str, share: int, shown: bool) -> dict[str, Any]:
    column: dict[str, Any] = {
        "field": name, "headerName": heading, "flex": share, "minWidth": 90 + 25 * share, "hide": not shown,
        "filter": name not in ("place", "sure"), "tooltipField": "when" if name == "place" else name,
    }  # fmt: skip
    if name == "place":
        column |= {"valueFormatter": WHEN, "sort": "asc"}
    if name == "sure":
        column["valueFormatter"] = {"function": "params.value + '%'"}
    return column
