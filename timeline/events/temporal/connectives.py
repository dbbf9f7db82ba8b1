"""An event's time from the other events of its sentence: connectives, main and dependent clauses, what is reported."""

from __future__ import annotations

from timeline.events.detection import Candidate, TriggerKind
from timeline.events.temporal.bounds import make
from timeline.events.temporal.context import (
    CLAUSE,
    NARRATIVE,
    OWN,
    SENTENCE,
    TENSE,
    Anchored,
    Resolve,
    TemporalContext,
    step,
)
from timeline.events.temporal.inheritance import of_happening
from timeline.events.temporal.narrative import before_day, thread_start
from timeline.events.temporal.prepositions import clip
from timeline.grammar import Sentence, Token
from timeline.grammar.governors import Bond, governors
from timeline.grammar.verb_groups import Tense, is_verb
from timeline.intervals import Grain, Interval
from timeline.model import Relation, Status


def from_others(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    candidate, sentence = context.candidates[n], context.sentence(n)
    link = connective(context, sentence, candidate)
    if link is not None:
        found = _linked(context, n, link, resolve)
        if found is not None:
            return found
    seen = _main_clause(context, n, resolve)
    if seen is not None:
        return seen
    if candidate.kind is TriggerKind.NOUN:
        return _argument(context, n, resolve)
    spliced = of_happening(context, n, resolve)
    if spliced is not None:
        return spliced
    token = sentence.tokens[candidate.token]
    head = sentence.tokens[token.head]
    main = context.at.get((sentence.index, head.index))
    if main is None or main == n:
        return None
    if token.relation == "conj":
        whole = sentence.child(token.index, "nsubj", "nsubjpass") is not None
        if whole and not sentence.children(head.index, "cc"):  # joined by nothing: the parse lost what it hangs on
            return None
        other = resolve(main)
        subject = sentence.child(head.index, "nsubj", "nsubjpass")
        first = subject if whole else None
        fronted = any(
            a.fronted and (first is None or context.expressions[a.expression].start < first.start)
            for a in context.own.get(main, ())
        )  # not "the first round, in January, failed, and the second ended"
        if (
            other.when is not None
            and other.times
            and context.statuses[main] is context.statuses[n]
            and (candidate.form.progressive or not context.candidates[main].form.progressive)
            and (fronted or other.certainty < OWN)
        ):
            return Anchored(
                other.when, other.times, (step("same-clause", other=head.text),), min(CLAUSE, other.certainty), None
            )
        return None
    adjunct = token.relation in ("advcl", "acl", "xcomp", "prep") and candidate.form.tense is Tense.NONE
    told = is_verb(head) or head.index == context.candidates[main].core
    if adjunct and token.tag == "VBG" and told and context.statuses[n] is context.statuses[main]:
        other = resolve(main)
        if other.when is not None:
            result = token.index > head.index
            tie_to = (main, Relation.AFTER if result else Relation.SIMULTANEOUS)
            steps = (step("with-clause", other=head.text),)
            return Anchored(other.when, other.times, steps, min(CLAUSE, other.certainty), tie_to)
    if token.relation == "ccomp":
        return _reported(context, n, main, resolve)
    return None


def _main_clause(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    """A main clause whose subordinate clause or phrase is dated: "fled before the bridge fell on Monday"."""
    candidate, sentence = context.candidates[n], context.sentence(n)
    root = candidate.token if candidate.kind is TriggerKind.VERB else candidate.verb
    if root is None or context.at.get((sentence.index, root)) != n:
        return None
    inner = sentence.children(candidate.core, "prep") if is_verb(sentence.tokens[candidate.core]) else []
    soon = [k for c in sentence.children(root, "advmod") for k in sentence.children(c.index, "advcl")]
    for c in dict.fromkeys((*sentence.children(root, "advcl", "prep"), *soon, *inner)):
        link = (
            ("after", c.index) if c in soon else clause_connective(context, sentence, c)
        )  # "as soon as the rain ended"
        other = context.at.get((sentence.index, link[1])) if link is not None else None
        if link is None or other is None or other == n:
            continue
        first = resolve(other)
        if first.when is None or not (first.times or link[0] == "since"):
            continue
        found = _against(context, n, link[0], other, first)
        if found is not None:
            return found
    return None


def clause_connective(context: TemporalContext, sentence: Sentence, child: Token) -> tuple[str, int] | None:
    """Relation of the connective and the token it opens with, for a clause or prepositional phrase."""
    if child.relation == "advcl":
        mark = next((k for k in sentence.children(child.index, "mark", "advmod") if k.index < child.index), None)
        word, at = (mark.lemma.lower(), child.index) if mark is not None else ("", child.index)
    else:
        noun = sentence.child(child.index, "pobj", "pcomp")
        word, at = child.text.lower(), noun.index if noun is not None else child.index
    relation = context.words.get("connective", word)
    if (
        relation is None and child.relation == "prep" and context.words.has("preposition.event", word)
    ):  # "resigned at the meeting on Monday"
        relation = "during"
    return (relation, at) if relation is not None else None


def connective(context: TemporalContext, sentence: Sentence, candidate: Candidate) -> tuple[str, int] | None:
    """The connective that opens the candidate's clause, with the candidate of the main clause."""
    for at in (candidate.token, candidate.verb):
        if at is None:
            continue
        token = sentence.tokens[at]
        hops = 0
        while token.relation in ("conj", "xcomp") and hops < 3 and token.head != token.index:
            token, hops = sentence.tokens[token.head], hops + 1
        opener = None
        if token.relation == "pobj" and context.words.has(
            "genitive", sentence.tokens[token.head].lemma
        ):  # "after days of fighting"
            up = sentence.tokens[sentence.tokens[token.head].head]
            token = up if up.relation == "pobj" else token
        if token.relation in ("pcomp", "pobj"):
            opener = sentence.tokens[token.head]
        elif token.relation == "advcl":
            opener = next((c for c in sentence.children(token.index, "mark", "advmod") if c.index < token.index), None)
        if opener is None:
            continue
        relation = context.words.get("connective", opener.text.lower())
        host = sentence.tokens[opener.head if token.relation in ("pcomp", "pobj") else token.head]
        if relation is None:
            continue
        while not is_verb(host) and host.head != host.index and (sentence.index, host.index) not in context.at:
            host = sentence.tokens[host.head]
        main = context.at.get((sentence.index, host.index))
        if main is not None and context.candidates[main] is not candidate:
            return relation, main
    return None


def connective_orders(context: TemporalContext) -> list[tuple[int, Relation, int]]:
    """ "left before the bridge fell": which candidate began before or after which, by connectives alone."""
    found = []
    real = (Status.HAPPENED, Status.ONGOING)
    for n, candidate in enumerate(context.candidates):
        link = connective(context, context.sentence(n), candidate)
        if (
            link is None
            or link[0] not in _ORDERS
            or context.statuses[n] not in real
            or context.statuses[link[1]] not in real
        ):
            continue
        found.append((link[1], _ORDERS[link[0]], n))
    return found


_ORDERS = {"after": Relation.AFTER, "before": Relation.BEFORE}


def _against(context: TemporalContext, n: int, relation: str, other: int, first: Anchored) -> Anchored | None:
    """The time of a main clause `n` seen from its dated subordinate `other`."""
    when, status = first.when, context.statuses[n]
    if when is None:
        return None
    found: Interval | None = None
    tie_to = Relation.AFTER
    match relation:
        case "since":
            going_on = status is Status.ONGOING
            end = (context.published, None) if going_on else (when.begin.earliest, context.published)
            found = make(when.begin if going_on else (when.begin.earliest, context.published), end, Grain.VAGUE)
        case "after" if status is Status.ONGOING and context.published is not None:  # "are missing after the rig sank"
            found = make((when.begin.earliest, context.published), (context.published, None), Grain.VAGUE)
        case "after":
            found = make((when.begin.earliest, None), (when.begin.earliest, None), Grain.VAGUE)
        case "before":
            found = make((None, when.end.latest), (None, when.end.latest), Grain.VAGUE)
            tie_to = Relation.BEFORE
        case "during" if context.statuses[other] is Status.HAPPENED and status in (Status.HAPPENED, Status.DENIED):
            found, tie_to = when.inside(), Relation.SIMULTANEOUS
            if context.candidates[n].form.progressive:  # "was mending the roof when it fell"
                found, tie_to = (
                    make((None, when.latest), (when.earliest, context.published), Grain.VAGUE),
                    Relation.BEFORE,
                )
    if found is None:
        return None
    word = context.sentence(other).tokens[context.candidates[other].token].text
    rule = {"after": "before", "before": "after"}.get(relation, relation)
    steps = (*first.steps, step(f"connective.{rule}", other=word))
    return Anchored(clip(context, n, found), first.times, steps, min(SENTENCE + 0.05, first.certainty), (other, tie_to))


def _linked(context: TemporalContext, n: int, link: tuple[str, int], resolve: Resolve) -> Anchored | None:
    relation, main = link
    if relation == "since":  # the main clause is measured from this one, not the other way round
        return None
    other = resolve(main)
    if other.when is None:
        return None
    word = context.sentence(n).tokens[context.candidates[main].token].text
    match relation:
        case "after" | "cause":
            limit = other.when.begin.latest
            when = make((None, limit), (None, limit), other.when.grain)
            tie_to = (main, Relation.BEFORE)
        case "before":
            when = make((other.when.begin.earliest, None), (other.when.begin.earliest, None), Grain.VAGUE)
            tie_to = (main, Relation.AFTER)
        case "during" if (
            not other.times and context.candidates[n].form.tense is not context.candidates[main].form.tense
        ):
            return None
        case "during":
            when, tie_to = other.when, (main, Relation.SIMULTANEOUS)
            if context.statuses[n] is not context.statuses[main] or context.statuses[n] is Status.PLANNED:
                return None
        case _:
            return None
    if when is None:
        return None
    return Anchored(
        clip(context, n, when),
        other.times,
        (step(f"connective.{relation}", other=word),),
        min(SENTENCE, other.certainty),
        tie_to,
    )


def _argument(context: TemporalContext, n: int, resolve: Resolve) -> Anchored | None:
    """An event noun in a clause: with its verb where the verb tells of it, else not later than what is told."""
    candidate, sentence = context.candidates[n], context.sentence(n)
    status = context.statuses[n]
    if candidate.verb is None or status in (Status.PLANNED, Status.POSSIBLE, Status.DENIED):
        return None
    main = context.at.get((sentence.index, candidate.verb))
    if main is None or main == n:
        return None
    other = resolve(main)
    above = governors(sentence, candidate.token)
    direct = bool(above) and above[0].token.index == candidate.verb and above[0].bond in (Bond.NOUN, Bond.SUBJECT)
    if other.when is None or context.statuses[main] not in (Status.HAPPENED, Status.ONGOING):
        return None
    verb = sentence.tokens[candidate.verb]
    if direct and other.times and above[0].bond is Bond.SUBJECT and context.words.has("verb.over", verb.lemma):
        when = make((None, other.when.latest), (other.when.earliest, other.when.latest), other.when.grain)
        if when is not None:  # "since a truce collapsed in June": it ended then
            return Anchored(when, other.times, (step("same-clause", other=verb.text),), min(SENTENCE, other.certainty))
    if (
        direct
        and other.times
        and not context.words.has("verb.report", verb.lemma)
        and not definite(sentence, candidate.token)
    ):
        return Anchored(
            other.when, other.times, (step("same-clause", other=verb.text),), min(SENTENCE, other.certainty), None
        )
    up = sentence.tokens[sentence.tokens[candidate.token].head]  # "the war began in May with an attack"
    opening = (
        context.words.has("preposition.with", up.lemma)
        and up.head == verb.index
        and context.words.has("verb.aspect.begin", verb.lemma)
    )
    if opening and other.times:
        return Anchored(
            other.when, other.times, (step("same-clause", other=verb.text),), min(SENTENCE, other.certainty)
        )
    if status is Status.HAPPENED:
        limit = other.when.latest
        low = None if definite(sentence, candidate.token) else thread_start(context, n)  # "the flood" may be older
        when = make((low, limit), (low, limit), Grain.DAY) or make((None, limit), (None, limit))
        if when is not None:
            return Anchored(when, (), (step("told-in", other=verb.text),), TENSE, None)
    return None


def definite(sentence: Sentence, index: int) -> bool:
    return any(
        c.relation == "poss" or (c.relation == "det" and sentence.words.has("definite", c.text.lower()))
        for c in sentence.children(index)
    )


def _reported(context: TemporalContext, n: int, main: int, resolve: Resolve) -> Anchored | None:
    """What was said: earlier than the saying in the past, at it in the progressive, after it in the future."""
    sentence = context.sentence(n)
    verb = sentence.tokens[context.candidates[main].token]
    if not (context.words.has("verb.report", verb.lemma) or context.words.has("verb.belief", verb.lemma)):
        return None
    said = resolve(main)
    if said.when is None:
        return None
    form, status = context.candidates[n].form, context.statuses[n]
    steps = (step("reported", verb=verb.text),)
    when: Interval | None = None
    if status is Status.ONGOING:
        when = make(
            (thread_start(context, n) if form.progressive and form.tense is Tense.PAST else None, said.when.latest),
            (said.when.earliest, None),
            Grain.VAGUE,
        )
    elif status is Status.HAPPENED:
        low = thread_start(context, n) if form.perfect else None  # the story's own past, told in its past
        low = low if before_day(low, said.when.earliest) else None
        when = make((low, said.when.latest), (low, said.when.latest), Grain.DAY)
    elif status is Status.PLANNED:
        limit = said.when.earliest
        when = make((limit, None), (limit, None), Grain.VAGUE)
        if not said.times or form.tense is Tense.FUTURE:
            when = None
    if when is None:
        return None
    return Anchored(clip(context, n, when), said.times, steps, min(NARRATIVE, said.certainty), None)
