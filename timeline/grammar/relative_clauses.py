"""Which noun a relative clause or a participle is about, where the parse hung it on another."""

from __future__ import annotations

from timeline.grammar.document import Sentence, Token

NAMED_ENTITIES = ("PERSON", "ORG", "GPE", "NORP", "WORK_OF_ART", "PRODUCT")  # what has a name of its own
NOUNS = ("NN", "NNS", "NNP", "NNPS")


def relative_antecedent(sentence: Sentence, noun: Token, relative: Token) -> Token | None:
    """What "who" or "that" stands for, where the parse hung the clause one noun too low or too high.

    A day does nothing, the noun above it does ("the explosion on 20 April, which killed 11"); a place is no "who"
    ("doctors at Karo Hospital, who"); a bare noun leaves it to the one above ("an exhibition of silver that opens"),
    a definite one takes it from a bare one ("owners of the rig that exploded").
    """
    bearer = sentence.tokens[noun.head]
    if noun.relation == "appos" and noun.pos == "NOUN" and bearer.pos == "PROPN" and bearer.entity in NAMED_ENTITIES:
        return bearer  # "Marta Solis, an astronomer who left the agency"
    above = sentence.tokens[sentence.tokens[noun.head].head] if noun.relation == "pobj" else None
    person = sentence.words.has("pronoun.person", relative.text.lower())
    placed = noun.entity in ("ORG", "GPE", "FAC", "LOC") or sentence.words.has("noun.place", noun.lemma.lower())
    if placed and person:
        people = [
            t for t in sentence.tokens[: noun.index] if t.pos == "NOUN" and t.relation in ("pobj", "dobj", "nsubj")
        ]
        return people[-1] if people and above is not None else noun
    loose = noun.pos == "NOUN" and not _determined(sentence, noun) and not person
    if loose and above is not None and above.tag in NOUNS and _determined(sentence, above):
        return above
    before = sentence.tokens[relative.index - 1]
    of_it = before.relation == "pobj" and sentence.tokens[before.head].head == noun.index
    if of_it and not person and _determined(sentence, before) and not _determined(sentence, noun):
        return before
    return noun if noun.tag in NOUNS or noun.pos == "PRON" else None


def _determined(sentence: Sentence, noun: Token) -> bool:
    return sentence.child(noun.index, "det", "poss", "nummod") is not None
