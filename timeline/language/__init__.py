"""One adapter over spaCy: sentences, tokens, tags, dependency arcs, entity spans."""

from timeline.language.adapter import parse
from timeline.language.parsed import Entity, Parsed, Sentence, Token

__all__ = ["Entity", "Parsed", "Sentence", "Token", "parse"]
