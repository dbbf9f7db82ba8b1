"""Events of a second language come from its folders: German words, rules and weights, trees written by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from timeline.derivation import worded
from timeline.errors import LanguageError
from timeline.events.analysis import Analysis
from timeline.events.models import models_of
from timeline.events.pipeline import EVERY_EVENT, TIMELINE, run
from timeline.expressions import find_expressions
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.lexicon import ROLES, lexicon
from timeline.grammar.parser import pipeline_of
from timeline.model import Article, Event, Options, Span, Status

HERE = Path(__file__).parent
STORY: list[dict[str, Any]] = yaml.safe_load((HERE / "events" / "de" / "story.yaml").read_text("utf-8"))
TEXT = " ".join(row["text"] for row in STORY)
ARTICLE = Article(id="x", text=TEXT, published="2013-06-05", language="de")  # type: ignore[arg-type]


def parsed() -> Document:
    """What a German parser would give."""
    words, at, sentences = lexicon("de", HERE / "grammar"), 0, []
    for row in STORY:
        rows = [line.split() for line in row["tokens"]]
        heads = [int(r[5]) - 1 for r in rows]
        tokens = []
        for n, (text, lemma, tag, pos, relation, _) in enumerate(rows):
            start = TEXT.index(text, at)
            at = start + len(text)
            below = tuple(k for k, head in enumerate(heads) if head == n != k)
            tokens.append(Token(n, start, at, text, lemma, tag, pos, relation, heads[n], below))
        span = Span(tokens[0].start, tokens[-1].end)
        sentences.append(Sentence(len(sentences), span, tuple(tokens), words=words))
    return Document(tuple(sentences), words=words)


def start() -> Analysis:
    """The German story before the first stage."""
    document = parsed()
    phrases = find_expressions(ARTICLE, Options(language="de"), HERE)
    models = models_of("de", HERE / "events")
    return Analysis(ARTICLE, document, phrases, document.words, detail="all", models=models)


def bounds(event: Event) -> tuple[str, str]:
    """The first and the last day it may lie on; empty where that is open."""
    assert event.when is not None
    return str(event.when.earliest or ""), str(event.when.latest or "")


@pytest.fixture(scope="module")
def told() -> dict[str, Event]:
    """The events by the words that tell them."""
    return {TEXT[m.trigger.start : m.trigger.end]: e for e in run(start(), TIMELINE).events for m in e.mentions}


def test_time_and_order(told: dict[str, Event]) -> None:
    """By a phrase with its preposition, by a connective, by the future; what comes first is first."""
    closed, fire, strike = told["schloss"], told["Brand"], told["streiken"]
    assert bounds(closed) == ("2013-06-04", "2013-06-04")
    assert bounds(fire) == ("", "2013-06-04")
    assert bounds(strike) == ("2013-06-07", "2013-06-07")
    assert fire.order < closed.order < strike.order


def test_status_and_source(told: dict[str, Event]) -> None:
    """Denied by a verb of denying, planned by the helper of the future."""
    assert told["schloss"].status is Status.HAPPENED
    assert told["streiken"].status is Status.PLANNED
    asleep = told["schliefen"]
    assert (asleep.status, asleep.said_by) == (Status.DENIED, "Der Minister")


def test_two_mentions_are_one(told: dict[str, Event]) -> None:
    """The verb and its noun are near-synonyms in the German folder, and its weights join such."""
    assert told["Schließung"].id == told["schloss"].id


def test_labels_and_derivation(told: dict[str, Event]) -> None:
    """A label is the German clause, and each step has its wording."""
    assert told["streiken"].label == "Die Arbeiter werden am Freitag streiken"
    assert told["schloss"].who == "Die Fabrik"
    for event in told.values():
        assert event.derivation
        assert all(worded(step) for step in event.derivation)


def test_every_event(told: dict[str, Event]) -> None:
    """The mode for researchers goes the same way."""
    found = run(start(), EVERY_EVENT).events
    assert {TEXT[e.trigger.start : e.trigger.end] for e in found} >= set(told)


def test_no_english_word_helps() -> None:
    """With the English words in place of the German ones nothing of this is found: no word is wired in."""
    words, document = lexicon("en"), parsed()
    sentences = tuple(replace(s, words=words) for s in document.sentences)
    a = replace(start(), document=Document(sentences, words=words), words=words)
    events = {TEXT[e.trigger.start : e.trigger.end]: e for e in run(a, EVERY_EVENT).events}
    assert "Brand" not in events
    assert events["streiken"].status is not Status.PLANNED
    assert events["schliefen"].status is not Status.DENIED


def test_the_folder_is_enough() -> None:
    """Found by its code; a role without words is empty, a missing folder says which there are."""
    words = lexicon("de", HERE / "grammar")
    assert (words.language, set(words.roles)) == ("de", set(ROLES))
    assert pipeline_of("de", HERE / "grammar").name == "de_core_news_sm"
    with pytest.raises(LanguageError, match="events are found in en"):
        lexicon("xx")
    with pytest.raises(LanguageError, match="nothing is learned of events in 'xx'"):
        models_of("xx")
