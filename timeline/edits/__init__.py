"""What people change in a timeline: the log of edits, and a timeline with the edits in it. Values in, values out."""

from timeline.edits.entries import Anchor, Entry, Steps, standing, steps_of

__all__ = ["Anchor", "Entry", "Steps", "standing", "steps_of"]
