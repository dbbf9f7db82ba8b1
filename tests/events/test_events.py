"""What holds for events of any text, and what the rest of the house relies on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline
from timeline.derivation import worded
from timeline.events.labels import LONGEST
from timeline.model import Relation, Status

pytestmark = pytest.mark.model

STORY = """Rebels cross the river

Rebels crossed the Osa on Tuesday night, according to two farmers, and burned a mill near Tarn. The army said on
Wednesday it would answer the attack.

“We lost everything,” Jana Holt, the miller, said. She left for the coast after the raid.

Talks between the two sides are due to begin in Geneva next week, but may fail. The minister denied that the army had
fled. Tuesday's raid was the third this year."""
PUBLISHED = "2024-06-12"

PHRASES = [
    "the army", "rebels attacked", "attack", "on Monday", "in May", "said that", "would", "may not", "after", "before",
    "withdrawal of Tarn", "for two weeks", ",", ".", "“", "”", "—", "he", "it", "who was", "has been to meet", "1990",
    "since", "\n\n", "\u00a0", "\u200b", "don’t", "(AP)", "a",
]  # fmt: skip
WORDS = st.sampled_from(PHRASES)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text(text: str) -> None:
    """No text breaks it; triggers are words of the text, inside their sentence; bounds and confidence are in range."""
    if not text.strip():
        return
    try:
        found = timeline.extract(text, published=PUBLISHED)
    except timeline.TimelineError:
        return  # refused with a reason
    for event in found.events:
        for mention in event.mentions:
            assert text[mention.trigger.start : mention.trigger.end].strip()
            assert mention.sentence.holds(mention.trigger)
        assert event.mentions[0].trigger == event.trigger
        assert 0 <= event.confidence <= 1
        assert event.label
        assert all(worded(step) for step in event.derivation)
    known = {e.id for e in found.events} | {t.id for t in found.time_expressions}
    assert all(link.source in known and link.target in known for link in found.links)


def test_same_whatever_went_before() -> None:
    """Nothing learned from one text reaches the next."""
    first = timeline.extract(STORY, published=PUBLISHED)
    timeline.extract("He fled to Oslo on 3 May 1990. She said so.", published="1990-06-01")
    assert timeline.extract(STORY, published=PUBLISHED) == first


def test_expressions_keep_what_they_say() -> None:
    """The event room fills `when`; extent, type, value and mod are the same in every mode."""
    text = "After shelling the town for more than three weeks, the army captured it on Monday."
    modes = [
        timeline.extract(text, published=PUBLISHED, events=m).time_expressions for m in ("none", "timeline", "all")
    ]
    seen = [[(t.id, t.start, t.end, t.type, t.value, t.mod) for t in found] for found in modes]
    assert seen[0] == seen[1] == seen[2]
    weeks = modes[1][0]
    assert modes[0][0].when is None
    assert weeks.when is not None
    assert str(weeks.when.begin.latest) == "2024-05-20"
    assert weeks.anchor.ref is not None


def test_order_agrees_with_links() -> None:
    """A link BEFORE is an order before, events come in order, and ids run as the text does."""
    found = timeline.extract(STORY, published=PUBLISHED)
    orders = {e.id: e.order for e in found.events}
    for link in found.links:
        if link.relation is Relation.BEFORE and link.source in orders:
            assert orders[link.source] < orders[link.target]
    told = sorted(found.events, key=lambda e: e.trigger.start)
    assert [e.id for e in told] == [f"{found.articles[0].id}.e{n}" for n in range(1, len(told) + 1)]
    assert [e.order for e in found.events] == sorted(orders.values())


def test_story() -> None:
    """Sources, statuses, mentions and labels of a short report."""
    found = timeline.extract(STORY, published=PUBLISHED, options=timeline.Options(detail="all"))
    told = {STORY[m.trigger.start : m.trigger.end]: e for e in found.events for m in e.mentions}
    assert told["crossed"].said_by == "two farmers"
    assert told["left"].who is not None
    assert "Holt" in told["left"].who
    assert told["denied"].mentions == told["fled"].mentions, "the denial and what is denied are one line"
    assert told["begin"].status is Status.PLANNED
    assert all(len(e.label.split()) <= LONGEST + 4 for e in found.events)


def test_all_mode_gives_every_event() -> None:
    """Researchers see the verbs of saying too, one event a trigger."""
    found = timeline.extract(STORY, published=PUBLISHED, events="all")
    words = [STORY[e.trigger.start : e.trigger.end] for e in found.events]
    assert words.count("said") == 2
    assert all(len(e.mentions) == 1 for e in found.events)
    assert len(found.events) > len(timeline.extract(STORY, published=PUBLISHED).events)


def test_text_without_body_has_no_events() -> None:
    """Only the article's body is read."""
    article = timeline.Article(id="x", text=STORY, published=PUBLISHED, body=(timeline.Span(0, 23),))  # type: ignore[arg-type]
    assert all(e.trigger.end <= 23 for e in timeline.extract(article).events)


def test_a_prefix_belongs_to_its_word() -> None:
    """ "re-elected" is one trigger on a timeline."""
    text = "Carl Benn, re-elected in May, has promised to repay his bonus."
    found = timeline.extract(text, published=PUBLISHED)
    assert "re-elected" in {text[e.trigger.start : e.trigger.end] for e in found.events}
