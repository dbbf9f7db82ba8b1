"""Timelines made by hand and by Hypothesis, for the tests of what is done with a result."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.model import (
    Anchor,
    AnchorKind,
    Article,
    Correction,
    Event,
    Link,
    Mention,
    Reading,
    Relation,
    Span,
    Status,
    Step,
    TimeExpression,
    Timeline,
    TimexType,
)

TEXT = "The ferry left on Tuesday night, the coast guard said. It was found\nthe next morning."
FIRST, SECOND = Span(0, 54), Span(55, 85)
FIRE = """Bakery fire

The bakery on Mill Street burned down on Monday night. Two firefighters were injured when the roof fell in, the mayor \
said on Tuesday. The owner had bought the house in 2009. He denied that the oven was to blame.

The town council will meet on Friday to help the owner. Neighbours smiled and shook hands. The fire burned the bakery \
for hours. An inspector may close the street next week. The bakery opened in 1931, and it was sold in 1987.

Last spring the council rejected a plan to repair the street. The mayor resigned in June after a court fined him, and \
a new one was elected in September.

The bridge collapsed in October after a ship hit it. The port was closed two days after the collapse.
"""
"""Of 13 November 2024, with events of every detail, sources and statuses, and ties between them."""


def day(text: str) -> Interval:
    """The day itself."""
    return Interval.stretch(Bound.parse(text), Bound.parse(text))


def ferry() -> Timeline:
    """One article, two phrases, two events, a link; every field used somewhere."""
    article = Article(
        "ferry", "Ferry found", TEXT, "https://harbour.example/f", Bound.parse("2019-03-07"), "given", "Europe/Oslo",
        "en", "news", (Span(0, len(TEXT)),),
    )  # fmt: skip
    night = Interval.within(Bound.parse("2019-03-05T18:00"), Bound.parse("2019-03-06T05:59"), Grain.PART)
    tuesday = TimeExpression(
        "ferry-t1", "ferry", 18, 31, "Tuesday night", TimexType.TIME, "2019-03-05TNI",
        anchor=Anchor(AnchorKind.PUBLICATION, None, Bound.parse("2019-03-07")), when=night,
        readings=(Reading(day("2019-03-12"), "2019-03-12TNI", 0.2, (Step("unknown rule", {"a": "b"}),)),),
        derivation=(Step("unknown rule", {"phrase": "Tuesday night"}),),
    )  # fmt: skip
    morning = TimeExpression(
        "ferry-t2", "ferry", 68, 84, "the next morning", TimexType.TIME, "2019-03-06TMO",
        anchor=Anchor(AnchorKind.EXPRESSION, "ferry-t1", Bound.parse("2019-03-05")), when=day("2019-03-06"),
    )  # fmt: skip
    bare = TimeExpression("ferry-t3", "ferry", 0, 3, "The", TimexType.DURATION, "P2W", mod="MORE_THAN")
    left = Event(
        "ferry-e1", "ferry", "ferry left", Span(10, 14), FIRST, (Mention("ferry", Span(10, 14), FIRST),), "the ferry",
        "left", "the harbour", Status.HAPPENED, "the coast guard", ("the coast guard",), night, ("ferry-t1",), 0, (),
        (Step("table", {"text": "Tied to the phrase."}),), 0.9, "standard",
        (Correction("said_by", None, "the coast guard", "Ann Lee", "2026-03-01T09:00:00Z", "=heard it"),),
    )  # fmt: skip
    found = Event("ferry-e2", "ferry", "ferry found", Span(62, 67), SECOND, order=1, times=("ferry-t2",))
    return Timeline(
        (article,), (tuesday, morning, bare), (left, found), (Link("ferry-e1", Relation.BEFORE, "ferry-e2"),)
    )


bounds_or_open = st.none() | st.builds(
    Bound,
    st.integers(Bound.of(-9998).day, Bound.of(9998).day),
    st.none() | st.integers(0, 1439),
)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval at all: open, vague, exact, near, of minutes, before Christ."""
    four = [draw(bounds_or_open) for _ in range(4)]
    grain, about = draw(st.sampled_from(Grain)), draw(st.booleans())
    try:
        return Interval(Bounds(four[0], four[1]), Bounds(four[2], four[3]), grain, about=about)
    except ValueError:
        known = sorted(bound.day for bound in four if bound is not None)
        first, last = Bound(known[0]), Bound(known[-1])
        return replace(draw(st.sampled_from([Interval.stretch, Interval.within]))(first, last, grain), about=about)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Events with any words and times."""
    events = tuple(
        Event(
            f"a-e{i}", draw(words), draw(words), FIRST, FIRST, who=draw(words) or None, what=draw(words) or None,
            where=draw(words) or None, status=draw(st.sampled_from(Status)), said_by=draw(words) or None,
            when=draw(st.none() | intervals()), order=i, confidence=draw(st.floats(0, 1)),
            derivation=(Step("table", {"text": draw(words)}),),
        )
        for i in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    return Timeline((Article("a", text=TEXT),), (), events)
