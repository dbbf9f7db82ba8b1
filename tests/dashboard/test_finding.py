"""Where selected words stand in the text, whatever white space the page put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.finding import span_of

TEXT = "Fire crews came.\n\nThe fire\n burned; the fire was out by noon. Firefighters said so."


@pytest.mark.parametrize(
    ("words", "before", "at", "start"),
    [
        ("fire", "", None, TEXT.index("fire\n")),
        ("fire", "Fire crews came. The", None, TEXT.index("fire\n")),
        ("fire", "burned; the ", None, TEXT.index("fire was")),
        ("fire", "", 40, TEXT.index("fire was")),
        ("Fire", "out by noon.", None, TEXT.index("Firefighters")),
        ("Fire", "", None, 0),
        ("the fire was", "", None, TEXT.index("the fire was")),
        ("fire burned", "", None, TEXT.index("fire\n")),
    ],
)
def test_the_place_whose_context_agrees_counts(words: str, before: str, at: int | None, start: int) -> None:
    span = span_of(TEXT, words, before, at)
    assert span is not None and span.start == start
    assert "".join(TEXT[span.start : span.end].split()) == "".join(words.split())


@pytest.mark.parametrize("words", ["", "  \n", "flood", "fire crews go"])
def test_words_that_do_not_stand_there_have_no_place(words: str) -> None:
    assert span_of(TEXT, words) is None


@given(st.text("ab \n", min_size=1, max_size=40), st.data())
def test_any_selection_of_any_text_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    span = span_of(text, words, text[:start], len("".join(text[:start].split())))
    if not words.strip():
        assert span is None
    else:
        assert span is not None
        assert text[span.start : span.end] == words.strip()
