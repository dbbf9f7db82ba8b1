"""The parts a label is made of: phrases and clauses as text, each with how soon it may go when room is short."""

from __future__ import annotations

from dataclasses import replace

from timeline.entities.agreement import is_pronoun
from timeline.events.labels.complements import (
    clause_as_thing,
    content_after_time,
    content_follows,
    is_infinitive,
    is_purpose,
    is_set_off,
    misparsed_dependents,
    needs_content,
    one_by_one,
    record_since,
    says_what,
    tells_which,
    with_its_own,
)
from timeline.events.labels.kept_times import time_needed
from timeline.events.labels.openings import clause_opening, in_what_way, preposition_and_object
from timeline.events.labels.references import LabelContext, Piece, reference, visible, without_articles
from timeline.grammar import Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import (
    apposed_name,
    hyphened,
    noun_phrase,
    phrase_text,
    unit_behind,
)
from timeline.grammar.verb_groups import is_verb

_NO_PART = frozenset({"according", "like", "since", "until", "besides", "including"})
_OWN = frozenset({"of", "for", "between", "by"})  # what a noun needs to be understood, before all other prepositions
_EXCEPT = frozenset({"but", "except"})
_SPEAKERS = frozenset({"i", "we", "you"})  # a clause about them is a quotation
_DEEPEST = 3
_LONGEST_CLAUSE = 9


def noun_constituents(context: LabelContext, index: int, rank: int, depth: int = 0, which: bool = True) -> list[Piece]:
    """A noun phrase: its own words, then each prepositional phrase and infinitive that hangs on it.

    which: with the clause that says which one.
    """
    second = with_its_own(context.sentence, index)
    most = record_since(context, index)
    if most:
        return [Piece(rank, index, f"{reference(context, index)} {most}")]
    if second is not None and depth < _DEEPEST:
        own = without_articles(
            phrase_text(context.sentence, visible(context, noun_phrase(context.sentence, index, 0, conjuncts=False)))
        )
    else:
        own = reference(context, index)
    if not own:
        return []
    pieces = [Piece(rank, index, own)]
    if depth >= _DEEPEST or is_pronoun(context.sentence.tokens[index]):
        return pieces
    if second is not None:
        word = next(c for c in context.sentence.children(index, "cc"))
        inner = replace(context, told=(*context.told, own))
        pieces.extend(_prepositions(inner, index, word.index, rank, depth))
        behind = noun_constituents(inner, second.index, rank, depth + 1, which)
        return [*pieces, Piece(rank, word.index, f"{word.text} {behind[0].text}"), *behind[1:]] if behind else pieces
    inside = set(noun_phrase(context.sentence, index, 0))
    if index not in inside:  # a dash parts them: "two boys - sons of a guard - were hurt"
        return pieces
    context = replace(context, told=(*context.told, own))
    holder = apposed_name(context.sentence, context.sentence.tokens[index])
    if holder is not None and own.endswith(holder.text):  # the name says who: what hangs on the title may go
        return pieces
    heads = [index, *(i for i in inside if i > index and context.sentence.tokens[i].relation == "conj")]
    below = [c for head in heads for c in context.sentence.children(head)]
    for c in [
        *below,
    ]:
        if c.index < index or c.index in inside or c.index in context.hidden or c.index == context.verb:
            continue
        if (
            c.relation == "prep" and context.sentence.tokens[c.index - 1].text == ","
        ):  # "Orsa, with mills in nine towns,"
            continue
        if c.relation in ("prep", "cc") and c.text.lower() in _EXCEPT:
            pieces.extend(_after(context, c, rank, depth + 1))
        elif c.relation == "prep" and context.sentence.tokens[c.index - 1].text.lower() != "such":
            pieces.extend(_after(context, c, rank + (1 if c.lemma.lower() in _OWN else 3), depth + 1))
        elif c.relation in ("acl", "relcl") and is_infinitive(context, c):
            after_of = any(p.at > index and p.rank == rank + 1 for p in pieces)  # "a fund of a billion to pay claims"
            pieces.extend(clause(context, c, rank + (2 if after_of else 1), depth + 1))
        elif says_what(context, c):
            pieces.extend(clause(context, c, rank + 1, depth + 1))
        elif which and tells_which(context, c):
            pieces.extend(clause(context, c, rank + 3, depth + 1))
    wanting = lexicon().has("noun.wanting", context.sentence.tokens[index].lemma.lower())
    return _with_its_want(context, index, pieces) if wanting else pieces


def _with_its_want(context: LabelContext, index: int, pieces: list[Piece]) -> list[Piece]:
    """ "Their ability to pay": one piece with what it is for; nothing where that was left out."""
    to = any(is_infinitive(context, c) for c in context.sentence.children(index, "acl", "relcl") if c.index > index)
    if not to:
        return pieces
    needed = context.sentence.tokens[index].relation == "pobj" or context.sentence.child(index, "poss") is not None
    if len(pieces) == 1 and not needed:  # "gave the order to leave"
        return pieces
    joined = [replace(pieces[0], text=f"{pieces[0].text} {p.text}") for p in pieces[1:2]]
    return [*joined, *pieces[2:]]


def _prepositions(context: LabelContext, index: int, before: int, rank: int, depth: int) -> list[Piece]:
    """What hangs on a noun by a preposition up to some place."""
    found: list[Piece] = []
    for c in context.sentence.children(index, "prep"):
        if index < c.index < before:
            found.extend(_after(context, c, rank + (1 if c.lemma.lower() in _OWN else 3), depth + 1))
    return found


def _after(context: LabelContext, preposition: Token, rank: int, depth: int) -> list[Piece]:
    """A prepositional phrase, empty when it is one of time; the preposition stands and falls with its noun."""
    sentence = context.sentence
    if preposition.text.lower() in _NO_PART or preposition.index in context.hidden:
        return []
    lead, inner = preposition_and_object(sentence, preposition)
    if inner is None:
        way = in_what_way(sentence, preposition)
        return [Piece(rank, preposition.index, way)] if way else []
    if inner.index in context.hidden or inner.index < preposition.index:
        return []
    if inner.text.lower() in ("there", "here"):
        return []
    if is_verb(inner) and not (inner.relation == "pobj" and inner.tag == "VBZ"):  # "the world championships"
        found = clause(context, inner, rank, depth)
    else:
        found = noun_constituents(context, inner.index, rank, depth)
    if not found:
        return []
    to = next((c for c in sentence.children(preposition.index, "prep") if c.index > inner.index), None)
    if to is not None and preposition.lemma == "from" and to.lemma == "to" and len(found) == 1:
        found.extend(_after(context, to, rank, depth))  # "from 226 to 286"
    amount = lexicon().has("noun.rate", inner.lemma.lower())
    of = next((c for c in sentence.children(inner.index, "prep") if c.lemma == "of"), None)
    if amount and of is not None and len(found) == 1 and found[0].text.split()[-1] == inner.text:
        return []  # "at a rate of nine a day": an amount without its number says nothing
    joins = amount or any(
        lexicon().has(role, inner.lemma.lower()) for role in ("noun.hinge", "noun.part", "noun.share")
    )
    if len(found) > 1 and joins and found[1].rank <= rank + 1:
        found = [replace(found[0], text=f"{found[0].text} {found[1].text}"), *found[2:]]  # "in the face of a scare"
    the = ""
    first = ""
    counted = inner.pos == "NOUN" and preposition.lemma == "of"  # not "cities of Lund" for "of Lund and Oslo"
    if lead[-1] == preposition.index and counted and found[0].text == reference(context, inner.index):
        alone = visible(context, noun_phrase(sentence, inner.index, 0, conjuncts=False))
        first = f"of {the}{without_articles(phrase_text(sentence, alone))}"  # "checks of 30 rigs and 47 platforms"
    begin = Piece(rank, preposition.index, f"{phrase_text(sentence, lead)} {the}{found[0].text}", least=first)
    return [begin, *found[1:]]


def clause(context: LabelContext, verb: Token, rank: int, depth: int) -> list[Piece]:
    """A clause inside another ("to buy back shares", "that it would close"): its core as one piece, the rest apart."""
    if depth > _DEEPEST:
        return []
    sentence = context.sentence
    own = ("nsubj", "nsubjpass", "mark")  # "that" is often taken for a pronoun
    if any(c.tag in ("WP", "WDT") and c.relation not in own for c in sentence.children(verb.index)):
        return []
    who = sentence.child(verb.index, "nsubj", "nsubjpass")
    if who is not None and who.text.lower() in _SPEAKERS:
        return []
    does = who or subject(sentence, verb.index)
    inner = replace(context, told=(*context.told, reference(context, does.index))) if does is not None else context
    parts = complements(inner, verb, 1, depth)
    needed = [p for p in parts if p.rank <= 2] if parts and parts[0].rank <= 2 else []
    first = min((p.rank for p in needed), default=1)
    which = verb.relation == "relcl"  # whole: "a strain that is a mixture of three"
    needed = [p for p in needed if p.rank == first or which]
    whole = sentence.children(verb.index, "dobj", "attr", "acomp", "ccomp", "xcomp")
    if (
        (rank > 1 or verb.lemma in ("be", "become"))
        and not parts
        and any(c.index > verb.index and c.index not in context.hidden for c in whole)
    ):
        return []  # "met to discuss", the content too long to be told: then the clause goes too
    rest = [Piece(rank + p.rank, p.at, p.text) for p in parts if p not in needed]
    opening, at = clause_opening(context, verb)
    told = who is not None and verb.relation in ("ccomp", "acl")
    longest = _LONGEST_CLAUSE + (3 if told or rank <= 1 else 0)
    text = " ".join([opening, *(p.text for p in needed)])
    while len(text.split()) > longest and len(needed) > 1 and verb.relation in ("ccomp", "xcomp"):
        needed = needed[:-1]
        text = " ".join([opening, *(p.text for p in needed)])
    text = text[:1].lower() + text[1:] if verb.index == 0 else text
    if len(text.split()) > longest:
        return []
    short = text.removeprefix("that ") if told and verb.relation == "ccomp" else ""
    core = Piece(rank, at, text, short if short != text else "")
    return [core, *rest, *_joined(context, verb, rank + 1, depth)]


def _joined(context: LabelContext, verb: Token, rank: int, depth: int) -> list[Piece]:
    """ "ordered not to kiss or shake hands": the second verb of a clause."""
    sentence = context.sentence
    word = sentence.child(verb.index, "cc")
    second = sentence.child(verb.index, "conj")
    if word is None or second is None or second.tag != verb.tag or second.index < word.index:
        return []
    if sentence.child(second.index, "nsubj", "nsubjpass") is not None:
        return []
    found = clause(context, second, rank, depth + 1)
    rather = "rather " if sentence.tokens[word.index - 1].text.lower() == "rather" else ""
    return [Piece(rank, word.index, f"{rather}{word.text} {found[0].text}")] if found else []


def complements(context: LabelContext, verb: Token, rank: int, depth: int = 0, held: bool = False) -> list[Piece]:
    """What follows a verb and belongs to it, in text order. held: it has its object already (a passive)."""
    pieces: list[Piece] = []
    sentence = context.sentence
    preps = 0
    taken: set[int] = set()
    for c in misparsed_dependents(context, verb):
        if c.index < verb.index or c.index in taken:
            continue
        if when := time_needed(context, verb, c):
            free = c.tag == "IN" and not lexicon().has("verb.to-time", verb.lemma)
            pieces.append(Piece(rank + 2 if free else rank, c.index, when))
            continue
        if c.index in context.hidden:
            continue
        if unit_behind(sentence.tokens, c.index - 1) and c.index - 1 not in sentence.subtree(c.index):
            continue  # told with its number
        before = [t.text.lower() for t in sentence.tokens[max(0, c.index - 2) : c.index]]
        if c.relation == "prep" and (before[-1] == "than" or before == [",", "not"]):
            continue  # "in the bowl rather than on the table", "in Lund, not in Oslo"
        match c.relation:
            case "npadvmod" | "attr" if is_set_off(sentence, c):
                continue
            case "dobj" if held and is_set_off(sentence, c):  # "cut the rate, its first cut in a year"
                continue
            case "oprd" if (whom := sentence.child(c.index, "nsubj")) is not None and verb.index < whom.index < c.index:
                pieces.append(Piece(rank, c.index, f"{reference(context, whom.index)} {reference(context, c.index)}"))
                held = True
            case "dobj" | "attr" | "oprd" | "acomp" | "pobj" if c.tag not in ("WP", "WDT") and not is_verb(c):
                told = _misparsed_object(context, c, verb, rank, depth)
                if told is not None:
                    pieces.extend(told)
                    held = True
                    continue
                found = noun_constituents(context, c.index, rank, depth)
                if c.relation == "acomp":
                    to = sentence.child(c.index, "xcomp")  # "was able to pay": whole
                    found = [*found[:1], *complements(context, c, rank if to is not None else rank + 1, depth + 1)]
                elif found and found[0].text in context.told:  # a mistake of the parse: nobody resigns himself
                    continue
                pieces.extend(found)
                if found and c.relation == "dobj" and not is_pronoun(c):
                    context = replace(context, told=(*context.told, found[0].text))  # "phoned Ruth Kane to warn her"
                taken.update(noun_phrase(sentence, c.index, 0))
                held = True
            case "acomp" | "oprd" if is_verb(c):
                run = hyphened(sentence, c.index)
                taken.update(run)
                pieces.append(Piece(rank, c.index, phrase_text(sentence, [c.index, *run])))  # "re-elected"
                held = True
            case "dative":
                inner = sentence.child(c.index, "pobj") if c.tag == "IN" else c
                if inner is not None:
                    text = reference(context, inner.index)
                    given = c.tag != "IN"  # "lent it money"
                    pieces.append(Piece(rank if given else rank + 1, c.index, text if given else f"{c.text} {text}"))
            case "agent":
                pieces.extend(_after(context, c, rank + 1, depth + 1))
            case "prt":
                under = sentence.child(c.index, "pobj")  # "brought under control"
                pieces.append(Piece(rank, c.index, f"{c.text} {reference(context, under.index)}" if under else c.text))
            case "npadvmod":
                pieces.append(Piece(rank, c.index, one_by_one(sentence, c) or reference(context, c.index)))
                taken.update(noun_phrase(sentence, c.index, 0))
                held = True
            case "advmod":
                pieces.extend(_adverb(context, c, verb, rank, depth))
            case "xcomp":
                pieces.extend(clause(context, c, rank + (1 if held else 0), depth + 1))
                held = True
            case "ccomp" if named := clause_as_thing(context, c):
                pieces.append(Piece(rank, c.index, named))
                held = True
            case "ccomp" if held and not content_follows(context, verb, c):
                continue  # what follows an object without "that" is mostly another sentence
            case "ccomp" if (
                sentence.child(c.index, "nsubj", "nsubjpass", "expl", "csubj") is not None
                or c.tag == "VBG"
                or is_infinitive(context, c)
            ):
                pieces.extend(clause(context, c, rank if needs_content(verb) else rank + 1, depth + 1))
            case "advcl" if content_follows(context, verb, c) and not is_infinitive(context, c):
                pieces.extend(clause(context, c, rank, depth + 1))
            case "advcl" if c.tag == "VBG" and is_purpose(context, c):  # whole or not at all
                whole = clause(context, c, rank + 2, depth + 1)
                pieces.extend([Piece(rank + 2, c.index, " ".join(p.text for p in whole))] if whole else [])
            case "advcl" if is_purpose(context, c):
                pieces.extend(clause(context, c, rank + 4, depth + 1))
            case "prep" if c.tag == "RP" and not c.children:  # "ruling nothing out"
                pieces.append(Piece(rank, c.index, c.text))
            case "prep" if content := content_after_time(context, verb, c):
                pieces.append(Piece(rank, c.index, content))
                held = True
            case "prep":
                first = 1 if not held and not preps else 2 + preps
                if held and c.index == verb.index + 1:  # "were put into quarantine"
                    first = 0
                pieces.extend(_after(context, c, rank + first, depth + 1))
                preps += 1
    return sorted(pieces, key=lambda p: p.at)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def _misparsed_object(context: LabelContext, noun: Token, verb: Token, rank: int, depth: int) -> list[Piece] | None:
    """ "warned the outbreak might spread": what the parse takes for the object is the subject of what is told."""
    sentence = context.sentence
    inner = sentence.child(verb.index, "ccomp")
    if noun.relation != "dobj" or inner is None or sentence.child(inner.index, "nsubj", "nsubjpass", "mark"):
        return None
    helped = [inner, *sentence.children(inner.index, "aux", "auxpass")]
    finite = any(c.tag in ("MD", "VBD", "VBZ", "VBP") for c in helped)
    if not finite or sentence.subtree(inner.index)[0] != noun.index + 1:
        return None
    content = clause(context, inner, rank, depth + 1)
    if not content:
        return []
    return [Piece(rank, noun.index, f"{reference(context, noun.index)} {content[0].text}"), *content[1:]]


def _adverb(context: LabelContext, adverb: Token, verb: Token, rank: int, depth: int) -> list[Piece]:
    """A particle stays; a word of manner right behind the verb may go; what joins sentences is left out."""
    text = adverb.text.lower()
    if context.sentence.tokens[context.sentence.subtree(adverb.index)[0] - 1].text == ",":
        return []  # "fell again, down from nine", "was sent to Lund, 20 miles away"
    if lexicon().has("particle", text):
        behind = complements(context, adverb, rank + 1, depth + 1) if depth < _DEEPEST else []
        return [Piece(rank, adverb.index, adverb.text), *behind]
    if lexicon().has("adverb.idle", text):
        return []
    if adverb.index == verb.index + 1:  # "stopped short of closing it", "cut short a visit", "fell ill"
        ruled = next((c for c in context.sentence.children(adverb.index, "prep") if c.index == adverb.index + 1), None)
        found = _after(context, ruled, rank, depth + 1) if ruled is not None else []
        if found:
            return [Piece(rank, adverb.index, f"{adverb.text} {found[0].text}"), *found[1:]]
        if adverb.tag == "JJ" and not adverb.children:
            return [Piece(rank, adverb.index, adverb.text)]
    run = context.sentence.subtree(adverb.index)
    if lexicon().has("adverb.idle", phrase_text(context.sentence, run).lower()):  # "as well"
        return []
    manner = all(context.sentence.tokens[i].tag.startswith("RB") for i in run) and len(run) <= 2
    if not manner or run[0] <= verb.index or adverb.index > verb.index + 3:
        return []
    denied = (
        context.sentence.child(verb.index, "neg") is not None
    )  # "for not acting more firmly" is not "for not acting"
    return [Piece(rank if denied else rank + 1, adverb.index, phrase_text(context.sentence, run))]
