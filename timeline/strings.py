"""YAML with strings only, each knowing the line it stands on.

In plain YAML `on`, `no`, `12:30`, `010` and `2013-06-05` turn into booleans, numbers and dates.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import yaml

from timeline.errors import DataError

try:  # libyaml reads ten times as fast, where PyYAML was built with it
    from yaml import CSafeLoader as _Loader
except ImportError:
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class Line(str):
    """A string that remembers the line of the file it stands in."""

    line: int
    file: str


class _Strings(_Loader):
    """YAML in which every scalar is a string: no booleans, numbers or dates by accident."""


def _scalar(loader: yaml.SafeLoader, node: yaml.Node) -> Line:
    text = Line(node.value)
    text.line, text.file = node.start_mark.line + 1, node.start_mark.name.rpartition("/")[2]
    return text


_Strings.yaml_implicit_resolvers = {}
_Strings.add_constructor("tag:yaml.org,2002:str", _scalar)


def load_strings(path: Path) -> Any:
    """Read a YAML file with strings only; DataError with file and line where it is not YAML or repeats a key."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}: {error}") from None
    return read_strings(text, path.name)


def read_strings(text: str, name: str) -> Any:
    """The same from the text of a file; `name` is what error messages call it."""
    stream = StringIO(text)
    stream.name = name  # what the loader's marks are called
    try:
        loader = _Strings(stream)
        node = loader.get_single_node()
        _no_twins(node, name)
        return loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        raise DataError(f"{name}: not YAML: {error}") from None


def _no_twins(node: yaml.Node | None, name: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise DataError(f"{name}, line {key.start_mark.line + 1}: {key.value!r} is given twice")
            seen.add(key.value)
            _no_twins(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _no_twins(value, name)


def fault(value: Any, message: str) -> DataError:
    """An error that names the file and line of a string that was read, or of the first one in a list or mapping."""
    while isinstance(value, list | dict) and value:
        value = next(iter(value))
    place = f"{value.file}, line {value.line}: " if isinstance(value, Line) else ""
    return DataError(f"{place}{message}")
