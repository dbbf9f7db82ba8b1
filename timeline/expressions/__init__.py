"""Time expressions: found by rules, normalised to TIMEX3, resolved to Intervals where no event is needed."""

from timeline.expressions.engine import find_expressions, languages, load_language, read_times
from timeline.expressions.entries import entry_heads

__all__ = ["entry_heads", "find_expressions", "languages", "load_language", "read_times"]
