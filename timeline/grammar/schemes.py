"""Dependency labels of different pipelines, brought to one scheme.

The scheme inside is ClearNLP's, that of spaCy's English models: nsubj, nsubjpass, csubj, dobj, dative, attr, acomp,
oprd, prep + pobj, agent, pcomp, ccomp, xcomp, advcl, acl, relcl, mark, aux, auxpass, neg, conj, cc, det, amod,
compound, poss, appos, npadvmod, nummod, prt, punct, ROOT. Trees in Universal Dependencies hang prepositions and
copulas below their nouns, so heads move as well as names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.grammar.lexicon import Lexicon

_RENAMED = {
    "nsubj:pass": "nsubjpass",
    "nsubj:outer": "nsubj",
    "csubj:pass": "csubjpass",
    "csubj:outer": "csubj",
    "obj": "dobj",
    "iobj": "dative",
    "aux:pass": "auxpass",
    "acl:relcl": "relcl",
    "advcl:relcl": "relcl",
    "nmod:poss": "poss",
    "nmod:npmod": "npadvmod",
    "nmod:unmarked": "npadvmod",
    "obl:npmod": "npadvmod",
    "obl:tmod": "npadvmod",
    "obl:unmarked": "npadvmod",
    "nmod:tmod": "npadvmod",
    "compound:prt": "prt",
    "det:predet": "predet",
    "cc:preconj": "preconj",
    "flat": "compound",
    "flat:name": "compound",
    "fixed": "compound",
    "discourse": "intj",
    "root": "ROOT",
    "parataxis": "ccomp",
}
_UNIVERSAL = frozenset(_RENAMED) - {"root", "parataxis"} | {"obl", "obl:agent", "case", "cop", "nmod"}


@dataclass(slots=True)
class Arc:
    """One token's place in the tree, as the pipeline gives it: head index, relation, lemma and coarse tag."""

    head: int
    relation: str
    lemma: str
    pos: str


def is_universal(labels: Sequence[str]) -> bool:
    """Do the labels a parser knows belong to Universal Dependencies?"""
    return not {"pobj", "dobj"} & set(labels) and bool(_UNIVERSAL & set(labels))


def from_universal(arcs: Sequence[Arc], words: Lexicon) -> list[Arc]:
    """The tree in the scheme inside; same tokens, heads and relations changed where the two differ."""
    out = [Arc(a.head, a.relation, a.lemma, a.pos) for a in arcs]
    for i, arc in enumerate(arcs):
        if arc.relation == "cop":
            _lift_copula(out, i)
    for i, arc in enumerate(arcs):
        if arc.relation == "case" and out[i].relation == "case":
            _lift_preposition(out, i, words)
    for arc in out:
        arc.relation = _RENAMED.get(arc.relation, arc.relation)
        if arc.relation in ("obl", "nmod", "obl:agent"):
            arc.relation = "npadvmod"
        elif arc.relation == "advmod" and words.has("negation", arc.lemma):
            arc.relation = "neg"
    return out


def _lift_copula(arcs: list[Arc], cop: int) -> None:
    """ "the road is closed": be becomes the head, its predicate attr or acomp; what hangs on the clause moves up."""
    predicate = arcs[cop].head
    below = {"det", "amod", "compound", "nummod", "nmod", "nmod:poss", "case", "appos", "acl", "acl:relcl", "cop"}
    arcs[cop].head = cop if arcs[predicate].head == predicate else arcs[predicate].head
    arcs[cop].relation = arcs[predicate].relation
    for i, arc in enumerate(arcs):
        if arc.head == predicate and i not in (predicate, cop) and arc.relation not in below:
            arc.head = cop
    arcs[predicate].head = cop
    has_case = any(a.head == predicate and a.relation == "case" for a in arcs)
    arcs[predicate].relation = "obl" if has_case else "acomp" if arcs[predicate].pos == "ADJ" else "attr"


def _lift_preposition(arcs: list[Arc], case: int, words: Lexicon) -> None:
    """ "in the town": the preposition becomes the head of its noun. A possessive 's stays where it is."""
    noun = arcs[case].head
    if words.has("possessive.mark", arcs[case].lemma) or arcs[case].pos == "PART":
        return
    agent = arcs[noun].relation == "obl:agent"
    arcs[case].head = case if arcs[noun].head == noun else arcs[noun].head
    arcs[case].relation = "agent" if agent else "ROOT" if arcs[case].head == case else "prep"
    arcs[noun].head, arcs[noun].relation = case, "pobj"


def cut_cycles(arcs: Sequence[Arc]) -> None:
    """Make a root of one token of every circle of heads, in place: whoever climbs from head to head comes to an end.

    A parser gives trees; what `from_universal` or a pipeline of the user's own makes of them may be none.
    """
    ends: set[int] = set()
    for start in range(len(arcs)):
        way: dict[int, None] = {}
        at = start
        while at not in ends and arcs[at].head != at and at not in way:
            way[at] = None
            at = arcs[at].head
        if at in way:
            arcs[at].head, arcs[at].relation = at, "ROOT"
        ends.update(way, (at,))
