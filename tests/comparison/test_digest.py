"""The digest of a story: days, sentences, what is left out, one actor."""

from __future__ import annotations

import pytest

import timeline
from timeline import Article, InputError, Span, digest

DAM = tuple(
    Article(name, None, text, published=day)  # type: ignore[arg-type]
    for name, day, text in (
        ("a", "2019-05-07", "The Lund dam burst on Monday. Two villages below the Lund dam were flooded."),
        ("b", "2019-05-20", "Engineers blame old concrete for the Lund dam, which burst on 6 May 2019."),
        ("c", "2019-06-02", "The Lund dam burst in May. The mayor of Lund resigned on Friday over the dam."),
        ("d", "2019-06-04", "Cake is best on a rainy day. On 3 June 2019 a baker said so."),
    )
)


def test_the_day_most_told_of_comes_first_with_its_sources() -> None:
    found = digest(DAM, dates=2)
    assert [str(d.date) for d in found.days] == ["2019-05-06", "2019-05-31"]
    day = found.days[0]
    assert day.articles == 2
    assert len(day.sentences) == len(day.sources)
    texts = {a.id: a.text for a in DAM}
    for sentence, source in zip(day.sentences, day.sources, strict=True):
        assert texts[source.article][source.sentence.start : source.sentence.end] == sentence


def test_timelines_give_the_same_as_articles() -> None:
    read = [timeline.extract(a, events="none") for a in DAM]
    assert digest(read, dates=3) == digest(DAM, dates=3)


def test_what_cannot_be_read_is_named() -> None:
    found = digest([*DAM, Article("e", text=" "), Article("f", text="Der Damm brach am Montag.", language="de")])
    assert [one.article for one in found.left_out] == ["e", "f"]
    assert "empty" in found.left_out[0].reason


def test_no_article_and_no_date_make_an_empty_digest() -> None:
    assert digest([]).days == ()
    assert digest([Article("a", text="The dam burst on Monday.")]).days == ()  # undated: Monday takes part in nothing


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(InputError, match="at least one day"):
        digest(DAM, dates=0)
    with pytest.raises(InputError, match="no name"):
        digest(DAM, about="42")


FIRST = "Orsa Mills opened a shop in Lund on Monday. The company hired forty people. Dahl Bros closed one."
SECOND = "Shares of Dahl Bros fell on 6 May 2019. Orsa Mills, which opened a shop on 6 May 2019, said nothing."
ORSA = (
    Article("o1", None, FIRST, published="2019-05-07"),  # type: ignore[arg-type]
    Article("o2", None, SECOND, published="2019-05-08"),  # type: ignore[arg-type]
)


@pytest.mark.model
def test_an_actors_events_are_joined_across_articles() -> None:
    found = digest(ORSA, about="Orsa Mills").events
    told = {text[m.trigger.start : m.trigger.end] for e in found for m in e.mentions for text in [_text(m.article)]}
    assert "opened" in told
    assert "closed" not in told
    assert "fell" not in told
    opening = next(
        e for e in found if any(_text(m.article)[m.trigger.start : m.trigger.end] == "opened" for m in e.mentions)
    )
    assert {m.article for m in opening.mentions} == {"o1", "o2"}
    assert [e.order for e in found] == sorted(e.order for e in found)


@pytest.mark.model
def test_the_callers_triggers_are_taken_and_no_others() -> None:
    text = ORSA[0].text
    start = text.index("hired")
    found = digest(ORSA, about="Orsa Mills", triggers={"o1": [(start, start + 5)]}).events
    assert [m.trigger for e in found for m in e.mentions] == [Span(start, start + 5)]


def _text(article: str) -> str:
    return next(a.text for a in ORSA if a.id == article)
