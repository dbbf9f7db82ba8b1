"""A timeline as a person reads it: entries in the order of time, with sources, reasons and corrections in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.chronological import chronological
from timeline.derivation import paragraph
from timeline.export.characters import clean, one_line, slug
from timeline.export.words import when_words
from timeline.intervals import Bound, Interval
from timeline.model import Article, Correction, Event, Reading, Span, Timeline


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its words: `number` from 1 in the order of time, `when` as a person reads it, `phrases` the time
    phrases it rests on, `sentence` on one line.
    """

    number: int
    event: Event
    article: Article
    when: str
    phrases: str
    sentence: str


def entries(timeline: Timeline) -> list[Entry]:
    """The events in the order of time, those without a date last; equal times keep the order of the timeline."""
    articles = {article.id: article for article in timeline.articles}
    said = phrases_of(timeline)
    ordered = chronological(timeline.events)
    return [
        Entry(
            number,
            event,
            articles.get(event.article, Article(event.article)),
            when_words(event.when),
            event_phrases(event, said),
            piece(articles[event.article].text, event.sentence) if event.article in articles else "",
        )
        for number, event in enumerate(ordered, start=1)
    ]


def joined(timelines: Sequence[Timeline]) -> Timeline:
    """One timeline of many: articles, phrases, events and links one after another."""
    return Timeline(
        tuple(x for one in timelines for x in one.articles),
        tuple(x for one in timelines for x in one.time_expressions),
        tuple(x for one in timelines for x in one.events),
        tuple(x for one in timelines for x in one.links),
    )


def phrases_of(timeline: Timeline) -> Mapping[tuple[str, str], str]:
    """Article's and expression's id to the words of the phrase, on one line."""
    return {(x.article, x.id): " ".join(x.text.split()) for x in timeline.time_expressions}


def event_phrases(event: Event, said: Mapping[tuple[str, str], str]) -> str:
    """The phrases an event rests on, each once, `; ` between."""
    words = [said[event.article, one] for one in event.times if (event.article, one) in said]
    return "; ".join(dict.fromkeys(words))


def piece(text: str, span: Span) -> str:
    """What stands at the span, its white space made single spaces."""
    return " ".join(text[span.start : span.end].split())


def heading(timeline: Timeline) -> str:
    """The title of the one article, or how many articles there are."""
    if len(timeline.articles) == 1:
        return one_line(timeline.articles[0].title or "") or "Untitled article"
    return f"Timeline of {len(timeline.articles)} articles"


def source(article: Article) -> str:
    """Title, outlet, day and address of an article, as far as they are known."""
    day = day_words(article.published) if article.published else "no publication date"
    parts = (article.title or "Untitled article", article.outlet, day, article.url)
    return ", ".join(one_line(part) for part in parts if part)


def day_words(day: Bound) -> str:
    """A day or minute by itself."""
    return when_words(Interval.stretch(day, day))


def note(entry: Entry) -> list[str]:
    """Sentences on where an entry's date comes from: the phrase, each step, other readings, what people changed."""
    event = entry.event
    said = [f"Time phrase: “{entry.phrases}”."] if entry.phrases else []
    others = [f"Other reading: {reading_words(reading)}." for reading in event.readings]
    return [*said, *(one_line(step) for step in paragraph(event.derivation)), *others, *map(change, event.corrections)]


def reading_words(reading: Reading) -> str:
    """Another reading in a few words."""
    return when_words(reading.when)


def change(correction: Correction) -> str:
    """What a person changed, in a sentence: the field, the program's value, the person's, who, when, and why."""
    old, new = (f"“{value}”" if value is not None else "nothing" for value in (correction.machine, correction.person))
    if correction.field in ("added", "removed", "merged", "split"):
        done = f"Event {correction.field}"
    else:
        done = f"Corrected {correction.field} from {old} to {new}"
    why = f": {correction.reason.rstrip('.')}" if correction.reason else ""
    return one_line(f"{done} by {correction.who}, {correction.at}{why}.")


def status_note(event: Event) -> str:
    """The status where it is not that the thing happened; "" else."""
    return "" if event.status.value == "happened" else event.status.value


def placed(when: Interval | None) -> tuple[Bound, Bound] | None:
    """First and last of what is known, for formats that know no open side; None where nothing is."""
    if when is None:
        return None
    known = [b for side in (when.begin, when.end) for b in (side.earliest, side.latest) if b is not None]
    if not known:
        return None
    return min(known, key=lambda bound: bound.first_minute), max(known, key=lambda bound: bound.last_minute)


def key_of(event: Event) -> str:
    """A name of the event that is its own among many articles, without white space."""
    return "_".join(clean(f"{event.article}-{event.id}").split())


def file_name(timeline: Timeline, suffix: str, title: str | None = None) -> str:
    """A name made of day and title ("2019-03-07-ferry-found.csv"), or of the days and the number of articles.

    title: of what is written, in the place of the article's, or of their number.
    """
    days = sorted(str(article.published.day_only()) for article in timeline.articles if article.published)
    if len(timeline.articles) == 1:
        parts = [*days, slug(title or timeline.articles[0].title or "") or "timeline"]
    else:
        number = f"{len(timeline.articles)}-articles"
        parts = [*dict.fromkeys([*days[:1], *days[-1:]]), slug(title or "") or number]
    return "-".join(parts) + suffix
