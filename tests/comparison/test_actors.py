"""By which names an actor is meant."""

from __future__ import annotations

import pytest

from timeline import Article, Bound
from timeline.comparison.actor_names import actor, places
from timeline.extraction import mentions

CASES = [
    ("Orsa Mills Inc.", "Orsa Mills closed its plant.", ["Mills", "its"]),
    ("United Dock Workers", "The Dock Workers went on strike.", ["Workers"]),
    ("General Freight", "Shares of GF fell; General Freight was silent.", ["GF", "Freight"]),
    ("Harbour Store", "The Harbour Store opened. The store sold tea.", ["Store", "store"]),
    ("Orsa", "The Orsa 400 is a lorry.", []),
    ("Anna Berg", "Anna Berg sued. Berg lost, and she appealed.", ["Berg", "Berg", "she"]),
    ("Anna Berg", "Tom Berg sued. Berg lost.", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("name", "text", "words"), CASES)
def test_places_that_mean_the_actor(name: str, text: str, words: list[str]) -> None:
    a = mentions(Article("a", text=text, published=Bound.parse("2019-05-07")))
    found = sorted(places(a.article.text, a.document, a.names, actor(name)), key=lambda p: (p.sentence, p.token))
    assert [a.document.sentences[p.sentence].tokens[p.token].text for p in found] == words
