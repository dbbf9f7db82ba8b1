"""PDF: the text of a file in reading order, by PDFium; columns, hyphens and what repeats on every page set right.

The dates a PDF has of itself say when the file was made, not when the article was published: they are not taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.reading.layout import Line, in_reading_order
from timeline.reading.plain import Raw

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

PAGES = 500
"""Most pages: a book; an article has a few."""
_HYPHENS = {"\ufffe": "-", "\xad": "-", "\u2010": "-"}
"""PDFium's sign for a hyphen at the end of a line, the soft hyphen, and the typographic one."""
_FAR, _OTHER_ROW = 2.0, 0.5
"""How far a letter stands from the last one, in letter heights, where another run of text begins."""
_PAGE_NUMBER = re.compile(
    r"^[^\w]*+(?:page|seite|p\.)?+\s*+\d{1,4}+(?:\s*+(?:of|/|von)\s*+\d{1,4}+)?+[^\w]*+", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_EDGE = 3
"""How many lines at the top and the foot of a page may be a header or a footer."""
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)-$")
_LETTERS = re.compile(r"[^\W\d_]++")
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]++")
_TALLER, _SHORTER = 1.2, 0.85
_LOOSE = 1.5
"""Most distance of the lines of a paragraph, in letter heights: a page of few lines says little of its own."""
_NO_TEXT = (
    "the PDF holds no text (its pages are pictures, as a scanner makes them); "
    "run it through a program for text recognition first, or paste the text"
)


def looks_like(source: bytes) -> bool:
    """Does the file begin like a PDF? Some have a few bytes before it."""
    return b"%PDF-" in source[:1024]


def read(source: bytes, limit: int) -> Raw:
    """The text, a blank line between paragraphs, and the title where one stands large at the head.

    limit: most characters. Raises InputError for a file that is damaged, needs a password, has no text or too much.
    """
    document = _opened(source)
    try:
        pages = _pages(document, limit)
        stated = document.get_metadata_dict().get("Title", "").strip()
    finally:
        document.close()
    lines = [line for page in _without_repeats(pages) for line in page]
    if not any(character.isalnum() for line in lines for character in line.text):
        raise InputError(_NO_TEXT)
    text = "\n\n".join(_paragraphs(lines))
    return Raw(text, _title(stated, lines))


def _opened(source: bytes) -> PdfDocument:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(source)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise InputError("the PDF needs a password; save it without one, or paste the text") from None
        raise InputError("the PDF is damaged and cannot be read; save it anew, or paste the text") from None
    if count > PAGES:
        document.close()
        raise InputError(f"the PDF has {count:,} pages, over the limit of {PAGES}; take out the pages of the article")
    return document


def _pages(document: PdfDocument, limit: int) -> list[list[Line]]:
    import pypdfium2

    pages: list[list[Line]] = []
    seen = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue  # one damaged page costs no other
        seen += text_page.count_chars()
        if seen > limit:
            raise InputError(f"the text is over the limit of {limit:,} bytes; take out the pages of the article")
        pages.append(in_reading_order(list(_runs(text_page))))
        text_page.close()
        page.close()
    return pages


@dataclass(slots=True)
class _Run:
    """Letters that stand on one row without a gap, while they are gathered."""

    text: str
    left: float
    right: float
    base: float
    size: float

    def line(self) -> Line:
        return Line(" ".join(self.text.split()), self.left, self.right, self.base, self.size)


def _runs(page: PdfTextPage) -> Iterator[Line]:
    """The runs of a page in the order the file has them."""
    run: _Run | None = None
    for letter, made, left, right, base, size in _letters(page):
        if made or letter.isspace():
            if run is not None and not run.text.endswith(" "):
                run.text += " "
            continue
        if run is not None and (
            abs(base - run.base) > _OTHER_ROW * max(size, run.size)
            or left - run.right > _FAR * run.size
            or left < run.right - _FAR * run.size
        ):
            if run.text.strip():
                yield run.line()
            run = None
        if run is None:
            run = _Run("", left, right, base, size)
        run.text += letter
        run.right = max(run.right, right)
        run.size = max(run.size, size)
    if run is not None and run.text.strip():
        yield run.line()


def _letters(page: PdfTextPage) -> Iterator[tuple[str, bool, float, float, float, float]]:
    """Letter, whether PDFium put it in, left and right edge, base line and font size, in points."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    edges: Any = tuple(c_double() for _ in range(4))
    for at in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, at)
        letter = _letter(code)
        made = raw.FPDFText_IsGenerated(page, at) == 1 and letter != "-"
        raw.FPDFText_GetCharBox(page, at, *(byref(edge) for edge in edges))
        raw.FPDFText_GetCharOrigin(page, at, byref(x), byref(y))
        # The size is told before the page scales it: browsers print letters of 16 at three quarters.
        scaled = raw.FPDFText_GetMatrix(page, at, byref(matrix))
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 if scaled else 1.0
        size = max(1.0, raw.FPDFText_GetFontSize(page, at) * scale, edges[3].value - edges[2].value)
        yield letter, made, edges[0].value, edges[1].value, y.value, size


def _letter(code: int) -> str:
    """A letter that text may hold; a space for what is none."""
    if code in (9, 10, 13) or code < 32 or code == 127 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return " " if code != 2 else "-"
    letter = chr(code)
    return _HYPHENS.get(letter, letter)


def _without_repeats(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without headers, footers and page numbers: what stands at the edge of page after page."""

    def shape(line: Line) -> str:
        return _DIGITS.sub("#", line.text.lower())

    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({shape(line) for line in _at_edge(page)})
    often = max(2, (len(pages) + 2) // 3)
    out = []
    for page in pages:
        edge = {id(line) for line in _at_edge(page)}
        out.append(
            [
                line
                for line in page
                if id(line) not in edge or not (counts[shape(line)] >= often or _PAGE_NUMBER.fullmatch(line.text))
            ]
        )
    return out


def _at_edge(page: list[Line]) -> list[Line]:
    """The lines nearest to the top and to the foot of a page."""
    if len(page) < 2:
        return []
    placed = sorted(page, key=lambda line: -line.base)
    return [*placed[:_EDGE], *placed[max(_EDGE, len(placed) - _EDGE) :]]


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Lines joined to paragraphs, the hyphens of their ends taken out where no word has them."""
    steps = [above.base - line.base for above, line in pairwise(lines) if above.base > line.base]
    usual = min(median(steps), _LOOSE * median(line.size for line in lines)) if steps else 0.0
    written = {word.lower() for line in lines for word in _WORD.findall(line.text)}
    text = ""
    for above, line in zip([None, *lines], lines, strict=False):
        if above is not None and _begins(above, line, usual):
            yield text
            text = ""
        text = _joined(text, line.text, written) if text else line.text
    if text:
        yield text


def _begins(above: Line, line: Line, usual: float) -> bool:
    """Does a paragraph begin with this line?"""
    if not above.size / _TALLER <= line.size <= above.size * _TALLER:
        return True
    ended = _ENDS.search(above.text) is not None
    if line.base >= above.base:  # the next column or page
        return ended
    if above.base - line.base > 1.3 * usual:
        return True
    indented = line.left - above.left > 0.8 * line.size
    short = above.right - above.left < _SHORTER * (line.right - line.left)
    return ended and (indented or short)


def _joined(text: str, line: str, written: set[str]) -> str:
    found = _BROKEN.search(text)
    if found is None or not line[:1].islower():
        return f"{text}{'' if text.endswith('-') else ' '}{line}"
    rest = _LETTERS.match(line)
    whole = f"{found[1]}-{rest.group() if rest else ''}".lower()
    return f"{text}{line}" if whole in written else f"{text[:-1]}{line}"


def _title(stated: str, lines: Sequence[Line]) -> str | None:
    """Lines at the head that stand larger than the rest; else what the file says of itself, if the page says it too."""
    usual = median(line.size for line in lines for _ in line.text)
    head: list[str] = []
    for line in lines[:8]:
        if line.size >= _TALLER * usual:
            head.append(line.text)
        elif head:
            break
    title = " ".join(head)
    if 4 <= len(title) <= 300:
        return title
    begun = " ".join(line.text for line in lines[:10]).lower()
    return stated if len(stated) > 3 and stated.lower() in begun else None
