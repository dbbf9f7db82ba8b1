"""Words of a language are data of its folder: none stands in the code that reads sentences and finds events."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.events.models import models_of
from timeline.events.temporal.features import _VERBS as VERB_FEATURES
from timeline.grammar.lexicon import ROLES, lexicon

PACKAGE = Path(__file__).parents[2] / "timeline"
FILES = [path for room in ("grammar", "entities", "events") for path in sorted((PACKAGE / room).rglob("*.py"))]
SOURCES = {path: path.read_text("utf-8") for path in FILES}
OWN_WORDS = {
    # names of relations, tags, roles, features, fields and stages that happen to be words as well
    "after", "against", "ago", "all", "another", "before", "belief", "by", "cause", "close", "during", "early", "far",
    "few", "firm", "first", "for", "future", "hidden", "is", "key", "last", "life", "many", "most", "near", "none",
    "one", "over", "past", "present", "run", "since", "some", "state", "under", "until", "within",
}  # fmt: skip
WORD = re.compile(r"[a-z]+(?: [a-z]+)*")


def words_of(node: ast.AST) -> Iterator[str]:
    """The text constants a node holds, one by one."""
    yield from (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def known_words() -> frozenset[str]:
    """Every word of the closed classes of English, and those whose role is to tie or to deny."""
    roles = {r for r in ROLES if r.partition(".")[0] not in ("verb", "noun", "adjective", "name")}
    return frozenset(word for role in roles for word in lexicon("en").roles[role] if word.isalpha())


def compared(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts that a lemma or the text of a token is held against, and the members of sets and lists of texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(s, ast.Attribute) and s.attr in ("lemma", "text") for s in map(plain, sides)):
                yield from ((node.lineno, word) for side in sides for word in words_of(side))
        elif isinstance(node, ast.Set | ast.List | ast.Tuple):
            texts = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            if len(texts) > 1 and len(texts) == len(node.elts):
                yield from ((node.lineno, text) for text in texts)


def plain(node: ast.AST) -> ast.AST:
    """The attribute behind `.lower()` and the like."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    return node


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.name != "lexicon.py"], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_word_of_a_language(path: Path) -> None:
    """Neither a list of words nor one word that a token is compared with."""
    english = known_words() - OWN_WORDS
    found = [f"{line}: {w}" for line, w in compared(ast.parse(SOURCES[path])) if WORD.fullmatch(w) and w in english]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_words_are_those_of_the_text(path: Path) -> None:
    """The lexicon is that of the sentence's language, never that of a language named in the code."""
    assert "lexicon()" not in SOURCES[path]


def test_no_role_is_there_for_nothing() -> None:
    """Each role is asked for somewhere, or is a feature with a weight."""
    models = models_of("en")
    weighed = {w for f in (*models.salience.weights, *models.same_event.weights) for w in f.split()}
    files = [p for p in (*FILES, *(PACKAGE / "comparison").rglob("*.py")) if p.name != "lexicon.py"]
    asked = {w for path in files for w in words_of(ast.parse(path.read_text("utf-8")))} | {"same"} | weighed
    by_part = {f"verb.aspect.{part}" for part in ("begin", "end", "go-on")} | {f"verb.{part}" for part in VERB_FEATURES}
    assert sorted(ROLES - asked - by_part) == []
