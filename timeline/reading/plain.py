"""Plain text: from bytes to characters, and what is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from timeline.errors import InputError
from timeline.reading.rules import languages

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ENCODINGS = frozenset(
    """utf_8 utf_16 utf_16_le utf_16_be ascii iso8859_1 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7
    iso8859_8 iso8859_9 iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16 cp1250 cp1251 cp1252 cp1253 cp1254
    cp1255 cp1256 cp1257 cp1258 cp866 cp874 tis_620 koi8_r koi8_u mac_roman mac_cyrillic big5 big5hkscs gb2312 gbk
    gb18030 shift_jis cp932 euc_jp iso2022_jp euc_kr cp949""".split()  # noqa: SIM905 - a list to be read
)
"""Encodings that articles are written in, by Python's names: those of the web (WHATWG), and no transport encoding
such as UTF-7 or Punycode, in which markup can hide."""
KINDS = "give a text, HTML, Markdown, JSON, CSV, .docx or .pdf file"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CHARSET = re.compile(rb"""charset\s*+=[\s"']*+([\w.:-]{2,40})""", re.IGNORECASE)
_CHAOS, _SHORTEST_GUESS = 0.1, 40
"""Most disorder charset-normalizer may see in its guess, and fewest bytes a guess is made from."""


@dataclass(frozen=True, slots=True)
class Raw:
    """What a source says about itself; `published` as written there."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None


_FIRST_LINE = re.compile(r"^\s*+([^\n\r]{4,400}+)(\r?\n[^\S\n]*+)(\n|(\S++)[^\n\r]*+)")
_NO_HEADLINE = (".", ":", ";", ",", "…", "-", "–", "—")
_LONGEST_HEADLINE = 160
_WRAPPED, _LINES, _FULL = 4_000, 20, 0.8
"""Characters and lines that are looked at behind the first, and the share of their width up to which it has room."""
_FEWEST_WORDS = 4
_QUOTES, _MARKS = "'\"’”“‘", ('!"', '?"', "!”", "?”")
LONGEST_LINE = 500
"""Most characters kept of a title."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
"""Control characters, and marks that turn the direction of writing."""


def read(text: str, *, dated: bool = False) -> Raw:
    """Plain text as it stands. A first line that stands apart and is no sentence is its title."""
    return Raw(text, title=headline_of(text))


def headline_of(text: str) -> str | None:
    """The first line, where it is short, no sentence, and broken off on purpose.

    A blank line below it is on purpose; so is a line's end with room left: "Dock strike enters new phase" above a
    paragraph is a headline, and "The dockers walked out on" above "Monday, and ..." is text wrapped by hand.
    """
    found = _FIRST_LINE.match(text)
    line = found[1].rstrip() if found else ""
    if found is None or not 4 <= len(line) <= _LONGEST_HEADLINE or line.endswith(_NO_HEADLINE):
        return None
    if found[4] is None:  # a blank line
        return line
    return line if _room_left(line, found[3].rstrip(), text[found.end() : found.end() + _WRAPPED]) else None


def _room_left(line: str, following: str, rest: str) -> bool:
    """Would the next word have stood on the first line too, and does it begin a sentence of its own?

    How long lines get is seen from those that follow; the last one of a paragraph is not full.
    """
    words = line.split()
    if following[0].islower() or len(following.split()) < _FEWEST_WORDS or len(words) < 2:
        return False
    if words[-1].lower().strip(_QUOTES) in _little_words() or words[-1].endswith(_MARKS):
        return False
    widest = max(len(one) for one in [following, *rest.splitlines()[:_LINES]])
    return len(line) + 1 + len(following.split()[0]) < _FULL * widest


@cache
def _little_words() -> frozenset[str]:
    """Words that no headline ends with: articles, prepositions and their like, of every language."""
    return frozenset().union(*(language.words for language in languages()))


def one_line(text: str | None) -> str | None:
    """A title or address to be shown anywhere: single spaces, and nothing that steers a terminal or the direction
    of writing; half a character is the replacement character. None where nothing is left."""
    shown = _SURROGATE.sub("\ufffd", _UNSEEN.sub(" ", (text or "")[: 4 * LONGEST_LINE]))
    return " ".join(shown.split())[:LONGEST_LINE] or None


def check(text: str, limit: int) -> None:
    """InputError for text that is empty, too long, binary, or not storable as UTF-8."""
    if not text.strip().strip("\ufeff\u200b"):
        raise InputError("the text is empty; give an article with at least one sentence")
    if len(text) > limit or (len(text) * 4 > limit and len(text.encode("utf-8", "surrogatepass")) > limit):
        raise _too_long(limit)
    if found := _CONTROL.search(text):
        raise InputError(
            f"binary data, not text: control character U+{ord(found.group()):04X} at offset {found.start()}; {KINDS}"
        )
    if found := _SURROGATE.search(text):
        raise InputError(f"half a character (a lone surrogate) at offset {found.start()}; decode the text as UTF-8")


def decode(source: str | bytes, limit: int) -> str:
    """Checked characters: bytes are Unicode with a mark, UTF-8, of the charset they declare, or of one that is sure."""
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
        raise InputError(
            "binary data, not text (it holds NUL bytes); give a text, HTML, Markdown, JSON, CSV, .docx or .pdf file"
        )
    if declared := _CHARSET.search(source[:2048]):
        try:
            if (encoding := _python_name(declared.group(1).decode("ascii"))) in _ENCODINGS:
                return source.decode(encoding)
        except (LookupError, UnicodeError):
            pass
    return _guessed(source)


def in_charset(source: bytes, charset: str) -> bytes | str:
    """The characters of bytes by the charset that a web server names; the bytes where they are UTF-8 or it is wrong."""
    if not charset or source.startswith(tuple(_BOMS)):
        return source
    try:
        source.decode("utf-8")
        return source
    except UnicodeDecodeError:
        pass
    try:
        return source.decode(charset) if _python_name(charset) in _ENCODINGS else source
    except (LookupError, UnicodeError):
        return source


def _python_name(encoding: str) -> str:
    return codecs.lookup(encoding).name.replace("-", "_")


def _strict(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeError as error:
        at = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "the rest"
        raise InputError(f"wrong encoding: begins like {encoding} but {at} is not; save the file as UTF-8") from None


def _guessed(source: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(source, cp_isolation=sorted(_ENCODINGS)).best() if len(source) >= _SHORTEST_GUESS else None
    if best is None or best.chaos > _CHAOS or (best.coherence == 0 and len(best.languages) == 0):
        raise InputError(
            "wrong encoding: the bytes are not UTF-8 and no other encoding is sure; save the file as UTF-8"
        )
    return str(best)
