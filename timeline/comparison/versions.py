"""The same text twice, and a text and its later correction."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from timeline.grammar.sentences import sentence_spans
from timeline.model import Article

_SHARED = 0.6  # the share of the sentences of the shorter text that a later version keeps word for word
_FEWEST = 4  # sentences that two texts must share to be versions of one
_MOST = 20  # articles that a sentence may stand in and still say something


def twice(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """(an article, the earlier one with the same text), by id; blanks do not count."""
    seen: dict[str, str] = {}
    found = []
    for article in articles:
        text = " ".join(article.text.split())
        first = seen.setdefault(text, article.id)
        if first != article.id:
            found.append((article.id, first))
    return found


def corrections_among(articles: Sequence[Article]) -> set[tuple[str, str]]:
    """(an article, its later version), by id: two texts most of whose sentences are the same."""
    sentences = {a.id: _sentences(a) for a in articles}
    where: dict[bytes, list[str]] = defaultdict(list)
    for name, told in sentences.items():
        for sentence in told:
            where[sentence].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in where.values():
        if len(names) <= _MOST:
            for n, one in enumerate(names):
                for other in names[n + 1 :]:
                    shared[one, other] += 1
    place = {a.id: n for n, a in enumerate(articles)}
    day = {a.id: a.published.day if a.published is not None else None for a in articles}
    found = set()
    for (one, other), count in shared.items():
        if count >= _FEWEST and count >= _SHARED * min(len(sentences[one]), len(sentences[other])):
            first, second = day[one], day[other]
            turned = first is not None and second is not None and first > second
            turned = turned or (first == second and place[one] > place[other])
            found.add((other, one) if turned else (one, other))
    return found


def _sentences(article: Article) -> set[bytes]:
    """The sentences of a text, each as eight bytes."""
    told = (" ".join(article.text[s.start : s.end].split()).lower() for s in sentence_spans(article))
    return {hashlib.blake2b(t.encode(), digest_size=8).digest() for t in told if t}
