"""TimeML 1.2.1: the text with TIMEX3 and EVENT tags in it, MAKEINSTANCE and TLINK below.

Of two tags that would cross, the EVENT gives way. Attributes a timeline does not know (tense, aspect) are NONE, the
event class is OCCURRENCE. Characters that XML cannot hold become U+FFFD, one for one, so that offsets stay.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from timeline.errors import InputError
from timeline.export.characters import clean
from timeline.model import AnchorKind, Article, Event, Status, TimeExpression, Timeline

_MODALITY = {Status.POSSIBLE: "POSSIBLE", Status.PLANNED: "WILL"}


def write(timeline: Timeline) -> str:
    """One TimeML document; InputError where the timeline has several articles."""
    if len(timeline.articles) > 1:
        raise InputError(f"TimeML holds one article, not {len(timeline.articles)}; export them one by one")
    article = timeline.articles[0] if timeline.articles else Article()
    names = {t.id: f"t{i}" for i, t in enumerate(timeline.time_expressions, 1)}
    found = [t for t in timeline.time_expressions if t.article == article.id]
    events = [e for e in timeline.events if not any(_cross(e, t) for t in found)]
    names |= {e.id: f"e{i}" for i, e in enumerate(events, 1)}
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", "<TimeML>"]
    lines.append(f"<DOCID>{_text(article.id)}</DOCID>")
    lines.append(f"<DCT>{_creation(article)}</DCT>")
    if article.title:
        lines.append(f"<TITLE>{_text(article.title)}</TITLE>")
    lines.append(f"<TEXT>{_tagged(article, found, events, names)}</TEXT>")
    for event in events:
        name = names[event.id]
        lines.append(
            _tag(
                "MAKEINSTANCE",
                eventID=name,
                eiid=f"i{name}",
                tense="NONE",
                aspect="NONE",
                pos="NONE",
                polarity="NEG" if event.status is Status.DENIED else "POS",
                modality=_MODALITY.get(event.status),
            )
        )
    lines += _links(timeline, names)
    return "\n".join([*lines, "</TimeML>", ""])


def _creation(article: Article) -> str:
    value = str(article.published) if article.published is not None else ""
    tag = _open("TIMEX3", tid="t0", type="DATE", value=value, functionInDocument="CREATION_TIME")
    return f"{tag}{value}</TIMEX3>"


def _cross(event: Event, expression: TimeExpression) -> bool:
    """Would the two tags overlap without one holding the other?"""
    span = expression.span
    return span.overlaps(event.trigger) and not span.holds(event.trigger) and not event.trigger.holds(span)


def _tagged(article: Article, found: list[TimeExpression], events: list[Event], names: dict[str, str]) -> str:
    """The text with its tags. Tags that open together open the longer first and close it last."""
    spans = [(t.start, t.end, _timex(t, names), "TIMEX3") for t in found]
    spans += [(e.trigger.start, e.trigger.end, _event(e, names), "EVENT") for e in events]
    marks: list[tuple[int, int, int, int, str]] = []  # place, closing before opening, nesting, number, tag
    for number, (start, end, opening, element) in enumerate(spans):
        marks.append((start, 1, -end, number, opening))
        marks.append((end, 0, -start, -number, f"</{element}>"))
    parts, at = [], 0
    for place, _, _, _, tag in sorted(marks):
        parts += [_text(article.text[at:place]), tag]
        at = place
    return "".join([*parts, _text(article.text[at:])])


def _timex(t: TimeExpression, names: dict[str, str]) -> str:
    anchor = names.get(t.anchor.ref or "", "t0" if t.anchor.kind is AnchorKind.PUBLICATION else None)
    return _open(
        "TIMEX3",
        tid=names[t.id],
        type=t.type.value,
        value=t.value,
        mod=t.mod,
        quant=t.quant,
        freq=t.freq,
        beginPoint=names.get(t.begin_point or "", t.begin_point),
        endPoint=names.get(t.end_point or "", t.end_point),
        temporalFunction="true" if anchor else "false",
        anchorTimeID=anchor,
        functionInDocument="NONE",
    )


def _event(e: Event, names: dict[str, str]) -> str:
    return _open("EVENT", **{"eid": names[e.id], "class": "OCCURRENCE"})


def _links(timeline: Timeline, names: dict[str, str]) -> list[str]:
    """TLINKs between what has a tag; events are named by their instance."""
    lines = []
    for number, link in enumerate(timeline.links, 1):
        source, target = names.get(link.source), names.get(link.target)
        if source is not None and target is not None:
            ends = {
                "eventInstanceID" if source[0] == "e" else "timeID": f"i{source}" if source[0] == "e" else source,
                "relatedToEventInstance" if target[0] == "e" else "relatedToTime": (
                    f"i{target}" if target[0] == "e" else target
                ),
            }
            lines.append(_tag("TLINK", **{"lid": f"l{number}", "relType": link.relation.value, **ends}))
    return lines


def _open(element: str, **attributes: str | None) -> str:
    given = "".join(f" {name}={quoteattr(clean(value))}" for name, value in attributes.items() if value is not None)
    return f"<{element}{given}>"


def _tag(element: str, **attributes: str | None) -> str:
    return f"{_open(element, **attributes)[:-1]} />"


def _text(text: str) -> str:
    """Escaped text; a carriage return as a reference, since XML readers would make a line end of it."""
    return escape(clean(text), {"\r": "&#13;"})
