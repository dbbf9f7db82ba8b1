"""Where a text speaks of one actor: by its names, by a pronoun, and as "the company"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from timeline.entities.agreement import Names, is_pronoun
from timeline.entities.descriptions import person_described
from timeline.entities.organisations import organisation_described
from timeline.entities.pronouns import antecedent
from timeline.errors import InputError
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.lexicon import lexicon

_FEWEST = 2  # words of a name that may be cut; capitals of an acronym; digits of a number that stands for a name
_DIGITS = re.compile(r"\d")


class How(StrEnum):
    """By what an actor is meant."""

    NAME = "name"
    SHORT = "short name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Actor:
    """A name as people write it, and the shorter forms that may stand for it. kind: the noun it ends with, if it does:
    "the store" is the Harbour Store."""

    name: str
    whole: re.Pattern[str]
    short: tuple[re.Pattern[str], ...]
    words: frozenset[str]
    kind: str | None

    def named_in(self, text: str) -> bool:
        """Does the text hold the name or one of its shorter forms?"""
        return any(p.search(text) is not None for p in (self.whole, *self.short))


@dataclass(frozen=True, slots=True)
class Place:
    """A token that stands for the actor: its sentence, its index there, and by what."""

    sentence: int
    token: int
    how: How


def actor(name: str) -> Actor:
    """The forms of a name: without "Inc." and the like, as initials, and (a person's) by surname or given name alone.

    InputError where the name has no letter.
    """
    words = name.split()
    if not any(c.isalpha() for c in name):
        raise InputError(f"no name to look for in {name!r}; name a person, a firm or a place")
    core = [w for w in words if not lexicon().has("name.form", w.lower())] or words
    short: list[str] = []
    if len(core) < len(words):
        short.append(_pattern(core))
    if len(core) > _FEWEST:  # "Auto Workers" for "United Auto Workers"
        short += [_pattern(core[at:]) for at in range(1, len(core) - 1)]
    capitals = [w[0] for w in core if w[:1].isupper()]
    if len(capitals) == len(core) >= _FEWEST:
        short.append(_pattern(["".join(capitals)]))
    if len(core) >= _FEWEST and len(_DIGITS.findall(core[-1])) >= _FEWEST:  # "the 787"
        short.append(r"(?<=\bthe )" + re.escape(core[-1]) + r"(?!\w)")
    whole = re.compile(_pattern(words), re.IGNORECASE if len(words) > 1 else 0)
    kind = core[-1].lower() if len(core) >= _FEWEST and core[-1].isalpha() else None
    return Actor(name, whole, tuple(re.compile(p) for p in short), frozenset(w.lower() for w in core), kind)


def _pattern(words: Sequence[str]) -> str:
    """The words in a row; before the last one a further name may stand ("Lund Night School" for "Lund School")."""
    *first, last = map(re.escape, words)
    between = r"(?:\s+[A-Z]\w+)?" if first and words[-1].isalpha() else ""
    return r"(?<!\w)" + r"".join(f"{w}{between if w is first[-1] else ''}" + r"\s+" for w in first) + last + r"(?!\w)"


def places(text: str, document: Document, names: Names, who: Actor) -> list[Place]:
    """Every token that stands for the actor, in text order."""
    person = _surname(who, document, names)
    found: list[Place] = []
    for sentence in document.sentences:
        taken: set[int] = set()
        for index, how in _named(text, sentence, who, person):
            if index not in taken:
                taken.add(index)
                found.append(Place(sentence.index, index, how))
        for token in sentence.tokens:
            if token.index in taken:
                continue
            if found and _of_kind(sentence, token, who):
                found.append(Place(sentence.index, token.index, How.DESCRIPTION))
            elif (how_meant := _meant(document, sentence, token, names, who)) is not None:
                found.append(Place(sentence.index, token.index, how_meant))
    return found


def _of_kind(sentence: Sentence, token: Token, who: Actor) -> bool:
    """ "The store", where the text has named the Harbour Store before."""
    below = [c.text.lower() for c in sentence.children(token.index) if c.index < token.index]
    return token.text == who.kind and below in (["the"], ["this"])


def _surname(who: Actor, document: Document, names: Names) -> re.Pattern[str] | None:
    """The parts of the name that stand for a person alone: those of one whom the text names in full."""
    parts = who.name.split()
    if len(parts) < 2 or len(parts) != len(who.words):
        return None
    known = names.get(parts[-1])
    if known is None or known[0].lower() != who.name.lower():
        return None
    given = {name.split()[0] for name, _ in names.values() if name.lower() != who.name.lower()}
    alone = [p for p in (parts[-1], parts[0]) if p not in given]
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, alone)) + r")(?!\w)")


def _named(text: str, sentence: Sentence, who: Actor, person: re.Pattern[str] | None) -> Iterator[tuple[int, How]]:
    starts = [t.start for t in sentence.tokens]
    patterns = [(who.whole, How.NAME), *((p, How.SHORT) for p in who.short)]
    if person is not None:
        patterns.append((person, How.SHORT))
    span = sentence.span
    taken: list[tuple[int, int]] = []
    for pattern, how in patterns:
        for match in pattern.finditer(text, span.start, span.end):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue  # "Anna" of "Anna Berg"
            taken.append(match.span())
            last = bisect_left(starts, match.end()) - 1
            if last >= 0 and not _runs_on(sentence, last):
                yield last, how


def _runs_on(sentence: Sentence, last: int) -> bool:
    """Is it only the beginning of a longer name: "Orsa 4" for Orsa, "Lund University" for Lund?"""
    after = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    if after is None:
        return False
    form = lexicon().has("name.form", after.text.lower())
    close = after.start == sentence.tokens[last].end
    own = sentence.tokens[last]
    number = after.tag == "CD" and after.text[:1].isdigit() and own.text[-1:].isalpha()
    one_name = after.head in (last, own.head) or own.head in (after.index, after.head)
    longer = after.tag == "NNP" and sentence.tokens[last].head == after.index and after.entity == "ORG"
    return not form and not close and ((number and one_name) or longer)


def _meant(document: Document, sentence: Sentence, token: Token, names: Names, who: Actor) -> How | None:
    if is_pronoun(token, sentence.words):
        told = antecedent(document, sentence, token, names)
        return How.PRONOUN if told is not None and same_name(told, who) else None
    if token.tag != "NN" or token.pos != "NOUN":
        return None
    told = organisation_described(document, sentence, token, names) or person_described(
        document, sentence, token, names
    )
    return How.DESCRIPTION if told is not None and same_name(told, who) else None


def same_name(told: str, who: Actor) -> bool:
    """Is the phrase the actor's name, with a title or without its form of firm?"""
    if who.whole.search(told) is not None:
        return who.name.split()[-1].lower() == told.split()[-1].lower() or _bare(told) == who.words
    own = _bare(told)
    return bool(own) and own == who.words


def _bare(told: str) -> frozenset[str]:
    words = [w.lower().strip(".,") for w in told.split()]
    return frozenset(w for w in words if not lexicon().has("name.form", w) and w != "the")
