"""A language folder made ready: its words, its rules, and the trie that finds them.

A rule is a row of YAML: a readable name, the kind of phrase it makes, a pattern, a call of operators (`sense`) and an
example. Everything is loaded as strings and checked here, with file and line; nothing is evaluated but calls of the
operators handed in.

Patterns are items separated by spaces. `word` is that word in any case, `Word` must be capitalised, `{category}` is
a word of the lexicon (or one of the number categories below), `<kind>` is a phrase another rule made, `name:` before
the category or kind names what it captures. `(a|b c)` are alternatives, `?` makes the item before it optional, `~`
before an item says that no space stands between it and the one before.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml

from timeline.errors import DataError

NUMBER_CATEGORIES = {
    "int": "an integer of up to four digits",
    "dd": "1 to 31",
    "mo": "1 to 12",
    "hh": "0 to 24",
    "mm": "00 to 59, two digits",
    "yy": "two digits",
    "yyyy": "a year, 1000 to 2199, four digits",
    "yyy": "a year of one to four digits",
    "ddd": "three digits",
    "yyyymmdd": "eight digits that are a date",
    "mil": "a time of day in four digits",
    "dec": "digits",
    "name": "a capitalised word that is no word of time",
}
_PATTERN = re.compile(r"\s*(~?)(\(|\)|\||\?|\{[a-z_0-9:]+\}|<[a-z_0-9:]+>|\\.|[^\W\d_]+|\d+|[^\w\s])")


class Line(str):
    """A string that remembers the line of the file it stands in."""

    line: int
    file: str


class _Strings(yaml.SafeLoader):
    """YAML in which every scalar is a string: no booleans, numbers or dates by accident."""


def _scalar(loader: yaml.SafeLoader, node: yaml.Node) -> Line:
    text = Line(node.value)
    text.line, text.file = node.start_mark.line + 1, Path(node.start_mark.name).name
    return text


_Strings.yaml_implicit_resolvers = {}
_Strings.add_constructor("tag:yaml.org,2002:str", _scalar)


def load_strings(path: Path) -> Any:
    """Read a YAML file with strings only; DataError with file and line where it is not YAML or repeats a key."""
    try:
        with path.open(encoding="utf-8") as file:
            node = yaml.compose(file, Loader=_Strings)
        _no_twins(node, path)
        with path.open(encoding="utf-8") as file:
            return yaml.load(file, Loader=_Strings)  # a SafeLoader without resolvers
    except yaml.YAMLError as error:
        raise DataError(f"{path.name}: {error}") from None


def _no_twins(node: yaml.Node | None, path: Path) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise DataError(f"{path.name}, line {key.start_mark.line + 1}: {key.value!r} is given twice")
            seen.add(key.value)
            _no_twins(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _no_twins(value, path)


def fault(text: str, message: str) -> DataError:
    """An error that names the file and line a string was read from."""
    place = f"{text.file}, line {text.line}: " if isinstance(text, Line) else ""
    return DataError(f"{place}{message}")


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a flat pattern: a word (`cased` when capitals matter), a category or a kind."""

    type: str  # "word", "cased", "category", "kind"
    key: str
    tight: bool = False
    name: str | None = None


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
    after_sum: bool = False  # only after a sum of money
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
        """What the phrase means in a context."""
        return self.rule.constant if self.rule.sense is None else self.rule.sense(context, self.captures)


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


def flatten(pattern: str) -> Iterator[tuple[Item, ...]]:
    """All flat item sequences of a pattern, optional items and alternatives written out."""
    pieces: list[tuple[str, str]] = []
    at = 0
    text = str(pattern).rstrip()
    while at < len(text):
        found = _PATTERN.match(text, at)
        if found is None:
            raise fault(pattern, f"cannot read pattern at {text[at:]!r}")
        pieces.append((found[1], found[2]))
        at = found.end()
    sequences, rest = _alternatives(pieces, 0, pattern)
    if rest != len(pieces):
        raise fault(pattern, "unbalanced parenthesis")
    yield from dict.fromkeys(tuple(sequence) for sequence in sequences if sequence)


def _alternatives(pieces: Sequence[tuple[str, str]], at: int, pattern: str) -> tuple[list[list[Item]], int]:
    done: list[list[Item]] = []
    current: list[list[Item]] = [[]]
    while at < len(pieces):
        tight, piece = pieces[at]
        if piece == ")":
            break
        if piece == "|":
            done += current
            current = [[]]
            at += 1
            continue
        if piece == "(":
            options, at = _alternatives(pieces, at + 1, pattern)
            if at >= len(pieces):
                raise fault(pattern, "unbalanced parenthesis")
            if tight:
                options = [[_tighten(o[0]), *o[1:]] if o else o for o in options]
        elif piece == "?":
            raise fault(pattern, "? with nothing before it")
        else:
            options = [[_item(piece, bool(tight))]]
        at += 1
        if at < len(pieces) and pieces[at][1] == "?":
            options = [*options, []]
            at += 1
        current = [head + tail for head in current for tail in options]
    return done + current, at


def _tighten(item: Item) -> Item:
    return Item(item.type, item.key, True, item.name)


def _item(piece: str, tight: bool) -> Item:
    if piece[0] in "{<":
        name, _, key = piece[1:-1].rpartition(":")
        return Item("category" if piece[0] == "{" else "kind", key, tight, name or key)
    if piece[0] == "\\":
        return Item("word", piece[1:], tight)
    if piece[0].isupper():
        return Item("cased", piece, tight)
    return Item("word", piece.lower(), tight)


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
        arguments = [_compile(argument, source, operators, names) for argument in tree.args]
        return lambda context, captures: operator(context, *[a(context, captures) for a in arguments])
    raise fault(source, f"only calls of operators, names and constants may stand here: {str(source)!r}")


def _value(context: Any, captured: Any) -> Any:
    return captured.sense(context) if isinstance(captured, Edge) else captured


_KEYS = {"name", "kind", "pattern", "patterns", "sense", "example", "not", "split", "only", "after_sum"} | {
    "after",
    "not_after",
    "before",
    "not_before",
}


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
    return Grammar(
        root,
        {word: tuple(meanings) for word, meanings in words.items()},
        starts,
        any(c in root.categories for c in NUMBER_CATEGORIES),
        tuple(rules),
        tops,
        load_strings(folder / "lists.yaml"),
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
    rule = Rule(
        str(name),
        str(row["kind"]),
        order,
        sense,
        example=str(row["example"]),
        only=str(row["only"]) if "only" in row else None,
        split=split,
        after_sum="after_sum" in row,
        guarded=any(sets.values()) or "only" in row or "after_sum" in row,
        passes=str(row.get("sense", "")).startswith("as_is("),
        **sets,
    )
    for items in flat:
        _insert(root, items, rule)
    return rule
