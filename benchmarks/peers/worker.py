"""A warm finder of time phrases behind a pipe: `python worker.py NAME`, NAME one of FINDERS.

Says `ready` and a version, then answers each line `PUBLISHED <tab> base64 of the text` with `milliseconds <tab>
milliseconds of processor time <tab> phrases found`. Only the call of the finder is timed. All workers, in whatever
language, speak like this. Processor time is what a busy machine does not change.
"""

from __future__ import annotations

import base64
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

Prepare = Callable[[str, str], Callable[[], Any]]  # text and publication date to the call that is timed


def ours() -> Prepare:
    """Finding and resolving; the article was read before."""
    from timeline.expressions import find_expressions
    from timeline.model import Options
    from timeline.reading import read

    options = Options()

    def prepare(text: str, published: str) -> Callable[[], Any]:
        article = read(text, published=published)
        return lambda: find_expressions(article, options)

    return prepare


def extract() -> Prepare:
    """The same as a user calls it: with reading, where page furniture and language are seen."""
    import timeline

    return lambda text, published: lambda: timeline.extract(text, published=published, events="none").time_expressions


def dateparser() -> Prepare:
    """The language is named, as for the others, so that it need not be guessed."""
    from dateparser.search import search_dates

    def prepare(text: str, published: str) -> Callable[[], Any]:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(published[:10])}
        return lambda: search_dates(text, languages=["en"], settings=settings) or ()

    return prepare


FINDERS: dict[str, tuple[str, Callable[[], Prepare]]] = {
    "ours": ("article-timeline", ours),
    "extract": ("article-timeline", extract),
    "dateparser": ("dateparser", dateparser),
}


def main(name: str) -> None:
    """Serve until standard input ends."""
    package, make = FINDERS[name]
    prepare = make()
    try:
        known = version(package)
    except PackageNotFoundError:
        known = "of this checkout"
    sys.stdout.write(f"ready\t{known}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        published, coded = line.rstrip("\n").split("\t")
        call = prepare(base64.b64decode(coded).decode("utf-8"), published)
        begin, worked = time.perf_counter(), time.process_time()
        found = call()
        spent, work = time.perf_counter() - begin, time.process_time() - worked
        sys.stdout.write(f"{1000 * spent}\t{1000 * work}\t{len(found)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
