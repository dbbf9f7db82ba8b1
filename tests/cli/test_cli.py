"""The command line as people use it: what it prints, what it refuses, and that nothing is half written."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.made import ferry
from timeline.cli import main
from timeline.errors import InputError
from timeline.export import COLUMNS
from timeline.model import Timeline

STORY = "Ferry found\n\nThe ferry left the harbour on Tuesday night. It was found on 6 March 2019.\n"
DATED = "OSLO, 7 March 2019 (Wire) - The ferry left the harbour on Tuesday night.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """An article without a date."""
    file = tmp_path / "story.txt"
    file.write_text(STORY, "utf-8")
    return file


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    """An article that carries its date."""
    file = tmp_path / "dated.txt"
    file.write_text(DATED, "utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    with pytest.raises(SystemExit) as leaving:
        main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    code = leaving.value.code
    return (code if isinstance(code, int) else 0), captured.out, captured.err


Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("verb", ["read", "extract", "explain", "compare", "digest", "export", "serve"])
def test_every_verb_has_help(verb: str, capsys: Capture) -> None:
    code, out, _ = run(capsys, verb, "--help")
    assert code == 0
    assert f"timeline {verb}" in out


def test_extract_as_json_is_the_timeline(story: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "extract", story, "-p", "2019-03-07", "--events", "none", "--format", "json")
    assert (code, err) == (0, "")
    timeline = Timeline.from_json(out)
    assert timeline.articles[0].text == STORY
    assert [one.text for one in timeline.time_expressions] == ["Tuesday night", "6 March 2019"]
    assert str(timeline.articles[0].published) == "2019-03-07"


@pytest.mark.model
def test_extract_prints_events_in_order(story: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("80", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        code, out, _ = run(capsys, "extract", story, "-p", "7 March 2019")
        assert code == 0
        assert max(map(len, out.splitlines())) <= int(columns)
        assert " ".join(out.split()).startswith("Ferry found (2019-03-07)")
        assert out.index("5 Mar 2019") < out.index("6 Mar 2019")
        for heading in ("when", "what", "status", "who says", "phrase", "happened"):
            assert heading in out


@pytest.mark.model
def test_extract_as_csv_has_the_columns(story: Path, capsys: Capture) -> None:
    _, out, _ = run(capsys, "extract", story, "-p", "2019-03-07", "-f", "csv")
    table = list(csv.reader(io.StringIO(out, newline="")))
    assert tuple(table[0]) == COLUMNS
    assert {"Tuesday night", "6 March 2019"} <= {row[COLUMNS.index("phrase")] for row in table[1:]}


def test_phrases_alone_never_load_the_language_model(story: Path) -> None:
    code = (
        "import sys; from timeline.cli import main\n"
        f"try: main(['extract', {str(story)!r}, '-p', '2019-03-07', '--events', 'none'])\n"
        "except SystemExit as leaving: assert not leaving.code, leaving.code\n"
        "print(sorted(m for m in ('spacy', 'pandas', 'trafilatura', 'dash') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_explain_shows_the_way_to_each_date(story: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "explain", story, "-p", "2019-03-07", "--no-events")
    words = " ".join(out.split())
    assert code == 0
    assert "The ferry left the harbour on [Tuesday night]." in words
    assert "TIMEX3 TIME value=2019-03-05TNI" in words
    assert "measured from the publication date (7 Mar 2019)" in words
    assert "It was found on [6 March 2019]." in words
    assert "result 6 Mar 2019 (begins 2019-03-06..2019-03-06, ends 2019-03-06..2019-03-06; EDTF 2019-03-06)" in words


def test_several_files_and_their_own_dates(story: Path, dated: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "extract", dated, dated, "--events", "none", "-f", "json")
    assert (code, err) == (0, "")
    assert [str(article.published) for article in Timeline.from_json(out).articles] == ["2019-03-07"] * 2
    code, out, err = run(capsys, "extract", dated, story, "--events", "none")
    assert (code, out) == (2, "")
    assert "story.txt" in err
    assert "dated.txt" not in err


@pytest.mark.model
def test_compare_puts_all_events_into_the_order_of_time(story: Path, dated: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "compare", story, dated, "-p", "2019-03-07")
    assert code == 0
    assert out.rindex("5 Mar 2019") < out.index("6 Mar 2019")
    code, out, _ = run(capsys, "compare", story, dated, "-p", "2019-03-07", "-f", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    begins = [line["begin_earliest"] for line in lines if line.get("begin_earliest")]
    assert begins
    assert begins == sorted(begins)


def test_read_says_what_it_found(dated: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "read", dated)
    assert code == 0
    assert "2019-03-07 (dateline)" in out
    _, out, _ = run(capsys, "read", dated, "-f", "json")
    assert Timeline.from_json(out).articles[0].text == DATED


def test_export_turns_saved_timelines_into_csv(tmp_path: Path, capsys: Capture) -> None:
    saved, table = tmp_path / "ferry.json", tmp_path / "ferry.csv"
    saved.write_text(ferry().to_json(), "utf-8")
    assert run(capsys, "export", saved, "--format", "csv", "--output", table) == (0, "", "")
    rows = list(csv.reader(io.StringIO(table.read_bytes().decode(), newline="")))
    assert [row[1] for row in rows[1:]] == ["ferry-e1", "ferry-e2"]


def test_standard_input_is_a_dash() -> None:
    command = [sys.executable, "-m", "timeline.cli", "extract", "-", "--events", "none", "-f", "json"]
    done = subprocess.run(command, input=DATED.encode(), capture_output=True, check=True)
    assert json.loads(done.stdout)["articles"][0]["text"] == DATED


def test_a_closed_pipe_leaves_no_traceback(dated: Path) -> None:
    command = f"{sys.executable} -m timeline.cli explain {dated} {dated} --no-events | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "--published"),
        (("-p", "2013-13-45"), "2013-13-45"),
        (("-p", "yesterday"), "yesterday"),
        (("-p", "2019-03-07", "--zone", "Mars/Olympus"), "Mars/Olympus"),
        (("-p", "2019-03-07", "--language", "xx"), "'xx'"),
        (("-p", "2019-03-07", "--limit", "10"), "10 bytes"),
        (("-p", "2019-03-07", "--limit", "0"), "--limit"),
        (("-p", "2019-03-07", "--format", "pdf"), "pdf"),
        (("-p", "2019-03-07", "--kind", "poem"), "poem"),
        (("-p", "2019-03-07", "--events", "some"), "some"),
    ],
)
def test_what_is_refused_leaves_no_file(
    arguments: tuple[str, ...], named: str, story: Path, tmp_path: Path, capsys: Capture
) -> None:
    before = sorted(tmp_path.iterdir())
    code, out, err = run(capsys, "extract", story, *arguments, "--output", tmp_path / "out.json")
    assert (code, out) == (2, "")
    assert named in err
    assert "Traceback" not in err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.txt", b"\x89PNG\r\n\0\0", "binary"),
        ("a.txt", b"caf\xe9", "UTF-8"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.json", b'{"title": "x"}', "wrong shape"),
        (
            "a.txt",
            b"Der Fluss ist in der Nacht auf den Dienstag in die Stadt und auf das Feld getreten. " * 3,
            "German",
        ),
    ],
)
def test_what_cannot_be_read_is_named(name: str, content: bytes, named: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    code, out, err = run(capsys, "extract", file, "-p", "2019-03-07")
    assert (code, out) == (2, "")
    assert named in err


def test_a_missing_file_and_a_missing_folder(story: Path, tmp_path: Path, capsys: Capture) -> None:
    assert "gone.txt" in run(capsys, "extract", tmp_path / "gone.txt", "--undated")[2]
    code, _, err = run(capsys, "extract", story, "-p", "2019-03-07", "--events", "none", "-o", tmp_path / "no" / "x")
    assert code == 2
    assert "--output" in err


def test_a_date_after_today_is_refused(story: Path, capsys: Capture) -> None:
    later = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    code, _, err = run(capsys, "extract", story, "-p", later, "--events", "none")
    assert code == 2
    assert f"{later} lies after today" in err
    today = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    assert run(capsys, "extract", story, "-p", today, "--events", "none")[0] == 0


def test_undated_goes_on_without_a_date(story: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "extract", story, "--undated", "--events", "none", "-f", "json")
    assert code == 0
    tuesday, sixth = Timeline.from_json(out).time_expressions
    assert tuesday.when is None
    assert str(sixth.when and sixth.when.earliest) == "2019-03-06"


def test_the_limit_comes_from_the_environment(story: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_MAX_BYTES", "20")
    code, _, err = run(capsys, "read", story)
    assert code == 2
    assert "TIMELINE_MAX_BYTES" in err


def test_output_replaces_a_file_whole(story: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.json"
    out.write_text("old", "utf-8")
    arguments = ("extract", story, "-p", "2019-03-07", "--events", "none", "-f", "json", "-o", out)
    assert run(capsys, *arguments) == (0, "", "")
    assert Timeline.from_json(out.read_text("utf-8")).articles[0].text == STORY
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "story.txt"]


def test_control_characters_of_an_article_do_not_reach_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "x.txt"
    file.write_text("It left on \x9b31m 6 March 2019 [bold]and\u202e more.\n", "utf-8")
    _, out, _ = run(capsys, "explain", file, "--undated", "--no-events")
    assert "[bold]" in out
    assert not {"\x9b", "\u202e", "\x1b"} & set(out)


def test_serve_says_what_to_install(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dashboard.app", None)
    code, _, err = run(capsys, "serve")
    assert code == 2
    assert "install" in err


def test_a_broken_timeline_file_is_named_with_the_place(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "x.json"
    file.write_text('{"articles": 3}', "utf-8")
    code, _, err = run(capsys, "export", file)
    assert code == 2
    assert "articles" in err
    with pytest.raises(InputError):
        Timeline.from_json(b"\xff")


def test_a_text_without_times_says_so_and_is_no_error(tmp_path: Path, capsys: Capture) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The harbour is deep and cold.", "utf-8")
    code, _, err = run(capsys, "extract", note, "-p", "2019-03-07", "--events", "none")
    assert (code, "no time phrases found" in err) == (0, True)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("extract {file} --events none > /dev/full", 2, "No space left"),
        ("extract {file} --events none -f json > /dev/full", 2, "No space left"),
        ("explain {file} --no-events > /dev/full", 2, "No space left"),
        ("--help > /dev/full", 2, "No space left"),
        ("extract {file} --events none >&-", 2, "standard output is closed"),
        ("extract {file} --events none -f csv >&-", 2, "standard output is closed"),
        ("extract {file} --events none -f csv -o {file}.csv >&-", 0, ""),
        ("extract {file} --events none -o /dev/full", 2, "--output"),
        ("extract - --events none <&-", 2, "standard input is closed"),
        ("extract ''", 2, "name of a file is empty"),
        ("extract {file} '' --events none", 2, "name of a file is empty"),
        ("export ''", 2, "name of a file is empty"),
        ("extract {file} -p '' --events none", 2, "publication date"),
    ],
)
def test_streams_that_are_full_or_closed_and_names_that_are_empty(line: str, code: int, said: str, dated: Path) -> None:
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    command = f"{sys.executable} -m timeline.cli {line.format(file=dated)}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == (1 if code else 0)
    assert "Traceback" not in done.stderr
