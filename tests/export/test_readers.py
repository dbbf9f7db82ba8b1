"""Each format is read by a program that nobody here wrote, and holds what the table in docs/exports.md says."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.export.hard import FORMULA, SCRIPT, hard
from tests.made import ferry
from timeline.export import COLUMNS, EXPORTERS, export, export_bytes, rows
from timeline.model import Correction, Timeline

NODE, READERS = shutil.which("node"), Path(__file__).parent.parent / "readers"
PROVED = {
    "csv", "jsonl", "parquet", "xlsx", "docx", "ics", "timelinejs", "markwhen", "markdown", "svg", "png", "html",
    "json", "timeml",
}  # fmt: skip


def node(script: str, given: str) -> Any:
    """What a script of tests/readers prints about its standard input."""
    if NODE is None or not (READERS / "node_modules").is_dir():
        pytest.skip("needs node and `npm install --prefix tests/readers`")
    done = subprocess.run([NODE, str(READERS / script)], input=given.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


def test_every_format_has_its_reader_here() -> None:
    assert set(EXPORTERS) == PROVED


def test_pandas_reads_csv(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    (tmp_path / "a.csv").write_bytes(export_bytes(hard(), "csv"))
    frame = pd.read_csv(tmp_path / "a.csv", keep_default_na=False, encoding="utf-8-sig")
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == 11
    assert frame["label"][1] == "'" + FORMULA
    assert frame["url"][0] == "https://paper.example/dam?a=1&b=2"
    assert frame["when"][2] == "began in Apr 2019, ended between 5 and 30 Jun 2019"
    assert json.loads(frame["corrections"][0])[0]["reason"] == "read it | twice"


def test_pandas_reads_json_lines() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.read_json(io.StringIO(export(hard(), "jsonl")), lines=True, dtype=False)
    assert list(frame.columns) == list(COLUMNS)
    assert frame["label"].tolist() == [event.label for event in hard().events]
    assert frame["begin_earliest"][7] == "-0043-03-15"
    assert frame["confidence"][0] == 0.8
    assert frame["corrections"][0][0]["machine"] == "2018"


def test_pyarrow_reads_parquet() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(export(hard(), "parquet")))
    assert table.column_names == list(COLUMNS)
    assert table.schema.metadata[b"schema"] == b"article-timeline"
    read = table.to_pylist()
    assert [row["label"] for row in read] == [event.label for event in hard().events]
    assert (read[7]["begin_earliest"], read[5]["edtf"], read[3]["order"]) == ("-0043-03-15", None, 3)
    assert [Correction(**one) for one in read[0]["corrections"]] == list(hard().events[0].corrections)


def test_openpyxl_reads_excel_and_finds_no_formula() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(export(hard(), "xlsx")))
    assert book.sheetnames == ["Events", "Articles", "Corrections"]
    sheet = book["Events"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    names = [cell.value for cell in sheet[1]]
    label = sheet.cell(3, names.index("label") + 1)
    assert (label.value, label.data_type, label.quotePrefix) == (FORMULA, "s", True)
    assert sheet.cell(2, names.index("said_by") + 1).quotePrefix
    assert sheet.cell(2, names.index("confidence") + 1).value == 0.8
    assert sheet.cell(9, names.index("begin_earliest") + 1).value == "-0043-03-15"
    assert [cell.value for cell in book["Corrections"][2]][:5] == ["e1", "when", "2018", "2019", "Ann <Lee>"]
    assert book["Articles"]["C2"].value == "The Daily <i>Mill</i>"


def test_python_docx_reads_word() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(export(hard(), "docx")))
    dated, undated = document.tables
    assert len(dated.rows) + len(undated.rows) == 2 + 11
    assert [cell.text for cell in dated.rows[1].cells] == ["between 509 BC and 27 BC", "The republic [1]"]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Corrected when from “2018” to “2019” by Ann <Lee>, 2026-03-01T09:00:00Z: read it | twice." in text
    assert "https://paper.example/dam?a=1&b=2" in text


def test_icalendar_reads_the_calendar() -> None:
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(export(hard(), "ics"))
    found = {str(item["uid"]): item for item in calendar.walk("VEVENT")}
    assert sorted(found) == [f"{name}.timeline" for name in (
        "e1@one", "e2@one", "e3@one", "e3@two", "e4@one", "e4@two", "e5@one"
    )]  # fmt: skip
    dam, find = found["e1@one.timeline"], found["e2@one.timeline"]
    assert (dam.start, dam.end) == (date(2019, 1, 1), date(2020, 1, 1))
    assert str(dam["summary"]) == f"the dam & the #mill burst {SCRIPT} (in 2019)"
    assert str(dam["x-timeline-edtf"]) == "2019"
    assert "Corrected when" in dam["description"]
    assert find.start == datetime(2020, 3, 1, 17, 30, tzinfo=UTC)  # 18:30 in Berlin
    assert str(find["status"]) == "TENTATIVE"
    assert found["e4@two.timeline"].start == datetime(2020, 2, 28, 22, 0)  # noqa: DTZ001 - no zone is known
    assert all(len(line.encode()) <= 75 for line in export(hard(), "ics").splitlines())


def test_an_edtf_parser_takes_every_date() -> None:
    dates = [row[COLUMNS.index("edtf")] for row in rows(hard())]
    known = [one for one in dates if one]
    assert len(known) == 9
    assert [one.get("error") for one in node("edtf.mjs", "\n".join(known))] == [None] * 9


def test_markwhen_reads_its_text() -> None:
    read = node("markwhen.mjs", export(hard(), "markwhen"))
    assert read["messages"] == []
    assert read["header"]["title"] == "Timeline of 2 articles"
    entries = {entry["properties"]["id"]: entry for entry in read["entries"]}
    assert len(entries) == len(read["entries"]) == 9
    dam = entries["one-e1"]
    assert (dam["from"][:10], dam["to"][:10]) == ("2019-01-01", "2020-01-01")
    assert dam["tags"] == ["happened"]
    assert dam["properties"]["when"] == "in 2019"
    assert any("Corrected when from “2018” to “2019”" in line for line in dam["lines"])
    assert entries["one-e3"]["tags"] == ["denied"]
    assert entries["one-e2"]["from"] == "2020-03-01T18:30:00.000Z"
    assert entries["two-e1"]["from"].startswith("-000043")
    assert entries["two-e1"]["properties"]["bounds"].split() == ["-0043-03-15"] * 4


def test_timelinejs_draws_its_json(browser: Any, tmp_path: Path) -> None:
    built = READERS / "node_modules" / "@knight-lab" / "timelinejs" / "dist" / "js" / "timeline.js"
    if not built.is_file():
        pytest.skip("needs `npm install --prefix tests/readers`")
    page = browser.new_page()
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("data:") else route.abort())
    page.set_content("<div id='line' style='width: 1000px; height: 600px'></div>")
    page.add_script_tag(path=str(built))
    page.evaluate("given => { window.line = new TL.Timeline('line', given) }", json.loads(export(hard(), "timelinejs")))
    page.wait_for_function("window.line.config !== null")
    read = page.evaluate(
        """() => {
            return {
                errors: line.config.messages.errors,
                slides: line.config.events.map(one => [
                    one.unique_id, one.display_date, one.start_date.data.date_obj.getUTCFullYear(), one.group || ""]),
                title: line.config.title.text.headline,
            };
        }"""
    )
    page.close()
    assert read["errors"] == []
    slides = {slide[0]: slide[1:] for slide in read["slides"]}
    assert len(slides) == 9
    assert slides["two-e1"][:2] == ["15 Mar 44 BC", -43]
    assert slides["one-e3"] == [
        "began in Apr 2019, ended between 5 and 30 Jun 2019",
        2019,
        "The Daily Mill",
    ]  # it takes markup off
    assert read["title"] == "Timeline of 2 articles"


def test_a_markdown_parser_finds_entries_and_footnotes() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    footnote = pytest.importorskip("mdit_py_plugins.footnote")
    reader = markdown_it.MarkdownIt("commonmark", {"html": True}).use(footnote.footnote_plugin)
    text = export(hard(), "markdown")
    shown = reader.render(text)
    tree = etree.fromstring(f"<div>{shown}</div>", etree.HTMLParser())
    assert len(tree.xpath("//li[@class='footnote-item']")) == 11
    assert tree.xpath("//script | //b | //img | //a[@href='x']") == []
    first = tree.xpath("//h2[text()='Chronology']/following-sibling::ul[1]/li")
    assert len(first) == 10
    assert "".join(first[0].itertext()).startswith("between 509 BC and 27 BC: The republic")
    assert "Corrected when from “2018” to “2019” by Ann <Lee>" in "".join(tree.itertext())


def test_an_xml_parser_reads_timeml() -> None:
    tree = etree.fromstring(export(ferry(), "timeml").encode())
    assert [tag.text for tag in tree.iter("EVENT")] == ["left", "found"]
    assert "".join(tree.find("TEXT").itertext()) == ferry().articles[0].text


def test_a_json_schema_validator_takes_json() -> None:
    jsonschema = pytest.importorskip("jsonschema_rs")
    schema = json.loads((Path(__file__).parents[2] / "docs" / "timeline.schema.json").read_text("utf-8"))
    jsonschema.validate(schema, json.loads(export(hard(), "json")))
    assert Timeline.from_json(export(hard(), "json")) == hard()


def test_svg_is_xml_and_a_browser_draws_it(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "line.svg").write_bytes(export_bytes(hard(), "svg"))
    tree = etree.parse(str(tmp_path / "line.svg")).getroot()
    assert tree.get("width") == "297mm"
    space = {"s": "http://www.w3.org/2000/svg"}
    assert tree.xpath("//s:script | //s:image | //s:a", namespaces=space) == []
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto((tmp_path / "line.svg").as_uri())
    marks = page.evaluate(
        """() => [...document.querySelectorAll("g.mark")].map(one => {
            const box = one.getBoundingClientRect();
            return [one.dataset.event, box.left, box.right];
        })"""
    )
    assert page.title() == ""
    page.close()
    assert len(marks) == 9
    assert all(0 <= left <= right <= 1200 for _, left, right in marks)


def test_png_is_a_picture_of_print_size_with_words() -> None:
    content = export(hard(), "png")
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert width == 3508
    assert height > 1000
    assert len(content) > 50_000  # letters, not blank paper


def test_the_page_opens_with_the_network_cut(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "line.html").write_bytes(export_bytes(hard(), "html"))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto((tmp_path / "line.html").as_uri())
    assert page.title() == "Timeline of 2 articles"
    assert page.locator("ol.events > li").count() == 11
    page.locator("svg g.row[data-event='one-e1'] text").first.click()
    chosen = page.locator("ol.events > li.chosen")
    assert "2019 says when: *so*." in chosen.inner_text()
    assert "Corrected when from “2018” to “2019” by Ann <Lee>" in chosen.inner_text()
    assert "".join(page.locator(".sentence").all_inner_texts()).startswith("In 2019 <b>the dam</b>")
    page.locator("#search").fill("caesar was")
    assert page.locator("ol.events > li:visible").count() == 2
    assert page.locator("#count").inner_text() == "2 of 11 events"  # "Caesar was killed" is the sentence of both
    page.locator("#search").fill("")
    page.locator("input[value=denied]").uncheck()
    assert page.locator("ol.events > li:visible").count() == 10
    before = page.locator("svg.plot").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator("svg.plot").get_attribute("viewBox") != before
    page.get_by_role("button", name="Show all").click()
    assert page.locator("svg.plot").get_attribute("viewBox") == before
    assert page.url.endswith("#one-e1")
    assert page.evaluate("document.title") == "Timeline of 2 articles"
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert complaints == []
