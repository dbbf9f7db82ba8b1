"""Plants contradictions into articles of different outlets on one story, and counts how many are found.

    python -m benchmarks.contradictions [--data FOLDER] [--list]

For each pair of events that a reader judged to be one (`benchmarks/annotations/same_event.json`), the second article is
changed in the sentence that tells it: its date is moved by at least three of its grains (every other time by a relative
phrase), what it tells is denied, or a figure that both give is changed. Found is a difference of that kind in the joint
event of the sentence. A false alarm is a contradiction between two articles as they are; they are counted per pair.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.common import SHARED, note, say, table
from benchmarks.learn_pairs import StoryPairs, stories
from timeline.comparison import DifferenceKind, compare
from timeline.comparison.learning import EventKey, differ, settled
from timeline.extraction import extract
from timeline.intervals import Bound, civil
from timeline.model import Article, Options, Timeline

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ALL = Options(detail="all")
OPENERS = frozenset(
    {"the", "a", "an", "in", "on", "at", "after", "when", "for"} | {"he", "she", "it", "they", "his", "her", "their"}
)
MOVED = 17  # days by which a day is moved


@dataclass(frozen=True)
class Plant:
    """A changed article, and what was changed in it."""

    kind: DifferenceKind
    one: EventKey
    text: str
    place: int
    how: str


def plants(one: EventKey, other: EventKey, timeline: Timeline, number: int) -> Iterator[Plant]:
    """What can be planted into the sentence of the second event."""
    text, span = timeline.articles[0].text, other.event.sentence
    said = text[span.start : span.end]

    def changed(low: int, high: int, new: str) -> str:
        return text[:low] + new + text[high:]

    phrase = _phrase(other, timeline)
    if one.dated and phrase is not None and other.begin is not None:
        low, high, old = phrase
        bare = re.search(r"\b(?:on|at|in|by|until|from)\s+$", text[:low], re.IGNORECASE)
        low = bare.start() if bare is not None else low
        day = Bound(other.begin[0] + (MOVED if number % 4 > 1 else -MOVED))
        new = _relative(day, timeline.articles[0], old) if number % 2 else _absolute(day, old)
        if new is not None:
            yield Plant(DifferenceKind.DATE, one, changed(low, high, new), span.start, f"{old} -> {new}")
    if settled(one.event.status) and settled(other.event.status) and "“" not in said and '"' not in said:
        first = said.split()[0]
        low_first = first.lower() if first.lower() in OPENERS else first
        new = f"Officials denied that {low_first}{said[len(first) :]}"
        yield Plant(DifferenceKind.STATUS, one, changed(span.start, span.end, new), span.start, "denied")
    for a in one.figures:
        for b in other.figures:
            if a.unit == b.unit and not differ(a, b):
                at = re.search(r"\d[\d,.]*\d|\d", said[b.start : b.end])
                if at is not None:
                    low = span.start + b.start + at.start()
                    new = f"{float(at[0].replace(',', '')) * 1.6:.0f}"
                    yield Plant(DifferenceKind.FIGURE, one, changed(low, low + len(at[0]), new), span.start, new)
                    return


def _phrase(key: EventKey, timeline: Timeline) -> tuple[int, int, str] | None:
    """The day that the event rests on, if it stands in its sentence."""
    span = key.event.sentence
    for time in timeline.time_expressions:
        inside = time.id in key.event.times and span.start <= time.start < span.end
        first = time.when.earliest if time.when is not None else None
        last = time.when.latest if time.when is not None else None
        if inside and first is not None and last is not None and last.day - first.day < 2:
            return time.start, time.end, time.text
    return None


def _absolute(day: Bound, old: str) -> str:
    year, month, number = civil(day.day)
    name = MONTHS[month - 1]
    return f"on {name} {number}, {year}" if old[:1].isupper() else f"on {number} {name} {year}"


def _relative(day: Bound, article: Article, old: str) -> str | None:
    """The same day as weeks from publication, roughly: three grains and more from the old one."""
    if article.published is None:
        return None
    away = day.day - article.published.day
    weeks = max(1, round(abs(away) / 7))
    name = "one week" if weeks == 1 else f"{weeks} weeks"
    return f"{name} ago" if away < 0 else f"in {name}"


def found(plant: Plant, first: Timeline, article: Article) -> bool:
    """Is a difference of the kind told of the sentence?"""
    second = extract(replace(article, text=plant.text, body=(), id=f"{article.id}x"), options=ALL)
    compared = compare([first, second])
    events = {e.id: e for e in compared.events}
    for d in compared.differences:
        here = next((events[e] for e in (d.one, d.other) if events[e].article != plant.one.event.article), None)
        told = here is not None and here.sentence.start <= plant.place + 2 and plant.place <= here.sentence.end
        if d.kind is plant.kind and told:
            return True
    return False


def measure(story: StoryPairs, read: Sequence[Timeline], listed: bool) -> tuple[Counter[str], int, int]:
    """Planted and found by kind; false alarms, and pairs of articles."""
    counts: Counter[str] = Counter()
    by_article = {t.articles[0].id: t for t in read}
    for number, (a, b) in enumerate(sorted(story.same)):
        one, other = story.keys[a], story.keys[b]
        timeline = by_article[other.event.article]
        for plant in plants(one, other, timeline, number):
            hit = found(plant, by_article[one.event.article], timeline.articles[0])
            counts[f"planted {plant.kind.value}"] += 1
            counts[f"found {plant.kind.value}"] += hit
            if listed and not hit:
                note(f"missed: {story.name}: {plant.kind.value}: {plant.how}: {one.event.label} / {other.event.label}")
    alarms = 0
    pairs = [(x, y) for n, x in enumerate(read) for y in read[n + 1 :]]
    for x, y in pairs:
        compared = compare([x, y])
        alarms += len(compared.contradictions)
        for d in compared.contradictions if listed else ():
            note(f"alarm: {story.name}: {d.kind.value}: {d.says}: {d.one} / {d.other}")
    return counts, alarms, len(pairs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "articles")
    parser.add_argument("--list", action="store_true", help="print what was missed, and every false alarm")
    given = parser.parse_args()
    rows, total, alarms, pairs = [], Counter[str](), 0, 0
    for story in stories(given.data):
        counts, wrong, many = measure(story, story.read, given.list)
        total, alarms, pairs = total + counts, alarms + wrong, pairs + many
        rows.append((story.name, *_cells(counts), wrong, many))
    rows.append(("all", *_cells(total), alarms, pairs))
    say(table(("story", "dates", "statuses", "figures", "false alarms", "pairs of articles"), rows))


def _cells(counts: Counter[str]) -> list[str]:
    return [f"{counts[f'found {k.value}']} of {counts[f'planted {k.value}']}" for k in DifferenceKind]


if __name__ == "__main__":
    main()
