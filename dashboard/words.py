"""Dates in words, as the exports have them."""

from __future__ import annotations

from timeline.export.words import when_words
from timeline.intervals import Bound, Interval

__all__ = ["day_words", "when_words"]


def day_words(day: Bound) -> str:
    """A day (or minute) by itself."""
    return when_words(Interval.stretch(day, day))
