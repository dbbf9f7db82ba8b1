"""A second language is a folder: German, from words and rules alone, through the same engine."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest

from tests.expressions.rows import Row, cases, seen
from timeline.errors import LanguageError
from timeline.expressions import find_expressions, languages, load_language
from timeline.model import Article, Options

HERE = Path(__file__).parent
PHRASES = cases([HERE / "de" / "corpus.yaml"])


def test_the_folder_is_a_language() -> None:
    """Found by its folder, loaded without Python of its own; English is not among the languages of this place."""
    assert languages(HERE) == ("de",)
    assert len(load_language("de", HERE).rules) > 40
    assert not list((HERE / "de").rglob("*.py"))
    with pytest.raises(LanguageError, match="there are: de"):
        load_language("en", HERE)


@pytest.mark.parametrize("row", PHRASES)
def test_row(row: Row) -> None:
    """The phrases of a German sentence."""
    found = find_expressions(row.article("de"), row.options(), HERE)
    got = tuple(
        seen(expression, expected)
        for expression, expected in zip_longest(found, row.expect[: len(found)])
        if expression is not None
    )
    assert got == row.expect


def test_languages_do_not_mix() -> None:
    """One text, two grammars, neither of which knows the words of the other."""
    text = "Am Dienstag kam er, on Tuesday she left."
    article = Article(id="x", text=text, published="2013-06-05")  # type: ignore[arg-type]
    german = find_expressions(article, Options(language="de"), HERE)
    english = find_expressions(article, Options(language="en"))
    assert [expression.text for expression in german] == ["Dienstag"]
    assert [expression.text for expression in english] == ["Tuesday"]
