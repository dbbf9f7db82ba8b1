"""The word lists: what is in them, and what a faulty one is told."""

from __future__ import annotations

import pytest

from timeline.errors import DataError
from timeline.grammar.lexicon import lexicon, read_groups


def test_near_synonyms_meet() -> None:
    """A fall is a capture seen from the other side; an attack is not a withdrawal."""
    words = lexicon()
    assert words.alike("fall", "capture")
    assert words.alike("withdraw", "retreat")
    assert not words.alike("attack", "withdraw")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("role: same", "expected a list of groups"),
        ("- role: nonsense\n  words: [a]\n  example: A.", "f.yaml, line 1: no such role 'nonsense'"),
        ("- role: same\n  words: [a]", "f.yaml, line 1: the group has no example"),
        ("- role: same\n  example: A.\n  words: a", "f.yaml, line 3: words wants a list"),
        ("- role: same\n  example: A.\n  word: [a]", "f.yaml, line 3: unknown key 'word'"),
        ("- role: same\n  example: A.\n  words: [a, [b]]", "f.yaml, line 3: a word is one text"),
        ("- [", "f.yaml: not YAML"),
    ],
)
def test_faults_name_file_and_line(text: str, said: str) -> None:
    """A wrong row is refused with its place."""
    with pytest.raises(DataError) as fault:
        read_groups(text, "f.yaml")
    assert said in str(fault.value)


def test_words_are_strings() -> None:
    """YAML's booleans and numbers stay words."""
    assert read_groups("- role: same\n  class: x\n  words: [on, no, 12]\n  example: On.", "f").pop().words == (
        "on",
        "no",
        "12",
    )
