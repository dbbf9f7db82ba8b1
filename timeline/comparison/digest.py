"""One timeline of many articles: the days of a story, each with the sentences that tell it best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from timeline.comparison.accounts import Account, account
from timeline.comparison.actor_names import Actor, actor
from timeline.comparison.actors import ActorEvent, actor_events, joined
from timeline.comparison.days import ranked_days
from timeline.comparison.story import Story, sentence_weights
from timeline.comparison.summary import source, told
from timeline.comparison.values import Digest, DigestDay, LeftOut
from timeline.errors import InputError, TimelineError
from timeline.events.given import given_candidates
from timeline.extraction import extract, mentions
from timeline.intervals import Bound
from timeline.model import Article, Options, Span, Step, Timeline

Triggers = Mapping[str, Sequence[tuple[int, int]]]
DATES = 20  # days of a digest where nobody says how many


def digest(
    articles: Iterable[Article | Timeline],
    dates: int | None = None,
    about: str | None = None,
    triggers: Triggers | None = None,
    options: Options | None = None,
    progress: Callable[[int], None] | None = None,
) -> Digest:
    """The key days of a story told by many articles, best first, or one actor's events in the order of time.

    articles: as read, or timelines already extracted. dates: how many days, 20 if not given. about: a person, firm or
    place by name; then `events` holds what it takes part in. triggers: article id to (start, end) offsets of words
    that tell of an event, for researchers who bring their own. progress: called with the number of articles read.

    An article that cannot be read (empty, another language) is named in `left_out`. InputError for wrong arguments.
    """
    if dates is not None and dates < 1:
        raise InputError(f"a digest has at least one day, not {dates}")
    settings = options or Options()
    if about is not None:
        return _about(articles, actor(about), triggers, settings, progress)
    accounts, left_out = _accounts(articles, settings, progress)
    return Digest(_days(accounts, dates or DATES), (), tuple(left_out))


def _accounts(
    articles: Iterable[Article | Timeline], options: Options, progress: Callable[[int], None] | None
) -> tuple[list[Account], list[LeftOut]]:
    found: list[Account] = []
    left_out: list[LeftOut] = []
    for number, one in enumerate(articles, start=1):
        try:
            read = one if isinstance(one, Timeline) else extract(one, events="none", options=options)
        except TimelineError as error:
            assert isinstance(one, Article)
            left_out.append(LeftOut(one.id, str(error)))
        else:
            for article in read.articles:
                own = [e for e in read.time_expressions if e.article == article.id]
                found.append(account(article, own))
        if progress is not None:
            progress(number)
    return found, left_out


def _about(
    articles: Iterable[Article | Timeline],
    who: Actor,
    triggers: Triggers | None,
    options: Options,
    progress: Callable[[int], None] | None,
) -> Digest:
    """The actor's events; articles that do not name it are not parsed."""
    found: list[ActorEvent] = []
    left_out: list[LeftOut] = []
    for number, one in enumerate(articles, start=1):
        for article in one.articles if isinstance(one, Timeline) else (one,):
            if who.named_in(article.text):
                try:
                    found += _of_article(article, who, triggers, options)
                except TimelineError as error:
                    left_out.append(LeftOut(article.id, str(error)))
        if progress is not None:
            progress(number)
    return Digest((), tuple(joined(found)), tuple(left_out))


def _of_article(article: Article, who: Actor, triggers: Triggers | None, options: Options) -> list[ActorEvent]:
    if triggers is None:
        return actor_events(mentions(article, None, options), who, {})
    given = [Span(start, end) for start, end in triggers.get(article.id, ())]
    if not given:
        return []
    analysis = mentions(article, given, options)
    spans = {(c.sentence, c.token): span for c, span in given_candidates(analysis.document, given)}
    return actor_events(analysis, who, spans)


def _days(accounts: Sequence[Account], dates: int) -> tuple[DigestDay, ...]:
    story, weights = Story(accounts), sentence_weights()
    ranked = ranked_days(story, weights)[:dates]
    best = told([day for day, _ in ranked], story, weights)
    days = []
    for day, score in ranked:
        by = len({article for article, _ in story.naming[day]})
        why = Step("comparison.day", {"articles": str(by), "sentences": str(len(story.naming[day]))})
        sentences = tuple(accounts[article].text(sentence) for article, sentence in best[day])
        sources = tuple(source(story, day, place) for place in best[day])
        days.append(DigestDay(Bound(day), sentences, sources, by, score, (why,)))
    return tuple(days)
