"""What dates in brackets and at the head of a chronology's entries are said of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.grammar import Document, Sentence
from timeline.grammar.verb_groups import is_verb
from timeline.model import TimeExpression


@dataclass(frozen=True, slots=True)
class Attachment:
    """A time phrase on a candidate (by its number). `distance` counts the words climbed: 0 is the word itself. heads:
    it heads the entry of a chronology that the candidate is told in."""

    expression: int
    candidate: int
    preposition: str
    distance: int
    fronted: bool
    heads: bool = False


LIFE = "life"  # stands for the preposition of a date in brackets behind a name


def lifetime(sentence: Sentence, inside: list[int], times: set[int]) -> int | None:
    """The word before brackets that hold two dates or one with a dash ("The composer (1810-1849)", "(r. 1327-77)"):
    they are the dates of who or what is named there. times: the tokens of all time phrases of the sentence."""
    tokens = sentence.tokens
    first, last = inside[0], inside[-1]
    while first > 0 and tokens[first].text != "(" and inside[0] - first < _IN_BRACKETS:
        first -= 1
    while last < len(tokens) and tokens[last].text != ")" and last - inside[-1] < _IN_BRACKETS:
        last += 1
    if not first or last >= len(tokens) or tokens[first].text != "(" or tokens[last].text != ")":
        return None
    rest = [tokens[i].text.lower() for i in range(first + 1, last) if i not in times]
    dashed = any(mark in tokens[i].text for i in range(first + 1, last) for mark in "-–—")
    words = (text.strip(".") for text in rest if any(c.isalpha() for c in text))
    return first - 1 if dashed and all(sentence.words.has("word.life", word) for word in words) else None


_IN_BRACKETS = 8  # tokens of two full dates


_NEAR = 6  # characters of the mark behind the head of an entry
_FEW = 4  # sentences under a head that are all told for its sake
_LOOSE = 4  # words climbed from the head of an entry to what a later sentence of it tells


def told_in_entries(
    document: Document, expressions: Sequence[TimeExpression], owner: Mapping[tuple[int, int], int]
) -> Iterator[Attachment]:
    """What each sentence of an entry mainly tells, with the date at its head: "Jan. 5: The quay collapses. Two die."

    An entry is the paragraph behind its date; what stands alone on its line heads all paragraphs to the next head.
    """
    starts = [s.span.start for s in document.sentences]
    heads = [(n, e) for n, e in enumerate(expressions) if e.start in document.heads]
    for k, (n, e) in enumerate(heads):
        end = heads[k + 1][1].start if k + 1 < len(heads) else None
        first = bisect_left(starts, e.end)
        last = bisect_left(starts, end) if end is not None else len(starts)
        below = document.sentences[first:last]
        if not below:
            continue
        beside = below[0].span.start - e.end <= _NEAR
        own = [s for s in below if not beside or s.paragraph == below[0].paragraph]
        for i, sentence in enumerate(own):
            told = _mainly(sentence, owner)
            if told is not None:
                yield Attachment(n, told[0], "", _LOOSE if i else 0, True, heads=told[1] and len(own) <= _FEW)


def _mainly(sentence: Sentence, owner: Mapping[tuple[int, int], int]) -> tuple[int, bool] | None:
    """The candidate a sentence mainly tells, the highest verb, else the first noun; and whether it is a verb."""
    inside = [t.index for t in sentence.tokens if (sentence.index, t.index) in owner]
    verbs = [i for i in inside if is_verb(sentence.tokens[i])]
    best = min(verbs, key=lambda i: (len(list(sentence.ancestors(i))), i)) if verbs else next(iter(inside), None)
    return (owner[sentence.index, best], bool(verbs)) if best is not None else None
