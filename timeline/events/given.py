"""Events whose words the caller names, instead of those that detection finds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from timeline.events.analysis import Analysis, EventMention
from timeline.events.detection import Candidate, TriggerKind, governing_verb
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.verb_groups import VerbForm, is_verb, verb_form
from timeline.model import Span


def given_candidates(document: Document, triggers: Sequence[Span]) -> list[tuple[Candidate, Span]]:
    """A candidate for each trigger that lies in a sentence, in text order; of several words the topmost."""
    starts = [s.span.start for s in document.sentences]
    found = []
    for trigger in sorted(set(triggers)):
        at = bisect_right(starts, trigger.start) - 1
        if at < 0:
            continue
        sentence = document.sentences[at]
        inside = [t for t in sentence.tokens if t.span.overlaps(trigger)]
        if inside:
            found.append((_candidate(sentence, _top(inside)), trigger))
    return found


def _top(tokens: Sequence[Token]) -> Token:
    own = {t.index for t in tokens}
    verbs = [t for t in tokens if t.tag.startswith("VB")]
    return next((t for t in verbs or tokens if t.head not in own or t.head == t.index), tokens[0])


def _candidate(sentence: Sentence, token: Token) -> Candidate:
    if is_verb(token) or token.tag.startswith("VB"):
        form = verb_form(sentence, token.index)
        return Candidate(sentence.index, token.index, token.index, TriggerKind.VERB, token.index, form)
    kind = TriggerKind.ADJECTIVE if token.tag.startswith("JJ") else TriggerKind.NOUN
    verb = governing_verb(sentence, token.index)
    form = verb_form(sentence, verb) if verb is not None else VerbForm()
    return Candidate(sentence.index, token.index, token.index, kind, verb, form)


def taking(triggers: Sequence[Span]) -> Callable[[Analysis], Analysis]:
    """The stage of detection that takes the given words."""

    def find_given(a: Analysis) -> Analysis:
        found = given_candidates(a.document, triggers)
        return replace(a, mentions=tuple(EventMention(candidate) for candidate, _ in found))

    return find_given
