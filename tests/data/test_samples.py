"""The sample articles: the list is complete and true, the lengths are right, and the calendar inside them holds."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
SAMPLES: list[dict[str, str]] = json.loads((DATA / "samples.json").read_text(encoding="utf-8"))
PUBLISHED = {sample["file"]: datetime.fromisoformat(sample["published"]) for sample in SAMPLES}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY, _DATE = f"({'|'.join(WEEKDAYS)})", rf"(\d{{1,2}}) ({'|'.join(MONTHS)})(?:,? (\d{{4}}))?"
DATED_WEEKDAY = re.compile(rf"{_DAY},? {_DATE}")


class _Paragraphs(HTMLParser):
    """The paragraphs of `<div class="body">`, found without the reader under test."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= tag == "div" and ("class", "body") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "div"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text.append(data)


def raw(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def article(name: str) -> str:
    """Title and body as a reader sees them, without page furniture."""
    if name.endswith(".json"):
        record = json.loads(raw(name))
        return f"{record['title']}\n\n{record['text']}"
    if name.endswith(".html"):
        page = _Paragraphs()
        page.feed(raw(name))
        return "".join(page.text)
    return raw(name)


def each_sample() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("sample", SAMPLES, ids=[sample["file"] for sample in SAMPLES])


def test_list_names_every_file_once() -> None:
    listed = [sample["file"] for sample in SAMPLES]
    assert sorted(listed) == sorted(path.name for path in DATA.iterdir() if path.name != "samples.json")


def test_two_stories_of_three_outlets_on_three_days() -> None:
    stories: dict[str, list[dict[str, str]]] = {}
    for sample in SAMPLES:
        stories.setdefault(sample["story"], []).append(sample)
    assert len(stories) == 2
    for told in stories.values():
        assert len({sample["outlet"] for sample in told}) == 3
        assert len({PUBLISHED[sample["file"]].date() for sample in told}) == 3


@each_sample()
def test_entry_is_complete(sample: dict[str, str]) -> None:
    assert set(sample) == {"file", "title", "outlet", "published", "story", "note"}
    assert all(isinstance(value, str) and value.strip() == value != "" for value in sample.values())


@each_sample()
def test_title_stands_in_the_file(sample: dict[str, str]) -> None:
    name, title = sample["file"], sample["title"]
    if name.endswith(".txt"):
        first, blank, *_ = raw(name).splitlines()
        assert (first, blank) == (title, "")
    elif name.endswith(".json"):
        assert json.loads(raw(name))["title"] == title
    else:
        assert f"<h1>{title}</h1>" in raw(name)


@each_sample()
def test_length(sample: dict[str, str]) -> None:
    assert 350 <= len(article(sample["file"]).split()) <= 700


@each_sample()
def test_addresses_lead_nowhere(sample: dict[str, str]) -> None:
    hosts = re.findall(r"https?://([^/\"\s]+)", raw(sample["file"]))
    assert all(host.endswith(".example") or host == "schema.org" for host in hosts)


def test_files_that_carry_their_date_agree_with_the_list() -> None:
    page = raw("kalvesh-2-convoy.html")
    stamps = re.findall(r'published_time" content="([^"]+)|"datePublished": "([^"]+)|<time datetime="([^"]+)', page)
    assert len(stamps) == 3
    assert {datetime.fromisoformat("".join(stamp)) for stamp in stamps} == {PUBLISHED["kalvesh-2-convoy.html"]}
    assert set(json.loads(raw("merrow-1-bid.json"))) == {"title", "text", "published", "url"}
    assert json.loads(raw("merrow-1-bid.json"))["published"] == PUBLISHED["merrow-1-bid.json"].isoformat()
    day = PUBLISHED["merrow-2-verdict.txt"]
    assert f"PORT MERROW, {day.day} {MONTHS[day.month - 1]} {day.year} (Harbour Wire)" in raw("merrow-2-verdict.txt")


@pytest.mark.parametrize("name", ["kalvesh-1-truce.txt", "kalvesh-3-siege.txt", "merrow-3-docks.txt"])
def test_the_others_do_not_give_their_day_away(name: str) -> None:
    day = PUBLISHED[name]
    assert f"{day.day} {MONTHS[day.month - 1]}" not in raw(name)


def _dated_weekdays() -> list[tuple[str, str, date]]:
    """(weekday as written, where, date); a date without a year is the latest one up to a month after publication."""
    found = []
    for name, published in PUBLISHED.items():
        text = raw(name) if name.endswith(".html") else article(name)
        for match in DATED_WEEKDAY.finditer(text):
            weekday, day, month, year = match.groups()
            number = MONTHS.index(month) + 1
            last = published.date() + timedelta(days=31)
            when = date(int(year) if year else last.year, number, int(day))
            if not year and when > last:
                when = when.replace(year=last.year - 1)
            found.append((weekday, f"{name}: {match[0]}", when))
    return found


def test_weekdays_named_with_a_date_agree_with_the_calendar() -> None:
    found = _dated_weekdays()
    assert len(found) >= 9
    assert [(where, weekday) for weekday, where, when in found if WEEKDAYS[when.weekday()] != weekday] == []


@pytest.mark.parametrize(
    ("name", "phrase", "begin", "end", "least", "most"),
    [
        ("kalvesh-1-truce.txt", "more than five weeks of fighting", "2024-09-23", "2024-10-29", 36, 41),
        ("kalvesh-1-truce.txt", "Nine days later", "2024-09-23", "2024-10-02", 9, 9),
        ("kalvesh-1-truce.txt", "without electricity for more than two weeks", "2024-10-13", "2024-10-30", 15, 20),
        ("kalvesh-2-convoy.html", "in almost five weeks", "2024-10-02", "2024-11-04", 31, 34),
        ("kalvesh-2-convoy.html", "two days after it was signed", "2024-10-29", "2024-10-31", 2, 2),
        ("kalvesh-2-convoy.html", "for almost four weeks", "2024-09-23", "2024-10-19", 25, 27),
        ("kalvesh-2-convoy.html", "two days before it", "2024-10-17", "2024-10-19", 2, 2),
        ("kalvesh-2-convoy.html", "For 18 days", "2024-10-17", "2024-11-04", 18, 18),
        ("kalvesh-3-siege.txt", "lasted 45 days", "2024-09-23", "2024-11-07", 45, 45),
        ("kalvesh-3-siege.txt", "due to expire this Thursday", "2024-10-31", "2024-11-14", 14, 14),
        ("kalvesh-3-siege.txt", "Four days later they signed", "2024-10-25", "2024-10-29", 4, 4),
        ("merrow-1-bid.json", "two months after", "2022-11-17", "2023-01-16", 59, 62),
        ("merrow-1-bid.json", "ten days later", "2023-02-03", "2023-02-13", 10, 10),
        ("merrow-2-verdict.txt", "It has 14 days", "2023-09-15", "2023-09-29", 14, 14),
        ("merrow-2-verdict.txt", "more than 16 weeks", "2023-05-22", "2023-09-15", 113, 118),
        ("merrow-2-verdict.txt", "less than three weeks after that", "2023-01-16", "2023-02-03", 14, 20),
        ("merrow-3-docks.txt", "Sixty days after that evening", "2022-11-17", "2023-01-16", 60, 60),
        ("merrow-3-docks.txt", "four weeks ago", "2023-10-31", "2023-11-28", 28, 28),
        ("merrow-3-docks.txt", "eleven days later", "2023-10-20", "2023-10-31", 11, 11),
        ("merrow-3-docks.txt", "two weeks after the verdict", "2023-09-15", "2023-09-29", 14, 14),
        ("merrow-3-docks.txt", "three weeks later", "2023-09-29", "2023-10-20", 21, 21),
    ],
)
def test_lengths_told_agree_with_the_days_of_the_story(
    name: str, phrase: str, begin: str, end: str, least: int, most: int
) -> None:
    assert phrase in article(name)
    assert least <= (date.fromisoformat(end) - date.fromisoformat(begin)).days <= most


@pytest.mark.parametrize(
    ("name", "phrase", "day"),
    [
        ("kalvesh-1-truce.txt", "agreed late on Tuesday", "2024-10-29"),
        ("kalvesh-1-truce.txt", "talks began last Friday", "2024-10-25"),
        ("kalvesh-1-truce.txt", "take effect at 6 a.m. local time on Thursday", "2024-10-31"),
        ("kalvesh-2-convoy.html", "left Kalvesh on Monday night", "2024-11-04"),
        ("kalvesh-2-convoy.html", "took effect at 6 a.m. last Thursday", "2024-10-31"),
        ("kalvesh-3-siege.txt", "It began on a Monday", "2024-09-23"),
        ("kalvesh-3-siege.txt", "left the ridge above Kalvesh on Thursday afternoon", "2024-11-07"),
        ("kalvesh-3-siege.txt", "left Kalvesh early on Tuesday", "2024-11-05"),
        ("kalvesh-3-siege.txt", "not opened until the following Tuesday", "2024-09-24"),
        ("merrow-1-bid.json", "Corvane Freight on Wednesday offered", "2023-03-08"),
        ("merrow-2-verdict.txt", "was sentenced on Friday", "2023-09-15"),
        ("merrow-3-docks.txt", "On a Thursday evening in November last year", "2022-11-17"),
    ],
)
def test_weekdays_told_fall_on_the_days_of_the_story(name: str, phrase: str, day: str) -> None:
    assert phrase in article(name)
    assert WEEKDAYS[date.fromisoformat(day).weekday()] in phrase


def test_the_two_accounts_that_disagree_say_so_in_their_notes() -> None:
    notes = {sample["file"]: sample["note"] for sample in SAMPLES}
    assert "4 November 2024" in notes["kalvesh-2-convoy.html"] and "Tuesday" in notes["kalvesh-2-convoy.html"]
    assert "5 November 2024" in notes["kalvesh-3-siege.txt"] and "Monday" in notes["kalvesh-3-siege.txt"]
