"""No phrase runs on from one line of a list to the next; wrapped text is read through."""

from __future__ import annotations

import pytest

import timeline
from timeline.expressions import find_expressions
from timeline.intervals import Bound
from timeline.model import Article, Options


def phrases(text: str) -> list[str]:
    """The phrases found, with their white space made plain."""
    article = Article("a", text=text, language="en", published=Bound.parse("2019-05-02"))
    return [" ".join(e.text.split()) for e in find_expressions(article, Options())]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Thursday\nChoir in the old barn, 6 p.m.\nFriday\nBand at 8 p.m.", ["Thursday", "6 p.m.", "Friday", "8 p.m."]),
        ("Rowing on the lake\n5pm\nSun 12 May", ["5pm", "Sun 12 May"]),
    ],
)
def test_lists(text: str, wanted: list[str]) -> None:
    """A line of a list ends its phrase."""
    assert phrases(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The ferry that links the two towns sank on Friday, May\n3, 2002, in a gale that blew\nfor a day.",
            "Friday, May 3, 2002",
        ),
        ("The\nferry\nsank\non\nMay\n3,\n2002.", "May 3, 2002"),
    ],
)
def test_wrapped(text: str, wanted: str) -> None:
    """A line that broke because it was full does not."""
    assert phrases(text)[0] == wanted


def test_nothing_is_counted_from_a_caption() -> None:
    """Its own date is read; what follows counts from the story."""
    story = "The siege began on 3 March 1644.\n\n{}\n\nOn 20 April the town fell."
    read = [
        [t.value for t in timeline.extract(story.format(line), published="2019-06-11", events="none",
                                           options=timeline.Options(kind="history")).time_expressions]
        for line in ("The gate on 2 May 2014. Photo: Ann Poe/AFP", "The gate was rebuilt on 2 May 2014.")
    ]  # fmt: skip
    assert read[0] == ["1644-03-03", "2014-05-02", "1644-04-20"]
    assert read[1][1] == "2014-05-02"
