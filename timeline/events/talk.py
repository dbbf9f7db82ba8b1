"""Ways of speaking that tell of no happening: idioms, the paper about itself, titles, how something was done."""

from __future__ import annotations

from timeline.events.clauses import verb_form
from timeline.events.words import Lexicon
from timeline.language import Sentence, Token


def idle_talk(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """Is the verb only a way of speaking, whatever its time?"""
    return (
        idiom(sentence, token, words)
        or _titled(sentence, token)
        or _aside(sentence, token, words)
        or _proviso(sentence, token)
        or manner(sentence, token)
        or words.has("verb.utter", token.lemma)
        or _left_with(sentence, token, words)
        or _spell(sentence, token, words)
        or _taken_as(sentence, token, words)
        or _caused(sentence, token)
    )


def idiom(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "When this edition went to press", "raised eyebrows": the words of an idiom, little ones aside."""
    first, rest = words.idioms.get(token.lemma, ()), [t.lemma.lower() for t in _after(sentence, token)]
    return any(tuple(rest[: len(tail)]) == tail for tail in first)


def _after(sentence: Sentence, token: Token) -> list[Token]:
    """What follows a verb, without articles, owners, adjectives and adverbs."""
    return [t for t in sentence.tokens[token.index + 1 :] if t.tag not in _LITTLE]


_LITTLE = frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "RB", "RBR", "CD", "``", "''"})


def _titled(sentence: Sentence, token: Token) -> bool:
    """ "His novel A Door Opened (1951)": capitals up to a year in brackets are a title."""
    at = token.index
    while at < len(sentence.tokens) and (
        sentence.tokens[at].text[0].isupper() or sentence.tokens[at].tag in ("IN", "DT")
    ):
        at += 1
    after = [t.text for t in sentence.tokens[at : at + 3]]
    year = len(after) == 3 and after[0] == "(" and after[1].isdigit() and len(after[1]) == 4 and after[2] == ")"
    return year and at > token.index > 0


def _aside(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "A camera, the jury was told on Monday, filmed it": who heard it is no happening."""
    told = words.has("verb.report", token.lemma) and verb_form(sentence, token.index).passive
    content = sentence.child(token.index, "ccomp", "xcomp", "dobj", "dative", "oprd")
    who = sentence.child(token.index, "nsubjpass")
    heard = who is not None and words.has("verb.tell", token.lemma)
    beside = words.has("verb.report", token.lemma) and token.relation == "parataxis"  # "she wrote on Monday"
    return beside or (told and heard and content is None)


def _proviso(sentence: Sentence, token: Token) -> bool:
    """ "Will pay, provided that the strike ends": no giving."""
    around = [t.text.lower() for t in sentence.tokens[max(0, token.index - 1) : token.index + 2]]
    return around in ([",", "provided", "that"], [",", "providing", "that"])


def manner(sentence: Sentence, token: Token) -> bool:
    """ "Was killed climbing", "was caught stealing": the verb before it tells it."""
    at = token.head
    beside = token.tag == "VBG" and token.relation in ("xcomp", "advcl") and token.index == at + 1
    return beside and verb_form(sentence, at).passive


def _left_with(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Went bankrupt, leaving the town with debts": what it came to; not "leaving nine people dead"."""
    if token.lemma != "leave" or token.tag != "VBG" or token.relation != "advcl":
        return False
    harm = any(words.has("adjective.harm", sentence.tokens[i].text.lower()) for i in sentence.subtree(token.index))
    bound = any(c.lemma in ("with", "without") for c in sentence.children(token.index, "prep"))
    return bound and not harm


def _spell(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Has had a rough two years": a time is not a thing one has."""
    what = sentence.child(token.index, "dobj")
    return token.lemma == "have" and what is not None and words.has("noun.time", what.lemma.lower())


def _taken_as(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Were being treated as criminals": a view of things."""
    return words.has("verb.view-as", token.lemma) and any(
        c.lemma.lower() in ("as", "like") for c in sentence.children(token.index, "prep")
    )


def _caused(sentence: Sentence, token: Token) -> bool:
    """ "Sued to have the rule struck down": what the suing is for."""
    have = sentence.tokens[token.head]
    inside = token.relation == "ccomp" and token.tag in ("VBN", "VBD") and have.lemma == "have"
    return inside and verb_form(sentence, have.index).infinitive and have.relation != "ROOT"
