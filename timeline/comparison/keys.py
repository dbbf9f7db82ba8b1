"""An event in short, as it is held against those of other articles: its words, names, place, days and figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.comparison.figures import Figure, figures
from timeline.comparison.words import stem, terms
from timeline.grammar.lexicon import lexicon
from timeline.intervals import Bound, Bounds
from timeline.model import Article, Event, Status, TimeExpression
from timeline.zones import converted

_NAME = re.compile(r"[A-Z][\w’'-]*[\w]|[A-Z]{2,}")
_STEM = 5  # letters that "explode" and "explosion" share
FAR = 10**6  # days to a time that is open


@dataclass(frozen=True, slots=True)
class EventKey:
    """`kinds`: the trigger's lemma, near-synonyms and stem. `begin`: first and last ordinal of the day on which it may
    have begun; None: no day is known. `zone`: of the article."""

    event: Event
    published: Bound | None
    zone: str | None
    kinds: frozenset[str]
    words: frozenset[str]
    sentence: frozenset[str]
    names: frozenset[str]
    actors: frozenset[str]
    place: frozenset[str]
    begin: tuple[int, int] | None
    dated: bool
    figures: tuple[Figure, ...]


def event_keys(article: Article, events: Sequence[Event], times: Mapping[str, TimeExpression]) -> list[EventKey]:
    """The keys of an article's events."""
    return [_key(article, event, times) for event in events]


def _key(article: Article, event: Event, times: Mapping[str, TimeExpression]) -> EventKey:
    text = article.text
    said = text[event.sentence.start : event.sentence.end]
    inside = tuple(
        (t.start - event.sentence.start, t.end - event.sentence.start)
        for t in times.values()
        if event.sentence.start <= t.start < event.sentence.end
    )
    roles = [role for role in (event.who, event.what) if role]
    plain = event.label.replace("[", "").replace("]", "")
    names = frozenset(n for n in map(_plain, _NAME.findall(_after_first(plain))) if n)
    actors = frozenset(n for role in roles for n in map(_plain, _NAME.findall(role)) if n)
    return EventKey(
        event,
        article.published,
        article.zone,
        kinds_of(text[event.trigger.start : event.trigger.end]),
        frozenset(terms(plain)),
        frozenset(terms(said)),
        names | actors,
        actors or frozenset(w for role in roles for w in terms(role)),
        frozenset(terms(event.where or "")),
        _begin(event, article),
        bool(event.times),
        tuple(_own_figures(said, plain, inside)),
    )


def _own_figures(sentence: str, label: str, times: tuple[tuple[int, int], ...]) -> list[Figure]:
    """The figures of the clause that tells the event."""
    words = set(re.findall(r"[\w.,$£€%]+", label))
    return [f for f in figures(sentence, times) if set(re.findall(r"[\w.,$£€%]+", sentence[f.start : f.end])) <= words]


def _after_first(label: str) -> str:
    """The label without the capital of its first word, which need not be a name."""
    return label[:1].lower() + label[1:]


def _plain(name: str) -> str:
    word = re.sub(r"[’']s?$", "", name).lower()
    return "" if lexicon().has("noun.title", word) or lexicon().has("noun.time", word) else stem(word)


def kinds_of(trigger: str) -> frozenset[str]:
    """The lemma a word most likely has, its classes of near-synonyms, and its stem."""
    words = lexicon()
    found: set[str] = set()
    for part in trigger.lower().split():
        bare = part.strip("’'.,")
        lemmas = [bare, bare[:-1], bare[:-2], bare[:-3], f"{bare[:-2]}e", f"{bare[:-3]}e", f"{bare[:-3]}y"]
        if len(bare) > _STEM and bare.endswith("ed") and bare[-3] == bare[-4]:
            lemmas.append(bare[:-3])
        known = next((w for w in lemmas if len(w) > 1 and (words.roles_of(w) or w in words.same)), stem(bare))
        found.update(k for k in words.kinds(known))
        found.add(f"{stem(bare)[:_STEM]}-")
    return frozenset(found)


def _begin(event: Event, article: Article) -> tuple[int, int] | None:
    when = event.when
    if when is None or when.begin == Bounds():
        return None
    low, high = when.begin.earliest, when.begin.latest
    if low is None and high is not None:
        return high.day - FAR, high.day
    if low is not None and high is None:
        published = article.published.day if article.published is not None else low.day + FAR
        return low.day, max(low.day, published)
    return (low.day, high.day) if low is not None and high is not None else None


def tolerance(one: EventKey, other: EventKey) -> int:
    """Days that two accounts of one happening may lie apart: none in one zone, else one."""
    return 0 if one.zone is not None and one.zone == other.zone else 1


def days_apart(one: EventKey, other: EventKey) -> int | None:
    """How many days lie between the days on which the two may have begun, at least; 0 where they share one. None where
    one has none. Hours are converted where both zones are known."""
    if one.begin is None or other.begin is None:
        return None
    here, there = one.begin, other.begin
    if one.zone and other.zone and one.zone != other.zone:
        there = _moved(other, one.zone) or there
    return max(0, here[0] - there[1], there[0] - here[1])


def _moved(key: EventKey, zone: str) -> tuple[int, int] | None:
    when = key.event.when
    low, high = (when.begin.earliest, when.begin.latest) if when is not None else (None, None)
    if low is None or high is None or low.minute is None or high.minute is None or key.zone is None:
        return None
    first, last = converted(low, key.zone, zone), converted(high, key.zone, zone)
    return (first.day, last.day) if first is not None and last is not None else None


def settled(status: Status) -> bool:
    """Is it told as fact?"""
    return status in (Status.HAPPENED, Status.ONGOING)
