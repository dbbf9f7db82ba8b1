"""What stands in or beside a clause and bears on its status: conditions, lengths, negative words, particles."""

from __future__ import annotations

from timeline.events.detection import Candidate
from timeline.grammar import Sentence, Token
from timeline.grammar.governors import Bond, Governor
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense, is_verb, verb_form


def _measures(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "since" anything, "for" a time (not "criticised for cutting", nor "for the first time since")."""
    if not words.has("preposition.for", token.lemma.lower()):
        return words.has("preposition.since", token.lemma.lower())
    noun = sentence.child(token.index, "pobj")
    return noun is not None and words.has("noun.time", noun.lemma.lower())


def is_lasting_state(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """ "have been stalemated for a year", "has been closed since May": a state that still is."""
    if words.has("verb.punctual", sentence.tokens[index].lemma):
        return False
    if any(_measures(sentence, c, words) for c in sentence.children(index, "prep", "mark")):
        return True
    return any(
        k.relation == "mark" and words.has("preposition.since", k.lemma.lower())
        for c in sentence.children(index, "advcl")
        for k in sentence.children(c.index)
    )


def negative_argument(sentence: Sentence, index: int) -> bool:
    """ "no ship left", "nobody came", "no longer plans to sell"; not "found nothing": they did look."""
    words, text = sentence.words, [t.text.lower() for t in sentence.tokens]
    for c in sentence.children(index, "advmod"):
        if c.index and words.has("negation.longer", " ".join(text[c.index - 1 : c.index + 1])):
            return True
    for c in sentence.children(index, "nsubj", "nsubjpass"):
        if words.has("negation.nobody", c.lemma.lower()):
            return True
        if any(
            words.has("negation.subject", d.lemma.lower()) and d.index < c.index for d in sentence.children(c.index)
        ):
            return True
        if words.has("negation.phrase", " ".join(text[i] for i in sentence.subtree(c.index)[:2])):
            return True  # "not a penny was borrowed"
    return False


def condition(sentence: Sentence, index: int) -> Token | None:
    """The "if" on which it hangs: "if the dam breaks, thousands will flee"; not "if it has to"."""
    clauses = sentence.children(index, "advcl")
    full = (c for c in clauses if not any(k.tag == "TO" for k in sentence.children(c.index, "xcomp")))
    marks = (
        m for c in full for m in sentence.children(c.index, "mark") if sentence.words.has("condition", m.lemma.lower())
    )
    return next(marks, None)


def is_scheduled(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Is scheduled", "a hearing set for Friday"."""
    set_for = words.has("adjective.plan", token.text.lower()) and words.has("fixing", token.lemma)
    return words.has("verb.schedule", token.lemma) or (
        set_for and any(words.has("preposition.for", c.lemma.lower()) for c in sentence.children(token.index, "prep"))
    )


def negated_until(sentence: Sentence, index: int) -> bool:
    """ "did not open until May": it did, in May; "will not open before May": then, or later."""
    form = verb_form(sentence, index)
    ahead = form.modal is not None or form.infinitive
    limits = "until.ahead" if ahead else "until"
    return any(sentence.words.has(limits, c.lemma.lower()) for c in sentence.children(index, "prep", "mark"))


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
    modal = sentence.words.get("modal", form.modal) if form.modal is not None else None
    return modal == "duty" or (modal == "conditional" and form.passive and token.relation == "ROOT")
