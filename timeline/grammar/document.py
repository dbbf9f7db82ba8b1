"""What a parse is to the rest of the house: plain values, no spaCy object among them.

Offsets are half-open and count characters of `Article.text`. Token indices count within their sentence. Relations
follow one scheme, ClearNLP's (see `timeline.grammar.schemes`), whatever pipeline made the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.grammar.lexicon import Lexicon
from timeline.model import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. `head` is the index of its governor, its own at the root; `entity` a label of NER or None."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    relation: str
    head: int
    children: tuple[int, ...]
    entity: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """Tokens `first`..`last` (inclusive) that NER takes for one name or number."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `index` counts in the article, `paragraph` its paragraphs; `headline` is a title line.

    words: what the words of its language can do.
    """

    index: int
    span: Span
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    paragraph: int = 0
    headline: bool = False
    words: Lexicon = field(kw_only=True, compare=False, repr=False)

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and all below it, in text order."""
        if not self.tokens[index].children:
            return [index]
        found, todo = [], [index]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.tokens[at].children)
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[Token]:
        """Governors from the nearest to the root, without the token itself."""
        token = self.tokens[index]
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def children(self, index: int, *relations: str) -> list[Token]:
        """Dependents with one of the relations (all when none is given), in text order."""
        tokens = self.tokens
        own = tokens[index].children
        if not own:  # most words have none
            return []
        below = [tokens[c] for c in own]
        return [t for t in below if t.relation in relations] if relations else below

    def child(self, index: int, *relations: str) -> Token | None:
        """The first dependent with one of the relations."""
        for c in self.tokens[index].children:
            if self.tokens[c].relation in relations:
                return self.tokens[c]
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """All sentences of an article, in text order. heads: where dates that head entries or lines of a chronology begin
    in the text; they are in no sentence. words: what the words of its language can do.
    """

    sentences: tuple[Sentence, ...] = ()
    heads: frozenset[int] = frozenset()
    words: Lexicon = field(kw_only=True, compare=False, repr=False)
