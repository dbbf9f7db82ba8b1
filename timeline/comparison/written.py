"""A comparison or a digest as JSON and as plain data."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from timeline.comparison.values import Comparison, Digest


@cache
def _adapter() -> TypeAdapter[Comparison | Digest]:
    return TypeAdapter(Comparison | Digest)


def as_json(value: Comparison | Digest, indent: int | None = 2) -> str:
    """JSON text with the names of the fields; days as ISO text."""
    return _adapter().dump_json(value, indent=indent).decode("utf-8")


def as_data(value: Comparison | Digest) -> Any:
    """The same as lists, mappings and plain values."""
    return _adapter().dump_python(value, mode="json")
