"""How long the pages take in Chromium: long texts, many events, and vis-timeline with the same events in the same run.

`python -m benchmarks.screen` prints markdown. The articles are made up, their timelines by hand: what is measured is
showing, not reading. vis-timeline is taken with `npm install` into a temporary folder; without npm it is left out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from benchmarks.common import say
from dashboard.app import create_app
from timeline.intervals import Bound, Grain, Interval
from timeline.model import Article, Event, Mention, Span, Status, TimeExpression, Timeline, TimexType
from timeline.store import Store

SENTENCE = "On day {n} the harbour office moved crane {n} to the north quay and told the crews that work would go on. "
WORDS = 20
DRAWN = "document.querySelector('#figure .js-plotly-plot .xtick') && "
FAR = Bound.of(1961, 5, 2)


def article(id: str, words: int, events: int) -> Timeline:
    """An article of so many words, its events spread over its sentences: a day each, every third a month or a range."""
    sentences = max(words // WORDS, events)
    text, starts = "", []
    for number in range(sentences):
        starts.append(len(text))
        text += SENTENCE.format(n=number + 1) + ("\n\n" if number % 6 == 5 else "")
    made, phrases = [], []
    for number in range(events):
        start = starts[number * sentences // events]
        first = FAR if number == 0 else Bound.of(2001, 1, 1).plus_days(number * 900 // events)
        when = Interval.stretch(first, first)
        if number % 3 == 2:
            when = Interval.within(first, first.plus_days(30), Grain.MONTH)
        end = text.index("\n" if "\n" in text[start : start + 40] else " the", start)
        phrases.append(TimeExpression(f"t{number}", id, start, end, text[start:end], TimexType.DATE, "", when=when))
        trigger = Span(text.index("moved", start), text.index("moved", start) + 5)
        sentence = Span(start, text.index(".", start) + 1)
        made.append(
            Event(
                f"e{number}", id, f"Harbour office moves crane {number + 1}", trigger, sentence,
                (Mention(id, trigger, sentence),), who=f"Office {number % 7}", where=f"Quay {number % 5}",
                status=list(Status)[number % 5], when=when, times=(f"t{number}",), order=number, 
                confidence=number % 9 / 9,
            )
        )  # fmt: skip
    one = Article(id, f"{words} words", text, published=Bound.of(2003, 6, 30), language="en")
    return Timeline((one,), tuple(phrases), tuple(made), ())


def seconds(page: Any, act: Callable[[], object], done: str) -> float:
    """From an act to when the page says it is done, by the page's own clock, in seconds."""
    page.evaluate(f"window.__done = () => {{ try {{ return !!({done}); }} catch {{ return false; }} }}")
    page.evaluate(
        """() => { const begin = performance.now(); window.__took = null;
          const look = () => { if (window.__done()) window.__took = performance.now() - begin;
            else requestAnimationFrame(look); };
          window.__look = look; window.__begin = begin; }"""
    )
    page.evaluate("window.__look()")
    act()
    page.wait_for_function("window.__took !== null", timeout=60_000)
    return float(page.evaluate("window.__took")) / 1000


def opened(page: Any, id: str) -> float:
    """Seconds from choosing an article in the list to its figure, as after adding it."""
    done = f"{DRAWN}document.querySelector('[data-article={id}] #event-list .event') && " \
           "document.querySelector('#article-text .trigger')"  # fmt: skip
    return seconds(
        page, lambda: page.evaluate(f"document.querySelector('.library-link[href$=\"/{id}\"]').click()"), done
    )


def mean(page: Any, times: int, act: Callable[[int], tuple[Callable[[], object], str]]) -> float:
    """The median of several."""
    return statistics.median(seconds(page, *act(number)) for number in range(times))


META = "window.timelinePages.meta()"


def worked(page: Any) -> dict[str, float]:
    """Seconds of a zoom step, a filter and a choice on the page that is open, to the figure's answer: medians."""

    def zoom(number: int) -> tuple[Callable[[], object], str]:
        before = page.evaluate(f"{META}.from + {META}.to")
        key = "+" if number % 2 == 0 else "0"
        return (lambda: page.keyboard.press(key)), f"{META}.from + {META}.to !== {json.dumps(before)}"

    def only(number: int) -> tuple[Callable[[], object], str]:
        before = page.evaluate(f"{META}.shown")
        chip = "document.querySelector('#status-filter [data-value=planned]').click()"
        return (lambda: page.evaluate(chip)), f"{META}.shown !== {before}"

    def choose(number: int) -> tuple[Callable[[], object], str]:
        row = f"document.querySelectorAll('#event-list .event')[{number * 3 + 1}]"
        return (lambda: page.evaluate(f"{row}.click()")), f"{row}.classList.contains('selected')"

    return {"zoom": mean(page, 6, zoom), "filter": mean(page, 6, only), "choose": mean(page, 5, choose)}


VIS = """<!doctype html><link rel=stylesheet href=vis.css><div id=box style="height:600px"></div>
<script src=vis.js></script>"""
STEPS = """async () => { const rest = () => new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)));
  const took = async (act) => { const b = performance.now(); act(); await rest();
    return (performance.now() - b) / 1000; };
  const all = new vis.DataSet(window.items); let keep = null;
  const view = new vis.DataView(all, { filter: (one) => !keep || one.status === keep });
  let shown; const first = await took(() => {
    shown = new vis.Timeline(document.getElementById("box"), view, { height: 600 }); });
  const middle = async (act) => { const t = []; for (let i = 0; i < 5; i += 1) t.push(await took(() => act(i)));
    return t.sort((a, b) => a - b)[2]; };
  const calm = { animation: false };
  const zoom = await middle((i) => (i % 2 ? shown.fit(calm) : shown.zoomIn(0.5, calm)));
  const filter = await middle((i) => { keep = i % 2 ? null : "planned"; view.refresh(); });
  return { first, zoom, filter }; }"""


def vis(browser: Any, timeline: Timeline) -> dict[str, float] | None:
    """The same events in vis-timeline: first draw, zoom step, filter; None where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        got = subprocess.run([npm, "install", "--silent", "--prefix", folder, "vis-timeline", "vis-data"], check=False)
        base = Path(folder, "node_modules", "vis-timeline", "standalone", "umd")
        css = Path(folder, "node_modules", "vis-timeline", "styles", "vis-timeline-graph2d.min.css")
        if got.returncode or not base.is_dir():
            return None
        shutil.copy(base / "vis-timeline-graph2d.min.js", Path(folder, "vis.js"))
        shutil.copy(css, Path(folder, "vis.css"))
        Path(folder, "index.html").write_text(VIS)
        items = [
            {"id": e.id, "content": e.label, "start": str(e.when.earliest), "end": str(e.when.latest),
             "status": e.status, "type": "box" if e.when.begin.exact else "range"}
            for e in timeline.events if e.when
        ]  # fmt: skip
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(Path(folder, "index.html").as_uri())
        page.evaluate("(items) => { window.items = items; }", items)
        found: dict[str, float] = page.evaluate(STEPS)
        page.close()
        return found


def main(arguments: list[str] | None = None) -> None:
    """Print the tables."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(prog="python -m benchmarks.screen", description=__doc__)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    chosen = parser.parse_args(arguments)
    sizes = (("w1000", 1_000, 30), ("w10000", 10_000, 300), ("e200", 4_000, 200), ("e10000", 200_000, 10_000))
    made = {id: article(id, words, events) for id, words, events in sizes}
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "store.sqlite3")
        with Store.open(f"sqlite:///{database}") as store:
            for timeline in made.values():
                store.save(timeline.articles[0], timeline)
        with Store.open(f"sqlite:///{database}") as store, served(store) as url, sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=chosen.chromium, args=flags)
            # The content policy forbids the strings that the measuring evaluates.
            context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=url, bypass_csp=True)
            page = context.new_page()
            page.goto("/article/w1000")
            page.wait_for_function(f"{DRAWN}document.querySelectorAll('.library-link').length > 3", timeout=240_000)
            say("| | figure after | zoom step | filter | choose |\n| --- | --- | --- | --- | --- |")
            for id, words, events in (sizes[1], sizes[0], sizes[1], sizes[0], *sizes[2:]):
                first, steps = opened(page, id), worked(page)
                took = " | ".join(f"{steps[name] * 1000:.0f} ms" for name in ("zoom", "filter", "choose"))
                say(f"| {words:,} words, {events:,} events | {first:.2f} s | {took} |")
            other = vis(browser, made["e10000"])
            if other:
                took = " | ".join(f"{other[name] * 1000:.0f} ms" for name in ("zoom", "filter"))
                say(f"| vis-timeline, 10,000 events | {other['first']:.2f} s | {took} | |")
            else:
                say("\nvis-timeline could not be installed with npm and is left out.")
            browser.close()


@contextmanager
def served(store: Store) -> Iterator[str]:
    """The address of a server on a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
