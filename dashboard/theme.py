"""The palette, light and dark, and the look of each status. `assets/app.css` has the same colours as variables."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import Status


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is drawn: its word, a glyph for text, a Plotly symbol for points and a pattern for bars."""

    word: str
    glyph: str
    symbol: str
    pattern: str
    hollow: bool
    light: str
    dark: str

    def color(self, dark: bool) -> str:
        """For the scheme asked for."""
        return self.dark if dark else self.light


LOOKS: dict[Status, Look] = {
    Status.HAPPENED: Look("Happened", "◆", "diamond", "", False, "#2a5d8f", "#7db3e8"),
    Status.ONGOING: Look("Going on", "▶", "triangle-right", "|", False, "#0e766c", "#52c4b5"),
    Status.PLANNED: Look("Planned", "○", "circle-open", "", True, "#8a5a00", "#e3b562"),
    Status.POSSIBLE: Look("Possible", "◇", "diamond-open", ".", True, "#6a5599", "#b8a5ea"),
    Status.DENIED: Look("Denied", "✕", "x", "x", True, "#a63340", "#f08c95"),
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """Colours of what is not an event."""

    ink: str
    muted: str
    grid: str
    paper: str
    band: str
    accent: str


LIGHT = Scheme(ink="#1d2733", muted="#5d6976", grid="#e6e4df", paper="#ffffff", band="#f6f4f0", accent="#2a5d8f")
DARK = Scheme(ink="#e4e8ed", muted="#9aa6b3", grid="#2b333d", paper="#191f27", band="#1f262f", accent="#7db3e8")


def scheme(dark: bool) -> Scheme:
    """The one asked for."""
    return DARK if dark else LIGHT
