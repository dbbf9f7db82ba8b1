"""The page "How time is read" says what the tables of the language folder say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline.expressions import find_expressions, load_language
from timeline.model import Article, Options

PAGE = (Path(__file__).parents[2] / "docs" / "time.md").read_text("utf-8")


def clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def span(low: int, high: int) -> str:
    return clock(low) if low == high else f"{clock(low)} to {clock(high)}"


def test_parts_of_day_are_those_of_the_lists() -> None:
    told = {row[0]: (row[1], row[2]) for row in re.findall(r"^\| ([A-Z]{2}) \| \w+ \| (.+?) \| (.+?) \|$", PAGE, re.M)}
    parts = {
        str(name): [int(minute) for minute in str(bounds).split()]
        for name, bounds in load_language("en").lists["parts"].items()
    }
    assert told == {
        name: (span(a, b), span(c, d) + (" the next day" if c >= 1440 else "")) for name, (a, b, c, d) in parts.items()
    }


def test_thresholds_of_a_history_are_those_of_the_lists() -> None:
    history = load_language("en").lists["history"]
    said = (history["years_needed"], history["years_in_thousand"], history["years_per_deictic"])
    sentence = "at least {} years named, {} in a thousand words, and more than {} for".format(*said)
    assert sentence in " ".join(PAGE.split())


SENTENCES = re.findall(r"^\| ([^|]+[.]) \| ([^|]+) \| [^|]+ \|$", PAGE, re.M)


@pytest.mark.parametrize(("text", "told"), SENTENCES)
def test_sentences_are_read_as_told(text: str, told: str) -> None:
    article = Article(id="x", text=text, published="2019-06-11", language="en")  # type: ignore[arg-type]
    found = "; ".join(e.value for e in find_expressions(article, Options()))
    assert (found or "no time") == told


def test_there_are_sentences() -> None:
    assert len(SENTENCES) > 30
