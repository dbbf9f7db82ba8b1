"""What the guards of rules need of a grammar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from timeline.expressions.tokens import Tokens


class Words(Protocol):
    """What guards need of a grammar; each set is said in the language folder."""

    @property
    def numbers(self) -> frozenset[str]:
        """Words for numbers."""

    @property
    def particles(self) -> frozenset[str]:
        """Words that name and tell nothing."""

    @property
    def prices(self) -> frozenset[str]:
        """What a figure behind it is a price of."""

    @property
    def fixtures(self) -> frozenset[str]:
        """What tells a list of matches or races."""

    @property
    def plays(self) -> frozenset[str]:
        """What tells of a match in quarters."""

    @property
    def results(self) -> frozenset[str]:
        """What tells of the quarters of a year."""

    @property
    def logs(self) -> frozenset[str]:
        """What is numbered day by day."""

    @property
    def yearly(self) -> frozenset[str]:
        """What a year is said of, in the plural."""

    def tells_tense(self, word: str) -> bool:
        """Is a word in small letters a verb that tells its tense?"""


Guard = Callable[[Words, Tokens, int, int], bool]
