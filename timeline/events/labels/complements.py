"""What belongs to a verb or a noun of a label, and what only stands beside it in the sentence."""

from __future__ import annotations

from timeline.events.labels.references import LabelContext, starts_sentence, visible, without_articles
from timeline.grammar import Sentence, Token
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import noun_phrase, phrase_text
from timeline.grammar.verb_groups import is_verb

_LONGEST_MEASURE = 6


def measure(context: LabelContext, index: int) -> str | None:
    """ "Less than a mile away", "as high as the roof": the measure, which is told whole; empty where it cannot be."""
    sentence = context.sentence
    below = (c for c in sentence.children(index, "prep", "advcl", "ccomp") if c.index > index)
    than = next((sentence.tokens[sentence.subtree(c.index)[0]] for c in below), sentence.tokens[index])
    if than.lemma != "than":
        return None
    above = than if than.relation == "prep" else sentence.tokens[than.head]
    inside = unbroken(sentence, sentence.subtree(above.index))
    last = min(than.index + 1, len(sentence.tokens) - 1)
    while len(inside) == 1 and not sentence.tokens[last].tag.startswith("NN") and last < sentence.tokens[last].head:
        last = sentence.tokens[last].head  # the measure hangs elsewhere
    inside = inside if len(inside) > 1 else list(range(than.index, last + 1))
    whole = len(inside) <= _LONGEST_MEASURE and not context.hidden & set(inside)
    return phrase_text(sentence, inside) if whole else ""


def unbroken(sentence: Sentence, indices: list[int]) -> list[int]:
    """The words up to the first mark, or to where a sentence begins that lost the full stop before it."""
    end = next(
        (i for i in indices if sentence.tokens[i].pos == "PUNCT" or starts_sentence(sentence, i)), len(sentence.tokens)
    )
    return [i for i in indices if i < end]


def with_its_own(sentence: Sentence, index: int) -> Token | None:
    """ "the closure of the mine and the sale of the port": a second noun, where each has its preposition."""
    second, word = sentence.child(index, "conj"), sentence.child(index, "cc")
    if second is None or word is None or not second.tag.startswith("NN") or not index < word.index < second.index:
        return None
    parted = any(index < c.index < word.index for c in sentence.children(index, "prep"))
    return second if parted else None


def record_since(context: LabelContext, index: int) -> str:
    """ "Its lowest level since 1998": a record says nothing without the time it has stood."""
    sentence = context.sentence
    last = noun_phrase(sentence, index, 0)[-1]
    first = any(c.text.lower() == "first" for c in sentence.children(index, "amod"))  # "the first time since"
    most = first or any(c.tag in ("JJS", "RBS") for c in sentence.children(index))
    if not most or sentence.tokens[min(last + 1, len(sentence.tokens) - 1)].lemma.lower() not in (
        "since",
        *(() if first else ("for", "in")),
    ):
        return ""
    end = last + 2
    while end < len(sentence.tokens) and end in context.hidden:
        end += 1
    return phrase_text(sentence, list(range(last + 1, end))) if last + 2 < end <= last + _LONGEST_MEASURE else ""


def says_what(context: LabelContext, verb: Token) -> bool:
    """ "A report that the lorry had failed a test": what the noun says, without which it says nothing."""
    sentence = context.sentence
    marked = any(c.text.lower() == "that" for c in sentence.children(verb.index, "mark"))
    own = sentence.child(verb.index, "nsubj", "nsubjpass")
    return marked and own is not None and verb.relation in ("acl", "relcl")


def tells_which(context: LabelContext, verb: Token) -> bool:
    """A clause without a comma that says which: "a bill that would ban bags", "a claim filed by the bank"."""
    sentence = context.sentence
    inside = sentence.subtree(verb.index)
    first = inside[0]
    if any(i in context.hidden for i in inside):  # its time is another than the event's
        return False
    if sentence.tokens[first - 1].text in (",", "-", "–", "—", "--", "("):
        return False
    if verb.relation == "acl":
        return verb.tag == "VBN" and sentence.child(verb.index, "agent", "prep", "xcomp", "oprd") is not None
    who = sentence.child(verb.index, "nsubj", "nsubjpass")
    return verb.relation == "relcl" and who is not None and who.tag in ("WDT", "WP")


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def in_present(sentence: Sentence, verb: Token, text: str) -> str:
    """ "Promised that it would close": a label tells the promise in the present, and the closing in the future."""
    helpers = [c.text.lower() for c in sentence.children(verb.index, "aux")]
    conditional = any(c.text.lower() in ("if", "unless", "were") for c in sentence.tokens[verb.index :])
    if "would" not in helpers or "have" in helpers or conditional:
        return text
    return " ".join("will" if w == "would" else w for w in text.split())


def is_hedge(token: Token) -> bool:
    """An adverb without which the sentence says more than it does."""
    return lexicon().has("adverb.hedge", token.text.lower())


def needs_content(verb: Token) -> bool:
    """A verb that says nothing without what is told: "warned that", "told the court that"."""
    return any(lexicon().has(role, verb.lemma) for role in ("verb.report", "verb.act", "verb.denial"))


def content_follows(context: LabelContext, verb: Token, inner: Token) -> bool:
    """Does a clause behind an object belong to the verb: "told the court that", "warned the bank it may lose"?"""
    sentence = context.sentence
    marked = sentence.child(inner.index, "mark") is not None or is_infinitive(context, inner)
    if inner.relation == "ccomp" and marked:
        return True
    if marked or sentence.child(inner.index, "nsubj", "nsubjpass") is None:
        return False
    before = sentence.subtree(inner.index)[0] - 1
    whom = sentence.child(verb.index, "dobj", "dative")
    told = lexicon().has("verb.tell", verb.lemma)
    return told and whom is not None and before in {*sentence.subtree(whom.index), *context.hidden}


def is_set_off(sentence: Sentence, token: Token) -> bool:
    """A comment behind a comma: "met the fund, part of a search for cash"."""
    first = noun_phrase(sentence, token.index, 0)[0]
    return first > 0 and sentence.tokens[first - 1].text == ","


def starts_anew(sentence: Sentence, token: Token) -> bool:
    """Does another sentence begin here, which lost its full stop (a caption, a list)? "... had opened The mayor"."""
    first = sentence.tokens[sentence.subtree(token.index)[0]]
    return starts_sentence(sentence, first.index)


def is_purpose(context: LabelContext, verb: Token) -> bool:
    """An adverbial clause that a label should keep: what it is for, and on what condition."""
    inside = context.sentence.subtree(verb.index)
    if is_infinitive(context, verb):  # not "were flown home, to be met by a crowd"
        return context.sentence.tokens[inside[0] - 1].text != "," or inside[0] - 2 not in context.hidden
    if verb.tag == "VBG" and inside[0] == verb.index:  # "gave a speech expressing support", not what a comma sets off
        parted = context.sentence.tokens[verb.index - 1].text in (",", "-", "–", "—", "--")
        return not parted and not context.hidden & set(inside)
    return any(c.lemma.lower() in ("if", "unless") for c in context.sentence.children(verb.index, "mark"))


def is_infinitive(context: LabelContext, verb: Token) -> bool:
    return any(c.tag == "TO" for c in context.sentence.children(verb.index, "aux"))


def one_by_one(sentence: Sentence, first: Token) -> str:
    """ "Saw them one by one", "house by house"."""
    run = sentence.tokens[first.index : first.index + 3]
    by = len(run) == 3 and run[1].text.lower() == "by" and run[2].lemma == first.lemma
    return phrase_text(sentence, [t.index for t in run]) if by else ""


def content_after_time(context: LabelContext, verb: Token, preposition: Token) -> str:
    """ "Denied at the time that any loan existed": what is told, which the parse hangs on the time."""
    sentence = context.sentence
    time = sentence.child(preposition.index, "pobj")
    if time is None or not needs_content(verb) or not lexicon().has("noun.time", time.lemma.lower()):
        return ""
    content = sentence.child(time.index, "relcl", "acl")
    inside = sentence.subtree(content.index) if content is not None else []
    if content is None or not inside or sentence.tokens[inside[0]].text.lower() != "that":
        return ""
    reasons = [c for c in sentence.children(content.index, "prep", "advcl") if c.index > content.index]
    because = [sentence.subtree(c.index)[0] for c in reasons]
    why = next((i for i in because if sentence.tokens[i].text.lower() == "because"), len(sentence.tokens))
    inside = [i for i in unbroken(sentence, inside) if i < why]
    own = sentence.child(content.index, "nsubj", "nsubjpass")
    whole = own is not None and own.tag not in ("WDT", "WP") and len(inside) <= _LONGEST_TOLD
    return without_articles(phrase_text(sentence, inside)) if whole and not context.hidden & set(inside) else ""


_LONGEST_TOLD = 9


def misparsed_dependents(context: LabelContext, verb: Token) -> list[Token]:
    """What hangs on a verb, also where the parse hung it on the day between ("warned on Monday of a storm")."""
    sentence = context.sentence
    second = next((c.index for c in sentence.children(verb.index, "conj") if is_verb(c)), len(sentence.tokens))
    found = [c for c in sentence.children(verb.index) if c.index < second]  # "fled but was caught after a chase"
    days = [d for c in found if c.relation == "prep" for d in sentence.children(c.index, "pobj")]
    days.extend(c for c in found if c.relation == "npadvmod")
    lost = [
        c
        for d in days
        if d.index in context.hidden and d.index > verb.index
        for c in sentence.children(d.index, "prep", "acl")
        if c.index > d.index and c.index not in context.hidden
    ]
    return sorted([*found, *lost], key=lambda t: t.index)


def clause_as_thing(context: LabelContext, verb: Token) -> str:
    """ "Carried what he had found to the museum": a thing named by a clause; whole or not at all."""
    inside = unbroken(context.sentence, context.sentence.subtree(verb.index))
    first = context.sentence.tokens[inside[0]] if inside else verb
    name = context.sentence.child(verb.index, "oprd")
    if first.text.lower() == "what" and verb.lemma == "call" and name is not None:  # "what he called a disaster"
        return without_articles(phrase_text(context.sentence, noun_phrase(context.sentence, name.index, 1)))
    if (
        first.text.lower() != "what"
        or first.relation != "dobj"
        or first.head != verb.index
        or verb.tag not in ("VBD", "VBN")
    ):
        return ""
    own = context.sentence.child(verb.index, "nsubj")
    shown = visible(context, inside)
    return (
        without_articles(phrase_text(context.sentence, shown))
        if own is not None and len(shown) <= _LONGEST_TOLD
        else ""
    )
