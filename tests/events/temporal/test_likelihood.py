"""What is likely where the text does not say: which reading comes first, and that bounds that hold stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline
from timeline.derivation import worded
from timeline.errors import DataError
from timeline.events.models import models_of
from timeline.events.temporal.weights import read_weights
from timeline.model import Event, EventsMode

DAY, EVE, MORROW = "2024-06-12", "2024-06-11", "2024-06-13"
WEIGHTS = models_of("en").times
SHAPES = WEIGHTS.shapes


def _told(text: str, word: str, mode: EventsMode = "all") -> Event:
    found = timeline.extract(text, published=DAY, events=mode).events
    return next(e for e in found if text[e.trigger.start : e.trigger.end] == word)


def _bounds(event: Event) -> tuple[str, ...]:
    when = event.when
    assert when is not None
    return tuple(str(b or "") for b in (when.begin.earliest, when.begin.latest, when.end.earliest, when.end.latest))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "bounds"),
    [
        # what is said in the news is said on its day; not what a dated sentence puts elsewhere
        ("The harbour will close for good, the mayor said. Boats left on Wednesday.", "said", (DAY,) * 4),
        # a morning paper names the day before: then that is when it was said
        ("The harbour will close for good, the mayor said. Boats left on Tuesday.", "said", (EVE,) * 4),
        ("The harbour will close for good, the mayor said on Monday.", "said", ("2024-06-10",) * 4),
        # a state goes on around the day
        ("The company owns two mills in the valley.", "owns", ("", EVE, MORROW, "")),
    ],
)
def test_likeliest(text: str, word: str, bounds: tuple[str, ...]) -> None:
    """In the mode of all events the likeliest time is the event's."""
    assert _bounds(_told(text, word)) == bounds


@pytest.mark.model
def test_what_is_to_come_is_not_over_on_the_day() -> None:
    """Whether it begins at once or later."""
    event = _told("The harbour will close for good, the mayor said on Wednesday.", "close")
    assert _bounds(event)[2:] == (MORROW, "")


def _chance(text: str, word: str, shape: str) -> float:
    event = _told(text, word)
    steps = [*event.derivation, *(s for r in event.readings for s in r.derivation)]
    said = {s.arguments["shape"]: float(s.arguments["chance"]) for s in steps if s.rule == "event.likely"}
    return said.get(shape, 0.0)


@pytest.mark.model
def test_leads_tell_of_the_day() -> None:
    """The verb of a report's first sentence is rather of the day of publication than that of an aside further down."""
    aside = "The valley is known for its orchards. It has two schools. Tourists like it. Hotels are cheap. "
    aside += "Trains are rare. Roads are narrow. "
    day = " The mayor spoke on Wednesday."
    lead = _chance("Floods destroyed the bridge. " + aside + day, "destroyed", "on the day of publication")
    below = aside + "It lies where floods destroyed a bridge." + day
    assert lead > _chance(below, "destroyed", "on the day of publication")


@pytest.mark.model
def test_what_no_phrase_dates_has_its_likely_time() -> None:
    """The timeline gives the likely time with its reasons, and what else is likely with its weight."""
    event = _told("Floods destroyed the bridge. Soldiers left on Wednesday.", "destroyed", "timeline")
    assert next(s.rule for s in event.derivation) == "event.likely"
    assert event.readings
    assert all(0 < r.weight <= 1 and r.when is not None for r in event.readings)
    assert [r.weight for r in event.readings] == sorted((r.weight for r in event.readings), reverse=True)
    assert all(worded(step) for r in event.readings for step in r.derivation)


@pytest.mark.model
def test_a_day_of_its_own_needs_no_other_reading() -> None:
    """What the text dates has one time on the timeline."""
    event = _told("Floods destroyed the bridge on Monday.", "destroyed", "timeline")
    assert _bounds(event) == ("2024-06-10",) * 4
    assert event.readings == ()


@given(st.lists(st.sampled_from([*WEIGHTS.rows, "no such feature"])), st.sets(st.sampled_from(SHAPES), min_size=1))
def test_chances_sum_to_one(features: list[str], among: set[str]) -> None:
    """Whatever holds, something is likely; saying a thing twice changes nothing."""
    chances = WEIGHTS.chances(features, among)
    assert set(chances) == among
    assert sum(chances.values()) == pytest.approx(1)
    assert WEIGHTS.chances([*features, *features], among) == chances


@pytest.mark.parametrize(
    "text", ["[", "[]", "{}", '{"shapes": ["a"], "weights": {"x": [1, 2]}, "order": {}, "sentence": 0, "place": 0}']
)
def test_faulty_weights_are_named(text: str) -> None:
    """A file of another shape is refused by its name."""
    with pytest.raises(DataError, match=r"^learned\.json: "):
        read_weights(text, "learned.json")
