"""Ways of speaking that tell of no happening: idioms, the paper about itself, titles, how something was done."""

from __future__ import annotations

from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import Lexicon


def is_non_event(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """Is the verb only a way of speaking, whatever its time?"""
    return is_idiom(sentence, token, words) or words.has("verb.utter", token.lemma) or _has_time(sentence, token, words)


def is_idiom(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "When this edition went to press", "raised eyebrows": the words of an idiom, little ones aside."""
    first = words.idioms.get(token.lemma, ())
    if not first:
        return False
    rest = [t.lemma.lower() for t in _after(sentence, token)]
    what = sentence.child(token.index, "nsubjpass")
    told = what is not None and (what.lemma.lower(),) in first  # "calls were not returned"
    return told or any(tuple(rest[: len(tail)]) == tail for tail in first)


def _after(sentence: Sentence, token: Token) -> list[Token]:
    """What follows a verb, without articles, owners, adjectives and adverbs."""
    return [t for t in sentence.tokens[token.index + 1 :] if t.tag not in _LITTLE]


_LITTLE = frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "RB", "RBR", "CD", "``", "''"})


def _has_time(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Has had a rough two years": a time is not a thing one has."""
    what = sentence.child(token.index, "dobj")
    return token.lemma == "have" and what is not None and words.has("noun.time", what.lemma.lower())
