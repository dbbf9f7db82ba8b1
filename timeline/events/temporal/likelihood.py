"""The likeliest time of an event whose time the text does not say outright.

The rules give bounds that hold. Around them lie a dozen shapes a time can have (on the day of publication, before it,
going on, somewhere in its phrase ...); readable features of the clause speak for or against each of them, with weights
learned from annotated news by `benchmarks/learn.py` and kept in `en/weights.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.events.temporal.bounds import make, moved
from timeline.events.temporal.context import Anchored, TemporalContext, step
from timeline.events.temporal.features import features
from timeline.events.temporal.mentioned_dates import DateMention, MentionedDates, nearest
from timeline.events.temporal.mentioned_dates import mentioned_dates as told_days
from timeline.events.temporal.weights import Weights
from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.model import Reading, Status, Step

RULES = "as the words say"
WORTH_SAYING = 0.2  # a reading less likely than this is not shown
OVER_OTHERS, OVER_OWN = 0.6, 0.9  # the chance from which a time overrules that by another event, by a phrase of its own
_TIE = 0.6  # of the chance of the likeliest
_REASONS = 3
_BY, _BEFORE, _ON_THE_DAY = "by the day of publication", "before publication", "on the day of publication"
_EVE_OR_DAY = "on the day of publication or the day before"


def shapes(context: TemporalContext, n: int, found: Anchored, dates: MentionedDates) -> dict[str, Interval]:
    """What may be the time of a candidate, by name: shapes around publication and around the days the text tells,
    and what the rules found if unlike them all."""
    now = context.published
    if now is None:
        return {RULES: found.when} if found.when is not None else {}
    out = dict(_around(now))
    last, near = dates.last[context.candidates[n].sentence], nearest(dates, context, n)
    for name, mark in (("first day told", dates.first), ("last day told", last), ("nearest phrase", near)):
        if mark is not None:
            out.update(_beside(f"the {name}", mark.when, now))
    if near is not None:
        out["before the nearest phrase"] = _until(near.when)
    if dates.news is not None:
        low, high = dates.news.when.earliest, dates.news.when.latest
        if low is not None and high is not None:
            out["on the day of the news"] = Interval.within(low.day_only(), high.day_only())
            out["between the day of the news and publication"] = Interval.within(low.day_only(), now, Grain.VAGUE)
            out["before the day of the news"] = _until(dates.news.when)
    elsewhere = dates.elsewhere(context, n)
    if elsewhere is not None:
        out["as the word is dated elsewhere"] = elsewhere
    out.update(_of_phrase(context, n, now))
    out = {name: when for name, when in out.items() if _agrees(when, context.statuses[n], now)}
    if found.when is not None and shape_of(found, out, now) == RULES:
        out[RULES] = found.when
    return out


def _agrees(when: Interval, status: Status, now: Bound) -> bool:
    """What is planned is not over by the day of publication; what happened has not begun after it."""
    if status is Status.PLANNED:
        return when.latest is None or when.latest.day > now.day
    begin = when.begin.earliest
    return status is not Status.HAPPENED or begin is None or begin.day <= now.day


def _beside(name: str, when: Interval, now: Bound) -> dict[str, Interval]:
    """Within a stretch the text tells; and, where it is over, between it and publication, or going on since."""
    low, high = when.earliest, when.latest
    if low is None or high is None:
        return {}
    low, high = low.day_only(), high.day_only()
    out = {f"within {name}": Interval.within(low, high, when.grain)}
    if high.day < now.day:
        between, on = _since(low, now)
        out[f"between {name} and publication"] = between
        out[f"going on since after {name}"] = on
        out[f"since {name} and on"] = Interval(Bounds(low, high), Bounds(moved(now, 1), None), Grain.VAGUE)
    return out


def _until(when: Interval) -> Interval:
    low = when.earliest
    limit = moved(low.day_only(), -1) if low is not None else None
    return Interval(Bounds(None, limit), Bounds(None, limit), Grain.VAGUE)


@lru_cache(maxsize=64)
def _around(now: Bound) -> Mapping[str, Interval]:
    """The shapes that need no more than the publication date."""
    eve, morrow = moved(now, -1), moved(now, 1)
    return {
        "on the day of publication": Interval.within(now, now),
        "on the day of publication or the day before": Interval.within(eve, now),
        "by the day of publication": Interval.within(None, now),
        "before publication": Interval.within(None, eve),
        "after publication": Interval(Bounds(morrow, None), Bounds(morrow, None), Grain.VAGUE),
        "going on at publication": Interval(Bounds(None, eve), Bounds(morrow, None), Grain.VAGUE),
        "over some time before publication": Interval(Bounds(None, eve), Bounds(None, now), Grain.VAGUE),
        "over some time after publication": Interval(Bounds(now, None), Bounds(morrow, None), Grain.VAGUE),
        "from the day of publication on": Interval(Bounds(now, now), Bounds(morrow, None), Grain.VAGUE),
        "up to the day of publication": Interval(Bounds(None, eve), Bounds(now, now), Grain.VAGUE),
    }


@lru_cache(maxsize=256)
def _since(day: Bound, now: Bound) -> tuple[Interval, Interval]:
    """Between a day told and publication, and going on since some day between them."""
    eve, morrow = moved(now, -1), moved(now, 1)
    return Interval.within(day, eve, Grain.VAGUE), Interval(Bounds(day, eve), Bounds(morrow, None), Grain.VAGUE)


def _of_phrase(context: TemporalContext, n: int, now: Bound) -> dict[str, Interval]:
    """What the first phrase of its own with a place on the calendar may make of an event."""
    for a in context.own.get(n, ()):
        w = context.expressions[a.expression].when
        low, high = (w.earliest, w.latest) if w is not None else (None, None)
        if w is None or low is None or high is None:
            continue
        out = {"within its phrase": Interval.within(low, high, w.grain)}
        if low != high:
            out["all through its phrase"] = Interval(Bounds(low, low), Bounds(high, high), Grain.VAGUE)
            part = make((low, moved(high, -1)), (moved(low, 1), high), Grain.VAGUE)
            if part is not None:
                out["for days within its phrase"] = part
        if high.day < now.day:
            out["since its phrase and on"] = Interval(Bounds(low, high), Bounds(moved(now, 1), None), Grain.VAGUE)
        return out
    return {}


def shape_of(found: Anchored, among: Mapping[str, Interval], now: Bound | None) -> str:
    """Which of the shapes the rules' own answer has, a day around publication aside; RULES where it is like none."""
    if found.when is None:
        return "nothing"
    own = _rough(found.when, now)
    return next((name for name, shape in among.items() if name != RULES and _rough(shape, now) == own), RULES)


def _rough(when: Interval, now: Bound | None) -> tuple[bool, tuple[int | None, ...]]:
    """Bounds as days from publication, a day off counting as none, and whether begin and end are told apart."""
    bounds = (when.begin.earliest, when.begin.latest, when.end.earliest, when.end.latest)
    days = [None if b is None else b.day - (now.day if now is not None else 0) for b in bounds]
    return when.begin != when.end, tuple(0 if d is not None and abs(d) <= 1 else d for d in days)


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be judged of a candidate: its possible `shapes`, the one the rules have, the features that hold."""

    shapes: Mapping[str, Interval]
    by_rules: str
    features: tuple[str, ...]


def case(context: TemporalContext, n: int, found: Anchored, dates: MentionedDates) -> Case:
    """The case of a candidate. `found`: its time by the rules, `dates`: those the text mentions."""
    possible = shapes(context, n, found, dates)
    by_rules = shape_of(found, possible, context.published)
    return Case(possible, by_rules, tuple(dict.fromkeys(features(context, n, found, dates, by_rules))))


def most_likely(
    context: TemporalContext, anchored: Sequence[Anchored], weights: Weights
) -> tuple[list[Anchored], list[float]]:
    """The candidates at their likeliest time, the next ones their other readings, and a number for each that is the
    smaller the earlier it may have begun."""
    dates = told_days(context, anchored)
    out, early = [], []
    for n, found in enumerate(anchored):
        this = case(context, n, found, dates)
        ranked = chances(this, weights)
        likely = [f"likely {name}" for _, name in ranked[:1]]
        early.append(weights.earliness([*this.features, *likely], context.candidates[n].sentence, n))
        known = context.published is not None and found.when is not None
        out.append(_likeliest(found, this, ranked, weights) if known else found)
    return out, early


def likely_times(
    context: TemporalContext, anchored: Sequence[Anchored], weights: Weights, least: float
) -> list[Anchored]:
    """The times, each at its likeliest where the chance of that is high enough: `least` for what no phrase and no other
    event dates, more for what another event dates, most for what has a phrase of its own.

    What is not replaced keeps whatever else is likely as readings where no phrase dates it.
    """
    dates = told_days(context, anchored)
    return [_likely_time(context, n, found, dates, weights, least) for n, found in enumerate(anchored)]


def _likely_time(
    context: TemporalContext, n: int, found: Anchored, dates: MentionedDates, weights: Weights, least: float
) -> Anchored:
    if context.published is None or found.when is None:
        return found
    dated = bool(found.times) or found.about is not None
    own = any(a.expression in found.times for a in context.own.get(n, ()))
    this = case(context, n, found, dates)
    ranked = chances(this, weights)
    chance, name = ranked[0]
    several = own and len(found.times) > 1  # "on Monday, Tuesday and Thursday": one of them is not when it was
    if not several and chance >= (OVER_OWN if own else OVER_OTHERS if dated else least):
        mark = None if name in (this.by_rules, RULES) else _mark(context, n, name, dates)
        times = () if not dated else (mark.expression,) if mark is not None else found.times
        return replace(_likeliest(found, this, ranked, weights), times=times)
    return found if dated else replace(found, readings=_others(this, ranked, this.by_rules, weights))


def _mark(context: TemporalContext, n: int, name: str, dates: MentionedDates) -> DateMention | None:
    """The phrase that a shape is made of, by its name."""
    told = {
        "first day told": dates.first,
        "last day told": dates.last[context.candidates[n].sentence],
        "nearest phrase": nearest(dates, context, n),
        "day of the news": dates.news,
    }
    return next((mark for part, mark in told.items() if part in name), None)


def chances(this: Case, weights: Weights) -> list[tuple[float, str]]:
    """The chance of each time, the likeliest first, under the name the rules or a phrase have for it, else any."""
    chances = weights.chances(this.features, this.shapes)
    same: dict[tuple[Bounds, Bounds], list[str]] = {}
    for name, when in this.shapes.items():
        same.setdefault((when.begin, when.end), []).append(name)
    ranked = [
        (sum(chances[k] for k in group), min(group, key=lambda k: (k != this.by_rules, "phrase" not in k, -chances[k])))
        for group in same.values()
    ]
    return sorted(ranked, key=lambda r: (-r[0], r[1]))


def _others(this: Case, ranked: Sequence[tuple[float, str]], first: str, weights: Weights) -> tuple[Reading, ...]:
    return tuple(
        Reading(this.shapes[name], weight=round(chance, 2), derivation=(_why(this, name, chance, weights),))
        for chance, name in ranked
        if chance >= WORTH_SAYING and name != first
    )


def _likeliest(found: Anchored, this: Case, ranked: Sequence[tuple[float, str]], weights: Weights) -> Anchored:
    chance, first = _honest(this, ranked)
    rules_agree = first in (this.by_rules, RULES)
    kept = found.times if rules_agree or "phrase" in first else ()
    why = (*(found.steps if rules_agree else ()), _why(this, first, chance, weights))
    others = _others(this, ranked, first, weights)
    return replace(found, when=this.shapes[first], times=kept, steps=why, certainty=chance, readings=others)


def _honest(this: Case, ranked: Sequence[tuple[float, str]]) -> tuple[float, str]:
    """The likeliest time; where "before publication" is hardly likelier than the day itself, both of them."""
    chance, first = ranked[0]
    days = (_ON_THE_DAY, _EVE_OR_DAY, "on the day of the news")
    on_the_day = sum(c for c, name in ranked[1:] if name in days)
    if first == _BEFORE and on_the_day >= _TIE * chance and _BY in this.shapes:
        return sum(c for c, name in ranked if name in (_BEFORE, _BY, *days)), _BY
    return chance, first


def _why(this: Case, name: str, chance: float, weights: Weights) -> Step:
    reasons = "; ".join(weights.reasons(this.features, name, _REASONS)) or "nothing in particular"
    return step("likely", shape=name, chance=f"{100 * chance:.0f}", reasons=reasons)
