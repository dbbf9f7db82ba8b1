"""The adapter: offsets, paragraphs, odd characters, long text, other label schemes, missing models."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.errors import LanguageError
from timeline.grammar import parse
from timeline.grammar.lexicon import lexicon
from timeline.grammar.parser import LONGEST_SENTENCE, MODEL_VARIABLE
from timeline.grammar.schemes import Arc, cut_cycles, from_universal, is_universal
from timeline.grammar.segmentation import LONGEST, passages
from timeline.model import Article, Span

model = pytest.mark.model


def _sentences(text: str, *body: Span) -> list[str]:
    return [text[s.span.start : s.span.end] for s in parse(Article(text=text, body=body)).sentences]


@model
def test_headline_is_a_sentence_of_its_own() -> None:
    """Cut at blank lines before parsing; only a first line without a stop is a headline."""
    text = "Mill burns in Tarn\n\nA mill burned on Monday. Nobody was hurt."
    parsed = parse(Article(text=text))
    assert [s.headline for s in parsed.sentences] == [True, False, False]
    assert [s.paragraph for s in parsed.sentences] == [0, 1, 1]


@model
def test_only_the_body_is_parsed() -> None:
    """Page furniture is never seen."""
    text = "Log in\n\nA mill burned.\n\nLeave a reply"
    assert _sentences(text, Span(8, 22)) == ["A mill burned."]


@model
def test_odd_spaces_keep_offsets() -> None:
    """No-break, double and zero-width spaces and line breaks do not shift or split a word."""
    text = "The\u00a0mill  bur\u200bned\non Monday."
    tokens = [t for s in parse(Article(text=text)).sentences for t in s.tokens]
    assert [text[t.start : t.end] for t in tokens] == ["The", "mill", "bur\u200bned", "on", "Monday", "."]
    assert [t.lemma for t in tokens][2] == "burn"


@model
def test_a_prefix_stays_with_its_verb() -> None:
    """The model splits "re-opened" in three and takes the prefix for the verb; its lemma is that of the verb."""
    tokens = [
        t for s in parse(Article(text="The re-elected mayor re-opened a re-examined case.")).sentences for t in s.tokens
    ]
    assert [t.lemma for t in tokens if "-" in t.text] == ["re-elect", "re-open", "re-examine"]


@model
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_offsets_of_any_text(text: str) -> None:
    """Tokens follow each other inside the text; arcs stay inside their sentence; the tree has no cycle."""
    at = 0
    for sentence in parse(Article(text=text)).sentences:
        for token in sentence.tokens:
            assert at <= token.start < token.end <= len(text)
            at = token.end
            assert all(sentence.tokens[c].head == token.index for c in token.children)
            assert len(list(sentence.ancestors(token.index))) <= len(sentence.tokens)
        for entity in sentence.entities:
            assert 0 <= entity.first <= entity.last < len(sentence.tokens)


@model
def test_long_sentences_are_cut() -> None:
    """Words without a stop: bounded sentences, nothing lost."""
    text = "a " * 3000
    parsed = parse(Article(text=text))
    assert max(len(s.tokens) for s in parsed.sentences) <= LONGEST_SENTENCE
    assert sum(len(s.tokens) for s in parsed.sentences) == 3000


def test_passages_are_bounded() -> None:
    """Neither a text without a break nor one without a space makes a passage longer than the limit."""
    for text in ("a" * 30_000, "ab. " * 10_000):
        parts = passages(Article(text=text))
        assert max(len(p.text) for p in parts) <= LONGEST
        assert sum(len(p.text) for p in parts) == len(text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("LIMA, May 3 (Wire) - Farmers met.", "Farmers met."),
        ("PORT VILA (AP) _ Farmers met.", "Farmers met."),
        ("LIMA | Fri May 3, 2013 6:09 pm EDT LIMA (Wire) - Farmers met.", "Farmers met."),
        ("The farm board (FB) - Farmers met there - fell.", "The farm board (FB) - Farmers met there - fell."),
        ("NATO - Farmers met.", "Farmers met."),
        ("* Farmers met.", "Farmers met."),
        ("Farmers met - briefly.", "Farmers met - briefly."),
    ],
)
def test_datelines_are_left_out(text: str, first: str) -> None:
    """Place, date and agency before a dash are no part of the first sentence."""
    assert [p.text for p in passages(Article(text=text))] == [first]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Flood waters recede The army left the town on Monday.", 2),  # a headline
        ("Divers at the dam Photo: Anna Berg/Orlo The dam broke on Monday.", 3),  # a credit
        ("Prices have fallen sharply Brokers like old mills. Most brokers met.", 2),  # a word otherwise written small
        ("The mill burned again 1957: A flood destroyed the bridge 1961: The bridge reopened.", 3),  # a chronicle
        ("Towns watch the water The River Guard has filled bags. Nobody called the River Guard.", 2),
        ("Mill burns - 13 hrs ago Orlo Post Mayor resigns - 2 days ago Orlo Post", 3),
        ("Two years ago Ida Roth left.", 1),
        ("Keep calm * Boil the water * Stay at home", 3),
        ("Farmers block the port LIMA (Wire) - Farmers met.", 2),
        ("The port was shut on Monday A ship sank.", 2),
        ("The rest of the paragraph stays. It is well edited.", 1),
        ("The Good Friday deal was signed, the Prime Minister said on Monday.", 1),
        ("He told The Harbour Times that Series A shares rose.", 1),
        ("She told the Ministers that other ministers knew.", 1),
        ("Some brokers met. He asked the local Brokers club and the Brokers union about it.", 1),
        ("The band played The Long Way Home and the film In the Dark.", 1),
        ("The value rose from 2 * 10 to 3 * 10.", 1),
    ],
)
def test_sentences_without_a_full_stop(text: str, parts: int) -> None:
    """What is glued to the text stands for itself; titles and names do not."""
    found = passages(Article(text=text))
    assert len(found) == parts, [p.text for p in found]
    assert len({p.paragraph for p in found}) == 1
    assert all(text[p.start : p.start + len(p.text)] == p.text for p in found if p.offsets is None)


@model
def test_missing_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable that named it is in the message."""
    monkeypatch.setenv(MODEL_VARIABLE, "no_such_pipeline")
    with pytest.raises(LanguageError, match=MODEL_VARIABLE):
        parse(Article(text="A mill burned."))


def test_other_languages_are_refused() -> None:
    """An article known to be in another language is not read as English."""
    with pytest.raises(LanguageError, match="'de'"):
        parse(Article(text="Eine Mühle brannte.", language="de"))


def _tree(*rows: tuple[int, str, str, str]) -> list[tuple[int, str]]:
    return [(a.head, a.relation) for a in from_universal([Arc(*row) for row in rows], lexicon("en"))]


def test_universal_prepositions_are_lifted() -> None:
    """Police arrested men in Turin: in hangs on the verb, Turin on in."""
    found = _tree(
        (1, "nsubj", "police", "NOUN"),
        (1, "root", "arrest", "VERB"),
        (1, "obj", "man", "NOUN"),
        (4, "case", "in", "ADP"),
        (1, "obl", "Turin", "PROPN"),
    )
    assert found == [(1, "nsubj"), (1, "ROOT"), (1, "dobj"), (1, "prep"), (3, "pobj")]


def test_universal_copulas_are_lifted() -> None:
    """The road is closed (adjective): be is the root."""
    found = _tree(
        (1, "det", "the", "DET"),
        (3, "nsubj", "road", "NOUN"),
        (3, "cop", "be", "AUX"),
        (3, "root", "wet", "ADJ"),
    )
    assert found == [(1, "det"), (2, "nsubj"), (2, "ROOT"), (2, "acomp")]


def test_universal_agents() -> None:
    """Burned by rebels."""
    found = _tree(
        (2, "nsubj:pass", "mill", "NOUN"),
        (2, "aux:pass", "be", "AUX"),
        (2, "root", "burn", "VERB"),
        (4, "case", "by", "ADP"),
        (2, "obl:agent", "rebel", "NOUN"),
    )
    assert found == [(2, "nsubjpass"), (2, "auxpass"), (2, "ROOT"), (2, "agent"), (3, "pobj")]


def test_schemes_are_told_apart() -> None:
    """By the labels a parser knows."""
    assert is_universal(["nsubj", "obj", "obl", "case"])
    assert not is_universal(["nsubj", "dobj", "pobj", "prep"])


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_a_tree_stays_a_tree(heads: list[int]) -> None:
    """Circles are cut at one token each, whatever the heads; a tree is left as it is."""
    arcs = [Arc(head % len(heads), "dep", "word", "NOUN") for head in heads]
    before = [arc.head for arc in arcs]
    cut_cycles(arcs)
    for start in range(len(arcs)):
        at, steps = start, 0
        while arcs[at].head != at:
            at, steps = arcs[at].head, steps + 1
            assert steps <= len(arcs)
    changed = [n for n, arc in enumerate(arcs) if arc.head != before[n]]
    cut_cycles(arcs)
    assert [n for n, arc in enumerate(arcs) if arc.head != before[n]] == changed
    assert all(arcs[n].head == n for n in changed)
