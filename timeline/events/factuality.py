"""Status of an event (after FactBank, Saurí and Pustejovsky 2009): its own form, then what its governors make of it."""

from __future__ import annotations

from timeline.events.cues import (
    condition,
    first_conjunct,
    is_lasting_state,
    is_reported,
    is_reported_prediction,
    is_scheduled,
    negated_until,
    negative_argument,
)
from timeline.events.detection import Candidate, TriggerKind, governing_verb, predicative
from timeline.grammar import Sentence, Token
from timeline.grammar.governors import Bond, Governor, governors
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense, is_verb, meant_with, verb_form
from timeline.model import Status, Step

Verdict = tuple[Status, tuple[Step, ...]]


def status(sentence: Sentence, candidate: Candidate, words: Lexicon) -> Verdict:
    """The status and the words that led to it."""
    if candidate.kind is TriggerKind.NOUN:
        return _noun(sentence, candidate.token, words)
    if candidate.kind is TriggerKind.ADJECTIVE and candidate.verb is not None:
        return _adjective(sentence, candidate.token, candidate.verb, words)
    if candidate.core != candidate.token:
        return _carried(sentence, candidate, words)
    return _verb(sentence, candidate.token, words)


def _adjective(sentence: Sentence, index: int, verb: int, words: Lexicon) -> Verdict:
    """The verb's status; "is due in court" is set for later."""
    found, steps = _verb(sentence, verb, words)
    lemma = sentence.tokens[index].lemma.lower()
    stood = found in (Status.ONGOING, Status.HAPPENED)
    if stood and words.has("adjective.plan", lemma) and words.has("verb.plan", lemma):
        return Status.PLANNED, _step("cue", sentence.tokens[index])
    return found, steps


def _step(rule: str, token: Token | str) -> tuple[Step, ...]:
    return (Step(f"event.status.{rule}", {"word": token if isinstance(token, str) else token.text}),)


def _carried(sentence: Sentence, candidate: Candidate, words: Lexicon) -> Verdict:
    """A light or aspectual verb with its complement: the verb's status, ongoing when a noun as complement is.

    "Refused to pay" tells of the refusing, which happened; "made no arrests" of what they did, and says what.
    """
    found = _verb(sentence, candidate.token, words)
    core = sentence.tokens[candidate.core]
    if core.tag.startswith("NN"):
        by_modifier = _modifiers(sentence, core, words)
        if by_modifier is not None and by_modifier[0] is Status.ONGOING:
            return by_modifier
    return found


def _verb(sentence: Sentence, index: int, words: Lexicon, depth: int = 0) -> Verdict:
    token = sentence.tokens[index]
    meant = meant_with(sentence, token)
    if meant is not None:
        return _verb(sentence, meant.index, words, depth + 1)
    form = verb_form(sentence, index)
    above = [g for g in governors(sentence, index) if not g.beyond]
    unsure = form.modal in ("may", "might") and not form.perfect  # "may not attend"
    if (form.negated or negative_argument(sentence, index)) and not (unsure or negated_until(sentence, index)):
        return Status.DENIED, _step("negated", token)
    doubt = next((c for c in sentence.children(index, "advmod") if words.has("adverb.possible", c.lemma.lower())), None)
    under = next((g for g in above if g.bond is Bond.CONDITION), None)
    if under is not None:
        return Status.POSSIBLE, _step("condition", under.below)
    if any(c.relation == "mark" and words.has("mark.possible", c.lemma.lower()) for c in sentence.children(index)):
        return Status.POSSIBLE, _step("condition", token)
    if form.modal is not None:
        if (on := condition(sentence, index)) is not None:
            return Status.POSSIBLE, _step("condition", on)
        if form.tense is Tense.FUTURE or (
            form.modal == "would" and not form.perfect and is_reported_prediction(sentence, above, words)
        ):
            open_ = False
            open_ = open_ or (form.modal == "would" and bool(above) and words.has("verb.foresee", above[0].token.lemma))
            state = Status.POSSIBLE if open_ else Status.PLANNED
            return _under(sentence, index, above, (state, _step("future", form.modal)), words)
        return Status.POSSIBLE, _step("modal", form.modal)
    if doubt is not None:
        return Status.POSSIBLE, _step("modal", doubt)
    if form.passive and sentence.child(index, "xcomp") is None and is_scheduled(sentence, token, words):
        return (Status.POSSIBLE if form.perfect else Status.PLANNED), _step("cue", token)
    if form.tense is Tense.NONE:
        return _untensed(sentence, index, above, words, depth)
    return _under(sentence, index, above, _by_tense(sentence, index, above, words), words)


def _by_tense(sentence: Sentence, index: int, above: list[Governor], words: Lexicon) -> Verdict:
    token, form = sentence.tokens[index], verb_form(sentence, index)
    if token.lemma == "go" and form.progressive and any(c.tag == "VB" for c in sentence.children(index, "xcomp")):
        return (Status.POSSIBLE if form.tense is Tense.PAST else Status.PLANNED), _step("future", "going to")
    if form.tense is Tense.PAST:
        if form.progressive and not form.perfect and is_reported(above, words):
            if words.has("verb.announce", above[0].token.lemma) and not words.has("lasting", token.lemma):
                return Status.PLANNED, _step("cue", above[0].token)  # "announced that he was leaving"
            return Status.ONGOING, _step("going-on-when-said", token)
        return Status.HAPPENED, _step("past", token)
    if form.perfect:
        state = form.progressive or words.has("verb.stative", token.lemma) or is_lasting_state(sentence, index, words)
        return (Status.ONGOING, _step("perfect-state", token)) if state else (Status.HAPPENED, _step("perfect", token))
    if sentence.headline and not form.progressive:
        return Status.HAPPENED, _step("headline", token)
    return Status.ONGOING, _step("present", token)


def _untensed(sentence: Sentence, index: int, above: list[Governor], words: Lexicon, depth: int) -> Verdict:
    """Infinitives, gerunds and participles: what the governor makes of them."""
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    if head.index == index or depth > 8:
        if sentence.headline and token.tag == "VB" and not above:
            return Status.PLANNED, _step("headline-to", token)
        return Status.HAPPENED, _step("plain", token)
    if token.relation == "pcomp":
        return _gerund(sentence, token, head, words, depth)
    governed = (
        bool(above)
        and above[0].bond in (Bond.TO, Bond.THAT)
        and above[0].token.index == first_conjunct(sentence, token).head
    )
    first = first_conjunct(sentence, token)
    if governed and not (first.relation == "acl" and first.tag in ("VBG", "VBN")):
        return _complement(sentence, above[0], words, depth)
    to = any(c.tag == "TO" for c in sentence.children(index, "aux"))
    if token.relation in ("advcl", "relcl", "acl", "ccomp", "xcomp") and (to or token.tag == "VB"):
        return Status.POSSIBLE, _step("purpose", token)
    if token.relation == "conj":
        return (
            _verb(sentence, head.index, words, depth + 1) if is_verb(head) else (Status.HAPPENED, _step("plain", token))
        )
    if token.relation in ("advcl", "acl", "relcl", "prep", "dep"):
        if token.tag == "VBG" and words.has("verb.report", token.lemma):
            return Status.HAPPENED, _step("participle", token)
        if token.tag == "VBN" and token.relation != "advcl":
            return Status.HAPPENED, _step("participle", token)
        outer = head.index if is_verb(head) else None
        if outer is None:
            return (Status.ONGOING if token.tag == "VBG" else Status.HAPPENED), _step("participle", token)
        found, steps = _verb(sentence, outer, words, depth + 1)
        return found, (*steps, *_step("with-main-clause", sentence.tokens[outer]))
    return _under(sentence, index, above, (Status.HAPPENED, _step("plain", token)), words)


def _gerund(sentence: Sentence, token: Token, preposition: Token, words: Lexicon, depth: int) -> Verdict:
    """After some prepositions a gerund tells what happened ("after closing"), after most only what may be done."""
    lemma = preposition.lemma.lower()
    outer = sentence.tokens[preposition.head]
    for word in (preposition, outer):
        if words.get("gerund", word.lemma.lower()) == "denied":
            return Status.DENIED, _step("negated", word)
    of_it = lemma in ("on", "for", "over", "of", "with", "to")
    if of_it and words.has("verb.presuppose", outer.lemma):
        return Status.HAPPENED, _step("presupposed", outer)
    accuser = outer if is_verb(outer) else sentence.tokens[outer.head]  # the parse may hang "of" on the accused
    if lemma in ("of", "with", "for", "over") and words.has("verb.accuse", accuser.lemma):
        return Status.POSSIBLE, _step("cue", accuser)
    asserted = words.get("gerund", lemma) == "asserted"
    if lemma == "before" or not asserted:
        cue = _cue(sentence, outer, words)
        if cue is not None:
            return cue
    if lemma == "to" and words.has("verb.plan", outer.lemma):
        return Status.PLANNED, _step("cue", outer)
    if is_verb(outer) and outer.index != token.index and (asserted or words.has("verb.implicative", outer.lemma)):
        found, steps = _verb(sentence, outer.index, words, depth + 1)
        befell = words.has("verb.befall", token.lemma) or sentence.child(token.index, "auxpass") is not None
        known = (
            found is Status.ONGOING or befell
        )  # "will cut jobs after losing an order", "will appeal after being fined"
        if known and found is not Status.DENIED and words.get("connective", lemma) in ("after", "since"):
            return Status.HAPPENED, _step("plain", token)  # "since taking office she has cut taxes"
        return found, (*steps, *_step("with-main-clause", outer))
    told = asserted or outer.tag == "IN" or words.has("noun.time", outer.lemma.lower())  # "after years of waiting"
    if told and not (outer.tag.startswith("NN") and lemma in ("in", "with")):
        return Status.HAPPENED, _step("plain", token)
    return Status.POSSIBLE, _step("purpose", token)


def _cue(sentence: Sentence, token: Token, words: Lexicon) -> Verdict | None:
    """What a noun or adjective says of its complement."""
    lemma = token.lemma.lower()
    if token.pos == "ADJ" or (token.relation in ("acomp", "attr") and not token.tag.startswith("NN")):
        if any(c.relation == "neg" for c in sentence.children(token.head)):
            return Status.DENIED, _step("negated", token)
        if words.has("adjective.plan", lemma):
            return (Status.PLANNED, _step("cue", token))
        if words.has("adjective.possible", lemma):
            return Status.POSSIBLE, _step("cue", token)
    if token.tag.startswith("NN"):
        for role, result in (
            ("noun.denied", Status.DENIED),
            ("noun.plan", Status.PLANNED),
            ("noun.possible", Status.POSSIBLE),
        ):
            if words.has(role, lemma):
                return result, _step("cue", token)
    return None


def _complement(sentence: Sentence, governor: Governor, words: Lexicon, depth: int) -> Verdict:
    token = governor.token
    lemma = token.lemma.lower()
    cue = _cue(sentence, token, words)
    if cue is not None:
        return cue
    if not is_verb(token):
        return Status.POSSIBLE, _step("purpose", governor.below)
    if words.has("verb.denial", lemma):  # "denies stealing it"
        double = verb_form(sentence, token.index).negated
        return (Status.POSSIBLE if double else Status.DENIED), _step("cue", token)
    if lemma == "be" and any(c.tag == "TO" for c in sentence.children(governor.below.index, "aux")):
        return _is_to(sentence, governor, words)
    own, steps = _verb(sentence, token.index, words, depth + 1)
    if own is Status.DENIED and negated_until(sentence, governor.below.index):
        return Status.PLANNED, _step("not-until", governor.below)
    if own is Status.DENIED:
        return Status.DENIED, steps
    had_to = lemma == "have" and own is Status.HAPPENED
    if (
        had_to
        or words.has("verb.implicative", lemma)
        or any(words.has(f"verb.aspect.{part}", lemma) for part in ("begin", "end", "go-on"))
    ):
        return own, (*steps, *_step("carried", token))
    if governor.below.tag == "VBG" and words.has("verb.factive", lemma):
        return own, (*steps, *_step("carried", token))  # "was found burning"
    had = any(c.lemma == "have" for c in sentence.children(governor.below.index, "aux"))
    if had and words.has("verb.established", lemma) and own in (Status.HAPPENED, Status.ONGOING):
        return Status.HAPPENED, _step("carried", token)  # "are known to have died"
    if words.has("verb.plan", lemma):
        meant = verb_form(sentence, token.index).passive and words.has("verb.comment", lemma)  # "is meant to help"
        meant = meant and not words.has("verb.schedule", lemma)
        return (Status.POSSIBLE if meant else Status.PLANNED), _step("cue", token)
    if words.has("verb.wish", lemma) or words.has("verb.belief", lemma) or words.has("verb.report", lemma):
        return Status.POSSIBLE, _step("cue", token)
    if governor.below.tag == "VBG":
        return own, (*steps, *_step("carried", token))
    return Status.POSSIBLE, _step("purpose", governor.below)


def _is_to(sentence: Sentence, governor: Governor, words: Lexicon) -> Verdict:
    """ "The leaders are to meet" is planned; "the idea is to meet" is what the idea makes it."""
    who = sentence.child(governor.token.index, "nsubj", "nsubjpass")
    how = sentence.child(governor.token.index, "acomp")
    if how is not None and (cue := _cue(sentence, how, words)) is not None:
        return cue  # "it would be impossible to leave"
    past = verb_form(sentence, governor.token.index).tense is Tense.PAST
    if past and any(c.lemma == "have" for c in sentence.children(governor.below.index, "aux")):
        return Status.DENIED, _step("cue", governor.token)  # "was to have been finished by May"
    if verb_form(sentence, governor.token.index).negated:
        return Status.DENIED, _step("negated", governor.token)
    if who is not None and not who.entity and words.abstract(who.lemma.lower()):
        return _cue(sentence, who, words) or (Status.POSSIBLE, _step("purpose", governor.below))
    own = (Status.POSSIBLE if past else Status.PLANNED), _step("cue", governor.token)
    return _under(sentence, governor.token.index, governors(sentence, governor.token.index), own, words)


def _under(sentence: Sentence, index: int, above: list[Governor], own: Verdict, words: Lexicon) -> Verdict:
    """What the governors of a finite clause make of it: denial turns it round, doubt makes it possible."""
    for g in above:
        if g.bond is not Bond.THAT:
            continue
        lemma = g.token.lemma.lower()
        noun = g.token.tag.startswith("NN")
        denied = words.has("verb.denial", lemma) or (noun and words.has("noun.denied", lemma))
        if denied:
            return Status.DENIED, _step("cue", g.token)
        if words.has("noun.possible", lemma) and noun:
            return Status.POSSIBLE, _step("cue", g.token)
        tells = any(words.has(role, lemma) for role in ("verb.report", "verb.belief", "verb.factive", "verb.speech"))
        unsaid = tells and is_verb(g.token) and verb_form(sentence, g.token.index).negated
        if unsaid and (lemma == "mean" or not words.has("verb.factive", lemma)):
            return Status.POSSIBLE, _step("negated", g.token)  # "did not say that", "does not mean that"
        guessed = words.has("verb.hope", lemma)
        guessed = guessed or (lemma == "be" and verb_form(sentence, g.token.index).tense is Tense.FUTURE)
        if guessed and is_verb(g.token) and own[0] is not Status.PLANNED:
            return Status.POSSIBLE, _step("cue", g.token)  # "the case will be that he was killed"
        thought = words.has("verb.belief", lemma) and not words.has("verb.factive", lemma) and is_verb(g.token)
        if thought and own[0] is not Status.PLANNED:
            return Status.POSSIBLE, _step("cue", g.token)
        if g.token.relation not in ("ccomp", "conj"):
            break
    return own


def _modifiers(sentence: Sentence, noun: Token, words: Lexicon) -> Verdict | None:
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
                return result, _step("modifier", c)
    return None


def _noun(sentence: Sentence, index: int, words: Lexicon) -> Verdict:
    noun = sentence.tokens[index]
    by_modifier = _modifiers(sentence, noun, words)
    if by_modifier is not None:
        return by_modifier
    verb = governing_verb(sentence, index)
    if verb is not None and predicative(sentence, noun):
        return _verb(sentence, verb, words)
    head = sentence.tokens[noun.head]
    if head.lemma == "be" and noun.relation in ("nsubj", "attr") and verb_form(sentence, head.index).modal == "will":
        return Status.PLANNED, _step("future", "will")  # "the funeral will be on Thursday"
    due = next((c for c in sentence.children(index) if c.text.lower() == "due" and c.index > index), None)
    set_for = sentence.child(head.index, "acomp") if head.lemma == "be" and noun.relation == "nsubj" else None
    if set_for is not None and words.has("adjective.plan", set_for.lemma.lower()):
        due = due or set_for  # "a decision is due by the end of the year"
    if due is not None:
        return Status.PLANNED, _step("modifier", due)
    definite = any(
        c.relation == "poss" or (c.relation == "det" and c.text.lower() in ("the", "this", "that", "these", "those"))
        for c in sentence.children(index)
    )
    of_other = False
    for g in governors(sentence, index):
        head = g.token
        if g.beyond:
            break
        if head.tag == "IN" or head.pos == "ADP":
            continue
        lemma = head.lemma.lower()
        if head.tag.startswith("NN"):
            cue = _cue(sentence, head, words) if g.bond is Bond.PREPOSITION and not of_other else None
            if cue is not None:
                return cue
            of_other = of_other or (g.bond is Bond.PREPOSITION and not words.has("noun.part", lemma))
            continue
        if not is_verb(head):
            continue
        form_status, steps = _verb(sentence, head.index, words)
        if definite and of_other and form_status is not Status.PLANNED:
            break  # "gives an account of the blast": what is done with the account says nothing of the blast
        off = words.has("verb.call-off", lemma) and (g.bond is Bond.NOUN or verb_form(sentence, head.index).passive)
        if (off and g.bond in (Bond.NOUN, Bond.SUBJECT)) and form_status is Status.HAPPENED:
            return Status.DENIED, _step("cue", head)
        if words.has("verb.denial", lemma) and g.bond is Bond.NOUN:
            return Status.DENIED, _step("cue", head)
        wanted = words.has("verb.plan", lemma) or words.has("verb.wish", lemma)
        wanted = wanted and sentence.child(head.index, "prt") is None  # not "set off"
        wanted = wanted and not words.has("verb.report", lemma)  # not "told a news conference"
        if g.bond is Bond.NOUN and wanted and not words.has("verb.implicative", lemma):
            if form_status is Status.DENIED:
                return form_status, steps  # "do not expect a recovery"
            planned = words.has("verb.plan", lemma) and form_status is not Status.POSSIBLE
            return (Status.PLANNED if planned else Status.POSSIBLE), _step("cue", head)
        if g.bond is Bond.PREPOSITION and g.below.lemma == "for" and words.has("verb.set-for", lemma) and not definite:
            return Status.PLANNED, _step("cue", head)  # "approved for a launch in 2030"
        asked = g.bond is Bond.PREPOSITION and words.has("verb.ask-for", lemma)
        if asked and g.below.lemma == "for":
            return Status.POSSIBLE, _step("cue", head)
        if words.has("verb.light", lemma) and g.bond in (Bond.NOUN, Bond.SUBJECT):
            return form_status, steps
        if g.bond is Bond.SUBJECT and head.lemma != "be":
            if definite and form_status in (Status.ONGOING, Status.POSSIBLE, Status.PLANNED):
                return Status.HAPPENED, _step("named", noun)
            return form_status, steps
        told_before = g.bond is Bond.PREPOSITION and words.has("connective", g.below.lemma.lower())
        if g.bond is Bond.PREPOSITION and form_status is Status.DENIED:
            break
        if not definite and not told_before and form_status in (Status.PLANNED, Status.POSSIBLE, Status.DENIED):
            return form_status, steps
        if head.lemma == "be" and form_status is Status.ONGOING and g.bond is not Bond.SUBJECT and not definite:
            return form_status, steps
        break
    return Status.HAPPENED, _step("named", noun)
