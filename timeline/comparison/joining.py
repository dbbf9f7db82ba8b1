"""The same event across articles: which pairs are held against each other, and which are joined.

Only pairs are looked at that share a word of the trigger and a name, or a day and a rare word; a key that too many
events share is cut to its last ones, so that the work grows in proportion to the number of events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from timeline.comparison.judged import by_person
from timeline.comparison.keys import EventKey
from timeline.comparison.pairs import chance, features, reasons
from timeline.comparison.values import Join
from timeline.edits.judging import Judgement

SAME = 0.2  # the chance from which two events are one
CLASHING = 0.2  # the same for two that contradict each other in time or status, by the words alone
CLASHES = frozenset({"days apart", "weeks apart", "other status"})
_FRESH = 3  # days for which a happening is news
_REMEMBERED = 40  # events of one key that a new one is held against
NOTHING: Mapping[tuple[int, int], Judgement] = MappingProxyType({})
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


Scored = dict[tuple[int, int], tuple[float, dict[str, float]]]


def joined(
    keys: Sequence[EventKey], weights: Mapping[str, float], judged: Mapping[tuple[int, int], Judgement] = NOTHING
) -> list[Joined]:
    """The events as groups, in the order of their first members; no group holds two events of one article.

    judged: what people said of pairs (the smaller number first): it goes before what is likely, and they may put two
    events of one article together.
    """
    scored, clashing = _likely(keys, weights)
    apart = {pair for pair, said in judged.items() if not said.same}
    by_hand = {pair: said for pair, said in judged.items() if said.same}
    groups = _Groups(keys, {*scored, *by_hand}, apart)
    for (a, b), said in by_hand.items():
        groups.join(a, b, Join(keys[a].event.id, keys[b].event.id, 1.0, by_person(said)))
    for pairs in (scored, clashing):
        for a, b in sorted(pairs, key=lambda pair: (-pairs[pair][0], pair)):
            likely, found = pairs[a, b]
            groups.known.add((a, b))
            if groups.may_join(a, b):
                why = reasons(keys[a], keys[b], likely, found)
                groups.join(a, b, Join(keys[a].event.id, keys[b].event.id, likely, why))
    return groups.found()


def _likely(keys: Sequence[EventKey], weights: Mapping[str, float]) -> tuple[Scored, Scored]:
    """The pairs that are likely one event, and those that are by their words alone, with their chance and features."""
    rarity = rarity_of(keys)
    scored: Scored = {}
    clashing: Scored = {}
    for a, b in sorted(set(_pairs(keys, rarity))):
        found = features(keys[a], keys[b], rarity)
        likely = chance(found, weights)
        if CLASHES & set(found) and _each_of_its_day(keys[a], keys[b]):
            continue
        if likely >= SAME:
            scored[a, b] = likely, found
        elif (by_words := _by_words(found, weights)) >= CLASHING:
            clashing[a, b] = by_words, found
    return scored, clashing


class _Groups:
    """Events by number in groups that grow together. known: pairs that are likely; apart: pairs that are not one."""

    def __init__(self, keys: Sequence[EventKey], known: set[tuple[int, int]], apart: set[tuple[int, int]]) -> None:
        self.keys, self.known, self.apart = keys, known, apart
        self._home = list(range(len(keys)))
        self._members: dict[int, list[int]] = {n: [n] for n in self._home}
        self._why: dict[int, list[Join]] = defaultdict(list)

    def may_join(self, a: int, b: int) -> bool:
        """Not two events of one article, none that a person took apart; and most pairs across are likely."""
        one, two = self._members[self._home[a]], self._members[self._home[b]]
        articles = {self.keys[n].event.article for n in one}
        if any(self.keys[n].event.article in articles for n in two):
            return False
        pairs = {(min(c, d), max(c, d)) for c in one for d in two}
        return not pairs & self.apart and 2 * len(pairs & self.known) >= len(pairs)

    def join(self, a: int, b: int, by: Join) -> None:
        """Put the groups of two events together."""
        one, two = self._home[a], self._home[b]
        if one != two:
            for n in self._members[two]:
                self._home[n] = one
            self._members[one] += self._members.pop(two)
            self._why[one] += self._why.pop(two, [])
        self._why[one].append(by)

    def found(self) -> list[Joined]:
        """The groups, in the order of their first members."""
        return [
            Joined(tuple(sorted(members)), tuple(self._why.get(n, ())))
            for n, members in sorted(self._members.items(), key=lambda item: min(item[1]))
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
