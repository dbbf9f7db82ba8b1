"""Where the time axis has its ticks and what they say: from minutes to millennia, also before Christ."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from dashboard.packing import FIRST, LAST, wide
from dashboard.scale import DAY, YEAR, Scale, length_words
from timeline.intervals import Bound
from timeline.intervals.bounds import civil, ordinal

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUTE_STEPS = (5, 15, 30, 60, 180, 360, 720)
DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
APART = 84
"""Pixels between the middles of two ticks."""
BETWEEN = 3
"""Pixels between the words of two ticks at least."""
Tick = tuple[float, str]


def ticks(scale: Scale, window: tuple[float, float], width: int) -> list[Tick]:
    """Places and words of the ticks of a window (two places), drawn `width` pixels wide; `<br>` parts two lines.

    A folded stretch has a tick in its middle that says how long it is.
    """
    pixel = (window[1] - window[0]) / width
    found: list[Tick] = []
    for low, high in pairwise(_edges(scale, window)):
        if (low, high) in scale.breaks:
            middle = (scale.at(low) + scale.at(high)) / 2
            if window[0] < middle < window[1]:
                found.append((middle, f"<i>{length_words(high - low)}</i>"))
        elif high > low:
            found += _piece(scale, low, high, pixel)
    return _apart(found, window, pixel)


def _edges(scale: Scale, window: tuple[float, float]) -> list[int]:
    """The window cut where the scale bends; in a scale of many short pieces only where it is cut anyway."""
    low, high = scale.minute(window[0]), scale.minute(window[1])
    inside = [minute for minute in scale.minutes if low < minute < high]
    for first, last in scale.breaks:  # a window that begins or ends in a break shows part of it
        if first <= low < last or first < high <= last:
            inside += [first, last]
    return sorted({low, high, *inside})


def _piece(scale: Scale, low: int, high: int, pixel: float) -> list[Tick]:
    wide = (scale.at(high) - scale.at(low)) / pixel
    step = (high - low) / max(wide / APART, 1e-9)
    marks = list(_marks(low, high, step)) if wide >= APART else []
    if not marks:
        return [(scale.at(low), _alone(low, high))]
    found = []
    before = ""
    for minute, text, context in marks:
        found.append((scale.at(minute), f"{text}<br>{context}" if context and context != before else text))
        before = context
    return found


def _marks(low: int, high: int, step: float) -> Iterator[tuple[int, str, str]]:
    """Minute, words and what they are part of, at round times at least `step` minutes apart."""
    low, high = max(low, FIRST), min(high, LAST)
    if step <= MINUTE_STEPS[-1]:
        each = next(one for one in MINUTE_STEPS if one >= step)
        for minute in range(-(-low // each) * each, high + 1, each):
            yield minute, f"{minute % DAY // 60:02d}:{minute % 60:02d}", day_text(minute // DAY)
    elif step <= DAY_STEPS[-1] * DAY:
        each = next(one for one in DAY_STEPS if one * DAY >= step)
        for day in _days(-(-low // DAY), high // DAY, each):
            year, month, number = civil(day)
            yield day * DAY, f"{number} {MONTHS[month - 1]}", year_text(year)
    elif step <= MONTH_STEPS[-1] * YEAR / 12:
        each = next(one for one in MONTH_STEPS if one * YEAR / 12 >= step)
        first = civil(low // DAY)
        for number in range(-(-(first[0] * 12 + first[1] - 1) // each) * each, civil(high // DAY)[0] * 12 + 12, each):
            minute = ordinal(number // 12, number % 12 + 1, 1) * DAY
            if low <= minute <= high:
                yield minute, MONTHS[number % 12], year_text(number // 12)
    else:
        each = next((one for one in YEAR_STEPS if one * YEAR >= step), YEAR_STEPS[-1])
        for number in range(-(-civil(low // DAY)[0] // each) * each, civil(high // DAY)[0] + 1, each):
            # There is no year 0 to people: round years before Christ are counted from 1 BC.
            year = number if number > 0 else 1 if number == 0 else number + 1
            minute = ordinal(year, 1, 1) * DAY
            if low <= minute <= high:
                yield minute, year_text(year), ""


def _days(first: int, last: int, each: int) -> Iterator[int]:
    """Days of the month that are alike in every month, or Mondays."""
    if each >= 7:
        yield from range(first + -(first - 1) % each, last + 1, each)
        return
    for day in range(first, last + 1):
        if each == 1 or (civil(day)[2] % each == 1 and civil(day)[2] < 31):
            yield day


def _alone(low: int, high: int) -> str:
    """The one tick of a stretch too narrow for two."""
    year, month, _ = civil(max(low, FIRST) // DAY)
    if high - low > 3 * YEAR:
        return year_text(year)
    if high - low > 60 * DAY:
        return f"{MONTHS[month - 1]}<br>{year_text(year)}"
    day, _, context = day_text(max(low, FIRST) // DAY).rpartition(f" {year_text(year)}")
    return f"{day}<br>{year_text(year)}{context}"


def _apart(found: list[Tick], window: tuple[float, float], pixel: float) -> list[Tick]:
    """Without those that would lie over others.

    The first date of each stretch goes before the lengths of the folds, and these before further dates: where many are
    folded, what a reader needs is when the marks between them are.
    """
    inside = sorted(one for one in found if window[0] <= one[0] <= window[1])
    ranks = []
    begun = False  # has the stretch a date yet?
    for tick in inside:
        fold = tick[1].startswith("<i>")
        ranks.append(1 if fold else 2 if begun else 0)
        begun = not fold
    kept: list[Tick] = []
    for _, tick in sorted(zip(ranks, inside, strict=True)):
        at = bisect_left(kept, tick)
        near = kept[max(at - 1, 0) : at + 1]
        if all(abs(tick[0] - one[0]) >= (_half(tick[1]) + _half(one[1]) + BETWEEN) * pixel for one in near):
            kept.insert(at, tick)
    return kept


def _half(words: str) -> float:
    """Half the pixels of the longest line; `wide` says rather more than there are."""
    return 0.88 * max(wide(line) for line in words.replace("<i>", "").replace("</i>", "").split("<br>")) / 2


def day_text(day: int) -> str:
    """ "3 Jun 2024"."""
    year, month, number = civil(day)
    return f"{number} {MONTHS[month - 1]} {year_text(year)}"


def year_text(year: int) -> str:
    """ "2024", "44 BC"."""
    return str(year) if year > 0 else f"{1 - year} BC"


def iso(minute: int) -> str:
    """The minute as ISO text, inside the years the calendar has."""
    day, rest = divmod(max(FIRST, min(minute, LAST)), DAY)
    return Bound(day, rest).isoformat()
