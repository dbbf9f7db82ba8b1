"""What the sentence around a pronoun says of whom it may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.entities.agreement import SUBJECTS
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import lexicon
from timeline.grammar.verb_groups import is_verb


def is_main(sentence: Sentence, noun: Token) -> bool:
    """Is the main clause about it?"""
    return sentence.tokens[noun.head].relation == "ROOT"


def belongs_to_organisation(sentence: Sentence, token: Token) -> bool:
    """Can only a body be meant: "its department", "it denied"?"""
    lemma = sentence.tokens[token.head].lemma.lower()
    if token.tag == "PRP$":
        return lexicon().has("noun.had", lemma) or lexicon().has("noun.person", lemma)
    thing = sentence.child(token.head, "dobj")
    own = thing is not None and any(c.text.lower() == "its" for c in sentence.children(thing.index, "poss"))
    if own and thing is not None and lexicon().has("noun.had", thing.lemma.lower()):
        return token.relation == "nsubj"  # "it cut its dividend"
    return token.relation == "nsubj" and any(
        lexicon().has(role, lemma) for role in ("verb.plan", "verb.denial", "verb.accuse", "verb.speech", "verb.body")
    )


def documents(sentence: Sentence, token: Token) -> set[int]:
    """ "A report found that it had been shut": what tells of it is not "it"."""
    return {t.index for t in enclosing_subjects(sentence, token) if lexicon().has("noun.paper", t.lemma.lower())}


def enclosing_subjects(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The subjects of the clauses around a pronoun, from its own outward."""
    for verb in sentence.ancestors(token.index):
        who = subject(sentence, verb.index) if is_verb(verb) else None
        if who is not None and who.index != token.index:
            yield who


def excluded_subjects(sentence: Sentence, token: Token) -> set[int]:
    """ "Kerr praised him", "Kerr helped him to hide": the subject whose object the pronoun is."""
    if token.tag == "PRP$" or token.text.lower() not in ("him", "her", "them", "it"):
        return set()
    verb = sentence.tokens[token.head]
    if token.relation in SUBJECTS:
        if token.text.lower() == "it" and not is_object(sentence, token):
            return set()
        verb = sentence.tokens[verb.head]
    if token.relation == "pobj" and token.text.lower() in ("it", "them") and verb.lemma.lower() not in _WITHIN_REACH:
        verb = next((t for t in sentence.ancestors(verb.index) if is_verb(t)), verb)  # "voted for it", "a part in it"
    who = subject(sentence, verb.index) if is_verb(verb) else None
    return {who.index} if who is not None else set()


_WITHIN_REACH = frozenset(
    {"with", "behind", "around", "round", "near", "above", "below", "beside", "between", "within"}
)


def is_object(sentence: Sentence, token: Token) -> bool:
    """Is something done to it: "closed it", "an attack on it", "sued to have it struck down"?"""
    if token.relation not in SUBJECTS:
        return token.tag != "PRP$"
    verb = sentence.tokens[token.head]
    helped = any(c.relation in ("mark", "aux") and c.tag != "TO" for c in sentence.children(verb.index))
    above = sentence.tokens[verb.head]
    bare = verb.tag in ("VB", "VBN", "VBG") and verb.relation in ("ccomp", "xcomp") and not helped
    return bare and is_verb(above) and above.index < token.index
