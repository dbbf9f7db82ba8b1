"""A headline above a paragraph is no part of its first sentence, whether a blank line or a line's end parts them."""

from __future__ import annotations

import pytest

from timeline.reading import read

BODY = "Dockers in the port of Tarn walked out on Monday after talks over pay broke down, the harbour office said."


@pytest.mark.parametrize(
    "text",
    [
        f"Dock strike in Tarn enters new phase\n{BODY}",
        f"Dock strike in Tarn enters new phase\r\n{BODY}\r\n",
        f"Ships wait outside Tarn\n{BODY}\nThe mayor met both sides on Tuesday.",
        f"Will the ships ever leave?\n{BODY}",
        f"  Dock strike in Tarn enters new phase\n\n{BODY}",
    ],
)
def test_a_headline_stands_by_itself(text: str) -> None:
    article = read(text, published="2024-05-07")
    first, second = (article.text[span.start : span.end] for span in article.body[:2])
    assert article.title == first == text.strip().splitlines()[0]
    assert second.startswith("Dockers in the port")


@pytest.mark.parametrize(
    "text",
    [
        # wrapped by hand: the next word would not have fit, or the line ends with a little word
        "The dockers of the port of Tarn walked out on\nMonday after talks over pay broke down. The ships\n"
        "waited outside, and the harbour office said that\nnobody knew for how long.",
        "Dockers in the port of Tarn walked out last\nMonday after talks over pay broke down.",
        "Dockers walked out in\nTarn on Monday after talks over pay broke down, the harbour office said yesterday.",
        # the sentence goes on in small letters; a sentence; a list
        "Dockers in Tarn walked out\non Monday after talks over pay broke down, the harbour office said yesterday.",
        f"The ships wait.\n{BODY}",
        "The days:\nMonday the dockers walked out, and on Tuesday the mayor met both sides in the town hall of Tarn.",
        "Monday\nTuesday",
    ],
)
def test_what_is_wrapped_or_a_sentence_is_no_headline(text: str) -> None:
    article = read(text, published="2024-05-07")
    assert article.title is None
    assert len(article.body) == 1
