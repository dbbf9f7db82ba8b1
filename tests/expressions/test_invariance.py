"""What must not change the reading of a sentence, and what must change it in one way only, over the whole corpus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tests.expressions.rows import Row, read_rows
from tests.expressions.test_corpus import FILES
from timeline.expressions import find_expressions
from timeline.intervals import Bound, Interval
from timeline.model import Article, TimeExpression

ROWS = [row for path in FILES for row in read_rows(path)]
ERA = 146097  # days of 400 years: whole weeks, so that all but feasts of the moon come round on the same days


def read(row: Row, text: str | None = None, published: Bound | None = None) -> tuple[TimeExpression, ...]:
    """The expressions of a row's text, or of another text or day in its place."""
    article = row.article("en")
    if text is not None:
        article = replace(article, text=text)
    return find_expressions(replace(article, published=published or article.published), row.options())


def told(found: tuple[TimeExpression, ...]) -> list[tuple[object, ...]]:
    """Everything but the offsets, with spaces as they are read."""
    return [
        (" ".join(e.text.split()).replace("’", "'"), e.type, e.value, e.mod, e.quant, e.freq, e.when) for e in found
    ]


def differing(change: dict[str, str], rows: Sequence[Row] = ROWS) -> list[str]:
    """Rows whose reading changes with the characters of the text."""
    table = str.maketrans(change)
    return [row.text for row in rows if told(read(row)) != told(read(row, row.text.translate(table)))]


def test_line_breaks() -> None:
    """A text wrapped at every word says the same, if it has no lines of its own as a chronology has."""
    assert differing({" ": "\n"}, [row for row in ROWS if "\n" not in row.text]) == []


def test_wide_spaces() -> None:
    """Spaces that do not break, and two for one, as pasted pages have them."""
    assert differing({" ": " \u00a0"}) == []


def test_curly_apostrophes() -> None:
    """Typographic apostrophes are apostrophes."""
    assert differing({"'": "’"}) == []


def test_a_sentence_before() -> None:
    """A sentence without a time before it, or a headline above it, changes nothing."""
    for opening in ("The harbour is deep and cold. ", "Harbour deep and cold\n\n"):
        rows = ROWS if opening.endswith("\n") else [row for row in ROWS if "\n" not in row.text]
        wrong = [row.text for row in rows if told(read(row)) != told(read(row, opening + row.text))]
        # a number at the head of a paragraph is the time of an entry of a live page, elsewhere a year; a dateline
        # is one there only
        assert [text for text in wrong if not (text[0].isdecimal() or text.split(",")[0].isupper())] == [], opening


def test_a_sentence_after() -> None:
    """Nor does one behind it."""
    closing = " Nobody in the harbour is cold."
    assert [row.text for row in ROWS if told(read(row)) != told(read(row, row.text + closing))] == []


def moved(when: Interval | None) -> Interval | None:
    """The interval 400 years later."""
    if when is None:
        return None
    b, e = (
        type(side)(*(None if bound is None else bound.plus_days(ERA) for bound in (side.earliest, side.latest)))
        for side in (when.begin, when.end)
    )
    return Interval(b, e, when.grain)


def later(value: str) -> str:
    """A TIMEX3 value 400 years later: four digits of a year, three of a decade, two of a century."""
    found = re.match(r"\d{2,4}(?=-|T|$)", value)
    return (
        f"{int(found[0]) + 4 * 10 ** (len(found[0]) - 2):0{len(found[0])}d}{value[found.end() :]}" if found else value
    )


def test_four_hundred_years_on() -> None:
    """Read 400 years later, a news sentence that names no year means the same, 400 years later."""
    fixed = re.compile(
        r"\d{3}|century|centuries|Easter|Good Friday|Palm|Maundy|Ash Wed|'\d|/\d\d\b|-\d\d\b|Sixt|eight?ies|decade|"
        r"nineteen|\bBC\b|\bAD\b|millennium"
    )
    tried = 0
    for row in ROWS:
        published = row.article().published
        lunar = row.name.startswith("time-feasts")
        old = row.name.startswith("time-old")  # eras, and years before the year 1
        if published is None or row.kind == "history" or lunar or old or fixed.search(row.text):
            continue
        tried += 1
        here, there = read(row), read(row, published=published.plus_days(ERA))
        assert [(e.text, later(e.value), moved(e.when)) for e in here] == [(e.text, e.value, e.when) for e in there], (
            row
        )
    assert tried > 400


def test_articles_with_one_name_and_text_are_one() -> None:
    """The id of an article shows in the ids of its expressions and nowhere else."""
    for row in ROWS[::25]:
        one = find_expressions(Article("a", text=row.text, language="en"), row.options())
        other = find_expressions(Article("b", text=row.text, language="en"), row.options())
        assert told(one) == told(other)
        assert [e.id.replace("a.", "b.", 1) for e in one] == [e.id for e in other]
