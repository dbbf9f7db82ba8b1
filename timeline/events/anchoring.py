"""When an event was: from its own phrase, its clause, other events; the rest falls to the narrative and the tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.events.clauses import Tense, is_verb
from timeline.events.durations import Length, away, begun, length
from timeline.events.embedding import Bond, governors
from timeline.events.finding import Candidate, TriggerKind
from timeline.events.narrative import by_tense, thread_start
from timeline.events.offsets import measured
from timeline.events.phrases import Attachment
from timeline.events.ranges import make, meet
from timeline.events.scene import CLAUSE, NARRATIVE, OWN, SAID, SENTENCE, TENSE, Anchored, Scene, step
from timeline.events.tying import FOR, clip, durative, lasting, tie, too_late
from timeline.intervals import Bounds, Grain, Interval
from timeline.language import Sentence, Token
from timeline.model import AnchorKind, Relation, Status, Step, TimeExpression, TimexType


def anchor(view: Scene) -> list[Anchored]:
    """The time of every candidate, in their order."""
    done: dict[int, Anchored] = {}
    for n in range(len(view.candidates)):
        _resolve(view, n, done, frozenset())
    return [done[n] for n in range(len(view.candidates))]


def _resolve(view: Scene, n: int, done: dict[int, Anchored], open_now: frozenset[int]) -> Anchored:
    if n in done:
        return done[n]
    if n in open_now:
        return Anchored(None)
    going = open_now | {n}
    found = _own_phrase(view, n, done, going) or _by_offset(view, n, done, going)
    if found is None:
        found = _from_others(view, n, done, going) or by_tense(view, n)
    done[n] = found
    return found


def _own_phrase(view: Scene, n: int, done: dict[int, Anchored], going: frozenset[int]) -> Anchored | None:
    when: Interval | None = None
    times: list[int] = []
    steps: list[Step] = []
    far = 0
    spanned = _between(view, n)
    if spanned is not None:
        return spanned
    apart = {o.expression for o in view.offsets}
    moved_on = view.words.has("verb.reschedule", view.sentence(n).tokens[view.candidates[n].token].lemma)
    for a in (*view.own.get(n, ()), *_shared(view, n)):
        e = view.expressions[a.expression]
        if a.expression in apart or (moved_on and a.preposition in ("from", "to", "until", "till")):
            continue
        tied = tie(view, n, e, a)
        because = step("phrase", phrase=e.text, preposition=a.preposition or "no preposition")
        if tied is None and e.type is TimexType.DURATION and a.preposition in FOR:
            tied = _lasting(view, n, e, done, going)
            because = step("lasts", phrase=e.text)
        if tied is None or too_late(view, n, tied):
            continue
        both = tied if when is None else meet(when, tied)
        if both is None:
            continue
        when = both
        steps.append(because)
        times.append(a.expression)
        far = max(far, a.distance)
    if when is None:
        return None
    when = clip(view, n, when)
    return Anchored(when, tuple(times), tuple(steps), OWN - 0.1 * min(far, 3))


def _by_offset(view: Scene, n: int, done: dict[int, Anchored], going: frozenset[int]) -> Anchored | None:
    """ "two days after the vote": counted from the other event, where that has a day of its own, here or elsewhere."""
    for o in view.offsets:
        if n not in (o.measured, o.base):
            continue
        known = _dated_elsewhere(view, n, o.measured, done, going) if n == o.base else None
        if known is not None:
            return replace(known, steps=(*known.steps, step("same")))
        other, later = (o.base, o.after) if n == o.measured else (o.measured, not o.after)
        dated = _own_phrase(view, other, done, going) or _dated_elsewhere(view, other, n, done, going)
        e = view.expressions[o.expression]
        when = measured(dated.when, e, later) if dated is not None and dated.when is not None else None
        if dated is None or when is None or too_late(view, n, when):
            continue
        word = view.sentence(other).tokens[view.candidates[other].core].text
        why = step("offset.after" if later else "offset.before", phrase=e.text, other=word)
        tie_to = (other, Relation.AFTER if later else Relation.BEFORE)
        return Anchored(clip(view, n, when), (o.expression, *dated.times), (*dated.steps, why), SAID, tie_to)
    return None


def _dated_elsewhere(
    view: Scene, n: int, other: int, done: dict[int, Anchored], going: frozenset[int]
) -> Anchored | None:
    """The day another sentence gives the event: the same word or a near-synonym, and all that have a day agree."""
    mine = view.sentence(n).tokens[view.candidates[n].core].lemma.lower()
    found: list[Anchored] = []
    for m, candidate in enumerate(view.candidates):
        lemma = view.sentence(m).tokens[candidate.core].lemma.lower()
        if m in (n, other) or m not in view.own or not view.words.alike(mine, lemma):
            continue
        dated = _own_phrase(view, m, done, going)
        if dated is not None and dated.when is not None and view.statuses[m] is view.statuses[n]:
            found.append(dated)
    same = found and all(f.when == found[0].when for f in found)
    return found[0] if same else None


def _between(view: Scene, n: int) -> Anchored | None:
    """ "between March and May": somewhere from the first to the last."""
    own = sorted(view.own.get(n, ()), key=lambda a: view.expressions[a.expression].start)
    for a, b in pairwise(own):
        first, last = view.expressions[a.expression], view.expressions[b.expression]
        if a.preposition != "between" or first.when is None or last.when is None:
            continue
        low, high = first.when.earliest, last.when.latest
        if low is not None and high is not None and low.first_minute <= high.last_minute:
            when = clip(view, n, Interval.within(low, high, last.when.grain))
            phrase = f"{first.text} and {last.text}"
            return Anchored(
                when, (a.expression, b.expression), (step("phrase", phrase=phrase, preposition="between"),), OWN
            )
    return None


def _shared(view: Scene, n: int) -> list[Attachment]:
    """ "shelling and bombing the town for two weeks": what ends a pair of gerunds or infinitives is said of both."""
    candidate = view.candidates[n]
    if view.own.get(n) or candidate.form.tense is not Tense.NONE or candidate.kind is not TriggerKind.VERB:
        return []
    sentence = view.sentence(n)
    found: list[Attachment] = []
    for c in sentence.children(candidate.token, "conj"):
        other = view.at.get((sentence.index, c.index))
        if other is not None and c.tag == sentence.tokens[candidate.token].tag:
            found.extend(a for a in view.own.get(other, ()) if not a.fronted)
    return found


def _lasting(
    view: Scene, n: int, e: TimeExpression, done: dict[int, Anchored], going: frozenset[int]
) -> Interval | None:
    """A bare length ("for two weeks"): it ends with what the clause says it led up to, or with publication, or begins
    with what it is told to follow."""
    span = length(e.value)
    candidate, sentence = view.candidates[n], view.sentence(n)
    goes_on = view.statuses[n] is Status.ONGOING or durative(view, n)
    if goes_on and view.published is not None and candidate.form.tense is Tense.PRESENT:
        now = Bounds(view.published, view.published)
        begin = begun(now, span, e.mod) if span is not None else Bounds(None, view.published)
        return make(begin, (view.published, None), Grain.VAGUE)
    link = _connective(view, sentence, candidate)
    if link is not None and link[0] == "after":
        main = _resolve(view, link[1], done, going)
        if main.when is not None:
            end = main.when.begin
            begin = begun(end, span, e.mod) if span is not None else Bounds(None, end.latest)
            return make(begin, end, Grain.VAGUE)
    return _stretch(view, n, span, e.mod, done, going) if span is not None else None


def _stretch(
    view: Scene, n: int, span: Length, mod: str | None, done: dict[int, Anchored], going: frozenset[int]
) -> Interval | None:
    """ "was held for two weeks until his release on Friday", "broke out on Monday and burned for five hours"."""
    candidate, sentence = view.candidates[n], view.sentence(n)
    for c in sentence.children(candidate.token, "advcl", "prep"):
        opened = _opened(view, sentence, c)
        main = view.at.get((sentence.index, opened[1])) if opened is not None and opened[0] == "before" else None
        end = _own_phrase(view, main, done, going) if main is not None and main != n else None
        if end is not None and end.when is not None:
            return make(begun(end.when.begin, span, mod), end.when.begin, Grain.VAGUE)
    token = sentence.tokens[candidate.token]
    first = view.at.get((sentence.index, token.head)) if token.relation == "conj" else None
    begin = _own_phrase(view, first, done, going) if first is not None and first != n else None
    if begin is None or begin.when is None or view.statuses[n] is not Status.HAPPENED:
        return None
    return make(begin.when.end, away(begin.when.end, span, mod, after=True), Grain.VAGUE)


def _connective(view: Scene, sentence: Sentence, candidate: Candidate) -> tuple[str, int] | None:
    """The connective that opens the candidate's clause, with the candidate of the main clause."""
    for at in (candidate.token, candidate.verb):
        if at is None:
            continue
        token = sentence.tokens[at]
        hops = 0
        while token.relation in ("conj", "xcomp") and hops < 3 and token.head != token.index:
            token, hops = sentence.tokens[token.head], hops + 1
        opener = None
        if token.relation == "pobj" and sentence.tokens[token.head].lemma == "of":  # "after days of fighting"
            up = sentence.tokens[sentence.tokens[token.head].head]
            token = up if up.relation == "pobj" else token
        if token.relation in ("pcomp", "pobj"):
            opener = sentence.tokens[token.head]
        elif token.relation == "advcl":
            opener = next((c for c in sentence.children(token.index, "mark", "advmod") if c.index < token.index), None)
        if opener is None:
            continue
        relation = view.words.get("connective", opener.lemma.lower())
        host = sentence.tokens[opener.head if token.relation in ("pcomp", "pobj") else token.head]
        if relation is None:
            continue
        while not is_verb(host) and host.head != host.index and (sentence.index, host.index) not in view.at:
            host = sentence.tokens[host.head]
        main = view.at.get((sentence.index, host.index))
        if main is not None and view.candidates[main] is not candidate:
            return relation, main
    return None


def _from_others(view: Scene, n: int, done: dict[int, Anchored], going: frozenset[int]) -> Anchored | None:
    candidate, sentence = view.candidates[n], view.sentence(n)
    link = _connective(view, sentence, candidate)
    if link is not None:
        found = _linked(view, n, link, done, going)
        if found is not None:
            return found
    seen = _main_clause(view, n, done, going)
    if seen is not None:
        return seen
    if candidate.kind is TriggerKind.NOUN:
        return _argument(view, n, done, going)
    token = sentence.tokens[candidate.token]
    head = sentence.tokens[token.head]
    main = view.at.get((sentence.index, head.index))
    if main is None or main == n:
        return None
    if token.relation == "conj":
        other = _resolve(view, main, done, going)
        fronted = any(a.fronted for a in view.own.get(main, ()))
        if (
            other.when is not None
            and other.times
            and view.statuses[main] is view.statuses[n]
            and (fronted or other.certainty < OWN)
        ):
            return Anchored(
                other.when, other.times, (step("same-clause", other=head.text),), min(CLAUSE, other.certainty), None
            )
        return None
    adjunct = token.relation in ("advcl", "acl", "xcomp", "prep") and candidate.form.tense is Tense.NONE
    told = is_verb(head) or head.index == view.candidates[main].core
    if adjunct and token.tag == "VBG" and told and view.statuses[n] is view.statuses[main]:
        other = _resolve(view, main, done, going)
        if other.when is not None:
            result = token.index > head.index and not _accompanies(view, n)
            tie_to = (main, Relation.AFTER if result else Relation.SIMULTANEOUS)
            steps = (step("with-clause", other=head.text),)
            return Anchored(other.when, other.times, steps, min(CLAUSE, other.certainty), tie_to)
    if token.relation == "ccomp":
        return _reported(view, n, main, done, going)
    return None


def _main_clause(view: Scene, n: int, done: dict[int, Anchored], going: frozenset[int]) -> Anchored | None:
    """A main clause whose subordinate clause or phrase is dated: "fled before the bridge fell on Monday"."""
    candidate, sentence = view.candidates[n], view.sentence(n)
    root = candidate.token if candidate.kind is TriggerKind.VERB else candidate.verb
    if root is None or view.at.get((sentence.index, root)) != n:
        return None
    inner = sentence.children(candidate.core, "prep") if is_verb(sentence.tokens[candidate.core]) else []
    soon = [k for c in sentence.children(root, "advmod") for k in sentence.children(c.index, "advcl")]
    for c in dict.fromkeys((*sentence.children(root, "advcl", "prep"), *soon, *inner)):
        opened = ("after", c.index) if c in soon else _opened(view, sentence, c)  # "as soon as the rain ended"
        other = view.at.get((sentence.index, opened[1])) if opened is not None else None
        if opened is None or other is None or other == n:
            continue
        first = _resolve(view, other, done, going)
        if first.when is None or not (first.times or opened[0] == "since"):
            continue
        found = _against(view, n, opened[0], other, first)
        if found is not None:
            return found
    return None


def opened_by_when(view: Scene, n: int) -> bool:
    """ "The bridge fell when the flood came": what "when" opens came first."""
    candidate, sentence = view.candidates[n], view.sentence(n)
    return any(
        k.lemma.lower() == "when"
        for c in sentence.children(candidate.token, "advcl")
        for k in sentence.children(c.index, "mark", "advmod")
    )


def _opened(view: Scene, sentence: Sentence, child: Token) -> tuple[str, int] | None:
    """Relation of the connective and the token it opens with, for a clause or prepositional phrase."""
    if child.relation == "advcl":
        mark = next((k for k in sentence.children(child.index, "mark", "advmod") if k.index < child.index), None)
        word, at = (mark.lemma.lower(), child.index) if mark is not None else ("", child.index)
    else:
        noun = sentence.child(child.index, "pobj", "pcomp")
        word, at = child.lemma.lower(), noun.index if noun is not None else child.index
    relation = view.words.get("connective", word)
    if relation is None and child.relation == "prep" and word in ("at", "in"):  # "resigned at the meeting on Monday"
        relation = "during"
    return (relation, at) if relation is not None else None


def _against(view: Scene, n: int, relation: str, other: int, first: Anchored) -> Anchored | None:
    """The time of a main clause `n` seen from its dated subordinate `other`."""
    when, status = first.when, view.statuses[n]
    if when is None:
        return None
    found: Interval | None = None
    tie_to = Relation.AFTER
    match relation:
        case "since":
            going_on = status is Status.ONGOING
            end = (view.published, None) if going_on else (when.begin.earliest, view.published)
            found = make(when.begin if going_on else (when.begin.earliest, view.published), end, Grain.VAGUE)
        case "after":
            found = make((when.begin.earliest, None), (when.begin.earliest, None), Grain.VAGUE)
        case "before":
            found = make((None, when.end.latest), (None, when.end.latest), Grain.VAGUE)
            tie_to = Relation.BEFORE
        case "during" if view.statuses[other] is Status.HAPPENED and status in (Status.HAPPENED, Status.DENIED):
            found, tie_to = when.inside(), Relation.AFTER if opened_by_when(view, n) else Relation.SIMULTANEOUS
    if found is None:
        return None
    word = view.sentence(other).tokens[view.candidates[other].token].text
    rule = {"after": "before", "before": "after"}.get(relation, relation)
    steps = (*first.steps, step(f"connective.{rule}", other=word))
    return Anchored(clip(view, n, found), first.times, steps, min(SENTENCE + 0.05, first.certainty), (other, tie_to))


def _accompanies(view: Scene, n: int) -> bool:
    """ "toured the site, wearing a helmet", "died trying": the participle goes on beside the main verb."""
    token = view.sentence(n).tokens[view.candidates[n].token]
    return lasting(view, n) or view.words.has("verb.wish", token.lemma) or view.words.has("verb.report", token.lemma)


def _linked(
    view: Scene, n: int, link: tuple[str, int], done: dict[int, Anchored], going: frozenset[int]
) -> Anchored | None:
    relation, main = link
    if relation == "since":  # the main clause is measured from this one, not the other way round
        return None
    other = _resolve(view, main, done, going)
    if other.when is None:
        return None
    word = view.sentence(n).tokens[view.candidates[main].token].text
    match relation:
        case "after" | "cause":
            limit = other.when.begin.latest
            when = make((None, limit), (None, limit), other.when.grain)
            tie_to = (main, Relation.BEFORE)
        case "before":
            when = make((other.when.begin.earliest, None), (other.when.begin.earliest, None), Grain.VAGUE)
            tie_to = (main, Relation.AFTER)
        case "during" if not other.times and view.candidates[n].form.tense is not view.candidates[main].form.tense:
            return None
        case "during":
            when, tie_to = other.when, (main, Relation.SIMULTANEOUS)
            if view.statuses[n] is not view.statuses[main] or view.statuses[n] is Status.PLANNED:
                return None
        case _:
            return None
    if when is None:
        return None
    return Anchored(
        clip(view, n, when),
        other.times,
        (step(f"connective.{relation}", other=word),),
        min(SENTENCE, other.certainty),
        tie_to,
    )


def _argument(view: Scene, n: int, done: dict[int, Anchored], going: frozenset[int]) -> Anchored | None:
    """An event noun in a clause: with its verb where the verb tells of it, else not later than what is told."""
    candidate, sentence = view.candidates[n], view.sentence(n)
    status = view.statuses[n]
    if candidate.verb is None or status in (Status.PLANNED, Status.POSSIBLE, Status.DENIED):
        return None
    main = view.at.get((sentence.index, candidate.verb))
    if main is None or main == n:
        return None
    other = _resolve(view, main, done, going)
    above = governors(sentence, candidate.token)
    direct = bool(above) and above[0].token.index == candidate.verb and above[0].bond in (Bond.NOUN, Bond.SUBJECT)
    if other.when is None or view.statuses[main] not in (Status.HAPPENED, Status.ONGOING):
        return None
    verb = sentence.tokens[candidate.verb]
    if (
        direct
        and other.times
        and not view.words.has("verb.report", verb.lemma)
        and not _definite(sentence, candidate.token)
    ):
        return Anchored(
            other.when, other.times, (step("same-clause", other=verb.text),), min(SENTENCE, other.certainty), None
        )
    if status is Status.HAPPENED:
        limit = other.when.latest
        low = thread_start(view, n)
        when = make((low, limit), (low, limit), Grain.DAY) or make((None, limit), (None, limit))
        if when is not None:
            return Anchored(when, (), (step("told-in", other=verb.text),), TENSE, None)
    return None


def _definite(sentence: Sentence, index: int) -> bool:
    return any(
        c.relation == "poss" or (c.relation == "det" and c.text.lower() in ("the", "this", "that", "these", "those"))
        for c in sentence.children(index)
    )


def _reported(view: Scene, n: int, main: int, done: dict[int, Anchored], going: frozenset[int]) -> Anchored | None:
    """What was said: earlier than the saying in the past, at it in the progressive, after it in the future."""
    sentence = view.sentence(n)
    verb = sentence.tokens[view.candidates[main].token]
    if not (view.words.has("verb.report", verb.lemma) or view.words.has("verb.belief", verb.lemma)):
        return None
    said = _resolve(view, main, done, going)
    if said.when is None:
        return None
    form, status = view.candidates[n].form, view.statuses[n]
    steps = (step("reported", verb=verb.text),)
    when: Interval | None = None
    if status is Status.ONGOING:
        when = make(
            (thread_start(view, n) if form.progressive else None, said.when.latest),
            (said.when.earliest, None),
            Grain.VAGUE,
        )
    elif status is Status.HAPPENED:
        low = thread_start(view, n)
        when = make((low, said.when.latest), (low, said.when.latest), Grain.DAY)
    elif status is Status.PLANNED:
        limit = said.when.earliest
        when = make((limit, None), (limit, None), Grain.VAGUE)
        if not said.times or form.tense is Tense.FUTURE:
            when = None
    if when is None:
        return None
    return Anchored(clip(view, n, when), said.times, steps, min(NARRATIVE, said.certainty), None)


def resolve_expressions(view: Scene, anchored: Sequence[Anchored], ids: Sequence[str]) -> list[TimeExpression]:
    """The expressions, those that wanted an event now with their place on the calendar.

    ids: of each candidate's event, empty for one that is not shown.
    """
    out = list(view.expressions)
    # a length between two events is measured from one of them and leads to the other
    places = [(a.expression, a.candidate, a.candidate) for a in view.attachments]
    places += [(o.expression, o.measured, o.base) for o in view.offsets]
    for k, n, base in places:
        e, tied = out[k], anchored[n]
        if e.anchor.kind is not AnchorKind.EVENT or e.type not in (TimexType.DURATION, TimexType.DATE, TimexType.TIME):
            continue
        if tied.when is None or k not in tied.times:
            continue
        word = view.sentence(base).tokens[view.candidates[base].token].text
        moment = tied.when.end.earliest or tied.when.end.latest
        out[k] = replace(
            e,
            when=tied.when,
            anchor=replace(e.anchor, ref=ids[base] or None, when=moment),
            derivation=(*e.derivation, step("measured", event=word, end=str(moment) if moment else "open")),
        )
    return out
