"""The scene of a text: its phrases on its events, its lengths between them, its narrative followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.finding import Candidate, TriggerKind, predicative
from timeline.events.narrative import threads_of
from timeline.events.offsets import Offset, offsets
from timeline.events.phrases import Attachment, attach
from timeline.events.scene import Scene
from timeline.events.words import Lexicon
from timeline.intervals import Bound
from timeline.language import Parsed
from timeline.model import Status, TimeExpression


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
    attachments = _past_of_purposes(
        attach(parsed, expressions, candidates), parsed, candidates, statuses, expressions, day
    )
    own: dict[int, list[Attachment]] = {}
    for a in attachments:
        own.setdefault(a.candidate, []).append(a)
    at: dict[tuple[int, int], int] = {}
    for n, c in enumerate(candidates):
        at[c.sentence, c.core] = n
        at[c.sentence, c.token] = n
    for n, c in enumerate(candidates):
        sentence = parsed.sentences[c.sentence]
        if c.kind is TriggerKind.NOUN and c.verb is not None and predicative(sentence, sentence.tokens[c.token]):
            at.setdefault((c.sentence, c.verb), n)
    between: dict[int, list[Offset]] = {}
    for o in offsets(parsed, expressions, candidates, at, words):
        between.setdefault(o.base, []).append(o)
        between.setdefault(o.measured, []).append(o)
    apart = frozenset(o.expression for found in between.values() for o in found)
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
        token = parsed.sentences[candidate.sentence].tokens[candidate.token]
        main = at.get((candidate.sentence, token.head))
        when = expressions[a.expression].when
        past = (
            when is not None and when.latest is not None and published is not None and when.latest.day < published.day
        )
        to = any(c.tag == "TO" for c in parsed.sentences[candidate.sentence].children(token.index, "aux"))
        purpose = to and token.relation in ("advcl", "xcomp") and token.tag == "VB"
        if purpose and past and main is not None and statuses[main] is Status.HAPPENED and not a.fronted:
            a = replace(a, candidate=main, distance=1)
        found.append(a)
    return found
