"""Edits as values: made, applied, undone, matched to a new reading, and refused where somebody was faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import made
from timeline.edits import Entry, apply, article_values, differences, removed_events, standing, steps_of
from timeline.edits.making import Change, EditError, Signed, StaleError, entries_of, redo, undo
from timeline.edits.rows import corrections
from timeline.edits.values import when_text
from timeline.intervals import Bound, Interval
from timeline.model import Correction, Event, Span, Status, Timeline

AT = "2026-11-29T10:12:00+00:00"
Log = tuple[Entry, ...]


def ferry() -> Timeline:
    """As the program reads it, from the Gazette."""
    timeline = made.ferry()
    return replace(
        timeline,
        articles=(replace(timeline.articles[0], outlet="Gazette"),),
        events=tuple(replace(one, corrections=()) for one in timeline.events),
    )


def signed(log: Sequence[Entry], who: str = "Mara", reason: str | None = None) -> Signed:
    return Signed(who, AT, len(log), reason)


def edited(log: Log, *changes: Change, timeline: Timeline | None = None, reason: str | None = None) -> Log:
    return (*log, *entries_of(timeline or ferry(), log, changes, signed(log, reason=reason)))


def event(timeline: Timeline, id: str) -> Event:
    return next(one for one in timeline.events if one.id == id)


def test_a_field_is_set_and_both_values_are_kept() -> None:
    log = edited((), Change("label", "ferry-e1", "Ferry Odd leaves"), reason="its name is known")
    shown = event(apply(ferry(), log), "ferry-e1")
    assert shown.label == "Ferry Odd leaves"
    assert shown.corrections == (
        Correction("label", "ferry left", "Ferry Odd leaves", "Mara", AT, "its name is known"),
    )
    assert event(ferry(), "ferry-e1").label == "ferry left"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("status", "denied", Status.DENIED),
        ("said_by", "the owner", "the owner"),
        ("said_by", None, None),
        ("who", "the ferry Odd", "the ferry Odd"),
        ("what", "sailed", "sailed"),
        ("where", None, None),
    ],
)
def test_every_field_can_be_set(field: str, value: str | None, expected: object) -> None:
    shown = event(apply(ferry(), edited((), Change(field, "ferry-e1", value))), "ferry-e1")
    assert getattr(shown, field) == expected
    if field == "said_by":
        assert shown.attribution == ((value,) if value else ())


def test_a_second_correction_still_tells_the_programs_value() -> None:
    log = edited((), Change("label", "ferry-e1", "one"))
    log = edited(log, Change("label", "ferry-e1", "two"))
    told = event(apply(ferry(), log), "ferry-e1").corrections
    assert [(one.machine, one.person) for one in told] == [("ferry left", "one"), ("ferry left", "two")]


def test_a_typed_date_is_read_and_says_where_it_comes_from() -> None:
    log = edited((), Change("when", "ferry-e2", "early March"))
    shown = event(apply(ferry(), log), "ferry-e2")
    assert when_text(shown.when) == "2019-03-01..2019-03-11/2019-03-01..2019-03-11 month"
    assert shown.derivation[0].arguments == {"words": "early March", "who": "Mara"}


def test_a_date_is_taken_away_and_an_undated_event_is_dated() -> None:
    assert event(apply(ferry(), edited((), Change("when", "ferry-e1"))), "ferry-e1").when is None
    assert event(ferry(), "ferry-e2").when is None


def test_another_reading_is_chosen() -> None:
    timeline = ferry()
    day = Interval.stretch(Bound.parse("2019-03-12"), Bound.parse("2019-03-12"))
    with_reading = replace(timeline.events[0], readings=timeline.time_expressions[0].readings)
    timeline = replace(timeline, events=(with_reading, timeline.events[1]))
    log = edited((), Change("when", "ferry-e1", reading=0), timeline=timeline)
    assert event(apply(timeline, log), "ferry-e1").when == day
    with pytest.raises(EditError, match="1 other readings"):
        edited((), Change("when", "ferry-e1", reading=1), timeline=timeline)


def test_the_order_follows_a_changed_date_and_a_tie_that_it_contradicts_goes() -> None:
    log = edited((), Change("when", "ferry-e2", "1 March 2019"))
    shown = apply(ferry(), log)
    assert [(one.id, one.order) for one in shown.events] == [("ferry-e2", 1), ("ferry-e1", 2)]
    assert shown.links == ()
    later = apply(ferry(), edited((), Change("when", "ferry-e2", "6 March 2019")))
    assert [one.id for one in later.events] == ["ferry-e1", "ferry-e2"]
    assert later.links == ferry().links


def test_an_event_is_removed_with_its_ties_and_restored() -> None:
    log = edited((), Change("removed", "ferry-e1", "yes"), reason="no event")
    shown = apply(ferry(), log)
    assert [one.id for one in shown.events] == ["ferry-e2"]
    assert shown.links == ()
    assert [one.id for one in removed_events(ferry(), log)] == ["ferry-e1"]
    log = edited(log, Change("removed", "ferry-e1", None))
    back = apply(ferry(), log)
    assert [one.id for one in back.events] == ["ferry-e1", "ferry-e2"]
    assert removed_events(ferry(), log) == ()
    assert [one.person for one in back.events[0].corrections] == ["removed", None]


def test_events_are_merged_and_the_mentions_of_both_kept() -> None:
    log = edited((), Change("merged", "ferry-e1", other="ferry-e2"))
    (shown,) = apply(ferry(), log).events
    assert [one.trigger for one in shown.mentions] == [Span(10, 14), Span(62, 67)]
    assert shown.times == ("ferry-t1", "ferry-t2")
    assert removed_events(ferry(), log) == ()


def test_a_merged_event_is_split_again_at_a_mention() -> None:
    log = edited((), Change("merged", "ferry-e1", other="ferry-e2"))
    log = edited(log, Change("split", "ferry-e1", "Ferry is found", span=Span(62, 67)))
    first, second = sorted(apply(ferry(), log).events, key=lambda one: one.trigger)
    assert [one.trigger for one in first.mentions] == [Span(10, 14)]
    assert (second.id, second.label, second.trigger, second.when) == (
        "ferry.p2", "Ferry is found", Span(62, 67), first.when,
    )  # fmt: skip
    log = edited(log, Change("when", "ferry.p2", "6 March 2019"))
    assert when_text(event(apply(ferry(), log), "ferry.p2").when) == "2019-03-06/2019-03-06 day"


def test_an_event_of_one_mention_is_not_split() -> None:
    with pytest.raises(EditError, match="told in several places"):
        edited((), Change("split", "ferry-e1", span=Span(10, 14)))


def test_an_event_is_added_from_words_with_a_date_in_one_step() -> None:
    log = edited((), Change("added", span=Span(37, 48)), Change("when", "new", "5 March 2019"))
    shown = event(apply(ferry(), log), "ferry.p1")
    assert (shown.label, shown.sentence, when_text(shown.when)) == (
        "coast guard", ferry().events[0].sentence, "2019-03-05/2019-03-05 day",
    )  # fmt: skip
    assert {one.step for one in log} == {1}
    assert [one.field for one in shown.corrections] == ["added", "when"]
    assert shown.corrections[0].machine is None


@pytest.mark.parametrize("span", [None, Span(5, 5), Span(-1, 4), Span(0, 1000), Span(3, 4)])
def test_an_event_is_added_from_words_only(span: Span | None) -> None:
    with pytest.raises(EditError, match="select some"):
        edited((), Change("added", span=span))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Change("label", "ferry-e1", "  "), "label"),
        (Change("label", "ferry-e1", "x" * 301), "label"),
        (Change("status", "ferry-e1", "perhaps"), "status"),
        (Change("when", "ferry-e1", "the usual"), "when"),
        (Change("label", "ferry-e9", "x"), "event"),
        (Change("merged", "ferry-e1", other="ferry-e1"), "other"),
        (Change("order", "ferry-e1", "1"), "field"),
        (Change("published", None, "the other day"), "published"),
        (Change("url", None, "javascript:alert(1)"), "url"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(change: Change, field: str) -> None:
    with pytest.raises(EditError) as refused:
        edited((), change)
    assert refused.value.field == field


def test_an_edit_wants_a_name() -> None:
    with pytest.raises(EditError, match="type your name") as refused:
        entries_of(ferry(), (), [Change("label", "ferry-e1", "x")], Signed(" \u200b", AT, 0))
    assert refused.value.field == "who"


def test_a_value_that_is_so_already_makes_no_entry() -> None:
    assert edited((), Change("label", "ferry-e1", " ferry  left "), Change("who", "ferry-e1", "the ferry")) == ()


def test_title_address_and_date_of_the_article() -> None:
    log = edited(
        (), Change("title", None, "Ferry lost"), Change("outlet", None, "Harbour News"),
        Change("url", None, "https://news.example/f"), Change("published", None, "8 March 2019"),
    )  # fmt: skip
    article = apply(ferry(), log).articles[0]
    assert (article.title, article.url, str(article.published), article.published_from) == (
        "Ferry lost", "https://news.example/f", "2019-03-08", "given",
    )  # fmt: skip
    assert article_values(log)["outlet"] == "Harbour News"
    log = (*log, undo(log, signed(log)))
    assert article_values(log) == {
        "title": "Ferry found", "outlet": "Gazette", "url": "https://harbour.example/f", "published": "2019-03-07",
    }  # fmt: skip


def test_the_later_of_two_is_told_what_the_other_changed() -> None:
    log = edited((), Change("label", "ferry-e1", "theirs"))
    late = Signed("Tom", AT, 0)
    with pytest.raises(StaleError, match=r"Mara changed this meanwhile.*label.*theirs") as refused:
        entries_of(ferry(), log, [Change("status", "ferry-e1", "denied")], late)
    assert refused.value.entries[0].new == "theirs"
    assert entries_of(ferry(), log, [Change("status", "ferry-e2", "denied")], late)


def test_an_undo_merge_and_removal_count_as_changes_of_the_same_event() -> None:
    merged = edited((), Change("merged", "ferry-e1", other="ferry-e2"))
    with pytest.raises(StaleError, match="merged"):
        entries_of(ferry(), merged, [Change("label", "ferry-e2", "x")], Signed("Tom", AT, 0))
    log = edited((), Change("label", "ferry-e1", "x"))
    undone = (*log, undo(log, signed(log)))
    with pytest.raises(StaleError, match="undo"):
        entries_of(ferry(), undone, [Change("label", "ferry-e1", "y")], Signed("Tom", AT, 1))
    with pytest.raises(StaleError):
        undo(log, Signed("Tom", AT, 0))


def test_undo_and_redo_are_entries_and_a_new_step_forgets_what_could_be_redone() -> None:
    log = edited((), Change("label", "ferry-e1", "one"))
    log = edited(log, Change("label", "ferry-e1", "two"))
    log = (*log, undo(log, signed(log)))
    assert event(apply(ferry(), log), "ferry-e1").label == "one"
    log = (*log, redo(log, signed(log)))
    assert event(apply(ferry(), log), "ferry-e1").label == "two"
    log = (*log, undo(log, signed(log)))
    log = edited(log, Change("label", "ferry-e1", "three"))
    assert steps_of(log).undone == ()
    with pytest.raises(EditError, match="nothing to redo"):
        redo(log, signed(log))
    assert len(log) == 6


def test_one_step_in_the_middle_is_undone() -> None:
    log = edited((), Change("label", "ferry-e1", "one"))
    log = edited(log, Change("status", "ferry-e2", "denied"))
    log = (*log, undo(log, signed(log), step=1))
    assert apply(ferry(), log).events[0].label == "ferry left"
    assert apply(ferry(), log).events[1].status is Status.DENIED
    with pytest.raises(EditError, match="no step 1"):
        undo(log, signed(log), step=1)


def read_again(**more: object) -> Timeline:
    """The same article by a newer program: other ids, another label, perhaps other triggers."""
    first, second = ferry().events
    return replace(
        ferry(), links=(),
        events=(replace(second, id="ferry-e1"), replace(first, id="ferry-e7", **{"label": "The ferry left", **more})),  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_newer_reading_keeps_the_edits_by_the_place_of_the_trigger() -> None:
    log = edited((), Change("label", "ferry-e1", "Ferry Odd leaves"))
    shown = apply(read_again(), log)
    assert event(shown, "ferry-e7").label == "Ferry Odd leaves"
    assert event(shown, "ferry-e1").label == "ferry found"
    (different,) = differences(read_again(), log)
    assert (different.event, different.field, different.then, different.now) == (
        "ferry-e7", "label", "ferry left", "The ferry left",
    )  # fmt: skip
    assert differences(ferry(), log) == ()


def test_a_trigger_that_grew_is_found_by_its_overlap() -> None:
    log = edited((), Change("label", "ferry-e1", "Ferry Odd leaves"))
    assert event(apply(read_again(trigger=Span(4, 14)), log), "ferry-e7").label == "Ferry Odd leaves"


def test_an_event_that_the_newer_reading_lacks_stands_as_the_person_left_it() -> None:
    log = edited((), Change("label", "ferry-e1", "Ferry Odd leaves"))
    log = edited(log, Change("status", "ferry-e1", "denied"))
    without = replace(ferry(), events=ferry().events[1:], links=())
    shown = event(apply(without, log), "ferry.p1")
    assert (shown.label, shown.status, shown.when) == ("Ferry Odd leaves", Status.DENIED, ferry().events[0].when)
    assert len(apply(without, log).events) == 2
    assert [(one.field, one.then, one.now) for one in differences(without, log)] == [("event", "ferry left", None)]
    gone = edited((), Change("removed", "ferry-e1", "yes"))
    assert [one.id for one in apply(without, gone).events] == ["ferry-e2"]


def test_undoing_an_added_event_takes_what_was_changed_in_it() -> None:
    log = edited((), Change("added", None, "One", span=Span(37, 48)))
    log = edited(log, Change("label", "ferry.p1", "Two"))
    log = (*log, undo(log, signed(log), step=1))
    assert apply(ferry(), log) == ferry()


_CHANGES = st.one_of(
    st.builds(Change, st.just("label"), st.sampled_from(["ferry-e1", "ferry-e2", "ferry.p1"]), st.sampled_from("abc")),
    st.builds(Change, st.just("status"), st.sampled_from(["ferry-e1", "ferry-e2"]), st.sampled_from([*Status])),
    st.builds(
        Change, st.just("when"), st.sampled_from(["ferry-e1", "ferry-e2", "ferry.p1"]),
        st.sampled_from([None, "1 March 2019", "2018", "since 3 March", "9 March 2019"]),
    ),
    st.builds(Change, st.just("removed"), st.sampled_from(["ferry-e1", "ferry-e2"]), st.sampled_from(["yes", None])),
    st.just(Change("merged", "ferry-e1", other="ferry-e2")),
    st.just(Change("split", "ferry-e1", "Found", span=Span(62, 67))),
    st.just(Change("added", None, "Said", span=Span(37, 48))),
    st.just(Change("title", None, "Another")),
)  # fmt: skip


def _tried(log: Log, change: Change) -> Log:
    try:
        return edited(log, change)
    except EditError:
        return log


@given(st.lists(_CHANGES, max_size=6), st.data())
def test_undoing_all_gives_the_original_and_redoing_all_gives_the_edits_back(
    changes: list[Change], data: st.DataObject
) -> None:
    log: Log = ()
    for change in changes:
        log = _tried(log, change)
        if log and data.draw(st.booleans()) and steps_of(log).done:
            log = (*log, undo(log, signed(log), data.draw(st.sampled_from(steps_of(log).done))))
    full, steps = apply(ferry(), log), len(steps_of(log).done)
    for _ in range(steps):
        log = (*log, undo(log, signed(log)))
    assert apply(ferry(), log) == ferry()
    for _ in range(steps):
        log = (*log, redo(log, signed(log)))
    assert apply(ferry(), log) == full
    assert apply(ferry(), log) == apply(ferry(), log)


@given(st.lists(_CHANGES, max_size=6))
def test_whatever_is_edited_the_timeline_stays_whole(changes: list[Change]) -> None:
    log: Log = ()
    for change in changes:
        log = _tried(log, change)
    shown = apply(ferry(), log)
    ids = [one.id for one in shown.events]
    assert len(ids) == len(set(ids))
    assert [one.order for one in shown.events] == sorted(one.order for one in shown.events)
    assert all(link.source in ids and link.target in ids for link in shown.links)
    assert Timeline.from_json(shown.to_json()) == shown
    assert [one.sequence for one in log] == list(range(1, len(log) + 1))
    assert {one.step for one in standing(log)} <= {one.sequence for one in log}


def test_corrections_are_exported_as_rows() -> None:
    log = edited((), Change("when", "ferry-e1", "4 March 2019"), reason="the port's book says so")
    log = edited(log, Change("removed", "ferry-e2", "yes"), reason="no event")
    rows = corrections(ferry(), log)
    assert rows["corpus"] == [
        {
            "rule": "ferry left: the port's book says so", "published": "2019-03-07",
            "text": "The ferry left on Tuesday night, the coast guard said.",
            "events": {"left": {"begin": ["2019-03-04", "2019-03-04"], "end": ["2019-03-04", "2019-03-04"]}},
        },
        {
            "rule": "ferry found: no event", "published": "2019-03-07", "text": "It was found the next morning.",
            "not": ["found"],
        },
    ]  # fmt: skip
    assert rows["annotation"]["not_spans"] == [[62, 67]]
    (told,) = rows["annotation"]["events"]
    assert (told["spans"], told["begin"], told["need"]) == ([[10, 14]], ["2019-03-04", "2019-03-04"], "needed")
    assert [(one["field"], one["person"]) for one in rows["log"]] == [
        ("when", "2019-03-04/2019-03-04 day"), ("removed", "removed"),
    ]  # fmt: skip
