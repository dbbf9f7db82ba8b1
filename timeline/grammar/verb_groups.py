"""Tense, aspect, voice and mood of a verb, read from its tags and auxiliaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from timeline.grammar.document import Sentence, Token
from timeline.grammar.lexicon import Lexicon


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
    words = sentence.words
    not_ = (c for c in below if c.relation == "neg" and not words.has("adverb.just", c.lemma))
    negated = any(not_) or any(words.has("negation", c.lemma) for c in below)
    if not helpers and (left_out := _without_helpers(sentence, token, below, negated)) is not None:
        return left_out
    meant = meant_with(sentence, token)
    if meant is not None:
        return verb_form(sentence, meant.index)
    if not helpers and (shared := _coordinated(sentence, token, below, negated, hops)) is not None:
        return shared
    return _grouped(sentence, token, helpers, negated)


def _without_helpers(sentence: Sentence, token: Token, below: Sequence[Token], negated: bool) -> VerbForm | None:
    """The form of a verb whose helpers are left out, or that the tagger took for another form."""
    bare = not any(c.relation in ("dobj", "ccomp", "xcomp", "prt") for c in below)
    if sentence.headline and bare and token.tag in ("VBD", "VBN") and token.relation == "ROOT":
        # headlines tell the past in the present: "Banker arrested" is short for "was arrested"
        return VerbForm(Tense.PAST, passive=True, negated=negated)
    if not _starts_anew(token, below):
        return None
    acts = sentence.words.has("verb.intransitive", token.lemma)  # "two were shot and a third drowned"
    if not acts and token.relation == "conj" and bare and token.tag in ("VBD", "VBN"):
        first = sentence.tokens[token.head]
        if is_verb(first) and first.index < token.index and sentence.child(first.index, "auxpass") is not None:
            return VerbForm(Tense.PAST, passive=True, negated=negated)  # "two were killed and dozens injured"
    done = (
        token.relation == "pcomp" and sentence.child(token.index, "dobj") is None
    )  # "with a thousand people infected"
    taken = (token.tag == "VBN" and not done) or (token.tag == "VB" and token.relation == "advcl")
    if not taken or _wanted(sentence, token):
        return None
    no_thing = not any(c.relation in ("dobj", "ccomp") for c in below)
    # "Three banks taken over", as notes have it; else a past tense taken for a participle or an infinitive
    passive = no_thing and sentence.words.has("participle", token.text.lower())
    return VerbForm(Tense.PAST, passive=passive, negated=negated)


def _starts_anew(token: Token, below: Sequence[Token]) -> bool:
    """Has the verb a subject of its own before it?"""
    return any(c.relation in ("nsubj", "nsubjpass") and c.index < token.index for c in below)


def _coordinated(sentence: Sentence, token: Token, below: Sequence[Token], negated: bool, hops: int) -> VerbForm | None:
    """The form of a verb that takes the helpers of the one it is joined to: "has left and gone"."""
    if token.relation != "conj" or hops >= _CHAIN:
        return None
    first = sentence.tokens[token.head]
    same = token.tag == "VBD" and token.text.lower() == token.lemma  # "to close the mill and shed 40 jobs"
    to_first = same and not _starts_anew(token, below) and first.tag == "VB"
    if token.tag not in ("VB", "VBN", "VBG") and not to_first:
        return None
    if token.tag == "VBN" and first.tag == "VBD" and sentence.child(token.index, "dobj") is not None:
        return VerbForm(Tense.PAST, negated=negated)  # "suspended its payments and cut jobs"
    if is_verb(first) and (first.tag == token.tag or token.tag == "VB" or to_first):
        return replace(verb_form(sentence, first.index, hops + 1), negated=negated)
    return None


def _grouped(sentence: Sentence, token: Token, helpers: Sequence[Token], negated: bool) -> VerbForm:
    """The form of a verb with the helpers before it."""
    modal = next((_modal(h, sentence.words) for h in helpers if h.tag == "MD"), None)
    bare = token.tag == "VB" and not helpers
    plain = bare and token.relation == "ROOT" and _starts_anew(token, sentence.children(token.index))
    infinitive = any(h.tag == "TO" for h in helpers) or (bare and not plain)
    have = next((h for h in helpers if sentence.words.has("perfect", h.lemma) and h.relation == "aux"), None)
    perfect = have is not None and token.tag in ("VBN", "VBD")
    doer = sentence.child(token.index, "agent") is not None
    by = not helpers and sentence.child(token.index, "dobj") is None and doer
    passive = (token.tag == "VBN" and not perfect) or any(h.relation == "auxpass" for h in helpers)
    passive = passive or (token.tag == "VBD" and by)  # "Mayor grilled by council"
    being = any(h.relation == "auxpass" and h.tag == "VBG" for h in helpers)
    progressive = being or (token.tag == "VBG" and any(sentence.words.has("copula", h.lemma) for h in helpers))
    tense = Tense.NONE
    finite = next((h for h in helpers if h.tag in ("VBD", "VBZ", "VBP")), token)
    if modal is not None:
        tense = Tense.FUTURE if sentence.words.get("modal", modal) == "future" else Tense.PRESENT
    elif finite.tag == "VBD":
        tense = Tense.PAST
    elif finite.tag in ("VBZ", "VBP") or plain:  # "tickets go on sale on Friday": no infinitive has a subject so
        tense = Tense.PRESENT
    return VerbForm(tense, perfect, progressive, passive, modal, negated, infinitive)


def meant_with(sentence: Sentence, token: Token) -> Token | None:
    """ "Plans to close the mill and shed 40 jobs": the infinitive a verb goes on from that looks like a past tense."""
    if token.tag != "VBD" or token.relation != "conj" or token.text.lower() != token.lemma:
        return None
    plan = sentence.tokens[token.head]
    own = sentence.children(token.index, "nsubj", "nsubjpass", "aux", "auxpass")
    if own or not sentence.words.has("verb.plan", plan.lemma):
        return None
    return next((c for c in sentence.children(plan.index, "xcomp") if c.tag == "VB" and c.index < token.index), None)


def _wanted(sentence: Sentence, token: Token) -> bool:
    """ "Wants the mill closed", "had the car repaired": a participle by right."""
    above = sentence.tokens[token.head]
    asks = sentence.words.has("verb.wish", above.lemma) or sentence.words.has("verb.bid", above.lemma)
    return (
        token.relation == "ccomp" and token.tag == "VBN" and asks and not sentence.words.has("verb.report", above.lemma)
    )


def _modal(token: Token, words: Lexicon) -> str:
    text = token.text.lower()
    return text if words.get("modal", text) == "future" or words.has("copula", token.lemma) else token.lemma
