"""Does an actor take part in an event? It does as who does it, whom or what it is done to, or whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from timeline.events.detection import Candidate, TriggerKind
from timeline.grammar import Sentence
from timeline.grammar.arguments import agent, subject
from timeline.grammar.verb_groups import is_verb

_STEPS = 3  # members of a list, or names set beside one another, that are looked through


class Part(StrEnum):
    """The part an actor has in an event."""

    SUBJECT = "subject"
    AGENT = "agent"
    OBJECT = "object"
    OWNER = "owner"


def part_of(sentence: Sentence, candidate: Candidate, word: int) -> Part | None:
    """The part that the noun or pronoun `word` has in the event of a candidate; None where it only stands near.

    "Orsa closed the mill", "the mill was closed by Orsa", "a fine for Orsa"? The first two; and "Orsa's closure". What
    belongs to an argument is none: "the driver of Orsa left" tells nothing that Orsa did.
    """
    trigger = candidate.token
    if trigger == word:
        return None
    same = [word, *_beside(sentence, word)]
    if candidate.kind is TriggerKind.VERB or is_verb(sentence.tokens[trigger]):
        return next((part for part, noun in _arguments(sentence, trigger) if noun in same), None)
    owners = (c.index for c in sentence.children(trigger, "poss", "compound", "nmod"))
    return Part.OWNER if word in owners else None


def _arguments(sentence: Sentence, verb: int) -> Iterator[tuple[Part, int]]:
    who = subject(sentence, verb)
    if who is not None:
        yield Part.SUBJECT, who.index
    by = agent(sentence, verb)
    if by is not None:
        yield Part.AGENT, by.index
    for c in sentence.children(verb, "dobj", "dative", "attr", "oprd"):
        yield Part.OBJECT, c.index


def _beside(sentence: Sentence, word: int) -> list[int]:
    """The nouns that a word stands beside: "the mayor, Ana Ruiz", "Orsa and Lund"."""
    found: list[int] = []
    at = sentence.tokens[word]
    while at.relation in ("conj", "appos") and len(found) < _STEPS:
        at = sentence.tokens[at.head]
        found.append(at.index)
    return found
