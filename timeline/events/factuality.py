"""Status of an event (after FactBank, Saurí and Pustejovsky 2009): its own form, then what its governors make of it."""

from __future__ import annotations

from timeline.events.detection import Candidate, TriggerKind
from timeline.events.factuality_of_nouns import by_modifiers, of_noun
from timeline.events.factuality_of_verbs import Verdict, of_verb, status_step
from timeline.grammar import Sentence
from timeline.grammar.lexicon import Lexicon
from timeline.model import Status


def status(sentence: Sentence, candidate: Candidate, words: Lexicon) -> Verdict:
    """The status and the words that led to it."""
    if candidate.kind is TriggerKind.NOUN:
        return of_noun(sentence, candidate.token, words)
    if candidate.kind is TriggerKind.ADJECTIVE and candidate.verb is not None:
        return _adjective(sentence, candidate.token, candidate.verb, words)
    if candidate.core != candidate.token:
        return _carried(sentence, candidate, words)
    return of_verb(sentence, candidate.token, words)


def _adjective(sentence: Sentence, index: int, verb: int, words: Lexicon) -> Verdict:
    """The verb's status; "is due in court" is set for later."""
    found, steps = of_verb(sentence, verb, words)
    lemma = sentence.tokens[index].lemma.lower()
    stood = found in (Status.ONGOING, Status.HAPPENED)
    if stood and words.has("adjective.plan", lemma) and words.has("verb.plan", lemma):
        return Status.PLANNED, status_step("cue", sentence.tokens[index])
    return found, steps


def _carried(sentence: Sentence, candidate: Candidate, words: Lexicon) -> Verdict:
    """A light or aspectual verb with its complement: the verb's status, ongoing when a noun as complement is.

    "Refused to pay" tells of the refusing, which happened; "made no arrests" of what they did, and says what.
    """
    found = of_verb(sentence, candidate.token, words)
    core = sentence.tokens[candidate.core]
    if core.tag.startswith("NN"):
        by_modifier = by_modifiers(sentence, core, words)
        if by_modifier is not None and by_modifier[0] is Status.ONGOING:
            return by_modifier
    return found
