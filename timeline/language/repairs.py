"""Clauses whose verb the small model lost to a noun inside them, put right before anybody reads the tree."""

from __future__ import annotations

from collections.abc import Container

from timeline.language.schemes import Arc
from timeline.language.subjects import FINITE, below, give_subjects_back, take

_SHORTEST = 3  # words of ", closed, reopened"
_TIMES = frozenset({"meantime", "interim", "meanwhile"})
_NOTHING = frozenset({"is", "are", "was", "were", "be", "been"})
_AFTER = frozenset({"after", "before", "since", "until", "as"})


def give_verbs_back(arcs: list[Arc], tags: list[str], words: list[str], verbs: Container[str] = ()) -> None:
    """All repairs, in place. verbs: those that are no nouns."""
    give_subjects_back(arcs, tags, words)
    for n, arc in enumerate(arcs):
        if tags[n].startswith("NN") and arc.relation not in ("nsubj", "nsubjpass", "pobj", "dobj", "compound"):
            _behind_participle(arcs, tags, n)
    for n, arc in enumerate(arcs):
        if tags[n] == "VBD" and arc.relation == "advcl":
            _behind_preposition(arcs, tags, words, n)
    for n, word in enumerate(words):
        if word == "," and 0 < n < len(words) - _SHORTEST:
            _between_commas(arcs, tags, words, n)
        elif word == "but" and arcs[n].relation == "cc":
            _behind_but(arcs, tags, words, n)
    for n, arc in enumerate(arcs):
        if tags[n] == "VBG" and arc.relation == "ccomp":
            _beside_participle(arcs, tags, words, n)
    for n, word in enumerate(words):
        if word == "and" and 1 < n < len(words) - 1:
            _both(arcs, tags, words, n)
    for n, arc in enumerate(arcs):
        if arc.relation == "relcl":
            _one_of_many(arcs, tags, words, n)
    for n in range(1, len(arcs)):
        if tags[n] == "NNS" and arcs[n].head == n:
            _said_of_noun(arcs, tags, words, n, verbs)
    _fixed_phrase(arcs, tags, words)


def _said_of_noun(arcs: list[Arc], tags: list[str], words: list[str], noun: int, verbs: Container[str]) -> None:
    """ "The quay collapses.", "Mine reopens": nothing but two nouns, the second a plural, behind an article, or where
    that is no noun at all."""
    doer = arcs[noun - 1].relation in ("compound", "nsubj") and tags[noun - 1] == "NN" and arcs[noun - 1].head == noun
    article = noun > 1 and tags[noun - 2] == "DT" and arcs[noun - 2].head in (noun, noun - 1)
    ends = words[noun + 1 : noun + 2] == ["."] if article else noun == 1 and arcs[noun].lemma in verbs
    if not (doer and ends) or any(tags[k] in FINITE for k in below(arcs, noun)):
        return
    tags[noun] = "VBZ"
    arcs[noun - 1].relation = "nsubj"
    if article:
        arcs[noun - 2].head = noun - 1


def _behind_participle(arcs: list[Arc], tags: list[str], noun: int) -> None:
    """ "when a lorry carrying timber from a mill hit a wall": the lorry hit it, not the mill.

    Only in a clause that has no finite verb: one that "when" opens needs one, in any other the participle must have
    an object, as no participle of the passive has.
    """
    top = arcs[noun].head == noun
    first = min([noun, *(k for k, a in enumerate(arcs[:noun]) if a.head == noun and tags[k] != "WRB")])
    when = first - 1 if first and tags[first - 1] == "WRB" else None
    carrying = any(a.head == noun and a.relation == "acl" and tags[k] in ("VBG", "VBN") for k, a in enumerate(arcs))
    inside = below(arcs, noun)
    finite = any(tags[k] in FINITE and arcs[k].relation != "acl" for k in inside)
    if not carrying or not (top or when is not None) or finite:
        return
    for verb in reversed(inside):
        before = arcs[verb].head
        taken = tags[verb] in ("VBN", "VBD") and arcs[verb].relation == "acl"
        if not taken or before != verb - 1 or before == noun:
            continue
        under = [a.relation for k, a in enumerate(arcs) if a.head == verb and k != verb]
        if "agent" in under or (top and "dobj" not in under):
            return
        above = arcs[noun].head if when is None or arcs[noun].head != when else arcs[when].head
        for k, a in enumerate(arcs):
            if k not in (noun, verb) and (k == when or (a.head == noun and k > verb)):
                a.head = verb
        tags[verb] = "VBD"
        arcs[verb].head, arcs[verb].relation = (verb, "ROOT") if top else (above, "advcl")
        arcs[noun].head, arcs[noun].relation = verb, "nsubj"
        return


def _behind_preposition(arcs: list[Arc], tags: list[str], words: list[str], verb: int) -> None:
    """ "after a lorry carrying fuel crashed": the noun behind "after" is the subject of what follows."""
    if any(a.head == verb and a.relation in ("nsubj", "nsubjpass", "mark") for a in arcs):
        return
    for at, arc in enumerate(arcs[:verb]):
        if arc.head != arcs[verb].head or arc.relation != "prep" or words[at] not in _AFTER:
            continue
        noun = next((k for k, a in enumerate(arcs) if a.head == at and a.relation == "pobj"), None)
        inside = below(arcs, at)
        helpers = [k for k, a in enumerate(arcs) if a.head == verb and a.relation in ("aux", "auxpass", "neg")]
        apart = any(words[k] in (",", "-", "–", "—") for k in inside)  # "after midnight, a doctor said"
        if noun is None or apart or tags[noun].startswith("V") or inside[-1] != min([verb, *helpers]) - 1:
            continue
        arcs[noun].head, arcs[noun].relation = verb, "nsubj"
        arc.head, arc.relation = verb, "mark"
        return


def _between_commas(arcs: list[Arc], tags: list[str], words: list[str], comma: int) -> None:
    """ "The town was quiet and the airport, closed since May, reopened": the noun before the commas is the subject.

    What stands between them is its participle. Only where that noun opens its clause: not in "They reached the port,
    worn out by the march, and slept".
    """
    participle = comma + 1
    loose = tags[participle] == "VBD" and tags[participle + 1] not in ("IN", "RB", "RP", "TO", "CD")
    helps = arcs[participle].relation in ("aux", "auxpass") or words[participle] in (*_NOTHING, "had", "did")
    if tags[participle] == "NN" and arcs[comma - 1].head == participle and arcs[comma - 1].relation == "nsubj":
        verb = _verb_behind(arcs, tags, words, participle)  # "The storm, forecast to grow, was moving"
        if verb is not None and arcs[participle].head == verb:
            _stands_aside(arcs, words, participle, verb)
        return
    if (
        not tags[comma - 1].startswith("NN") or tags[participle] not in ("VBN", "VBD", "VBG") or loose or helps
    ):  # ", said the bank,"
        return
    verb = _verb_behind(arcs, tags, words, participle)
    if verb is None:
        return
    if tags[participle] == "VBG":
        _stands_aside(arcs, words, participle, verb)
        return
    if arcs[verb].head == participle:  # it was taken for the verb of the clause
        place = arcs[participle].head
        arcs[verb].head, arcs[verb].relation = (
            (verb, "ROOT") if place == participle else (place, arcs[participle].relation)
        )
        for k, a in enumerate(arcs[:comma]):
            if a.head == participle and k != verb:
                a.head = verb
    noun = comma - 1
    while arcs[noun].head < comma and arcs[noun].head != noun and _inside_noun(arcs, tags, noun):
        noun = arcs[noun].head
    first = min(k for k in below(arcs, noun) if k <= noun)
    own = next((k for k, a in enumerate(arcs) if a.head == verb and a.relation in ("nsubj", "nsubjpass")), None)
    if arcs[noun].head == verb and arcs[noun].relation == "nsubj":
        arcs[participle].head, arcs[participle].relation, tags[participle] = noun, "acl", "VBN"
        return
    opens = first == 0 or tags[first - 1] in ("CC", "WRB", ",") or words[first - 1] in ("that", *_AFTER)
    if not tags[noun].startswith("NN") or not opens or (own is not None and comma - 1 in below(arcs, own)):
        return
    if own is not None and own > comma:
        return
    before = _joined_to(arcs, tags, first, verb)
    if verb in below(arcs, noun) or (before is None and own is not None):
        return
    arcs[participle].head, arcs[participle].relation, tags[participle] = noun, "acl", "VBN"
    take(arcs, noun, verb)
    if before is not None:
        if arcs[before].head == verb:  # the second clause was taken for the main one
            for k, a in enumerate(arcs[:first]):
                if a.head == verb and k != before:
                    a.head = before
            above = arcs[verb].head
            arcs[before].head = before if above == verb else above
            arcs[before].relation = arcs[verb].relation
        arcs[verb].head, arcs[verb].relation = before, "conj"
        arcs[first - 1].head, arcs[first - 1].relation = before, "cc"
        if own is not None:
            arcs[own].head = before


def _stands_aside(arcs: list[Arc], words: list[str], participle: int, verb: int) -> None:
    """ "She said three of the mills, standing idle since May, were sold": the parse gave the mills to the standing."""
    who = next((k for k, a in enumerate(arcs[:participle]) if a.head == participle and a.relation == "nsubj"), None)
    own = any(a.head == verb and a.relation in ("nsubj", "nsubjpass", "csubj") for a in arcs)
    above = arcs[participle].head
    if who is None or own or who > participle or (arcs[verb].head not in (participle, above) and above != verb):
        return
    take(arcs, who, verb)
    if above != verb:
        arcs[verb].head, arcs[verb].relation = verb if above == participle else above, arcs[participle].relation
    for k, a in enumerate(arcs[:participle]):
        if a.head == participle and k != verb:
            a.head = verb
            if words[k] == "that" and a.relation == "mark" and above not in (participle, verb):
                arcs[verb].relation = "ccomp"
    arcs[participle].head, arcs[participle].relation = who, "acl"


def _beside_participle(arcs: list[Arc], tags: list[str], words: list[str], participle: int) -> None:
    """ "She said that all the guests sitting near him had been seen": the same without commas."""
    inside = below(arcs, participle)
    if any(a.head == participle and a.relation in ("aux", "auxpass") for a in arcs):
        return
    at = inside[-1] + 1
    if at >= len(words) or tags[at] not in FINITE:
        return
    verb = arcs[at].head if arcs[at].relation in ("aux", "auxpass") else at
    if verb >= at and arcs[verb].relation in ("ccomp", "conj") and arcs[verb].head == arcs[participle].head:
        _stands_aside(arcs, words, participle, verb)


def _verb_behind(arcs: list[Arc], tags: list[str], words: list[str], participle: int) -> int | None:
    """The finite verb right behind the comma that closes what a participle opens; none where a verb comes before."""
    for k in range(participle + 1, len(words) - 1):
        if tags[k] in FINITE or words[k] in (";", ":", "(", "–", "—"):
            return None
        if words[k] == "," and tags[k + 1] in FINITE:
            up = arcs[k + 1].head if arcs[k + 1].relation in ("aux", "auxpass") else k + 1
            return up if up > k else None
    return None


def _inside_noun(arcs: list[Arc], tags: list[str], token: int) -> bool:
    """Does the token hang below another noun: "board" in "the head of the board"?"""
    above = arcs[token].head
    if arcs[token].relation == "pobj":
        return tags[arcs[above].head].startswith("NN") and arcs[above].relation == "prep" and arcs[above].head < above
    return arcs[token].relation == "prep" or (arcs[token].relation in ("compound", "nmod", "poss") and above > token)


def _joined_to(arcs: list[Arc], tags: list[str], first: int, verb: int) -> int | None:
    """The verb of the clause before that an "and" or "but" in front of `first` joins to another."""
    if first < 1 or tags[first - 1] != "CC":
        return None
    for above in (arcs[verb].head, verb):
        under = [k for k, a in enumerate(arcs[:first]) if a.head == above and a.relation in ("ccomp", "conj")]
        for k in ([above] if above < first else []) + under[::-1]:
            if tags[k].startswith("VB"):
                return k
    return None


def _behind_but(arcs: list[Arc], tags: list[str], words: list[str], but: int) -> None:
    """ "hurt travel but banks rose": without a "not" before it "but" joins no two subjects, it opens a clause."""
    one = arcs[but].head
    two = next((k for k, a in enumerate(arcs) if a.head == one and a.relation == "conj" and k > but), None)
    if two is None or not tags[one].startswith("NN") or not tags[two].startswith("NN") or arcs[one].head == one:
        return
    top = two if arcs[one].relation in ("nsubj", "nsubjpass") else arcs[one].head  # "output but oil firms rose"
    verb = arcs[one].head if top == two else arcs[top].head
    subject = arcs[top if top != two else one].relation in ("nsubj", "nsubjpass")
    governor = one - 1
    while governor > 0 and tags[governor] in ("DT", "JJ", "PRP$", "NN", "NNS", "NNP", "CD"):
        governor -= 1
    if (
        not subject
        or not but < top < verb
        or arcs[verb].head == one
        or governor == verb
        or not tags[governor].startswith("VB")
        or words[governor] in _NOTHING
    ):
        return
    arcs[top].relation = arcs[one].relation if top == two else arcs[top].relation
    arcs[top].head = verb
    if top != two:
        arcs[two].relation = "compound"
        arcs[two].head = top
    arcs[one].head, arcs[one].relation = governor, "dobj"
    arcs[but].head = governor


def _fixed_phrase(arcs: list[Arc], tags: list[str], words: list[str]) -> None:
    """ "In the meantime tenants were safe": the parse made one phrase of the time and the subject."""
    if len(words) < _SHORTEST + 2 or words[:2] != ["in", "the"] or words[2] not in _TIMES:
        return
    noun, verb = arcs[2].head, arcs[0].head
    if noun == 0 or arcs[1].head != noun or not tags[noun].startswith("NN") or verb < noun:
        return
    if arcs[noun].relation == "pobj" and arcs[noun].head == 0 and tags[noun + 1] in FINITE:
        if any(a.head == verb and a.relation in ("nsubj", "nsubjpass") for a in arcs):
            return
        take(arcs, noun, verb)
    if arcs[noun].relation in ("nsubj", "nsubjpass"):
        arcs[1].head, arcs[2].head, arcs[2].relation, tags[2] = 2, 0, "pobj", "NN"


def _both(arcs: list[Arc], tags: list[str], words: list[str], joint: int) -> None:
    """ "The mayor, hurt in May, and his deputy, named in June, left": both; so "Pell, the speaker, and Ana Boyd"."""
    one = arcs[joint].head
    subject = ("nsubj", "nsubjpass")
    if one > joint or not tags[one].startswith("NN"):
        return
    if arcs[one].relation in subject:
        rest = [k for k, a in enumerate(arcs) if a.head == arcs[one].head and a.relation in subject and k > joint]
        two = rest[0] if rest else None
        if two is not None and two < arcs[one].head and min(below(arcs, two)) == joint + 1:
            arcs[two].head, arcs[two].relation = one, "conj"
        return
    two = next((k for k, a in enumerate(arcs) if a.head == one and a.relation == "conj" and k > joint), None)
    first = arcs[one].head
    apart = words[joint - 1] == "," and arcs[one].relation == "appos" and arcs[first].relation in subject
    if two is not None and apart and tags[one] in ("NN", "NNS") and tags[first] == tags[two] == "NNP":
        arcs[two].head = arcs[joint].head = first


def _one_of_many(arcs: list[Arc], tags: list[str], words: list[str], verb: int) -> None:
    """ "The ban on evictions that was lifted": one thing was; the parse hung "on evictions" elsewhere."""
    noun = arcs[verb].head
    link = arcs[noun].head
    after = noun + 2
    if arcs[noun].relation != "pobj" or link < 1 or after >= len(words) or tags[noun + 1] != "WDT":
        return
    one = tags[noun] in ("NNS", "NNPS") and words[after] in ("was", "is", "has")
    if one and tags[link - 1] in ("NN", "NNP") and not tags[arcs[link].head].startswith("NN"):
        arcs[link].head = link - 1
        arcs[verb].head = link - 1
