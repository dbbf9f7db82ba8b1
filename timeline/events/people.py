"""Whom a name or a pronoun stands for, where that is clear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from timeline.events.clauses import is_verb, subject
from timeline.events.phrasing import noun_phrase, words
from timeline.events.words import lexicon
from timeline.language import Parsed, Sentence, Token

HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
_SINGULAR = HE | SHE
_PLURAL = frozenset({"they", "them", "their"})
_THING = frozenset({"it", "its"})
_PRONOUNS = _SINGULAR | _PLURAL | _THING
_ALIKE = {p: group for group in (HE, SHE, _PLURAL, _THING) for p in group}
_QUOTED = ('"', "``", "“", "''", "”")
_BACK = 4
_SUBJECTS = ("nsubj", "nsubjpass")
_DOERS = ("er", "or", "ist", "ian", "ee", "eer")  # in its own sentence such a noun may be he or she: a cleaner
Names = Mapping[str, tuple[str, str]]  # surname to (the name, the name as the text introduces it)
PROTAGONIST = ""  # the key of the one a text is about, as an obituary is
NOBODY: Names = MappingProxyType({})


def is_pronoun(token: Token) -> bool:
    """A personal or possessive pronoun of the third person."""
    return token.text.lower() in _PRONOUNS


def named(names: Names, sentence: Sentence, token: Token, phrase: list[int]) -> tuple[str, str] | None:
    """The full name of a person whom a phrase calls by surname alone ("Gibbs", "Mr Gibbs")."""
    if token.pos != "PROPN" or token.text not in names or token.entity in ("GPE", "LOC", "FAC", "NORP"):
        return None
    others = [sentence.tokens[i] for i in phrase if i != token.index]
    return names[token.text] if all(is_title(t) for t in others) else None


def antecedent(parsed: Parsed, sentence: Sentence, token: Token, names: Names = NOBODY) -> str | None:
    """The name or noun phrase a third-person pronoun stands for; where none is near, whom the whole text is about."""
    found = _near(parsed, sentence, token, names)
    if found is not None or PROTAGONIST not in names or token.text.lower() not in _SINGULAR:
        return found
    rival = any(t.entity == "PERSON" for t in sentence.tokens[: token.index])
    return None if rival else names[PROTAGONIST][0]


def _near(parsed: Parsed, sentence: Sentence, token: Token, names: Names) -> str | None:
    """The name or noun phrase a third-person pronoun stands for; None when two fit alike or none does.

    The same sentence is looked at first, from the pronoun's own clause outward, then the subjects of up to four
    sentences before: he and she want a person, they a plural, it a singular thing.
    """
    text = token.text.lower()
    some = text == "them" and sentence.tokens[token.head].lemma == "of"  # "some of them": of people not named
    if text not in _PRONOUNS or some or is_idle(sentence, token):
        return None
    if text == "it" and token.relation not in _SUBJECTS:
        return _only_thing(parsed, sentence, token, names)
    first = _joined_before(sentence, token, names)
    if first is not None:
        return _phrase(sentence, first, names, 0, alone=True)
    needs_body = text in _THING and _of_body(sentence, token)
    found = _ahead(sentence, token, text, names)
    if found is not None:
        return _phrase(sentence, found, names)
    if token.tag == "PRP$" and text not in _SINGULAR:
        holder = next((t for t in _clauses(sentence, token) if t.index < token.index), None)
        if holder is not None and text in _THING and lexicon().has("noun.person", holder.lemma.lower()):
            house = _house(sentence, holder)  # "a spokesman for the bank said its ..."
            if house is not None or not needs_body:
                return _phrase(sentence, house, names) if house is not None and house.tag in ("NN", "NNP") else None
        if holder is not None and holder.index < token.index and holder.pos in ("NOUN", "PROPN"):
            if needs_body and not is_body(holder):
                bodies = _bodies(sentence, token)
                return _phrase(sentence, bodies[0], names, 0) if len(bodies) == 1 else None
            return _phrase(sentence, holder, names) if _fits(sentence, holder, text, names) else None
    floor = sentence.index - _BACK
    for at in range(sentence.index, max(-1, sentence.index - 3 * _BACK), -1):
        here = parsed.sentences[at]
        if at <= floor:
            return None
        if at < sentence.index and here.headline:
            continue
        if text in _THING and at < sentence.index - 1:
            return None
        own = at == sentence.index
        above = {t.index for t in sentence.ancestors(token.index)} if own else set()
        limit = token.index if own else len(here.tokens)
        above |= _not_meant(sentence, token) if own else set()
        above |= _said(sentence, token) if own else set()
        fits = [t for t in here.tokens[:limit] if t.index not in above and _fits(here, t, text, names, own)]
        fits = [t for t in fits if (own or not _again(sentence, token, here, t)) and (not needs_body or is_body(t))]
        if own and needs_body and not fits:
            fits = _bodies(sentence, token)
        if needs_body and len({t.lemma for t in fits}) == 1:
            return _phrase(here, fits[0], names, 0)
        if own and text in _SINGULAR:
            holder = _outward(sentence, token, fits)
            if holder is not None:
                return None if _rival(sentence, token, holder, fits) else _phrase(here, holder, names)
        verb = sentence.tokens[token.head]
        if own and token.relation in _SUBJECTS and verb.relation == "ccomp":
            who = subject(sentence, verb.head)  # "the riots grew when the army announced that it had ..."
            if who is not None and who in fits:
                return _phrase(here, who, names)
        subjects = [t for t in fits if t.relation in _SUBJECTS]
        if text in _SINGULAR and not own and not subjects and _spoken_of(here, text):
            floor = at - _BACK  # "He ... He ...": whom the pronoun before stands for
            continue
        main = [t for t in subjects if here.tokens[t.head].relation == "ROOT"]
        if text in _THING and not own and not main and _about_another(here):
            return None
        if main and not own and token.relation in _SUBJECTS:  # whom the sentence is about, or who speaks in it
            subjects = main
        if subjects:
            phrase = noun_phrase(here, subjects[0].index, 1)
            rivals = subjects if token.relation in _SUBJECTS else fits
            if text in _PLURAL and own and any(t.index > phrase[-1] for t in rivals):
                return None
            return _phrase(here, subjects[0], names)
        if text == "them" and fits and (own or len(fits) > 1):
            return None
        if fits and text in _SINGULAR and len({f.text for f in fits}) == 1:
            return _phrase(here, fits[0], names, 0)
    return None


def is_body(token: Token) -> bool:
    """A company, a state, a ministry: what can speak, decide and have a staff."""
    named_so = token.pos == "PROPN" and token.entity not in ("PERSON", "FAC", "LOC", "EVENT", "DATE", "TIME", "LAW")
    named_so = named_so and not lexicon().has("noun.time", token.lemma.lower())
    return named_so or lexicon().has("noun.organisation", token.lemma.lower())


def _of_body(sentence: Sentence, token: Token) -> bool:
    """Can only a body be meant: "its department", "it denied"?"""
    lemma = sentence.tokens[token.head].lemma.lower()
    if token.tag == "PRP$":
        return lexicon().has("noun.had", lemma) or lexicon().has("noun.person", lemma)
    return token.relation == "nsubj" and any(
        lexicon().has(role, lemma) for role in ("verb.plan", "verb.denial", "verb.accuse", "verb.speech")
    )


def _bodies(sentence: Sentence, token: Token) -> list[Token]:
    """The bodies named in the sentence before the pronoun."""
    heads = [t for t in sentence.tokens[: token.index] if t.relation not in ("compound", "amod", "nmod", "npadvmod")]
    return [t for t in heads if t.tag in ("NN", "NNP") and is_body(t)]


def _again(sentence: Sentence, token: Token, here: Sentence, noun: Token) -> bool:
    """Is the noun named anew behind the pronoun? Who "accused the ministry" is not the ministry named before."""
    name = words(here, noun_phrase(here, noun.index, 0))
    does = [words(sentence, noun_phrase(sentence, i, 0)) for i in _not_meant(sentence, token)]
    if any(name.endswith(d) or d.endswith(name) for d in does if d):
        return True  # "Hruby congratulated her" is not Josef Hruby
    return any(
        t.lemma == noun.lemma and t.pos == noun.pos and t.relation in ("dobj", "pobj", "dative")
        for t in sentence.tokens[token.index + 1 :]
    )


def _joined_before(sentence: Sentence, token: Token, names: Names) -> Token | None:
    """ "Hruby and his aides": the person to whom those are joined who are his."""
    owned = sentence.tokens[token.head]
    first = sentence.tokens[owned.head]
    if token.tag != "PRP$" or token.text.lower() not in _SINGULAR or owned.relation != "conj":
        return None
    return first if first.pos == "PROPN" and (first.entity == "PERSON" or first.text in names) else None


def _about_another(sentence: Sentence) -> bool:
    """Has the main clause a thing of its own, so that one in a clause below it is hardly meant?"""
    things = (t for t in sentence.tokens if t.relation in _SUBJECTS and t.tag in ("NN", "NNP"))
    return any(sentence.tokens[t.head].relation == "ROOT" and t.entity != "PERSON" for t in things)


def _spoken_of(sentence: Sentence, pronoun: str) -> bool:
    return any(t.text.lower() in _ALIKE[pronoun] and t.relation in _SUBJECTS for t in sentence.tokens)


def _house(sentence: Sentence, person: Token) -> Token | None:
    """Whom a person speaks or works for, as far as the phrase says."""
    at = next((c for c in sentence.children(person.index, "prep") if c.lemma in ("for", "of", "at")), None)
    return sentence.child(at.index, "pobj") if at is not None else sentence.child(person.index, "poss")


def _only_thing(parsed: Parsed, sentence: Sentence, token: Token, names: Names) -> str | None:
    """An "it" that something is done to: the one thing named before it in the sentence, none when there are two."""
    own = _not_meant(sentence, token)
    things = [
        t
        for t in sentence.tokens[: token.index]
        if t.tag in ("NN", "NNP")
        and t.relation in (*_SUBJECTS, "dobj", "pobj", "conj")
        and not own & {t.index, t.head}
        and t.entity not in ("PERSON", "GPE")
        and not lexicon().has("noun.time", t.lemma.lower())
        and not lexicon().has("noun.person", t.lemma.lower())
    ]
    return _phrase(sentence, things[0], names, 0) if len(things) == 1 else None


def is_idle(sentence: Sentence, token: Token) -> bool:
    """ "It took an hour to open the door", "it seems that he left": the pronoun stands for nothing."""
    if token.text.lower() != "it" or token.relation not in _SUBJECTS:
        return False
    verb = sentence.tokens[token.head]
    clause = sentence.child(verb.index, "ccomp", "xcomp", "advcl")
    return clause is not None and lexicon().has("verb.impersonal", verb.lemma)


def _phrase(sentence: Sentence, noun: Token, names: Names, reach: int = 1, alone: bool = False) -> str | None:
    indices = noun_phrase(sentence, noun.index, 0 if noun.entity == "PERSON" else reach, conjuncts=not alone)
    while indices and sentence.tokens[indices[-1]].relation == "case":
        indices.pop()
    beside = sentence.child(noun.index, "appos") if noun.pos == "NOUN" else None
    if beside is not None and beside.pos == "PROPN" and (beside.entity == "PERSON" or beside.text in names):
        return words(sentence, noun_phrase(sentence, beside.index, 0))  # "his lawyer, Tom Ashby, ... He"
    full = named(names, sentence, noun, indices)
    if full is not None:
        return full[0]
    text = words(sentence, indices)
    opens = indices and indices[0] == 0 and _common(sentence.tokens[0]) and not text[1:2].isupper()
    return (text[:1].lower() + text[1:] if opens else text) or None


def _common(token: Token) -> bool:
    """No name, so that only its place gave it a capital."""
    return token.tag not in ("NNP", "NNPS") and token.entity in (None, "CARDINAL", "ORDINAL")


def _ahead(sentence: Sentence, token: Token, pronoun: str, names: Names) -> Token | None:
    """ "Shortly after his arrest, Kerr resigned": a pronoun in what stands before the main clause means its subject."""
    chain = [token, *sentence.ancestors(token.index)]
    for part, verb in pairwise(chain):
        who = sentence.child(verb.index, *_SUBJECTS)
        if part.relation in ("prep", "advcl") and is_verb(verb) and who is not None and token.index < who.index:
            clause = sentence.subtree(part.index)
            if clause[-1] < who.index and _fits(sentence, who, pronoun, names):
                named_before = any(
                    t.relation in _SUBJECTS and _fits(sentence, t, pronoun, names)
                    for t in sentence.tokens[: token.index]
                )
                return None if named_before else who
    return None


def _clauses(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The subjects of the clauses around a pronoun, from its own outward."""
    for verb in sentence.ancestors(token.index):
        who = subject(sentence, verb.index) if is_verb(verb) else None
        if who is not None and who.index != token.index:
            yield who


def _outward(sentence: Sentence, token: Token, fits: list[Token]) -> Token | None:
    """The subject of the nearest clause around the pronoun that fits."""
    places = {t.index for t in fits}
    return next((t for t in _clauses(sentence, token) if t.index in places), None)


def _said(sentence: Sentence, token: Token) -> set[int]:
    """What a speaker says names nobody for the pronoun that stands for the speaker: "“Prices rose,” they said"."""
    verb = sentence.tokens[token.head]
    if token.relation not in _SUBJECTS:
        return set()
    said = [sentence.subtree(c.index) for c in sentence.children(verb.index, "ccomp") if c.index < token.index]
    marked = any(t.text in _QUOTED for t in sentence.tokens[: token.index])
    return {i for part in said for i in part if marked}


def _not_meant(sentence: Sentence, token: Token) -> set[int]:
    """ "Kerr praised him", "Kerr helped him to hide": the subject whose object the pronoun is."""
    if token.tag == "PRP$" or token.text.lower() not in ("him", "her", "them", "it"):
        return set()
    verb = sentence.tokens[token.head]
    if token.relation in _SUBJECTS:
        if token.text.lower() == "it":
            return set()
        verb = sentence.tokens[verb.head]
    who = subject(sentence, verb.index) if is_verb(verb) else None
    return {who.index} if who is not None else set()


def _rival(sentence: Sentence, token: Token, holder: Token, fits: list[Token]) -> bool:
    """ "The coach blamed the referee, saying he ...": another person between, not just the one who is told."""
    verb = sentence.tokens[holder.head]
    told = lexicon().has("verb.report", verb.lemma)
    return any(
        holder.index < t.index < token.index
        and t.relation == "dobj"
        and t.head == verb.index
        and t.text != holder.text
        and not told
        and token.relation in _SUBJECTS
        for t in fits
    )


def _fits(sentence: Sentence, token: Token, pronoun: str, names: Names, here: bool = True) -> bool:
    if token.pos not in ("NOUN", "PROPN") or token.relation in ("compound", "amod", "nmod", "npadvmod"):
        return False
    together = any(c.relation == "conj" for c in sentence.children(token.index))
    lemma = token.lemma.lower()
    if pronoun in _SINGULAR:
        if together or token.tag in ("NNS", "NNPS"):
            return False
        people = (*_SUBJECTS, "dobj", "appos") if here or _asked(sentence, token) else _SUBJECTS
        above = sentence.tokens[token.head]
        stays = token.relation == "pobj" and lexicon().has("preposition.inside", above.lemma.lower())
        if token.entity == "PERSON" and sentence.child(token.index, "det") is not None and token.text.endswith("s"):
            return False  # "the Lunds"
        if stays and token.text not in names:
            return False  # "Born in Malmo, he": a place, whatever it was taken for
        parts = [lemma, *(c.text.lower() for c in sentence.children(token.index, "compound"))]
        if any(lexicon().has("noun.female" if pronoun in HE else "noun.male", p) for p in parts):
            return False
        return (
            token.entity == "PERSON"
            or (token.pos == "PROPN" and token.text in names)
            or any(is_title(c) for c in sentence.children(token.index, "compound"))
            or (token.relation in people and lexicon().has("noun.person", lemma))
            or (here and token.relation in _SUBJECTS and lemma.endswith(_DOERS))
        )
    if lexicon().has("noun.time", lemma):
        return False
    if pronoun in _PLURAL:
        done = lexicon().has("noun.event", lemma)  # "inquiries found they had ..."
        return (token.tag in ("NNS", "NNPS") or together or lemma == "police") and token.entity is None and not done
    done = pronoun == "its" and lexicon().has("noun.event", lemma)
    if not here and (done or sentence.child(token.index, "poss") is not None):
        return False  # "The firm's survival is in doubt. Its shares fell."
    return (
        token.tag in ("NN", "NNP")
        and token.entity != "PERSON"
        and not (token.pos == "PROPN" and token.text in names)
        and not lexicon().has("noun.person", lemma)
        and not together
        and token.relation in (*_SUBJECTS, "dobj")
    )


def _asked(sentence: Sentence, token: Token) -> bool:
    """ "asked the minister to resign": who is to do something may be spoken of next."""
    verb = sentence.tokens[token.head]
    inner = sentence.child(verb.index, "xcomp", "ccomp")
    return token.relation == "dobj" and inner is not None and inner.index > token.index


def is_title(token: Token) -> bool:
    return lexicon().has("noun.title", token.text.lower())
