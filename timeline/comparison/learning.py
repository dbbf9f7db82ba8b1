"""What learning and measuring in `benchmarks/` need of the comparison: its keys, features and weights."""

from timeline.comparison.accounts import account
from timeline.comparison.compare import keys_of
from timeline.comparison.figures import differ
from timeline.comparison.joining import joined, rarity_of
from timeline.comparison.keys import EventKey, settled
from timeline.comparison.pairs import features, pair_weights
from timeline.comparison.story import FEATURES, Place, Story
from timeline.comparison.words import terms

__all__ = [
    "FEATURES",
    "EventKey",
    "Place",
    "Story",
    "account",
    "differ",
    "features",
    "joined",
    "keys_of",
    "pair_weights",
    "rarity_of",
    "settled",
    "terms",
]
