"""What the API takes and gives, and how OpenAPI describes it."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, model_validator

from timeline.export import EXPORTERS
from timeline.model import EventsMode, Options

_XOR: dict[str, Any] = {
    "oneOf": [
        {"required": [one], "properties": {one: {"type": "string"}, other: {"type": "null"}}}
        for one, other in (("text", "html"), ("html", "text"))
    ],
    "examples": [
        {"text": "The bridge closed on Monday, the mayor said.", "published": "2024-06-12"},
        {"html": "<article><p>The ferry left last night.</p></article>", "published": "2024-06-12", "events": "none"},
    ],
}
"""Either text or html; the other is left out or null."""


class ExtractRequest(BaseModel):
    """An article: `text` or `html`, and what is known about it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_XOR)

    text: str | None = Field(None, description="Plain text; offsets in the answer count its characters.")
    html: str | None = Field(None, description="A web page, whose article text and metadata are taken out.")
    published: str | None = Field(None, description="Day (and time) of publication, best as YYYY-MM-DD.")
    title: str | None = None
    url: str | None = None
    events: EventsMode = Field("timeline", description="timeline, all (every TimeML event) or none (phrases only).")
    options: Options = Field(default_factory=Options)
    undated: bool = Field(
        False, strict=True, description="Go on when there is no publication date; relative phrases stay open."
    )

    @model_validator(mode="after")
    def _one_source(self) -> ExtractRequest:
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html")
        return self


class ErrorAnswer(BaseModel):
    """Every answer that is no success: problem details (RFC 9457), and what helps."""

    type: str
    title: str
    status: int
    detail: str = Field(description="What is wrong.")
    remedy: str = Field(description="What helps.")


class Health(BaseModel):
    """The program and its store are there."""

    status: Literal["ok"]
    version: str
    articles: int


class ArticleLine(BaseModel):
    """A stored article in the list."""

    id: str
    title: str | None
    published: str | None
    outlet: str | None
    url: str | None
    events: int
    added: str
    sample: bool
    damaged: str | None = Field(None, description="What is wrong with what is stored; null where it is whole.")


FAULTS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": words,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ErrorAnswer"}}},
    }
    for status, words in {
        400: "The request is not what HTTP or JSON lets it be",
        403: "Another host's name, or another site's page",
        404: "There is no such thing",
        405: "Not by this method; the header Allow names those that are",
        409: "Somebody else changed the same meanwhile; nothing was overwritten",
        408: "The request was not all there in time",
        413: "Over the limit",
        415: "A body of another type",
        422: "Cannot be read; the message says why, the remedy what helps",
        500: "A fault of the program, or a stored article that is damaged",
        503: "Busy, or the database cannot be used; try again",
    }.items()
}
"""Any route may give any of these: the guards stand before all of them."""
NOT_CHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "As the caller has it"}}
LISTED: dict[int | str, dict[str, Any]] = {
    200: {
        "links": {
            f"timeline.{name}": {
                "operationId": "download",
                "parameters": {"id": "$response.body#/0/id", "format": name},
                "description": "The timeline of the first article",
            }
            for name in EXPORTERS
        }
    }
}
DOWNLOAD: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {one.media_type.partition(";")[0]: {"schema": {"type": "string"}} for one in EXPORTERS.values()},
        "headers": {"Content-Disposition": {"schema": {"type": "string"}, "description": "A name to save it under"}},
    }
}
DOWNLOAD[200]["content"]["application/json"] = {
    "schema": {
        "anyOf": [
            {"$ref": "#/components/schemas/Timeline"},
            {"type": "object", "required": ["events"], "description": "TimelineJS, of the format of that name."},
        ]
    }
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/ExtractRequest"}},
            # No type: whatever the body is, it is the text, "[null]" too.
            "text/plain": {"schema": {"description": "the article as text"}},
            "text/html": {"schema": {"description": "the article as a web page"}},
        },
    }
}


def describe(app: FastAPI) -> None:
    """Put the shape of /extract's body into the OpenAPI description: its route reads the body itself."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schemas = plain()["components"]["schemas"]
            own = ExtractRequest.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(own.pop("$defs", {}))
            schemas["ExtractRequest"] = own
            schemas["ErrorAnswer"] = ErrorAnswer.model_json_schema()
        assert app.openapi_schema is not None
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
