"""What a mention of an event says besides its word, and what speaks for two mentions being one event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.entities.agreement import is_pronoun
from timeline.entities.pronouns import antecedent
from timeline.events.analysis import Analysis
from timeline.events.detection import Candidate, TriggerKind
from timeline.events.temporal.bounds import meet
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import agent, subject
from timeline.grammar.verb_groups import is_verb


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention: the lemma of what happened, the names and nouns it is told with, and how it points.

    subjects, objects: the words of who does it and of what it is done to or where. anaphoric: a definite or possessed
    noun. other: "a second blast".
    """

    lemma: str
    sentence: int
    subjects: frozenset[str]
    objects: frozenset[str]
    names: frozenset[str]
    anaphoric: bool
    plural: bool
    headline: bool
    verb: bool
    other: bool


def profile(a: Analysis, n: int) -> Profile:
    """The profile of a mention; words of time phrases do not count."""
    candidate = a.mentions[n].candidate
    sentence = a.sentence(n)
    core = sentence.tokens[candidate.core]
    verb = candidate.kind is TriggerKind.VERB
    subjects: set[str] = set()
    objects: set[str] = set()
    names: set[str] = set()
    hidden = a.hidden[candidate.sentence]
    if verb:
        for part in (subject(sentence, candidate.token), agent(sentence, candidate.token)):
            if part is not None and part.index != candidate.core:
                _collect(a, sentence, part.index, hidden, subjects, names)
    roots = [core.index] if core.tag.startswith("NN") else []
    for at in dict.fromkeys((candidate.token, candidate.core)) if verb else ():
        if is_verb(sentence.tokens[at]):
            roots += [c.index for c in sentence.children(at, "dobj", "prep") if c.index not in hidden]
    for root in roots:
        _collect(a, sentence, root, hidden | {candidate.core}, objects, names)
    return Profile(
        core.lemma.lower(), sentence.index, frozenset(subjects), frozenset(objects), frozenset(names),
        _points_back(sentence, candidate), core.tag == "NNS", sentence.headline, verb, _another(sentence, candidate),
    )  # fmt: skip


def pair_features(a: Analysis, one: Profile, two: Profile, m: int, n: int) -> list[str]:
    """The features that hold of two mentions, the first of which stands earlier in the text."""
    kinds = f"{'verb' if one.verb else 'noun'} and {'verb' if two.verb else 'noun'}"
    word = (
        "same word" if one.lemma == two.lemma
        else "near-synonyms" if a.words.alike(one.lemma, two.lemma)
        else "same stem" if one.lemma[:5] == two.lemma[:5] else "other words"
    )  # fmt: skip
    found = [kinds, word, f"{word}, {kinds}"]
    found += _shared("names", one.names, two.names, word)
    found += _shared("subjects", one.subjects, two.subjects, word)
    found += _shared("objects", one.objects, two.objects, word)
    found += [name for name, holds in (
        (f"the later points back, {word}", two.anaphoric), ("the earlier is definite", one.anaphoric),
        ("one is plural", one.plural != two.plural), (f"one in the title, {word}", one.headline or two.headline),
        ("the later is another one", two.other),
    ) if holds]  # fmt: skip
    found += _statuses(a, m, n)
    found += _times(a, m, n, word)
    if one.sentence == two.sentence:
        found += _in_one_sentence(a, m, n, word)
    else:
        far = two.sentence - one.sentence
        found.append(f"{'next' if far == 1 else 'near' if far < 6 else 'far'} sentence, {word}")
    says = [a.words.has("verb.report", p.lemma) for p in (one, two)]
    if any(says):
        found.append(f"{'both say' if all(says) else 'one says'}, {word}")
    weak = any(a.words.has(role, one.lemma) for role in ("verb.weak", "verb.stative", "noun.weak"))
    if weak and word == "same word":
        found.append("a weak word")
    return found


def _shared(name: str, one: frozenset[str], two: frozenset[str], word: str) -> Iterator[str]:
    if not one or not two:
        yield f"{name}: one has none"
        return
    share = "none" if not one & two else "all" if one <= two or two <= one else "some"
    yield f"{name}: {share} shared"
    yield f"{name}: {share} shared, {word}"


def _statuses(a: Analysis, m: int, n: int) -> Iterator[str]:
    one, two = sorted((a.mentions[m].status.value, a.mentions[n].status.value))
    yield "same status" if one == two else f"{one} and {two}"


def _times(a: Analysis, m: int, n: int, word: str) -> Iterator[str]:
    one, two = a.mentions[m].time, a.mentions[n].time
    if one.when is None or two.when is None or not (one.times and two.times):
        yield "one is dated" if one.times or two.times else "none is dated"
        return
    both = meet(one.when, two.when)
    how = "of one time" if one.when == two.when else "of times that fit" if both is not None else "of two times"
    yield how
    yield f"{how}, {word}"


def _in_one_sentence(a: Analysis, m: int, n: int, word: str) -> Iterator[str]:
    sentence = a.sentence(m)
    one, two = (sentence.tokens[a.mentions[k].candidate.token] for k in (m, n))
    yield f"one sentence, {word}"
    for low, high in ((one, two), (two, one)):
        if low.head == high.index:
            yield f"one is the {low.relation} of the other"
            above = a.words.roles_of(high.lemma.lower())
            yield from (f"{low.relation} of {role}" for role in above)
        elif high.index in {t.index for t in sentence.ancestors(low.index)}:
            yield "one lies under the other"
            over = sentence.tokens[low.head]
            if over.head == high.index and over.relation == "prep":
                yield f"one in a phrase of the other, {over.lemma.lower()}"


def _collect(
    a: Analysis, sentence: Sentence, root: int, hidden: frozenset[int], words: set[str], names: set[str]
) -> None:
    for i in _near(sentence, root):
        token = sentence.tokens[i]
        if i in hidden:
            continue
        if is_pronoun(token, a.words):
            for word in (antecedent(a.document, sentence, token, a.names) or "").split():
                if word[:1].isupper():
                    names.add(_stem(word))
                words.add(_stem(word))
        elif token.pos == "PROPN" or (token.entity in _NAMED and token.text[:1].isupper()):
            names.add(_stem(token.text))
            words.add(_stem(token.text))
        elif token.pos in ("NOUN", "NUM"):
            words.add(_stem(token.lemma))


_NAMED = ("GPE", "PERSON", "ORG", "LOC", "NORP", "FAC")


def _near(sentence: Sentence, root: int) -> list[int]:
    """The subtree without relative clauses; what a noun is called belongs to it ("her deputy, Karl Janek")."""
    found, todo = [], [root]
    while todo:
        at = todo.pop()
        found.append(at)
        todo.extend(
            c.index
            for c in sentence.children(at)
            if c.relation not in ("relcl", "acl", "advcl", "ccomp", "conj", "appos")
            or (c.relation == "appos" and c.pos == "PROPN" and sentence.tokens[at].pos == "NOUN")
        )
    return sorted(found)


def _stem(word: str) -> str:
    """Lower case, without a plural s: "rebels" and "rebel" meet."""
    plain = word.lower().strip("’'.,")
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain


def _another(sentence: Sentence, candidate: Candidate) -> bool:
    """Does the phrase say that it is another one?"""
    who = subject(sentence, candidate.token) if candidate.kind is TriggerKind.VERB else None
    heads = [candidate.core] if who is None else [candidate.core, who.index]
    marks = (c.text.lower() for at in heads for c in sentence.children(at, "amod", "det"))
    return any(sentence.words.has("modifier.other", word) for word in marks)


def _points_back(sentence: Sentence, candidate: Candidate) -> bool:
    """A definite or possessed noun speaks of something known: "the raid", "its capture", "the man found on Friday"."""
    core = sentence.tokens[candidate.core]
    if core.relation == "acl" and core.tag in ("VBN", "VBD"):
        return _definite(sentence, sentence.tokens[core.head])
    if not core.tag.startswith("NN") or (candidate.kind is not TriggerKind.NOUN and core.relation != "nsubj"):
        return False  # "the offensive began" points back, "began the offensive" tells
    return _definite(sentence, core) or sentence.child(core.index, "poss") is not None


def _definite(sentence: Sentence, noun: Token) -> bool:
    return any(sentence.words.has("demonstrative", c.text.lower()) for c in sentence.children(noun.index, "det"))
