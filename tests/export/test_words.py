"""Intervals in words: each reads right, and none claims more than the interval does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from tests.made import intervals
from timeline import extract
from timeline.export import when_words
from timeline.intervals import Bound, Bounds, Grain, Interval

_ = None


def made(b1: str | None, b2: str | None, e1: str | None, e2: str | None, grain: Grain = Grain.DAY) -> Interval:
    b = [Bound.parse(text) if text else None for text in (b1, b2, e1, e2)]
    return Interval(Bounds(b[0], b[1]), Bounds(b[2], b[3]), grain)


def within(first: str | None, last: str | None, grain: Grain = Grain.DAY) -> Interval:
    return made(first, last, first, last, grain)


def stretch(first: str, last: str, grain: Grain = Grain.DAY) -> Interval:
    return made(first, first, last, last, grain)


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (None, "no date"),
        (stretch("2013-06-04", "2013-06-04"), "4 Jun 2013"),
        (within("2013-06-04T18:00", "2013-06-05T05:59", Grain.PART), "4 Jun 2013, night"),
        (
            made("2013-06-04T18:00", "2013-06-04T21:00", "2013-06-05T04:00", "2013-06-05T06:00", Grain.PART),
            "4 Jun 2013, night",
        ),
        (stretch("2013-06-04T06:00", "2013-06-04T11:59", Grain.PART), "4 Jun 2013, morning"),
        (within("2013-06-04T12:00", "2013-06-04T17:59", Grain.PART), "4 Jun 2013, afternoon"),
        (within("2013-06-04T18:00", "2013-06-04T21:59", Grain.PART), "4 Jun 2013, evening"),
        (stretch("2013-06-04T18:00", "2013-06-04T18:00", Grain.MINUTE), "4 Jun 2013, 18:00"),
        (stretch("2013-06-04T18:00", "2013-06-04T19:30", Grain.MINUTE), "4 Jun 2013, 18:00–19:30"),
        (within("2013-06-04T18:00", "2013-06-04T18:59", Grain.HOUR), "4 Jun 2013, 18:00 to 18:59"),
        (stretch("2013-06-01", "2013-06-05"), "1–5 Jun 2013"),
        (within("2013-06-01", "2013-06-05"), "between 1 and 5 Jun 2013"),
        (stretch("2013-06-08", "2013-06-09", Grain.WEEKEND), "8–9 Jun 2013"),
        (within("2013-06-03", "2013-06-09", Grain.WEEK), "between 3 and 9 Jun 2013"),
        (stretch("2013-05-20", "2013-06-05"), "20 May – 5 Jun 2013"),
        (stretch("2012-12-30", "2013-01-02"), "30 Dec 2012 – 2 Jan 2013"),
        (stretch("2013-06-01", "2013-06-30", Grain.MONTH), "Jun 2013"),
        (within("2013-06-01", "2013-06-30", Grain.MONTH), "in Jun 2013"),
        (stretch("2013-03-01", "2013-05-31", Grain.SEASON), "Mar–May 2013"),
        (stretch("2012-12-01", "2013-02-28", Grain.SEASON), "Dec 2012 – Feb 2013"),
        (stretch("2013-01-01", "2013-03-31", Grain.QUARTER), "Q1 2013"),
        (stretch("2013-07-01", "2013-12-31", Grain.HALF), "second half of 2013"),
        (stretch("2013-01-01", "2013-12-31", Grain.YEAR), "2013"),
        (within("2010-01-01", "2013-12-31", Grain.YEAR), "between 2010 and 2013"),
        (stretch("1990-01-01", "1999-12-31", Grain.DECADE), "1990s"),
        (stretch("1900-01-01", "1999-12-31", Grain.CENTURY), "1900–1999"),
        (within("-0043-03-15", "-0043-03-15"), "15 Mar 44 BC"),
        (within(_, "2013-06-04"), "by 4 Jun 2013"),
        (within("2013-06-05", _), "5 Jun 2013 or later"),
        (within(_, "2012-12-31", Grain.YEAR), "before 2013"),
        (within(_, "2013-05-31", Grain.MONTH), "before Jun 2013"),
        (within("2013-01-01", _, Grain.YEAR), "after 2012"),
        (within(_, "2013-06-04T09:30", Grain.MINUTE), "by 4 Jun 2013, 09:30"),
        (Interval.stretch(Bound.parse("2013-05-20"), None), "from 20 May 2013 on"),
        (Interval.stretch(None, Bound.parse("2013-05-20")), "until 20 May 2013"),
        (made("2012-06-01", "2012-06-30", "2013-06-05", _), "began in Jun 2012, went on until at least 5 Jun 2013"),
        (
            made("2013-05-15", "2013-05-21", "2013-06-04", "2013-06-04"),
            "began between 15 and 21 May 2013, ended on 4 Jun 2013",
        ),
        (
            made(_, "2013-05-21", "2013-06-04T18:00", "2013-06-05T06:00"),
            "began by 21 May 2013, ended on 4 Jun 2013, night",
        ),
        (
            made("2013-06-04", "2013-06-05T12:00", "2013-06-05T05:00", _),
            "began between 4 Jun 2013 and 5 Jun 2013, 12:00, no end known",
        ),
        (
            made("2012-06-05", "2012-09-03", "2013-06-05", _),
            "began between 5 Jun and 3 Sep 2012, went on until at least 5 Jun 2013",
        ),
        (
            made("2024-09-22", "2024-09-29", "2024-10-20T00:00", "2024-10-20T06:00"),
            "began between 22 and 29 Sep 2024, ended on 20 Oct 2024, night",
        ),
        (
            made("2013-06-04", _, "2013-06-10", "2013-06-12"),
            "began on 4 Jun 2013 or later, ended between 10 and 12 Jun 2013",
        ),
        (made(_, "2013-06-04", _, "2013-06-12"), "until 12 Jun 2013"),
        (
            made("2013-06-04", "2013-06-04", "2013-06-10", "2013-06-12"),
            "began on 4 Jun 2013, ended between 10 and 12 Jun 2013",
        ),
        # counter-examples: where each side is one day, part of a day or cell, a dash says it all
        (made("2012-06-01", "2012-06-30", "2013-09-01", "2013-09-30"), "Jun 2012 – Sep 2013"),
        (made("2013-06-04", "2013-06-04", "2013-06-07T18:00", "2013-06-07T23:00"), "4 Jun 2013 – 7 Jun 2013, evening"),
        (made("2013-06-04", "2013-06-04", "2013-06-04", _), "from 4 Jun 2013 on"),
        (within(_, _), "some time"),
        (within("9999-12-31", _), "31 Dec 9999 or later"),
        (within(_, "9999-12-31"), "by 31 Dec 9999"),
        (within("2013-06-04T09:30", _, Grain.MINUTE), "4 Jun 2013, 09:30 or later"),
        (within("-9999-01-01", _), "1 Jan 10000 BC or later"),
        (
            made("2013-06-05", "2013-06-05T12:00", "2013-06-05T12:00", "2013-06-05T12:00"),
            "began on 5 Jun 2013, by 12:00, ended on 5 Jun 2013, 12:00",
        ),
        (
            made("2013-06-05T09:00", "2013-06-05", "2013-06-07", _),
            "began on 5 Jun 2013, 09:00 or later, went on until at least 7 Jun 2013",
        ),
        (within("1840-01-01", "1849-12-31", Grain.DECADE), "in the 1840s"),
        (within("1848-01-01", "1848-06-30", Grain.HALF), "in the first half of 1848"),
    ],
)
def test_words(interval: Interval | None, words: str) -> None:
    assert when_words(interval) == words


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (stretch("1803-01-01", "1803-12-31", Grain.YEAR), "about 1803"),
        (within("1803-01-01", "1803-12-31", Grain.YEAR), "about 1803"),
        (within(_, "1240-12-31", Grain.YEAR), "before about 1241"),
        (within("1803-06-01", "1803-06-30", Grain.MONTH), "about Jun 1803"),
        (within("1840-01-01", "1849-12-31", Grain.DECADE), "about the 1840s"),
        (within("2013-06-17", "2013-06-17"), "about 17 Jun 2013"),
        (within("2013-06-03", "2013-06-09", Grain.WEEK), "between about 3 and 9 Jun 2013"),
        (within("2013-06-17T11:30", "2013-06-17T12:30", Grain.MINUTE), "17 Jun 2013, about 11:30 to 12:30"),
        (within("2013-06-17T00:00", "2013-06-17T06:00", Grain.PART), "17 Jun 2013, night"),
        (
            made("1803-01-01", "1805-12-31", "1810-01-01", _),
            "began between about 1803 and 1805, went on until at least 1 Jan 1810",
        ),
        (None, "no date"),
    ],
)
def test_about_stays_about(interval: Interval | None, words: str) -> None:
    assert when_words(replace(interval, about=True) if interval is not None else None) == words


@pytest.mark.parametrize(
    ("text", "near"), [("The abbey was dissolved c. 1803.", True), ("It was dissolved in 1803.", False)]
)
def test_an_event_is_about_where_its_phrase_says_so(text: str, near: bool) -> None:
    (phrase,) = extract(text, published="2019-05-04", events="none").time_expressions
    assert phrase.when is not None
    assert phrase.when.about is near
    assert phrase.when.edtf == ("1803~" if near else "1803")


@given(intervals())
def test_every_interval_has_words_of_one_line(interval: Interval) -> None:
    words = when_words(interval)
    assert words == " ".join(words.split())
    assert len(words) < 120


@given(intervals())
def test_no_year_is_named_that_the_bounds_do_not_touch(interval: Interval) -> None:
    known = [b for side in (interval.begin, interval.end) for b in (side.earliest, side.latest) if b is not None]
    years = [bound.year for bound in known]
    named = [int(n) for n in re.findall(r"(?<![\d:])\d{4}(?!\d| BC)", when_words(interval))]
    if years:
        assert all(min(years) - 1 <= year <= max(years) + 1 for year in named)


def test_whole_days_read_as_days_however_they_are_written() -> None:
    first, last = Bound.parse("2024-10-29"), Bound.parse("2024-10-29T23:59")
    assert when_words(Interval.within(first, last)) == "29 Oct 2024"
    assert when_words(Interval.within(Bound.parse("2024-10-29T00:00"), Bound.parse("2024-10-29"))) == "29 Oct 2024"
