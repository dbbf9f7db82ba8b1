"""The stages: each fills its layer and no other, and one of the caller's own can stand in its place."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline.errors import InputError
from timeline.events.learning import (
    EVERY_EVENT,
    MENTIONS,
    TIMELINE,
    Analysis,
    Stage,
    compared_pairs,
    models_of,
    run,
    salience_features,
    start,
    time_cases,
    with_stages,
)
from timeline.model import Options

pytestmark = pytest.mark.model
PAGE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text("utf-8")
STORY = """Rebels cross the river

Rebels crossed the Osa on Tuesday night, two farmers said, and burned a mill near Tarn. The raid lasted an hour.

Talks are due to begin in Geneva next week. The minister denied that the army had fled after the raid."""
SEQUENCES = {"timeline": TIMELINE, "all": EVERY_EVENT, "mentions": MENTIONS}


def before() -> Analysis:
    return start(timeline.read(STORY, published="2024-06-12"), Options(detail="all"))


def changed(one: Analysis, two: Analysis) -> set[str]:
    """The fields of the analysis that differ; of mentions and clusters that are as many, which of their fields."""
    found: set[str] = set()
    for field in fields(Analysis):
        a, b = getattr(one, field.name), getattr(two, field.name)
        if field.name in ("mentions", "clusters") and len(a) == len(b) and a:
            for x, y in zip(a, b, strict=True):
                found |= {f"{field.name}.{f.name}" for f in fields(x) if getattr(x, f.name) != getattr(y, f.name)}
        elif a is not b and a != b:
            found.add(field.name)
    return found


@pytest.mark.parametrize("mode", sorted(SEQUENCES))
def test_each_stage_fills_its_layer_and_no_other(mode: str) -> None:
    """What a stage says it fills is all it changes; a layer is filled by the time its stage is over."""
    a = before()
    for stage in SEQUENCES[mode]:
        after = stage.run(a)
        whole = {f.partition(".")[0] for f in stage.fills if "." not in f}
        beside = {f for f in changed(a, after) if f not in stage.fills and f.partition(".")[0] not in whole}
        assert beside == set(), stage.name
        assert all(getattr(after, f.partition(".")[0]) is not None for f in stage.fills), stage.name
        a = after


def test_the_page_tells_what_each_stage_fills() -> None:
    """The table of docs/architecture.md is that of the code."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", PAGE, re.MULTILINE)
    assert {name: tuple(re.findall(r"`([\w.]+)`", cell)) for name, cell in rows} == {s.name: s.fills for s in TIMELINE}
    assert {s.name for s in (*EVERY_EVENT, *MENTIONS)} <= {s.name for s in TIMELINE}


def test_the_stage_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The code of "A stage of your own" prints what the page says it prints."""
    part = PAGE.partition("### A stage of your own")[2]
    code, printed = (re.findall(rf"```{kind}\n(.*?)```", part, re.DOTALL)[0] for kind in ("python", "text"))
    exec(compile(code, "architecture.md", "exec"), {})
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize("name", [stage.name for stage in TIMELINE])
def test_every_stage_can_be_replaced(name: str) -> None:
    """A stage of the caller's own is run in the place of that name, with what the stages before it filled."""
    seen: list[Any] = []
    theirs = next(stage for stage in TIMELINE if stage.name == name)

    def watched(a: Analysis) -> Analysis:
        seen.append(a)
        return theirs.run(a)

    stages = with_stages(TIMELINE, Stage(name, watched))
    assert run(before(), stages).events == run(before(), TIMELINE).events
    assert len(seen) == 1
    assert bool(seen[0].mentions) is (name != "detection")


def test_a_stage_of_no_known_name_is_refused() -> None:
    """The message says which there are."""
    with pytest.raises(InputError, match="no stage guessing; there is: detection, factuality"):
        with_stages(TIMELINE, Stage("guessing", lambda a: a))


def test_other_weights_are_enough() -> None:
    """Weights that want nothing leave nothing; no stage is replaced for that."""
    models = models_of("en")
    bare = replace(models, salience=replace(models.salience, weights={}, bias=-20.0))
    assert run(replace(before(), models=bare), TIMELINE).events == ()


def test_learning_sees_what_the_stages_judge_by() -> None:
    """Features that explain a stage's chance are those handed out for learning."""
    a = run(before(), TIMELINE, until="salience")
    model = models_of("en").salience
    for mention, found in zip(a.mentions, salience_features(a), strict=True):
        assert mention.salience in (0.0, model.chance(found))  # words of a time phrase have none
    assert len(time_cases(a)) == len(a.mentions)
    pairs = list(compared_pairs(a, range(len(a.mentions))))
    assert pairs
    assert all(k < n and features for k, n, features in pairs)
