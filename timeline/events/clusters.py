"""Events before they have a number: which candidates each joins, when it was, and which of them a timeline shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.clustering import MentionProfile
from timeline.events.detection import Candidate
from timeline.events.salience.score import NEWS, SHOWN
from timeline.events.temporal.bounds import meet
from timeline.events.temporal.context import Anchored
from timeline.grammar import Document
from timeline.intervals import Interval
from timeline.model import Derivation, Reading, TimeExpression

WORDS_PER_UNDATED = 60  # a timeline with more events without a time than this is a list of verbs


@dataclass(frozen=True, slots=True)
class Cluster:
    """One event: the candidates it joins, its own first."""

    members: tuple[int, ...]
    strength: float
    when: Interval | None
    times: tuple[int, ...]
    steps: Derivation
    certainty: float
    surest: int  # of the members
    readings: tuple[Reading, ...] = ()


def informativeness(document: Document, candidate: Candidate, portrait: MentionProfile) -> float:
    """How much better a mention makes a label: with names, and not in a headline."""
    return (0.5 if portrait.names else 0.0) - (0.2 if document.sentences[candidate.sentence].headline else 0.0)


def merged(
    group: Sequence[int], anchored: Sequence[Anchored], strengths: Sequence[float], tells: Sequence[float]
) -> Cluster:
    """The member that tells it best (`tells`) comes first; times of the others narrow its own where they agree."""
    own = max(group, key=lambda m: (round(tells[m] + 0.2 * anchored[m].certainty, 6), -m))
    by_certainty = sorted(group, key=lambda m: (-anchored[m].certainty, m))
    first = anchored[by_certainty[0]]
    when, steps = first.when, list(first.steps)
    times = list(first.times)
    for m in by_certainty[1:]:
        other = anchored[m]
        if other.when is None or not other.times:
            continue
        both = meet(when, other.when) if when is not None else other.when
        if both is not None and both != when:
            when = both
            times.extend(t for t in other.times if t not in times)
            steps.extend(s for s in other.steps if s not in steps)
    rest = tuple(m for m in group if m != own)
    told = min(1.0, max(strengths[m] for m in group) + (0.05 if len(group) > 1 else 0.0))
    return Cluster(
        (own, *rest), told, when, tuple(times), tuple(steps), first.certainty, by_certainty[0], first.readings
    )


def selected(
    drafts: Sequence[Cluster],
    document: Document,
    found: Sequence[Candidate],
    expressions: Sequence[TimeExpression],
    opening: Sequence[int],
) -> list[Cluster]:
    """All that is dated and worth it; of the rest the strongest, as many as a text of this length can hold.

    What only the headline tells, without a day, is what the first sentences (`opening`) tell in other words.
    """
    size = sum(len(s.tokens) for s in document.sentences)
    dated = [any(expressions[t].value != "PRESENT_REF" for t in d.times) for d in drafts]
    told = [d for d, has in zip(drafts, dated, strict=True) if has and d.strength >= SHOWN]
    rest = [d for d, has in zip(drafts, dated, strict=True) if not has and d.strength >= NEWS]
    if any(found[m].sentence in opening for d in (*told, *rest) for m in d.members):
        rest = [d for d in rest if not all(document.sentences[found[m].sentence].headline for m in d.members)]
    rest.sort(key=lambda d: (-d.strength, d.members[0]))
    return told + rest[: max(10, size // WORDS_PER_UNDATED)]
