"""What flows through the stages: one article whose layers are filled one after the other, none of them twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.entities.agreement import NO_NAMES, Names
from timeline.events.consistency import Consistent
from timeline.events.detection import Candidate
from timeline.events.models import Models, models_of
from timeline.events.ordering import Ordered, Tie
from timeline.events.roles import Roles
from timeline.events.temporal.context import Anchored, TemporalContext
from timeline.grammar import Document, Sentence
from timeline.grammar.lexicon import Lexicon
from timeline.intervals import Interval
from timeline.model import Article, Derivation, Detail, Event, Link, Reading, Status, TimeExpression


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a label; clear: whether a reader understands it without the sentence; rule: how it was made.

    place: sentence and verb of the clause it quotes.
    """

    text: str
    clear: bool
    rule: str
    place: tuple[int, int]


NO_LABEL = Label("", False, "", (-1, -1))
NO_ROLES = Roles()


@dataclass(frozen=True, slots=True)
class EventMention:
    """A word that tells of an event, and what the stages found of it.

    own_time: has a phrase of its own that says when. quoted: stands in direct speech. attribution: who says so,
    outermost first. salience: how likely it belongs on a timeline, 0..1; features: what that was judged by. The two
    derivations say which rules and features decided on status and salience.
    """

    candidate: Candidate
    status: Status = Status.HAPPENED
    status_by: Derivation = ()
    time: Anchored = field(default_factory=lambda: Anchored(None))
    own_time: bool = False
    quoted: bool = False
    attribution: tuple[str, ...] = ()
    salience: float = 0.0
    salience_by: Derivation = ()
    features: tuple[str, ...] = ()

    @property
    def voices(self) -> list[str]:
        """Whose words tell of it, as features: "quoted" in direct speech, "reported" where another than the article."""
        return [name for name, holds in (("quoted", self.quoted), ("reported", bool(self.attribution))) if holds]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One event: the numbers of the mentions it joins, the one that tells it best first.

    surest: the member whose time is surest. by: why its mentions were joined. chance: how likely its line is right and
    wanted, 0..1; chance_by: what spoke for and against it.
    """

    members: tuple[int, ...]
    salience: float
    when: Interval | None
    times: tuple[int, ...]
    steps: Derivation
    certainty: float
    surest: int
    readings: tuple[Reading, ...] = ()
    by: Derivation = ()
    label: Label = NO_LABEL
    chance: float = 0.0
    chance_by: Derivation = ()
    roles: Roles = NO_ROLES
    detail: Detail = "standard"


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article on its way from words to events.

    Each stage of `timeline.events.pipeline` fills one layer. `models`: weights to use instead of those
    of its language. `hidden`: for each sentence the tokens of its time
    phrases. `rules`: for each mention its time by the rules alone. `begins`: where given, a number for each mention
    that is the smaller the earlier it may have begun.
    """

    article: Article
    document: Document
    expressions: Sequence[TimeExpression]
    words: Lexicon
    detail: Detail = "standard"
    mentions: tuple[EventMention, ...] = ()
    names: Names = field(default_factory=lambda: NO_NAMES)
    context: TemporalContext | None = None
    rules: tuple[Anchored, ...] = ()
    begins: tuple[float, ...] | None = None
    hidden: tuple[frozenset[int], ...] = ()
    clusters: tuple[Cluster, ...] = ()
    ties: tuple[Tie, ...] = ()
    agreed: Consistent = field(default_factory=lambda: Consistent((), (), ()))
    line: Ordered = field(default_factory=lambda: Ordered((), ()))
    resolved: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    models: Models | None = None

    @property
    def learned(self) -> Models:
        """What is learned of its language."""
        return self.models or models_of(self.words.language)

    @property
    def temporal(self) -> TemporalContext:
        """The temporal context; a stage that needs it stands behind the one that builds it."""
        assert self.context is not None
        return self.context

    def sentence(self, mention: int) -> Sentence:
        """The sentence of a mention."""
        return self.document.sentences[self.mentions[mention].candidate.sentence]
