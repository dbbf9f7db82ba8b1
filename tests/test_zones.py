"""Times said in another zone than the article's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from timeline.expressions import find_expressions
from timeline.intervals import Bound
from timeline.model import Article, Options
from timeline.zones import converted, day_in, offset


@pytest.mark.parametrize(
    ("text", "zone", "value", "begins"),
    [
        ("The blast came at 0735 GMT on Friday.", "Africa/Nairobi", "1998-08-07T07:35", "1998-08-07T10:35"),
        ("The offer ends at 11 p.m. EDT on Friday.", "Europe/London", "1998-08-14T23:00", "1998-08-15T04:00"),
        ("The offer ends at 11 p.m. ET on Friday.", "Europe/London", "1998-08-14T23:00", "1998-08-15T04:00"),
        ("The offer ends at 5 p.m. GMT on Friday.", "+02:00", "1998-08-14T17:00", "1998-08-14T19:00"),
        ("The offer ends at 5 p.m. local time on Friday.", "+02:00", "1998-08-14T17:00", "1998-08-14T17:00"),
        ("The offer ends at 5 p.m. GMT on Friday.", None, "1998-08-14T17:00", "1998-08-14T17:00"),
    ],
)
def test_bounds_are_in_the_zone_of_the_article(text: str, zone: str | None, value: str, begins: str) -> None:
    published = "1998-08-08" if "came" in text else "1998-08-10"
    article = Article(id="x", text=text, published=published, zone=zone)  # type: ignore[arg-type]
    (found,) = find_expressions(article, Options())
    assert found.value == value
    assert found.when is not None
    assert str(found.when.begin.earliest) == begins


def test_an_unknown_zone_changes_nothing() -> None:
    assert offset("Nowhere/Here", Bound.parse("1998-08-14T17:00")) is None
    assert converted(Bound.parse("1998-08-14T17:00"), "+00:00", "Nowhere/Here") is None
    assert converted(Bound.parse("-0043-03-15T17:00"), "+00:00", "Europe/Rome") is None


def test_the_day_it_is_depends_on_the_zone() -> None:
    now = datetime(2024, 5, 1, 23, 30, tzinfo=UTC)
    assert day_in("Asia/Tokyo", now) == day_in("+09:00", now) == day_in(None, now) + 1
    assert day_in("America/New_York", now) == day_in("Nowhere/Here", now) == day_in(None, now)
