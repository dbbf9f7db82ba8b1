"""From an article to its time expressions: tokens, chart, senses in text order."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from timeline.errors import LanguageError
from timeline.expressions.context import Context
from timeline.expressions.grammar import DeclinedError, Edge, Grammar, load_grammar
from timeline.expressions.grammar import Sense as Call
from timeline.expressions.kind import see_kind
from timeline.expressions.matcher import Chart, Tokens, tokenise
from timeline.expressions.operators import OPERATORS
from timeline.expressions.operators.units import GRAINS, span
from timeline.expressions.sense import Sense, time_step
from timeline.intervals import Bound, CalendarError, Grain, Interval
from timeline.model import Anchor, AnchorKind, Article, Options, Span, TimeExpression, TimexType

HERE = Path(__file__).parent
TOPS = frozenset({"date", "time", "duration", "set", "none"})


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
    found: list[TimeExpression] = []
    last_told: tuple[int, int, Sense] | None = None  # first and last token of the phrase before, and what it means
    for edge in chart.best():
        if edge.rule.kind == "none":
            continue
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
            found.append(_expression(article, tokens, first, last, sense, edge, name))
            last_told = first, last, sense
            aside = kind == "news" and first > 0 and tokens.low[first - 1] in asides
            if not (aside and _compared(grammar, tokens, first - 1)):
                context.tell(sense, name)
    return replace(article, kind=kind), tuple(found)


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
    if not edge.rule.split:
        context.move(edge.first, edge.last)
        sense = _made(edge.rule.sense, context, edge)
        return [(edge.first, edge.last, sense)] if sense is not None else []
    start = edge.first
    first_part = edge.captures.get(edge.rule.split[0][0])
    if isinstance(first_part, Edge):
        start = first_part.last
    joints = joints_of(context.grammar)
    pieces: list[tuple[int, int]] = []
    begin = edge.first
    for i in range(start, edge.last):
        if tokens.low[i] in joints and len(pieces) < len(edge.rule.split) - 1 and i > begin:
            pieces.append((begin, i))
            begin = i + 1
        elif tokens.low[i] in joints and i == begin:  # "3, 4, and 6" has two joints in a row
            begin = i + 1
    pieces.append((begin, edge.last))
    found = []
    for (first, last), (_, call) in zip(pieces, edge.rule.split, strict=False):
        context.move(first, last)
        sense = _made(call, context, edge)
        if sense is not None:
            found.append((first, last, sense))
    return found


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


def _made(call: Call | None, context: Context, edge: Edge) -> Sense | None:
    """What a call makes of a match: None where an operator declines, an unplaced DATE beyond the calendar's years."""
    try:
        made = call(context, edge.captures) if call is not None else None
    except (CalendarError, OverflowError):
        return Sense(TimexType.DATE, "XXXX").because("beyond calendar")
    except DeclinedError:
        return None
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
    article: Article, tokens: Tokens, first: int, last: int, sense: Sense, edge: Edge, name: str
) -> TimeExpression:
    start, end = tokens.start[first], tokens.end[last - 1]
    rule = time_step("rule", name=_named(edge), phrase=_words(article, tokens, first, last))
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
        sense.when,
        sense.others,
        (rule, *sense.steps),
    )
