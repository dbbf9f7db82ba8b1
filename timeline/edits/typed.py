"""A date as a person types it, read by the rules that read articles, measured from the article's publication date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.edits.edtf import edtf_interval
from timeline.errors import DataError, DateError, LanguageError
from timeline.expressions import languages, load_language, read_times
from timeline.intervals import Bound, Bounds, Interval
from timeline.model import AnchorKind, Article, Options, TimeExpression, TimexType
from timeline.strings import read_strings

LONGEST = 120
_REMEDY = "type a date such as 5 June 2013, early March, between 1990 and 1993, 2013-06 or 2013-06-04/2013-06-05"


@dataclass(frozen=True, slots=True)
class Typed:
    """What typed words mean: the date (None: no date), the other dates they may mean, and the words themselves."""

    words: str
    when: Interval | None
    others: tuple[Interval, ...] = ()


def typed_date(words: str, article: Article, options: Options | None = None) -> Typed:
    """Read a typed date as one of this article: relative words count from its publication date, in its language.

    Takes what the rules of time expressions read, with a word before it ("before", "since", "by", "throughout",
    "between ... and ...", "from ... to ..."), and EDTF. "no date" is None. DateError says what is not understood.
    """
    text = " ".join(words.split())
    if not text:
        raise DateError(f"no date was typed; {_REMEDY}, or no date")
    if len(text) > LONGEST:
        raise DateError(f"a date has at most {LONGEST} characters; {_REMEDY}")
    settings = options or Options()
    language = settings.language or article.language or "en"
    frames = _frames(language if language in languages() else "en")
    if text.lower() in frames["none"]:
        return Typed(text, None)
    try:
        if (plain := edtf_interval(text)) is not None:
            return Typed(text, plain)
        return _either(text, article, replace_language(settings, language), frames)
    except DateError:
        raise
    except LanguageError as error:
        raise DateError(str(error)) from None
    except ValueError as error:
        raise DateError(f"“{text}” is no date: {error}; {_REMEDY}") from None


def ready(language: str = "en") -> None:
    """Load what reading a typed date needs, for whoever wants the first to be as fast as the next."""
    if language in languages():
        load_language(language)
    _frames("en")


def replace_language(options: Options, language: str) -> Options:
    """The options with that language."""
    return Options(**{**{name: getattr(options, name) for name in _OPTIONS}, "language": language})


_OPTIONS = ("zone", "day_first", "southern", "fiscal_year_start", "week_start", "kind")


def _read(text: str, article: Article, options: Options, frames: Mapping[str, Any]) -> Typed:
    line = replace(article, id="typed", title=None, text=text, body=())
    phrases = _joined(read_times(line, options)[1])
    if not phrases:
        raise DateError(f"“{text}” is not understood as a date; {_REMEDY}")
    if len(phrases) > 2:
        raise DateError(f"“{text}” holds more than two dates; {_REMEDY}")
    stretches = [_stretch(phrase, article) for phrase in phrases]
    before = text[: phrases[0].start].strip().lower()
    behind = text[phrases[-1].end :].strip().lower()
    if len(phrases) == 2:
        between = text[phrases[0].end : phrases[1].start].strip().lower()
        relation = _of_two(frames["two"], before, between) if not behind else None
        if relation is None:
            raise DateError(f"“{text}” is not understood as one date; {_REMEDY}")
        return Typed(text, _two(relation, *stretches))
    relation = _of_one(frames, before, behind)
    if relation is None:
        raise DateError(f"“{before or behind}” is not understood here; {_REMEDY}")
    others = [reading.when for reading in phrases[0].readings if reading.when is not None]
    found = [_one(relation, one, article) for one in (stretches[0], *others)]
    return Typed(text, found[0], tuple(found[1:]))


def _either(text: str, article: Article, options: Options, frames: Mapping[str, Any]) -> Typed:
    """The date as it is written; where its words say that it is only near, wherever among them, near it.

    What is not understood with such a word may be without it ("5 June at about noon").
    """
    plain = " ".join(word for word in text.split() if word.lower() not in frames["about"])
    if plain == text:
        return _read(text, article, options, frames)
    try:
        found = _read(text, article, options, frames)
    except DateError:
        if not plain:
            raise
        found = _read(plain, article, options, frames)
    near = [_near(when) if when is not None else None for when in (found.when, *found.others)]
    return Typed(text, near[0], tuple(when for when in near[1:] if when is not None))


def _near(when: Interval) -> Interval:
    """Near it; a minute alone is taken as half an hour to either side, as the rules of time expressions do."""
    first = when.earliest
    if first is None or first.minute is None or first != when.latest:
        return replace(when, about=True)
    moment = first.day * 1440 + first.minute
    low, high = (Bound(at // 1440, at % 1440) for at in (moment - 30, moment + 30))
    return replace(Interval.within(low, high, when.grain), about=True)


def _joined(phrases: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The phrases that have a place on the calendar, and those that have none where there are no others."""
    dated = [phrase for phrase in phrases if phrase.when is not None]
    return dated if dated and len(dated) == len(phrases) else list(phrases)


def _stretch(phrase: TimeExpression, article: Article) -> Interval:
    if any(step.rule == "time.no such day" for step in phrase.derivation):
        raise DateError(f"“{phrase.text}”: that month has no such day; {_REMEDY}")
    if phrase.when is not None and phrase.type is not TimexType.SET:
        return phrase.when
    words = f"“{phrase.text}”"
    if phrase.type is TimexType.SET:
        raise DateError(f"{words} says how often, not when; {_REMEDY}")
    if phrase.anchor.kind is AnchorKind.PUBLICATION and article.published is None:
        raise DateError(f"{words} is measured from the publication date, which is not known; {_REMEDY}")
    if phrase.type is TimexType.DURATION:
        raise DateError(f"{words} says how long, not when; {_REMEDY}")
    raise DateError(f"{words} is measured from something else in a text; {_REMEDY}")


def _of_one(frames: Mapping[str, Any], before: str, behind: str) -> str | None:
    if behind:
        return _relation(frames["behind"], "words", behind) if before in ("", "on", "from", "since") else None
    return _relation(frames["one"], "words", before)


def _of_two(rows: Sequence[Mapping[str, Any]], before: str, between: str) -> str | None:
    return next((row["relation"] for row in rows if before in row["before"] and between in row["between"]), None)


def _relation(rows: Sequence[Mapping[str, Any]], key: str, words: str) -> str | None:
    return next((row["relation"] for row in rows if words in row[key]), None)


def _one(relation: str, when: Interval, article: Article) -> Interval:
    """What the words before a phrase make of its stretch; what is only near it stays so."""
    return replace(_framed(relation, when, article), about=when.about)


def _framed(relation: str, when: Interval, article: Article) -> Interval:
    low, high, grain = when.earliest, when.latest, when.grain
    match relation:
        case "throughout":
            return when
        case "before":
            edge = low.plus_days(-1) if low is not None and low.minute is None else low
            return Interval.within(None, edge, grain)
        case "by":
            return Interval.within(None, high, grain)
        case "after":
            edge = high.plus_days(1) if high is not None and high.minute is None else high
            return Interval.within(edge, None, grain)
        case "not before":
            return Interval.within(low, None, grain)
        case "since":
            now = article.published
            lasts = now if now is not None and high is not None and high <= now else low
            return Interval(Bounds(low, high), Bounds(lasts, None), grain)
        case "until":
            return Interval(Bounds(None, high), Bounds(low, high), grain)
        case _:
            return when.inside()


def _two(relation: str, first: Interval, last: Interval) -> Interval:
    about = first.about or last.about
    if relation == "between":
        return replace(Interval.within(first.earliest, last.latest, first.grain), about=about)
    begin, end = Bounds(first.earliest, first.latest), Bounds(last.earliest, last.latest)
    return Interval(begin, end, first.grain, about=about)


@cache
def _frames(language: str) -> Mapping[str, Any]:
    """The language's frames; those of English where it has none of its own. DataError where the file is wrong."""
    folder = files("timeline.edits")
    name = f"{language}/typed.yaml"
    if not folder.joinpath(name).is_file():
        name = "en/typed.yaml"
    loaded = read_strings(folder.joinpath(name).read_text(encoding="utf-8"), name)
    if not isinstance(loaded, dict) or set(loaded) != {"one", "two", "behind", "about", "none"}:
        raise DataError(f"{name}: wants one, two, behind, about and none")
    return loaded


def examples(language: str = "en") -> tuple[str, ...]:
    """The examples of the language's frames."""
    frames = _frames(language)
    return tuple(row["example"] for name in ("one", "two", "behind") for row in frames[name])
