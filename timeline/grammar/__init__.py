"""One adapter over spaCy: sentences, tokens, tags, dependency arcs, entity spans."""

from timeline.grammar.document import Entity, Parsed, Sentence, Token
from timeline.grammar.parser import parse

__all__ = ["Entity", "Parsed", "Sentence", "Token", "parse"]
