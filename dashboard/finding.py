"""Where the words stand in an article that a reader has selected on the page."""

from __future__ import annotations

from timeline.model import Span

CONTEXT = 80
"""Most characters before the words that are compared, white space left out."""


def span_of(text: str, words: str, before: str = "", at: int | None = None) -> Span | None:
    """The place of the words, whatever white space the page has put in; None where they do not stand there.

    before: what stands before them on the page. at: about how many characters that are no white space stand before
    them. Of several places the one whose context agrees the longest counts, of these one of whole words, and of these
    the nearest to `at`.
    """
    places = [number for number, sign in enumerate(text) if not sign.isspace()]
    plain = "".join(text[number] for number in places)
    wanted, ahead = "".join(words.split()), "".join(before.split())[-CONTEXT:]
    if not wanted:
        return None
    found: list[int] = []
    start = plain.find(wanted)
    while start >= 0:
        found.append(start)
        start = plain.find(wanted, start + 1)
    if not found:
        return None

    def span(one: int) -> Span:
        return Span(places[one], places[one + len(wanted) - 1] + 1)

    def rank(one: int) -> tuple[int, bool, int]:
        return -_agreed(plain, one, ahead), not _whole(text, span(one)), abs(one - at) if at is not None else one

    return span(min(found, key=rank))


def _whole(text: str, span: Span) -> bool:
    """Does no letter or figure go on before or behind?"""
    return not text[max(0, span.start - 1) : span.start].isalnum() and not text[span.end : span.end + 1].isalnum()


def _agreed(plain: str, start: int, ahead: str) -> int:
    """How many characters right before `start` are those at the end of `ahead`."""
    count = 0
    while count < len(ahead) and count < start and plain[start - 1 - count] == ahead[-1 - count]:
        count += 1
    return count
