"""The date and title that a page states: those of its article, in the zone it is written in; a change goes last."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.reading import read
from timeline.reading.stated import data_of

STORY = "The ferry left the harbour on Tuesday night. It was found on Wednesday morning, the coast guard said. "
PUBLISHED = '<meta property="article:published_time" content="2019-03-06T07:30:00+01:00">'
MODIFIED = '<meta property="article:modified_time" content="2021-01-02T10:00:00Z">'
UPDATED = '<meta property="og:updated_time" content="2021-01-02T10:00:00Z">'
CANONICAL = '<link rel="canonical" href="https://harbour.example/ferry">'


def data(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def news(day: str, kind: Any = "NewsArticle", **more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": kind, "datePublished": day, **more}


def page(head: str = "", before: str = "", text: str = STORY * 4) -> str:
    return f"<html><head><title>Ferry</title>{head}</head><body>{before}<article><p>{text}</p></article></body></html>"


SITE = news("2015-01-01", "WebPage", dateModified="2022-05-05")
ARTICLE = news("2019-03-06T23:30:00-05:00", dateModified="2020-02-02")
TIME = '<nav><time datetime="2018-08-08">8 August 2018</time></nav><p><time datetime="2018-08-09">9 August</time></p>'


@pytest.mark.parametrize(
    "head",
    [
        data(ARTICLE),
        data([ARTICLE]),
        data({"@context": "https://schema.org", "@graph": [SITE, ARTICLE]}),
        data({**SITE, "mainEntity": ARTICLE}),
        data(SITE) + data(ARTICLE),
        MODIFIED + UPDATED + data(SITE) + data(ARTICLE),
        '<meta property="article:published_time" content="2020-03-07">' + data(ARTICLE),
        data(news("2019-03-06", "BlogPosting")),
        data(news("2019-03-06", "https://schema.org/ReportageNewsArticle")),
        data(news("2019-03-06", ["Thing", "schema:Article"])),
        data(news("March 6, 2019")),
        data(news("2019-03-06T23:59:59.999Z")),
        data(news("no date")) + data(news("2019-03-06")),
        data({"@type": "Comment", "datePublished": "2020-01-01"}) + data(ARTICLE),
        data({**ARTICLE, "comment": [news("2019-04-04", "SocialMediaPosting")]}),
        data({"@type": "ItemList", "itemListElement": [news("2012-01-01")]}) + data(ARTICLE),
        CANONICAL + data(news("2012-01-01", url="https://harbour.example/b"))
        + data(news("2019-03-06", mainEntityOfPage={"@id": "https://harbour.example/ferry"})),
        "<script type='application/ld+json'>{broken</script>" + data(ARTICLE),
        "<script type='APPLICATION/LD+JSON'>\n{\"@type\": \"NewsArticle\", \"description\": \"a\tb\",\n"
        "\"datePublished\": \"2019-03-06\"}</script>",
        PUBLISHED,
        MODIFIED + UPDATED + PUBLISHED,
        data(SITE) + PUBLISHED,
        PUBLISHED.replace("property", "name").replace("article:", "Article:"),
        '<meta property="article:published_time" content=""><meta name="date" content="2019-03-06">',
        MODIFIED + '<meta name="dc.date.issued" content="2019-03-06">',
        '<meta itemprop="dateModified" content="2021-01-02"><meta itemprop="datePublished" content="2019-03-06">',
        data(SITE) + '<meta name="parsely-pub-date" content="2019-03-06T10:00:00Z">',
        data(news("2019-03-06", "WebPage")),
    ],
)  # fmt: skip
def test_the_date_of_the_article(head: str) -> None:
    for before in ("", TIME):
        if before and head == data(news("2019-03-06", "WebPage")):
            continue
        article = read(page(head, before))
        assert (str(article.published), article.published_from) == ("2019-03-06", "metadata")


@pytest.mark.parametrize(
    ("head", "before"),
    [
        (MODIFIED, '<time itemprop="dateModified" datetime="2021-01-02">Updated</time>'
         '<time itemprop="datePublished" datetime="2019-03-06">6 March</time>'),
        (UPDATED, '<aside><time datetime="2018-08-08">A story of then</time></aside>'
         '<time class="entry-date published updated" datetime="2019-03-06T10:00:00Z">6 March</time>'),
        ("", '<p class="post-date">6 March 2019</p>'),
        ("", "<p>Published: 6 March 2019</p>"),
    ],
)  # fmt: skip
def test_the_date_shown_on_the_page(head: str, before: str) -> None:
    source = page(head).replace("<article>", f"<article>{before}")
    assert str(read(source).published) == "2019-03-06"


def test_the_date_of_a_change_goes_last() -> None:
    assert str(read(page(MODIFIED)).published) == "2021-01-02"
    assert str(read(page(MODIFIED, text=f"OSLO, March 6, 2019 (Wire) — {STORY * 4}")).published) == "2019-03-06"


@pytest.mark.parametrize(
    "text",
    [
        "On 2011-05-03 the old ferry sank here. ",
        '<img src="/2011/05/03/ferry.jpg" alt="2011-05-03">The old ferry sank here. ',
        "<span>3/5/2011</span> was a dark day here. ",
        '<time datetime="yesterday">yesterday</time> it sank. ',
    ],
)
def test_a_date_of_the_story_is_not_that_of_the_page(text: str) -> None:
    assert read(page(text=text * 5 + STORY)).published is None
    assert read(page(text=STORY).replace("Ferry</title>", "The sinking of 3 May 2011</title>")).published is None


def test_a_date_that_is_given_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import htmldate

    monkeypatch.setattr(htmldate, "find_date", lambda *_, **__: pytest.fail("asked"))
    assert str(read(page(MODIFIED), published="2019-03-06").published) == "2019-03-06"
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            '<meta property="og:title" content="Ferry found">' + data(news("2019-03-06", headline="Other")),
            "Ferry found",
        ),
        (data(news("2019-03-06", headline="Ferry found")), "Ferry found"),
        (data(news("2019-03-06", headline=["Ferry found"])), "Ferry"),
        (data(news("2019-03-06", "WebPage", headline="Harbour Post")), "Ferry"),
        ('<meta name="twitter:title" content="Ferry&#10;found">', "Ferry found"),
    ],
)
def test_the_title_a_page_states(head: str, title: str) -> None:
    assert read(page(head)).title == title


def test_text_that_only_the_data_hold_is_read() -> None:
    head = data(news("2019-03-06", articleBody=f"{STORY}\r\n\r\n{STORY * 2}"))
    article = read(f"<html><head>{head}</head><body><div id=app></div></body></html>")
    assert article.text == f"{STORY.strip()}\n\n{(STORY * 2).strip()}"
    assert STORY * 4 in read(page(head, text=STORY * 5)).text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["NewsArticle", "2019-03-06"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["@type", "@graph", "@id", "datePublished", "dateModified", "headline", "url",
                                       "mainEntityOfPage", "a"]), inner, max_size=4),
)  # fmt: skip


@given(JSON)
def test_data_of_any_shape_is_read(value: Any) -> None:
    source = page(data(value).replace("<\\/", "</"))
    article = read(source)
    assert article.published is None or str(article.published) == "2019-03-06"


def test_data_within_data_is_found_down_to_a_depth() -> None:
    deep: Any = {"@type": "NewsArticle"}
    for _ in range(5_000):
        deep = [deep]
    assert data_of(["[" * 100_000, "[" * 5_000 + "]" * 5_000, "{}", "1", ""]) == [{}]
