"""How much is shown, why each event is there, and what lies after each stage on the way to it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.test_cli import Capture, run
from tests.made import FIRE
from timeline.events.pipeline import TIMELINE


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "fire.txt"
    file.write_text(FIRE, "utf-8")
    return file


DAY = ("-p", "2024-11-13")


def told(capsys: Capture, story: Path, *more: str) -> set[int]:
    """Where the words stand that tell of the events."""
    code, out, _ = run(capsys, "extract", story, *DAY, "-f", "json", *more)
    assert code == 0
    return {event["trigger"]["start"] for event in json.loads(out)["events"]}


def test_more_detail_shows_more(story: Path, capsys: Capture) -> None:
    key, standard, every = (told(capsys, story, "--detail", detail) for detail in ("key", "standard", "all"))
    assert key < standard < every
    assert told(capsys, story) == standard


@pytest.mark.parametrize("verb", ["extract", "explain", "compare"])
def test_a_detail_that_there_is_not_is_told_which_there_are(verb: str, story: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, verb, story, *DAY, "--detail", "most")
    assert (code, out) == (2, "")
    assert all(word in err for word in ("--detail", "most", "key", "standard", "all"))


def test_explain_lists_events_with_their_reasons_only_when_asked(story: Path, capsys: Capture) -> None:
    code, plain, _ = run(capsys, "explain", story, *DAY)
    assert code == 0
    assert "It belongs on a timeline" not in plain
    code, out, _ = run(capsys, "explain", story, *DAY, "--events", "--detail", "all")
    assert code == 0
    assert [line for line in plain.splitlines() if line not in out.splitlines()] == []
    part = " ".join(out.partition("Events\n")[2].split())
    assert part.count("It belongs on a timeline with") == len(told(capsys, story, "--detail", "all"))
    for said in ("burned", "status", "who says so", "shown at", "Its label is", "says when"):
        assert said in part
    assert "who says so the mayor" in part


def tables(text: str) -> dict[str, set[str]]:
    """The tables of a stage: what each counts, and the headings of its columns."""
    lines = text.splitlines()
    counts = {at: found[1] for at, line in enumerate(lines) if (found := re.fullmatch(r"\d+ (\w+?)s?", line.strip()))}
    return {name: set(re.split(r"\s{2,}", lines[at + 1].strip())) for at, name in counts.items()}


@pytest.mark.parametrize(
    ("stage", "there", "not_yet"),
    [
        ("detection", {"mention": {"word", "sentence"}}, {"mention": {"status", "time", "salience"}, "event": set()}),
        ("factuality", {"mention": {"word", "status"}}, {"mention": {"time", "salience"}, "event": set()}),
        ("anchoring", {"mention": {"time", "phrase"}}, {"mention": {"salience", "who says so"}, "event": set()}),
        ("attribution", {"mention": {"who says so"}}, {"mention": {"salience"}, "event": set()}),
        ("salience", {"mention": {"salience"}}, {"event": set()}),
        ("clustering", {"event": {"mentions", "time", "joined"}}, {"event": {"label", "order"}, "tie": set()}),
        ("labels", {"event": {"label", "detail"}}, {"event": {"order"}, "tie": set()}),
        ("ties", {"tie": {"event", "lies", "weight"}}, {"event": {"order"}}),
        ("events", {"event": {"order"}}, {}),
    ],
)
def test_a_stage_shows_what_is_filled_and_no_more(
    stage: str,
    there: dict[str, set[str]],
    not_yet: dict[str, set[str]],
    story: Path,
    tmp_path: Path,
    capsys: Capture,
) -> None:
    to = tmp_path / "out.txt"
    code, _, _ = run(capsys, "explain", story, *DAY, "--events", "--stage", stage, "-o", to)
    found = tables(to.read_text("utf-8"))
    assert code == 0
    for table, columns in there.items():
        assert columns <= found[table]
    for table, columns in not_yet.items():
        assert not columns & found.get(table, set())
        assert columns or table not in found


def test_every_stage_has_its_tables(story: Path, tmp_path: Path, capsys: Capture) -> None:
    seen = []
    for stage in TIMELINE:
        code, _, err = run(capsys, "explain", story, *DAY, "--events", "--stage", stage.name, "-o", tmp_path / "out")
        assert (code, err) == (0, "")
        seen.append((tmp_path / "out").read_text("utf-8"))
    assert all("mentions" in one for one in seen)


def test_an_unknown_stage_is_told_which_there_are(story: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "explain", story, *DAY, "--events", "--stage", "sorting")
    assert (code, out) == (2, "")
    assert "sorting" in err
    assert all(stage.name in err for stage in TIMELINE)


def test_a_stage_without_events_says_what_to_pass(story: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "explain", story, *DAY, "--stage", "ties")
    assert (code, out) == (2, "")
    assert "--events" in err


def test_what_is_not_shown_and_not_joined_is_explained(story: Path, tmp_path: Path, capsys: Capture) -> None:
    """Each mention has its reasons, shown or not, and each event the other one it is likeliest one with."""
    to = tmp_path / "out.txt"
    code, _, _ = run(capsys, "explain", story, *DAY, "--events", "--stage", "clustering", "-o", to)
    said = " ".join(to.read_text("utf-8").split())
    assert code == 0
    assert {"why", "salience"} <= tables(to.read_text("utf-8"))["mention"]
    assert "nearest" in said
    assert "against it:" in said
