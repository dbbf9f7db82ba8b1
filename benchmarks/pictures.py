"""`python -m benchmarks.pictures`: screenshots of every main view, wide and on a phone, into docs/images/.

The sample articles are read into a fresh database, so it takes a few minutes where they are read for the first time.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.common import say
from benchmarks.screen import served
from dashboard.service import fill
from timeline.store import Store

ROOT = Path(__file__).parent.parent
SIEGE = "/article/sample-kalvesh-3-siege"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
DRAWN = "() => document.querySelector('#figure .js-plotly-plot .xtick') && window.timelinePages.meta()"


def views(store: Store) -> list[tuple[str, str, dict[str, int], str, str]]:
    """Name, address, size, scheme and what is clicked first of every picture."""
    compared = "/compare?" + "&".join(f"a={one.id}" for one in store.list()[:20])
    chosen = f"{SIEGE}?event=sample-kalvesh-3-siege.e6"
    return [
        ("dashboard", SIEGE, WIDE, "light", "#event-list .event >> nth=8"),
        ("dashboard-dark", chosen, WIDE, "dark", ""),
        ("dashboard-phone", SIEGE, PHONE, "light", ""),
        ("dashboard-phone-dark", SIEGE, PHONE, "dark", ""),
        ("table", f"{SIEGE}?rows=table", WIDE, "light", ""),
        ("lanes", f"{SIEGE}?lanes=source&axis=order", WIDE, "light", "#filter-open"),
        ("compare", compared, WIDE, "light", ""),
        ("compare-dark", compared, WIDE, "dark", ""),
        ("compare-phone", compared, PHONE, "light", ""),
        ("help", SIEGE, WIDE, "light", "#help-open"),
        ("add", "/add", WIDE, "light", ""),
        ("add-phone-dark", "/add", PHONE, "dark", ""),
    ]


def taken(browser: Any, url: str, view: tuple[str, str, dict[str, int], str, str], folder: Path) -> None:
    """Take one picture."""
    name, address, size, scheme, click = view
    context = browser.new_context(viewport=size, base_url=url, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=120_000)
    if address != "/add":
        page.wait_for_function(DRAWN, timeout=120_000)
    page.wait_for_timeout(800)
    if click:
        page.locator(click).first.click()
        page.wait_for_timeout(1500)
    page.mouse.move(5, 5)
    page.screenshot(path=folder / f"{name}.png")
    context.close()
    say(f"{name}.png {(folder / f'{name}.png').stat().st_size // 1000} kB")


def main(arguments: list[str] | None = None) -> None:
    """Take all of them, or those that are named."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(prog="python -m benchmarks.pictures", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--database", type=Path, help="one that holds the samples already")
    parser.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = chosen.database or Path(folder, "store.sqlite3")
        with Store.open(f"sqlite:///{database}") as store:
            fill(store, say=say)
            with served(store) as url, sync_playwright() as playwright:
                flags = ["--no-sandbox", "--disable-gpu"]
                browser = playwright.chromium.launch(executable_path=chosen.chromium, args=flags)
                for view in views(store):
                    if not chosen.names or view[0] in chosen.names:
                        taken(browser, url, view, chosen.out)
                browser.close()


if __name__ == "__main__":
    main()
