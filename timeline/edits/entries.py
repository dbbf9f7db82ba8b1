"""The entries of the log of edits, and which of them stand.

An article's log is never altered: to undo is to append an entry that names the step undone. Entries made together
(two fields of one form) share a step, and are undone together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an event's trigger stands in the text, half-open characters, and its words: what it is found again by."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `sequence` counts from 1 in each article; `step` is the sequence of the first of its step.

    event, anchor: the event changed; both None for the article itself. at: ISO 8601 in UTC. field: what was changed,
    or "undo" and "redo", which name in `undoes` the step they are about. old, new: values as text, None where there is
    none. words: what the person typed, where `new` was read from it. snapshot: the event in JSON as the program read
    it when this was written, or as the person added it.
    """

    sequence: int
    step: int
    field: str
    who: str
    at: str
    event: str | None = None
    anchor: Anchor | None = None
    old: str | None = None
    new: str | None = None
    words: str | None = None
    reason: str | None = None
    undoes: int | None = None
    snapshot: str | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps that stand, oldest first, and those that are undone and may be redone, the next to redo last."""

    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()


def steps_of(log: Sequence[Entry]) -> Steps:
    """Replay a log. A new step forgets what could have been redone; naming a step that is not there changes nothing."""
    done: list[int] = []
    undone: list[int] = []
    for entry in log:
        if entry.field == UNDO:
            if entry.undoes in done:
                done.remove(entry.undoes)
                undone.append(entry.undoes)
        elif entry.field == REDO:
            if entry.undoes in undone:
                undone.remove(entry.undoes)
                done.append(entry.undoes)
        elif entry.step not in done:
            done.append(entry.step)
            undone.clear()
    return Steps(tuple(sorted(done)), tuple(undone))


def standing(log: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that count: those of the steps that are not undone, in the order they were made."""
    done = set(steps_of(log).done)
    return tuple(entry for entry in log if entry.field not in (UNDO, REDO) and entry.step in done)
