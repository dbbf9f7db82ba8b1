"""The words of a sentence as comparison counts them: lower case, endings cut, words of mere grammar left out."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from timeline.errors import DataError
from timeline.strings import read_strings

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDINGS = ("'s", "’s", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_SHORTEST = 3  # letters that remain of a word


def terms(text: str, language: str = "en") -> list[str]:
    """The stems of the words that carry meaning, in text order."""
    idle = idle_words(language)
    found = (word.lower() for word in _WORD.findall(text))
    return [stem(word) for word in found if word not in idle]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The word without an ending of English: "raided", "raids" and "raiding" meet in "raid"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
            cut = word[: -len(ending)]
            return f"{cut}y" if ending == "ies" else cut
    return word


@cache
def idle_words(language: str) -> frozenset[str]:
    """Words of mere grammar, from the language folder."""
    name = "idle_words.yaml"
    rows = read_strings((files("timeline.comparison") / language / name).read_text(encoding="utf-8"), name)
    if not isinstance(rows, list):
        raise DataError(f"{name}: expected a list of words")
    return frozenset(map(str, rows))
