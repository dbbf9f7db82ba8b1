"""One adapter over spaCy: sentences, tokens, tags, dependency arcs, entity spans."""

from timeline.grammar.document import Document, Entity, Sentence, Token
from timeline.grammar.parser import parse

__all__ = ["Document", "Entity", "Sentence", "Token", "parse"]
