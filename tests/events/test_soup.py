"""One phrase never costs an article: time words strung together at random, through the whole extraction."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from benchmarks.soup import FRAMES, JOINTS, MODIFIERS, PUBLISHED, TIMES
from timeline.model import Timeline

pytestmark = pytest.mark.model

times = st.builds(str.__add__, st.sampled_from(MODIFIERS), st.sampled_from(TIMES))
joined = st.builds(lambda first, rest: first + "".join(j + t for j, t in rest), times,
                   st.lists(st.tuples(st.sampled_from(JOINTS), times), max_size=2))  # fmt: skip
sentences = st.builds(lambda frame, one, two: frame.format(one, two), st.sampled_from(FRAMES), joined, joined)


@given(st.lists(sentences, min_size=1, max_size=3), st.sampled_from(PUBLISHED), st.sampled_from(("timeline", "all")))
@settings(max_examples=60)
def test_any_string_of_time_words_is_read(text: list[str], published: str, events: str) -> None:
    found = timeline.extract(" ".join(text), published=published or None, events=events)  # type: ignore[arg-type]
    assert Timeline.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("The road will be shut November-February.", "2013-11-01", "2014-02-28"),
        ("The road will be shut July-August.", "2013-07-01", "2013-08-31"),
        ("The shop will be shut Friday-Tuesday.", "2013-06-07", "2013-06-11"),
    ],
)
def test_a_span_over_the_turn_of_its_cycle_ends_in_the_next(text: str, begin: str, end: str) -> None:
    """And one that does not stays in its own."""
    found = timeline.extract(text, published="2013-06-07")
    (when,) = [event.when for event in found.events][:1]
    assert when is not None
    assert (str(when.earliest), str(when.latest)) == (begin, end)


def test_a_phrase_beyond_the_calendar_costs_nothing_else() -> None:
    text = "On the eve the king had left by 1/2 Jan. 24:00. The bridge fell on 5 June 2013."
    found = timeline.extract(text, published="9999-12-31", events="all")
    assert any(str(event.when.earliest) == "2013-06-05" for event in found.events if event.when is not None)
