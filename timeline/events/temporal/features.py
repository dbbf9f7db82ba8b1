"""What speaks for and against a time of an event, as readable features: the ground a learned judgement stands on."""

from __future__ import annotations

from timeline.events.detection import TriggerKind
from timeline.events.temporal.context import Anchored, TemporalContext
from timeline.events.temporal.mentioned_dates import DateMention, MentionedDates, nearest
from timeline.events.temporal.prepositions import is_lasting
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.governors import governors
from timeline.grammar.quotations import has_marks
from timeline.grammar.verb_groups import is_verb, verb_form
from timeline.model import Status, TimexType

_VERBS = (
    "report", "speech", "belief", "stative", "aspect.begin", "aspect.end", "aspect.go-on", "plan", "wish", "punctual",
    "occur", "light", "factive", "fail", "denial", "implicative",
)  # fmt: skip


def features(context: TemporalContext, n: int, found: Anchored, dates: MentionedDates, said: str) -> list[str]:
    """The features that hold of a candidate, by name.

    `found` is what the rules found, `said` the name of its shape, `dates` those the text mentions.
    """
    candidate, sentence = context.candidates[n], context.sentence(n)
    token, core, form = sentence.tokens[candidate.token], sentence.tokens[candidate.core], candidate.form
    status, kind = context.statuses[n].value, candidate.kind.value
    tense = f"{form.tense.value}{'+perfect' if form.perfect else ''}{'+progressive' if form.progressive else ''}"
    rule = next((s.rule.removeprefix("event.") for s in found.steps if not s.rule.startswith("event.status")), "none")
    long = "lasting" if is_lasting(context, n) else "short"
    word = core.lemma.lower()
    features = [
        "always",
        f"rules say {said}",
        f"rules say {said}, {kind}",
        f"rules say {said}, {long}",
        f"rules say {said}, {tense}",
        f"rules say {said}, {token.relation}",
        f"rule {rule}",
        f"rule {rule}, {long}",
        f"rule {rule}, {kind}",
        f"status {status}",
        f"{status}, {kind}",
        f"{status}, {long}, {kind}",
        f"tense {tense}",
        f"{tense}, {status}",
        f"{tense}, {token.relation}",
        f"form {token.tag}",
        f"form {token.tag}, {token.relation}",
        f"place {token.relation}",
        f"word {word}",
        f"{kind} {long}",
    ]
    features += [f"{flag}" for flag, holds in (
        ("passive", form.passive), ("infinitive", form.infinitive), ("modal", form.modal is not None),
        ("negated", form.negated), ("headline", sentence.headline),
    ) if holds]  # fmt: skip
    head = sentence.tokens[token.head]
    features += [f"path {token.relation} in {head.relation}", f"path {token.relation} in {head.relation}, {token.tag}"]
    features.append(_turn(context, n))
    features += _kinds(context, core, "is")
    features += _above(context, sentence, token)
    features += _around(context, n, sentence, dates)
    if candidate.kind is TriggerKind.NOUN:
        features += _noun(context, n, sentence, token)
    else:
        features += _verb(context, n, sentence, token, tense)
    return features


def _turn(context: TemporalContext, n: int) -> str:
    """Which of the events of its sentence it is."""
    here = context.candidates[n].sentence
    first = n == 0 or context.candidates[n - 1].sentence != here
    last = n + 1 == len(context.candidates) or context.candidates[n + 1].sentence != here
    return "alone in its sentence" if first and last else "first" if first else "last" if last else "amid others"


def _kinds(context: TemporalContext, token: Token, name: str) -> list[str]:
    lemma = token.lemma.lower()
    if is_verb(token):
        return [f"{name} {role}" for role in _VERBS if context.words.has(f"verb.{role}", lemma)]
    of = context.words.get("noun.event", lemma)
    return [f"{name} noun of {of}"] if of is not None else [f"{name} {token.pos}"]


def _above(context: TemporalContext, sentence: Sentence, token: Token) -> list[str]:
    above = governors(sentence, token.index)
    features = [f"depth {min(len(above), 3)}"]
    if above:
        g = above[0]
        form = verb_form(sentence, g.token.index) if is_verb(g.token) else None
        features += [f"under {g.bond.value}", *_kinds(context, g.token, "under")]
        if form is not None:
            features += [f"under {form.tense.value}", f"under {form.tense.value}, {token.tag}"]
            if g.token.lemma:
                features.append(f"under word {g.token.lemma.lower()}")
            for kind in _kinds(context, g.token, "under"):
                features.append(f"{kind}, {token.tag}, {g.bond.value}")
    root = next((t for t in sentence.tokens if t.head == t.index), token)
    if root.index != token.index and is_verb(root):
        at = verb_form(sentence, root.index)
        features.append(f"sentence {at.tense.value}{'+perfect' if at.perfect else ''}")
        features.append(f"sentence {at.tense.value}, {token.tag}")
    return features


def _around(context: TemporalContext, n: int, sentence: Sentence, dates: MentionedDates) -> list[str]:
    candidate = context.candidates[n]
    early = "lead" if sentence.index < 2 else "early" if sentence.index < 6 else "later"
    quoted = has_marks(sentence.tokens)
    status, kind = context.statuses[n].value, candidate.kind.value
    features = [early, f"{early}, {status}", f"{early}, {status}, {kind}", *(["quoted"] if quoted else [])]
    for day in dates.days:
        features += [f"text {day}", f"text {day}, {status}", f"text {day}, {candidate.form.tense.value}"]
        if context.words.has("verb.report", sentence.tokens[candidate.core].lemma):
            features.append(f"text {day}, saying")
    here = dates.inside[sentence.index]
    features += [f"sentence tells {age}" for age in here] or ["sentence tells no day"]
    features += [f"sentence tells {age}, {status}" for age in here]
    for a in context.own.get(n, ()):
        e = context.expressions[a.expression]
        age = dates.ages[a.expression]
        features += [
            f"own phrase {age}",
            f"own {a.preposition or 'bare'}",
            f"own {e.type.value}",
            f"own phrase {age}, {status}",
            f"own {e.type.value}, {a.preposition or 'bare'}",
        ]
        if e.when is not None:
            features.append(f"own grain {e.when.grain.value}")
        if e.type is not TimexType.DATE and a.distance == 0:
            features.append("own length or clock")
    news = dates.age(dates.news) if dates.news is not None else "no day"
    finite = candidate.form.tense.value
    features += [f"news of {news}", f"news of {news}, {status}", f"news of {news}, {finite}, {early}"]
    features += [f"news of {news}, {sentence.tokens[candidate.token].relation}, {finite}"]
    first, last = dates.first, dates.last[sentence.index]
    features.append(f"story from {dates.age(first) if first is not None else 'nowhere'}")
    features.append(f"told last {dates.age(last) if last is not None else 'nothing'}")
    if last is not None:
        back = sentence.index - last.sentence
        far = "right" if back == 1 else "long" if back > 4 else "not long"
        features += [f"told last {far} before", f"told last {far} before, {dates.age(last)}, {finite}"]
        features.append(f"told last a {last.when.grain.value}, {status}")
    features += _near(context, n, sentence, dates)
    if dates.elsewhere(context, n) is not None:
        features += ["word dated elsewhere", f"word dated elsewhere, {kind}", f"word dated elsewhere, {status}"]
    if context.threads and context.threads[sentence.index] is not None:
        features.append("in a thread")
    return features


def _near(context: TemporalContext, n: int, sentence: Sentence, dates: MentionedDates) -> list[str]:
    """What speaks for the nearest phrase of its sentence that is not its own."""
    mark = nearest(dates, context, n)
    if mark is None:
        return ["near nothing"]
    candidate, status = context.candidates[n], context.statuses[n].value
    age, grain = dates.age(mark), mark.when.grain.value
    far = min(abs(i - candidate.token) for i in mark.tokens)
    side = "before it" if mark.tokens[0] < candidate.token else "behind it"
    distance = "close" if far <= 4 else "not far" if far <= 10 else "far"
    held = _holder(context, n, sentence, mark)
    own = "with own" if context.own.get(n) else "without own"
    return [
        f"near {age}",
        f"near {age}, {status}",
        f"near a {grain}",
        f"near {distance} {side}",
        f"near {held}",
        f"near {held}, {status}",
        f"near {held}, {age}",
        f"near {held}, {candidate.kind.value}",
        f"near {own}",
    ]


def _holder(context: TemporalContext, n: int, sentence: Sentence, mark: DateMention) -> str:
    """Whose phrase it is, seen from a candidate."""
    owner = next((a.candidate for a in context.attachments if a.expression == mark.expression), None)
    if owner is None:
        return "nobody's"
    here, at = context.candidates[n].token, context.candidates[owner].token
    saying = ", a verb of saying" if context.words.has("verb.report", sentence.tokens[at].lemma) else ""
    if at in {t.index for t in sentence.ancestors(here)}:
        return f"of what governs it{saying}"
    return f"of what it governs{saying}" if here in {t.index for t in sentence.ancestors(at)} else f"of another{saying}"


def _noun(context: TemporalContext, n: int, sentence: Sentence, token: Token) -> list[str]:
    status = context.statuses[n].value
    marks = sentence.children(token.index, "det", "poss")
    mark = "bare" if not marks else "possessed" if marks[0].relation == "poss" else marks[0].text.lower()
    features = [f"noun {mark}", f"noun {mark}, {status}", f"noun {mark}, {token.relation}"]
    if token.tag == "NNS":
        features.append("plural")
    verb = context.candidates[n].verb
    if verb is not None:
        form = verb_form(sentence, verb)
        features += [
            f"in clause {form.tense.value}{'+perfect' if form.perfect else ''}",
            f"in clause {form.tense.value}, {token.relation}",
            *_kinds(context, sentence.tokens[verb], "in clause that"),
        ]
    if token.relation == "pobj":
        features.append(f"after {sentence.tokens[token.head].lemma.lower()}")
    for c in sentence.children(token.index, "amod"):
        features.append(f"described {c.lemma.lower()}")
    return features


def _verb(context: TemporalContext, n: int, sentence: Sentence, token: Token, tense: str) -> list[str]:
    features = [f"kind of verb, {tense}: {k}" for k in _kinds(context, token, "is")]
    who = subject(sentence, token.index)
    if who is not None:
        features += [f"subject {who.tag}", f"subject {who.entity or 'no name'}"]
        if who.tag == "NNS" and context.statuses[n] is Status.ONGOING:
            features.append("plural subject, goes on")
    for c in sentence.children(token.index, "advmod"):
        features.append(f"adverb {c.lemma.lower()}")
    for c in sentence.children(token.index, "mark"):
        features.append(f"opened by {c.lemma.lower()}")
    if token.relation == "pcomp":
        features.append(f"after {sentence.tokens[token.head].lemma.lower()}")
    return features
