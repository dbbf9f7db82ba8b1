"""The interval a time phrase gives an event: by its preposition, the status and the nature of the event."""

from __future__ import annotations

from timeline.events.cues import negated_until
from timeline.events.detection import TriggerKind
from timeline.events.temporal.bounds import covering, make, moved, not_after, not_before
from timeline.events.temporal.context import TemporalContext
from timeline.events.temporal.durations import Length, later
from timeline.events.temporal.entries import Attachment
from timeline.grammar import Sentence
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense, is_verb
from timeline.intervals import Bound, Grain, Interval
from timeline.model import AnchorKind, Status, TimeExpression, TimexType


def by_preposition(context: TemporalContext, n: int, e: TimeExpression, a: Attachment) -> Interval | None:
    """The interval a phrase gives an event by its preposition; None when the phrase has no place on the calendar."""
    w = e.when
    if w is None or e.type is TimexType.SET or (e.type is TimexType.DURATION and e.anchor.kind is AnchorKind.EVENT):
        return None
    if e.value in ("PRESENT_REF", "FUTURE_REF") and context.statuses[n] is Status.HAPPENED:
        return None  # "is now in hospital": how things stand now is not when they came about
    w = _meant(context, n, e, w)
    w = w if context.candidates[n].form.progressive or is_lasting(context, n) else evening(e, w, context.words)
    low, high = w.earliest, w.latest
    goes_on = context.statuses[n] is Status.ONGOING or durative(context, n)
    relation = context.words.get("preposition", a.preposition) or "within"
    words = context.words
    of_range = words.has("preposition.from", a.preposition) or words.has("range.limit", a.preposition)
    ends = e.type is TimexType.TIME and of_range and _has_partner(context, n, a)
    if ends and not is_lasting(context, n):
        return None  # "imposed a curfew from 9 p.m. to 5 a.m."
    match relation:
        case "since":
            if words.has("preposition.from", a.preposition) and not _has_partner(context, n, a):
                return make((low, high), (low, None), e_grain(w)) if is_lasting(context, n) else w.inside()
            form = context.candidates[n].form
            if form.perfect and form.tense is Tense.PAST and is_lasting(context, n):  # "had led the firm since 1999"
                return make((low, high), (low, context.published), e_grain(w))
            if context.statuses[n] is Status.HAPPENED and not words.has(
                "preposition.from", a.preposition
            ):  # moments counted from then on
                return make((low, context.published), (low, context.published), e_grain(w))
            end = (context.published, None) if goes_on and context.published is not None else (low, None)
            return make((low, high), end, e_grain(w))
        case "until" if context.statuses[n] is Status.HAPPENED and _ahead(context, w):
            return None  # "released on bail until next month": the bail lasts so long
        case "until" if negated_until(context.sentence(n), context.candidates[n].token):  # "did not open until May"
            return make((low, high), (low, None if is_lasting(context, n) else high), e_grain(w))
        case "until":
            if words.has("preposition.to", a.preposition) and not _has_partner(context, n, a):
                return w.inside()
            return make((None, high), (low, high), e_grain(w))
        case "by" if context.candidates[n].form.progressive:  # "by 2009 she was paying"
            return make((None, high), (low, None), e_grain(w))
        case "by":
            return make((None, high), (None, high), e_grain(w))
        case "before" if e.mod == "END":  # "before the end of the year": within it or earlier
            return make((None, high), (None, high), e_grain(w))
        case "before":
            limit = moved(low, -1) if low is not None and low.minute is None else low
            return make((None, limit), (None, limit), e_grain(w))
        case "after":
            limit = moved(high, 1) if high is not None and high.minute is None else high
            return make((limit, None), (limit, None), e_grain(w))
        case "for" if e.type is TimexType.DURATION:
            return w
        case _ if e.value == "PRESENT_REF" and context.statuses[n] is Status.PLANNED:
            return make((context.published, None), (context.published, None), e_grain(w))
        case _:
            if (
                context.statuses[n] is Status.ONGOING
                and _holds_now(context, w)
                and (w.grain.rank > Grain.DAY.rank or e.value.endswith("_REF"))
            ):
                return covering(low, high, e_grain(w))
            if w.grain.rank >= Grain.MONTH.rank and w.grain is not Grain.VAGUE and _is_amount(context, n):
                now = context.published  # what rose "so far this year" has done so up to now
                return w if now is None or high is None or high.day <= now.day else make(w.begin, (now, now), w.grain)
            return w.inside()


def evening(e: TimeExpression, w: Interval, words: Lexicon) -> Interval:
    """What happened "on Tuesday night" did so before midnight: news tells the rest as of early Wednesday, or as
    overnight. Not where the night is one of two days, or of a day of the month."""
    said = e.text.lower().split()
    night = words.has("noun.night", said[-1]) and not words.has("definite", said[0])  # not "through the night"
    low, high = w.earliest, w.latest
    if not night or any(c.isdecimal() for c in e.text) or low is None or high is None:
        return w
    if low.minute is None or high.day != low.day + 1:
        return w
    return Interval.within(low, Bound(low.day, _LAST_MINUTE), w.grain)


_LAST_MINUTE = 1439


def _meant(context: TemporalContext, n: int, e: TimeExpression, w: Interval) -> Interval:
    """The other reading of a weekday where the status wants it: "warned that gales on Sunday could sink it"; the next
    such month: "assuming the leak is plugged in August"."""
    now = context.published
    if now is None or context.statuses[n] not in (Status.PLANNED, Status.POSSIBLE) or w.latest is None:
        return w
    form = context.candidates[n].form
    to_come = form.modal is not None and not form.perfect
    if form.modal is not None and form.progressive:  # "may be leaking"
        return w
    if not (to_come or form.tense is Tense.PRESENT) or w.latest.day >= now.day:
        return w
    ahead = next((r.when for r in e.readings if r.when is not None and _ahead(context, r.when)), None)
    if ahead is None and any(s.rule == "time.year from" for s in e.derivation):
        ahead = year_on(w)
    return ahead if ahead is not None and _ahead(context, ahead) else w


def year_on(w: Interval) -> Interval | None:
    """The same stretch a year later."""
    low, high = w.earliest, w.latest
    if low is None or high is None:
        return None
    year = Length(12, 0, Grain.YEAR)
    return Interval.stretch(later(low, year), later(high, year), w.grain)


def _ahead(context: TemporalContext, when: Interval) -> bool:
    return context.published is not None and when.earliest is not None and when.earliest.day > context.published.day


def e_grain(w: Interval) -> Grain:
    """The grain a phrase was said in."""
    return w.grain


def _holds_now(context: TemporalContext, w: Interval) -> bool:
    now, low, high = context.published, w.earliest, w.latest
    return now is not None and low is not None and high is not None and low.day <= now.day <= high.day


def _is_amount(context: TemporalContext, n: int) -> bool:
    """ "rose 3 percent in May": said of the whole month."""
    candidate, sentence = context.candidates[n], context.sentence(n)
    lemma = sentence.tokens[candidate.core].lemma.lower()
    tokens = sentence.tokens
    score = {i for i in range(1, len(tokens)) if "-" in (tokens[i - 1].text, tokens[i].text) or "–" in tokens[i].text}
    score |= {i - 1 for i in score}  # "lost a tie 4-0"
    counted = any(tokens[i].tag == "CD" and i not in score for i in _measure(sentence, candidate.token))
    return counted and context.words.has("amount", lemma) and context.statuses[n] is Status.HAPPENED


def _measure(sentence: Sentence, verb: int) -> list[int]:
    """The words that can say by how much or how many: not "for 3 million", "in 2021"."""
    parts = sentence.children(verb, "dobj", "npadvmod", "nsubj", "nsubjpass", "attr", "advmod", "nummod")
    parts += [c for c in sentence.children(verb, "prep") if sentence.words.has("agentive", c.lemma)]
    return [i for c in parts for i in sentence.subtree(c.index)]


def is_lasting(context: TemporalContext, n: int) -> bool:
    """Does it go on for more than a day by its nature: a state, a war, an inquiry?"""
    candidate, sentence = context.candidates[n], context.sentence(n)
    core = sentence.tokens[candidate.core]
    lemma = core.lemma.lower()
    if candidate.kind is TriggerKind.ADJECTIVE or context.words.has("lasting", lemma):
        return True
    return is_verb(core) and (context.words.has("verb.stative", lemma) or context.words.has("verb.belief", lemma))


def durative(context: TemporalContext, n: int) -> bool:
    form = context.candidates[n].form
    return form.perfect and form.tense is Tense.PRESENT


def _has_partner(context: TemporalContext, n: int, a: Attachment) -> bool:
    other = "range.end" if context.words.has("preposition.from", a.preposition) else "preposition.from"
    return any(context.words.has(other, b.preposition) for b in context.own.get(n, ()))


def clip(context: TemporalContext, n: int, when: Interval) -> Interval:
    """What happened did so by publication; what is planned is still to come."""
    if context.published is None:
        return when
    match context.statuses[n]:
        case Status.HAPPENED:
            return not_after(when, context.published)
        case Status.PLANNED | Status.POSSIBLE if context.candidates[n].form.tense in (
            Tense.FUTURE,
            Tense.PRESENT,
            Tense.NONE,
        ):
            # "the planned June vote" may lie back; what is "due by Christmas" does not
            ahead = context.candidates[n].kind is TriggerKind.VERB or when.begin.earliest is None
            return not_before(when, context.published) if ahead else when
        case _:
            return when


def is_too_late(context: TemporalContext, n: int, when: Interval) -> bool:
    """What happened cannot begin after publication: then the phrase is not about it, or means something else."""
    low, form = when.begin.earliest, context.candidates[n].form
    past = form.tense is Tense.PAST and form.modal is None and context.statuses[n] is Status.DENIED
    real = context.statuses[n] is Status.HAPPENED or past  # "denied that it had offered a vote in 2030"
    if not real or context.published is None or low is None or _still_to_come(context, n):
        return False
    return low.day > context.published.day


def _still_to_come(context: TemporalContext, n: int) -> bool:
    """May a noun name what is ahead, as in "weeks until the November election"? Not what a past verb tells of."""
    candidate = context.candidates[n]
    told = context.sentence(n).tokens[candidate.token].relation in ("nsubj", "nsubjpass", "attr", "ROOT")
    return candidate.kind is TriggerKind.NOUN and not (told and candidate.form.tense is Tense.PAST)
