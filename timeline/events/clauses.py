"""Reading a clause: the form of its verb, its subject and object, what governs it, the words of a phrase."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.language import Sentence, Token


class Tense(StrEnum):
    """Tense of a verb group, its modal aside."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What the words of a verb group say. `modal` is the lemma of its modal verb."""

    tense: Tense = Tense.NONE
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    modal: str | None = None
    negated: bool = False
    infinitive: bool = False


_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_NOT = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "neither", "nor"})


def is_verb(token: Token) -> bool:
    """A verb or auxiliary by its Penn tag."""
    return token.tag.startswith("VB") or token.tag == "MD"


def verb_form(sentence: Sentence, index: int) -> VerbForm:
    """Tense, aspect, voice, modal and negation of the verb group whose main verb is at `index`.

    A coordinated verb without auxiliaries of its own takes those of the first ("has left and gone").
    """
    token = sentence.tokens[index]
    helpers = [c for c in sentence.children(index, "aux", "auxpass") if c.index < index or c.tag != "VBG"]
    negated = any(c.relation == "neg" or c.lemma in _NOT for c in sentence.children(index))
    own = bool(helpers)
    bare = not own and sentence.child(index, "dobj", "ccomp", "xcomp", "prt") is None
    if sentence.headline and bare and token.tag in ("VBD", "VBN") and token.relation == "ROOT":
        # headlines tell the past in the present: "Banker arrested" is short for "was arrested"
        return VerbForm(Tense.PAST, passive=True, negated=negated)
    starts_anew = any(c.relation in ("nsubj", "nsubjpass") and c.index < index for c in sentence.children(index))
    if not own and starts_anew and token.tag == "VBN":  # a past tense the tagger took for a participle
        return VerbForm(Tense.PAST, negated=negated)
    if not own and token.relation == "conj" and token.tag in ("VB", "VBN", "VBG"):
        first = sentence.tokens[token.head]
        if is_verb(first) and (first.tag == token.tag or token.tag == "VB"):
            shared = verb_form(sentence, first.index)
            return VerbForm(
                shared.tense,
                shared.perfect,
                shared.progressive,
                shared.passive,
                shared.modal,
                negated,
                shared.infinitive,
            )
    modal = next((_modal(h) for h in helpers if h.tag == "MD"), None)
    infinitive = any(h.tag == "TO" for h in helpers) or (token.tag == "VB" and modal is None and not helpers)
    have = next((h for h in helpers if h.lemma in ("have", "'ve", "’ve") and h.relation == "aux"), None)
    perfect = have is not None and token.tag in ("VBN", "VBD")
    passive = (token.tag == "VBN" and not perfect) or any(h.relation == "auxpass" for h in helpers)
    progressive = token.tag == "VBG" and any(h.lemma == "be" for h in helpers)
    if any(h.relation == "auxpass" and h.tag == "VBG" for h in helpers):
        progressive = True
    tense = Tense.NONE
    finite = next((h for h in helpers if h.tag in ("VBD", "VBZ", "VBP")), token)
    if modal is not None:
        tense = Tense.FUTURE if modal in _WILL else Tense.PRESENT
    elif finite.tag == "VBD":
        tense = Tense.PAST
    elif finite.tag in ("VBZ", "VBP"):
        tense = Tense.PRESENT
    return VerbForm(tense, perfect, progressive, passive, modal, negated, infinitive)


def _modal(token: Token) -> str:
    text = token.text.lower()
    return text if text in _WILL or token.lemma == "be" else token.lemma


_FINITE = ("VBD", "VBZ", "VBP")


def subject(sentence: Sentence, index: int) -> Token | None:
    """The head noun of who or what does it (or suffers it, in the passive), also where the clause leaves it out."""
    return _subject(sentence, index, 0)


def _subject(sentence: Sentence, index: int, depth: int) -> Token | None:
    token = sentence.tokens[index]
    own = sentence.child(index, "nsubj", "nsubjpass")
    if own is not None:
        if own.tag in ("WDT", "WP") and token.relation == "relcl":
            return sentence.tokens[token.head]
        return own
    if depth > 6 or token.head == index:
        return None
    head = sentence.tokens[token.head]
    if token.relation == "ccomp" and token.tag in _FINITE:
        # a finite clause has a subject of its own, never the sayer's; where the parse lost it, it stands just before
        before = sentence.tokens[index - 1] if index else None
        return before if before is not None and before.pos in ("NOUN", "PROPN", "PRON") else None
    match token.relation:
        case "conj":
            return _subject(sentence, head.index, depth + 1) if is_verb(head) or head.pos == "ADJ" else None
        case "acl":
            return head if head.pos in ("NOUN", "PROPN", "PRON") and token.tag in ("VBG", "VBN") else None
        case "relcl":
            return head if any(c.tag in ("WDT", "WP") for c in sentence.children(index, "nsubj", "nsubjpass")) else None
        case "xcomp" | "advcl" | "ccomp":
            if is_verb(head) or head.pos == "ADJ":
                obj = sentence.child(head.index, "dobj")
                if (
                    token.relation in ("xcomp", "ccomp")
                    and obj is not None
                    and obj.index < index
                    and head.lemma != "promise"
                ):
                    return obj
                return _subject(sentence, head.index, depth + 1)
        case "pcomp":
            outer = sentence.tokens[head.head]
            return _subject(sentence, outer.index, depth + 1) if is_verb(outer) else None
        case "acomp":
            return _subject(sentence, head.index, depth + 1)
    return None


def agent(sentence: Sentence, index: int) -> Token | None:
    """The noun after "by" in a passive."""
    by = sentence.child(index, "agent")
    return sentence.child(by.index, "pobj") if by is not None else None


_PHRASE = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod", "advmod", "predet", "punct", "neg"}
)


def noun_phrase(sentence: Sentence, head: int, reach: int = 1, conjuncts: bool = True) -> list[int]:
    """Indices of a noun with its needed modifiers: determiner, adjectives, compounds, possessor, "of" phrases.

    reach: how many prepositional phrases deep ("the head of the group" is 1). Relative clauses and appositions
    are left out.
    """
    tokens = sentence.tokens
    found = {head}
    for c in sentence.children(head):
        if c.relation in _PHRASE and not (c.relation == "punct" and c.text not in ("-", "'", "’")):
            if c.relation == "advmod" and c.index > head:
                continue
            found.update(i for i in sentence.subtree(c.index) if tokens[i].relation != "relcl")
        elif c.relation == "prep" and reach > 0 and (c.lemma in ("of", "for", "between") and c.index <= head + 3):
            inner = sentence.child(c.index, "pobj")
            if inner is not None and inner.index < head + 12:
                found.add(c.index)
                found.update(noun_phrase(sentence, inner.index, reach - 1, conjuncts))
        elif c.relation == "conj" and conjuncts and c.pos in ("NOUN", "PROPN"):
            between = [
                t.index for t in sentence.children(head, "cc", "punct") if head < t.index < c.index and t.text != "–"
            ]
            if c.index - head <= 8:
                found.update(between)
                found.update(noun_phrase(sentence, c.index, 0, conjuncts))
        elif (
            c.relation == "cc"
            and conjuncts
            and any(k.relation == "conj" and k.pos in ("NOUN", "PROPN") for k in sentence.children(head))
        ):
            found.add(c.index)
    return sorted(found)


def words(sentence: Sentence, indices: list[int]) -> str:
    """The tokens as text, spaced as they were; dashes and quotation marks at the edges gone."""
    tokens = [sentence.tokens[i] for i in indices]
    while tokens and tokens[0].text in _EDGE:
        tokens.pop(0)
    while tokens and tokens[-1].text in _EDGE:
        tokens.pop()
    out = ""
    for i, token in enumerate(tokens):
        glued = i > 0 and tokens[i - 1].end == token.start and tokens[i - 1].index == token.index - 1
        out += ("" if i == 0 or glued else " ") + token.text
    return out


_EDGE = frozenset({",", "-", "–", "—", ";", ":", "``", "''", '"', "“", "”", ".", "(", ")", "’", "'"})
