"""The scene of a text: its phrases on its events, its lengths between them, its narrative followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.detection import Candidate, TriggerKind, predicative
from timeline.events.temporal.attachment import attach, token_spans
from timeline.events.temporal.context import TemporalContext
from timeline.events.temporal.entries import Attachment
from timeline.events.temporal.narrative import threads_of
from timeline.events.temporal.offsets import Offset, offsets
from timeline.grammar import Document
from timeline.grammar.lexicon import Lexicon
from timeline.intervals import Bound
from timeline.model import AnchorKind, Status, TimeExpression, TimexType


def temporal_context(
    document: Document,
    candidates: Sequence[Candidate],
    statuses: Sequence[Status],
    expressions: Sequence[TimeExpression],
    published: Bound | None,
    words: Lexicon,
) -> TemporalContext:
    """Attach the phrases and follow the narrative."""
    day = published.day_only() if published is not None else None
    at: dict[tuple[int, int], int] = {}
    for n, c in enumerate(candidates):
        at[c.sentence, c.core] = n
        at[c.sentence, c.token] = n
    lengths = offsets(document, expressions, candidates, at, words)
    attachments = _past_of_purposes(
        attach(document, expressions, candidates), document, candidates, statuses, expressions, day
    )
    ends = {
        e.anchor.ref for e in expressions if e.type is TimexType.DURATION and e.anchor.kind is AnchorKind.EXPRESSION
    }
    attachments = [a for a in attachments if expressions[a.expression].id not in ends]  # "the year to May": the year
    attachments = _beside_offsets(attachments, lengths, document, expressions)
    own: dict[int, list[Attachment]] = {}
    for a in attachments:
        own.setdefault(a.candidate, []).append(a)
    for n, c in enumerate(candidates):
        sentence = document.sentences[c.sentence]
        if c.kind is TriggerKind.NOUN and c.verb is not None and predicative(sentence, sentence.tokens[c.token]):
            at.setdefault((c.sentence, c.verb), n)
    between: dict[int, list[Offset]] = {}
    for o in lengths:
        between.setdefault(o.base, []).append(o)
        between.setdefault(o.measured, []).append(o)
    apart = frozenset(o.expression for found in between.values() for o in found if not o.within)
    dated = _dated(document, candidates, own, words)
    bare = TemporalContext(
        document, candidates, statuses, expressions, attachments, day, words, at, own, between, apart, dated
    )
    return replace(bare, threads=threads_of(bare))


_DATED = 12  # mentions of one word that are looked at for a day


def _dated(
    document: Document, candidates: Sequence[Candidate], own: dict[int, list[Attachment]], words: Lexicon
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for n in sorted(own):
        candidate = candidates[n]
        for kind in words.kinds(document.sentences[candidate.sentence].tokens[candidate.core].lemma.lower()):
            known = found.setdefault(kind, [])
            if len(known) < _DATED:
                known.append(n)
    return found


def _beside_offsets(
    attachments: Sequence[Attachment],
    lengths: Sequence[Offset],
    document: Document,
    expressions: Sequence[TimeExpression],
) -> list[Attachment]:
    """ "On 9 May, two days after the vote, she left": the date is that of what is measured, whatever the parse."""
    spans = token_spans(document, expressions)
    ends = {(at, inside[-1]): k for k, (at, inside) in spans.items()}
    dates: dict[int, int] = {}
    for o in lengths:
        at, inside = spans[o.expression]
        comma = inside[0] > 1 and document.sentences[at].tokens[inside[0] - 1].text == ","
        date = ends.get((at, inside[0] - 2)) if comma else None
        if date is not None:
            dates[date] = o.measured
    return [replace(a, candidate=dates.get(a.expression, a.candidate)) for a in attachments]


def _past_of_purposes(
    attachments: Sequence[Attachment],
    document: Document,
    candidates: Sequence[Candidate],
    statuses: Sequence[Status],
    expressions: Sequence[TimeExpression],
    published: Bound | None,
) -> list[Attachment]:
    """ "fired to disperse a crowd on Saturday": a day gone by is that of the deed, not of its purpose."""
    at = {(c.sentence, c.token): n for n, c in enumerate(candidates)}
    found = []
    for a in attachments:
        candidate = candidates[a.candidate]
        sentence = document.sentences[candidate.sentence]
        token = sentence.tokens[candidate.token]
        up = sentence.tokens[token.head]
        back = token.relation == "pcomp" and sentence.words.has(
            "preposition.to", up.text.lower()
        )  # "returned to racing last August"
        main = at.get((candidate.sentence, up.head if back else token.head))
        when = expressions[a.expression].when
        past = (
            when is not None and when.latest is not None and published is not None and when.latest.day < published.day
        )
        to = any(c.tag == "TO" for c in sentence.children(token.index, "aux"))
        of_another = sentence.child(token.index, "nsubj") is not None  # "arranged for a judge to call on Monday"
        purpose = back or (to and not of_another and token.relation in ("advcl", "xcomp") and token.tag == "VB")
        if purpose and past and main is not None and statuses[main] is Status.HAPPENED and not a.fronted:
            a = replace(a, candidate=main, distance=1)
        found.append(a)
    return found
