"""What differs, and the matrix of events by articles, as the page shows them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dashboard.components.matrix import comparison_sections
from timeline import Article, Bound, Event, Interval, Span, TimeExpression, Timeline, TimexType


def told(name: str, day: str, text: str, rest: str) -> tuple[str, Article, Timeline]:
    """An article with two events: what `text` tells on a day that it names, and `rest`."""
    whole = f"{text} {rest}"
    article = Article(name, name.upper(), whole, published=Bound.parse("2014-06-01"))
    when = Interval.within(Bound.parse(day), Bound.parse(day))
    at = text.index("arrested")
    phrase = TimeExpression(f"{name}.t1", name, len(text) - 4, len(text), text[-4:], TimexType.DATE, day, when=when)
    event = Event(
        f"{name}.e1", name, text, Span(at, at + 8), Span(0, len(text)), who="Anna Berg", when=when, times=(phrase.id,)
    )
    other = replace(
        event, id=f"{name}.e2", label=rest, who=None, when=None, times=(),
        trigger=Span(len(text) + 5, len(text) + 9), sentence=Span(len(text) + 1, len(whole)),
    )  # fmt: skip
    return name.upper(), article, Timeline((article,), (phrase,), (event, other))


ONE = told("a", "2014-05-05", "Anna Berg, the mayor of Lund, was arrested at Tarn airport", "The ferry sank.")
TWO = told("b", "2014-05-19", "Anna Berg, the mayor of Lund, was arrested at Tarn airport", "A bank closed.")


def shown(component: Any) -> str:
    return json.dumps(component.to_plotly_json(), default=lambda c: c.to_plotly_json())


def test_contradictions_come_first_with_both_sentences_and_the_reason() -> None:
    differences, matrix = comparison_sections([ONE, TWO], "standard")
    text = shown(differences)
    assert "date contradicted" in text
    assert text.index("5 May 2014") < text.index("19 May 2014")
    assert text.count("was arrested at Tarn airport") >= 2
    assert "Why are these the same event?" in text
    assert "Names both name" in text
    assert "2 events that only one article tells" in shown(matrix)


def test_one_column_an_article_and_a_link_to_each_event() -> None:
    text = shown(comparison_sections([ONE, TWO], "standard")[1])
    assert text.count('"scope": "col"') == 3
    assert "/article/a?event=a.e1" in text
    assert "/article/b?event=b.e1" in text


@pytest.mark.parametrize("entries", [[], [ONE]])
def test_nothing_is_compared_with_itself(entries: list[Any]) -> None:
    assert comparison_sections(entries, "standard") == []


def test_twenty_articles_make_twenty_columns() -> None:
    many = [told(f"n{k}", "2014-05-05", "Anna Berg, the mayor of Lund, was arrested at Tarn airport", f"Ship {k} sank.")
            for k in range(20)]  # fmt: skip
    text = shown(comparison_sections(many, "standard")[1])
    assert text.count('"scope": "col"') == 21
    assert all(f"/article/n{k}?event=n{k}.e1" in text for k in range(20))
