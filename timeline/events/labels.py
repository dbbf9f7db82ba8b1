"""The label of an event: the clause of the text that tells it, as it stands.

It is cut only where a cut is safe, with names in square brackets for pronouns and for subjects that stand elsewhere.
No word outside the brackets is not in the text. A clause that stays too long ends in an ellipsis.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.entities.agreement import Names, is_pronoun
from timeline.entities.organisations import organisation_described
from timeline.entities.pronouns import antecedent
from timeline.events.analysis import Label
from timeline.events.detection import Candidate, TriggerKind
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text
from timeline.grammar.quotations import MARKS
from timeline.grammar.verb_groups import Tense, is_verb, verb_form

LONGEST = 30  # words of a label before an ellipsis
_ENOUGH = 20  # words: a clause no longer than this is not cut
_PHRASE = 3  # words with which a noun phrase says what happened
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "relcl", "advcl", "dep"})
_ASIDES = frozenset({"appos", "relcl", "acl", "advcl", "parataxis"})
_COMMAS = frozenset({",", "-", "--", "–", "—", "(", ";", ":"})
_OPENERS = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "...", "…", ")", "]", "•", "*", "|"})


def label(document: Document, candidate: Candidate, names: Names, hidden: frozenset[int]) -> Label:
    """The label of an event. `hidden`: the tokens of time phrases of its sentence."""
    sentence = document.sentences[candidate.sentence]
    verb = _clause(sentence, candidate)
    if verb is None:
        words_of = [t.index for t in sentence.tokens]
        return Label(_told(document, sentence, words_of, None, names), True, "label.sentence", (sentence.index, -1))
    if candidate.kind is TriggerKind.NOUN and candidate.token not in sentence.subtree(verb.index):
        verb = next((t for t in sentence.ancestors(verb.index) if t.head == t.index), verb)
    kept = _extent(sentence, verb, candidate, hidden)
    own = _dated_apart(sentence, candidate, kept, hidden)
    if own:
        text = _told(document, sentence, own, None, names)
        return Label(text, True, "label.phrase", (sentence.index, candidate.token))
    text = _told(document, sentence, kept, verb, names)
    return Label(text, not _points_away(text, sentence.words), "label.clause", (sentence.index, verb.index))


def _dated_apart(sentence: Sentence, candidate: Candidate, kept: list[int], hidden: frozenset[int]) -> list[int]:
    """The tokens of a noun phrase or participle with a date of its own, in a clause with another: "After [shelling the
    town for two weeks], they took it on Monday". Empty where there is none, or it is too short to say what happened."""
    token = sentence.tokens[candidate.token]
    if token.tag not in ("VBG", "NN", "NNS") or token.relation not in ("pcomp", "advcl", "pobj"):
        return []
    own = sentence.subtree(token.index)
    apart = hidden.intersection(own) and hidden.intersection(kept).difference(own)
    said = [i for i in own if i not in hidden and any(c.isalnum() for c in sentence.tokens[i].text)]
    return _trimmed(sentence, set(own), frozenset()) if apart and len(said) >= _PHRASE else []


def _clause(sentence: Sentence, candidate: Candidate) -> Token | None:
    """The verb of the smallest finite clause that tells the event; None where the sentence has none."""
    start = sentence.tokens[candidate.token]
    chain = [start, *sentence.ancestors(start.index)]
    for token in chain:
        finite = is_verb(token) and verb_form(sentence, token.index).tense is not Tense.NONE
        if not finite or token.relation in ("aux", "auxpass", "csubj", "pcomp", "xcomp", "acl"):
            continue
        if token.relation in _CLAUSES and not _leans(sentence, token):
            return token
    root = chain[-1]
    return root if is_verb(root) else None


def _leans(sentence: Sentence, token: Token) -> bool:
    """Does the clause say something else without the one above it?

    So do a condition, what is denied, hoped or feared, a question, and a relative clause about a thing with no name.
    """
    above = sentence.tokens[token.head]
    marks = sentence.children(token.index, "mark", "advmod")
    if any(sentence.words.has("mark.possible", m.lemma.lower()) for m in marks) or any(m.tag == "WRB" for m in marks):
        return token.head != token.index
    if token.relation == "ccomp" and above.index < token.index:
        form = verb_form(sentence, above.index) if is_verb(above) else None
        said = is_verb(above) and sentence.words.has("verb.report", above.lemma)
        return not said or form is None or form.negated or form.modal is not None or form.infinitive
    if token.relation == "relcl":
        relatives = [c for c in sentence.children(token.index) if c.tag in ("WDT", "WP", "WP$", "WRB", "IN")]
        own = sentence.child(token.index, "nsubj", "nsubjpass")
        return own is None or own not in relatives or own.tag == "IN"
    return token.relation == "conj" and not is_verb(above)


def _extent(sentence: Sentence, verb: Token, candidate: Candidate, hidden: frozenset[int]) -> list[int]:
    """The tokens of the clause, its asides cut while it is long and none of them holds what it tells."""
    inside = set(sentence.subtree(verb.index))
    core = {candidate.token, candidate.core, verb.index}
    for conjunct in _later_clauses(sentence, verb):
        joined = sentence.subtree(conjunct.index)
        if not core & set(joined) and joined[0] > max(core):
            inside = {i for i in inside if i < joined[0]}
    if verb.relation != "ROOT":
        inside -= _speech_around(sentence, verb)
    for said in sentence.children(verb.index, "parataxis", "ccomp"):
        frame = said.relation == "parataxis" and sentence.words.has("verb.report", said.lemma)
        if frame and not core & set(sentence.subtree(said.index)):
            inside -= set(sentence.subtree(said.index))
    kept = _trimmed(sentence, inside, hidden)
    for aside in _asides(sentence, verb, core):
        if len(kept) <= _ENOUGH:
            break
        kept = _trimmed(sentence, set(kept) - set(aside), hidden)
    return kept


def _later_clauses(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """The clauses joined behind it that have a verb of their own."""
    todo = sentence.children(verb.index, "conj")
    while todo:
        token = todo.pop()
        if token.index > verb.index and is_verb(token):
            yield token
        todo.extend(sentence.children(token.index, "conj"))


def _speech_around(sentence: Sentence, verb: Token) -> set[int]:
    """The words that open a clause under another: "that", "and", "because"."""
    first = sentence.children(verb.index, "mark", "cc", "punct")
    return {c.index for c in first if c.index < verb.index}


def _asides(sentence: Sentence, verb: Token, core: set[int]) -> Iterator[list[int]]:
    """What may be left out, the last first: stretches set off by commas or dashes, and side clauses at the end."""
    inside = sentence.subtree(verb.index)
    found: list[tuple[int, list[int]]] = []
    for index in inside:
        token = sentence.tokens[index]
        if token.relation not in _ASIDES or index == verb.index or not _names_again(sentence, token):
            continue
        stretch = sentence.subtree(index)
        whole = stretch == list(range(stretch[0], stretch[-1] + 1))
        before = sentence.tokens[stretch[0] - 1].text if stretch[0] else ""
        apart = before in _COMMAS
        if whole and apart and stretch[0] > min(inside) and not core & set(stretch):
            closing = stretch[-1] + 1
            ends = closing < len(sentence.tokens) and sentence.tokens[closing].text in (",", ")", "-", "--", "–", "—")
            found.append((stretch[0], [stretch[0] - 1, *stretch, *([closing] if ends else [])]))
    yield from (stretch for _, stretch in sorted(found, reverse=True))


def _names_again(sentence: Sentence, token: Token) -> bool:
    """Is it a clause, or a second name of a person or thing, and no member of a list?"""
    head = sentence.tokens[token.head]
    listed = sentence.child(token.index, "conj", "cc") or sentence.child(head.index, "conj", "cc")
    return token.relation != "appos" or (listed is None and "PROPN" in (token.pos, head.pos) and head.pos != "NUM")


def _trimmed(sentence: Sentence, inside: set[int], hidden: frozenset[int]) -> list[int]:
    """Without punctuation at the edges and without a date set off at the front: "On 5 May, ..."."""
    kept = sorted(inside)
    kept = [i for i in kept if not _connects(sentence, i)]
    while kept and (sentence.tokens[kept[0]].text in _OPENERS or _opens(sentence.tokens[kept[0]], sentence.words)):
        kept.pop(0)
    while kept and (sentence.tokens[kept[-1]].text in _OPENERS or sentence.tokens[kept[-1]].tag == "CC"):
        kept.pop()
    comma = next((k for k, i in enumerate(kept) if sentence.tokens[i].text == ","), None)
    if comma is not None and 0 < comma < len(kept) - 1:
        front = kept[:comma]
        led = sentence.tokens[front[0]].tag == "IN" and all(i in hidden for i in front[1:]) and len(front) > 1
        if led or all(i in hidden for i in front):
            kept = kept[comma + 1 :]
    return kept


def _opens(token: Token, words: Lexicon) -> bool:
    """ "And", "that", "however": a word that only joins the clause to what stands before."""
    word = token.lemma.lower()
    return (
        token.tag == "CC"
        or (token.tag == "IN" and words.has("complementiser", word))
        or words.has("adverb.discourse", word)
    )


def _connects(sentence: Sentence, index: int) -> bool:
    """ "Madonna, meanwhile, has given": a connective between commas, and its commas."""
    tokens = sentence.tokens
    for at in (index - 1, index, index + 1):
        inner = 0 < at < len(tokens) - 1 and tokens[at - 1].text == tokens[at + 1].text == ","
        if inner and sentence.words.has("adverb.discourse", tokens[at].lemma.lower()):
            return True
    return False


def _told(document: Document, sentence: Sentence, kept: list[int], verb: Token | None, names: Names) -> str:
    """The kept tokens as they stand, subjects that stand elsewhere and pronouns named in brackets."""
    pieces: list[tuple[int, str]] = []
    put = _named(document, sentence, kept, verb, names)
    for i in kept:
        text, token = sentence.tokens[i].text, sentence.tokens[i]
        if i in put:
            pieces.append((i, put[i]))
        elif not (token.text in MARKS and not _balanced(sentence, kept)):
            pieces.append((i, text))
    words_of = [i for i, _ in pieces if any(c.isalnum() for c in sentence.tokens[i].text)]
    over = len(words_of) > LONGEST
    if over:
        last = words_of[LONGEST - 1]
        pieces = [p for p in pieces if p[0] <= last]
        while len(pieces) > 1 and sentence.tokens[pieces[-1][0]].tag in ("IN", "DT", "CC", "TO", ",", "PRP$", ":"):
            pieces.pop()
    out = ""
    for k, (i, text) in enumerate(pieces):
        before = sentence.tokens[pieces[k - 1][0]] if k else None
        glued = before is not None and before.end == sentence.tokens[i].start and before.index == i - 1
        closes = sentence.tokens[i].text in (",", ".", "'s", "’s", "n't", "n’t", "%", ")")
        out += text if not k or glued or closes else f" {text}"
    lead = _missing_subject(document, sentence, kept, verb, names)
    out = f"{lead} {out}" if lead else out
    out = out.strip()
    return (out[:1].upper() + out[1:]) + (" …" if over else "")


def _balanced(sentence: Sentence, kept: list[int]) -> bool:
    marks = [sentence.tokens[i].text for i in kept if sentence.tokens[i].text in MARKS]
    opens, closes = (sum(m in group for m in marks) for group in (("“", "``"), ("”", "''")))
    return opens == closes and marks.count('"') % 2 == 0


def _missing_subject(document: Document, sentence: Sentence, kept: list[int], verb: Token | None, names: Names) -> str:
    """The subject of a clause that leaves it out, in brackets: "[The rebels] withdrew from the city"."""
    if verb is None or sentence.child(verb.index, "nsubj", "nsubjpass", "expl", "csubj") is not None:
        return ""
    who = subject(sentence, verb.index)
    if who is None or who.index in kept or verb.relation == "ROOT":
        return ""
    named = _name(document, sentence, who, names) or _phrase(sentence, who)
    helpers = [c for c in _earlier_helpers(sentence, verb) if c.index not in kept]
    return f"[{' '.join([_capital(named), *(h.text for h in helpers)])}]" if named else ""


def _earlier_helpers(sentence: Sentence, verb: Token) -> list[Token]:
    """The helpers a coordinated participle shares: "were arrested and taken to court"."""
    first = sentence.tokens[verb.head]
    shares = verb.relation == "conj" and verb.tag in ("VBN", "VBG", "VB") and is_verb(first)
    own = sentence.child(verb.index, "aux", "auxpass") is not None
    return sentence.children(first.index, "aux", "auxpass") if shares and not own else []


def _named(document: Document, sentence: Sentence, kept: list[int], verb: Token | None, names: Names) -> dict[int, str]:
    """Which tokens are replaced by a name in brackets: pronouns, relatives, and "the firm" as the subject."""
    put: dict[int, str] = {}
    if verb is None:
        return put
    own = sentence.child(verb.index, "nsubj", "nsubjpass")
    inside = sentence.subtree(own.index) if own is not None and own.index in kept else []
    relative = next((i for i in inside if sentence.tokens[i].tag in ("WP", "WDT") and i in kept), None)
    if relative is not None and verb.relation == "relcl":
        holder = subject(sentence, verb.index) if own is not None and own.index == relative else None
        holder = holder if holder is not None and holder.index != relative else sentence.tokens[verb.head]
        put[relative] = f"[{_name(document, sentence, holder, names) or _phrase(sentence, holder)}]"
    elif (
        own is not None
        and inside
        and not is_pronoun(own, sentence.words)
        and (firm := _name(document, sentence, own, names))
    ):
        phrase = noun_phrase(sentence, own.index, 0)
        put |= {i: f"[{firm}]" if i == phrase[0] else "" for i in phrase if i in kept}
    said = " ".join(sentence.tokens[i].text for i in kept)
    for i in kept:
        token = sentence.tokens[i]
        if i in put or not is_pronoun(token, sentence.words) or _says_nothing(sentence, token):
            continue
        name = _name(document, sentence, token, names)
        if name is not None and name.split()[-1] not in said and not any(name in other for other in put.values()):
            mark = ("’" if name.endswith("s") else "’s") if token.tag == "PRP$" else ""
            put[i] = f"[{name}{mark}]"
    return put


def _says_nothing(sentence: Sentence, pronoun: Token) -> bool:
    """ "It is clear that", "it was reported that": stands for nothing."""
    over = sentence.tokens[pronoun.head]
    subject_of = sentence.words.has("expletive", pronoun.lemma.lower()) and pronoun.relation in ("nsubj", "nsubjpass")
    clause = sentence.child(over.index, "ccomp", "csubj", "advcl", "xcomp")
    empty = clause is not None and (
        sentence.words.has("copula", over.lemma) or sentence.words.has("verb.report", over.lemma)
    )
    return subject_of and (empty or sentence.words.has("verb.impersonal", over.lemma))


def _name(document: Document, sentence: Sentence, noun: Token, names: Names) -> str | None:
    """The name a pronoun or "the company" stands for, where that is clear; for "it" and "they" nothing but a name."""
    if is_pronoun(noun, sentence.words):
        found = antecedent(document, sentence, noun, names)
        named = found is not None and any(word[:1].isupper() for word in found.split()[1:] or found.split())
        return found if named else None
    return organisation_described(document, sentence, noun, names)


def _phrase(sentence: Sentence, noun: Token) -> str:
    return phrase_text(sentence, noun_phrase(sentence, noun.index, 1))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _points_away(text: str, words: Lexicon) -> bool:
    """Does it open with a pronoun that nobody understands without the sentence before?"""
    first = text.split()[0].lower() if text else ""
    return words.has("pronoun", first) or words.has("pronoun.empty", first)
