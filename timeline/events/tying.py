"""The interval a time phrase gives an event: by its preposition, the status and the nature of the event."""

from __future__ import annotations

from timeline.events.cues import until
from timeline.events.durations import Length, later
from timeline.events.embedding import governors
from timeline.events.entries import Attachment
from timeline.events.finding import TriggerKind
from timeline.events.forms import Tense, is_verb, verb_form
from timeline.events.ranges import covering, make, moved, not_after, not_before
from timeline.events.scene import Scene
from timeline.intervals import Grain, Interval
from timeline.language import Sentence
from timeline.model import AnchorKind, Status, TimeExpression, TimexType

FOR = frozenset({"for", "", "over", "in", "during", "after"})


def tie(view: Scene, n: int, e: TimeExpression, a: Attachment) -> Interval | None:
    """The interval a phrase gives an event by its preposition; None when the phrase has no place on the calendar."""
    w = e.when
    if w is None or e.type is TimexType.SET or (e.type is TimexType.DURATION and e.anchor.kind is AnchorKind.EVENT):
        return None
    if e.value in ("PRESENT_REF", "FUTURE_REF") and view.statuses[n] is Status.HAPPENED:
        return None  # "is now in hospital": how things stand now is not when they came about
    w = _meant(view, n, e, w)
    low, high = w.earliest, w.latest
    if _latest_of_many(view, e):
        return make((None, high), (low, high), e_grain(w))
    goes_on = view.statuses[n] is Status.ONGOING or durative(view, n)
    relation = view.words.get("preposition", a.preposition) or "within"
    ends = e.type is TimexType.TIME and a.preposition in ("from", "to", "until") and _has_partner(view, n, a)
    if ends and not lasting(view, n) and not _names_day(view, n):
        return None  # "imposed a curfew from 9 p.m. to 5 a.m."
    match relation:
        case "since" if first_since(view, n) or _supposed(view, n, a):
            return None
        case "since":
            if a.preposition == "from" and not _has_partner(view, n, a):
                return make((low, high), (low, None), e_grain(w)) if lasting(view, n) else w.inside()
            form = view.candidates[n].form
            if form.perfect and form.tense is Tense.PAST and lasting(view, n):  # "had led the firm since 1999"
                return make((low, high), (low, view.published), e_grain(w))
            if view.statuses[n] is Status.HAPPENED and _put(view, n):
                return make((low, high), (low, view.published), e_grain(w))
            if view.statuses[n] is Status.HAPPENED and a.preposition != "from":  # moments counted from then on
                return make((low, view.published), (low, view.published), e_grain(w))
            end = (view.published, None) if goes_on and view.published is not None else (low, None)
            return make((low, high), end, e_grain(w))
        case "until" if view.statuses[n] is Status.HAPPENED and _ahead(view, w):
            return None  # "released on bail until next month": the bail lasts so long
        case "until" if until(view.sentence(n), view.candidates[n].token):
            if view.statuses[n] is not Status.DENIED and _not_until(view, n):
                return w.inside()
            return make((None, high), (low, high), e_grain(w))
        case "until":
            if (a.preposition == "to" and not _has_partner(view, n, a)) or _not_until(view, n):
                return w.inside()
            return make((None, high), (low, high), e_grain(w))
        case "by" if view.candidates[n].form.progressive:  # "by 2009 she was paying"
            return make((None, high), (low, None), e_grain(w))
        case "by":
            return make((None, high), (None, high), e_grain(w))
        case "before" if view.statuses[n] is not Status.DENIED and _not_until(view, n):
            return make((low, None), (low, None), e_grain(w))  # "will not open before May"
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
        case _ if e.value == "PRESENT_REF" and view.statuses[n] is Status.PLANNED:
            return make((view.published, None), (view.published, None), e_grain(w))
        case _:
            if (
                view.statuses[n] is Status.ONGOING
                and _holds_now(view, w)
                and (w.grain.rank > Grain.DAY.rank or e.value.endswith("_REF"))
            ):
                return covering(low, high, e_grain(w))
            if w.grain.rank >= Grain.MONTH.rank and w.grain is not Grain.VAGUE and _is_amount(view, n):
                now = view.published  # what rose "so far this year" has done so up to now
                return w if now is None or high is None or high.day <= now.day else make(w.begin, (now, now), w.grain)
            return w.inside()


def _latest_of_many(view: Scene, e: TimeExpression) -> bool:
    """ "Lost four finals, most recently in 1991": the last of them was then."""
    return any(o.text.lower() == "most recently" and 0 <= e.start - o.end <= _NEAR for o in view.expressions)


_NEAR = 6  # characters: room for a comma or a preposition


def _meant(view: Scene, n: int, e: TimeExpression, w: Interval) -> Interval:
    """The other reading of a weekday where the status wants it: "warned that gales on Sunday could sink it"; the next
    such month: "assuming the leak is plugged in August"."""
    now = view.published
    if now is None or view.statuses[n] not in (Status.PLANNED, Status.POSSIBLE) or w.latest is None:
        return w
    form = view.candidates[n].form
    to_come = form.modal is not None and not form.perfect
    if form.modal is not None and form.progressive:  # "may be leaking"
        return w
    if not (to_come or form.tense is Tense.PRESENT) or w.latest.day >= now.day:
        return w
    ahead = next((r.when for r in e.readings if r.when is not None and _ahead(view, r.when)), None)
    if ahead is None and any(s.rule == "time.year from" for s in e.derivation):
        ahead = year_on(w)
    return ahead if ahead is not None and _ahead(view, ahead) else w


def year_on(w: Interval) -> Interval | None:
    """The same stretch a year later."""
    low, high = w.earliest, w.latest
    if low is None or high is None:
        return None
    year = Length(12, 0, Grain.YEAR)
    return Interval.stretch(later(low, year), later(high, year), w.grain)


def _ahead(view: Scene, when: Interval) -> bool:
    return view.published is not None and when.earliest is not None and when.earliest.day > view.published.day


def first_since(view: Scene, n: int) -> bool:
    """ "her first visit since 1985", "the worst flood in 75 years": the other one was then."""
    marks = view.sentence(n).children(view.candidates[n].token, "amod")
    return view.candidates[n].kind is TriggerKind.NOUN and any(
        c.tag in ("JJS", "RBS") or c.lemma.lower() in ("first", "second", "third") for c in marks
    )


def e_grain(w: Interval) -> Grain:
    """The grain a phrase was said in."""
    return w.grain


def _holds_now(view: Scene, w: Interval) -> bool:
    now, low, high = view.published, w.earliest, w.latest
    return now is not None and low is not None and high is not None and low.day <= now.day <= high.day


def _is_amount(view: Scene, n: int) -> bool:
    """ "rose 3 percent in May": said of the whole month."""
    candidate, sentence = view.candidates[n], view.sentence(n)
    lemma = sentence.tokens[candidate.core].lemma.lower()
    tokens = sentence.tokens
    score = {i for i in range(1, len(tokens)) if "-" in (tokens[i - 1].text, tokens[i].text) or "–" in tokens[i].text}
    score |= {i - 1 for i in score}  # "lost a tie 4-0"
    counted = any(tokens[i].tag == "CD" and i not in score for i in _measure(sentence, candidate.token))
    return counted and view.words.has("amount", lemma) and view.statuses[n] is Status.HAPPENED


def _measure(sentence: Sentence, verb: int) -> list[int]:
    """The words that can say by how much or how many: not "for 3 million", "in 2021"."""
    parts = sentence.children(verb, "dobj", "npadvmod", "nsubj", "nsubjpass", "attr", "advmod", "nummod")
    parts += [c for c in sentence.children(verb, "prep") if c.lemma == "by"]
    return [i for c in parts for i in sentence.subtree(c.index)]


def lasting(view: Scene, n: int) -> bool:
    """Does it go on for more than a day by its nature: a state, a war, an inquiry?"""
    candidate, sentence = view.candidates[n], view.sentence(n)
    core = sentence.tokens[candidate.core]
    lemma = core.lemma.lower()
    if candidate.kind is TriggerKind.ADJECTIVE or view.words.has("lasting", lemma):
        return True
    return is_verb(core) and (view.words.has("verb.stative", lemma) or view.words.has("verb.belief", lemma))


def durative(view: Scene, n: int) -> bool:
    form = view.candidates[n].form
    return form.perfect and form.tense is Tense.PRESENT


def _put(view: Scene, n: int) -> bool:
    """ "the road, closed since 1997": how one thing was left; not "soldiers killed since May"."""
    sentence = view.sentence(n)
    token = sentence.tokens[view.candidates[n].token]
    thing = sentence.tokens[token.head]
    bare = token.tag == "VBN" and token.relation == "acl" and sentence.child(token.index, "aux", "auxpass") is None
    return bare and thing.tag in ("NN", "NNP")


def _supposed(view: Scene, n: int, a: Attachment) -> bool:
    """ "would end a line that has run since 1922": what is still to come has not gone on since then."""
    modal = view.candidates[n].form.modal is not None and not view.candidates[n].form.perfect
    return a.preposition == "since" and modal and view.statuses[n] in (Status.PLANNED, Status.POSSIBLE)


def _names_day(view: Scene, n: int) -> bool:
    """ "met from 11am on Thursday until 1am": a day is told beside the hours."""
    texts = (view.expressions[a.expression].text.lower() for a in view.own.get(n, ()))
    return any(view.words.has("noun.time", word) for text in texts for word in text.split())


def _has_partner(view: Scene, n: int, a: Attachment) -> bool:
    other = {"from": ("to", "until", "till", "through")}.get(a.preposition, ("from",))
    return any(b.preposition in other for b in view.own.get(n, ()))


def _not_until(view: Scene, n: int) -> bool:
    """ "is not expected to open until May", "did not open until May"."""
    sentence, candidate = view.sentence(n), view.candidates[n]
    above = [g.token.index for g in governors(sentence, candidate.token)[:1]]
    verb = [candidate.verb] if candidate.verb is not None else []
    return any(verb_form(sentence, at).negated for at in (candidate.token, *verb, *above))


def clip(view: Scene, n: int, when: Interval) -> Interval:
    """What happened did so by publication; what is planned is still to come."""
    if view.published is None:
        return when
    match view.statuses[n]:
        case Status.HAPPENED:
            return not_after(when, view.published)
        case Status.PLANNED | Status.POSSIBLE if view.candidates[n].form.tense in (
            Tense.FUTURE,
            Tense.PRESENT,
            Tense.NONE,
        ):
            # "the planned June vote" may lie back; what is "due by Christmas" does not
            ahead = view.candidates[n].kind is TriggerKind.VERB or when.begin.earliest is None
            return not_before(when, view.published) if ahead else when
        case _:
            return when


def too_late(view: Scene, n: int, when: Interval) -> bool:
    """What happened cannot begin after publication: then the phrase is not about it, or means something else."""
    low, form = when.begin.earliest, view.candidates[n].form
    past = form.tense is Tense.PAST and form.modal is None and view.statuses[n] is Status.DENIED
    real = view.statuses[n] is Status.HAPPENED or past  # "denied that it had offered a vote in 2030"
    if not real or view.published is None or low is None or _still_to_come(view, n):
        return False
    return low.day > view.published.day


def _still_to_come(view: Scene, n: int) -> bool:
    """May a noun name what is ahead, as in "weeks until the November election"? Not what a past verb tells of."""
    candidate = view.candidates[n]
    told = view.sentence(n).tokens[candidate.token].relation in ("nsubj", "nsubjpass", "attr", "ROOT")
    return candidate.kind is TriggerKind.NOUN and not (told and candidate.form.tense is Tense.PAST)
