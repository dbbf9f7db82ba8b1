"""The API against its own description, by Schemathesis: generated requests, good and bad, and chains along the links.

What comes back must be of the status, the type and the shape that the description names, and never a fault of the
program. Run as its own program, for that is the one way in which all of its phases run.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dashboard.browsing import Site
from tests.dashboard.made import made

CHOSEN = (
    "--max-examples=20", "--generation-deterministic", "--no-color", "--request-timeout=60",
    "--phases=examples,coverage,fuzzing,stateful",
    "--exclude-path-regex=/jobs",  # more than may run at once are refused; test_articles_api.py has them
    # A text that the schema allows may still be none that can be read; the same text is the same article, which another
    # chain of requests may have removed meanwhile.
    "--exclude-checks=positive_data_acceptance,ensure_resource_availability",
)  # fmt: skip


@pytest.mark.model
def test_answers_are_what_the_description_says(tmp_path: Path) -> None:
    if importlib.util.find_spec("schemathesis") is None:
        pytest.skip("schemathesis is not installed")
    site = Site(tmp_path / "store.sqlite3")
    try:
        for number in range(2):
            timeline = made(f"made{number}", number)
            site.store.save(timeline.articles[0], timeline, outlet="The Bay Herald")
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{site.url}/openapi.json", *CHOSEN]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        stored = {line.id for line in (*site.store.list(), *site.store.removed())}
        assert stored > {"made0", "made1"}
    finally:
        site.stop()
    assert done.returncode == 0, done.stdout + done.stderr
    for phase in ("Examples", "Coverage", "Fuzzing", "Stateful"):
        assert f"✅ {phase}" in done.stdout, done.stdout
    links = re.search(r"API Links:\s+(\d+) covered", done.stdout)
    assert links is not None and int(links[1]) >= 3, done.stdout
