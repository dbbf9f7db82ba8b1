"""What a label that would say too little takes back from its sentence: where it was, why, and that it was so again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.entities.agreement import is_pronoun
from timeline.events.labels.complements import needs_content, tells_which
from timeline.events.labels.constituents import clause
from timeline.events.labels.references import LabelContext, Piece, reference
from timeline.grammar import Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import lexicon
from timeline.grammar.quotations import has_marks

_ENOUGH = 6  # words that mostly tell a stranger what happened
_LONGEST = 12
_LONGEST_CLAUSE = 9
_LONGEST_WHICH = 5
_LATE = 1000  # behind all that stands in the sentence


def completed(context: LabelContext, verb: Token, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with others added, each whole, while the label has fewer than six words."""
    found = [*pieces, *_again(context, verb)]
    if _size(found) < _ENOUGH:
        found = [_by_name(context, verb, p) for p in found]
    for piece in (*_which(context, verb), *_where(context, verb), *_why(context, verb)):
        if _size(found) >= _ENOUGH:
            break
        if _size([*found, piece]) <= _LONGEST:
            found.append(piece)
    return found


def _size(pieces: Sequence[Piece]) -> int:
    return len(" ".join(p.text for p in pieces).split())


def _by_name(context: LabelContext, verb: Token, piece: Piece) -> Piece:
    """ "Patched the levee": the object by the longer name the text gave it."""
    thing = context.sentence.child(verb.index, "dobj")
    if thing is None or piece.at != thing.index or len(piece.text.split()) > 1:
        return piece
    return replace(piece, text=piece.text)


def _which(context: LabelContext, verb: Token) -> Iterator[Piece]:
    """ "A board led by a retired engineer was named": the clause that says which, behind its noun."""
    doer = subject(context.sentence, verb.index)
    if doer is None or doer.index > verb.index or doer.index in context.hidden:
        return
    for c in context.sentence.children(doer.index, "acl", "relcl"):
        inside = context.sentence.subtree(c.index)
        if doer.index < c.index < verb.index and verb.index not in inside and tells_which(context, c):
            text = " ".join(p.text for p in clause(context, c, 1, 1))
            if len(text.split()) <= _LONGEST_WHICH and context.sentence.child(c.index, "conj") is None:
                yield Piece(2, -1, text)


def _again(context: LabelContext, verb: Token) -> Iterator[Piece]:
    """ "The two sides will meet again"."""
    for c in context.sentence.children(verb.index, "advmod"):
        if c.text.lower() == "again" and verb.index < c.index <= verb.index + 3 and not c.children:
            yield Piece(2, c.index, c.text)


def _where(context: LabelContext, verb: Token) -> Iterator[Piece]:
    """ "In Lund the harvest failed", "the bridge, where a barge hit a pier": the place, which stands before."""
    sentence = context.sentence
    first = sentence.tokens[verb.head] if verb.relation == "conj" else verb
    if any(c.text.lower() == "where" for c in sentence.children(first.index, "advmod")) and first.relation == "relcl":
        place = sentence.tokens[first.head]
        over = sentence.tokens[place.head]
        said = over.text.lower() if place.relation == "pobj" else ""
        at = said if lexicon().has("preposition.inside", said) else "in" if place.entity == "GPE" else "at"
        if place.index not in context.hidden and _is_place(place) and (text := reference(context, place.index)):
            yield Piece(3, _LATE, f"{at} {text}")
    doer = subject(sentence, verb.index)
    for c in sentence.children(verb.index, "prep"):
        place = sentence.child(c.index, "pobj") or c
        ahead = c.index < verb.index and (doer is None or c.index < doer.index)
        if ahead and lexicon().has("preposition.inside", c.lemma.lower()) and _is_place(place):
            if context.hidden & set(sentence.subtree(c.index)):
                continue
            yield Piece(3, _LATE, f"{c.text.lower()} {reference(context, place.index)}")


def _is_place(noun: Token) -> bool:
    named = noun.entity is None and noun.tag in ("NNP", "NNPS")  # "the Low Countries"
    return named or noun.entity in ("GPE", "LOC", "FAC") or lexicon().has("noun.place", noun.lemma.lower())


def _why(context: LabelContext, verb: Token) -> Iterator[Piece]:
    """ "The date was dropped when the camera failed": what a clause behind the verb says of it, whole or not at all."""
    sentence = context.sentence
    if needs_content(verb):  # the parse errs there: "said he would leave after the vote"
        return
    for c in _clauses(context, verb):
        inside = sentence.subtree(c.index)
        opener = sentence.tokens[inside[0]].text.lower()
        helpers = [c, *sentence.children(c.index, "aux", "auxpass")]
        past = any(h.tag == "VBD" for h in helpers) or (c.tag == "VBN" and len(helpers) == 1)
        who = sentence.child(c.index, "nsubj", "nsubjpass")
        if not past or who is None or opener not in _OPENERS or context.hidden & set(inside):
            continue
        if sentence.child(c.index, "conj") is not None or has_marks(sentence.tokens):
            continue
        if who.tag in ("WDT", "WP", "EX") or who.text.lower() in _NOBODY:
            continue
        if is_pronoun(who) and reference(context, who.index) != who.text:  # another than the label's
            continue
        text = " ".join(p.text for p in clause(context, c, 1, 1))
        if any(lexicon().has("pronoun.empty", w) for w in text.lower().split() if w != who.text.lower()):
            continue
        text = opener + text[len(opener) :] if text.lower().startswith(opener) else ""
        if _SOME <= len(text.split()) <= _LONGEST_CLAUSE:
            yield Piece(3, _LATE, text)


def _clauses(context: LabelContext, verb: Token) -> Iterator[Token]:
    """The clauses that hang on a verb, and those on a time behind it ("in September, when the firm cut wages")."""
    sentence = context.sentence
    yield from (c for c in sentence.children(verb.index, "advcl") if c.index > verb.index)
    for c in sentence.children(verb.index, "prep", "npadvmod"):
        times = [i for i in sentence.subtree(c.index) if i in context.hidden and i > verb.index]
        yield from (inner for i in times for inner in sentence.children(i, "relcl", "advcl"))
    yield from (c for c in sentence.children(verb.index, "advcl") if c.index < verb.index)


_OPENERS = frozenset({"after", "because", "when", "as"})
_NOBODY = frozenset({"i", "we", "you", "it", "this", "that"})
_SOME = 3
