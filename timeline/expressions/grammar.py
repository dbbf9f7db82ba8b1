"""A language folder made ready: its words, its rules, and the trie that finds them.

A rule is a row of YAML: a readable name, the kind of phrase it makes, a pattern, a call of operators (`sense`) and an
example. Everything is loaded as strings and checked here, with file and line; nothing is evaluated but calls of the
operators handed in.

The pattern language is that of `pattern.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from timeline.expressions.guard_words import Guard
from timeline.expressions.guards import GUARDS
from timeline.expressions.number_categories import NUMBER_CATEGORIES
from timeline.expressions.pattern import Item, flatten
from timeline.strings import fault, load_strings

NUMBER_WORDS = frozenset({"ones", "teens", "tens"})  # categories of the lexicon


class Operator(Protocol):
    """What a name on the right side of a rule stands for: context first, then the values of the arguments."""

    def __call__(self, context: Any, *arguments: Any) -> Any: ...


Sense = Callable[[Any, Mapping[str, Any]], Any]


@dataclass(slots=True, eq=False)
class Rule:
    """A rule ready for use. `order` is its place in the files: of two equal matches the earlier rule wins."""

    name: str
    kind: str
    order: int
    sense: Sense | None
    constant: Any = None
    example: str = ""
    after: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    only: str | None = None
    split: tuple[tuple[str, Sense], ...] = ()
    guards: tuple[Guard, ...] = ()
    guarded: bool = False
    passes: bool = False  # means what its one part means, so that part's rule is the one to name


@dataclass(slots=True, eq=False)
class Edge:
    """A rule that matches tokens `first` to `last` (exclusive), with what its pattern captured."""

    rule: Rule
    first: int
    last: int
    captures: dict[str, Any]

    def sense(self, context: Any) -> Any:
        """What the phrase means in a context; of a list or range what its last part means."""
        if self.rule.split:
            return self.rule.split[-1][1](context, self.captures)
        return self.rule.constant if self.rule.sense is None else self.rule.sense(context, self.captures)

    def listed(self) -> Edge | None:
        """The list or range that the phrase is, itself or passed on."""
        if self.rule.split:
            return self
        inner = next(iter(self.captures.values()), None) if self.rule.passes else None
        return inner.listed() if isinstance(inner, Edge) else None


@dataclass(slots=True, eq=False)
class Node:
    """A state of the trie. Each edge leads to nodes by word, by capitalised word, by category, by kind."""

    words: dict[str, list[tuple[bool, Node]]] = field(default_factory=dict)
    cased: dict[str, list[tuple[bool, Node]]] = field(default_factory=dict)
    categories: dict[str, list[tuple[bool, Node]]] = field(default_factory=dict)
    kinds: dict[str, list[tuple[bool, Node]]] = field(default_factory=dict)
    ends: list[tuple[Rule, tuple[str | None, ...]]] = field(default_factory=list)

    def child(self, item: Item) -> Node:
        """The node an item leads to, made when absent."""
        table = {"word": self.words, "cased": self.cased, "category": self.categories, "kind": self.kinds}[item.type]
        for tight, node in table.setdefault(item.key, []):
            if tight == item.tight:
                return node
        node = Node()
        table[item.key].append((item.tight, node))
        return node


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Everything of a language folder: trie, words by category, which words can begin a match."""

    root: Node
    words: Mapping[str, tuple[tuple[str, Any, bool], ...]]
    starts: frozenset[str]
    number_starts: bool
    rules: tuple[Rule, ...]
    tops: frozenset[str]
    lists: Mapping[str, Any]
    prices: frozenset[str]  # what a figure behind it is a price of
    fixtures: frozenset[str]  # what tells a list of matches or races
    plays: frozenset[str]  # what tells of a match in quarters
    results: frozenset[str]  # what tells of the quarters of a year
    logs: frozenset[str]  # what is numbered day by day
    yearly: frozenset[str]  # what a year is said of, in the plural
    numbers: frozenset[str]  # words for numbers
    particles: frozenset[str]  # words that name and tell nothing
    verbs: frozenset[str]  # verbs that do not end as others do
    past_ending: str

    def tells_tense(self, word: str) -> bool:
        """Is a word in small letters a verb that tells its tense?"""
        return word in self.verbs or (word.endswith(self.past_ending) and len(word) > len(self.past_ending) + 2)


def compile_call(source: str, operators: Mapping[str, Operator], names: set[str]) -> Sense:
    """Turn `ago(quantity, unit)` into a function of context and captures; DataError for anything but such calls."""
    try:
        tree = ast.parse(str(source), mode="eval").body
    except SyntaxError:
        raise fault(source, f"not a call of operators: {str(source)!r}") from None
    return _compile(tree, source, operators, names)


def _compile(tree: ast.expr, source: str, operators: Mapping[str, Operator], names: set[str]) -> Sense:
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str | int | float | None):
        value = tree.value
        return lambda context, captures: value
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub) and isinstance(tree.operand, ast.Constant):
        negative = -ast.literal_eval(tree.operand)
        return lambda context, captures: negative
    if isinstance(tree, ast.Name):
        key = tree.id
        if key not in names:
            raise fault(source, f"{key!r} is captured by no item of the pattern")
        return lambda context, captures: _value(context, captures.get(key))
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and not tree.keywords:
        if tree.func.id not in operators:
            raise fault(source, f"no operator {tree.func.id!r}; there are {', '.join(sorted(operators))}")
        operator = operators[tree.func.id]
        arguments = [(_compile(one, source, operators, names), isinstance(one, ast.Call)) for one in tree.args]

        def call(context: Any, captures: Mapping[str, Any]) -> Any:
            values = []
            for argument, nested in arguments:
                values.append(argument(context, captures))
                if nested and values[-1] is None:
                    raise DeclinedError
            return operator(context, *values)

        return call
    raise fault(source, f"only calls of operators, names and constants may stand here: {str(source)!r}")


class DeclinedError(Exception):
    """A part of a phrase turned out to be no time: so is the whole."""


_TIMES = frozenset({"date", "day", "rday", "wday", "clock", "bare_hour", "stamp", "time", "times", "duration", "set"})


def _value(context: Any, captured: Any) -> Any:
    if not isinstance(captured, Edge):
        return captured
    value = captured.sense(context)
    if value is None and captured.rule.kind in _TIMES:
        raise DeclinedError
    return value


_KEYS = (
    {"name", "kind", "pattern", "patterns", "sense", "example", "not", "split", "only"}
    | GUARDS.keys()
    | {
        "after",
        "not_after",
        "before",
        "not_before",
    }
)


def load_grammar(folder: Path, operators: Mapping[str, Operator], tops: frozenset[str]) -> Grammar:
    """Read a language folder: lexicon.yaml, every rules/*.yaml, and lists.yaml for what is not a rule.

    operators: the closed list of names for `sense`. tops: the kinds that are time expressions by themselves (and
    `none`, which swallows what only looks like one). DataError names file and line of what is wrong.
    """
    root = Node()
    rules: list[Rule] = []
    words: dict[str, list[tuple[str, Any, bool]]] = {}
    categories: set[str] = set(NUMBER_CATEGORIES)
    for category, entries in load_strings(folder / "lexicon.yaml").items():
        categories.add(str(category))
        for word, value in _entries(category, entries):
            _add_word(root, rules, words, str(category), word, value)
    rows = [row for path in sorted((folder / "rules").glob("*.yaml")) for row in load_strings(path) or ()]
    names: set[str] = set()
    kinds = {str(row.get("kind", "")) for row in rows if isinstance(row, dict)}
    for row in rows:
        rule = _rule(row, len(rules), operators, root, categories, kinds)
        if rule.name in names:
            raise fault(row["name"], f"a second rule called {rule.name!r}")
        names.add(rule.name)
        rules.append(rule)
    starts = (
        frozenset(root.words)
        | frozenset(w.lower() for w in root.cased)
        | frozenset(word for word, meanings in words.items() if any(c in root.categories for c, _, _ in meanings))
    )
    lists = load_strings(folder / "lists.yaml")
    return Grammar(
        root,
        {word: tuple(meanings) for word, meanings in words.items()},
        starts,
        any(c in root.categories for c in NUMBER_CATEGORIES),
        tuple(rules),
        tops,
        lists,
        frozenset(map(str, lists.get("prices", ()))),
        frozenset(map(str, lists.get("fixtures", ()))),
        frozenset(map(str, lists.get("plays", ()))),
        frozenset(map(str, lists.get("results", ()))),
        frozenset(map(str, lists.get("logs", ()))),
        frozenset(map(str, lists.get("yearly", ()))),
        frozenset(word for word, meanings in words.items() if any(c in NUMBER_WORDS for c, _, _ in meanings)),
        frozenset(map(str, lists.get("particles", ()))),
        frozenset(str(word) for name in ("past", "future", "present") for word in lists["tense"].get(name, ())),
        str(lists["tense"].get("past_ending", "\0")),
    )


def _entries(category: str, entries: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(entries, dict):
        raise fault(category, f"{category} must map values to lists of words")
    for value, listed in entries.items():
        number = str(value)
        plain: Any = int(number) if re.fullmatch(r"-?\d+", number) else float(number) if _is_float(number) else number
        if not isinstance(listed, list):
            raise fault(value, f"{value!r} needs a list of words")
        for word in listed:
            yield word, plain


def _is_float(text: str) -> bool:
    return re.fullmatch(r"\d+\.\d+", text) is not None


def _add_word(
    root: Node, rules: list[Rule], words: dict[str, list[tuple[str, Any, bool]]], category: str, word: str, value: Any
) -> None:
    text = str(word)
    if re.fullmatch(r"[^\W\d_]+", text):
        words.setdefault(text.lower(), []).append((category, value, text[0].isupper()))
        return
    rule = Rule(f"{category}: {text}", category, len(rules), None, value)
    rules.append(rule)
    for items in flatten(word):
        _insert(root, items, rule)


def _insert(root: Node, items: tuple[Item, ...], rule: Rule) -> None:
    node = root
    for item in items:
        node = node.child(item)
    node.ends.append((rule, tuple(item.name for item in items if item.type in ("category", "kind"))))


def _rule(
    row: Any,
    order: int,
    operators: Mapping[str, Operator],
    root: Node,
    categories: set[str],
    kinds: set[str],
) -> Rule:
    if not isinstance(row, dict):
        raise fault(row if isinstance(row, str) else "", f"a rule is a mapping, not {row!r}")
    if "name" not in row:
        raise fault(next(iter(row), ""), f"a rule without a name: {dict(row)!r}")
    name = row["name"]
    if extra := set(row) - _KEYS:
        raise fault(name, f"unknown key {sorted(extra)[0]!r} in rule {name!r}")
    for key in ("kind", "example"):
        if not row.get(key):
            raise fault(name, f"rule {name!r} has no {key}")
    patterns = row.get("patterns") or [row.get("pattern")]
    if not isinstance(patterns, list) or not all(patterns):
        raise fault(name, f"rule {name!r} has no pattern")
    flat = [items for pattern in patterns for items in flatten(pattern)]
    for items in flat:
        for item in items:
            if item.type == "category" and item.key not in categories:
                raise fault(name, f"rule {name!r}: no category {item.key!r} in the lexicon")
            if item.type == "kind" and item.key not in kinds:
                raise fault(name, f"rule {name!r}: no rule makes a {item.key!r}")
    captured = {item.name for items in flat for item in items if item.name is not None}
    sense = compile_call(row["sense"], operators, captured) if "sense" in row else None
    split = tuple(
        (str(capture), compile_call(call, operators, captured)) for capture, call in row.get("split", {}).items()
    )
    if sense is None and not split and str(row["kind"]) != "none":
        raise fault(name, f"rule {name!r} has neither sense nor split")
    sets = {
        key: frozenset(str(word) for word in row.get(key, ())) for key in ("after", "not_after", "before", "not_before")
    }
    guards = tuple(guard for key, guard in GUARDS.items() if key in row)
    rule = Rule(
        str(name),
        str(row["kind"]),
        order,
        sense,
        example=str(row["example"]),
        only=str(row["only"]) if "only" in row else None,
        split=split,
        guards=guards,
        guarded=any(sets.values()) or "only" in row or bool(guards),
        passes=str(row.get("sense", "")).startswith("as_is("),
        after=sets["after"],
        not_after=sets["not_after"],
        before=sets["before"],
        not_before=sets["not_before"],
    )
    for items in flat:
        _insert(root, items, rule)
    return rule
