"""What a timeline shows at a detail, and what is left of its links and phrases."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import ferry, timelines
from timeline.detail import DETAILS, at_detail, shows
from timeline.export import export, read_csv
from timeline.model import Anchor, AnchorKind, Detail, Timeline


def with_details(*details: Detail) -> Timeline:
    """The two events of the ferry at these details; one phrase is measured from the second."""
    made = ferry()
    events = tuple(replace(event, detail=detail) for event, detail in zip(made.events, details, strict=True))
    last = replace(made.time_expressions[-1], anchor=Anchor(AnchorKind.EVENT, events[1].id))
    return replace(made, events=events, time_expressions=(*made.time_expressions[:-1], last))


@pytest.mark.parametrize(
    ("asked", "least", "shown"),
    [
        ("key", "key", True), ("key", "standard", False), ("key", "all", False),
        ("standard", "key", True), ("standard", "standard", True), ("standard", "all", False),
        ("all", "key", True), ("all", "standard", True), ("all", "all", True),
    ],
)  # fmt: skip
def test_an_event_is_shown_from_its_own_detail_on(asked: Detail, least: Detail, shown: bool) -> None:
    assert shows(asked, with_details(least, "key").events[0]) is shown


def test_what_is_not_shown_leaves_no_link_and_no_anchor() -> None:
    whole = with_details("key", "all")
    less = at_detail(whole, "standard")
    assert [event.id for event in less.events] == ["ferry-e1"]
    assert less.links == ()
    assert [one.text for one in less.time_expressions] == [one.text for one in whole.time_expressions]
    assert less.time_expressions[-1].anchor == Anchor(AnchorKind.EVENT)
    assert at_detail(whole, "all") == whole
    assert len(read_csv(export(less, "csv"))) == 1


def test_a_result_from_before_there_was_detail_reads_as_standard() -> None:
    old = ferry().to_json().replace(',"detail":"standard"', "")
    assert "detail" not in old
    read = Timeline.from_json(old)
    assert at_detail(read, "standard") == read
    assert at_detail(read, "key").events == ()


@given(timelines(), st.data())
def test_more_detail_shows_what_less_does_in_the_same_order(made: Timeline, data: st.DataObject) -> None:
    events = tuple(replace(event, detail=data.draw(st.sampled_from(DETAILS))) for event in made.events)
    made = replace(made, events=events)
    shown = [at_detail(made, detail).events for detail in DETAILS]
    assert shown[2] == made.events
    for less, more in pairwise(shown):
        assert less == tuple(event for event in more if event in less)
