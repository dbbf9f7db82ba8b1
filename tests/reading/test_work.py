"""Reading takes work in proportion to its input. Work is counted: items of a pattern tried, functions called."""

from __future__ import annotations

import ast
import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline.reading
from benchmarks.growth import SOURCES, STORY
from tests.reading.steps import ALPHABET, Matcher, TooMuch, pieces
from timeline.errors import TimelineError
from timeline.reading import read, rules

FOLDER = Path(timeline.reading.__file__).parent
LENGTH = 240
PER_CHARACTER = 250
"""Most items a pattern may try for each character of a text. Lines are matched up to a length (`body`, `published`);
what is matched on text of any length is far below."""
BEGINNING = {
    "html._FIRST_TAG", "languages._CODE", "page._NAME", "plain._HEADLINE", "published._BYLINE", "published._DATELINE",
    "published._GOES_ON", "published._ISO_DAY", "published._OFFSET", "stated._ADDRESS", "stated._DAY",
}  # fmt: skip
"""Patterns that are matched at one place alone; every other is counted as a search from every place on."""


def of_modules() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    for path in sorted(FOLDER.glob("*.py")):
        module = importlib.import_module(f"timeline.reading.{path.stem}") if path.stem != "__init__" else None
        for name, value in vars(module).items() if module else ():
            if isinstance(value, re.Pattern):
                named = f"{path.stem}.{name}"
                yield named, value, "match" if named in BEGINNING else "search"


def of_data() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    for path in sorted((FOLDER / "furniture").glob("*.yaml")):
        for rule in rules.furniture(path.stem):
            yield f"{path.stem} {rule.name}", rule.pattern, "match" if rule.where == "paragraph" else "fullmatch"
    for name, pattern in zip(("published", "updated"), rules.labels(), strict=True):
        yield f"label {name}", pattern, "search"


PATTERNS = {name: (pattern, how) for name, pattern, how in [*of_modules(), *of_data()]}


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


def made_for(pattern: re.Pattern[Any]) -> st.SearchStrategy[str]:
    return st.sampled_from([*pieces(pattern), *ALPHABET])


def tried(pattern: re.Pattern[Any], how: str, text: str) -> int:
    given_text = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    return Matcher(pattern, given_text, 4 * PER_CHARACTER * (len(text) + 1)).tried(how)


def beyond_proportion(pattern: re.Pattern[Any], how: str, before: str, again: str, after: str) -> str | None:
    """What is wrong with the work on a text of twice the length; None where it is in proportion."""
    half, whole = ((before + again * size)[:size] + after for size in (LENGTH // 2, LENGTH))
    try:
        less, more = tried(pattern, how, half), tried(pattern, how, whole)
    except TooMuch:
        return "tries without end"
    if more > PER_CHARACTER * len(whole) or more > 2.6 * less + 25 * LENGTH:
        return f"tries {less} items, and {more} for twice the text"
    return None


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=20)
@given(data=st.data())
def test_no_pattern_works_more_than_in_proportion(name: str, data: st.DataObject) -> None:
    pattern, how = PATTERNS[name]
    part = made_for(pattern)
    before, after = data.draw(st.just("") | part), data.draw(st.just("\0!") | part)
    again = "".join(data.draw(st.lists(part, min_size=1, max_size=3)))
    assert not beyond_proportion(pattern, how, before, again, after), f"on {before!r}, {again!r} ..., {after!r}"


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=25)
@given(data=st.data())
def test_the_counting_matcher_matches_what_the_real_one_does(name: str, data: st.DataObject) -> None:
    pattern, _ = PATTERNS[name]
    text = "".join(data.draw(st.lists(made_for(pattern), max_size=6)))
    given_text = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    for full in (False, True):
        found = (pattern.fullmatch if full else pattern.match)(given_text)
        counted = Matcher(pattern, given_text, 10**6).end(0, full=full)
        assert counted == (found.end() if found else None)


@pytest.mark.parametrize("pattern", ["a{3,5}?b", "a{3,5}b", "a{3,5}+b", "(?:ab?){2,3}?c", "(?:ab?){2,3}c", "(?>a|ab)c"])
@given(st.text(alphabet="abc", max_size=8))
def test_the_counting_matcher_counts_repeats_like_the_real_one(pattern: str, text: str) -> None:
    found = re.compile(pattern).match(text)
    assert Matcher(re.compile(pattern), text, 10**6).end(0) == (found.end() if found else None)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\s*([^\n]{4,160}?)\s*\n\n", " "),
        (r"(?:<!--.*?-->\s*)*<html", "<!-- a -->"),
        (r"(?:a+)+b", "a"),
        (r"\w+\d+$", "1"),
        (r"\s+$", " "),
    ],
)
def test_the_counting_matcher_sees_growth_beyond_proportion(pattern: str, text: str) -> None:
    assert beyond_proportion(re.compile(pattern, re.S), "search", "", text, "!")


def test_every_pattern_is_compiled_where_the_count_sees_it() -> None:
    """At the top of its module, or out of the data."""
    for path in FOLDER.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func).startswith("re.")]
        top = {id(n) for statement in tree.body if isinstance(statement, ast.Assign) for n in ast.walk(statement)}
        for call in calls:
            name = ast.unparse(call.func)
            assert path.name == "rules.py" or (name == "re.compile" and id(call) in top), f"{path.name}: {name}"


def calls_of(source: str) -> int:
    """Functions called while a source is read, those written in C among them."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        read(source, published="2019-03-06")
    except TimelineError:
        pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", SOURCES)
def test_reading_calls_functions_in_proportion(name: str) -> None:
    read(STORY), calls_of(SOURCES[name](1_000))  # what is loaded once
    less, more = (calls_of(SOURCES[name](size)) for size in (10_000, 40_000))
    assert more <= 4.8 * less + 20_000


@pytest.mark.parametrize("name", SOURCES)
def test_a_megabyte_of_anything_is_read_or_refused(name: str) -> None:
    try:
        assert read(SOURCES[name](1_000_000), published="2019-03-06").text
    except TimelineError as error:
        assert str(error)


def test_json_of_a_megabyte_is_read() -> None:
    text = STORY * 20_000
    assert read(json.dumps({"text": text}), published="2019-03-06").text == text
