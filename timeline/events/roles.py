"""Who, what and where, as short phrases from the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.entities.agreement import NO_NAMES, PLACES, Names, is_pronoun, known_person
from timeline.entities.pronouns import antecedent
from timeline.events.detection import Candidate, TriggerKind
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import agent, subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text
from timeline.grammar.verb_groups import is_verb, verb_form


@dataclass(frozen=True, slots=True)
class Roles:
    """Participants as text."""

    who: str | None = None
    what: str | None = None
    where: str | None = None


_POSSESSIVE = re.compile(r"['’]s? ")  # no chain of owners: "the mayor's wife's brother"
_BARE = 2  # words of "his client"


def roles_of(document: Document, sentence: Sentence, candidate: Candidate, names: Names = NO_NAMES) -> Roles:
    """The roles of an event. A passive's agent is `who`, its subject `what`."""
    if candidate.kind is TriggerKind.NOUN:
        return _of_noun(document, sentence, candidate.token, names)
    verb = candidate.token if candidate.kind is TriggerKind.VERB else candidate.verb
    if verb is None:
        return Roles()
    doer = subject(sentence, verb)
    if verb_form(sentence, verb).passive:
        by = agent(sentence, verb)
        return Roles(
            noun_text(document, sentence, by, names=names) if by is not None else None,
            noun_text(document, sentence, doer, names=names) if doer is not None else None,
            place(sentence, verb),
        )
    what = _object(document, sentence, candidate, names) if doer is None or doer.index != candidate.core else None
    who = (
        noun_text(document, sentence, doer, names=names) if doer is not None and doer.index != candidate.core else None
    )
    return Roles(who, what, place(sentence, verb))


def is_plural(sentence: Sentence, token: Token | None, before: int | None = None) -> bool:
    """Plural for agreement: by tag, by coordination, or a plural word such as police.

    before: the verb; what is joined to a subject stands before it ("a blaze that hit a mill and two homes").
    """
    if token is None:
        return False
    second = sentence.child(token.index, "conj")
    word = sentence.child(token.index, "cc")
    if second is not None and before is not None and token.index < before < second.index:
        second = None
    if second is not None and word is None:  # "Berg, Lee and the mayor": the word hangs on the second
        word = sentence.child(second.index, "cc")
    if second is not None and word is not None and word.text != "&" and second.pos in ("NOUN", "PROPN", "PRON", "NUM"):
        return is_plural(sentence, second) if sentence.words.has("disjunction", word.lemma) else True
    if token.entity == "PERSON" and token.tag != "NNS":
        return False
    if not token.tag.startswith("N"):  # "most of the workers", "two of the nine"
        of = next((c for c in sentence.children(token.index, "prep") if sentence.words.has("genitive", c.lemma)), None)
        inner = sentence.child(of.index, "pobj") if of is not None else None
        if inner is not None and not sentence.words.has("amount.single", token.lemma.lower()):
            return is_plural(sentence, inner)
        if sentence.words.has("amount.plural", token.lemma.lower()):
            return True
        if token.tag == "CD":
            return not sentence.words.has("number.one", token.lemma.lower())
    said_so = token.tag == "NNS" and (token.text.endswith("s") or token.text.lower() != token.lemma)  # not "the peso"
    return (
        said_so
        or (token.tag == "NNPS" and token.entity != "ORG")
        or any(sentence.words.has(role, token.lemma.lower()) for role in ("noun.plural", "noun.pair"))
        or sentence.words.has("pronoun.plural", token.text.lower())
    )


def noun_text(
    document: Document, sentence: Sentence, token: Token, reach: int = 1, names: Names = NO_NAMES
) -> str | None:
    """A noun phrase as text; a pronoun by its antecedent, or as it stands when that is not clear."""
    if is_pronoun(token, sentence.words):
        return antecedent(document, sentence, token, names) or token.text
    if token.tag in ("WP", "WDT", "EX") or sentence.words.has("pronoun.pointing", token.text.lower()):
        return None
    indices = noun_phrase(sentence, token.index, reach)
    while indices and sentence.tokens[indices[-1]].relation == "case":
        indices.pop()
    full = known_person(names, sentence, token, indices)
    if full is not None:
        return full[0]
    return with_owner_named(document, sentence, indices, names) or None


def with_owner_named(
    document: Document, sentence: Sentence, indices: list[int], names: Names, kept: tuple[str, ...] = ()
) -> str:
    """The words of a phrase, "his" and "whose" at its head replaced by the name; not where that is among `kept`."""
    first = sentence.tokens[indices[0]] if indices else None
    if first is None or first.tag not in ("PRP$", "WP$"):
        return phrase_text(sentence, indices)
    called = next((c for i in indices for c in sentence.children(i, "appos") if c.index > indices[-1]), None)
    if first.tag == "PRP$" and called is not None and called.pos == "PROPN":
        return phrase_text(sentence, noun_phrase(sentence, called.index, 0))  # "its maker, Helvia Pharma"
    if first.tag == "PRP$":
        name = antecedent(document, sentence, first, names)
        if (
            sentence.words.has("client", sentence.tokens[indices[-1]].lemma)
            and name is not None
            and len(indices) == _BARE
        ):
            return phrase_text(sentence, indices)
    else:
        clause = next((t for t in sentence.ancestors(first.index) if t.relation == "relcl"), None)
        holder = sentence.tokens[clause.head] if clause is not None else None
        near = sentence.tokens[first.index - 1]  # "members of one family whose house"
        of_it = holder is not None and sentence.tokens[near.head].head == holder.index and holder.tag == "NNS"
        holder = near if of_it and sentence.words.has("noun.crew", near.lemma.lower()) else holder
        name = noun_text(document, sentence, holder, 0, names) if holder is not None else None
    if name is None or sentence.words.has("possessive", name.split()[0].lower()) or _POSSESSIVE.search(name):
        return phrase_text(sentence, indices)
    if any(_same(name, k, sentence.words) for k in kept if k):
        return phrase_text(sentence, indices)
    mark = "’" if name.endswith("s") else "’s"
    return f"{name}{mark} {phrase_text(sentence, indices[1:])}"


def _same(name: str, other: str, words: Lexicon) -> bool:
    """The same words but for an article or a title before and what hangs on them behind."""
    one, two = (
        " ".join(["", *(w for w in n.lower().split() if not words.has("article", w)), ""]) for n in (name, other)
    )
    return one in two or two in one


def _object(document: Document, sentence: Sentence, candidate: Candidate, names: Names) -> str | None:
    verb = candidate.token
    core = sentence.tokens[candidate.core]
    if candidate.core != verb and is_verb(core):
        inner = sentence.child(core.index, "dobj", "attr", "oprd")
        return noun_text(document, sentence, inner, names=names) if inner is not None else None
    if candidate.core != verb:
        return noun_text(document, sentence, core, 2, names)
    found = sentence.child(verb, "dobj", "attr", "oprd", "dative")
    if found is not None and found.pos != "VERB":
        return noun_text(document, sentence, found, names=names)
    if found is None and sentence.tokens[verb].relation == "relcl" and sentence.child(verb, "nsubj") is not None:
        head = sentence.tokens[sentence.tokens[verb].head]
        who = sentence.child(verb, "nsubj")
        if head.tag.startswith("NN") and who is not None and who.tag not in ("WDT", "WP"):
            return noun_text(document, sentence, head, names=names)
    return None


def _of_noun(document: Document, sentence: Sentence, index: int, names: Names) -> Roles:
    """ "the rebels' defeat in the city": the possessor is who; the noun phrase itself names what happened."""
    owner = next(
        (
            c
            for c in sentence.children(index, "poss", "nmod")
            if c.index < index and not _is_time(c, sentence.words) and c.pos != "ADJ"
        ),
        None,
    )
    who = noun_text(document, sentence, owner, names=names) if owner is not None else None
    by = next((c for c in sentence.children(index, "prep", "agent") if sentence.words.has("agentive", c.lemma)), None)
    if who is None and by is not None:
        inner = sentence.child(by.index, "pobj")
        who = noun_text(document, sentence, inner, names=names) if inner is not None else None
    of = next((c for c in sentence.children(index, "prep") if sentence.words.has("patient.noun", c.lemma)), None)
    target = sentence.child(of.index, "pobj") if of is not None else None
    what = noun_text(document, sentence, target, names=names) if target is not None else None
    return Roles(who, what, place(sentence, index))


def _is_time(token: Token, words: Lexicon) -> bool:
    return words.has("noun.time", token.lemma.lower())


def place(sentence: Sentence, index: int) -> str | None:
    """Where: the first prepositional phrase of place below the verb or noun (or below its object)."""
    below = [index, *(c.index for c in sentence.children(index, "dobj", "prep", "pobj"))]
    for at in below:
        if sentence.words.has("source.mark", sentence.tokens[at].text.lower()):
            continue
        for prep in sentence.children(at, "prep"):
            inner = sentence.child(prep.index, "pobj")
            if (
                inner is None
                or not sentence.words.has("preposition.place", prep.lemma.lower())
                or _is_time(inner, sentence.words)
            ):
                continue
            nearby = sentence.words.has("preposition.nearby", prep.lemma.lower()) and inner.pos == "PROPN"
            if nearby or is_place(inner, sentence.words):
                return phrase_text(sentence, noun_phrase(sentence, inner.index, 1))
    return None


def is_place(token: Token, words: Lexicon) -> bool:
    """A name of a place, or a noun such as city."""
    return token.entity in PLACES or words.has("noun.place", token.lemma.lower())
