"""A label as a reader would put it on a timeline: short, active, with the actor, never saying more than the text."""

from __future__ import annotations

from timeline.events.clauses import Tense, VerbForm, agent, is_verb, noun_phrase, subject, words
from timeline.events.finding import Candidate, TriggerKind
from timeline.events.participants import Roles, is_plural, text_of
from timeline.events.words import lexicon
from timeline.language import Parsed, Sentence, Token
from timeline.model import Status

LONGEST = 12
_ARTICLES = frozenset({"the", "a", "an"})
_IRREGULAR = {"have": "has", "do": "does", "go": "goes", "be": "is", "undergo": "undergoes"}
_NO_PLACE = frozenset({"according", "as", "because", "like", "since", "until", "despite", "without"})
Chunk = tuple[int, list[int]]  # how soon it may go when the label is too long; indices of its tokens


def label(
    parsed: Parsed, sentence: Sentence, candidate: Candidate, roles: Roles, status: Status, hidden: frozenset[int]
) -> str:
    """At most twelve words. `hidden` are the tokens of time phrases, which the timeline shows elsewhere."""
    if candidate.kind is TriggerKind.NOUN:
        text = _noun_label(parsed, sentence, candidate.token, hidden)
    else:
        text = _verb_label(parsed, sentence, candidate, roles, status, hidden)
    text = text.strip(" ,;:-–—")
    return text[:1].upper() + text[1:] if text else sentence.tokens[candidate.token].text


def present(lemma: str, plural: bool) -> str:
    """The simple present: "push" for many, "pushes" for one."""
    if plural:
        return "are" if lemma == "be" else lemma
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _verb_label(
    parsed: Parsed, sentence: Sentence, candidate: Candidate, roles: Roles, status: Status, hidden: frozenset[int]
) -> str:
    verb = candidate.token if candidate.kind is TriggerKind.VERB else candidate.verb
    if verb is None:
        return words(sentence, [candidate.token])
    token, form = sentence.tokens[verb], candidate.form
    doer = subject(sentence, verb)
    plural = is_plural(sentence, doer)
    opening = _bare(text_of(parsed, sentence, doer) if doer is not None else None)
    if doer is not None and len(opening.split()) > 6:
        opening = _bare(words(sentence, noun_phrase(sentence, doer.index, 0)))
    if form.passive and doer is None:
        opening = ""
    verb_text = _verb_text(token, form, status, plural)
    if status is Status.DENIED and candidate.core != verb and not form.negated:
        verb_text = present(token.lemma, plural)  # "fails to appear" says it already
    chunks = _complements(sentence, verb, hidden, 0)
    core = candidate.core
    if core < verb and (doer is None or doer.index != core) and token.relation == "relcl":
        chunks.insert(0, (1, [i for i in noun_phrase(sentence, core, 1) if i not in hidden]))
    if form.passive and (by := agent(sentence, verb)) is not None and sentence.tokens[by.head].index > verb:
        chunks.append((1, [by.head, *noun_phrase(sentence, by.index, 1)]))
    return _fit(sentence, f"{opening} {verb_text}".strip(), chunks)


def _verb_text(token: Token, form: VerbForm, status: Status, plural: bool) -> str:
    lemma, past = token.lemma, token.text.lower()
    base = f"be {past}" if form.passive else lemma
    match status:
        case Status.PLANNED:
            if form.passive and lexicon().has("verb.schedule", lemma):
                return past  # "Hearing scheduled"
            return "" if lemma == "be" and form.tense is Tense.PRESENT else f"to {base}"  # "Ship due in port"
        case Status.POSSIBLE:
            word = form.modal if form.modal in _MODALS else "may"
            if form.perfect and form.modal is not None:
                return f"{word} have {'been ' if form.passive else ''}{past}"
            return f"{word} {base}"
        case Status.DENIED:
            return f"not {past}" if form.passive else f"{'do' if plural else 'does'} not {lemma}"
        case _:
            bare = token.tag == "VBG" and form.tense is Tense.NONE
            return past if form.passive or form.progressive or bare else present(lemma, plural)


_MODALS = ("could", "might", "may", "would", "should", "must", "can")


def _complements(sentence: Sentence, verb: int, hidden: frozenset[int], depth: int) -> list[Chunk]:
    """What follows the verb and belongs to it, each with its rank: 1 stays longest."""
    chunks: list[Chunk] = []
    for c in sentence.children(verb):
        if c.index < verb or c.index in hidden:
            continue
        if c.relation in ("dobj", "attr", "oprd", "dative", "acomp") and c.pos not in ("VERB",):
            if c.relation == "dative" and c.tag == "IN":
                inner = sentence.child(c.index, "pobj")
                if inner is not None:
                    chunks.append((2, [c.index, *noun_phrase(sentence, inner.index, 1)]))
                continue
            if c.tag in ("WP", "WDT"):
                continue
            chunks.append((1, [i for i in noun_phrase(sentence, c.index, 1) if i not in hidden]))
            chunks.extend((4, p) for p in _prepositional(sentence, c.index, hidden))
            if c.relation == "acomp":
                chunks.extend((rank + 1, p) for rank, p in _complements(sentence, c.index, hidden, depth + 1))
        elif c.relation == "prt" or (c.relation == "advmod" and lexicon().has("particle", c.text.lower())):
            chunks.append((1, [c.index]))
        elif c.relation == "xcomp" and depth < 2:
            to = [k.index for k in sentence.children(c.index, "aux") if k.tag == "TO"]
            chunks.append((1, [*to, c.index]))
            chunks.extend((rank + 1, p) for rank, p in _complements(sentence, c.index, hidden, depth + 1))
    chunks.extend((2 + n, phrase) for n, phrase in enumerate(_prepositional(sentence, verb, hidden)))
    return sorted((c for c in chunks if c[1]), key=lambda c: c[1][0])


def _prepositional(sentence: Sentence, index: int, hidden: frozenset[int]) -> list[list[int]]:
    found = []
    for c in sentence.children(index, "prep"):
        if (
            c.index < index
            or c.text.lower() in _NO_PLACE
            or (c.lemma in ("of", "for") and sentence.tokens[index].tag.startswith("NN"))
        ):
            continue
        inner = sentence.child(c.index, "pobj", "pcomp")
        if inner is None:
            nested = sentence.child(c.index, "prep")
            inner = sentence.child(nested.index, "pobj") if nested is not None else None
            if nested is None or inner is None:
                continue
            lead = [c.index, nested.index]
        else:
            lead = [c.index]
        if inner.index in hidden or is_verb(inner):
            continue
        phrase = [i for i in noun_phrase(sentence, inner.index, 1) if i not in hidden]
        found.append([*lead, *phrase])
    return found


def _fit(sentence: Sentence, opening: str, chunks: list[Chunk]) -> str:
    """Opening and chunks in text order, the dispensable ones left out until there are no more than twelve words."""
    while True:
        text = " ".join([opening, *(_bare(words(sentence, c[1])) for c in chunks)])
        worst = max((c[0] for c in chunks), default=1)
        if len(text.split()) <= LONGEST or worst <= 1:
            break
        last = max(i for i, c in enumerate(chunks) if c[0] == worst)
        chunks = chunks[:last] + chunks[last + 1 :]
    found = text.split()
    return " ".join(found if len(found) <= LONGEST + 2 else found[:LONGEST])


def _bare(text: str | None) -> str:
    """Without articles, as headlines go."""
    return " ".join(w for w in (text or "").split() if w.lower() not in _ARTICLES)


def _noun_label(parsed: Parsed, sentence: Sentence, index: int, hidden: frozenset[int]) -> str:
    owner = sentence.child(index, "poss")
    phrase = [i for i in noun_phrase(sentence, index, 2, conjuncts=False) if i not in hidden]
    if owner is not None and owner.index in hidden:
        phrase = [i for i in phrase if i > owner.index and sentence.tokens[i].relation != "case"]
    opening = ""
    if owner is not None and owner.tag == "PRP$" and owner.index in phrase:
        name = text_of(parsed, sentence, owner)
        if name is not None and name != owner.text:
            phrase = [i for i in phrase if i != owner.index]
            opening = _bare(name) + ("’" if name.endswith("s") else "’s") + " "
    chunks: list[Chunk] = [(2 + n, p) for n, p in enumerate(_prepositional(sentence, index, hidden))]
    chunks = [c for c in chunks if not set(c[1]) & set(phrase)]
    return _fit(sentence, opening + _bare(words(sentence, phrase)), chunks)
