"""The only file that knows spaCy. Swap the pipeline by its name, or the library by this file."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from timeline.errors import DataError, LanguageError
from timeline.grammar.document import Document, Entity, Sentence, Token
from timeline.grammar.lexicon import Lexicon, code_of, lexicon
from timeline.grammar.schemes import Arc, cut_cycles, from_universal, is_universal
from timeline.grammar.segmentation import Passage, passages
from timeline.model import Article, Span
from timeline.strings import load_strings

HERE = Path(__file__).parent
MODEL_VARIABLE = "TIMELINE_SPACY_MODEL"
LONGEST_SENTENCE = 200
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


def parse(article: Article, heads: Mapping[int, int] | None = None) -> Document:
    """Sentences of the article's body with tokens, tags, arcs and entities; offsets into `article.text`.

    heads: begin and end of what heads the entries of a chronology ("Jan. 3: "), which is no part of a sentence.
    Text outside `article.body` is not read. A sentence of more than 200 tokens is cut at that size, so that time
    stays in proportion to length. LanguageError when its language has no folder here or no model is installed.
    """
    language = code_of(article.language)
    words, pipeline = lexicon(language), pipeline_of(language)
    parts = passages(article, heads or {})
    if not parts:
        return Document(words=words)
    nlp = model_of(language)
    reader = _Reader(article.text, words, pipeline, _universal(nlp), _verbs(nlp))
    sentences: list[Sentence] = []
    for part, doc in zip(parts, nlp.pipe((p.text for p in parts), batch_size=64), strict=True):
        for tokens in _cut(doc.sents):
            sentence = reader.sentence(tokens, part, len(sentences))
            if sentence is not None:
                sentences.append(sentence)
    return Document(tuple(sentences), frozenset(heads or ()), words=words)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What makes the trees of a language, and what is put right in them (`parser.yaml` of its folder).

    prefixed: words with a prefix that stay one. lemmas: what the lemmatiser does not know. Behind a `closed_syllable`
    one of the `endings` has lost a `silent` letter.
    """

    name: str
    install: str
    prefixed: re.Pattern[str]
    lemmas: Mapping[str, str]
    closed_syllable: re.Pattern[str]
    endings: tuple[str, ...]
    silent: str


@cache
def pipeline_of(language: str, folder: Path = HERE) -> Pipeline:
    """The pipeline of a language folder; LanguageError where it has none."""
    path = folder / language / "parser.yaml"
    if not path.is_file():
        known = ", ".join(sorted(p.parent.name for p in folder.glob("*/parser.yaml")))
        raise LanguageError(f"events are found in {known}, the article is in {language!r}; use events='none'")
    row = load_strings(path)
    missing = [f.name for f in fields(Pipeline) if (f.name if f.name != "name" else "pipeline") not in row]
    if missing:
        raise DataError(f"{path.name}: it has no {', '.join(missing)}")
    return Pipeline(
        str(row["pipeline"]),
        str(row["install"]),
        re.compile(row["prefixed"], re.IGNORECASE),
        dict(row["lemmas"]),
        re.compile(row["closed_syllable"]),
        tuple(row["endings"]),
        str(row["silent"]),
    )


def model_of(language: str) -> Any:
    """The spaCy pipeline of a language, or the one named in TIMELINE_SPACY_MODEL.

    LanguageError where it cannot be loaded.
    """
    return _model(os.environ.get(MODEL_VARIABLE) or pipeline_of(language).name, language)


@cache
def _model(name: str, language: str) -> Any:
    pipeline = pipeline_of(language)
    try:
        import spacy

        nlp: Any = spacy.load(name, exclude=list(_UNUSED))
    except (ImportError, OSError) as error:
        remedy = (
            f"install it, or unset {MODEL_VARIABLE}"
            if name != pipeline.name
            else f"install it with: pip install {pipeline.install}"
        )
        raise LanguageError(f"the spaCy pipeline {name!r} cannot be loaded ({error}); {remedy}") from None
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if missing:
        raise LanguageError(
            f"the spaCy pipeline {name!r} has no {', '.join(missing)}; name one that has in {MODEL_VARIABLE}"
        )
    nlp.tokenizer.token_match = pipeline.prefixed.fullmatch
    return nlp


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


def _arcs(tokens: list[Any], universal: bool, words: Lexicon) -> list[Arc]:
    """The tree of a sentence. A head outside (a cut sentence, a space) makes the token a root."""
    place = {t.i: n for n, t in enumerate(tokens)}
    arcs = [Arc(place.get(t.head.i, n), t.dep_, t.lemma_, t.pos_) for n, t in enumerate(tokens)]
    if universal:
        arcs = from_universal(arcs, words)
    cut_cycles(arcs)
    return arcs


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns what a pipeline gives into our own values. known: the verbs its lemmatiser knows."""

    text: str
    words: Lexicon
    pipeline: Pipeline
    universal: bool
    known: Container[str]

    def sentence(self, tokens: list[Any], part: Passage, index: int) -> Sentence | None:
        """One sentence as our own value."""
        if not tokens:
            return None
        arcs = _arcs(tokens, self.universal, self.words)
        named = _named_wh(tokens)
        children: list[list[int]] = [[] for _ in tokens]
        for n, arc in enumerate(arcs):
            if arc.head != n:
                children[arc.head].append(n)
        out = []
        for n, (token, arc) in enumerate(zip(tokens, arcs, strict=True)):
            label, tag = token.ent_type_, "NNP" if n in named else token.tag_
            start, end = part.offset(token.idx), part.end(token.idx + len(token) - 1)
            out.append(
                Token(
                    n,
                    start,
                    end,
                    self.text[start:end],
                    self.lemma(token),
                    tag,
                    "PROPN" if n in named else "NOUN" if tag == "NN" and token.tag_ == "RB" else token.pos_,
                    arc.relation or "dep",
                    arc.head,
                    tuple(children[n]),
                    label if label and label not in _NO_TIMES else None,
                )
            )
        span, entities = Span(out[0].start, out[-1].end), _entities(tokens, out)
        return Sentence(index, span, tuple(out), entities, part.paragraph, part.headline, words=self.words)

    def lemma(self, token: Any) -> str:
        """The lemma, put right where the model's is wrong."""
        pipeline, lemma = self.pipeline, str(token.lemma_)
        stem = lemma[3:-1]
        prefixed = pipeline.prefixed.fullmatch(lemma) and lemma.endswith(pipeline.silent)
        if prefixed and stem in self.known and lemma[3:] not in self.known:
            return lemma[:-1].lower()  # "re-opened" comes of "open"
        if token.pos_ == "PROPN":
            return pipeline.lemmas.get(token.lower_) or lemma
        lemma = lemma.lower()
        if token.lower_ in [f"{lemma}{ending}" for ending in pipeline.endings] and pipeline.closed_syllable.fullmatch(
            lemma
        ):
            lemma += pipeline.silent
        return pipeline.lemmas.get(token.lower_) or lemma


def _entities(tokens: list[Any], out: list[Token]) -> tuple[Entity, ...]:
    found, begin = [], None
    for n, token in enumerate([*tokens, None]):
        if begin is not None and (token is None or token.ent_iob_ != "I"):
            label = out[begin].entity
            if label is not None:
                found.append(Entity(begin, n - 1, label))
            begin = None
        if token is not None and token.ent_iob_ == "B":
            begin = n
    return tuple(found)


def _named_wh(tokens: list[Any]) -> frozenset[int]:
    """ "The WHO met": a question word in capitals amid other words is a name."""
    if not any(t.text.islower() and len(t.text) > 3 for t in tokens):
        return frozenset()
    return frozenset(n for n, t in enumerate(tokens) if t.tag_ == "WP" and len(t.text) > 2 and t.text.isupper())
