"""The same event told again: "the fall of the town", "Wednesday's defeat", "its capture" are one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from timeline.entities.agreement import NO_NAMES, Names, is_pronoun
from timeline.entities.pronouns import antecedent
from timeline.events.detection import Candidate, TriggerKind
from timeline.events.temporal.bounds import meet
from timeline.events.temporal.context import Anchored
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import agent, subject
from timeline.grammar.lexicon import Lexicon, lexicon
from timeline.grammar.verb_groups import is_verb
from timeline.model import Status, Step


@dataclass(frozen=True, slots=True)
class MentionProfile:
    """What a mention says besides its word: names and nouns of its phrase, and whether it points back by itself."""

    lemma: str
    names: frozenset[str]
    nouns: frozenset[str]
    anaphoric: bool
    plural: bool
    headline: bool
    opening: int  # 1 in the first sentence of the body, 2 in the second, else 0
    verb: bool
    about: frozenset[str]  # the names of what it was done to, and where
    other: bool  # "a separate report", "a second blast": not the one told before


_SAME_WORLD = frozenset({Status.HAPPENED, Status.ONGOING})


def cluster_mentions(
    document: Document,
    candidates: Sequence[Candidate],
    statuses: Sequence[Status],
    anchored: Sequence[Anchored],
    strengths: Sequence[float],
    words: Lexicon,
    portraits: Sequence[MentionProfile],
) -> list[list[int]]:
    """Numbers of candidates grouped into events, each group and the list of groups in text order."""
    groups: list[list[int]] = []
    alike: dict[str, list[list[int]]] = {}  # lemma or class of near-synonyms -> the groups that hold one
    for n in range(len(candidates)):
        keys = words.kinds(portraits[n].lemma)
        home = None
        if strengths[n] > 0.1:
            near = _distinct(group for key in keys for group in alike.get(key, [])[-_REMEMBERED:])
            home = _best_group(n, near, portraits, candidates, statuses, anchored, words, document)
        if home is None:
            home = []
            groups.append(home)
        home.append(n)
        for key in keys:
            known = alike.setdefault(key, [])
            if not any(group is home for group in known[-_REMEMBERED:]):
                known.append(home)
    return groups


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.sentence, candidate.token


_COMPARED = 12  # mentions of one event that a new one is held against: the first two and the last ones
_REMEMBERED = 30  # events of one kind that a reader keeps apart; bounds the work on long texts


def _distinct(groups: Iterable[list[int]]) -> list[list[int]]:
    return list({id(group): group for group in groups}.values())


def _best_group(
    n: int,
    groups: list[list[int]],
    portraits: Sequence[MentionProfile],
    candidates: Sequence[Candidate],
    statuses: Sequence[Status],
    anchored: Sequence[Anchored],
    words: Lexicon,
    document: Document,
) -> list[int] | None:
    mine = portraits[n]
    best: tuple[int, list[int]] | None = None
    for whole in groups:
        group = whole if len(whole) <= _COMPARED else [*whole[:2], *whole[-_COMPARED:]]
        if not any(words.alike(mine.lemma, portraits[m].lemma) for m in group):
            continue
        if not all(_statuses_agree(statuses[n], statuses[m]) and _times_agree(anchored[n], anchored[m]) for m in group):
            continue
        if any(_same_clause(candidates[n], candidates[m], document) for m in group):
            continue
        score = max(
            _agreement(mine, portraits[m], words) or _same_day(mine, portraits[m], anchored[n], anchored[m], words)
            for m in group
        )
        if score > 0 and (best is None or (score, group[-1]) >= (best[0], best[1][-1])):
            best = score, whole
    return best[1] if best is not None else None


def _agreement(mine: MentionProfile, other: MentionProfile, words: Lexicon) -> int:
    """0: two events. More: how much speaks for one."""
    if mine.other and not mine.anaphoric:
        return 0
    if not words.alike(mine.lemma, other.lemma) or mine.plural != other.plural:
        return 0
    says = mine.verb and other.verb and words.has("verb.report", mine.lemma)
    if mine.about and other.about and not mine.about & other.about and not (mine.headline or other.headline):
        return 0  # sold its mills in Oslo, sold its farms in Bergen
    if says and not (mine.anaphoric or mine.headline or other.headline):
        return 0  # of one who tells much, each saying is its own
    shared_names = mine.names & other.names
    shared_nouns = mine.nouns & other.nouns
    told_twice = mine.anaphoric or other.anaphoric or mine.headline or other.headline or not (mine.verb and other.verb)
    if mine.lemma != other.lemma and not told_twice and not shared_nouns and not mine.about & other.about:
        return 0  # "the firm lost customers", "the firm's shares fell"
    if shared_names:
        return 4 if mine.anaphoric or mine.lemma == other.lemma else 3
    if mine.names and other.names:
        return 0
    if len(shared_nouns) > 1 and (mine.headline or other.headline):
        return 2
    if shared_nouns and (mine.anaphoric or mine.lemma == other.lemma):
        return 3
    if mine.anaphoric and not mine.names and not (mine.nouns and other.nouns and mine.lemma == other.lemma):
        return 1
    return 0


def _same_day(mine: MentionProfile, other: MentionProfile, a: Anchored, b: Anchored, words: Lexicon) -> int:
    """ "The rig explosion on 20 April", and later "the rig exploded on 20 April": a known thing of one day is one,
    and so is one of a stretch that is told with the same word.
    """
    if not (mine.anaphoric or other.anaphoric) or not words.alike(mine.lemma, other.lemma):
        return 0
    if mine.other or mine.plural != other.plural or (mine.names and other.names) or not (a.times and b.times):
        return 0
    if a.when is None or a.when != b.when:
        return 0
    if mine.lemma != other.lemma and a.when.begin.earliest != a.when.begin.latest:
        return 0
    return 2 if mine.nouns & other.nouns or not (mine.nouns and other.nouns) else 0


def _statuses_agree(a: Status, b: Status) -> bool:
    return a is b or (a in _SAME_WORLD and b in _SAME_WORLD)


def _times_agree(a: Anchored, b: Anchored) -> bool:
    if a.when is None or b.when is None or not (a.times or b.times):
        return True
    return meet(a.when, b.when) is not None


def _same_clause(a: Candidate, b: Candidate, document: Document) -> bool:
    """One governs the other: "the raid followed an attack" tells of two."""
    if a.sentence != b.sentence:
        return False
    sentence = document.sentences[a.sentence]
    up = {t.index for t in sentence.ancestors(a.token)} | {t.index for t in sentence.ancestors(b.token)}
    return a.token in up or b.token in up or (a.verb is not None and a.verb == b.verb)


def opening_sentences(document: Document) -> tuple[int, ...]:
    """The numbers of the sentences with which the report opens."""
    body = (s.index for s in document.sentences if not s.headline)
    return tuple(islice(body, 2))


def mention_profile(
    document: Document, candidate: Candidate, hidden: frozenset[int], opening: Sequence[int], known: Names = NO_NAMES
) -> MentionProfile:
    """The features of a mention; time phrases (`hidden` tokens) do not count. `opening`: the first sentences."""
    sentence = document.sentences[candidate.sentence]
    core = sentence.tokens[candidate.core]
    names: set[str] = set()
    nouns: set[str] = set()
    roots: list[int] = []
    if core.tag.startswith("NN"):
        roots.append(core.index)
    if candidate.kind is TriggerKind.VERB:
        for part in (subject(sentence, candidate.token), agent(sentence, candidate.token)):
            if part is not None and part.index != candidate.core:
                _collect(document, sentence, part, names, nouns, known)
        for at in dict.fromkeys((candidate.token, candidate.core)):
            if is_verb(sentence.tokens[at]):
                roots.extend(c.index for c in sentence.children(at, "dobj", "prep") if c.index not in hidden)
    about: set[str] = set()
    for root in roots:
        for i in _near(sentence, root):
            if i != candidate.core and i not in hidden:
                _collect_one(document, sentence, sentence.tokens[i], about, nouns, known)
    names |= about
    lemma = core.lemma.lower()
    return MentionProfile(
        lemma,
        frozenset(names),
        frozenset(nouns),
        _points_back(sentence, candidate),
        core.tag == "NNS",
        sentence.headline,
        next((place for place, s in enumerate(opening, 1) if s == sentence.index), 0),
        candidate.kind is TriggerKind.VERB,
        frozenset(about) if candidate.kind is TriggerKind.VERB else frozenset(),
        _another(sentence, candidate),
    )


def _another(sentence: Sentence, candidate: Candidate) -> bool:
    """Does the phrase say that it is another one?"""
    who = subject(sentence, candidate.token) if candidate.kind is TriggerKind.VERB else None
    heads = [candidate.core] if who is None else [candidate.core, who.index]
    marks = (c.lemma.lower() for at in heads for c in sentence.children(at, "amod", "det"))
    return any(lexicon().has("modifier.other", lemma) for lemma in marks)


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


def _collect(
    document: Document, sentence: Sentence, token: Token, names: set[str], nouns: set[str], known: Names
) -> None:
    for i in _near(sentence, token.index):
        _collect_one(document, sentence, sentence.tokens[i], names, nouns, known)


def _collect_one(
    document: Document, sentence: Sentence, token: Token, names: set[str], nouns: set[str], known: Names
) -> None:
    if is_pronoun(token):
        name = antecedent(document, sentence, token, known)
        for word in (name or "").split():
            (names if word[:1].isupper() and word.lower() not in _OPENERS else nouns).add(_stem(word))
    elif token.pos == "PROPN" or token.entity in ("GPE", "PERSON", "ORG", "LOC", "NORP", "FAC"):
        if token.pos != "ADP" and token.text[:1].isupper():
            names.add(_stem(token.text))
    elif token.pos == "NOUN":
        nouns.add(_stem(token.lemma))


_OPENERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her"})


def _stem(word: str) -> str:
    """Lower case, without a plural s: "rebels" and "rebel" meet."""
    plain = word.lower().strip("’'.,")
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain


def _points_back(sentence: Sentence, candidate: Candidate) -> bool:
    """A definite or possessed noun speaks of something known: "the raid", "its capture", "the man found on Friday"."""
    core = sentence.tokens[candidate.core]
    if core.relation == "acl" and core.tag in ("VBN", "VBD"):
        core = sentence.tokens[core.head]
        return any(c.relation == "det" and c.text.lower() == "the" for c in sentence.children(core.index))
    if not core.tag.startswith("NN") or (candidate.kind is not TriggerKind.NOUN and core.relation != "nsubj"):
        return False  # "the offensive began" points back, "began the offensive" tells
    return any(
        c.relation == "poss" or (c.relation == "det" and c.text.lower() in ("the", "this", "that"))
        for c in sentence.children(core.index)
    )


def shared_times(groups: Sequence[Sequence[int]], anchored: Sequence[Anchored]) -> list[Anchored]:
    """Mentions without a phrase of their own get the time of the mention that has one."""
    out = list(anchored)
    for group in groups:
        best = max(group, key=lambda m: (anchored[m].certainty if anchored[m].times else 0.0, -m))
        source = anchored[best]
        if not source.times or source.when is None:
            continue
        for m in group:
            mine = anchored[m]
            if m != best and not mine.times and mine.certainty < source.certainty:
                when = source.when if mine.when is None else meet(mine.when, source.when)
                if when is not None:
                    out[m] = replace(
                        mine, when=when, times=source.times, certainty=min(0.7, source.certainty),
                        steps=(*source.steps, Step("event.same", {})),
                    )  # fmt: skip
    return out
