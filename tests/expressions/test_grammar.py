"""The language folder: bad files are refused with file and line, and every rule does what its example shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import count, cycle
from pathlib import Path
from typing import Any

import pytest

from tests.expressions.test_properties import check
from timeline.errors import DataError, LanguageError
from timeline.expressions import find_expressions, languages, load_language
from timeline.expressions.engine import HERE, TOPS
from timeline.expressions.grammar import Edge, Grammar, Node, load_grammar
from timeline.expressions.matcher import Chart
from timeline.expressions.number_categories import NUMBER_CATEGORIES
from timeline.expressions.operators import OPERATORS
from timeline.expressions.pattern import Item, flatten
from timeline.expressions.tokens import tokenise
from timeline.model import Article, Options, Span
from timeline.strings import load_strings

# What the folder or its reader does not yet do; a mark that no longer holds fails the test, and goes.
NOT_YET: Mapping[str, str] = {}
NOT_SWALLOWED: Mapping[str, str] = {}


def named(names: Iterable[str], failing: Mapping[str, str] = NOT_YET) -> list[Any]:
    """Names as pytest parameters, some of which are known to fail."""
    return [
        pytest.param(n, id=n, marks=[pytest.mark.xfail(strict=True, reason=failing[n])] if n in failing else [])
        for n in names
    ]


LEXICON = "month:\n  3: [March]\nday_word:\n  0: [today]\n"
LISTS = "tense: {past: [was]}\n"
GOOD = '- {name: month, kind: date, pattern: "{month}", sense: "month(month)", example: "in March"}\n'


def folder(path: Path, rules: str = GOOD, lexicon: str = LEXICON, lists: str = LISTS) -> Path:
    """A language folder of one rule file."""
    (path / "rules").mkdir()
    (path / "lexicon.yaml").write_text(lexicon, encoding="utf-8")
    (path / "lists.yaml").write_text(lists, encoding="utf-8")
    (path / "rules" / "10-dates.yaml").write_text(rules, encoding="utf-8")
    return path


def test_good_folder(tmp_path: Path) -> None:
    """The folder that the bad ones below differ from is itself good."""
    grammar = load_grammar(folder(tmp_path), OPERATORS, TOPS)
    assert [rule.name for rule in grammar.rules] == ["month"]


def second(row: str) -> str:
    """A rule file whose second row, on line 2, is the given one."""
    return GOOD + row + "\n"


BAD_RULES = {
    "unknown operator": ('{name: b, kind: date, pattern: "x", sense: "mnth(3)", example: e}', "mnth"),
    "unknown category": ('{name: b, kind: date, pattern: "{mnth}", sense: "month(3)", example: e}', "mnth"),
    "unknown kind": ('{name: b, kind: date, pattern: "<dat>", sense: "month(3)", example: e}', "dat"),
    "missing example": ('{name: b, kind: date, pattern: "x", sense: "month(3)"}', "example"),
    "missing kind": ('{name: b, pattern: "x", sense: "month(3)", example: e}', "kind"),
    "missing pattern": ('{name: b, kind: date, sense: "month(3)", example: e}', "pattern"),
    "missing sense": ('{name: b, kind: date, pattern: "x", example: e}', "sense"),
    "uncaptured name": ('{name: b, kind: date, pattern: "x", sense: "month(month)", example: e}', "month"),
    "unknown key": ('{name: b, kind: date, patern: "x", pattern: "x", sense: "month(3)", example: e}', "patern"),
    "a second rule of one name": ('{name: month, kind: date, pattern: "x", sense: "month(3)", example: e}', "month"),
    "code for a sense": ('{name: b, kind: date, pattern: "x", sense: "month.__class__", example: e}', "__class__"),
    "code in an argument": ('{name: b, kind: date, pattern: "x", sense: "month(1 + 2)", example: e}', "1 + 2"),
    "keyword in a call": ('{name: b, kind: date, pattern: "x", sense: "month(number=3)", example: e}', "number"),
    "half a call": ('{name: b, kind: date, pattern: "x", sense: "month(3", example: e}', "month(3"),
    "open parenthesis": ('{name: b, kind: date, pattern: "(x|y", sense: "month(3)", example: e}', "parenthesis"),
    "closed parenthesis": ('{name: b, kind: date, pattern: "x) y", sense: "month(3)", example: e}', "parenthesis"),
    "lonely question mark": ('{name: b, kind: date, pattern: "? x", sense: "month(3)", example: e}', "?"),
    "twin keys": ('{name: b, name: c, kind: date, pattern: "x", sense: "month(3)", example: e}', "name"),
}


@pytest.mark.parametrize("case", named(BAD_RULES))
def test_bad_rules(case: str, tmp_path: Path) -> None:
    """The answer names the file, the line, and what is wrong there."""
    row, word = BAD_RULES[case]
    with pytest.raises(DataError) as caught:
        load_grammar(folder(tmp_path, second(f"- {row}")), OPERATORS, TOPS)
    message = str(caught.value)
    assert "10-dates.yaml, line 2" in message
    assert word in message.split("line 2", 1)[1]


BAD_FILES = {
    "rule without a name": ("- {kind: date, pattern: x, example: e}\n", LEXICON, "name"),
    "rule that is a word": ("- month\n", LEXICON, "month"),
    "not YAML": ("- {name: [\n", LEXICON, "10-dates.yaml"),
    "category that is a list": (GOOD, "month: [March]\nday_word:\n  0: [today]\n", "lexicon.yaml, line 1"),
    "value without a list": (GOOD, "month:\n  3: March\nday_word:\n  0: [today]\n", "lexicon.yaml, line 2"),
    "twin categories": (GOOD, LEXICON + "month:\n  3: [March]\n", "lexicon.yaml, line 5"),
    "twin values": (GOOD, "month:\n  3: [March]\n  3: [Mar]\n", "lexicon.yaml, line 3"),
}


@pytest.mark.parametrize("case", named(BAD_FILES))
def test_bad_files(case: str, tmp_path: Path) -> None:
    """Files of another shape are refused and named."""
    rules, lexicon, words = BAD_FILES[case]
    with pytest.raises(DataError, match=words):
        load_grammar(folder(tmp_path, rules, lexicon), OPERATORS, TOPS)


def test_scalars_stay_strings(tmp_path: Path) -> None:
    """What plain YAML turns into booleans, numbers and dates stays what was written, and knows its line."""
    path = tmp_path / "words.yaml"
    path.write_text("a: [on, no, 12:30, 010, 2013-06-05, ~, null, yes, 1e3, 1_000]\nno: off\n", encoding="utf-8")
    data = load_strings(path)
    assert data == {"a": ["on", "no", "12:30", "010", "2013-06-05", "~", "null", "yes", "1e3", "1_000"], "no": "off"}
    assert (data["no"].file, data["no"].line) == ("words.yaml", 2)


def test_unknown_language() -> None:
    """No folder, no reading: the answer lists the languages there are."""
    with pytest.raises(LanguageError, match="en"):
        load_language("xx")
    assert "en" in languages()


GRAMMAR = load_language("en")
ROWS = [row for path in sorted((HERE / "en" / "rules").glob("*.yaml")) for row in load_strings(path) or ()]
RULES = {rule.name: rule for rule in GRAMMAR.rules}


class AllMatches(Chart):
    """A chart that remembers every rule that matched, those too that an earlier rule hides."""

    def __init__(self, grammar: Grammar, text: str, kind: str) -> None:
        super().__init__(grammar, tokenise(text, (Span(0, len(text)),)), kind)
        self.matched: set[str] = set()
        self.fill()

    def _walk(self, node: Node, first: int, i: int, captured: tuple[Any, ...], found: list[Edge]) -> None:
        super()._walk(node, first, i, captured, found)
        self.matched.update(edge.rule.name for edge in found)


def edges(grammar: Grammar, text: str, kind: str) -> Iterator[Edge]:
    """All matches of a grammar in a text, those too that a longer match hides."""
    chart = Chart(grammar, tokenise(text, (Span(0, len(text)),)), kind)
    chart.fill()
    for by_kind in chart.by_start.values():
        for found in by_kind.values():
            yield from found


@pytest.mark.parametrize("name", named(str(row["name"]) for row in ROWS))
def test_example(name: str) -> None:
    """A rule matches somewhere in its own example."""
    rule = RULES[name]
    matched = AllMatches(GRAMMAR, rule.example, rule.only or "news").matched
    assert name in matched, f"{rule.example!r} is not matched by the rule it is the example of"


@pytest.mark.parametrize("name", named((str(row["name"]) for row in ROWS if row["kind"] == "none"), NOT_SWALLOWED))
def test_swallowed(name: str) -> None:
    """What a rule of kind none swallows in its example is no time expression."""
    rule = RULES[name]
    text = rule.example
    swallowed = [edge for edge in edges(GRAMMAR, text, rule.only or "news") if edge.rule is rule]
    tokens = tokenise(text, (Span(0, len(text)),))
    article = Article(id="x", text=text, published="2013-06-05", language="en")  # type: ignore[arg-type]
    for expression in find_expressions(article, Options(kind=rule.only or "news")):  # type: ignore[arg-type]
        for edge in swallowed:
            assert not Span(tokens.start[edge.first], tokens.end[edge.last - 1]).overlaps(expression.span)


@cache
def _words() -> dict[str, list[str]]:
    """Words of each category, as a text would have them."""
    found: dict[str, list[str]] = {
        "int": ["7", "250"], "dd": ["3", "28"], "mo": ["2", "11"], "hh": ["5", "23"], "mm": ["05", "59"],
        "yy": ["94", "07"], "yyyy": ["1998", "2011"], "yyy": ["44", "490"], "ddd": ["480", "000"],
        "mil": ["0530", "2359"], "dec": ["12", "5000"], "name": ["Smith", "Oslo"],
        "mil_nought": ["0430", "0015"], "two": ["08", "61"], "sign": ["+", "-"], "one_two": ["1", "2"],
        "round_year": ["1980", "2010"],
        "zone_letters": ["AEST", "WIT"], "day_time": ["051830", "312359"], "mil_far": ["1815", "2359"],
    }  # fmt: skip
    assert set(found) == set(NUMBER_CATEGORIES), "a new category of the matcher needs words here"
    for category, values in load_strings(HERE / "en" / "lexicon.yaml").items():
        listed = [str(word) for words in values.values() for word in words]
        found[str(category)] = [spell(items, {}, count(), 0) for word in listed for items in list(flatten(word))[:1]]
    return found


def spell(items: tuple[Item, ...], words: dict[str, list[str]], turn: Iterator[int], depth: int) -> str:
    """A text that a sequence of items matches; its parts are taken in turn from what they can be."""
    text = ""
    for item in items:
        piece = item.key
        if item.type == "category":
            listed = words[item.key]
            piece = listed[next(turn) % len(listed)]
        elif item.type == "kind":
            makers = [p for p in PATTERNS if p[0] == item.key and (depth < 3 or all(i.type != "kind" for i in p[1]))]
            makers = makers or [p for p in PATTERNS if p[0] == item.key]
            piece = spell(makers[next(turn) % len(makers)][1], words, turn, depth + 1) if depth < 6 else "x"
        text += piece if item.tight or not text else f" {piece}"
    return text


PATTERNS = [
    (str(row["kind"]), items)
    for row in ROWS
    for pattern in row.get("patterns") or [row["pattern"]]
    for items in flatten(pattern)
]


SETTINGS = [(date, kind) for date in ("2013-06-05", "9999-12-31", None) for kind in ("news", "history")]


@pytest.mark.parametrize("name", [str(row["name"]) for row in ROWS])
def test_every_branch(name: str) -> None:
    """Whatever a rule's pattern can match is read without falling over, dated or not, as news and as history."""
    row = next(row for row in ROWS if str(row["name"]) == name)
    words, turn = _words(), count()
    guard = next(iter(sorted(map(str, row.get("after", ())))), "In")
    for pattern in row.get("patterns") or [row["pattern"]]:
        flat = list(flatten(pattern))
        for items, (published, kind) in zip(flat[:: 1 + len(flat) // 40], cycle(SETTINGS), strict=False):
            text = f"It was so. {guard} {spell(items, words, turn, 0)}."
            article = Article(id="x", text=text, published=published, language="en")  # type: ignore[arg-type]
            check(find_expressions(article, Options(kind=kind)), text)  # type: ignore[arg-type]
