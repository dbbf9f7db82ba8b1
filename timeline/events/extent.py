"""Which words of a clause its label quotes: it is cut where a phrase ends and nothing that it tells is lost."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.detection import Candidate
from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.verb_groups import is_verb

LONGEST = 30  # words of a label before an ellipsis
_ENOUGH = 20  # words: a clause no longer than this is not cut
_ASIDES = frozenset({"appos", "relcl", "acl", "advcl", "parataxis"})
_TAILS = (frozenset({"relcl", "acl", "advcl", "conj", "appos", "parataxis"}), frozenset({"prep", "npadvmod"}))
_COMMAS = frozenset({",", "-", "--", "–", "—", "(", ";", ":"})
_OPENERS = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "...", "…", ")", "]", "•", "*", "|"})


def extent(sentence: Sentence, verb: Token, candidate: Candidate, hidden: frozenset[int]) -> list[int]:
    """The tokens of the clause, its asides cut while it is long and none of them holds what it tells."""
    inside = set(sentence.subtree(verb.index))
    core = {candidate.token, candidate.core, verb.index}
    for conjunct in _later_clauses(sentence, verb):
        joined = sentence.subtree(conjunct.index)
        if not core & set(joined) and joined[0] > max(core):
            inside = {i for i in inside if i < joined[0]}
    if verb.relation != "ROOT":
        inside -= _speech_around(sentence, verb)
        mark = min((c.index for c in sentence.children(verb.index, "mark")), default=-1)
        inside = {i for i in inside if i > mark or i in core}  # "[eight days after] he left", "[even if] it rains"
    for said in sentence.children(verb.index, "parataxis", "ccomp"):
        frame = said.relation == "parataxis" and sentence.words.has("verb.report", said.lemma)
        if frame and not core & set(sentence.subtree(said.index)):
            inside -= set(sentence.subtree(said.index))
    kept = trimmed(sentence, inside, hidden)
    for aside in _asides(sentence, verb, core):
        if len(kept) <= _ENOUGH:
            break
        kept = trimmed(sentence, set(kept) - set(aside), hidden)
    while len(kept) > LONGEST and (tail := _tail(sentence, kept, core)):
        kept = trimmed(sentence, set(kept) - set(tail), hidden)
    return kept


def _tail(sentence: Sentence, kept: list[int], core: set[int]) -> list[int]:
    """The end of a clause that may be left out so that the rest is no longer than a label: the shortest that is enough,
    else the longest. Side clauses go before phrases, and what a noun is "of" stays."""
    for relations in _TAILS:
        found = []
        for index in kept:
            token = sentence.tokens[index]
            if token.relation not in relations or sentence.words.has("genitive", token.lemma.lower()):
                continue
            within = set(sentence.subtree(index))
            rest = [i for i in kept if i >= min(within)]
            opened = [i for i in kept if i < rest[0] and sentence.tokens[i].text in ("(", ")")]
            if opened and sentence.tokens[opened[-1]].text == "(":
                rest = [i for i in kept if i >= opened[-1]]
            ends = all(i in within or not sentence.tokens[i].text.isalnum() for i in rest)
            if ends and rest[0] > max(core) and not core & within:
                found.append(rest)
        enough = [rest for rest in found if len(kept) - len(rest) <= LONGEST]
        if enough:
            return min(enough, key=len)
        if found:
            return max(found, key=len)
    return []


def _later_clauses(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """The clauses joined behind it that have a verb of their own."""
    todo = sentence.children(verb.index, "conj")
    while todo:
        token = todo.pop()
        if token.index > verb.index and is_verb(token):
            yield token
        todo.extend(sentence.children(token.index, "conj"))


def _speech_around(sentence: Sentence, verb: Token) -> set[int]:
    """The words that open a clause under another: "that", "and", "because"."""
    first = sentence.children(verb.index, "mark", "cc", "punct")
    return {c.index for c in first if c.index < verb.index}


def _asides(sentence: Sentence, verb: Token, core: set[int]) -> Iterator[list[int]]:
    """What may be left out, the last first: stretches set off by commas or dashes, and side clauses at the end."""
    inside = sentence.subtree(verb.index)
    found: list[tuple[int, list[int]]] = []
    for index in inside:
        token = sentence.tokens[index]
        if token.relation not in _ASIDES or index == verb.index or not _names_again(sentence, token):
            continue
        stretch = sentence.subtree(index)
        whole = stretch == list(range(stretch[0], stretch[-1] + 1))
        before = sentence.tokens[stretch[0] - 1].text if stretch[0] else ""
        apart = before in _COMMAS
        if whole and apart and stretch[0] > min(inside) and not core & set(stretch):
            closing = stretch[-1] + 1
            if closing < len(sentence.tokens) - 1 and sentence.tokens[closing].text == ".":
                stretch, closing = [*stretch, closing], closing + 1  # the stop of an abbreviation
            ends = closing < len(sentence.tokens) and sentence.tokens[closing].text in (",", ")", "-", "--", "–", "—")
            found.append((stretch[0], [stretch[0] - 1, *stretch, *([closing] if ends else [])]))
    yield from (stretch for _, stretch in sorted(found, reverse=True))


def _names_again(sentence: Sentence, token: Token) -> bool:
    """Is it a clause, or a second name of a person or thing, and no member of a list?"""
    head = sentence.tokens[token.head]
    listed = sentence.child(token.index, "conj", "cc") or sentence.child(head.index, "conj", "cc")
    return token.relation != "appos" or (listed is None and "PROPN" in (token.pos, head.pos) and head.pos != "NUM")


def trimmed(sentence: Sentence, inside: set[int], hidden: frozenset[int]) -> list[int]:
    """Without punctuation at the edges, and without a date or brackets at the front: "On 5 May, ...", "(AP) ..."."""
    kept = sorted(inside)
    if kept and sentence.tokens[kept[0]].text == "(":
        closing = next((k for k, i in enumerate(kept) if sentence.tokens[i].text == ")"), -1)
        if not any(sentence.tokens[i].relation in ("nsubj", "nsubjpass") for i in kept[:closing]):
            kept = kept[closing + 1 :] or kept
    kept = [i for i in kept if not _connects(sentence, i)]
    while kept and (sentence.tokens[kept[0]].text in _OPENERS or _opens(sentence.tokens[kept[0]], sentence.words)):
        kept.pop(0)
    while kept and (sentence.tokens[kept[-1]].text in _OPENERS or sentence.tokens[kept[-1]].tag == "CC"):
        kept.pop()
    comma = next((k for k, i in enumerate(kept) if sentence.tokens[i].text == ","), None)
    if comma is not None and 0 < comma < len(kept) - 1:
        front = kept[:comma]
        led = sentence.tokens[front[0]].tag == "IN" and all(i in hidden for i in front[1:]) and len(front) > 1
        if led or all(i in hidden for i in front):
            kept = kept[comma + 1 :]
    return kept


def _opens(token: Token, words: Lexicon) -> bool:
    """ "And", "that", "however": a word that only joins the clause to what stands before."""
    word = token.lemma.lower()
    return (
        token.tag == "CC"
        or (token.tag == "IN" and words.has("complementiser", word))
        or words.has("adverb.discourse", word)
    )


def _connects(sentence: Sentence, index: int) -> bool:
    """ "Madonna, meanwhile, has given": a connective between commas, and its commas."""
    tokens = sentence.tokens
    for at in (index - 1, index, index + 1):
        inner = 0 < at < len(tokens) - 1 and tokens[at - 1].text == tokens[at + 1].text == ","
        if inner and sentence.words.has("adverb.discourse", tokens[at].lemma.lower()):
            return True
    return False
