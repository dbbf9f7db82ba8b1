"""Where the text tells of an event: verbs, event nouns, predicative adjectives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline.events.clauses import Tense, VerbForm, is_verb, subject, verb_form
from timeline.events.words import Lexicon
from timeline.language import Parsed, Sentence, Token


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
_NO_EVENT_VERBS = frozenset({"be", "'s", "’s", "'re", "’re", "'m"})


def candidates(parsed: Parsed, words: Lexicon, merged: bool) -> list[Candidate]:
    """All candidates in text order. merged: a light or aspectual verb and its complement count as one."""
    found: list[Candidate] = []
    for sentence in parsed.sentences:
        here = list(_in_sentence(sentence, words, merged))
        here.sort(key=lambda c: c.token)
        found.extend(here)
    return found


def _in_sentence(sentence: Sentence, words: Lexicon, merged: bool) -> Iterator[Candidate]:
    taken: set[int] = set()
    if merged:
        for token in sentence.tokens:
            if _verb_trigger(token) and token.index not in taken:
                core = _complement(sentence, token, words)
                if core is not None and core not in taken:
                    taken.update((token.index, core))
                    form = verb_form(sentence, token.index)
                    yield Candidate(sentence.index, token.index, core, TriggerKind.VERB, token.index, form)
    for token in sentence.tokens:
        if token.index in taken:
            continue
        if _verb_trigger(token):
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


def _verb_trigger(token: Token) -> bool:
    if not token.tag.startswith("VB") or token.relation in _NOT_TRIGGERS or token.lemma in _NO_EVENT_VERBS:
        return False
    return token.pos in ("VERB", "AUX") and any(c.isalpha() for c in token.text)


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
    if words.has("verb.occur", lemma) and not sentence.child(verb.index, "dobj"):
        who = sentence.child(verb.index, "nsubj")
        if who is not None and is_event_noun(who, words):
            return who.index
    carries = ("verb.aspect.begin", "verb.aspect.end", "verb.aspect.go-on", "verb.implicative", "verb.fail")
    if any(words.has(role, lemma) for role in carries):
        inner = sentence.child(verb.index, "xcomp")
        if inner is not None and inner.tag in ("VB", "VBG") and sentence.child(verb.index, "dobj") is None:
            return inner.index
    return None


def through_parts(sentence: Sentence, noun: Token, words: Lexicon) -> Token | None:
    """The event noun itself, or the one after "of" in "a series of attacks"; None when there is none."""
    if words.has("noun.part", noun.lemma.lower()):
        for of in sentence.children(noun.index, "prep"):
            inner = sentence.child(of.index, "pobj") if of.lemma == "of" else None
            if inner is not None and is_event_noun(inner, words):
                return inner
    return noun if is_event_noun(noun, words) else None


def strength(
    sentence: Sentence, candidate: Candidate, words: Lexicon, planned: bool, quoted: bool, timed: bool
) -> float:
    """How surely the candidate belongs on a timeline, 0..1, from the word, its form and its place in the sentence.

    planned: its status says so. quoted: inside direct speech. timed: has a time phrase of its own.
    """
    if candidate.kind is TriggerKind.NOUN:
        score = _noun_strength(sentence, candidate, words, planned)
        alone = all(c.relation in ("det", "punct") for c in sentence.children(candidate.token))
        alone = alone and not predicative(sentence, sentence.tokens[candidate.token])
        score -= 0.15 if alone and not timed else 0.0
    elif candidate.kind is TriggerKind.ADJECTIVE:
        score = 0.3
    else:
        score = _verb_strength(sentence, candidate, words, planned)
    if timed:
        score += 0.2 if score >= 0.2 else 0.1
    if quoted:
        score -= 0.2
    return max(0.0, min(1.0, score))


def _noun_strength(sentence: Sentence, candidate: Candidate, words: Lexicon, planned: bool) -> float:
    token = sentence.tokens[candidate.token]
    lemma = token.lemma.lower()
    weak = words.has("noun.weak", lemma)
    score = 0.3 if weak else 0.5
    children = sentence.children(candidate.token)
    definite = any(
        c.relation == "poss" or (c.relation == "det" and c.text.lower() in ("the", "this", "that")) for c in children
    )
    named = any(sentence.tokens[i].entity for i in sentence.subtree(candidate.token) if i != candidate.token)
    bare = not any(c.relation in ("det", "poss", "nummod") for c in children)
    if definite:
        score += 0.05
    if named:
        score += 0.1
    if bare and not named:
        score -= 0.2
    head = sentence.tokens[token.head]
    if bare and token.relation == "pobj" and head.relation == "prep" and head.lemma == "of":
        score -= 0.1
    if token.relation in ("attr", "appos", "conj"):
        score -= 0.1
    idle = ("verb.weak", "verb.comment", "verb.stative")
    tells = is_verb(head) and head.lemma != "be" and not any(words.has(role, head.lemma) for role in idle)
    if token.relation in ("nsubj", "nsubjpass", "dobj") and tells and not planned:
        score -= 0.2  # the verb tells of it
    if token.relation == "pobj" and head.lemma.lower() in ("as", "like"):
        score -= 0.3
    if predicative(sentence, token):
        score += 0.3
    return score


def predicative(sentence: Sentence, noun: Token) -> bool:
    """ "The town is under siege", "has been in a state of siege": the noun says how things stand."""
    at = noun
    for _ in range(3):
        up = sentence.tokens[at.head]
        if at.relation != "pobj" or up.relation != "prep":
            return False
        if up.lemma.lower() in ("in", "under", "at", "on"):
            return sentence.tokens[up.head].lemma in ("be", "remain")
        at = sentence.tokens[up.head]
    return False


def _verb_strength(sentence: Sentence, candidate: Candidate, words: Lexicon, planned: bool) -> float:
    token, form = sentence.tokens[candidate.token], candidate.form
    lemma = token.lemma
    light = candidate.core != candidate.token
    report = (words.has("verb.report", lemma) or words.has("verb.denial", lemma)) and not light
    if report and reports_something(sentence, token):
        return 0.05
    if light:
        core = sentence.tokens[candidate.core]
        score = 0.45 if words.has("noun.weak", core.lemma.lower()) else 0.75
        idle = ("verb.comment", "verb.stative", "verb.report")
        placed = sentence.child(core.index, "prep") is not None  # "failed to appear at the hearing"
        if is_verb(core) and not placed and any(words.has(role, core.lemma) for role in idle):
            score = 0.2
    elif words.has("verb.comment", lemma) or words.has("verb.stative", lemma):
        score = 0.1
    elif words.has("verb.speech", lemma) and sentence.child(token.index, "dobj") is not None:
        score = 0.45
    elif words.has("verb.weak", lemma):
        score = 0.3
    elif report:
        score = 0.4 if words.has("verb.speech", lemma) else 0.2
    elif sentence.child(token.index, "xcomp") is not None and words.has("verb.wish", lemma):
        score = 0.2
    elif sentence.child(token.index, "xcomp") is not None and words.has("verb.plan", lemma):
        score = 0.3
    else:
        score = 0.6
    if planned and form.tense is Tense.NONE and token.relation in ("xcomp", "ccomp", "ROOT", "conj", "oprd"):
        return score + 0.1
    return score + _form_bonus(sentence, token, form, planned)


def _form_bonus(sentence: Sentence, token: Token, form: VerbForm, planned: bool) -> float:
    score = 0.0
    relation = token.relation
    told = form.tense is Tense.PAST or form.perfect or (sentence.headline and form.tense is Tense.PRESENT)
    if told and relation in ("ROOT", "conj", "ccomp"):
        score += 0.15
    elif told:
        score += 0.05
    elif form.tense is Tense.PRESENT and form.modal is None and not form.progressive:
        score -= 0.35
    if form.modal is not None and not planned:
        score -= 0.1 if form.perfect or form.modal in ("may", "might", "could") else 0.25
    if form.negated:
        score -= 0.1
    if form.tense is Tense.NONE:
        if relation == "acl":
            score -= 0.2
        elif relation in ("advcl", "xcomp", "relcl", "ccomp") and form.infinitive:
            score -= 0.3
        elif relation == "amod":
            score -= 0.4
        elif relation == "pcomp" and sentence.tokens[token.head].lemma.lower() == "without":
            score -= 0.3
        elif relation == "pcomp" or token.tag == "VBG":
            score -= 0.1
    if any(c.relation == "mark" and c.lemma in ("if", "unless", "whether") for c in sentence.children(token.index)):
        score -= 0.25
    who = subject(sentence, token.index)
    if who is None:
        score -= 0.25 if form.tense is not Tense.NONE else 0.0
    elif who.lemma.lower() in _NOBODY or who.text.lower() in _NOBODY:
        score -= 0.35
    if sentence.child(token.index, "dobj", "prep", "prt", "agent", "xcomp", "ccomp") is None:
        score -= 0.05
    return score


_NOBODY = frozenset(
    {"one", "you", "whoever", "anyone", "someone", "nobody", "everyone", "who", "i", "we", "there", "what"}
)


def reports_something(sentence: Sentence, token: Token) -> bool:
    """Does the reporting verb govern what was said: a clause, or the quotation beside it?"""
    if sentence.child(token.index, "ccomp") is not None:
        return True
    if token.relation in ("parataxis", "acl", "advcl") and token.tag == "VBG":
        return True
    return any(t.text in ("“", "”", '"', "``", "''") for t in sentence.tokens)
