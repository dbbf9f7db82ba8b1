"""HTML attributes whose names are no Python names."""

from __future__ import annotations

from typing import Any


def attributes(**named: str) -> dict[str, Any]:
    """`aria_label="x"` as `{"aria-label": "x"}`, to be spread into a Dash component."""
    return {name.replace("_", "-"): value for name, value in named.items()}
