"""What stands in or beside a clause and bears on its status: conditions, lengths, negative words, particles."""

from __future__ import annotations

from timeline.events.detection import Candidate
from timeline.grammar import Sentence, Token
from timeline.grammar.governors import Bond, Governor
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense, is_verb, verb_form


def _measures(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "since" anything, "for" a time (not "criticised for cutting", nor "for the first time since")."""
    if token.lemma.lower() != "for":
        return token.lemma.lower() == "since"
    noun = sentence.child(token.index, "pobj")
    return noun is not None and words.has("noun.time", noun.lemma.lower())


def is_lasting_state(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """ "have been stalemated for a year", "has been closed since May": a state that still is."""
    if words.has("verb.punctual", sentence.tokens[index].lemma):
        return False
    if any(_measures(sentence, c, words) for c in sentence.children(index, "prep", "mark")):
        return True
    return any(
        k.relation == "mark" and k.lemma.lower() == "since"
        for c in sentence.children(index, "advcl")
        for k in sentence.children(c.index)
    )


def negative_argument(sentence: Sentence, index: int) -> bool:
    """ "no ship left", "nobody came", "no longer plans to sell"; not "found nothing": they did look."""
    if any(
        c.text.lower() == "longer" and sentence.tokens[c.index - 1].text.lower() == "no"
        for c in sentence.children(index, "advmod")
    ):
        return True
    for c in sentence.children(index, "nsubj", "nsubjpass"):
        if c.lemma.lower() in ("nobody", "none", "nothing"):
            return True
        if any(d.lemma.lower() in ("no", "neither") and d.index < c.index for d in sentence.children(c.index)):
            return True
        opens = [sentence.tokens[i].text.lower() for i in sentence.subtree(c.index)[:2]]
        if opens in (["not", "a"], ["not", "one"]):
            return True  # "not a penny was borrowed"
    return False


def condition(sentence: Sentence, index: int) -> Token | None:
    """The "if" on which it hangs: "if the dam breaks, thousands will flee"; not "if it has to"."""
    clauses = sentence.children(index, "advcl")
    full = (c for c in clauses if not any(k.text.lower() == "to" for k in sentence.children(c.index, "xcomp")))
    marks = (m for c in full for m in sentence.children(c.index, "mark") if m.lemma.lower() in ("if", "unless"))
    return next(marks, None)


def is_scheduled(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Is scheduled", "a hearing set for Friday"."""
    set_for = words.has("adjective.plan", token.text.lower()) and token.lemma == "set"
    return words.has("verb.schedule", token.lemma) or (
        set_for and any(c.lemma.lower() == "for" for c in sentence.children(token.index, "prep"))
    )


_TIME_MARKS = frozenset({"after", "before", "since", "until", "when", "while"})


def negated_until(sentence: Sentence, index: int) -> bool:
    """ "did not open until May": it did, in May; "will not open before May": then, or later."""
    form = verb_form(sentence, index)
    ahead = form.modal is not None or form.infinitive
    limits = ("until", "till", "before") if ahead else ("until", "till")
    return any(c.lemma.lower() in limits for c in sentence.children(index, "prep", "mark"))


def is_reported(above: list[Governor], words: Lexicon) -> bool:
    return any(
        g.bond is Bond.THAT
        and (
            words.has("verb.report", g.token.lemma)
            or words.has("verb.act", g.token.lemma)  # "promised that a gym would be built"
            or words.has("noun.told", g.token.lemma.lower())
        )
        for g in above[:1]
    )


def is_reported_prediction(sentence: Sentence, above: list[Governor], words: Lexicon) -> bool:
    """ "Said he would leave" foretells, "says that, given the chance, he would leave" only supposes."""
    if not is_reported(above, words):
        return False
    if not is_verb(above[0].token):
        return True
    form = verb_form(sentence, above[0].token.index)
    return form.perfect or form.tense is Tense.PAST or (form.tense is Tense.NONE and not form.infinitive)


def first_conjunct(sentence: Sentence, token: Token) -> Token:
    """The first of coordinated words."""
    while token.relation == "conj" and token.head != token.index:
        token = sentence.tokens[token.head]
    return token


def is_obligation(sentence: Sentence, candidate: Candidate) -> bool:
    """ "Must be filed", "would be built": an order, or what someone has said he would do, and no condition."""
    token, form = first_conjunct(sentence, sentence.tokens[candidate.token]), candidate.form
    if form.perfect or form.negated or condition(sentence, candidate.token) is not None:
        return False
    return form.modal == "must" or (form.modal == "would" and form.passive and token.relation == "ROOT")
