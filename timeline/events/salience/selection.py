"""How much of what was found a timeline shows: the key happenings, what an editor would print, or all of it."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.events.analysis import Analysis, Cluster
from timeline.events.temporal.bounds import meet
from timeline.grammar import Sentence
from timeline.model import Detail

STANDARD = 0.28  # the chance to be right and wanted from which a line is printed
TOLD = 0.4  # the salience from which an opening tells something
KEY_MOST, KEY_LEAST = 6, 3  # lines of a key timeline


def selected(analysis: Analysis) -> tuple[Cluster, ...]:
    """The clusters of the asked detail, each with the least detail that shows it."""
    found = [c for c in analysis.clusters if c.when is not None or c.chance >= STANDARD]
    by_salience = sorted(found, key=lambda c: (-c.salience, c.members[0]))
    by_salience = _told_once(_without_title(analysis, by_salience))
    printed = [c for c in by_salience if c.chance >= STANDARD]
    most = min(KEY_MOST, max(KEY_LEAST, len(printed) // 3))
    key = {c.members for c in by_salience[:most]}
    standard = {c.members for c in printed} | key
    levels: dict[tuple[int, ...], Detail] = {
        c.members: "key" if c.members in key else "standard" if c.members in standard else "all" for c in found
    }
    shown = {"key": ("key",), "standard": ("key", "standard"), "all": ("key", "standard", "all")}[analysis.detail]
    return tuple(replace(c, detail=levels[c.members]) for c in found if levels[c.members] in shown)


def _told_once(clusters: list[Cluster]) -> list[Cluster]:
    """One for each clause: two happenings of one clause ("the appeal", "turned down") are told by one line.

    So are two of clauses one of which holds the other, where both may have been at one time.
    """
    kept: list[Cluster] = []
    for c in clusters:
        same = [k for k in kept if k.label.place == c.label.place]
        alone = not same or (c.times and all(k.times != c.times and k.when != c.when for k in same))
        if alone and not any(_one_holds_the_other(k, c) for k in kept):
            kept.append(c)
    return kept


def _one_holds_the_other(one: Cluster, two: Cluster) -> bool:
    at_once = one.when is None or two.when is None or meet(one.when, two.when) is not None
    if one.label.place[0] != two.label.place[0] or not at_once:
        return False
    short, long = sorted((f" {' '.join(_WORD.findall(c.label.text.lower()))} " for c in (one, two)), key=len)
    return short in long and len(short.split()) >= _HELD


_WORD = re.compile(r"\w+")
_HELD = 4  # words: a clause of fewer is too short to say that it is the same


def _without_title(analysis: Analysis, clusters: list[Cluster]) -> list[Cluster]:
    """Without what only a title line tells, where the opening tells something: that is the same in other words."""

    def sentences(c: Cluster) -> list[Sentence]:
        return [analysis.sentence(m) for m in c.members]

    body = [s.index for s in analysis.document.sentences if not s.headline][:_OPENING]
    if not any(s.index in body for c in clusters if c.salience >= TOLD for s in sentences(c)):
        return clusters
    return [c for c in clusters if not all(s.headline for s in sentences(c))]


_OPENING = 2  # sentences
