"""TimeML: well-formed for any text, spans where they were, tags nested."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import ferry
from timeline.errors import InputError
from timeline.export import export
from timeline.expressions import find_expressions
from timeline.model import Article, Event, Options, Span, TimeExpression, Timeline, TimexType


def spans(root: ET.Element, tag: str) -> list[tuple[int, int]]:
    """Character spans of a tag in the plain text of TEXT."""
    found: list[tuple[int, int]] = []

    def walk(node: ET.Element, at: int) -> int:
        start = at
        at += len(node.text or "")
        for child in node:
            at = walk(child, at) + len(child.tail or "")
        if node.tag == tag:
            found.append((start, at))
        return at

    text = root.find("TEXT")
    assert text is not None
    walk(text, 0)
    return found


def plain(root: ET.Element) -> str:
    text = root.find("TEXT")
    assert text is not None
    return "".join(text.itertext())


def test_the_sample_of_the_tests_has_its_tags_where_its_spans_are() -> None:
    timeline = ferry()
    root = ET.fromstring(export(timeline, "timeml"))
    assert plain(root) == timeline.articles[0].text
    assert spans(root, "TIMEX3") == sorted((t.start, t.end) for t in timeline.time_expressions)
    assert sorted(spans(root, "EVENT")) == sorted((e.trigger.start, e.trigger.end) for e in timeline.events)
    assert len(root.findall("MAKEINSTANCE")) == len(timeline.events)


def test_a_word_that_is_phrase_and_event_at_once_has_both_tags() -> None:
    article = Article(id="a", text="The fall came.")
    phrase = TimeExpression("a.t1", "a", 4, 8, "fall", TimexType.DATE, "XXXX-FA")
    event = Event("a.e1", "a", "Fall", Span(4, 8), Span(0, 14))
    root = ET.fromstring(export(Timeline((article,), (phrase,), (event,)), "timeml"))
    assert spans(root, "TIMEX3") == spans(root, "EVENT") == [(4, 8)]


@given(st.text(max_size=80), st.sampled_from(["on Friday", "in the third quarter", "two & three days", "<b>1998</b>"]))
def test_any_text_gives_a_document_with_the_same_offsets(text: str, phrase: str) -> None:
    article = Article(id="a", text=f"{text} {phrase} {text}", published="2013-06-05")  # type: ignore[arg-type]
    found = find_expressions(article, Options())
    root = ET.fromstring(export(Timeline((article,), found), "timeml"))
    assert len(plain(root)) == len(article.text)
    assert spans(root, "TIMEX3") == [(t.start, t.end) for t in found]


def test_of_crossing_tags_the_event_gives_way() -> None:
    article = Article(id="a", text="The Friday vote.", published="2013-06-05")  # type: ignore[arg-type]
    found = find_expressions(article, Options())
    assert [t.text for t in found] == ["Friday"]
    crossing = Event("e", "a", "vote", Span(7, 15), Span(0, 16))
    inside = Event("f", "a", "vote", Span(11, 15), Span(0, 16))
    root = ET.fromstring(export(Timeline((article,), found, (crossing, inside)), "timeml"))
    assert spans(root, "EVENT") == [(11, 15)]


def test_one_document_holds_one_article() -> None:
    with pytest.raises(InputError, match="one by one"):
        export(Timeline((Article(id="a"), Article(id="b"))), "timeml")
