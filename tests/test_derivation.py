"""The wording of derivations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import extract, read_file
from timeline.derivation import holes, paragraph, sentence, worded, wordings
from timeline.model import Step

SAMPLES = sorted((Path(__file__).parent.parent / "data").glob("*-*"))


def test_a_wording_is_filled_in() -> None:
    assert sentence(Step("table", {"text": "On {a} Tuesday."})) == "On {a} Tuesday."


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step("no such rule"), "no such rule."),
        (Step("no such rule", {"a": "b", "c": "d"}), "no such rule: a=b, c=d."),
        (Step("table", {"texts": "x"}), "table: texts=x."),
    ],
)
def test_a_step_without_wording_hides_nothing(step: Step, words: str) -> None:
    assert not worded(step)
    assert sentence(step) == words


@pytest.mark.parametrize("rule", sorted(wordings()))
def test_every_wording_takes_its_arguments(rule: str) -> None:
    names = sorted(holes(wordings()[rule]))
    step = Step(rule, {name: f"<{name}>" for name in names})
    assert worded(step)
    assert all(f"<{name}>" in sentence(step) for name in names)
    assert "{" not in sentence(step)
    assert sentence(step).strip() == sentence(step)


@given(st.lists(st.builds(Step, st.text(), st.dictionaries(st.text(), st.text()))))
def test_any_derivation_has_a_sentence_a_step(steps: list[Step]) -> None:
    assert len(paragraph(tuple(steps))) == len(steps)


@pytest.mark.model
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_step_taken_in_the_samples_has_a_wording(path: Path) -> None:
    article = read_file(path)
    found = extract(article, None if article.published else "2024-10-30", events="all")
    values = (*found.time_expressions, *found.events, *found.links)
    steps = [step for value in values for step in value.derivation]
    assert steps
    assert not {step.rule for step in steps if not worded(step)}
