"""What people said of events of two articles: it goes before what is likely, and survives another reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline import Article, Comparison, Timeline, compare, extract
from timeline.comparison import EventPlace, Judgement
from timeline.edits.judging import place_of
from timeline.model import Event

pytestmark = pytest.mark.model

TOLD = (
    ("Fire destroyed the Lund paper mill on Monday. Police arrested two men on Tuesday.", "2014-05-08"),
    ("The blaze at the works by the river broke out on Monday. Two suspects were held on Tuesday.", "2014-05-08"),
    ("Fire destroyed the Lund paper mill on 5 May 2014.", "2014-06-01"),
)


@pytest.fixture(scope="module")
def read() -> list[Timeline]:
    return [extract(Article(f"a{n}", text=text, published=day)) for n, (text, day) in enumerate(TOLD)]  # type: ignore[arg-type]


def event(read: list[Timeline], word: str) -> Event:
    return next(e for one in read for e in one.events if one.articles[0].text[e.trigger.start :].startswith(word))


def said(one: Event, other: Event, same: bool, at: str = "2026-01-01T10:00:00+00:00") -> Judgement:
    return Judgement(same, place_of(one), place_of(other), "Mara", at, "I was there")


def together(found: Comparison, one: Event, other: Event) -> bool:
    return any({one.id, other.id} <= set(joint.events) for joint in found.joint)


def test_what_a_person_joins_is_one_event_and_says_by_whom(read: list[Timeline]) -> None:
    fire, blaze = event(read, "destroyed"), event(read, "broke")
    assert not together(compare(read), fire, blaze)  # the counter-example: nobody said so
    found = compare(read, [said(fire, blaze, True)])
    assert together(found, fire, blaze)
    steps = [step for join in found.joins for step in join.derivation]
    by_hand = next(step for step in steps if step.rule == "comparison.joined by person")
    assert by_hand.arguments == {"who": "Mara", "day": "2026-01-01", "reason": " (I was there)"}
    assert [one.same for one in found.judgements] == [True]


def test_what_a_person_parts_is_two_and_a_third_account_stays_with_one_of_them(read: list[Timeline]) -> None:
    first, last = event(read[:1], "destroyed"), event(read[2:], "destroyed")
    assert together(compare(read), first, last)
    found = compare(read, [said(last, first, False)])
    assert not together(found, first, last)
    assert sorted(id for joint in found.joint for id in joint.events) == sorted(e.id for e in found.events)


@pytest.mark.parametrize("turned", [False, True])
def test_the_last_word_counts_whichever_side_it_is_said_from(read: list[Timeline], turned: bool) -> None:
    fire, blaze = event(read, "destroyed"), event(read, "broke")
    later = said(*((blaze, fire) if turned else (fire, blaze)), False, "2026-01-02T10:00:00+00:00")
    for order in ((said(fire, blaze, True), later), (later, said(fire, blaze, True))):
        assert not together(compare(read, order), fire, blaze)


def test_another_reading_has_other_numbers_and_the_judgement_stands(read: list[Timeline]) -> None:
    fire, blaze = event(read, "destroyed"), event(read, "broke")
    renumbered = replace(
        read[0], events=tuple(replace(e, id=f"{e.article}.e9{n}") for n, e in enumerate(read[0].events))
    )
    again = [renumbered, *read[1:]]
    found = compare(again, [said(fire, blaze, True)])
    assert together(found, event(again, "destroyed"), blaze)
    assert found.judgements[0].one.event == event(again, "destroyed").id


def test_what_is_not_there_says_nothing(read: list[Timeline]) -> None:
    fire = event(read, "destroyed")
    gone = EventPlace("elsewhere", "x.e1", fire.trigger)
    found = compare(read, [Judgement(True, place_of(fire), gone, "Mara", "2026-01-01T10:00:00+00:00")])
    assert found.judgements == () and found.joint == compare(read).joint
    assert compare([], [said(fire, fire, True)]).joint == ()


def test_two_events_of_one_article_may_be_put_together_by_way_of_another(read: list[Timeline]) -> None:
    fire, held, blaze = event(read, "destroyed"), event(read, "arrested"), event(read, "broke")
    found = compare(read, [said(fire, blaze, True), said(held, blaze, True)])
    assert together(found, fire, held)
