"""Every row of the English corpus of time phrases, read by the engine."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest

from tests.expressions.rows import Row, cases, read_rows, seen
from timeline.expressions import find_expressions

FILES = sorted((Path(__file__).parents[1] / "corpus" / "en").glob("time-*.yaml"))


@pytest.mark.parametrize("row", cases(FILES))
def test_row(row: Row) -> None:
    """The phrases of the sentence: extent, type, value, mod, and whatever else the row says."""
    found = find_expressions(row.article("en"), row.options())
    got = tuple(
        seen(expression, expected)
        for expression, expected in zip_longest(found, row.expect[: len(found)])
        if expression is not None
    )
    assert got == row.expect


def test_phrases_stand_in_their_sentences() -> None:
    """A phrase that the sentence lacks, or out of order, is a slip of the row and not of the engine."""
    for path in FILES:
        for row in read_rows(path):
            at = 0
            for expected in row.expect:
                found = row.text.find(expected.phrase, at)
                assert found >= 0, f"{row.name}: {expected.phrase!r}"
                at = found + len(expected.phrase)


def test_no_sentence_stands_twice() -> None:
    """Two rows for one sentence under one date would count one thing twice."""
    seen_rows = [(row.text, row.published, row.kind) for path in FILES for row in read_rows(path)]
    assert len(seen_rows) == len(set(seen_rows))


def test_there_are_hundreds() -> None:
    """The size of the corpus: what is a time, what is none, what is two."""
    sizes = {path.stem: len(read_rows(path)) for path in FILES}
    negative, ambiguous = sizes["time-negative"], sizes["time-ambiguous"]
    assert sum(sizes.values()) - negative - ambiguous >= 350
    assert negative >= 150
    assert ambiguous >= 40
