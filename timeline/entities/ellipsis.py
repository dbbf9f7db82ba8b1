"""Words that stand for a noun of the sentence before: "the third", "both", "12", "others", "the minister"."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.entities import binding
from timeline.entities.agreement import NO_NAMES, SUBJECTS, Names, is_pronoun
from timeline.entities.pronouns import antecedent
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text

_FINITE = ("VBD", "VBZ", "VBP")
_PLACES = (*SUBJECTS, "dobj")
_LEAD = frozenset({"the", "these", "those", "a", "an"})
_OTHERS = frozenset({"other", "others"})
_TWO = 2
_BACK = 2  # sentences to what an ordinal counts
_FAR = 4  # sentences to two people
_FIGURES = 4  # of a year


def is_elliptical(sentence: Sentence, word: Token) -> bool:
    """Is it a number or another word of amount that leaves to the text before what it counts?"""
    if word.relation not in _PLACES or word.entity in ("MONEY", "PERCENT", "DATE"):
        return False
    if any(c.tag not in ("DT", "RB", "PDT") and c.entity != "ORDINAL" for c in sentence.children(word.index)):
        return False  # "two of them", "three more", "one who ..."
    lower = word.text.lower()
    if word.tag == "CD":
        return word.entity in (None, "CARDINAL") and not (lower.isdigit() and len(lower) == _FIGURES)
    if word.entity == "ORDINAL" or lower in _OTHERS:
        return True
    return (word.tag in ("DT", "JJ", "JJS", "PDT") and lexicon().has("quantifier", lower)) or (
        lexicon().has("noun.pair", lower) and any(c.text.lower() == "the" for c in sentence.children(word.index, "det"))
    )


def ellipsis_antecedent(document: Document, sentence: Sentence, word: Token, names: Names = NO_NAMES) -> str | None:
    """The word with the noun it stands for, or whom; None where that is not clear or it stands for none."""
    if not is_elliptical(sentence, word):
        return None
    lower = word.text.lower()
    the = any(c.text.lower() == "the" for c in sentence.children(word.index, "det"))
    if lower == "both" or lexicon().has("noun.pair", lower) or (lower == "two" and the):
        two = _two_people(document, sentence, word, names)
        if two is not None:
            return two
        noun = _counted_two(document, sentence, word) if not lexicon().has("noun.pair", lower) else None
        return f"{lower} {noun}" if noun is not None else None
    lead = phrase_text(sentence, [c.index for c in sentence.children(word.index) if c.text.lower() not in _LEAD])
    own = f"{lead} {word.text}".strip().lower() if word.entity != "ORDINAL" else lower
    if word.entity == "ORDINAL" and word.tag != "CD":
        noun = _of_that_rank(document, sentence, word)
    elif lower == "one":
        noun = _one_of_a_kind(document, sentence, word)
    elif word.tag == "CD":
        noun = _so_many(document, sentence, word)
    else:
        noun = _rest(document, sentence, word)
        own = "other" if lower in _OTHERS else own
    return f"{own} {noun}" if noun is not None else None


def _before(document: Document, sentence: Sentence, index: int, far: int) -> Iterator[tuple[Sentence, Token]]:
    """The words before a place, the nearest first, as far back as so many sentences."""
    yield from ((sentence, t) for t in reversed(sentence.tokens[:index]))
    for at in range(sentence.index - 1, max(-1, sentence.index - 1 - far), -1):
        here = document.sentences[at]
        if not here.headline:
            yield from ((here, t) for t in reversed(here.tokens))


def _kind(sentence: Sentence, noun: Token, many: bool) -> str:
    """The noun with what says which kind: "absentee ballots"."""
    about = [c for c in sentence.children(noun.index, "amod", "compound") if c.index < noun.index]
    text = noun.text if many else noun.lemma
    text = text.lower() if noun.index == 0 else text
    about = [c for c in about if c.entity not in ("ORDINAL", "CARDINAL") and c.tag in ("NN", "NNP", "JJ", "NNS")]
    inside = sorted({i for c in about for i in sentence.subtree(c.index)})
    lead = phrase_text(sentence, inside)
    first = sentence.tokens[0]
    lead = lead.lower() if inside[:1] == [0] and first.pos != "PROPN" and first.entity is None else lead
    return f"{lead} {text}".strip()


def _countable(noun: Token) -> bool:
    measured = any(lexicon().has(role, noun.lemma.lower()) for role in ("noun.time", "noun.measure", "noun.part"))
    return noun.pos == "NOUN" and noun.relation not in ("compound", "nmod", "npadvmod") and not measured


def _is_person(noun: Token) -> bool:
    return lexicon().has("noun.person", noun.lemma.lower())


def _of_that_rank(document: Document, sentence: Sentence, word: Token) -> str | None:
    """ "The first round failed. The third lasted nine days": the noun that another ordinal counts."""
    for here, t in _before(document, sentence, word.index, _BACK):
        ranked = any(c.entity == "ORDINAL" and c.index < t.index for c in here.children(t.index, "amod", "nummod"))
        if t.tag == "NN" and t.pos == "NOUN" and ranked and not lexicon().has("noun.time", t.lemma.lower()):
            return _kind(here, t, many=False)
    return None


def _two_people(document: Document, sentence: Sentence, word: Token, names: Names) -> str | None:
    """The two persons told of last, by name; not who says what is said of them."""
    found = _people(document, sentence, word.index, names)
    at = sentence.index
    while len(found) < _TWO and at > max(0, sentence.index - _FAR):
        at -= 1
        here = document.sentences[at]
        if here.headline:
            break
        more = _people(document, here, len(here.tokens), names)
        found = more if at == sentence.index - 1 else [*found, *(m for m in more if m not in found)]
    return " and ".join(found) if len(found) == _TWO else None


def _people(document: Document, sentence: Sentence, end: int, names: Names) -> list[str]:
    """The persons of a sentence; only the two of whom it tells, where it tells of two."""
    of = binding.main_subject(sentence)
    second = sentence.child(of.index, "conj") if of is not None and of.entity == "PERSON" else None
    pair = [of, second] if of is not None and second is not None and second.index < end else []
    found: list[str] = []
    for t in pair or sentence.tokens[:end]:
        name = None
        speaks = t.relation == "nsubj" and lexicon().has("verb.report", sentence.tokens[t.head].lemma)
        if is_pronoun(t) and t.text.lower() in ("he", "she", "his", "her"):
            name = antecedent(document, sentence, t, names)
        elif t.entity == "PERSON" and t.relation not in ("compound", "case", "nmod") and not speaks:
            from_there = sentence.tokens[t.head].lemma == "of" and sentence.tokens[t.head].head < t.index
            name = None if from_there else phrase_text(sentence, noun_phrase(sentence, t.index, 0, conjuncts=False))
        if name is None:
            continue
        full = next((names[w][0] for w in reversed(name.split(" of ")[0].split()) if w in names), name)
        if full not in found:
            found.append(full)
    return found


def _counted_two(document: Document, sentence: Sentence, word: Token) -> str | None:
    """ "Two men fled. Both were seized": what was two."""
    for here, t in _before(document, sentence, word.index, 1):
        two = any(c.text.lower() in ("two", "2") for c in here.children(t.index, "nummod"))
        if t.tag == "NNS" and _countable(t) and two:
            return _kind(here, t, many=True)
    return None


def _so_many(document: Document, sentence: Sentence, word: Token) -> str | None:
    """ "Orsa is to free prisoners. Twelve came home": the only ones of whom the sentence before tells as many."""
    verb = sentence.tokens[word.head]
    of_people = any(lexicon().has(role, verb.lemma) for role in ("verb.die", "verb.news"))
    for here in (sentence, *([document.sentences[sentence.index - 1]] if sentence.index else [])):
        end = word.index if here is sentence else len(here.tokens)
        nouns = [t for t in here.tokens[:end] if t.tag == "NNS" and _countable(t) and t.entity is None]
        if not nouns:
            continue
        kinds = {_kind(here, t, many=True) for t in nouns}
        numbered = here.child(nouns[0].index, "nummod") is not None
        if here.headline or len(kinds) != 1 or not (_is_person(nouns[0]) or (numbered and not of_people)):
            return None
        return kinds.pop()
    return None


def _one_of_a_kind(document: Document, sentence: Sentence, word: Token) -> str | None:
    """ "Nine planes took off. One crashed", "The Halberg 30 is safe and 120 still fly. One crashed in May"."""
    before = document.sentences[sentence.index - 1] if sentence.index and word.relation in SUBJECTS else None
    if (
        before is None
        or before.headline
        or any(t.tag == "NNS" and _countable(t) for t in sentence.tokens[: word.index])
    ):
        return None
    counted = [t for t in before.tokens if t.tag == "NNS" and _countable(t) and before.child(t.index, "nummod")]
    if len(counted) == 1:
        return _kind(before, counted[0], many=False)
    numbers = [t for t in before.tokens[:-1] if t.tag == "CD" and t.relation != "nummod"]
    number = next((t for t in numbers if before.tokens[t.index + 1].tag in _FINITE), None)
    if counted or number is None or any(c.tag not in ("DT", "RB") for c in before.children(number.index)):
        return None
    verbs = [t for t in before.tokens[: number.index] if t.tag in _FINITE]
    of = subject(before, verbs[-1].index) if verbs else None
    if of is None or of.pos not in ("NOUN", "PROPN") or of.tag == "NNS":
        return None
    inside = noun_phrase(before, of.index, 0, conjuncts=False)
    return phrase_text(before, [i for i in inside if before.tokens[i].tag != "DT"])


def _rest(document: Document, sentence: Sentence, word: Token) -> str | None:
    """ "Some roads were shut; others stayed open", "Fans came by bus. Many had queued": the subject before."""
    for here in (sentence, *([document.sentences[sentence.index - 1]] if sentence.index else [])):
        end = word.index if here is sentence else len(here.tokens)
        nouns = [t for t in here.tokens[:end] if t.relation in SUBJECTS and t.index < t.head]
        if here is not sentence:
            speaks = binding.reported_subject(here, binding.main_subject(here))
            nouns = [t for t in nouns if binding.is_main(here, t)] if speaks is None else [speaks]
        if not nouns:
            continue
        many = nouns[-1]
        listed = here.child(many.index, "conj") is not None
        others = [t for t in here.tokens[:end] if t.tag == "NNS" and t is not many and _is_person(t)]
        if here.headline or others or many.tag != "NNS" or not _countable(many) or many.entity is not None or listed:
            return None
        return _kind(here, many, many=True)
    return None
