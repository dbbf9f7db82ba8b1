"""PDF, Word and Markdown become articles; files of many articles become many, each record for itself."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from timeline.errors import InputError, TimelineError
from timeline.intervals import Bound
from timeline.model import Options
from timeline.reading import read, read_file, read_many
from timeline.reading.layout import Line, in_reading_order

DAY = "2024-05-03"


def pdf(draw: Callable[[Canvas], None], password: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=StandardEncryption(password) if password else None)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def lines(canvas: Canvas, x: float, y: float, words: list[str], size: float = 10) -> None:
    canvas.setFont("Times-Roman", size)
    for number, line in enumerate(words):
        canvas.drawString(x, y - 12 * number, line)


FIRST = ["The ferry company resumed its ser-", "vice on Thursday, a well-", "known captain said. It is"]


def printed(canvas: Canvas) -> None:
    """Two pages with a running head, page numbers, a headline, and words cut at the end of a line."""
    for page in (1, 2):
        lines(canvas, 60, 810, [f"The Harbour Post, No. 4{page}"], 8)
        lines(canvas, 290, 20, [str(page)], 8)
        if page == 1:
            lines(canvas, 60, 770, ["Ferry service resumes"], 20)
            lines(
                canvas,
                60,
                730,
                ["The ferry company resumed its ser-", "vice on Thursday, a well-", "known captain said. It is"],
            )
            lines(canvas, 60, 680, ["A second paragraph, on the well-known pier of", "the town, ends on page"])
        else:
            lines(canvas, 60, 770, ["two, said the mayor.", "It was the mid-", "1990s again."])
        canvas.showPage()


def test_a_pdf_is_read_as_it_was_written() -> None:
    article = read(pdf(printed), published=DAY)
    assert article.text.split("\n\n") == [
        "Ferry service resumes",
        "The ferry company resumed its service on Thursday, a well-known captain said. It is",
        "A second paragraph, on the well-known pier of the town, ends on page two, said the mayor. "
        "It was the mid-1990s again.",
    ]
    assert article.title == "Ferry service resumes"


LEFT = [
    "The dockers of Tarn walked out on",
    "Monday after talks over pay had",
    "broken down, and the ships wait",
    "outside.",
]
RIGHT = [
    "The mayor met both of the sides",
    "on Tuesday in the town hall, and",
    "a mediator was named the next",
    "morning.",
]


@pytest.mark.parametrize("by_row", [True, False])
def test_columns_are_read_one_after_another(by_row: bool) -> None:
    """Whether the file has its words column by column or row by row."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 780, ["Dock strike in Tarn enters a new phase"], 18)
        if by_row:
            for number, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True)):
                lines(canvas, 60, 740 - 12 * number, [one])
                lines(canvas, 320, 740 - 12 * number, [other])
        else:
            lines(canvas, 60, 740, LEFT)
            lines(canvas, 320, 740, RIGHT)

    text = read(pdf(draw), published=DAY).text
    assert " ".join(text.split()).endswith(" ".join([*LEFT, *RIGHT]))


def test_a_table_is_read_row_by_row() -> None:
    """The counter-example: what stands side by side belongs together where the left side is short."""
    rows = [("3 May", "The council meets in the town hall"), ("4 May", "The mayor speaks to the dockers"),
            ("10 May", "The vote is counted in public"), ("1 June", "The bridge is opened again")]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for number, (day, what) in enumerate(rows):
            lines(canvas, 60, 740 - 12 * number, [day])
            lines(canvas, 160, 740 - 12 * number, [what])

    text = " ".join(read(pdf(draw), published=DAY).text.split())
    assert text == " ".join(f"{day} {what}" for day, what in rows)


def test_the_date_of_a_file_is_no_publication_date() -> None:
    assert read(pdf(printed)).published is None
    document = docx.Document()
    document.add_paragraph("The ferry company resumed its service on Thursday.")
    assert read(saved(document)).published is None


def test_paragraphs_are_kept_where_the_page_is_scaled_as_browsers_print_it() -> None:
    """Letters of 16 at three quarters: lines 13.5 points apart, paragraphs 25.5."""

    def draw(canvas: Canvas) -> None:
        canvas.scale(0.75, 0.75)
        for y, words in ((1000, "By Ann Poe"), (966, "12 November 2024"), (932, "The ferry was found on Monday,"),
                         (914, "the harbour master of Tarn said.")):  # fmt: skip
            lines(canvas, 60, y, [words], size=16)

    article = read(pdf(draw))
    assert article.text.split("\n\n") == [
        "By Ann Poe", "12 November 2024", "The ferry was found on Monday, the harbour master of Tarn said."
    ]  # fmt: skip
    assert str(article.published) == "2024-11-12"


def test_a_date_in_the_text_of_a_pdf_is_found() -> None:
    words = ["Published: 3 May 2024", "", "The ferry left on Thursday, it said."]
    article = read(pdf(lambda canvas: lines(canvas, 60, 780, words)))
    assert article.published == Bound.parse(DAY)
    assert article.published_from == "text"


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_is_read_with_its_changes_taken() -> None:
    document = docx.Document()
    document.add_heading("Ferry service resumes", 0)
    paragraph = document.add_paragraph("The ferry company resumed ")
    paragraph._p.append(docx.oxml.parse_xml(f"<w:ins {NS}><w:r><w:t>its service </w:t></w:r></w:ins>"))
    paragraph._p.append(docx.oxml.parse_xml(f"<w:del {NS}><w:r><w:delText>nothing </w:delText></w:r></w:del>"))
    paragraph.add_run("on Thursday.").add_break()
    paragraph.add_run("It said so.")
    document.add_table(1, 2).cell(0, 1).text = "In a table."
    article = read(saved(document), published=DAY)
    assert article.text.split("\n\n") == [
        "Ferry service resumes", "The ferry company resumed its service on Thursday.\nIt said so.", "In a table.",
    ]  # fmt: skip
    assert article.title == "Ferry service resumes"


NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


EMPTY = docx.Document()
REFUSED = {
    "scanned": (lambda: pdf(lambda canvas: canvas.rect(50, 50, 90, 90)), "no text.*text recognition"),
    "locked": (lambda: pdf(printed, "secret"), "needs a password"),
    "cut": (lambda: pdf(printed)[:300], "PDF is damaged"),
    "bare head": (lambda: b"%PDF-1.7", "PDF is damaged"),
    "many pages": (lambda: pdf(lambda canvas: [canvas.showPage() for _ in range(501)]), "501 pages"),
    "empty": (lambda: saved(EMPTY), "holds no text"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old kind"),
    "bomb": (lambda: archive(word__document=b" " * 41_000_000), "unpack to more"),
    "broken": (lambda: archive(word__document=b"<w:p"), "damaged"),
    "no document": (lambda: archive(word__other=b"<a/>"), "no Word document"),
    "cut archive": (lambda: archive(word__document=b"<a/>")[:60], "damaged"),
    "other archive": (lambda: archive(a=b"<a/>"), "an archive cannot be read"),
    "rtf": (lambda: b"{\\rtf1 The ferry left on Thursday.}", "RTF"),
    "gzip": (lambda: b"\x1f\x8b\x08\x00 and so on", "compressed"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_says_why_and_what_to_do(name: str) -> None:
    make, said = REFUSED[name]
    with pytest.raises(InputError, match=f"(?s){said}.*; |{said}"):
        read(make(), published=DAY)


def test_an_entity_is_not_expanded() -> None:
    bomb = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">]><w:document>&a;</w:document>'
    with pytest.raises(InputError):
        read(archive(word__document=bomb), published=DAY)


def test_a_text_over_the_limit_is_refused_and_a_wrong_name_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="over the limit of 50 bytes"):
        read(pdf(printed), published=DAY, options=Options(limit=50))
    with pytest.raises(InputError, match="read from its bytes"):
        read("text", media="pdf")
    file = tmp_path / "a.pdf"
    file.write_bytes(b"The ferry left on Thursday.")
    with pytest.raises(InputError, match="no pdf file, whatever its name says"):
        read_file(file)
    file = tmp_path / "a.txt"
    file.write_bytes(pdf(printed))
    assert read_file(file, published=DAY).title == "Ferry service resumes"


MARKDOWN = """---
title: Ferry service resumes
date: 2024-05-03
url: https://harbour.example/ferry
---
# Service is back

The **ferry** [company](https://a.example "x") resumed its
service on *Thursday*. ![a ship](b.png)

1. First `stop`
2. Second

```python
left_out = True
```
<!-- a comment -->

| Day | What |
|-----|------|
| 3 May | opens |
"""


def test_markdown_is_read_without_its_marks() -> None:
    article = read(MARKDOWN, media="markdown")
    assert article.text.split("\n\n") == [
        "Service is back", "The ferry company resumed its\nservice on Thursday. ", "First stop", "Second", "Day | What",
        "3 May | opens",
    ]  # fmt: skip
    assert (article.title, article.url) == ("Ferry service resumes", "https://harbour.example/ferry")
    assert (article.published, article.published_from) == (Bound.parse(DAY), "metadata")


def test_a_line_across_is_no_front_matter_and_a_damaged_one_is_text() -> None:
    assert read("The ferry left on Monday.\n\n---\n\nIt came back.", media="markdown").text.count("\n\n") == 1
    assert read("# Ferry leaves\n\nIt left on Monday.", media="markdown").title == "Ferry leaves"
    with pytest.raises(InputError, match="no text beside its marks"):
        read("```\ncode\n```", media="markdown")


CSV = """Date;Headline;Full text;Link
2024-05-03;Ferry;"The ferry left; it came back on Thursday.";https://a.example/1
2024-13-01;Ferry;The ferry left on Thursday.;

;;"The strike of Tarn
began on Monday.";
2024-05-04;Ferry;;
2024-05-04;a;b;c;d
"""


def test_a_table_gives_articles_and_says_which_rows_are_none() -> None:
    batch = read_many(CSV, media="csv", published="2024-05-06", name="a.csv")
    assert [(one.title, one.text, str(one.published), one.url) for one in batch.articles] == [
        ("Ferry", "The ferry left; it came back on Thursday.", "2024-05-03", "https://a.example/1"),
        (None, "The strike of Tarn\nbegan on Monday.", "2024-05-06", None),
    ]
    assert [str(one)[:13] for one in batch.failures] == ["a.csv: line 3", "a.csv: line 7", "a.csv: line 8"]
    assert "no such day" in batch.failures[0].reason
    assert "no text" in batch.failures[1].reason
    assert "5 cells" in batch.failures[2].reason


RECORDS = [{"body": "The ferry left on Thursday.", "date": DAY, "headline": "Ferry"}, {"body": 3}, 4, {"text": ""}]


@pytest.mark.parametrize(
    ("source", "media", "place"),
    [
        ("\n".join(map(json.dumps, RECORDS)), None, "line 2"),
        ("\n".join(map(json.dumps, RECORDS)), "jsonl", "line 2"),
        (json.dumps(RECORDS), "json", None),
    ],
)
def test_records_of_json(source: str, media: str | None, place: str | None) -> None:
    if place is None:  # a list that holds something else is a list of the wrong shape
        source, place = json.dumps([RECORDS[0], RECORDS[1], RECORDS[3]]), "article 2"
    batch = read_many(source, media=media)  # type: ignore[arg-type]
    assert [(one.title, str(one.published)) for one in batch.articles] == [("Ferry", DAY)]
    assert batch.failures[0].place == place
    assert len(batch.failures) == len(source.split("body")) + source.count("text") + ("4" in source.splitlines()) - 2


@pytest.mark.parametrize(
    ("source", "media", "said"),
    [
        ("a,b\n1,2", "csv", "no column for the text.*there is: a, b"),
        ("", "csv", "empty"),
        ("text,date\n", "csv", "holds no article"),
        ("text,date\n,2024-05-03\n", "csv", "none of the 1 articles.*line 2"),
        ('text\n"The ferry left', "csv", "breaks off at line"),
        ("{}\n{}", "jsonl", "none of the 2 articles.*line 1"),
    ],
)
def test_a_file_without_any_article_is_refused(source: str, media: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_many(source, media=media)  # type: ignore[arg-type]


def test_one_article_of_a_table_is_read_as_one_and_several_are_not() -> None:
    assert read(f"text,date\nThe ferry left on Thursday.,{DAY}\n", media="csv").published == Bound.parse(DAY)
    with pytest.raises(InputError, match="holds 5 articles"):
        read(CSV, media="csv")


BASES = [pdf(printed), saved(EMPTY), MARKDOWN.encode(), CSV.encode(), json.dumps(RECORDS).encode()]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    base=st.sampled_from(BASES), media=st.sampled_from([None, "pdf", "docx", "markdown", "csv", "jsonl", "json"]),
    cuts=st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=6)), max_size=6),
)  # fmt: skip
def test_a_damaged_file_is_read_or_refused(base: bytes, media: str | None, cuts: list[tuple[int, bytes]]) -> None:
    for at, put in cuts:
        base = base[: at % (len(base) + 1)] + put + base[at % (len(base) + 1) + len(put) :]
    try:
        assert read_many(base, media=media, published=DAY).articles  # type: ignore[arg-type]
    except TimelineError as error:
        assert str(error)


@given(st.lists(st.tuples(*[st.floats(0, 600, width=16)] * 2, st.floats(1, 300, width=16)), max_size=40))
def test_no_line_of_a_page_is_lost(boxes: list[tuple[float, float, float]]) -> None:
    runs = [Line(f"w{n} a b c", x, x + wide, y, 10) for n, (x, y, wide) in enumerate(boxes)]
    words = sorted(" ".join(line.text for line in in_reading_order(runs)).split())
    assert words == sorted(" ".join(run.text for run in runs).split())
