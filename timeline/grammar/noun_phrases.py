"""The words of a noun phrase: which of them belong to it, and how they read."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.grammar.document import Sentence, Token

_PHRASE = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod", "advmod", "predet", "punct", "neg"}
)


def noun_phrase(sentence: Sentence, head: int, reach: int = 1, conjuncts: bool = True) -> list[int]:
    """Indices of a noun with its needed modifiers: determiner, adjectives, compounds, possessor, "of" phrases.

    reach: how many prepositional phrases deep ("the head of the group" is 1). Relative clauses and appositions
    are left out, but for a name right behind its title ("opposition leader Anna Berg").
    """
    return _within_marks(sentence, head, _dependents(sentence, head, reach, conjuncts))


def _dependents(sentence: Sentence, head: int, reach: int, conjuncts: bool) -> set[int]:
    """The noun and what hangs on it, as far as it belongs to the phrase."""
    tokens = sentence.tokens
    found = {head}
    for c in sentence.children(head):
        if c.relation in _PHRASE and not (c.relation == "punct" and c.text not in ("-", "'", "’")):
            if c.tag == "WDT":  # "which farmer Ove Dahl dug up"
                continue
            asks = c.tag == "WRB" and c.index == head - 1  # "how much"
            if (
                c.relation == "amod"
                and c.index > head
                and (needs_complement(sentence, c) or tokens[c.index - 1].text == ",")
            ):
                continue  # "tanks capable of holding a ton", "the strike, due on Friday,"
            if (
                c.relation == "advmod"
                and (c.index > head or sentence.words.has("adverb.idle", c.text.lower()))
                and not asks
            ):
                continue
            found.update(modifier(sentence, c, head))
        elif (
            c.relation in ("appos", "npadvmod")
            and c.index in (head + 2, head + 3)
            and tokens[head + 1].tag == "$"
            and tokens[head + 2].tag == "CD"
            and (c.index == head + 2 or tokens[head + 2].head == c.index)
        ):
            found.update(range(head + 1, c.index + 1))  # "a record $87m"
        elif c.relation == "npadvmod" and c.index < head and tokens[head].pos in ("ADJ", "ADV"):
            found.update(modifier(sentence, c, head))  # "at least 10 km deep"
        elif c.relation == "npadvmod" and head < c.index <= head + 2 and sentence.child(c.index, "det") is not None:
            found.update(modifier(sentence, c, head))  # "800,000 litres a day"
        elif c.relation == "appos" and _name_behind(sentence, head, c):
            found.update(range(head + 1, c.index + 1))
            if c.pos == "PROPN" and tokens[head].tag == "NNS":  # "senators Pell and Boyd"
                found.update(noun_phrase(sentence, c.index, 0, conjuncts))
        elif c.relation == "prep" and sentence.words.has("genitive.wide", c.lemma) and c.index <= head + 3:
            inner = sentence.child(c.index, "pobj")
            name = (
                sentence.words.has("genitive", c.lemma)
                and tokens[head].pos == "PROPN"
                and inner is not None
                and inner.pos == "PROPN"
            )
            if inner is not None and inner.index < head + 12 and (reach > 0 or name):  # "Gulf of Mexico" is one name
                found.add(c.index)
                found.update(noun_phrase(sentence, inner.index, max(0, reach - 1), conjuncts))
        elif (
            c.relation == "conj"
            and conjuncts
            and (
                c.pos in ("NOUN", "PROPN") or c.tag == tokens[head].tag == "CD" or c.pos == tokens[head].pos == "ADJ"
            )  # "between two and three million"
            and c.index - head <= 8
        ):
            between = [t for t in sentence.children(head, "appos", "acl", "relcl") if t.index < c.index]
            marks = sentence.children(head, "cc", *(() if between else ("punct",)))  # "Pell, 34, and Boyd, 36"
            joins = [t for t in marks if head < t.index < c.index and t.text != "–"]
            found.update(i for t in joins for i in sentence.subtree(t.index))  # "as well as"
            found.update(noun_phrase(sentence, c.index, 0, conjuncts))
    return found


def _within_marks(sentence: Sentence, head: int, found: set[int]) -> list[int]:
    """The tokens up to a dash, without brackets, with what hyphens and units join to them."""
    tokens = sentence.tokens
    bar = max((i for i in found if tokens[i].text == "|"), default=-1)  # between the parts of a dateline
    first = next((t.index for t in tokens[min(found) : head] if is_separator(tokens, t.index)), None)
    if first is not None and any(tokens[i].tag in ("CD", "NN", "NNS") for i in found if i < first):
        return sorted(i for i in found if i < first)  # "to five - one short of the highest"
    dash = next((t.index for t in tokens[head : max(found) + 1] if is_separator(tokens, t.index)), len(tokens))
    found = {i for i in found if i < dash and not _bracketed(sentence, i, min(found))}
    found.update(j for i in tuple(found) for j in hyphened(sentence, i))
    found.update(_hyphened_before(sentence, head))
    found.update(i + 1 for i in tuple(found) if unit_behind(tokens, i))
    return sorted(i for i in found if i > bar or i == head)


def needs_complement(sentence: Sentence, adjective: Token) -> bool:
    """ "Capable of", "full of": an adjective that says nothing without its phrase."""
    planned = sentence.words.has("adjective.plan", adjective.text.lower())  # "a walkout due on Friday"
    return not planned and any(
        not sentence.words.has("complement.close", c.lemma) for c in sentence.children(adjective.index, "prep")
    )


def is_separator(tokens: Sequence[Token], index: int) -> bool:
    """A dash with spaces about it, or a semicolon: what follows is another phrase."""
    text = tokens[index].text
    return text == ";" or (text in ("-", "--", "–", "—") and index > 0 and tokens[index - 1].end < tokens[index].start)


def _bracketed(sentence: Sentence, index: int, first: int) -> bool:
    """Does the token stand in brackets that open within its phrase?"""
    marks = [t.text for t in sentence.tokens[first : index + 1] if t.text in ("(", ")")]
    return bool(marks) and (marks[-1] == "(" or sentence.tokens[index].text == ")")


def hyphened(sentence: Sentence, index: int) -> list[int]:
    """What hangs on a word by a hyphen without spaces: "3-1", "flu-like"."""
    after = sentence.tokens[index + 1 : index + 3]
    if len(after) < 2 or after[0].text not in ("-", "–", "/"):
        return []
    joined = sentence.tokens[index].end == after[0].start and after[0].end == after[1].start
    return [after[0].index, after[1].index] if joined else []


def unit_behind(tokens: Sequence[Token], index: int) -> bool:
    """ "$350m": a unit that touches its number, whatever the parse made of it."""
    if index + 1 >= len(tokens) or not tokens[index].text[-1:].isdigit():
        return False
    return tokens[index].end == tokens[index + 1].start and tokens[index + 1].text.isalpha()


def _hyphened_before(sentence: Sentence, index: int) -> list[int]:
    """What a word hangs on by hyphens without spaces: "the 31-year-old"."""
    found: list[int] = []
    while index > 1 and sentence.tokens[index - 1].text == "-":
        one, two = sentence.tokens[index - 2 : index]
        if one.end != two.start or two.end != sentence.tokens[index].start:
            break
        found.extend((index - 2, index - 1))
        index -= 2
    return found


def modifier(sentence: Sentence, root: Token, head: int) -> list[int]:
    """A modifier without clauses; behind its noun only as far as it goes unbroken ("payments worth two million")."""
    found, todo = [], [root]
    while todo:
        token = todo.pop()
        found.append(token.index)
        for c in sentence.children(token.index):
            if c.relation in ("relcl", "acl", "advcl", "appos") and c.index > token.index:
                continue
            close = (
                c.relation == "prep" and sentence.words.has("complement.close", c.lemma) and c.index == token.index + 1
            )
            if root.index > head and c.relation in ("prep", "punct", "conj", "cc") and not close:
                continue
            todo.append(c)
    return sorted(found)


def _name_behind(sentence: Sentence, head: int, name: Token) -> bool:
    """Only words of the name stand between the two."""
    between = [sentence.tokens[i] for i in range(head + 1, name.index)]
    return name.pos == "PROPN" and all(t.head == name.index and t.pos == "PROPN" for t in between)


def phrase_text(sentence: Sentence, indices: list[int]) -> str:
    """The tokens as text, spaced as they were; dashes and quotation marks at the edges gone."""
    tokens = [sentence.tokens[i] for i in indices]
    while tokens and tokens[0].text in _EDGE:
        tokens.pop(0)
    while tokens and tokens[-1].text in _EDGE:
        tokens.pop()
    out = ""
    for i, token in enumerate(tokens):
        glued = i > 0 and tokens[i - 1].end == token.start and tokens[i - 1].index == token.index - 1
        out += ("" if i == 0 or glued else " ") + token.text
    return out


_EDGE = frozenset({",", "-", "–", "—", ";", ":", "``", "''", '"', "“", "”", ".", "(", ")", "’", "'"})
