"""Which days a story has: a day counts by what the articles that name it tell of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from timeline.comparison.story import Story


def ranked_days(story: Story, weights: Mapping[str, float]) -> list[tuple[int, float]]:
    """The days that articles name, by ordinal, with their scores, best first.

    A day has the sum over articles of how well the best sentence that names it tells of it; a sentence that has nothing
    to do with the story adds nothing.
    """
    found: dict[int, float] = {}
    for day, named in story.naming.items():
        best: dict[int, float] = defaultdict(float)
        for (article, _), worth in story.worths(day, list(named), weights).items():
            best[article] = max(best[article], worth)
        found[day] = sum(best.values())
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
