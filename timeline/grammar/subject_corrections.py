"""Subjects which the small model hung elsewhere than on their verb, given back before anybody reads the tree."""

from __future__ import annotations

from timeline.grammar.schemes import Arc

FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_HELPERS = ("aux", "auxpass", "neg", "advmod")
_OPENS = frozenset({"after", "before", "since", "until"})
_DASHES = frozenset({"-", "–", "—", "--"})
_NEAR = frozenset({"this", "last", "next"})
_FIGURES = 4  # of a year
_DATE = 6  # tokens of "May 2, 2010 -", and one more
_SOME = frozenset({"most", "some", "many", "several", "all", "both"})


def correct_subjects(arcs: list[Arc], tags: list[str], words: list[str]) -> None:
    """All of them, in place."""
    for n, word in enumerate(words):
        if word in _DASHES and 1 < n < _DATE:
            _behind_date(arcs, tags, words, n)
        elif word == "well" and tags[n] == "RB":
            _well_as_noun(arcs, tags, words, n)
        elif word == "those":
            _those_doing(arcs, tags, n)
        elif word in _OPENS and tags[n] == "IN":
            _only_a_time(arcs, tags, words, n)
            _behind_opener(arcs, tags, words, n)
    for n, arc in enumerate(arcs):
        if tags[n] == "JJ" and arc.relation == "amod" and arc.head == n + 1 and tags[n + 1] in FINITE:
            _last_named(arcs, n)
        elif arc.relation == "appos" and tags[n].startswith("NN"):
            _owned_by_named(arcs, tags, n)
        elif arc.relation == "pobj" and tags[n].startswith("NN"):
            _behind_year(arcs, tags, words, n)
            _behind_place(arcs, tags, words, n)


def subtree(arcs: list[Arc], top: int) -> list[int]:
    """The places of a token and all below it, in order."""
    found = {top}
    for _ in arcs:
        more = {k for k, a in enumerate(arcs) if a.head in found} - found
        if not more:
            break
        found |= more
    return sorted(found)


def _has_subject(arcs: list[Arc], verb: int) -> bool:
    return any(a.head == verb and a.relation in _SUBJECTS and k != verb for k, a in enumerate(arcs))


def _finite_at(arcs: list[Arc], tags: list[str], at: int) -> int | None:
    """The verb of the finite group that begins at this place."""
    while at < len(arcs) - 1 and tags[at] == "RB" and arcs[at].relation == "advmod":
        at += 1
    if at >= len(arcs) or tags[at] not in FINITE:
        return None
    verb = arcs[at].head if arcs[at].relation in ("aux", "auxpass") else at
    return verb if tags[verb].startswith("VB") and verb >= at else None


def make_subject(arcs: list[Arc], noun: int, verb: int) -> None:
    """The noun becomes the subject of the verb, of the passive where that has its helper."""
    passive = any(a.head == verb and a.relation == "auxpass" for a in arcs)
    arcs[noun].head, arcs[noun].relation = verb, "nsubjpass" if passive else "nsubj"


def _behind_date(arcs: list[Arc], tags: list[str], words: list[str], dash: int) -> None:
    """ "May 2 - Ana Ruiz opens the school": the day before the dash is no part of her name."""
    root = next((k for k, a in enumerate(arcs) if a.head == k), 0)
    dated = tags[0] in ("NNP", "MD") and tags[1] == "CD" and all(tags[k] in ("CD", ",") for k in range(1, dash))
    if not dated or root <= dash or not tags[root].startswith("VB"):
        return
    tags[0] = "NNP"
    arcs[0].head, arcs[0].relation = root, "npadvmod"
    for k in range(1, dash + 1):
        if arcs[k].head > dash:
            arcs[k].head = root if k == dash else 0
            arcs[k].relation = "nummod" if tags[k] == "CD" else "punct"


def _well_as_noun(arcs: list[Arc], tags: list[str], words: list[str], well: int) -> None:
    """ "A relief well is drilled": a well in the ground, which takes the place of the noun before it."""
    if arcs[well].relation in (*_SUBJECTS, "dobj", "pobj"):
        tags[well] = "NN"
        return
    noun, verb = well - 1, arcs[well].head
    article = any(a.head in (noun, well) and tags[k] in ("DT", "PRP$", "CD") for k, a in enumerate(arcs[:well]))
    behind = tags[well + 1] if well + 1 < len(tags) else ""
    if noun < 0 or tags[noun] not in ("NN", "NNP") or not article:
        return
    if arcs[noun].head == well:
        if arcs[well].relation == "advmod" and tags[verb].startswith("VB") and not _has_subject(arcs, verb):
            tags[well] = "NN"
            make_subject(arcs, well, verb)
        return
    if behind not in (*FINITE, "TO"):
        return
    arcs[well].head = well if arcs[noun].head == noun else arcs[noun].head
    arcs[well].relation, tags[well] = arcs[noun].relation, "NN"
    for a in arcs[:noun]:
        if a.head == noun:
            a.head = well
    arcs[noun].head, arcs[noun].relation = well, "compound"


def _those_doing(arcs: list[Arc], tags: list[str], those: int) -> None:
    """ "Those urging caution have won": they have, not the caution."""
    noun = arcs[those].head
    doing = those + 1
    if noun <= doing or tags[noun] != "NN" or tags[doing] != "VBG" or arcs[noun].relation not in _SUBJECTS:
        return
    if arcs[doing].head == noun:
        arcs[those].head, arcs[those].relation = arcs[noun].head, arcs[noun].relation
        arcs[doing].head = those
        arcs[noun].head, arcs[noun].relation = doing, "dobj"


def _only_a_time(arcs: list[Arc], tags: list[str], words: list[str], until: int) -> None:
    """ "It was small and until last month was closed": the month is no subject."""
    verb = arcs[until].head
    noun = next((k for k, a in enumerate(arcs) if a.head == verb and a.relation in _SUBJECTS), None)
    joined = until > 0 and tags[until - 1] == "CC" and arcs[until].relation in ("mark", "prep")
    if joined and noun == until + 2 and words[until + 1] in _NEAR and arcs[verb].relation == "conj":
        arcs[until].relation = "prep"
        arcs[noun].head, arcs[noun].relation = until, "pobj"


def _behind_opener(arcs: list[Arc], tags: list[str], words: list[str], at: int) -> None:
    """ "Homes took in water after a part of the dam gave way": the noun behind "after" is the subject of the verb."""
    noun = next((k for k, a in enumerate(arcs) if a.head == at and a.relation == "pobj"), None)
    if noun is None or arcs[at].relation != "prep" or arcs[at].head > at or not tags[noun].startswith("NN"):
        return
    inside = subtree(arcs, at)
    verb = _finite_at(arcs, tags, inside[-1] + 1)
    if verb is None or inside[-1] - at + 1 != len(inside) or any(tags[k] in ("CC", ",") for k in range(at, verb)):
        return
    part = arcs[at].head
    above = part
    if words[part] in _SOME and arcs[part].head == verb and arcs[part].relation in _SUBJECTS:  # ", most of them after"
        main = [k for k, a in enumerate(arcs[:part]) if a.head == verb and a.relation == "ccomp"]
        if not main or words[part - 1] != ",":
            return
        above = main[-1]
        arcs[above].head = above if arcs[verb].head == verb else arcs[verb].head
        arcs[above].relation = arcs[verb].relation
        arcs[part].head, arcs[part].relation = above, "npadvmod"
        for k, a in enumerate(arcs[:part]):
            if a.head == verb and k != above:
                a.head = above
    elif arcs[verb].relation not in ("conj", "advcl", "ccomp") or _has_subject(arcs, verb) or _joined(arcs, verb):
        return
    make_subject(arcs, noun, verb)
    arcs[verb].head, arcs[verb].relation = above, "advcl"
    arcs[at].head, arcs[at].relation = verb, "mark"


def _joined(arcs: list[Arc], verb: int) -> bool:
    """Does an "and" or a "when" join the verb to one before?"""
    return any(
        (a.head == verb and a.relation in ("cc", "mark"))
        or (a.relation == "cc" and a.head == arcs[verb].head and k < verb)
        for k, a in enumerate(arcs)
    )


def _last_named(arcs: list[Arc], word: int) -> None:
    """ "The first round failed, and the second collapsed": the second did; no verb has an adjective."""
    article = next((k for k, a in enumerate(arcs[:word]) if a.head == word + 1 and a.relation == "det"), None)
    if article != word - 1 or _has_subject(arcs, word + 1):
        return
    arcs[article].head, arcs[word].relation = word, "nsubj"


def _owned_by_named(arcs: list[Arc], tags: list[str], thing: int) -> None:
    """ "His wife Ada's operation has been put off": the operation has, not his wife."""
    wife = arcs[thing].head
    name = next((k for k, a in enumerate(arcs[:thing]) if a.head == thing and a.relation == "poss"), None)
    if name != wife + 1 or tags[name] != "NNP" or arcs[wife].relation not in _SUBJECTS:
        return
    for a in arcs[thing:]:
        if a.head == wife:
            a.head = thing
    arcs[thing].head, arcs[thing].relation = arcs[wife].head, arcs[wife].relation
    arcs[wife].head, arcs[wife].relation = name, "compound"


def _behind_year(arcs: list[Arc], tags: list[str], words: list[str], name: int) -> None:
    """ "When it opened in May 1969 Lund, who had paid, stayed away": Lund stayed; the parse made one name of both."""
    month = name - 2
    at = arcs[name].head
    dated = month == at + 1 and tags[month] == "NNP" and tags[name - 1] == "CD" and words[name - 1].isdigit()
    if not dated or len(words[name - 1]) != _FIGURES or tags[name] != "NNP" or arcs[month].head != name:
        return
    clause = arcs[at].head
    verb = arcs[clause].head if arcs[clause].relation == "advcl" else clause
    if verb < name or _has_subject(arcs, verb) or not tags[verb].startswith("VB"):
        return
    arcs[month].head, arcs[month].relation = at, "pobj"
    make_subject(arcs, name, verb)


def _behind_place(arcs: list[Arc], tags: list[str], words: list[str], noun: int) -> None:
    """ "In Lund, Skane, calls have risen": the calls have, and the place is Lund."""
    place = next((k for k, a in enumerate(arcs[:noun]) if a.head == noun and a.relation == "nmod"), None)
    if place is None or words[noun - 1] != "," or tags[place] != "NNP" or tags[noun] not in ("NNS", "NN"):
        return
    inside = subtree(arcs, noun)
    verb = _finite_at(arcs, tags, inside[-1] + 1)
    if verb is None or _has_subject(arcs, verb) or verb in inside or arcs[verb].relation == "relcl":
        return
    for k in range(inside[0], noun):
        if arcs[k].head == noun:
            arcs[k].head = place
    arcs[place].head, arcs[place].relation = arcs[noun].head, "pobj"
    make_subject(arcs, noun, verb)
