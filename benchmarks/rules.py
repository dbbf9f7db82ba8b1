"""How often each rule of the event extraction fires on a folder of articles.

    python -m benchmarks.rules FOLDER [--never] [--most N] [--events all]

FOLDER: articles as .txt, TimeML (.tml), or JSON lines (.jsonl, each with "text" and, if known, "published"), also in
folders below. Three tables: functions (calls, answers that were not empty, articles with such an answer), words of the
lexicon by role (how many of them were met, which were not), and rules named in derivations. `--never` lists only what
did not fire; a rule that fires nowhere on hundreds of articles needs a reason to stay. `--most N` reads no more than N.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from benchmarks.common import ROOT, Document, documents, note, say, table

PACKAGES = tuple(ROOT / "timeline" / name for name in ("grammar", "entities", "events"))
SUFFIXES = (".txt", ".tml", ".jsonl")
Function = tuple[str, str]  # file below `timeline/`, name


@dataclass(slots=True)
class Fired:
    """What was counted: by function calls, answers, articles with an answer; by role the lemmas met; by derivation
    rule its steps."""

    calls: Counter[Function] = field(default_factory=Counter)
    answers: Counter[Function] = field(default_factory=Counter)
    articles: Counter[Function] = field(default_factory=Counter)
    lemmas: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    steps: Counter[str] = field(default_factory=Counter)
    read: int = 0


def articles(folder: Path) -> Iterator[Document]:
    """The articles of a folder and those below it; SystemExit where there are none."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES)
    if not paths:
        raise SystemExit(f"{folder}: no articles there; name a folder with {', '.join(SUFFIXES)} files")
    for place in sorted({p.parent for p in paths if p.suffix == ".tml"}):
        yield from documents(place)[1]
    for path in paths:
        if path.suffix == ".txt":
            yield Document(path.stem, path.read_bytes().decode("utf-8"), "")
        elif path.suffix == ".jsonl":
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                row = json.loads(line)
                yield Document(f"{path.stem}:{number}", row["text"], row.get("published") or "")


def functions() -> list[Function]:
    """Every function of the three packages, methods left out."""
    found = []
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            found += [(_below(str(path)), node.name) for node in tree.body if isinstance(node, ast.FunctionDef)]
    return found


def _below(path: str) -> str:
    return path.removeprefix(f"{ROOT / 'timeline'}/")


def count(texts: Iterator[Document], mode: str = "timeline", most: int | None = None) -> Fired:
    """Extract each text, the calls counted. mode: as in `timeline.extract`."""
    import timeline

    fired = Fired()
    for document in texts:
        if fired.read == most:
            break
        fired.read += 1
        found, seen = _Watch(fired), fired.answers.copy()
        sys.setprofile(found.event)
        try:
            result = timeline.extract(document.text, published=document.published or None, events=mode)  # type: ignore[arg-type]
        except timeline.TimelineError as error:
            sys.setprofile(None)
            note(f"{document.name}: {error}")
            continue
        finally:
            sys.setprofile(None)
        fired.articles.update(f for f in fired.answers if fired.answers[f] > seen[f])
        fired.steps.update(s.rule for e in (*result.time_expressions, *result.events) for s in e.derivation)
    return fired


class _Watch:
    """A profile function: counts the functions of the packages as they return, and the words the lexicon knew."""

    def __init__(self, fired: Fired) -> None:
        self.fired = fired
        self.names: dict[CodeType, Function | None] = {}

    def event(self, frame: FrameType, kind: str, answer: Any) -> None:
        if kind != "return":
            return
        code = frame.f_code
        if code not in self.names:
            inside = any(code.co_filename.startswith(f"{p}/") for p in PACKAGES) and not code.co_name.startswith("<")
            self.names[code] = (_below(code.co_filename), code.co_name) if inside else None
        name = self.names[code]
        if name is None:
            return
        self.fired.calls[name] += 1
        if not answer:
            return
        self.fired.answers[name] += 1
        if name == ("grammar/lexicon.py", "has") and "role" in frame.f_locals:
            self.fired.lemmas[frame.f_locals["role"]][frame.f_locals["lemma"]] += 1


def report(fired: Fired, never: bool) -> Iterator[str]:
    """The tables as lines of text."""
    from timeline.events.learning import lexicon

    rows = [
        (f"{file}:{name}", fired.calls[f], fired.answers[f], fired.articles[f])
        for f in functions()
        for file, name in (f,)
    ]
    kept = [row for row in rows if not never or row[2] == 0]
    yield f"{fired.read} articles; {sum(row[2] == 0 for row in rows)} of {len(rows)} functions never gave an answer"
    yield table(("function", "calls", "answers", "articles"), sorted(kept, key=lambda row: (row[2], row[0])))
    roles = []
    for role, words in sorted(lexicon("en").roles.items()):
        unmet = [w for w in words if w not in fired.lemmas[role]]
        if not never or len(unmet) == len(words):
            roles.append((role, len(words), sum(fired.lemmas[role].values()), " ".join(unmet[:8])))
    yield "\n" + table(("role", "words", "matches", "words not met"), roles)
    if not never:
        yield "\n" + table(("rule of a derivation", "steps"), sorted(fired.steps.items()))


def main(arguments: list[str]) -> None:
    """The command."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=(__doc__ or "").split("\n")[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--never", action="store_true", help="list only what did not fire")
    options.add_argument("--most", type=int, help="stop after so many articles")
    options.add_argument("--events", choices=("timeline", "all"), default="timeline")
    asked = options.parse_args(arguments)
    if not asked.folder.is_dir():
        raise SystemExit(f"{asked.folder}: no such folder")
    for part in report(count(articles(asked.folder), asked.events, asked.most), asked.never):
        say(part)


if __name__ == "__main__":
    main(sys.argv[1:])
