"""One adapter over spaCy: sentences, tokens, tags, dependency arcs, entity spans."""

from timeline.grammar.document import Document, Entity, Sentence, Token
from timeline.grammar.parser import model_of, parse
from timeline.grammar.segmentation import passages

__all__ = ["Document", "Entity", "Sentence", "Token", "model_of", "parse", "passages"]
