"""Every page by the rules of axe-core, in both themes, wide and on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dashboard.browsing import Site, drawn

pytestmark = pytest.mark.browser
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
OPEN = """() => { document.getElementById('filters').hidden = false;
  document.querySelectorAll('.figure-foot details').forEach((one) => { one.open = true; }); }"""
HELP = "() => window.dash_clientside.set_props('help', { opened: true })"
PAGES = [
    ("/article/made0?event=e6", WIDE, "light", OPEN),
    ("/article/made0?rows=table", WIDE, "dark", ""),
    ("/article/made0", PHONE, "dark", ""),
    ("/article/made0", WIDE, "light", HELP),
    ("/compare?a=made0&a=made1", WIDE, "light", ""),
    ("/compare?a=made0&a=made1", PHONE, "dark", ""),
    ("/add", WIDE, "dark", ""),
    ("/add", PHONE, "light", ""),
    ("/nowhere", WIDE, "light", ""),
]


@pytest.mark.slow
@pytest.mark.parametrize(("address", "size", "scheme", "act"), PAGES)
def test_no_rule_of_axe_is_broken(
    browser: Any, site: Site, address: str, size: dict[str, int], scheme: str, act: str
) -> None:
    context = browser.new_context(
        viewport=size, base_url=site.url, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.goto(address)
    page.locator("h1").first.wait_for()
    if "made" in address:
        drawn(page)
    if "compare" in address or "table" in address:
        page.locator("#event-table .ag-row").first.wait_for(state="attached")
    if act:
        page.evaluate(act)
    page.wait_for_timeout(500)  # until dialogs have faded in: half a colour has no contrast
    found = axe.Axe().run(page).response["violations"]
    context.close()
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []
