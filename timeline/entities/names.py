"""The people a text names in full, and the one it is about."""

from __future__ import annotations

from timeline.entities.agreement import (
    FIRM,
    PLACES,
    PROTAGONIST,
    Names,
    has_given_name,
    is_title,
)
from timeline.entities.organisations import main_organisation
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.noun_phrases import noun_phrase, phrase_text

_LONGEST = 7  # words of a name with its title


def full_names(document: Document) -> Names:
    """The people whom the text gives a full name: "Gibbs" is "Robert Gibbs", introduced as a spokesman.

    A surname that two people share stands for neither.
    """
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for sentence in document.sentences:
        for entity in sentence.entities:
            tokens = sentence.tokens[entity.first : entity.last + 1]
            while tokens and (is_title(tokens[0], sentence.words) or not tokens[0].text[:1].isupper()):
                tokens = tokens[1:]
            while tokens and tokens[-1].relation == "case":
                tokens = tokens[:-1]
            odd = any(t.pos != "PROPN" and t.text != "-" for t in tokens)
            person = entity.label == "PERSON" or (len(tokens) == 2 and has_given_name(sentence, tokens[-1]))
            if not person or not 2 <= len(tokens) <= 5 or odd:
                continue
            name, last = phrase_text(sentence, [t.index for t in tokens]), tokens[-1]
            known = found.get(last.text)
            if known is not None:
                if known[0].split()[0] != tokens[0].text and not sentence.headline:
                    shared.add(last.text)
                continue
            found[last.text] = (name, _with_title(sentence, last, tokens[0], name))
    places = _names_of_places(document)
    shared |= _places(document) | {last for last, (name, _) in found.items() if name in places}
    names = {surname: who for surname, who in found.items() if surname not in shared}
    about = {PROTAGONIST: None, FIRM: main_organisation(document)}
    return {**names, **{key: (name, name) for key, name in about.items() if name is not None}}


def _places(document: Document) -> set[str]:
    """Names that stand alone behind "in" or "near": "Lincoln" may be the town."""
    return {
        t.text
        for s in document.sentences
        for t in s.tokens
        if t.relation == "pobj"
        and t.head == t.index - 1  # not "in May 1990 Lund left"
        and s.words.has("preposition.inside", s.tokens[t.head].lemma.lower())
    }


def _names_of_places(document: Document) -> set[str]:
    """ "Puerto Alba" is one if the text takes it for one anywhere."""
    entities = [(s, e) for s in document.sentences for e in s.entities if e.label in PLACES and e.first < e.last]
    spots = ((s, s.tokens[e.first : e.last + 1]) for s, e in entities)
    return {phrase_text(s, [t.index for t in name]) for s, name in spots if not any(has_given_name(s, t) for t in name)}


def _with_title(sentence: Sentence, last: Token, first: Token, name: str) -> str:
    """The words right before the name that say what the person is ("White House spokesman Robert Gibbs")."""
    head = sentence.tokens[last.head] if last.relation == "appos" else last
    if sentence.headline or head.index > last.index:
        return name
    phrase = [i for i in noun_phrase(sentence, head.index, 0, conjuncts=False) if i <= last.index]
    whole = phrase and phrase == list(range(phrase[0], last.index + 1)) and phrase[0] < first.index
    if not whole or len(phrase) > _LONGEST or sentence.tokens[phrase[0]].tag == "PRP$":
        return name
    titles = [sentence.tokens[i] for i in phrase if i < first.index]
    if not any(t.pos == "NOUN" or is_title(t, sentence.words) for t in titles):
        return name
    return phrase_text(sentence, phrase)
