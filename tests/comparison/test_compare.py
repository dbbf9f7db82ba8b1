"""What articles say of the same events."""

from __future__ import annotations

import pytest

from timeline import Article, Comparison, Timeline, compare, extract
from timeline.comparison.written import as_data

pytestmark = pytest.mark.model


def compared(*told: tuple[str, str | None], zones: tuple[str | None, ...] = ()) -> Comparison:
    """The comparison of texts with their publication days."""
    zone = dict(enumerate(zones))
    articles = [Article(f"a{n}", text=t, published=d, zone=zone.get(n)) for n, (t, d) in enumerate(told)]  # type: ignore[arg-type]
    return compare([extract(a) for a in articles])


def test_yesterday_monday_and_5_may_are_one_day() -> None:
    found = compared(
        ("Fire destroyed the Lund paper mill yesterday.", "2014-05-06"),
        ("Fire destroyed the Lund paper mill on Monday.", "2014-05-08"),
        ("The fire that destroyed the Lund paper mill on 5 May 2014 is being investigated.", "2014-06-01"),
    )
    shared = [e for e in found.shared if "destroyed" in e.label]
    assert len(shared) == 1
    assert {m.article for m in shared[0].mentions} == {"a0", "a1", "a2"}
    assert shared[0].when is not None
    assert shared[0].when.edtf == "2014-05-05"
    assert found.contradictions == ()
    assert found.joins


def test_two_raids_on_two_days_are_two() -> None:
    found = compared(
        ("Rebels raided the town of Tarn on Monday, killing four people.", "2014-05-06"),
        ("Rebels raided the town of Tarn on Thursday, killing nine people.", "2014-05-09"),
    )
    assert [e for e in found.shared if "raided" in e.label] == []
    assert found.contradictions == ()


def test_dates_that_cannot_both_be_true() -> None:
    found = compared(
        ("Anna Berg, the mayor of Lund, was arrested at Tarn airport on 5 May 2014.", "2014-06-01"),
        ("Anna Berg, the mayor of Lund, was arrested at Tarn airport on 19 May 2014.", "2014-06-01"),
    )
    assert [(d.kind.value, d.says) for d in found.contradictions] == [("date", ("2014-05-05", "2014-05-19"))]
    joint = next(e for e in found.joint if e.id == found.contradictions[0].event)
    assert joint.when is not None
    assert str(joint.when.earliest) == "2014-05-05"
    assert str(joint.when.latest) == "2014-05-19"  # nothing is averaged: both stay inside


def test_happened_and_denied() -> None:
    found = compared(
        ("Orsa Mills sacked its chief engineer, Tom Dahl, on 5 May 2014.", "2014-05-06"),
        ("Orsa Mills did not sack its chief engineer, Tom Dahl, on 5 May 2014.", "2014-05-06"),
    )
    assert [(d.kind.value, set(d.says)) for d in found.contradictions] == [("status", {"happened", "denied"})]


def test_figures_of_one_event_that_differ() -> None:
    day = "2014-05-06"
    found = compared(
        ("A blast at the Lund mill killed 20 workers on Monday.", day),
        ("A blast at the Lund mill killed 31 workers on Monday.", day),
    )
    assert [d.kind.value for d in found.contradictions] == ["figure"]


def test_a_later_figure_is_a_change_and_no_contradiction() -> None:
    found = compared(
        ("A blast at the Lund mill killed 20 workers on Monday.", "2014-05-06"),
        ("A blast at the Lund mill killed 31 workers on Monday.", "2014-05-08"),
    )
    assert found.contradictions == ()
    assert [d.change and d.change.value for d in found.changes] == ["updated"]


def test_a_plan_that_came_about_is_no_contradiction() -> None:
    found = compared(
        ("Parliament will vote on the harbour bill on Friday.", "2014-05-06"),
        ("Parliament voted on the harbour bill on Friday.", "2014-05-10"),
    )
    assert found.contradictions == ()


def test_the_same_article_twice_is_said_and_not_compared_with_itself() -> None:
    text = "Fire destroyed the Lund paper mill on Monday."
    found = compared((text, "2014-05-06"), (f"{text}\n", "2014-05-06"))
    assert [n.kind.value for n in found.notes] == ["twice", "alone"]
    assert len(found.articles) == 1
    assert found.shared == ()


def test_a_text_and_its_later_correction() -> None:
    rest = " ".join(
        f"Neighbour number {n} saw smoke over the river near the old station." for n in ("one", "two", "three", "four")
    )
    found = compared(
        (f"Fire destroyed the Lund paper mill on 5 May 2014. {rest} It was cold.", "2014-05-20"),
        (f"Fire destroyed the Lund paper mill on 15 May 2014. {rest} It was warm.", "2014-05-20"),
    )
    assert "correction" in [n.kind.value for n in found.notes]
    assert [d.change and d.change.value for d in found.differences] == ["corrected"]


def test_nothing_one_and_undated() -> None:
    assert [n.kind.value for n in compare([]).notes] == ["alone"]
    assert [n.kind.value for n in compared(("Fire destroyed the mill on Monday.", "2014-05-06")).notes] == ["alone"]
    found = compared(
        ("Fire destroyed the Lund paper mill on Monday.", None),
        ("Fire destroyed the Lund paper mill on Monday.  Smoke rose.", "2014-05-06"),
    )
    assert "undated" in [n.kind.value for n in found.notes]
    assert found.contradictions == ()


def test_every_event_is_told_once() -> None:
    found = compared(
        ("Fire destroyed the Lund mill on Monday. Police arrested two men on Tuesday.", "2014-05-08"),
        ("Police in Lund arrested two men on Tuesday. Fire destroyed the mill on Monday.", "2014-05-08"),
    )
    own = [e for j in found.joint for e in j.events]
    assert sorted(own) == sorted(e.id for e in found.events)
    assert len(own) == len(set(own))
    assert as_data(found)["joint"]


def test_an_empty_timeline_takes_part() -> None:
    found = compare([Timeline((Article("a", text="Nothing."),)), Timeline((Article("b", text="Naught."),))])
    assert found.joint == ()
    assert {n.kind.value for n in found.notes} == {"undated", "empty"}
