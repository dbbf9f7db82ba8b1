"""The scene of a text: its phrases on its events, its lengths between them, its narrative followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.entries import Attachment
from timeline.events.finding import Candidate, TriggerKind, predicative
from timeline.events.narrative import threads_of
from timeline.events.offsets import Offset, offsets
from timeline.events.phrases import attach, token_spans
from timeline.events.scene import Scene
from timeline.events.words import Lexicon
from timeline.intervals import Bound
from timeline.language import Parsed, Sentence, Token
from timeline.model import AnchorKind, Status, TimeExpression, TimexType


def scene(
    parsed: Parsed,
    candidates: Sequence[Candidate],
    statuses: Sequence[Status],
    expressions: Sequence[TimeExpression],
    published: Bound | None,
    words: Lexicon,
) -> Scene:
    """Attach the phrases and follow the narrative."""
    day = published.day_only() if published is not None else None
    at: dict[tuple[int, int], int] = {}
    for n, c in enumerate(candidates):
        at[c.sentence, c.core] = n
        at[c.sentence, c.token] = n
    lengths = offsets(parsed, expressions, candidates, at, words)
    attachments = _past_of_purposes(
        attach(parsed, expressions, candidates), parsed, candidates, statuses, expressions, day
    )
    ends = {
        e.anchor.ref for e in expressions if e.type is TimexType.DURATION and e.anchor.kind is AnchorKind.EXPRESSION
    }
    attachments = [a for a in attachments if expressions[a.expression].id not in ends]  # "the year to May": the year
    attachments = _of_main_clause(attachments, parsed, candidates, expressions, at, words)
    attachments = _beside_offsets(attachments, lengths, parsed, expressions)
    own: dict[int, list[Attachment]] = {}
    for a in attachments:
        own.setdefault(a.candidate, []).append(a)
    for n, c in enumerate(candidates):
        sentence = parsed.sentences[c.sentence]
        if c.kind is TriggerKind.NOUN and c.verb is not None and predicative(sentence, sentence.tokens[c.token]):
            at.setdefault((c.sentence, c.verb), n)
    between: dict[int, list[Offset]] = {}
    for o in lengths:
        between.setdefault(o.base, []).append(o)
        between.setdefault(o.measured, []).append(o)
    apart = frozenset(o.expression for found in between.values() for o in found if not o.within)
    dated = _dated(parsed, candidates, own, words)
    bare = Scene(parsed, candidates, statuses, expressions, attachments, day, words, at, own, between, apart, dated)
    return replace(bare, threads=threads_of(bare))


_DATED = 12  # mentions of one word that are looked at for a day


def _dated(
    parsed: Parsed, candidates: Sequence[Candidate], own: dict[int, list[Attachment]], words: Lexicon
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for n in sorted(own):
        candidate = candidates[n]
        for kind in words.kinds(parsed.sentences[candidate.sentence].tokens[candidate.core].lemma.lower()):
            known = found.setdefault(kind, [])
            if len(known) < _DATED:
                known.append(n)
    return found


def _of_main_clause(
    attachments: Sequence[Attachment],
    parsed: Parsed,
    candidates: Sequence[Candidate],
    expressions: Sequence[TimeExpression],
    at: dict[tuple[int, int], int],
    words: Lexicon,
) -> list[Attachment]:
    """ "In May 1942, after her brother was arrested, they fled": what stands before a clause's opener is not in it."""
    found = []
    for a in attachments:
        candidate = candidates[a.candidate]
        sentence = parsed.sentences[candidate.sentence]
        token = sentence.tokens[candidate.token]
        opener = sentence.child(token.index, "mark") if token.relation in ("advcl", "ccomp") else None
        if opener is not None and words.get("connective", opener.text.lower()) is None:
            opener = None
        main = at.get((sentence.index, token.head))
        outside = opener is not None and expressions[a.expression].end <= opener.start
        if outside and opener is not None and main is not None and _after_comma(sentence, opener):
            a = replace(a, candidate=main, fronted=True)
        found.append(a)
    return found


def _after_comma(sentence: Sentence, opener: Token) -> bool:
    """Does a comma, or one with "the day before", part the opener of a clause from what stands before it?"""
    at = opener.index - 1
    if at > 1 and sentence.tokens[at].lemma in _UNITS and sentence.tokens[at - 1].lemma.lower() == "the":
        at -= 2
    return at >= 0 and sentence.tokens[at].text == ","


_UNITS = frozenset({"day", "night", "week", "month", "year"})


def _beside_offsets(
    attachments: Sequence[Attachment],
    lengths: Sequence[Offset],
    parsed: Parsed,
    expressions: Sequence[TimeExpression],
) -> list[Attachment]:
    """ "On 9 May, two days after the vote, she left": the date is that of what is measured, whatever the parse."""
    spans = token_spans(parsed, expressions)
    ends = {(at, inside[-1]): k for k, (at, inside) in spans.items()}
    dates: dict[int, int] = {}
    for o in lengths:
        at, inside = spans[o.expression]
        comma = inside[0] > 1 and parsed.sentences[at].tokens[inside[0] - 1].text == ","
        date = ends.get((at, inside[0] - 2)) if comma else None
        if date is not None:
            dates[date] = o.measured
    return [replace(a, candidate=dates.get(a.expression, a.candidate)) for a in attachments]


def _past_of_purposes(
    attachments: Sequence[Attachment],
    parsed: Parsed,
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
        sentence = parsed.sentences[candidate.sentence]
        token = sentence.tokens[candidate.token]
        up = sentence.tokens[token.head]
        back = token.relation == "pcomp" and up.text.lower() == "to"  # "returned to racing last August"
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
