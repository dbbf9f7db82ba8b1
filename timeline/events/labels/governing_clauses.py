"""What a relative clause is about, where that is what is done, not who does it: it stands before the clause."""

from __future__ import annotations

from timeline.events.detection import Candidate
from timeline.events.labels.references import LabelContext, Piece, reference
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import lexicon
from timeline.grammar.relative_clauses import relative_antecedent
from timeline.grammar.verb_groups import is_verb


def subject_in_label(sentence: Sentence, verb: int, hidden: frozenset[int]) -> Token | None:
    """Its subject; of "which" behind a time the subject of the verb above ("runs until May, which rules her out")."""
    doer, own = subject(sentence, verb), sentence.child(verb, "nsubj")
    first = sentence.tokens[sentence.tokens[verb].head]
    if doer is not None and doer.index in hidden and sentence.tokens[verb].relation == "conj" and is_verb(first):
        return subject(sentence, first.index)  # "became a trust and until this month was rated"
    if doer is not None and doer.tag in ("WDT", "WP") and first.relation == "relcl":  # "which he sold and which sank"
        return relative_antecedent(sentence, sentence.tokens[first.head], doer)
    if doer is not None or own is None or own.tag != "WDT" or sentence.tokens[verb].relation != "relcl":
        return doer
    time = sentence.tokens[sentence.tokens[verb].head]
    if time.index not in hidden:  # "the season, which starts in June"
        return time if time.tag.startswith("NN") else None
    above = sentence.tokens[sentence.tokens[time.head].head] if time.relation == "pobj" else time
    before = sentence.tokens[time.head - 1]
    if before.tag.startswith("NN") and before.index not in hidden:  # "studies the storm of 20 May, which killed nine"
        return before
    close = is_verb(above) and time.head == above.index + 1
    return subject(sentence, above.index) if close else None


def object_before(context: LabelContext, candidate: Candidate, verb: int, doer: Token | None) -> list[Piece]:
    """ "the fund that BP has set up", "a promise he made": the object of a relative clause stands before it."""
    sentence = context.sentence
    token = sentence.tokens[verb]
    if token.relation != "relcl":
        return []
    head = sentence.tokens[token.head]
    objects = sentence.children(verb, "dobj")
    own = sentence.child(verb, "nsubj", "nsubjpass")
    if (
        (own is not None and own.tag in ("WDT", "WP"))
        or (doer is not None and doer.index == head.index)
        or any(c.tag not in ("WDT", "WP") for c in objects)
        or not (objects or candidate.core == head.index)
        or lexicon().has("noun.time", head.lemma.lower())
    ):
        return []
    if head.relation == "appos" and sentence.tokens[head.head].entity == "PERSON":
        head = sentence.tokens[head.head]  # "met Ian Lee, a baker, whom she married"
    text = reference(context, head.index)
    particle = sentence.child(verb, "prt")
    return [Piece(1, particle.index if particle is not None else verb, text)] if text else []


def _shared(context: LabelContext, verb: Token) -> list[Piece]:
    """ "Tablets which she had bought and begun taking": the second verb of a relative clause has the same object."""
    sentence = context.sentence
    first = sentence.tokens[verb.head]
    if verb.relation != "conj" or first.relation != "relcl" or sentence.child(verb.index, "nsubj", "nsubjpass", "dobj"):
        return []
    which = sentence.child(first.index, "dobj")
    inner = sentence.child(verb.index, "xcomp")
    last = inner if inner is not None else verb
    if which is None or which.tag not in ("WDT", "WP") or which.index > first.index:
        return []
    at = [c for c in sentence.children(last.index, "prep") if c.index + 1 not in context.hidden]
    if at or any(sentence.children(last.index, "dobj", "xcomp", "ccomp", "agent", "auxpass")):
        return []
    text = reference(context, first.head)
    return [Piece(1, last.index, text)] if text else []
