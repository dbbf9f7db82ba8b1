"""A timeline that is hard to export: before Christ, open, vague, of minutes, with markup, formulas, tags, no date."""

from __future__ import annotations

from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.model import Article, Correction, Event, Reading, Span, Status, Step, TimeExpression, Timeline, TimexType

TEXT = (
    "In 2019 <b>the dam</b> & the #mill burst.\n\n=SUM(A1:A9) was found at 18:30. 2020: it rained [once](x).\x0b End."
)
_BURST, _FOUND, _RAIN = Span(0, 42), Span(44, 76), Span(77, 103)
FORMULA = "=cmd|' /C calc'!A0"
SCRIPT = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"


def _within(low: str | None, high: str | None, grain: Grain = Grain.DAY) -> Interval:
    return Interval.within(Bound.parse(low) if low else None, Bound.parse(high) if high else None, grain)


def hard() -> Timeline:
    """Two articles, eleven events; the second article has no title, date or address."""
    first = Article(
        "one", f"Dam & mill {SCRIPT}", TEXT, "https://paper.example/dam?a=1&b=2", Bound.parse("2020-03-02"),
        zone="Europe/Berlin", outlet="The Daily <i>Mill</i>",
    )  # fmt: skip
    second = Article("two", None, "Caesar was killed. The comet stays.")
    phrase = TimeExpression("one-t1", "one", 3, 7, "2019", TimexType.DATE, "2019", when=_within("2019-01-01", None))
    minute = Interval.stretch(Bound.parse("2020-03-01T18:30"), Bound.parse("2020-03-01T19:15"), Grain.MINUTE)
    around = Interval(
        Bounds(Bound.parse("2019-04-01"), Bound.parse("2019-04-30")),
        Bounds(Bound.parse("2019-06-05"), Bound.parse("2019-06-30")),
        Grain.MONTH,
    )
    change = Correction("when", "2018", "2019", "Ann <Lee>", "2026-03-01T09:00:00Z", "read it | twice")
    year = _within("2019-01-01", "2019-12-31", Grain.YEAR)
    span, read = Span(8, 21), (Reading(year, "2019", 0.3),)
    why = (Step("table", {"text": "2019 says when: *so*."}),)
    over = Interval.stretch(Bound.parse("2020-02-28T22:00"), Bound.parse("2020-03-01T02:00"))
    caesar, comet = (Span(0, 6), Span(0, 18)), (Span(19, 28), Span(19, 35))
    found, rain = (_FOUND, _FOUND), (_RAIN, _RAIN)
    events = (
        Event(
            "e1", "one", f"the dam & the #mill burst {SCRIPT}", span, _BURST, when=year, times=("one-t1",),
            readings=read, derivation=why, confidence=0.8, corrections=(change,), said_by="=the mayor",
            where="+the mill",
        ),
        Event("e2", "one", FORMULA, *found, status=Status.PLANNED, when=minute, order=1),
        Event("e3", "one", "2020: it rained [once](x) #wet @home", *rain, status=Status.DENIED, when=around, order=2),
        Event("e4", "one", "before\tthe war", *rain, when=_within(None, "1939-08-31"), order=3),
        Event("e5", "one", "ever after", *rain, status=Status.ONGOING, when=_within("2020-01-01", None), order=4),
        Event("e6", "one", "some day", *rain, status=Status.POSSIBLE, order=5),
        Event("e7", "one", "some time", *rain, when=_within(None, None), order=6),
        Event("e1", "two", "Caesar was killed", *caesar, when=_within("-0043-03-15", "-0043-03-15")),
        Event("e2", "two", "The republic", *caesar, when=_within("-0508-01-01", "-0026-12-31"), order=1),
        Event("e3", "two", "// the comet stays", *comet, when=_within("0900-05-01", "0900-05-31"), order=2),
        Event("e4", "two", "Over 22 hours\x00\x0b", *comet, when=over, order=3),
    )  # fmt: skip
    return Timeline((first, second), (phrase,), events)
