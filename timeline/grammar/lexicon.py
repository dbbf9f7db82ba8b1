"""The word knowledge of a language: what a lemma can do, read from the YAML files of its folder.

A file is a list of groups: `role`, `words`, `example`, and what the role needs (`class` or `relation`), and `against`:
what looks like the example and is none. Everything is read as a string; a fault is a DataError with file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from timeline.errors import DataError, LanguageError
from timeline.strings import fault, read_strings

HERE = Path(__file__).parent
ROLES = frozenset(
    {
        "abbreviation", "adjective.event", "adjective.harm", "adjective.plan", "adjective.possible", "adverb.discourse",
        "adverb.idle", "adverb.just",
    "adverb.possible", "agentive", "agentive.wide", "amount", "amount.many", "amount.plural",
        "amount.single", "another", "appointed", "article", "article.claim", "article.definite", "article.indefinite",
        "before", "client", "comparison", "complement.close", "complementiser", "composition", "condition",
        "condition.wide", "conjunction", "connective", "copula", "copula.lasting", "copula.short", "copula.subject",
        "definite", "demonstrative", "disjunction", "doer.ending", "expletive", "fixing", "genitive", "genitive.wide",
        "gerund", "implication", "joint.list", "joint.range", "lasting", "mark.later", "mark.manner",
        "mark.possible",
        "modal", "modifier.denied", "modifier.ongoing", "modifier.other", "modifier.past", "modifier.plan",
        "modifier.possible", "more", "motion.future", "name.agency", "name.female", "name.form", "name.male",
        "negation", "negation.longer", "negation.nobody", "negation.phrase", "negation.subject", "noun.abstract",
        "noun.anyone", "noun.body", "noun.crew", "noun.denied", "noun.disclosed", "noun.event", "noun.female",
        "noun.frame", "noun.had", "noun.hinge", "noun.idle", "noun.male", "noun.never", "noun.night",
        "noun.organisation", "noun.pair", "noun.paper", "noun.part", "noun.person", "noun.place", "noun.plan",
        "noun.plural", "noun.possible", "noun.rate", "noun.report", "noun.season", "noun.share", "noun.source",
        "noun.span", "noun.thing", "noun.time", "noun.title", "noun.told", "noun.wanting", "noun.weak", "number.one",
        "object.control", "obligation", "occasion", "ordinal", "participle", "patient.noun", "perfect", "possessive",
        "possessive.mark", "preposition", "preposition.after", "preposition.between", "preposition.compared",
        "preposition.direct", "preposition.during", "preposition.event", "preposition.example", "preposition.far",
        "preposition.fault", "preposition.for", "preposition.from", "preposition.inside", "preposition.length",
        "preposition.means", "preposition.nearby", "preposition.offset", "preposition.origin", "preposition.place",
        "preposition.set", "preposition.since", "preposition.span", "preposition.state", "preposition.stay",
        "preposition.than", "preposition.time", "preposition.to", "preposition.with", "preposition.within", "prior",
        "pronoun", "pronoun.clause", "pronoun.empty", "pronoun.nobody", "pronoun.object", "pronoun.owner",
        "pronoun.person", "pronoun.plural", "pronoun.pointing", "pronoun.speaker", "pronoun.third", "raising",
        "range.end", "range.limit", "same", "source.mark", "subject.control", "until", "until.ahead", "verb.accuse",
        "verb.act", "verb.announce", "verb.ask-for", "verb.aspect.begin", "verb.aspect.end", "verb.aspect.go-on",
        "verb.at-time", "verb.befall", "verb.belief", "verb.bid", "verb.birth", "verb.body", "verb.call-off",
        "verb.comment", "verb.denial", "verb.enact", "verb.end-of-life", "verb.entail", "verb.established",
        "verb.factive", "verb.fail", "verb.finding", "verb.foresee", "verb.hand-on", "verb.hope", "verb.impersonal",
        "verb.implicative", "verb.intransitive", "verb.light", "verb.means", "verb.news", "verb.occur", "verb.over",
        "verb.plan", "verb.presuppose", "verb.punctual", "verb.report", "verb.reschedule", "verb.schedule",
        "verb.set-for", "verb.shut", "verb.speech", "verb.stative", "verb.still", "verb.tell", "verb.to-time",
        "verb.try", "verb.weak", "verb.wish", "verb.without-object", "word.life",
    }
)  # fmt: skip
_KEYS = frozenset({"role", "words", "example", "against", "class", "relation"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Role to lemma to the value the group gives it (its class or relation, else the empty string).

    language: the code of its folder.
    """

    language: str
    roles: Mapping[str, Mapping[str, str]]
    same: Mapping[str, frozenset[str]] = field(default_factory=dict)
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


def code_of(language: str | None) -> str:
    """The folder of an article's language; English where nothing tells."""
    return language.split("-")[0].lower() if language is not None else "en"


@cache
def lexicon(language: str = "en", folder: Path = HERE) -> Lexicon:
    """The words of a language, from its folder below `folder`.

    LanguageError where it has none, DataError with file and line where a file is wrong.
    """
    if not (folder / language).is_dir():
        known = ", ".join(sorted(p.name for p in folder.iterdir() if (p / "verbs.yaml").is_file()))
        raise LanguageError(f"events are found in {known}, the article is in {language!r}; use events='none'")
    roles: dict[str, dict[str, str]] = {role: {} for role in ROLES}
    same: dict[str, set[str]] = {}
    for file in sorted(f for f in (folder / language).glob("*.yaml") if f.name not in _NO_GROUPS):
        for group in read_groups(file.read_text(encoding="utf-8"), file.name):
            for word in group.words:
                if group.role == "same":
                    same.setdefault(word, set()).add(group.value)
                else:
                    roles[group.role].setdefault(word, group.value)
    frozen = {role: MappingProxyType(words) for role, words in roles.items()}
    played: dict[str, tuple[str, ...]] = {}
    for role in sorted(r for r in roles if r.partition(".")[0] in _OPEN_CLASSES):
        for word in roles[role]:
            played[word] = (*played.get(word, ()), role)
    return Lexicon(language, MappingProxyType(frozen), {w: frozenset(c) for w, c in same.items()}, played)


_NO_GROUPS = ("parser.yaml", "sentence_ends.yaml")
_OPEN_CLASSES = frozenset({"verb", "noun", "adjective"})


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a file."""

    role: str
    words: tuple[str, ...]
    value: str
    example: str
    against: str


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
        str(row.get("against") or ""),
    )


def _check_words(key: str, words: Any) -> None:
    if not isinstance(words, list):
        raise fault(key, "words wants a list")
    for word in words:
        if not isinstance(word, str) or not word:
            raise fault(word or key, "a word is one text")
