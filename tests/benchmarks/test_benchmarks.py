"""The benchmarks run: on the sample articles, with what every checkout has. What they measure is not tested."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import growth, quality, speed
from benchmarks.common import documents, samples, table
from timeline.expressions import find_expressions
from timeline.model import Options
from timeline.reading import read

TIMEML = """<?xml version="1.0"?>
<TimeML><DOCID>d</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2019-03-06">06/03/2019</TIMEX3></DCT>
<TEXT>It left on <TIMEX3 tid="t1" type="DATE" value="2019-03-05">Tuesday</TIMEX3> &amp; came back.</TEXT></TimeML>
"""


def test_timeml_is_read_as_plain_text(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(TIMEML, "utf-8")
    _, (document,) = documents(tmp_path)
    assert (document.name, document.text, document.published) == (
        "one",
        "It left on Tuesday & came back.",
        "2019-03-06",
    )


def test_a_folder_without_documents_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no \.tml documents"):
        documents(tmp_path)


def test_ours_answers_from_its_worker_and_absent_programs_are_skipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(speed, "PEERS", tmp_path)
    text = samples()[0]
    with speed.contestants(["heideltime", "recognizers", "chrono"]) as chosen:
        speed.compare([text], chosen, rounds=1, warm=0)
        shown = speed.report([text], chosen)
        ours, *others = chosen
        assert not ours.failed
        assert ours.found == len(find_expressions(read(text.text, published=text.published), Options())) > 0
        assert all(other.command is None and "benchmarks/peers.sh" in other.why_not for other in others)
    assert shown.count("\n") == 2


def test_a_worker_that_fails_is_told_with_its_reason(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise ValueError('no such thing')", "utf-8")
    contestant = speed.Contestant("broken", [sys.executable, str(broken)])
    contestant.start()
    contestant.stop()
    assert contestant.failed == "ValueError: no such thing"


def test_scorers_that_are_not_at_hand_are_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.measure(tmp_path, tmp_path) == []
    assert "skipped" in capsys.readouterr().err


def test_a_document_stays_in_its_part() -> None:
    """A split that moved would let rules be worked out on what is only to be measured."""
    assert [name for name in ("a", "b", "c", "d", "e", "f") if quality.measured_only(name)] == ["d"]


def test_tables_are_markdown() -> None:
    assert table(("what", "ms"), [("ours", "1.5"), ("theirs", "100")]).splitlines() == [
        "| what   |  ms |",
        "| ------ | --: |",
        "| ours   | 1.5 |",
        "| theirs | 100 |",
    ]


def test_growth_is_measured_by_way_in(capsys: pytest.CaptureFixture[str]) -> None:
    growth.main(["text", "phrases", "--only", "blanks", "--sizes", "1000", "2000"])
    shown = capsys.readouterr().out
    assert "| text    | blanks " in shown and "| phrases | blanks " in shown
    assert "failed" not in shown and "over" not in shown


@pytest.mark.parametrize(
    ("seconds", "slope"), [([1, 10, 100], 1), ([0.1, 10, 1000], 2), ([0, 1, 10], 1), ([0, 0, 9], None), ([1], None)]
)
def test_the_exponent_is_the_slope_of_the_logarithms(seconds: list[float], slope: float | None) -> None:
    assert growth.exponent(growth.SIZES, seconds) == (None if slope is None else pytest.approx(slope))


def test_an_unknown_way_in_is_named() -> None:
    with pytest.raises(SystemExit, match="sky is none of text"):
        growth.main(["sky"])
