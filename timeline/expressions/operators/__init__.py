"""The operators that rules may call: each takes the context and values, and returns a value.

Words for what they do follow SCATE (Bethard and Parker 2016) and TIMEX3 (TimeML 1.2.1). An operator that lacks what it
measures from (no publication date, no date told before) returns the phrase unplaced, with X in its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from timeline.expressions.context import Context
from timeline.expressions.operators import (
    amounts,
    around,
    business,
    clocks,
    cycles,
    days,
    everyday,
    feasts,
    lines,
    measured,
    old,
    parts,
    periods,
    relative,
    sets,
    speech,
    tables,
    times,
    units,
    years,
)


def _of(module: ModuleType) -> Mapping[str, Callable[..., Any]]:
    """The functions of a module that take a context first: that is what makes an operator."""
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value)
        and not name.startswith("_")
        and getattr(value, "__module__", "") == module.__name__
        and next(iter(getattr(value, "__annotations__", {})), "") == "context"
    }


OPERATORS: Mapping[str, Callable[..., Any]] = {
    name: value
    for module in (
        amounts,
        around,
        business,
        clocks,
        cycles,
        days,
        everyday,
        feasts,
        lines,
        measured,
        old,
        parts,
        periods,
        relative,
        sets,
        speech,
        tables,
        times,
        units,
        years,
    )
    for name, value in _of(module).items()
}

__all__ = ["OPERATORS", "Context"]
