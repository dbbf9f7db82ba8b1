"""Which tokens stand inside a quotation: what is said there is said from another day than that of the text."""

from __future__ import annotations

from timeline.expressions.tokens import Tokens

_CLOSERS = {"“": "”", '"': '"', "«": "»", "„": "“", "`": "'", "‘": "’"}
_PAIRED = frozenset("`'")  # signs that open or close only when doubled
_BEFORE_CLOSE = frozenset(".,!?;…")


def quoted(tokens: Tokens) -> bytearray:
    """1 for each token inside quotation marks; a quotation ends with its paragraph at the latest."""
    inside, closer = bytearray(len(tokens.low)), ""
    for i, word in enumerate(tokens.words):
        if tokens.gap[i] == 2:
            closer = ""
        if not closer:
            closer = _CLOSERS.get(word, "") if _opens(tokens, i) else ""
        elif word == closer and _closes(tokens, i):
            closer = ""
        inside[i] = bool(closer)
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
