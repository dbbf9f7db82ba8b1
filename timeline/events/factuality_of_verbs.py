"""Did what a verb tells happen, is it planned, possible or denied: by its form and what governs it."""

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
from timeline.grammar import Sentence, Token
from timeline.grammar.governors import Bond, Governor, governors
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense, is_verb, meant_with, verb_form
from timeline.model import Status, Step

Verdict = tuple[Status, tuple[Step, ...]]


def status_step(rule: str, token: Token | str) -> tuple[Step, ...]:
    return (Step(f"event.status.{rule}", {"word": token if isinstance(token, str) else token.text}),)


def of_verb(sentence: Sentence, index: int, words: Lexicon, depth: int = 0) -> Verdict:
    token = sentence.tokens[index]
    meant = meant_with(sentence, token)
    if meant is not None:
        return of_verb(sentence, meant.index, words, depth + 1)
    form = verb_form(sentence, index)
    above = [g for g in governors(sentence, index) if not g.beyond]
    modal = words.get("modal", form.modal) if form.modal is not None else None
    unsure = modal == "unsure" and not form.perfect  # "may not attend"
    if (form.negated or negative_argument(sentence, index)) and not (unsure or negated_until(sentence, index)):
        return Status.DENIED, status_step("negated", token)
    doubt = next((c for c in sentence.children(index, "advmod") if words.has("adverb.possible", c.lemma.lower())), None)
    under = next((g for g in above if g.bond is Bond.CONDITION), None)
    if under is not None:
        return Status.POSSIBLE, status_step("condition", under.below)
    if any(c.relation == "mark" and words.has("mark.possible", c.lemma.lower()) for c in sentence.children(index)):
        return Status.POSSIBLE, status_step("condition", token)
    if form.modal is not None:
        if (on := condition(sentence, index)) is not None:
            return Status.POSSIBLE, status_step("condition", on)
        if form.tense is Tense.FUTURE or (
            modal == "conditional" and not form.perfect and is_reported_prediction(sentence, above, words)
        ):
            open_ = modal == "conditional" and bool(above) and words.has("verb.foresee", above[0].token.lemma)
            state = Status.POSSIBLE if open_ else Status.PLANNED
            return _under(sentence, index, above, (state, status_step("future", form.modal)), words)
        return Status.POSSIBLE, status_step("modal", form.modal)
    if doubt is not None:
        return Status.POSSIBLE, status_step("modal", doubt)
    if form.passive and sentence.child(index, "xcomp") is None and is_scheduled(sentence, token, words):
        return (
            (
                Status.POSSIBLE if form.perfect and form.tense is Tense.PAST else Status.PLANNED
            ),  # "had been set for May"
            status_step("cue", token),
        )
    if form.tense is Tense.NONE:
        return _untensed(sentence, index, above, words, depth)
    return _under(sentence, index, above, _by_tense(sentence, index, above, words), words)


def _by_tense(sentence: Sentence, index: int, above: list[Governor], words: Lexicon) -> Verdict:
    token, form = sentence.tokens[index], verb_form(sentence, index)
    if (
        words.has("motion.future", token.lemma)
        and form.progressive
        and any(c.tag == "VB" for c in sentence.children(index, "xcomp"))
    ):
        return (Status.POSSIBLE if form.tense is Tense.PAST else Status.PLANNED), status_step("future", "going to")
    if form.tense is Tense.PAST:
        if form.progressive and not form.perfect and is_reported(above, words):
            if words.has("verb.announce", above[0].token.lemma) and not words.has("lasting", token.lemma):
                return Status.PLANNED, status_step("cue", above[0].token)  # "announced that he was leaving"
            return Status.ONGOING, status_step("going-on-when-said", token)
        return Status.HAPPENED, status_step("past", token)
    if form.perfect:
        state = form.progressive or words.has("verb.stative", token.lemma) or is_lasting_state(sentence, index, words)
        return (
            (Status.ONGOING, status_step("perfect-state", token))
            if state
            else (Status.HAPPENED, status_step("perfect", token))
        )
    if sentence.headline and not form.progressive:
        return Status.HAPPENED, status_step("headline", token)
    return Status.ONGOING, status_step("present", token)


def _untensed(sentence: Sentence, index: int, above: list[Governor], words: Lexicon, depth: int) -> Verdict:
    """Infinitives, gerunds and participles: what the governor makes of them."""
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    if head.index == index or depth > 8:
        if sentence.headline and token.tag == "VB" and not above:
            return Status.PLANNED, status_step("headline-to", token)
        return Status.HAPPENED, status_step("plain", token)
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
    if to and _already(sentence, token, head, words):
        return Status.HAPPENED, status_step("perfect", token)
    if token.relation in ("advcl", "relcl", "acl", "ccomp", "xcomp") and (to or token.tag == "VB"):
        return Status.POSSIBLE, status_step("purpose", token)
    if token.relation == "conj":
        return (
            of_verb(sentence, head.index, words, depth + 1)
            if is_verb(head)
            else (Status.HAPPENED, status_step("plain", token))
        )
    if token.relation in ("advcl", "acl", "relcl", "prep", "dep"):
        if token.tag == "VBG" and words.has("verb.report", token.lemma):
            return Status.HAPPENED, status_step("participle", token)
        if token.tag == "VBN" and token.relation != "advcl":
            return Status.HAPPENED, status_step("participle", token)
        outer = head.index if is_verb(head) else None
        if outer is None:
            return (Status.ONGOING if token.tag == "VBG" else Status.HAPPENED), status_step("participle", token)
        found, steps = of_verb(sentence, outer, words, depth + 1)
        return found, (*steps, *status_step("with-main-clause", sentence.tokens[outer]))
    return _under(sentence, index, above, (Status.HAPPENED, status_step("plain", token)), words)


def _already(sentence: Sentence, token: Token, head: Token, words: Lexicon) -> bool:
    """ "The only towns to have built a wall": they did; not "a plan to have built it by May"."""
    had = any(words.has("perfect", c.lemma) for c in sentence.children(token.index, "aux"))
    things = head.tag.startswith("NN") and not words.abstract(head.lemma.lower())
    return had and things and token.relation in ("acl", "relcl") and cue_of(sentence, head, words) is None


def _gerund(sentence: Sentence, token: Token, preposition: Token, words: Lexicon, depth: int) -> Verdict:
    """After some prepositions a gerund tells what happened ("after closing"), after most only what may be done."""
    lemma = preposition.lemma.lower()
    outer = sentence.tokens[preposition.head]
    for word in (preposition, outer):
        if words.get("gerund", word.lemma.lower()) == "denied":
            return Status.DENIED, status_step("negated", word)
    of_it = words.has("preposition.set", lemma)
    if of_it and words.has("verb.presuppose", outer.lemma):
        return Status.HAPPENED, status_step("presupposed", outer)
    accuser = outer if is_verb(outer) else sentence.tokens[outer.head]  # the parse may hang "of" on the accused
    if words.has("preposition.fault", lemma) and words.has("verb.accuse", accuser.lemma):
        return Status.POSSIBLE, status_step("cue", accuser)
    asserted = words.get("gerund", lemma) == "asserted"
    if words.has("before", lemma) or not asserted:
        cue = cue_of(sentence, outer, words)
        if cue is not None:
            return cue
    if words.has("preposition.to", lemma) and words.has("verb.plan", outer.lemma):
        return Status.PLANNED, status_step("cue", outer)
    if is_verb(outer) and outer.index != token.index and (asserted or words.has("verb.implicative", outer.lemma)):
        found, steps = of_verb(sentence, outer.index, words, depth + 1)
        befell = words.has("verb.befall", token.lemma) or sentence.child(token.index, "auxpass") is not None
        known = (
            found is Status.ONGOING or befell
        )  # "will cut jobs after losing an order", "will appeal after being fined"
        if known and found is not Status.DENIED and words.get("connective", lemma) in ("after", "since"):
            return Status.HAPPENED, status_step("plain", token)  # "since taking office she has cut taxes"
        return found, (*steps, *status_step("with-main-clause", outer))
    told = asserted or outer.tag == "IN" or words.has("noun.time", outer.lemma.lower())  # "after years of waiting"
    if told and not (outer.tag.startswith("NN") and words.has("preposition.means", lemma)):
        return Status.HAPPENED, status_step("plain", token)
    return Status.POSSIBLE, status_step("purpose", token)


def cue_of(sentence: Sentence, token: Token, words: Lexicon) -> Verdict | None:
    """What a noun or adjective says of its complement."""
    lemma = token.lemma.lower()
    if token.pos == "ADJ" or (token.relation in ("acomp", "attr") and not token.tag.startswith("NN")):
        if any(c.relation == "neg" for c in sentence.children(token.head)):
            return Status.DENIED, status_step("negated", token)
        if words.has("adjective.plan", lemma):
            return (Status.PLANNED, status_step("cue", token))
        if words.has("adjective.possible", lemma):
            return Status.POSSIBLE, status_step("cue", token)
    if token.tag.startswith("NN"):
        none = any(words.has("negation.subject", c.lemma.lower()) for c in sentence.children(token.index, "det"))
        if none and any(words.has(role, lemma) for role in ("noun.plan", "noun.possible")):
            return Status.DENIED, status_step("negated", token)  # "has no plans to close"
        for role, result in (
            ("noun.denied", Status.DENIED),
            ("noun.plan", Status.PLANNED),
            ("noun.possible", Status.POSSIBLE),
        ):
            if words.has(role, lemma):
                return result, status_step("cue", token)
    return None


def _complement(sentence: Sentence, governor: Governor, words: Lexicon, depth: int) -> Verdict:
    token = governor.token
    lemma = token.lemma.lower()
    cue = cue_of(sentence, token, words)
    if cue is not None:
        return cue
    if not is_verb(token):
        return Status.POSSIBLE, status_step("purpose", governor.below)
    if words.has("verb.denial", lemma):  # "denies stealing it"
        double = verb_form(sentence, token.index).negated
        return (Status.POSSIBLE if double else Status.DENIED), status_step("cue", token)
    if words.has("copula", lemma) and any(c.tag == "TO" for c in sentence.children(governor.below.index, "aux")):
        return _is_to(sentence, governor, words)
    own, steps = of_verb(sentence, token.index, words, depth + 1)
    if own is Status.DENIED and negated_until(sentence, governor.below.index):
        return Status.PLANNED, status_step("not-until", governor.below)
    if own is Status.DENIED:
        return Status.DENIED, steps
    had_to = words.has("obligation", lemma) and own is Status.HAPPENED
    if (
        had_to
        or words.has("verb.implicative", lemma)
        or any(words.has(f"verb.aspect.{part}", lemma) for part in ("begin", "end", "go-on"))
    ):
        return own, (*steps, *status_step("carried", token))
    if governor.below.tag == "VBG" and words.has("verb.factive", lemma):
        return own, (*steps, *status_step("carried", token))  # "was found burning"
    had = any(words.has("perfect", c.lemma) for c in sentence.children(governor.below.index, "aux"))
    undergone = sentence.child(governor.below.index, "auxpass") is not None and verb_form(sentence, token.index).passive
    if (had or undergone) and words.has("verb.established", lemma) and own in (Status.HAPPENED, Status.ONGOING):
        return Status.HAPPENED, status_step("carried", token)  # "are known to have died", "was found to be infected"
    if words.has("verb.plan", lemma) and own is Status.POSSIBLE:
        return own, steps  # "may agree to sell the mill"
    if words.has("verb.plan", lemma):
        meant = verb_form(sentence, token.index).passive and words.has("verb.comment", lemma)  # "is meant to help"
        meant = meant and not words.has("verb.schedule", lemma)
        return (Status.POSSIBLE if meant else Status.PLANNED), status_step("cue", token)
    if words.has("verb.wish", lemma) or words.has("verb.belief", lemma) or words.has("verb.report", lemma):
        return Status.POSSIBLE, status_step("cue", token)
    if governor.below.tag == "VBG":
        return own, (*steps, *status_step("carried", token))
    return Status.POSSIBLE, status_step("purpose", governor.below)


def _is_to(sentence: Sentence, governor: Governor, words: Lexicon) -> Verdict:
    """ "The leaders are to meet" is planned; "the idea is to meet" is what the idea makes it."""
    who = sentence.child(governor.token.index, "nsubj", "nsubjpass")
    how = sentence.child(governor.token.index, "acomp")
    if how is not None and (cue := cue_of(sentence, how, words)) is not None:
        return cue  # "it would be impossible to leave"
    past = verb_form(sentence, governor.token.index).tense is Tense.PAST
    if past and any(words.has("perfect", c.lemma) for c in sentence.children(governor.below.index, "aux")):
        return Status.DENIED, status_step("cue", governor.token)  # "was to have been finished by May"
    if verb_form(sentence, governor.token.index).negated:
        return Status.DENIED, status_step("negated", governor.token)
    if who is not None and not who.entity and words.abstract(who.lemma.lower()):
        return cue_of(sentence, who, words) or (Status.POSSIBLE, status_step("purpose", governor.below))
    own = (Status.POSSIBLE if past else Status.PLANNED), status_step("cue", governor.token)
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
            return Status.DENIED, status_step("cue", g.token)
        if words.has("noun.possible", lemma) and noun:
            return Status.POSSIBLE, status_step("cue", g.token)
        tells = any(words.has(role, lemma) for role in ("verb.report", "verb.belief", "verb.factive", "verb.speech"))
        unsaid = tells and is_verb(g.token) and verb_form(sentence, g.token.index).negated
        if unsaid and (words.has("implication", lemma) or not words.has("verb.factive", lemma)):
            return Status.POSSIBLE, status_step("negated", g.token)  # "did not say that", "does not mean that"
        guessed = words.has("verb.hope", lemma)
        guessed = guessed or (words.has("copula", lemma) and verb_form(sentence, g.token.index).tense is Tense.FUTURE)
        if guessed and is_verb(g.token) and own[0] is not Status.PLANNED:
            return Status.POSSIBLE, status_step("cue", g.token)  # "the case will be that he was killed"
        thought = words.has("verb.belief", lemma) and not words.has("verb.factive", lemma) and is_verb(g.token)
        if thought and own[0] is not Status.PLANNED:
            return Status.POSSIBLE, status_step("cue", g.token)
        if g.token.relation not in ("ccomp", "conj"):
            break
    return own
