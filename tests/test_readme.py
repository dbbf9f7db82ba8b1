"""What the front page shows works as pasted: its commands, its Python, its request."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from timeline.cli import main
from timeline.model import Timeline

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for line in README.splitlines() if re.match(r" {4}(timeline|echo) ", line)]
PYTHON = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.model


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the samples where a checkout has them, so that output files land nowhere else."""
    (tmp_path / "data").symlink_to(ROOT / "data", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell line of the front page: `timeline ...`, or `echo TEXT | timeline ...`."""
    words = shlex.split(line)
    if words[0] == "echo":
        at = words.index("|")
        said = (" ".join(words[1:at]) + "\n").encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said), encoding="utf-8"))
        words = words[at + 1 :]
    assert words[0] == "timeline"
    with pytest.raises(SystemExit) as left:
        main(words[1:])
        raise SystemExit(0)
    assert left.value.code in (0, None), line


def test_commands_run_one_after_another(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = [line for line in COMMANDS if not line.startswith("timeline serve")]
    assert {shlex.split(line)[1] for line in commands if line.startswith("timeline")} >= {
        "extract",
        "explain",
        "compare",
        "export",
    }
    for line in commands:
        run(line, monkeypatch)
    saved = Timeline.from_json((checkout / "siege.json").read_text(encoding="utf-8"))
    with (checkout / "siege.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["id"] for row in csv.DictReader(stream)] == [event.id for event in saved.events] != []


def test_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert PYTHON
    for block in PYTHON:
        exec(compile(block, "README.md", "exec"), {})
    assert "4 Jun 2013" in capsys.readouterr().out


def test_block_of_output_is_what_the_command_prints(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every line of the block but the dots stands in the output, in that order."""
    shown = re.search(r"^```text\n\$ (?P<command>.*)\n(?P<lines>(?s:.*?))^```", README, re.MULTILINE)
    if shown is None:
        pytest.skip("README.md shows no output")
    monkeypatch.setenv("COLUMNS", "100")
    run(shown["command"], monkeypatch)
    printed = iter([line.split() for line in capsys.readouterr().out.splitlines()])
    lines = [line for line in shown["lines"].splitlines() if line.strip() != "..."]
    assert lines
    assert [line for line in lines if line.split() not in printed] == []


def test_request_bodies_are_what_the_api_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    api = pytest.importorskip("dashboard.api")
    bodies = re.findall(r"-d '(\{.*?\})'", README)
    assert bodies
    for body in bodies:
        asked = api.ExtractRequest.model_validate(json.loads(body))
        assert asked.text and asked.published
