"""The public face of the stages: for who puts one of their own in a rule's place, or learns weights anew.

A stage takes the analysis of an article and returns it with its layer filled (docs/architecture.md). Weights are
learned over the features that the stages themselves judge by, so that both see the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.errors import InputError
from timeline.events.analysis import Analysis, Cluster, EventMention
from timeline.events.clustering import keys
from timeline.events.confidence import line_features
from timeline.events.linear import LinearModel
from timeline.events.models import Models, models_of
from timeline.events.pipeline import EVERY_EVENT, MENTIONS, TIMELINE, Stage, run
from timeline.events.profiles import pair_features, profile
from timeline.events.salience.features import features, topic
from timeline.events.temporal.likelihood import Case, case, chances
from timeline.events.temporal.mentioned_dates import mentioned_dates
from timeline.events.temporal.weights import Weights
from timeline.expressions import entry_heads, read_times
from timeline.grammar import parse
from timeline.grammar.lexicon import Lexicon, lexicon
from timeline.model import Article, Options

__all__ = [
    "EVERY_EVENT",
    "MENTIONS",
    "TIMELINE",
    "Analysis",
    "Case",
    "Cluster",
    "EventMention",
    "Lexicon",
    "LinearModel",
    "Models",
    "Stage",
    "Weights",
    "chances",
    "compared_pairs",
    "lexicon",
    "line_features",
    "models_of",
    "run",
    "salience_features",
    "start",
    "time_cases",
    "with_stages",
]


def start(article: Article, options: Options | None = None) -> Analysis:
    """An article before the first stage: its sentences and its time expressions. Raises what `extract` raises."""
    settings = options or Options()
    read, expressions = read_times(article, settings)
    document = parse(read, entry_heads(read.text, expressions))
    return Analysis(read, document, expressions, document.words, settings.detail)


def with_stages(stages: Sequence[Stage], *own: Stage) -> tuple[Stage, ...]:
    """The sequence with each of `own` in the place of the stage of its name; InputError where there is none."""
    by_name = {stage.name: stage for stage in own}
    known = [stage.name for stage in stages]
    unknown = sorted(by_name.keys() - set(known))
    if unknown:
        raise InputError(f"there is no stage {', '.join(unknown)}; there is: {', '.join(known)}")
    return tuple(by_name.get(stage.name, stage) for stage in stages)


def salience_features(a: Analysis) -> list[tuple[str, ...]]:
    """What the stage of salience judges each mention by; after the stage "times"."""
    about = topic(a.document)
    return [tuple(features(a.temporal, n, m.time, m.own_time, about, m.voices)) for n, m in enumerate(a.mentions)]


def compared_pairs(a: Analysis, among: Iterable[int]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The pairs of the given mentions that clustering holds against each other, each with what it judges them by."""
    profiles = [profile(a, n) for n in range(len(a.mentions))]
    known: dict[str, list[int]] = {}
    for n in among:
        shared = keys(a, profiles[n])
        for k in dict.fromkeys(k for key in shared for k in known.get(key, [])):
            yield k, n, tuple(pair_features(a, profiles[k], profiles[n], k, n))
        for key in shared:
            known.setdefault(key, []).append(n)


def time_cases(a: Analysis) -> list[Case]:
    """The times each mention can have, and what the stage "times" judges them by; after the stage "anchoring"."""
    around = mentioned_dates(a.temporal, a.rules)
    return [case(a.temporal, n, rules, around) for n, rules in enumerate(a.rules)]
