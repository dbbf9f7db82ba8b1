"""The marks of the figure as Plotly traces: plain dicts, a trace a kind of mark, `customdata` the key of its event.

Kinds: a bar where the stretch is known, a hatched bar where the event lies somewhere within, a soft one where that is
vague, a thin hatched band for margins that are uncertain, a fading end with an arrow where a side is open, a point for
what is too short at this zoom, a ring with a number for several. Status shows as symbol and pattern as well as colour.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from functools import partial
from html import escape as escaped
from typing import Any

from dashboard.packing import FADE, Box, Label, Place, Stretch
from dashboard.scale import Scale
from dashboard.theme import LOOKS, Scheme
from dashboard.words import when_words
from timeline.intervals import Grain
from timeline.model import Event

escape = partial(escaped, quote=False)
"""Plotly reads a little HTML in its texts, but no entity of a quotation mark."""
LABEL_WIDTH, BAR, BAND, ARROW = 0.78, 0.5, 0.2, 0.34
"""Shares of a row."""
Trace = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the text that tells it, the key its marks have, and the name of its article where it is needed."""

    event: Event
    text: str
    key: str
    article: str = ""

    @property
    def when(self) -> str:
        """Its time in words."""
        return when_words(self.event.when)

    @property
    def corrected(self) -> str:
        """Who corrected or added it, in words; empty for what is as the program read it."""
        names = dict.fromkeys(one.who for one in self.event.corrections)
        what = "added" if any(one.field == "added" for one in self.event.corrections) else "corrected"
        return f"{what} by {' and '.join(names)}" if names else ""


@dataclass(slots=True)
class Columns:
    """Columns of one trace, filled mark by mark."""

    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    length: list[float] = field(default_factory=list)
    color: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)

    def add(self, x: float, y: float, key: str, text: str, color: str, shape: str = "") -> None:
        """A point or a text."""
        self.x.append(x)
        self.y.append(y)
        self.key.append(key)
        self.text.append(text)
        self.color.append(color)
        self.shape.append(shape)

    def bar(
        self, ends: tuple[float, float], mark: tuple[float, str, str], fill: str, line: str, shape: str, wide: float
    ) -> None:
        """A bar. mark: its row, key and hover text."""
        self.add(ends[0], *mark, fill, shape)
        self.length.append(ends[1] - ends[0])
        self.line.append(line)
        self.width.append(wide)


@dataclass(slots=True)
class Marks:
    """All marks of a figure. pixel: places a pixel is wide; low: the place at the left of the window."""

    scale: Scale
    pixel: float
    low: float
    dark: bool
    colors: Scheme
    bands: Columns = field(default_factory=Columns)
    bars: Columns = field(default_factory=Columns)
    names: Columns = field(default_factory=Columns)
    points: Columns = field(default_factory=Columns)
    labels: Columns = field(default_factory=Columns)
    clusters: Columns = field(default_factory=Columns)

    def draw(self, told: Told, stretch: Stretch, box: Box, place: Place, y: float) -> None:
        """Put an event on row `y`."""
        look = LOOKS[told.event.status]
        color = look.color(self.dark)
        mark = (y, told.key, hover(told))
        if box.point:
            middle = self._place((box.left + box.right) / 2)
            self.points.add(middle, *mark, color, look.symbol)
        else:
            self._bar(told.event, stretch, mark, color)
        if place.label is not None:
            self._label(place.label, mark)

    def _bar(self, event: Event, stretch: Stretch, mark: tuple[float, str, str], color: str) -> None:
        look = LOOKS[event.status]
        outer = self.scale.at(stretch.outer[0]), self.scale.at(stretch.outer[1])
        if stretch.core is None:
            if event.when is not None and event.when.grain is Grain.VAGUE:
                self._soft(outer, mark, color)
            else:
                self.bars.bar(outer, mark, faded(color, 0.16), color, "/", BAR)
        else:
            core = self.scale.at(stretch.core[0]), self.scale.at(stretch.core[1])
            if stretch.core != stretch.outer:
                self.bands.bar(outer, mark, color, color, "/", BAND)
            self.bars.bar(core, mark, faded(color, 0.12) if look.hollow else color, color, look.pattern, BAR)
        for open_, edge, way, symbol in (
            (stretch.open_left, outer[0], -1, "triangle-left"),
            (stretch.open_right, outer[1], 1, "triangle-right"),
        ):
            if open_:
                step = way * FADE * self.pixel / 5
                for part, alpha in enumerate((0.6, 0.42, 0.27, 0.14)):
                    ends = sorted((edge + step * part, edge + step * (part + 1)))
                    fade = faded(color, alpha)
                    self.bands.bar((ends[0], ends[1]), mark, fade, fade, "", ARROW)
                self.points.add(edge + step * 4.5, *mark, color, symbol)

    def _soft(self, outer: tuple[float, float], mark: tuple[float, str, str], color: str) -> None:
        """A vague stretch: paler to both ends, without an edge."""
        size = outer[1] - outer[0]
        for part, alpha in enumerate((0.12, 0.28, 0.45, 0.28, 0.12)):
            fade = faded(color, alpha)
            self.bands.bar((outer[0] + size * part / 5, outer[0] + size * (part + 1) / 5), mark, fade, fade, "", BAR)

    def _label(self, label: Label, mark: tuple[float, str, str]) -> None:
        row, key, told = mark
        left, right = self._place(label.left), self._place(label.right)
        side = ("middle left", right) if label.ends else ("middle right", left)
        self.labels.add(side[1], row, key, escape(label.words), self.colors.ink, side[0])
        # An unseen bar beneath the words, so that they are hovered and clicked like their mark.
        self.names.bar((left, right), (row, key, told), "rgba(0,0,0,0)", "rgba(0,0,0,0)", "", LABEL_WIDTH)

    def cluster(self, members: list[tuple[Told, Box]], ends: tuple[str, str], y: float) -> None:
        """Put several events on row `y` as one mark, whose key says which stretch a click opens."""
        middle = sum((box.left + box.right) / 2 for _, box in members) / len(members)
        names = [escape(told.event.label) for told, _ in members[:8]]
        more = [f"and {len(members) - 8} more"] if len(members) > 8 else []
        said = "<br>".join([f"<b>{len(members)} events</b>, click to open", *names, *more])
        self.clusters.add(self._place(middle), y, "cluster:" + "/".join(ends), said, str(len(members)))

    def _place(self, pixels: float) -> float:
        return self.low + pixels * self.pixel

    def traces(self) -> list[Trace]:
        """In the order in which they are drawn."""
        return [_band(self.bands), _bars(self.bars), _names(self.names), _points(self.points),
                _clusters(self.clusters, self.colors), _labels(self.labels, self.colors)]  # fmt: skip


def hover(told: Told) -> str:
    """What stands beside a mark that the mouse is over."""
    event = told.event
    said = f" · says {escape(event.said_by)}" if event.said_by else ""
    sentence = " ".join(told.text[event.sentence.start : event.sentence.end].split())
    lines = textwrap.wrap(sentence, 64, max_lines=5, placeholder=" …")
    changed = f" · {escape(told.corrected)}" if told.corrected else ""
    title = f"<br>{escape(told.article)}" if told.article else ""
    label = "<br>".join(escape(line) for line in textwrap.wrap(event.label, 64))
    when = "<br>".join(escape(line) for line in textwrap.wrap(told.when, 64))
    return (
        f"<b>{label}</b>{title}<br>{when}<br>{LOOKS[event.status].word}{said}{changed}<br><br>"
        f"<i>{'<br>'.join(escape(line) for line in lines)}</i>"
    )


def faded(color: str, alpha: float) -> str:
    """A colour "#rrggbb", let through."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _bar(marks: Columns, marker: dict[str, Any], name: str) -> Trace:
    return {
        "type": "bar", "base": marks.x, "x": marks.length, "y": marks.y, "width": marks.width, "orientation": "h",
        "marker": marker, "name": name, "customdata": marks.key, "hovertext": marks.text,
        "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False,
    }  # fmt: skip


def _band(marks: Columns) -> Trace:
    pattern = {
        "shape": marks.shape, "fillmode": "replace", "fgcolor": marks.color, "bgcolor": "rgba(0,0,0,0)",
        "size": 5, "solidity": 0.35,
    }  # fmt: skip
    return _bar(marks, {"color": marks.color, "pattern": pattern, "line": {"width": 0}}, "uncertain")


def _bars(marks: Columns) -> Trace:
    # Where marker.color is a list, plotly.js draws the pattern in it, on the ground that the pattern names.
    inks = [line if shape else fill for line, fill, shape in zip(marks.line, marks.color, marks.shape, strict=True)]
    solid = [0.62 if shape == "|" else 0.28 for shape in marks.shape]
    pattern = {"shape": marks.shape, "fillmode": "replace", "bgcolor": marks.color, "size": 6, "solidity": solid}
    marker = {"color": inks, "pattern": pattern, "cornerradius": 3, "line": {"width": 1.3, "color": marks.line}}
    return _bar(marks, marker, "stretches")


def _names(marks: Columns) -> Trace:
    return _bar(marks, {"color": marks.color, "line": {"width": 0}}, "names")


def _points(marks: Columns) -> Trace:
    return {
        "type": "scatter", "x": marks.x, "y": marks.y, "mode": "markers", "name": "moments", "customdata": marks.key,
        "hovertext": marks.text, "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False,
        "cliponaxis": True,
        "marker": {"symbol": marks.shape, "color": marks.color, "size": 11, "opacity": 1,
                   "line": {"width": 2, "color": marks.color}},
    }  # fmt: skip


def _clusters(marks: Columns, colors: Scheme) -> Trace:
    return {
        "type": "scatter", "x": marks.x, "y": marks.y, "mode": "markers+text", "name": "clusters",
        "customdata": marks.key, "text": marks.color, "textposition": "middle center", "hovertext": marks.text,
        "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False,
        "textfont": {"color": colors.ink, "size": 11},
        "marker": {"symbol": "circle", "size": 24, "color": colors.band, "line": {"width": 1.5, "color": colors.muted}},
    }  # fmt: skip


def _labels(marks: Columns, colors: Scheme) -> Trace:
    return {
        "type": "scatter", "x": marks.x, "y": marks.y, "mode": "text", "text": marks.text,
        "textposition": marks.shape, "name": "labels", "textfont": {"color": colors.ink, "size": 12},
        "customdata": marks.key, "hoverinfo": "skip", "showlegend": False, "cliponaxis": True,
    }  # fmt: skip
