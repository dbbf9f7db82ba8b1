"""The data of this room: furniture rules of a language, date labels, words by which a language is known.

All YAML is read as strings (`on` is a word, `2013` no number), and every complaint names file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from timeline.errors import DataError

HERE = Path(__file__).parent
WHERE = ("line", "paragraph", "rest", "end")


@dataclass(frozen=True, slots=True)
class Rule:
    """What page furniture looks like. `where` says how far it reaches:

    line: this line, all of it matched. paragraph: matched at its beginning, to the end of the paragraph.
    rest: all of a line matched, it and the run of short lines after it. end: the same, and to the end of the page.
    """

    name: str
    where: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its name and its commonest little words."""

    code: str
    name: str
    words: frozenset[str]


@cache
def furniture(language: str) -> tuple[Rule, ...]:
    """The rules of a language, none where it has no file."""
    path = HERE / "furniture" / f"{language}.yaml"
    return tuple(_rules(path)) if path.is_file() else ()


@cache
def languages() -> tuple[Language, ...]:
    """The languages that can be told apart by their words."""
    path = HERE / "languages.yaml"
    return tuple(
        Language(_text(path, code), _text(path, name), frozenset(_text(path, words).split()))
        for code, row in _mapping(path, _loaded(path))
        for name, words in _mapping(path, row)
    )


@cache
def labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a publication date, and before the date of a change."""
    path = HERE / "labels.yaml"
    found = {_text(path, key): _strings(path, node) for key, node in _mapping(path, _loaded(path))}
    if set(found) != {"published", "updated"}:
        raise DataError(f"{path.name}: wants the keys published and updated")
    # The label begins the line or follows a mark; between it and the date stand at most a weekday.
    shape = r"(?:^|[|•·–—(:.]\s*)(?:{})(?:\s*[:–—-]\s*|\s+)(?:[^\W\d_]{{2,12}}\.?,?\s+)?$"
    both = [re.compile(shape.format("|".join(map(re.escape, found[key]))), re.I) for key in ("published", "updated")]
    return both[0], both[1]


def _rules(path: Path) -> Iterator[Rule]:
    node = _loaded(path)
    if not isinstance(node, yaml.SequenceNode):
        raise _fault(path, node, "wants a list of rules")
    for row in node.value:
        fields = {_text(path, key): value for key, value in _mapping(path, row)}
        if set(fields) != {"name", "where", "pattern", "examples"}:
            raise _fault(path, row, f"a rule has name, where, pattern and examples, this one {sorted(fields)}")
        where, text = _text(path, fields["where"]), _text(path, fields["pattern"])
        if where not in WHERE:
            raise _fault(path, fields["where"], f"where is one of {', '.join(WHERE)}, not {where!r}")
        try:
            pattern = re.compile(text)
        except re.error as error:
            raise _fault(path, fields["pattern"], f"pattern: {error}") from None
        rule = Rule(_text(path, fields["name"]), where, pattern, tuple(_strings(path, fields["examples"])))
        for example in rule.examples:
            if not (pattern.match(example) if where == "paragraph" else pattern.fullmatch(example)):
                raise _fault(path, fields["examples"], f"the pattern does not match its example {example!r}")
        yield rule


def _loaded(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{path.name}, line {line}: {error.problem}") from None
    if node is None:
        raise DataError(f"{path.name}: empty")
    return node


def _mapping(path: Path, node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise _fault(path, node, "wants key: value")
    return list(node.value)


def _strings(path: Path, node: yaml.Node) -> list[str]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise _fault(path, node, "wants a list")
    return [_text(path, item) for item in node.value]


def _text(path: Path, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value:
        raise _fault(path, node, "wants text")
    return str(node.value)


def _fault(path: Path, node: yaml.Node, text: str) -> DataError:
    return DataError(f"{path.name}, line {node.start_mark.line + 1}: {text}")
