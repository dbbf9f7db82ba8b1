"""What must hold of the house as a whole: who may import whom, no hidden clock, a guarded face, docs for every verb."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import timeline
from timeline.cli import app

ROOT = Path(__file__).parent.parent
PACKAGE, DASHBOARD = ROOT / "timeline", ROOT / "dashboard"

# A package may import itself and the packages on earlier lines, never one on its own line. A name with a dot is a
# module or a sub-package; the longest name that fits counts.
ORDER: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("strings",),
    ("intervals",),
    ("zones",),
    ("model",),
    ("derivation",),
    ("detail",),
    ("client", "chronological"),
    ("reading",),
    ("expressions",),
    ("grammar",),
    ("entities",),
    ("events.detection", "events.linear"),
    ("events.cues",),
    ("events.factuality_of_verbs",),
    ("events.factuality_of_nouns",),
    ("events.factuality", "events.attribution", "events.roles"),
    ("events.temporal",),
    ("events.status_by_time", "events.ordering"),
    ("events.consistency", "events.models"),
    ("events.analysis",),
    ("events.extent", "events.telling"),
    ("events.salience", "events.labels", "events.profiles", "events.relations", "events.confidence"),
    ("events.clustering",),
    ("events.output", "events.given"),
    ("events.pipeline",),
    ("events.learning",),
    ("events",),
    ("extraction",),
    ("edits",),
    ("comparison",),
    ("export",),
    ("store",),
    ("console", "streams", "arguments"),
    ("batch",),
    ("inputs",),
    ("stages", "several"),
    ("corrections", "stored"),
    ("cli",),
)
LINE = {package: number for number, packages in enumerate(ORDER) for package in packages}
WEB = {"dash", "plotly", "fastapi", "starlette", "uvicorn", "dash_mantine_components", "dash_ag_grid", "dashboard"}
CLOCKS = re.compile(
    r"\b(?:datetime|date)\.(?:now|today|utcnow)\(|\btime\.(?:time|localtime|gmtime)\(|\b(?:localtime|gmtime)\(\)"
)


def modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def package_of(dotted: str) -> str | None:
    """The longest name in `ORDER` that the module `dotted` is, or lies in; None outside `ORDER`."""
    parts = dotted.split(".")
    names = (".".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((name for name in names if name in LINE), None)


def dotted(path: Path) -> str:
    """`events.temporal.bounds` for timeline/events/temporal/bounds.py."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Names of imported modules, their lines, and whether the import stands in a function."""
    tree = ast.parse(path.read_text("utf-8"))
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno, id(node) in inner) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            yield node.module or "", node.lineno, id(node) in inner
            if node.module == "timeline":
                yield from ((f"timeline.{alias.name}", node.lineno, id(node) in inner) for alias in node.names)


@pytest.mark.parametrize("path", modules(PACKAGE), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    own = package_of(dotted(path))
    if path == PACKAGE / "__init__.py":
        return
    assert own is not None, f"{dotted(path)} has no line in ORDER"
    for name, line, _ in imported(path):
        other = package_of(name.removeprefix("timeline.")) if name.startswith("timeline.") else None
        if other not in (None, own):
            assert other is not None and LINE[other] < LINE[own], f"{path}:{line}: {own} may not import {other}"


def test_every_package_of_the_order_exists() -> None:
    for name in LINE:
        place = PACKAGE.joinpath(*name.split("."))
        assert place.is_dir() or place.with_suffix(".py").is_file(), name


@pytest.mark.parametrize("path", modules(PACKAGE), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_extractor_knows_no_web_package(path: Path) -> None:
    for name, line, lazy in imported(path):
        if name.split(".")[0] in WEB:
            assert path.name == "cli.py" and lazy and name == "dashboard.app", f"{path}:{line}: imports {name}"


@pytest.mark.parametrize("path", modules(PACKAGE), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_clock_but_that_of_the_command_line_and_the_store(path: Path) -> None:
    if dotted(path).split(".")[0] in ("cli", "store"):
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        assert not CLOCKS.search(line), f"{path}:{number}: reads the clock"


@pytest.mark.parametrize("path", modules(DASHBOARD), ids=lambda path: str(path.relative_to(DASHBOARD)))
def test_the_dashboard_asks_the_public_rooms(path: Path) -> None:
    """It shows and asks: the rooms that work out time are behind `timeline.extract`."""
    for name, line, _ in imported(path):
        parts = name.split(".")
        if parts[0] == "timeline" and len(parts) > 1:
            assert parts[1] not in ("expressions", "grammar", "entities", "events"), (
                f"{path}:{line}: reaches into {name}"
            )


@pytest.mark.parametrize("path", modules(ROOT / "benchmarks"), ids=lambda path: path.stem)
def test_benchmarks_use_public_faces(path: Path) -> None:
    """They import a package of the extractor, or what a package offers to those who learn its weights."""
    for name, line, _ in imported(path):
        inner = name.startswith("timeline.") and name.count(".") > 1 and not name.endswith(".learning")
        assert not inner, f"{path}:{line}: reaches into {name}"


def test_importing_the_extractor_loads_no_web_package_and_no_language_model() -> None:
    heavy = sorted(WEB | {"spacy", "pandas", "sqlalchemy", "trafilatura", "dateparser"})
    code = (
        "import sys, timeline; timeline.extract('It left on 6 March 2019.', events='none'); "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


FACE = """
Anchor AnchorKind Article Bound Bounds Comparison Correction DataError DateError Difference Digest DigestDay Event
EventsMode Grain InputError Interval JointEvent LanguageError LeftOut Link Mention Options Reading Relation Source Span
Status Step TimeExpression Timeline TimelineError TimexType compare digest export extract json_schema read read_file
to_dataframe when_words
""".split()  # noqa: SIM905 - a list to be read


def test_the_public_face() -> None:
    """A change here is a change for the users: it belongs in CHANGELOG.md."""
    assert sorted(timeline.__all__) == sorted(FACE)
    for name in FACE:
        assert getattr(timeline, name) is not None
    assert all(inspect.isfunction(getattr(timeline, verb)) for verb in ("extract", "read", "read_file", "export"))
    with pytest.raises(AttributeError, match="nonsense"):
        _ = timeline.nonsense


@pytest.mark.parametrize(
    "name", ["compare", "digest", "extract", "read", "read_file", "export", "to_dataframe", "when_words", "json_schema"]
)
def test_the_public_functions_say_what_they_do(name: str) -> None:
    assert inspect.getdoc(getattr(timeline, name))


def test_a_submodule_does_not_take_a_verbs_name() -> None:
    importlib.import_module("timeline.export.csv")
    assert inspect.isfunction(timeline.export)


def verbs() -> dict[str, list[str]]:
    """Verb to its options, as the command line has them."""
    group = typer.main.get_command(app)
    assert hasattr(group, "commands")
    return {
        name: [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        for name, command in group.commands.items()
    }


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_every_verb_and_option_is_in_the_docs(verb: str) -> None:
    page = ROOT / "docs" / f"{verb}.md"
    assert page.is_file()
    text = page.read_text("utf-8")
    assert text.startswith(f"# timeline {verb}\n")
    missing = [option for option in verbs()[verb] if option != "--help" and f"`{option}" not in text]
    assert not missing, f"docs/{verb}.md does not explain {missing}"


def test_the_published_schema_is_that_of_the_model() -> None:
    published = json.loads((ROOT / "docs" / "timeline.schema.json").read_text("utf-8"))
    assert published == timeline.json_schema(), "write it anew: make schema"


def test_the_readme_names_both_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "make dashboard" in text
    assert "make test" in text


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_tests_that_the_security_page_names_are_there() -> None:
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    assert len(named) > 15
    assert [name for name in sorted(named) if f"def {name}(" not in written] == []
    assert [path for path in re.findall(r"`(tests/[\w/]+\.py)`", page) if not (ROOT / path).is_file()] == []
