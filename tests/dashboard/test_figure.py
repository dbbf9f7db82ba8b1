"""The figure as the dict that goes to the browser."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.figure import GRAPH_CONFIG, Lane, View, timeline_figure
from dashboard.filters import Filter
from dashboard.marks import Told
from dashboard.scale import AXES, Scale
from dashboard.theme import DARK, LIGHT, LOOKS
from dashboard.ticks import iso
from tests.dashboard.made import made
from timeline.intervals import Bound, Grain, Interval
from timeline.model import Event, Span, Status

B = Bound.of
TEXT = "Something happened somewhere."


def event(id: str, when: Interval | None, status: Status = Status.HAPPENED, label: str = "It happened") -> Event:
    return Event(id, "a", label, Span(0, 9), Span(0, len(TEXT)), status=status, when=when)


def lane(*events: Event, title: str = "", key: str = "", published: tuple[Bound, ...] = ()) -> Lane:
    return Lane(tuple(Told(one, TEXT, key + one.id) for one in events), title, published)


def figure(*events: Event, view: View = View()) -> dict[str, Any]:  # noqa: B008
    return timeline_figure([lane(*events, published=(B(2024, 6, 12),))], view)


def traces(drawn: dict[str, Any]) -> dict[str, Any]:
    return {trace["name"]: trace for trace in drawn["data"]}


def test_no_way_to_the_cloud() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False
    assert GRAPH_CONFIG["plotlyServerURL"] == ""
    assert GRAPH_CONFIG["displayModeBar"] is False


def test_the_figure_is_json_that_plotly_takes() -> None:
    for drawn in (figure(), timeline_figure([Lane.of(made())]), timeline_figure([])):
        assert drawn["layout"]["xaxis"]["type"] == "linear"
        json.dumps(drawn)
        go.Figure(drawn)


def minute(drawn: dict[str, Any], place: float) -> str:
    """The moment of a place, by what the browser is told of the scale."""
    fixed = drawn["layout"]["meta"]["scale"]
    return iso(Scale(tuple(fixed["minutes"]), tuple(fixed["places"])).minute(place))


def test_a_moment_is_a_point_with_its_key() -> None:
    noon = Interval.stretch(B(2024, 6, 1, 720), B(2024, 6, 1, 720), Grain.MINUTE)
    whole = figure(event("e1", noon), event("e2", Interval.stretch(B(2024), B(2024, 6))))
    drawn = traces(whole)
    assert minute(whole, drawn["moments"]["x"][0]) == "2024-06-01T12:00"
    assert list(drawn["moments"]["customdata"]) == ["e1"]
    assert list(drawn["moments"]["marker"]["symbol"]) == [LOOKS[Status.HAPPENED].symbol]


def test_a_stretch_is_a_bar_of_its_length() -> None:
    whole = figure(event("e1", Interval.stretch(B(2024, 1, 1), B(2024, 3, 31))))
    bars = traces(whole)["stretches"]
    ends = bars["base"][0], bars["base"][0] + bars["x"][0]
    assert [minute(whole, place) for place in ends] == ["2024-01-01T00:00", "2024-04-01T00:00"]


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
    assert minute(drawn, band["base"][index]) == "2023-09-01T00:00"
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
    whole = figure(event("e1", when))
    drawn = traces(whole)
    assert list(drawn["moments"]["marker"]["symbol"]) == [symbol]
    marker = drawn["uncertain"]["marker"]
    fades = [
        float(color.rsplit(",", 1)[1].rstrip(")"))
        for color, shape in zip(marker["color"], marker["pattern"]["shape"], strict=True)
        if shape == ""
    ]
    assert fades == sorted(fades, reverse=True)
    assert len(fades) == 4
    known = whole["data"][1]["base"][0] if whole["data"][1]["base"] else 0
    assert (drawn["moments"]["x"][0] < known) is before


def test_years_before_christ() -> None:
    drawn = figure(event("e1", Interval.stretch(B(-43, 3, 15), B(-43, 3, 15))))
    assert minute(drawn, traces(drawn)["moments"]["x"][0]).startswith("-0043-03-15")
    assert "BC" in drawn["layout"]["xaxis"]["ticktext"][0]


def test_what_is_vague_has_no_edge_and_what_lies_within_a_month_has() -> None:
    vague = traces(figure(event("e1", Interval.within(B(2024, 1, 1), B(2024, 3, 31), Grain.VAGUE))))
    assert list(vague["stretches"]["customdata"]) == []
    assert list(vague["uncertain"]["customdata"]) == ["e1"] * 5
    firm = traces(figure(event("e1", Interval.within(B(2024, 1, 1), B(2024, 3, 31), Grain.QUARTER))))
    assert list(firm["stretches"]["customdata"]) == ["e1"]


def minutes(*days: Bound) -> tuple[int, int]:
    low, high = (day.first_minute for day in days)
    return low, high


def test_a_window_asked_for_is_the_one_shown() -> None:
    days = [event(f"e{n}", Interval.stretch(B(2024, 6, n), B(2024, 6, n))) for n in range(1, 20)]
    meta = figure(*days, view=View(window=minutes(B(2024, 6, 3), B(2024, 6, 9))))["layout"]["meta"]
    assert (meta["from"], meta["to"], meta["moved"]) == ("2024-06-03T00:00", "2024-06-09T00:00", False)
    assert meta["outside"] == 19 - 8  # the days at both ends touch the window


def test_a_window_without_events_goes_to_the_nearest_and_says_that_it_moved() -> None:
    two = [event("e1", Interval.stretch(B(2000), B(2000))), event("e2", Interval.stretch(B(2024, 6), B(2024, 6)))]
    drawn = figure(*two, view=View(axis="proportional", window=minutes(B(2011), B(2011, 2))))
    assert drawn["layout"]["meta"]["moved"]
    assert drawn["layout"]["meta"]["outside"] == 1
    assert drawn["layout"]["uirevision"] != View().revision


def test_choosing_an_event_out_of_sight_brings_it_in_and_keeps_the_width() -> None:
    days = [event(f"e{n}", Interval.stretch(B(2024, 6, n), B(2024, 6, n))) for n in range(1, 29)]
    view = View(axis="proportional", window=minutes(B(2024, 6, 2), B(2024, 6, 6)), selected="e20", bring=True)
    drawn = figure(*days, view=view)
    low, high = drawn["layout"]["xaxis"]["range"]
    meta = drawn["layout"]["meta"]
    assert meta["from"] < "2024-06-20" < meta["to"]
    assert minute(drawn, low + high - low) == meta["to"]
    still = figure(*days, view=replace(view, bring=False))["layout"]["xaxis"]["range"]
    assert high - low == pytest.approx(still[1] - still[0])


def test_the_far_ends_of_the_calendar_do_not_fall_off() -> None:
    for axis in AXES:
        drawn = figure(event("e1", Interval.stretch(B(-9999, 1, 1), B(9999, 12, 31))), view=View(axis=axis))
        assert drawn["layout"]["meta"]["from"] == "-9999-01-01T00:00"
        assert drawn["layout"]["meta"]["to"] == "9999-12-31T23:59"


def test_an_undated_event_stands_in_the_tray_and_is_not_drawn() -> None:
    drawn = figure(event("e1", None), event("e2", Interval.stretch(B(2024), B(2024))))
    assert drawn["layout"]["meta"]["undated"] == [["e1", "It happened", "happened"]]
    assert "e1" not in json.dumps(drawn["data"])


def test_one_old_event_leaves_room_to_a_crowd() -> None:
    days = [event(f"e{day}", Interval.stretch(B(2024, 6, day), B(2024, 6, day))) for day in range(1, 9)]
    drawn = figure(event("old", Interval.stretch(B(1931), B(1931))), *days)
    meta = drawn["layout"]["meta"]
    assert (meta["undated"], meta["outside"], meta["shown"], meta["breaks"]) == ([], 0, 9, 1)
    assert "<i>93 years</i>" in drawn["layout"]["xaxis"]["ticktext"]
    plain = figure(event("old", Interval.stretch(B(1931), B(1931))), *days, view=View(axis="proportional"))
    assert plain["layout"]["meta"]["breaks"] == 0


def test_what_is_filtered_is_named_and_not_drawn() -> None:
    both = (
        event("e1", Interval.stretch(B(2024), B(2024))),
        event("e2", Interval.stretch(B(2024), B(2024)), Status.DENIED),
    )
    drawn = figure(*both, view=View(filter=Filter(values={"status": frozenset({"denied"})})))
    assert list(traces(drawn)["moments"]["customdata"]) == ["e2"]
    meta = drawn["layout"]["meta"]
    assert (meta["hidden"], meta["shown"], meta["total"]) == (["e1"], 1, 2)
    assert meta["counts"]["status"] == {"happened": 1, "denied": 1}


def test_zooming_turns_points_into_bars() -> None:
    day = event("e1", Interval.stretch(B(2024, 6, 1), B(2024, 6, 1)))
    ends = event("e2", Interval.stretch(B(1990), B(1990))), event("e3", Interval.stretch(B(2030), B(2030)))
    plain = View(axis="proportional", width=1000)
    assert "e1" in traces(figure(day, *ends, view=plain))["moments"]["customdata"]
    week = replace(plain, window=minutes(B(2024, 5, 28), B(2024, 6, 5)))
    assert list(traces(figure(day, *ends, view=week))["stretches"]["customdata"]) == ["e1"]


def test_lanes_by_status_have_the_words_of_the_status() -> None:
    drawn = timeline_figure([Lane.of(made())], View(lanes="status"))
    titles = [note["text"] for note in drawn["layout"]["annotations"] if note["text"].startswith("<b>")]
    assert titles == ["<b>Happened</b>", "<b>Planned</b>", "<b>Denied</b>", "<b>Going on</b>", "<b>Possible</b>"]


def test_markup_in_labels_and_sentences_is_text() -> None:
    day = Interval.stretch(B(2024), B(2024))
    wild = "<a href='https://x.example'>x</a><b>&"
    drawn = timeline_figure(
        [
            Lane((Told(event("e1", day, label=wild), wild * 3, "e1", wild),), "<i>T</i>"),
            Lane((), 'Title of "one"'),
        ]
    )
    written = json.dumps(drawn)
    assert "<a" not in written
    assert "<i>T" not in written
    assert "&quot;" not in written


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
    lanes = [lane(*full, title=f"Article {n}", key=f"a{n}:") for n in range(19)]
    drawn = timeline_figure([*lanes, lane(event("e", day), title="Short", key="short:")], View())
    marks, rings = traces(drawn)["stretches"], traces(drawn)["clusters"]
    rows: dict[str, set[float]] = {key.partition(":")[0]: set() for key in marks["customdata"]}
    for y, key in zip(marks["y"], marks["customdata"], strict=True):
        rows[key.partition(":")[0]].add(y)
    assert all(len(found) <= 4 for found in rows.values())
    assert len(rings["customdata"]) == 19
    assert len(marks["customdata"]) + sum(map(int, rings["text"])) == 19 * 30 + 1
    assert drawn["layout"]["meta"]["clusters"] == sum(map(int, rings["text"]))
    assert (drawn["layout"]["xaxis"]["side"], drawn["layout"]["xaxis2"]["side"]) == ("top", "bottom")
    assert traces(drawn)["below"]["xaxis"] == "x2"


def test_a_ring_opens_the_stretch_of_its_events() -> None:
    days = [event(f"e{n}", Interval.stretch(B(2024, 6, 1 + n // 20), B(2024, 6, 1 + n // 20))) for n in range(100)]
    rings = traces(figure(*days))["clusters"]
    assert rings["customdata"]
    kind, _, ends = rings["customdata"][0].partition(":")
    low, high = ends.split("/")
    assert kind == "cluster"
    assert "2024-06-01T00:00" <= low < high <= "2024-06-07T00:00"


def test_the_chosen_event_is_drawn_itself_however_full_it_is() -> None:
    day = Interval.stretch(B(2024, 6, 1), B(2024, 6, 1))
    many = [event(f"e{n}", day) for n in range(200)]
    assert "e199" not in {key for one in figure(*many)["data"] for key in one["customdata"]}
    chosen = figure(*many, view=View(selected="e199"))
    assert "e199" in traces(chosen)["labels"]["customdata"]


def test_labels_are_clicked_and_hovered_like_their_marks() -> None:
    drawn = traces(timeline_figure([Lane.of(made())]))
    names, labels = drawn["names"], drawn["labels"]
    assert list(names["customdata"]) == list(labels["customdata"])
    ends = zip(names["base"], names["x"], labels["x"], labels["textposition"], strict=True)
    for left, length, x, side in ends:
        assert x == pytest.approx(left if side == "middle right" else left + length)
    assert all(text and length > 0 for text, length in zip(names["hovertext"], names["x"], strict=True))


def test_many_events_stay_in_bounds_and_are_all_told_of() -> None:
    many = [
        event(
            f"e{n}",
            Interval.stretch(B(2024, 1 + n % 12, 1 + n % 28), B(2024, 1 + n % 12, 1 + n % 28)),
            label=f"Event {n}",
        )
        for n in range(600)
    ]
    drawn = figure(*many)
    by_name = traces(drawn)
    single = len(by_name["moments"]["customdata"]) + len(by_name["stretches"]["customdata"])
    assert single + sum(map(int, by_name["clusters"]["text"])) == 600
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
