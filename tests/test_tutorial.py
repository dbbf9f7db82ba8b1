"""The tutorial works as typed: its shell commands run one after another, and its files hold the same events."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.test_readme import ROOT, checkout, run
from timeline.model import Timeline

__all__ = ["checkout"]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
LINES = re.findall(r"^ {4}(\S.*)$", PAGE, re.MULTILINE)
SET_UP = ["make env", "source .venv/bin/activate"]  # run on a clean clone
SERVES = ["timeline serve"]  # runs until it is ended

pytestmark = pytest.mark.model


def test_every_line_is_known() -> None:
    assert LINES[:2] == SET_UP
    assert set(SERVES) < set(LINES)
    assert [line for line in LINES if line not in SET_UP and not line.startswith(("timeline ", "echo "))] == []


def test_make_has_the_target_of_the_set_up() -> None:
    assert re.search(r"^env\b.*:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_commands_run_one_after_another(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in LINES:
        if line not in (*SET_UP, *SERVES):
            run(line, monkeypatch)
    saved = Timeline.from_json((checkout / "verdict.json").read_text(encoding="utf-8"))
    for name in ("verdict.csv", "again.csv"):
        with (checkout / name).open(encoding="utf-8", newline="") as stream:
            assert [row["id"] for row in csv.DictReader(stream)] == [event.id for event in saved.events] != []
