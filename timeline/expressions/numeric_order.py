"""In which order a text writes dates in numbers, where one of them proves it."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.expressions.tokens import Tokens
from timeline.intervals import ordinal, week_day

_DATE_SIGNS = frozenset("/.-")


def proven_order(tokens: Tokens, weekdays: Mapping[str, int]) -> int:
    """1 where a date of the text has its day first, -1 where it has its month first, 0 for both or none.

    A number above 12 proves it, and a weekday before the date that fits one order only ("Thursday 04/07/2019").
    weekdays: the number of a weekday by its word, 0 Monday.
    """
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
        before = low[i - 2] if i > 1 and low[i - 1] in (",", ".") else low[i - 1] if i else ""
        if before in weekdays and len(y) == 4 and y >= "1000" and max(int(a), int(b)) <= 12 and int(a) and int(b):
            fits = [
                week_day(ordinal(int(y), m, d)) == weekdays[before] for d, m in ((int(a), int(b)), (int(b), int(a)))
            ]
            first += fits[0] > fits[1]
            second += fits[1] > fits[0]
    return (first > 0) - (second > 0)
