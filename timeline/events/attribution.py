"""Who says so: the sources of an event, outermost first; the paper's own voice when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.clauses import agent, is_verb, noun_phrase, subject, words
from timeline.events.embedding import Bond, content_source, governors
from timeline.events.finding import Candidate
from timeline.events.people import antecedent, is_pronoun
from timeline.events.words import lexicon
from timeline.language import Parsed, Sentence, Token

_OPEN, _CLOSE, _BOTH = frozenset({"“", "``"}), frozenset({"”", "''"}), frozenset({'"'})


def sources(
    parsed: Parsed, sentence: Sentence, candidate: Candidate, speakers: Sequence[str | None]
) -> tuple[str, ...]:
    """Sources from the outermost in. `speakers` (of `quoting`) covers quotations over several sentences."""
    found: list[str] = []
    below = sentence.tokens[candidate.token]
    _according(parsed, sentence, below, found)
    for g in governors(sentence, candidate.token):
        if content_source(g, lexicon()):
            source = _speaker(parsed, sentence, g.token)
        elif g.bond in (Bond.THAT, Bond.NOUN, Bond.PREPOSITION) and _says(g.token):
            source = _speaker_of_participle(parsed, sentence, g.token)
        else:
            source = None
        if source and source not in found:
            found.append(source)
        if is_verb(g.token):
            _according(parsed, sentence, g.token, found)
    speaker = speakers[sentence.index]
    if speaker and not found:
        found.append(speaker)
    return tuple(reversed(found))


def _says(token: Token) -> bool:
    return token.tag == "VBG" and lexicon().has("verb.report", token.lemma)


def _speaker(parsed: Parsed, sentence: Sentence, verb: Token) -> str | None:
    if verb.tag == "VBG" and verb.relation == "acl":
        return _holder(parsed, sentence, sentence.tokens[verb.head])
    who = subject(sentence, verb.index)
    if who is not None and sentence.child(verb.index, "auxpass") is not None:
        who = agent(sentence, verb.index)
    return phrase(parsed, sentence, who) if who is not None else None


def _speaker_of_participle(parsed: Parsed, sentence: Sentence, verb: Token) -> str | None:
    """ "issued a statement saying ...": the statement's issuer speaks."""
    head = sentence.tokens[verb.head]
    if verb.relation == "acl" and lexicon().has("noun.report", head.lemma.lower()):
        return _holder(parsed, sentence, head)
    who = subject(sentence, verb.index)
    return phrase(parsed, sentence, who) if who is not None else None


def _holder(parsed: Parsed, sentence: Sentence, noun: Token) -> str | None:
    """Whose statement it is: its possessor, or who issued it."""
    owner = sentence.child(noun.index, "poss")
    if owner is not None:
        return phrase(parsed, sentence, owner)
    verb = next((t for t in sentence.ancestors(noun.index) if is_verb(t)), None)
    who = subject(sentence, verb.index) if verb is not None else None
    return phrase(parsed, sentence, who if who is not None and who.index != noun.index else noun)


def phrase(parsed: Parsed, sentence: Sentence, noun: Token) -> str | None:
    """A source as text: the noun phrase, a pronoun by its antecedent where that is clear."""
    if is_pronoun(noun):
        return antecedent(parsed, sentence, noun) or noun.text
    if noun.tag in ("WP", "WDT", "EX"):
        return None
    owner = sentence.child(noun.index, "poss") or sentence.child(noun.index, "nmod")
    if (
        owner is not None
        and lexicon().has("noun.paper", noun.lemma.lower())
        and any(c.relation == "case" for c in [*sentence.children(owner.index), *sentence.children(noun.index)])
    ):
        return words(sentence, noun_phrase(sentence, owner.index, 1))
    return words(sentence, noun_phrase(sentence, noun.index, 1)) or None


def _according(parsed: Parsed, sentence: Sentence, verb: Token, found: list[str]) -> None:
    """ "according to X" beside a verb or noun."""
    for c in sentence.children(verb.index, "prep", "advcl", "advmod"):
        if c.text.lower() != "according":
            continue
        to = sentence.child(c.index, "prep")
        who = sentence.child(to.index, "pobj") if to is not None else sentence.child(c.index, "pobj")
        source = phrase(parsed, sentence, who) if who is not None else None
        if source and source not in found:
            found.append(source)


def quoting(parsed: Parsed) -> tuple[tuple[str | None, ...], tuple[bool, ...]]:
    """For each sentence: who speaks when it stands wholly inside a quotation begun or owned elsewhere; is it inside?

    A quotation runs on until its closing mark, over paragraphs that open with a new mark. One that opens a paragraph
    without a verb of saying is the last speaker's.
    """
    speakers: list[str | None] = []
    inside: list[bool] = []
    open_now, last = False, None
    for sentence in parsed.sentences:
        starts_inside = open_now
        own = _own_speaker(parsed, sentence)
        marks = [t for t in sentence.tokens if t.text in _OPEN or t.text in _CLOSE or t.text in _BOTH]
        opens_at_start = bool(marks) and marks[0].index == 0
        for t in marks:
            open_now = t.text in _OPEN or (t.text in _BOTH and not open_now)
        quoted = starts_inside or opens_at_start
        if own is not None:
            last = own
        speakers.append(last if quoted and own is None else None)
        inside.append(quoted)
        if not quoted and own is None and not marks:
            last = (
                last
                if sentence.index and parsed.sentences[sentence.index - 1].paragraph == sentence.paragraph
                else None
            )
    return tuple(speakers), tuple(inside)


def _own_speaker(parsed: Parsed, sentence: Sentence) -> str | None:
    for token in sentence.tokens:
        if (
            is_verb(token)
            and lexicon().has("verb.report", token.lemma)
            and token.relation in ("ROOT", "ccomp", "conj", "parataxis")
        ):
            who = sentence.child(token.index, "nsubj")
            if who is not None and who.text.lower() not in ("it", "i", "we", "you", "this", "that"):
                return phrase(parsed, sentence, who)
    return None
