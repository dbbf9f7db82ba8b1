"""The menu of what can be taken away: every format of the registry, in groups, each with what it is for.

A `details` element, so that it opens without script; assets/export_menu.js closes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from timeline.export import EXPORTERS
from timeline.model import Detail


def export_menu(articles: Sequence[str], detail: Detail, collection: str | None = None) -> Component:
    """Links to the files of these articles, or of a collection, at a detail, which app.js keeps up to date."""
    several = len(articles) != 1
    formats = [name for name, one in EXPORTERS.items() if not (several and one.single)]
    groups = [
        html.Div(
            [html.P(group, className="export-group"), *(_link(articles, name, detail, collection) for name in names)],
            role="group", **attributes(aria_label=group),
        )
        for group, names in groupby(formats, key=lambda name: EXPORTERS[name].group)
    ]  # fmt: skip
    return html.Details(
        [
            html.Summary("Take away", className="button", title="Save the events shown in another format"),
            html.Div(groups, className="export-list card"),
        ],
        className="export-menu",
    )


def _link(articles: Sequence[str], format: str, detail: Detail, collection: str | None) -> Component:
    one = EXPORTERS[format]
    if collection is not None:
        base = f"/api/v1/collections/{collection}/timeline.{format}"
        address = f"{base}?detail={detail}"
    elif len(articles) == 1:
        base = f"/api/v1/articles/{articles[0]}/timeline.{format}"
        address = f"{base}?detail={detail}"
    else:
        base = f"/api/v1/timeline.{format}?{urlencode([('article', id) for id in articles])}"
        address = f"{base}&detail={detail}"
    return html.A(
        [html.Strong(one.name), html.Span(one.use)], href=address, className="export-link",
        **attributes(download="", data_download=base),
    )  # fmt: skip
