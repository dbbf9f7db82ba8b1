"""The ends of the calendar, and reasons that are none."""

from __future__ import annotations

import pytest

import timeline

pytestmark = pytest.mark.model


@pytest.mark.parametrize("published", ["9999-12-31", "-9999-01-01"])
@pytest.mark.parametrize(
    "text",
    [
        "It was founded after December 31, 9999.",
        "The tribe left before 9999 BC and settled.",
        "The war will end next week. Officials plan an inquiry into the fire.",
        "The war was going on. They had left.",
        "After more than 900 years of fighting, the army entered the town.",
    ],
)
def test_what_would_lie_beyond_the_calendar_is_open(text: str, published: str) -> None:
    assert timeline.extract(text, published=timeline.Bound.parse(published)).articles


def test_a_phrase_that_did_not_count_is_no_reason() -> None:
    """A day ahead says nothing of what has happened."""
    found = timeline.extract("The army left the town on 3 June 2013, on 9 July 2013.", published="2013-06-12")
    assert {e.text for e in found.time_expressions} == {"3 June 2013", "9 July 2013"}
    for event in found.events:
        named = {step.arguments["phrase"] for step in event.derivation if step.rule == "event.phrase"}
        assert named == {e.text for e in found.time_expressions if e.id in event.times}


def test_an_anchor_names_what_is_there_or_nothing() -> None:
    text = "After more than two weeks of shelling, the firm said it may pay for the damage."
    found = timeline.extract(text, published="2013-06-12")
    known = {*(e.id for e in found.events), *(t.id for t in found.time_expressions), None}
    assert {e.anchor.ref for e in found.time_expressions} <= known


def test_a_sentence_cut_for_its_length_has_an_end() -> None:
    """Cut in the midst of coordinated verbs, its second part opens with a verb that is joined to nothing."""
    deeds = ", ".join(["left the mill and sold the port"] * 45)
    found = timeline.extract(f"On Monday the men {deeds} and closed the gate on Tuesday.", published="2013-06-12")
    assert found.events


@pytest.mark.parametrize(
    "text",
    [
        "He came and saw and left and ",
        "They want to come and see and leave and ",
        '"It did," he said, "and they will." ',
    ],
)
def test_long_chains_of_pronouns_and_verbs_are_read_to_their_end(text: str) -> None:
    """Each stands for the one before or goes on from it, hundreds of times."""
    assert timeline.extract(text * 250 + ".", published="2013-06-12").articles
