"""Which tokens stand inside a quotation: what is said there is said from another day than that of the text."""

from __future__ import annotations

from contextlib import suppress
from itertools import takewhile

from timeline.expressions.tokens import Tokens

_CLOSERS = {"“": "”", '"': '"', "«": "»", "„": "“", "`": "'", "‘": "’"}
_MARKS = frozenset(_CLOSERS) | frozenset(_CLOSERS.values())
_BEFORE_CLOSE = frozenset(".,!?;…")


def quoted(tokens: Tokens) -> bytearray:
    """1 for each token inside quotation marks; a quotation ends with its paragraph at the latest."""
    inside, done = bytearray(len(tokens.low)), -1
    marks = [i for i, word in enumerate(tokens.words) if word in _MARKS]
    for n, i in enumerate(marks):
        closer = _CLOSERS.get(tokens.words[i], "") if i > done and _opens(tokens, i) else ""
        if not closer:
            continue
        end = len(inside)
        with suppress(ValueError):  # the last paragraph ends with the text
            end = tokens.gap.index(2, i + 1)
        following = (marks[m] for m in range(n + 1, len(marks)))
        within = takewhile(end.__gt__, following)
        end = next((k for k in within if tokens.words[k] == closer and _closes(tokens, k)), end)
        inside[i:end] = b"\x01" * (end - i)
        done = end if end < len(inside) and tokens.words[end] == closer else end - 1
    return inside


def _opens(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    if word == "`":
        return i + 1 < len(tokens.words) and tokens.words[i + 1] == "`" and tokens.gap[i + 1] == 0
    return word != "‘" or tokens.gap[i] > 0


def _closes(tokens: Tokens, i: int) -> bool:
    """An apostrophe closes nothing: it stands in a word, or behind the s of an owner."""
    word, last = tokens.words[i], i + 1 >= len(tokens.words)
    if word == "'":
        return not last and tokens.words[i + 1] == "'" and tokens.gap[i + 1] == 0
    if word != "’":
        return True
    before = tokens.low[i - 1]
    return (last or tokens.gap[i + 1] > 0 or not tokens.words[i + 1].isalpha()) and (
        before in _BEFORE_CLOSE or not before.endswith("s")
    )
