"""What governs an event: the verbs, nouns and words around it that report, plan, doubt or deny it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.grammar.document import Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb


class Bond(StrEnum):
    """How a governor holds what is below it."""

    THAT = "finite clause"
    TO = "infinitive or gerund"
    NOUN = "noun as object"
    SUBJECT = "subject"
    CONDITION = "condition"
    PREPOSITION = "after a preposition"


@dataclass(frozen=True, slots=True)
class Governor:
    """A word above an event. `below` is the token through which it governs."""

    token: Token
    bond: Bond
    below: Token
    beyond: bool = False  # past a relative clause, which asserts for itself


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def governors(sentence: Sentence, index: int) -> list[Governor]:
    """All governors, the nearest first. A coordinated verb has those of the first, and is not governed by it."""
    found: list[Governor] = []
    token, beyond = sentence.tokens[index], False
    while token.head != token.index:
        head = sentence.tokens[token.head]
        beyond = beyond or (token.relation == "relcl" and _finite(sentence, token))
        if token.relation != "conj":
            bond = _bond(sentence, token, head)
            if bond is not None:
                found.append(Governor(head, bond, token, beyond))
        token = head
    return found


def _bond(sentence: Sentence, token: Token, head: Token) -> Bond | None:
    relation = token.relation
    if relation == "ccomp":
        if any(t.text == ";" for t in sentence.tokens[token.index : head.index]):
            return None  # "he was arrested; he denies any part in it": two sentences
        return Bond.THAT if _finite(sentence, token) else Bond.TO
    if relation in ("xcomp", "oprd"):
        return Bond.TO
    if relation == "acl" or (relation == "relcl" and head.pos == "NOUN" and token.tag == "VB"):
        return Bond.THAT if _finite(sentence, token) else Bond.TO
    if relation == "advcl":
        marks = (c.lemma.lower() for c in sentence.children(token.index, "mark"))
        return Bond.CONDITION if any(sentence.words.has("condition.wide", m) for m in marks) else None
    if relation == "dobj":
        return Bond.NOUN
    if relation in ("nsubj", "nsubjpass"):
        return Bond.SUBJECT
    if relation in ("prep", "agent"):  # the preposition is no governor, what it hangs on is
        return Bond.PREPOSITION
    if relation == "csubj":
        return Bond.SUBJECT
    return None


def _finite(sentence: Sentence, token: Token) -> bool:
    if token.tag in _FINITE:
        return True
    return any(c.tag in _FINITE for c in sentence.children(token.index, "aux", "auxpass"))


def content_source(governor: Governor, words: Lexicon) -> bool:
    """Does this governor report what is below it (a verb of saying or thinking with a clause)?"""
    token = governor.token
    denies = governor.bond is Bond.TO and governor.below.tag in ("VBG", "VBN") and words.has("verb.denial", token.lemma)
    if denies and is_verb(token):
        return True  # "denies stealing it"
    if governor.bond is not Bond.THAT or not is_verb(token):
        return False
    return (
        words.has("verb.report", token.lemma)
        or words.has("verb.belief", token.lemma)
        or words.has("verb.speech", token.lemma)
        or words.has("verb.denial", token.lemma)
    )
