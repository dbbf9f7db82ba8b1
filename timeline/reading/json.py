"""JSON: one object with the text and what is known about it."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict, ValidationError

from timeline.errors import InputError
from timeline.reading.plain import Raw, check


class _Shape(BaseModel):
    """Other keys (an author, a section) are let pass."""

    model_config = ConfigDict(extra="ignore", strict=True)

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None


def looks_like(text: str) -> bool:
    """Does the text hold one JSON object with a `text`?"""
    head = text.lstrip("\ufeff \t\r\n")
    if not head.startswith("{") or '"text"' not in head:
        return False
    try:
        value = json.loads(head)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in value


def read(text: str, *, dated: bool = False) -> Raw:
    """An object {text, title?, published?, url?}; InputError says where it is of another shape."""
    try:
        shape = _Shape.model_validate_json(text.removeprefix("\ufeff"))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the top level"
        raise InputError(
            f"JSON of the wrong shape: {_told(first['type'], first['msg'], place)}; wanted an object "
            '{"text": ..., "title": ..., "published": ..., "url": ...}, only "text" required'
        ) from None
    check(shape.text, len(text.encode("utf-8")))
    return Raw(shape.text, shape.title or None, shape.url or None, shape.published or None)


def _told(kind: str, message: str, place: str) -> str:
    """What pydantic says, in plain words."""
    if kind == "missing":
        return f"there is no {place!r} in it"
    if kind == "string_type":
        return f"its {place!r} is no text"
    return f"{message} at {place}"
