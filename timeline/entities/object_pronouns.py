"""What "it", "them" and "one" are where something is done to them: "closed it", "attacked them", "filed for one"."""

from __future__ import annotations

from timeline.entities import binding
from timeline.entities.agreement import ALIKE, SUBJECTS, Names, is_organisation, is_thing
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import phrase_text
from timeline.grammar.verb_groups import is_verb

Place = tuple[Sentence, Token]
_OBJECTS = ("dobj", "pobj", "attr", "conj")
_ONE_IN = ("dobj", "pobj")


def object_antecedent(document: Document, sentence: Sentence, token: Token, names: Names) -> Place | None:
    """The one thing named before "it" in the sentence, none when there are two; else that of the sentence before."""
    own = binding.excluded_subjects(sentence, token) | binding.containing_nouns(sentence, token)
    if token.relation == "pobj" and token.head:
        own |= {token.head - 1}  # "denied any part in it"
    body = binding.is_done_to_organisation(sentence, token)
    things = [
        t
        for t in sentence.tokens[: token.index]
        if t.tag in ("NN", "NNP")
        and t.pos in ("NOUN", "PROPN")
        and t.relation in (*SUBJECTS, "dobj", "pobj", "conj")
        and not own & {t.index, t.head}
        and t.entity not in ("PERSON", "GPE")
        and not (t.pos == "PROPN" and t.text in names)
        and not any(lexicon().has(role, t.lemma.lower()) for role in ("noun.time", "noun.person"))
        and (is_organisation(t) or not body)
    ]
    first = _of_first_verb(sentence, token)
    if len(things) == 1:
        return sentence, things[0]
    if first is not None and first in things and not body:
        return sentence, first
    if things or sentence.index == 0 or any(t.text.lower() == "it" for t in sentence.tokens[: token.index]):
        return None
    before = document.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph:
        return None
    found = _body_before(before, names) if body else _thing_before(before, sentence, token, names)
    return (before, found) if found is not None else None


def _of_first_verb(sentence: Sentence, token: Token) -> Token | None:
    """ "took the letter from the safe and burnt it": the object of the verb to which the pronoun's is joined."""
    verb = next((t for t in sentence.ancestors(token.index) if is_verb(t)), None)
    joined = verb is not None and verb.relation == "conj" and sentence.child(verb.index, *SUBJECTS) is None
    return sentence.child(verb.head, "dobj") if verb is not None and joined else None


def _thing_before(before: Sentence, sentence: Sentence, token: Token, names: Names) -> Token | None:
    """ "Carlos founded the firm. His brother joined it": the one thing of a sentence that is a single clause.

    What a body has done something to goes before the body: "The firm made an offer. The board rejected it."
    """
    things = [t for t in before.tokens if is_thing(before, t, names) and t.relation in (*SUBJECTS, "dobj", "pobj")]
    verbs = {t.index: next((v for v in before.ancestors(t.index) if is_verb(v)), None) for t in things}
    at_root = [t for t in things if (v := verbs[t.index]) is not None and v.relation == "ROOT"]
    central = [t for t in things if t.relation != "pobj"]
    if len(central) == 1 and len(at_root) == len(things):
        return central[0]
    same = _done_by_same(before, sentence, token)
    if same is not None:
        return same if same in things else None
    main = [t for t in at_root if t.relation in (*SUBJECTS, "dobj")]
    doer = next((t for t in main if t.relation == "nsubj"), None)
    done = [t for t in main if t.relation == "dobj"]
    if doer is not None and is_organisation(doer) and len(done) == 1 and not is_organisation(done[0]):
        return done[0] if not _idle(done[0]) else None
    return None


def _idle(noun: Token) -> bool:
    """ "made a start", "took part": nothing to which something is done."""
    return any(lexicon().has(role, noun.lemma.lower()) for role in ("noun.part", "noun.hinge"))


def _done_by_same(before: Sentence, sentence: Sentence, token: Token) -> Token | None:
    """ "He will bring the horn. He means to blow it": what the last verb of the same doer was done to."""
    verb = next((t for t in sentence.ancestors(token.index) if is_verb(t)), None)
    who = subject(sentence, verb.index) if verb is not None else None
    if who is None or who.text.lower() not in ALIKE:
        return None
    group = ALIKE[who.text.lower()]
    does = [t for t in before.tokens if t.relation == "nsubj" and before.tokens[t.head].relation in ("ROOT", "conj")]
    last = does[-1] if does and does[-1].text.lower() in group else None
    return before.child(last.head, "dobj") if last is not None else None


def _body_before(before: Sentence, names: Names) -> Token | None:
    """The one body a sentence names as a subject or an object."""
    found = [
        t
        for t in before.tokens
        if t.relation in (*SUBJECTS, "dobj") and is_organisation(t) and is_thing(before, t, names)
    ]
    return found[0] if len(found) == 1 else None


def plural_object_antecedent(sentence: Sentence, token: Token) -> Token | None:
    """ "dismissed 300 workers and took most of them back": "them" in the second of two verbs of one doer."""
    verb = next((t for t in sentence.ancestors(token.index) if is_verb(t)), None)
    if verb is None or verb.relation != "conj" or sentence.child(verb.index, *SUBJECTS) is not None:
        return None
    first = sentence.tokens[verb.head]
    beside = [sentence.child(first.index, "dobj")]
    beside += [sentence.child(p.index, "pobj") for p in sentence.children(first.index, "prep") if p.index < verb.index]
    many = [t for t in beside if t is not None and t.tag in ("NNS", "NNPS") and t.index < verb.index]
    many = [t for t in many if not lexicon().has("noun.time", t.lemma.lower())]
    return many[0] if len(many) == 1 else None


def one_anaphor(document: Document, sentence: Sentence, token: Token) -> str | None:
    """ "asked for a recount ... filed for one": the noun for which "one" stands, with its own adjectives.

    It is the last thing spoken of as any ("a recount", "recounts"), with an adjective the last one at all ("the bill
    ... a stronger one").
    """
    if not is_one(sentence, token):
        return None
    own = [c.index for c in sentence.children(token.index, "amod", "compound") if c.index < token.index]
    holding = binding.containing_nouns(sentence, token)
    verb = next((t for t in sentence.ancestors(token.index) if is_verb(t)), None)
    who = subject(sentence, verb.index) if verb is not None else None
    barred = holding | ({who.index} if who is not None else set())
    purpose = verb is not None and any(c.tag == "TO" for c in sentence.children(verb.index, "aux"))
    if verb is not None and purpose and not own:  # "built to replace one that had fallen"
        thing = sentence.child(verb.head, "dobj", "nsubjpass")
        if thing is not None and thing.tag == "NN" and thing.pos == "NOUN" and thing.index < token.index:
            return thing.lemma.lower()
    if not own and lexicon().has("verb.news", sentence.tokens[token.head].lemma):
        return None  # "killed one"
    for here in (sentence, *([document.sentences[sentence.index - 1]] if sentence.index else [])):
        if here.headline:
            return None
        limit = token.index if here is sentence else len(here.tokens)
        for t in reversed(here.tokens[:limit]):
            if t.tag not in ("NN", "NNS") or t.pos != "NOUN" or t.relation not in (*_OBJECTS, *SUBJECTS):
                continue
            if here is sentence and t.index in barred:
                continue
            if any(lexicon().has(r, t.lemma.lower()) for r in ("noun.time", "noun.person", "noun.part", "noun.hinge")):
                continue
            if _any_such(here, t) if not own else t.relation in ("dobj", *SUBJECTS):
                return phrase_text(sentence, own) + " " + t.lemma.lower() if own else t.lemma.lower()
    return None


def is_one(sentence: Sentence, token: Token) -> bool:
    """Does "one" stand for a thing: not "one of them", "one by one", "one in ten"?"""
    before = sentence.tokens[token.index - 1] if token.index else token
    given = token.relation == "npadvmod" and before.tag == "PRP" and before.head == token.head  # "refused him one"
    if token.text.lower() != "one" or not (token.relation in _ONE_IN or given):
        return False
    part = any(c.lemma in ("of", "in", "by") for c in sentence.children(token.index, "prep"))
    return before.lemma != "by" and not part and not sentence.children(token.index, "nummod", "npadvmod")


def _any_such(sentence: Sentence, noun: Token) -> bool:
    """ "a recount", "recounts": any, not a certain one."""
    before = [c for c in sentence.children(noun.index) if c.index < noun.index]
    article = next((c for c in before if c.relation == "det"), None)
    if noun.tag == "NN":
        return article is not None and article.text.lower() in ("a", "an")
    return not any(c.relation in ("det", "poss", "nummod") for c in before)
