"""What stands around a phrase: the options, the kind of text, what a phrase is measured from."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.expressions import find_expressions
from timeline.model import AnchorKind, Article, Options, Span, TimeExpression


def read(text: str, published: str | None = "2013-06-05", **options: Any) -> tuple[TimeExpression, ...]:
    """The time expressions of an English text."""
    article = Article(id="x", text=text, published=published, language="en")  # type: ignore[arg-type]
    return find_expressions(article, Options(**options))


def bounds(expression: TimeExpression) -> tuple[str, str]:
    """The outer bounds."""
    assert expression.when is not None
    return str(expression.when.earliest), str(expression.when.latest)


OPTIONS = [
    ("It was sold on 03/04/2012.", {}, "2012-03-04", ("2012-03-04", "2012-03-04")),
    ("It was sold on 03/04/2012.", {"day_first": False}, "2012-03-04", ("2012-03-04", "2012-03-04")),
    ("It was sold on 03/04/2012.", {"day_first": True}, "2012-04-03", ("2012-04-03", "2012-04-03")),
    ("It was sold on 25/04/2012.", {"day_first": False}, "2012-04-25", ("2012-04-25", "2012-04-25")),
    ("It was sold on 04/25/2012.", {"day_first": True}, "2012-04-25", ("2012-04-25", "2012-04-25")),
    ("It was sold in the summer of 2010.", {}, "2010-SU", ("2010-06-01", "2010-08-31")),
    ("It was sold in the winter of 2010.", {}, "2010-WI", ("2010-12-01", "2011-02-28")),
    ("It was sold in the winter of 2010.", {"southern": True}, "2010-WI", ("2010-06-01", "2010-08-31")),
    ("It was sold in the autumn of 2010.", {"southern": True}, "2010-FA", ("2010-03-01", "2010-05-31")),
    ("It was sold in the spring of 2010.", {"southern": True}, "2010-SP", ("2010-09-01", "2010-11-30")),
    ("It was sold in the summer of 2010.", {"southern": True}, "2010-SU", ("2010-12-01", "2011-02-28")),
    ("It was sold in fiscal 2012.", {}, "2012", ("2012-01-01", "2012-12-31")),
    ("It was sold in fiscal 2012.", {"fiscal_year_start": 10}, "2012", ("2011-10-01", "2012-09-30")),
    ("It was sold in fiscal 2012.", {"fiscal_year_start": 4}, "2012", ("2011-04-01", "2012-03-31")),
]


@pytest.mark.parametrize(("text", "options", "value", "outer"), OPTIONS)
def test_options(text: str, options: dict[str, Any], value: str, outer: tuple[str, str]) -> None:
    """Order of day and month, hemisphere, fiscal year."""
    (found,) = read(text, **options)
    assert (found.value, bounds(found)) == (value, outer)


def test_a_date_that_cannot_be_swapped_has_one_reading() -> None:
    """Only what can be read both ways keeps both."""
    assert read("It was sold on 25/04/2012.")[0].readings == ()
    assert read("It was sold on 05/05/2012.")[0].readings == ()
    (reading,) = read("It was sold on 03/04/2012.")[0].readings
    assert reading.value == "2012-04-03"
    assert 0 < reading.weight < 1


NEWS = """The harbour board voted on Tuesday to close the north quay, which opened in 1954 and was rebuilt in 1987.
Ships will use the south quay from next week, a spokeswoman said. Last month a crane had fallen into the basin."""

HISTORY = """In 1618 the nobles threw the governors from the window. The emperor marched in 1619, and in November 1620
the rebels were beaten. War spread north in 1625; by 1629 the king had made peace. A new king landed in July 1630. He
won at the town in September 1631 and fell in battle on 16 November 1632. Peace came to one half of the realm in 1635
and to all of it in 1648."""


def test_the_kind_is_seen() -> None:
    """A history is measured from its own dates though it has a publication date; news from its publication."""
    told = read(HISTORY + " On 24 October the bells rang.", "2013-06-05")
    assert told[-1].value == "1648-10-24"
    told = read("The duke was deposed on 4 May 1831. A riot on 9 July broke the guard.", "2015-04-20")
    assert told[-1].value == "1831-07-09"
    told = read("The duke was deposed on 4 May 1831. A play of it is on until 9 July.", "2015-04-20")
    assert told[-1].value == "2015-07-09"
    told = read(NEWS + " On 24 May the basin was cleared.", "2013-06-05")
    assert told[-1].value == "2013-05-24"


def test_the_kind_can_be_overruled() -> None:
    """What the reader says holds."""
    text = " The bells rang on 24 October."
    assert read(HISTORY + text, kind="news")[-1].value == "2012-10-24"
    assert (
        read(NEWS.replace("Last month", "Then") + " In 1987 it rained." + text, kind="history")[-1].value
        == "1987-10-24"
    )


def test_anchor_of_a_deictic_phrase() -> None:
    """Measured from publication, which stands in the anchor."""
    for text in ("It closed yesterday.", "It closed last month.", "It closed two years ago.", "It closed on Friday."):
        (found,) = read(text)
        assert found.anchor.kind is AnchorKind.PUBLICATION
        assert str(found.anchor.when) == "2013-06-05"
        assert found.anchor.ref is None


def test_anchor_of_an_anaphoric_phrase() -> None:
    """Measured from the date told before, by its id."""
    for later in ("two days later", "the next day", "the same day", "the following week", "a month later"):
        first, second = read(f"It closed on May 3 and the office {later}.")
        assert second.anchor.kind is AnchorKind.EXPRESSION
        assert second.anchor.ref == first.id


def test_anchor_of_a_full_date() -> None:
    """A date in full is measured from nothing, and means the same whenever it was published."""
    for text in (
        "It closed on May 3, 2009.",
        "It closed in 2009.",
        "It closed in May 2009.",
        "It closed in the 1990s.",
    ):
        (found,) = read(text)
        assert found.anchor.kind is AnchorKind.NONE
        (undated,) = read(text, None)
        (long_after,) = read(text, "2031-01-31")
        assert undated.when == found.when == long_after.when
        assert undated.value == found.value == long_after.value


def test_a_bare_duration_waits_for_its_event() -> None:
    """It has a length and no place; one that reaches to or from now has an end, or a begin, at publication."""
    (bare,) = read("The siege lasted more than two weeks.")
    assert bare.when is None
    assert bare.anchor.kind is AnchorKind.EVENT
    (past,) = read("Prices rose over the past three months.")
    assert past.end_point and not past.begin_point
    (ahead,) = read("Prices will rise over the next three months.")
    assert ahead.begin_point and not ahead.end_point


def test_vague_phrases_stay_vague() -> None:
    """Nothing is made exact that is not."""
    for text in ("It closed in recent weeks.", "It closed years ago.", "It will close in the coming months."):
        (found,) = read(text)
        assert found.when is not None
        assert found.when.begin.earliest != found.when.begin.latest
        assert found.value in ("PAST_REF", "FUTURE_REF")


def test_an_article_is_read_from_its_own_day() -> None:
    """The same words a day later mean a day later."""
    for text in ("It closed yesterday.", "It closed today.", "It will close tomorrow.", "It closed ten days ago."):
        one, next_day = read(text, "2012-02-28")[0], read(text, "2012-02-29")[0]
        assert one.when is not None and next_day.when is not None
        assert one.when.earliest is not None and next_day.when.earliest is not None
        assert next_day.when.earliest.day - one.when.earliest.day == 1


def test_furniture_between_sentences_breaks_a_phrase() -> None:
    """A blank line, or what is no part of the body, stands between two phrases and not inside one."""
    assert [e.text for e in read("It closed on May\n\n3 men were hurt on Monday.")][-1] == "Monday"
    text = "It closed in May [advert] 2009 men came."
    body = (Span(0, 16), Span(25, len(text)))
    article = Article(id="x", text=text, published="2013-06-05", language="en", body=body)  # type: ignore[arg-type]
    assert "May [advert] 2009" not in [e.text for e in find_expressions(article, Options())]


def test_ids_are_the_articles_own() -> None:
    """Ids name the article and count on, so that phrases of several articles can lie together."""
    found = read("It closed on May 3, reopened on May 4 and closed again on May 5.")
    assert len({e.id for e in found}) == 3
    assert all(e.id.startswith("x.") and e.article == "x" for e in found)
