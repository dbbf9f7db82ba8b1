"""What can go wrong, each message naming the fault and the remedy.

TimelineError (a ValueError)
├── InputError      the text cannot be read: empty, binary, wrong encoding, over the limit, wrong shape
├── DateError       a date that does not exist, or none found where one is needed
├── LanguageError   no language folder, or no language model, for the text
├── DataError       a lexicon, rule or corpus file is wrong; says file and line
└── StoreError      the database cannot be opened, read or written
    └── DamagedError    one stored article cannot be read; the others can
"""

from __future__ import annotations


class TimelineError(ValueError):
    """Root of everything this package raises on purpose."""


class InputError(TimelineError):
    """The text cannot be read."""


class DateError(TimelineError):
    """A date that does not exist, or none where one is needed."""


class LanguageError(TimelineError):
    """The language has no folder or no model."""


class DataError(TimelineError):
    """A file of the language folder is wrong; the message says file and line."""


class StoreError(TimelineError):
    """The database cannot be opened, read or written."""


class DamagedError(StoreError):
    """A stored article, or its timeline, is not what was stored; the message names it."""
