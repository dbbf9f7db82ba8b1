"""Which noun a relative clause or a participle is about, where the parse hung it on another."""

from __future__ import annotations

from timeline.grammar.document import Sentence, Token
from timeline.grammar.lexicon import lexicon

NAMED_ENTITIES = ("PERSON", "ORG", "GPE", "NORP", "WORK_OF_ART", "PRODUCT")  # what has a name of its own
NOUNS = ("NN", "NNS", "NNP", "NNPS")
_FIGURES = 4  # of a year


def relative_antecedent(sentence: Sentence, noun: Token, relative: Token) -> Token | None:
    """What "who" or "that" stands for, where the parse hung the clause one noun too low or too high.

    A day does nothing, the noun above it does ("the explosion on 20 April, which killed 11"); a place is no "who"
    ("doctors at Karo Hospital, who"); a bare noun leaves it to the one above ("an exhibition of silver that opens"),
    a definite one takes it from a bare one ("owners of the rig that exploded").
    """
    bearer = sentence.tokens[noun.head]
    if noun.relation == "appos" and noun.pos == "NOUN" and bearer.pos == "PROPN" and bearer.entity in NAMED_ENTITIES:
        return bearer  # "Marta Solis, an astronomer who left the agency"
    while _is_time(noun) and noun.relation == "pobj" and noun.head != noun.index:
        noun = sentence.tokens[sentence.tokens[noun.head].head]
    event = _event_above(sentence, noun, relative)
    if event is not None:
        return event
    nearer = _nearer(sentence, noun, relative)
    if nearer is not None:
        return nearer
    above = sentence.tokens[sentence.tokens[noun.head].head] if noun.relation == "pobj" else None
    placed = noun.entity in ("ORG", "GPE", "FAC", "LOC") or lexicon().has("noun.place", noun.lemma.lower())
    if placed and relative.text.lower() == "who":
        people = [
            t for t in sentence.tokens[: noun.index] if t.pos == "NOUN" and t.relation in ("pobj", "dobj", "nsubj")
        ]
        return people[-1] if people and above is not None else noun
    fits = _by_number(sentence, above, noun, relative) if above is not None else None
    if fits is not None:
        return fits
    if above is not None and above.tag in NOUNS and _fits_first_noun(sentence, above, noun, relative):
        return above
    loose = noun.pos == "NOUN" and not _determined(sentence, noun) and relative.text.lower() != "who"
    if loose and above is not None and above.tag in NOUNS and _determined(sentence, above):
        return above
    before = sentence.tokens[relative.index - 1]
    of_it = before.relation == "pobj" and sentence.tokens[before.head].head == noun.index
    if of_it and relative.text.lower() != "who" and _determined(sentence, before) and not _determined(sentence, noun):
        return before
    return noun if noun.tag in NOUNS or noun.pos == "PRON" else None


def _is_time(noun: Token) -> bool:
    year = noun.tag == "CD" and noun.text.isdigit() and len(noun.text) == _FIGURES
    return year or lexicon().has("noun.time", noun.lemma.lower())


def _event_above(sentence: Sentence, noun: Token, relative: Token) -> Token | None:
    """ "A strike at the mine, which ended in May": only the strike can."""
    verb = sentence.tokens[relative.head]
    placed = noun.entity in ("GPE", "FAC", "LOC") or lexicon().has("noun.place", noun.lemma.lower())
    kills = placed and "=kill" in lexicon().kinds(verb.lemma)  # "the attack on the village, which killed nine"
    time = lexicon().get("verb.occur", verb.lemma) == "time"
    if not kills and not (time and sentence.child(verb.index, "dobj", "xcomp") is None):
        return None
    thing = noun.pos in ("NOUN", "PROPN") and not lexicon().has("noun.event", noun.lemma.lower())
    for t in sentence.ancestors(noun.index) if thing and relative.text.lower() != "who" else ():
        if t.tag in ("VBD", "VBZ", "VBP", "VB"):
            return None
        if t.pos == "NOUN" and (lexicon().get("noun.event", t.lemma.lower()) or "state") != "state":
            return t
    return None


def _nearer(sentence: Sentence, noun: Token, relative: Token) -> Token | None:
    """ "The impact of heat on the virus, which has killed nine": no thought kills, the noun beside the clause does."""
    at = relative.index - 1
    while at > noun.index and sentence.tokens[at].pos == "PUNCT":
        at -= 1
    near = sentence.tokens[at]
    verb = sentence.tokens[relative.head]
    link = sentence.tokens[near.head]
    held = near.relation == "pobj" and link.head == noun.index and near.pos == "NOUN"
    does = any(k in ("=die", "=kill") for k in lexicon().kinds(verb.lemma))
    return near if held and does and lexicon().abstract(noun.lemma.lower()) else None


def _by_number(sentence: Sentence, above: Token, noun: Token, relative: Token) -> Token | None:
    """Which of two nouns fits the number of the verb: "shares in the firm, which have halved"."""
    verb = sentence.tokens[relative.head]
    many, one = noun.tag in _MANY, above.tag in _MANY
    if many == one or noun.entity == "ORG" or above.tag not in NOUNS:
        return None
    for word in (verb, *sentence.children(verb.index, "aux", "auxpass")):
        if word.text.lower() in ("was", "has", "is") or (word.tag == "VBZ" and word is verb):
            return above if many else noun
        if word.text.lower() in ("were", "have", "are"):
            return above if one else noun
    return None


def _fits_first_noun(sentence: Sentence, above: Token, noun: Token, relative: Token) -> bool:
    """Does the clause behind "the driver of the lorry" fit the first noun alone?

    By kind ("the driver of the lorry, who"), by what rises and falls ("shares in the firm, which had halved").
    """
    verb = sentence.tokens[relative.head]
    if relative.text.lower() == "who":
        common = noun.pos == "NOUN" and not lexicon().has("noun.person", noun.lemma.lower())
        return common and lexicon().has("noun.person", above.lemma.lower())
    first, second = (lexicon().has("noun.measure", t.lemma.lower()) for t in (above, noun))
    return first and not second and lexicon().has("amount", verb.lemma)


_MANY = ("NNS", "NNPS")


def _determined(sentence: Sentence, noun: Token) -> bool:
    return sentence.child(noun.index, "det", "poss", "nummod") is not None


def is_perceived(sentence: Sentence, verb: Token, head: Token) -> bool:
    """ "Police filmed the man leaving the bank": he left, not they."""
    return verb.tag == "VBG" and verb.index > head.index and lexicon().has("verb.watch", head.lemma)


def detached_subject(sentence: Sentence, verb: Token, head: Token) -> Token | None:
    """ "A pay offer of 3 per cent, backdated to May": what stands before the comma, of a verb that befalls papers."""
    shuts = lexicon().has("verb.shut", verb.lemma)
    if verb.tag not in ("VBN", "VBD") or not (shuts or lexicon().has("verb.sign", verb.lemma)):
        return None
    comma = sentence.tokens[verb.index - 1] if verb.index > 1 else None
    if comma is None or comma.text != "," or sentence.child(verb.index, "dobj") is not None:
        return None
    noun = sentence.tokens[comma.index - 1]
    if shuts:  # "along the coast road, closed since May"
        return noun if noun.pos == "NOUN" and lexicon().has("noun.place", noun.lemma.lower()) else None
    while noun.relation in ("pobj", "prep", "compound", "nummod") and sentence.tokens[noun.head].tag[:2] != "VB":
        noun = sentence.tokens[noun.head]
    if noun.relation == "prep":
        inner = sentence.child(noun.index, "pobj")
        noun = inner if inner is not None else noun
    return noun if noun.tag in NOUNS and lexicon().has("noun.deed", noun.lemma.lower()) else None
