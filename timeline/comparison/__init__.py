"""Several articles: one timeline of all, what they agree on, where they differ."""

from timeline.comparison.compare import compare
from timeline.comparison.digest import digest
from timeline.comparison.values import (
    Change,
    Comparison,
    Difference,
    DifferenceKind,
    Digest,
    DigestDay,
    Join,
    JointEvent,
    LeftOut,
    Note,
    NoteKind,
    Source,
)
from timeline.edits.judging import EventPlace, Judgement

__all__ = [
    "Change",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "Digest",
    "DigestDay",
    "EventPlace",
    "Join",
    "JointEvent",
    "Judgement",
    "LeftOut",
    "Note",
    "NoteKind",
    "Source",
    "compare",
    "digest",
]
