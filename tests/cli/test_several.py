"""compare and digest on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Capture, run

ONE = "Anna Berg, the mayor of Lund, was arrested at Tarn airport on 5 May 2014."
TWO = "Anna Berg, the mayor of Lund, was arrested at Tarn airport on 19 May 2014."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE, "utf-8")
    (tmp_path / "two.txt").write_text(TWO, "utf-8")
    rows = [{"text": f"The dam of Lund burst on 6 May 2014, {who} said.", "published": "2014-06-01"} for who in "AB"]
    (tmp_path / "more.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\nno json\n", "utf-8")
    return tmp_path


@pytest.mark.model
def test_compare_prints_the_contradiction_before_the_chronology(folder: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "compare", folder / "one.txt", folder / "two.txt", "-p", "2014-06-01")
    assert code == 0
    assert out.index("Contradictions") < out.index("date: 2014-05-05 / 2014-05-19") < out.index("Joint chronology")
    assert ONE in " ".join(out.split())
    code, out, _ = run(capsys, "compare", folder / "one.txt", folder / "two.txt", "-p", "2014-06-01", "-f", "json")
    assert code == 0
    assert [d["says"] for d in json.loads(out)["differences"]] == [["2014-05-05", "2014-05-19"]]


def test_digest_gives_days_best_first_and_names_what_it_leaves_out(folder: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "digest", folder, "--dates", "2", "-f", "json")
    assert code == 0
    days = json.loads(out)["days"]
    assert days[0]["date"] == "2014-05-06"
    assert days[0]["articles"] == 2
    assert "more.jsonl, line 3" in err
    code, out, _ = run(capsys, "digest", folder, "--dates", "2")
    assert code == 0
    assert "2014-05-06" in out


def test_digest_of_nothing_is_told_what_to_do(tmp_path: Path, capsys: Capture) -> None:
    code, _, err = run(capsys, "digest", tmp_path / "none")
    assert code == 2
    assert "no such folder" in err
    code, _, err = run(capsys, "digest", tmp_path)
    assert code == 2
    assert "*.jsonl" in err
    (tmp_path / "empty.txt").write_text("", "utf-8")
    code, _, err = run(capsys, "digest", tmp_path)
    assert code == 2
    assert "none of its articles can be read" in err


def test_compare_goes_by_what_people_said(folder: Path, capsys: Capture) -> None:
    files = (folder / "one.txt", folder / "two.txt", "-p", "2014-06-01")
    code, out, _ = run(capsys, "compare", *files, "-f", "json")
    found = json.loads(out)
    one, two = (found["events"][n] for n in (0, 1))
    said = {
        "same": False, "who": "Mara", "at": "2026-01-01T10:00:00+00:00", "reason": "two arrests",
        **{name: {"article": e["article"], "event": e["id"], "trigger": e["trigger"]}
           for name, e in (("one", one), ("other", two))},
    }  # fmt: skip
    file = folder / "judged.json"
    file.write_text(json.dumps([said]), "utf-8")
    code, out, _ = run(capsys, "compare", *files, "--judged", file)
    assert code == 0
    assert "are not one event, Mara says: two arrests" in out
    assert "none found" in out
    code, out, _ = run(capsys, "compare", *files, "--judged", file, "-f", "json")
    file.write_text(out, "utf-8")  # a comparison holds its judgements
    again = run(capsys, "compare", *files, "--judged", file, "-f", "json")
    assert again[:2] == (0, out)


@pytest.mark.parametrize("content", ["{}", "no JSON", '[{"same": true}]', None])
def test_a_file_without_judgements_is_told(folder: Path, content: str | None, capsys: Capture) -> None:
    file = folder / "judged.json"
    if content is not None:
        file.write_text(content, "utf-8")
    code, _, told = run(capsys, "compare", folder / "one.txt", "-p", "2014-06-01", "--judged", file)
    assert code == 2
    assert "judged.json" in told
