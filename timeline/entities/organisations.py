"""Which firm "the company" is."""

from __future__ import annotations

from collections import Counter

from timeline.entities.agreement import FIRM, SUBJECTS, Names
from timeline.grammar import Document, Entity, Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text

_NEAR = 3
_OPENING = 4  # sentences in which a text names what it is about, its headline among them
_OFTEN, _MORE = 4, 3  # times it is named, and times as often as any other


def organisation_described(document: Document, sentence: Sentence, noun: Token, names: Names) -> str | None:
    """The one the last sentences name, where one of them speaks of what it does; else the one the text is about."""
    if noun.tag != "NN" or sentence.words.get("noun.organisation", noun.lemma.lower()) != "firm":
        return None
    before = [c for c in sentence.children(noun.index) if c.index < noun.index and c.relation != "punct"]
    if [sentence.words.has("demonstrative", c.text.lower()) for c in before] != [True]:
        return None
    near: dict[str, bool] = {}
    for here in document.sentences[max(0, sentence.index - _NEAR) : sentence.index + 1]:
        if here.headline:
            continue
        for entity in here.entities:
            head = here.tokens[entity.last]
            name = _name(here, entity)
            if name is None or name in names or (here.index == sentence.index and head.index > noun.index):
                continue
            does = head.relation in SUBJECTS and head.pos == "PROPN"
            near[name] = near.get(name, False) or does
    about = names[FIRM][0] if FIRM in names else None
    if about is not None:
        others = [name for name, does in near.items() if does and not _same(name, about, sentence.words)]
        return about if not others else None
    if len(near) != 1:
        return None
    name, does = next(iter(near.items()))
    return name if does and not any(sentence.words.has("noun.organisation", w.lower()) for w in name.split()) else None


def main_organisation(document: Document) -> str | None:
    """The one firm a text is about: its opening names it, and it is named more often than others."""
    opening: list[str] = []
    forms: dict[str, Counter[str]] = {}
    for sentence in document.sentences:
        for entity in sentence.entities:
            name = _name(sentence, entity, modifiers=True)
            if name is None:
                continue
            key = next((k for k in forms if _same(k, name, sentence.words)), name)
            forms.setdefault(key, Counter())[name] += 1
            if sentence.index < _OPENING:
                opening.append(key)
    ranked = sorted(forms, key=lambda k: -forms[k].total())
    if not ranked or ranked[0] not in opening or forms[ranked[0]].total() < _OFTEN:
        return None
    second = forms[ranked[1]].total() if len(ranked) > 1 else 0
    often = forms[ranked[0]].total() >= _MORE * second
    return forms[ranked[0]].most_common(1)[0][0] if often else None


def _name(sentence: Sentence, entity: Entity, modifiers: bool = False) -> str | None:
    """A firm's name; None for an agency of news, a ministry, a university."""
    head = sentence.tokens[entity.last]
    if entity.label != "ORG" or (not modifiers and head.relation in ("compound", "nmod", "amod")):
        return None
    if sentence.words.has("name.agency", head.text.lower()):
        return None
    if modifiers:
        indices = [
            i for i in range(entity.first, entity.last + 1) if sentence.tokens[i].relation not in ("det", "case")
        ]
    else:
        indices = noun_phrase(sentence, head.index, 0, conjuncts=False)
        joined = entity.first < head.index and entity.first not in indices  # "Harrow & Lisle"
        indices = list(range(entity.first, entity.last + 1)) if joined else indices
    kept = [i for i in indices if sentence.tokens[i].pos == "PROPN" or sentence.tokens[i].text == "&"]
    while kept and sentence.tokens[kept[-1]].relation == "case":
        kept.pop()
    text = phrase_text(sentence, kept)
    kind = sentence.words.get("noun.organisation", text.split()[-1].lower()) if text else None
    return text if text and (kind is None or kind == "firm") else None


def _same(name: str, other: str, words: Lexicon) -> bool:
    """ "BP" and "BP Plc", "Orsa" and "Orsa Mills"."""
    one, two = ([w for w in n.lower().split() if not words.has("name.form", w)] for n in (name, other))
    near = abs(len(one) - len(two)) <= 1
    return bool(one and two) and near and (one == two[: len(one)] or two == one[: len(two)])
