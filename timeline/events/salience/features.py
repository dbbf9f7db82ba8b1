"""What speaks for and against showing an event, as readable features: the ground the learned choice stands on."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.events.detection import Candidate, TriggerKind
from timeline.events.temporal.context import Anchored, TemporalContext
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb
from timeline.model import TimeExpression, TimexType

_CONTENT = frozenset({"NOUN", "PROPN", "VERB"})
_CHILDREN = ("dobj", "xcomp", "ccomp", "agent", "prep", "prt", "advcl", "mark", "neg", "poss", "det", "amod", "nummod")
_LONG = 40  # words of a phrase that says too much to tell what it is about


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about: how often each lemma stands in it, and the lemmas of its title (or first sentence).

    `place`: for each sentence its number in the body, None for a title line. `size`: sentences of the body.
    """

    counts: Counter[str]
    title: frozenset[str]
    place: Sequence[int | None]
    size: int


def topic(document: Document) -> Topic:
    """The topic of an article."""
    counts = Counter(t.lemma.lower() for s in document.sentences for t in s.tokens if t.pos in _CONTENT)
    titles = [s for s in document.sentences if s.headline] or document.sentences
    title = frozenset(t.lemma.lower() for s in titles[:1] for t in s.tokens if t.pos in _CONTENT)
    place: list[int | None] = []
    body = 0
    for sentence in document.sentences:
        place.append(None if sentence.headline else body)
        body += not sentence.headline
    return Topic(counts, title, place, body)


def features(
    context: TemporalContext, n: int, time: Anchored, own_time: bool, about: Topic, voices: Sequence[str]
) -> list[str]:
    """The features that hold of a candidate, by name.

    own_time: has a time phrase of its own. voices: "quoted" where it stands in direct speech, "reported" where someone
    other than the article tells it.
    """
    candidate, sentence = context.candidates[n], context.sentence(n)
    token, core = sentence.tokens[candidate.token], sentence.tokens[candidate.core]
    status = context.statuses[n].value
    found = [f"word {core.lemma.lower()}", f"form {token.tag}", f"place {token.relation}", f"status {status}", *voices]
    found += [f"{status} {candidate.kind.value}", f"kind {candidate.kind.value}"]
    found += [f"is {role}" for role in context.words.roles_of(core.lemma.lower())]
    if core is not token:
        found += ["carried", *(f"carried by {role}" for role in context.words.roles_of(token.lemma.lower()))]
    found += _form(candidate)
    found += _time(context, n, time, own_time, status)
    found += _position(context, n, sentence, about)
    found += _governor(sentence, token, context.words)
    found += [f"has {c}" for c in _CHILDREN if sentence.child(token.index, c) is not None]
    found += [f"{c.relation} {c.text.lower()}" for c in sentence.children(token.index, "det", "mark")]
    found += ["relative" for c in sentence.children(token.index) if c.tag in ("WDT", "WP", "WRB")]
    if candidate.kind is TriggerKind.VERB:
        who = subject(sentence, token.index)
        found += _argument("subject", who, sentence, about, context.words)
    found += _argument("object", sentence.child(token.index, "dobj", "nsubjpass"), sentence, about, context.words)
    found += _phrase(sentence, token, about)
    return found


def _form(candidate: Candidate) -> Iterator[str]:
    form = candidate.form
    yield f"tense {form.tense.value}"
    for name in ("perfect", "progressive", "passive", "negated", "infinitive"):
        if getattr(form, name):
            yield name
    if form.modal is not None:
        yield "modal"
        yield f"modal {form.modal}"


def _time(context: TemporalContext, n: int, time: Anchored, own_time: bool, status: str) -> Iterator[str]:
    if own_time:
        yield "dated"
        yield f"dated {status}"
    elif time.times:
        yield "dated by another"
    else:
        yield f"undated {context.candidates[n].kind.value}"
    latest = time.when.latest if time.when is not None and time.times else None
    if latest is not None and context.published is not None:
        yield f"age {_range(context.published.day - latest.day, _AGES)}"
    for a in context.own.get(n, ()):
        e = context.expressions[a.expression]
        yield f"phrase {e.type.value}"
        if a.heads:
            yield "entry of a chronology"
        if e.type is TimexType.SET:
            yield "habit"
    span = context.sentence(n).span
    first, last = (bisect_left(context.expressions, at, key=_start) for at in (span.start, span.end))
    if any(e.when is not None for e in context.expressions[first:last]):
        yield "a date in the sentence"


def _start(e: TimeExpression) -> int:
    return e.start


_AGES = ((-1, "to come"), (1, "today"), (7, "a week"), (120, "months"), (500, "a year"))


def _range(value: float, names: Sequence[tuple[float, str]]) -> str:
    return next((name for most, name in names if value <= most), "more")


def _position(context: TemporalContext, n: int, sentence: Sentence, about: Topic) -> Iterator[str]:
    place, depth = about.place[sentence.index], sum(1 for _ in sentence.ancestors(context.candidates[n].token))
    if place is None:
        yield "in the title"
    else:
        yield f"sentence {place if place < 3 else _range(place, _PLACES)}"
        yield f"part {min(9, 10 * place // max(1, about.size))} of 10"
    yield f"depth {min(depth, 4)}"
    yield f"article of {_range(about.size, _SIZES)} sentences"
    yield f"sentence of {_range(len(sentence.tokens), _LENGTHS)} words"
    if sentence.tokens[-1].text == "?":
        yield "question"
    siblings = sum(c.sentence == sentence.index for c in context.candidates[max(0, n - 8) : n + 9]) - 1
    yield f"events beside it {_range(siblings, _FEW)}"


_PLACES = ((5, "3 to 5"), (10, "6 to 10"), (20, "11 to 20"))
_SIZES = ((6, "up to 6"), (15, "up to 15"), (30, "up to 30"))
_LENGTHS = ((12, "up to 12"), (24, "up to 24"), (36, "up to 36"))
_FEW = ((0, "none"), (1, "one"), (3, "few"), (6, "some"))


def _governor(sentence: Sentence, token: Token, words: Lexicon) -> Iterator[str]:
    up = sentence.tokens[token.head]
    if up.index == token.index:
        return
    yield f"under {up.pos}"
    yield from (f"{token.relation} under {role}" for role in words.roles_of(up.lemma.lower()))
    if token.relation == "pobj":
        yield f"after {up.lemma.lower()}"
        over = sentence.tokens[up.head]
        yield from (f"in a phrase of {role}" for role in words.roles_of(over.lemma.lower()) if is_verb(over))


def _argument(name: str, noun: Token | None, sentence: Sentence, about: Topic, words: Lexicon) -> Iterator[str]:
    if noun is None:
        yield f"no {name}"
        return
    lemma = noun.lemma.lower()
    yield f"{name} {noun.pos}"
    yield f"{name} {noun.entity or 'no name'}"
    yield from (f"{name} is {role}" for role in words.roles_of(lemma))
    yield f"{name} told of {_range(about.counts[lemma], _OFTEN)}"
    if noun.pos == "PRON":
        yield f"{name} {lemma}"
    if lemma in about.title:
        yield f"{name} in the title"
    if sentence.child(noun.index, "nummod") is not None:
        yield f"{name} counted"


_OFTEN = ((1, "once"), (2, "twice"), (4, "a few times"), (9, "often"))


def _phrase(sentence: Sentence, token: Token, about: Topic) -> Iterator[str]:
    """What its clause or phrase names, and how much of that the article and its title are about."""
    inside = sentence.subtree(token.index)
    if len(inside) >= _LONG:
        yield "long clause"
        return
    yield from {f"names {label}": 1 for i in inside if (label := sentence.tokens[i].entity) is not None}
    yield f"clause of {_range(len(inside), _LENGTHS)} words"
    lemmas = [t.lemma.lower() for i in inside if (t := sentence.tokens[i]).pos in _CONTENT]
    shared = sum(lemma in about.title for lemma in lemmas)
    yield f"shares {_range(shared, _FEW)} with the title"
    mean = sum(about.counts[lemma] for lemma in lemmas) / max(1, len(lemmas))
    yield f"words told of {_range(mean, _OFTEN)}"
    if token.lemma.lower() in about.title:
        yield "its word in the title"
    if about.counts[token.lemma.lower()] > 1:
        yield "its word again"
