"""Taking away: stored timelines as files in the formats of the registry, of one article or of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from dashboard.conditional import tagged
from dashboard.service import Problem, Refused
from dashboard.shapes import DOWNLOAD, FAULTS, NOT_CHANGED
from timeline.detail import at_detail
from timeline.export import EXPORTERS, export_bytes, exporter, file_name, joined
from timeline.model import Detail, Status, Timeline
from timeline.store import Store
from timeline.store.store import program_stamp

MOST_ARTICLES = 200
FormatPath = Annotated[str, Path(json_schema_extra={"enum": list(EXPORTERS)})]
DetailQuery = Annotated[Detail, Query(description="Which of the stored events.")]
EventQuery = Annotated[list[str], Query(description="Only the events of these ids.")]
StatusQuery = Annotated[list[Status], Query(description="Only events of these statuses.")]
ArticleQuery = Annotated[list[str], Query(min_length=1, max_length=MOST_ARTICLES, description="Ids of articles.")]


def add_routes(api: APIRouter, store: Store) -> None:
    """The routes that give files."""

    @api.get(
        "/articles/{id}/timeline.{format}",
        response_class=Response,
        responses={**FAULTS, **NOT_CHANGED, **DOWNLOAD},
        operation_id="download",
        summary=f"A stored article's timeline in an export format: {', '.join(EXPORTERS)}",
    )
    def download(
        request: Request,
        id: str,
        format: FormatPath,
        detail: DetailQuery = "standard",
        event: EventQuery = [],  # noqa: B006 - FastAPI copies it
        status: StatusQuery = [],  # noqa: B006
    ) -> Response:
        return file_of(request, chosen(stored(store, id), detail, event, status), format)

    @api.get(
        "/timeline.{format}",
        response_class=Response,
        responses={**FAULTS, **NOT_CHANGED, **DOWNLOAD},
        operation_id="download_several",
        summary="The timelines of several stored articles as one file",
    )
    def download_several(
        request: Request,
        format: FormatPath,
        article: ArticleQuery,
        detail: DetailQuery = "standard",
        status: StatusQuery = [],  # noqa: B006
    ) -> Response:
        return file_of(request, together(store, dict.fromkeys(article), detail, status), format)

    @api.get(
        "/collections/{id}/timeline.{format}",
        response_class=Response,
        responses={**FAULTS, **NOT_CHANGED, **DOWNLOAD},
        operation_id="download_collection",
        summary="The timelines of a collection's articles as one file",
        tags=["collections"],
    )
    def download_collection(
        request: Request,
        id: str,
        format: FormatPath,
        detail: DetailQuery = "standard",
        status: StatusQuery = [],  # noqa: B006
    ) -> Response:
        kept = store.collections.get(id)
        if kept is None:
            raise Refused(Problem(404, f"there is no collection {id}", "see /api/v1/collections for those there are"))
        exporter(format)  # a wrong one is told before anything is read
        if not kept.articles:
            raise Refused(Problem(422, "the collection is empty", "put articles in first"))
        if len(kept.articles) > MOST_ARTICLES:
            remedy = f"take {MOST_ARTICLES} at a time: timeline.{format}?article=..."
            raise Refused(Problem(413, f"the collection has {len(kept.articles)} articles", remedy))
        return file_of(request, together(store, kept.articles, detail, status), format, kept.name)


def stored(store: Store, id: str) -> Timeline:
    """The timeline of a stored article, with the article as it is in the store (its outlet, a changed title)."""
    found = store.get(id)
    if found is None:
        raise Refused(Problem(404, f"there is no article {id}", "see /api/v1/articles for those there are"))
    article, timeline = found
    return replace(timeline, articles=(article,))


def chosen(timeline: Timeline, detail: Detail, events: Sequence[str] = (), statuses: Sequence[Status] = ()) -> Timeline:
    """The timeline with the events of a detail; where ids or statuses are named, only those, and links among them."""
    shown = at_detail(timeline, detail)
    if not events and not statuses:
        return shown
    kept = tuple(
        one for one in shown.events if (not events or one.id in events) and (not statuses or one.status in statuses)
    )
    left_out = {one.id for one in shown.events} - {one.id for one in kept}
    links = tuple(link for link in shown.links if link.source not in left_out and link.target not in left_out)
    return replace(shown, events=kept, links=links)


def together(store: Store, ids: Iterable[str], detail: Detail, statuses: Sequence[Status]) -> Timeline:
    """The timelines of several stored articles as one, with the events of a detail and of the statuses named."""
    return joined([chosen(stored(store, id), detail, (), statuses) for id in ids])


def file_of(request: Request, timeline: Timeline, format: str, title: str | None = None) -> Response:
    """The file, named by day and title; 304 where the caller has it."""
    found = exporter(format)
    name = file_name(timeline, found.suffix, title)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    made_of = f"{program_stamp()} {format} {timeline.to_json()}"
    return tagged(
        request,
        made_of,
        lambda: Response(export_bytes(timeline, format), media_type=found.media_type, headers=headers),
    )
