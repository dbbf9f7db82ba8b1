"""How newsworthy an event noun is where it stands: told by itself, by the verb beside it, or only named."""

from __future__ import annotations

from timeline.events.detection import Candidate, is_event_noun, predicative
from timeline.events.salience.actors import contains_name
from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb
from timeline.model import Status


def noun_salience(sentence: Sentence, candidate: Candidate, words: Lexicon, status: Status, news: float) -> float:
    """How surely the noun belongs on a timeline, 0..1; `news` is what one is worth that is shown without a day."""
    token = sentence.tokens[candidate.token]
    score = 0.3 if words.has("noun.weak", token.lemma.lower()) else 0.5
    children = sentence.children(candidate.token)
    definite = any(
        c.relation == "poss" or (c.relation == "det" and c.text.lower() in ("the", "this", "that")) for c in children
    )
    by_name = contains_name(sentence, token.index)
    bare = not any(c.relation in ("det", "poss", "nummod") for c in children)
    score += (0.05 if definite else 0.0) + (0.1 if by_name else 0.0) - (0.2 if bare and not by_name else 0.0)
    score -= 0.2 if token.pos == "PROPN" else 0.0  # "the General Assembly" is a body
    head = sentence.tokens[token.head]
    if bare and token.relation == "pobj" and head.relation == "prep" and head.lemma == "of":
        score -= 0.1
    whole = sentence.tokens[head.head]
    if token.relation == "pobj" and not by_name and head.relation == "prep" and is_event_noun(whole, words):
        score -= 0.3  # "a collapse in sales": the noun above tells of it
    if token.relation == "attr" and sentence.child(head.index, "expl") is not None:
        score += 0.2  # "there was a fire"
    elif token.relation in ("attr", "appos", "conj"):
        score -= 0.1
    idle = ("verb.weak", "verb.comment", "verb.stative")
    tells = is_verb(head) and head.lemma != "be" and not any(words.has(role, head.lemma) for role in idle)
    if token.relation in ("nsubj", "nsubjpass", "dobj") and tells and status is not Status.PLANNED:
        score -= 0.2  # the verb tells of it
    if token.relation in ("dobj", "dative") and head.lemma == "tell":
        return 0.05  # "told a briefing"
    if token.relation == "pobj" and head.lemma.lower() in ("as", "like"):
        score -= 0.3
    if token.relation == "pobj" and words.has("noun.report", token.lemma) and _says(sentence, head, words):
        score -= 0.4  # "said in a statement": how it was said
    if status in (Status.POSSIBLE, Status.DENIED):
        score -= 0.15
    if status is Status.PLANNED:
        score += 0.1
    stands = status is Status.ONGOING and predicative(sentence, token)
    stands = stands and not words.has("noun.weak", token.lemma.lower())
    return max(score, news) if stands else score


def _says(sentence: Sentence, preposition: Token, words: Lexicon) -> bool:
    """Does the phrase hang on a verb of saying?"""
    verb = sentence.tokens[preposition.head]
    return is_verb(verb) and words.has("verb.report", verb.lemma)
