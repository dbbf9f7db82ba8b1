"""The word knowledge of the events room: what a lemma can do, read from the YAML files of a language folder.

A file is a list of groups: `role`, `words`, `example`, and what the role needs (`class`, `relation`,
`particles`, `against`). Everything is read as a string; a fault is a DataError with file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from timeline.errors import DataError
from timeline.strings import fault, read_strings

ROLES = frozenset(
    {
        "abbreviation", "adjective.event", "adjective.harm", "adjective.plan", "adjective.possible", "adverb.discourse",
        "adverb.habit", "adverb.hedge", "adverb.idle", "adverb.possible", "amount", "connective", "editorial", "gerund",
        "helper", "idiom", "joint.list", "joint.range", "keeps.article", "lasting", "mark.later", "mark.possible",
        "modifier.denied", "modifier.ongoing", "modifier.other", "modifier.past", "modifier.plan", "modifier.possible",
        "more", "name.agency", "name.female", "name.form", "name.male", "noun.abstract", "noun.anyone", "noun.body",
        "noun.crew", "noun.denied", "noun.disclosed", "noun.event", "noun.female", "noun.frame", "noun.had",
        "noun.hinge", "noun.idle", "noun.male", "noun.never", "noun.night", "noun.organisation", "noun.pair",
        "noun.paper", "noun.part", "noun.person", "noun.place", "noun.plan", "noun.plural", "noun.possible",
        "noun.rate", "noun.report", "noun.season", "noun.share", "noun.source", "noun.span", "noun.thing", "noun.time",
        "noun.title", "noun.told", "noun.wanting", "noun.weak", "participle", "particle", "preposition",
        "preposition.direct", "preposition.example", "preposition.inside", "preposition.nearby", "preposition.offset",
        "preposition.place", "preposition.time", "pronoun", "pronoun.empty", "same", "verb.accuse", "verb.act",
        "verb.announce", "verb.ask-for", "verb.aspect.begin", "verb.aspect.end", "verb.aspect.go-on", "verb.at-time",
        "verb.befall", "verb.belief", "verb.bid", "verb.birth", "verb.body", "verb.call-off", "verb.comment",
        "verb.denial", "verb.enact", "verb.end-of-life", "verb.entail", "verb.established", "verb.factive", "verb.fail",
        "verb.finding", "verb.foresee", "verb.hand-on", "verb.hope", "verb.impersonal", "verb.implicative",
        "verb.intransitive", "verb.light", "verb.means", "verb.news", "verb.occur", "verb.over", "verb.phrasal",
        "verb.plan", "verb.presuppose", "verb.punctual", "verb.report", "verb.reschedule", "verb.schedule",
        "verb.set-for", "verb.shut", "verb.speech", "verb.stative", "verb.still", "verb.tell", "verb.to-time",
        "verb.try", "verb.utter", "verb.weak", "verb.wish", "verb.with-participle", "verb.without-object", "word.life",
    }
)  # fmt: skip
_KEYS = frozenset({"role", "words", "example", "against", "class", "relation", "particles"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Role to lemma to the value the group gives it (its class or relation, else the empty string)."""

    roles: Mapping[str, Mapping[str, str]]
    same: Mapping[str, frozenset[str]] = field(default_factory=dict)
    particles: Mapping[str, str] = field(default_factory=dict)
    idioms: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)  # first word to what follows it
    played: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # lemma to its roles

    def has(self, role: str, lemma: str) -> bool:
        """Does the lemma play the role?"""
        words = self.roles[role]
        return lemma in words or (lemma[2:3] == "-" and lemma[3:] in words)  # "re-elect" is an election

    def get(self, role: str, lemma: str) -> str | None:
        """The class or relation of a lemma in a role; None when it does not play it."""
        words = self.roles[role]
        return words.get(lemma[3:] if lemma[2:3] == "-" and lemma not in words else lemma)

    def roles_of(self, lemma: str) -> tuple[str, ...]:
        """The roles a verb, noun or adjective plays, by name."""
        return self.played.get(lemma, ())

    def abstract(self, noun: str) -> bool:
        """Is the noun a thought, a plan, a word or a state of things, which does nothing by itself?"""
        roles = ("noun.abstract", "noun.possible", "noun.plan", "noun.told", "noun.report")
        return any(self.has(role, noun) for role in roles) or self.get("noun.event", noun) == "state"

    def kinds(self, lemma: str) -> tuple[str, ...]:
        """The lemma and the classes of near-synonyms it belongs to; two lemmas are alike if they share one."""
        return (lemma, *(f"={name}" for name in sorted(self.same.get(lemma, _NOTHING))))

    def alike(self, one: str, other: str) -> bool:
        """Can the two lemmas tell of one event?"""
        if one == other:
            return True
        return bool(self.same.get(one, _NOTHING) & self.same.get(other, _NOTHING))


_NOTHING: frozenset[str] = frozenset()


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The words of a language folder; DataError names file and line of a fault."""
    folder = files("timeline.grammar") / language
    roles: dict[str, dict[str, str]] = {role: {} for role in ROLES}
    same: dict[str, set[str]] = {}
    particles: dict[str, str] = {}
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name):
        for group in read_groups(file.read_text(encoding="utf-8"), file.name):
            for word in group.words:
                if group.role == "same":
                    same.setdefault(word, set()).add(group.value)
                else:
                    roles[group.role].setdefault(word, group.value)
            particles.update(group.particles)
    frozen = {role: MappingProxyType(words) for role, words in roles.items()}
    idioms: dict[str, tuple[tuple[str, ...], ...]] = {}
    for idiom in roles["idiom"]:
        first, *rest = idiom.split()
        idioms[first] = (*idioms.get(first, ()), tuple(rest))
    played: dict[str, tuple[str, ...]] = {}
    for role in sorted(r for r in roles if r.partition(".")[0] in _OPEN_CLASSES):
        for word in roles[role]:
            played[word] = (*played.get(word, ()), role)
    return Lexicon(MappingProxyType(frozen), {w: frozenset(c) for w, c in same.items()}, particles, idioms, played)


_OPEN_CLASSES = frozenset({"verb", "noun", "adjective"})


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a file."""

    role: str
    words: tuple[str, ...]
    value: str
    example: str
    particles: Mapping[str, str]


def read_groups(text: str, name: str) -> list[Group]:
    """The groups of one file's text; `name` is what error messages call it."""
    rows = read_strings(text, name)
    if not isinstance(rows, list):
        raise DataError(f"{name}: expected a list of groups")
    return [_group(row, name) for row in rows]


def _group(row: Any, name: str) -> Group:
    if not row:
        raise DataError(f"{name}: a group is empty")
    if not isinstance(row, dict):
        raise fault(row, "a group is a mapping with role, words and example")
    for key, value in row.items():
        if key not in _KEYS:
            raise fault(key, f"unknown key {str(key)!r}, known are {', '.join(sorted(_KEYS))}")
        if key == "words":
            _check_words(key, value)
        elif key == "particles":
            if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
                raise fault(key, "particles wants a particle for each word")
        elif not isinstance(value, str) or not value:
            raise fault(key, f"{key} wants one text")
    start = next(iter(row))
    for wanted in ("role", "example"):
        if wanted not in row:
            raise fault(start, f"the group has no {wanted}")
    if row["role"] not in ROLES:
        raise fault(start, f"no such role {str(row['role'])!r}")
    if not row.get("words"):
        raise fault(start, "the group has no words")
    return Group(
        str(row["role"]),
        tuple(str(word) for word in row["words"]),
        str(row.get("class") or row.get("relation") or ""),
        str(row["example"]),
        {str(word): str(particle) for word, particle in row.get("particles", {}).items()},
    )


def _check_words(key: str, words: Any) -> None:
    if not isinstance(words, list):
        raise fault(key, "words wants a list")
    for word in words:
        if not isinstance(word, str) or not word:
            raise fault(word or key, "a word is one text")
