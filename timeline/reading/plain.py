"""Plain text: from bytes to characters, and what is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from timeline.errors import InputError

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CHAOS, _SHORTEST_GUESS = 0.1, 40
"""Most disorder charset-normalizer may see in its guess, and fewest bytes a guess is made from."""


@dataclass(frozen=True, slots=True)
class Raw:
    """What a source says about itself; `published` as written there."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None


_HEADLINE = re.compile(r"\s*([^\n\r]{4,160}?)[^\S\n]*\r?\n[^\S\n]*\r?\n")
_NO_HEADLINE = (".", ":", ";", ",", "…")


def read(text: str) -> Raw:
    """Plain text as it stands. A first line that stands apart and is no sentence is its title."""
    found = _HEADLINE.match(text.removeprefix("\ufeff"))
    if found is None or found[1].endswith(_NO_HEADLINE) or not found[1][-1].isprintable():
        return Raw(text)
    return Raw(text, title=" ".join(found[1].split()))


def check(text: str, limit: int) -> None:
    """InputError for text that is empty, too long, binary, or not storable as UTF-8."""
    if not text.strip().strip("\ufeff\u200b"):
        raise InputError("the text is empty; give an article with at least one sentence")
    if len(text) > limit or (len(text) * 4 > limit and len(text.encode("utf-8", "surrogatepass")) > limit):
        raise _too_long(limit)
    if found := _CONTROL.search(text):
        raise InputError(
            f"binary data, not text: control character U+{ord(found.group()):04X} at offset {found.start()}; "
            "give a text, HTML or JSON file"
        )
    if found := _SURROGATE.search(text):
        raise InputError(f"half a character (a lone surrogate) at offset {found.start()}; decode the text as UTF-8")


def decode(source: str | bytes, limit: int) -> str:
    """Checked characters: bytes are UTF-8 or UTF-16 with a mark, UTF-8, the charset they declare, or a sure guess."""
    if isinstance(source, str):
        check(source, limit)
        return source.removeprefix("\ufeff")  # a mark of the encoding, as in bytes
    if len(source) > limit:
        raise _too_long(limit)
    text = _decoded(source)
    check(text, limit)
    return text


def _too_long(limit: int) -> InputError:
    return InputError(
        f"the text is over the limit of {limit:,} bytes; split it, or raise the limit "
        "(Options(limit=...), --limit, TIMELINE_MAX_BYTES)"
    )


def _decoded(source: bytes) -> str:
    for mark, encoding in _BOMS.items():
        if source.startswith(mark):
            return _strict(source, encoding)
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in source:
        raise InputError("binary data, not text (it holds NUL bytes); give a text, HTML or JSON file")
    if declared := _CHARSET.search(source[:2048]):
        try:
            return source.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return _guessed(source)


def _strict(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"wrong encoding: begins like {encoding} but byte {error.start} is not; save the file as UTF-8"
        ) from None


def _guessed(source: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(source).best() if len(source) >= _SHORTEST_GUESS else None
    if best is None or best.chaos > _CHAOS or (best.coherence == 0 and len(best.languages) == 0):
        raise InputError(
            "wrong encoding: the bytes are not UTF-8 and no other encoding is sure; save the file as UTF-8"
        )
    return str(best)
