"""The label of an event: the clause of the text that tells it, as it stands.

It is cut only where a cut is safe, with names in square brackets for pronouns and for subjects that stand elsewhere.
No word outside the brackets is not in the text. A clause that stays too long ends in an ellipsis.
"""

from __future__ import annotations

from timeline.entities.agreement import Names, is_pronoun
from timeline.entities.organisations import organisation_described
from timeline.entities.pronouns import antecedent
from timeline.events.analysis import Label
from timeline.events.detection import Candidate, TriggerKind
from timeline.events.extent import LONGEST, extent, trimmed
from timeline.grammar import Document, Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text
from timeline.grammar.quotations import MARKS
from timeline.grammar.verb_groups import Tense, is_verb, verb_form

_WHOLE = 14  # words of a phrase in brackets
_PHRASE = 3  # words with which a noun phrase says what happened
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "relcl", "advcl", "dep"})


def label(document: Document, candidate: Candidate, names: Names, hidden: frozenset[int]) -> Label:
    """The label of an event. `hidden`: the tokens of time phrases of its sentence."""
    sentence = document.sentences[candidate.sentence]
    verb = _clause(sentence, candidate)
    if verb is None:
        words_of = [t.index for t in sentence.tokens]
        return Label(_told(document, sentence, words_of, None, names), True, "label.sentence", (sentence.index, -1))
    if candidate.kind is TriggerKind.NOUN and candidate.token not in sentence.subtree(verb.index):
        verb = next((t for t in sentence.ancestors(verb.index) if t.head == t.index), verb)
    kept = extent(sentence, verb, candidate, hidden)
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
    return trimmed(sentence, set(own), frozenset()) if apart and len(said) >= _PHRASE else []


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
    asked = any(sentence.words.has("mark.manner", m.lemma.lower()) for m in marks)
    if asked and any(sentence.words.has(role, token.lemma) for role in ("verb.report", "verb.tell", "verb.belief")):
        return token.head != token.index
    if token.relation == "relcl":
        relatives = [c for c in sentence.children(token.index) if c.tag in ("WDT", "WP", "WP$", "WRB", "IN")]
        own = sentence.child(token.index, "nsubj", "nsubjpass")
        return own is None or own not in relatives or own.tag == "IN"
    return token.relation == "conj" and not is_verb(above)


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
    at = 1 if out.startswith("[") else 0
    return out[:at] + _capital(out[at:]) + (" …" if over else "")


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
        put[relative] = f"[{_name(document, sentence, holder, names) or _whole(sentence, holder, relative)}]"
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
    if clause is None:  # "it was not until May that they left"
        behind = (sentence.tokens[i] for i in sentence.subtree(over.index) if i > over.index)
        clause = next((t for t in behind if t.relation == "relcl"), None)
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


def _whole(sentence: Sentence, noun: Token, relative: int) -> str:
    """The phrase a relative clause speaks of.

    Behind a comma that may be more than the noun it stands next to: "the fire at the plant in Corby, which killed
    nine". A "who" is a person: "the arrest of Ana Ruiz, who".
    """
    tokens, words = sentence.tokens, sentence.words
    if tokens[relative].tag == "WP":
        return _phrase(sentence, _person(sentence, noun, relative))
    top = noun
    while tokens[top.head].relation == "prep" and tokens[tokens[top.head].head].tag.startswith("NN"):
        top = tokens[tokens[top.head].head]
    loose = tokens[relative - 1].text == "," and not any(
        words.has(role, t.lemma.lower()) for role, t in (("noun.person", noun), ("noun.time", top))
    )
    if top.index == noun.index or not loose:
        return _phrase(sentence, noun)
    inside = [i for i in sentence.subtree(top.index) if i < relative - 1]
    return phrase_text(sentence, inside) if len(inside) <= _WHOLE else _phrase(sentence, noun)


def _person(sentence: Sentence, noun: Token, relative: int) -> Token:
    """The noun, or the nearest name of a person in its phrase where the noun is none."""
    if noun.entity == "PERSON" or sentence.words.has("noun.person", noun.lemma.lower()):
        return noun
    inside = [sentence.tokens[i] for i in sentence.subtree(noun.index) if i < relative]
    people = [t for t in inside if t.entity == "PERSON" and t.relation == "pobj"]
    return people[-1] if people else noun


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _points_away(text: str, words: Lexicon) -> bool:
    """Does it open with a pronoun that nobody understands without the sentence before?"""
    first = text.split()[0].lower() if text else ""
    return words.has("pronoun", first) or words.has("pronoun.empty", first)
