"""Who does what in a clause: subjects, agents, and what belongs to another clause."""

from __future__ import annotations

from timeline.grammar.document import Sentence, Token
from timeline.grammar.lexicon import lexicon
from timeline.grammar.relative_clauses import NOUNS, detached_subject, is_perceived, relative_antecedent
from timeline.grammar.verb_groups import is_verb

_FINITE = ("VBD", "VBZ", "VBP")


def subject(sentence: Sentence, index: int) -> Token | None:
    """The head noun of who or what does it (or suffers it, in the passive), also where the clause leaves it out."""
    return _subject(sentence, index, 0)


def _subject(sentence: Sentence, index: int, depth: int) -> Token | None:
    token = sentence.tokens[index]
    own = _own_subject(sentence, index)
    if own is not None:
        if own.tag in ("WDT", "WP") and token.relation == "relcl":
            return relative_antecedent(sentence, sentence.tokens[token.head], own)
        above = sentence.tokens[token.head]
        if own.tag in ("WDT", "WP") and token.relation == "conj" and above.relation == "relcl":
            return relative_antecedent(
                sentence, sentence.tokens[above.head], own
            )  # "a firm which he left and which failed"
        if own.tag in ("WDT", "WP") and token.relation == "ccomp" and above.relation == "relcl":
            return relative_antecedent(sentence, sentence.tokens[above.head], own)  # "a plan which he said had failed"
        return _behind_dateline(sentence, own)
    if own is None:
        own = (
            _behind_month(sentence, token) or _before_participle(sentence, token) or _subject_after_for(sentence, token)
        )
        if own is not None:
            return own
    if depth > 6 or token.head == index:
        return None
    head = sentence.tokens[token.head]
    if token.relation == "ccomp" and head.relation == "relcl" and _is_finite(sentence, token):
        sayer = sentence.child(head.index, "nsubj")
        if sayer is not None and sayer.tag not in ("WDT", "WP"):  # "a fever it said has spread": the fever
            return sentence.tokens[head.head]
    if token.relation == "ccomp" and token.tag in _FINITE:
        # a finite clause has a subject of its own, never the sayer's; where the parse lost it, it stands just before
        before = sentence.tokens[index - 1] if index else None
        return before if before is not None and before.pos in ("NOUN", "PROPN", "PRON") else None
    match token.relation:
        case "conj":
            near = _subject_lost_to_clause_before(sentence, token)
            if near is not None:
                return near
            had = any(c.tag == "VBD" for c in sentence.children(head.index, "aux"))
            if (
                had
                and _speaker_is_subject(sentence, head, token)
                and head.relation == "ccomp"
                and sentence.tokens[head.head].tag == "VBD"
            ):
                return _subject(sentence, head.head, depth + 1)  # "ruled that it had been illegal and ordered ..."
            noun = sentence.tokens[head.head]
            shuts = head.relation == "relcl" and lexicon().has("verb.shut", token.lemma)
            if shuts and noun.relation == "pobj" and lexicon().has("noun.event", noun.lemma.lower()):
                above = next((t for t in sentence.ancestors(noun.index) if is_verb(t)), head)
                return _subject(sentence, above.index, depth + 1)  # "shut after a blast that killed two and reopened"
            return _subject(sentence, head.index, depth + 1) if is_verb(head) or head.pos == "ADJ" else None
        case "acl":
            if token.tag in ("VBG", "VBN"):
                head = _people_of_place(sentence, head, token)
                return head if head.pos in ("NOUN", "PROPN", "PRON") else None
            return _holder(sentence, head, depth + 1)
        case "relcl":
            relatives = [c for c in sentence.children(index, "nsubj", "nsubjpass") if c.tag in ("WDT", "WP")]
            if not relatives and token.tag == "VBN" and any(c.tag == "TO" for c in sentence.children(index, "aux")):
                return head  # "passengers to be isolated"
            return relative_antecedent(sentence, head, relatives[0]) if relatives else None
        case "xcomp" | "advcl" | "ccomp":
            if is_verb(head) or head.pos == "ADJ":
                obj = sentence.child(head.index, "dobj")
                if obj is not None and (_begins_itself(sentence, token, obj) or is_perceived(sentence, token, head)):
                    return obj
                thing = detached_subject(sentence, token, head)
                if thing is not None:
                    return thing
                if (
                    token.relation in ("xcomp", "ccomp")
                    and obj is not None
                    and obj.index < index
                    and head.lemma != "promise"
                    and not lexicon().has("noun.time", obj.lemma.lower())  # "spent a year cleaning"
                ):
                    return obj
                return _subject(sentence, head.index, depth + 1)
        case "pcomp":
            outer = sentence.tokens[head.head]
            if accused(sentence, outer):
                return outer
            if not is_verb(outer):
                return _holder(sentence, outer, depth + 1)
            if head.lemma == "by" and sentence.child(outer.index, "auxpass") is not None:
                return None  # "spread by eating pork": by whom is not said
            obj = sentence.child(outer.index, "dobj")
            if obj is not None and head.lemma.lower() in _OBJECT_DOES and outer.index < obj.index < head.index:
                return obj
            return _subject(sentence, outer.index, depth + 1)
        case "acomp":
            return _subject(sentence, head.index, depth + 1)
    return None


def _speaker_is_subject(sentence: Sentence, verb: Token, second: Token) -> bool:
    """ "A court said that the ban had been illegal and ordered a vote", not "that they had met and founded a bank"."""
    if lexicon().has("verb.accuse", second.lemma):
        return True
    if verb.tag == "VBG":  # "said that wards were closing and cut jobs", not "and were cutting"
        return second.tag in ("VB", "VBD", "VBN") and sentence.child(second.index, "aux", "auxpass") is None
    what = sentence.child(verb.index, "nsubj", "nsubjpass")
    thing = what is not None and what.pos == "NOUN" and not _is_person(what)
    rules = any(lexicon().has(role, second.lemma) for role in ("verb.act", "verb.speech"))
    return thing and second.tag == "VBD" and (rules or verb.lemma == "be")


def _is_person(noun: Token) -> bool:
    return noun.entity == "PERSON" or lexicon().has("noun.person", noun.lemma.lower())


def _is_finite(sentence: Sentence, verb: Token) -> bool:
    first = [*sentence.children(verb.index, "aux", "auxpass"), verb][0]
    return first.tag in (*_FINITE, "MD")


def _begins_itself(sentence: Sentence, verb: Token, noun: Token) -> bool:
    """ "Declared two days of mourning, starting at noon": the mourning starts, not who declared it."""
    timed = any(lexicon().has(role, verb.lemma) for role in ("verb.aspect.begin", "verb.aspect.end"))
    behind = verb.relation == "advcl" and verb.tag == "VBG" and sentence.tokens[verb.index - 1].text == ","
    thing = any(lexicon().has(role, noun.lemma.lower()) for role in ("noun.event", "noun.time"))
    return timed and behind and thing and sentence.child(verb.index, "dobj", "xcomp", "prt") is None


_OBJECT_DOES = frozenset(
    {"from", "of", "for", "into", "as"}
)  # "accused the guard of stealing", "kept oil from leaking"


def _holder(sentence: Sentence, noun: Token, depth: int) -> Token | None:
    """Who would do what a noun is about: its possessor, or who holds it ("Kerr made a promise to pay")."""
    if not noun.tag.startswith("NN"):
        return None
    owner = sentence.child(noun.index, "poss")
    if owner is None and noun.relation == "dobj":
        owner = sentence.child(noun.head, "dative", "dobj")  # "gave it a chance to grow"
        owner = owner if owner is not None and owner.index < noun.index else None
        if owner is not None and owner.tag == "IN":
            owner = sentence.child(owner.index, "pobj")
    if owner is not None:
        return owner
    by = sentence.child(noun.index, "agent") or next(
        (c for c in sentence.children(noun.index, "prep") if c.lemma == "by"), None
    )
    if by is not None:
        return sentence.child(by.index, "pobj")
    clause = next((c for c in sentence.children(noun.index, "relcl") if sentence.child(c.index, "nsubj")), None)
    verb = clause or sentence.tokens[noun.head]
    holds = any(lexicon().has(role, verb.lemma) for role in ("verb.light", "verb.plan", "verb.report"))
    return _subject(sentence, verb.index, depth) if holds and (clause or noun.relation == "dobj") else None


def _own_subject(sentence: Sentence, index: int) -> Token | None:
    """The subject the parse gives a verb; of several the last noun before it, the others belong to a dateline."""
    found = sentence.children(index, "nsubj", "nsubjpass")
    if not found:  # "she was at last allowed": the parse hung her on the helper
        helpers = sentence.children(index, "aux", "auxpass")
        found = [c for h in helpers for c in sentence.children(h.index, "nsubj", "nsubjpass")]
    if len(found) > 1:  # no day does anything
        found = [c for c in found if not lexicon().has("noun.time", c.lemma.lower())] or found
    if len(found) > 1:
        nouns = [c for c in found if c.index < index and c.pos in ("NOUN", "PROPN", "PRON")]
        last = nouns[-1] if nouns else found[0]
        first = min([last.index, *(c.index for c in sentence.children(last.index) if c.index < last.index)])
        listed = first > 0 and sentence.tokens[first - 1].tag == "CC"  # "bags, belts, and films"
        return found[0] if listed else last
    counted = _counted(sentence, found[0]) if len(found) == 1 else None
    if counted is not None:
        return counted
    if not found:  # "A man staying in Rome was found": the parse took his staying for the subject
        deed = sentence.child(index, "csubj", "csubjpass")
        inner = sentence.child(deed.index, "nsubj") if deed is not None and deed.tag == "VBG" else None
        beside = _named_beside(sentence, index)
        if inner is None and beside is not None:
            return beside
        if deed is not None and deed.tag == "VBG" and not sentence.children(deed.index):
            return deed  # "digging could begin"
        return inner if inner is not None and deed is not None and inner.index < deed.index < index else None
    own = found[0]
    names = [c for c in sentence.children(own.index, "appos") if own.pos == "PROPN" and c.entity == "PERSON"]
    together = names and not any(t.text == "," for t in sentence.tokens[own.index : names[-1].index])
    return names[-1] if together and names[-1].index == index - 1 else own  # "Bath 2012 festival chairman Ian Lee"


def _named_beside(sentence: Sentence, index: int) -> Token | None:
    """ "The Halberg 30 entered service": a name with a number, which the parse took for a measure."""
    verb = sentence.tokens[index]
    if verb.tag not in ("VBD", "VBZ", "VBP") or verb.relation == "conj":
        return None
    return next(
        (
            c
            for c in sentence.children(index, "npadvmod")
            if c.index < index and c.pos == "PROPN" and not lexicon().has("noun.time", c.lemma.lower())
        ),
        None,
    )


def _counted(sentence: Sentence, noun: Token) -> Token | None:
    """ "Two more, both women, died": the number, not what the commas add to it."""
    before = [c for c in sentence.children(noun.head) if c.tag == "CD" and c.index < noun.index]
    if not before:
        return None
    inside = sentence.subtree(noun.index)
    before = [c for c in before if c.index < inside[0]]
    marks = [sentence.tokens[i].text for i in (inside[0] - 1, min(inside[-1] + 1, len(sentence.tokens) - 1))]
    return before[-1] if before and marks == [",", ","] else None


def _behind_dateline(sentence: Sentence, noun: Token) -> Token:
    """ "NEW YORK -- Engineers closed the well": the parse takes the place for who did it."""
    if not (noun.text.isupper() and len(noun.text) > 2):
        return noun
    after = [*sentence.children(noun.index, "appos"), *sentence.children(noun.head, "nsubj")]
    behind = next((c for c in after if c.index > noun.index), None)
    dashed = behind is not None and any(
        t.text in ("-", "--", "–", "—") for t in sentence.tokens[noun.index : behind.index]
    )
    return behind if behind is not None and dashed else noun


def _behind_month(sentence: Sentence, verb: Token) -> Token | None:
    """ "In April Milo cut its forecast": the parse took the month for a part of the name."""
    if verb.tag not in _FINITE or not verb.index:
        return None
    for c in sentence.children(verb.index, "prep"):
        name = sentence.child(c.index, "pobj")
        month = sentence.child(name.index, "compound") if name is not None and name.pos == "PROPN" else None
        near = name is not None and sentence.subtree(name.index)[-1] == verb.index - 1
        if near and month is not None and lexicon().has("noun.time", month.lemma.lower()):
            return name
    return None


def _before_participle(sentence: Sentence, verb: Token) -> Token | None:
    """ "The road, closed since May, is to reopen": the parse gave the subject to the participle between commas."""
    between = next((c for c in sentence.children(verb.index, "advcl") if c.index < verb.index), None)
    if between is None or between.tag not in ("VBD", "VBN") or verb.tag == "VBG":
        return None
    who = sentence.child(between.index, "nsubj", "nsubjpass")
    parted = who is not None and who.index + 1 < between.index and sentence.tokens[who.index + 1].text == ","
    return who if parted and between.index == (who.index if who else 0) + 2 else None


def _people_of_place(sentence: Sentence, noun: Token, verb: Token) -> Token:
    """ "residents of the town questioned by a paper": the people, not the place right before the participle."""
    above = sentence.tokens[sentence.tokens[noun.head].head]
    placed = noun.entity == "GPE" or lexicon().has("noun.place", noun.lemma.lower())
    of = noun.relation == "pobj" and sentence.tokens[noun.head].lemma == "of" and noun.index == verb.index - 1
    return above if placed and of and lexicon().has("noun.person", above.lemma.lower()) else noun


def _subject_after_for(sentence: Sentence, verb: Token) -> Token | None:
    """ "called for the bank to pay": who stands between "for" and the infinitive does it."""
    to = next((c for c in sentence.children(verb.index, "aux") if c.tag == "TO"), None)
    before = sentence.tokens[to.index - 1] if to is not None and to.index else None
    if before is None or before.relation != "pobj" or verb.relation not in ("advcl", "xcomp", "acl", "relcl"):
        return None
    asking = sentence.tokens[before.head]
    above = sentence.tokens[asking.head]
    return before if asking.lemma == "for" and lexicon().has("verb.ask-for", above.lemma) else None


def accused(sentence: Sentence, noun: Token) -> bool:
    """Is the noun whom someone accuses? The parse may hang "of stealing" on it."""
    return noun.relation == "dobj" and lexicon().has("verb.accuse", sentence.tokens[noun.head].lemma)


def _subject_lost_to_clause_before(sentence: Sentence, verb: Token) -> Token | None:
    """The subject of a finite verb which the parse gave to the clause before: "he denied it and his wife said ..."."""
    if verb.tag not in _FINITE or sentence.tokens[verb.head].index > verb.index:
        return None
    first = min([verb.index, *(c.index for c in sentence.children(verb.index, "aux", "auxpass", "neg", "advmod"))])
    at = first - 1
    if at > 0 and sentence.tokens[at].text == ",":
        inner = sentence.tokens[at - 1]
        outer = sentence.tokens[inner.head]
        return inner if inner.relation == "appos" and outer.relation == "conj" and outer.tag in NOUNS else None
    before = sentence.tokens[at] if at > 0 else None
    if before is None or before.tag not in NOUNS or before.relation not in ("conj", "pobj", "dobj"):
        return None
    opened = any(c.relation == "cc" and c.index < before.index for c in sentence.children(before.index))
    return before if before.relation == "conj" or opened else None


def belongs_elsewhere(sentence: Sentence, noun: Token) -> bool:
    """Is the noun, by where it stands, the subject of a clause that follows, though the parse hung it here?"""
    after = next((t for t in sentence.tokens[noun.index + 1 :] if not t.tag.startswith("RB")), noun)
    first = sentence.tokens[noun.head]
    if noun.relation == "conj" and first.relation in ("pobj", "dobj") and after.tag in (*_FINITE, "MD"):
        # "cut lending by half and Asian banks agreed", but not "officials from Orsa and Milo agreed"
        return not any(t.relation in ("nsubj", "nsubjpass") for t in sentence.ancestors(noun.index))
    for at in range(noun.index + 1, len(sentence.tokens)):
        token = sentence.tokens[at]
        if token.relation == "conj" and token.tag in _FINITE:
            own = sentence.child(token.index, "nsubj", "nsubjpass")
            if own is not None and noun.head == own.index:
                return False  # "..., and a mother and her two sons drowned"
            found = _subject_lost_to_clause_before(sentence, token)
            return found is not None and (found.index == noun.index or found.head == noun.index)
        if token.tag in (*_FINITE, "MD", "IN", "TO") and token.relation not in ("aux", "auxpass"):
            return False
    return False


def agent(sentence: Sentence, index: int) -> Token | None:
    """The noun after "by" in a passive."""
    by = sentence.child(index, "agent")
    return sentence.child(by.index, "pobj") if by is not None else None
