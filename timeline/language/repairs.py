"""Clauses whose verb the small model lost to a noun inside them, put right before anybody reads the tree."""

from __future__ import annotations

from timeline.language.schemes import Arc

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_AFTER = frozenset({"after", "before", "since", "until", "as"})


def give_verbs_back(arcs: list[Arc], tags: list[str], words: list[str]) -> None:
    """Both repairs, in place."""
    for n, arc in enumerate(arcs):
        if tags[n].startswith("NN") and arc.relation not in ("nsubj", "nsubjpass", "pobj", "dobj", "compound"):
            _behind_participle(arcs, tags, n)
    for n, arc in enumerate(arcs):
        if tags[n] == "VBD" and arc.relation == "advcl":
            _behind_preposition(arcs, tags, words, n)


def _behind_participle(arcs: list[Arc], tags: list[str], noun: int) -> None:
    """ "when a lorry carrying timber from a mill hit a wall": the lorry hit it, not the mill.

    Only in a clause that has no finite verb: one that "when" opens needs one, in any other the participle must have
    an object, as no participle of the passive has.
    """
    top = arcs[noun].head == noun
    first = min([noun, *(k for k, a in enumerate(arcs[:noun]) if a.head == noun and tags[k] != "WRB")])
    when = first - 1 if first and tags[first - 1] == "WRB" else None
    carrying = any(a.head == noun and a.relation == "acl" and tags[k] in ("VBG", "VBN") for k, a in enumerate(arcs))
    inside = _below(arcs, noun)
    finite = any(tags[k] in _FINITE and arcs[k].relation != "acl" for k in inside)
    if not carrying or not (top or when is not None) or finite:
        return
    for verb in reversed(inside):
        before = arcs[verb].head
        taken = tags[verb] in ("VBN", "VBD") and arcs[verb].relation == "acl"
        if not taken or before != verb - 1 or before == noun:
            continue
        below = [a.relation for k, a in enumerate(arcs) if a.head == verb and k != verb]
        if "agent" in below or (top and "dobj" not in below):
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
        inside = _below(arcs, at)
        helpers = [k for k, a in enumerate(arcs) if a.head == verb and a.relation in ("aux", "auxpass", "neg")]
        apart = any(words[k] in (",", "-", "–", "—") for k in inside)  # "after midnight, a doctor said"
        if noun is None or apart or tags[noun].startswith("V") or inside[-1] != min([verb, *helpers]) - 1:
            continue
        arcs[noun].head, arcs[noun].relation = verb, "nsubj"
        arc.head, arc.relation = verb, "mark"
        return


def _below(arcs: list[Arc], top: int) -> list[int]:
    """The places of a token and all below it, in order."""
    found = {top}
    for _ in arcs:
        more = {k for k, a in enumerate(arcs) if a.head in found} - found
        if not more:
            break
        found |= more
    return sorted(found)
