"""Figures: read, and held against each other."""

import pytest

from timeline.comparison.figures import differ, figures


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The blast hurt about two dozen soldiers.", [(24, "soldier", "about")]),
        ("It paid more than $3.2 million for 12 per cent.", [(3_200_000, "$", "over"), (12, "%", "")]),
        ("Twenty-one people fell ill; seventeen dogs ran.", [(21, "people", ""), (17, "dog", "")]),
        ("At least 30 government troops fled.", [(30, "troop", "over")]),
        ("Profit rose 4.5% to £1.2bn.", [(4.5, "%", ""), (1_200_000_000, "£", "")]),
        ("The 16-year-old ran.", []),
        ("It began at 10:30.", []),
    ],
)
def test_figures_are_read(text: str, read: list[tuple[float, str, str]]) -> None:
    assert [(f.value, f.unit, f.hedge) for f in figures(text)] == read


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("It killed 20 people.", "It killed 31 people.", True),
        ("It killed 20 people.", "It killed twenty people.", False),
        ("It killed at least 20 people.", "It killed 31 people.", False),
        ("It killed 20 people.", "It hurt 31 soldiers.", False),
        ("It cost $3.02m.", "It cost $3 million.", False),
        ("About 100 people came.", "It was 110 people.", False),
    ],
)
def test_figures_that_cannot_both_be_true(one: str, other: str, clash: bool) -> None:
    assert any(differ(a, b) for a in figures(one) for b in figures(other)) is clash


def test_a_day_is_no_figure() -> None:
    text = "Troops left on 5 May."
    assert figures(text, ((text.index("5"), len(text) - 1),)) == []
