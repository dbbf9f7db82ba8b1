"""What holds for every text: nothing falls over, offsets and bounds are in order, nothing is remembered or made up."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.expressions import find_expressions
from timeline.intervals import Interval
from timeline.model import AnchorKind, Article, Options, Span, TimeExpression

VOCABULARY = """
    a an and of the in on at by to from since until before after this last next past coming every each other half
    quarter dozen couple few several more than about almost over early late mid end beginning middle second first third
    14th 21st one two three twenty hundred thousand minute hour day week weekend month quarter year decade century
    minutes hours days weeks months years decades centuries Monday Tuesday Friday Sunday Tuesdays January Feb. March
    May Sept. October spring summer fall winter morning noon night midnight tonight today yesterday tomorrow now soon
    recently ago later earlier following previous same that year-end Christmas Easter Thanksgiving 3 15 31 29 0 99 1989
    2013 '96 1998-02-27 08/15/90 10-25-96 30/2/2011 5:30 p.m. a.m. EST GMT 44 BC AD 19th 1980s daily annual fiscal
    long-term old - – / , . ; : ( ) ' ’ s $ % said will was has agreed met sign 9999 1e9 12,000 00:00 24:00 2400
"""
WORDS = VOCABULARY.split()
DATES = (
    "2013-06-05",
    "2016-02-29",
    "2019-12-31",
    "2021-01-01",
    "1989-10-28",
    "0001-01-01",
    "9999-12-31",
    "2020-03-01T06:30",
)

glued = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
stuck = st.lists(st.sampled_from([*WORDS, " ", "\n\n", "\t", "\u00a0"]), max_size=25).map("".join)
texts = glued | stuck | st.text(max_size=60)
dates = st.none() | st.sampled_from(DATES)
kinds = st.sampled_from([None, "news", "history"])


def read(text: str, published: str | None, kind: Any = None) -> tuple[TimeExpression, ...]:
    """Time expressions of an English text."""
    article = Article(id="x", text=text, published=published, language="en")  # type: ignore[arg-type]
    return find_expressions(article, Options(kind=kind))


def check(found: tuple[TimeExpression, ...], text: str) -> None:
    """Offsets, order, ids and bounds of what was found."""
    at = 0
    for expression in found:
        assert at <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        at = expression.end
        assert expression.value
        assert expression.derivation
        for when in (expression.when, *(reading.when for reading in expression.readings)):
            if when is not None:
                in_order(when)
    assert len({expression.id for expression in found}) == len(found)


def in_order(when: Interval) -> None:
    """Earliest before latest on each side, and the begin before the end."""
    b, e = when.begin, when.end
    for low, high in ((b.earliest, b.latest), (e.earliest, e.latest), (b.earliest, e.earliest), (b.latest, e.latest)):
        assert low is None or high is None or low.first_minute <= high.last_minute


@settings(max_examples=300)
@given(text=texts, published=dates, kind=kinds)
def test_any_text(text: str, published: str | None, kind: Any) -> None:
    """Whatever stands there, it is read without falling over, and what is found is well formed."""
    check(read(text, published, kind), text)


@settings(max_examples=60)
@given(one=glued, other=glued, published=dates, later=dates)
def test_nothing_is_remembered(one: str, other: str, published: str | None, later: str | None) -> None:
    """A text means the same whatever was read before it."""
    alone = read(one, published)
    read(other, later)
    assert read(one, published) == alone


@settings(max_examples=100)
@given(head=glued, inside=glued, tail=glued, published=dates)
def test_page_furniture_is_not_read(head: str, inside: str, tail: str, published: str | None) -> None:
    """With a body given, all phrases lie inside it, and are those of the body alone."""
    text = f"{head}\n\n{inside}\n\n{tail}"
    start = len(head) + 2
    body = (Span(start, start + len(inside)),)
    article = Article(id="x", text=text, published=published, language="en", body=body)  # type: ignore[arg-type]
    found = find_expressions(article, Options())
    alone = read(inside, published)
    assert [(e.start - start, e.end - start, e.type, e.value, e.when) for e in found] == [
        (e.start, e.end, e.type, e.value, e.when) for e in alone
    ]


@settings(max_examples=150)
@given(text=st.lists(st.sampled_from([w for w in WORDS if not any(c.isdigit() for c in w)]), max_size=20).map(" ".join))
def test_never_todays_date(text: str) -> None:
    """An undated text without a digit says nothing of the year in which it is read."""
    year = datetime.now(UTC).year
    for expression in read(text, None):
        assert str(year) not in expression.value
        if expression.when is not None:
            for side in (expression.when.begin, expression.when.end):
                assert year not in {bound.year for bound in (side.earliest, side.latest) if bound is not None}


DEICTIC = """
    today | yesterday | tomorrow | tonight | this morning | last night | last week | next month | this year
    last Friday | Tuesday | Tuesday night | two years ago | three weeks ago | a day ago | last summer | next spring
    this weekend | earlier this month | later this year | late last year | the past three months | the next two weeks
    in October | on March 3 | now | currently | recently | in recent weeks | in the coming days | at 5 p.m.
    the day before yesterday | by the end of the year | in two weeks' time | the week before last
    on Christmas Day | in the third quarter
""".replace("\n", "|")


@pytest.mark.parametrize("phrase", [phrase.strip() for phrase in DEICTIC.split("|") if phrase.strip()])
def test_undated_deictic_phrases_stay_unplaced(phrase: str) -> None:
    """Without a publication date a deictic phrase is found, has no place on the calendar, and lacks an anchor."""
    found = read(f"The court ruled {phrase}.", None)
    assert found
    assert all(expression.when is None for expression in found)
    assert all(
        expression.anchor.kind is not AnchorKind.PUBLICATION or not expression.anchor.when for expression in found
    )


BAITS = """
    1 | a | second | the | March | two and a half | March 3, | the first of the | last next this | ' | ( | the end of
    the first day of | two years before | more than | Monday and | 10:30 | half a | 3 March | May-June | a.m. | to sign
    the 3rd and 4th of | and | . | one hundred | 1998 until | between
"""
HOSTILE = [bait.strip() + " " for bait in BAITS.replace("\n", "|").split("|") if bait.strip()]
HOSTILE += ["1998-", "3-", "twenty-", "12,000", "1.1.", "1/"]


def work(text: str) -> int:
    """Lines of Python run while a text is read: a measure that is the same on every machine."""
    lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        read(text, "2013-06-05", "news")
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("bait", HOSTILE)
def test_work_in_proportion(bait: str) -> None:
    """Twice the hostile text is at most twice the work, and no piece of it costs more than some thousand steps."""
    work(bait)
    small, large = work(bait * 120), work(bait * 240)
    assert large <= 2.05 * small + 500
    assert large <= 240 * 6000


@pytest.mark.parametrize("text", ["1" * 1_000_000, "a" * 1_000_000, " " * 1_000_000, "\n" * 1_000_000, "-" * 100_000])
def test_a_megabyte_of_one_thing(text: str) -> None:
    """Nothing is found in it, and it ends."""
    assert read(text, "2013-06-05") == ()


def test_long_nests_keep_their_offsets() -> None:
    """Phrases inside phrases inside phrases, longer than any pattern reaches."""
    for bait in HOSTILE:
        text = bait * 60
        check(read(text, "2013-06-05"), text)
