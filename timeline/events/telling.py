"""Which mention of an event speaks for it where one governs the other: "agreed to sell", "said that it had sold"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.analysis import Analysis
from timeline.events.attribution import speaker_of
from timeline.grammar.quotations import has_marks
from timeline.grammar.verb_groups import is_verb
from timeline.model import Status


def deed_of(a: Analysis, n: int, members: Sequence[int]) -> int:
    """The mention among `members` whose deed a mention is what was meant by: they "agreed to sell", "are trying to
    save", and that is what happened or goes on; the mention itself where no other governs it so."""
    sentence = a.sentence(n)
    token = sentence.tokens[a.mentions[n].candidate.token]
    infinitive = token.tag == "VB" and any(c.tag == "TO" for c in sentence.children(token.index, "aux"))
    if not infinitive or token.relation != "xcomp":
        return n
    for m in members:
        other = a.mentions[m]
        verb = sentence.tokens[token.head]
        here = other.candidate.sentence == sentence.index and other.candidate.token == verb.index
        done = other.status in (Status.HAPPENED, Status.ONGOING)
        if here and done and any(a.words.has(role, verb.lemma) for role in ("verb.act", "verb.try")):
            return m
    return n


def sources_of(a: Analysis, members: Sequence[int]) -> tuple[str, ...]:
    """Who says so, outermost first: of the first mention; where that is a saying, who speaks in it."""
    first = a.mentions[members[0]]
    sentence, at = a.sentence(members[0]), first.candidate.token
    verb = sentence.tokens[at]
    saying = any(a.words.has(role, verb.lemma) for role in ("verb.report", "verb.denial")) and is_verb(verb)
    if first.attribution or not saying:
        return first.attribution
    for m in members[1:]:
        other = a.mentions[m]
        below = other.candidate.sentence == sentence.index and other.candidate.token != at
        if below and other.attribution and any(t.index == at for t in sentence.ancestors(other.candidate.token)):
            return other.attribution
    form = first.candidate.form
    told = sentence.child(at, "ccomp") is not None or has_marks(sentence.tokens)
    if not told or form.negated or form.modal is not None or form.infinitive:
        return ()
    who = speaker_of(a.document, sentence, verb, a.names)
    silent = who is None or a.words.has("pronoun.speaker", who.lower())
    return () if silent or who is None else (who,)
