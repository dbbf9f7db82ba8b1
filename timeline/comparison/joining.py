"""The same event across articles: which pairs are held against each other, and which are joined.

Only pairs are looked at that share a word of the trigger and a name, or a day and a rare word; a key that too many
events share is cut to its last ones, so that the work grows in proportion to the number of events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from timeline.comparison.keys import EventKey
from timeline.comparison.pairs import chance, features, reasons
from timeline.comparison.values import Join

SAME = 0.2  # the chance from which two events are one
CLASHING = 0.2  # the same for two that contradict each other in time or status, by the words alone
CLASHES = frozenset({"days apart", "weeks apart", "other status"})
_FRESH = 3  # days for which a happening is news
_REMEMBERED = 40  # events of one key that a new one is held against
_RARE = 3  # words of an event that are its rarest
_SHORT = 3  # days: a time no longer than this is a time of days


@dataclass(frozen=True, slots=True)
class Joined:
    """Numbers of the events that are one, in the order given, and why."""

    members: tuple[int, ...]
    joins: tuple[Join, ...]


def rarity_of(keys: Sequence[EventKey]) -> dict[str, float]:
    """log((1 + n) / (1 + events that have the word)) + 1 of n events."""
    counts = Counter(w for key in keys for w in key.words | key.sentence | key.names | key.place)
    return {word: log((1 + len(keys)) / (1 + count)) + 1 for word, count in counts.items()}


def joined(keys: Sequence[EventKey], weights: Mapping[str, float]) -> list[Joined]:
    """The events as groups, in the order of their first members; no group holds two events of one article."""
    rarity = rarity_of(keys)
    scored: dict[tuple[int, int], tuple[float, dict[str, float]]] = {}
    clashing: dict[tuple[int, int], tuple[float, dict[str, float]]] = {}
    for a, b in sorted(set(_pairs(keys, rarity))):
        found = features(keys[a], keys[b], rarity)
        likely = chance(found, weights)
        if CLASHES & set(found) and _each_of_its_day(keys[a], keys[b]):
            continue
        if likely >= SAME:
            scored[a, b] = likely, found
        elif (by_words := _by_words(found, weights)) >= CLASHING:
            clashing[a, b] = by_words, found
    home = list(range(len(keys)))
    groups: dict[int, list[int]] = {n: [n] for n in home}
    why: dict[int, list[Join]] = defaultdict(list)

    def best_first(pairs: Mapping[tuple[int, int], tuple[float, dict[str, float]]]) -> list[tuple[int, int]]:
        return sorted(pairs, key=lambda pair: (-pairs[pair][0], pair))

    for a, b in (*best_first(scored), *best_first(clashing)):
        scored[a, b] = likely, found = scored.get((a, b)) or clashing[a, b]
        one, two = home[a], home[b]
        if one == two or not _may_join(keys, groups[one], groups[two], scored):
            continue
        for n in groups[two]:
            home[n] = one
        groups[one] += groups.pop(two)
        by = Join(keys[a].event.id, keys[b].event.id, likely, reasons(keys[a], keys[b], likely, found))
        why[one] += [*why.pop(two, []), by]
    return [
        Joined(tuple(sorted(members)), tuple(why.get(n, ())))
        for n, members in sorted(groups.items(), key=lambda item: min(item[1]))
    ]


def _by_words(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely two accounts that contradict each other in time or status are of one event all the same."""
    if not CLASHES & set(found) or "other word" in found:
        return 0.0
    return chance({name: value for name, value in found.items() if name not in CLASHES}, weights)


def _each_of_its_day(one: EventKey, other: EventKey) -> bool:
    """Is each the news of its own paper's day? Then two papers tell of two happenings on two days."""
    if one.published is None or other.published is None or one.begin is None or other.begin is None:
        return False
    ages = one.published.day - one.begin[0], other.published.day - other.begin[0]
    fresh = all(0 <= age <= _FRESH for age in ages) and one.dated and other.dated
    return (
        one.published.day != other.published.day and abs(ages[0] - ages[1]) <= 1 and fresh and one.begin != other.begin
    )


def _may_join(
    keys: Sequence[EventKey],
    one: Sequence[int],
    two: Sequence[int],
    scored: Mapping[tuple[int, int], tuple[float, dict[str, float]]],
) -> bool:
    """Not two events of one article; and most pairs across are likely."""
    articles = {keys[n].event.article for n in one}
    if any(keys[n].event.article in articles for n in two):
        return False
    pairs = [(min(a, b), max(a, b)) for a in one for b in two]
    return 2 * sum(pair in scored for pair in pairs) >= len(pairs)


def _pairs(keys: Sequence[EventKey], rarity: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """The pairs of two articles that share a key."""
    known: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, key in enumerate(keys):
        for shared in dict.fromkeys(_blocks(key, rarity)):
            others = known[shared]
            yield from ((m, n) for m in others[-_REMEMBERED:] if keys[m].event.article != key.event.article)
            others.append(n)


def _blocks(key: EventKey, rarity: Mapping[str, float]) -> Iterator[tuple[object, ...]]:
    kinds = sorted(k for k in key.kinds if k[0] != "=")
    names = sorted(key.names | key.place, key=lambda w: (-rarity.get(w, 1.0), w))[:_RARE]
    rare = sorted(key.words, key=lambda w: (-rarity.get(w, 1.0), w))[:_RARE]
    yield from (("kind", kind, name) for kind in sorted(key.kinds) for name in names)
    yield from (("rare", *pair) for pair in _two(sorted(rare)))
    if key.begin is not None and key.begin[1] - key.begin[0] < _SHORT:
        for day in range(key.begin[0] - 1, key.begin[1] + 2):
            yield from (("day", day, word) for word in (*kinds, *rare))
    elif key.begin is None:
        yield from (("undated", kind, word) for kind in kinds for word in rare)


def _two(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((a, b) for n, a in enumerate(words) for b in words[n + 1 :])
