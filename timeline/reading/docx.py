"""Word documents (.docx), opened by python-docx: the paragraphs as they read with all changes taken.

The dates a document has of itself say when the file was written, not when the article was published: they are not
taken.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.errors import InputError
from timeline.reading.plain import Raw

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

PARTS, UNPACKED, PART = 3_000, 200_000_000, 40_000_000
"""Most files in the archive, most bytes of all of them unpacked, and of one that is no picture. What the archive says
of a size is also the most that is unpacked of it."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({_W + "del", _W + "moveFrom", _W + "instrText", _W + "sdtPr", _FALLBACK})
_BREAKS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t", _W + "noBreakHyphen": "\u2011"}
_TITLE_STYLES = frozenset({"title", "heading 1"})
_BROKEN = "the Word document is damaged and cannot be read; save it anew as .docx, or paste the text"


def looks_like(source: bytes) -> bool:
    """Does the file begin like an archive that holds a Word document, or like an older document of Office?"""
    if source.startswith(_OLD):
        return True
    return source.startswith(b"PK\x03\x04") and b"word/" in source


def read(source: bytes, limit: int) -> Raw:
    """The text, a blank line between paragraphs, and the title: the paragraph in the style of one.

    limit: most characters. Raises InputError for a file that is damaged, protected by a password, of the old .doc kind,
    without text, or that would unpack to more than a document holds.
    """
    _check(source)
    document = _opened(source)
    paragraphs: list[str] = []
    seen = 0
    for paragraph in _paragraphs(document.element.body):
        if text := _text(paragraph).strip():
            seen += len(text) + 2
            if seen > limit:
                raise InputError(f"the text is over the limit of {limit:,} bytes; split the document")
            paragraphs.append(text)
    if not any(letter.isalnum() for text in paragraphs for letter in text):
        raise InputError("the Word document holds no text; if it is a picture, paste the text")
    return Raw("\n\n".join(paragraphs), _title(document))


def _check(source: bytes) -> None:
    if source.startswith(_OLD):
        raise InputError(
            "this is a Word document of the old kind (.doc), or one with a password; "
            "save it as .docx without a password, or paste the text"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(_BROKEN) from None
    text = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED or text > PART:
        raise InputError(
            "the Word document would unpack to more than a document holds, and is not opened; paste the text"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("the Word document needs a password; save it without one, or paste the text")
    if "word/document.xml" not in {part.filename for part in parts}:
        raise InputError("the archive holds no Word document; give a .docx file, or paste the text")


def _opened(source: bytes) -> Document:
    import docx

    try:
        return docx.Document(io.BytesIO(source))
    except Exception:  # a file may break it in any way; what the user can do about it is the same
        raise InputError(_BROKEN) from None


def _paragraphs(body: _Element) -> Iterator[_Element]:
    """Paragraphs in the order of the document, those in tables and text boxes too."""
    walk = body.iter(_W + "p", _FALLBACK)
    for element in walk:
        if element.tag == _W + "p" and not any(above.tag in _SKIPPED for above in element.iterancestors()):
            yield element


def _text(paragraph: _Element) -> str:
    """What is written in a paragraph itself: what was put in, and not what was taken out."""
    parts: list[str] = []
    left = list(reversed(paragraph))
    while left:
        element = left.pop()
        if element.tag == _W + "t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            parts.append(_BREAKS[element.tag])
        elif element.tag not in _SKIPPED and element.tag != _W + "p":
            left.extend(reversed(element))
    return "".join(parts)


def _title(document: Document) -> str | None:
    """The first paragraph with text, where it has the style of a title; else what the document says of itself."""
    for paragraph in document.paragraphs[:20]:
        if paragraph.text.strip():
            style = paragraph.style.name if paragraph.style is not None else None
            if style and style.lower() in _TITLE_STYLES:
                return paragraph.text.strip()
            break
    try:
        stated = document.core_properties.title.strip()
    except Exception:  # a damaged part beside the text costs only what it says
        return None
    first = " ".join(paragraph.text for paragraph in document.paragraphs[:5]).lower()
    return stated if stated and stated.lower() in first else None
