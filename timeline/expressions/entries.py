"""What heads the entries of a chronology in a text, and what is alone on its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from timeline.model import TimeExpression, TimexType

_MARK = re.compile(r"[^\S\n]*(?::(?=\s)|\s[-–—](?=\s))\s*(?=\S)")
_END = re.compile(r":?[^\S\n]*(?:\r?\n|\Z)")
_TYPES = (TimexType.DATE, TimexType.TIME)
_STOPS = ".!?;:\"”’')"


def entry_heads(text: str, expressions: Sequence[TimeExpression]) -> Mapping[int, int]:
    """Begin and end, mark and space included, of each date or time that heads an entry ("Jan. 3: The quay
    collapses.") or stands alone on its line above what follows.

    Lines of one text alone are no chronology: it needs two such heads.
    """
    found: dict[int, int] = {}
    sure = False
    for e in expressions:
        if e.type not in _TYPES or not _opens_line(text, e.start):
            continue
        mark = _MARK.match(text, e.end)
        alone = _END.match(text, e.end) if mark is None else None
        if mark is not None:
            found[e.start] = mark.end()
        elif alone is not None and _ended_before(text, e.start) and _opens_below(text, alone.end()):
            found[e.start] = alone.end()
    sure = len(found) > 1
    return found if sure else {}


def _opens_line(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\u00a0*•-–")
    return not before or before[-1] in "\r\n"


def _ended_before(text: str, at: int) -> bool:
    """Has what stands in the line above ended, or is that a blank line or a heading?"""
    before = text[:at].rstrip(" \t")
    above = before.rstrip()
    return not above or before.endswith(("\n\n", "\n\r\n")) or above[-1] in _STOPS or above[-1].isdigit()


def _opens_below(text: str, at: int) -> bool:
    below = text[at : at + 40].lstrip()
    return bool(below) and not below[0].islower()
