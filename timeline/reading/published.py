"""The publication date: as people give it, and as articles carry it.

dateparser reads the dates, in any language; what it is shown is only what has the shape of a full absolute date.
Relative words never count and the clock is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from timeline.errors import DateError
from timeline.intervals import Bound
from timeline.model import PublishedFrom
from timeline.reading.rules import labels, languages

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_FIRST_YEAR, _LAST_YEAR = 1450, 9999
"""From the first printed sheets on. That a date lies after today is for those to see who may ask the clock."""
_LONGEST = 80
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a date typed in full never uses it
_REMEDY = "give a full date such as 2013-06-05, 2013-06-05T16:12 or 5 June 2013"
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_STAMP_OFFSET = re.compile(r"\d:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?([+-]\d{2}:?\d{2})(?!\d)")
_WEST, _EAST = -12 * 60, 14 * 60
"""The offsets from UTC, in minutes, that there are zones with (IANA time zone database)."""
_ISO_DAY = re.compile(r"([+-]?\d{4,})-(\d{1,2})-(\d{1,2})")
_HAS_CLOCK = re.compile(r"\d\s?(?:[:.h]\d\d|[ap]\.?m)", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_NUMBER = re.compile(r"\d+")
_NAMED_UTC = frozenset({"UTC", "Z"})
_HEAD_LINES, _HEAD_CHARACTERS, _LONGEST_LINE = 10, 1500, 160

_PUBLISHED, _DATELINED, _ALONE, _UPDATED = range(4)
"""What a date stands in, the surest first."""

_WORD = r"[^\W\d_]{1,20}+\.?"
_CLOCK = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?\s?m\.?(?!\w)))?|\d{1,2}\s?[ap]\.?m\.?(?!\w))"
    r"(?:\s?\(?(?:[A-Z]{2,4}|[+-]\d{2}:?\d{2})\b\)?)?"
)
_DAY = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}(?:T\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
    r"|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s(?:(?:of|de|of\sthe)\s)?{_WORD}(?:\sde(?:l)?)?,?\s\d{{4}}"
    rf"|(?<![^\W\d_]){_WORD}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})(?!\d)"
)
_DATE = re.compile(
    rf"(?:(?P<clock_first>{_CLOCK}),?\s(?:on\s)?)?(?P<day>{_DAY})"
    rf"(?:,?\s*(?:at\s|um\s|à\s|[|–—-]\s?)?(?P<clock>{_CLOCK}))?"
)
_DASH = r"(?:\s*[–—―]|\s+--?\s|\s*\)?_)"
_PLACE = r"[^\W\d_][^\d\n–—|:]{1,58}?"
_DATELINE = re.compile(
    rf"\s*(?P<place>{_PLACE}),?\s+(?P<date>{_DAY})(?:\s*\([^)\n]{{1,40}}\))?{_DASH}"
    rf"|\s*(?P<place2>{_PLACE})(?:\s*\([^)\n]{{1,40}}\))?\s*[–—]\s*(?P<date2>{_DAY})\s*(?=[–—:.(\n]|$)"
)
_BYLINE = re.compile(r"(?i:by|par|von|por|di|door|av)\s+[^\W\d_a-z][^\d|]{2,60},\s*$")
_BETWEEN_WORDS = re.compile(r"[\s,./()-]+")
_GOES_ON = re.compile(r"[\s,;]*+[^\W\d_]++(?:\s++[a-z]++){3}")
_SET_OFF = tuple("|•·–—/([")
_WEEKDAY_AFTER_MARK = re.compile(r"(?:[|•·–—/]\s*+(?:[^\W\d_]++,?\s*+)?|\t)$")
_FILLER = re.compile(r"[\s|•·,;:/()\[\]–—-]+")


def zone_named(zone: str | None) -> str | None:
    """The zone, if there is such a one (an IANA name or an offset like +02:00); DateError if not."""
    if zone is None or zone in _NAMED_UTC:
        return zone
    if _OFFSET.fullmatch(zone):
        _check_offset(zone)
        return zone
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise DateError(f"no such time zone: {_short(zone)}; give an IANA name such as Asia/Beirut") from None
    return zone


def _check_offset(text: str) -> None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return
    minutes = int(found[1] + "1") * (int(found[2]) * 60 + int(found[3]))
    if int(found[3]) > 59 or not _WEST <= minutes <= _EAST:
        raise DateError(f"no zone is {text} from UTC; give an offset from -12:00 to +14:00")


def published_of(
    value: date | datetime | Bound | str, zone: str | None = None, day_first: bool | None = None
) -> tuple[Bound, str | None]:
    """A publication date as a bound and its zone: the value's own if it has one, else `zone`.

    Text is ISO 8601, or a date as people type it, in any language, with day, month and year; 03/04/2013
    is refused unless `day_first` says which it is. Seconds are dropped. DateError says what is wrong with it.
    """
    if isinstance(value, Bound):
        return value, zone
    if isinstance(value, datetime):
        return _checked(value, zone)
    if isinstance(value, date):
        _check_year(value.year, str(value))
        return Bound.of(value.year, value.month, value.day), zone
    text = value.strip()
    if len(text) > _LONGEST or (len(text) > 8 and text.isdigit()):
        raise _no_date(text)
    if offset := _STAMP_OFFSET.search(text):
        _check_offset(offset[1])
    if numbers := _ISO_DAY.fullmatch(text):
        year, month, day = (int(number[:9]) for number in numbers.groups())
        _check_year(year, text)
        try:
            return Bound.of(year, month, day), zone
        except ValueError as error:
            raise DateError(f"publication date {_short(text)}: {error}; {_REMEDY}") from None
    for kind in (date, datetime):
        try:
            return published_of(kind.fromisoformat(text), zone)
        except DateError:
            raise
        except ValueError:
            pass
    if day_first is None and (twice := _either_way(text)):
        raise DateError(f"publication date {_short(text)} may be {' or '.join(twice)}; write the one you mean")
    typed = _typed(text, day_first)
    if typed is None:
        raise _no_date(text)
    return _checked(typed, zone, has_clock=_HAS_CLOCK.search(text) is not None)


def _no_date(text: str) -> DateError:
    return DateError(f"publication date {_short(text)} is no date with day, month and year; {_REMEDY}")


def _either_way(text: str) -> tuple[str, str] | None:
    """The two days that a date in numbers may be, where day and month could be exchanged."""
    found = _NUMBERS.search(text)
    if found is None or found[1] == found[2] or not all(1 <= int(found[i]) <= 12 for i in (1, 2)):
        return None
    one, other, year = int(found[1]), int(found[2]), found[3]
    return f"{year}-{one:02d}-{other:02d}", f"{year}-{other:02d}-{one:02d}"


def find_published(text: str, day_first: bool | None = None) -> tuple[Bound, PublishedFrom] | None:
    """The publication date that the head of an article carries, and whether as a dateline or a line of its own.

    A labelled line ("Published: 5 June 2013") goes before a dateline ("BEIRUT, June 5, 2013 (Agency) —"), that
    before a line that holds nothing but a date, that before "Updated ...". A date in a sentence is the story's.
    """
    best: tuple[int, Bound, PublishedFrom] | None = None
    for number, line in enumerate(_head(text)):
        for rank, date_text, found_in in _candidates(line, not number):
            if (best is None or rank < best[0]) and (bound := _bound(date_text, day_first)) is not None:
                best = rank, bound, found_in
    return (best[1], best[2]) if best else None


def dates_the_page(line: str) -> bool:
    """Is it a line such as "Published: 5 June 2013, 4:12 p.m." or "Updated 6 June 2013"?"""
    if len(line) > _LONGEST_LINE or not any(char.isdigit() for char in line):
        return False
    return any(rank in (_PUBLISHED, _UPDATED) for rank, _, _ in _candidates(line))


def _head(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text[:_HEAD_CHARACTERS].splitlines())
    yield from [line for line in lines if line][:_HEAD_LINES]


def _candidates(line: str, first: bool = True) -> Iterator[tuple[int, str, PublishedFrom]]:
    """Ranked texts of dates that the line carries as its publication date. first: it may be the headline."""
    if (found := _DATELINE.match(line)) and _is_place(found["place"] or found["place2"]):
        yield _DATELINED, found["date"] or found["date2"], "dateline"
    if len(line) > _LONGEST_LINE:
        return
    published, updated = labels()
    for found in _DATE.finditer(line):
        before, after = line[: found.start()], line[found.end() :]
        if published.search(before) and _closes(after):
            yield _PUBLISHED, found.group(), "text"
        elif updated.search(before) and _closes(after):
            yield _UPDATED, found.group(), "text"
        elif _stands_alone(before, after) or (not first and _behind_place(before, after)):
            yield _ALONE, found.group(), "text"


def _is_place(place: str) -> bool:
    """A place of a dateline: capitalised words that do not begin like a sentence ("In Beirut")."""
    words = [word for word in _BETWEEN_WORDS.split(place) if word]
    if not words or len(words) > 7 or any(word[0].islower() and len(word) > 3 for word in words):
        return False
    return words[0].isupper() or not any(words[0].lower() in language.words for language in languages())


def _closes(after: str) -> bool:
    """Does nothing like a sentence follow the date?"""
    return len(after.split()) <= 12 and not _GOES_ON.match(after)


def _stands_alone(before: str, after: str) -> bool:
    """Is the date all of its line, but for a weekday or place, a byline, and what a mark sets off?"""
    lead, rest = (_FILLER.sub(" ", side).split() for side in (before, after))
    if len(lead) > 8 or len(rest) > 8 or before.rstrip().endswith((".", "!", "?")):
        return False
    if rest and not after.lstrip().startswith(_SET_OFF):
        return False
    if len(lead) <= 1:
        return ":" not in before
    return _WEEKDAY_AFTER_MARK.search(before) is not None or _BYLINE.match(before) is not None


def _behind_place(before: str, after: str) -> bool:
    """Is all else of the line a place of one to three names: "Lower Tarn, 3 March 2024"?"""
    names = before.replace(",", " ").split()
    return (
        not _FILLER.sub(" ", after).split()
        and before.rstrip().endswith(",")
        and 1 <= len(names) <= 3
        and all(name[0].isupper() for name in names)
        and _is_place(" ".join(names))
    )


def _bound(text: str, day_first: bool | None) -> Bound | None:
    try:
        return published_of(" ".join(text.split()), None, day_first)[0]
    except DateError:
        return None


def _typed(text: str, day_first: bool | None) -> datetime | None:
    if not text or len(_NUMBER.findall(text)) < 2:
        return None
    try:
        return _parser(day_first).get_date_data(text).date_obj
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=3)
def _parser(day_first: bool | None) -> DateDataParser:
    from dateparser.date import DateDataParser

    order = (
        {} if day_first is None else {"DATE_ORDER": "DMY" if day_first else "MDY", "PREFER_LOCALE_DATE_ORDER": False}
    )
    return DateDataParser(
        settings={
            "RELATIVE_BASE": _FIXED,
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            **order,
        }
    )


def _checked(value: datetime, zone: str | None, *, has_clock: bool = True) -> tuple[Bound, str | None]:
    minute = value.hour * 60 + value.minute if has_clock else None
    _check_year(value.year, value.isoformat())
    return Bound.of(value.year, value.month, value.day, minute), _zone_of(value.tzinfo, value) or zone


def _zone_of(zone: tzinfo | None, value: datetime) -> str | None:
    if zone is None:
        return None
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone.key
    offset = value.strftime("%z")  # +0200, and seconds where a zone of long ago has them
    if not offset:
        return None
    named = f"{offset[:3]}:{offset[3:5]}"
    _check_offset(named)
    return named


def _check_year(year: int, text: str) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DateError(
            f"publication date {_short(text)}: the year {year} is no year of an article; "
            f"give one from {_FIRST_YEAR} to {_LAST_YEAR}"
        )


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")
