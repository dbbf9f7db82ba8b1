"""In which order a text writes dates in numbers, where one of them proves it."""

from __future__ import annotations

from timeline.expressions.tokens import Tokens

_DATE_SIGNS = frozenset("/.-")


def proven_order(tokens: Tokens) -> int:
    """1 where a number above 12 stands first in a date of the text, -1 where it stands second, 0 for both or none."""
    first = second = 0
    low, gap = tokens.low, tokens.gap
    for i in range(len(low) - 4):
        sign = low[i + 1]
        if sign not in _DATE_SIGNS or low[i + 3] != sign or any(gap[i + 1 : i + 5]):
            continue
        a, b, y = low[i], low[i + 2], low[i + 4]
        if not (a.isdecimal() and b.isdecimal() and y.isdecimal() and len(y) in (2, 4)) or max(len(a), len(b)) > 2:
            continue
        first += 12 < int(a) <= 31 and 0 < int(b) <= 12
        second += 12 < int(b) <= 31 and 0 < int(a) <= 12
    return (first > 0) - (second > 0)
