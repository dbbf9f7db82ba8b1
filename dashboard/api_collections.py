"""Collections under /api/v1/collections: list, make, rename, delete, put articles in and take them out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from dashboard.api import PREFIX
from dashboard.conditional import tagged
from dashboard.security import half_a_character
from dashboard.service import Problem, Refused
from dashboard.shapes import FAULTS, NOT_CHANGED
from timeline.store import Collection, Store

MOST = 500  # articles of one request

Ids = Annotated[list[str], Field(max_length=MOST, description="Ids of stored articles.")]
Name = Annotated[str, Field(min_length=1, max_length=200, description="What the collection is called.")]
ArticleQuery = Annotated[list[str], Query(min_length=1, max_length=MOST, description="Ids of articles.")]


def _strict(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class CollectionRequest(BaseModel):
    """A collection to make."""

    model_config = _strict({"name": "Harbour bridge", "articles": []})

    name: Name
    articles: Ids = []


class NameRequest(BaseModel):
    """Another name."""

    model_config = _strict({"name": "Cracks in the harbour bridge"})

    name: Name


class ArticlesRequest(BaseModel):
    """Articles to put in."""

    model_config = _strict({"articles": []})

    articles: Ids


class CollectionAnswer(BaseModel):
    """A collection. `articles`: ids, earliest publication first."""

    id: str
    name: str
    articles: list[str]


class Deleted(BaseModel):
    """The collection is gone; its articles are not."""

    id: str
    deleted: bool


def router(store: Store) -> APIRouter:
    """The routes, on this store."""
    api = APIRouter(prefix=f"{PREFIX}/collections", tags=["collections"])

    @api.get(
        "",
        response_model=list[CollectionAnswer],
        responses={**FAULTS, **NOT_CHANGED},
        summary="All collections, by name",
    )
    def listed(request: Request) -> Response:
        found = [_answer(one).model_dump() for one in store.collections.list()]
        return tagged(request, repr(found), lambda: JSONResponse(found))

    @api.post("", status_code=201, responses=FAULTS, summary="Put articles together under a name")
    def create(asked: CollectionRequest, response: Response) -> CollectionAnswer:
        _writable(store, asked)
        made = store.collections.create(asked.name, asked.articles)
        response.headers["location"] = f"{PREFIX}/collections/{made.id}"
        return _answer(made)

    @api.get("/{id}", responses=FAULTS, summary="A collection with the ids of its articles")
    def fetch(id: str) -> CollectionAnswer:
        return _known(store.collections.get(id), id)

    @api.patch("/{id}", responses=FAULTS, summary="Rename a collection")
    def rename(id: str, asked: NameRequest) -> CollectionAnswer:
        _writable(store, asked)
        return _known(store.collections.rename(id, asked.name), id)

    @api.delete("/{id}", responses=FAULTS, summary="Delete a collection; its articles stay")
    def delete(id: str) -> Deleted:
        _writable(store)
        if not store.collections.delete(id):
            raise _no_such(id)
        return Deleted(id=id, deleted=True)

    @api.post("/{id}/articles", responses=FAULTS, summary="Put articles into a collection")
    def put(id: str, asked: ArticlesRequest) -> CollectionAnswer:
        _writable(store, asked)
        return _known(store.collections.put(id, asked.articles), id)

    @api.delete("/{id}/articles", responses=FAULTS, summary="Take articles out of a collection; they stay stored")
    def take(id: str, article: ArticleQuery) -> CollectionAnswer:
        _writable(store)
        return _known(store.collections.take(id, article), id)

    return api


def _answer(one: Collection) -> CollectionAnswer:
    return CollectionAnswer(id=one.id, name=one.name, articles=list(one.articles))


def _known(one: Collection | None, id: str) -> CollectionAnswer:
    if one is None:
        raise _no_such(id)
    return _answer(one)


def _no_such(id: str) -> Refused:
    return Refused(Problem(404, f"there is no collection {id}", f"see {PREFIX}/collections for those there are"))


def _writable(store: Store, asked: BaseModel | None = None) -> None:
    if store.read_only:
        raise Refused(Problem(403, "this library can only be read", "open it with the right to write"))
    if asked is not None and half_a_character(asked.model_dump(mode="python")):
        raise Refused(Problem(422, "the body holds half a character (a lone surrogate)", "send whole characters"))
