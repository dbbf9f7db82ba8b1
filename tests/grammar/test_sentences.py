"""Sentences without the language model."""

import pytest

from timeline.grammar.sentences import sentence_spans
from timeline.model import Article

CASES = [
    ("The dam burst. Two towns were flooded.", 2),
    ("Gen. Orlan met Mrs. Tarn at St. Anne's on Aug. 3.", 1),
    ("The general met his wife. They left.", 2),
    ("J. Lund left the U.S. Navy in May.", 1),
    ("He came back to the U.S. The navy let him go.", 2),
    ("“Go!” he said. “Now.” They went.", 3),
    ("The bill was $3.5 million.", 1),
    ("A headline without a stop\n\nThe text begins here.", 2),
]


@pytest.mark.parametrize(("text", "count"), CASES)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    spans = sentence_spans(Article(text=text))
    assert len(spans) == count, [text[s.start : s.end] for s in spans]
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in spans)
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
