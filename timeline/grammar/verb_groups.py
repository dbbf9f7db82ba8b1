"""Tense, aspect, voice and mood of a verb, read from its tags and auxiliaries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.grammar.document import Sentence, Token
from timeline.grammar.lexicon import lexicon


class Tense(StrEnum):
    """Tense of a verb group, its modal aside."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What the words of a verb group say. `modal` is the lemma of its modal verb."""

    tense: Tense = Tense.NONE
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    modal: str | None = None
    negated: bool = False
    infinitive: bool = False


_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_NOT = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "neither", "nor"})


_HAVE = frozenset({"have", "having", "'ve", "’ve"})


def is_verb(token: Token) -> bool:
    """A verb or auxiliary by its Penn tag."""
    return token.tag.startswith("VB") or token.tag == "MD"


_CHAIN = 50  # coordinated verbs


def verb_form(sentence: Sentence, index: int, hops: int = 0) -> VerbForm:
    """Tense, aspect, voice, modal and negation of the verb group whose main verb is at `index`.

    A coordinated verb without auxiliaries of its own takes those of the first ("has left and gone");
    `hops` counts how far it stands behind that.
    """
    token = sentence.tokens[index]
    below = sentence.children(index)
    helpers = [c for c in below if c.relation in ("aux", "auxpass") and (c.index < index or c.tag != "VBG")]
    negated = any(c.relation == "neg" or c.lemma in _NOT for c in below)
    own = bool(helpers)
    bare = not own and not any(c.relation in ("dobj", "ccomp", "xcomp", "prt") for c in below)
    if sentence.headline and bare and token.tag in ("VBD", "VBN") and token.relation == "ROOT":
        # headlines tell the past in the present: "Banker arrested" is short for "was arrested"
        return VerbForm(Tense.PAST, passive=True, negated=negated)
    starts_anew = any(c.relation in ("nsubj", "nsubjpass") and c.index < index for c in below)
    acts = lexicon().has("verb.intransitive", token.lemma)  # "two were shot and a third drowned"
    if not own and starts_anew and not acts and token.relation == "conj" and bare and token.tag in ("VBD", "VBN"):
        first = sentence.tokens[token.head]
        if is_verb(first) and first.index < index and sentence.child(first.index, "auxpass") is not None:
            return VerbForm(Tense.PAST, passive=True, negated=negated)  # "two were killed and dozens injured"
    done = token.relation == "pcomp" and sentence.child(index, "dobj") is None  # "with a thousand people infected"
    taken = (token.tag == "VBN" and not done) or (token.tag == "VB" and token.relation == "advcl")
    taken = taken and not _wanted(sentence, token)
    no_thing = not any(c.relation in ("dobj", "ccomp") for c in below)
    if not own and starts_anew and no_thing and taken and lexicon().has("participle", token.text.lower()):
        return VerbForm(Tense.PAST, passive=True, negated=negated)  # "Three banks taken over", as notes have it
    if not own and starts_anew and taken:  # a past tense the tagger took for a participle or an infinitive
        return VerbForm(Tense.PAST, negated=negated)
    same = token.tag == "VBD" and token.text.lower() == token.lemma  # "to close the mill and shed 40 jobs"
    to_first = same and not starts_anew and sentence.tokens[token.head].tag == "VB"
    meant = meant_with(sentence, token)
    if meant is not None:
        return verb_form(sentence, meant.index)
    goes_on = token.relation == "conj" and hops < _CHAIN
    if not own and goes_on and (token.tag in ("VB", "VBN", "VBG") or to_first):
        first = sentence.tokens[token.head]
        thing = sentence.child(index, "dobj")
        if token.tag == "VBN" and first.tag == "VBD" and thing is not None:  # "suspended its payments and cut jobs"
            return VerbForm(Tense.PAST, negated=negated)
        if is_verb(first) and (first.tag == token.tag or token.tag == "VB" or to_first):
            shared = verb_form(sentence, first.index, hops + 1)
            return VerbForm(
                shared.tense,
                shared.perfect,
                shared.progressive,
                shared.passive,
                shared.modal,
                negated,
                shared.infinitive,
            )
    modal = next((_modal(h) for h in helpers if h.tag == "MD"), None)
    infinitive = any(h.tag == "TO" for h in helpers) or (token.tag == "VB" and modal is None and not helpers)
    have = next((h for h in helpers if h.lemma in _HAVE and h.relation == "aux"), None)
    perfect = have is not None and token.tag in ("VBN", "VBD")
    by = not own and sentence.child(index, "dobj") is None and sentence.child(index, "agent") is not None
    passive = (token.tag == "VBN" and not perfect) or any(h.relation == "auxpass" for h in helpers)
    passive = passive or (token.tag == "VBD" and by)  # "Mayor grilled by council"
    progressive = token.tag == "VBG" and any(h.lemma == "be" for h in helpers)
    if any(h.relation == "auxpass" and h.tag == "VBG" for h in helpers):
        progressive = True
    tense = Tense.NONE
    finite = next((h for h in helpers if h.tag in ("VBD", "VBZ", "VBP")), token)
    if modal is not None:
        tense = Tense.FUTURE if modal in _WILL else Tense.PRESENT
    elif finite.tag == "VBD":
        tense = Tense.PAST
    elif finite.tag in ("VBZ", "VBP"):
        tense = Tense.PRESENT
    return VerbForm(tense, perfect, progressive, passive, modal, negated, infinitive)


def meant_with(sentence: Sentence, token: Token) -> Token | None:
    """ "Plans to close the mill and shed 40 jobs": the infinitive a verb goes on from that looks like a past tense."""
    if token.tag != "VBD" or token.relation != "conj" or token.text.lower() != token.lemma:
        return None
    plan = sentence.tokens[token.head]
    own = sentence.children(token.index, "nsubj", "nsubjpass", "aux", "auxpass")
    if own or not lexicon().has("verb.plan", plan.lemma):
        return None
    return next((c for c in sentence.children(plan.index, "xcomp") if c.tag == "VB" and c.index < token.index), None)


def _wanted(sentence: Sentence, token: Token) -> bool:
    """ "Wants the mill closed", "had the car repaired": a participle by right."""
    above = sentence.tokens[token.head]
    asks = lexicon().has("verb.wish", above.lemma) or lexicon().has("verb.bid", above.lemma)
    return token.relation == "ccomp" and token.tag == "VBN" and asks and not lexicon().has("verb.report", above.lemma)


def _modal(token: Token) -> str:
    text = token.text.lower()
    return text if text in _WILL or token.lemma == "be" else token.lemma
