"""The pattern language of rules: read into flat sequences of items.

Items are separated by spaces. `word` is that word in any case, `Word` must be capitalised, `{category}` is a word of
the lexicon (or a number category of the grammar), `<kind>` is a phrase another rule made, `name:` before the category
or kind names what it captures. `(a|b c)` are alternatives, `?` makes the item before it optional, `~` before an item
says that no space stands between it and the one before, `\\` takes a sign as itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.strings import fault

_PATTERN = re.compile(r"\s*(~?)(\(|\)|\||\?|\{[a-z_0-9:]+\}|<[a-z_0-9:]+>|\\.|[^\W\d_]+|\d+|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a flat pattern: a word (`cased` when capitals matter), a category or a kind."""

    type: str  # "word", "cased", "category", "kind"
    key: str
    tight: bool = False
    name: str | None = None


def flatten(pattern: str) -> Iterator[tuple[Item, ...]]:
    """All flat item sequences of a pattern, optional items and alternatives written out."""
    pieces: list[tuple[str, str]] = []
    at = 0
    text = str(pattern).rstrip()
    while at < len(text):
        found = _PATTERN.match(text, at)
        if found is None:
            raise fault(pattern, f"cannot read pattern at {text[at:]!r}")
        pieces.append((found[1], found[2]))
        at = found.end()
    sequences, rest = _alternatives(pieces, 0, pattern)
    if rest != len(pieces):
        raise fault(pattern, "unbalanced parenthesis")
    yield from dict.fromkeys(tuple(sequence) for sequence in sequences if sequence)


def _alternatives(pieces: Sequence[tuple[str, str]], at: int, pattern: str) -> tuple[list[list[Item]], int]:
    done: list[list[Item]] = []
    current: list[list[Item]] = [[]]
    while at < len(pieces):
        tight, piece = pieces[at]
        if piece == ")":
            break
        if piece == "|":
            done += current
            current = [[]]
            at += 1
            continue
        if piece == "(":
            options, at = _alternatives(pieces, at + 1, pattern)
            if at >= len(pieces):
                raise fault(pattern, "unbalanced parenthesis")
            if tight:
                options = [[_tighten(o[0]), *o[1:]] if o else o for o in options]
        elif piece == "?":
            raise fault(pattern, "? with nothing before it")
        else:
            options = [[_item(piece, bool(tight))]]
        at += 1
        if at < len(pieces) and pieces[at][1] == "?":
            options = [*options, []]
            at += 1
        current = [head + tail for head in current for tail in options]
    return done + current, at


def _tighten(item: Item) -> Item:
    return Item(item.type, item.key, True, item.name)


def _item(piece: str, tight: bool) -> Item:
    if piece[0] in "{<":
        name, _, key = piece[1:-1].rpartition(":")
        return Item("category" if piece[0] == "{" else "kind", key, tight, name or key)
    if piece[0] == "\\":
        return Item("word", piece[1:], tight)
    if piece[0].isupper():
        return Item("cased", piece, tight)
    return Item("word", piece.lower(), tight)
