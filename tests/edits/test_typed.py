"""Typed dates: what they become, what they may also be, and what is said of those that are not understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import intervals
from timeline.edits.edtf import edtf_interval
from timeline.edits.typed import examples, typed_date
from timeline.edits.values import when_of, when_text
from timeline.errors import DateError, InputError
from timeline.intervals import Bound, Interval
from timeline.model import Article, Kind

WEDNESDAY = "2024-06-12"


def article(published: str | None = WEDNESDAY, kind: Kind = "news") -> Article:
    day = Bound.parse(published) if published else None
    return Article("a", text="Nothing.", published=day, language="en", kind=kind)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("early March", "2024-03-01..2024-03-11/2024-03-01..2024-03-11 month"),
        ("last week", "2024-06-03..2024-06-09/2024-06-03..2024-06-09 week"),
        ("yesterday", "2024-06-11/2024-06-11 day"),
        ("10 June 2024", "2024-06-10/2024-06-10 day"),
        ("June 10, 2024 at 14:30", "2024-06-10T14:30/2024-06-10T14:30 minute"),
        ("2024-06-10", "2024-06-10/2024-06-10 day"),
        ("2024-06", "2024-06-01..2024-06-30/2024-06-01..2024-06-30 month"),
        ("throughout May", "2024-05-01/2024-05-31 month"),
        ("before 3 June", "..2024-06-02/..2024-06-02 day"),
        ("by 3 June", "..2024-06-03/..2024-06-03 day"),
        ("after 3 June", "2024-06-04../2024-06-04.. day"),
        ("not before 3 June", "2024-06-03../2024-06-03.. day"),
        ("since 3 June", "2024-06-03/2024-06-12.. day"),
        ("until 3 June", "..2024-06-03/2024-06-03 day"),
        ("between 4 and 6 June", "2024-06-04..2024-06-06/2024-06-04..2024-06-06 day"),
        ("from 4 to 6 June", "2024-06-04/2024-06-06 day"),
        ("4 June – 6 June", "2024-06-04/2024-06-06 day"),
        ("between 1990 and 1993", "1990-01-01..1993-12-31/1990-01-01..1993-12-31 year"),
        ("44 BC", "-0043-01-01..-0043-12-31/-0043-01-01..-0043-12-31 year"),
        ("2024-06-04/2024-06-06", "2024-06-04/2024-06-06 day"),
        ("../2024-06-06", "..2024-06-06/2024-06-06 day"),
        ("1984~", "1984-01-01..1984-12-31/1984-01-01..1984-12-31 about year"),
        ("1984?", "1984-01-01..1984-12-31/1984-01-01..1984-12-31 year"),
        ("c. 1712", "1712-01-01..1712-12-31/1712-01-01..1712-12-31 about year"),
        ("before ca. 1712", "..1711-12-31/..1711-12-31 about year"),
        ("since about 3 June", "2024-06-03/2024-06-12.. about day"),
        ("between 1712 and c. 1715", "1712-01-01..1715-12-31/1712-01-01..1715-12-31 about year"),
        ("around noon", "2024-06-12T11:30..2024-06-12T12:30/2024-06-12T11:30..2024-06-12T12:30 about minute"),
        ("3 June at about 9:15", "2024-06-03T08:45..2024-06-03T09:45/2024-06-03T08:45..2024-06-03T09:45 about minute"),
        ("roughly last week", "2024-06-03..2024-06-09/2024-06-03..2024-06-09 about week"),
        ("1712 or 1713", "1712-01-01..1713-12-31/1712-01-01..1713-12-31 year"),
        ("29 February 2024", "2024-02-29/2024-02-29 day"),
        ("19XX", "1900-01-01..1999-12-31/1900-01-01..1999-12-31 century"),
        ("no date", None),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_by_the_rules_of_articles(words: str, expected: str | None) -> None:
    assert when_text(typed_date(words, article()).when) == expected


def test_a_date_of_two_readings_offers_the_other() -> None:
    read = typed_date("5/6/2024", article())
    assert (when_text(read.when), [when_text(one) for one in read.others]) == (
        "2024-05-06/2024-05-06 day",
        ["2024-06-05/2024-06-05 day"],
    )


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "no date was typed"),
        ("the usual", "not understood"),
        ("last Tuesday or so they say", "not understood"),
        ("three days", "how long, not when"),
        ("every Monday", "how often, not when"),
        ("2024-02-31", "no such day"),
        ("31 February", "that month has no such day"),
        ("29 February 2023", "that month has no such day"),
        ("between 3 and 31 November", "that month has no such day"),
        ("about", "not understood"),
        ("2024-13", "no month 13"),
        ("1 May 2024, 2 May 2024 and 3 May 2024", "more than two"),
        ("x" * 200, "at most 120"),
        ("from 9 June 2024 to 4 June 2024", "no date"),
    ],
)
def test_what_is_not_understood_is_said_with_an_example(words: str, fault: str) -> None:
    with pytest.raises(DateError, match=fault) as refused:
        typed_date(words, article())
    assert "5 June 2013" in str(refused.value) or "120" in fault


def test_relative_words_want_a_publication_date_and_full_dates_do_not() -> None:
    with pytest.raises(DateError, match="publication date, which is not known"):
        typed_date("last week", article(None))
    assert typed_date("10 June 2024", article(None)).when is not None


@pytest.mark.parametrize("words", examples())
def test_every_frame_reads_its_example(words: str) -> None:
    assert typed_date(words, article()).when is not None


@given(st.text(max_size=130))
def test_anything_typed_is_read_or_refused(words: str) -> None:
    try:
        typed_date(words, article())
    except DateError as error:
        assert str(error)


@given(intervals())
def test_a_date_in_the_log_loses_nothing(when: Interval) -> None:
    again = when_of(when_text(when))
    assert again == when
    assert again is not None
    assert (again.about, again.edtf) == (when.about, when.edtf)


@pytest.mark.parametrize("text", ["", "2024-06-04", "2024-06-04/x day", "2024-06-04/2024-06-03 day", "/ nonsense"])
def test_what_the_log_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a date of the log"):
        when_of(text)


@pytest.mark.parametrize("text", ["", "..", "../..", "June 2024", "2024-6-4", "20X4", "2024-06-04/June"])
def test_what_is_no_edtf_is_left_to_the_rules(text: str) -> None:
    assert edtf_interval(text) is None
