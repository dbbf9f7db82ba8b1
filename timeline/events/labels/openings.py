"""How a phrase or a clause inside a label begins: prepositions, marks, helpers, and who does it."""

from __future__ import annotations

from timeline.events.labels.complements import in_present, is_hedge
from timeline.events.labels.references import LabelContext, reference, visible, without_articles
from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text


def preposition_and_object(sentence: Sentence, preposition: Token) -> tuple[list[int], Token | None]:
    """The words a prepositional phrase begins with, and what they rule: "because of", "back inside", "from behind"."""
    lead = [preposition.index]
    before = sentence.tokens[preposition.index - 1]
    if before.head == preposition.index and lexicon().has("particle", before.text.lower()):
        lead = [before.index, *lead]  # "slipped back inside its banks"
    inner = sentence.child(preposition.index, "pobj", "pcomp")
    if inner is not None and inner.relation == "pcomp" and inner.tag == "IN":  # "because of"
        return [*lead, inner.index], sentence.child(preposition.index, "pobj") or sentence.child(inner.index, "pobj")
    nested = sentence.child(preposition.index, "prep") if inner is None else None
    if nested is not None:
        return [*lead, nested.index], sentence.child(nested.index, "pobj", "pcomp")
    return lead, inner


def in_what_way(sentence: Sentence, preposition: Token) -> str:
    """ "Heard in private", "paid in full": a preposition with an adjective; not "in particular"."""
    how = sentence.child(preposition.index, "amod")
    if how is None or how.index != preposition.index + 1 or how.children:
        return ""
    text = phrase_text(sentence, [preposition.index, how.index])
    return "" if lexicon().has("adverb.idle", text.lower()) else text


def clause_opening(context: LabelContext, verb: Token) -> tuple[str, int]:
    """The words of a clause up to its verb and the "not" behind it, and where in the sentence they begin."""
    sentence = context.sentence
    helpers = sentence.children(verb.index, "aux", "auxpass", "neg", "mark", "expl")
    before = [c.index for c in helpers if c.index < verb.index]
    before.extend(
        c.index
        for c in sentence.children(verb.index, "advmod")
        if c.index < verb.index and (is_hedge(c) or c.tag == "WRB")  # "to discuss how to fight it"
    )
    lead = [i for i in sorted(before) if i not in context.hidden]
    after = [c.index for c in helpers if c.relation == "neg" and c.index == verb.index + 1]  # "is not a firm date"
    who = sentence.child(verb.index, "nsubj", "nsubjpass")
    deed = sentence.child(verb.index, "csubj")
    if who is None and deed is not None and deed.index < verb.index:  # "warned that doing so could cost it the port"
        lead = [*lead, *(i for i in sentence.subtree(deed.index) if i not in context.hidden)]
    if who is None:
        text = phrase_text(sentence, [*sorted(lead), verb.index, *after])
    else:
        ahead = [i for i in lead if i < who.index]
        behind = [*(i for i in lead if i > who.index), verb.index, *after]
        text = f"{phrase_text(sentence, ahead)} {_subject_text(context, verb, who)} {phrase_text(sentence, behind)}"
    if verb.relation in ("ccomp", "acl"):
        text = in_present(sentence, verb, text)
    return text.strip(), min([verb.index, *before])


def _subject_text(context: LabelContext, verb: Token, who: Token) -> str:
    """Who does it: by name, but a time and a share by all their words."""
    if who.index in context.hidden:  # "that August is no firm date"
        return phrase_text(context.sentence, noun_phrase(context.sentence, who.index, 0))
    if verb.relation == "pcomp" and lexicon().has("noun.share", who.lemma.lower()):
        # "with a third of the channel to be dredged"
        return without_articles(
            phrase_text(context.sentence, visible(context, noun_phrase(context.sentence, who.index, 1)))
        )
    return reference(context, who.index) or who.text
