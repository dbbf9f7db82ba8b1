"""When nothing in the clause says when: the narrative so far, then status, tense and publication alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from timeline.events.detection import Candidate, TriggerKind
from timeline.events.temporal.bounds import covering, moved
from timeline.events.temporal.context import GOING, NARRATIVE, SAID, TENSE, Anchored, TemporalContext, step
from timeline.events.temporal.prepositions import by_preposition, is_lasting
from timeline.grammar import Sentence, Token
from timeline.grammar.verb_groups import Tense, is_verb, verb_form
from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.model import Status, TimeExpression, TimexType

_RECENT = 3
_SPAN = 7  # days that what led to the day told may lie before it
_CARRIES = 8  # sentences without a day of their own that a thread runs on for


def threads_of(context: TemporalContext) -> list[Interval | None]:
    """For each sentence the days its narrative has run over so far; None where no thread runs.

    A thread begins with a sentence whose main verb is in the past and has a phrase of its own, and runs on while
    main verbs stay in the past, for a few sentences: farther on a text often looks back. Headlines have none.
    """
    found: list[Interval | None] = []
    current: Interval | None = None
    told = 0
    for sentence in context.document.sentences:
        roots = [t for t in sentence.tokens if t.head == t.index and is_verb(t)]
        tense = verb_form(sentence, roots[0].index).tense if roots else Tense.NONE
        if sentence.headline or tense in (Tense.PRESENT, Tense.FUTURE):
            current = None
        if sentence.index - told > _CARRIES:
            current = None
        days = _told_days(context, sentence) if tense is Tense.PAST else None
        if days is not None:
            current = days if current is None else _joined(current, days)
            told = sentence.index
        elif current is not None and _looks_back(context, sentence, current):
            current = None
        found.append(current)
    return found


def _looks_back(context: TemporalContext, sentence: Sentence, current: Interval) -> bool:
    """ "The figure announced on 26 April was too low": a date of another time ends a thread; not one in an aside."""
    for n in range(*_range_of(context, sentence.index)):
        aside = sentence.tokens[context.candidates[n].token].relation in ("relcl", "advcl")
        for a in context.own.get(n, ()) if not aside else ():
            e = context.expressions[a.expression]
            when = e.when if e.type is TimexType.DATE and not e.value.endswith("_REF") else None
            if when is not None and before_day(when.latest, current.earliest):
                return True
    return False


def _told_days(context: TemporalContext, sentence: Sentence) -> Interval | None:
    for n in range(*_range_of(context, sentence.index)):
        token = sentence.tokens[context.candidates[n].token]
        if context.statuses[n] is not Status.HAPPENED or token.relation not in ("ROOT", "conj", "ccomp"):
            continue
        if context.words.has("verb.report", token.lemma) and context.candidates[n].core == token.index:
            continue  # when it was said is not when it was
        for a in context.own.get(n, ()):
            when = by_preposition(context, n, context.expressions[a.expression], a)
            if when is not None and when.earliest is not None and when.latest is not None:
                return _with_causes(context, sentence, n, when)
    return None


def _with_causes(context: TemporalContext, sentence: Sentence, main: int, days: Interval) -> Interval:
    """ "The river crested on Friday after rain fell on Tuesday": what is told next may be of all these days."""
    first = days.earliest
    for n in range(*_range_of(context, sentence.index)):
        part = sentence.tokens[context.candidates[n].token].relation in ("advcl", "pcomp")
        for a in context.own.get(n, ()) if part and n != main and context.statuses[n] is Status.HAPPENED else ():
            e = context.expressions[a.expression]
            when = by_preposition(context, n, e, a) if e.type in (TimexType.DATE, TimexType.TIME) else None
            low = when.earliest if when is not None else None
            if low is not None and first is not None and 0 < first.day - low.day <= _SPAN:
                first = low
    if first is None or days.latest is None or first == days.earliest:
        return days
    return Interval.within(first, days.latest, days.grain)


def _range_of(context: TemporalContext, sentence: int) -> tuple[int, int]:
    low = bisect_left(context.candidates, sentence, key=_sentence_number)
    return low, bisect_right(context.candidates, sentence, key=_sentence_number)


def _sentence_number(candidate: Candidate) -> int:
    return candidate.sentence


def _joined(current: Interval, days: Interval) -> Interval:
    first, last = current.earliest, days.latest
    apart = days.earliest is not None and current.latest is not None and days.earliest.day - current.latest.day > 30
    if before_day(days.earliest, first) or apart or first is None or last is None:
        return days
    return days if first.first_minute > last.last_minute else Interval.within(first, last, days.grain)


def before_day(a: Bound | None, b: Bound | None) -> bool:
    """Is the day of a before that of b?"""
    return a is not None and b is not None and a.day < b.day


def thread_start(context: TemporalContext, n: int) -> Bound | None:
    """First day of the narrative the candidate's sentence belongs to, when that is a recent one."""
    thread = context.threads[context.candidates[n].sentence] if context.threads else None
    if thread is None or thread.earliest is None or context.published is None:
        return None
    return thread.earliest.day_only() if 0 <= context.published.day - thread.earliest.day <= _RECENT else None


def by_tense(context: TemporalContext, n: int) -> Anchored:
    """No phrase and no other event helps: status, tense and publication alone."""
    now = context.published
    if now is None:
        return Anchored(None, (), (step("undated"),), 0.0)
    candidate, sentence = context.candidates[n], context.sentence(n)
    token, form = sentence.tokens[candidate.token], candidate.form
    day = now.isoformat()
    match context.statuses[n]:
        case Status.PLANNED:
            return Anchored(_from(context, n, now), (), (step("default.planned", published=day),), TENSE)
        case Status.ONGOING if candidate.kind is TriggerKind.VERB and context.words.has("verb.report", token.lemma):
            return Anchored(Interval.within(now, now), (), (step("default.said", published=day),), SAID)
        case Status.ONGOING:
            when = covering(now, moved(now, -1) if is_lasting(context, n) else now, Grain.VAGUE)
            return Anchored(when, (), (step("default.ongoing", published=day),), GOING)
        case Status.POSSIBLE if (
            context.words.has("raising", sentence.tokens[token.head].lemma) and token.relation == "xcomp"
        ):
            return Anchored(covering(now, now, Grain.VAGUE), (), (step("default.ongoing", published=day),), GOING)
        case Status.POSSIBLE if (
            token.relation == "pcomp" and token.tag == "VBG"
        ):  # "accused of breaking": done, if at all
            pass
        case Status.POSSIBLE | Status.DENIED if form.tense is not Tense.PAST and not form.perfect:
            if candidate.kind is TriggerKind.NOUN and form.tense is Tense.NONE:
                return Anchored(_open(), (), (step("default.open"),), 0.2)
            return Anchored(_from(context, n, now), (), (step("default.possible", published=day),), TENSE)
        case _:
            pass
    main = token.relation in ("ROOT", "conj", "ccomp", "parataxis", "dep")  # "hours after he declared" is told as known
    heard = form.passive and context.words.has("verb.tell", token.lemma)  # "pilots were warned of ice"
    saying = candidate.kind is TriggerKind.VERB and _is_saying(context, sentence, token) and main and not heard
    if saying and not form.perfect and not (form.tense is Tense.PAST and _looking_back(context, token, now)):
        return Anchored(
            Interval.within(_first_day_of_saying(context, now), now), (), (step("default.said", published=day),), SAID
        )
    goes_on = form.tense is Tense.PAST and not form.perfect and token.relation in ("ROOT", "conj", "ccomp")
    start = thread_start(context, n) if goes_on else None  # what "had" happened came before the story
    if start is not None:
        when = Interval.within(start, now)
        return Anchored(when, (), (step("narrative", since=start.isoformat(), published=day),), NARRATIVE)
    when = Interval.within(None, now)
    if is_lasting(context, n):
        when = Interval(Bounds(None, moved(now, -1)), Bounds(None, now), Grain.VAGUE)
    return Anchored(when, (), (step("default.happened", published=day),), TENSE)


def _is_saying(context: TemporalContext, sentence: Sentence, token: Token) -> bool:
    """Is it a saying of the day? Not a finding, nor the making of a text ("wrote three books")."""
    if not context.words.has("verb.report", token.lemma) or context.words.has("verb.finding", token.lemma):
        return False
    return not context.words.has("composition", token.lemma) or sentence.child(token.index, "dobj") is None


def _first_day_of_saying(context: TemporalContext, now: Bound) -> Bound:
    """The first day a saying may be of: the day on which the lead tells that something was said, else the day before,
    where the text tells of that and not of publication."""
    dates = [e for e in context.expressions if e.type in (TimexType.DATE, TimexType.TIME)]
    told = [e.when for e in dates if e.when is not None and not e.value.endswith("_REF")]  # "now" names no day
    days = {w.earliest.day for w in told if w.earliest is not None and w.latest is not None and _one_day(w)}
    if now.day in days:
        return now
    for n in range(*_range_of(context, next((s.index for s in context.document.sentences if not s.headline), 0))):
        said = context.words.has("verb.report", context.lemma(n)) and context.statuses[n] is Status.HAPPENED
        for a in context.own.get(n, ()) if said else ():
            when = by_preposition(context, n, context.expressions[a.expression], a)
            low = when.earliest if when is not None and _one_day(when) else None
            if low is not None and 0 < now.day - low.day <= _RECENT:
                return low.day_only()
    return now.plus_days(-1) if now.day - 1 in days else now


def _one_day(when: Interval) -> bool:
    low, high = when.earliest, when.latest
    return low is not None and high is not None and high.day - low.day <= 1


_BACK, _NEAR = 30, 600  # days before publication; characters


def _looking_back(context: TemporalContext, token: Token, now: Bound) -> bool:
    """Was the last time told a little before one long past? Then what is said is part of that story."""
    at = bisect_left(context.expressions, token.start, key=_start)
    for e in reversed(context.expressions[max(0, at - 5) : at]):
        latest = e.when.latest if e.when is not None else None
        if latest is not None and e.type is not TimexType.SET:
            return token.start - e.end <= _NEAR and now.day - latest.day > _BACK
    return False


def _start(e: TimeExpression) -> int:
    return e.start


def _from(context: TemporalContext, n: int, now: Bound) -> Interval:
    """From publication on; what lasts by its nature ends a day later at the earliest."""
    end = moved(now, 1) if is_lasting(context, n) else now
    return Interval(Bounds(now, None), Bounds(end, None), Grain.VAGUE)


def _open() -> Interval:
    return Interval(Bounds(), Bounds(), Grain.VAGUE)
