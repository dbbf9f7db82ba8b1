"""An event in words: its label, who and what and where, who says so, and how sure all of that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.entities.agreement import Names
from timeline.events.attribution import sources
from timeline.events.clusters import Cluster
from timeline.events.detection import Candidate, TriggerKind, token_span, word_span
from timeline.events.factuality import Verdict
from timeline.events.labels.realisation import label
from timeline.events.roles import roles_of
from timeline.grammar import Document, Sentence
from timeline.grammar.lexicon import lexicon
from timeline.grammar.verb_groups import is_verb, verb_form
from timeline.model import Article, Event, EventsMode, Mention, Status, TimeExpression

_LONG, _VERY_LONG, _THIN = 30, 40, 3  # words
_WEAK = 0.65  # of a trigger


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of a text when its events are told. `judged`, `found`: by candidate; `speakers`, `hidden`: by
    sentence."""

    article: Article
    expressions: Sequence[TimeExpression]
    document: Document
    found: Sequence[Candidate]
    judged: Sequence[Verdict]
    speakers: Sequence[str | None]
    hidden: Sequence[frozenset[int]]
    names: Names


@dataclass(frozen=True, slots=True)
class Wording:
    """The label of an event, its confidence, and whether nobody understands it without the sentence before."""

    label: str
    confidence: float
    dim: bool


def wording(text: Material, draft: Cluster) -> Wording:
    """An event in words."""
    candidate = text.found[draft.members[0]]
    sentence = text.document.sentences[candidate.sentence]
    state = text.judged[draft.members[0]][0]
    by, held = _denial(sentence, candidate, state)
    words = label(text.document, sentence, by, held, text.hidden[candidate.sentence], text.names)
    size = sum(any(c.isalnum() for c in t.text) for t in sentence.tokens)
    sure = confidence(draft, state, words, size, candidate.core != candidate.token)
    return Wording(words, sure, unclear(words))


def _denial(sentence: Sentence, candidate: Candidate, state: Status) -> tuple[Candidate, Status]:
    """What someone denies is told by the denying: "Ministry denies that it had closed road"."""
    token = sentence.tokens[candidate.token]
    above = sentence.tokens[token.head]
    told = token.relation in ("ccomp", "xcomp") and is_verb(above) and lexicon().has("verb.denial", above.lemma)
    if state is not Status.DENIED or not told:
        return candidate, state
    form = verb_form(sentence, above.index)
    if form.negated or form.passive:
        return candidate, state
    at = above.index
    return replace(candidate, token=at, core=at, verb=at, kind=TriggerKind.VERB, form=form), Status.HAPPENED


def confidence(draft: Cluster, state: Status, label: str, size: int, merged: bool) -> float:
    """How likely word, time, status and label are right together: the strength of the trigger, the firmness of the
    time, less where a reader would look twice.

    That is in long sentences (`size` words), which parsers get wrong, where the label is thin, names nobody or keeps
    a pronoun, and where it is possible or denied; more where a light verb has its noun (`merged`). The weights are
    rounded from what editors found of shown lines (benchmarks/README.md).
    """
    firm = 0.1 if state is Status.HAPPENED else 0.0
    sure = 0.8 * min(1.0, 0.1 + 0.35 * draft.strength + 0.45 * draft.certainty + firm)
    said = label.split()
    doubt = 0.1 if size > _VERY_LONG else 0.05 if size > _LONG else 0.0
    doubt += 0.25 if len(said) < _THIN else 0.0
    doubt += 0.3 if said and lexicon().has("pronoun", said[0].lower()) else 0.2 if unclear(label) else 0.0
    doubt += 0.2 if draft.strength < _WEAK else 0.0
    doubt += 0.0 if any(w[0].isupper() for w in said[1:]) else 0.1
    doubt += 0.15 if state in (Status.POSSIBLE, Status.DENIED) else 0.0
    doubt -= 0.1 if merged else 0.0
    return round(min(1.0, max(0.05, sure - doubt)), 2)


def unclear(label: str) -> bool:
    """Does a label keep a pronoun that nobody understands without the sentence: "rejects it", "They move"?

    Not where a clause inside goes on with it: "firm denies that it was sold", "warns bank it might lose licence".
    """
    said = ["", *label.lower().split(), ""]
    if label.split()[0] in _RELATIVE or said[-2] in _POINTING:  # "Whose contract to run out", "Mayor denies that"
        return True
    return any(
        lexicon().has("pronoun.empty", w) and (not before or (before != "that" and not lexicon().has("helper", after)))
        for before, w, after in zip(said, said[1:], said[2:], strict=False)
    )


_RELATIVE = frozenset({"Whose", "Which", "Who", "That", "This"})  # not "WHO"
_POINTING = frozenset({"that", "this"})


def as_event(text: Material, draft: Cluster, words: Wording, id: str, order: int, mode: EventsMode) -> Event:
    """The value the model wants."""
    own = draft.members[0]
    candidate = text.found[own]
    sentence = text.document.sentences[candidate.sentence]
    state, why = text.judged[own]
    roles = roles_of(text.document, sentence, candidate, text.names)
    said = sources(text.document, sentence, candidate, text.speakers, text.names)
    trigger = word_span if mode == "timeline" else token_span
    mentions = tuple(
        Mention(text.article.id, trigger(here, text.found[m].token), here.span)
        for m in draft.members
        for here in (text.document.sentences[text.found[m].sentence],)
    )
    return Event(
        id=id,
        article=text.article.id,
        label=words.label,
        trigger=mentions[0].trigger,
        sentence=sentence.span,
        mentions=mentions,
        who=roles.who,
        what=roles.what,
        where=roles.where,
        status=state,
        said_by=said[-1] if said else None,
        attribution=said,
        when=draft.when,
        times=tuple(text.expressions[t].id for t in draft.times),
        order=order,
        readings=draft.readings,
        derivation=(*draft.steps, *why),
        confidence=words.confidence,
    )
