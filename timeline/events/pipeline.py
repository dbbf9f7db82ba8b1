"""From a parsed article to events: a sequence of named stages, each filling one layer of the analysis.

`TIMELINE` finds what belongs on a timeline, `EVERY_EVENT` every TimeML event by itself, `MENTIONS` each word that tells
of an event with its likeliest time and nothing joined. A stage takes the analysis and
gives it back with its layer filled; another one with the same name can stand in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from timeline.entities.names import full_names
from timeline.events.analysis import Analysis, Cluster, EventMention
from timeline.events.attribution import quotations, sources
from timeline.events.clustering import clustered, shared_times, single
from timeline.events.confidence import line_chance
from timeline.events.consistency import Consistent, consistent
from timeline.events.detection import candidates
from timeline.events.factuality import status
from timeline.events.labels import label
from timeline.events.ordering import ordered
from timeline.events.output import event_of
from timeline.events.relations import links_of, order_steps, place_of, ties_of
from timeline.events.roles import roles_of
from timeline.events.salience.features import features, topic
from timeline.events.salience.selection import selected
from timeline.events.status_by_time import status_by_time
from timeline.events.temporal import anchoring
from timeline.events.temporal.context import Anchored
from timeline.events.temporal.context_building import temporal_context
from timeline.events.temporal.likelihood import likely_times, most_likely
from timeline.events.temporal.own_time import has_own_time, time_tokens

LIKELY = 0.3  # the chance from which a likely time replaces the bounds that surely hold
FIRM = 0.6  # ties less sure than this do not overrule what is likely


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way, by name.

    run: takes the analysis as the stages before left it, and returns it with its layer filled. fills: the fields of
    `Analysis` that make the layer; "mentions.status" is that field of each mention. All others stay as they are.
    """

    name: str
    run: Callable[[Analysis], Analysis]
    fills: tuple[str, ...] = ()


def find_candidates(a: Analysis) -> Analysis:
    """The words that tell of an event; a light or aspectual verb and its complement count as one."""
    return replace(a, mentions=tuple(map(EventMention, candidates(a.document, a.words, merged=True))))


def find_every_word(a: Analysis) -> Analysis:
    """The words that tell of an event, each by itself."""
    return replace(a, mentions=tuple(map(EventMention, candidates(a.document, a.words, merged=False))))


def judge_factuality(a: Analysis) -> Analysis:
    """Whether each happened, goes on, is planned, possible or denied."""
    verdicts = [status(a.sentence(n), m.candidate, a.words) for n, m in enumerate(a.mentions)]
    mentions = [replace(m, status=s, status_by=by) for m, (s, by) in zip(a.mentions, verdicts, strict=True)]
    return replace(a, mentions=tuple(mentions))


def anchor_by_rules(a: Analysis) -> Analysis:
    """The time of each by its phrase, its clause and its tense; then what that time says of its status."""
    found, statuses = [m.candidate for m in a.mentions], [m.status for m in a.mentions]
    context = temporal_context(a.document, found, statuses, a.expressions, a.article.published, a.words)
    rules = tuple(anchoring.anchor(context))
    mentions = []
    for n, (m, time) in enumerate(zip(a.mentions, rules, strict=True)):
        state, by = status_by_time((m.status, m.status_by), time, context, n)
        own = has_own_time(context, n, time)
        mentions.append(replace(m, status=state, status_by=by, time=time, own_time=own))
    hidden = tuple(time_tokens(a.document, a.expressions, context.apart))
    context = replace(context, statuses=[m.status for m in mentions])
    return replace(a, mentions=tuple(mentions), context=context, rules=rules, hidden=hidden)


def judge_likely(a: Analysis) -> Analysis:
    """The likeliest time of what no phrase of its own dates, or where that is far likelier; other readings are kept."""
    return replace(a, mentions=_with_times(a, likely_times(a.temporal, a.rules, a.learned.times, LIKELY)))


def judge_times(a: Analysis) -> Analysis:
    """The likeliest time of every mention, and a number for its begin."""
    likely, begins = most_likely(a.temporal, a.rules, a.learned.times)
    return replace(a, mentions=_with_times(a, likely), begins=tuple(begins))


def _with_times(a: Analysis, times: Sequence[Anchored]) -> tuple[EventMention, ...]:
    return tuple(replace(m, time=t) for m, t in zip(a.mentions, times, strict=True))


def attribute(a: Analysis) -> Analysis:
    """Who says so, and what stands in direct speech."""
    names = full_names(a.document)
    speakers, inside = quotations(a.document, names)
    mentions = [
        replace(
            m,
            quoted=m.candidate.token in inside[m.candidate.sentence],
            attribution=sources(a.document, a.sentence(n), m.candidate, speakers, names),
        )
        for n, m in enumerate(a.mentions)
    ]
    return replace(a, mentions=tuple(mentions), names=names)


def rank(a: Analysis) -> Analysis:
    """How likely each belongs on a timeline."""
    about, model = topic(a.document), a.learned.salience
    mentions = []
    for n, m in enumerate(a.mentions):
        found = features(a.temporal, n, m.time, m.own_time, about, m.voices)
        chance, by = model.judged("event.salience", found)
        if m.candidate.token in a.hidden[m.candidate.sentence]:
            chance = 0.0
        mentions.append(replace(m, salience=chance, salience_by=by, features=tuple(found)))
    return replace(a, mentions=tuple(mentions))


def cluster(a: Analysis) -> Analysis:
    """The mentions of one event joined; the mention that knows the date gives it to all."""
    return replace(a, clusters=clustered(a, a.learned.same_event))


def share_times(a: Analysis) -> Analysis:
    """Every mention an event of its own; what another mention of the same event dates is dated by it."""
    a = replace(a, mentions=_with_times(a, shared_times(a)))
    return replace(a, clusters=single(a))


def name(a: Analysis) -> Analysis:
    """The label of each event: the clause that tells it."""

    def named(c: Cluster) -> Cluster:
        candidate = a.mentions[c.members[0]].candidate
        return replace(c, label=label(a.document, candidate, a.names, a.hidden[candidate.sentence]))

    return replace(a, clusters=tuple(map(named, a.clusters)))


def judge_lines(a: Analysis) -> Analysis:
    """How likely the line of each event is right and wanted."""

    def sure(c: Cluster) -> Cluster:
        chance, by = line_chance(a, c, a.learned.confidence)
        return replace(c, chance=chance, chance_by=by)

    return replace(a, clusters=tuple(map(sure, a.clusters)))


def select(a: Analysis) -> Analysis:
    """The events that belong on a timeline of the asked detail."""
    return replace(a, clusters=selected(a))


def take_roles(a: Analysis) -> Analysis:
    """Who, what and where of each event, by the mention that tells it best."""

    def described(c: Cluster) -> Cluster:
        first = c.members[0]
        return replace(c, roles=roles_of(a.document, a.sentence(first), a.mentions[first].candidate, a.names))

    return replace(a, clusters=tuple(map(described, a.clusters)))


def tie(a: Analysis) -> Analysis:
    """The clusters in text order, and what the text says of their order in time."""

    def in_text(c: Cluster) -> tuple[int, int]:
        candidate = a.mentions[c.members[0]].candidate
        return candidate.sentence, candidate.token

    a = replace(a, clusters=tuple(sorted(a.clusters, key=in_text)))
    return replace(a, ties=ties_of(a))


def agree(a: Analysis) -> Analysis:
    """Times and ties made to agree: bounds narrow along firm ties, and a tie they refute goes."""
    agreed = consistent([c.when for c in a.clusters], a.ties)
    clusters = tuple(replace(c, when=when) for c, when in zip(a.clusters, agreed.whens, strict=True))
    return replace(a, clusters=clusters, agreed=agreed)


def keep_firm_ties(a: Analysis) -> Analysis:
    """The ties that overrule what is likely; times stay as they are."""
    firm = tuple(t for t in a.ties if t.weight >= FIRM)
    return replace(a, agreed=Consistent(tuple(c.when for c in a.clusters), firm, ()))


def order(a: Analysis) -> Analysis:
    """One linear reading of times and ties."""
    places = [place_of(a, c, k) for k, c in enumerate(a.clusters)]
    begins = [a.begins[c.members[0]] for c in a.clusters] if a.begins is not None else None
    return replace(a, line=ordered(places, a.agreed.kept, a.temporal.published, begins))


def describe(a: Analysis) -> Analysis:
    """The events as the model has them, with label, roles, confidence and derivation; then links and phrases."""
    steps = order_steps(a)
    events = tuple(event_of(a, c, k, steps.get(k, [])) for k, c in enumerate(a.clusters))
    ids = {m: e.id for c, e in zip(a.clusters, events, strict=True) for m in c.members}
    resolved = anchoring.resolve_expressions(a.temporal, a.rules, [ids.get(n, "") for n in range(len(a.mentions))])
    return replace(a, events=events, links=links_of(a, events), resolved=tuple(resolved))


_DETECTION = Stage("detection", find_candidates, ("mentions",))
_EVERY_WORD = Stage("detection", find_every_word, ("mentions",))
_FACTUALITY = Stage("factuality", judge_factuality, ("mentions.status", "mentions.status_by"))
_ANCHORING = Stage(
    "anchoring",
    anchor_by_rules,
    ("mentions.time", "mentions.own_time", "mentions.status", "mentions.status_by", "context", "rules", "hidden"),
)
_ATTRIBUTION = Stage("attribution", attribute, ("mentions.attribution", "mentions.quoted", "names"))
_LIKELY = Stage("times", judge_times, ("mentions.time", "begins"))
_SALIENCE = Stage("salience", rank, ("mentions.salience", "mentions.salience_by", "mentions.features"))
_LABELS = Stage("labels", name, ("clusters.label",))
_CONFIDENCE = Stage("confidence", judge_lines, ("clusters.chance", "clusters.chance_by"))
_ROLES = Stage("roles", take_roles, ("clusters.roles",))
_TIES = Stage("ties", tie, ("clusters", "ties"))
_ORDER = Stage("order", order, ("line",))
_EVENTS = Stage("events", describe, ("events", "links", "resolved"))

TIMELINE = (
    _DETECTION,
    _FACTUALITY,
    _ANCHORING,
    _ATTRIBUTION,
    Stage("times", judge_likely, ("mentions.time",)),
    _SALIENCE,
    Stage("clustering", cluster, ("clusters",)),
    _LABELS,
    _CONFIDENCE,
    Stage("selection", select, ("clusters",)),
    _ROLES,
    _TIES,
    Stage("agreement", agree, ("clusters.when", "agreed")),
    _ORDER,
    _EVENTS,
)
EVERY_EVENT = (
    _EVERY_WORD,
    _FACTUALITY,
    _ANCHORING,
    _ATTRIBUTION,
    _LIKELY,
    Stage("clustering", share_times, ("clusters", "mentions.time")),
    _LABELS,
    _CONFIDENCE,
    _ROLES,
    _TIES,
    Stage("agreement", keep_firm_ties, ("agreed",)),
    _ORDER,
    _EVENTS,
)
MENTIONS = (_EVERY_WORD, _FACTUALITY, _ANCHORING, _ATTRIBUTION, _LIKELY, _SALIENCE)


def run(analysis: Analysis, stages: Sequence[Stage], until: str | None = None) -> Analysis:
    """The analysis after the stages, or after the one named `until`."""
    for stage in stages:
        analysis = stage.run(analysis)
        if stage.name == until:
            break
    return analysis
