"""Who says so: the sources of an event, outermost first; the paper's own voice when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.entities.agreement import NO_NAMES, Names, is_pronoun, known_person
from timeline.entities.organisations import organisation_described
from timeline.entities.pronouns import antecedent
from timeline.events.detection import Candidate
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import agent, subject
from timeline.grammar.governors import Bond, Governor, content_source, governors
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text
from timeline.grammar.quotations import opens_quotation, quoted
from timeline.grammar.verb_groups import is_verb, verb_form

_HEAR = ("noun.organisation", "noun.place", "noun.body")  # what can be told


def sources(
    document: Document,
    sentence: Sentence,
    candidate: Candidate,
    speakers: Sequence[str | None],
    names: Names = NO_NAMES,
) -> tuple[str, ...]:
    """Sources from the outermost in. `speakers` (of `quotations`) covers quotations over several sentences."""
    found: list[str] = []

    def add(source: str | None) -> None:
        if source and not sentence.words.has("pronoun.speaker", source.lower()) and source not in found:
            found.append(source)

    add(_according(document, sentence, sentence.tokens[candidate.token], candidate.token, names))
    aside = _aside(sentence, candidate.token)
    for g in governors(sentence, candidate.token):
        if aside and (g.beyond or g.token.index not in aside):
            break
        if content_source(g, sentence.words) and _reports(sentence, g):
            add(_handed_on(document, sentence, g, names))
            add(speaker_of(document, sentence, g.token, names))
        elif g.bond in (Bond.THAT, Bond.NOUN, Bond.PREPOSITION) and _says(g.token, sentence.words):
            add(_speaker_of_participle(document, sentence, g.token, names))
        elif g.bond is Bond.THAT and sentence.words.has("noun.told", g.token.lemma.lower()):
            add(_owner(document, sentence, g.token, names))
        elif (g.bond is Bond.PREPOSITION and sentence.words.has("verb.hand-on", g.token.lemma)) or (
            g.bond is Bond.PREPOSITION and is_verb(g.token) and sentence.words.has("verb.accuse", g.token.lemma)
        ):
            add(speaker_of(document, sentence, g.token, names))
        if is_verb(g.token):
            add(_according(document, sentence, g.token, candidate.token, names))
    if not aside:
        add(_beside(document, sentence, candidate.token, names))
    if not found:
        add(speakers[sentence.index])
    return tuple(reversed(found))


def _aside(sentence: Sentence, index: int) -> frozenset[int]:
    """The words between commas in which the article itself tells it: "The mayor, who was elected in May, said ..."

    Not inside a quotation, where who speaks tells this too.
    """
    marks = [m for t in sentence.tokens[:index] if (m := opens_quotation(sentence, t)) is not None]
    if marks and marks[-1]:
        return frozenset()
    for token in (sentence.tokens[index], *sentence.ancestors(index)):
        words_of = sentence.subtree(token.index)
        first = words_of[0]
        relative = sentence.tokens[first].tag in ("WP", "WDT", "WP$", "IN", "WRB")
        claim = sentence.words.has("noun.told", token.lemma.lower()) and token.index != index
        claim = claim and sentence.words.has("article.claim", sentence.tokens[first].lemma.lower())
        apart = (token.relation == "relcl" and relative) or claim  # "he was starved, a claim that the army rejected"
        if apart and first and sentence.tokens[first - 1].text in _APART:
            return frozenset(words_of)
    return frozenset()


_APART = frozenset({",", "--", "–", "—", "("})


def _reports(sentence: Sentence, governor: Governor) -> bool:
    """Was it said? Not what one may say or did not say, nor a sentence that only stands before ("He left; she")."""
    verb, below = governor.token, governor.below
    form = verb_form(sentence, verb.index)
    if form.infinitive or form.negated or form.modal is not None:
        return False
    return not any(t.text == ";" for t in sentence.tokens[below.index : verb.index])


def _says(token: Token, words: Lexicon) -> bool:
    return token.tag == "VBG" and words.has("verb.report", token.lemma)


def speaker_of(document: Document, sentence: Sentence, verb: Token, names: Names) -> str | None:
    """Who speaks, by a verb of saying."""
    if verb.tag == "VBG" and verb.relation == "acl":
        return _holder(document, sentence, sentence.tokens[verb.head], names)
    who = subject(sentence, verb.index)
    if verb_form(sentence, verb.index).passive:
        heard = who is not None and any(sentence.words.has(role, who.lemma.lower()) for role in _HEAR)
        heard = heard and sentence.words.has("verb.report", verb.lemma)
        who = agent(sentence, verb.index) or (who if heard else None)  # "the court was told"
    if who is not None and sentence.words.has("pronoun.nobody", who.lemma.lower()):
        return None
    return source_text(document, sentence, who, names) if who is not None else None


def _handed_on(document: Document, sentence: Sentence, governor: Governor, names: Names) -> str | None:
    """ "The mayor, citing engineers, said ...": whose words the speaker hands on."""
    for near in (governor.token, subject(sentence, governor.token.index), governor.below):
        for c in sentence.children(near.index, "advcl", "acl", "prep", "dep") if near is not None else ():
            if near is governor.below and c.index > near.index:
                continue
            if c.tag == "VBG" and sentence.words.has("verb.hand-on", c.lemma):
                whom = sentence.child(c.index, "dobj")
                return source_text(document, sentence, whom, names) if whom is not None else None
    return None


def _speaker_of_participle(document: Document, sentence: Sentence, verb: Token, names: Names) -> str | None:
    """ "issued a statement saying ...": the statement's issuer speaks."""
    head = sentence.tokens[verb.head]
    if verb.relation == "acl" and sentence.words.has("noun.report", head.lemma.lower()):
        return _holder(document, sentence, head, names)
    who = subject(sentence, verb.index)
    return source_text(document, sentence, who, names) if who is not None else None


def _owner(document: Document, sentence: Sentence, noun: Token, names: Names) -> str | None:
    """Whose statement it is, as far as its own phrase says: "the union's claim", "a statement issued by the mill"."""
    owner = sentence.child(noun.index, "poss")
    if owner is None:
        made = next((c for c in sentence.children(noun.index, "acl") if c.tag == "VBN"), None)
        owner = agent(sentence, made.index) if made is not None else None
    if owner is None:
        by = next(
            (c for c in sentence.children(noun.index, "prep") if sentence.words.has("agentive.wide", c.lemma)), None
        )
        owner = sentence.child(by.index, "pobj") if by is not None else None
    return source_text(document, sentence, owner, names) if owner is not None else None


def _holder(document: Document, sentence: Sentence, noun: Token, names: Names) -> str | None:
    """Whose statement it is: its owner, or who issued it."""
    owner = _owner(document, sentence, noun, names)
    if owner is not None:
        return owner
    verb = next((t for t in sentence.ancestors(noun.index) if is_verb(t)), None)
    who = subject(sentence, verb.index) if verb is not None else None
    return source_text(document, sentence, who if who is not None and who.index != noun.index else noun, names)


def source_text(document: Document, sentence: Sentence, noun: Token, names: Names = NO_NAMES) -> str | None:
    """A source as text: the noun phrase, a pronoun by its antecedent where that is clear, a paper by its owner."""
    if is_pronoun(noun, sentence.words):
        return antecedent(document, sentence, noun, names) or noun.text
    if noun.tag in ("WP", "WDT", "EX"):
        clause = sentence.tokens[noun.head]
        holder = sentence.tokens[clause.head]
        known = clause.relation == "relcl" and holder.index != noun.index and holder.tag not in ("WP", "WDT")
        return source_text(document, sentence, holder, names) if known else None
    if sentence.words.has("noun.paper", noun.lemma.lower()):
        owner = _owner(document, sentence, noun, names)
        if owner is not None:
            return owner
    indices = noun_phrase(sentence, noun.index, 1)
    full = known_person(names, sentence, noun, indices)
    firm = organisation_described(document, sentence, noun, names)
    if full is not None or firm is not None:
        return full[1] if full is not None else firm
    if sentence.tokens[indices[0]].tag == "PRP$":
        name = sentence.child(noun.index, "appos")
        if name is not None and name.pos == "PROPN":
            return phrase_text(sentence, noun_phrase(sentence, name.index, 0))
        whose = antecedent(document, sentence, sentence.tokens[indices[0]], names)
        if whose is not None:
            return f"{whose}{'’' if whose.endswith('s') else '’s'} {phrase_text(sentence, indices[1:])}"
    for c in sentence.children(noun.index, "prep"):
        place = sentence.child(c.index, "pobj")
        if (
            sentence.words.has("preposition.origin", c.lemma)
            and place is not None
            and c.index == indices[-1] + 1
            and noun.pos == "NOUN"
        ):
            indices = [*indices, c.index, *noun_phrase(sentence, place.index, 1)]
    text = phrase_text(sentence, sorted(set(indices)))
    name = sentence.child(noun.index, "appos") if noun.pos == "NOUN" else None
    known = name is not None and (name.entity == "PERSON" or sentence.words.has("noun.person", noun.lemma.lower()))
    if name is not None and known and name.pos == "PROPN" and name.index > indices[-1] and noun.tag == "NN":
        return f"{text}, {phrase_text(sentence, noun_phrase(sentence, name.index, 0))}"
    return text or None


def _according(document: Document, sentence: Sentence, verb: Token, event: int, names: Names) -> str | None:
    """ "according to X" beside a verb or noun; X itself has no source in it ("a study published on Monday")."""
    for c in sentence.children(verb.index, "prep", "advcl", "advmod"):
        if sentence.words.has("source.mark", c.text.lower()) and event not in sentence.subtree(c.index):
            return _accorded(document, sentence, c, names)
    return None


def _accorded(document: Document, sentence: Sentence, according: Token, names: Names) -> str | None:
    to = sentence.child(according.index, "prep")
    who = sentence.child(to.index, "pobj") if to is not None else sentence.child(according.index, "pobj")
    return source_text(document, sentence, who, names) if who is not None else None


def _beside(document: Document, sentence: Sentence, index: int, names: Names) -> str | None:
    """A source for the whole sentence, wherever the parse hung it: "according to X" at an end, "X said" in it.

    Only where nothing else says who speaks of the event: the word hangs on a clause above it or beside it.
    """
    chain = {index, *(t.index for t in sentence.ancestors(index))}
    last = len(sentence.tokens) - 1
    for token in sentence.tokens:
        if sentence.words.has("source.mark", token.text.lower()) and token.index not in chain:
            reach = sentence.subtree(token.index)
            ends = reach[-1] >= last - 2 or token.index == 0
            if ends and chain & {token.head, sentence.tokens[token.head].head}:
                return _accorded(document, sentence, token, names)
        if token.relation == "parataxis" and token.head in chain and sentence.words.has("verb.report", token.lemma):
            return speaker_of(document, sentence, token, names)
    return None


def quotations(
    document: Document, names: Names = NO_NAMES
) -> tuple[tuple[str | None, ...], tuple[frozenset[int], ...]]:
    """For each sentence: who speaks when it stands wholly inside a quotation begun or owned elsewhere; which of its
    words stand inside one that begins it or goes on in it.

    A quotation runs on until its closing mark, over paragraphs that open with a new mark. Its speaker is named in the
    sentence where it begins or where it ends; one that opens a paragraph without a verb of saying is the last
    speaker's.
    """
    speakers: list[str | None] = []
    inside: list[frozenset[int]] = []
    run: list[int] = []  # sentences of the quotation that is open, or has just ended without a name
    open_now, last = False, None
    previous: Sentence | None = None
    for sentence in document.sentences:
        fresh = previous is None or previous.paragraph != sentence.paragraph
        marks = [(t.index, m) for t in sentence.tokens if (m := opens_quotation(sentence, t)) is not None]
        opens_at_start = bool(marks) and marks[0] == (0, True)
        if fresh and not opens_at_start:
            open_now = False
            run = []
        starts_inside = open_now
        spans = quoted(sentence, open_now)
        open_now = spans[-1]
        deeds = any(is_verb(t) and spans[t.index] for t in sentence.tokens)  # not a name: "“Bob” finished fourth"
        direct = starts_inside or (opens_at_start and deeds)
        own = _own_speaker(document, sentence, spans, names)
        if own is not None:
            last = own
            if starts_inside:
                for n in run:
                    speakers[n] = own
        speakers.append(last if direct and own is None else None)
        inside.append(frozenset(n for n, within in enumerate(spans) if direct and within))
        run = [*run, sentence.index] if direct and own is None else []
        if not direct and own is None and not marks and fresh:
            last = None
        previous = sentence
    return tuple(speakers), tuple(inside)


def _own_speaker(document: Document, sentence: Sentence, inside: Sequence[bool], names: Names) -> str | None:
    """Who is said to speak, in the words of the sentence that stand outside the quotation."""
    for token in sentence.tokens:
        if (
            is_verb(token)
            and not inside[token.index]
            and sentence.words.has("verb.report", token.lemma)
            and token.relation in ("ROOT", "ccomp", "conj", "parataxis")
        ):
            who = subject(sentence, token.index) if token.relation == "conj" else sentence.child(token.index, "nsubj")
            if who is not None and not sentence.words.has("pronoun.speaker", who.text.lower()):
                return source_text(document, sentence, who, names)
    return None
