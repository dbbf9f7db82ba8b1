"""Packages that only some formats need: loaded when asked for, named with their extra when they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from timeline.errors import InputError

EXTRA = "pip install 'article-timeline[export]'"


def needed(module: str, format: str) -> Any:
    """The module; InputError names the format and the extra where its package is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise InputError(f"{format} needs the package {error.name!r}, which is not installed; {EXTRA}") from None
