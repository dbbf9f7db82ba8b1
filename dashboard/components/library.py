"""The list of stored articles, grouped: the user's own, then the samples by story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.words import day_words
from timeline.store import Collection, Summary, sample_articles


def stories() -> Mapping[str, str]:
    """Sample id to the story it tells."""
    return {sample.id: sample.story for sample in sample_articles()}


def grouped(summaries: Sequence[Summary]) -> dict[str, list[Summary]]:
    """Group name to its articles, in the order shown."""
    told = stories()
    groups: dict[str, list[Summary]] = {}
    for summary in summaries:
        name = f"Sample: {told.get(summary.id, 'other')}" if summary.sample else "Your articles"
        groups.setdefault(name, []).append(summary)
    for name, members in groups.items():
        if name != "Your articles":
            members.sort(key=lambda summary: (summary.published is None, summary.published or 0, summary.id))
    return groups


def first_of(summaries: Sequence[Summary]) -> str | None:
    """Id of the article at the head of the list, which "/" opens; a damaged one where there is no other."""
    listed = [one for members in grouped(summaries).values() for one in members]
    return next((one.id for one in sorted(listed, key=lambda one: one.damaged is not None)), None)


def title_of(summary: Summary) -> str:
    """The title, or what stands in for it."""
    return summary.title or f"Untitled article {summary.id}"


def about(summary: Summary) -> str:
    """Outlet, date and number of events in a line; of a damaged article that it is so."""
    if summary.damaged:
        return "damaged: cannot be shown in full"
    date = day_words(summary.published.day_only()) if summary.published else "no date"
    events = f"{summary.events} event{'' if summary.events == 1 else 's'}"
    return " · ".join(part for part in (summary.outlet, date, events) if part)


def number_of_articles(count: int) -> str:
    """ "1 article", "3 articles"."""
    return f"{count} article{'' if count == 1 else 's'}"


def kept_collections(collections: Sequence[Collection], current: str | None) -> list[Component]:
    """Links to the collections, with how many articles lie in each; nothing where there are none."""
    links = [
        html.Li(
            dcc.Link(
                [html.Span(one.name, className="title"),
                 html.Span(number_of_articles(len(one.articles)), className="about")],
                href=f"/collection/{one.id}",
                className="library-link current" if one.id == current else "library-link",
            ),
            **attributes(data_search=one.name.lower()),
        )
        for one in collections
    ]  # fmt: skip
    return [html.Section([html.H2("Collections"), html.Ul(links)], className="library-group")] if links else []


def library(summaries: Sequence[Summary], current: str | None) -> list[Component]:
    """Links to the articles; the open one says so."""
    if not summaries:
        return [html.P("No articles yet. Add one with the button above.", className="empty")]
    blocks: list[Component] = []
    for name, members in grouped(summaries).items():
        links = [
            html.Li(
                dcc.Link(
                    [html.Span(title_of(one), className="title"), html.Span(about(one), className="about")],
                    href=f"/article/{one.id}",
                    className="library-link current" if one.id == current else "library-link",
                ),
                **attributes(data_search=" ".join(filter(None, (one.title, one.outlet, one.url, about(one)))).lower()),
            )
            for one in members
        ]
        blocks.append(html.Section([html.H2(name), html.Ul(links)], className="library-group"))
    return [*blocks, html.P("No article matches.", className="empty no-match", hidden=True)]
