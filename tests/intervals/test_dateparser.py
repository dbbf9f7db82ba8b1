"""Explicit dates as dateparser reads them: another program, the same day."""

from __future__ import annotations

from datetime import datetime

import pytest
from dateparser.date import DateDataParser

from timeline.expressions import find_expressions
from timeline.model import Article, Options

DAYS = ["1997-02-27", "2008-11-03", "2012-02-29", "2015-09-12", "1976-05-31"]
FORMATS = [
    "%B %-d, %Y", "%b. %-d, %Y", "%-d %B %Y", "%-d %b %Y", "%A, %B %-d, %Y", "%A, %-d %B %Y", "%Y-%m-%d", "%m/%d/%Y",
    "%-m/%-d/%Y", "%d.%m.%Y", "%m-%d-%Y", "%Y/%m/%d", "%d-%b-%Y", "%B %d %Y", "%B %Y", "%Y-%m-%d %H:%M",
    "%B %-d, %Y at %-I %p", "%-I:%M %p on %B %-d, %Y",
]  # fmt: skip
PARTS = {"day": 10, "month": 7, "year": 4, "time": 16}


@pytest.mark.parametrize("form", FORMATS)
def test_same_day(form: str) -> None:
    """One phrase, as long as the date itself, with the day (or month, or minute) that dateparser gives."""
    base = datetime.fromisoformat("2020-06-15")
    order = "DMY" if form == "%d.%m.%Y" else "MDY"
    parser = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base, "DATE_ORDER": order})
    for day in DAYS:
        moment = datetime.fromisoformat(f"{day}T17:{30 if '%M' in form else 0:02d}")
        text = moment.strftime(form).replace("May.", "May")
        theirs = parser.get_date_data(text)
        assert theirs.date_obj is not None, text
        timed = "%H" in form or "%I" in form or "%-I" in form
        length = PARTS["time" if timed else theirs.period]
        article = Article(id="x", text=f"It was sold on {text}.", published="2020-06-15", language="en")  # type: ignore[arg-type]
        found = find_expressions(article, Options(day_first=order == "DMY"))
        assert [(e.text, e.value) for e in found] == [(text, theirs.date_obj.strftime("%Y-%m-%dT%H:%M")[:length])]
