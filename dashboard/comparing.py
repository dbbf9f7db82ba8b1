"""The comparison that a page shows: worked out once while its articles, and what people said of them, stay the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from timeline.comparison import Comparison, Judgement
from timeline.detail import at_detail
from timeline.model import Detail, Timeline
from timeline.store import Store

KEPT = 8
"""Comparisons that are kept, the last ones asked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store says of the articles of a page beside their timelines.

    marks: another for every other timeline, None where none is known and nothing is kept. logs: the last number of each
    article's log of edits. writable: may people say what is one event?
    """

    marks: tuple[str, ...] | None = None
    judgements: tuple[Judgement, ...] = ()
    logs: Mapping[str, int] = field(default_factory=dict)
    writable: bool = False


def known_of(store: Store, ids: Sequence[str]) -> Known:
    """What the store says of these articles."""
    versions = store.versions(ids)
    marks = tuple(versions[id].mark for id in ids if id in versions)
    logs = {id: version.edits for id, version in versions.items()}
    return Known(marks, store.judgements(ids), logs, not store.read_only)


@dataclass(frozen=True, slots=True)
class _Asked:
    marks: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    detail: Detail
    timelines: tuple[Timeline, ...] = field(compare=False, repr=False)


def compared(timelines: Sequence[Timeline], known: Known, detail: Detail) -> Comparison:
    """The comparison of the timelines at a detail."""
    asked = _Asked(known.marks or (), known.judgements, detail, tuple(timelines))
    return _compared(asked) if known.marks is not None else _worked_out(asked)


def _worked_out(asked: _Asked) -> Comparison:
    from timeline.comparison import compare

    return compare([at_detail(timeline, asked.detail) for timeline in asked.timelines], asked.judgements)


_compared = lru_cache(maxsize=KEPT)(_worked_out)

NOTHING_KNOWN = Known()
"""Of articles that stand in no store."""
