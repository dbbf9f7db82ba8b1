"""What the filters leave in, and what they count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.filters import NOBODY, OWN_VOICE, Filter, Kind, counts, filter_of, grouped, sure_of
from tests.dashboard.made import TEXT, made
from timeline.intervals import Bound
from timeline.model import Correction, Event

EVENTS = made().events
TOLD = [(event, TEXT) for event in EVENTS]


def ids(chosen: Filter) -> list[str]:
    return [event.id for event, text in TOLD if chosen.shows(event, text)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [f"e{n}" for n in range(1, 11)]),
        ("bridge closed", ["e5", "e6", "e7"]),  # the sentence that tells three
        ("closed harbour PIERS office", ["e5", "e6", "e7"]),
        ("IDA MARSH", ["e3"]),  # who says so
        ("lantern", ["e6"]),  # where
        ("ferry repaired", []),
        ("  ", [f"e{n}" for n in range(1, 11)]),
    ],
)
def test_words_are_looked_for_in_label_sentence_people_and_places(words: str, found: list[str]) -> None:
    assert ids(Filter(words=words)) == found


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        ("status", ["denied"], ["e3"]),
        ("status", ["denied", "possible"], ["e3", "e9"]),
        ("source", ["the council"], ["e8", "e9", "e10"]),
        ("source", [OWN_VOICE], ["e1", "e2", "e5", "e7"]),
        ("who", [NOBODY], []),
        ("where", ["Lantern Bay"], ["e6"]),
        ("grain", ["minute"], ["e8"]),
        ("grain", ["no date"], ["e10"]),
        ("sure", ["low"], ["e10"]),
        ("corrected", ["corrected"], []),
        ("status", ["nonsense"], []),
    ],
)
def test_values_of_a_kind(kind: Kind, values: list[str], found: list[str]) -> None:
    assert ids(Filter(values={kind: frozenset(values)})) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2024-06-10", "2024-06-10", ["e4", "e5", "e6"]),
        ("2024-06-20", None, ["e4", "e8", "e9"]),  # what may still go on has not ended
        (None, "2013-12-31", ["e1", "e2"]),
        ("2014-01-01", "2018-12-31", []),
    ],
)
def test_a_time_window_keeps_what_may_lie_in_it(since: str | None, until: str | None, found: list[str]) -> None:
    assert ids(filter_of({"since": since, "until": until}, None, "standard")) == found


def test_kinds_must_all_hold() -> None:
    both = filter_of({"source": ["the council"], "q": "hearing"}, ["planned"], "standard")
    assert ids(both) == ["e8"]
    assert both.any
    assert not filter_of(None, None, "standard").any


def test_what_is_no_day_is_left_aside() -> None:
    assert filter_of({"since": "soon", "until": "2024-13-01"}, None, "standard") == Filter()


def test_counts_say_what_a_value_would_show_with_the_other_choices_kept() -> None:
    found = counts(TOLD, Filter(values={"source": frozenset(["the council"])}))
    assert found["status"] == {"planned": 2, "possible": 1}
    assert found["source"]["Ida Marsh"] == 1  # its own kind is not held against it
    assert sum(counts(TOLD, Filter())["status"].values()) == len(EVENTS)


def test_corrected_events_are_told_apart() -> None:
    correction = Correction("label", "a", "b", "Ann", "2024-06-12T10:00:00Z")
    one = replace(EVENTS[0], corrections=(correction,))
    assert Filter(values={"corrected": frozenset(["corrected"])}).shows(one, TEXT)


@pytest.mark.parametrize(
    ("confidence", "step"), [(1, "high"), (0.75, "high"), (0.74, "middling"), (0.1, "low"), (0, "low")]
)
def test_steps_of_confidence(confidence: float, step: str) -> None:
    assert sure_of(confidence) == step


def test_lanes_are_the_values_of_a_kind_the_fullest_first() -> None:
    assert list(grouped(EVENTS, "status")) == ["happened", "planned", "denied", "ongoing", "possible"]
    lanes = grouped(EVENTS, "source")
    assert next(iter(lanes)) == "the council"
    assert list(lanes)[-1] == OWN_VOICE
    assert sum(len(members) for members in lanes.values()) == len(EVENTS)
    everything: dict[str, list[Event]] = grouped(EVENTS, "")
    assert list(everything) == [""]


def test_a_day_bounds_a_filter() -> None:
    assert filter_of({"since": "2024-06-10"}, None, "all").since == Bound.of(2024, 6, 10)
