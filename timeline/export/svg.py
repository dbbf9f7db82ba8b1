"""SVG: the whole timeline as one picture, as wide as A4 lies (297 mm) and as high as its events need.

A row an event in the order of time: the date in words, the bar on a common scale, the label. A solid bar is what
certainly is covered, a pale one where it may lie, an arrow an open side, a dot what is too short to see. Status shows
as outline and dashes as well as colour, and in words. Fonts are those of the machine that draws it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from timeline.errors import InputError
from timeline.export.characters import one_line
from timeline.export.chronology import Entry, entries, heading, key_of, source, status_note
from timeline.export.scale import Scale
from timeline.intervals import Interval
from timeline.model import Timeline

WIDTH, WIDTH_MM, MOST_EVENTS = 1122, 297, 2000
_LEFT, _PLOT, _MARGIN = 192, 560, 24
_TEXT = _LEFT + _PLOT + 16
_LINE = 15
FONT = (
    "Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', Roboto, Ubuntu, Cantarell, "
    "'DejaVu Sans', Verdana, sans-serif"
)
_INK, _MUTED, _GRID, _PAPER = "#1d2733", "#566473", "#d9dfe6", "#ffffff"
_COLOURS = {
    "happened": "#1f5f99", "ongoing": "#0b7a6b", "planned": "#8a5a00", "possible": "#7a4fa3", "denied": "#a8323a",
}  # fmt: skip
_DASHES = {"planned": "6 3", "possible": "2 3", "denied": "1 2"}


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry with its lines of words and where it stands (pixels)."""

    entry: Entry
    when: list[str]
    label: list[str]
    top: float

    @property
    def height(self) -> float:
        return max(len(self.when), len(self.label)) * _LINE + 9


def write(timeline: Timeline) -> str:
    """A standalone SVG document."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + drawing(timeline) + "\n"


def drawing(timeline: Timeline) -> str:
    """The `svg` element. InputError where there are more events than a picture can hold."""
    if len(timeline.events) > MOST_EVENTS:
        raise InputError(
            f"a picture holds {MOST_EVENTS} events, not {len(timeline.events)}; choose less detail, or another format"
        )
    head, top = _head(timeline)
    rows, bottom = _rows(timeline, top)
    height = bottom + 52
    scale = Scale.over(_edges(timeline), _PLOT - 24)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" width="{WIDTH_MM}mm" '
        f'height="{height * WIDTH_MM / WIDTH:.2f}mm" viewBox="0 0 {WIDTH} {height:g}" font-family={quoteattr(FONT)} '
        f'font-size="12" fill="{_INK}" role="img" aria-label={quoteattr(one_line(heading(timeline)))}>',
        f'<rect class="paper" width="{WIDTH}" height="{height:g}" fill="{_PAPER}"/>',
        *head,
        _grid(timeline, scale, top, bottom),
        *(_words(row) for row in rows),
        f'<svg class="plot" x="{_LEFT}" y="0" width="{_PLOT}" height="{height:g}" viewBox="0 0 {_PLOT} {height:g}" '
        'preserveAspectRatio="none">',
        *(_mark(row, scale) for row in rows),
        "</svg>",
        _key(height - 14),
        "</svg>",
    ]
    return "\n".join(parts)


def _edges(timeline: Timeline) -> list[int]:
    """Minutes that must lie on the scale: every bound, and the days of publication."""
    found = [article.published.first_minute for article in timeline.articles if article.published]
    for event in timeline.events:
        if event.when is not None:
            sides = (event.when.begin, event.when.end)
            found += [b.first_minute for side in sides for b in (side.earliest, side.latest) if b is not None]
            found += [event.when.latest.last_minute + 1] if event.when.latest is not None else []
    return found


def _head(timeline: Timeline) -> tuple[list[str], float]:
    """Title and sources, and how far down they reach."""
    lines, at = [], 38.0
    for line in wrapped(heading(timeline), 82)[:3]:
        lines.append(_at(_MARGIN, at, line, size=20, weight=600))
        at += 26
    for article in timeline.articles[:12]:
        for line in wrapped(source(article), 165)[:2]:
            lines.append(_at(_MARGIN, at, line, size=11, fill=_MUTED))
            at += 15
    if len(timeline.articles) > 12:
        lines.append(_at(_MARGIN, at, f"and {len(timeline.articles) - 12} more articles", size=11, fill=_MUTED))
        at += 15
    return lines, at + 34


def _rows(timeline: Timeline, top: float) -> tuple[list[_Row], float]:
    rows = []
    for entry in entries(timeline):
        said = [status_note(entry.event), f"says {entry.event.said_by}" if entry.event.said_by else ""]
        more = f" ({', '.join(filter(None, said))})" if any(said) else ""
        row = _Row(entry, wrapped(entry.when, 26), _cut(wrapped(entry.event.label + more, 51), 3), top)
        rows.append(row)
        top += row.height
    return rows, top


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _grid(timeline: Timeline, scale: Scale, top: float, bottom: float) -> str:
    """Ticks, folds and days of publication behind the rows, below a clip of their own for the page to move."""
    parts = [f'<g class="grid" transform="translate({_LEFT} 0)" font-size="10.5" fill="{_MUTED}">']
    right = 0.0
    for tick in scale.ticks():
        x, width = tick.left + 12, text_width(tick.words, 10.5)
        parts.append(_vertical(x, top - 6, bottom, _GRID))
        if x - width / 2 >= right:
            parts.append(_on_axis(x, top - 12, tick.words))
            right = x + width / 2 + 8
    for number, fold in enumerate(scale.folds()):
        x = fold.left + 12
        parts.append(_vertical(x, top - 6, bottom, _MUTED, "1 5", "fold"))
        parts.append(_on_axis(x, bottom + 12 + number % 2 * 12, f"⟷ {fold.words}"))
    for day in sorted({article.published for article in timeline.articles if article.published}):
        parts.append(_vertical(scale.place(day.first_minute) + 12, top - 6, bottom, _INK, "2 3", "published"))
    return "\n".join([*parts, "</g>"])


def _on_axis(x: float, y: float, words: str) -> str:
    return f'<text data-x="{x:.1f}" x="{x:.1f}" y="{y:g}" text-anchor="middle">{words}</text>'


def _vertical(x: float, top: float, bottom: float, colour: str, dash: str = "", name: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    named = f' class="{name}"' if name else ""
    place = f'data-x="{x:.1f}" x1="{x:.1f}" x2="{x:.1f}" y1="{top:g}" y2="{bottom:g}"'
    return f'<line{named} {place} stroke="{colour}"{dashed}/>'


def _words(row: _Row) -> str:
    """Date and label at both sides of the plot."""
    middle = row.top + row.height / 2
    key = quoteattr(key_of(row.entry.event))
    first, second = (middle - _LINE * len(lines) / 2 + 11 for lines in (row.when, row.label))
    parts = [f'<g class="row" data-event={key}>']
    parts.append(
        f'<rect class="band" x="0" y="{row.top:g}" width="{WIDTH}" height="{row.height:g}" fill="{_INK}" '
        'fill-opacity="0"/>'
    )
    parts += [_at(_MARGIN, first + _LINE * i, line, size=11.5, fill=_MUTED) for i, line in enumerate(row.when)]
    parts += [_at(_TEXT, second + _LINE * i, line) for i, line in enumerate(row.label)]
    return "\n".join([*parts, "</g>"])


def _mark(row: _Row, scale: Scale) -> str:
    """The bars of an event, in the pixels of the plot."""
    when = row.entry.event.when
    middle, status = row.top + row.height / 2, row.entry.event.status.value
    colour = _COLOURS[status]
    dash = f' stroke-dasharray="{_DASHES[status]}"' if status in _DASHES else ""
    outline = f'stroke="{colour}" stroke-width="1.2" vector-effect="non-scaling-stroke"{dash}'
    if when is None or (outer := _outer(when)) is None:
        return ""
    left, right = scale.place(outer[0]) + 12, scale.place(outer[1]) + 12
    parts = []
    if right - left < 5 and when.earliest is not None and when.latest is not None:
        at = (left + right) / 2
        fill = _PAPER if status in _DASHES else colour
        dot = f'<line x1="{at:.1f}" x2="{at + 0.01:.2f}" y1="{middle:g}" y2="{middle:g}" stroke-linecap="round" '
        parts.append(f'{dot}stroke="{colour}" stroke-width="11" vector-effect="non-scaling-stroke"/>')
        if fill != colour:
            parts.append(f'{dot}stroke="{fill}" stroke-width="7" vector-effect="non-scaling-stroke"/>')
    else:
        parts.append(_bar(left, right, middle, colour, 0.22, outline))
        if (core := _core(when)) is not None:
            solid = 0.35 if status in _DASHES else 0.9
            parts.append(_bar(scale.place(core[0]) + 12, scale.place(core[1]) + 12, middle, colour, solid, outline))
    if when.earliest is None:
        parts.append(_arrow(left, middle, -1, colour))
    if when.latest is None:
        parts.append(_arrow(right, middle, 1, colour))
    key = quoteattr(key_of(row.entry.event))
    return "\n".join([f'<g class="mark" data-event={key}>', *parts, "</g>"])


def _outer(when: Interval) -> tuple[int, int] | None:
    sides = (when.begin, when.end)
    lows = [b.first_minute for side in sides for b in (side.earliest, side.latest) if b is not None]
    highs = [b.last_minute + 1 for side in sides for b in (side.earliest, side.latest) if b is not None]
    return (min(lows), max(highs)) if lows else None


def _core(when: Interval) -> tuple[int, int] | None:
    """What is certainly covered."""
    if when.begin.latest is None or when.end.earliest is None:
        return None
    low, high = when.begin.latest.first_minute, when.end.earliest.last_minute + 1
    return (low, high) if low < high else None


def _bar(left: float, right: float, middle: float, colour: str, solid: float, outline: str) -> str:
    return (
        f'<rect x="{left:.1f}" y="{middle - 6:g}" width="{max(right - left, 2):.1f}" height="12" fill="{colour}" '
        f'fill-opacity="{solid:g}" {outline}/>'
    )


def _arrow(x: float, middle: float, way: int, colour: str) -> str:
    return f'<path d="M{x:.1f} {middle - 6:g}l{way * 9} 6l{-way * 9} 6z" fill="{colour}" fill-opacity="0.5"/>'


def _key(y: float) -> str:
    words = (
        "solid: certainly then · pale: somewhere within · arrow: open end · dotted line: published · "
        "dashed: not (yet) happened"
    )
    return _at(_MARGIN, y, words, size=10.5, fill=_MUTED)


def _at(x: float, y: float, words: str, size: float = 12, fill: str = _INK, weight: int = 400) -> str:
    heavy = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}"{heavy}>{escape(one_line(words))}</text>'


def text_width(words: str, size: float) -> float:
    """About how wide words are drawn, in pixels: 0.56 of the size a letter, all of it for wide characters."""
    return sum(size * (1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56) for letter in words)


def wrapped(words: str, letters: int) -> list[str]:
    """Lines of at most about `letters` narrow letters, never none; words that are longer are cut apart."""
    lines, line = [], ""
    for word in one_line(words).split():
        while text_width(word, 1) > letters * 0.56:
            cut = next(n for n in range(len(word), 0, -1) if n == 1 or text_width(word[:n], 1) <= letters * 0.56)
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:cut])
            word = word[cut:]
        longer = f"{line} {word}".strip()
        if text_width(longer, 1) > letters * 0.56 and line:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line or not lines else lines
