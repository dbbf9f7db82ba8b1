"""What is to come, may come or is denied: when a plan, a threat, an accusation or a denial is worth telling."""

from __future__ import annotations

from timeline.events.detection import Candidate
from timeline.events.salience.actors import contains_name, first_verb, is_news_actor, main_clause, speaker_is_actor
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb


def promise_salience(sentence: Sentence, candidate: Candidate, words: Lexicon, score: float, news: float) -> float:
    """Of what is to come without a day: what someone named will do is told, what a thing will do to things is not.

    "Ida Roth will run the firm"; "the conclusions will form part of the case".
    """
    token = sentence.tokens[candidate.token]
    who = subject(sentence, token.index)
    main = main_clause(sentence, token, words)
    itself = who is not None and who.text.lower() in ("it", "they") and token.relation == "ccomp"
    if itself and words.has("verb.impersonal", token.lemma):
        return min(score, news - 0.1)  # "it would take three days"
    known = itself or is_news_actor(sentence, who, words)
    if not known and not candidate.form.passive and (who is None or not words.has("noun.event", who.lemma.lower())):
        return min(score, news - 0.1)
    does = sentence.child(token.index, "dobj") is not None
    idle = any(words.has(role, token.lemma) for role in ("verb.stative", "verb.comment", "verb.belief"))
    by_name = who is not None and who.entity in ("PERSON", "ORG") and first_verb(sentence, token).relation == "ROOT"
    return max(score, news) if main and by_name and does and not idle else score


def is_purpose(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """ "Recommended measures to avoid contagion", "have been working to remove oil": what something is for."""
    first = first_verb(sentence, sentence.tokens[candidate.token])
    if names_expected_event(sentence, candidate, words):
        return False  # not "to mount an offensive in the Tarn valley"
    trying = first.relation == "xcomp" and words.has("verb.try", sentence.tokens[first.head].lemma)
    return trying or first.relation in ("advcl", "acl", "relcl")


def is_threat(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """ "The insurer may close its office": what someone known may do that would change things."""
    token, form = sentence.tokens[candidate.token], candidate.form
    up = sentence.tokens[token.head]
    likely = up.lemma.lower() == "likely" and token.relation == "xcomp"
    open_to = form.modal in ("may", "might", "could") and not form.perfect and not form.negated
    if likely:
        return words.has("verb.news", token.lemma) and is_news_actor(sentence, subject(sentence, up.index), words)
    warns = form.modal in ("would", "will") and not form.perfect and not form.negated
    if warns and token.relation == "ccomp" and speaker_is_actor(sentence, token, words):
        return words.has("verb.news", token.lemma)  # "said it would suspend aid unless"
    known = is_news_actor(sentence, subject(sentence, token.index), words)
    return open_to and known and words.has("verb.news", token.lemma) and main_clause(sentence, token, words)


def is_accusation(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "accused of hiding", "charged with theft": an accusation is news, though what it says is only possible."""
    up = list(sentence.ancestors(token.index))[1:3]
    return token.relation == "pcomp" and any(is_verb(t) and words.has("verb.accuse", t.lemma) for t in up)


def names_expected_event(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """ "Might mount an offensive in the Tarn valley": of what may come a noun says what, and a name says where."""
    core = sentence.tokens[candidate.core]
    if not core.tag.startswith("NN") or words.has("noun.weak", core.lemma.lower()):
        return False
    if words.has("verb.aspect.end", sentence.tokens[candidate.token].lemma):
        return False
    where = sentence.children(candidate.token, "prep")
    return any(contains_name(sentence, at.index) for at in (core, *where))
