"""What belongs on a timeline: how newsworthy a word, its form and its place in the sentence make a happening."""

from __future__ import annotations

from timeline.events.cues import is_lasting_state
from timeline.events.detection import Candidate, TriggerKind, predicative
from timeline.events.non_events import is_idiom, is_non_event
from timeline.events.salience.actors import contains_name, first_verb, is_news_actor, main_clause, speaker_is_actor
from timeline.events.salience.nouns import noun_salience
from timeline.events.salience.plans import (
    is_accusation,
    is_purpose,
    is_threat,
    names_expected_event,
    promise_salience,
)
from timeline.grammar import Sentence, Token
from timeline.grammar.arguments import subject
from timeline.grammar.lexicon import Lexicon
from timeline.grammar.quotations import has_marks
from timeline.grammar.relative_clauses import NAMED_ENTITIES
from timeline.grammar.verb_groups import Tense, VerbForm, verb_form
from timeline.model import Status

SHOWN = 0.5  # NEWS for what no phrase of the text dates
NEWS = 0.65  # what is worth showing even without a day
LEAD = 0.45
UNDATED_NOUN = 0.45  # a noun of which no verb tells and that no day dates is a topic, not a happening


def salience(
    sentence: Sentence,
    candidate: Candidate,
    words: Lexicon,
    status: Status,
    quoted: bool,
    timed: bool,
    dated: bool,
    lead: bool,
) -> float:
    """How surely the candidate belongs on a timeline, 0..1.

    quoted: the word stands in direct speech. timed: has a time phrase of its own. dated: rests on a phrase, be it that
    of another. lead: in the sentences with which the report opens.
    """
    if editorial(sentence, words):
        return 0.0
    if candidate.kind is TriggerKind.NOUN:
        score = noun_salience(sentence, candidate, words, status, NEWS)
        token = sentence.tokens[candidate.token]
        foreseen = status is Status.PLANNED and contains_name(sentence, token.index)
        placed = timed
        if not placed and not foreseen and not predicative(sentence, token):
            score = min(score, UNDATED_NOUN)
    elif candidate.kind is TriggerKind.ADJECTIVE:
        score = _adjective(sentence, candidate, words, status)
    else:
        score = _verb(sentence, candidate, words, status, timed, dated)
        beside = not dated and _describes_thing(sentence, candidate, words)
        score -= 0.2 if beside else 0.0
    if timed:
        score += 0.2 if score >= 0.2 else 0.1
    if quoted:
        score -= 0.1 if timed else 0.25  # else it is a view of things
        score -= 0.6 if _tells_of_unnamed_people(sentence, candidate, words) else 0.0
    elif lead and candidate.kind is TriggerKind.VERB and score >= LEAD:
        told = status is Status.HAPPENED and score >= LEAD + 0.1
        if told or _is_lead(sentence, candidate, words, status, score):
            score = max(score, NEWS)  # what the report is about
    if sentence.tokens[-1].text == "?":
        score -= 0.3
    return round(max(0.0, min(1.0, score)), 2)


def _tells_of_unnamed_people(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """ "A lot of people had closed their books": nobody counted or named."""
    who = subject(sentence, candidate.token)
    anyone = who is not None and not who.entity and words.has("noun.anyone", who.lemma.lower())
    return who is not None and anyone and sentence.child(who.index, "nummod") is None


def _adjective(sentence: Sentence, candidate: Candidate, words: Lexicon, status: Status) -> float:
    token = sentence.tokens[candidate.token]
    lemma = token.lemma.lower()
    if status is Status.DENIED:
        return 0.1
    if status is Status.PLANNED and words.has("verb.plan", lemma) and sentence.child(token.index, "xcomp") is None:
        return LEAD  # "a report is due on Friday"
    if words.has("adjective.harm", lemma) and status in (Status.ONGOING, Status.HAPPENED):
        counted = is_news_actor(sentence, subject(sentence, token.head), words)
        return NEWS if counted and main_clause(sentence, sentence.tokens[token.head], words) else 0.4
    seems = status is Status.POSSIBLE or words.has("adjective.possible", lemma)
    return 0.1 if seems or sentence.child(candidate.token, "xcomp") is not None else 0.3


def _is_lead(sentence: Sentence, candidate: Candidate, words: Lexicon, status: Status, score: float) -> bool:
    """Is it what a report's first sentences say in their main clause: done, going on, or to come?"""
    token, form = sentence.tokens[candidate.token], candidate.form
    if not main_clause(sentence, token, words):
        return False
    if status is Status.ONGOING and not form.perfect:
        return form.progressive
    enough = LEAD if status is Status.PLANNED else LEAD + 0.05
    known = is_news_actor(sentence, subject(sentence, token.index), words) or speaker_is_actor(sentence, token, words)
    return (known or status is Status.HAPPENED) and score >= enough


def editorial(sentence: Sentence, words: Lexicon) -> bool:
    """Is it a line of the editor's or of the page: "Note: the picture was changed", "Ship sinks | Pictures"?"""
    opens = "".join(t.text for t in sentence.tokens[:6]).lower()
    last = [t.lemma.lower() for t in sentence.tokens[-4:] if t.text != "."]
    linked = last[-1:] == ["ago"] and last[:1] == ["-"]
    linked = linked or sum(t.text == "|" for t in sentence.tokens) > 1
    begins = (phrase for phrase in words.roles["editorial"] if phrase[:1] == opens[:1])
    return linked or any(opens.startswith(phrase.replace(" ", "")) for phrase in begins)


def _verb(sentence: Sentence, candidate: Candidate, words: Lexicon, status: Status, timed: bool, dated: bool) -> float:
    token, form = sentence.tokens[candidate.token], candidate.form
    planned = status is Status.PLANNED
    if token.relation == "acl" and token.tag == "VBN" and words.has("noun.source", _lemma(sentence, token.head)):
        return 0.05  # "figures issued on Friday": whence it is known
    if is_non_event(sentence, token, words) or is_idiom(sentence, sentence.tokens[candidate.core], words):
        return 0.05  # also "failed to make its case"
    if token.lemma == "be":
        return LEAD if timed else SHOWN if dated else 0.0  # "was mayor from 2003 to 2008"
    reported = (words.has("verb.report", token.lemma) or words.has("verb.denial", token.lemma)) and (
        candidate.core == candidate.token
    )
    thought = words.has("verb.belief", token.lemma) and sentence.child(token.index, "ccomp") is not None
    unsaid = status is Status.DENIED
    silent = reported and unsaid and not (form.passive or words.has("verb.act", token.lemma))
    owed = planned and timed and form.modal == "must"  # "must tell its owners by Friday what it thinks"
    if (reported and not owed and _reports(sentence, token)) or thought or silent:
        return 0.05  # "said nothing more"
    if words.has("adjective.harm", token.text.lower()) and status in (Status.ONGOING, Status.HAPPENED):
        known = main_clause(sentence, token, words) and is_news_actor(sentence, subject(sentence, token.index), words)
        return NEWS if known else 0.4  # "nine men are missing"
    score = _verb_salience(sentence, candidate, words)
    if token.lemma == "have" and not timed:
        score = min(score, 0.3)  # "had to send samples abroad", "has a plan"
    if planned and form.tense is Tense.NONE and first_verb(sentence, token).relation in _SET_OUT:
        nobody = subject(sentence, token.index) is None and not timed and not sentence.headline
        return score + (-0.3 if nobody or _is_question(sentence, token) else 0.1)
    if status is Status.POSSIBLE and form.infinitive and is_purpose(sentence, candidate, words):
        return 0.2
    if status is Status.POSSIBLE and not timed and is_threat(sentence, candidate, words):
        return NEWS
    if status is Status.POSSIBLE and form.perfect and form.modal in ("would", "should"):
        return 0.2  # "would have turned 50 on Monday"
    if status is Status.POSSIBLE and not timed:
        stands = words.has("verb.stative", token.lemma)
        if (is_accusation(sentence, token, words) and not stands) or names_expected_event(sentence, candidate, words):
            return NEWS
        score -= 0.5 if form.perfect and form.modal in ("would", "should") else 0.0 if form.perfect else 0.25
    score += _form_salience(sentence, candidate, status, timed, words)
    if planned and not timed and words.has("verb.still", token.lemma) and not form.negated:
        return 0.3  # "crews will continue to watch": nothing changes
    going = token.lemma == "go" and form.progressive and sentence.child(token.index, "xcomp") is not None
    who = subject(sentence, token.index)
    if (
        planned
        and not timed
        and going
        and who is not None
        and who.pos == "NOUN"
        and not is_news_actor(sentence, who, words)
    ):
        return min(score, NEWS - 0.1)  # "that number is going to grow"
    if planned and not timed and form.modal is not None:
        return promise_salience(sentence, candidate, words, score, NEWS)
    return score


def _lemma(sentence: Sentence, index: int) -> str:
    return sentence.tokens[index].lemma.lower()


def _verb_salience(sentence: Sentence, candidate: Candidate, words: Lexicon) -> float:
    """What the verb alone is worth, or what it carries."""
    token, core = sentence.tokens[candidate.token], sentence.tokens[candidate.core]
    lemma = token.lemma
    if words.has("verb.belief", lemma) and any(c.lemma == "as" for c in sentence.children(token.index, "prep")):
        return 0.1  # "was seen as a last chance"
    if core.index != token.index and core.tag.startswith("NN"):
        if words.has("noun.abstract", core.lemma.lower()):
            return 0.3  # "attention is being paid"
        return 0.45 if words.has("noun.weak", core.lemma.lower()) else 0.7
    if core.index != token.index:
        placed = sentence.child(core.index, "prep") is not None  # "failed to appear at the hearing"
        weak = words.has("verb.weak", core.lemma) and not (placed and words.has("verb.fail", lemma))
        if weak or words.has("verb.report", core.lemma):
            return 0.3
        if words.has("verb.comment", core.lemma) or words.has("verb.belief", core.lemma):
            return 0.2  # "are beginning to worry about the summer"
        return 0.2 if words.has("verb.stative", core.lemma) and not placed else NEWS
    if words.has("verb.schedule", lemma) and candidate.form.passive and sentence.child(token.index, "xcomp") is None:
        return 0.45  # "payment is expected on Friday"
    particle = words.particles.get(lemma)
    if (
        particle is not None
        and not candidate.form.negated
        and any(c.text.lower() == particle for c in sentence.children(token.index, "prt"))
    ):
        return NEWS  # "called off", "ruled out"
    tried = sentence.child(token.index, "xcomp")
    if candidate.form.progressive and tried is not None and words.has("verb.try", lemma):
        return NEWS if words.has("verb.news", tried.lemma) else 0.45
    if any(words.has("verb.phrasal", f"{lemma} {c.text.lower()}") for c in sentence.children(token.index, "prt")):
        return NEWS if words.has("verb.news", lemma) else 0.45  # "a leak showed up"
    if (
        words.has("verb.stative", lemma)
        and lemma != "have"
        and candidate.form.perfect
        and is_lasting_state(sentence, token.index, words)
    ):
        return 0.45  # "has lived in Lund since 1991"
    if words.has("verb.comment", lemma) or words.has("verb.stative", lemma):
        return 0.1
    if words.has("verb.speech", lemma) and sentence.child(token.index, "oprd", "ccomp") is not None:
        return 0.1  # "called the offer a joke"
    if words.has("verb.speech", lemma) and (sentence.child(token.index, "dobj") is not None or candidate.form.passive):
        return NEWS if words.has("verb.news", lemma) else 0.5
    if sentence.child(token.index, "xcomp") is not None:
        if words.has("verb.wish", lemma):
            return 0.2
        if words.has("verb.plan", lemma):
            set_to = candidate.form.passive and words.has("adjective.plan", token.text.lower())
            if words.has("verb.news", lemma) and not set_to:
                return NEWS  # "voted to close it", "was ordered to leave"
            return 0.1 if candidate.form.passive else 0.3  # "is expected to"
    asks = words.has("verb.ask-for", lemma) and words.has("verb.speech", lemma)
    if asks and any(c.lemma == "for" for c in sentence.children(token.index, "prep")):
        return 0.45  # "called for a ban"
    if words.has("verb.weak", lemma):
        return _weak_verb_salience(sentence, token, words)
    if words.has("verb.act", lemma):
        return 0.65 if words.has("verb.news", lemma) else 0.45
    if words.has("verb.report", lemma) or words.has("verb.denial", lemma):
        thing = candidate.form.passive or sentence.child(token.index, "dobj") is not None  # "a body was found"
        return 0.45 if thing else 0.4 if words.has("verb.speech", lemma) else 0.2
    return NEWS if words.has("verb.news", lemma) else 0.45


def _weak_verb_salience(sentence: Sentence, token: Token, words: Lexicon) -> float:
    """An everyday verb tells a happening with a number of things, or with a state to which it brings someone."""
    for c in sentence.children(token.index, "prep"):
        to = sentence.child(c.index, "pobj")
        if to is None or c.lemma.lower() not in ("in", "into", "on", "to") or to.tag != "NN" or to.entity:
            continue
        vague = any(words.has(role, to.lemma.lower()) for role in ("noun.abstract", "noun.frame", "noun.time"))
        if not vague and not any(k.relation in ("det", "poss", "nummod", "prep") for k in sentence.children(to.index)):
            return NEWS  # "were taken to hospital", "put all grants on hold", "went on sale"
    what = sentence.child(token.index, "dobj", "nsubjpass")
    counted = what is not None and (
        what.tag == "CD" or what.entity == "MONEY" or any(c.relation == "nummod" for c in sentence.children(what.index))
    )
    return 0.45 if counted else 0.3  # "has spent 3 million crowns"


def _form_salience(sentence: Sentence, candidate: Candidate, status: Status, timed: bool, words: Lexicon) -> float:
    token, form = sentence.tokens[candidate.token], candidate.form
    score = 0.0
    relation = first_verb(sentence, token).relation
    told = form.tense is Tense.PAST or form.perfect or (sentence.headline and form.tense is Tense.PRESENT)
    who = subject(sentence, token.index)
    if main_clause(sentence, token, words) and (
        is_news_actor(sentence, who, words) or speaker_is_actor(sentence, token, words)
    ):
        score += 0.05
    if told and relation in ("ROOT", "ccomp", "parataxis"):
        score += 0.15
    elif told:
        score += 0.05 if timed or not _identifies_people(sentence, candidate) else -0.15
    elif form.tense is Tense.PRESENT and form.modal is None and not form.progressive:
        score -= 0.0 if timed and status is Status.PLANNED else 0.35
    if form.modal is not None and status is not Status.PLANNED:
        score -= 0.1 if timed or form.perfect or form.modal in ("may", "might", "could") else 0.25
    if status is Status.PLANNED and not timed and relation in ("acl", "relcl", "advcl"):
        score -= 0.15
    if form.negated and status is Status.DENIED:
        score -= 0.2 if timed else 0.25
    if form.tense is Tense.NONE:
        score -= 0.4 if status is Status.DENIED and candidate.core == token.index else 0.0  # another verb tells it
        score += _untensed_salience(sentence, token, form, timed, words)
    if any(c.relation == "mark" and c.lemma in ("if", "unless", "whether") for c in sentence.children(token.index)):
        score -= 0.5
    if _is_question(sentence, token):
        score -= 0.3
    if (
        status is Status.POSSIBLE
        and relation == "ccomp"
        and verb_form(sentence, first_verb(sentence, token).head).negated
    ):
        score -= 0.4  # "did not say that"
    what = sentence.child(token.index, "dobj")
    if (
        what is not None
        and not timed
        and candidate.core == token.index
        and (any(words.has(role, what.lemma) for role in ("noun.possible", "noun.abstract")) or what.tag == "DT")
    ):
        score -= 0.2  # "dismissed speculation", "damaged the credibility", "echoed this"
    if any(words.has("adverb.habit", c.lemma.lower()) for c in sentence.children(token.index, "advmod")):
        score -= 0.4
    if who is None:
        score -= 0.0 if timed else 0.25
    elif not who.entity and (who.lemma.lower() in _UNNAMED or who.text.lower() in _UNNAMED):
        score -= 0.35
    elif who.lemma == "it" and sentence.child(token.index, "ccomp") is not None:
        score -= 0.35  # "it emerged that"
    elif status is Status.DENIED and words.has("noun.time", who.lemma.lower()):
        score -= 0.35  # "14 months have not broken the habit"
    elif not timed and not who.entity and words.abstract(who.lemma.lower()):
        score -= 0.2
    if sentence.child(token.index, "dobj", "prep", "prt", "agent", "xcomp", "ccomp") is None and not form.passive:
        score -= 0.05
    return score


def _untensed_salience(sentence: Sentence, token: Token, form: VerbForm, timed: bool, words: Lexicon) -> float:
    """Infinitives, gerunds and participles tell little unless they have a time of their own."""
    first = first_verb(sentence, token)
    relation, head = first.relation, sentence.tokens[first.head]
    if relation == "amod":
        return -0.4
    if relation == "ccomp" and words.has("verb.implicative", head.lemma) and words.has("verb.belief", head.lemma):
        return 0.1  # "has seen its shares fall": it is what happened
    if form.infinitive and relation in ("advcl", "xcomp", "relcl", "ccomp", "acl"):
        return -0.1 if timed else -0.3
    if form.infinitive and relation == "ROOT" and not sentence.headline:
        return -0.4  # an order to the reader
    if relation == "pcomp" and head.lemma.lower() == "by" and not timed:
        return -0.3  # how the main clause's happening came about
    if relation == "pcomp" and words.has("verb.means", sentence.tokens[head.head].lemma):
        return -0.4  # "was used in detecting the leak": the verb above tells of it
    if relation == "pcomp":
        asserts = words.get("gerund", head.lemma.lower()) == "asserted"
        presupposed = words.has("verb.presuppose", sentence.tokens[head.head].lemma)
        after = asserts and (timed or words.has("connective", head.lemma.lower()))
        return 0.0 if after or presupposed else -0.3
    if relation == "acl":
        return 0.0 if timed else -0.2
    return -0.1 if token.tag == "VBG" else 0.0


def _reports(sentence: Sentence, token: Token) -> bool:
    """Does the reporting verb govern what was said: a clause, or the quotation beside it?"""
    if sentence.child(token.index, "ccomp") is not None:
        return True
    if token.relation in ("parataxis", "acl", "advcl") and token.tag == "VBG":
        return True
    return has_marks(sentence.tokens)


def _is_question(sentence: Sentence, token: Token) -> bool:
    """ "How much oil has leaked", "whom it infects": a question asks and tells nothing."""
    if token.relation not in ("ccomp", "pcomp", "csubj", "xcomp"):
        return False
    opens = sorted(sentence.subtree(token.index))[:2]  # "exactly how many people died"
    return any(sentence.tokens[i].tag in ("WRB", "WP", "WP$", "WDT") for i in opens)


def _identifies_people(sentence: Sentence, candidate: Candidate) -> bool:
    """ "Those who lost their homes", "people who had visited": a relative clause that only says which ones."""
    token = sentence.tokens[candidate.token]
    if token.relation != "relcl" or token.head == candidate.core:
        return False
    head = sentence.tokens[token.head]
    counted = any(c.relation in ("nummod", "det") for c in sentence.children(head.index))
    return not counted and (head.tag == "NNS" or head.pos in ("PRON", "DET"))


def _describes_thing(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """ "The oil that has escaped", "the blast that destroyed the rig": a side clause on a thing, without a number."""
    token = sentence.tokens[candidate.token]
    who = subject(sentence, token.index)
    if token.relation != "relcl" or who is None or is_news_actor(sentence, who, words):
        return False
    parts = [k for k in sentence.subtree(token.index) if k != who.index]
    return not any(sentence.tokens[k].tag == "CD" or sentence.tokens[k].entity in NAMED_ENTITIES for k in parts)


_SET_OUT = ("xcomp", "ccomp", "ROOT", "oprd")  # where an infinitive tells what is planned
_UNNAMED = frozenset(
    {"one", "you", "whoever", "anyone", "someone", "nobody", "everyone", "who", "i", "we", "there", "what"}
)
