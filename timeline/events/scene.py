"""What anchoring looks at (the scene) and what it finds (an event's time and why); values only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from timeline.events.entries import Attachment
from timeline.events.finding import Candidate
from timeline.events.offsets import Offset
from timeline.events.words import Lexicon
from timeline.intervals import Bound, Interval
from timeline.language import Parsed, Sentence
from timeline.model import Derivation, Reading, Relation, Status, Step, TimeExpression

OWN, SAID, CLAUSE, SENTENCE, NARRATIVE, GOING, TENSE = 0.95, 0.8, 0.75, 0.6, 0.45, 0.4, 0.3


@dataclass(frozen=True, slots=True)
class Anchored:
    """An event's time, the phrases (by number) it rests on, why, and how sure that is (0..1).

    `about` holds the tie to another candidate, when there is one: (its number, relation of this one to it).
    `readings` holds other times it may have, best first.
    """

    when: Interval | None
    times: tuple[int, ...] = ()
    steps: Derivation = ()
    certainty: float = 0.0
    about: tuple[int, Relation] | None = None
    readings: tuple[Reading, ...] = ()


Resolve = Callable[[int], Anchored]  # the time of another candidate, by its number


@dataclass(frozen=True, slots=True)
class Scene:
    """All that anchoring looks at; nothing in it changes."""

    parsed: Parsed
    candidates: Sequence[Candidate]
    statuses: Sequence[Status]
    expressions: Sequence[TimeExpression]
    attachments: Sequence[Attachment]
    published: Bound | None
    words: Lexicon
    at: dict[tuple[int, int], int]  # (sentence, token) -> candidate
    own: dict[int, list[Attachment]]
    offsets: dict[int, list[Offset]]  # of a candidate
    apart: frozenset[int]  # the expressions that say how far events lie apart
    dated: dict[str, list[int]]  # lemma or class of near-synonyms -> the first candidates that have a phrase
    threads: Sequence[Interval | None] = field(default=())

    def sentence(self, number: int) -> Sentence:
        """The sentence of a candidate."""
        return self.parsed.sentences[self.candidates[number].sentence]

    def lemma(self, number: int) -> str:
        """The lemma of what a candidate says happened."""
        return self.sentence(number).tokens[self.candidates[number].core].lemma.lower()


def step(rule: str, **arguments: str) -> Step:
    """A derivation step of this room; its wording is `event.<rule>` in wording.yaml."""
    return Step(f"event.{rule}", arguments)
