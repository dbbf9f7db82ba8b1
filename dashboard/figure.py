"""The timeline as a Plotly figure, built as plain dicts from our own values.

The axis is Plotly's linear one in the places of a `Scale`, with ticks of our own: Plotly's axis of dates cannot fold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from dashboard.filters import Filter, Group, counts, grouped
from dashboard.marks import Marks, Told
from dashboard.packing import Box, Place, Stretch, box_of, pack, stretch_of
from dashboard.scale import Axis, Scale, scale_of
from dashboard.theme import LOOKS, Scheme, scheme
from dashboard.ticks import iso, ticks
from dashboard.window import Window, brought, whole, window_of
from dashboard.words import day_words
from timeline.detail import DETAILS, shows
from timeline.intervals import Bound
from timeline.model import Event, Timeline

GRAPH_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "showEditInChartStudio": False,
    "displayModeBar": False,
    "scrollZoom": True,
    "doubleClick": False,
    "responsive": True,
}
"""Of every graph. Nothing is sent anywhere: plotly.js 4 would upload a figure to its maker's cloud at one click."""

ROW, TIGHT, HEADER, AXIS, TOP = 26, 17, 26, 46, 26
"""Pixels: of a row, of one in a crowd, of the title of a lane, below and above the rows."""
MOST_ROWS, MOST_TIGHT_ROWS, LANES = 11, 17, 4
"""Rows of a figure, and how many times more where it has lanes."""
ALL_LANES, FEWEST_ROWS = 80, 4
"""Rows that the lanes share where not all fits, and that each may have even so."""
FEW, MANY = 60, 400
"""Marks in the window that are all drawn, however many rows they take; and from which no other packing is tried."""
UNDATED = 60
"""Events without a date that the tray holds; the list holds all."""
_Drawn = tuple[Told, Stretch]


@dataclass(frozen=True, slots=True)
class Lane:
    """Events that are drawn together, under a title."""

    told: tuple[Told, ...]
    title: str = ""
    published: tuple[Bound, ...] = ()

    @classmethod
    def of(cls, timeline: Timeline, title: str = "", key: str = "") -> Lane:
        """The lane of a timeline of one article; `key` begins the keys of its marks."""
        article = timeline.articles[0]
        told = tuple(told_of(timeline, article.text, title, key))
        return cls(told, title, (article.published,) if article.published else ())


@dataclass(frozen=True, slots=True)
class View:
    """How to draw: colours, width of the plot in pixels, what is left in, scale, minutes looked at (None: all), lanes.

    selected: key of the event that is drawn before all others; bring: move to where it is seen. revision: Plotly's
    `uirevision`: as long as it stays, the reader's own pan and zoom stay.
    """

    dark: bool = False
    width: int = 1000
    filter: Filter = field(default_factory=Filter)
    axis: Axis = "room"
    window: tuple[int, int] | None = None
    lanes: Group = ""
    selected: str | None = None
    bring: bool = False
    revision: str = "0"


def told_of(timeline: Timeline, text: str, article: str = "", key: str = "") -> list[Told]:
    """The events of a timeline of one article, as they are drawn and listed."""
    return [Told(event, text, key + event.id, article) for event in timeline.events]


def timeline_figure(lanes: Sequence[Lane], view: View = View()) -> dict[str, Any]:
    """The figure of one lane (an article) or several (a comparison), as a dict for `dcc.Graph`.

    `layout.meta` says what the picture leaves out and where it is: see `_meta`.
    """
    shown = [replace(lane, told=tuple(_shown(lane, view))) for lane in lanes]
    shown = _regrouped(shown, view.lanes)
    drawn = [[(told, s) for told in lane.told if (s := stretch_of(told.event.when))] for lane in shown]
    marked = _marked([s for events in drawn for _, s in events])
    scale = scale_of(view.axis, [*marked, *(day.first_minute for lane in lanes for day in lane.published)])
    spans = {told.key: (scale.at(s.outer[0]), scale.at(s.outer[1])) for events in drawn for told, s in events}
    asked = window_of(scale, view.window, list(spans.values()))
    window = _brought(asked, scale, spans, view)
    colors = scheme(view.dark)
    pixel = (window[1] - window[0]) / view.width
    boxed = [[_box(one, spans[one[0].key], window, pixel, view) for one in events] for events in drawn]
    rows, pixels = _packed(boxed, view.width)
    marks = Marks(scale, pixel, window[0], view.dark, colors)
    parts = _Parts(marks, pixels, window, view)
    y = 0.0
    for index, (lane, boxes, (places, count)) in enumerate(zip(shown, boxed, rows, strict=True)):
        y = parts.lane(lane, boxes, places, max(count, 1), y, striped=bool(lane.title) and index % 2 == 0)
    moved = window != asked or (
        view.window is not None and (scale.minute(asked[0]), scale.minute(asked[1])) != view.window
    )
    several = len(lanes) > 1  # not of those shown: plotly.js draws an axis badly that comes while it draws
    layout = _layout(parts, y, scale, several, moved)
    layout["meta"] = _meta(lanes, drawn, scale, window, view, spans, rows) | {"moved": moved}
    traces = marks.traces()
    if several:
        _axis_below(layout, traces)
    return {"data": traces, "layout": layout}


def _marked(stretches: Sequence[Stretch]) -> list[int]:
    """The minutes that the axis gives room to: both ends of what is known, the middle of what lies somewhere within.

    A month without a day is one such place, as a day is: it needs no more room. The first and the last minute of all
    are ends of the axis.
    """
    if not stretches:
        return []
    low = min(stretches, key=lambda s: s.outer[0])
    high = max(stretches, key=lambda s: s.outer[1])
    marked = [edge for s in stretches if s not in (low, high) for edge in (s.core or (s.middle,))]
    marked += [low.outer[0], high.outer[1]]
    for end in (low, high):
        marked += end.core or ()
    return marked


def _shown(lane: Lane, view: View) -> list[Told]:
    return [told for told in lane.told if view.filter.shows(told.event, told.text)]


def _regrouped(lanes: Sequence[Lane], group: Group) -> list[Lane]:
    if not group:
        return list(lanes)
    told = {id(one.event): one for lane in lanes for one in lane.told}
    days = tuple(dict.fromkeys(day for lane in lanes for day in lane.published))
    events = [one.event for lane in lanes for one in lane.told]
    found = [
        Lane(tuple(told[id(event)] for event in members), _title(group, name), days)
        for name, members in grouped(events, group).items()
    ]
    return found or [Lane((), "", days)]


def _title(group: Group, name: str) -> str:
    return next((look.word for status, look in LOOKS.items() if group == "status" and status == name), name)


def _brought(window: Window, scale: Scale, spans: dict[str, Window], view: View) -> Window:
    if not view.bring or view.selected not in spans:
        return window
    others = [span for key, span in spans.items() if key != view.selected]
    return brought(window, whole(scale), spans[view.selected], others)


def _box(one: _Drawn, span: Window, window: Window, pixel: float, view: View) -> tuple[_Drawn, Box]:
    told, stretch = one
    event = told.event
    weight = (len(DETAILS) - DETAILS.index(event.detail)) + event.confidence + 9 * (told.key == view.selected)
    left, right = ((place - window[0]) / pixel for place in span)
    words = f"✎ {event.label}" if event.corrections else event.label
    return one, box_of(left, right, stretch, words, weight)


def _packed(boxed: list[list[tuple[_Drawn, Box]]], width: int) -> tuple[list[tuple[list[Place], int]], int]:
    """Rows and their height: with room for labels, closer together, or limited; what is far outside leaves `boxed`."""
    for number, boxes in enumerate(boxed):
        boxed[number] = [one for one in boxes if one[1].right > -width / 2 and one[1].left < width * 1.5]
    in_view = sum(one[1].right > 0 and one[1].left < width for boxes in boxed for one in boxes)
    several = LANES if len(boxed) > 1 else 1
    wide = width > 600
    if in_view <= MANY:
        tries = [(ROW, MOST_ROWS, 34 if wide else 17), (TIGHT, MOST_TIGHT_ROWS, 26 if wide else 14)]
        if in_view <= FEW * (2 if several > 1 else 1):
            tries.append((TIGHT, in_view, 16))
        for pixels, most, letters in tries:
            rows = [pack([box for _, box in boxes], width, letters, enough=most * several) for boxes in boxed]
            if sum(count for _, count in rows) <= most * several:
                return rows, pixels
    for number, boxes in enumerate(boxed):
        boxed[number] = [one for one in boxes if one[1].right > 0 and one[1].left < width]
    limit = max(FEWEST_ROWS, ALL_LANES // len(boxed)) if several > 1 else MOST_TIGHT_ROWS
    return [pack([box for _, box in boxes], width, 26, limit) for boxes in boxed], TIGHT


@dataclass(slots=True)
class _Parts:
    """What is drawn so far."""

    marks: Marks
    pixels: int
    window: Window
    view: View
    shapes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    published: list[tuple[Bound, float]] = field(default_factory=list)

    def lane(
        self, lane: Lane, boxes: Sequence[tuple[_Drawn, Box]], places: Sequence[Place], count: int, top: float,
        striped: bool,
    ) -> float:  # fmt: skip
        """Draw a lane from the row `top` down; gives the row below it."""
        colors, y = self.marks.colors, top
        if lane.title:
            self.notes.append(_header(lane.title, y, colors, self.view.width))
            y += HEADER / self.pixels
        clusters: dict[int, list[tuple[_Drawn, Box]]] = {}
        for ((told, stretch), box), place in zip(boxes, places, strict=True):
            if place.cluster is None:
                self.marks.draw(told, stretch, box, place, y + place.row + 0.5)
            else:
                clusters.setdefault(place.cluster, []).append(((told, stretch), box))
        for members in clusters.values():
            low, high = (f(s.outer[i] for (_, s), _ in members) for f, i in ((min, 0), (max, 1)))
            self.marks.cluster([(told, box) for (told, _), box in members], (iso(low), iso(high)), y + count - 0.5)
        if striped:
            self.shapes.append(_stripe(top, y + count, colors))
        for day in lane.published:
            x = self.marks.scale.at(day.first_minute)
            self.shapes.append(_published(x, top, y + count, colors))
            if not lane.title and self.window[0] <= x <= self.window[1]:
                self.published.append((day, x))
        return y + count


def _meta(
    lanes: Sequence[Lane], drawn: Sequence[Sequence[_Drawn]], scale: Scale, window: Window, view: View,
    spans: dict[str, Window], rows: Sequence[tuple[list[Place], int]],
) -> dict[str, Any]:  # fmt: skip
    """What the page says beside the picture, and what the browser needs to follow it.

    hidden: keys that the filter leaves out, of those at this detail; counts: events by kind and value; undated: key,
    label and status of those that have no place; outside: events beyond the window; clusters: events drawn as part of
    one; from, to: the window as ISO minutes; place, seen: its places, and what share of the whole they are; scale: its
    fixed points; whole: is the window all of it?
    """
    told = [(one.event, one.text) for lane in lanes for one in lane.told if shows(view.filter.detail, one.event)]
    keys = [one.key for lane in lanes for one in lane.told if shows(view.filter.detail, one.event)]
    dated = {one.key for events in drawn for one, _ in events}
    left_in = [one for lane in lanes for one in _shown(lane, view)]
    kept = {one.key for one in left_in}
    full = whole(scale)
    size = full[1] - full[0]
    undated = [one for one in left_in if one.key not in dated]
    return {
        "hidden": [key for key in keys if key not in kept],
        "total": len(keys),
        "shown": len(kept),
        "counts": {kind: dict(number) for kind, number in counts(told, view.filter).items()},
        "undated": [[one.key, one.event.label, one.event.status.value] for one in undated[:UNDATED]],
        "undatedCount": len(undated),
        "outside": sum(not (high >= window[0] and low <= window[1]) for low, high in spans.values()),
        "clusters": sum(place.cluster is not None for places, _ in rows for place in places),
        "from": iso(scale.minute(window[0])), "to": iso(scale.minute(window[1])),
        "place": list(window), "seen": [(window[0] - full[0]) / size, (window[1] - full[0]) / size],
        "full": list(full), "whole": view.window is None and window == full,
        "scale": {"minutes": list(scale.minutes), "places": list(scale.places)},
        "density": _density(spans, full), "breaks": len(scale.breaks),
    }  # fmt: skip


def _density(spans: dict[str, Window], full: Window) -> list[int]:
    """How many events lie in each of a hundred parts of the whole, by their middles: for the overview."""
    size = full[1] - full[0]
    found = Counter(min(int(((low + high) / 2 - full[0]) / size * 100), 99) for low, high in spans.values())
    return [found[part] for part in range(100)]


def _header(title: str, y: float, colors: Scheme, width: int) -> dict[str, Any]:
    most = max(20, int(width / 7.5))
    words = title if len(title) <= most else title[: most - 1] + "…"
    return {
        "text": f"<b>{escape(words, quote=False)}</b>", "xref": "paper", "x": 0, "xanchor": "left", "y": y,
        "yanchor": "top", "showarrow": False, "font": {"size": 12, "color": colors.muted}, "xshift": 6, "yshift": -5,
        "captureevents": False,
    }  # fmt: skip


def _stripe(top: float, bottom: float, colors: Scheme) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": top, "y1": bottom, "layer": "below",
        "fillcolor": colors.band, "line": {"width": 0},
    }  # fmt: skip


def _break(low: float, high: float, colors: Scheme) -> dict[str, Any]:
    """A folded stretch: a band over the whole height, its edges dashed, where the axis leaves time out."""
    return {
        "type": "rect", "yref": "paper", "x0": low, "x1": high, "y0": 0, "y1": 1, "layer": "below",
        "fillcolor": colors.grid, "opacity": 0.45, "line": {"width": 1, "color": colors.muted, "dash": "dash"},
    }  # fmt: skip


def _published(x: float, top: float, bottom: float, colors: Scheme) -> dict[str, Any]:
    return {
        "type": "line", "x0": x, "x1": x, "y0": top, "y1": bottom, "layer": "below",
        "line": {"color": colors.muted, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _published_note(day: Bound, x: float, window: Window, colors: Scheme, above: bool) -> dict[str, Any]:
    side = "right" if x > (window[0] + window[1]) / 2 else "left"
    return {
        "text": f"published {day_words(day)}", "x": x, "yref": "paper", "y": 0 if above else 1,
        "yanchor": "top" if above else "bottom", "xanchor": side, "showarrow": False,
        "font": {"size": 11, "color": colors.muted}, "captureevents": False,
    }  # fmt: skip


def _layout(parts: _Parts, rows: float, scale: Scale, several: bool, moved: bool) -> dict[str, Any]:
    view, window, colors = parts.view, parts.window, parts.marks.colors
    above = several or rows > MOST_TIGHT_ROWS
    notes = [_published_note(day, x, window, colors, above) for day, x in parts.published]
    height = rows * parts.pixels + TOP + AXIS + (TOP if several else 0)
    font = {"family": "Inter, Segoe UI, Helvetica Neue, Liberation Sans, Arial, sans-serif", "color": colors.ink}
    full = whole(scale)
    marked = ticks(scale, window, view.width)
    shapes = [_break(scale.at(low), scale.at(high), colors) for low, high in scale.breaks]
    revision = f"{view.revision}:{window}" if moved else view.revision
    return {
        "barmode": "overlay", "height": max(int(height), 150), "dragmode": "zoom" if view.width > 600 else False,
        "hovermode": "closest", "hoverdistance": 12, "font": font, "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "shapes": parts.shapes + shapes, "annotations": parts.notes + notes,
        "margin": {"l": 8, "r": 8, "t": AXIS if above else TOP, "b": (AXIS if several else TOP) if above else AXIS},
        "xaxis": {
            "type": "linear", "side": "top" if above else "bottom", "range": list(window),
            "minallowed": full[0], "maxallowed": full[1], "zeroline": False,
            "showgrid": True, "gridcolor": colors.grid, "gridwidth": 1, "ticks": "outside", "ticklen": 5,
            "tickmode": "array", "tickvals": [place for place, _ in marked], "ticktext": [words for _, words in marked],
            "tickcolor": colors.grid, "tickfont": {"size": 12, "color": colors.muted}, "tickangle": 0,
            "showline": True, "linecolor": colors.grid,
        },
        "yaxis": {"range": [max(rows, 1), 0], "fixedrange": True, "visible": False},
        "hoverlabel": {
            "align": "left", "bgcolor": colors.paper, "bordercolor": colors.grid, "namelength": 0,
            "font": {**font, "size": 13},
        },
        "uirevision": revision,
    }  # fmt: skip


def _axis_below(layout: dict[str, Any], traces: list[dict[str, Any]]) -> None:
    """The same axis once more at the foot of many lanes, whose first may be out of sight."""
    layout["xaxis2"] = {**layout["xaxis"], "overlaying": "x", "matches": "x", "side": "bottom", "showgrid": False}
    traces.append({
        "type": "scatter", "x": [], "y": [], "xaxis": "x2", "mode": "markers", "name": "below",
        "customdata": [], "hoverinfo": "skip", "showlegend": False,
    })  # fmt: skip


def events_of(lanes: Sequence[Lane]) -> list[Event]:
    """All events, whatever is shown."""
    return [told.event for lane in lanes for told in lane.told]
