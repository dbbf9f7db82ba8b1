"""Times measured from another event: "two days after the vote", "a week before the bridge fell"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.detection import Candidate
from timeline.events.temporal.attachment import token_spans
from timeline.events.temporal.bounds import make
from timeline.events.temporal.durations import Length, away, length
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.intervals import Grain, Interval
from timeline.model import TimeExpression, TimexType


@dataclass(frozen=True, slots=True)
class Offset:
    """The length `expression` lies between the candidates `base` and `measured`; `after`: the base came first;
    `within`: it is that long at the most."""

    expression: int
    base: int
    measured: int
    after: bool
    within: bool = False


def offsets(
    document: Document,
    expressions: Sequence[TimeExpression],
    candidates: Sequence[Candidate],
    at: dict[tuple[int, int], int],
    words: Lexicon,
) -> list[Offset]:
    """All lengths with "after" or "before" and an event right behind them, where another event is so far away."""
    found = []
    for k, (number, inside) in token_spans(document, expressions).items():
        sentence = document.sentences[number]
        if expressions[k].type is not TimexType.DURATION or inside[-1] + 1 >= len(sentence.tokens):
            continue
        ahead = sentence.tokens[inside[0] - 1].lemma.lower() if inside[0] else ""
        connective = sentence.tokens[inside[-1] + 1]
        within = words.has("preposition.within", ahead) and words.has(
            "genitive", connective.text.lower()
        )  # "within an hour of the ruling"
        if words.has("preposition.time", ahead) and not within:  # "searched for two days before they left": how long
            continue
        relation = "after" if within else words.get("preposition.offset", connective.text.lower())
        ends = _ends(sentence, connective, frozenset(inside)) if relation is not None else None
        if ends is None:
            continue
        base = at.get((number, ends[0].index))
        measured = _above(sentence, ends[1], at)
        if base is not None and measured is not None and base != measured:
            found.append(Offset(k, base, measured, relation == "after", within))
    return found


def _ends(sentence: Sentence, connective: Token, phrase: frozenset[int]) -> tuple[Token, Token] | None:
    """The word of the event that is measured from, and the lowest word that governs the whole."""
    tokens = sentence.tokens
    head = tokens[connective.head]
    if connective.relation in ("mark", "advmod"):
        return (head, tokens[head.head]) if head.head != head.index else None
    inner = sentence.child(connective.index, "pobj", "pcomp")
    while head.index in phrase and head.head != head.index:
        head = tokens[head.head]
    return (inner, head) if inner is not None and head.index not in phrase else None


def _above(sentence: Sentence, token: Token, at: dict[tuple[int, int], int]) -> int | None:
    """The candidate at a word or the nearest above it."""
    while (sentence.index, token.index) not in at:
        if token.head == token.index:
            return None
        token = sentence.tokens[token.head]
    return at[sentence.index, token.index]


_SOON = dict.fromkeys(("PTXH", "PTXM", "PTXS"), Length(0, 0, Grain.HOUR))  # "hours after the vote"


def measured(when: Interval, e: TimeExpression, later: bool, within: bool = False) -> Interval | None:
    """The time so long after (`later`) or before another event, or at the most so long (`within`); None where the
    length is unknown."""
    span = length(e.value) or _SOON.get(e.value)
    if span is None:
        return None
    if within:
        last = away(when.end, span, e.mod, after=True).latest
        return make((when.begin.earliest, last), (when.begin.earliest, last), span.grain) if later else None
    moment = away(when.end if later else when.begin, span, e.mod, later)
    return make(moment, moment, span.grain)
