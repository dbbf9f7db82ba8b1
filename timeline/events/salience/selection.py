"""How much of what was found a timeline shows: the key happenings, what an editor would print, or all of it."""

from __future__ import annotations

from dataclasses import replace

from timeline.events.analysis import Analysis, Cluster
from timeline.model import Detail

STANDARD = 0.5  # the salience from which an editor would print it
DATED = 0.42  # the same, where a phrase of the text says when
ALL = 0.15  # less than this is no event of the article
KEY_MOST, KEY_LEAST = 6, 3  # lines of a key timeline


def selected(analysis: Analysis) -> tuple[Cluster, ...]:
    """The clusters of the asked detail, each with the least detail that shows it."""
    found = [c for c in analysis.clusters if c.salience >= (ALL if c.when is not None else STANDARD)]
    by_salience = sorted(found, key=lambda c: (-c.salience, c.members[0]))
    by_salience = _told_once(by_salience)
    printed = [c for c in by_salience if c.salience >= (DATED if c.times else STANDARD)]
    most = min(KEY_MOST, max(KEY_LEAST, len(printed) // 3))
    key = {c.members for c in by_salience[:most]}
    standard = {c.members for c in printed} | key
    levels: dict[tuple[int, ...], Detail] = {
        c.members: "key" if c.members in key else "standard" if c.members in standard else "all" for c in found
    }
    shown = {"key": ("key",), "standard": ("key", "standard"), "all": ("key", "standard", "all")}[analysis.detail]
    return tuple(replace(c, detail=levels[c.members]) for c in found if levels[c.members] in shown)


def _told_once(clusters: list[Cluster]) -> list[Cluster]:
    """One for each label: two happenings of one clause ("the appeal", "turned down") are told by one line."""
    return list({c.label.text: c for c in reversed(clusters)}.values())[::-1]
