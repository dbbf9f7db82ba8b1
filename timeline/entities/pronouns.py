"""Whom a pronoun stands for, where that is clear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from timeline.entities import binding
from timeline.entities.agreement import (
    ALIKE,
    NO_NAMES,
    PLACES,
    PLURAL,
    PROTAGONIST,
    SINGULAR,
    SUBJECTS,
    THING,
    Names,
    agrees,
    gender,
    gender_of_word,
    is_described_as_organisation,
    is_organisation,
    is_pronoun,
    is_thing,
    known_person,
)
from timeline.entities.descriptions import person_described
from timeline.entities.object_pronouns import object_antecedent, plural_object_antecedent
from timeline.entities.organisations import organisation_described
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text
from timeline.grammar.quotations import quotation_speaker
from timeline.grammar.verb_groups import is_verb

_BACK = 4
_CHAIN = 30  # pronouns that stand for one another
_OWNED = re.compile(r"^(his|her|its|their|my|our|your)\b|['’]s? ", re.IGNORECASE)  # no chain of owners


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
    if PROTAGONIST in names and _biography_subject(sentence, token, found, names[PROTAGONIST][0]):
        return names[PROTAGONIST][0]
    if found is not None:
        return _phrase(document, found, names, (sentence.index, token.index))
    if PROTAGONIST not in names or token.text.lower() not in SINGULAR:
        return None
    rival = any(agrees(sentence, t, token.text.lower(), names) for t in sentence.tokens[: token.index])
    return None if rival else names[PROTAGONIST][0]


def _biography_subject(sentence: Sentence, token: Token, found: Referent | None, about: str) -> bool:
    """ "Two daughters survive him", "Their son died young. Until May he worked": he of whom a life is told."""
    verb = sentence.tokens[token.head]
    own = gender_of_word(about.split()[0])
    if token.text.lower() not in SINGULAR or (own is not None and token.text.lower() not in own):
        return False
    if verb.lemma == "survive" and token.relation in ("dobj", "agent"):
        return True
    if found is None or found.sentence is sentence or any(k in ("=die", "=kill") for k in lexicon().kinds(verb.lemma)):
        return False
    noun = found.noun
    of_kin = noun.pos == "NOUN" and gender_of_word(noun.lemma) is not None
    whose = found.sentence.child(noun.index, "poss")
    return of_kin and whose is not None and is_pronoun(whose) and found.sentence.child(noun.index, "appos") is None


def referent(document: Document, sentence: Sentence, token: Token, names: Names, hops: int = 0) -> Referent | None:
    """The noun a third-person pronoun stands for; None when two fit alike or none does.

    The same sentence is looked at first, from the pronoun's own clause outward, then up to four sentences before: he
    and she want a person, they a plural, it a singular thing. Where such a pronoun stood there, whom that stands for;
    `hops` counts how often that was so.
    """
    text = token.text.lower()
    if text not in ALIKE or hops > _CHAIN or binding.is_expletive(sentence, token):
        return None
    if text == "them":
        many = plural_object_antecedent(sentence, token)
        if many is not None:
            return Referent(sentence, many)
        above = sentence.tokens[token.head]
        if above.lemma == "of" and not is_verb(sentence.tokens[above.head]):
            return None  # "some of them": of people not named
    if text in SINGULAR:
        first = _joined_before(sentence, token, names)
        if first is not None:
            return Referent(sentence, first, 0, joined=False)
    ahead = _ahead(sentence, token, text, names)
    if ahead is not None and text != "it":
        return Referent(sentence, ahead)
    if text in SINGULAR:
        own = _person_here(document, sentence, token, names, hops)
        return own.found if own is not None else _person_before(document, sentence, token, names, hops)
    if text == "it" and binding.is_object(sentence, token):
        done = object_antecedent(document, sentence, token, names)
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
    speaker = quotation_speaker(sentence, token)
    barred = (
        binding.containing_nouns(sentence, token)
        | binding.excluded_subjects(sentence, token)
        | binding.speech_of(sentence, token)
    )
    barred |= {speaker.index} if speaker is not None else set()
    barred |= binding.discoverers(sentence, token)
    before = [t for t in sentence.tokens[: token.index] if t.index not in barred]
    people = [t for t in before if agrees(sentence, t, text, names)]
    people = [t for t in people if speaker is None or not _called(sentence, t, speaker)]
    alike = [t for t in before if t.text.lower() in ALIKE[text]]
    for who in binding.enclosing_subjects(sentence, token):
        if who.index in barred:
            continue
        if who in alike:
            return _Settled(referent(document, sentence, who, names, hops + 1))
        owner = binding.possessor(sentence, who, text)
        if owner is not None and owner.index < token.index and _speaks_for(sentence, who, text, names):
            return _Settled(referent(document, sentence, owner, names, hops + 1))
        if who in people:
            return _Settled(None if binding.is_rival(sentence, token, who, people) else Referent(sentence, who))
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
    speaker = quotation_speaker(sentence, token)
    for at in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        here = document.sentences[at]
        if here.headline:
            continue
        people = [t for t in here.tokens if agrees(here, t, text, names, here=False)]
        people = [t for t in people if not binding.is_named_again(sentence, token, here, t)]
        people = [t for t in people if speaker is None or not _called(here, t, speaker)]
        alike = [t for t in here.tokens if t.text.lower() in ALIKE[text]]
        subjects = [t for t in here.tokens if t.relation in SUBJECTS and (t in people or t in alike)]
        main = [t for t in subjects if binding.is_main(here, t)]
        about = binding.main_subject(here)
        focus = binding.cleft_focus(here)
        if focus is not None and focus in people:
            return Referent(here, focus)
        owner = binding.possessor(here, about, text) if about is not None and about not in people else None
        clear = _by_gender(here, text, names)
        unsure = all(gender(here, t, names) is None and not is_pronoun(t) for t in subjects)
        if clear is not None and clear not in subjects and unsure and not binding.is_speech(sentence, token):
            return Referent(here, clear)  # "the body of a woman was found, Sheriff Dale Pell said. She ..."
        if main and token.relation in SUBJECTS:  # whom the sentence is about, or who speaks in it
            told = _told_of(here, main[0], people) if binding.is_deed(sentence, token) else None
            return _keeps(document, here, told or main[0], names, hops)
        if owner is not None:
            return referent(document, here, owner, names, hops + 1)
        if subjects:
            return _keeps(document, here, subjects[0], names, hops)
        if people and len({t.text for t in people}) == 1:
            return Referent(here, people[0], 0)
        if people:
            return _one_of(document, here, alike, people, names, hops)
        if alike:
            return referent(document, here, alike[0], names, hops + 1)
    return None


def _by_gender(sentence: Sentence, pronoun: str, names: Names) -> Token | None:
    """The only noun of the sentence that says by itself that it is a he or a she: "the body of a woman"."""
    nouns = [t for t in sentence.tokens if t.tag == "NN" and t.relation in (*SUBJECTS, "dobj", "pobj")]
    found = [t for t in nouns if gender_of_word(t.text) == ALIKE[pronoun]]
    return found[0] if len(found) == 1 and gender(sentence, found[0], names) == ALIKE[pronoun] else None


def _one_of(
    document: Document, sentence: Sentence, alike: list[Token], people: list[Token], names: Names, hops: int
) -> Referent | None:
    """ "Berg's pension is safe, but his wife Ada's is not": of two people the one who is "his" already."""
    found = referent(document, sentence, alike[0], names, hops + 1) if alike else None
    return found if found is not None and found.sentence is sentence and found.noun in people else None


def pronoun_antecedent(document: Document, sentence: Sentence, token: Token, names: Names) -> tuple[Sentence, Token]:
    """The noun a pronoun stands for with its sentence, the word itself where it is none or that is not clear."""
    found = referent(document, sentence, token, names) if is_pronoun(token) else None
    return (found.sentence, found.noun) if found is not None else (sentence, token)


def _told_of(sentence: Sentence, speaker: Token, people: list[Token]) -> Token | None:
    """ "The inspector said that the boy had been seen": of whom a speaker tells."""
    verb = sentence.tokens[speaker.head]
    if not lexicon().has("verb.report", verb.lemma):
        return None
    return next((t for t in people if sentence.tokens[t.head] in sentence.children(verb.index, "ccomp")), None)


def _called(sentence: Sentence, noun: Token, name: Token) -> bool:
    """Is it the name, or someone so called: "her barrister, Fiona Clegg"?"""
    return name.text in (noun.text, *(c.text for c in sentence.children(noun.index, "appos")))


def _keeps(document: Document, sentence: Sentence, token: Token, names: Names, hops: int) -> Referent | None:
    return referent(document, sentence, token, names, hops + 1) if is_pronoun(token) else Referent(sentence, token)


def _speaks_for(sentence: Sentence, noun: Token, pronoun: str, names: Names) -> bool:
    """ "Her lawyer said she ...": whose lawyer it is, not the lawyer; nor whom a name or noun shows to be another."""
    if lexicon().has("noun.agent", noun.lemma.lower()):
        verb = sentence.tokens[noun.head].lemma
        return lexicon().has("verb.report", verb) or lexicon().has("verb.denial", verb)
    own = gender(sentence, noun, names)
    return own is None or pronoun not in own


def _they_or_it(document: Document, sentence: Sentence, token: Token, names: Names, hops: int) -> Referent | None:
    """Who "they" are, what "it" is."""
    text = token.text.lower()
    accused = _accused(document, sentence, token) if text in PLURAL else None
    if accused is not None:
        return accused
    needs_body = text in THING and binding.belongs_to_organisation(sentence, token)
    if token.tag == "PRP$":
        holder = next((t for t in binding.enclosing_subjects(sentence, token) if t.index < token.index), None)
        if holder is not None and text in THING and lexicon().has("noun.person", holder.lemma.lower()):
            house = binding.employer(sentence, holder)  # "a spokesman for the bank said its ..."
            if house is not None or not needs_body:
                return Referent(sentence, house) if house is not None and house.tag in ("NN", "NNP") else None
        if holder is not None and holder.pos in ("NOUN", "PROPN"):
            if needs_body and not is_organisation(holder):
                bodies = binding.organisations_named(sentence, token)
                return Referent(sentence, bodies[0], 0) if len(bodies) == 1 else None
            if agrees(sentence, holder, text, names):
                return Referent(sentence, holder)
            if text not in THING or holder.tag not in ("NNS", "NNPS"):
                return None
    above = next((t for t in binding.enclosing_subjects(sentence, token) if t.index < token.index), None)
    if above is not None and above.text.lower() in ALIKE[text] and not binding.is_expletive(sentence, above):
        return referent(document, sentence, above, names, hops + 1)  # "It said that it had ..."
    if above is not None and above.relation not in SUBJECTS and above.index < token.index:
        done = sentence.child(sentence.tokens[token.head].head, "dobj")
        rival = done is not None and done.index < token.index and is_thing(sentence, done, names)
        thing = text in THING and not rival and is_thing(sentence, above, names) and above.entity not in PLACES
        if thing or (
            text not in THING and agrees(sentence, above, text, names)
        ):  # "the trees that fell where they stood"
            return Referent(sentence, above, 0 if thing else 1)
    own_thing = token.tag == "PRP$"
    own = (
        binding.containing_nouns(sentence, token)
        | binding.excluded_subjects(sentence, token)
        | binding.speech_of(sentence, token)
    )
    own |= binding.documents(sentence, token) if text in THING else set()
    for at in range(sentence.index, max(-1, sentence.index - _BACK - 1), -1):
        here = document.sentences[at]
        mine = at == sentence.index
        if not mine and here.headline:
            continue
        if text in THING and at < sentence.index - 1:
            return None
        limit = token.index if mine else len(here.tokens)
        found = [t for t in here.tokens[:limit] if not (mine and t.index in own) and agrees(here, t, text, names, mine)]
        found = [
            t
            for t in found
            if (mine or not binding.is_named_again(sentence, token, here, t))
            and (
                not needs_body
                or is_described_as_organisation(here, t)
                or (is_organisation(t) and (own_thing or not binding.says_where(here, t)))
            )
        ]
        if mine and needs_body and not found:
            found = [
                t for t in binding.organisations_named(sentence, token) if own_thing or not binding.says_where(here, t)
            ]
        if text == "them":
            found = [t for t in found if t.relation != "poss"]
        if needs_body and len({t.lemma for t in found}) == 1:
            return Referent(here, found[0], 0)
        verb = sentence.tokens[token.head]
        if mine and token.relation == "nsubjpass" and verb.relation == "conj":
            whom = sentence.child(verb.head, "dobj")  # "Police arrested two men, but they were released"
            if whom is not None and whom in found:
                return Referent(here, whom)
        nested = sentence.tokens[verb.head].relation == verb.relation == "advcl"  # two clauses below the main one
        if mine and token.relation in SUBJECTS and verb.relation in ("ccomp", "advcl") and not nested:
            who = subject(sentence, verb.head)  # "the riots grew when the army announced that it had ..."
            done = sentence.child(verb.head, "dobj")
            if text == "it" and verb.relation == "advcl" and done in found and who not in found and done is not None:
                return Referent(here, done)  # "a man bought the club when it was poor"
            if who is not None and who in found and (verb.relation == "ccomp" or who.relation in SUBJECTS):
                return Referent(here, who)
            if text == "they" and who is not None and not found and who.entity == "ORG" and verb.relation == "ccomp":
                return Referent(here, who)  # "Orsa says they will pay"
        subjects = [t for t in found if t.relation in SUBJECTS]
        main = [t for t in subjects if binding.is_main(here, t)]
        topic = None if mine else binding.main_subject(here)
        told = binding.reported_subject(here, topic)
        if text == "it" and told is not None and topic is not None and token.relation in SUBJECTS and not needs_body:
            first = told.index < topic.index and not binding.is_speech(sentence, token)
            if (first or not main) and agrees(here, told, text, names, here=False):
                return Referent(here, told)  # "The storm struck at noon, the centre said. It ..."
        if topic is not None and not main and needs_body:
            whose = binding.possessor(here, topic, text)
            if whose is not None:
                return referent(document, here, whose, names, hops + 1)  # "Its mill shut. It cut its dividend."
        if topic is not None and not main and topic.text.lower() in ALIKE[text] and token.relation in SUBJECTS:
            return referent(document, here, topic, names, hops + 1)
        if text in THING and not mine and not main:
            return _named_there(document, here, needs_body, names)
        if main and not mine and token.relation in SUBJECTS:
            subjects = main
        if text in PLURAL and not mine and token.relation == "nsubj":  # what is active is done by people
            subjects = [t for t in subjects if _are_people(t)] or subjects
        if not mine and token.tag == "PRP$" and any(t.text.lower() == "them" for t in here.tokens):
            return None  # "Neighbours tried to reach them. Their bodies ..."
        if subjects:
            phrase = noun_phrase(here, subjects[0].index, 1)
            rivals = subjects if token.relation in SUBJECTS else found
            if text in PLURAL and mine and any(t.index > phrase[-1] for t in rivals):
                return None
            return Referent(here, subjects[0])
        if found and mine:  # "sold shares a week before they reached a record", "could not say if it would be closed"
            clear = text == "they" or (text == "it" and token.relation == "nsubjpass")
            return (
                Referent(here, found[0], 0, joined=text == "they")
                if clear and len({t.lemma for t in found}) == 1
                else None
            )
        again = next((t for t in here.tokens if t.text.lower() in ALIKE[text] and t.relation in SUBJECTS), None)
        if again is not None and text == "they" and not mine:
            return referent(document, here, again, names, hops + 1)  # "trees that had burned where they stood"
        if text == "them" and len(found) > 1:
            return None
        if text == "them" and found and at == sentence.index - 1 and found[0].relation in ("dobj", "attr"):
            return Referent(here, found[0]) if here.paragraph == sentence.paragraph else None
    return None


def _are_people(token: Token) -> bool:
    lemma = token.lemma.lower()
    return any(lexicon().has(r, lemma) for r in ("noun.person", "noun.plural", "noun.organisation", "noun.body"))


def _joined_before(sentence: Sentence, token: Token, names: Names) -> Token | None:
    """ "Hruby and his aides": the person to whom those are joined who are his."""
    owned = sentence.tokens[token.head]
    first = sentence.tokens[owned.head]
    if token.tag != "PRP$" or token.text.lower() not in SINGULAR or owned.relation != "conj":
        return None
    return first if first.pos == "PROPN" and (first.entity == "PERSON" or first.text in names) else None


def _named_there(document: Document, sentence: Sentence, body: bool, names: Names) -> Referent | None:
    """ "She paid a company that existed on paper. It received ...": the one thing, or body, a sentence names."""
    heads = [t for t in sentence.tokens if t.tag in ("NN", "NNP") and t.relation in (*SUBJECTS, "dobj", "pobj", "attr")]
    if body:
        things = [t for t in heads if is_organisation(t) and not binding.says_where(sentence, t)]
    else:
        things = [t for t in heads if is_thing(sentence, t, names) and not binding.says_where(sentence, t)]
        things = [t for t in things if not any(c.lemma == "of" for c in sentence.children(t.index, "prep"))]
        if any(binding.is_main(sentence, t) and t.entity != "PERSON" for t in heads if t.relation in SUBJECTS):
            things = []  # that is what the sentence is about
    return Referent(sentence, things[0], 0) if len({t.text for t in things}) == 1 else None


def _accused(document: Document, sentence: Sentence, token: Token) -> Referent | None:
    """ "Farmers accused the council of waiting. "They had a warning," one said": who is accused, not who accuses."""
    before = document.sentences[sentence.index - 1] if sentence.index else None
    if before is None or token.relation not in SUBJECTS or quotation_speaker(sentence, token) is None:
        return None
    above = next((t for t in binding.enclosing_subjects(sentence, token) if t.index < token.index), None)
    root = next((t for t in before.tokens if t.relation == "ROOT"), None)
    whom = before.child(root.index, "dobj") if root is not None else None
    if root is None or whom is None or not _blames(root) or (above is not None and not is_pronoun(above)):
        return None
    return Referent(before, whom) if is_organisation(whom) or whom.tag in ("NNS", "NNPS") else None


def _blames(verb: Token) -> bool:
    return lexicon().has("verb.accuse", verb.lemma) or lexicon().has("verb.at-body", verb.lemma)


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
    firm = beside is not None and beside.entity == "ORG" and noun.tag == "NN" and is_organisation(noun)
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
        if whose is not None and not _OWNED.search(whose):
            return f"{whose}{'’' if whose.endswith('s') else '’s'} {phrase_text(sentence, indices[1:])}"
    opens = indices and indices[0] == 0 and _common(sentence.tokens[0]) and not text[1:2].isupper()
    return (text[:1].lower() + text[1:] if opens else text) or None


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
