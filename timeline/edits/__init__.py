"""What people change in a timeline: the log of edits, and a timeline with the edits in it. Values in, values out.

`timeline.edits.making` turns what a person asks for into entries, `timeline.edits.typed` reads a typed date,
`timeline.edits.rows` writes corrections as rows to learn from.
"""

from timeline.edits.applying import Difference, apply, article_values, differences, removed_events
from timeline.edits.entries import Anchor, Entry, Steps, standing, steps_of

__all__ = [
    "Anchor", "Difference", "Entry", "Steps", "apply", "article_values", "differences", "removed_events", "standing",
    "steps_of",
]  # fmt: skip
