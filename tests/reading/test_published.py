"""The publication date: as people give it, and as articles carry it; never a date of the story, never today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import DateError
from timeline.intervals import Bound
from timeline.reading import find_published, published_of
from timeline.reading.published import zone_named


@pytest.mark.parametrize(
    ("value", "bound", "zone"),
    [
        (date(2013, 6, 5), "2013-06-05", None),
        (datetime(2013, 6, 5, 16, 12, 40), "2013-06-05T16:12", None),  # noqa: DTZ001 - one without a zone is the case
        (datetime(2013, 6, 5, 0, 0, tzinfo=UTC), "2013-06-05T00:00", "+00:00"),
        (datetime(2013, 6, 5, 9, tzinfo=ZoneInfo("Asia/Beirut")), "2013-06-05T09:00", "Asia/Beirut"),
        (Bound.parse("-0043-03-15"), "-0043-03-15", None),
        ("2013-06-05", "2013-06-05", None),
        (" 2013-6-5 ", "2013-06-05", None),
        ("2013-06-05T16:12", "2013-06-05T16:12", None),
        ("2013-06-05T16:12:30+02:00", "2013-06-05T16:12", "+02:00"),
        ("2013-06-05 16:12:30Z", "2013-06-05T16:12", "+00:00"),
        ("5 June 2013", "2013-06-05", None),
        ("Wednesday, June 5, 2013 4:12 p.m.", "2013-06-05T16:12", None),
        ("5. Juni 2013", "2013-06-05", None),
        ("mercredi 5 juin 2013", "2013-06-05", None),
        ("5 de junio de 2013", "2013-06-05", None),
        ("5 июня 2013 г.", "2013-06-05", None),
        ("2013年6月5日", "2013-06-05", None),
        ("٥ يونيو ٢٠١٣", "2013-06-05", None),
    ],
)
def test_dates_as_given(value: date | Bound | str, bound: str, zone: str | None) -> None:
    assert published_of(value) == (Bound.parse(bound), zone)


@pytest.mark.parametrize("offset", ["-12:00", "-09:30", "+00:00", "+05:45", "+14:00"])
def test_offsets_that_there_are_zones_with(offset: str) -> None:
    assert published_of(f"2013-06-05T16:12{offset}") == (Bound.parse("2013-06-05T16:12"), offset)
    assert zone_named(offset) == offset


@pytest.mark.parametrize(
    "zone", ["+99:99", "-12:01", "+14:15", "+0060", "Mars/Olympus", "../etc", "x" * 5000, "\0", ""]
)
def test_zones_that_there_are_none_of(zone: str) -> None:
    with pytest.raises(DateError, match="zone"):
        zone_named(zone)


def test_a_zone_of_its_own_goes_before_the_given_one() -> None:
    assert published_of("2013-06-05T16:12+02:00", "Asia/Beirut")[1] == "+02:00"
    assert published_of("2013-06-05T16:12", "Asia/Beirut")[1] == "Asia/Beirut"


def test_day_and_month_as_the_options_say() -> None:
    assert published_of("05/06/2013", day_first=True)[0] == Bound.parse("2013-06-05")
    assert published_of("05/06/2013", day_first=False)[0] == Bound.parse("2013-05-06")


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("2013-13-45", "no such day"),
        ("2013-02-29", "no such day"),
        ("31 February 2013", "day, month and year"),
        ("", "day, month and year"),
        ("June 2013", "day, month and year"),
        ("2013", "day, month and year"),
        ("Tuesday", "day, month and year"),
        ("today", "day, month and year"),
        ("yesterday", "day, month and year"),
        ("now", "day, month and year"),
        ("2 days ago", "day, month and year"),
        ("in 3 weeks", "day, month and year"),
        ("1370390400", "day, month and year"),
        ("x" * 5000, "day, month and year"),
        ("0044-03-15", "year 44"),
        ("12013-06-05", "year 12013"),
        ("99999999999999999999-01-01", "year"),
        (date(999, 1, 1), "year 999"),
        (date(1449, 12, 31), "year 1449"),
        ("1066-10-14", "year 1066"),
        ("14 October 1066", "year 1066"),
        ("11111111111111111111", "day, month and year"),
        ("20130605161200", "day, month and year"),
        ("2013-06-07T10:00+99:99", "from UTC"),
        ("2013-06-07 10:00 +14:30", "from UTC"),
        ("2013-06-07T10:00-12:30", "from UTC"),
        ("2013-06-07T10:00+05:75", "from UTC"),
        (datetime(2013, 6, 7, tzinfo=timezone(timedelta(hours=-13))), "from UTC"),
    ],
)
def test_what_is_no_publication_date(value: str | date, fault: str) -> None:
    with pytest.raises(DateError, match=rf"{fault}.*; give"):
        published_of(value)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        bound, _ = published_of(text)
    except DateError:
        return
    assert 1450 <= bound.year <= 9999


@given(st.dates(min_value=date(1450, 1, 1)))
def test_iso_dates_are_themselves(day: date) -> None:
    assert published_of(day.isoformat())[0].isoformat() == day.isoformat() == str(published_of(day)[0])


@pytest.mark.parametrize(
    ("text", "bound", "found_in"),
    [
        ("OSLO, June 5, 2013 (Agency) — The ferry left.", "2013-06-05", "dateline"),
        ("Ferry found\n\nPORT MERROW, 16 September 2023 (Wire) - The ferry left.", "2023-09-16", "dateline"),
        ("BERGEN, Norway, 5 June 2013 (Wire) -- The ferry left.", "2013-06-05", "dateline"),
        ("LONDON — 5 June 2013\n\nThe ferry left.", "2013-06-05", "dateline"),
        ("Ferry found\n\nPublished: Wednesday, June 5, 2013 4:12 p.m.\n\nIt left.", "2013-06-05T16:12", "text"),
        ("Ferry found\nBy Ann Poe\nPosted on 5 June 2013 by admin\n\nIt left.", "2013-06-05", "text"),
        ("Ferry found\nBy Ann Poe | June 5, 2013\nIt left.", "2013-06-05", "text"),
        ("Ferry found\nBy Ann Poe, June 5, 2013\nIt left.", "2013-06-05", "text"),
        ("Ferry found\n\n5 June 2013\n\nIt left.", "2013-06-05", "text"),
        ("Ferry found\n\nUpper Merrow, 5 June 2013\n\nIt left.", "2013-06-05", "text"),
        ("2013-06-05\nIt left.", "2013-06-05", "text"),
        ("Ferry found\nWednesday 5 June 2013 16.12 BST\nIt left.", "2013-06-05T16:12", "text"),
        ("Fähre gefunden\nVeröffentlicht: 5. Juni 2013, 16:12 Uhr\n", "2013-06-05T16:12", "text"),
        ("Le bateau\nPublié le 5 juin 2013 à 16h12\n", "2013-06-05T16:12", "text"),
        ("Ferry found\nUpdated 6 June 2013\nPublished 5 June 2013\n", "2013-06-05", "text"),
        ("Ferry found\nPublished 5 June 2013 | Updated 6 June 2013\n", "2013-06-05", "text"),
        ("Ferry found\nLast updated: 6 June 2013\n", "2013-06-06", "text"),
        ("OSLO, June 4, 2013 (Agency) — It left.\nPublished: 5 June 2013", "2013-06-05", "text"),
    ],
)
def test_dates_that_articles_carry(text: str, bound: str, found_in: str) -> None:
    assert find_published(text) == (Bound.parse(bound), found_in)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2011 the court heard the first witness.",
        "In Oslo, 3 May 2011 – a day few forget – began with rain.",
        "The sinking of 3 May 2011\n\nA hearing opened on Monday.",
        "May 3, 2011 was a dark day for the harbour.",
        "He died in Oslo, 3 May 2011.",
        "The fire in the mill of Tarn, 3 May 2011\n\nA hearing opened on Monday.",
        "Great Fire, 3 May 2011\n\nThe rest is known.",
        "The fire\n\nHe left Oslo, 3 May 2011\n\nThe rest is known.",
        "The fire\n\nIn Oslo, 3 May 2011\n\nThe rest is known.",
        "Born: 5 June 1913\n\nThe poet is remembered.",
        "Published by the ministry on June 5, 2013, the report says the ferry was unsafe.",
        "OSLO, June 5 (Agency) — The ferry left on Tuesday.",
        "Published: yesterday\n\nThe ferry left.",
        "Published: Tuesday 4:12 p.m.\n\nThe ferry left.",
        "Published: 31 February 2013\n\nThe ferry left.",
        "Vol. 12, No. 34\n\nThe ferry left.",
        "The ferry left.\n\n" + "It was calm that day, and nobody saw it go.\n\n" * 20 + "Published: 5 June 2013",
    ],
)
def test_dates_of_the_story_are_not_taken(text: str) -> None:
    assert find_published(text) is None


@pytest.mark.parametrize("text", ["03/04/2013", "5.6.2013", "03-04-2013"])
def test_a_date_that_may_be_two_days_is_refused_until_the_order_is_said(text: str) -> None:
    with pytest.raises(DateError, match=r"may be 2013-.*or 2013-"):
        published_of(text)
    assert published_of(text, day_first=True) != published_of(text, day_first=False)


@pytest.mark.parametrize("text", ["13/04/2013", "04/13/2013", "04/04/2013", "3 April 2013"])
def test_a_date_that_can_be_one_day_only_is_taken(text: str) -> None:
    assert published_of(text)[0].isoformat().startswith("2013-04-")
