"""PNG: the picture of `svg` at 300 dots an inch (3,508 pixels wide), drawn by resvg.

A picture of many events is drawn with fewer dots, so that it stays under 120 million pixels.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.sax.saxutils import quoteattr

from timeline.errors import InputError
from timeline.export.optional import needed
from timeline.export.svg import FONT, WIDTH, drawing
from timeline.model import Timeline

DOTS, _MOST = 3508, 120_000_000
_HEIGHT = re.compile(r'viewBox="0 0 \d+ ([\d.]+)"')


def write(timeline: Timeline) -> bytes:
    """The picture as a file; InputError where this machine has no font, for then words would be missing."""
    resvg = needed("resvg_py", "PNG")
    if not _draws_letters(resvg):
        raise InputError("PNG needs a font, and this machine has none; install one (Debian: fonts-dejavu), or take SVG")
    picture = drawing(timeline)
    found = _HEIGHT.search(picture)
    assert found is not None
    ratio = float(found[1]) / WIDTH
    width = min(DOTS, int((_MOST / ratio) ** 0.5))
    content: bytes = resvg.svg_to_bytes(svg_string=picture, width=width, height=max(1, round(width * ratio)), dpi=96)
    return content


@cache
def _draws_letters(resvg: Any) -> bool:
    """Is there a font for the words?"""
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
    letter = f'<text y="15" font-family={quoteattr(FONT)}>M</text>'
    return bool(resvg.svg_to_bytes(svg_string=empty.format(letter)) != resvg.svg_to_bytes(svg_string=empty.format("")))
