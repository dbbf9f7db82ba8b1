"""Does an actor take part in an event? How the word that tells of it hangs together with a word that means the actor.

The chance is a learned sum of readable features; the weights are learned by `benchmarks/learn_comparison.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from timeline.comparison.actor_names import Place
from timeline.events.analysis import Analysis
from timeline.events.detection import TriggerKind
from timeline.events.linear import LinearModel, read_model
from timeline.grammar import Sentence
from timeline.grammar.arguments import agent, subject
from timeline.grammar.verb_groups import is_verb

_STEPS = 3  # arcs between a word and what it hangs on that are told apart
_CLASSES = (
    "verb.report", "verb.stative", "verb.weak", "verb.belief", "verb.act", "verb.light", "noun.event", "noun.weak",
)  # fmt: skip


@cache
def participation(language: str = "en") -> LinearModel:
    """The learned model of a language folder."""
    return read_model("timeline.comparison", language, "participation.json")


def features(a: Analysis, n: int, here: Sequence[Place]) -> list[str]:
    """The features of mention n; here: the places of its sentence that mean the actor (none: no feature of a link)."""
    mention = a.mentions[n]
    candidate, sentence = mention.candidate, a.sentence(n)
    found: list[str] = []
    links = [(link(sentence, candidate.token, candidate.kind, p.token), p.how) for p in here]
    for name, how in links:
        found += [name, f"{name} by {how.value}"]
    best = any(name in _CLOSE for name, _ in links)
    found.append("takes part" if best else "named beside it" if links else "not named")
    lemma = sentence.tokens[candidate.core].lemma.lower()
    found += [f"is {role}" for role in _CLASSES if a.words.has(role, lemma)]
    found += [f"kind {candidate.kind.value}", f"status {mention.status.value}", *mention.voices]
    found.append(f"salience {min(4, int(5 * mention.salience))}")
    found.append("dated" if mention.time.when is not None and mention.time.times else
                 "likely time" if mention.time.when is not None else "no time")  # fmt: skip
    found += [name for name, holds in (
        ("progressive", candidate.form.progressive), ("infinitive", candidate.form.infinitive),
        ("negated", candidate.form.negated), ("modal", candidate.form.modal is not None),
        (f"tense {candidate.form.tense.value}", True),
    ) if holds]  # fmt: skip
    return found


_CLOSE = frozenset({"link subject", "link object", "link agent", "link of subject", "link of object", "link owner"})


def link(sentence: Sentence, trigger: int, kind: TriggerKind, word: int) -> str:
    """How the trigger hangs together with a word of its sentence."""
    token = sentence.tokens[trigger]
    if trigger == word:
        return "link itself"
    if is_verb(token) or kind is TriggerKind.VERB:
        for name, noun in _arguments(sentence, trigger):
            if noun == word:
                return f"link {name}"
            if noun in _near(sentence, word):
                return f"link of {name}"
    else:
        if any(c.index == word for c in sentence.children(trigger, "poss", "compound", "nmod")):
            return "link owner"
        verb = sentence.tokens[token.head]
        if is_verb(verb):
            who = subject(sentence, verb.index)
            if who is not None and (who.index == word or who.index in _near(sentence, word)):
                return "link subject of its verb"
    up = [t.index for t in sentence.ancestors(word)]
    if trigger in up:
        depth = up.index(trigger)
        return f"link below, {min(depth, _STEPS)} arcs"
    if word in [t.index for t in sentence.ancestors(trigger)]:
        return "link above"
    return "link none"


def _arguments(sentence: Sentence, verb: int) -> Iterator[tuple[str, int]]:
    who = subject(sentence, verb)
    if who is not None:
        yield "subject", who.index
    by = agent(sentence, verb)
    if by is not None:
        yield "agent", by.index
    for c in sentence.children(verb, "dobj", "dative", "attr", "oprd"):
        yield "object", c.index
    for prep in sentence.children(verb, "prep"):
        inner = sentence.child(prep.index, "pobj")
        if inner is not None:
            yield f"phrase, {prep.lemma.lower()}", inner.index


def _near(sentence: Sentence, word: int) -> list[int]:
    """The nouns a word is a part of: its owner, a member of the list, "the head of"."""
    found = []
    at = sentence.tokens[word]
    for _ in range(_STEPS):
        if at.relation not in ("poss", "compound", "nmod", "conj", "appos", "pobj", "prep", "amod"):
            break
        at = sentence.tokens[at.head]
        found.append(at.index)
    return found
