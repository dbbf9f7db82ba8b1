"""From an article to its time expressions: tokens, chart, senses in text order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from timeline.errors import LanguageError
from timeline.expressions.context import Context
from timeline.expressions.grammar import DeclinedError, Edge, Grammar, load_grammar
from timeline.expressions.grammar import Sense as Call
from timeline.expressions.kind import see_kind
from timeline.expressions.matcher import Chart
from timeline.expressions.operators import OPERATORS
from timeline.expressions.operators.units import GRAINS, span
from timeline.expressions.schedule import ends_sentence, months_bare
from timeline.expressions.sense import Sense, Stamp, time_step
from timeline.expressions.tense import tense_of
from timeline.expressions.tokens import Tokens, tokenise
from timeline.intervals import Bound, CalendarError, Grain, Interval, OrderError
from timeline.model import Anchor, AnchorKind, Article, Options, Span, TimeExpression, TimexType
from timeline.reading.body import captions_of

HERE = Path(__file__).parent
_REACH = 8  # tokens between a time and the day behind it
_BREAKS = frozenset(".!?;:,()")
TOPS = frozenset({"date", "time", "times", "duration", "set", "none"})


def languages(folder: Path = HERE) -> tuple[str, ...]:
    """Codes of the languages there are folders for."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/lexicon.yaml")))


@cache
def load_language(code: str, folder: Path = HERE) -> Grammar:
    """The grammar of a language; LanguageError where it has no folder, DataError where a file is wrong."""
    if code not in languages(folder):
        raise LanguageError(f"no language folder {code!r}; there are: {', '.join(languages(folder))}")
    return load_grammar(folder / code, OPERATORS, TOPS)


def find_expressions(article: Article, options: Options, folder: Path = HERE) -> tuple[TimeExpression, ...]:
    """All time expressions of an article's body, in text order.

    Phrases that an event must place (bare durations, "two days after the vote") have `when` None and an anchor of
    kind event. Without publication date relative phrases have `when` None and say so in their derivation.
    """
    return read_times(article, options, folder)[1]


def read_times(article: Article, options: Options, folder: Path = HERE) -> tuple[Article, tuple[TimeExpression, ...]]:
    """The article with the kind it was read as (news or history), and its time expressions."""
    grammar = load_language(options.language or article.language or "en", folder)
    spans = article.body or (Span(0, len(article.text)),)
    tokens = tokenise(article.text, spans)
    kind = options.kind or article.kind or see_kind(tokens, grammar, article.published)
    chart = Chart(grammar, tokens, kind)
    chart.fill()
    context = Context(grammar, tokens, options, kind, article.published, article.zone or options.zone)
    asides = asides_of(grammar)
    shorts = frozenset(map(str, grammar.lists.get("short_months", ())))
    bare = months_bare(tokens, shorts)
    captions = captions_of(article.text, article.body)
    found: list[TimeExpression] = []
    last_told: tuple[int, int, Sense] | None = None  # first and last token of the phrase before, and what it means
    matches = [edge for edge in chart.best() if edge.rule.kind != "none"]
    for number, edge in enumerate(matches):
        following = matches[number + 1] if number + 1 < len(matches) else None
        context.ahead = partial(_day_ahead, context, edge, following) if edge.rule.kind in ("time", "times") else None
        for first, last, sense in _senses(context, tokens, edge):
            name = f"{article.id}.t{len(found) + 1}"
            ended = _up_to(grammar, tokens, last_told, first, sense)
            if ended is not None:
                found[-1] = replace(
                    found[-1],
                    when=ended,
                    anchor=Anchor(AnchorKind.EXPRESSION, name, ended.latest),
                    derivation=(found[-1].derivation[0], time_step("up to", date=_words(article, tokens, first, last))),
                )
            found.append(_expression(article, tokens, (shorts, bare), (first, last), sense, edge, name))
            last_told = first, last, sense
            aside = kind == "news" and first > 0 and tokens.low[first - 1] in asides
            if not _within(captions, tokens.start[first]) and not (aside and _compared(grammar, tokens, first - 1)):
                context.tell(sense, name, first)
    return replace(article, kind=kind), tuple(found)


def _within(spans: Sequence[Span], at: int) -> bool:
    """Does the place lie in one of the spans, which are in text order?"""
    number = bisect_right(spans, at, key=lambda span: span.start) - 1
    return number >= 0 and at < spans[number].end


def _day_ahead(context: Context, edge: Edge, following: Edge | None) -> Sense | None:
    """The day that the clause of a time names behind it: "at 7 p.m. in the old hall on Friday"."""
    tokens, lists = context.tokens, context.grammar.lists
    if following is None or (following.listed() is not None and following.rule.kind != "times"):
        return None
    between = range(edge.last, following.first)
    joined = tokens.low[edge.last] in joints_of(context.grammar) if between else False
    fronted = tokens.low[following.first - 1] in (lists["dangling"] if joined else lists["tense"]["fronts"])
    if not 1 < len(between) <= _REACH or not fronted or (following.rule.kind == "date") == joined:
        return None  # "at 0215hrs and again at 1130hrs on Tuesday"
    if context.same_sentence() or any(tokens.gap[i] == 2 for i in (*between, following.first)):
        return None
    tense = tense_of(context.grammar)
    if any(tokens.low[i] in _BREAKS or tense.of(tokens, i) is not None for i in between):
        return None
    ahead, context.ahead = context.ahead, None
    context.move(following.first, following.last)
    stamps = [part for part in following.captures.values() if isinstance(part, Edge) and part.rule.kind == "stamp"]
    own = stamps[-1].sense(context) if joined and stamps else None
    sense = own.on if isinstance(own, Stamp) else None
    if not joined:
        sense = _made(following.rule.sense, context, following.captures)
    context.move(edge.first, edge.last)
    context.ahead = ahead
    return sense if sense is not None and sense.cell is not None and sense.cell.grain is Grain.DAY else None


def _up_to(
    grammar: Grammar, tokens: Tokens, told: tuple[int, int, Sense] | None, first: int, date: Sense
) -> Interval | None:
    """ "the three months to June": a definite length whose end is the date behind it lies right before that end."""
    if told is None or date.cell is None:
        return None
    between, sense = tokens.low[told[1] : first], told[2]
    if sense.type is not TimexType.DURATION or sense.length is None or sense.when is not None or len(between) != 1:
        return None
    enders, definite = (frozenset(map(str, grammar.lists.get(name, ()))) for name in ("enders", "definite"))
    if between[0] not in enders or tokens.low[told[0]] not in definite:
        return None
    begin, unit = span(sense.length, date.cell.last + 1, -1)[0], sense.length.parts[-1][1]
    whole = begin <= date.cell.last
    return Interval.stretch(Bound(begin), Bound(date.cell.last), GRAINS.get(unit, Grain.DAY)) if whole else None


def _senses(context: Context, tokens: Tokens, edge: Edge) -> list[tuple[int, int, Sense]]:
    """The senses of a match with their tokens: one, or one for each part of a list or range."""
    whole = edge.listed()
    if whole is None:
        context.move(edge.first, edge.last)
        sense = _made(edge.rule.sense, context, edge.captures)
        return [(edge.first, edge.last, sense)] if sense is not None else []
    found = []
    context.move(whole.first, whole.last)  # the tense is that of the whole: "from 11am on Thursday until 1am"
    told = context.focus, context.focus_id, context.focus_token
    for (first, last), (name, call) in zip(_pieces(context, tokens, whole), whole.rule.split, strict=False):
        part = whole.captures.get(name)
        inner = part.listed() if isinstance(part, Edge) else None
        if inner is not None:  # "5, 6 and 7 May 2019": what is said of the list is said of each
            parts = _senses(context, tokens, inner)
            ends = [*(f for f, _, _ in parts[1:]), last + 1][: len(parts)]
            for (f, t, each), following in zip(parts, ends, strict=True):
                sense = _made(call, context, {**whole.captures, name: each})
                if sense is not None:
                    found.append((f, t if following <= last else last, sense))
            continue
        sense = _made(call, context, whole.captures)
        if sense is None:
            continue
        found.append((first, last, sense))
        if whole.rule.kind == "times" and sense.cell is not None and sense.anchor.kind is not AnchorKind.EXPRESSION:
            context.focus, context.focus_id, context.focus_token = (
                sense,
                None,
                last,
            )  # "6 p.m. on 3 May to 5 a.m. on the 5th"
    context.focus, context.focus_id, context.focus_token = told
    return found


def _pieces(context: Context, tokens: Tokens, edge: Edge) -> list[tuple[int, int]]:
    """First and last token of each part of a list or range: what stands between the joints that no part holds.

    Where no joint stands before a part that is a phrase of its own ("overnight Monday") it begins with that phrase.
    """
    joints = joints_of(context.grammar)
    parts = {name: part for name, part in edge.captures.items() if isinstance(part, Edge)}
    inside = {i for part in parts.values() for i in range(part.first, part.last)}
    starts = {parts[name].first for name, _ in edge.rule.split[1:] if name in parts}
    pieces: list[tuple[int, int]] = []
    begin = edge.first
    for i in range(edge.first, edge.last):
        joint = i not in inside and tokens.low[i] in joints
        if i == begin:  # "3, 4, and 6" has two joints in a row
            begin += joint
        elif (joint or i in starts) and len(pieces) < len(edge.rule.split) - 1:
            pieces.append((begin, i))
            begin = i + joint
    dangling = {*context.grammar.lists.get("dangling", ()), *context.grammar.lists.get("enders", ())}
    trimmed = [(first, last - (last - first > 1 and tokens.low[last - 1] in dangling)) for first, last in pieces]
    return [*trimmed, (begin, edge.last)]


def _compared(grammar: Grammar, tokens: Tokens, at: int) -> bool:
    """Do the words before compare: "the most", "its lowest level", "the first time"?"""
    words = frozenset(map(str, grammar.lists.get("superlatives", ())))
    ending = str(grammar.lists.get("superlative_ending", "\0"))
    before = tokens.low[max(0, at - 5) : at]
    return any(word in words or (word.endswith(ending) and len(word) > len(ending) + 1) for word in before)


@cache
def asides_of(grammar: Grammar) -> frozenset[str]:
    """Words after which a date is told in passing, from the language folder."""
    return frozenset(str(word) for word in grammar.lists.get("asides", ()))


@cache
def joints_of(grammar: Grammar) -> frozenset[str]:
    """What stands between the parts of a list or range, from the language folder."""
    return frozenset(str(word) for word in grammar.lists.get("joints", ()))


def _made(call: Call | None, context: Context, captures: Mapping[str, Any]) -> Sense | None:
    """What a call makes of a match: None where an operator declines; an unplaced DATE beyond the calendar's years, and
    where its bounds contradict each other."""
    try:
        made = call(context, captures) if call is not None else None
    except DeclinedError:
        return None
    except OrderError:
        return Sense(TimexType.DATE, "XXXX").because("no order")
    except (CalendarError, OverflowError):
        return Sense(TimexType.DATE, "XXXX").because("beyond calendar")
    return made if isinstance(made, Sense) else None


def _named(edge: Edge) -> str:
    """The rule to show: the one that does the work, where others only pass it on."""
    while edge.rule.passes:
        inner = next((part for part in edge.captures.values() if isinstance(part, Edge)), None)
        if inner is None:
            break
        edge = inner
    return edge.rule.name


def _words(article: Article, tokens: Tokens, first: int, last: int) -> str:
    return " ".join(article.text[tokens.start[first] : tokens.end[last - 1]].split())


def _expression(
    article: Article,
    tokens: Tokens,
    months: tuple[frozenset[str], bool | None],
    span: tuple[int, int],
    sense: Sense,
    edge: Edge,
    name: str,
) -> TimeExpression:
    first, last = span
    start, end = tokens.start[first], tokens.end[last - 1 - ends_sentence(tokens, first, last, *months)]
    rule = time_step("rule", name=_named(edge), phrase=_words(article, tokens, first, last))
    when = sense.when
    if when is not None and sense.mod == "APPROX":
        when = replace(when, about=True)
    return TimeExpression(
        name,
        article.id,
        start,
        end,
        article.text[start:end],
        TimexType(sense.type),
        sense.value,
        sense.mod,
        sense.quant,
        sense.freq,
        sense.begin_point,
        sense.end_point,
        sense.anchor,
        when,
        sense.others,
        (rule, *sense.steps),
    )
