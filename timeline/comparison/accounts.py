"""What an article says of which day, in short: the compact form in which many articles are compared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.grammar.sentences import sentence_spans
from timeline.intervals import Interval
from timeline.model import Article, Span, TimeExpression, TimexType

_SPAN = 3  # days that a stretch may be long to be a stretch of days: a weekend, "Monday to Wednesday"


@dataclass(frozen=True, slots=True)
class DayMention:
    """A sentence that speaks of a day (its ordinal). dated: the phrase names the day and month by itself. weight: the
    share of the phrase that is this day's, 1 where it means this day alone. phrase: id of the time expression."""

    day: int
    sentence: int
    dated: bool
    weight: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Account:
    """An article with its sentences, the days it speaks of, and the ordinal of its publication day (None: unknown)."""

    article: Article
    published: int | None
    sentences: tuple[Span, ...]
    days: tuple[DayMention, ...]

    def text(self, sentence: int) -> str:
        """The words of a sentence, blanks made single."""
        span = self.sentences[sentence]
        return " ".join(self.article.text[span.start : span.end].split())


def account(article: Article, expressions: Sequence[TimeExpression]) -> Account:
    """The compact form of an article that has been read."""
    sentences = sentence_spans(article)
    starts = [s.start for s in sentences]
    found = []
    for one in expressions:
        at = bisect_right(starts, one.start) - 1
        if at < 0 or one.when is None or one.start >= sentences[at].end:
            continue
        days = _days(one.when, one.type)
        own = one.text[:1].isupper() or any(c.isdigit() for c in one.text)
        dated = own and any(c.isdigit() for c in one.text) and one.type is TimexType.DATE
        found += [DayMention(day, at, dated, 1 / len(days), one.id) for day in days]
    published = article.published.day if article.published is not None else None
    return Account(article, published, sentences, tuple(found))


def _days(when: Interval, kind: TimexType) -> list[int]:
    """The days a phrase speaks of: one, the days of a short stretch, the first and last day of a long one."""
    first, last = when.earliest, when.latest
    if first is None or last is None or when.grain.value == "vague":
        return []
    if last.day - first.day < _SPAN:
        return list(range(first.day, last.day + 1))
    exact = when.begin.exact and when.end.exact and when.grain.value == "day"
    return [first.day, last.day] if exact else []
