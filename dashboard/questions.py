"""A dialog that asks before something is done: what opens it, what leaves it."""

from __future__ import annotations

from dash import Dash, Input, Output, State


def register_question(app: Dash, modal: str, opens: str, closes: str) -> None:
    """Open the dialog of that id by one button, and close it by another."""

    @app.callback(
        Output(modal, "opened"),
        Input(opens, "n_clicks"),
        Input(closes, "n_clicks"),
        State(modal, "opened"),
        prevent_initial_call=True,
    )
    def ask(clicked: int | None, _: int | None, opened: bool) -> bool:
        return bool(clicked) and not opened
