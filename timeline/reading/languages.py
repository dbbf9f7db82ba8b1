"""Which language a text is in: by its script and its commonest words, among the languages that have a folder.

In doubt the text is taken to be English: refusing a short or odd text costs the user more than reading it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

from timeline.errors import LanguageError
from timeline.reading.rules import languages

_DEFAULT = "en"
_FOLDERS = Path(__file__).parent.parent / "expressions"
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’][a-z](?![^\W\d_])")
"""The s of "Friday's" and the t of "don't": French cuts words short before an apostrophe, never after one."""
_CODE = re.compile("[a-z]{2,3}")
_BEYOND_ASCII = re.compile(r"[^\W\d_a-zA-Z]")
_SAMPLE = 6_000
_FEWEST, _ENOUGH, _CLEARLY, _HARDLY = 12, 30, 1.5, 0.04
"""Fewest words to judge by, and to tell that a language is none we know; how much more another must hold; a share of
little words that no prose stays under."""
_FOREIGN_SHARE = 0.5


@cache
def known_languages() -> tuple[str, ...]:
    """Codes of the languages that have a folder."""
    return tuple(sorted(p.name for p in _FOLDERS.iterdir() if p.is_dir() and _CODE.fullmatch(p.name)))


def language_named(code: str) -> str:
    """The code itself; LanguageError where that language has no folder."""
    if code not in known_languages():
        raise LanguageError(f"there is no language folder {code!r}; there is: {', '.join(known_languages())}")
    return code


def language_of(text: str) -> str:
    """The language of a text; LanguageError where it is clearly another than those with a folder."""
    sample = text[:_SAMPLE]
    foreign = sum("LATIN" not in unicodedata.name(char, "") for char in _BEYOND_ASCII.findall(sample))
    if foreign >= _FEWEST and foreign > _FOREIGN_SHARE * sum(map(str.isalpha, sample)):
        raise _unknown("a script other than Latin")
    words = [word for word in _WORD.findall(_AFTER_APOSTROPHE.sub("", sample)) if word.islower()]
    if len(words) < _FEWEST:
        return _DEFAULT
    counts = Counter(words)
    shares = {one.code: sum(counts[word] for word in one.words & counts.keys()) / len(words) for one in languages()}
    names = {one.code: one.name for one in languages()}
    best = max(shares, key=lambda code: (shares[code], code == _DEFAULT))
    open_to = max((code for code in known_languages() if code in shares), key=lambda code: shares[code])
    if best in known_languages() and shares[best] >= _HARDLY:
        return best
    if shares[best] > _CLEARLY * shares[open_to] and shares[best] > 3 * _HARDLY:
        raise _unknown(names[best])
    if len(words) >= _ENOUGH and shares[open_to] < _HARDLY:
        raise _unknown("another language")
    return open_to if shares[open_to] > 0 else _DEFAULT


def _unknown(what: str) -> LanguageError:
    return LanguageError(
        f"the text is in {what}, and there are language folders only for: {', '.join(known_languages())}; "
        "if it is one of these, say so with Options(language=...) or --language"
    )
