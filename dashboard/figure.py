"""The timeline as a Plotly figure, built from our own values with graph_objects.

Kinds of mark: a bar where the stretch is known, a hatched bar where the event lies somewhere within, a thin hatched
band for uncertain margins, a fading end with an arrow where a side is open, and a point for what is too short at
this zoom. Status shows as symbol and pattern as well as colour. Plotly 7 and its traps: dates go in as ISO strings
on an axis typed "date", bars as a base with a length in milliseconds.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import plotly.graph_objects as go

from dashboard.packing import FADE, LETTER, Place, Stretch, focus, iso, pack, span_of, stretch_of
from dashboard.theme import LOOKS, Scheme, scheme
from dashboard.words import day_words, when_words
from timeline.detail import shows
from timeline.intervals import Bound
from timeline.model import Detail, Event, Timeline

GRAPH_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "showEditInChartStudio": False,
    "modeBarButtons": [["resetScale2d", "toImage"]],
    "displayModeBar": True,
    "scrollZoom": True,
    "doubleClick": "reset",
    "responsive": True,
    "toImageButtonOptions": {"format": "svg", "filename": "timeline"},
}
"""Of every graph. Nothing is sent anywhere: plotly.js 4 would upload a figure to its maker's cloud at one click."""

ROW, TIGHT, HEADER, AXIS, TOP = 26, 17, 26, 46, 26
MINUTE_MS = 60_000
MOST_ROWS, MOST_TIGHT_ROWS = 11, 17
ALL_LANES, FEWEST_ROWS = 80, 4
"""Rows that the lanes share where labels do not fit, and that each may have even so."""
UNSELECTED = 0.35
TICKS = [
    {"dtickrange": [None, 86_399_999], "value": "%H:%M\n%-d %b %Y"},
    {"dtickrange": [86_400_000, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


@dataclass(frozen=True, slots=True)
class Lane:
    """One article's events; `key` begins the custom data of its marks, which are what a click gives back."""

    events: tuple[Event, ...]
    text: str
    title: str = ""
    published: Bound | None = None
    key: str = ""

    @classmethod
    def of(cls, timeline: Timeline, title: str = "", key: str = "") -> Lane:
        """The lane of a timeline of one article."""
        article = timeline.articles[0]
        return cls(timeline.events, article.text, title, article.published, key)


@dataclass(frozen=True, slots=True)
class View:
    """How to draw: colour scheme, width of the plot in pixels, the range looked at (None: chosen), what to leave out.

    revision: Plotly's `uirevision`: as long as it stays, the reader's own pan and zoom stay.
    """

    dark: bool = False
    width: int = 1000
    span: tuple[str, str] | None = None
    all: bool = False
    statuses: frozenset[str] | None = None
    revision: str = "0"
    detail: Detail = "standard"

    def shows(self, event: Event) -> bool:
        """Is the event left in?"""
        return shows(self.detail, event) and (self.statuses is None or event.status in self.statuses)


@dataclass(slots=True)
class _Marks:
    """Columns of one trace, filled mark by mark."""

    x: list[str] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    length: list[int] = field(default_factory=list)
    color: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)

    def bar(
        self, stretch: tuple[int, int], y: float, key: str, hover: str, fill: str, line: str, shape: str, wide: float
    ) -> None:
        """Add a bar."""
        self.x.append(iso(stretch[0]))
        self.length.append(max(stretch[1] - stretch[0], 1) * MINUTE_MS)
        self.y.append(y)
        self.key.append(key)
        self.text.append(hover)
        self.color.append(fill)
        self.line.append(line)
        self.shape.append(shape)
        self.width.append(wide)

    def point(self, x: int, y: float, key: str, text: str, color: str, shape: str) -> None:
        """Add a point or a text."""
        self.x.append(iso(x))
        self.y.append(y)
        self.key.append(key)
        self.text.append(text)
        self.color.append(color)
        self.shape.append(shape)


def timeline_figure(lanes: Sequence[Lane], view: View = View()) -> dict[str, Any]:
    """The figure of one lane (an article) or several (a comparison), as a dict for `dcc.Graph`.

    `layout.meta` says what the picture leaves out: `undated`, `outside` (events beyond the range shown), `over` (marks
    that lie over others), and `focused` (whether the range shown is less than all); `from` is where the range begins
    and `wide` its milliseconds.
    """
    shown = [[event for event in lane.events if view.shows(event)] for lane in lanes]
    drawn = [[(event, s) for event in events if (s := stretch_of(event.when))] for events in shown]
    low, high, whole = _range(lanes, [s for events in drawn for _, s in events], view)
    scale = max((high - low) / view.width, 1 / 60)
    rows, pixels = _packed(drawn, scale, view)
    colors = scheme(view.dark)
    band, core, point, label = _Marks(), _Marks(), _Marks(), _Marks()
    y = 0.0
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    published: list[Bound] = []
    for index, (lane, events, (places, count)) in enumerate(zip(lanes, drawn, rows, strict=True)):
        top = y
        if lane.title:
            notes.append(_header(lane.title, y, colors, view.width))
            y += HEADER / pixels
        for (event, stretch), place in zip(events, places, strict=True):
            _draw(
                event,
                stretch,
                place,
                y + place.row + 0.5,
                lane,
                scale,
                view.dark,
                (low, high),
                (band, core, point, label),
            )
        y += max(count, 1)
        if lane.title and index % 2 == 0:
            shapes.append(_stripe(top, y, colors))
        if lane.published is not None:
            shapes.append(_published(lane.published, top, y, colors))
            if not lane.title:
                published.append(lane.published)
    several = len(lanes) > 1
    above = several or y > MOST_TIGHT_ROWS
    height = y * pixels + TOP + AXIS + (AXIS if several else TOP if above else 0)
    notes += [_published_note(day, low, high, colors, above) for day in published]
    figure = go.Figure(
        data=[_band(band), _bars(core), _points(point), _labels(label, colors, "labels")],
        layout=_layout(low, high, y, height, colors, shapes, notes, view, above),
    )
    if several:
        _axis_below(figure)
    total = sum(len(events) for events in shown)
    dated = sum(len(events) for events in drawn)
    outside = sum(not (s.outer[1] >= low and s.outer[0] <= high) for events in drawn for _, s in events)
    over = sum(place.over for places, _ in rows for place in places)
    figure.update_layout(
        meta={
            "undated": total - dated, "outside": outside, "over": over, "focused": not whole, "shown": dated,
            "from": iso(low), "wide": (high - low) * MINUTE_MS,
        }
    )  # fmt: skip
    drawn_up: dict[str, Any] = figure.to_dict()
    return drawn_up


def _range(lanes: Sequence[Lane], stretches: Sequence[Stretch], view: View) -> tuple[int, int, bool]:
    """First and last minute shown, and whether that is everything."""
    if view.span is not None and (edges := span_of(view.span)) is not None:
        return *edges, False
    days = [lane.published.first_minute for lane in lanes if lane.published is not None]
    full, crowded = focus(stretches, days)
    low, high = full if view.all else crowded
    span = max(high - low, 2 * 24 * 60)
    labels = min(0.38, 235 / view.width)
    return low - span // 20, high + int(span * (0.05 + labels / (1 - labels))), (low, high) == full


def _packed(
    drawn: Sequence[Sequence[tuple[Event, Stretch]]], scale: float, view: View
) -> tuple[list[tuple[list[Place], int]], int]:
    """Rows and their height: with room for labels, closer together, or packed by the marks alone; in lanes then with
    a limit to the rows of each.
    """
    letters = 34 if view.width > 600 else 17
    limit = max(FEWEST_ROWS, ALL_LANES // len(drawn)) if len(drawn) > 1 else None
    for pixels, most, tight in ((ROW, MOST_ROWS, False), (TIGHT, MOST_TIGHT_ROWS, False), (TIGHT, 0, True)):
        rows = [
            pack([s for _, s in events], [e.label for e, _ in events], scale, letters, tight, limit if tight else None)
            for events in drawn
        ]
        if sum(count for _, count in rows) <= most * (1 if len(drawn) == 1 else 4):
            return rows, pixels
    return rows, TIGHT


def _draw(
    event: Event, stretch: Stretch, place: Place, y: float, lane: Lane, scale: float, dark: bool,
    shown: tuple[int, int], traces: tuple[_Marks, _Marks, _Marks, _Marks],
) -> None:  # fmt: skip
    band, core, point, label = traces
    look = LOOKS[event.status]
    color, key, hover = look.color(dark), lane.key + event.id, _hover(event, lane)
    low, high = stretch.outer
    right: float = high
    if place.point:
        point.point(stretch.middle, y, key, hover, color, look.symbol)
        right = stretch.middle + 9 * scale
    else:
        if stretch.core is None:
            core.bar(stretch.outer, y, key, hover, _faded(color, 0.16), color, "/", 0.5)
        else:
            if stretch.core != stretch.outer:
                band.bar(stretch.outer, y, key, hover, color, color, "/", 0.2)
            fill = _faded(color, 0.12) if look.hollow else color
            core.bar(stretch.core, y, key, hover, fill, color, look.pattern, 0.5)
        for open_, edge, way, symbol in (
            (stretch.open_left, low, -1, "triangle-left"),
            (stretch.open_right, high, 1, "triangle-right"),
        ):
            if open_:
                step = FADE * scale / 5
                for part in range(4):
                    ends = sorted((edge + way * step * part, edge + way * step * (part + 1)))
                    fade = _faded(color, (0.6, 0.42, 0.27, 0.14)[part])
                    band.bar((int(ends[0]), int(ends[1])), y, key, hover, fill=fade, line=fade, shape="", wide=0.34)
                point.point(int(edge + way * step * 4.5), y, key, hover, color, symbol)
        right += (FADE + 2) * scale if stretch.open_right else 2 * scale
    # A label that begins outside the range or runs out of it would be cut through by the edge.
    room = int((shown[1] - right) / scale / LETTER) - 1 if right >= shown[0] else 0
    letters = min(place.letters, room)
    if letters >= min(len(event.label), 6) and letters > 0:
        words = event.label if letters >= len(event.label) else event.label[: letters - 1].rstrip() + "…"
        label.point(int(right), y, key, "\N{NO-BREAK SPACE}" + escape(words), color, "")


def _hover(event: Event, lane: Lane) -> str:
    look = LOOKS[event.status]
    said = f" · says {escape(event.said_by)}" if event.said_by else ""
    sentence = " ".join(lane.text[event.sentence.start : event.sentence.end].split())
    lines = textwrap.wrap(sentence, 64, max_lines=5, placeholder=" …")
    title = f"<br>{escape(lane.title)}" if lane.title else ""
    return (
        f"<b>{escape(event.label)}</b>{title}<br>{escape(when_words(event.when))}<br>{look.word}{said}<br><br>"
        f"<i>{'<br>'.join(escape(line) for line in lines)}</i>"
    )


def _faded(color: str, alpha: float) -> str:
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _bar(marks: _Marks, marker: dict[str, Any], name: str) -> go.Bar:
    return go.Bar(
        base=marks.x, x=marks.length, y=marks.y, width=marks.width, orientation="h", marker=marker, name=name,
        customdata=marks.key, hovertext=marks.text, hovertemplate="%{hovertext}<extra></extra>", showlegend=False,
        unselected={"marker": {"opacity": UNSELECTED}},
    )  # fmt: skip


def _band(marks: _Marks) -> go.Bar:
    pattern = {
        "shape": marks.shape,
        "fillmode": "replace",
        "fgcolor": marks.color,
        "bgcolor": "rgba(0,0,0,0)",
        "size": 5,
        "solidity": 0.35,
    }
    return _bar(marks, {"color": marks.color, "pattern": pattern, "line": {"width": 0}}, "uncertain")


def _bars(marks: _Marks) -> go.Bar:
    # Where marker.color is a list, plotly.js draws the pattern in it, on the ground that the pattern names.
    inks = [line if shape else fill for line, fill, shape in zip(marks.line, marks.color, marks.shape, strict=True)]
    solid = [0.62 if shape == "|" else 0.28 for shape in marks.shape]
    pattern = {"shape": marks.shape, "fillmode": "replace", "bgcolor": marks.color, "size": 6, "solidity": solid}
    marker = {"color": inks, "pattern": pattern, "cornerradius": 3, "line": {"width": 1.3, "color": marks.line}}
    return _bar(marks, marker, "stretches")


def _points(marks: _Marks) -> go.Scatter:
    line = {"width": 2, "color": marks.color}
    return go.Scatter(
        x=marks.x, y=marks.y, mode="markers", name="moments", customdata=marks.key, hovertext=marks.text,
        hovertemplate="%{hovertext}<extra></extra>", showlegend=False, cliponaxis=True,
        unselected={"marker": {"opacity": UNSELECTED}},
        marker={"symbol": marks.shape, "color": marks.color, "size": 11, "opacity": 1, "line": line},
    )  # fmt: skip


def _labels(marks: _Marks, colors: Scheme, name: str) -> go.Scatter:
    return go.Scatter(
        x=marks.x, y=marks.y, mode="text", text=marks.text, textposition="middle right", name=name,
        textfont={"color": colors.ink, "size": 12}, customdata=marks.key, hoverinfo="skip", showlegend=False,
        unselected={"textfont": {"color": _faded(colors.ink, 0.45)}},
    )  # fmt: skip


def _header(title: str, y: float, colors: Scheme, width: int) -> dict[str, Any]:
    most = max(20, int(width / 7.5))
    words = title if len(title) <= most else title[: most - 1] + "…"
    return {
        "text": f"<b>{escape(words)}</b>", "xref": "paper", "x": 0, "xanchor": "left", "y": y, "yanchor": "top",
        "showarrow": False, "font": {"size": 12, "color": colors.muted}, "xshift": 6, "yshift": -5,
    }  # fmt: skip


def _stripe(top: float, bottom: float, colors: Scheme) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": top, "y1": bottom, "layer": "below",
        "fillcolor": colors.band, "line": {"width": 0},
    }  # fmt: skip


def _published(day: Bound, top: float, bottom: float, colors: Scheme) -> dict[str, Any]:
    return {
        "type": "line", "x0": day.isoformat(), "x1": day.isoformat(), "y0": top, "y1": bottom, "layer": "below",
        "line": {"color": colors.muted, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _axis_below(figure: go.Figure) -> None:
    """The same axis once more below many lanes; Plotly draws an axis only for a trace, which has nothing in it."""
    axis = {**figure.layout.xaxis.to_plotly_json(), "side": "bottom", "matches": "x", "overlaying": "x"}
    axis |= {"showgrid": False, "tickmode": "auto"}  # not "sync", which words the same ticks by another grain
    figure.add_trace(
        go.Scatter(x=[], y=[], xaxis="x2", customdata=[], name="below", hoverinfo="skip", showlegend=False)
    )
    figure.update_layout(xaxis2=axis, margin={"b": AXIS})


def _published_note(day: Bound, low: int, high: int, colors: Scheme, above: bool) -> dict[str, Any]:
    side = "right" if day.first_minute > (low + high) / 2 else "left"
    return {
        "text": f"published {day_words(day)}", "x": day.isoformat(), "yref": "paper", "y": 0 if above else 1,
        "yanchor": "top" if above else "bottom",
        "xanchor": side, "showarrow": False, "font": {"size": 11, "color": colors.muted},
    }  # fmt: skip


def _layout(
    low: int, high: int, rows: float, height: float, colors: Scheme, shapes: list[dict[str, Any]],
    notes: list[dict[str, Any]], view: View, above: bool,
) -> dict[str, Any]:  # fmt: skip
    font = {"family": "Inter, Segoe UI, Helvetica Neue, Liberation Sans, Arial, sans-serif", "color": colors.ink}
    return {
        "template": None, "barmode": "overlay", "height": max(int(height), 150), "dragmode": "pan",
        "hovermode": "closest", "hoverdistance": 12, "font": font, "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)", "shapes": shapes,
        "margin": {"l": 8, "r": 8, "t": AXIS + TOP if above else TOP, "b": TOP if above else AXIS},
        "annotations": notes,
        "xaxis": {
            "type": "date", "side": "top" if above else "bottom", "range": [iso(low), iso(high)],
            "showgrid": True, "gridcolor": colors.grid, "gridwidth": 1,
            "tickformatstops": TICKS, "ticks": "outside", "ticklen": 5, "tickcolor": colors.grid, "zeroline": False,
            "tickfont": {"size": 12, "color": colors.muted}, "showline": True, "linecolor": colors.grid,
            "nticks": max(3, view.width // 110), "hoverformat": "%-d %b %Y",
        },
        "yaxis": {
            "range": [max(rows, 1), 0], "fixedrange": True, "visible": False,
        },
        "hoverlabel": {
            "align": "left", "bgcolor": colors.paper, "bordercolor": colors.grid, "namelength": 0,
            "font": {**font, "size": 13},
        },
        "modebar": {
            "orientation": "h", "bgcolor": "rgba(0,0,0,0)", "color": colors.muted, "activecolor": colors.accent,
        },
        "uirevision": view.revision,
    }  # fmt: skip
