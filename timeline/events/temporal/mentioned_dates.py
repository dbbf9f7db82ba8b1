"""What days the text tells: those of each sentence, the last before it, the first of all, those of a word elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.events.temporal.attachment import token_spans
from timeline.events.temporal.context import Anchored, TemporalContext
from timeline.events.temporal.prepositions import evening
from timeline.intervals import Bound, Grain, Interval
from timeline.model import TimexType


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of the calendar a phrase names: the phrase (by number), its sentence, its tokens, its first word."""

    expression: int
    sentence: int
    tokens: tuple[int, ...]
    when: Interval


@dataclass(frozen=True, slots=True)
class MentionedDates:
    """`ages` of each phrase in words, `inside` those of each sentence, `marks` of each sentence, the past mark told
    `first` and `last` before a sentence; `news`: the day, not long before publication, of which the title or the first
    sentences tell; `words`: lemma or class of near-synonyms to the time it has elsewhere;
    `days`: which of the days around publication the text names."""

    published: Bound | None
    ages: Sequence[str]
    inside: Mapping[int, tuple[str, ...]]
    marks: Mapping[int, tuple[DateMention, ...]]
    first: DateMention | None
    last: Mapping[int, DateMention | None]
    news: DateMention | None
    words: Mapping[str, tuple[tuple[int, Interval], ...]]
    days: tuple[str, ...]

    def age(self, mark: DateMention) -> str:
        """How long before publication a mark lies, in words."""
        return self.ages[mark.expression]

    def elsewhere(self, context: TemporalContext, n: int) -> Interval | None:
        """The time that another mention of the same word has by a phrase of its own, the nearest in the text."""
        lemma = context.lemma(n)
        if context.words.has("verb.report", lemma) or context.words.has("noun.weak", lemma):
            return None
        found = [(abs(m - n), m, w) for k in context.words.kinds(lemma) for m, w in self.words.get(k, ()) if m != n]
        return min(found, key=lambda f: f[:2])[2] if found else None


def mentioned_dates(context: TemporalContext, anchored: Sequence[Anchored]) -> MentionedDates:
    """What the phrases of the text say, seen from publication; `anchored`: the times of the events by the rules."""
    now = context.published
    ages, whens = [], [evening(e, e.when, context.words) if e.when is not None else None for e in context.expressions]
    for e, when in zip(context.expressions, whens, strict=True):
        low = when.earliest if when is not None else None
        high = when.latest if when is not None else None
        name = _age(low, high, now)
        ages.append(name if e.type in (TimexType.DATE, TimexType.TIME) else f"{e.type.value.lower()} {name}")
    inside: dict[int, list[str]] = {s.index: [] for s in context.document.sentences}
    marks: dict[int, list[DateMention]] = {s.index: [] for s in context.document.sentences}
    for k, (at, tokens) in token_spans(context.document, context.expressions).items():
        e, when = context.expressions[k], whens[k]
        if ages[k] not in inside[at]:
            inside[at].append(ages[k])
        whole = when is not None and when.earliest is not None and when.latest is not None
        if whole and when is not None and e.type is not TimexType.SET and not e.value.endswith("_REF"):
            marks[at].append(DateMention(k, at, tuple(tokens), when))
    first: DateMention | None = None
    last: dict[int, DateMention | None] = {}
    current: DateMention | None = None
    for s in context.document.sentences:
        last[s.index] = current
        for mark in marks[s.index]:
            high = mark.when.latest
            if now is not None and high is not None and high.day < now.day:
                current = mark
                first = first or mark
    words: dict[str, list[tuple[int, Interval]]] = {}
    for n, a in enumerate(anchored):
        low, high = (a.when.earliest, a.when.latest) if a.when is not None and a.times else (None, None)
        whole = a.when is not None and low is not None and high is not None
        if a.when is not None and whole and a.when.grain.rank <= Grain.MONTH.rank and not _is_another(context, n):
            for kind in context.words.kinds(context.lemma(n)):
                words.setdefault(kind, []).append((n, a.when))
    return MentionedDates(
        now,
        ages,
        {s: tuple(a) for s, a in inside.items()},
        {s: tuple(m) for s, m in marks.items()},
        first,
        last,
        _news(context, marks, now),
        {k: tuple(w) for k, w in words.items()},
        tuple(_names(marks, now)) or ("names neither day",),
    )


def _is_another(context: TemporalContext, n: int) -> bool:
    """ "An earlier truce", "a second blast": its day is not that of the others of its kind."""
    marks = context.sentence(n).children(context.candidates[n].core, "amod", "det")
    return any(context.words.has("modifier.other", c.text.lower()) for c in marks)


_RECENT, _OPENING = 7, 4  # days before publication; sentences, a title line among them


def _news(
    context: TemporalContext, marks: Mapping[int, Sequence[DateMention]], now: Bound | None
) -> DateMention | None:
    """The first day of the last week that the opening names."""
    for sentence in context.document.sentences[:_OPENING]:
        for mark in marks[sentence.index]:
            low, high = mark.when.earliest, mark.when.latest
            if now is None or low is None or high is None or high.day - low.day > 1:
                continue
            if 0 <= now.day - low.day <= _RECENT:
                return mark
    return None


def _names(marks: Mapping[int, Sequence[DateMention]], now: Bound | None) -> list[str]:
    """ "said on Tuesday" in a report of Tuesday, "on Monday" in one of Tuesday: wire and morning paper."""
    every = (m.when for s in marks.values() for m in s)
    exact = [w.earliest for w in every if w.earliest == w.latest or w.grain is Grain.MINUTE]  # "about 7 p.m." too
    days = {day.day - now.day for day in exact if day is not None and now is not None}
    return [name for d, name in ((0, "names the day of publication"), (-1, "names the day before")) if d in days]


def nearest(told: MentionedDates, context: TemporalContext, n: int) -> DateMention | None:
    """The mark of its sentence that stands nearest to a candidate and is not its own."""
    candidate = context.candidates[n]
    own = {a.expression for a in context.own.get(n, ())}
    rest = [m for m in told.marks[candidate.sentence] if m.expression not in own]
    return min(rest, key=lambda m: min(abs(i - candidate.token) for i in m.tokens)) if rest else None


def _age(low: Bound | None, high: Bound | None, now: Bound | None) -> str:
    if now is None or (low is None and high is None):
        return "no day"
    if low is not None and low.day > now.day:
        return "the future"
    if high is None or high.day >= now.day:
        return "publication day" if low is not None and low.day == now.day else "a stretch up to now"
    days = now.day - high.day
    return next((name for most, name in _AGES if days <= most), "long ago")


_AGES = ((1, "the day before"), (6, "days before"), (40, "weeks before"), (400, "months before"))
