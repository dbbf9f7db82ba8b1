"""Who news is told of, and which clause tells it."""

from __future__ import annotations

from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb


def main_clause(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """Is it the main clause, or what someone is said to have said?"""
    first = first_verb(sentence, token)
    if first.relation == "xcomp":
        first = sentence.tokens[first.head]
    if first.relation in ("ccomp", "parataxis"):
        verb = sentence.tokens[first.head]
        return words.has("verb.report", verb.lemma) or first.index < verb.index
    return first.relation == "ROOT"


def speaker_is_actor(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "The firm said it has spent": who says it did it."""
    clause = first_verb(sentence, token)
    clause = sentence.tokens[clause.head] if clause.relation == "xcomp" else clause  # "say they plan to build"
    who, head = subject(sentence, token.index), sentence.tokens[clause.head]
    itself = who is not None and who.text.lower() in ("it", "they") and clause.relation == "ccomp"
    return itself and is_verb(head) and is_news_actor(sentence, subject(sentence, head.index), words)


def is_news_actor(sentence: Sentence, who: Token | None, words: Lexicon) -> bool:
    """Is it someone of whom news is told: a name, a body, a person, or so and so many of them?"""
    if who is None:
        return False
    lemma = who.lemma.lower()
    thought = words.abstract(lemma) or words.has("noun.event", lemma)
    if thought and not who.entity and not words.has("noun.body", lemma):
        return False
    if who.pos == "PRON":
        return who.text.lower() in ("he", "she")
    if who.tag == "CD":
        return True  # "three of them have closed"
    if who.entity or who.pos == "PROPN" or any(c.relation == "nummod" for c in sentence.children(who.index)):
        return True
    return contains_name(sentence, who.index) or any(
        words.has(role, lemma) for role in ("noun.body", "noun.person", "noun.plural")
    )


def contains_name(sentence: Sentence, noun: int) -> bool:
    """Is a name in its phrase, relative clauses aside?"""
    todo = [c for c in sentence.children(noun) if c.relation not in ("relcl", "acl")]
    while todo:
        token = todo.pop()
        if token.entity:
            return True
        todo.extend(c for c in sentence.children(token.index) if c.relation not in ("relcl", "acl"))
    return False


def first_verb(sentence: Sentence, token: Token) -> Token:
    """The first of coordinated verbs; a sentence cut for its length may open with a later one."""
    while token.relation == "conj" and token.head != token.index and sentence.tokens[token.head].tag.startswith("VB"):
        token = sentence.tokens[token.head]
    return token
