"""Ways of speaking that tell of no happening: idioms, the paper about itself, titles, how something was done."""

from __future__ import annotations

from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense, verb_form


def is_non_event(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """Is the verb only a way of speaking, whatever its time?"""
    return (
        is_idiom(sentence, token, words)
        or _titled(sentence, token)
        or _parenthetical_report(sentence, token, words)
        or _proviso(sentence, token)
        or is_manner(sentence, token)
        or words.has("verb.utter", token.lemma)
        or _gesture(sentence, token, words)
        or _fiction(sentence, token, words)
        or _left_with(sentence, token, words)
        or _has_time(sentence, token, words)
        or _taken_as(sentence, token, words)
        or _caused(sentence, token)
        or _supposed(sentence, token)
        or _verb_ellipsis(sentence, token)
    )


def is_idiom(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "When this edition went to press", "raised eyebrows": the words of an idiom, little ones aside."""
    first = words.idioms.get(token.lemma, ())
    if not first:
        return False
    rest = [t.lemma.lower() for t in _after(sentence, token)]
    what = sentence.child(token.index, "nsubjpass")
    told = what is not None and (what.lemma.lower(),) in first  # "calls were not returned"
    return told or any(tuple(rest[: len(tail)]) == tail for tail in first)


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


def _parenthetical_report(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "A camera, the jury was told on Monday, filmed it": who heard it is no happening."""
    told = words.has("verb.report", token.lemma) and verb_form(sentence, token.index).passive
    content = sentence.child(token.index, "ccomp", "xcomp", "dobj", "dative", "oprd")
    about = any(
        c.lemma.lower() in ("of", "about", "against", "to", "over") for c in sentence.children(token.index, "prep")
    )
    who = sentence.child(token.index, "nsubjpass")
    heard = who is not None and words.has("verb.tell", token.lemma)
    beside = words.has("verb.report", token.lemma) and token.relation == "parataxis"  # "she wrote on Monday"
    return beside or (told and heard and content is None and not about)


def _proviso(sentence: Sentence, token: Token) -> bool:
    """ "Will pay, provided that the strike ends": no giving."""
    around = [t.text.lower() for t in sentence.tokens[max(0, token.index - 1) : token.index + 2]]
    return around in ([",", "provided", "that"], [",", "providing", "that"])


def is_manner(sentence: Sentence, token: Token) -> bool:
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


def _has_time(sentence: Sentence, token: Token, words: Lexicon) -> bool:
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


def _supposed(sentence: Sentence, token: Token) -> bool:
    """ "Had the dam broken in 1999, the town would have drowned": it did not break."""
    head = sentence.tokens[token.head]
    clause = token if token.relation == "advcl" else head
    opens = sentence.tokens[sentence.subtree(clause.index)[0]]
    who = sentence.child(token.index, "nsubj", "nsubjpass")
    inverted = opens.text.lower() in ("had", "should", "were") and who is not None and opens.index < who.index
    return clause.relation == "advcl" and inverted and opens.tag in ("VBD", "MD")


def _verb_ellipsis(sentence: Sentence, token: Token) -> bool:
    """ "The miners walked out; in May the drivers did": it stands for a verb told before."""
    beside = [c for c in sentence.children(token.index) if c.relation not in ("nsubj", "neg", "punct", "cc", "mark")]
    said = any(c.relation not in ("prep", "npadvmod") and c.text.lower() not in ("so", "too") for c in beside)
    return token.lemma == "do" and not said


def _gesture(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "She nodded", "sat at her table on Monday": what a reporter sees; not "sat for Lund from 1952"."""
    behind = [c for c in sentence.children(token.index, "prep") if c.index > token.index]
    seats = [c for c in behind if c.lemma.lower() in ("for", "as", "on")]
    office = any(not words.has("noun.time", n.lemma.lower()) for c in seats for n in sentence.children(c.index, "pobj"))
    return words.has("verb.gesture", token.lemma) and not office and sentence.child(token.index, "prt") is None


def _fiction(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "The film tells how a baker killed his wife", "in the novel a spy steals a map": nobody did."""
    for at in (token, *sentence.ancestors(token.index)):
        who = sentence.child(at.index, "nsubj") if at.index != token.index else None
        inside = [
            sentence.child(c.index, "pobj") for c in sentence.children(at.index, "prep") if c.lemma.lower() == "in"
        ]
        holder = (
            sentence.tokens[at.head] if at.relation == "relcl" and any(n and n.tag == "WDT" for n in inside) else None
        )
        told = any(n is not None and words.has("noun.fiction", n.lemma.lower()) for n in (who, holder, *inside))
        if told and verb_form(sentence, at.index).tense is Tense.PRESENT:
            return True
    return False
