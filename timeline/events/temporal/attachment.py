"""Which word a time phrase belongs to, and by which preposition."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from timeline.events.detection import Candidate
from timeline.events.temporal.entries import LIFE, Attachment, lifetime, told_in_entries
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import Tense, is_verb
from timeline.intervals import Grain
from timeline.model import TimeExpression, TimexType

_YEAR = re.compile(r"[12]\d{3}")


def token_spans(document: Document, expressions: Sequence[TimeExpression]) -> dict[int, tuple[int, list[int]]]:
    """Number of the expression -> its sentence and the indices of its tokens."""
    found: dict[int, tuple[int, list[int]]] = {}
    at = 0
    order = sorted(range(len(expressions)), key=lambda n: expressions[n].start)
    for n in order:
        e = expressions[n]
        while at < len(document.sentences) and document.sentences[at].span.end <= e.start:
            at += 1
        if at == len(document.sentences):
            break
        sentence = document.sentences[at]
        inside = [t.index for t in sentence.tokens if t.start < e.end and e.start < t.end]
        if inside:
            found[n] = (at, inside)
    return found


def attach(
    document: Document, expressions: Sequence[TimeExpression], candidates: Sequence[Candidate]
) -> tuple[Attachment, ...]:
    """Each phrase on the nearest candidate above it in the tree; those without one are left out."""
    places = token_spans(document, expressions)
    taken = {(at, i) for at, inside in places.values() for i in inside}
    owner: dict[tuple[int, int], int] = {}
    for n, candidate in enumerate(candidates):
        for token in (candidate.core, candidate.token):
            owner[candidate.sentence, token] = n
    found: list[Attachment] = []
    for n, (at, inside) in places.items():
        sentence = document.sentences[at]
        for i in inside:  # "in January, when floods destroyed the bridge"
            for c in sentence.children(i, "relcl"):
                told = owner.get((at, c.index))
                of_all = any(
                    sentence.words.has("pronoun.clause", k.lemma.lower())
                    for k in sentence.children(c.index, "nsubj", "nsubjpass")
                )
                if told is not None and not of_all:  # not "until May, which rules her out"
                    found.append(Attachment(n, told, "in", 0, True))
        if _in_name(sentence, inside, expressions[n], owner) or _of_thing(sentence, inside, expressions[n], owner):
            continue
        if _stamp(sentence, inside, expressions[n]):
            continue
        lived = lifetime(sentence, inside, {i for where, own in places.values() if where == at for i in own})
        if lived is not None:
            lives = _climb(sentence, [lived], owner, taken) if (at, lived) not in owner else None
            found.extend([Attachment(n, lives[0], LIFE, lives[2], True)] if lives is not None else [])
            if lives is not None or (at, lived) not in owner:
                continue
        place = _climb(sentence, inside, owner, taken)
        if place is not None:
            number, preposition, distance = place
            fronted = inside[-1] < candidates[number].token
            found.append(Attachment(n, number, preposition, distance, fronted))
    dated = {a.candidate for a in found}
    found += [a for a in told_in_entries(document, expressions, owner) if a.candidate not in dated]
    dated |= {a.candidate for a in found}
    leads = _datelines(document, expressions, candidates, owner, places)
    return (*found, *(a for a in leads if a.candidate not in dated))


_CLOCK = re.compile(r"\d{1,2}[.:]\d\d|\d *[ap]\.?m\b", re.IGNORECASE)


def _stamp(sentence: Sentence, inside: list[int], e: TimeExpression) -> bool:
    """ "Monday 3 May 2010 20.04 BST", "PARIS, May 8 (Agency) -": when a text was put out, not when what stands beside
    it was."""
    tokens = sentence.tokens
    ahead = tokens[inside[0] - 1].lemma.lower() if inside[0] else ""
    if sentence.words.has("preposition.time", ahead):
        return False
    if e.type is TimexType.TIME and _YEAR.search(e.text) is not None and _CLOCK.search(e.text) is not None:
        return True
    rest = [t.text for t in tokens[inside[-1] + 1 : inside[-1] + 8]]
    closed = rest.index(")") + 1 if rest[:1] == ["("] and ")" in rest else 0
    return 0 < closed < len(rest) and rest[closed] in ("-", "--", "–", "—")


_NEAR, _FAR = 3, 30  # characters between the day of a dateline and its lead: " - ", " (Agency) -- "


def _datelines(
    document: Document,
    expressions: Sequence[TimeExpression],
    candidates: Sequence[Candidate],
    owner: dict[tuple[int, int], int],
    places: dict[int, tuple[int, list[int]]],
) -> list[Attachment]:
    """ "LUND, Monday (Agency) - A storm killed nine": the day before a lead on what it mainly tells in the past."""
    found = []
    starts = [s.span.start for s in document.sentences]
    for n, e in enumerate(expressions):
        at = bisect_left(starts, e.end)
        day = e.type is TimexType.DATE and e.when is not None and e.when.grain is Grain.DAY
        if n in places or not day or at == len(starts) or not _NEAR <= starts[at] - e.end <= _FAR:
            continue
        sentence = document.sentences[at]
        root = next((t.index for t in sentence.tokens if t.head == t.index), 0)
        told = owner.get((at, root))
        form = candidates[told].form if told is not None else None
        past = form is not None and form.tense is Tense.PAST and not form.perfect and not form.progressive
        if told is not None and past and not sentence.headline:
            found.append(Attachment(n, told, "", 3, True))
    return found


def _in_name(sentence: Sentence, inside: list[int], e: TimeExpression, owner: dict[tuple[int, int], int]) -> bool:
    """ "the 2009 virus", "its 2010 budget": the year is the thing's, not that of what is told of it."""
    head = next((i for i in inside if sentence.tokens[i].head not in inside), inside[0])
    noun = sentence.tokens[sentence.tokens[head].head]
    within = sentence.tokens[head].relation in ("compound", "amod", "nmod", "nummod") and noun.index > inside[-1]
    coarse = e.when is not None and e.when.grain.rank >= Grain.MONTH.rank and not e.value.endswith("_REF")
    if within and _of_span(sentence, noun, e):
        return False
    if not within or not coarse or not noun.tag.startswith("NN") or (sentence.index, noun.index) in owner:
        return False
    return any(
        c.relation == "poss" or (c.relation == "det" and sentence.words.has("demonstrative", c.text.lower()))
        for c in sentence.children(noun.index)
    )


def _of_span(sentence: Sentence, noun: Token, e: TimeExpression) -> bool:
    """ "In the 2011/12 term": a stretch of time of that year, not a thing of it."""
    within = sentence.words.has("preposition.span", sentence.tokens[noun.head].lemma.lower())
    years = e.when is not None and e.when.grain is Grain.YEAR
    return within and years and sentence.words.has("noun.span", noun.lemma.lower())


def _of_thing(sentence: Sentence, inside: list[int], e: TimeExpression, owner: dict[tuple[int, int], int]) -> bool:
    """ "Europe's lost summer of 1342", "an echo of the 1970s", "described the May 30 notice", "another, in 1933, at
    Orsa", "the second time in a month": the time is part of a thing or a count, it does not say when that was told."""
    tokens = sentence.tokens
    head = next((i for i in inside if tokens[i].head not in inside), inside[0])
    up = tokens[tokens[head].head]
    first = tokens[inside[0] - 1] if inside[0] else up
    second = tokens[first.index - 2] if first.index > 1 and tokens[first.index - 1].text == "," else None
    if second is not None and second.relation == "conj" and sentence.words.has("another", second.lemma.lower()):
        return True
    core = next((i for i in reversed(inside) if tokens[i].head not in inside), head)  # "the summer season": not "the"
    if up.index > inside[-1] and _of_span(sentence, up, e):
        return False
    of_noun = tokens[core].relation in ("compound", "amod", "nmod", "nummod") and up.tag.startswith("NN")
    unowned = up.index > inside[-1] and (sentence.index, up.index) not in owner
    if e.type is TimexType.DURATION and of_noun and unowned:  # "set up a 24-hour clinic"
        return True
    if e.type is TimexType.DURATION:
        counts = inside[0] > 1 and sentence.words.has("occasion", tokens[inside[0] - 2].lemma.lower())
        return counts and sentence.words.has("preposition.during", first.lemma.lower())
    if e.type is not TimexType.DATE:
        return False
    coarse = e.when is not None and e.when.grain.rank >= Grain.MONTH.rank
    if (
        of_noun
        and unowned
        and coarse
        and up.relation == "pobj"
        and sentence.words.has("preposition.for", tokens[up.head].lemma)
    ):
        return True  # "was ready for the summer season"
    if any(tokens[c].relation == "poss" for c in tokens[head].children if c not in inside):
        return True
    if first.index == up.index and sentence.words.has("genitive", up.lemma.lower()):
        thing = tokens[up.head]
        named = thing.tag.startswith("NN") and (sentence.index, thing.index) not in owner
        return named and thing.index not in inside and not sentence.words.has("noun.part", thing.lemma.lower())
    within = tokens[head].relation in ("compound", "amod", "nmod", "nummod", "poss") and up.index > inside[-1]
    verb = tokens[up.head]
    told = up.relation == "dobj" and sentence.words.has("verb.report", verb.lemma)
    return within and told and (sentence.index, up.index) not in owner


def _climb(
    sentence: Sentence, inside: list[int], owner: dict[tuple[int, int], int], taken: set[tuple[int, int]]
) -> tuple[int, str, int] | None:
    tokens = sentence.tokens
    within = set(inside)
    timed = {i for at, i in taken if at == sentence.index}
    head = next((i for i in inside if tokens[i].head not in within or tokens[i].head == i), inside[0])
    preposition, distance, at, beside = "", 0, tokens[head], False
    modifier = at.relation in ("poss", "compound", "amod", "nmod") and at.head > inside[-1]  # "before Monday's attack"
    ahead = tokens[inside[0] - 1] if inside[0] and not modifier else None
    if (
        ahead is not None
        and sentence.words.has("preposition.time", ahead.lemma.lower())
        and ahead.pos in ("ADP", "SCONJ")
        and (at.head == ahead.index or ahead.relation not in ("prep", "prt"))  # not "was asked for last month"
    ):
        preposition = ahead.lemma.lower()
    for of in sentence.children(head, "prep"):  # "three days of fighting"
        inner = sentence.child(of.index, "pobj") if sentence.words.has("genitive", of.lemma) else None
        if inner is not None and (sentence.index, inner.index) in owner:
            return owner[sentence.index, inner.index], preposition, 0
    possessive = any(tokens[c].relation == "case" for c in at.children) or at.relation == "poss"
    teller = _teller(sentence, inside[0] - (1 if preposition else 0) - 1, owner)
    if teller is not None:
        return teller, preposition, 0
    while True:
        key = (sentence.index, at.index)
        if at.index not in within and key in owner:
            return owner[key], preposition, distance
        if at.index not in within and is_verb(at):
            found = _of_auxiliary(sentence, at.index, owner)
            if found is not None:
                return found, preposition, distance + 1
        apposed = at.relation == "appos" and at.index not in within  # "Moe, the champion in 2022"
        if at.head == at.index or apposed or _elsewhere(sentence, at, within, timed):
            return None
        up = tokens[at.head]
        governs = (
            at.pos in ("ADP", "SCONJ")
            and at.index not in within
            and (not preposition or _bounds(at, ahead, sentence.words))
        )
        if governs and not (beside and sentence.words.has("preposition.direct", at.lemma.lower())):
            preposition = at.lemma.lower()
        beside = beside or (at.index not in within and at.pos in ("NOUN", "PROPN"))
        if up.pos not in ("ADP", "SCONJ") and at.index not in within and at.pos not in ("ADP", "SCONJ"):
            distance += 1
        if possessive and at.index not in within and at.pos == "NOUN":
            distance += 1
        at = up


def _bounds(at: Token, ahead: Token | None, words: Lexicon) -> bool:
    """ "since the blowout on 20 April": what lies between the two is no event, so the outer word ties the date."""
    outer = any(words.has(role, at.lemma.lower()) for role in ("preposition.since", "until")) or words.has(
        "preposition.offset", at.lemma.lower()
    )
    return outer and ahead is not None and at.index != ahead.index


def _elsewhere(sentence: Sentence, at: Token, within: set[int], timed: set[int]) -> bool:
    """ "now rather than in January", "fell from 140 dollars in July": not the time of what governs it."""
    tokens, words = sentence.tokens, sentence.words
    others = (tokens[c] for c in at.children if c not in timed)
    if words.has("preposition.example", at.text.lower()) and at.index not in within:
        return True
    if words.has("preposition.compared", at.lemma) and words.has(
        "comparison", tokens[at.head].lemma
    ):  # "was tiny compared with today"
        return True
    origin = words.has("preposition.from", at.lemma)
    if origin and any(words.has("prior", tokens[i].text.lower()) for i in within):  # "up from a year earlier"
        return True
    if _of_origin(sentence, at):
        return True
    amount = any(c.relation == "pobj" and c.tag == "CD" and not _YEAR.fullmatch(c.text) for c in others)
    if words.has("preposition.than", at.lemma) or (origin and amount):  # "from 2009 to 2017" has two times
        return True
    about = tokens[at.index - 1] if at.index else at
    most = (about, *(tokens[c] for c in about.children))  # "the weakest since 5 May", "its lowest level since 1998"
    first = about.tag == "NN" and any(
        words.has("ordinal", t.lemma.lower()) for t in most
    )  # "for the first time since 1976"
    return words.has("preposition.since", at.lemma) and (first or any(t.tag in ("JJS", "RBS") for t in most))


def _of_origin(sentence: Sentence, at: Token) -> bool:
    """ "fell to 35 dollars from 140 dollars in July": the date right behind a sum that something came from is its."""
    before = [c for c in sentence.children(at.head, "prep") if c.index < at.index]
    if len(before) < 2 or at.relation != "prep" or not sentence.words.has("preposition.from", before[-1].lemma):
        return False  # "fell from 140 in April to 90 in May" tells of both
    sum_of = [sentence.tokens[i] for i in sentence.subtree(before[-1].index)]
    return sum_of[-1].index == at.index - 1 and any(t.tag == "CD" and not _YEAR.fullmatch(t.text) for t in sum_of)


def _teller(sentence: Sentence, before: int, owner: dict[tuple[int, int], int]) -> int | None:
    """ "said on Monday that it would close": a phrase right behind a verb of saying is its own, whatever the parse."""
    if before < 0:
        return None
    token = sentence.tokens[before]
    told = is_verb(token) and sentence.words.has("verb.report", token.lemma)
    return owner.get((sentence.index, before)) if told else None


def _of_auxiliary(sentence: Sentence, verb: int, owner: dict[tuple[int, int], int]) -> int | None:
    """ "The vote is on Monday", "has been under siege": what the copula is about."""
    if not sentence.words.has("copula.subject", sentence.tokens[verb].lemma):
        return None
    for c in sentence.children(verb, "nsubj", "attr", "acomp"):
        if (sentence.index, c.index) in owner:
            return owner[sentence.index, c.index]
    for c in sentence.children(verb, "prep"):
        for i in sentence.subtree(c.index):
            if (
                (sentence.index, i) in owner
                and sentence.tokens[i].relation == "pobj"
                and sentence.words.has("preposition.state", c.lemma)
            ):
                return owner[sentence.index, i]
    return None
