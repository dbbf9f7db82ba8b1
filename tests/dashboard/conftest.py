"""What the browser tests share: a database of twenty articles, a server on it, a Chromium and its pages."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Starlette's test client warns at import that it would rather have httpx2; with httpx it works as before.
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="Using `httpx` with `starlette.testclient`")
    import starlette.testclient  # noqa: F401

from tests.dashboard.browsing import LANES, Site, watched
from tests.dashboard.made import made
from timeline.store import Store

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "store.sqlite3"
    with Store.open(f"sqlite:///{path}") as store:
        for number in range(LANES):
            timeline = made(f"made{number}", number, title=f"Harbour bridge closed, report {number}")
            store.save(timeline.articles[0], timeline, outlet=f"Outlet {number}")
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Iterator[Site]:
    running = Site(database)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    api.expect.set_options(timeout=20_000)
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; install Debian's chromium or name one in CHROMIUM")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, site: Site) -> Iterator[Any]:
    """A page that fails the test when it sends anything elsewhere or complains on the console."""
    yield from watched(browser, site, {"width": 1440, "height": 900})


@pytest.fixture
def phone(browser: Any, site: Site) -> Iterator[Any]:
    """The same, 390 pixels wide."""
    yield from watched(browser, site, {"width": 390, "height": 844})
