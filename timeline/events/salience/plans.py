"""What is to come, may come or is denied: when a plan, a threat, an accusation or a denial is worth telling."""

from __future__ import annotations

from timeline.events.detection import Candidate
from timeline.events.salience.actors import contains_name, first_verb, is_news_actor, main_clause, speaker_is_actor
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb
from timeline.model import Status


def is_aim(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Its aim is to help", "another answer might be to plug it": what something is good for."""
    first = first_verb(sentence, token)
    head = sentence.tokens[first.head]
    what = sentence.child(head.index, "nsubj")
    return first.relation == "xcomp" and head.lemma == "be" and what is not None and words.abstract(what.lemma.lower())


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


def is_denial(sentence: Sentence, candidate: Candidate, words: Lexicon, status: Status, timed: bool) -> bool:
    """ "The firm denied that it was preparing a sale", "denies stealing it in May": what someone says is not so."""
    token = sentence.tokens[candidate.token]
    head = sentence.tokens[token.head]
    clause = token.relation == "ccomp" or (timed and token.relation == "xcomp")
    denies = clause and words.has("verb.denial", head.lemma) and status is Status.DENIED
    idle = any(words.has(role, token.lemma) for role in ("verb.stative", "verb.comment"))
    return denies and not idle and is_news_actor(sentence, subject(sentence, head.index), words)


def is_purpose(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """ "Recommended measures to avoid contagion", "have been working to remove oil": what something is for."""
    first = first_verb(sentence, sentence.tokens[candidate.token])
    if names_expected_event(sentence, candidate, words):
        return _only_identifies(sentence, first)  # not "to mount an offensive in the Tarn valley"
    trying = first.relation == "xcomp" and words.has("verb.try", sentence.tokens[first.head].lemma)
    return trying or first.relation in ("advcl", "acl", "relcl")


def _only_identifies(sentence: Sentence, token: Token) -> bool:
    """ "Women booked to give birth in Lund": it only says which women."""
    above = sentence.tokens[token.head]
    return token.relation in ("xcomp", "advcl") and above.relation == "acl" and above.tag == "VBN"


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


def is_feared(sentence: Sentence, candidate: Candidate, words: Lexicon, status: Status) -> bool:
    """ "Nine men are feared to have drowned", "are known to have": what may have, or has, befallen someone known."""
    token = sentence.tokens[candidate.token]
    head = sentence.tokens[token.head]
    had = any(c.lemma == "have" for c in sentence.children(token.index, "aux"))
    feared = words.has("verb.belief", head.lemma) and status is Status.POSSIBLE
    feared = feared or (words.has("verb.established", head.lemma) and status is Status.HAPPENED)
    return (
        token.relation == "xcomp"
        and feared
        and had
        and words.has("verb.news", token.lemma)
        and is_news_actor(sentence, subject(sentence, head.index), words)
    )


def is_still_sought(sentence: Sentence, candidate: Candidate, words: Lexicon, status: Status) -> bool:
    """ "The bus had not been found": whom, or what, they are still looking for."""
    token, form = sentence.tokens[candidate.token], candidate.form
    sought = words.has("verb.recover", token.lemma) and form.passive and form.perfect and status is Status.DENIED
    who = subject(sentence, token.index)
    return sought and who is not None and not words.abstract(who.lemma.lower()) and main_clause(sentence, token, words)


def is_opinion(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Arguing that the delay had gutted the plan", "critics say it wasted money": an opinion of what happened."""
    first = first_verb(sentence, token)
    says = sentence.tokens[first.head]
    if first.relation != "ccomp" or not is_verb(says):
        return False
    who = subject(sentence, says.index)
    return words.has("verb.opinion", says.lemma) or (who is not None and words.has("noun.critic", who.lemma.lower()))


def is_deadline(sentence: Sentence, token: Token) -> bool:
    """ "Has until Friday to appeal": what one may do by then."""
    have = sentence.tokens[token.head]
    return (
        token.relation == "xcomp"
        and token.tag == "VB"
        and have.lemma == "have"
        and any(c.lemma in ("until", "till") for c in sentence.children(have.index, "prep"))
    )
