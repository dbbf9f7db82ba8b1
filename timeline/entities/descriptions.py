"""Who "the minister" and "the 26-year-old" are: persons whom the text has named before."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.entities.agreement import Names, is_title
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.noun_phrases import noun_phrase, phrase_text


def person_described(document: Document, sentence: Sentence, noun: Token, names: Names) -> str | None:
    """The one person whom the text gave this office with a name, or of whom it has just told; None where two fit."""
    lemma = noun.lemma.lower()
    if noun.tag != "NN" or noun.pos != "NOUN" or not sentence.words.has("noun.person", lemma):
        return None
    below = [c for c in sentence.children(noun.index) if c.pos != "PUNCT"]
    the = [sentence.words.has("article.definite", c.text.lower()) for c in below]
    if the != [True] or sentence.headline:
        return None
    found: set[str] = set()
    for here in document.sentences[: sentence.index + 1]:
        if here.headline:
            continue
        for t in here.tokens[: noun.index if here is sentence else len(here.tokens)]:
            if t.lemma.lower() != lemma:
                continue
            if t.tag == "NNS" or any(
                here.words.has("article.indefinite", c.text.lower()) for c in here.children(t.index, "det", "nummod")
            ):
                named = list(_name_of_office(here, t))
                if not named:
                    return None  # "a minister" without a name, "ministers"
            found |= {_full(here, name, names) for name in _name_of_office(here, t)}
    return found.pop() if len(found) == 1 else None


def _name_of_office(sentence: Sentence, office: Token) -> Iterator[Token]:
    """ "Health Minister Ana Ruiz", "Ana Ruiz, the minister", "the minister, Ana Ruiz", "Ana Ruiz is minister"."""
    head = sentence.tokens[office.head]
    if office.relation in ("compound", "appos", "nmod") and head.entity == "PERSON":
        yield head
    yield from (c for c in sentence.children(office.index, "appos") if c.entity == "PERSON")
    if office.relation == "attr":
        yield from (c for c in sentence.children(head.index, "nsubj") if c.entity == "PERSON")


def _full(sentence: Sentence, name: Token, names: Names) -> str:
    """The name in full, as far as the text has it."""
    if name.text in names:
        return names[name.text][0]
    inside = [i for i in noun_phrase(sentence, name.index, 0, conjuncts=False) if i <= name.index]
    own = [i for i in inside if sentence.tokens[i].tag == "NNP" and not is_title(sentence.tokens[i], sentence.words)]
    return phrase_text(
        sentence, [i for i in own if not sentence.words.has("noun.person", sentence.tokens[i].lemma.lower())]
    )
