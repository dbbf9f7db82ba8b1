"""What belongs to a verb or a noun of a label, and what only stands beside it in the sentence."""

from __future__ import annotations

from timeline.events.labels.references import LabelContext, Piece, starts_sentence, visible, without_articles
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import belongs_elsewhere
from timeline.grammar.lexicon import lexicon
from timeline.grammar.noun_phrases import is_separator, noun_phrase, phrase_text
from timeline.grammar.verb_groups import is_verb

_LONGEST_MEASURE = 6


def measure(context: LabelContext, index: int) -> str | None:
    """ "Less than a mile away", "as high as the roof": the measure, which is told whole; empty where it cannot be."""
    sentence = context.sentence
    below = (c for c in sentence.children(index, "prep", "advcl", "ccomp") if c.index > index)
    than = next((sentence.tokens[sentence.subtree(c.index)[0]] for c in below), sentence.tokens[index])
    if than.lemma != "than":
        return those_who(context, index)
    above = than if than.relation == "prep" else sentence.tokens[than.head]
    inside = unbroken(sentence, sentence.subtree(above.index))
    last = min(than.index + 1, len(sentence.tokens) - 1)
    while len(inside) == 1 and not sentence.tokens[last].tag.startswith("NN") and last < sentence.tokens[last].head:
        last = sentence.tokens[last].head  # the measure hangs elsewhere
    inside = inside if len(inside) > 1 else list(range(than.index, last + 1))
    whole = len(inside) <= _LONGEST_MEASURE and not context.hidden & set(inside)
    return phrase_text(sentence, inside) if whole else ""


def those_who(context: LabelContext, index: int) -> str | None:
    """ "All those on board", "those who stayed": a pronoun says nothing without what follows it."""
    sentence = context.sentence
    if sentence.tokens[index].text.lower() not in ("those", "anyone", "everyone"):
        return None
    below = [c for c in sentence.children(index, "acl", "relcl", "prep") if c.index > index]
    inside = unbroken(sentence, sorted(i for c in below for i in sentence.subtree(c.index)))
    if not inside or context.verb in inside:
        return None
    whole = len(inside) <= _LONGEST_MEASURE and not context.hidden & set(inside)
    return without_articles(phrase_text(sentence, inside)) if whole else ""


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
    return second if parted and not belongs_elsewhere(sentence, second) else None


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


def is_object_result(sentence: Sentence, noun: int, verb: Token) -> bool:
    """ "Left nine people stranded", "sent crowds running": what became of the object."""
    at = sentence.tokens[noun]
    while at.relation == "pobj" and sentence.tokens[at.head].lemma == "of":
        at = sentence.tokens[sentence.tokens[at.head].head]
    holds = at.relation == "dobj" and lexicon().has("verb.leave", sentence.tokens[at.head].lemma)
    close = verb.relation == "acl" and sentence.tokens[verb.index - 1].text != ","
    return holds and close and verb.tag in ("VBG", "VBN")


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


def is_partitive(sentence: Sentence, of: Token, inner: Token) -> bool:
    """ "Nine of the victims" keeps its article, for "nine of victims" is no English."""
    number = sentence.tokens[of.head]
    counts = number.tag in ("CD", "JJS") or lexicon().has("quantifier", number.text.lower())
    the = any(c.text.lower() == "the" for c in sentence.children(inner.index, "det"))
    return of.lemma == "of" and counts and the


def lost_clause(context: LabelContext, preposition: Token, inner: Token) -> bool:
    """ "As fears of a flood grew", "as Rome is shut": what the parse hangs on "as" is the subject of a clause."""
    sentence = context.sentence
    if preposition.lemma != "as":
        return False
    after = sentence.tokens[inner.index + 1 : inner.index + 2]
    if after and after[0].tag in _FINITE:
        verbs = (after[0].index, after[0].head)
        return context.verb not in verbs and not any(sentence.child(v, "nsubj", "nsubjpass") for v in verbs)
    if inner.tag != "NNS" or sentence.child(inner.index, "det", "nummod", "poss"):
        return False
    for token in sentence.tokens[inner.index + 1 :]:
        if token.pos == "PUNCT" or token.tag in ("WDT", "WP", "CC"):
            return False
        if token.tag == "VBD" or (token.tag == "VBN" and token.relation == "amod"):
            return True
    return False


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def in_present(sentence: Sentence, verb: Token, text: str) -> str:
    """ "Promised that it would close": a label tells the promise in the present, and the closing in the future."""
    helpers = [c.text.lower() for c in sentence.children(verb.index, "aux")]
    conditional = any(c.text.lower() in ("if", "unless", "were") for c in sentence.tokens[verb.index :])
    if "would" not in helpers or "have" in helpers or conditional:
        return text
    return " ".join("will" if w == "would" else w for w in text.split())


def is_question(sentence: Sentence, verb: Token) -> bool:
    """ "to discuss when schools can open": what the parse hangs on a verb as a clause of time."""
    return any(c.tag == "WRB" and c.index == sentence.subtree(verb.index)[0] for c in sentence.children(verb.index))


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
    asks = inner.relation == "advcl" and is_question(sentence, inner)
    if marked or asks or sentence.child(inner.index, "nsubj", "nsubjpass") is None:
        return False
    before = sentence.subtree(inner.index)[0] - 1
    whom = sentence.child(verb.index, "dobj", "dative")
    told = lexicon().has("verb.tell", verb.lemma)
    return told and whom is not None and before in {*sentence.subtree(whom.index), *context.hidden}


def is_set_off(sentence: Sentence, token: Token) -> bool:
    """A comment behind a comma: "met the fund, part of a search for cash"."""
    first = noun_phrase(sentence, token.index, 0)[0]
    return first > 0 and sentence.tokens[first - 1].text == ","


def is_dashed(sentence: Sentence, token: Token) -> bool:
    """What a dash sets off: "four towns were hit - Lund, Malmo, Ystad and Lomma"."""
    first = sentence.subtree(token.index)[0]
    return (
        token.relation in ("dobj", "attr", "npadvmod", "oprd")
        and first > 0
        and is_separator(sentence.tokens, first - 1)
    )


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


def is_set_phrase(sentence: Sentence, preposition: Token) -> bool:
    """ "Brought the fire under control", "took it into account": a bare noun the verb needs."""
    noun = sentence.child(preposition.index, "pobj")
    if noun is None or noun.tag != "NN" or noun.entity is not None or noun.index != preposition.index + 1:
        return False
    return not noun.children and lexicon().has("preposition.set", preposition.lemma.lower())


def after_time(context: LabelContext, below: list[Token]) -> list[Token]:
    """ "The death in May of Anna Berg": what the parse hangs on the day between."""
    days = [d for c in below if c.relation == "prep" for d in context.sentence.children(c.index, "pobj")]
    dated = [d for d in days if d.index in context.hidden]
    return [c for d in dated for c in context.sentence.children(d.index, "prep") if c.index not in context.hidden]


def share_of_time(context: LabelContext, noun: Token) -> bool:
    """ "For most of Friday": once its day is told elsewhere, the share says nothing."""
    of = next((c for c in context.sentence.children(noun.index, "prep") if c.lemma == "of"), None)
    day = context.sentence.child(of.index, "pobj") if of is not None else None
    return day is not None and day.index in context.hidden and lexicon().has("noun.share", noun.lemma.lower())


def is_time_object(sentence: Sentence, noun: Token) -> bool:
    """ "Spent the night in schools": a time that is the object itself; not "met last week"."""
    if noun.relation != "dobj" or noun.tag not in ("NN", "NNS") or sentence.child(noun.index, "amod") is not None:
        return False
    lead = {c.text.lower() for c in sentence.children(noun.index, "det")}
    after = sentence.tokens[noun.index + 1].text.lower() if noun.index + 1 < len(sentence.tokens) else ""
    counts = sentence.child(noun.index, "nummod") is not None
    return (bool(lead & {"the", "a", "an"}) or counts) and after not in _OFFSETS


_OFFSETS = frozenset({"after", "before", "later", "earlier", "ago", "that"})


def one_by_one(sentence: Sentence, first: Token) -> str:
    """ "Saw them one by one", "house by house"."""
    run = sentence.tokens[first.index : first.index + 3]
    by = len(run) == 3 and run[1].text.lower() == "by" and run[2].lemma == first.lemma
    return phrase_text(sentence, [t.index for t in run]) if by else ""


def is_outside(context: LabelContext, verb: Token, token: Token) -> bool:
    """What the parse hangs on a verb though it belongs to a time, to an aside or to a clause put in between."""
    sentence = context.sentence
    inside = noun_phrase(sentence, token.index, 0) or [token.index]
    after = sentence.tokens[min(inside[-1] + 1, len(sentence.tokens) - 1)]
    if token.relation == "npadvmod" and after.text.lower() in _OFFSETS:  # "a little after noon", "the week after"
        return token.tag in ("JJ", "RB") or lexicon().has("noun.time", token.lemma.lower())
    if token.tag in ("IN", "DT") and token.relation in ("dobj", "nmod") and token.index + 1 in context.hidden:
        return True  # "reopened that November"
    before = sentence.tokens[inside[0] - 1]
    if token.relation == "dobj" and before.text == ",":  # "without, the union says, any notice"
        return any(verb.index < c.index < token.index for c in sentence.children(verb.index, "parataxis"))
    if token.relation != "prep" or before.pos == "PUNCT":
        return False
    chain = (before, *sentence.ancestors(before.index))
    asides = [a for a in chain if a.relation in ("appos", "npadvmod") and a.tag == "CD" and a.index > verb.index]
    # "walked past the clock, one of them in a wig"
    return any(sentence.tokens[sentence.subtree(a.index)[0] - 1].text == "," for a in asides)


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


def adjective_whole(context: LabelContext, adjective: Token, rank: int) -> list[Piece]:
    """ "Capable of holding a ton": whole or not at all; not what a comma sets off."""
    run = context.sentence.subtree(adjective.index)
    parted = context.sentence.tokens[run[0] - 1].text == "," or adjective.index == context.verb
    shown = visible(context, run)
    whole = 1 < len(shown) <= _LONGEST_TOLD and not parted
    return [Piece(rank, adjective.index, without_articles(phrase_text(context.sentence, shown)))] if whole else []


def until_when(context: LabelContext, verb: Token, inner: Token, rank: int) -> list[Piece]:
    """ "Has until Friday to appeal": without the day it would be an order."""
    between = list(range(verb.index + 1, context.sentence.subtree(inner.index)[0]))
    if verb.lemma != "have" or not between or not is_infinitive(context, inner):
        return []
    dated = set(between) - context.hidden <= {between[0]} and between[-1] in context.hidden
    return [Piece(rank, between[0], phrase_text(context.sentence, between))] if dated else []


def parted_by_time(context: LabelContext, verb: Token, token: Token) -> bool:
    """ "Married, in 1946, Anna Berg": the object, which only a time parts from its verb."""
    tokens = context.sentence.tokens
    first = noun_phrase(context.sentence, token.index, 0)[0]
    between = tokens[verb.index + 1 : first]
    marks = len(between) > 2 and between[0].text == "," == between[-1].text
    inside = between[1:-1]
    return marks and all(t.index in context.hidden or t.tag == "IN" for t in inside) and token.tag == "NNP"


def lacks_infinitive(context: LabelContext, adjective: Token, parts: list[Piece]) -> bool:
    """ "Unable to": an adjective whose infinitive was left out."""
    to = context.sentence.child(adjective.index, "xcomp") if adjective.relation == "acomp" else None
    return to is not None and is_infinitive(context, to) and not any(p.at > adjective.index for p in parts)
