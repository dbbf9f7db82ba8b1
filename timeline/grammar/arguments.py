"""Who does what in a clause: subjects, agents, and what belongs to another clause."""

from __future__ import annotations

from timeline.grammar.document import Sentence, Token
from timeline.grammar.relative_clauses import relative_antecedent
from timeline.grammar.verb_groups import is_verb

_FINITE = ("VBD", "VBZ", "VBP")


def subject(sentence: Sentence, index: int) -> Token | None:
    """The head noun of who or what does it (or suffers it, in the passive), also where the clause leaves it out."""
    return _subject(sentence, index, 0)


def _subject(sentence: Sentence, index: int, depth: int) -> Token | None:
    token = sentence.tokens[index]
    own = _own_subject(sentence, index)
    if own is not None and own.tag in ("WDT", "WP") and (clause := _relative_clause(sentence, token)) is not None:
        return relative_antecedent(sentence, sentence.tokens[clause.head], own)
    if own is not None:
        return _behind_dateline(sentence, own)
    if depth > 6 or token.head == index:
        return None
    head = sentence.tokens[token.head]
    if token.relation == "ccomp" and token.tag in _FINITE:
        # a finite clause has a subject of its own, never the sayer's; where the parse lost it, it stands just before
        before = sentence.tokens[index - 1] if index else None
        return before if before is not None and before.pos in ("NOUN", "PROPN", "PRON") else None
    match token.relation:
        case "conj":
            noun = sentence.tokens[head.head]
            shuts = head.relation == "relcl" and sentence.words.has("verb.shut", token.lemma)
            if shuts and noun.relation == "pobj" and sentence.words.has("noun.event", noun.lemma.lower()):
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
                if (
                    token.relation in ("xcomp", "ccomp")
                    and obj is not None
                    and obj.index < index
                    and not sentence.words.has("subject.control", head.lemma)
                    and not sentence.words.has("noun.time", obj.lemma.lower())  # "spent a year cleaning"
                ):
                    return obj
                return _subject(sentence, head.index, depth + 1)
        case "pcomp":
            outer = sentence.tokens[head.head]
            if not is_verb(outer):
                return _holder(sentence, outer, depth + 1)
            if sentence.words.has("agentive", head.lemma) and sentence.child(outer.index, "auxpass") is not None:
                return None  # "spread by eating pork": by whom is not said
            obj = sentence.child(outer.index, "dobj")
            if (
                obj is not None
                and sentence.words.has("object.control", head.lemma.lower())
                and outer.index < obj.index < head.index
            ):
                return obj
            return _subject(sentence, outer.index, depth + 1)
        case "acomp":
            return _subject(sentence, head.index, depth + 1)
    return None


def _relative_clause(sentence: Sentence, verb: Token) -> Token | None:
    """The relative clause whose relative pronoun is the subject: the verb's own, or that of the verb above it ("a firm
    which he left and which failed", "a plan which he said had failed")."""
    above = sentence.tokens[verb.head]
    joined = verb.relation in ("conj", "ccomp") and above.relation == "relcl"
    return verb if verb.relation == "relcl" else above if joined else None


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
        (c for c in sentence.children(noun.index, "prep") if sentence.words.has("agentive", c.lemma)), None
    )
    if by is not None:
        return sentence.child(by.index, "pobj")
    clause = next((c for c in sentence.children(noun.index, "relcl") if sentence.child(c.index, "nsubj")), None)
    verb = clause or sentence.tokens[noun.head]
    holds = any(sentence.words.has(role, verb.lemma) for role in ("verb.light", "verb.plan", "verb.report"))
    return _subject(sentence, verb.index, depth) if holds and (clause or noun.relation == "dobj") else None


def _own_subject(sentence: Sentence, index: int) -> Token | None:
    """The subject the parse gives a verb; of several the last noun before it, the others belong to a dateline."""
    found = sentence.children(index, "nsubj", "nsubjpass")
    if not found:  # "she was at last allowed": the parse hung her on the helper
        helpers = sentence.children(index, "aux", "auxpass")
        found = [c for h in helpers for c in sentence.children(h.index, "nsubj", "nsubjpass")]
    if len(found) > 1:  # no day does anything
        found = [c for c in found if not sentence.words.has("noun.time", c.lemma.lower())] or found
    if len(found) > 1:
        nouns = [c for c in found if c.index < index and c.pos in ("NOUN", "PROPN", "PRON")]
        last = nouns[-1] if nouns else found[0]
        first = min([last.index, *(c.index for c in sentence.children(last.index) if c.index < last.index)])
        listed = first > 0 and sentence.tokens[first - 1].tag == "CC"  # "bags, belts, and films"
        return found[0] if listed else last
    if not found:  # "A man staying in Rome was found": the parse took his staying for the subject
        deed = sentence.child(index, "csubj", "csubjpass")
        inner = sentence.child(deed.index, "nsubj") if deed is not None and deed.tag == "VBG" else None
        if deed is not None and deed.tag == "VBG" and not sentence.children(deed.index):
            return deed  # "digging could begin"
        return inner if inner is not None and deed is not None and inner.index < deed.index < index else None
    own = found[0]
    names = [c for c in sentence.children(own.index, "appos") if own.pos == "PROPN" and c.entity == "PERSON"]
    together = names and not any(t.text == "," for t in sentence.tokens[own.index : names[-1].index])
    return names[-1] if together and names[-1].index == index - 1 else own  # "Bath 2012 festival chairman Ian Lee"


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


def _people_of_place(sentence: Sentence, noun: Token, verb: Token) -> Token:
    """ "residents of the town questioned by a paper": the people, not the place right before the participle."""
    above = sentence.tokens[sentence.tokens[noun.head].head]
    placed = noun.entity == "GPE" or sentence.words.has("noun.place", noun.lemma.lower())
    of = (
        noun.relation == "pobj"
        and sentence.words.has("genitive", sentence.tokens[noun.head].lemma)
        and noun.index == verb.index - 1
    )
    return above if placed and of and sentence.words.has("noun.person", above.lemma.lower()) else noun


def agent(sentence: Sentence, index: int) -> Token | None:
    """The noun after "by" in a passive."""
    by = sentence.child(index, "agent")
    return sentence.child(by.index, "pobj") if by is not None else None
