"""What a bare word of a label leaves unsaid: what a number counts, where "there" is, which "one", whose funeral."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.entities.agreement import SUBJECTS, is_pronoun
from timeline.entities.organisations import names_ending_in, organisation_described
from timeline.events.labels.references import LabelContext, visible, without_articles
from timeline.events.roles import with_owner_named
from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text

_WHICH = ("WDT", "WP")
_THOSE = ("those", "them", "these")
_FAR = 3  # sentences back to who died


def counted_noun(context: LabelContext, number: Token) -> str | None:
    """ "The ballots, 900 of which", "of the 300 crew, 120", "nine charges. A tenth": the number with what it counts."""
    sentence = context.sentence
    if number.entity == "ORDINAL":
        return _ordinal(context, number)
    if number.tag == "JJ" and number.text.lower() in ("many", "several", "few"):
        return _some_of(sentence, number)
    behind = [c for c in sentence.children(number.index, "prep") if c.index > number.index]
    of = next((c for c in behind if c.lemma == "of"), None)
    of_what = sentence.child(of.index, "pobj") if of is not None else None
    if of_what is not None and of_what.tag in _WHICH:
        comma = sentence.subtree(number.index)[0] - 1
        noun = sentence.tokens[comma - 1] if comma > 0 and sentence.tokens[comma].text == "," else None
    elif number.tag == "CD" and (of_what is None or of_what.text.lower() in _THOSE):
        noun = _of_them_all(sentence, number)
    else:
        return None
    if noun is None or noun.tag != "NNS":
        return None
    number_words = [i for i in noun_phrase(sentence, number.index, 0) if noun.index < i <= number.index]
    the = "of the " if number.tag != "CD" else ""
    return f"{phrase_text(sentence, number_words)} {the}{_kind(sentence, noun)}"


def _some_of(sentence: Sentence, number: Token) -> str | None:
    """ "Turtles were hurt, because many had just begun to nest": many of the subject before."""
    if sentence.children(number.index):
        return None
    subjects = [t for t in sentence.tokens[: number.index] if t.relation in SUBJECTS]
    noun = subjects[-1] if subjects else None
    return f"{number.text.lower()} {_kind(sentence, noun)}" if noun is not None and noun.tag == "NNS" else None


def _of_them_all(sentence: Sentence, number: Token) -> Token | None:
    """ "Of the 300 crew ..." at the head of the sentence."""
    first = sentence.tokens[0]
    return sentence.child(0, "pobj") if first.text == "Of" and first.index < number.index else None


def _ordinal(context: LabelContext, number: Token) -> str | None:
    """The one thing counted in the sentence before, where nothing else is: "nine planes ... the first"."""
    sentence = context.sentence
    if any(c.relation != "det" for c in sentence.children(number.index)) or not sentence.index:
        return None
    before = context.document.sentences[sentence.index - 1]
    things = [t for t in before.tokens if t.tag == "NNS" and _numbered(before, t)]
    if len(things) != 1:
        return None
    return f"{number.text.lower()} {_kind(before, things[0], single=True)}"


def _numbered(sentence: Sentence, noun: Token) -> bool:
    measures = any(lexicon().has(role, noun.lemma.lower()) for role in ("noun.time", "noun.measure"))
    of = sentence.tokens[noun.head].lemma == "of"
    return not measures and not of and sentence.child(noun.index, "nummod") is not None


def _kind(sentence: Sentence, noun: Token, single: bool = False) -> str:
    """A counted noun without its number: "absentee ballots"."""
    about = [c for c in sentence.children(noun.index, "amod", "compound") if c.index < noun.index]
    inside = {i for c in about for i in sentence.subtree(c.index)}
    lead = phrase_text(sentence, sorted(inside))
    return f"{lead} {noun.lemma if single else noun.text}".strip()


def one_antecedent(context: LabelContext, one: Token) -> str | None:
    """ "Asked for an inquiry and was refused one": the nearest thing before it that is one of its kind.

    None where the text names none, or the word says more of itself ("a stronger one").
    """
    if one.text.lower() != "one" or any(c.pos != "PUNCT" for c in context.sentence.children(one.index)):
        return None
    for noun, there in _before(context, one.index):
        article = any(c.text.lower() in ("a", "an") for c in there.children(noun.index, "det"))
        if article and noun.tag == "NN" and noun.relation in ("dobj", "pobj") and noun.entity != "PERSON":
            if any(lexicon().has(role, noun.lemma.lower()) for role in ("noun.time", "noun.person")):
                continue
            return without_articles(phrase_text(there, noun_phrase(there, noun.index, 0, conjuncts=False)))
    return None


def is_unresolved_one(context: LabelContext, one: Token) -> bool:
    """ "After one that lasted nine days": a word for a thing the sentence does not name."""
    below = [c for c in context.sentence.children(one.index) if c.pos != "PUNCT"]
    bare_one = one.text.lower() == "one" and all(c.relation == "relcl" for c in below)
    return bare_one and one_antecedent(context, one) is None


def _before(context: LabelContext, index: int, far: int = 1) -> Iterator[tuple[Token, Sentence]]:
    """The words before a place of the sentence and in those before it, the nearest first."""
    here = context.sentence.index
    yield from ((t, context.sentence) for t in reversed(context.sentence.tokens[:index]))
    for at in range(here - 1, max(-1, here - 1 - far), -1):
        yield from ((t, context.document.sentences[at]) for t in reversed(context.document.sentences[at].tokens))


def there_antecedent(context: LabelContext, there: Token, verb: Token) -> str | None:
    """ "Stood for Norby and lost there": the place named last, in the same sentence, with its preposition."""
    sentence = context.sentence
    for token in reversed(sentence.tokens[: verb.index]):
        at = sentence.tokens[token.head]
        where = lexicon().has("preposition.place", at.lemma.lower())
        stood = at.lemma == "for"  # "stood for Norby"
        if token.tag == "NNP" and token.relation == "pobj" and token.index not in context.hidden and (where or stood):
            name = without_articles(phrase_text(sentence, noun_phrase(sentence, token.index, 0, conjuncts=False)))
            return f"{'to' if lexicon().has('verb.travel', verb.lemma) else 'in'} {name}"
    return None


def funeral_of(context: LabelContext, noun: Token) -> str | None:
    """ "The funeral": of the one who died in the sentences before, where it is one with a name."""
    if not lexicon().has("noun.last-rite", noun.lemma.lower()):
        return None
    for token, there in _before(context, noun.index, _FAR):
        if not lexicon().has("verb.die", token.lemma) or not token.tag.startswith("VB"):
            continue
        who = there.child(token.index, *SUBJECTS)
        if who is None or is_pronoun(who) or who.tag != "NNP" or there.child(who.index, "conj") is not None:
            continue
        known = context.names.get(who.text)
        return known[0] if known is not None else without_articles(phrase_text(there, noun_phrase(there, who.index, 0)))
    return None


def construction_of(context: LabelContext, noun: Token) -> str | None:
    """ "Voters approved a new bridge. Construction begins in May": of the new thing named last."""
    if not lexicon().has("noun.building", noun.lemma.lower()):
        return None
    for token, there in _before(context, noun.index):
        fresh = any(c.text.lower() == "new" for c in there.children(token.index, "amod"))
        known = (lexicon().abstract(token.lemma.lower()), lexicon().has("noun.event", token.lemma.lower()))
        bodies = ("noun.person", "noun.organisation", "noun.time", "noun.title", "noun.paper")
        if token.tag in ("NN", "NNS") and fresh:
            if any(known) or any(lexicon().has(role, token.lemma.lower()) for role in bodies):
                return None
            return without_articles(phrase_text(there, noun_phrase(there, token.index, 0, conjuncts=False)))
    return None


_BACK = 30


def longer_name(context: LabelContext, noun: Token) -> str | None:
    """For "the spill" the words by which the text last named it ("the Gulf oil spill")."""
    owner = context.sentence.child(noun.index, "poss")  # "Tuesday's spill"
    known = any(c.text.lower() in ("the", "this", "that") for c in context.sentence.children(noun.index, "det"))
    if not known and (owner is None or owner.index not in context.hidden):
        return None
    return next(iter(_longer_names(context, noun)), None)


def _longer_names(context: LabelContext, noun: Token, by: Sequence[str] = ()) -> Iterator[str]:
    """The longer phrases with the same noun, the nearest before it first; `by` what they must have."""
    for here, token in _namings(context, noun):
        if by and here.child(token.index, *by) is None:
            continue
        there = LabelContext(context.document, here, frozenset(), context.names)
        indices = noun_phrase(here, token.index, 1, conjuncts=False)
        if any(lexicon().has("noun.time", here.tokens[i].lemma.lower()) for i in indices):
            continue
        text = without_articles(with_owner_named(context.document, here, visible(there, indices), context.names))
        if 1 < len(text.split()) <= _LONGEST_NAME:
            yield text


def _namings(context: LabelContext, noun: Token) -> Iterator[tuple[Sentence, Token]]:
    """Where the same noun stands before, the nearest first."""
    for at in range(context.sentence.index, max(-1, context.sentence.index - _BACK), -1):
        here = context.document.sentences[at]
        for token in reversed(here.tokens[: noun.index] if at == context.sentence.index else here.tokens):
            if token.lemma == noun.lemma and token.tag == noun.tag and token.relation not in _NAMING:
                yield here, token


_LONGEST_NAME = 6


def longer_organisation_name(context: LabelContext, noun: Token) -> str | None:
    """For "the ministry" the "health ministry" the text named, for "the company" the one it just spoke of.

    None where the text knows two: a name too many misleads more than one too few.
    """
    lemma = noun.lemma.lower()
    if noun.tag != "NN" or not lexicon().has("noun.organisation", lemma):
        return None
    if not any(c.text.lower() in ("the", "this", "that") for c in context.sentence.children(noun.index, "det")):
        return None
    firm = organisation_described(context.document, context.sentence, noun, context.names)
    if firm is not None:
        return firm
    proper = names_ending_in(context.document, context.sentence, noun)
    if proper:
        return proper.pop() if len(proper) == 1 else None
    known = list(_longer_names(context, noun))
    if not known:
        return None
    same = all(set(known[0].lower().split()) & (set(k.lower().split()) - {lemma}) for k in known)
    return known[0] if same and len(known[0].split()) <= _LONGEST_BODY else None


def longer_thing_name(context: LabelContext, noun: Token) -> str | None:
    """For "the levee" the "Pine Hollow levee" the text named, for "new tanks" the "new propellant tanks".

    None where the text knows two, or only says what it is like.
    """
    sentence, lemma = context.sentence, noun.lemma.lower()
    if lexicon().has("noun.country", lemma):
        return _country(context, noun)
    own = [c for c in sentence.children(noun.index) if c.index < noun.index or c.relation == "prep"]
    others = [c for c in own if c.relation != "det"]
    known = any(c.text.lower() in ("the", "this", "that") for c in own)
    another = len(others) == 1 and any(lexicon().has(r, others[0].text.lower()) for r in _RANKS)
    if noun.tag not in ("NN", "NNS") or not ((known and not others) or another):
        return None
    if lexicon().abstract(lemma) or any(lexicon().has(role, lemma) for role in _NO_THING):
        return None  # "the change" may be any
    if another:
        kinds = {_by_kind(here, token) for here, token in _namings(context, noun)} - {""}
        return f"{others[0].text.lower()} {kinds.pop()} {noun.text}" if len(kinds) == 1 else None
    names = _longer_names(context, noun, _NAMING)
    found = [k for k in names if not lexicon().has("pronoun", k.split()[0].lower())]
    parts = [set(k.lower().split()) - {noun.text.lower()} for k in found]
    same = bool(parts) and all(p & parts[0] for p in parts)
    return found[0] if same and len(found[0].split()) <= _LONGEST_BODY else None


def _by_kind(sentence: Sentence, noun: Token) -> str:
    """What kind of thing it is: "propellant" tanks; not by name ("Nordby" wall)."""
    kind = [
        c for c in sentence.children(noun.index, "compound") if c.tag in ("NN", "NNS") and c.index == noun.index - 1
    ]
    return kind[0].text.lower() if kind and not kind[0].children else ""


def _country(context: LabelContext, noun: Token) -> str | None:
    """ "The country": the one state that is said to own or do something just before."""
    det = context.sentence.child(noun.index, "det")
    if noun.tag != "NN" or det is None or det.text.lower() != "the" or len(context.sentence.children(noun.index)) > 1:
        return None
    states = {
        without_articles(phrase_text(there, noun_phrase(there, t.index, 0, conjuncts=False)))
        .removesuffix("'s")
        .removesuffix("’s")
        for t, there in _before(context, noun.index)
        if t.entity == "GPE" and t.tag == "NNP" and t.relation in ("poss", *SUBJECTS)
    }
    return states.pop() if len(states) == 1 else None


_RANKS = ("modifier.other", "modifier.rank")
_NAMING = ("compound", "nmod")
_NO_THING = (
    "noun.time",
    "noun.person",
    "noun.organisation",
    "noun.title",
    "noun.part",
    "noun.hinge",
    "noun.share",
    "noun.weak",
)
_LONGEST_BODY = 4
