"""Order from times and ties alone, without a text."""

from __future__ import annotations

from timeline.events.ordering import DID, Place, Tie, ordered
from timeline.events.temporal.bounds import make, meet, not_after
from timeline.events.temporal.durations import begun, earlier, length
from timeline.intervals import Bound, Bounds, Interval
from timeline.model import Relation

NOW = Bound.parse("2024-06-12")


def _day(text: str) -> Interval:
    return Interval.within(Bound.parse(text), Bound.parse(text))


def test_times_order() -> None:
    """The earlier day comes first, whatever the text does."""
    places = [Place(_day("2024-06-03"), DID, 0), Place(_day("2024-06-01"), DID, 1)]
    assert ordered(places, [], NOW).order == (2, 1)


def test_nothing_known_is_not_ordered() -> None:
    """Two events without any time share a number; with a tie they do not."""
    places = [Place(None, DID, 0), Place(None, DID, 1)]
    assert len(set(ordered(places, [], None).order)) == 1
    tied = ordered(places, [Tie(0, Relation.AFTER, 1, 0.5)], None)
    assert tied.order == (2, 1)


def test_weakest_tie_of_a_cycle_goes() -> None:
    """Contradicting ties: the stronger ones stay."""
    places = [Place(None, DID, n) for n in range(3)]
    ties = [
        Tie(0, Relation.BEFORE, 1, 0.9),
        Tie(1, Relation.BEFORE, 2, 0.8),
        Tie(2, Relation.BEFORE, 0, 0.3),
    ]
    found = ordered(places, ties, None)
    assert found.order == (1, 2, 3)
    assert found.dropped == (ties[2],)


def test_open_begin_is_pulled_before_its_successor() -> None:
    """What has no early bound stands right before what it must precede, not at its late bound."""
    late = Interval(Bounds(None, NOW), Bounds(None, NOW))
    places = [Place(late, DID, 0), Place(_day("2024-06-03"), DID, 1), Place(_day("2024-06-05"), DID, 2)]
    assert ordered(places, [Tie(0, Relation.BEFORE, 1, 0.9)], NOW).order == (1, 2, 3)


def test_lengths() -> None:
    """Months end where they end, hours count as no day, unknown numbers are unknown."""
    month, week = length("P1M"), length("P2W")
    assert month is not None
    assert week is not None
    assert str(earlier(Bound.parse("2024-03-31"), month)) == "2024-02-29"
    assert week.days == 14
    assert length("PXW") is None
    assert length("2024-03") is None
    end = Bounds(NOW, NOW)
    assert begun(end, week, "MORE_THAN") == Bounds(None, Bound.parse("2024-05-29"))
    almost = begun(end, week, "LESS_THAN")
    assert str(almost.earliest) == "2024-05-29"


def test_contradictions_leave_nothing() -> None:
    """Bounds that exclude each other give no interval; a cut that would leave nothing is not made."""
    a, b = _day("2024-06-01"), _day("2024-06-03")
    assert meet(a, b) is None
    assert make((b.begin.earliest, None), (None, a.end.latest)) is None
    assert not_after(b, a.latest) == b
