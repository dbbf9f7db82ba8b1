"""Quotation marks: which words of a sentence stand in direct speech, and who is said to speak it."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.grammar.document import Sentence, Token

_OPENING, _CLOSING = frozenset({"“", "``"}), frozenset({"”", "''"})
MARKS = frozenset({*_OPENING, *_CLOSING, '"'})


def has_marks(tokens: Iterable[Token]) -> bool:
    """Is one of the tokens a quotation mark?"""
    return any(t.text in MARKS for t in tokens)


def opens_quotation(sentence: Sentence, token: Token) -> bool | None:
    """True for a mark that opens, False for one that closes a quotation, None for any other token.

    A straight mark opens when it touches the word behind it but not the one before; where both or neither are
    touched, at the start of the sentence.
    """
    if token.text not in MARKS:
        return None
    if token.text != '"':
        return token.text in _OPENING
    before = sentence.tokens[token.index - 1] if token.index else None
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    touches_before = before is not None and before.end == token.start
    touches_after = after is not None and after.start == token.end
    if touches_before == touches_after:
        return token.index == 0
    return touches_after


def quoted(sentence: Sentence, open_before: bool = False) -> list[bool]:
    """For each token: does it stand in a quotation? open_before: one from an earlier sentence goes on."""
    inside = list[bool]()
    for token in sentence.tokens:
        mark = opens_quotation(sentence, token)
        open_before = mark if mark is not None else open_before
        inside.append(open_before)
    return inside
