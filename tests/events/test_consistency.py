"""Times narrowed along ties, without a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.events.consistency import consistent
from timeline.events.ordering import Tie
from timeline.events.temporal.bounds import before
from timeline.intervals import Bound, Interval
from timeline.model import Relation

NOW = Bound.parse("2024-06-12")


def _within(low: str | None, high: str | None) -> Interval:
    return Interval.within(Bound.parse(low) if low else None, Bound.parse(high) if high else None)


def test_bounds_travel_along_ties() -> None:
    """A before B before C on 3 June: A is no later than that, whatever the order the ties are given in."""
    whens = [_within(None, "2024-06-12"), _within(None, "2024-06-12"), _within("2024-06-03", "2024-06-03")]
    ties = [Tie(0, Relation.BEFORE, 1, 0.9), Tie(2, Relation.AFTER, 1, 0.5)]
    found = consistent(whens, ties)
    assert [str(w.begin.latest) for w in found.whens if w is not None] == ["2024-06-03"] * 3
    assert found.narrowed == {1: [ties[1]], 0: [ties[0]]}


def test_what_comes_after_is_no_earlier() -> None:
    found = consistent(
        [_within("2024-06-03", "2024-06-03"), _within(None, "2024-06-12")], [Tie(1, Relation.AFTER, 0, 1)]
    )
    assert found.whens[1] == _within("2024-06-03", "2024-06-12")


def test_dates_refute_a_tie() -> None:
    """Two dated events keep their dates; the tie that contradicts them goes."""
    whens = [_within("2024-06-03", "2024-06-03"), _within("2024-06-01", "2024-06-01")]
    tie = Tie(0, Relation.BEFORE, 1, 0.9)
    found = consistent(whens, [tie])
    assert found.refuted == (tie,)
    assert found.kept == ()
    assert found.whens == tuple(whens)


_DAYS = st.integers(-20, 20)
_TIMES = st.none() | st.tuples(_DAYS, st.integers(0, 9)).map(
    lambda d: Interval.within(NOW.plus_days(d[0]), NOW.plus_days(d[0] + d[1]))
)
_ORDER = st.sampled_from([Relation.BEFORE, Relation.AFTER, Relation.SIMULTANEOUS])


@given(st.lists(_TIMES, min_size=2, max_size=6), st.data())
def test_times_only_narrow(whens: list[Interval | None], data: st.DataObject) -> None:
    """No time grows or vanishes, and no kept tie is refuted by the times it was given with."""
    n = st.integers(0, len(whens) - 1)
    ties = [
        t
        for t in data.draw(st.lists(st.builds(Tie, n, _ORDER, n, st.floats(0, 1)), max_size=6))
        if t.source != t.target
    ]
    found = consistent(whens, ties)
    assert set(found.kept) | set(found.refuted) == set(ties)
    for old, new in zip(whens, found.whens, strict=True):
        assert (old is None) == (new is None)
        if old is not None and new is not None:
            assert old.begin.earliest is not None
            assert new.begin.earliest is not None
            assert old.begin.earliest.day <= new.begin.earliest.day
            assert new.end.latest == old.end.latest
    for t in found.kept:
        a, b = whens[t.source], whens[t.target]
        first, second = (a, b) if t.relation is Relation.BEFORE else (b, a)
        if t.relation is not Relation.SIMULTANEOUS and first is not None and second is not None:
            assert not before(second, first)
