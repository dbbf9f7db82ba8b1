"""How likely a line of the timeline is right in time, status and source, and wanted.

The weights are learned by `benchmarks/learn_events.py` from articles annotated by editors.
"""

from __future__ import annotations

from timeline.events.analysis import Analysis, Cluster
from timeline.events.linear import LinearModel
from timeline.model import Derivation

_STEPS = 20  # a chance is told in twentieths


def line_chance(a: Analysis, cluster: Cluster, model: LinearModel) -> tuple[float, Derivation]:
    """The chance, 0..1, and the features that spoke loudest for and against the line."""
    return model.judged("event.line", line_features(a, cluster))


def told(chance: float) -> float:
    """A chance as it is told, 0.05..0.95."""
    return min(0.95, max(0.05, round(_STEPS * chance) / _STEPS))


def line_features(a: Analysis, cluster: Cluster) -> list[str]:
    """What speaks for and against a line: that of its first mention, how its time is known, source and sentence."""
    own = a.mentions[cluster.members[0]]
    rule = cluster.steps[0].rule.removeprefix("event.") if cluster.steps else "none"
    salience = min(9, int(10 * cluster.salience))
    found = [f"salience {k} of 10 or more" for k in range(1, salience + 1)]
    found += [f"time certain {k} of 10 or more" for k in range(1, int(10 * cluster.certainty) + 1)]
    found += [f"time by {rule}", f"status {own.status.value}", f"{own.candidate.kind.value}"]
    found.append("a phrase dates it" if cluster.times else "no phrase dates it")
    found.append("reported" if own.attribution else "in the article's voice")
    found += [f"told {min(len(cluster.members), 4)} times"]
    if not cluster.label.clear:
        found.append("label opens with a pronoun")
    if own.quoted:
        found.append("quoted")
    size = len(a.document.sentences[own.candidate.sentence].tokens)
    found += [f"sentence of {k} words or more" for k in (20, 30, 40) if size >= k]
    return [*found, *own.features]
