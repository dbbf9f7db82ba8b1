"""Where a run's articles come from: each kind of file, and what is wrong with one told by its place."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from timeline.batch.articles import Columns, Item, count, items
from timeline.errors import InputError

ROWS = [
    {"text": "The dam broke on Monday.", "date": "2020-03-02", "title": "Dam", "url": "https://paper.example/dam"},
    {"text": "", "date": "2020-03-03"},
    {"text": "The ferry left.", "date": None},
]


def told(found: list[Item]) -> list[tuple[str, str | bytes | None, str | None, str | None]]:
    return [(one.place, one.source, one.published, one.fault and one.fault.partition(";")[0]) for one in found]


WANTED = [
    ("The dam broke on Monday.", "2020-03-02", None),
    (None, None, "it has no text"),
    ("The ferry left.", None, None),
]


def test_json_lines_give_an_article_a_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n[1]\n{broken\n", "utf-8")
    found = list(items(file))
    assert [one[1:] for one in told(found)[:3]] == WANTED
    assert [one.place for one in found] == ["line 1", "line 2", "line 3", "line 5", "line 6"]
    assert found[3].fault == "the line is no JSON object"
    assert str(found[4].fault).startswith("the line is not JSON")
    assert (found[0].title, found[0].url, count(file)) == ("Dam", "https://paper.example/dam", 5)


def test_csv_gives_an_article_a_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    lines = ["text,date,title", '"The dam broke\non Monday.",2020-03-02,Dam', ",2020-03-03,", "The ferry left.,,"]
    file.write_text("\ufeff" + "\r\n".join(lines), "utf-8")
    found = told(list(items(file)))
    assert found[0] == ("row 2", "The dam broke\non Monday.", "2020-03-02", None)
    assert [one[1:] for one in found[1:]] == WANTED[1:]


def test_parquet_gives_an_article_a_row(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), file)
    assert [one[1:] for one in told(list(items(file)))] == WANTED
    assert count(file) == 3


# warcio's writer leaves its temporary files to the collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_warc_gives_the_pages_that_came(tmp_path: Path) -> None:
    writer = pytest.importorskip("warcio.warcwriter")
    from warcio.statusandheaders import StatusAndHeaders

    file = tmp_path / "a.warc.gz"
    with file.open("wb") as stream:
        out = writer.WARCWriter(stream, gzip=True)
        for status, kind in (("200 OK", "text/html"), ("404 Not Found", "text/html"), ("200 OK", "image/png")):
            head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
            page = io.BytesIO(b"<p>It burned.</p>")
            out.write_record(out.create_warc_record("https://paper.example/x", "response", page, http_headers=head))
    (one,) = items(file)
    assert (one.place, one.source, one.media, one.url) == (
        "record 1", b"<p>It burned.</p>", "html", "https://paper.example/x",
    )  # fmt: skip
    file.write_bytes(b"no archive at all")
    assert [item.place for item in items(file)] == ["archive"]


def test_a_folder_gives_its_files_in_order_and_leaves_others(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.html", "a/d.png", ".hidden/e.txt", "f.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "x"}' if name.endswith("l") else "x", "utf-8")
    found = list(items(tmp_path))
    assert [(Path(one.file).name, one.place) for one in found] == [
        ("c.html", "file"),
        ("b.txt", "file"),
        ("f.jsonl", "line 1"),
    ]
    assert len({one.key for one in found}) == 3
    assert (found[0].carried().media, found[0].carried().source) == ("html", b'{"text": "x"}')
    assert count(tmp_path) == 3


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("story,when\nIt rained.,2020-01-01\n", "utf-8")
    (one,) = items(file, Columns("story", "when"))
    assert (one.source, one.published) == ("It rained.", "2020-01-01")
    for columns, missing in ((Columns(), "--text-column"), (Columns("story", "day"), "--date-column")):
        with pytest.raises(InputError, match=rf"{missing} \(there is: story, when\)"):
            list(items(file, columns))


@pytest.mark.parametrize("name", ["nowhere", "a.docx"])
def test_what_is_no_source_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(InputError, match=name):
        list(items(tmp_path / name))
