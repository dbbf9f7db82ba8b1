"""What a bare word of a label leaves unsaid: what a number counts, where "there" is, which "one", whose funeral."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.entities.organisations import names_ending_in, organisation_described
from timeline.events.labels.references import LabelContext, visible, without_articles
from timeline.events.roles import with_owner_named
from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text

_FAR = 3  # sentences back to who died


def _kind(sentence: Sentence, noun: Token, single: bool = False) -> str:
    """A counted noun without its number: "absentee ballots"."""
    about = [c for c in sentence.children(noun.index, "amod", "compound") if c.index < noun.index]
    inside = {i for c in about for i in sentence.subtree(c.index)}
    lead = phrase_text(sentence, sorted(inside))
    return f"{lead} {noun.lemma if single else noun.text}".strip()


_BACK = 30


def longer_name(context: LabelContext, noun: Token) -> str | None:
    """For "the spill" the words by which the text last named it ("the Gulf oil spill")."""
    owner = context.sentence.child(noun.index, "poss")  # "Tuesday's spill"
    known = any(c.text.lower() in ("the", "this", "that") for c in context.sentence.children(noun.index, "det"))
    if not known and (owner is None or owner.index not in context.hidden):
        return None
    return next(iter(_longer_names(context, noun)), None)


def _longer_names(context: LabelContext, noun: Token, by: Sequence[str] = ()) -> Iterator[str]:
    """The longer phrases with the same noun, the nearest before it first; `by` what they must have."""
    for here, token in _namings(context, noun):
        if by and here.child(token.index, *by) is None:
            continue
        there = LabelContext(context.document, here, frozenset(), context.names)
        indices = noun_phrase(here, token.index, 1, conjuncts=False)
        if any(lexicon().has("noun.time", here.tokens[i].lemma.lower()) for i in indices):
            continue
        text = without_articles(with_owner_named(context.document, here, visible(there, indices), context.names))
        if 1 < len(text.split()) <= _LONGEST_NAME:
            yield text


def _namings(context: LabelContext, noun: Token) -> Iterator[tuple[Sentence, Token]]:
    """Where the same noun stands before, the nearest first."""
    for at in range(context.sentence.index, max(-1, context.sentence.index - _BACK), -1):
        here = context.document.sentences[at]
        for token in reversed(here.tokens[: noun.index] if at == context.sentence.index else here.tokens):
            if token.lemma == noun.lemma and token.tag == noun.tag and token.relation not in _NAMING:
                yield here, token


_LONGEST_NAME = 6


def longer_organisation_name(context: LabelContext, noun: Token) -> str | None:
    """For "the ministry" the "health ministry" the text named, for "the company" the one it just spoke of.

    None where the text knows two: a name too many misleads more than one too few.
    """
    lemma = noun.lemma.lower()
    if noun.tag != "NN" or not lexicon().has("noun.organisation", lemma):
        return None
    if not any(c.text.lower() in ("the", "this", "that") for c in context.sentence.children(noun.index, "det")):
        return None
    firm = organisation_described(context.document, context.sentence, noun, context.names)
    if firm is not None:
        return firm
    proper = names_ending_in(context.document, context.sentence, noun)
    if proper:
        return proper.pop() if len(proper) == 1 else None
    known = list(_longer_names(context, noun))
    if not known:
        return None
    same = all(set(known[0].lower().split()) & (set(k.lower().split()) - {lemma}) for k in known)
    return known[0] if same and len(known[0].split()) <= _LONGEST_BODY else None


_NAMING = ("compound", "nmod")
_LONGEST_BODY = 4
