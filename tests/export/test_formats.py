"""CSV and JSON: written, read back, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from tests.made import ferry, timelines
from timeline.errors import InputError
from timeline.export import COLUMNS, EXPORTERS, export, read_csv, rows, to_dataframe
from timeline.model import Article, Event, Timeline

_KEPT = ("id", "article", "label", "status", "said_by", "who", "what", "where", "when", "confidence")


def kept(event: Event) -> dict[str, object]:
    """What a table holds of an event."""
    return {name: getattr(event, name) for name in _KEPT}


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_columns_are_those_of_the_design() -> None:
    assert ", ".join(COLUMNS) == (
        "article, id, label, status, said_by, begin_earliest, begin_latest, end_earliest, end_latest, grain, edtf, "
        "phrase, sentence, who, what, where, confidence, derivation"
    )


def test_csv_has_a_row_an_event() -> None:
    header, left, found = cells(export(ferry(), "csv"))
    assert tuple(header) == COLUMNS
    assert left == [
        "ferry", "ferry-e1", "ferry left", "happened", "the coast guard", "2019-03-05T18:00", "2019-03-06T05:59",
        "2019-03-05T18:00", "2019-03-06T05:59", "part of day", "2019-03-05/2019-03-06", "Tuesday night",
        "The ferry left on Tuesday night, the coast guard said.", "the ferry", "left", "the harbour", "0.9",
        "Tied to the phrase.",
    ]  # fmt: skip
    assert found[5:13] == ["", "", "", "", "", "", "the next morning", "It was found the next morning."]


def test_csv_comes_back_as_events_with_their_sentences() -> None:
    timeline = ferry()
    back = read_csv(export(timeline, "csv"), timeline.articles)
    assert [kept(event) for event in back] == [kept(event) for event in timeline.events]
    assert [event.sentence for event in back] == [event.sentence for event in timeline.events]
    assert [event.order for event in back] == [0, 1]


@given(timelines())
def test_csv_loses_nothing_of_its_columns(timeline: Timeline) -> None:
    text = export(timeline, "csv")
    back = read_csv(text)
    assert [kept(event) for event in back] == [kept(event) for event in timeline.events]
    again = export(replace(timeline, events=back), "csv")
    both = [
        [row[: COLUMNS.index("phrase")] + row[COLUMNS.index("who") :] for row in cells(one)] for one in (text, again)
    ]
    assert both[0] == both[1]


@given(timelines())
def test_no_cell_is_a_formula(timeline: Timeline) -> None:
    for row in cells(export(timeline, "csv"))[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@given(timelines())
def test_json_loses_nothing(timeline: Timeline) -> None:
    assert Timeline.from_json(export(timeline, "json")) == timeline


def test_json_of_the_ferry_comes_back() -> None:
    assert Timeline.from_json(export(ferry(), "json")) == ferry()


def test_columns_may_be_in_another_order_and_more() -> None:
    table = cells(export(ferry(), "csv"))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[*reversed(row), "note"] for row in table])
    assert [kept(event) for event in read_csv("\ufeff" + out.getvalue())] == [kept(event) for event in ferry().events]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("label", "what"), "no column label"),
        (("happened", "hapened"), "row 2: .*hapened"),
        (("2019-03-05T18:00", "5 March"), "row 2: .*5 March"),
        (("2019-03-06T05:59,2019-03-05", "2018-03-06T05:59,2019-03-05"), "row 2: earliest"),
        (("part of day", "era"), "row 2: .*era"),
        (("0.9", "sure"), "row 2: .*sure"),
        (("ferry,ferry-e2", "ferry-e2"), "row 3: 17 cells, wanted 18"),
    ],
)
def test_a_broken_table_is_named_with_its_row(change: tuple[str, str], fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        read_csv(export(ferry(), "csv").replace(*change, 1))


@pytest.mark.parametrize("text", ["", "\ufeff", '"open', "a,b\n1,2\n"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_csv(text)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"'xlsx'.*csv, json"):
        export(ferry(), "xlsx")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_format_writes_an_empty_timeline(name: str) -> None:
    assert export(Timeline(), name).endswith("\n")
    assert EXPORTERS[name].suffix.startswith(".")


def test_phrases_of_two_articles_with_equal_ids_are_kept_apart() -> None:
    one = ferry()
    other = replace(
        one,
        articles=(Article("b", text=one.articles[0].text),),
        time_expressions=tuple(replace(x, article="b", text="Wednesday") for x in one.time_expressions),
        events=tuple(replace(x, article="b") for x in one.events),
    )
    both = Timeline(
        one.articles + other.articles, one.time_expressions + other.time_expressions, one.events + other.events
    )
    assert [row[COLUMNS.index("phrase")] for row in rows(both)] == [
        "Tuesday night", "the next morning", "Wednesday", "Wednesday",
    ]  # fmt: skip


def test_a_dataframe_has_the_same_cells() -> None:
    frame = to_dataframe(ferry())
    assert list(frame.columns) == list(COLUMNS)
    assert [tuple(row) for row in frame.itertuples(index=False)] == list(rows(ferry()))
