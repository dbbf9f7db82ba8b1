"""The figure as the dict that goes to the browser."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dashboard.figure import GRAPH_CONFIG, Lane, View, timeline_figure
from dashboard.theme import DARK, LIGHT, LOOKS
from tests.dashboard.made import made
from timeline.intervals import Bound, Grain, Interval
from timeline.model import Event, Span, Status

B = Bound.of
TEXT = "Something happened somewhere."


def event(id: str, when: Interval | None, status: Status = Status.HAPPENED, label: str = "It happened") -> Event:
    return Event(id, "a", label, Span(0, 9), Span(0, len(TEXT)), status=status, when=when)


def figure(*events: Event, view: View = View()) -> dict[str, Any]:  # noqa: B008
    return timeline_figure([Lane(events, TEXT, published=B(2024, 6, 12))], view)


def traces(drawn: dict[str, Any]) -> dict[str, Any]:
    return {trace["name"]: trace for trace in drawn["data"]}


def test_no_way_to_the_cloud() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False
    assert GRAPH_CONFIG["plotlyServerURL"] == ""
    assert "sendChartToCloud" not in json.dumps(GRAPH_CONFIG["modeBarButtons"])


def test_the_axis_is_of_dates_and_the_figure_is_json() -> None:
    for drawn in (figure(), timeline_figure([Lane.of(made())]), timeline_figure([])):
        assert drawn["layout"]["xaxis"]["type"] == "date"
        json.dumps(drawn)


def test_a_moment_is_a_point_with_its_key() -> None:
    noon = Interval.stretch(B(2024, 6, 1, 720), B(2024, 6, 1, 720), Grain.MINUTE)
    drawn = traces(figure(event("e1", noon), event("e2", Interval.stretch(B(2024), B(2024, 6)))))
    assert list(drawn["moments"]["customdata"]) == ["e1"]
    assert list(drawn["moments"]["x"]) == ["2024-06-01T12:00"]
    assert list(drawn["moments"]["marker"]["symbol"]) == [LOOKS[Status.HAPPENED].symbol]


def test_a_stretch_is_a_bar_of_its_length() -> None:
    drawn = traces(figure(event("e1", Interval.stretch(B(2024, 1, 1), B(2024, 3, 31)))))
    bars = drawn["stretches"]
    assert list(bars["base"]) == ["2024-01-01T00:00"]
    assert list(bars["x"]) == [91 * 86_400_000]


def test_somewhere_within_is_hatched_and_not_filled() -> None:
    drawn = traces(figure(event("e1", Interval.within(B(2024, 1, 1), B(2024, 3, 31), Grain.QUARTER))))
    bars = drawn["stretches"]
    assert list(bars["marker"]["pattern"]["shape"]) == ["/"]
    assert bars["marker"]["color"][0] == LOOKS[Status.HAPPENED].light
    assert bars["marker"]["pattern"]["bgcolor"][0].startswith("rgba(")


def test_uncertain_margins_are_a_thin_band_behind_the_core() -> None:
    drawn = timeline_figure([Lane.of(made())])
    names = [trace["name"] for trace in drawn["data"]]
    band = traces(drawn)["uncertain"]
    assert names.index("uncertain") < names.index("stretches")
    index = list(band["customdata"]).index("e4")
    assert band["base"][index] == "2023-09-01T00:00"
    assert band["width"][index] < traces(drawn)["stretches"]["width"][0]


@pytest.mark.parametrize(
    ("when", "symbol", "before"),
    [
        (Interval.stretch(B(2024), None), "triangle-right", False),
        (Interval.stretch(None, B(2024)), "triangle-left", True),
        (Interval.within(B(2024), None), "triangle-right", False),
    ],
)
def test_open_ends_fade_and_end_in_an_arrow(when: Interval, symbol: str, before: bool) -> None:
    drawn = traces(figure(event("e1", when)))
    assert list(drawn["moments"]["marker"]["symbol"]) == [symbol]
    marker = drawn["uncertain"]["marker"]
    fades = [
        float(color.rsplit(",", 1)[1].rstrip(")"))
        for color, shape in zip(marker["color"], marker["pattern"]["shape"], strict=True)
        if shape == ""
    ]
    assert fades == sorted(fades, reverse=True)
    assert len(fades) == 4
    arrow = drawn["moments"]["x"][0]
    assert (arrow < "2024") is before


def test_years_before_christ() -> None:
    drawn = figure(event("e1", Interval.stretch(B(-43, 3, 15), B(-43, 3, 15))), view=View(all=True))
    assert traces(drawn)["moments"]["x"][0].startswith("-0043-03-15")
    assert drawn["layout"]["xaxis"]["range"][0].startswith("-")


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (("-0044-03-01", "-0043-04-01 12:30:15.5"), ["-0044-03-01T00:00", "-0043-04-01T12:30"]),
        (("2013-06-05 10:00", "2013-06-06"), ["2013-06-05T10:00", "2013-06-06T00:00"]),
    ],
)
def test_a_range_as_plotly_writes_it_is_the_one_shown(span: tuple[str, str], shown: list[str]) -> None:
    drawn = figure(event("e", Interval.within(B(-43, 3, 15), B(-43, 3, 15))), view=View(span=span))
    assert drawn["layout"]["xaxis"]["range"] == shown


def test_what_is_no_range_is_left_aside() -> None:
    one = event("e", Interval.within(B(2024, 6, 1), B(2024, 6, 2)))
    assert figure(one, view=View(span=("x", "2013-45-01")))["layout"] == figure(one)["layout"]


def test_the_far_ends_of_the_calendar_do_not_fall_off() -> None:
    drawn = figure(event("e1", Interval.stretch(B(-9999, 1, 1), B(9999, 12, 31))), view=View(all=True))
    assert drawn["layout"]["xaxis"]["range"] == ["-9999-01-01T00:00", "9999-12-31T23:59"]


def test_an_undated_event_is_counted_and_not_drawn() -> None:
    drawn = figure(event("e1", None), event("e2", Interval.stretch(B(2024), B(2024))))
    assert drawn["layout"]["meta"]["undated"] == 1
    assert "e1" not in json.dumps(drawn["data"])


def test_events_outside_the_first_range_are_counted() -> None:
    days = [event(f"e{day}", Interval.stretch(B(2024, 6, day), B(2024, 6, day))) for day in range(1, 9)]
    drawn = figure(event("old", Interval.stretch(B(1931), B(1931))), *days)
    meta = drawn["layout"]["meta"]
    assert (meta["undated"], meta["outside"], meta["focused"], meta["shown"]) == (0, 1, True, 9)
    everything = figure(event("old", Interval.stretch(B(1931), B(1931))), *days, view=View(all=True))
    assert everything["layout"]["meta"]["outside"] == 0


def test_statuses_left_out() -> None:
    both = (
        event("e1", Interval.stretch(B(2024), B(2024))),
        event("e2", Interval.stretch(B(2024), B(2024)), Status.DENIED),
    )
    drawn = figure(*both, view=View(statuses=frozenset({"denied"})))
    assert list(traces(drawn)["moments"]["customdata"]) == ["e2"]


def test_zooming_turns_points_into_bars() -> None:
    day = event("e1", Interval.stretch(B(2024, 6, 1), B(2024, 6, 1)))
    week = View(span=("2024-05-28 00:00:00.000", "2024-06-05"))
    assert list(traces(figure(day, view=replace(week, width=1000)))["stretches"]["customdata"]) == ["e1"]
    years = View(span=("1990-01-01", "2030-01-01"))
    assert list(traces(figure(day, view=years))["moments"]["customdata"]) == ["e1"]


def test_markup_in_labels_and_sentences_is_text() -> None:
    wild = "<a href='https://x.example'>x</a><b>&"
    drawn = timeline_figure(
        [Lane((event("e1", Interval.stretch(B(2024), B(2024)), label=wild),), wild * 3, title="<i>T</i>")]
    )
    written = json.dumps(drawn)
    assert "<a" not in written
    assert "<i>T" not in written


def test_status_shows_in_symbol_as_well_as_colour() -> None:
    assert len({(look.symbol) for look in LOOKS.values()}) == len(Status)
    assert len({(look.pattern, look.hollow) for look in LOOKS.values()}) == len(Status)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_stand_out_from_the_paper(dark: bool) -> None:
    paper = (DARK if dark else LIGHT).paper
    for look in LOOKS.values():
        assert _contrast(look.color(dark), paper) >= 4.5


def test_lanes_have_titles_and_their_own_keys_and_rows() -> None:
    lanes = [Lane.of(made(f"a{n}", n), f"Article {n}", f"a{n}:") for n in range(20)]
    drawn = timeline_figure(lanes)
    titles = [note["text"] for note in drawn["layout"]["annotations"]]
    assert titles == [f"<b>Article {n}</b>" for n in range(20)]
    keys = {key for trace in drawn["data"] for key in trace["customdata"]}
    assert {f"a{n}:e6" for n in range(20)} <= keys
    rows = {
        n: {y for t in drawn["data"] for y, k in zip(t["y"], t["customdata"], strict=True) if k.startswith(f"a{n}:")}
        for n in range(20)
    }
    assert all(max(rows[n]) < min(rows[n + 1]) for n in range(19))


def test_lanes_of_many_events_stay_low_and_the_axis_is_at_both_ends() -> None:
    day = Interval.stretch(B(2024, 6, 1), B(2024, 6, 1))
    full = tuple(event(f"e{n}", day, label=f"Event {n}") for n in range(30))
    years = View(span=("2020-01-01", "2030-01-01"))
    lanes = [Lane(full, TEXT, f"Article {n}", key=f"a{n}:") for n in range(19)]
    drawn = timeline_figure([*lanes, Lane((event("e", day),), TEXT, "Short", key="short:")], years)
    marks = traces(drawn)["moments"]
    assert len(marks["customdata"]) == 19 * 30 + 1
    rows: dict[str, set[float]] = {key.partition(":")[0]: set() for key in marks["customdata"]}
    for y, key in zip(marks["y"], marks["customdata"], strict=True):
        rows[key.partition(":")[0]].add(y)
    assert {len(found) for lane, found in rows.items() if lane != "short"} == {4}
    assert len(rows["short"]) == 1
    assert drawn["layout"]["meta"]["over"] == 19 * 26
    assert (drawn["layout"]["xaxis"]["side"], drawn["layout"]["xaxis2"]["side"]) == ("top", "bottom")
    assert traces(drawn)["below"]["xaxis"] == "x2"


def test_no_label_is_cut_by_the_edge() -> None:
    label = "A label of thirty letters or so"
    days = [event(f"e{n}", Interval.stretch(B(2024, 6, n), B(2024, 6, n)), label=label) for n in (1, 8, 15, 22, 29)]
    drawn = figure(*days, view=View(span=("2024-06-03", "2024-06-23"), width=1000))
    labels = traces(drawn)["labels"]
    assert set(labels["customdata"]) <= {"e8", "e15"}
    assert "e8" in labels["customdata"]
    assert timeline_figure([Lane(tuple(days), TEXT)])["data"][3]["text"] == ["\N{NO-BREAK SPACE}" + label for _ in days]


def test_many_events_stay_in_bounds() -> None:
    many = [
        event(
            f"e{n}",
            Interval.stretch(B(2024, 1 + n % 12, 1 + n % 28), B(2024, 1 + n % 12, 1 + n % 28)),
            label=f"Event {n}",
        )
        for n in range(600)
    ]
    drawn = figure(*many)
    assert sum(len(trace["customdata"]) for trace in drawn["data"] if trace["name"] != "labels") == 600
    low, high = sorted(drawn["layout"]["yaxis"]["range"])
    assert all(low < y < high for trace in drawn["data"] for y in trace["y"])


def _contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two #rrggbb colours."""

    def light(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
