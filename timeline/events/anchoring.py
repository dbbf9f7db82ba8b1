"""When an event was: from its own phrase, its clause, other events; the rest falls to the narrative and the tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.events.connecting import connective, definite, from_others, opened
from timeline.events.durations import Length, away, begun, length
from timeline.events.entries import LIFE, Attachment
from timeline.events.finding import TriggerKind
from timeline.events.forms import Tense
from timeline.events.narrative import by_tense
from timeline.events.offsets import measured
from timeline.events.ranges import make, meet, moved
from timeline.events.scene import OWN, SAID, Anchored, Resolve, Scene, step
from timeline.events.tying import FOR, clip, durative, first_since, lasting, tie, too_late, year_on
from timeline.intervals import Bounds, Grain, Interval
from timeline.language import Sentence
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

    def resolve(other: int) -> Anchored:
        return _resolve(view, other, done, open_now | {n})

    found = _own_phrase(view, n, resolve) or _by_offset(view, n, resolve)
    if found is None:
        found = from_others(view, n, resolve) or by_tense(view, n)
    done[n] = found
    return found


def _own_phrase(view: Scene, n: int, resolve: Resolve) -> Anchored | None:
    when: Interval | None = None
    times: list[int] = []
    steps: list[Step] = []
    far = 0
    spanned = _between(view, n)
    if spanned is not None:
        return spanned
    moved_on = _moved_on(view, n)
    nearest = sorted(view.own.get(n, ()), key=lambda a: (a.distance, _least_telling(view.expressions[a.expression])))
    for a in (*nearest, *_shared(view, n)):
        e = view.expressions[a.expression]
        if a.preposition == LIFE:
            continue
        if a.expression in view.apart or (moved_on and a.preposition in ("from", "to", "until", "till")):
            continue
        tied = tie(view, n, e, a)
        because = _says_when(e.text, a)
        finite = view.candidates[n].form.tense is not Tense.NONE
        long = a.preposition in FOR and not first_since(view, n) and not (a.preposition == "after" and finite)
        long = long and when is None
        if tied is None and e.type is TimexType.DURATION and long:  # "freed after 11 days" lasted no 11 days
            tied = _lasting(view, n, e, resolve)
            because = step("lasts", phrase=e.text)
        if tied is None or too_late(view, n, tied) or _awaited(view, n, e) or _to_come(view, n, e):
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
    when = clip(view, n, _until_clause(view, n, when, resolve))
    return Anchored(when, tuple(times), tuple(steps), OWN - 0.1 * min(far, 3))


def _moved_on(view: Scene, n: int) -> bool:
    """ "postponed from May to June", "will push the start from May to June": not when it is moved."""
    lemma = view.sentence(n).tokens[view.candidates[n].token].lemma
    both = {"from", "to"} <= {a.preposition for a in view.own.get(n, ())}
    return view.words.has("verb.reschedule", lemma) or (both and view.words.has("verb.move", lemma))


def _awaited(view: Scene, n: int, e: TimeExpression) -> bool:
    """ "predicted no change until May", "are counting on a cut by July": when that was to come, not the waiting."""
    candidate, sentence = view.candidates[n], view.sentence(n)
    token = sentence.tokens[candidate.token]
    waits = candidate.kind is TriggerKind.VERB and view.words.has("verb.await", token.lemma)
    if not waits or candidate.form.passive:  # "is expected in Lund on Monday"
        return False
    things = [*sentence.children(token.index, "dobj")]
    things += [k for c in sentence.children(token.index, "prep") for k in sentence.children(c.index, "pobj")]
    return any(token.index < k.index and k.end <= e.start for k in things)


def _to_come(view: Scene, n: int, e: TimeExpression) -> bool:
    """ "in the next few weeks": no time of what has happened."""
    low, high = (e.when.earliest, e.when.latest) if e.when is not None else (None, None)
    ahead = low is not None and high is not None and view.published is not None and low.day >= view.published.day
    long = ahead and low is not None and high is not None and high.day > low.day
    return long and e.type is TimexType.DURATION and view.statuses[n] is Status.HAPPENED


def _until_clause(view: Scene, n: int, when: Interval, resolve: Resolve) -> Interval:
    """ "led it from 1980 until she retired in 1996": the other end, where only the begin is said."""
    if not any(a.preposition in ("from", "since") for a in view.own.get(n, ())):
        return when
    sentence = view.sentence(n)
    for c in sentence.children(view.candidates[n].token, "advcl", "prep"):
        link = opened(view, sentence, c)
        marks = (c, *sentence.children(c.index, "mark"))
        other = view.at.get((sentence.index, link[1])) if link is not None else None
        if other is None or other == n or not any(k.lemma.lower() in ("until", "till") for k in marks):
            continue
        end = _own_phrase(view, other, resolve)
        if end is not None and end.when is not None:
            return make(when.begin, end.when.begin, when.grain) or when
    return when


def _by_offset(view: Scene, n: int, resolve: Resolve) -> Anchored | None:
    """ "two days after the vote": counted from the other event, where that has a day of its own, here or elsewhere."""
    for o in view.offsets.get(n, ()):
        if o.within and n == o.base:
            continue
        other, later = (o.base, o.after) if n == o.measured else (o.measured, not o.after)
        dated = _own_phrase(view, other, resolve)
        if dated is None and n == o.base:
            known = _dated_elsewhere(view, n, other, resolve)
            return replace(known, steps=(*known.steps, step("same"))) if known is not None else None
        dated = dated or _dated_elsewhere(view, other, n, resolve)
        e = view.expressions[o.expression]
        when = measured(dated.when, e, later, o.within) if dated is not None and dated.when is not None else None
        if dated is None or when is None or too_late(view, n, when):
            continue
        word = view.sentence(other).tokens[view.candidates[other].core].text
        why = step("offset.after" if later else "offset.before", phrase=e.text, other=word)
        tie_to = (other, Relation.AFTER if later else Relation.BEFORE)
        return Anchored(clip(view, n, when), (o.expression, *dated.times), (*dated.steps, why), SAID, tie_to)
    return None


def _dated_elsewhere(view: Scene, n: int, other: int, resolve: Resolve) -> Anchored | None:
    """The day another sentence gives the event: the same word or a near-synonym, and all that have a day agree."""
    mine = view.lemma(n)
    found: list[Anchored] = []
    for m in dict.fromkeys(m for kind in view.words.kinds(mine) for m in view.dated.get(kind, ())):
        verbs = all(view.candidates[k].kind is TriggerKind.VERB for k in (n, m))
        apart = m in (n, other) or (verbs and mine != view.lemma(m))
        dated = _own_phrase(view, m, resolve) if not apart else None
        if dated is not None and dated.when is not None and view.statuses[m] is view.statuses[n]:
            found.append(dated)
    same = found and all(f.when == found[0].when for f in found)
    return found[0] if same else None


def _between(view: Scene, n: int) -> Anchored | None:
    """ "between March and May", "in January and February": somewhere from the first to the last."""
    own = sorted(view.own.get(n, ()), key=lambda a: view.expressions[a.expression].start)
    for a, b in pairwise(own):
        first, last = view.expressions[a.expression], view.expressions[b.expression]
        if a.preposition == LIFE == b.preposition and first.when is not None and last.when is not None:
            return _in_life(view, n, a, b)
        if _hyphened(view.sentence(n), first, last) and first.when is not None and last.when is not None:
            begin, end = first.when.inside().begin, last.when.inside().end
            either = any("/" in t.text for t in view.sentence(n).tokens if t.start < last.end and first.start < t.end)
            long = (a.preposition == "from" or lasting(view, n)) and not either
            whole = make(begin, end, last.when.grain) if long else _from_to(first.when, last.when)
            phrase = f"{first.text} to {last.text}"
            if whole is not None:  # "served from 1987-2005"
                return Anchored(clip(view, n, whole), (a.expression, b.expression), (_says_when(phrase, a),), OWN)
        joined = a.preposition == "between" or _joined(view.sentence(n), first, last)
        if not joined or first.when is None or last.when is None:
            continue
        low, high = _same_turn(first, last).earliest, last.when.latest
        before = next((c for c in reversed(own[: own.index(a)]) if _lists(view, n, c, a)), None)
        if before is not None:  # "in 1987, 1991 and 1995"
            first = view.expressions[before.expression]
            low = first.when.earliest if first.when is not None else low
        if low is not None and high is not None and 0 < low.day - high.day < _WEEK:
            low = moved(low, -_WEEK)  # "between Tuesday night and Thursday morning", told on a Wednesday
        if low is not None and high is not None and low.first_minute <= high.last_minute:
            when = clip(view, n, Interval.within(low, high, last.when.grain))
            phrase = f"{first.text} and {last.text}"
            numbers = tuple(c.expression for c in own[own.index(before or a) : own.index(b) + 1])
            return Anchored(when, numbers, (_says_when(phrase, a),), OWN)
    return None


def _in_life(view: Scene, n: int, a: Attachment, b: Attachment) -> Anchored | None:
    """ "The painter (1790-1844) sold nine pictures": between birth and death; he was buried in the last year, not the
    first. Nothing where another phrase dates it."""
    if any(c.preposition != LIFE for c in view.own[n]):
        return None
    first, last = view.expressions[a.expression], view.expressions[b.expression]
    lemma = view.sentence(n).tokens[view.candidates[n].token].lemma
    ended, began = view.words.has("verb.end-of-life", lemma), view.words.has("verb.birth", lemma)
    begin, end = (first.when or Interval.within(None, None)), (last.when or Interval.within(None, None))
    when = end.inside() if ended else begin.inside() if began else _from_to(begin, end)
    said = _says_when(f"{first.text} to {last.text}", replace(a, preposition=""))
    return Anchored(clip(view, n, when), (a.expression, b.expression), (said,), OWN - 0.3) if when is not None else None


_WEEK = 7  # days
_MANY = 300


def _same_turn(first: TimeExpression, last: TimeExpression) -> Interval:
    """ "between May 28 and June 16" of one year, where the two were taken for days of different years."""
    near, end = first.when or Interval.within(None, None), last.when
    guessed = any(s.rule == "time.year from" for s in first.derivation)
    low, high = near.earliest, end.earliest if end is not None else None
    if not guessed or low is None or high is None or high.day - low.day < _MANY:
        return near
    later_on = year_on(near)
    start = later_on.earliest if later_on is not None else None
    return later_on if later_on is not None and start is not None and start.day <= high.day else near


def _from_to(first: Interval, last: Interval) -> Interval | None:
    """Somewhere from the first to the last."""
    low, high = first.earliest, last.latest
    return Interval.within(low, high, last.grain) if low is not None and high is not None else None


def _hyphened(sentence: Sentence, first: TimeExpression, last: TimeExpression) -> bool:
    """Do the two stand in one word or around one hyphen or stroke: "1987-2005", "1998/99"?"""
    inside = [t.text for t in sentence.tokens if t.start < last.end and first.start < t.end]
    return last.start - first.end == 1 and any(mark in text for text in inside for mark in "-–/")


def _lists(view: Scene, n: int, first: Attachment, last: Attachment) -> bool:
    """Do nothing but commas and times stand between the two?"""
    sentence, (e, f) = view.sentence(n), (view.expressions[k.expression] for k in (first, last))
    times = [view.expressions[a.expression] for a in view.own.get(n, ())]
    between = [t for t in sentence.tokens if e.end <= t.start and t.end <= f.start]
    return e.when is not None and all(t.text == "," or any(w.start <= t.start < w.end for w in times) for t in between)


def _least_telling(e: TimeExpression) -> int:
    """Days first; a clock time takes its day from the day told beside it, a length goes on from there."""
    return {TimexType.TIME: 1, TimexType.DURATION: 2}.get(e.type, 0)


def _says_when(phrase: str, a: Attachment) -> Step:
    return (
        step("phrase", phrase=phrase, preposition=a.preposition) if a.preposition else step("says-when", phrase=phrase)
    )


def _joined(sentence: Sentence, first: TimeExpression, last: TimeExpression) -> bool:
    """Does nothing but "and" stand between the two?"""
    between = [t.text.lower() for t in sentence.tokens if first.end <= t.start and t.end <= last.start]
    return between == ["and"]


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


def _lasting(view: Scene, n: int, e: TimeExpression, resolve: Resolve) -> Interval | None:
    """A bare length ("for two weeks"): it ends with what the clause says it led up to, or with publication, or begins
    with what it is told to follow."""
    span = length(e.value)
    candidate, sentence = view.candidates[n], view.sentence(n)
    goes_on = view.statuses[n] is Status.ONGOING or durative(view, n)
    named = candidate.kind is TriggerKind.NOUN and e.start < sentence.tokens[candidate.token].start
    if span is not None and named and not definite(sentence, candidate.token):
        ended = _ended(view, n)  # "a 16-day strike, which ended on 30 May, will hurt output"
        when = tie(view, ended[0], *ended[1]) if ended is not None else None
        if when is not None or goes_on:
            return make(begun(when.begin, span, e.mod), when.end, Grain.VAGUE) if when is not None else None
    if view.words.has("more", e.text.split()[0].lower()):  # "goes on for another week"
        return None
    if goes_on and view.published is not None and candidate.form.tense is Tense.PRESENT:
        had = candidate.form.perfect or any(c.lemma == "have" for c in sentence.children(candidate.token, "aux"))
        if candidate.kind is TriggerKind.VERB and not had:  # "is shut for five days"
            return None
        now = Bounds(view.published, view.published)
        begin = begun(now, span, e.mod) if span is not None else Bounds(None, view.published)
        return make(begin, (view.published, None), Grain.VAGUE)
    link = connective(view, sentence, candidate)
    if link is not None and link[0] == "after":
        main = resolve(link[1])
        if main.when is not None:
            end = main.when.begin
            begin = begun(end, span, e.mod) if span is not None else Bounds(None, end.latest)
            return make(begin, end, Grain.VAGUE)
    return _stretch(view, n, span, e.mod, resolve) if span is not None else None


def _ended(view: Scene, n: int) -> tuple[int, tuple[TimeExpression, Attachment]] | None:
    """The end a relative clause tells of a happening, with the phrase that dates it."""
    sentence = view.sentence(n)
    for i in sentence.subtree(view.candidates[n].token):
        token, end = sentence.tokens[i], view.at.get((sentence.index, i))
        over = token.relation == "relcl" and view.words.has("verb.over", token.lemma)
        for a in view.own.get(end, ()) if end is not None and over else ():
            e = view.expressions[a.expression]
            if end is not None and e.type is TimexType.DATE:
                return end, (e, a)
    return None


def _stretch(view: Scene, n: int, span: Length, mod: str | None, resolve: Resolve) -> Interval | None:
    """ "was held for two weeks until his release on Friday", "broke out on Monday and burned for five hours"."""
    candidate, sentence = view.candidates[n], view.sentence(n)
    for c in sentence.children(candidate.token, "advcl", "prep"):
        link = opened(view, sentence, c)
        main = view.at.get((sentence.index, link[1])) if link is not None and link[0] == "before" else None
        end = _own_phrase(view, main, resolve) if main is not None and main != n else None
        if end is not None and end.when is not None:
            return make(begun(end.when.begin, span, mod), end.when.begin, Grain.VAGUE)
    token = sentence.tokens[candidate.token]
    up = sentence.tokens[token.head]
    if token.relation in ("xcomp", "advcl") and token.tag == "VBG" and view.words.has("verb.aspect.go-on", up.lemma):
        token = up  # "walked out and went on walking for 49 days"
    first = view.at.get((sentence.index, token.head)) if token.relation == "conj" else None
    begin = resolve(first) if first is not None and first != n else None
    if begin is None or begin.when is None or not begin.times or view.statuses[n] is not Status.HAPPENED:
        return None
    return make(begin.when.end, away(begin.when.end, span, mod, after=True), Grain.VAGUE)


def resolve_expressions(view: Scene, anchored: Sequence[Anchored], ids: Sequence[str]) -> list[TimeExpression]:
    """The expressions, those that wanted an event now with their place on the calendar.

    ids: of each candidate's event, empty for one that is not shown.
    """
    out = list(view.expressions)
    # a length between two events is measured from one of them and leads to the other
    places = [(a.expression, a.candidate, a.candidate) for a in view.attachments]
    places += [(o.expression, n, o.base) for n, found in view.offsets.items() for o in found if n == o.measured]
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
