"""Several articles: one timeline of all, what they agree on, where they differ."""

from timeline.comparison.digest import digest
from timeline.comparison.values import Digest, DigestDay, JointEvent, LeftOut, Source

__all__ = ["Digest", "DigestDay", "JointEvent", "LeftOut", "Source", "digest"]
