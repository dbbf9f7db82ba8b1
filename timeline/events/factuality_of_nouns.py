"""The same for what a noun names: by its modifiers and the verb that governs it."""

from __future__ import annotations

from timeline.events.detection import governing_verb, predicative
from timeline.events.factuality_of_verbs import Verdict, cue_of, of_verb, status_step
from timeline.grammar import Sentence, Token
from timeline.grammar.governors import Bond, Governor, governors
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb, verb_form
from timeline.model import Status


def by_modifiers(sentence: Sentence, noun: Token, words: Lexicon) -> Verdict | None:
    for c in sentence.children(noun.index, "amod", "det", "advmod"):
        lemma, text = c.lemma.lower(), c.text.lower()
        for role, result in (
            ("modifier.past", Status.HAPPENED),
            ("modifier.denied", Status.DENIED),
            ("modifier.plan", Status.PLANNED),
            ("modifier.possible", Status.POSSIBLE),
            ("modifier.ongoing", Status.ONGOING),
        ):
            if words.has(role, text) or words.has(role, lemma):
                return result, status_step("modifier", c)
    return None


def of_noun(sentence: Sentence, index: int, words: Lexicon) -> Verdict:
    noun = sentence.tokens[index]
    by_modifier = by_modifiers(sentence, noun, words)
    if by_modifier is not None:
        return by_modifier
    verb = governing_verb(sentence, index)
    if verb is not None and predicative(sentence, noun):
        return of_verb(sentence, verb, words)
    planned = _appointed(sentence, noun, words)
    if planned is not None:
        return planned
    definite = any(
        c.relation == "poss" or (c.relation == "det" and words.has("definite", c.text.lower()))
        for c in sentence.children(index)
    )
    of_other = False
    for g in governors(sentence, index):
        head = g.token
        if g.beyond:
            break
        if head.tag.startswith("NN"):
            cue = cue_of(sentence, head, words) if g.bond is Bond.PREPOSITION and not of_other else None
            if cue is not None:
                return cue
            part = words.has("noun.part", head.lemma.lower())
            of_other = of_other or (g.bond is Bond.PREPOSITION and not part)
        elif is_verb(head):
            found = _by_governor(sentence, noun, g, words, definite, of_other)
            return found if found is not None else (Status.HAPPENED, status_step("named", noun))
    return Status.HAPPENED, status_step("named", noun)


def _appointed(sentence: Sentence, noun: Token, words: Lexicon) -> Verdict | None:
    """ "The funeral will be on Thursday", "a decision is due in May"."""
    head = sentence.tokens[noun.head]
    copula, modal = words.has("copula", head.lemma), verb_form(sentence, head.index).modal
    if copula and noun.relation in ("nsubj", "attr") and modal and words.get("modal", modal) == "future":
        return Status.PLANNED, status_step("future", modal)
    due = next(
        (c for c in sentence.children(noun.index) if words.has("appointed", c.text.lower()) and c.index > noun.index),
        None,
    )
    set_for = sentence.child(head.index, "acomp") if copula and noun.relation == "nsubj" else None
    if set_for is not None and words.has("adjective.plan", set_for.lemma.lower()):
        due = due or set_for
    return (Status.PLANNED, status_step("modifier", due)) if due is not None else None


def _by_governor(
    sentence: Sentence, noun: Token, g: Governor, words: Lexicon, definite: bool, of_other: bool
) -> Verdict | None:
    """What the verb that governs a noun says of it; None where it says nothing, and the noun names what was."""
    head = g.token
    lemma, status_of = head.lemma.lower(), of_verb(sentence, head.index, words)
    status, steps = status_of
    if definite and of_other and status is not Status.PLANNED:
        return None  # "gives an account of the blast": what is done with the account says nothing of the blast
    cue = _called_for(sentence, g, status_of, words, definite)
    if cue is not None:
        return cue
    if words.has("verb.light", lemma) and g.bond in (Bond.NOUN, Bond.SUBJECT):
        return status_of
    if g.bond is Bond.SUBJECT and not words.has("copula", lemma):
        settled = definite and status in (Status.ONGOING, Status.POSSIBLE, Status.PLANNED)
        return (Status.HAPPENED, status_step("named", noun)) if settled else status_of
    if g.bond is Bond.PREPOSITION and status is Status.DENIED:
        return None
    told_before = g.bond is Bond.PREPOSITION and words.has("connective", g.below.lemma.lower())
    if not definite and not told_before and status in (Status.PLANNED, Status.POSSIBLE, Status.DENIED):
        return status, steps
    goes_on = words.has("copula", lemma) and status is Status.ONGOING and g.bond is not Bond.SUBJECT and not definite
    return status_of if goes_on else None


def _called_for(sentence: Sentence, g: Governor, status_of: Verdict, words: Lexicon, definite: bool) -> Verdict | None:
    """What is called off, denied, wanted, approved or asked for, by the verb that governs it."""
    head, (status, _) = g.token, status_of
    lemma = head.lemma.lower()
    off = words.has("verb.call-off", lemma) and (g.bond is Bond.NOUN or verb_form(sentence, head.index).passive)
    if off and g.bond in (Bond.NOUN, Bond.SUBJECT) and status is Status.HAPPENED:
        return Status.DENIED, status_step("cue", head)
    if words.has("verb.denial", lemma) and g.bond is Bond.NOUN:
        return Status.DENIED, status_step("cue", head)
    wanted = words.has("verb.plan", lemma) or words.has("verb.wish", lemma)
    wanted = wanted and sentence.child(head.index, "prt") is None  # not "set off"
    wanted = wanted and not words.has("verb.report", lemma)  # not "told a news conference"
    if g.bond is Bond.NOUN and wanted and not words.has("verb.implicative", lemma):
        if status is Status.DENIED:
            return status_of  # "do not expect a recovery"
        planned = words.has("verb.plan", lemma) and status is not Status.POSSIBLE
        return (Status.PLANNED if planned else Status.POSSIBLE), status_step("cue", head)
    if g.bond is not Bond.PREPOSITION or not words.has("preposition.for", g.below.lemma):
        return None
    if words.has("verb.set-for", lemma) and not definite:
        return Status.PLANNED, status_step("cue", head)  # "approved for a launch in 2030"
    return (Status.POSSIBLE, status_step("cue", head)) if words.has("verb.ask-for", lemma) else None
