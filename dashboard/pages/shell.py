"""What stands around every page: header, list of articles, the stores that hold what the address says."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.edit_dialogs import editing_frame
from dashboard.components.help import help_dialog

THEME = {
    "primaryColor": "ink",
    "primaryShade": {"light": 7, "dark": 4},
    "fontFamily": 'Inter, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif',
    "fontFamilyMonospace": 'ui-monospace, "SF Mono", "Liberation Mono", monospace',
    "defaultRadius": "md",
    "autoContrast": True,
    "colors": {
        "ink": [
            "#eef4fa",
            "#dbe7f3",
            "#b5cde6",
            "#8cb2d9",
            "#7db3e8",
            "#4a83bd",
            "#3a72ab",
            "#2a5d8f",
            "#234e78",
            "#1a3c5e",
        ],
        "dark": [
            "#e4e8ed",
            "#c6ced6",
            "#9aa6b3",
            "#74808d",
            "#3d4855",
            "#2d3641",
            "#1f262f",
            "#191f27",
            "#141a21",
            "#11161c",
        ],
    },
}


def shell() -> Component:
    """The frame; `page` is filled by a callback."""
    frame: Component = dmc.MantineProvider(
        id="mantine",
        theme=THEME,
        defaultColorScheme="auto",
        children=[
            dcc.Location(id="url", refresh="callback-nav"),
            dcc.Store(id="route"),
            dcc.Store(id="selection"),
            dcc.Store(id="statuses"),
            dcc.Store(id="detail"),
            dcc.Store(id="screen"),
            dcc.Store(id="look"),
            dcc.Store(id="zoom"),
            dcc.Store(id="draw"),
            dcc.Store(id="table-wanted"),
            dcc.Store(id="theme", storage_type="local"),
            dcc.Store(id="scheme"),
            dcc.Store(id="library-version", data=0),
            html.Div(id="applied", hidden=True),
            editing_frame(),
            html.A("Skip to content", href="#page", className="skip"),
            help_dialog(),
            dmc.AppShell(
                id="frame",
                header={"height": 56},
                navbar={"width": 272, "breakpoint": "lg", "collapsed": {"mobile": True}},
                padding=0,
                children=[
                    dmc.AppShellHeader(_header()),
                    dmc.AppShellNavbar(_library(), id="navbar"),
                    dmc.AppShellMain(html.Div(id="page", tabIndex=-1, children=loading())),
                ],
            ),
        ],
    )
    return frame


def _header() -> Component:
    burger = dmc.Burger(
        id="burger", opened=False, size="sm", hiddenFrom="lg", **attributes(aria_label="List of articles")
    )
    name = dcc.Link(
        [html.Span(className="logo", **attributes(aria_hidden="true")), "Timeline"], href="/", className="brand"
    )
    links = html.Nav(
        [
            dcc.Link("Article", href="/", id="to-article", className="nav-link"),
            dcc.Link("Compare", href="/compare", id="to-compare", className="nav-link"),
        ],
        **attributes(aria_label="Pages"),
    )
    theme = html.Button(
        [html.Span("☾", className="moon"), html.Span("☀", className="sun")],
        id="toggle-theme", type="button", className="icon-button",
        **attributes(aria_label="Switch between light and dark", title="Light or dark"),
    )  # fmt: skip
    plus = html.Span("+", className="plus", **attributes(aria_hidden="true"))
    add = dcc.Link(
        [plus, html.Span("Add article", className="wide-only")],
        href="/add", className="primary-button", title="Add an article",
    )  # fmt: skip
    help_ = html.Button("?", id="help-open", type="button", className="icon-button", n_clicks=0,
                        **attributes(aria_label="Help", title="Help ( ? )"))  # fmt: skip
    return html.Div([burger, name, links, html.Span(className="spring"), add, help_, theme], className="header")


def _library() -> Component:
    return html.Nav(
        [
            dmc.TextInput(
                id="library-search", placeholder="Search articles", className="search", size="sm",
                **attributes(aria_label="Search articles"),
            ),
            html.Div(id="library", className="library"),
            html.Div(
                ["All on this machine · ", html.A("API", href="/docs", target="_blank")],
                className="navbar-foot",
            ),
        ],
        className="navbar", **attributes(aria_label="Articles"),
    )  # fmt: skip


def loading() -> Component:
    """Stands in while a page is fetched."""
    return html.Div(
        [dmc.Skeleton(height=28, width="55%"), dmc.Skeleton(height=230), dmc.Skeleton(height=420)],
        className="loading", **attributes(aria_label="Loading", role="status"),
    )  # fmt: skip


def notice(title: str, words: str, *links: Component) -> Component:
    """An empty or failed state in the place of a page."""
    return html.Div(
        [html.H1(title), html.P(words), html.Div(links, className="links")], className="notice", role="status"
    )
