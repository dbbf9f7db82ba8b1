"""What lies after a stage on the way to the events, for the command line: mentions, clusters and ties as tables.

A column is there once a stage has filled it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline.console import line
from timeline.derivation import paragraph
from timeline.events.analysis import Analysis, Cluster, EventMention
from timeline.events.detection import token_span
from timeline.export.words import when_words

Column = tuple[str, Callable[[int], str], bool]
"""Heading, the words of the row of a number, and whether any row has some."""


def stage_tables(a: Analysis) -> Iterator[RenderableType]:
    """The layers of the analysis that are filled, each with a heading that counts it."""
    yield _heading(len(a.mentions), "mention", "mentions")
    yield _table(_of_mentions(a), len(a.mentions))
    if a.clusters:
        yield _heading(len(a.clusters), "event", "events")
        yield _table(_of_clusters(a), len(a.clusters))
    if a.ties:
        yield _heading(len(a.ties), "tie", "ties")
        yield _table(_of_ties(a), len(a.ties))


def _of_mentions(a: Analysis) -> list[Column]:
    mentions = a.mentions

    def cell(words: Callable[[EventMention], str]) -> Callable[[int], str]:
        return lambda n: words(mentions[n])

    def phrases(m: EventMention) -> str:
        return "; ".join(a.expressions[t].text for t in m.time.times)

    return [
        ("", lambda n: str(n + 1), True),
        ("word", lambda n: _word(a, n), True),
        ("sentence", cell(lambda m: str(m.candidate.sentence + 1)), True),
        ("status", cell(lambda m: m.status.value), any(m.status_by for m in mentions)),
        ("time", cell(lambda m: when_words(m.time.when)), any(m.time.steps for m in mentions)),
        ("phrase", cell(phrases), any(m.time.times for m in mentions)),
        ("quoted", cell(lambda m: "yes" if m.quoted else ""), any(m.quoted for m in mentions)),
        ("who says so", cell(lambda m: " → ".join(m.attribution)), any(m.attribution for m in mentions)),
        ("salience", cell(lambda m: f"{m.salience:.2f}"), any(m.salience_by for m in mentions)),
    ]


def _of_clusters(a: Analysis) -> list[Column]:
    clusters = a.clusters

    def cell(words: Callable[[Cluster], str]) -> Callable[[int], str]:
        return lambda n: words(clusters[n])

    def members(c: Cluster) -> str:
        return ", ".join(f"{m + 1} {_word(a, m)}" for m in c.members)

    ordered = len(a.line.order) == len(clusters)
    return [
        ("", lambda n: str(n + 1), True),
        ("label", cell(lambda c: c.label.text), any(c.label.text for c in clusters)),
        ("mentions", cell(members), True),
        ("who", cell(lambda c: c.roles.who or ""), any(c.roles.who for c in clusters)),
        ("what", cell(lambda c: c.roles.what or ""), any(c.roles.what for c in clusters)),
        ("where", cell(lambda c: c.roles.where or ""), any(c.roles.where for c in clusters)),
        ("time", cell(lambda c: when_words(c.when)), True),
        ("salience", cell(lambda c: f"{c.salience:.2f}"), True),
        ("detail", cell(lambda c: c.detail), True),
        ("order", lambda n: str(a.line.order[n]), ordered),
        ("joined", cell(lambda c: " ".join(paragraph(c.by))), any(c.by for c in clusters)),
    ]


def _of_ties(a: Analysis) -> list[Column]:
    def name(event: int) -> str:
        cluster = a.clusters[event]
        return f"{event + 1} {cluster.label.text or _word(a, cluster.members[0])}"

    return [
        ("event", lambda n: name(a.ties[n].source), True),
        ("lies", lambda n: a.ties[n].relation.value, True),
        ("event", lambda n: name(a.ties[n].target), True),
        ("weight", lambda n: f"{a.ties[n].weight:.2f}", True),
    ]


def _word(a: Analysis, mention: int) -> str:
    """The trigger, and what it says happened where that is another word ("issued (statement)")."""
    candidate, sentence = a.mentions[mention].candidate, a.sentence(mention)
    spans = [token_span(sentence, token) for token in (candidate.token, candidate.core)]
    trigger, core = (a.article.text[span.start : span.end] for span in spans)
    return trigger if candidate.core == candidate.token else f"{trigger} ({core})"


def _heading(count: int, one: str, many: str) -> Text:
    return Text(f"{count} {one if count == 1 else many}", style="bold")


def _table(columns: Sequence[Column], count: int) -> RenderableType:
    filled = [column for column in columns if column[2]]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for heading, _, _ in filled:
        table.add_column(heading, overflow="fold", justify="left")
    for n in range(count):
        table.add_row(*(line(words(n)) for _, words, _ in filled))
    return Padding(table, (0, 0, 1, 0))
