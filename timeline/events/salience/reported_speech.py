"""When the saying is what happened: "the panel concluded that the crisis could have been avoided"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.cues import first_conjunct, is_scheduled
from timeline.events.detection import Candidate, TriggerKind
from timeline.events.salience.actors import contains_name, is_news_actor
from timeline.events.salience.score import NEWS, SHOWN
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.quotations import has_marks, quoted
from timeline.grammar.verb_groups import Tense
from timeline.model import Status


def choose_speech_or_content(
    document: Document,
    found: Sequence[Candidate],
    statuses: Sequence[Status],
    strengths: Sequence[float],
    timed: Sequence[bool],
    dated: Sequence[bool],
    opening: Sequence[int],
    words: Lexicon,
) -> list[float]:
    """The strengths, with one of each saying and what is said chosen.

    What is said is told where it is itself worth showing; the deed of saying (announcing, agreeing, warning) where
    that is not, and where it alone has a day while what is said is yet to come.
    """
    out = _without_repetition(document, found, statuses, strengths, timed, dated, words)
    at = {(c.sentence, c.token): n for n, c in enumerate(found)}
    for n, c in enumerate(found):
        if c.kind is not TriggerKind.VERB or statuses[n] not in (Status.HAPPENED, Status.ONGOING):
            continue
        sentence = document.sentences[c.sentence]
        token = sentence.tokens[c.token]
        said = _content_verbs(sentence, token)
        if not said or not _is_main_speech(sentence, c, words):
            continue
        inside = [m for t in said if (m := at.get((c.sentence, t.index))) is not None and m != n]
        shown = [m for m in inside if out[m] >= (SHOWN if dated[m] else NEWS)]
        if timed[n] and words.has("verb.act", token.lemma) and not any(found[m].token == said[0].index for m in shown):
            # "admitted yesterday that it was in talks after it had lost a bid", not "ruled that ... and ordered"
            shown = [m for m in shown if timed[m] or sentence.tokens[found[m].token].relation == "conj"]
        enacts = words.has("verb.enact", token.lemma)  # "voted to lower the tax": it is lowered by that
        ahead = [m for m in shown if statuses[m] in (Status.PLANNED, Status.POSSIBLE) and not timed[m]]
        deed = (
            words.has("verb.act", token.lemma)
            or words.has("verb.denial", token.lemma)
            or (token.lemma == "tell" and any(t.tag == "VB" for t in said))
        )
        if not deed and not shown:
            promised = [
                m for m in inside if statuses[m] is Status.PLANNED and _is_own_promise(sentence, found[m], words)
            ]
            for m in promised[:1]:
                out[m] = NEWS  # "the bank says it will allow": the allowing is to come, whatever the verb is worth
            shown = promised
        told = deed or c.sentence in opening[:1] or (timed[n] and _is_speech_act(sentence, token, words))
        deed, told = (x and statuses[n] is Status.HAPPENED for x in (deed, told))
        if (not shown and told) or (deed and (timed[n] or enacts) and len(ahead) == len(shown)):
            out[n] = max(out[n], NEWS)
            for m in inside:
                out[m] = min(out[m], SHOWN - 0.1)
        elif shown and not timed[n] and statuses[n] is Status.HAPPENED:
            out[n] = min(out[n], SHOWN - 0.1)
    return out


def _without_repetition(
    document: Document,
    found: Sequence[Candidate],
    statuses: Sequence[Status],
    strengths: Sequence[float],
    timed: Sequence[bool],
    dated: Sequence[bool],
    words: Lexicon,
) -> list[float]:
    """The strengths without what another word tells: "is preparing to seal it", "accused them of hiding it" are one."""
    out = _noun_or_verb(document, found, statuses, strengths, timed, dated, words)
    news = {(c.sentence, c.token): statuses[n] for n, c in enumerate(found) if strengths[n] >= NEWS}
    for n, c in enumerate(found):
        sentence = document.sentences[c.sentence]
        token = sentence.tokens[c.token]
        under = token.relation == "xcomp" and news.get((c.sentence, token.head)) is Status.ONGOING
        if under and not timed[n]:
            out[n] = min(out[n], SHOWN - 0.1)
    return out


def _noun_or_verb(
    document: Document,
    found: Sequence[Candidate],
    statuses: Sequence[Status],
    strengths: Sequence[float],
    timed: Sequence[bool],
    dated: Sequence[bool],
    words: Lexicon,
) -> list[float]:
    """The strengths without nouns that only lend their day to the verb, or have theirs from it.

    "In the 1994 outbreak 60 people died", "came to power in 1997 after a coup", "a court hearing is set for Friday",
    "will add a payment": one line tells it.
    """
    out = list(strengths)
    at = {(c.sentence, c.token): n for n, c in enumerate(found)}
    for n, c in enumerate(found):
        verb = at.get((c.sentence, c.verb)) if c.verb is not None else None
        if c.kind is not TriggerKind.NOUN or verb is None or c.verb is None:
            continue
        shown = strengths[verb] >= (SHOWN if dated[verb] else NEWS)
        if not shown or not (dated[verb] or statuses[n] is Status.PLANNED):
            continue
        sentence = document.sentences[c.sentence]
        token = sentence.tokens[c.token]
        head = sentence.tokens[token.head]
        stage = token.relation == "pobj" and head.head == c.verb and head.lemma.lower() in ("in", "during", "at")
        lent = not contains_name(sentence, token.index)
        lent = lent and (not timed[n] or token.relation in ("nsubj", "nsubjpass"))
        lent = lent or (token.relation == "nsubjpass" and is_scheduled(sentence, sentence.tokens[c.verb], words))
        done_to = token.relation in ("dobj", "nsubjpass") and statuses[n] is Status.PLANNED
        lent = lent or (done_to and not timed[n])
        if statuses[n] is statuses[verb] and (stage or lent):
            out[n] = min(out[n], SHOWN - 0.1)
    return out


def _is_own_promise(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """Does who speaks, or another known one, do it, and is it more than a state or a thought?"""
    token = sentence.tokens[candidate.token]
    who = subject(sentence, token.index)
    known = who is not None and (who.text.lower() in ("it", "they") or is_news_actor(sentence, who, words))
    idle = any(words.has(role, token.lemma) for role in ("verb.stative", "verb.comment", "verb.still"))
    idle = idle and not (words.has("verb.try", token.lemma) and sentence.child(token.index, "xcomp") is not None)
    return known and not idle and candidate.form.modal is not None


def _is_speech_act(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """ "Told business leaders last week", "complained on Monday that": with a day it is an occasion."""
    heard = token.lemma == "tell" and sentence.child(token.index, "dobj", "dative") is not None
    return heard or words.has("verb.speech", token.lemma)


def _is_main_speech(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """Something that someone known said or did by saying, told in the main clause."""
    token, form = sentence.tokens[candidate.token], candidate.form
    told = form.tense in (Tense.PAST, Tense.PRESENT) and form.modal is None and not form.negated
    first = first_conjunct(sentence, token)
    above = sentence.tokens[first.head]
    main = first.relation == "ROOT" or (first.relation == "ccomp" and words.has("verb.report", above.lemma))
    if not told or not main or sentence.tokens[-1].text == "?":
        return False
    if quoted(sentence)[token.index]:
        return False  # deeds that a speaker tells
    speaks = any(words.has(role, token.lemma) for role in ("verb.act", "verb.report", "verb.denial"))
    who = subject(sentence, token.index)
    return speaks and (is_news_actor(sentence, who, words) or _is_someone(sentence, who, words))


def _is_someone(sentence: Sentence, who: Token | None, words: Lexicon) -> bool:
    """ "An inspector warned": who speaks is someone, whatever the noun."""
    if who is not None and who.text.lower() in ("it", "they"):
        return True  # "it had told investors in March"
    if who is None or who.pos != "NOUN" or words.abstract(who.lemma.lower()):
        return False
    return any(c.relation in ("det", "poss", "nummod") for c in sentence.children(who.index))


def _content_verbs(sentence: Sentence, token: Token) -> list[Token]:
    """The verbs of the clauses that follow and say what was said; none for a quotation in its own words."""
    todo = [c for c in sentence.children(token.index, "ccomp", "xcomp") if c.index > token.index][::-1]
    if any(c.lemma in ("if", "whether") for t in todo for c in sentence.children(t.index, "mark")):
        return []  # a question
    if has_marks(sentence.tokens[token.index : token.index + 3]):
        return []
    found: list[Token] = []
    while todo:
        clause = todo.pop()
        found.append(clause)
        todo.extend(sentence.children(clause.index, "conj", "xcomp"))
    return found
