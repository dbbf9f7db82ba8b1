"""What the sentence around a pronoun says of whom it may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.entities.agreement import PLURAL, SUBJECTS, THING, is_owner, kind_of
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.verb_groups import is_verb


def is_main(sentence: Sentence, noun: Token) -> bool:
    """Is the main clause about it?"""
    return sentence.tokens[noun.head].relation == "ROOT"


def belongs_to_organisation(sentence: Sentence, token: Token) -> bool:
    """Can only a body be meant: "its department", "it denied"?"""
    lemma = sentence.tokens[token.head].lemma.lower()
    if token.tag == "PRP$":
        return sentence.words.has("noun.had", lemma) or sentence.words.has("noun.person", lemma)
    thing = sentence.child(token.head, "dobj")
    own = thing is not None and any(
        kind_of(c, sentence.words) == THING and is_owner(c, sentence.words)
        for c in sentence.children(thing.index, "poss")
    )
    if own and thing is not None and sentence.words.has("noun.had", thing.lemma.lower()):
        return token.relation == "nsubj"  # "it cut its dividend"
    return token.relation == "nsubj" and any(
        sentence.words.has(role, lemma)
        for role in ("verb.plan", "verb.denial", "verb.accuse", "verb.speech", "verb.body")
    )


def enclosing_subjects(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The subjects of the clauses around a pronoun, from its own outward."""
    for verb in sentence.ancestors(token.index):
        who = subject(sentence, verb.index) if is_verb(verb) else None
        if who is not None and who.index != token.index:
            yield who


def excluded_subjects(sentence: Sentence, token: Token) -> set[int]:
    """ "Kerr praised him", "Kerr helped him to hide": the subject whose object the pronoun is."""
    kind, words = kind_of(token, sentence.words), sentence.words
    if token.tag == "PRP$" or not words.has("pronoun.object", token.text.lower()):
        return set()
    verb = sentence.tokens[token.head]
    if token.relation in SUBJECTS:
        if kind == THING and not is_object(sentence, token):
            return set()
        verb = sentence.tokens[verb.head]
    far = kind in (THING, PLURAL) and not words.has("preposition.far", verb.lemma.lower())
    if token.relation == "pobj" and far:
        verb = next((t for t in sentence.ancestors(verb.index) if is_verb(t)), verb)  # "voted for it", "a part in it"
    who = subject(sentence, verb.index) if is_verb(verb) else None
    return {who.index} if who is not None else set()


def is_object(sentence: Sentence, token: Token) -> bool:
    """Is something done to it: "closed it", "an attack on it", "sued to have it struck down"?"""
    if token.relation not in SUBJECTS:
        return token.tag != "PRP$"
    verb = sentence.tokens[token.head]
    helped = any(c.relation in ("mark", "aux") and c.tag != "TO" for c in sentence.children(verb.index))
    above = sentence.tokens[verb.head]
    bare = verb.tag in ("VB", "VBN", "VBG") and verb.relation in ("ccomp", "xcomp") and not helped
    return bare and is_verb(above) and above.index < token.index
