"""Whom a name stands for, and which nouns a pronoun of the third person may stand for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb

HE, SHE, PLURAL, THING = "masculine", "feminine", "plural", "neuter"  # classes of the role `pronoun.third`
SINGULAR = frozenset({HE, SHE})
PLACES = frozenset({"GPE", "LOC", "FAC"})
SUBJECTS = ("nsubj", "nsubjpass")
Names = Mapping[str, tuple[str, str]]  # surname to (the name, the name as the text introduces it)
PROTAGONIST = ""  # the key of the one a text is about, as an obituary is
FIRM = " "  # the key of the one firm a text is about
NO_NAMES: Names = MappingProxyType({})


def is_pronoun(token: Token, words: Lexicon) -> bool:
    """A personal or possessive pronoun of the third person."""
    return kind_of(token, words) is not None


def kind_of(token: Token, words: Lexicon) -> str | None:
    """Whom a pronoun of the third person stands for: `HE`, `SHE`, `PLURAL` or `THING`; None for another word."""
    return words.get("pronoun.third", token.text.lower())


def is_owner(token: Token, words: Lexicon) -> bool:
    """A possessive pronoun of the third person."""
    return words.has("pronoun.owner", token.text.lower())


def known_person(names: Names, sentence: Sentence, token: Token, phrase: list[int]) -> tuple[str, str] | None:
    """The full name of a person whom a phrase calls by surname alone ("Gibbs", "Mr Gibbs")."""
    if not _is_name(sentence, token) or token.text not in names or token.entity == "NORP":
        return None
    others = [sentence.tokens[i] for i in phrase if i != token.index]
    others = [
        t for t in others if t.tag != "CD" and not sentence.words.has("noun.time", t.lemma.lower())
    ]  # "in May Lund left"
    known = names[token.text]
    calls = {g for t in others if (g := gender_of_word(t.text, sentence.words)) is not None}
    shared = gender_of_word(known[0].split()[0], sentence.words)
    if shared is not None and calls - {shared}:  # "Mrs Kerr" is not Tom Kerr
        return None
    return known if all(is_title(t, sentence.words) for t in others) else None


def _is_name(sentence: Sentence, token: Token) -> bool:
    """A name, or what stands like one where only its place may have given it the capital: "Lund had left"."""
    alone = token.tag == "NN" and token.text.istitle() and not sentence.children(token.index)
    return token.pos == "PROPN" or alone


def gender(sentence: Sentence, token: Token, names: Names = NO_NAMES) -> str | None:
    """The class of pronouns of one person, by a given name, a title or the noun; None where nothing tells."""
    called = [token, *sentence.children(token.index, "appos")]
    if token.relation == "appos":  # "his wife, Robin", "Mrs Kerr, the treasurer"
        called.append(sentence.tokens[token.head])
    parts = [t for noun in called for t in (noun, *sentence.children(noun.index, "compound"))]
    told = [names[t.text][0].split()[0] for t in called if t.pos == "PROPN" and t.text in names]
    named_so = {
        g
        for word in (*told, *(t.text for t in parts if t.tag == "NNP"))
        if (g := gender_of_word(word, sentence.words)) is not None
    }
    found = named_so or {
        g for t in parts if (g := gender_of_word(t.text, sentence.words)) is not None
    }  # a chairman may be a woman
    return found.pop() if len(found) == 1 else None


def has_given_name(sentence: Sentence, token: Token) -> bool:
    """ "Anna Velko", whatever the model takes the name for."""
    first = sentence.tokens[token.index - 1] if token.index else token
    return (
        token.tag == first.tag == "NNP"
        and first.head == token.index
        and first.relation == "compound"
        and any(sentence.words.has(role, first.text.lower()) for role in ("name.female", "name.male"))
        and not any(sentence.words.has(role, token.text.lower()) for role in ("noun.organisation", "noun.place"))
    )


def gender_of_word(word: str, words: Lexicon) -> str | None:
    """He or she, by one word: a noun, a title, a given name with its capital."""
    lower = word.lower()
    for group, roles in ((HE, ("noun.male", "name.male")), (SHE, ("noun.female", "name.female"))):
        if any(words.has(r, lower) and (r.startswith("noun") or word != lower) for r in roles):
            return group
    return None


def is_organisation(token: Token, words: Lexicon) -> bool:
    """A company, a state, a ministry: what can speak, decide and have a staff."""
    named_so = token.pos == "PROPN" and token.entity not in ("PERSON", "FAC", "LOC", "EVENT", "DATE", "TIME", "LAW")
    named_so = named_so and not words.has("noun.time", token.lemma.lower())
    return named_so or words.has("noun.organisation", token.lemma.lower())


def _thing_by_article(sentence: Sentence, token: Token) -> bool:
    """ "the Lunds", "the Sula Reef", "the Estrella": no one person, unless a word before the name says who."""
    article = sentence.child(token.index, "det")
    if article is None or not sentence.words.has("article.definite", article.text.lower()):
        return article is not None and token.text.endswith("s")
    between = sentence.tokens[article.index + 1 : token.index]
    return token.text.endswith("s") or all(t.tag == "NNP" and not is_title(t, sentence.words) for t in between)


def agrees(sentence: Sentence, token: Token, pronoun: str, names: Names, here: bool = True) -> bool:
    """May the noun be whom the pronoun stands for? `here`: in the pronoun's own sentence."""
    kind, owner = sentence.words.get("pronoun.third", pronoun), sentence.words.has("pronoun.owner", pronoun)
    if kind == PLURAL and token.relation in SUBJECTS and _so_many(token, sentence.words):
        return True  # "Two of the judges resigned; they ..."
    loose = token.relation == "npadvmod" and token.entity != "PERSON"
    part = token.relation in ("compound", "amod", "nmod") and not is_verb(sentence.tokens[token.head])
    if token.pos not in ("NOUN", "PROPN") or loose or part:
        return False
    together = any(c.relation == "conj" for c in sentence.children(token.index))
    lemma = token.lemma.lower()
    if kind in SINGULAR:
        if together or token.tag in ("NNS", "NNPS"):
            return False
        people = (*SUBJECTS, "dobj", "appos") if here else SUBJECTS
        above = sentence.tokens[token.head]
        stays = token.relation == "pobj" and sentence.words.has("preposition.inside", above.lemma.lower())
        if token.pos == "PROPN" and _thing_by_article(sentence, token):
            return False
        if stays and token.text not in names:
            return False  # "Born in Malmo, he": a place, whatever it was taken for
        own = gender(sentence, token, names)
        if own is not None and kind != own:
            return False
        return (
            token.entity == "PERSON"
            or has_given_name(sentence, token)
            or (_is_name(sentence, token) and token.text in names)
            or any(is_title(c, sentence.words) for c in sentence.children(token.index, "compound"))
            or (token.relation in people and sentence.words.has("noun.person", lemma))
            or any(t.entity == "PERSON" or has_given_name(sentence, t) for t in sentence.children(token.index, "appos"))
            or (
                (here or sentence.words.has("verb.report", above.lemma))
                and token.relation in SUBJECTS
                and lemma.endswith(tuple(sentence.words.roles["doer.ending"]))
                and not sentence.words.has("noun.thing", lemma)
            )
        )
    if sentence.words.has("noun.time", lemma):
        return False
    if kind == PLURAL:
        crew = here and sentence.words.has("noun.crew", lemma) and token.relation in SUBJECTS
        if crew:
            return True
        done = sentence.words.has("noun.event", lemma)  # "inquiries found they had ..."
        return (
            (token.tag in ("NNS", "NNPS") or together or sentence.words.has("noun.plural", lemma))
            and token.entity is None
            and not done
        )
    done = owner and sentence.words.has("noun.event", lemma)
    if not here and (done or sentence.child(token.index, "poss") is not None):
        return False  # "The firm's survival is in doubt. Its shares fell."
    return is_thing(sentence, token, names) and token.relation in (*SUBJECTS, "dobj")


def is_thing(sentence: Sentence, token: Token, names: Names) -> bool:
    """One thing or body, no person and no time."""
    lemma = token.lemma.lower()
    person = sentence.words.has("noun.person", lemma)
    one = sentence.child(token.index, "det") is None and token.entity not in ("NORP", *PLACES)
    name = token.tag == "NNPS" and (
        one or token.entity == "ORG"
    )  # "Six Flags", not "the Netherlands", "most Americans"
    return (
        (token.tag in ("NN", "NNP") or name)
        and token.pos in ("NOUN", "PROPN")  # not "nobody"
        and token.entity != "PERSON"
        and not (token.pos == "PROPN" and token.text in names)
        and not (person or sentence.words.has("noun.time", lemma))
        and not any(c.relation == "conj" for c in sentence.children(token.index))
    )


def _so_many(token: Token, words: Lexicon) -> bool:
    """ "two", "many": so and so many of those spoken of."""
    counted = token.tag == "CD" and not token.text[:4].isdigit() and not words.has("number.one", token.lemma.lower())
    return counted or (token.tag in ("JJ", "JJS", "DT") and words.has("amount.many", token.lemma.lower()))


def is_title(token: Token, words: Lexicon) -> bool:
    """A word such as "Mr" or "President" before a name."""
    return words.has("noun.title", token.text.lower())
