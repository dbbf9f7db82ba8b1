"""The word lists: what is in them, and what a faulty one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import DataError
from timeline.grammar import parse
from timeline.grammar.lexicon import Group, lexicon, read_groups
from timeline.model import Article


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


FOLDER = Path(__file__).parents[2] / "timeline" / "grammar" / "en"
CLOSED = read_groups((FOLDER / "function_words.yaml").read_text("utf-8"), "function_words.yaml")


@pytest.mark.model
@pytest.mark.parametrize("group", CLOSED, ids=[f"{g.role} {g.value}".strip() for g in CLOSED])
def test_function_words_stand_in_their_example(group: Group) -> None:
    """A word of the group is in its example, and none in its counter-example."""
    assert _met(group, group.example)
    assert not group.against or not _met(group, group.against)


def _met(group: Group, text: str) -> bool:
    tokens = [t for s in parse(Article(text=text)).sentences for t in s.tokens]
    said = " ".join(t.text.lower() for t in tokens)
    if group.role == "doer.ending":
        return any(t.text.lower().endswith(group.words) for t in tokens)
    several = any(f" {word} " in f" {said} " for word in group.words if " " in word)
    return several or any(word in (t.text.lower(), t.lemma) for t in tokens for word in group.words)
