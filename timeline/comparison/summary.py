"""The sentences for a day: those that tell it best, none said twice."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.comparison.story import Place, Story
from timeline.comparison.values import Source
from timeline.comparison.words import cosine

MOST = 10  # sentences kept for a day
_ALIKE = 0.6  # cosine from which two sentences say the same


def day_sentences(day: int, story: Story, weights: Mapping[str, float]) -> list[tuple[str, Source]]:
    """The sentences that tell a day best, with their places, best first."""
    places = story.told_on(day)
    worth = story.worths(day, places, weights)
    named = story.naming.get(day, {})
    chosen: list[Place] = []
    for place in sorted(places, key=lambda p: (-worth[p], p)):
        told = story.vector(place)
        if told and all(cosine(told, story.vector(other)) < _ALIKE for other in chosen):
            chosen.append(place)
        if len(chosen) == MOST:
            break
    return [(_text(story, p), _source(story, p, named.get(p))) for p in chosen]


def _text(story: Story, place: Place) -> str:
    return story.accounts[place[0]].text(place[1])


def _source(story: Story, place: Place, phrase: str | None) -> Source:
    one = story.accounts[place[0]]
    return Source(one.article.id, one.sentences[place[1]], phrase)
