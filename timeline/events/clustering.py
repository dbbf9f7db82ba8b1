"""The same event told again: which mentions are one event, and which of them tells it best.

The chance that two mentions are one is a learned sum of readable features (`profiles.pair_features`; the weights are
learned by `benchmarks/learn_events.py`). Only mentions that share a word, a near-synonym, a stem or a sentence are held
against each other, so that the work stays in proportion to the length of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.events.analysis import Analysis, Cluster
from timeline.events.linear import LinearModel
from timeline.events.profiles import Profile, pair_features, profile
from timeline.events.telling import deed_of
from timeline.events.temporal.bounds import meet
from timeline.events.temporal.context import Anchored
from timeline.model import Derivation, Step

SAME = 0.27  # the chance from which two mentions are one event
LEAST = 0.15  # the salience below which a mention is no event of the article
_COMPARED = 8  # mentions of one event that a new one is held against: the first two and the last ones
_REMEMBERED = 12  # events of one word that a reader keeps apart
_ACTORS = 2  # names of who does it
_STEM = 5  # letters: "explode" and "explosion" share them
_REASONS = 2


def clustered(a: Analysis, model: LinearModel) -> tuple[Cluster, ...]:
    """The events: each mention joined to the event it most likely tells of, or one of its own."""
    profiles = {n: profile(a, n) for n, m in enumerate(a.mentions) if m.salience > LEAST}
    groups = group(a, profiles, model)
    return tuple(_merged(a, members, profiles, by) for members, by in groups)


def keys(a: Analysis, told: Profile) -> list[str]:
    """What two mentions must share one of to be held against each other."""
    who = sorted(told.names & told.subjects)[:_ACTORS]
    by_word = [*a.words.kinds(told.lemma), f"{told.lemma[:_STEM]}-"]
    return [*by_word, f"sentence {told.sentence}", *(f"by {name}" for name in who)]


def single(a: Analysis) -> tuple[Cluster, ...]:
    """Every mention an event of its own."""
    return tuple(
        Cluster((n,), 0.5, m.time.when, m.time.times, m.time.steps, m.time.certainty, n, m.time.readings)
        for n, m in enumerate(a.mentions)
    )


def shared_times(a: Analysis) -> list[Anchored]:
    """The times, those without a phrase of their own from another mention of the same event that has one."""
    profiles = {n: profile(a, n) for n in range(len(a.mentions))}
    out = [m.time for m in a.mentions]
    for members, _ in group(a, profiles, a.learned.same_event):
        best = max(members, key=lambda m: (a.mentions[m].time.certainty if a.mentions[m].time.times else 0.0, -m))
        source = a.mentions[best].time
        for m in members:
            mine = a.mentions[m].time
            if m == best or mine.times or not source.times or source.when is None:
                continue
            when = source.when if mine.when is None else meet(mine.when, source.when)
            if when is not None and mine.certainty < source.certainty:
                steps = (*source.steps, Step("event.same", {}))
                sure = min(0.7, source.certainty)
                out[m] = replace(mine, when=when, times=source.times, certainty=sure, steps=steps)
    return out


def group(a: Analysis, profiles: Mapping[int, Profile], model: LinearModel) -> list[tuple[list[int], Derivation]]:
    """The mentions that have a profile grouped into events in text order, each with what joined its last two."""
    groups: list[tuple[list[int], Derivation]] = []
    known: dict[str, list[int]] = {}
    for n, mine in profiles.items():
        shared = keys(a, mine)
        near = dict.fromkeys(g for key in shared for g in known.get(key, [])[-_REMEMBERED:])
        home = _best(a, n, list(near), groups, profiles, model)
        if home is None:
            home = len(groups)
            groups.append(([], ()))
        groups[home][0].append(n)
        for key in shared:
            if home not in known.setdefault(key, [])[-_REMEMBERED:]:
                known[key].append(home)
    return groups


def _best(
    a: Analysis,
    n: int,
    near: Sequence[int],
    groups: list[tuple[list[int], Derivation]],
    profiles: Mapping[int, Profile],
    model: LinearModel,
) -> int | None:
    """The group whose members it is likeliest one with, on average; None where that is unlikely."""
    best: tuple[float, int, list[str]] | None = None
    for g in near:
        whole = groups[g][0]
        members = whole if len(whole) <= _COMPARED else [*whole[:2], *whole[2 - _COMPARED :]]
        found = [pair_features(a, profiles[m], profiles[n], m, n) for m in members]
        chance = sum(map(model.chance, found)) / len(found)
        if chance >= SAME and (best is None or chance >= best[0]):
            best = chance, g, found[-1]
    if best is None:
        return None
    chance, home, features = best
    reasons = "; ".join(model.reasons(features, _REASONS)) or "-"
    by = Step("event.joined", {"chance": f"{100 * chance:.0f}", "reasons": reasons})
    groups[home] = groups[home][0], (by,)
    return home


def _merged(a: Analysis, members: Sequence[int], profiles: Mapping[int, Profile], by: Derivation) -> Cluster:
    """The mention that tells it best comes first; times of the others narrow that of the surest where they agree."""
    mentions = a.mentions
    own = deed_of(a, max(members, key=lambda m: (round(_tells(a, m, profiles[m]), 6), -m)), members)
    state = mentions[own].status
    by_certainty = sorted(members, key=lambda m: (mentions[m].status is not state, -mentions[m].time.certainty, m))
    first = mentions[by_certainty[0]].time
    when, steps, times = first.when, list(first.steps), list(first.times)
    for m in by_certainty[1:]:
        other = mentions[m].time
        if other.when is None or not other.times:
            continue
        both = meet(when, other.when) if when is not None else other.when
        if both is not None and both != when:
            when = both
            times.extend(t for t in other.times if t not in times)
            steps.extend(s for s in other.steps if s not in steps)
    rest = tuple(m for m in members if m != own)
    salience = max(mentions[m].salience for m in members)
    return Cluster(
        (own, *rest), salience, when, tuple(times), tuple(steps), first.certainty, by_certainty[0], first.readings, by
    )


def _tells(a: Analysis, n: int, told: Profile) -> float:
    """How well a mention tells the event: newsworthy, dated, with names, by a verb, and not in a headline."""
    mention = a.mentions[n]
    worth = mention.salience + 0.2 * mention.time.certainty + (0.2 if told.names else 0.0)
    return worth + (0.2 if told.verb else 0.0) - (0.2 if told.headline else 0.0)
