"""No phrase runs on from one line of a list to the next; wrapped text is read through."""

from __future__ import annotations

import pytest

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
