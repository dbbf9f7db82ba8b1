"""What the sentence around a pronoun says of whom it may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.entities.agreement import ALIKE, PLACES, SUBJECTS, is_organisation
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text
from timeline.grammar.quotations import has_marks
from timeline.grammar.verb_groups import is_verb


def is_speech(sentence: Sentence, token: Token) -> bool:
    """Does the pronoun say, hope or believe something, as only who speaks can?"""
    verb = sentence.tokens[token.head].lemma
    return any(lexicon().has(role, verb) for role in ("verb.report", "verb.hope", "verb.wish", "verb.belief"))


def main_subject(sentence: Sentence) -> Token | None:
    """The subject of the main clause."""
    return next((t for t in sentence.tokens if t.relation in SUBJECTS and is_main(sentence, t)), None)


def is_main(sentence: Sentence, noun: Token) -> bool:
    """Is the main clause about it?"""
    return sentence.tokens[noun.head].relation == "ROOT"


def is_deed(sentence: Sentence, token: Token) -> bool:
    """Does the pronoun do or suffer something, where a speaker would go on speaking, promising, hoping?"""
    verb = sentence.tokens[token.head]
    words_of = ("verb.report", "verb.act", "verb.speech", "verb.plan", "verb.belief", "verb.wish", "verb.stative")
    return verb.tag in ("VBD", "VBN") and not any(lexicon().has(role, verb.lemma) for role in words_of)


def possessor(sentence: Sentence, noun: Token, pronoun: str) -> Token | None:
    """The "her" of "her lawyer" before a "she"."""
    whose = sentence.child(noun.index, "poss")
    return whose if whose is not None and whose.text.lower() in ALIKE[pronoun] else None


def containing_nouns(sentence: Sentence, token: Token) -> set[int]:
    """The nouns whose phrase the pronoun stands in, with "that" clauses ("the claim that it"), not relative ones."""
    found: set[int] = set()
    below = token
    for t in sentence.ancestors(token.index):
        told = below.relation in ("acl", "ccomp") and sentence.child(below.index, "mark") is not None
        if is_verb(below) and (t.tag.startswith("NN") and not told):
            break
        if not is_verb(t):
            found.add(t.index)
        below = t
    return found


def says_where(sentence: Sentence, noun: Token) -> bool:
    """Does it say where something was?"""
    while noun.relation == "conj" and noun.head != noun.index:
        noun = sentence.tokens[noun.head]  # "in France and Peru"
    above = sentence.tokens[noun.head]
    inside = lexicon().has("preposition.place", above.lemma) and above.lemma not in ("to", "from")
    return noun.relation == "pobj" and (inside or noun.entity in PLACES)


def belongs_to_organisation(sentence: Sentence, token: Token) -> bool:
    """Can only a body be meant: "its department", "it denied"?"""
    lemma = sentence.tokens[token.head].lemma.lower()
    if token.tag == "PRP$":
        return lexicon().has("noun.had", lemma) or lexicon().has("noun.person", lemma)
    thing = sentence.child(token.head, "dobj")
    own = thing is not None and any(c.text.lower() == "its" for c in sentence.children(thing.index, "poss"))
    if own and thing is not None and lexicon().has("noun.had", thing.lemma.lower()):
        return token.relation == "nsubj"  # "it cut its dividend"
    return token.relation == "nsubj" and any(
        lexicon().has(role, lemma) for role in ("verb.plan", "verb.denial", "verb.accuse", "verb.speech", "verb.body")
    )


def is_done_to_organisation(sentence: Sentence, token: Token) -> bool:
    """ "sued it", "appeared before it": done to a body alone."""
    above = sentence.tokens[token.head]
    if token.relation == "pobj":
        above = sentence.tokens[above.head] if above.lemma.lower() in ("before", "against") else above
    return any(lexicon().has(role, above.lemma) for role in ("verb.at-body", "verb.tell", "verb.accuse"))


def organisations_named(sentence: Sentence, token: Token) -> list[Token]:
    """The bodies named in the sentence before the pronoun."""
    heads = [t for t in sentence.tokens[: token.index] if t.relation not in ("compound", "amod", "nmod", "npadvmod")]
    return [t for t in heads if t.tag in ("NN", "NNP") and is_organisation(t)]


def is_named_again(sentence: Sentence, token: Token, here: Sentence, noun: Token) -> bool:
    """Is the noun named anew behind the pronoun? Who "accused the ministry" is not the ministry named before."""
    name = phrase_text(here, noun_phrase(here, noun.index, 0))
    does = [phrase_text(sentence, noun_phrase(sentence, i, 0)) for i in excluded_subjects(sentence, token)]
    if any(name.endswith(d) or d.endswith(name) for d in does if d):
        return True  # "Hruby congratulated her" is not Josef Hruby
    return any(
        t.lemma == noun.lemma and t.pos == noun.pos and t.relation in ("dobj", "pobj", "dative")
        for t in sentence.tokens[token.index + 1 :]
    )


def discoverers(sentence: Sentence, token: Token) -> set[int]:
    """ "A cleaner found her body": not the cleaner's."""
    thing = sentence.tokens[token.head]
    if token.tag != "PRP$" or thing.relation != "dobj" or not lexicon().has("noun.remains", thing.lemma.lower()):
        return set()
    who = subject(sentence, thing.head)
    return {who.index} if who is not None else set()


def documents(sentence: Sentence, token: Token) -> set[int]:
    """ "A report found that it had been shut": what tells of it is not "it"."""
    return {t.index for t in enclosing_subjects(sentence, token) if lexicon().has("noun.paper", t.lemma.lower())}


def employer(sentence: Sentence, person: Token) -> Token | None:
    """Whom a person speaks or works for, as far as the phrase says."""
    at = next((c for c in sentence.children(person.index, "prep") if c.lemma in ("for", "of", "at")), None)
    return sentence.child(at.index, "pobj") if at is not None else sentence.child(person.index, "poss")


def is_expletive(sentence: Sentence, token: Token) -> bool:
    """ "It took an hour to open the door", "it seems that he left": the pronoun stands for nothing."""
    if token.text.lower() != "it" or token.relation not in SUBJECTS:
        return False
    verb = sentence.tokens[token.head]
    focus = cleft_focus(sentence)
    if focus is not None and focus.head == verb.index:
        return True
    clause = sentence.child(verb.index, "ccomp", "xcomp", "advcl")
    kind = lexicon().get("verb.impersonal", verb.lemma)
    if token.relation == "nsubjpass" and clause is not None and clause.relation == "advcl":
        return False  # "It was taken when snow fell"
    if clause is not None and kind is not None and (kind != "clause" or clause.relation != "xcomp"):
        return True  # but "It seemed to stop" is of a thing
    judged = sentence.child(verb.index, "acomp")  # "It will be difficult to seal the pipe"
    if judged is None or not lexicon().has("adjective.idle", judged.lemma.lower()):
        return False
    return any(sentence.child(i, "ccomp", "xcomp", "advcl") is not None for i in (verb.index, judged.index))


def cleft_focus(sentence: Sentence) -> Token | None:
    """ "It was Ana Ruiz who opened the letter": the person a sentence brings to the fore."""
    for who in (t for t in sentence.tokens if t.relation == "attr" and t.pos == "PROPN"):
        verb = sentence.tokens[who.head]
        told = [c for at in (who.index, verb.index) for c in sentence.children(at, "relcl", "acl", "advcl", "ccomp")]
        it = any(c.text.lower() == "it" for c in sentence.children(verb.index, "nsubj"))
        if it and any(c.text.lower() == "who" for v in told for c in sentence.children(v.index, "nsubj", "nsubjpass")):
            return who
    return None


def reported_subject(sentence: Sentence, speaker: Token | None) -> Token | None:
    """ "The storm struck at noon, the centre said": of what a speaker tells first; None where nobody speaks."""
    verb = sentence.tokens[speaker.head] if speaker is not None else None
    if verb is None or not lexicon().has("verb.report", verb.lemma):
        return None
    clause = sentence.child(verb.index, "ccomp")
    return sentence.child(clause.index, *SUBJECTS) if clause is not None else None


def enclosing_subjects(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The subjects of the clauses around a pronoun, from its own outward."""
    for verb in sentence.ancestors(token.index):
        who = subject(sentence, verb.index) if is_verb(verb) else None
        if who is not None and who.index != token.index:
            yield who


def speech_of(sentence: Sentence, token: Token) -> set[int]:
    """What a speaker says names nobody for the pronoun that stands for the speaker: "“Prices rose,” they said"."""
    verb = sentence.tokens[token.head]
    if token.relation not in SUBJECTS:
        return set()
    told = [sentence.subtree(c.index) for c in sentence.children(verb.index, "ccomp") if c.index < token.index]
    marked = has_marks(sentence.tokens[: token.index])
    return {i for part in told for i in part if marked}


def excluded_subjects(sentence: Sentence, token: Token) -> set[int]:
    """ "Kerr praised him", "Kerr helped him to hide": the subject whose object the pronoun is."""
    if token.tag == "PRP$" or token.text.lower() not in ("him", "her", "them", "it"):
        return set()
    verb = sentence.tokens[token.head]
    if token.relation in SUBJECTS:
        if token.text.lower() == "it" and not is_object(sentence, token):
            return set()
        verb = sentence.tokens[verb.head]
    if token.relation == "pobj" and token.text.lower() in ("it", "them") and verb.lemma.lower() not in _WITHIN_REACH:
        verb = next((t for t in sentence.ancestors(verb.index) if is_verb(t)), verb)  # "voted for it", "a part in it"
    who = subject(sentence, verb.index) if is_verb(verb) else None
    return {who.index} if who is not None else set()


_WITHIN_REACH = frozenset(
    {"with", "behind", "around", "round", "near", "above", "below", "beside", "between", "within"}
)


def is_object(sentence: Sentence, token: Token) -> bool:
    """Is something done to it: "closed it", "an attack on it", "sued to have it struck down"?"""
    if token.relation not in SUBJECTS:
        return token.tag != "PRP$"
    verb = sentence.tokens[token.head]
    helped = any(c.relation in ("mark", "aux") and c.tag != "TO" for c in sentence.children(verb.index))
    above = sentence.tokens[verb.head]
    bare = verb.tag in ("VB", "VBN", "VBG") and verb.relation in ("ccomp", "xcomp") and not helped
    return bare and is_verb(above) and above.index < token.index


def is_rival(sentence: Sentence, token: Token, holder: Token, people: list[Token]) -> bool:
    """ "The coach blamed the referee, saying he ...": another person between, not just the one who is told."""
    verb = sentence.tokens[holder.head]
    told = lexicon().has("verb.report", verb.lemma)
    return any(
        holder.index < t.index < token.index
        and t.relation == "dobj"
        and t.head == verb.index
        and t.text != holder.text
        and not told
        and token.relation in SUBJECTS
        for t in people
    )
