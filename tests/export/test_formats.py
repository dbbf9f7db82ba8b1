"""CSV and JSON: written, read back, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings

from tests.made import ferry, timelines
from timeline.errors import InputError
from timeline.export import COLUMNS, EXPORTERS, export, export_bytes, file_name, read_csv, rows, to_dataframe
from timeline.intervals import Bound
from timeline.model import Article, Event, Timeline

_KEPT = (
    "id", "article", "label", "status", "said_by", "who", "what", "where", "when", "confidence", "order", "corrections",
)  # fmt: skip


def kept(event: Event) -> dict[str, object]:
    """What a table holds of an event."""
    return {name: getattr(event, name) for name in _KEPT}


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_columns_are_those_of_the_design() -> None:
    assert ", ".join(COLUMNS) == (
        "article, id, label, status, said_by, begin_earliest, begin_latest, end_earliest, end_latest, grain, edtf, "
        "phrase, sentence, who, what, where, confidence, derivation, order, when, title, outlet, published, url, "
        "corrections"
    )


def test_csv_has_a_row_an_event() -> None:
    header, left, found = cells(export(ferry(), "csv"))
    assert tuple(header) == COLUMNS
    assert left == [
        "ferry", "ferry-e1", "ferry left", "happened", "the coast guard", "2019-03-05T18:00", "2019-03-06T05:59",
        "2019-03-05T18:00", "2019-03-06T05:59", "part of day", "2019-03-05/2019-03-06", "Tuesday night",
        "The ferry left on Tuesday night, the coast guard said.", "the ferry", "left", "the harbour", "0.9",
        "Tied to the phrase.", "0", "5 Mar 2019, night", "Ferry found", "", "2019-03-07", "https://harbour.example/f",
        '[{"field": "said_by", "machine": null, "person": "the coast guard", "who": "Ann Lee", '
        '"at": "2026-03-01T09:00:00Z", "reason": "=heard it"}]',
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


def test_a_table_of_before_is_read_too() -> None:
    """It ends with the derivation; the order is that of the rows."""
    first = [row[: COLUMNS.index("order")] for row in cells(export(ferry(), "csv"))]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(first)
    assert [(event.order, event.corrections) for event in read_csv(out.getvalue())] == [(0, ()), (1, ())]


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
        (("ferry,ferry-e2", "ferry-e2"), "row 3: 24 cells, wanted 25"),
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
    with pytest.raises(InputError, match=r"'pdf'.*csv, docx"):
        export(ferry(), "pdf")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_format_writes_an_empty_timeline(name: str) -> None:
    content = export(Timeline(), name)
    assert content == "" or content.endswith("\n") if isinstance(content, str) else len(content) > 100
    assert EXPORTERS[name].suffix.startswith(".")


@given(timelines())
@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_every_format_writes_any_timeline(timeline: Timeline) -> None:
    for name in EXPORTERS:
        if name != "png":  # drawn from the SVG, which is written
            assert isinstance(export_bytes(timeline, name), bytes)


def test_files_of_csv_begin_with_a_mark_and_others_do_not() -> None:
    assert export_bytes(ferry(), "csv").startswith(b"\xef\xbb\xbfarticle,id")
    assert export_bytes(ferry(), "json").startswith(b"{")
    assert not export(ferry(), "csv").startswith("\ufeff")


def test_json_names_its_schema_and_says_dates_in_words() -> None:
    value = json.loads(export(ferry(), "json"))
    assert (value["schema"], value["schema_version"]) == ("article-timeline", 1)
    assert value["events"][0]["when_words"] == "5 Mar 2019, night"
    assert value["events"][0]["derivation_words"] == ["Tied to the phrase."]


@pytest.mark.parametrize(
    ("title", "published", "name"),
    [
        ("Ferry found", "2019-03-07", "2019-03-07-ferry-found.csv"),
        ("O'Brien's ÉTÉ / ../../etc", "2019-03-07T18:00", "2019-03-07-obriens-ete-etc.csv"),
        ("船", None, "timeline.csv"),
        (None, "2019-03-07", "2019-03-07-timeline.csv"),
        ("word " * 40, None, "word-word-word-word-word-word-word-word-word-word-word-word.csv"),
    ],
)
def test_files_are_named_by_day_and_title(title: str | None, published: str | None, name: str) -> None:
    day = Bound.parse(published) if published else None
    assert file_name(Timeline((Article("a", title, published=day),)), ".csv") == name


def test_a_file_of_many_articles_is_named_by_their_days() -> None:
    days = ("2019-03-07", "2019-03-01", "2019-03-07")
    articles = tuple(Article(str(i), "t", published=Bound.parse(day)) for i, day in enumerate(days))
    assert file_name(Timeline(articles), ".md") == "2019-03-01-2019-03-07-3-articles.md"


@pytest.mark.parametrize(
    ("name", "package"),
    [("xlsx", "openpyxl"), ("docx", "docx"), ("ics", "icalendar"), ("parquet", "pyarrow.parquet"), ("png", "resvg_py")],
)
def test_a_missing_package_is_named_with_its_extra(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=r"which is not installed; pip install 'article-timeline\[export\]'"):
        export(ferry(), name)


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
