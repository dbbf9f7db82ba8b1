"""When an event was: from its own phrase, its clause, its sentence, tense and aspect, the narrative, publication."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from timeline.events.clauses import Tense, is_verb, verb_form
from timeline.events.durations import begun, length
from timeline.events.embedding import Bond, governors
from timeline.events.factuality import until
from timeline.events.finding import Candidate, TriggerKind, predicative
from timeline.events.phrases import Attachment, attach
from timeline.events.ranges import covering, make, meet, not_after, not_before
from timeline.events.words import Lexicon
from timeline.intervals import Bound, Bounds, Grain, Interval
from timeline.language import Parsed, Sentence, Token
from timeline.model import AnchorKind, Derivation, Relation, Status, Step, TimeExpression, TimexType

OWN, SAID, CLAUSE, SENTENCE, NARRATIVE, GOING, TENSE = 0.95, 0.8, 0.75, 0.6, 0.45, 0.4, 0.3


@dataclass(frozen=True, slots=True)
class Anchored:
    """An event's time, the phrases (by number) it rests on, why, and how sure that is (0..1).

    `about` holds the tie to another candidate, when there is one: (its number, relation of this one to it).
    """

    when: Interval | None
    times: tuple[int, ...] = ()
    steps: Derivation = ()
    certainty: float = 0.0
    about: tuple[int, Relation] | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """All that anchoring looks at; nothing in it changes."""

    parsed: Parsed
    candidates: Sequence[Candidate]
    statuses: Sequence[Status]
    expressions: Sequence[TimeExpression]
    attachments: Sequence[Attachment]
    published: Bound | None
    words: Lexicon
    at: dict[tuple[int, int], int]  # (sentence, token) -> candidate
    own: dict[int, list[Attachment]]
    threads: Sequence[Interval | None] = field(default=())

    def sentence(self, number: int) -> Sentence:
        """The sentence of a candidate."""
        return self.parsed.sentences[self.candidates[number].sentence]


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
    bare = Scene(parsed, candidates, statuses, expressions, attachments, day, words, at, own)
    return Scene(parsed, candidates, statuses, expressions, attachments, day, words, at, own, _threads(bare))


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
        purpose = candidate.form.infinitive and token.relation in ("advcl", "xcomp") and token.tag == "VB"
        if purpose and past and main is not None and statuses[main] is Status.HAPPENED and not a.fronted:
            a = replace(a, candidate=main, distance=1)
        found.append(a)
    return found


def _step(rule: str, **arguments: str) -> Step:
    return Step(f"event.{rule}", arguments)


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
    found = _own_phrase(view, n, done, going)
    if found is None:
        found = _from_others(view, n, done, going) or _by_tense(view, n)
    done[n] = found
    return found


# --- own phrase -------------------------------------------------------------------------------------------------


def _own_phrase(view: Scene, n: int, done: dict[int, Anchored], going: frozenset[int]) -> Anchored | None:
    when: Interval | None = None
    times: list[int] = []
    steps: list[Step] = []
    far = 0
    spanned = _between(view, n)
    if spanned is not None:
        return spanned
    for a in (*view.own.get(n, ()), *_shared(view, n)):
        e = view.expressions[a.expression]
        tied = tie(view, n, e, a)
        if tied is None and e.type is TimexType.DURATION and a.preposition in _FOR:
            tied = _lasting(view, n, e, a, done, going)
            if tied is not None:
                steps.append(_step("lasts", phrase=e.text))
        elif tied is not None:
            steps.append(_step("phrase", phrase=e.text, preposition=a.preposition or "no preposition"))
        if tied is None or _too_late(view, n, tied):
            continue
        both = tied if when is None else meet(when, tied)
        if both is None:
            steps.pop()
            continue
        when = both
        times.append(a.expression)
        far = max(far, a.distance)
    if when is None:
        return None
    when = _clip(view, n, when)
    return Anchored(when, tuple(times), tuple(steps), OWN - 0.1 * min(far, 3))


def _too_late(view: Scene, n: int, when: Interval) -> bool:
    """What happened cannot begin after publication: then the phrase is not about it, or means something else."""
    low = when.begin.earliest
    happened = view.statuses[n] is Status.HAPPENED and view.published is not None and low is not None
    return happened and low is not None and view.published is not None and low.day > view.published.day


def _between(view: Scene, n: int) -> Anchored | None:
    """ "between March and May": somewhere from the first to the last."""
    own = sorted(view.own.get(n, ()), key=lambda a: view.expressions[a.expression].start)
    for a, b in pairwise(own):
        first, last = view.expressions[a.expression], view.expressions[b.expression]
        if a.preposition != "between" or first.when is None or last.when is None:
            continue
        low, high = first.when.earliest, last.when.latest
        if low is not None and high is not None and low.first_minute <= high.last_minute:
            when = _clip(view, n, Interval.within(low, high, last.when.grain))
            phrase = f"{first.text} and {last.text}"
            return Anchored(
                when, (a.expression, b.expression), (_step("phrase", phrase=phrase, preposition="between"),), OWN
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


def tie(view: Scene, n: int, e: TimeExpression, a: Attachment) -> Interval | None:
    """The interval a phrase gives an event by its preposition; None when the phrase has no place on the calendar."""
    w = e.when
    if w is None or e.type is TimexType.SET or (e.type is TimexType.DURATION and e.anchor.kind is AnchorKind.EVENT):
        return None
    low, high = w.earliest, w.latest
    goes_on = view.statuses[n] is Status.ONGOING or _durative(view, n)
    relation = view.words.get("preposition", a.preposition) or "within"
    match relation:
        case "since":
            if a.preposition == "from" and not _has_partner(view, n, a):
                return w.inside()
            if view.statuses[n] is Status.HAPPENED:  # moments counted from then on
                return make((low, view.published), (low, view.published), e_grain(w))
            end = (view.published, None) if goes_on and view.published is not None else (low, None)
            return make((low, high), end, e_grain(w))
        case "until" if until(view.sentence(n), view.candidates[n].token):
            if view.statuses[n] is not Status.DENIED and _not_until(view, n):
                return w.inside()
            return make((None, high), (low, high), e_grain(w))
        case "until":
            if a.preposition == "to" and not _has_partner(view, n, a):
                return w.inside()
            return make((None, high), (low, high), e_grain(w))
        case "by":
            return make((None, high), (None, high), e_grain(w))
        case "before":
            limit = low.plus_days(-1) if low is not None and low.minute is None else low
            return make((None, limit), (None, limit), e_grain(w))
        case "after":
            limit = high.plus_days(1) if high is not None and high.minute is None else high
            return make((limit, None), (limit, None), e_grain(w))
        case "for":
            return w
        case _:
            if (
                view.statuses[n] is Status.ONGOING
                and _holds_now(view, w)
                and (w.grain.rank > Grain.DAY.rank or e.value.endswith("_REF"))
            ):
                return covering(low, high, e_grain(w))
            if w.grain.rank >= Grain.MONTH.rank and w.grain is not Grain.VAGUE and _is_amount(view, n):
                return w
            return w.inside()


def _holds_now(view: Scene, w: Interval) -> bool:
    now, low, high = view.published, w.earliest, w.latest
    return now is not None and low is not None and high is not None and low.day <= now.day <= high.day


def _is_amount(view: Scene, n: int) -> bool:
    """ "rose 3 percent in May": said of the whole month."""
    candidate, sentence = view.candidates[n], view.sentence(n)
    lemma = sentence.tokens[candidate.core].lemma.lower()
    counted = any(sentence.tokens[i].tag == "CD" for i in sentence.subtree(candidate.token))
    return counted and view.words.has("amount", lemma) and view.statuses[n] is Status.HAPPENED


def lasting(view: Scene, n: int) -> bool:
    """Does it go on for more than a day by its nature: a state, a war, an inquiry?"""
    candidate, sentence = view.candidates[n], view.sentence(n)
    core = sentence.tokens[candidate.core]
    lemma = core.lemma.lower()
    if candidate.kind is TriggerKind.ADJECTIVE or view.words.has("lasting", lemma):
        return True
    return is_verb(core) and (view.words.has("verb.stative", lemma) or view.words.has("verb.belief", lemma))


def e_grain(w: Interval) -> Grain:
    """The grain a phrase was said in."""
    return w.grain


_FOR = frozenset({"for", "", "over", "in", "during", "after"})


def _not_until(view: Scene, n: int) -> bool:
    """ "is not expected to open until May", "did not open until May"."""
    sentence, token = view.sentence(n), view.candidates[n].token
    above = [g.token.index for g in governors(sentence, token)[:1]]
    return any(verb_form(sentence, at).negated for at in (token, *above))


def _durative(view: Scene, n: int) -> bool:
    form = view.candidates[n].form
    return form.perfect and form.tense is Tense.PRESENT


def _has_partner(view: Scene, n: int, a: Attachment) -> bool:
    other = {"from": ("to", "until", "till", "through"), "to": ("from",)}[a.preposition]
    return any(b.preposition in other for b in view.own.get(n, ()))


def _lasting(
    view: Scene, n: int, e: TimeExpression, a: Attachment, done: dict[int, Anchored], going: frozenset[int]
) -> Interval | None:
    """A bare length ("for two weeks"): it ends with what the clause says it led up to, or with publication."""
    span = length(e.value)
    candidate, sentence = view.candidates[n], view.sentence(n)
    goes_on = view.statuses[n] is Status.ONGOING or _durative(view, n)
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
    return None


def _clip(view: Scene, n: int, when: Interval) -> Interval:
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
            return not_before(when, view.published) if view.candidates[n].kind is TriggerKind.VERB else when
        case _:
            return when


# --- other events -----------------------------------------------------------------------------------------------


def _connective(view: Scene, sentence: Sentence, candidate: Candidate) -> tuple[str, int] | None:
    """The connective that opens the candidate's clause, with the candidate of the main clause."""
    for at in (candidate.token, candidate.verb):
        if at is None:
            continue
        token = sentence.tokens[at]
        hops = 0
        while token.relation in ("conj", "xcomp", "pobj") and hops < 3 and token.head != token.index:
            if token.relation == "pobj" and candidate.kind is not TriggerKind.NOUN:
                break
            if token.relation == "pobj":
                break
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
                other.when, other.times, (_step("same-clause", other=head.text),), min(CLAUSE, other.certainty), None
            )
        return None
    adjunct = token.relation in ("advcl", "acl", "xcomp", "prep") and candidate.form.tense is Tense.NONE
    told = is_verb(head) or head.index == view.candidates[main].core
    if adjunct and token.tag == "VBG" and told and view.statuses[n] is view.statuses[main]:
        other = _resolve(view, main, done, going)
        if other.when is not None:
            result = token.index > head.index and not _accompanies(view, n)
            tie_to = (main, Relation.AFTER if result else Relation.SIMULTANEOUS)
            steps = (_step("with-clause", other=head.text),)
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
    for c in dict.fromkeys((*sentence.children(root, "advcl", "prep"), *inner)):
        opened = _opened(view, sentence, c)
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
    steps = (*first.steps, _step(f"connective.{rule}", other=word))
    return Anchored(_clip(view, n, found), first.times, steps, min(SENTENCE + 0.05, first.certainty), (other, tie_to))


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
        _clip(view, n, when),
        other.times,
        (_step(f"connective.{relation}", other=word),),
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
            other.when, other.times, (_step("same-clause", other=verb.text),), min(SENTENCE, other.certainty), None
        )
    if status is Status.HAPPENED:
        limit = other.when.latest
        low = _thread_start(view, n)
        when = make((low, limit), (low, limit), Grain.DAY) or make((None, limit), (None, limit))
        if when is not None:
            return Anchored(when, (), (_step("told-in", other=verb.text),), TENSE, None)
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
    steps = (_step("reported", verb=verb.text),)
    when: Interval | None = None
    if status is Status.ONGOING:
        when = make(
            (_thread_start(view, n) if form.progressive else None, said.when.latest),
            (said.when.earliest, None),
            Grain.VAGUE,
        )
    elif status is Status.HAPPENED:
        low = _thread_start(view, n)
        when = make((low, said.when.latest), (low, said.when.latest), Grain.DAY)
    elif status is Status.PLANNED:
        limit = said.when.earliest
        when = make((limit, None), (limit, None), Grain.VAGUE)
        if not said.times or form.tense is Tense.FUTURE:
            when = None
    if when is None:
        return None
    return Anchored(_clip(view, n, when), said.times, steps, min(NARRATIVE, said.certainty), None)


# --- narrative and tense ----------------------------------------------------------------------------------------

_RECENT = 3


def _threads(view: Scene) -> list[Interval | None]:
    """For each sentence the days its narrative has run over so far; None where no thread runs.

    A thread begins with a sentence whose main verb is in the past and has a phrase of its own, and runs on while
    main verbs stay in the past. Headlines have none.
    """
    found: list[Interval | None] = []
    current: Interval | None = None
    for sentence in view.parsed.sentences:
        roots = [t for t in sentence.tokens if t.head == t.index and is_verb(t)]
        tense = verb_form(sentence, roots[0].index).tense if roots else Tense.NONE
        if sentence.headline or tense in (Tense.PRESENT, Tense.FUTURE):
            current = None
        days = _told_days(view, sentence) if tense is Tense.PAST else None
        if days is not None:
            current = days if current is None else _joined(current, days)
        found.append(current)
    return found


def _told_days(view: Scene, sentence: Sentence) -> Interval | None:
    for n in range(*_range_of(view, sentence.index)):
        token = sentence.tokens[view.candidates[n].token]
        if view.statuses[n] is not Status.HAPPENED or token.relation not in ("ROOT", "conj", "ccomp"):
            continue
        if view.words.has("verb.report", token.lemma) and view.candidates[n].core == token.index:
            continue  # when it was said is not when it was
        for a in view.own.get(n, ()):
            when = tie(view, n, view.expressions[a.expression], a)
            if when is not None and when.earliest is not None and when.latest is not None:
                return when
    return None


def _range_of(view: Scene, sentence: int) -> tuple[int, int]:
    low = bisect_left(view.candidates, sentence, key=_sentence_number)
    return low, bisect_right(view.candidates, sentence, key=_sentence_number)


def _sentence_number(candidate: Candidate) -> int:
    return candidate.sentence


def _joined(current: Interval, days: Interval) -> Interval:
    if before_day(days.earliest, current.earliest) or (
        days.earliest is not None and current.latest is not None and days.earliest.day - current.latest.day > 30
    ):
        return days
    return Interval.within(current.earliest, days.latest, days.grain)


def before_day(a: Bound | None, b: Bound | None) -> bool:
    """Is the day of a before that of b?"""
    return a is not None and b is not None and a.day < b.day


def _thread_start(view: Scene, n: int) -> Bound | None:
    """First day of the narrative the candidate's sentence belongs to, when that is a recent one."""
    thread = view.threads[view.candidates[n].sentence] if view.threads else None
    if thread is None or thread.earliest is None or view.published is None:
        return None
    return thread.earliest.day_only() if 0 <= view.published.day - thread.earliest.day <= _RECENT else None


def _by_tense(view: Scene, n: int) -> Anchored:
    """No phrase and no other event helps: status, tense and publication alone."""
    now = view.published
    if now is None:
        return Anchored(None, (), (_step("undated"),), 0.0)
    candidate, sentence = view.candidates[n], view.sentence(n)
    token, form = sentence.tokens[candidate.token], candidate.form
    day = now.isoformat()
    match view.statuses[n]:
        case Status.PLANNED:
            return Anchored(_from(view, n, now), (), (_step("default.planned", published=day),), TENSE)
        case Status.ONGOING if candidate.kind is TriggerKind.VERB and view.words.has("verb.report", token.lemma):
            return Anchored(Interval.within(now, now), (), (_step("default.said", published=day),), SAID)
        case Status.ONGOING:
            when = covering(now, now.plus_days(-1) if lasting(view, n) else now, Grain.VAGUE)
            return Anchored(when, (), (_step("default.ongoing", published=day),), GOING)
        case Status.POSSIBLE if sentence.tokens[token.head].lemma in _SEEMS and token.relation == "xcomp":
            return Anchored(covering(now, now, Grain.VAGUE), (), (_step("default.ongoing", published=day),), GOING)
        case Status.POSSIBLE if (
            token.relation == "pcomp" and token.tag == "VBG"
        ):  # "accused of breaking": done, if at all
            pass
        case Status.POSSIBLE | Status.DENIED if form.tense is not Tense.PAST and not form.perfect:
            if candidate.kind is TriggerKind.NOUN and form.tense is Tense.NONE:
                return Anchored(_open(), (), (_step("default.open"),), 0.2)
            return Anchored(_from(view, n, now), (), (_step("default.possible", published=day),), TENSE)
        case _:
            pass
    if candidate.kind is TriggerKind.VERB and view.words.has("verb.report", token.lemma) and not form.perfect:
        return Anchored(Interval.within(now, now), (), (_step("default.said", published=day),), SAID)
    start = _thread_start(view, n) if form.tense is Tense.PAST and token.relation in ("ROOT", "conj", "ccomp") else None
    if start is not None:
        when = Interval.within(start, now)
        return Anchored(when, (), (_step("narrative", since=start.isoformat(), published=day),), NARRATIVE)
    when = Interval.within(None, now)
    if form.perfect and form.tense is Tense.PAST:
        when = Interval.within(None, now.plus_days(-1))
    elif lasting(view, n):
        when = Interval(Bounds(None, now.plus_days(-1)), Bounds(None, now), Grain.VAGUE)
    return Anchored(when, (), (_step("default.happened", published=day),), TENSE)


_SEEMS = frozenset({"seem", "appear"})


def _from(view: Scene, n: int, now: Bound) -> Interval:
    """From publication on; what lasts by its nature ends a day later at the earliest."""
    end = now.plus_days(1) if lasting(view, n) else now
    return Interval(Bounds(now, None), Bounds(end, None), Grain.VAGUE)


def _open() -> Interval:
    return Interval(Bounds(), Bounds(), Grain.VAGUE)


# --- phrases measured from an event -------------------------------------------------------------------------------


def resolve_expressions(view: Scene, anchored: Sequence[Anchored], ids: Sequence[str]) -> list[TimeExpression]:
    """The expressions, those that wanted an event now with their place on the calendar. `ids`: of each candidate."""
    out = list(view.expressions)
    for a in view.attachments:
        e = out[a.expression]
        if e.anchor.kind is not AnchorKind.EVENT or e.type not in (TimexType.DURATION, TimexType.DATE, TimexType.TIME):
            continue
        tied = anchored[a.candidate]
        if tied.when is None or a.expression not in tied.times:
            continue
        word = view.sentence(a.candidate).tokens[view.candidates[a.candidate].token].text
        moment = tied.when.end.earliest or tied.when.end.latest
        out[a.expression] = replace(
            e,
            when=tied.when,
            anchor=replace(e.anchor, ref=ids[a.candidate], when=moment),
            derivation=(*e.derivation, _step("measured", event=word, end=str(moment) if moment else "open")),
        )
    return out
