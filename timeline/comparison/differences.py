"""Where accounts of one event cannot both be true, and what a later account did to an earlier one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from timeline.comparison.figures import Figure, differ
from timeline.comparison.keys import EventKey, days_apart, settled, tolerance
from timeline.comparison.values import Change, Difference, DifferenceKind
from timeline.intervals import civil
from timeline.model import Derivation, Status, Step

_PAIRS = 6  # accounts of one event that are all held against each other; of more, each against the first


def differences(event: str, keys: Sequence[EventKey], corrections: Collection[tuple[str, str]]) -> list[Difference]:
    """Every difference among the accounts of the joint event with this id. corrections: pairs of articles the second of
    which is a later version of the first."""
    pairs = combinations(keys, 2) if len(keys) <= _PAIRS else ((keys[0], other) for other in keys[1:])
    found: list[Difference] = []
    for one, other in pairs:
        if _later(one, other, corrections) < 0:
            one, other = other, one
        for kind, says, change, steps in _differ(one, other, corrections):
            if not any(d.kind is kind and d.says in (says, says[::-1]) for d in found):  # each difference once
                found.append(Difference(kind, event, one.event.id, other.event.id, says, change, steps))
    return found


Found = tuple[DifferenceKind, tuple[str, str], Change | None, Derivation]


def _differ(one: EventKey, other: EventKey, corrections: Collection[tuple[str, str]]) -> Iterator[Found]:
    """The differences of two accounts, the later one second."""
    corrected = (one.event.article, other.event.article) in corrections
    later = _later(one, other, corrections) > 0
    apart = days_apart(one, other)
    if apart is not None and apart > tolerance(one, other) and one.dated and other.dated and not _yearly(one, other):
        planned = one.event.status is Status.PLANNED and later
        change = Change.CORRECTED if corrected else Change.MOVED if planned else None
        steps = [Step("comparison.days apart", {"days": str(apart)})]
        if tolerance(one, other):
            steps.append(Step("comparison.zones unknown", {}))
        yield DifferenceKind.DATE, (_when(one), _when(other)), change, tuple(steps)
    if _statuses_clash(one, other):
        withdrawn = later and other.event.status is Status.DENIED
        change = Change.CORRECTED if corrected else Change.WITHDRAWN if withdrawn else None
        said = one.event.status.value, other.event.status.value
        step = Step("comparison.statuses", {"one": said[0], "other": said[1]})
        yield DifferenceKind.STATUS, said, change, (step,)
    for a, b in _figures(one, other):
        change = Change.CORRECTED if corrected else Change.UPDATED if later else None
        step = Step("comparison.figures", {"unit": a.unit})
        yield DifferenceKind.FIGURE, (_worded(a), _worded(b)), change, (step,)


def _yearly(one: EventKey, other: EventKey) -> bool:
    """Is it the same day of two years: "the year ended on 30 June"?"""
    if one.begin is None or other.begin is None or one.begin[0] != one.begin[1] or other.begin[0] != other.begin[1]:
        return False
    (year, *day), (other_year, *other_day) = civil(one.begin[0]), civil(other.begin[0])
    return year != other_year and day == other_day


def _statuses_clash(one: EventKey, other: EventKey) -> bool:
    """Told as fact and denied; planned and denied; planned by an account that is no older than the fact."""
    a, b = one.event.status, other.event.status
    if Status.DENIED in (a, b):
        if not one.kinds & other.kinds:
            return False  # what is denied may be another part of the same sentence
        return settled(a) or settled(b) or Status.PLANNED in (a, b)
    if not (Status.PLANNED in (a, b) and (settled(a) or settled(b))):
        return False
    plan, fact = (one, other) if a is Status.PLANNED else (other, one)
    if not (plan.dated and fact.dated):
        return False  # tense alone is a weak witness
    if plan.published is None or fact.published is None or plan.published.day < fact.published.day:
        return False  # it came about
    return fact.begin is None or fact.begin[0] <= plan.published.day


def _figures(one: EventKey, other: EventKey) -> Iterator[tuple[Figure, Figure]]:
    for a in one.figures:
        alike = [b for b in other.figures if b.unit == a.unit]
        if alike and all(differ(a, b) for b in alike):
            yield a, alike[0]


def _later(one: EventKey, other: EventKey, corrections: Collection[tuple[str, str]]) -> int:
    """1 where the other was published on a later day, -1 where on an earlier one, 0 where neither is known."""
    pair = one.event.article, other.event.article
    if pair in corrections or pair[::-1] in corrections:
        return 1 if pair in corrections else -1
    if one.published is None or other.published is None:
        return 0
    return (other.published.day > one.published.day) - (other.published.day < one.published.day)


def _when(key: EventKey) -> str:
    when = key.event.when
    return (when.edtf if when is not None else None) or "?"


def _worded(figure: Figure) -> str:
    number = f"{figure.value:,.0f}" if figure.value == int(figure.value) else f"{figure.value:,g}"
    hedge = f"{figure.hedge} " if figure.hedge else ""
    return f"{hedge}{number}{figure.unit}" if figure.unit == "%" else f"{hedge}{number} {figure.unit}"
