"""What stands in or beside a clause and bears on its status: conditions, lengths, negative words, particles."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.detection import Candidate, TriggerKind
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.governors import Bond, Governor
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense, is_verb, verb_form


def _measures(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "since" anything, "for" a time (not "criticised for cutting", nor "for the first time since")."""
    if token.lemma.lower() != "for":
        return token.lemma.lower() == "since" and not _nth_time(sentence, sentence.tokens[token.index - 1], words)
    noun = sentence.child(token.index, "pobj")
    return noun is not None and words.has("noun.time", noun.lemma.lower()) and not _nth_time(sentence, noun, words)


def _nth_time(sentence: Sentence, noun: Token, words: Lexicon) -> bool:
    which = (c.lemma.lower() for c in sentence.children(noun.index, "amod"))
    return noun.lemma.lower() == "time" and any(words.has("modifier.rank", w) for w in which)


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


def no_object(sentence: Sentence, index: int) -> bool:
    """ "Said nothing", "won no seat": what was done had no object."""
    what = sentence.child(index, "dobj")
    bare = what is not None and what.lemma.lower() in ("nothing", "nobody", "none")
    return what is not None and (bare or any(d.lemma.lower() == "no" for d in sentence.children(what.index, "det")))


def condition(sentence: Sentence, index: int) -> Token | None:
    """The "if" on which it hangs: "if the dam breaks, thousands will flee"; not "if it has to"."""
    clauses = sentence.children(index, "advcl")
    full = (c for c in clauses if not any(k.text.lower() == "to" for k in sentence.children(c.index, "xcomp")))
    marks = (m for c in full for m in sentence.children(c.index, "mark") if m.lemma.lower() in ("if", "unless"))
    return next(marks, None)


def awaited_event(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Will stop when the leak is plugged": it is not plugged yet."""
    if token.relation != "advcl" or verb_form(sentence, token.index).tense is Tense.NONE:
        return False
    marks = sentence.children(token.index, "mark", "advmod")
    waits = any(words.has("mark.later", c.lemma.lower()) for c in marks)
    main, own = verb_form(sentence, token.head), verb_form(sentence, token.index)
    present = own.tense is Tense.PRESENT and own.modal is None  # "may not decide until after they have met"
    ahead = main.tense is Tense.FUTURE or main.modal == "would" or (present and main.modal is not None)
    return waits and ahead and not main.perfect


def is_failure(sentence: Sentence, verb: Token, words: Lexicon) -> bool:
    """ "Failed to", "called off", but not "called"."""
    particle = words.particles.get(verb.lemma)
    said = particle is None or any(c.text.lower() == particle for c in sentence.children(verb.index, "prt", "advmod"))
    return words.has("verb.fail", verb.lemma) and said


def is_prediction(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Prices will fall", "the bank will make a loss": foretold, not planned; not "loans will fall due"."""
    thing = sentence.child(token.index, "dobj")
    if words.has("verb.light", token.lemma) and thing is not None:
        return words.has("verb.befall", thing.lemma) or thing.lemma in ("loss", "profit")
    free = thing is None or token.lemma in ("lose", "suffer")
    return words.has("verb.befall", token.lemma) and free and sentence.child(token.index, "acomp") is None


def is_scheduled(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Is scheduled", "a hearing set for Friday"."""
    set_for = words.has("adjective.plan", token.text.lower()) and token.lemma == "set"
    return words.has("verb.schedule", token.lemma) or (
        set_for and any(c.lemma.lower() == "for" for c in sentence.children(token.index, "prep"))
    )


def cancelling_verb(sentence: Sentence, token: Token, words: Lexicon) -> Token | None:
    """ "A dive planned for May was cancelled": the verb that cancels what was planned."""
    noun = sentence.tokens[token.head]
    verb = sentence.tokens[noun.head]
    what = token.relation in ("acl", "relcl") and noun.relation in ("nsubjpass", "dobj")
    off = is_verb(verb) and (is_failure(sentence, verb, words) or words.has("verb.call-off", verb.lemma))
    return verb if what and off else None


def is_dismissed(sentence: Sentence, noun: Token, words: Lexicon) -> bool:
    """ "Denied a report that", "claims that it had shut were untrue": is what a noun tells said to be untrue?"""
    told = words.has("noun.told", noun.lemma.lower()) or words.has("noun.possible", noun.lemma.lower())
    verb = sentence.tokens[noun.head]
    judged = sentence.child(verb.index, "acomp") if noun.relation == "nsubj" else None
    if told and judged is not None and words.has("adjective.untrue", judged.lemma.lower()):
        return not verb_form(sentence, verb.index).negated
    if not told or noun.relation not in ("dobj", "nsubjpass", "oprd", "pobj") or not is_verb(verb):
        return False
    form = verb_form(sentence, verb.index)
    return words.has("verb.dismiss", verb.lemma) and not form.negated and form.modal is None


def was_due(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Was due to retire", "was expected to rule": as it stood then; not "promised to retire"."""
    up = sentence.tokens[token.head]
    verb = sentence.tokens[up.head] if up.pos == "ADJ" else up
    if token.relation != "xcomp" or not is_verb(verb) or verb_form(sentence, verb.index).tense is not Tense.PAST:
        return False
    stands = verb.index != up.index and words.has("adjective.plan", up.lemma.lower())
    return stands or (verb_form(sentence, up.index).passive and words.has("verb.schedule", up.lemma))


def was_planned(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """ "Was expected last month", "was to be approved in May": a plan as it stood in the past."""
    at = candidate.verb if candidate.kind is TriggerKind.NOUN else candidate.token
    if at is None:
        return False
    token = sentence.tokens[at]
    up = sentence.tokens[token.head]
    for verb in (token, up, sentence.tokens[up.head]):
        sets = words.has("verb.plan", verb.lemma) or words.has("verb.schedule", verb.lemma)
        states = verb.lemma == "be" and token.index != verb.index
        if (sets or states) and is_verb(verb) and verb_form(sentence, verb.index).tense is Tense.PAST:
            return True
    return False


def not_yet(sentence: Sentence, verb: Token) -> bool:
    """ "The cause is yet to emerge", "has yet to begin": it has not."""
    later = sentence.tokens[verb.index + 1 : verb.index + 3]
    return [t.text.lower() for t in later] == ["yet", "to"]


def proviso(sentence: Sentence, token: Token, above: Sequence[Governor]) -> Token | None:
    """ "Would pay, provided that the strike ended": a condition, whatever the parse takes the word for."""
    for word, below in ((sentence.tokens[token.head], token), *((g.token, g.below) for g in above)):
        after = sentence.tokens[word.index + 1 : word.index + 2]
        stated = word.text.lower() in ("provided", "providing") and [t.text.lower() for t in after] == ["that"]
        if stated and below.index > word.index > 0 and sentence.tokens[word.index - 1].text == ",":
            return word
    return None


def ordinal_infinitive(sentence: Sentence, governor: Governor, words: Lexicon) -> Token | None:
    """ "Is the third minister to go": who is counted among those who did has done it; the verb that says who is."""
    above = governor.token
    who = sentence.child(above.index, "attr") if above.lemma == "be" else above
    if who is None or who.index > governor.below.index or who.relation != "attr":
        return None
    counted = any(words.has("modifier.rank", c.lemma.lower()) for c in sentence.children(who.index, "amod"))
    person = words.has("noun.person", who.lemma.lower()) or words.has("noun.body", who.lemma.lower())
    return sentence.tokens[who.head] if counted and person else None


def is_announced_decision(sentence: Sentence, governor: Governor, words: Lexicon) -> bool:
    """ "Four were told that they will lose their posts": somebody has decided it."""
    verb = governor.token
    return governor.bond is Bond.THAT and words.has("verb.tell", verb.lemma) and verb_form(sentence, verb.index).passive


def parenthetical_belief(sentence: Sentence, index: int, governor: Governor) -> bool:
    """ "A corner was torn off, with a knife, the curators believe": what is thought bears on the words beside it."""
    verb, own = governor.token, sentence.tokens[index]
    below = own if first_conjunct(sentence, own) is governor.below else governor.below
    if below.index > verb.index or any(c.text.lower() == "that" for c in sentence.children(below.index, "mark")):
        return False
    opens = min([verb.index, *(sentence.subtree(c.index)[0] for c in sentence.children(verb.index, "nsubj"))])
    between = [c for c in sentence.children(below.index, "prep", "advcl", "npadvmod") if below.index < c.index < opens]
    return any(sentence.tokens[sentence.subtree(c.index)[0] - 1].text == "," for c in between)


def allegation(sentence: Sentence, token: Token, above: Sequence[Governor], words: Lexicon) -> Token | None:
    """ "The indictment says he was paid": the accuser's word; not "prosecutors said he had been arrested"."""
    governing = [g for g in above[:1] if g.bond is Bond.THAT and words.has("verb.report", g.token.lemma)]
    says = [subject(sentence, g.token.index) for g in governing if not presupposed(sentence, token.index, g)]
    by = [p for c in sentence.children(token.index, "prep") if c.text.lower() == "according" for p in c.children]
    for who in (*says, *(sentence.child(p, "pobj") for p in by)):
        if who is None or not words.has("noun.accuser", who.lemma.lower()):
            continue
        what = subject(sentence, token.index)
        own = words.has("verb.legal", token.lemma) or (what is not None and what.text.lower() in ("it", "they", "we"))
        if not own or words.has("noun.report", who.lemma.lower()) or words.has("noun.paper", who.lemma.lower()):
            return who
    return None


def presupposed(sentence: Sentence, index: int, governor: Governor) -> bool:
    """ "Denied that he fled when the mill burned": the burning is what both sides take for granted."""
    for token in (sentence.tokens[index], *sentence.ancestors(index)):
        if token.index == governor.below.index:
            return False
        marks = sentence.children(token.index, "mark", "advmod")
        if token.relation == "advcl" and any(c.lemma.lower() in _TIME_MARKS for c in marks):
            return True
    return False


_TIME_MARKS = frozenset({"after", "before", "since", "until", "when", "while"})


def hearsay_verb(sentence: Sentence, token: Token, above: Sequence[Governor], words: Lexicon) -> Token | None:
    """ "It is alleged that he moved the money": the verb by which nobody named says so."""
    governing = [g.token for g in above[:1] if g.bond is Bond.THAT]
    for verb in (*governing, *sentence.children(token.index, "parataxis")):
        who = sentence.child(verb.index, "nsubjpass")
        unnamed = who is not None and who.text.lower() == "it" and sentence.child(verb.index, "agent") is None
        if unnamed and words.has("verb.hearsay", verb.lemma):
            return verb
    return None


def conjecture(sentence: Sentence, index: int, governor: Governor, words: Lexicon) -> bool:
    """ "Some scholars suggest that fire destroyed it when the town fell": the fire may have; the town did fall."""
    path = [t for t in (sentence.tokens[index], *sentence.ancestors(index)) if t.index != governor.below.index]
    inside = [t for t in path if governor.below.index in {a.index for a in sentence.ancestors(t.index)}]
    if not words.has("verb.conjecture", governor.token.lemma) or any(t.relation == "advcl" for t in inside):
        return False
    who = subject(sentence, governor.token.index)
    return who is not None and not words.has("noun.evidence", who.lemma.lower())


def negated_until(sentence: Sentence, index: int) -> bool:
    """ "did not open until May": it did, in May; "will not open before May": then, or later."""
    form = verb_form(sentence, index)
    ahead = form.modal is not None or form.infinitive
    limits = ("until", "till", "before") if ahead else ("until", "till")
    return any(c.lemma.lower() in limits for c in sentence.children(index, "prep", "mark"))


def is_continuing(sentence: Sentence, verb: Token, words: Lexicon) -> bool:
    """ "Will stay closed until May", "will remain in office until May": it is so now."""
    how = [verb.index, *(c.index for c in sentence.children(verb.index, "acomp"))]
    return words.has("verb.still", verb.lemma) and any(negated_until(sentence, at) for at in how)


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


def is_past_future(sentence: Sentence, candidate: Candidate) -> bool:
    """ "He would die in 1990": the past told from before; not "would have", nor what somebody said or supposes."""
    token, form = first_conjunct(sentence, sentence.tokens[candidate.token]), candidate.form
    main = token.relation == "ROOT" and sentence.child(token.index, "parataxis") is None
    supposed = condition(sentence, candidate.token) is not None
    return form.modal == "would" and main and not (form.perfect or form.negated or supposed)


def has_only_time(sentence: Sentence, verb: Token, words: Lexicon) -> bool:
    """ "Is on Saturday", "is in July": a copula of the present with nothing but a time."""
    form = verb_form(sentence, verb.index)
    if (
        form.tense is not Tense.PRESENT
        or form.modal is not None
        or sentence.child(verb.index, "attr", "acomp") is not None
    ):
        return False
    at = [sentence.child(c.index, "pobj") for c in sentence.children(verb.index, "prep")]
    return any(n is not None and n.tag == "NNP" and words.has("noun.time", n.lemma.lower()) for n in at)


def is_abandoned(sentence: Sentence, plan: Token, words: Lexicon) -> bool:
    """ "Dropped plans to build a gym", "a plan was rejected": what was planned is not to be."""
    verb = sentence.tokens[plan.head]
    if plan.relation not in ("dobj", "nsubjpass") or not is_verb(verb):
        return False
    form = verb_form(sentence, verb.index)
    off = is_failure(sentence, verb, words) or words.has("verb.call-off", verb.lemma)
    return off and not form.negated and form.modal is None and (plan.relation == "dobj" or form.passive)
