"""Which mention of an event speaks for it, and who says so; and the day of the news as a night."""

from __future__ import annotations

import pytest

import timeline
from timeline.model import Event, Options


def _line(text: str, word: str) -> Event:
    """The event one of whose mentions is a word of the text."""
    at = text.index(word)
    found = timeline.extract(text, published="2024-06-12", options=Options(detail="all")).events
    return next(e for e in found if any(m.trigger.start == at for m in e.mentions))


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The mill agreed to sell its land to the city.", "agreed", "happened"),
        ("Councillors voted to close the pool on Monday.", "voted", "happened"),
        ("Divers are trying to rescue two miners from a flooded shaft.", "trying", "ongoing"),
        ("The two firms could agree to end the strike this week.", "agree", "possible"),
        ("The firm plans to close its depot in Lund.", "plans", "planned"),
        ("The king is expected to open the bridge in August.", "open", "planned"),
    ],
)
def test_the_deed_speaks_for_what_was_meant_by_it(text: str, word: str, status: str) -> None:
    """Who agreed to something did so; who only plans has not."""
    assert _line(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("The baker always denied that he had aimed at the ferry.", "denied", "The baker"),
        ("Lundgren told the council on Monday that his client did not set fire to the barn.", "told", "Lundgren"),
        ('"The harbour is closed," the mayor told a rally in Lund on Monday.', "told", "the mayor"),
        ("The mayor rejected the plan on Monday.", "rejected", None),
        ("The mayor did not say on Monday that the bridge was closed.", "say", None),
    ],
)
def test_a_saying_is_said_by_who_says_it(text: str, word: str, source: str | None) -> None:
    """Where a line is a saying, its source is who speaks; a deed has none."""
    assert _line(text, word).said_by == source


def test_the_night_of_the_news_is_the_day_of_its_report() -> None:
    """What a report of Tuesday night tells was on Tuesday; a day before is not of that night."""
    text = "Rovers beat City on Tuesday night before 9,000 people. Jansen headed the winner in the last minute."
    when = _line(text, "headed").when
    assert when is not None
    assert str(when.earliest) == str(when.latest) == "2024-06-11"
