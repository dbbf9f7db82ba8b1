"""An invented article with a timeline made by hand: what the dashboard shows, without the extractor."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.model import (
    Anchor,
    AnchorKind,
    Article,
    Detail,
    Event,
    Link,
    Mention,
    Reading,
    Relation,
    Span,
    Status,
    Step,
    TimeExpression,
    Timeline,
    TimexType,
)

TEXT = """Harbour bridge closed after inspectors find cracks

LANTERN BAY, June 12, 2024 - The city closed the Harbour Bridge on Monday after inspectors found cracks in two of its \
piers, the mayor's office said on Wednesday.

The bridge, which opened in 1931, had been repaired in March 2013. Engineers have been measuring the piers since last \
autumn, according to a spokeswoman for the port.

"We knew nothing of any damage before the weekend," said Ida Marsh, who runs the ferry company. She denied that her \
firm had been warned in 2019.

Repairs could begin next month and will take almost a year, the council said. A hearing is planned for June 20 at \
10:30 a.m.

Share this article
Leave a Reply
"""

_B = Bound.of


def _at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def _sentence(span: Span) -> Span:
    start = max(TEXT.rfind(mark, 0, span.start) + len(mark) for mark in (". ", "\n", " - "))
    ends = [place for mark in (". ", ".\n", '," ') if (place := TEXT.find(mark, span.end)) >= 0]
    return Span(start, min(ends) + 1)


def _steps(rule: str, **arguments: str) -> tuple[Step, ...]:
    return (Step(rule, arguments),)


_EVENTS: tuple[tuple[str, str, Status, str | None, Interval | None, tuple[str, ...]], ...] = (
    ("opened", "The bridge opened", Status.HAPPENED, None,
     Interval.within(_B(1931), _B(1931, 12, 31), Grain.YEAR), ("in 1931",)),
    ("repaired", "The bridge was repaired", Status.HAPPENED, None,
     Interval.within(_B(2013, 3), _B(2013, 3, 31), Grain.MONTH), ("March 2013",)),
    ("warned", "The ferry company was warned", Status.DENIED, "Ida Marsh",
     Interval.within(_B(2019), _B(2019, 12, 31), Grain.YEAR), ("2019",)),
    ("measuring", "Engineers measure the piers", Status.ONGOING, "a spokeswoman for the port",
     Interval(Bounds(_B(2023, 9), _B(2023, 11, 30)), Bounds(_B(2024, 6, 12), None), Grain.SEASON),
     ("since last autumn",)),
    ("found", "Inspectors found cracks", Status.HAPPENED, None,
     Interval.within(_B(2024, 6, 8), _B(2024, 6, 10), Grain.VAGUE), ()),
    ("closed", "The city closed the Harbour Bridge", Status.HAPPENED, "the mayor's office",
     Interval.stretch(_B(2024, 6, 10), _B(2024, 6, 10)), ("on Monday",)),
    ("said on", "The mayor's office announced the closure", Status.HAPPENED, None,
     Interval.stretch(_B(2024, 6, 12), _B(2024, 6, 12)), ("on Wednesday",)),
    ("hearing", "A hearing on the bridge", Status.PLANNED, "the council",
     Interval.stretch(_B(2024, 6, 20, 630), _B(2024, 6, 20, 630), Grain.MINUTE), ("June 20 at 10:30 a.m.",)),
    ("begin", "Repairs begin", Status.POSSIBLE, "the council",
     Interval.within(_B(2024, 7), _B(2024, 7, 31), Grain.MONTH), ("next month",)),
    ("take", "Repairs last almost a year", Status.PLANNED, "the council", None, ("almost a year",)),
)  # fmt: skip

_PHRASES: tuple[tuple[str, TimexType, str, Interval | None], ...] = (
    ("on Monday", TimexType.DATE, "2024-06-10", Interval.stretch(_B(2024, 6, 10), _B(2024, 6, 10))),
    ("on Wednesday", TimexType.DATE, "2024-06-12", Interval.stretch(_B(2024, 6, 12), _B(2024, 6, 12))),
    ("in 1931", TimexType.DATE, "1931", Interval.stretch(_B(1931), _B(1931, 12, 31), Grain.YEAR)),
    ("March 2013", TimexType.DATE, "2013-03", Interval.stretch(_B(2013, 3), _B(2013, 3, 31), Grain.MONTH)),
    ("since last autumn", TimexType.DATE, "2023-FA",
     Interval(Bounds(_B(2023, 9), _B(2023, 11, 30)), Bounds(_B(2024, 6, 12), None), Grain.SEASON)),
    ("2019", TimexType.DATE, "2019", Interval.stretch(_B(2019), _B(2019, 12, 31), Grain.YEAR)),
    ("next month", TimexType.DATE, "2024-07", Interval.stretch(_B(2024, 7), _B(2024, 7, 31), Grain.MONTH)),
    ("almost a year", TimexType.DURATION, "P1Y", None),
    ("June 20 at 10:30 a.m.", TimexType.TIME, "2024-06-20T10:30",
     Interval.stretch(_B(2024, 6, 20, 630), _B(2024, 6, 20, 630), Grain.MINUTE)),
)  # fmt: skip


def made(
    id: str = "made",
    days: int = 0,
    title: str = "Harbour bridge closed after inspectors find cracks",
    details: Mapping[str, Detail] = MappingProxyType({}),
) -> Timeline:
    """The article and its timeline; `days` moves every date, so that several tell their story differently.

    details: of the events named by their ids; the others are shown at "standard".
    """
    published = _B(2024, 6, 12).plus_days(days)
    body_end = TEXT.index("Share this article")
    article = Article(
        id=id, title=title, text=TEXT, published=published, published_from="dateline", language="en", kind="news",
        body=(Span(0, body_end),),
    )  # fmt: skip
    said = Anchor(AnchorKind.PUBLICATION, None, published)
    phrases = []
    for number, (words, type_, value, when) in enumerate(_PHRASES, 1):
        span = _at(words, TEXT.index("firm had been") if words == "2019" else 60)
        phrases.append(
            TimeExpression(
                f"t{number}", id, span.start, span.end, words, type_, value,
                mod="LESS_THAN" if words == "almost a year" else None,
                anchor=said if words.startswith(("on", "next")) else Anchor(),
                when=_moved(when, days),
                readings=(Reading(Interval.stretch(_B(2024, 6, 17), _B(2024, 6, 17)), "2024-06-17", 0.2),)
                if words == "on Monday" else (),
                derivation=_steps("weekday-past", phrase=words, anchor=str(published)),
            )
        )  # fmt: skip
    ids = {phrase.text: phrase.id for phrase in phrases}
    events = []
    for number, (word, label, status, said_by, when, times) in enumerate(_EVENTS, 1):
        trigger = _at(word, 60)
        if word == "said on":
            trigger = Span(trigger.start, trigger.start + 4)
        sentence = _sentence(trigger)
        events.append(
            Event(
                f"e{number}", id, label, trigger, sentence, (Mention(id, trigger, sentence),),
                who=label.split(" ")[0], what=word, where="Lantern Bay" if number == 6 else None, status=status,
                said_by=said_by, attribution=(said_by,) if said_by else (), when=_moved(when, days),
                times=tuple(ids[words] for words in times), order=number, confidence=0.9 - number / 20,
                detail=details.get(f"e{number}", "standard"),
                derivation=_steps("event-in-phrase", event=word),
            )
        )  # fmt: skip
    links = (Link("e5", Relation.BEFORE, "e6", _steps("signal", word="after")),)
    return Timeline((article,), tuple(phrases), tuple(events), links)


def _moved(when: Interval | None, days: int) -> Interval | None:
    if when is None or not days:
        return when

    def side(bounds: Bounds) -> Bounds:
        low, high = (bound.plus_days(days) if bound else None for bound in (bounds.earliest, bounds.latest))
        return Bounds(low, high)

    return Interval(side(when.begin), side(when.end), when.grain)
