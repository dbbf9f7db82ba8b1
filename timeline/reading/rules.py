"""The data of this room: furniture rules of a language, date labels, words by which a language is known.

All YAML is read as strings (`on` is a word, `2013` no number), and every complaint names file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from timeline.errors import DataError
from timeline.strings import fault, load_strings

HERE = Path(__file__).parent
WHERE = ("line", "paragraph", "rest", "end", "caption")


@dataclass(frozen=True, slots=True)
class Rule:
    """What page furniture looks like. `where` says how far it reaches:

    line: this line, all of it matched. paragraph: matched at its beginning, to the end of the paragraph.
    rest: all of a line matched, it and the run of short lines after it. end: the same, and to the end of the page.
    caption: all of a line matched, but for its group `text`, which is a paragraph of its own.
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
    return tuple(
        Language(code, _text(name), frozenset(_text(words).split()))
        for code, row in load_strings(HERE / "languages.yaml").items()
        for name, words in _mapping(code, row).items()
    )


@cache
def labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a publication date, and before the date of a change."""
    path = HERE / "labels.yaml"
    found = {key: _strings(key, listed) for key, listed in load_strings(path).items()}
    if set(found) != {"published", "updated"}:
        raise DataError(f"{path.name}: wants the keys published and updated")
    # The label begins the line or follows a mark; between it and the date stand at most a weekday.
    shape = r"(?:^|[|•·–—(:.]\s*)(?:{})(?:\s*[:–—-]\s*|\s+)(?:[^\W\d_]{{2,12}}\.?,?\s+)?$"
    both = [re.compile(shape.format("|".join(map(re.escape, found[key]))), re.I) for key in ("published", "updated")]
    return both[0], both[1]


def _rules(path: Path) -> Iterator[Rule]:
    rows = load_strings(path)
    if not rows:
        raise DataError(f"{path.name}: empty")
    if not isinstance(rows, list):
        raise fault(_first(rows), "wants a list of rules")
    for row in rows:
        if not isinstance(row, dict) or set(row) != {"name", "where", "pattern", "examples"}:
            raise fault(_first(row), f"a rule has name, where, pattern and examples, this one is {row!r}")
        where, text = _text(row["where"]), _text(row["pattern"])
        if where not in WHERE:
            raise fault(where, f"where is one of {', '.join(WHERE)}, not {str(where)!r}")
        try:
            pattern = re.compile(text)
        except re.error as error:
            raise fault(text, f"pattern: {error}") from None
        if (where == "caption") != ("text" in pattern.groupindex):
            raise fault(text, "a caption, and no other rule, has a group (?P<text>...)")
        rule = Rule(_text(row["name"]), where, pattern, tuple(_strings(row["name"], row["examples"])))
        for example in rule.examples:
            if not (pattern.match(example) if where == "paragraph" else pattern.fullmatch(example)):
                raise fault(example, f"the pattern does not match its example {str(example)!r}")
        yield rule


def _first(row: Any) -> str:
    """The first string of a row, which knows its line."""
    return next(iter(row), "") if isinstance(row, dict) else row if isinstance(row, str) else ""


def _mapping(key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise fault(key, f"{str(key)!r} wants key: value")
    return value


def _strings(key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not value:
        raise fault(key, f"{str(key)!r} wants a list")
    return [_text(item) for item in value]


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise fault(_first(value), f"wants text, not {value!r}")
    return value
