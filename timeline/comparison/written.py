"""A comparison or a digest as JSON and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from timeline.comparison.values import Comparison, Digest
from timeline.edits.judging import Judgement
from timeline.errors import InputError


@cache
def _adapter() -> TypeAdapter[Comparison | Digest]:
    return TypeAdapter(Comparison | Digest)


def as_json(value: Comparison | Digest, indent: int | None = 2) -> str:
    """JSON text with the names of the fields; days as ISO text."""
    return _adapter().dump_json(value, indent=indent).decode("utf-8")


def as_data(value: Comparison | Digest) -> Any:
    """The same as lists, mappings and plain values."""
    return _adapter().dump_python(value, mode="json")


class _Judged(BaseModel):
    """A comparison in JSON, of which the judgements are wanted."""

    judgements: list[Judgement]


def judgements_of(path: Path) -> Sequence[Judgement]:
    """The judgements of a JSON file: a list of them, or a comparison that holds them. InputError for another file."""
    found: TypeAdapter[list[Judgement] | _Judged] = TypeAdapter(list[Judgement] | _Judged)
    try:
        read = found.validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]["msg"]
        raise InputError(f"{path}: no judgements in JSON ({fault}); see docs/comparison.md") from None
    return read.judgements if isinstance(read, _Judged) else read
