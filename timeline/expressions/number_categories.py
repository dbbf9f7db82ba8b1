"""Categories of figures that rules name in braces: {dd}, {yyyy}."""

from __future__ import annotations

from typing import Any

NUMBER_CATEGORIES = {
    "int": "an integer of up to four digits",
    "dd": "1 to 31",
    "mo": "1 to 12",
    "hh": "0 to 24",
    "mm": "00 to 59, two digits",
    "yy": "two digits",
    "yyyy": "a year, 1000 to 2199, four digits",
    "round_year": "a year of four digits that ends in 0",
    "yyy": "a year of one to four digits",
    "ddd": "three digits",
    "mil": "a time of day in four digits",
    "mil_nought": "the same with a nought before it, which no year has",
    "mil_far": "a time of day in four digits that is no year of our time",
    "day_time": "day, hour and minute in six digits",
    "two": "two digits, 00 to 99",
    "one_two": "1 or 2",
    "sign": "plus or minus",
    "zone_letters": "three to five capitals that end in T",
    "dec": "digits",
    "name": "a capitalised word that is no word of time",
}


def number_categories(word: str) -> list[tuple[str, Any]]:
    """Categories of a token of digits, with their values."""
    size, value = len(word), int(word) if len(word) < 10 else 0
    found: list[tuple[str, Any]] = [("dec", word)]
    if size <= 4:
        if word[0] != "0" or size == 1:
            found.append(("int", value))
        if value:
            found.append(("yyy", value))
    if size <= 2:
        if 1 <= value <= 31:
            found.append(("dd", value))
        if 1 <= value <= 12:
            found.append(("mo", value))
        if value <= 24:
            found.append(("hh", value))
        if word in ("1", "2"):
            found.append(("one_two", value))
        if size == 2:
            found.append(("yy", value))
            found.append(("two", value))
            if value <= 59:
                found.append(("mm", value))
    elif size == 3:
        found.append(("ddd", value))
    elif size == 4:
        if 1000 <= value <= 2199:
            found.append(("yyyy", value))
            if word[3] == "0":
                found.append(("round_year", value))
        if value // 100 < 24 and value % 100 < 60:
            found.append(("mil", value))
            if word[0] == "0":
                found.append(("mil_nought", value))
            elif not 1900 <= value < 2060:
                found.append(("mil_far", value))
    elif size == 6 and 1 <= value // 10000 <= 31 and value // 100 % 100 < 24 and value % 100 < 60:
        found.append(("day_time", word))
    return found
