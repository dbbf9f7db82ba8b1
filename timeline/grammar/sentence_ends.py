"""Where a sentence ends although its full stop is lost: captions, headlines, credits and lists glued to the text.

Text copied from a web page loses its lines; the parser then reads across them. What opens a sentence is a word in
`sentence_ends.yaml` of the language folder, written with a capital amid small ones, a plural or a gerund that the same
text also writes small, a bullet, a dateline, a year or a label with a colon. Well edited text has none of these places;
in doubt there is no limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.errors import DataError
from timeline.strings import load_strings

HERE = Path(__file__).parent
_KEYS = ("opens", "never_ends", "lettered", "labels", "glued", "article", "endings", "credits", "ago")
BULLETS = "*•●▪■►·"
_BULLET = re.compile(rf"\s+(?=[{BULLETS}] *[^\W\d_])")
_DATELINE = re.compile(
    r"(?<=[a-z])\s+(?=[A-Z][A-Z.'-]{2,}(?: [A-Z][A-Z.'-]+){0,2}(?:, [\w. ]{2,30})? \([A-Z][\w/ ]*\) [-–—_]{1,2} )"
)
_YEAR = re.compile(r"(?<=[a-z0-9][^\s.:;,])\s+(?=(?:1[5-9]|20)\d\d: +[A-Z\d])")
_AMOUNT = re.compile(r"(?<=\d)(?:m|bn|tn|k|p|am|pm|km|kg|mph)\.\s+(?=[A-Z][\w’'-]+ [a-z])")  # "for £3m. Anger grew"
_NO_BLANK = re.compile(  # "on May 3, 2019.Ana Ruiz", and "in (2019)Ana"
    r"[a-z ]\d{4}[.)](?=[A-Z][a-z]+\.? [A-Za-z])|\d{4}\)(?=[A-Z][a-z]+\.? )"
)
_LAST = re.compile(r"(?P<word>[\w’'-]+)[’'\")\]]*\s*$")
_SMALL_END = re.compile(r"[a-z]{3}")
_SMALL = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w’'-])")
_FEWEST = 3  # letters of a word that the text writes with a capital here and small elsewhere


@dataclass(frozen=True, slots=True)
class Ends:
    """The words of a language that tell where a sentence begins or cannot end, and the patterns made of them.

    An opener is a word with a capital before a small one; `named` is the name behind the article of names.
    """

    opens: frozenset[str]
    never_ends: frozenset[str]
    lettered: frozenset[str]
    endings: tuple[str, ...]
    articles: tuple[str, ...]
    opener: re.Pattern[str]
    glued: re.Pattern[str]
    credit: re.Pattern[str]
    before: tuple[re.Pattern[str], ...]


@cache
def ends_of(language: str, folder: Path = HERE) -> Ends | None:
    """Those of a language folder; None where it has none. DataError where the file lacks a list."""
    path = folder / language / "sentence_ends.yaml"
    if not path.is_file():
        return None
    rows = load_strings(path)
    if not isinstance(rows, dict) or sorted(rows) != sorted(_KEYS):
        raise DataError(f"{path.name}: expected the lists {', '.join(_KEYS)}")
    words = {key: tuple(map(str, rows[key])) for key in _KEYS}
    credit = rf"(?:{_any(words['credits'])}): "
    name, labels = r"[A-Z][\w.’' -]*/[A-Z]", [label.capitalize() for label in sorted(words["labels"])]
    return Ends(
        frozenset(words["opens"]),
        frozenset(words["never_ends"]),
        frozenset(words["lettered"]),
        words["endings"],
        words["article"],
        re.compile(
            r"(?<=\w)[’'\")\]]*\s+(?=(?P<word>[A-Z][a-z]*)\s+"
            rf"(?:[a-z]|(?:{'|'.join(f'(?<={re.escape(a)} )' for a in words['article'])})(?P<named>[A-Z][\w-]*)))"
        ),
        re.compile(
            rf"(?:{_any(words['glued'])})(?= (?:[a-z]|\d))"
        ),  # looked for from its first letter, which is faster
        re.compile(rf"{credit}(?P<names>{name}[\w.’'-]*(?: [A-Z][\w.’'-]*)+)(?=,? [a-z\d])"),
        (
            re.compile(rf" - \d+ [a-z]+ (?:{_any(words['ago'])})\s+(?=[A-Z])"),  # "Bank cuts rates - 13 hrs ago"
            re.compile(  # "Photograph: Ana Ruiz/EPA Shares in the bank fell"
                rf"{credit}{name}{{2,4}}\s+(?=[A-Z][\w’'-]* (?:[A-Z][\w’'-]* ){{0,3}}[a-z])"
            ),
            re.compile(rf"(?<=\w)[’'\")\]]*\s+(?=(?:{_any(labels)})(?: by)?: )"),
        ),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def limits(text: str, article: str = "", language: str = "en") -> list[int]:
    """Where new sentences begin in a paragraph of the article, besides those that follow a full stop."""
    ends = ends_of(language)
    patterns = (_BULLET, _DATELINE, _YEAR, _AMOUNT, _NO_BLANK, *(ends.before if ends is not None else ()))
    found = {m.end() for pattern in patterns for m in pattern.finditer(text)}
    if ends is None:
        return sorted(found)
    found.update(m.start() for m in ends.glued.finditer(text) if _SMALL_END.fullmatch(text, m.start() - 3, m.start()))
    found.update(_behind_credits(text, article or text, ends))
    small: frozenset[str] | None = None
    for m in ends.opener.finditer(text):
        word, before = m["word"], _LAST.search(text, max(0, m.start() - 40), m.end())
        if before is None or before["word"].lower() in ends.never_ends:
            continue
        if m["named"] and not any(f"{a.lower()} {m['named']}" in text for a in ends.articles):
            continue  # "told The Harbour Times", which has no small article anywhere
        if word.lower() in ends.opens:
            if len(word) > 1 or before["word"].lower() not in ends.lettered:  # not "Series A shares"
                found.add(m.end())
        elif len(word) > _FEWEST and before["word"].islower() and word.endswith(ends.endings):
            small = small if small is not None else frozenset(_SMALL.findall(text))
            if word.lower() in small and not _name(word, text, m.end()):
                found.add(m.end())
    return sorted(found)


def _behind_credits(text: str, article: str, ends: Ends) -> Iterator[int]:
    """ "Photo: Ana Ruiz/Lund Images Kerr left the club": the next sentence opens with a name known from elsewhere."""
    for credit in ends.credit.finditer(text):
        names = credit["names"]
        agency = names.rfind("/") + 1
        for at in (m.end() for m in re.finditer(" ", names) if agency < m.start()):
            if len(re.findall(rf"\b{re.escape(names[at:])}\b", article)) > 1:
                yield credit.start("names") + at
                break


def _name(word: str, text: str, here: int) -> bool:
    """Does the text write the word with a capital amid a sentence elsewhere too?"""
    return any(m.end() != here for m in re.finditer(rf"[a-z,]\s+(?={word}\b)", text))
