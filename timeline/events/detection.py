"""Where the text tells of an event: verbs, event nouns, predicative adjectives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline.grammar import Document, Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import VerbForm, is_verb, verb_form
from timeline.model import Span


class TriggerKind(StrEnum):
    """Part of speech of a trigger."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell of an event.

    `token` is the trigger; `core` says what happened: the trigger itself, or the noun of a light verb ("issued a
    statement") or the complement of an aspectual one ("began to withdraw"). `verb` governs it in its clause (the
    trigger, when that is a verb; None for a noun without one).
    """

    sentence: int
    token: int
    core: int
    kind: TriggerKind
    verb: int | None
    form: VerbForm


_NOT_TRIGGERS = frozenset({"aux", "auxpass", "prep", "mark", "amod", "compound", "case", "punct", "det"})


def candidates(document: Document, words: Lexicon, merged: bool) -> list[Candidate]:
    """All candidates in text order. merged: a light or aspectual verb and its complement count as one."""
    found: list[Candidate] = []
    for sentence in document.sentences:
        here = list(_in_sentence(sentence, words, merged))
        here.sort(key=lambda c: c.token)
        found.extend(here)
    return found


def _in_sentence(sentence: Sentence, words: Lexicon, merged: bool) -> Iterator[Candidate]:
    taken: set[int] = set()
    if merged:
        for token in sentence.tokens:
            if _verb_trigger(token, words) and token.index not in taken:
                core = _complement(sentence, token, words)
                if core is not None and core not in taken:
                    taken.update((token.index, core))
                    form = verb_form(sentence, token.index)
                    yield Candidate(sentence.index, token.index, core, TriggerKind.VERB, token.index, form)
    for token in sentence.tokens:
        if token.index in taken:
            continue
        if _verb_trigger(token, words) or (merged and holds_office(sentence, token, words)):
            form = verb_form(sentence, token.index)
            yield Candidate(sentence.index, token.index, token.index, TriggerKind.VERB, token.index, form)
        elif is_event_noun(token, words):
            verb = governing_verb(sentence, token.index)
            form = verb_form(sentence, verb) if verb is not None else VerbForm()
            yield Candidate(sentence.index, token.index, token.index, TriggerKind.NOUN, verb, form)
        elif token.tag == "JJ" and token.relation == "acomp" and words.has("adjective.event", token.lemma.lower()):
            head = token.head
            yield Candidate(
                sentence.index, token.index, token.index, TriggerKind.ADJECTIVE, head, verb_form(sentence, head)
            )


def _verb_trigger(token: Token, words: Lexicon) -> bool:
    if not token.tag.startswith("VB") or token.relation in _NOT_TRIGGERS or words.has("copula.short", token.lemma):
        return False
    return token.pos in ("VERB", "AUX") and any(c.isalpha() for c in token.text)


def holds_office(sentence: Sentence, verb: Token, words: Lexicon) -> bool:
    """ "Was mayor from 2003 to 2008", "has been on leave since May": a copula that tells how long someone was what."""
    if not words.has("copula", verb.lemma) or not is_verb(verb) or verb.relation in ("aux", "auxpass"):
        return False
    what = next(iter(sentence.children(verb.index, "attr")[-1:]), None) or _state(sentence, verb, words)
    if (
        what is None
        or what.tag != "NN"
        or not (what.relation == "pobj" or words.has("noun.person", what.lemma.lower()))
    ):
        return False
    spans = [c for at in (verb.index, what.index) for c in sentence.children(at, "prep")]
    spans += [m for c in sentence.children(verb.index, "advcl") for m in sentence.children(c.index, "mark")]
    return any(words.get("preposition", c.lemma.lower()) in ("since", "until") for c in spans)


def _state(sentence: Sentence, verb: Token, words: Lexicon) -> Token | None:
    """ "On leave", "in jail", "under guard": the bare noun of the phrase that says how someone is."""
    phrase = next(
        (c for c in sentence.children(verb.index, "prep") if words.has("preposition.stay", c.lemma.lower())), None
    )
    noun = sentence.child(phrase.index, "pobj") if phrase is not None else None
    bare = noun is not None and noun.entity is None and not sentence.children(noun.index)
    named = noun is not None and (is_event_noun(noun, words) or words.has("noun.time", noun.lemma.lower()))
    return noun if bare and not named else None


def is_event_noun(token: Token, words: Lexicon) -> bool:
    """Is the token the head of a phrase that names an event? Not before another noun ("attack helicopter")."""
    if token.tag not in ("NN", "NNS") and not (token.pos == "PROPN" and token.relation not in ("compound", "nmod")):
        return False
    lemma = token.lemma.lower()
    if words.has("noun.never", lemma) or token.relation in ("compound", "nmod", "amod", "npadvmod"):
        return False
    if token.pos == "PROPN":
        return words.has("noun.event", lemma) and not words.has("noun.weak", lemma)
    return words.has("noun.event", lemma) or words.has("noun.event", token.text.lower())


def governing_verb(sentence: Sentence, index: int) -> int | None:
    """The nearest verb above."""
    return next((t.index for t in sentence.ancestors(index) if is_verb(t)), None)


def _complement(sentence: Sentence, verb: Token, words: Lexicon) -> int | None:
    """What a light, aspectual or occurrence verb only carries; None when it stands for itself."""
    lemma = verb.lemma
    form = verb_form(sentence, verb.index)
    if words.has("verb.light", lemma) or words.has("verb.aspect.begin", lemma) or words.has("verb.aspect.end", lemma):
        noun = sentence.child(verb.index, "dobj") or (sentence.child(verb.index, "nsubjpass") if form.passive else None)
        if noun is None and verb.relation == "relcl":
            noun = sentence.tokens[verb.head]
        if noun is not None and noun.tag in ("WDT", "WP") and verb.relation == "relcl":
            noun = sentence.tokens[verb.head]
        event = through_parts(sentence, noun, words) if noun is not None else None
        if event is not None and words.get("noun.event", event.lemma.lower()) != "state":
            return event.index
    thing = sentence.child(verb.index, "dobj")
    idle = thing is not None and words.has("noun.idle", thing.lemma.lower())  # "the truce took effect"
    if words.has("verb.occur", lemma) and (thing is None or idle):
        who = sentence.child(verb.index, "nsubj")
        if who is not None and is_event_noun(who, words):
            return who.index
    carries = ("verb.aspect.begin", "verb.aspect.end", "verb.aspect.go-on", "verb.implicative", "verb.fail")
    inner = sentence.child(verb.index, "xcomp")
    if inner is None or inner.tag not in ("VB", "VBG") or sentence.child(verb.index, "dobj") is not None:
        return None
    obliged = words.has("obligation", lemma) and inner.tag == "VB"  # "had to sell", not "has until Friday to appeal"
    obliged = obliged and not any(verb.index < c.index < inner.index for c in sentence.children(verb.index, "prep"))
    return inner.index if obliged or any(words.has(role, lemma) for role in carries) else None


def through_parts(sentence: Sentence, noun: Token, words: Lexicon) -> Token | None:
    """The event noun itself, or the one after "of" in "a series of attacks"; None when there is none."""
    if words.has("noun.part", noun.lemma.lower()):
        for of in sentence.children(noun.index, "prep"):
            inner = sentence.child(of.index, "pobj") if words.has("genitive", of.lemma) else None
            if inner is not None and is_event_noun(inner, words):
                return inner
    return noun if is_event_noun(noun, words) else None


def predicative(sentence: Sentence, noun: Token) -> bool:
    """ "The town is under siege", "has been in a state of siege": the noun says how things stand."""
    at = noun
    for _ in range(3):
        up = sentence.tokens[at.head]
        if at.relation != "pobj" or up.relation != "prep":
            return False
        if sentence.words.has("preposition.state", up.lemma.lower()):
            verb = sentence.tokens[up.head]  # "is deliberate, in an effort to": something else is said with "is"
            stands = sentence.words.has("copula.lasting", verb.lemma) and verb.index < up.index
            return stands and sentence.child(verb.index, "acomp", "attr", "xcomp") is None
        if not sentence.words.has("genitive", up.lemma.lower()):  # "was not at fault for the explosion"
            return False
        at = sentence.tokens[up.head]
    return False


def token_span(sentence: Sentence, index: int) -> Span:
    """The token, as the researchers count triggers."""
    return sentence.tokens[index].span


def word_span(sentence: Sentence, index: int) -> Span:
    """The word with what a hyphen joins to its front: "re-elected"."""
    first = index
    while first >= 2 and _joined(sentence, first):
        first -= 2
    own = sentence.tokens[index].span
    return Span(sentence.tokens[first].span.start, own.end)


def _joined(sentence: Sentence, index: int) -> bool:
    """Is a hyphen between the word and a prefix, with no blank?"""
    prefix, hyphen, word = sentence.tokens[index - 2 : index + 1]
    close = prefix.span.end == hyphen.span.start and hyphen.span.end == word.span.start
    return close and hyphen.text == "-" and prefix.text.isalpha()
