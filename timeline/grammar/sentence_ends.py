"""Where a sentence ends although its full stop is lost: captions, headlines, credits and lists glued to the text.

Text copied from a web page loses its lines; the parser then reads across them. What opens a sentence is a word in
`sentence_ends.yaml` written with a capital amid small ones, a plural or a gerund that the same text also writes small,
a bullet, a dateline, a year or a label with a colon. Well edited text has none of these places; in doubt there is no
limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from timeline.errors import DataError
from timeline.strings import read_strings

_KEYS = ("opens", "never_ends", "lettered", "labels")
_OPENER = re.compile(r"(?<=\w)[’'\")\]]*\s+(?=(?P<word>[A-Z][a-z]*)\s+(?:[a-z]|(?<=The )(?P<named>[A-Z][\w-]*)))")
BULLETS = "*•●▪■►·"
_BULLET = re.compile(rf"\s+(?=[{BULLETS}] *[^\W\d_])")
_DATELINE = re.compile(
    r"(?<=[a-z])\s+(?=[A-Z][A-Z.'-]{2,}(?: [A-Z][A-Z.'-]+){0,2}(?:, [\w. ]{2,30})? \([A-Z][\w/ ]*\) [-–—_]{1,2} )"
)
_LINK = re.compile(r" - \d+ [a-z]+ ago\s+(?=[A-Z])")  # "Bank cuts rates - 13 hrs ago"
_YEAR = re.compile(r"(?<=[a-z0-9][^\s.:;,])\s+(?=(?:1[5-9]|20)\d\d: +[A-Z\d])")
_AMOUNT = re.compile(r"(?<=\d)(?:m|bn|tn|k|p|am|pm|km|kg|mph)\.\s+(?=[A-Z][\w’'-]+ [a-z])")  # "for £3m. Anger grew"
_CREDIT = re.compile(
    r"(?:Photo|Photograph|Picture|Image)s?: (?P<names>[A-Z][\w.’' -]*/[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)+)(?=,? [a-z\d])"
)
_AGENCY = re.compile(  # "Photograph: Ana Ruiz/EPA Shares in the bank fell"
    r"(?:Photo|Photograph|Picture|Image)s?: [A-Z][\w.’' -]*/[A-Z]{2,4}\s+(?=[A-Z][\w’'-]* (?:[A-Z][\w’'-]* ){0,3}[a-z])"
)
_NO_BLANK = re.compile(  # "on May 3, 2019.Ana Ruiz", and "in (2019)Ana"
    r"[a-z ]\d{4}[.)](?=[A-Z][a-z]+\.? [A-Za-z])|\d{4}\)(?=[A-Z][a-z]+\.? )"
)
_GLUED = re.compile(  # "a CourierThe river": what begins is looked for first, which is faster than looking back
    r"(?:The|About|After|When|While|But|They|There|However|According)(?= (?:[a-z]|\d))"
)
_LAST = re.compile(r"(?P<word>[\w’'-]+)[’'\")\]]*\s*$")
_SMALL_END = re.compile(r"[a-z]{3}")
_SMALL = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w’'-])")
_FEWEST = 3  # letters of a word that the text writes with a capital here and small elsewhere


def limits(text: str, article: str = "") -> list[int]:
    """Where new sentences begin in a paragraph of the article, besides those that follow a full stop."""
    words = _words()
    found = {
        m.end()
        for pattern in (_BULLET, _DATELINE, _LINK, _YEAR, _AMOUNT, _AGENCY, _NO_BLANK, _labels())
        for m in pattern.finditer(text)
    }
    found.update(m.start() for m in _GLUED.finditer(text) if _SMALL_END.fullmatch(text, m.start() - 3, m.start()))
    found.update(_behind_credits(text, article or text))
    small: frozenset[str] | None = None
    for m in _OPENER.finditer(text):
        word, before = m["word"], _LAST.search(text, max(0, m.start() - 40), m.end())
        if before is None or before["word"].lower() in words["never_ends"]:
            continue
        if m["named"] and f"the {m['named']}" not in text:
            continue  # "told The Harbour Times", which has no small article anywhere
        if word.lower() in words["opens"]:
            if word != "A" or before["word"].lower() not in words["lettered"]:
                found.add(m.end())
        elif len(word) > _FEWEST and before["word"].islower() and word.endswith(("s", "ing")):
            small = small if small is not None else frozenset(_SMALL.findall(text))
            if word.lower() in small and not _name(word, text, m.end()):
                found.add(m.end())
    return sorted(found)


def _behind_credits(text: str, article: str) -> Iterator[int]:
    """ "Photo: Ana Ruiz/Lund Images Kerr left the club": the next sentence opens with a name known from elsewhere."""
    for credit in _CREDIT.finditer(text):
        names = credit["names"]
        agency = names.rfind("/") + 1
        for at in (m.end() for m in re.finditer(" ", names) if agency < m.start()):
            if len(re.findall(rf"\b{re.escape(names[at:])}\b", article)) > 1:
                yield credit.start("names") + at
                break


def _name(word: str, text: str, here: int) -> bool:
    """Does the text write the word with a capital amid a sentence elsewhere too?"""
    return any(m.end() != here for m in re.finditer(rf"[a-z,]\s+(?={word}\b)", text))


@cache
def _words() -> dict[str, frozenset[str]]:
    name = "sentence_ends.yaml"
    rows = read_strings((files("timeline.grammar") / name).read_text(encoding="utf-8"), name)
    if not isinstance(rows, dict) or sorted(rows) != sorted(_KEYS):
        raise DataError(f"{name}: expected the lists {', '.join(_KEYS)}")
    return {key: frozenset(map(str, rows[key])) for key in _KEYS}


@cache
def _labels() -> re.Pattern[str]:
    names: Sequence[str] = sorted(_words()["labels"])
    return re.compile(rf"(?<=\w)[’'\")\]]*\s+(?=(?:{'|'.join(n.capitalize() for n in names)})(?: by)?: )")
