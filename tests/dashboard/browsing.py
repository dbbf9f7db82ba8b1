"""A running server, a page of it that is watched, and where a mark stands in its figure."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn

from dashboard.app import _listen, create_app
from timeline.store import Store

LANES = 20


class Site:
    """A running server on a free port; `database` is a SQLite file, or the URL of one; settings of `create_app`."""

    def __init__(self, database: Path | str, **settings: Any) -> None:
        self.store = Store.open(database if isinstance(database, str) else f"sqlite:///{database}")
        listener = _listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = create_app(self.store, **{"private": True, **settings})
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]})
        self.thread.start()
        while not self.server.started and self.thread.is_alive():
            time.sleep(0.02)

    def stop(self) -> None:
        """Down, and everything let go."""
        self.server.should_exit = True
        self.thread.join()
        self.store.close()


def watched(browser: Any, site: Site, size: dict[str, int]) -> Iterator[Any]:
    context = browser.new_context(viewport=size, base_url=site.url, reduced_motion="reduce", color_scheme="light")
    opened = context.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda sent: elsewhere.append(sent.url) if not _ours(sent.url, site) else None)
    opened.on("websocket", lambda made: elsewhere.append(made.url) if site.url[7:] not in made.url else None)
    yield opened
    context.close()
    assert elsewhere == [], elsewhere
    assert complaints == [], complaints


def _ours(url: str, site: Site) -> bool:
    return url.startswith((site.url + "/", "data:", "blob:"))


def drawn(page: Any, event: str = "") -> None:
    """Wait until the figure is there, with the event's mark in it."""
    page.wait_for_function(
        """(key) => document.querySelector('#figure .js-plotly-plot .xtick')
              && document.querySelector('#figure .js-plotly-plot').data
              ?.some((t) => !key || ['moments', 'stretches'].includes(t.name) && t.customdata.includes(key))""",
        arg=event,
    )


def mark(page: Any, event: str) -> Any:
    """Where the event's mark stands in the figure, in pixels of the window."""
    drawn(page, event)
    return page.evaluate(
        """(key) => {
            const gd = document.querySelector('#figure .js-plotly-plot');
            const trace = gd.data.find((t) => ['moments', 'stretches'].includes(t.name) && t.customdata.includes(key));
            const index = trace.customdata.indexOf(key);
            const middle = trace.base ? trace.base[index] + trace.x[index] / 2 : trace.x[index];
            const box = gd.getBoundingClientRect();
            const layout = gd._fullLayout;
            return {
              x: box.left + layout.xaxis._offset + layout.xaxis.d2p(middle),
              y: box.top + layout.yaxis._offset + layout.yaxis.d2p(trace.y[index]),
            };
        }""",
        event,
    )
