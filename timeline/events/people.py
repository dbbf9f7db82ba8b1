"""Whom a pronoun stands for, where that is clear."""

from __future__ import annotations

from timeline.events.clauses import noun_phrase, words
from timeline.events.words import lexicon
from timeline.language import Parsed, Sentence, Token

_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_PLURAL = frozenset({"they", "them", "their"})
_THING = frozenset({"it", "its"})
_PRONOUNS = _SINGULAR | _PLURAL | _THING
_BACK = 4


def is_pronoun(token: Token) -> bool:
    """A personal or possessive pronoun of the third person."""
    return token.text.lower() in _PRONOUNS


def antecedent(parsed: Parsed, sentence: Sentence, token: Token) -> str | None:
    """The name or noun phrase a third-person pronoun stands for; None when two fit alike or none does.

    The same sentence is looked at first, for a subject before the pronoun, then the subjects of up to four sentences
    before: he and she want a person, they a plural, it a singular thing.
    """
    text = token.text.lower()
    if text not in _PRONOUNS:
        return None
    for at in range(sentence.index, max(-1, sentence.index - _BACK), -1):
        here = parsed.sentences[at]
        limit = token.index if at == sentence.index else len(here.tokens)
        if at < sentence.index and here.headline:
            continue
        above = {t.index for t in sentence.ancestors(token.index)} if at == sentence.index else set()
        fits = [t for t in here.tokens[:limit] if t.index not in above and _fits(here, t, text)]
        subjects = [t for t in fits if t.relation in ("nsubj", "nsubjpass")]
        if text in _THING and at < sentence.index - 1:
            return None
        if subjects:
            phrase = noun_phrase(here, subjects[0].index, 1)
            rivals = [t for t in fits if t.index > phrase[-1] and at == sentence.index]
            if rivals and text in _PLURAL:
                return None
            return words(here, phrase)
        objects = [t for t in fits if t.relation == "dobj"] if text in _THING and at == sentence.index else []
        if len(objects) == 1:
            return words(here, noun_phrase(here, objects[0].index, 0))
        if fits and text in _SINGULAR and len({f.text for f in fits}) == 1:
            return words(here, noun_phrase(here, fits[0].index, 0))
    return None


def _fits(sentence: Sentence, token: Token, pronoun: str) -> bool:
    if token.pos not in ("NOUN", "PROPN") or token.relation in ("compound", "amod", "nmod", "npadvmod"):
        return False
    together = any(c.relation == "conj" for c in sentence.children(token.index))
    if pronoun in _SINGULAR:
        if together or token.tag in ("NNS", "NNPS"):
            return False
        return (
            token.entity == "PERSON"
            or _titled(sentence, token)
            or (token.relation in ("nsubj", "nsubjpass") and lexicon().has("noun.person", token.lemma.lower()))
        )
    if pronoun in _PLURAL:
        return (token.tag in ("NNS", "NNPS") or together or token.lemma.lower() == "police") and token.entity is None
    return (
        token.tag in ("NN", "NNP")
        and token.entity != "PERSON"
        and not together
        and token.relation in ("nsubj", "nsubjpass", "dobj")
    )


def _titled(sentence: Sentence, token: Token) -> bool:
    return any(lexicon().has("noun.title", c.text.lower()) for c in sentence.children(token.index, "compound"))
