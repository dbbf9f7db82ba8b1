"""What the parts of a label are made from: words of a phrase without articles, times and lost beginnings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.entities.agreement import Names, is_pronoun, known_person
from timeline.entities.descriptions import person_described
from timeline.entities.organisations import organisation_described
from timeline.entities.pronouns import antecedent
from timeline.events.roles import with_owner_named
from timeline.grammar import Document, Sentence
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import apposed_name, noun_phrase, phrase_text

_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_TITLE = 3  # words before a name
_LONGEST_NAME = 4  # a longer one has a title of its own


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a label. `rank` 1 stays longest; `at` is the place in the sentence they belong to.

    `short` is what may stand for them where room is short, `least` what may before they are left out.
    """

    rank: int
    at: int
    text: str
    short: str = ""
    least: str = ""


@dataclass(frozen=True, slots=True)
class LabelContext:
    """What the pieces of one label are read from.

    `hidden` are tokens of time phrases, `told` who is named in it already, `verb` what the label tells of.
    """

    document: Document
    sentence: Sentence
    hidden: frozenset[int]
    names: Names
    told: tuple[str, ...] = ()
    verb: int | None = None


def without_articles(text: str | None) -> str:
    """Without articles, as headlines go; "a day" stays."""
    words_of = (text or "").split()
    around = zip(["", *words_of], words_of, [*words_of[1:], ""], strict=False)
    return " ".join(w for before, w, after in around if w.lower() not in _ARTICLES or _needed(before, w, after))


def _needed(before: str, article: str, after: str) -> bool:
    """ "A day", "half a million"."""
    counts = before.lower() == "half" or lexicon().has("keeps.article", after.lower())
    return article in ("a", "an") and counts and not after[:1].isdigit()  # but "a 12-month strike"


def visible(context: LabelContext, indices: list[int]) -> list[int]:
    """Without time phrases, and without the prepositions and conjunctions that lose their noun by it."""
    end = next((i for i in indices[1:] if starts_sentence(context.sentence, i)), len(context.sentence.tokens))
    kept = [
        i
        for i in indices
        if i < end
        and i not in context.hidden
        and not (context.sentence.tokens[i].text == "," and context.hidden & {i - 1, i + 1})
    ]
    while kept and len(kept) < len(indices) and context.sentence.tokens[kept[-1]].tag in ("IN", "CC", "TO", ",", "DT"):
        kept.pop()
    while kept and len(kept) < len(indices) and context.sentence.tokens[kept[0]].tag in ("CC", ",", "POS"):
        kept.pop(0)
    return kept


def _names(context: LabelContext, index: int, indices: list[int]) -> bool:
    """ "The summer timetable": a season that is the name of a bare noun, not when it is."""
    token = context.sentence.tokens[index]
    after = context.sentence.tokens[token.head]
    named = token.relation == "compound" and after.index == index + 1 and after.index not in context.hidden
    others = [i for i in indices if i not in (index, after.index) and context.sentence.tokens[i].relation != "det"]
    return named and not others and lexicon().has("noun.season", token.lemma.lower())


_OPENERS = frozenset({"DT", "NNS", "VBG", "PRP", "IN", "WRB"})


def starts_sentence(sentence: Sentence, index: int) -> bool:
    """Does a new sentence begin with this word, the full stop before it lost (captions, lists)?"""
    token = sentence.tokens[index]
    if not index or token.tag not in _OPENERS or token.entity is not None or not token.text.istitle():
        return False
    before = sentence.tokens[index - 1]
    return before.text.islower() and before.entity is None and before.end < token.start and len(token.text) > 1


def reference(context: LabelContext, index: int) -> str:
    """A noun with the words right about it, without articles; pronouns by their name."""
    token = context.sentence.tokens[index]
    if is_pronoun(token):
        name = antecedent(context.document, context.sentence, token, context.names)
        if name is None or any(
            t == without_articles(name) or t.startswith((f"{without_articles(name)}’", f"{without_articles(name)}'"))
            for t in context.told
        ):
            return token.text  # "Kerr's wife joins him"
        return without_articles(name)
    if token.tag in ("WP", "WDT", "EX"):
        return ""
    indices = noun_phrase(context.sentence, index, 0)
    full = known_person(context.names, context.sentence, token, indices)
    if full is not None and not context.told:
        return full[0]
    firm = organisation_described(context.document, context.sentence, token, context.names)
    if firm is not None and firm not in context.told:
        return firm
    who = person_described(context.document, context.sentence, token, context.names)
    if who is not None and not any(who in t for t in context.told):
        return who
    if indices and context.sentence.tokens[indices[0]].tag != "PRP$":
        holder = apposed_name(context.sentence, token)
        inner = noun_phrase(context.sentence, holder.index, 0) if holder is not None else []
        if inner and inner[0] > indices[-1] and not context.hidden & {*inner, *indices}:
            title = without_articles(phrase_text(context.sentence, indices))
            full_name = without_articles(phrase_text(context.sentence, inner))
            if any(full_name in t for t in context.told):
                return title
            fits = len(title.split()) <= _LONGEST_TITLE and len(full_name.split()) <= _LONGEST_NAME
            short = fits and inner[0] == indices[-1] + 2
            return f"{title} {full_name}" if short else full_name  # "the incumbent, Josef Hruby"
    indices = visible(context, indices)
    owns = token.relation == "poss"  # but "St Anne's was closed"
    while owns and indices and indices[-1] >= index and context.sentence.tokens[indices[-1]].relation == "case":
        indices.pop()
    return phrase_in_label(context, indices)


def phrase_in_label(context: LabelContext, indices: list[int]) -> str:
    """The words of a phrase as they stand in a label: without articles and pointing words, its owner by name."""
    sentence = context.sentence
    first = sentence.tokens[indices[0]] if indices else None
    points = first is not None and first.relation == "det" and lexicon().has("pronoun", first.text.lower())
    if points and len(indices) > 1:
        indices = indices[1:]  # "that flood"
    text = with_owner_named(context.document, sentence, indices, context.names, context.told)
    if first is None or first.tag not in ("PRP$", "WP$") or len(indices) < 2:
        return without_articles(text)
    thing = phrase_text(sentence, indices[1:])
    if not text.endswith(f" {thing}"):
        return without_articles(text)  # "its maker, Helvia Pharma"
    owner = text.removesuffix(f" {thing}")
    if owner.lower() == first.text.lower():  # whose, the text does not say
        return without_articles(text if context.told else thing)
    name = _MARK.sub("", owner)
    if not _JOINED.search(name):
        return without_articles(text)
    if (role := _ROLE.fullmatch(without_articles(name))) is not None:
        mark = "’" if role[1].endswith("s") else "’s"
        return without_articles(f"{role[2]} {role[1]}{mark} {thing}")
    return (
        without_articles(f"{thing} of {name}")
        if len(without_articles(name).split()) <= _LONGEST_OWNER
        else without_articles(thing)
    )


_MARK = re.compile(r"['’]s?$")
_JOINED = re.compile(r"\b(of|for|in|at|from|with|to|near|on)\b")  # "the driver of the lorry" has no "'s"
_ROLE = re.compile(r"([a-z]+) of ([A-Za-z]\w*)")  # "the lorry driver's employer"
_LONGEST_OWNER = 5
