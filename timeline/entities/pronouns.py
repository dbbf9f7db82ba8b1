"""Whom a pronoun stands for, where that is clear."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.entities import binding
from timeline.entities.agreement import (
    NO_NAMES,
    PLACES,
    PLURAL,
    PROTAGONIST,
    SINGULAR,
    SUBJECTS,
    THING,
    Names,
    agrees,
    is_organisation,
    is_owner,
    is_pronoun,
    is_thing,
    kind_of,
    known_person,
)
from timeline.entities.descriptions import person_described
from timeline.entities.object_pronouns import object_antecedent
from timeline.entities.organisations import organisation_described
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text
from timeline.grammar.verb_groups import is_verb

_BACK = 4
_CHAIN = 6  # pronouns followed from one to the next
_POSSESSED = re.compile(r"['’]s? ")


@dataclass(frozen=True, slots=True)
class Referent:
    """The noun a pronoun stands for. `reach` and `joined`: how much of its phrase names it."""

    sentence: Sentence
    noun: Token
    reach: int = 1
    joined: bool = True


def antecedent(document: Document, sentence: Sentence, token: Token, names: Names = NO_NAMES) -> str | None:
    """The name or noun phrase a third-person pronoun stands for; where none is near, whom the whole text is about."""
    found = referent(document, sentence, token, names)
    if found is not None:
        return _phrase(document, found, names, (sentence.index, token.index))
    if PROTAGONIST not in names or kind_of(token, sentence.words) not in SINGULAR:
        return None
    rival = any(agrees(sentence, t, token.text.lower(), names) for t in sentence.tokens[: token.index])
    return None if rival else names[PROTAGONIST][0]


def referent(document: Document, sentence: Sentence, token: Token, names: Names, hops: int = 0) -> Referent | None:
    """The noun a third-person pronoun stands for; None when two fit alike or none does.

    The same sentence is looked at first, from the pronoun's own clause outward, then up to four sentences before: he
    and she want a person, they a plural, it a singular thing. Where such a pronoun stood there, whom that stands for;
    `hops` counts how often that was so.
    """
    text, words = token.text.lower(), sentence.words
    kind = kind_of(token, words)
    if kind is None or hops > _CHAIN:
        return None
    if kind == PLURAL and words.has("pronoun.object", text):
        above = sentence.tokens[token.head]
        if words.has("genitive", above.lemma) and not is_verb(sentence.tokens[above.head]):
            return None  # "some of them": of people not named
    ahead = _ahead(sentence, token, text, names)
    it = kind == THING and not is_owner(token, words)
    if ahead is not None and not it:
        return Referent(sentence, ahead)
    if kind in SINGULAR:
        own = _person_here(document, sentence, token, names, hops)
        return own.found if own is not None else _person_before(document, sentence, token, names, hops)
    if it and binding.is_object(sentence, token):
        done = object_antecedent(sentence, token, names)
        return Referent(*done, 0, joined=False) if done is not None else None
    if ahead is not None:
        return Referent(sentence, ahead)
    return _they_or_it(document, sentence, token, names, hops)


@dataclass(frozen=True, slots=True)
class _Settled:
    """The sentence of the pronoun decides: for `found`, or that nobody is meant clearly."""

    found: Referent | None


def _person_here(document: Document, sentence: Sentence, token: Token, names: Names, hops: int) -> _Settled | None:
    """Whom he or she is by the pronoun's own sentence; None where the sentence does not tell."""
    text = token.text.lower()
    barred = binding.excluded_subjects(sentence, token)
    before = [t for t in sentence.tokens[: token.index] if t.index not in barred]
    people = [t for t in before if agrees(sentence, t, text, names)]
    alike = _alike(sentence, token, before)
    for who in binding.enclosing_subjects(sentence, token):
        if who.index in barred:
            continue
        if who in alike:
            return _Settled(referent(document, sentence, who, names, hops + 1))
        if who in people:
            return _Settled(Referent(sentence, who))
    subjects = [t for t in before if t.relation in SUBJECTS and (t in people or t in alike)]
    if subjects:
        return _Settled(_keeps(document, sentence, subjects[0], names, hops))
    if alike:
        return _Settled(referent(document, sentence, alike[0], names, hops + 1))
    if people and len({t.text for t in people}) == 1:
        return _Settled(Referent(sentence, people[0], 0))
    return None


def _person_before(document: Document, sentence: Sentence, token: Token, names: Names, hops: int) -> Referent | None:
    """Whom he or she is by the sentences before: their main subject first, then any other, then the one named."""
    text = token.text.lower()
    for at in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        here = document.sentences[at]
        if here.headline:
            continue
        people = [t for t in here.tokens if agrees(here, t, text, names, here=False)]
        alike = _alike(here, token, here.tokens)
        subjects = [t for t in here.tokens if t.relation in SUBJECTS and (t in people or t in alike)]
        main = [t for t in subjects if binding.is_main(here, t)]
        if main and token.relation in SUBJECTS:  # whom the sentence is about, or who speaks in it
            if _only_speaks(document, sentence, token, here, main[0], names):
                return None
            return _keeps(document, here, main[0], names, hops)
        if subjects:
            return _keeps(document, here, subjects[0], names, hops)
        if people and len({t.text for t in people}) == 1:
            return Referent(here, people[0], 0)
        if people:
            return None
        if alike:
            return referent(document, here, alike[0], names, hops + 1)
    return None


def _only_speaks(
    document: Document, sentence: Sentence, token: Token, here: Sentence, who: Token, names: Names
) -> bool:
    """Does the main subject of a sentence before only speak in it, of one of several people, where the pronoun does
    something else? "Bowen said so. He was charged."""
    words = sentence.words
    speaks = [words.has("verb.report", s.tokens[t.head].lemma) for s, t in ((here, who), (sentence, token))]
    if speaks != [True, False] or is_pronoun(who, words):
        return False
    near = document.sentences[max(0, here.index - _BACK) : here.index + 1]
    text = token.text.lower()
    others = ((s, t) for s in near for t in s.tokens if t.entity == "PERSON" and t.text != who.text)
    return any(agrees(s, t, text, names) for s, t in others)


def _alike(sentence: Sentence, pronoun: Token, tokens: Sequence[Token]) -> list[Token]:
    """The pronouns of the same class among the tokens of a sentence."""
    kind = kind_of(pronoun, sentence.words)
    return [t for t in tokens if kind_of(t, sentence.words) == kind]


def _keeps(document: Document, sentence: Sentence, token: Token, names: Names, hops: int) -> Referent | None:
    return (
        referent(document, sentence, token, names, hops + 1)
        if is_pronoun(token, sentence.words)
        else Referent(sentence, token)
    )


def _they_or_it(document: Document, sentence: Sentence, token: Token, names: Names, hops: int) -> Referent | None:
    """Who "they" are, what "it" is: by what the pronoun stands under, else by the sentences up to it."""
    needs_body = kind_of(token, sentence.words) == THING and binding.belongs_to_organisation(sentence, token)
    settled = _by_holder(sentence, token, names, needs_body) or _by_clause_above(document, sentence, token, names, hops)
    own = binding.excluded_subjects(sentence, token)
    for at in range(sentence.index, max(-1, sentence.index - _BACK - 1), -1):
        if settled is not None:
            return settled.found
        here = document.sentences[at]
        if at != sentence.index and here.headline:
            continue
        if kind_of(token, sentence.words) == THING and at < sentence.index - 1:
            return None
        settled = _things_of(document, sentence, token, here, names, own, needs_body, hops)
    return settled.found if settled is not None else None


def _by_holder(sentence: Sentence, token: Token, names: Names, needs_body: bool) -> _Settled | None:
    """Whose "its" and "their" are, by the subject of their clause."""
    text, thing = token.text.lower(), kind_of(token, sentence.words) == THING
    if token.tag != "PRP$":
        return None
    holder = next((t for t in binding.enclosing_subjects(sentence, token) if t.index < token.index), None)
    person = holder is not None and sentence.words.has("noun.person", holder.lemma.lower())
    if person and thing and not needs_body:
        return _Settled(None)
    if holder is None or holder.pos not in ("NOUN", "PROPN"):
        return None
    if needs_body and not is_organisation(holder, sentence.words):
        return _Settled(None)
    if agrees(sentence, holder, text, names):
        return _Settled(Referent(sentence, holder))
    return _Settled(None) if not thing or holder.tag not in ("NNS", "NNPS") else None


def _by_clause_above(document: Document, sentence: Sentence, token: Token, names: Names, hops: int) -> _Settled | None:
    """The same by the clause above: "It said that it had ...", "the trees that fell where they stood"."""
    text, kind = token.text.lower(), kind_of(token, sentence.words)
    above = next((t for t in binding.enclosing_subjects(sentence, token) if t.index < token.index), None)
    if above is None:
        return None
    if kind_of(above, sentence.words) == kind:
        return _Settled(referent(document, sentence, above, names, hops + 1))
    if above.relation in SUBJECTS:
        return None
    done = sentence.child(sentence.tokens[token.head].head, "dobj")
    rival = done is not None and done.index < token.index and is_thing(sentence, done, names)
    thing = kind == THING and not rival and is_thing(sentence, above, names) and above.entity not in PLACES
    people = kind != THING and agrees(sentence, above, text, names)
    return _Settled(Referent(sentence, above, 0 if thing else 1)) if thing or people else None


def _things_of(
    document: Document, sentence: Sentence, token: Token, here: Sentence, names: Names, own: Container[int],
    needs_body: bool, hops: int,
) -> _Settled | None:  # fmt: skip
    """The same by one sentence, the pronoun's own or one before; None where it does not tell."""
    text, mine, words = token.text.lower(), here.index == sentence.index, sentence.words
    kind, owner, objective = kind_of(token, words), is_owner(token, words), words.has("pronoun.object", text)
    limit = token.index if mine else len(here.tokens)
    found = [t for t in here.tokens[:limit] if not (mine and t.index in own) and agrees(here, t, text, names, mine)]
    found = [t for t in found if not needs_body or is_organisation(t, sentence.words)]
    them, they = kind == PLURAL and objective, kind == PLURAL and not (objective or owner)
    if them:
        found = [t for t in found if t.relation != "poss"]
    if needs_body and len({t.lemma for t in found}) == 1:
        return _Settled(Referent(here, found[0], 0))
    if mine and (told := _by_main_clause(sentence, token, found)) is not None:
        return _Settled(told)
    subjects = [t for t in found if t.relation in SUBJECTS]
    main = [t for t in subjects if binding.is_main(here, t)]
    if kind == THING and not mine and not main:
        return _Settled(None)
    if main and not mine and token.relation in SUBJECTS:
        subjects = main
    if (
        not mine
        and token.tag == "PRP$"
        and any(kind_of(t, words) == PLURAL and words.has("pronoun.object", t.text.lower()) for t in here.tokens)
    ):
        return _Settled(None)  # "Neighbours tried to reach them. Their bodies ..."
    if subjects:
        phrase = noun_phrase(here, subjects[0].index, 1)
        rivals = subjects if token.relation in SUBJECTS else found
        rival = kind == PLURAL and mine and any(t.index > phrase[-1] for t in rivals)
        return _Settled(None if rival else Referent(here, subjects[0]))
    if found and mine:  # "sold shares a week before they reached a record", "could not say if it would be closed"
        clear = they or (kind == THING and not owner and token.relation == "nsubjpass")
        clear = clear and len({t.lemma for t in found}) == 1
        return _Settled(Referent(here, found[0], 0, joined=they) if clear else None)
    again = next((t for t in _alike(here, token, here.tokens) if t.relation in SUBJECTS), None)
    if again is not None and they and not mine:
        return _Settled(referent(document, here, again, names, hops + 1))  # "trees that had burned where they stood"
    return _object_before(sentence, here, found) if them else None


def _by_main_clause(sentence: Sentence, token: Token, found: Sequence[Token]) -> Referent | None:
    """The same by the verb above: "Police arrested two men, but they were released"."""
    verb, kind, owner = sentence.tokens[token.head], kind_of(token, sentence.words), is_owner(token, sentence.words)
    done = sentence.child(verb.head, "dobj")
    if token.relation == "nsubjpass" and verb.relation == "conj" and done is not None and done in found:
        return Referent(sentence, done)
    nested = sentence.tokens[verb.head].relation == verb.relation == "advcl"  # two clauses below the main one
    if token.relation not in SUBJECTS or verb.relation not in ("ccomp", "advcl") or nested:
        return None
    who = subject(sentence, verb.head)  # "the riots grew when the army announced that it had ..."
    if (
        kind == THING
        and not owner
        and verb.relation == "advcl"
        and done in found
        and who not in found
        and done is not None
    ):
        return Referent(sentence, done)  # "a man bought the club when it was poor"
    if who is None:
        return None
    if who in found and (verb.relation == "ccomp" or who.relation in SUBJECTS):
        return Referent(sentence, who)
    says = kind == PLURAL and not owner and not found and who.entity == "ORG" and verb.relation == "ccomp"
    return Referent(sentence, who) if says else None  # "Orsa says they will pay"


def _object_before(sentence: Sentence, here: Sentence, found: Sequence[Token]) -> _Settled | None:
    """Whom "them" means: the one object of the sentence right before."""
    if len(found) > 1:
        return _Settled(None)
    if found and here.index == sentence.index - 1 and found[0].relation in ("dobj", "attr"):
        return _Settled(Referent(here, found[0]) if here.paragraph == sentence.paragraph else None)
    return None


def _phrase(document: Document, found: Referent, names: Names, place: tuple[int, int]) -> str | None:
    """The words for it. `place`: of the pronoun, behind which no other is looked up."""
    sentence, noun = found.sentence, found.noun
    bearer = sentence.tokens[noun.head]
    if noun.relation == "appos" and noun.pos == "NOUN" and bearer.pos == "PROPN":  # "Ana Velko, the minister who says"
        noun = bearer
    indices = noun_phrase(sentence, noun.index, 0 if noun.entity == "PERSON" else found.reach, conjuncts=found.joined)
    if not found.reach and not found.joined:
        indices = [i for i in indices if i <= noun.index]  # "called the offer full, but ... it"
    while indices and sentence.tokens[indices[-1]].relation == "case":
        indices.pop()
    beside = sentence.child(noun.index, "appos") if noun.pos == "NOUN" else None
    firm = beside is not None and beside.entity == "ORG" and noun.tag == "NN" and is_organisation(noun, sentence.words)
    if beside is not None and beside.pos == "PROPN" and (beside.entity == "PERSON" or beside.text in names or firm):
        return phrase_text(sentence, noun_phrase(sentence, beside.index, 0))  # "his lawyer, Tom Ashby, ... He"
    full = known_person(names, sentence, noun, indices)
    if full is not None:
        return full[0]
    company = organisation_described(document, sentence, noun, names) or person_described(
        document, sentence, noun, names
    )
    if company is not None:
        return company
    text = phrase_text(sentence, indices)
    first = sentence.tokens[indices[0]] if indices else None
    if first is not None and first.tag == "PRP$" and (sentence.index, first.index) < place:
        whose = antecedent(document, sentence, first, names)
        if whose is not None and not _owned(whose, sentence.words):
            return f"{whose}{'’' if whose.endswith('s') else '’s'} {phrase_text(sentence, indices[1:])}"
    opens = indices and indices[0] == 0 and _common(sentence.tokens[0]) and not text[1:2].isupper()
    return (text[:1].lower() + text[1:] if opens else text) or None


def _owned(phrase: str, words: Lexicon) -> bool:
    """Does the phrase name an owner already? No chain of owners: "the mayor's wife's brother"."""
    return words.has("possessive", phrase.split()[0].lower()) or _POSSESSED.search(phrase) is not None


def _common(token: Token) -> bool:
    """No name, so that only its place gave it a capital."""
    return token.tag not in ("NNP", "NNPS") and token.entity in (None, "CARDINAL", "ORDINAL")


def _ahead(sentence: Sentence, token: Token, pronoun: str, names: Names) -> Token | None:
    """ "Shortly after his arrest, Kerr resigned": a pronoun in what stands before the main clause means its subject."""
    chain = [token, *sentence.ancestors(token.index)]
    for part, verb in pairwise(chain):
        who = sentence.child(verb.index, *SUBJECTS)
        if part.relation in ("prep", "advcl") and is_verb(verb) and who is not None and token.index < who.index:
            clause = sentence.subtree(part.index)
            if clause[-1] < who.index and agrees(sentence, who, pronoun, names):
                named_before = any(
                    t.relation in SUBJECTS and agrees(sentence, t, pronoun, names)
                    for t in sentence.tokens[: token.index]
                )
                return None if named_before else who
    return None
