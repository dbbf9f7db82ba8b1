"""What "it", "them" and "one" are where something is done to them: "closed it", "attacked them", "filed for one"."""

from __future__ import annotations

from timeline.entities import binding
from timeline.entities.agreement import SUBJECTS, Names
from timeline.grammar import Sentence, Token

Place = tuple[Sentence, Token]


def object_antecedent(sentence: Sentence, token: Token, names: Names) -> Place | None:
    """The one thing named before "it" in the sentence, none when there are two."""
    own = binding.excluded_subjects(sentence, token)
    if token.relation == "pobj" and token.head:
        own |= {token.head - 1}  # "denied any part in it"
    things = [
        t
        for t in sentence.tokens[: token.index]
        if t.tag in ("NN", "NNP")
        and t.pos in ("NOUN", "PROPN")
        and t.relation in (*SUBJECTS, "dobj", "pobj", "conj")
        and not own & {t.index, t.head}
        and t.entity not in ("PERSON", "GPE")
        and not (t.pos == "PROPN" and t.text in names)
        and not any(sentence.words.has(role, t.lemma.lower()) for role in ("noun.time", "noun.person"))
    ]
    return (sentence, things[0]) if len(things) == 1 else None
