"""The coverage of rules: what fired on a folder of articles, and what never did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.rules import articles, count, functions, main, report

TEXT = "The army left the town on Tuesday. The mayor said on Wednesday that the bridge had been closed."


@pytest.mark.model
def test_rules_that_fire_are_counted(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "below").mkdir()
    line = json.dumps({"text": "She may resign.", "published": "2019-03-06"})
    (tmp_path / "below" / "more.jsonl").write_text(line + "\n", "utf-8")
    fired = count(articles(tmp_path))
    subject, resolver = ("grammar/arguments.py", "subject"), ("events/pipeline.py", "describe")
    assert fired.read == 2
    assert fired.answers[subject] > 0 and fired.articles[resolver] == 2
    assert set(fired.calls) >= {subject, resolver}
    assert fired.lemmas["verb.report"]["say"] > 0
    text = "\n".join(report(fired, never=True))
    assert "grammar/arguments.py:subject" not in text
    assert "2 articles;" in text


def test_the_functions_are_those_of_the_packages() -> None:
    assert ("events/factuality.py", "status") in functions()
    assert all(file.split("/")[0] in ("grammar", "entities", "events") for file, _ in functions())


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no articles there"):
        main([str(tmp_path)])
    with pytest.raises(SystemExit, match="no such folder"):
        main([str(tmp_path / "absent")])
