"""A label as a reader would put it on a timeline: short, active, with the actor, never saying more than the text."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.entities.agreement import Names, is_pronoun
from timeline.entities.pronouns import pronoun_antecedent
from timeline.events.cues import negated_until
from timeline.events.detection import Candidate, TriggerKind
from timeline.events.labels.bridging import (
    longer_name,
    longer_organisation_name,
)
from timeline.events.labels.complements import is_hedge
from timeline.events.labels.completion import completed
from timeline.events.labels.constituents import complements, noun_constituents
from timeline.events.labels.governing_clauses import object_before, subject_in_label
from timeline.events.labels.references import LabelContext, Piece, phrase_in_label, reference, visible, without_articles
from timeline.events.roles import is_plural, noun_text
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import hyphened, noun_phrase, phrase_text
from timeline.grammar.verb_groups import Tense, VerbForm
from timeline.model import Status

LONGEST = 12
_SHORT = 3
_YEAR = 4
_BARE = 2
_NAMED = 5  # words of a thing with its name
_IRREGULAR = {"have": "has", "do": "does", "go": "goes", "be": "is", "undergo": "undergoes", "quiz": "quizzes"}


def label(
    document: Document, sentence: Sentence, candidate: Candidate, status: Status, hidden: frozenset[int], names: Names
) -> str:
    """At most twelve words. `hidden` are the tokens of time phrases, which the timeline shows elsewhere."""
    context = LabelContext(document, sentence, hidden, names)
    if candidate.kind is TriggerKind.NOUN:
        text = _noun_label(context, candidate.token)
    else:
        text = _verb_label(context, candidate, status)
    text = _UNIT_STOP.sub(r"\1", text.strip(" ,;:-–—"))
    if text.count('"') % 2 or text.count("“") != text.count("”"):  # a quotation cut short
        text = text.translate(_NO_QUOTES)
    return text[:1].upper() + text[1:] if text else sentence.tokens[candidate.token].text


_UNIT_STOP = re.compile(r"(\d[a-z]{1,2})\.$")  # "$5m." at the end of its sentence
_NO_QUOTES = str.maketrans("", "", '"“”')


def present(lemma: str, plural: bool) -> str:
    """The simple present: "push" for many, "pushes" for one."""
    if plural:
        return "are" if lemma == "be" else lemma
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _verb_label(context: LabelContext, candidate: Candidate, status: Status) -> str:
    sentence = context.sentence
    verb = candidate.token if candidate.kind is TriggerKind.VERB else candidate.verb
    if verb is None:
        return phrase_text(sentence, [candidate.token])
    verb = _meant_to(sentence, verb, status)
    token, form = sentence.tokens[verb], candidate.form
    run = hyphened(sentence, verb)
    if run:  # "re-elected"
        whole = phrase_text(sentence, [verb, *run])
        token = replace(token, text=whole, lemma=whole.lower())
    form = _active(sentence, token, form)
    doer = subject_in_label(sentence, verb, context.hidden)
    context = replace(context, verb=verb, hidden=context.hidden)
    opening = _opening(context, doer)
    told = replace(context, told=(opening[0].text,) if opening else ("",))
    if doer is not None and opening and not is_pronoun(doer):
        told = replace(
            told, told=(*told.told, reference(context, doer.index))
        )  # "Orsa closes its mill" for "the company"
    plural = is_plural(sentence, doer, before=verb) and token.tag != "VBZ"  # the text says it is one
    plural = plural or (
        doer is not None and doer.tag == "VBZ" and doer.relation == "nsubj"
    )  # "talks", taken for a verb
    actor = opening[0].text if opening else ""
    if doer is not None and is_pronoun(doer) and actor.lower() != doer.text.lower():
        plural = is_plural(*pronoun_antecedent(context.document, sentence, doer, context.names))
    joined = f"{sentence.tokens[verb - 1].lemma} {token.text.lower()}"
    if lexicon().has("verb.with-participle", joined):  # "put paid to her holiday"
        token = replace(token, lemma=sentence.tokens[verb - 1].lemma, text=sentence.tokens[verb - 1].text)
        form = replace(form, passive=False)
    else:
        joined = ""
    later = form.negated and negated_until(sentence, verb)  # "may not reopen before May": it may then
    verb_text = _verb_text(token, replace(form, negated=form.negated and not later), status, plural, actor)
    fails = candidate.core != verb and not form.negated
    if status is Status.DENIED and actor.lower().startswith("any "):  # "denied that any threats were made"
        opening[0] = replace(opening[0], text=f"no {actor[4:]}")
        fails = True
    if status is Status.DENIED and fails:
        # "no ship left", "fails to appear" say it already
        verb_text = _verb_text(token, form, Status.HAPPENED, plural, actor)
    after = doer.index if doer is not None and doer.index < verb else 0  # not "only after it came to power"
    hedges = [c.text for c in sentence.children(verb, "advmod") if after <= c.index < verb and is_hedge(c)]
    said = verb_text.split()
    verb_text = " ".join([*said[:-1], *hedges[:1], *said[-1:], *joined.split()[1:]])  # "to be wrongly freed"
    pieces = [*opening, Piece(1, verb, verb_text), *complements(told, token, 1, held=form.passive)]
    pieces.extend(object_before(told, candidate, verb, doer))
    pieces = completed(told, sentence.tokens[verb], pieces)
    return _fit(sorted(pieces, key=lambda p: p.at))


def _active(sentence: Sentence, verb: Token, form: VerbForm) -> VerbForm:
    """ "An extension followed in May": a past tense the parse took for a participle of the noun before it."""
    own = sentence.child(verb.index, "auxpass", "aux", "agent", "dobj")
    free = verb.relation == "acl" and verb.tag == "VBN" and own is None
    return replace(form, passive=False) if free and lexicon().has("verb.without-object", verb.lemma) else form


def _opening(context: LabelContext, doer: Token | None) -> list[Piece]:
    """Who does it, or whom it befell. What hangs on the noun may go before what follows the verb does."""
    if doer is None or doer.index in context.hidden or doer.tag == "PRP$":  # "its going to be hard", for "it's"
        return []
    if is_pronoun(doer):
        text = noun_text(context.document, context.sentence, doer, names=context.names)
        text = _SUBJECT_FORM.get(text or "", text)
        known = context.names.get(text.split()[-1]) if text else None  # "General Ilya Marush": the name will do
        short = known[0] if known is not None and text is not None and text.endswith(known[0]) else ""
        return [Piece(0, -1, without_articles(text), short if short != text else "")]
    pieces = noun_constituents(context, doer.index, 0, which=False)
    size = len(pieces[0].text.split()) if pieces else 0
    if 1 <= size <= _BARE:
        longer = longer_organisation_name(context, doer) if size == 1 else None
        pieces[0] = replace(pieces[0], text=longer or pieces[0].text)
    bearer = context.sentence.tokens[doer.head]
    if doer.relation == "appos" and doer.tag == "NN" and bearer.pos == "PROPN" and bearer.index < doer.index and pieces:
        name = reference(context, bearer.index)  # "Lund-3, a satellite launched in May"
        if name not in pieces[0].text and len(f"{pieces[0].text} {name}".split()) <= _NAMED:
            pieces[0] = replace(pieces[0], text=f"{pieces[0].text} {name}")
    owner = context.sentence.child(doer.index, "poss")
    holder = longer_organisation_name(context, owner) if owner is not None and pieces else None
    if owner is not None and holder is not None and pieces[0].text.startswith((f"{owner.text}'s", f"{owner.text}’s")):
        pieces[0] = replace(pieces[0], text=holder + pieces[0].text.removeprefix(owner.text))
    if pieces and doer.text in context.names and pieces[0].text.endswith(context.names[doer.text][0]):
        pieces[0] = replace(pieces[0], short=context.names[doer.text][0])
    return [replace(p, rank=p.rank + (1 if n else 0), at=n - 100) for n, p in enumerate(pieces)]


def _meant_to(sentence: Sentence, verb: int, status: Status) -> int:
    """ "is going to sell": the selling, where it is told as a plan."""
    inner = sentence.child(verb, "xcomp")
    going = sentence.tokens[verb].lemma == "go" and sentence.tokens[verb].tag == "VBG"
    to = inner is not None and any(c.tag == "TO" for c in sentence.children(inner.index, "aux"))
    return inner.index if inner is not None and to and going and status is Status.PLANNED else verb


def _verb_text(token: Token, form: VerbForm, status: Status, plural: bool, actor: str) -> str:
    lemma, past = token.lemma, token.text.lower()
    base = f"be {past}" if form.passive else lemma
    match status:
        case Status.PLANNED:
            is_set = form.tense is not Tense.FUTURE and not form.infinitive and lexicon().has("adjective.plan", past)
            if form.passive and (is_set or lexicon().has("verb.schedule", lemma)):
                return past  # "Hearing scheduled"
            return "" if lemma == "be" and form.tense is Tense.PRESENT else f"to {base}"  # "Ship due in port"
        case Status.POSSIBLE:
            if not actor and form.tense is Tense.NONE:
                return past if token.tag == "VBG" else f"to {base}"
            word = form.modal if form.modal in _MODALS else "may"
            if form.perfect or (form.tense is Tense.PAST and (form.passive or past.endswith("ed"))):
                return f"{word} have {'been ' if form.passive else ''}{past}"
            if form.tense is Tense.PAST and form.modal is None and token.tag == "VBD":
                return present(lemma, plural)  # "Mayor takes bribes": that it is only possible is said beside it
            return f"{word} not {base}" if form.negated and form.modal in ("may", "might") else f"{word} {base}"
        case Status.DENIED:
            if form.modal is not None and form.negated and not form.perfect:
                modal = _FULL.get(form.modal, form.modal)
                return f"cannot {base}" if modal == "can" else f"{modal} not {base}"
            helper = f"{_be(actor, plural)} " if actor.lower() in _PRONOUNS else ""
            return f"{helper}not {past}" if form.passive else f"{'do' if plural else 'does'} not {lemma}"
        case _:
            helper = f"{_be(actor, plural)} " if actor.lower() in _PRONOUNS else ""  # not "He arrested"
            if form.passive and token.tag != "VBG":
                going = form.progressive and form.tense is not Tense.NONE  # not "after being fined"
                return f"{helper}being {past}" if going else f"{helper}{past}"
            if token.tag == "VBG" and helper and not form.progressive:
                return present(lemma, plural)
            going_on = form.progressive or (token.tag == "VBG" and form.tense is Tense.NONE)
            if going_on and (status is Status.ONGOING or form.progressive or not actor):
                return f"{helper}{past}"
            if lemma == past and past.endswith("ed") and token.pos == "VERB" and _PAST_TAKEN_FOR_BASE.search(past):
                return past  # "had “gutted” the bill"
            return present(lemma, plural)


_PAST_TAKEN_FOR_BASE = re.compile(r"\w{3}[^e]ed$")


def _be(actor: str, plural: bool) -> str:
    return "am" if actor == "I" else present("be", plural)


_SUBJECT_FORM = {"him": "he", "her": "she", "them": "they"}  # "accused him of going": "He may go"
_PRONOUNS = ("he", "she", "it", "they", "we", "i", "you")
_MODALS = ("could", "might", "may", "would", "should", "must", "can")
_FULL = {"wo": "will", "'ll": "will", "’ll": "will", "ca": "can"}


def _fit(pieces: list[Piece]) -> str:
    """The pieces in order, the dispensable ones left out until there are no more than twelve words."""
    while True:
        text = " ".join(p.text for p in pieces if p.text)
        worst = max((p.rank for p in pieces), default=1)
        if len(text.split()) <= LONGEST:
            return text
        if any(p.short for p in pieces):  # "senior harbour official Karl Horn": the name will do
            pieces = [replace(p, text=p.short or p.text, short="") for p in pieces]
            continue
        if worst <= 1:
            return text
        last = max(n for n, p in enumerate(pieces) if p.rank == worst)
        shorter = [replace(p, text=p.least, least="") for p in pieces[last : last + 1] if p.least]
        pieces = [*pieces[:last], *shorter, *pieces[last + 1 :]]


def _noun_label(context: LabelContext, index: int) -> str:
    sentence = context.sentence
    owner = sentence.child(index, "poss")
    indices = noun_phrase(sentence, index, 0, conjuncts=False)
    if owner is not None and owner.index in context.hidden:
        indices = [i for i in indices if i > owner.index and sentence.tokens[i].relation != "case"]
    while indices and sentence.tokens[indices[-1]].relation == "case":
        indices.pop()
    while len(indices) > 1 and sentence.tokens[indices[0]].tag == "CC":
        indices.pop(0)
    own = phrase_in_label(context, visible(context, indices))
    rest = noun_constituents(context, index, 1)[1:]
    pieces = [
        Piece(1, index, own),
        *rest,
    ]
    if len(pieces) == 1 and len(pieces[0].text.split()) == 1:
        pieces[0] = Piece(1, index, longer_name(context, sentence.tokens[index]) or own)
    return _fit([*_in_talks(context, index), *pieces])


def _dated(context: LabelContext, noun: int) -> list[int]:
    """The time by which alone a bare noun is known: "the floods of 2005", "the 1918 pandemic"."""
    sentence = context.sentence
    before = sentence.tokens[noun - 1] if noun else None
    if before is not None and before.tag == "CD" and before.index in context.hidden and len(before.text) == _YEAR:
        return [before.index]
    days = [c for c in sentence.children(noun, "prep") if c.lemma == "of" and c.index == noun + 1]
    inside = [i for c in days for i in sentence.subtree(c.index)]
    return inside if context.hidden & set(inside) and len(inside) <= _SHORT else []


def _in_talks(context: LabelContext, noun: int) -> list[Piece]:
    """ "Peru and Chile are in talks", "nine cases are under investigation": who is."""
    sentence = context.sentence
    at = sentence.tokens[sentence.tokens[noun].head]
    verb = sentence.tokens[at.head]
    if at.lemma not in ("in", "under") or sentence.tokens[noun].relation != "pobj" or verb.lemma != "be":
        return []
    who = sentence.child(verb.index, "nsubj")
    text = reference(context, who.index) if who is not None and who.index < at.index else ""
    return [Piece(1, -2, text), Piece(1, -1, at.text)] if text else []
