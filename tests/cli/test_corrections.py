"""`timeline corrections` on a real database."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml

from tests.dashboard.made import made
from timeline.cli import main
from timeline.edits.making import Change, Signed, entries_of
from timeline.store import Store


def run(*arguments: str) -> object:
    """The exit code."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return left.value.code


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    with Store.open(url) as store:
        store.save(made().articles[0], made())
        store.save(made("other").articles[0], made("other"))
        signed = Signed("Mara", "2026-11-29T10:12:00+00:00", 0, "the port's book")
        changes = [Change("when", "e2", "3 May 2024"), Change("removed", "e1", "yes")]
        store.append("made", lambda log: entries_of(made(), log, changes, signed))
    return url


def test_rows_of_a_corpus(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("corrections", "--database", url) == 0
    first, second = yaml.safe_load(capsys.readouterr().out)
    assert first["events"] == {"repaired": {"begin": ["2024-05-03", "2024-05-03"], "end": ["2024-05-03", "2024-05-03"]}}
    assert second["not"] == ["opened"]


@pytest.mark.parametrize(("form", "count"), [("annotations", 1), ("log", 2), ("json", 1)])
def test_the_other_forms_go_to_a_file(url: str, tmp_path: Path, form: str, count: int) -> None:
    path = tmp_path / "out.json"
    assert run("corrections", "made", "--database", url, "-f", form, "-o", str(path)) == 0
    assert len(json.loads(path.read_text("utf-8"))) == count


def test_the_log_is_a_table(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("corrections", "--database", url, "-f", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["article"], row["field"], row["who"], row["reason"]) for row in rows] == [
        ("made", "when", "Mara", "the port's book"),
        ("made", "removed", "Mara", "the port's book"),
    ]


def test_an_article_that_is_not_there_and_one_without_corrections(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("corrections", "nowhere", "--database", url) == 2
    assert "there is no article nowhere" in capsys.readouterr().err
    assert run("corrections", "other", "--database", url) == 0
    told = capsys.readouterr()
    assert (told.out, "nothing was corrected" in told.err) == ("[]\n", True)
